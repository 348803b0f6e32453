//! Groups of indicators: cells merged over rows of the same 一级指标 and 二级指标.

use super::Rows;
use super::rows::put;
use crate::calc::indicator;
use crate::performance::{runs, standard_order};
use crate::report::{Edit, Record};
use std::ops::Range;

/// A level of indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 一级指标
    One,
    /// 二级指标
    Two,
}

impl Level {
    fn column(self) -> &'static str {
        match self {
            Level::One => "level1",
            Level::Two => "level2",
        }
    }

    /// What the form calls it.
    pub fn label(self) -> &'static str {
        match self {
            Level::One => "一级指标",
            Level::Two => "二级指标",
        }
    }
}

impl Rows {
    /// The level that a column holds, in a list whose cells are merged.
    pub fn level(&self, column: usize) -> Option<Level> {
        match self.columns.get(column).map(String::as_str) {
            Some("level1") if self.grouped => Some(Level::One),
            Some("level2") if self.grouped => Some(Level::Two),
            _ => None,
        }
    }

    /// The rows that are merged with `row`.
    pub fn run(&self, row: usize, level: Level) -> Range<usize> {
        let typed: Vec<_> = self.records.iter().map(indicator).collect();
        let found = runs(&typed);
        let found = match level {
            Level::One => found.level1,
            Level::Two => found.level2,
        };
        found.into_iter().find(|run| run.contains(&row)).unwrap_or(row..row)
    }

    /// Joins the group of `row` to the one above it; `None` when there is none above.
    pub fn merge_up(&self, row: usize, level: Level) -> Option<Edit> {
        let run = self.run(row, level);
        let above = self.records.get(run.start.checked_sub(1)?)?;
        self.rewritten(|records| {
            for row in run {
                // Groups of the second level are joined only within one of the first.
                put(records, row, Level::One.column(), above.field(Level::One.column()));
                if level == Level::Two {
                    put(records, row, Level::Two.column(), above.field(Level::Two.column()));
                }
            }
        })
    }

    /// Makes `row` and the rows below it in its group a group of their own; `None` where a group begins anyway.
    pub fn split(&self, row: usize, level: Level, name: &str) -> Option<Edit> {
        let run = self.run(row, level);
        if run.start == row || name.trim().is_empty() {
            return None;
        }
        self.rewritten(|records| {
            for row in row..run.end {
                put(records, row, level.column(), name.trim());
            }
        })
    }

    /// Brings the rows into the order of the form, group by group; `None` when they are.
    pub fn sorted(&self) -> Option<Edit> {
        let typed: Vec<_> = self.records.iter().map(indicator).collect();
        let order = standard_order(&typed);
        let records: Vec<Record> = order.iter().filter_map(|row| self.records.get(*row)).cloned().collect();
        (records != *self.records).then_some(Edit::SetRecords(self.key, records))
    }
}
