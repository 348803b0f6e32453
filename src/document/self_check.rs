//! The self-check before publication (公开前自查表): every check with what it says, what was explained, what cannot be
//! checked, and lines for signatures.

use super::document_title;
use crate::calc::{Engine, Value, Values, cell_label, date, day_number};
use crate::checks::{
    Answer, Examined, Standing, Verdict, answer, rounding_differences, run, standing, untied,
};
use crate::report::CellRef;
use crate::template::{CheckArea, Rule, Severity};

/// How many untied cells are named before the rest is only counted.
const NAMED: usize = 40;
/// Days within which a department publishes its final accounts after their approval (预算法第十四条).
pub const DAYS_TO_PUBLISH: i64 = 20;

/// The sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SelfCheck {
    /// The document it is about.
    pub title: String,
    /// The department.
    pub department: String,
    /// The day it was made, as the caller writes it.
    pub made: String,
    /// SHA-256 of the report's saved file, in hexadecimal.
    pub checksum: String,
    /// May it be published?
    pub standing: Standing,
    /// Where the days since approval stand, in words.
    pub clock: String,
    /// The checks by area, in the template's order.
    pub areas: Vec<(CheckArea, Vec<CheckLine>)>,
    /// Printed tables without a figure, each with the words that explain it.
    pub empty_tables: Vec<(String, String)>,
    /// Tables whose printed parts do not add up by rounding: how many places, and whether all are proved.
    pub roundings: Vec<(String, usize, bool)>,
    /// Amounts that nothing else is held against: how many, and the first of them.
    pub untied: (usize, Vec<String>),
}

/// A check on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckLine {
    /// Its code.
    pub code: String,
    /// What agrees.
    pub title: String,
    /// How grave a finding is.
    pub severity: Severity,
    /// What it says, in words.
    pub result: String,
    /// Whether there are findings.
    pub fails: bool,
    /// Its findings, each with what was said to it.
    pub findings: Vec<FindingLine>,
}

/// A finding on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingLine {
    /// What is wrong.
    pub words: String,
    /// What was said to it; empty when nothing was.
    pub said: String,
}

/// Why a final copy may not be made yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", words(*errors, *warnings, named))]
pub struct Refusal {
    /// Errors without a reason.
    pub errors: usize,
    /// Warnings without an explanation.
    pub warnings: usize,
    /// The first of them by title.
    pub named: Vec<String>,
}

fn words(errors: usize, warnings: usize, named: &[String]) -> String {
    let mut open = Vec::new();
    if errors > 0 {
        open.push(format!("{errors} 处必须改正的没有改、也没有写理由"));
    }
    if warnings > 0 {
        open.push(format!("{warnings} 处须说明的没有写说明"));
    }
    format!("还有 {}：{}", open.join("，"), named.join("；"))
}

/// Whether a final copy may be made: every error has a reason, every warning an explanation.
///
/// # Errors
/// What still lacks one.
pub fn publishable(values: &dyn Values) -> Result<(), Refusal> {
    let open: Vec<_> = crate::checks::findings(values)
        .into_iter()
        .filter(|finding| finding.severity != Severity::Notice && !answer(finding, values).stands())
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    let errors = open.iter().filter(|finding| finding.severity == Severity::Error).count();
    let named = open.iter().take(5).map(|finding| format!("{} {}", finding.code, finding.title)).collect();
    Err(Refusal { errors, warnings: open.len() - errors, named })
}

/// Fills the sheet. `made` is today, `checksum` that of the report's file; the domain knows neither time nor files.
pub fn self_check(engine: &Engine, made: &str, checksum: &str) -> SelfCheck {
    let template = engine.report().template().clone();
    let examined = run(engine);
    let findings = examined.iter().flat_map(|check| &check.findings);
    let standing = standing(findings, engine);
    let mut areas: Vec<(CheckArea, Vec<CheckLine>)> = Vec::new();
    for (check, came) in template.checks.iter().zip(&examined) {
        let line = CheckLine {
            code: check.code.clone(),
            title: check.title.clone(),
            severity: check.severity,
            result: result(&check.rule, came),
            fails: !came.findings.is_empty(),
            findings: came.findings.iter().map(|finding| finding_line(finding, engine)).collect(),
        };
        match areas.iter_mut().find(|(area, _)| *area == check.area) {
            Some((_, lines)) => lines.push(line),
            None => areas.push((check.area, vec![line])),
        }
    }
    let untied = untied(engine);
    let named = untied.iter().take(NAMED).map(|cell| cell_label(*cell, engine)).collect();
    SelfCheck {
        title: document_title(engine),
        department: engine.text("department").unwrap_or_default(),
        made: made.to_string(),
        checksum: checksum.to_string(),
        standing,
        clock: clock(engine, made),
        areas,
        empty_tables: empty_tables(engine),
        roundings: roundings(engine),
        untied: (untied.len(), named),
    }
}

/// What a check says, in words.
fn result(rule: &Rule, came: &Examined) -> String {
    if let Rule::Assured(reason) = rule {
        return format!("由表式保证：{reason}");
    }
    let failing = came.findings.len();
    let open = came.outcomes.iter().filter(|outcome| outcome.verdict == Verdict::NotChecked).count();
    match came.verdict() {
        Verdict::Fails => format!("{failing} 处"),
        Verdict::Holds if open > 0 => format!("通过（另有 {open} 处没填数，没有查）"),
        Verdict::Holds => "通过".into(),
        Verdict::ByConstruction => "由公式保证".into(),
        Verdict::NotChecked => "没有检查：有数没填".into(),
        Verdict::NotApplicable => "不适用".into(),
    }
}

fn finding_line(finding: &crate::checks::Finding, engine: &Engine) -> FindingLine {
    let mut words =
        if finding.words.is_empty() { finding.explanation.clone() } else { finding.words.clone() };
    if let Some([(left, a), (right, b)]) = &finding.sides {
        words.push_str(&format!("（{left} {a}；{right} {b}）"));
    }
    if finding.words.is_empty() && finding.sides.is_none() {
        let places: Vec<_> = finding.cells.iter().take(3).map(|cell| cell_label(*cell, engine)).collect();
        if !places.is_empty() {
            words.push_str(&format!("（{}）", places.join("、")));
        }
    }
    let said = match answer(finding, engine) {
        Answer::None => String::new(),
        Answer::Given(text) => text,
        Answer::Outdated(text) => format!("（按原来的数写的，待确认）{text}"),
    };
    FindingLine { words, said }
}

/// How many days since approval, or between approval and publication.
pub fn clock(values: &dyn Values, today: &str) -> String {
    let day = |text: &str| date(text).and_then(day_number);
    let approved = values.text("approve_date").unwrap_or_default();
    let published = values.text("publish_date").unwrap_or_default();
    let Some(start) = day(&approved) else {
        return match approved.trim() {
            "" => "没有填批复日期，不能计算公开时限。".into(),
            text => format!("批复日期“{text}”认不出，不能计算公开时限。"),
        };
    };
    let end = day(&published).or_else(|| day(today));
    let Some(days) = end.map(|end| end - start) else { return format!("批复日期 {approved}。") };
    let what = if day(&published).is_some() { "从批复到公开" } else { "批复到今天" };
    if days < 0 {
        return format!("{what}是负 {} 天：公开或今天的日期在批复之前，请核对。", -days);
    }
    let left = DAYS_TO_PUBLISH - days;
    let limit = match left {
        0.. => format!("在 {DAYS_TO_PUBLISH} 日时限以内，还有 {left} 天"),
        _ => format!("已超过 {DAYS_TO_PUBLISH} 日时限 {} 天", -left),
    };
    format!("{what} {days} 天，{limit}。")
}

fn empty_tables(engine: &Engine) -> Vec<(String, String)> {
    let template = engine.report().template();
    let year = engine.text("year").unwrap_or_else(|| template.year.to_string());
    let tables = (0u16..).zip(&template.tables).filter(|(_, table)| table.printed);
    let is_zero = |cell: CellRef| match engine.value(cell) {
        Value::Blank | Value::Count(0) => true,
        Value::Money(amount) => amount.is_zero(),
        Value::Count(_) | Value::Overflow => false,
    };
    let empty =
        tables.filter(|(index, _)| engine.live_cells().filter(|cell| cell.table == *index).all(is_zero));
    empty
        .map(|(_, table)| {
            let words = match table.empty_note.as_str() {
                "" => "全表没有数".to_string(),
                note => note.replace("{year}", &year),
            };
            (format!("{} {}", table.number, table.title), words)
        })
        .collect()
}

fn roundings(engine: &Engine) -> Vec<(String, usize, bool)> {
    let template = engine.report().template();
    let tables = (0u16..).zip(&template.tables).filter(|(_, table)| table.printed);
    let found = tables.map(|(index, table)| {
        let differences = rounding_differences(index, engine);
        let proved = differences.iter().all(|difference| difference.exact);
        (format!("{} {}", table.number, table.short), differences.len(), proved)
    });
    found.filter(|(_, count, _)| *count > 0).collect()
}
