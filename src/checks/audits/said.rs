//! What the clerk's own texts say, held against the report's values: every text is proofed by itself, and what is found
//! is told as a check tells it.

use super::{AuditPart, Looked, Remark};
use crate::calc::Values;
use crate::checks::Spot;
use crate::proof::{OwnText, Reading, RemarkKind, own_text, texts_of_lists, texts_of_section};
use crate::report::{ListKey, parse_id};
use crate::template::Template;

/// Proofs the texts of one section, or those of the lists.
pub(super) fn look(part: AuditPart, values: &dyn Values) -> Looked {
    let template = values.template();
    let texts = match part {
        AuditPart::Section(index) => {
            template.sections.get(index).map(|section| texts_of_section(section, values)).unwrap_or_default()
        }
        AuditPart::Lists => texts_of_lists(values),
        AuditPart::Whole | AuditPart::Fields | AuditPart::Table(_) => Vec::new(),
    };
    let mut looked = Looked::default();
    for text in &texts {
        let proof = own_text(&text.section, &text.key, &text.text, values);
        looked.any |= proof.counts.agreed + proof.counts.wrong > 0;
        for remark in proof.remarks {
            // Whether a reason is needed is asked of the reasons themselves.
            if remark.kind == RemarkKind::NeedlessReason {
                continue;
            }
            let Reading { at, written, section, sources, .. } = remark.reading;
            let expected = remark.expected.clone();
            looked.found.push(Remark {
                kind: refined(remark.kind, &text.text, at.start),
                // What stands there tells it from its neighbours, wherever the text around it moves it to.
                place: format!("{}.{}", text.key, written.split_whitespace().collect::<String>()),
                words: remark.words,
                section: section.or_else(|| Some(text.section.clone()).filter(|key| !key.is_empty())),
                spots: vec![spot(text, &template)],
                cells: sources,
                sides: expected.map(|expected| {
                    [("文字里写的".to_string(), written), ("按报告应为".to_string(), expected)]
                }),
            });
        }
    }
    looked
}

/// A wrong amount of change is no wrong total, and a rate of completion no rate of change: the word before the figure
/// tells.
fn refined(kind: RemarkKind, text: &str, at: usize) -> &'static str {
    let before: String = text.get(..at).unwrap_or_default().chars().rev().take(12).collect();
    let before: String = before.chars().rev().collect();
    let clause = before.rsplit(['，', '。', '；', ',']).next().unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    match kind {
        RemarkKind::Amount if has(&["增加", "减少", "增长", "下降"]) => "difference",
        RemarkKind::Rate if has(&["完成"]) => "completion",
        other => other.name(),
    }
}

fn spot(text: &OwnText, template: &Template) -> Spot {
    if !text.section.is_empty() {
        return Spot::Text(text.section.clone(), text.key.clone());
    }
    // Texts of lists are named as their records are: projects.1.achieved.
    let mut parts = text.key.split('.');
    let found = (|| {
        let list = template.list_index(parts.next()?)?;
        let id = parse_id(parts.next()?)?;
        Some(Spot::Record(ListKey::of(list), id, parts.next()?.to_string()))
    })();
    found.unwrap_or_else(|| Spot::Text(String::new(), text.key.clone()))
}
