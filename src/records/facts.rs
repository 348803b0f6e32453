//! Where texts name the figures that were typed once.

use crate::calc::Engine;
use crate::narrative::{Token, tokens};
use crate::report::Report;
use crate::template::{FieldKind, ListForm};
use std::collections::BTreeMap;

/// A text that names a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactUse {
    /// The section it stands in; `None` for a text of a list.
    pub section: Option<String>,
    /// What a clerk knows the place by.
    pub label: String,
    /// How often.
    pub times: usize,
}

/// For every named figure, in order of the list, the texts that name it.
pub fn fact_uses(engine: &Engine) -> BTreeMap<String, Vec<FactUse>> {
    let report = engine.report();
    let template = report.template();
    let mut uses: BTreeMap<String, Vec<FactUse>> = BTreeMap::new();
    let mut add = |text: &str, section: Option<&str>, label: &str| {
        for token in tokens(text) {
            let Token::Name(name) = token else { continue };
            let name = name.split('|').next().unwrap_or_default().trim();
            let found = uses.entry(name.to_string()).or_default();
            match found.iter_mut().find(|there| there.label == label) {
                Some(there) => there.times += 1,
                None => {
                    let section = section.map(str::to_string);
                    found.push(FactUse { section, label: label.to_string(), times: 1 });
                }
            }
        }
    };
    for (key, text) in report.texts() {
        let section = key.split('.').next().and_then(|key| template.section(key));
        match (section, template.field(key)) {
            (Some(section), _) => {
                let label = format!(
                    "{}{}{}",
                    section.number,
                    if section.number.is_empty() { "" } else { "、" },
                    section.short
                );
                add(text, Some(&section.key), &label);
            }
            (None, Some(field)) => add(text, None, &field.label),
            (None, None) => {}
        }
    }
    of_lists(report, &mut add);
    uses
}

fn of_lists(report: &Report, add: &mut impl FnMut(&str, Option<&str>, &str)) {
    let template = report.template();
    for (key, records) in report.lists() {
        let Some(list) = template.list(key.list).filter(|list| list.form != ListForm::Facts) else {
            continue;
        };
        let words =
            list.columns.iter().filter(|column| matches!(column.kind, FieldKind::Line | FieldKind::Long));
        let words: Vec<_> = words.collect();
        for record in records.iter() {
            for column in &words {
                add(record.field(&column.key), None, &list.title);
            }
        }
    }
}
