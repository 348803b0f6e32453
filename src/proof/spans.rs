//! Which section of the template each stretch of a text belongs to, by its headings.

use crate::calc::Values;
use crate::template::PartHolds;
use std::collections::HashMap;
use std::ops::Range;

/// A longer line is no heading.
const LONGEST_HEADING: usize = 60;

/// A stretch of a text under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Where it is, its heading included.
    pub at: Range<usize>,
    /// The section's key; nothing before the first heading and among tables.
    pub section: Option<String>,
}

/// The headings of a template, plain, each with the section that stands under it.
pub(super) struct Headings {
    titles: HashMap<String, Option<String>>,
}

impl Headings {
    /// Of a report's template; a part that holds one section without a heading stands for it.
    pub fn of(values: &dyn Values) -> Self {
        let template = values.template();
        let mut titles = HashMap::new();
        for part in template.parts.iter().filter(|part| part.holds != PartHolds::Cover) {
            let mut inner = part.items.iter().filter_map(|key| template.section(key));
            let first = inner.next().filter(|section| section.number.is_empty() && inner.next().is_none());
            titles.insert(plain(&part.title), first.map(|section| section.key.clone()));
        }
        for section in &template.sections {
            titles.insert(plain(&section.title), Some(section.key.clone()));
        }
        titles.remove("");
        Headings { titles }
    }

    /// The section that a line is the heading of, if it is a heading; parts of tables have none.
    pub fn section(&self, line: &str) -> Option<&Option<String>> {
        (line.len() <= 4 * LONGEST_HEADING).then(|| self.titles.get(&plain(line))).flatten()
    }

    /// Splits a text at its headings.
    pub fn spans(&self, text: &str) -> Vec<Span> {
        let mut spans = vec![Span { at: 0..text.len(), section: None }];
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if let Some(section) = self.section(line) {
                if let Some(last) = spans.last_mut() {
                    last.at.end = start;
                }
                spans.push(Span { at: start..text.len(), section: section.clone() });
            }
            start += line.len();
        }
        spans.retain(|span| !span.at.is_empty());
        spans
    }
}

/// A heading without its number, its year, the dots and page behind it, blanks and quotes.
fn plain(line: &str) -> String {
    let line = line.trim();
    let line = line.trim_end_matches(|c: char| c.is_ascii_digit() || ". …·。:：\t".contains(c)).trim();
    let line = match line.strip_prefix('第').and_then(|rest| rest.split_once("部分")) {
        Some((_, rest)) => rest,
        None => line,
    };
    let number = |c: char| "一二三四五六七八九十".contains(c);
    let line = match line.split_once('、') {
        Some((head, rest)) if !head.is_empty() && head.chars().all(number) => rest,
        _ => line,
    };
    line.chars().filter(|c| c.is_alphanumeric()).filter(|c| !c.is_ascii_digit()).collect()
}
