//! The rows of a list, and what can be done to them: every act is one edit.

use crate::calc::Engine;
use crate::report::{Edit, ListKey, Record};
use crate::template::ListForm;
use std::ops::Range;
use std::sync::Arc;

/// A block of cells, by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Rows from 0.
    pub rows: Range<usize>,
    /// Columns from 0.
    pub columns: Range<usize>,
}

/// A list as it stands, to be changed.
#[derive(Clone, Debug)]
pub struct Rows {
    pub(super) key: ListKey,
    pub(super) columns: Vec<String>,
    pub(super) records: Arc<Vec<Record>>,
    pub(super) next: u32,
    /// Whether cells of the first two columns are merged over equal rows.
    pub(super) grouped: bool,
}

impl Rows {
    /// The rows of a list; `None` when the template has none of that index.
    pub fn of(key: ListKey, engine: &Engine) -> Option<Rows> {
        let report = engine.report();
        let list = report.template().list(key.list)?;
        Some(Rows {
            key,
            columns: list.columns.iter().map(|column| column.key.clone()).collect(),
            records: report.records(key),
            next: report.next_id(key),
            grouped: list.form == ListForm::Indicators,
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The text of a cell.
    pub fn text(&self, row: usize, column: usize) -> &str {
        match (self.records.get(row), self.columns.get(column)) {
            (Some(record), Some(column)) => record.field(column),
            _ => "",
        }
    }

    /// Enters a text into a cell, or into all rows that a merged cell stands for; `None` when nothing changes.
    pub fn set(&self, row: usize, column: usize, text: &str) -> Option<Edit> {
        let name = self.columns.get(column)?;
        let rows = match self.level(column) {
            Some(level) => self.run(row, level),
            None => row..row + 1,
        };
        let records = self.records.get(rows)?.iter().filter(|record| record.field(name) != text);
        let set = |record: &Record| {
            let text = (!text.is_empty()).then(|| text.to_string());
            Edit::SetField(self.key, record.id, name.clone(), text)
        };
        batch(records.map(set).collect())
    }

    /// Clears the cells of a block; `None` when all are empty.
    pub fn clear(&self, block: &Block) -> Option<Edit> {
        self.rewritten(|records| {
            for (row, column) in self.cells(block) {
                put(records, row, column, "");
            }
        })
    }

    /// Copies the first row of a block down over the rest of it; one row alone is filled from the row above.
    pub fn fill_down(&self, block: &Block) -> Option<Edit> {
        let single = block.rows.len() == 1;
        let from = if single { block.rows.start.checked_sub(1)? } else { block.rows.start };
        self.rewritten(|records| {
            for (row, column) in self.cells(block) {
                let text = self.records.get(from).map_or("", |record| record.field(column));
                put(records, row, column, text);
            }
        })
    }

    /// Puts a new row before position `at`; in a grouped list it joins the group there. Answers with its id too.
    pub fn insert(&self, at: usize) -> (Edit, u32) {
        let mut record = Record { id: self.next, ..Record::default() };
        // The row above tells the group; at the top it is the row below.
        if self.grouped
            && let Some(near) = self.records.get(at.saturating_sub(1))
        {
            for column in self.columns.iter().take(2).filter(|column| !near.field(column).is_empty()) {
                record.fields.insert(column.clone(), near.field(column).to_string());
            }
        }
        (Edit::InsertRecord(self.key, at, record), self.next)
    }

    /// Takes rows out, each with the lists that belong to it.
    pub fn delete(&self, rows: Range<usize>) -> Option<Edit> {
        let records = self.records.get(rows)?;
        batch(records.iter().map(|record| Edit::RemoveRecord(self.key, record.id)).collect())
    }

    /// Moves rows one place up or down; `None` at the edge.
    pub fn shift(&self, rows: Range<usize>, up: bool) -> Option<Edit> {
        if rows.is_empty()
            || rows.end > self.len()
            || (up && rows.start == 0)
            || (!up && rows.end == self.len())
        {
            return None;
        }
        // The row next to them jumps over them: one move, whatever their number.
        let (from, to) = if up { (rows.start - 1, rows.end - 1) } else { (rows.end, rows.start) };
        Some(Edit::MoveRecord(self.key, self.records.get(from)?.id, to))
    }

    /// A block as spreadsheets take it: tabs and line ends, quotes around what holds either.
    pub fn copied(&self, block: &Block) -> String {
        let row = |row: usize| {
            let texts = block.columns.clone().map(|column| quoted(self.text(row, column)));
            texts.collect::<Vec<_>>().join("\t")
        };
        block.rows.clone().map(row).collect::<Vec<_>>().join("\r\n")
    }

    /// The cells of a block that there are.
    fn cells(&self, block: &Block) -> Vec<(usize, &str)> {
        let rows = block.rows.start..block.rows.end.min(self.len());
        let columns = self.columns.get(block.columns.start..block.columns.end.min(self.columns.len()));
        let columns = columns.unwrap_or_default();
        rows.flat_map(|row| columns.iter().map(move |column| (row, column.as_str()))).collect()
    }

    /// The list with a change made to its records; `None` when they stay the same.
    pub(super) fn rewritten(&self, change: impl FnOnce(&mut Vec<Record>)) -> Option<Edit> {
        let mut records = self.records.to_vec();
        change(&mut records);
        (records != *self.records).then_some(Edit::SetRecords(self.key, records))
    }
}

/// Puts a text into a field; an empty one clears it.
pub(super) fn put(records: &mut [Record], row: usize, column: &str, text: &str) {
    let Some(record) = records.get_mut(row) else { return };
    if text.is_empty() {
        record.fields.remove(column);
    } else {
        record.fields.insert(column.to_string(), text.to_string());
    }
}

/// One edit of several; `None` of none.
fn batch(mut edits: Vec<Edit>) -> Option<Edit> {
    match edits.len() {
        0 => None,
        1 => edits.pop(),
        _ => Some(Edit::Batch(edits)),
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['\t', '\n', '\r']) || text.starts_with('"') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_string()
    }
}
