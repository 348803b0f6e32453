//! A project's indicators as a grid: merged levels, scores by rule, findings; and how the keys walk in it.

use super::{Finding, findings_of, points};
use crate::calc::{Engine, Values, indicator, project};
use crate::performance::runs;
use crate::report::{Edit, ListKey};
use crate::template::ListForm;
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::Arc;

/// The indicators of one project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicators {
    /// The rows from top to bottom.
    pub rows: Vec<Arc<Indicator>>,
    /// The row below them.
    pub totals: Totals,
    /// Positions of the columns whose cells are merged, with their runs.
    merged: Vec<(usize, Vec<Range<usize>>)>,
    columns: usize,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicator {
    /// The record.
    pub id: u32,
    /// Its number from 1.
    pub number: usize,
    /// The texts of its cells.
    pub cells: Vec<String>,
    /// How many rows the cells of the merged columns stand for, in order of the columns.
    pub levels: Vec<LevelCell>,
    /// Points by rule.
    pub proposed: String,
    /// How far the typed score is from them, in words: 高 0.25.
    pub differs: Option<String>,
    /// What is wrong, grave first.
    pub findings: Vec<Finding>,
}

/// A merged cell as one of its rows sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelCell {
    /// It begins here and goes over so many rows.
    Begins(usize),
    /// It began above.
    Covered,
}

/// The row of sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// 分值, that of the execution rate included.
    pub weight: String,
    /// Whether that is the full marks.
    pub whole: bool,
    /// What it should be.
    pub full: u32,
    /// Points for the execution rate: its weight and its score.
    pub rate: (String, String),
    /// 得分, as far as there are any.
    pub score: String,
    /// How many rows have none.
    pub missing: usize,
    /// The same by rule.
    pub proposed: String,
    /// In how many rows the typed score is another.
    pub differing: usize,
}

/// A step of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A row up, over a whole merged cell.
    Up,
    /// A row down, likewise.
    Down,
    /// A column to the left.
    Left,
    /// A column to the right.
    Right,
    /// The next cell, row by row.
    Next,
    /// The one before.
    Previous,
    /// The first column.
    RowStart,
    /// The last column.
    RowEnd,
    /// The first cell.
    First,
    /// The last cell.
    Last,
    /// Twenty rows up.
    PageUp,
    /// Twenty rows down.
    PageDown,
}

const PAGE: usize = 20;

/// The indicators of the project `id`; `None` when there is none.
pub fn indicators(id: u32, values: &dyn Values) -> Option<Indicators> {
    let template = values.template();
    let index = template.list_of(ListForm::Performance)?;
    let records = values.records(ListKey::of(index));
    let record = records.iter().find(|record| record.id == id)?;
    let computed = project(record, values);
    let list = template.list(template.list_of(ListForm::Indicators)?)?;
    let typed: Vec<_> = computed.indicators.iter().map(indicator).collect();
    let runs = runs(&typed);
    let position = |key: &str| list.columns.iter().position(|column| column.key == key);
    let merged: Vec<_> = [("level1", runs.level1), ("level2", runs.level2)]
        .into_iter()
        .filter_map(|(key, runs)| Some((position(key)?, runs)))
        .collect();
    let rows: Vec<_> = computed
        .indicators
        .iter()
        .zip(&computed.assessments)
        .enumerate()
        .map(|(row, (record, assessment))| {
            let typed = assessment.typed.filter(|_| assessment.differs);
            let differs = typed.zip(assessment.proposed);
            let differs = differs.and_then(|(typed, proposed)| super::apart(typed, proposed));
            let levels = merged.iter().map(|(_, runs)| match runs.iter().find(|run| run.start == row) {
                Some(run) => LevelCell::Begins(run.len()),
                None => LevelCell::Covered,
            });
            Arc::new(Indicator {
                id: record.id,
                number: row + 1,
                cells: list.columns.iter().map(|column| record.field(&column.key).to_string()).collect(),
                levels: levels.collect(),
                proposed: assessment.proposed.map(points).unwrap_or_default(),
                differs,
                findings: findings_of(list, record, &assessment.problems),
            })
        })
        .collect();
    let number = |points: Option<Decimal>| points.map(super::points).unwrap_or_default();
    let full = template.scoring.full_marks;
    let totals = Totals {
        weight: points(computed.weight),
        whole: computed.weight == Decimal::from(full),
        full,
        rate: (number(computed.execution.weight), number(computed.execution.score)),
        score: number(computed.score),
        missing: computed.missing,
        proposed: number(computed.proposed),
        differing: rows.iter().filter(|row| row.differs.is_some()).count(),
    };
    Some(Indicators { rows, totals, merged, columns: list.columns.len() })
}

impl Indicators {
    /// The rows that the cell at a place stands for.
    pub fn rows_of(&self, (row, column): (usize, usize)) -> Range<usize> {
        let runs = self.merged.iter().find(|(merged, _)| *merged == column);
        let run = runs.and_then(|(_, runs)| runs.iter().find(|run| run.contains(&row)));
        run.cloned().unwrap_or(row..row + 1)
    }

    /// The place where the cell at a place begins.
    pub fn head(&self, at: (usize, usize)) -> (usize, usize) {
        (self.rows_of(at).start, at.1)
    }

    /// Where a step leads; `None` at the edge.
    pub fn step(&self, at: (usize, usize), step: Step) -> Option<(usize, usize)> {
        let (row, column) = at;
        let (rows, last) = (self.rows.len(), self.columns.checked_sub(1)?);
        let there = match step {
            Step::Up => (self.rows_of(at).start.checked_sub(1)?, column),
            Step::Down => (self.rows_of(at).end, column),
            Step::Left => (row, column.checked_sub(1)?),
            Step::Right => (row, column + 1),
            // Row by row, and a merged cell only where it begins.
            Step::Next => (row * self.columns + column + 1..rows * self.columns)
                .map(|cell| (cell / self.columns, cell % self.columns))
                .find(|cell| self.head(*cell) == *cell)?,
            Step::Previous => (0..row * self.columns + column)
                .rev()
                .map(|cell| (cell / self.columns, cell % self.columns))
                .find(|cell| self.head(*cell) == *cell)?,
            Step::RowStart => (row, 0),
            Step::RowEnd => (row, last),
            Step::First => (0, 0),
            Step::Last => (rows.checked_sub(1)?, last),
            Step::PageUp => (row.saturating_sub(PAGE), column),
            Step::PageDown => ((row + PAGE).min(rows.saturating_sub(1)), column),
        };
        (there.0 < rows && there.1 <= last).then_some(there)
    }
}

/// Puts the scores by rule in place of typed ones that are others, in the rows chosen; `None` when there are none.
pub fn adopt(project: u32, chosen: impl Fn(&Indicator) -> bool, engine: &Engine) -> Option<Edit> {
    let key = ListKey::within(engine.report().template().list_of(ListForm::Indicators)?, project);
    let grid = indicators(project, engine)?;
    let rows = grid.rows.iter().filter(|row| row.differs.is_some() && chosen(row));
    let edits: Vec<_> =
        rows.map(|row| Edit::SetField(key, row.id, "score".into(), Some(row.proposed.clone()))).collect();
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}
