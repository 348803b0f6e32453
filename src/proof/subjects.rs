//! What the tables' rows and columns are called, and the cells that a name may mean.

use super::words::{JOINING, NO_SUBJECT};
use crate::calc::{Values, code_name};
use crate::report::CellRef;
use crate::template::{RowKey, Table};
use std::collections::HashMap;

/// Shorter names are parts of too many words.
const SHORTEST: usize = 3;
/// Longer ones are cut in a comparison.
const LONGEST: usize = 30;

/// Names and their cells.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    names: HashMap<String, Vec<CellRef>>,
}

impl Subjects {
    /// Of all tables of a report.
    pub fn of(values: &dyn Values) -> Self {
        let template = values.template();
        let mut subjects = Subjects::default();
        for (index, table) in (0u16..).zip(&template.tables) {
            let rows = values.rows(index);
            for row in rows.iter().copied() {
                let name = match row {
                    RowKey::Fixed(_) => {
                        table.fixed_row(row).filter(|r| r.key.is_some()).map(|r| r.label.clone())
                    }
                    RowKey::Code(code) => code_name(code, values),
                    RowKey::Total => None,
                };
                let cells = table.columns_of(row).map(|column| CellRef { table: index, row, column });
                let cells: Vec<CellRef> = cells.collect();
                name.iter().for_each(|name| subjects.add(name, &cells));
            }
            subjects.add_columns(index, table, &rows);
        }
        subjects
    }

    /// In a table of one row, and in the total row of any, a column's title is a name too.
    fn add_columns(&mut self, index: u16, table: &Table, rows: &[RowKey]) {
        let keyed = || rows.iter().copied().filter(|row| *row != RowKey::Total);
        let row = match (table.repeat(), keyed().count()) {
            (Some(_), _) => RowKey::Total,
            (None, 1) => match keyed().next() {
                Some(row) => row,
                None => return,
            },
            _ => return,
        };
        for column in table.columns_of(row) {
            if let Some(title) = table.column(column).map(|column| &column.title) {
                // 决算数·公务接待费
                let name = title.rsplit('·').next().unwrap_or(title);
                self.add(name, &[CellRef { table: index, row, column }]);
            }
        }
    }

    fn add(&mut self, name: &str, cells: &[CellRef]) {
        let plain = plain(name);
        let short = plain.strip_suffix("合计").unwrap_or(&plain);
        for name in [short, plain.as_str()] {
            if name.chars().count() < SHORTEST || NO_SUBJECT.contains(&name) || name.ends_with('数') {
                continue;
            }
            let known = self.names.entry(name.to_string()).or_default();
            cells.iter().for_each(|cell| {
                if !known.contains(cell) {
                    known.push(*cell);
                }
            });
        }
    }

    /// The cells of a name that is written out.
    pub fn named(&self, name: &str) -> &[CellRef] {
        self.names.get(&plain(name)).map_or(&[], Vec::as_slice)
    }

    /// The name that the words right before a figure end with, and its cells.
    pub fn before(&self, clause: &str) -> Option<(String, &[CellRef])> {
        let mut words = plain(clause);
        loop {
            let starts: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
            let from = starts.len().saturating_sub(LONGEST);
            for at in starts.iter().skip(from) {
                let name = words.get(*at..).unwrap_or_default();
                if let Some(cells) = self.names.get(name) {
                    return Some((name.to_string(), cells));
                }
            }
            let joining = JOINING
                .iter()
                .filter_map(|joining| words.strip_suffix(joining))
                .min_by_key(|rest| rest.len());
            words = joining?.to_string();
        }
    }
}

/// A name without numbering, blanks, brackets and quotes.
fn plain(name: &str) -> String {
    let name = name.trim();
    let name = name.strip_prefix("其中").map_or(name, |rest| rest.trim_start_matches(['：', ':']));
    let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let rest = name.trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(numeral);
    let name = match after.strip_prefix(['、', '.', '．', '）', ')']) {
        Some(after) if after.len() < rest.len() - 1 && rest.len() > after.len() => after,
        _ => name,
    };
    name.chars().filter(|c| c.is_alphabetic()).collect()
}
