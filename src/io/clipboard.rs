//! Blocks from a spreadsheet's clipboard: what goes where, what is skipped, what cannot be read.
//!
//! Knows nothing of the browser's clipboard.

mod records;

pub use records::{RecordsPlan, is_block, plan_records};

use crate::amount::{parse_pasted_amount, parse_pasted_count};
use crate::calc::{Engine, Values};
use crate::document::{Direction, Grid};
use crate::report::{CellContent, CellRef, Edit, Entered};
use crate::template::Quantity;

/// What pasting a block would do.
#[derive(Clone, Debug, PartialEq)]
pub struct PastePlan {
    /// All of it as one edit; `None` when there is nothing to enter.
    pub edit: Option<Edit>,
    /// Rows and columns of the block.
    pub size: (usize, usize),
    /// Cells that get a number, or are cleared by a blank.
    pub filled: usize,
    /// Derived cells passed over.
    pub skipped: usize,
    /// Lone dashes read as zero.
    pub dashes: usize,
    /// Cells beyond the table's edge.
    pub beyond: usize,
    /// Texts that are no numbers, and why; kept in their cells as they are.
    pub refused: Vec<(CellRef, String)>,
}

/// Lays a block of tab-separated text over the cells from `start` to the right and down.
pub fn plan(text: &str, start: CellRef, grid: &Grid, engine: &Engine) -> PastePlan {
    let block = cells(text);
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let mut plan = PastePlan {
        edit: None,
        size: (block.len(), width),
        filled: 0,
        skipped: 0,
        dashes: 0,
        beyond: 0,
        refused: Vec::new(),
    };
    let mut edits = Vec::new();
    let mut row_start = Some(start);
    for line in &block {
        let mut cell = row_start;
        for text in line {
            match cell {
                None => plan.beyond += 1,
                Some(here) if engine.is_derived(here) => plan.skipped += 1,
                Some(here) => {
                    let content = read(text, here, engine, &mut plan);
                    // Within one paste a row becomes the table's own once.
                    match engine.entering(here, content) {
                        Edit::Batch(parts) => {
                            let new = |edit: &Edit| matches!(edit, Edit::SetRow(..)) && !edits.contains(edit);
                            let parts: Vec<_> = parts
                                .into_iter()
                                .filter(|edit| !matches!(edit, Edit::SetRow(..)) || new(edit))
                                .collect();
                            edits.extend(parts);
                        }
                        edit => edits.push(edit),
                    }
                }
            }
            cell = cell.and_then(|cell| grid.neighbour(cell, Direction::Right));
        }
        row_start = row_start.and_then(|cell| grid.neighbour(cell, Direction::Down));
    }
    plan.edit = (!edits.is_empty()).then_some(Edit::Batch(edits));
    plan
}

fn read(text: &str, cell: CellRef, engine: &Engine, plan: &mut PastePlan) -> CellContent {
    let template = engine.report().template();
    let read = match cell.quantity(template) {
        Quantity::Money => parse_pasted_amount(text, engine.unit(cell.table))
            .map(|pasted| (pasted.value.map(Entered::Money), pasted.dash)),
        Quantity::Count => {
            parse_pasted_count(text).map(|pasted| (pasted.value.map(Entered::Count), pasted.dash))
        }
    };
    match read {
        Ok((entered, dash)) => {
            plan.filled += 1;
            plan.dashes += usize::from(dash);
            CellContent::of(entered)
        }
        Err(error) => {
            plan.refused.push((cell, error.to_string()));
            CellContent { unread: Some(text.into()), ..engine.content(cell) }
        }
    }
}

/// Rows and cells as spreadsheets write them: tabs and line ends, quotes around what holds either.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = match rows.last_mut() {
            Some(row) => row,
            None => break,
        };
        let starts = row.last().is_some_and(String::is_empty);
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                row.last_mut().into_iter().for_each(|cell| cell.push('"'));
            }
            '"' if quoted => quoted = false,
            '"' if starts => quoted = true,
            '\t' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => row.last_mut().into_iter().for_each(|cell| cell.push(c)),
        }
    }
    // Spreadsheets end the last row too.
    if rows.len() > 1 && rows.last().is_some_and(|row| row.iter().all(String::is_empty) && row.len() == 1) {
        rows.pop();
    }
    rows
}

impl PastePlan {
    /// What was done, in a line for the clerk.
    pub fn report(&self) -> String {
        let (rows, columns) = self.size;
        let mut words = format!("粘贴 {rows} 行 × {columns} 列：填入 {} 格", self.filled);
        let mut also = |count: usize, what: &str| {
            if count > 0 {
                words.push_str(&format!("，{what} {count} 格"));
            }
        };
        also(self.skipped, "跳过自动算的");
        also(self.beyond, "超出表外没有填");
        also(self.dashes, "横线按 0 填");
        also(self.refused.len(), "认不出");
        if let Some((_, reason)) = self.refused.first() {
            words.push_str(&format!("（留在原格，标红；第一处：{reason}）"));
        }
        words.push_str("。按 Ctrl+Z 可整体撤销");
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_spreadsheets_write() {
        let check = |text: &str, expected: &[&[&str]]| assert_eq!(cells(text), expected, "{text:?}");
        check("1\t2\r\n3\t4\r\n", &[&["1", "2"], &["3", "4"]]);
        check("1", &[&["1"]]);
        check("1\t\t3", &[&["1", "", "3"]]);
        check("\"a\tb\"\t\"c\n\"\"d\"\"\"\n", &[&["a\tb", "c\n\"d\""]]);
        check("5\"\t6", &[&["5\"", "6"]]);
        check("\n1\n", &[&[""], &["1"]]);
    }
}
