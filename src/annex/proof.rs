//! A text from elsewhere, read against the report: may be a whole book, so it is read here.

use super::{Templates, Written};
use crate::calc::Engine;
use crate::proof::{Counts, Lines, Proof, Reading, RemarkKind, read};
use crate::template::Severity;
use serde::{Deserialize, Serialize};

/// The task's name.
pub const TASK: &str = "proof";

/// What is sent.
#[derive(Debug, Serialize, Deserialize)]
struct Sent {
    /// The report as it is saved.
    report: String,
    /// The text.
    text: String,
    /// The report's template when it is not the program's.
    template: Written,
}

/// What comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// All figures.
    pub figures: usize,
    /// Figures that agree.
    pub agreed: usize,
    /// Those of them that agree within rounding only.
    pub rounding: usize,
    /// What is wrong or doubtful, in the order of the text.
    pub remarks: Vec<Line>,
    /// How many more there are.
    pub more: usize,
    /// Figures that name nothing of the report.
    pub unjudged: Vec<Line>,
}

/// A place in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What sort of remark; empty for a figure that was not judged.
    pub label: String,
    /// `error`, `warning` or `notice`.
    pub severity: String,
    /// Line of the text, from 1.
    pub line: usize,
    /// Where it stands, in the units in which browsers count text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What is written there.
    pub written: String,
    /// What is wrong.
    pub words: String,
    /// What should stand there.
    pub expected: Option<String>,
    /// The sentence it stands in.
    pub sentence: String,
    /// The cells it is held against, by name.
    pub cells: Vec<String>,
}

/// The task's input.
pub fn input(report: String, text: String, template: Written) -> String {
    // A structure of texts always becomes text.
    serde_json::to_string(&Sent { report, text, template }).unwrap_or_default()
}

/// Reads the text of what [`input`] wrote; answers with an [`Answer`] as JSON.
///
/// # Errors
/// Why the report cannot be read.
pub fn proof(input: &str) -> Result<String, String> {
    let sent: Sent = serde_json::from_str(input).map_err(|error| error.to_string())?;
    let engine = Engine::new(Templates::new(&sent.template)?.report(&sent.report)?);
    let Proof { remarks, more_remarks, unjudged, counts, .. } = read(&sent.text, &engine);
    let Counts { figures, agreed, rounding, .. } = counts;
    let (units, lines) = (Units::of(&sent.text), Lines::new(&sent.text));
    let line = |reading: &Reading| line(reading, &sent.text, (&lines, &units), &engine);
    let remarks = remarks.iter().map(|remark| Line {
        label: remark.kind.label().into(),
        severity: severity(remark.severity).into(),
        words: remark.words.clone(),
        expected: remark.expected.clone().filter(|_| remark.kind != RemarkKind::Repeated),
        ..line(&remark.reading)
    });
    let answer = Answer {
        figures,
        agreed,
        rounding,
        remarks: remarks.collect(),
        more: more_remarks,
        unjudged: unjudged.iter().map(line).collect(),
    };
    serde_json::to_string(&answer).map_err(|error| error.to_string())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}

fn line(reading: &Reading, text: &str, (lines, units): (&Lines<'_>, &Units), engine: &Engine) -> Line {
    let template = engine.report().template();
    Line {
        line: lines.place(reading.at.start).line,
        start: units.before(text, reading.at.start),
        end: units.before(text, reading.at.end),
        written: reading.written.clone(),
        sentence: text.get(reading.sentence.clone()).unwrap_or_default().trim().to_string(),
        cells: reading.sources.iter().map(|cell| cell.name(template)).collect(),
        ..Line::default()
    }
}

/// Browsers count text in units of UTF-16: known at every thousandth byte, so that a long text is not counted anew for
/// each of its figures.
struct Units(Vec<(usize, usize)>);

impl Units {
    fn of(text: &str) -> Self {
        let mut marks = vec![(0, 0)];
        let mut units = 0;
        for (at, c) in text.char_indices() {
            if marks.last().is_some_and(|(last, _)| at - last >= 1000) {
                marks.push((at, units));
            }
            units += c.len_utf16();
        }
        Units(marks)
    }

    fn before(&self, text: &str, at: usize) -> usize {
        let mark = self.0.partition_point(|(byte, _)| *byte <= at).saturating_sub(1);
        let (byte, units) = self.0.get(mark).copied().unwrap_or_default();
        units + text.get(byte..at).map_or(0, |rest| rest.chars().map(char::len_utf16).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Units, input, proof};

    #[test]
    fn a_wrong_total_is_told_with_its_place() {
        let text = "第二部分　部门决算情况说明\n😀一、收入支出决算总体情况说明\n科尔沁左翼中旗政务服务局（部门）2023年度收入、支出决算总计1724.63万元。";
        let answer = proof(&input(crate::io::sample().to_string(), text.into(), None)).unwrap();
        let answer: Answer = serde_json::from_str(&answer).unwrap();
        let remark = answer.remarks.iter().find(|remark| remark.written.starts_with("1724.63")).unwrap();
        assert_eq!(remark.line, 3);
        let units: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(String::from_utf16(&units[remark.start..remark.end]).unwrap(), remark.written);
        assert!(remark.expected.as_ref().is_some_and(|expected| expected.contains("1,724.62")));
        assert!(proof("{}").is_err());
    }

    #[test]
    fn units_are_those_of_browsers() {
        let text = "数😀1".repeat(3000);
        let units = Units::of(&text);
        for at in [0, 3, 7, 8, 11, 8000, 23_995] {
            assert_eq!(units.before(&text, at), text[..at].encode_utf16().count(), "{at}");
        }
    }
}
