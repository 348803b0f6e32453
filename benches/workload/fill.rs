//! What the units entered, from a fixed seed.

use super::codes::Tree;
use super::{Form, Shape};
use final_accounts::amount::Amount;
use final_accounts::report::{CellContent, CellRef, Edit, Entered, Report, RowData, Touched};
use final_accounts::template::{RowKey, Template};
use std::sync::Arc;

/// Knuth's linear congruential generator: the same figures on every machine.
pub struct Random(u64);

impl Random {
    pub fn new() -> Self {
        Random(2023)
    }

    pub fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    /// Up to ten million yuan.
    pub fn money(&mut self) -> CellContent {
        content(self.below(1_000_000_000))
    }
}

pub fn content(fen: i64) -> CellContent {
    CellContent::of(Some(Entered::yuan(Amount::from_fen(fen))))
}

/// Entered columns of the tables keyed by codes.
pub fn entered_columns(form: Form) -> &'static [usize] {
    match form {
        Form::T02 => &[1, 2, 3, 4, 5, 6],
        Form::T03 => &[3, 4, 5, 6, 7],
        Form::T05 => &[1, 2, 3],
        Form::T06 | Form::T09 => &[1, 2],
        Form::T07 => &[0],
        Form::T08 => &[0, 1, 3, 4],
        Form::T01 | Form::T04 | Form::T10 | Form::T11 => &[],
    }
}

/// Entered cells of the fixed tables: row and column.
pub fn entered_fixed(form: Form, classes: usize) -> Vec<(usize, usize)> {
    match form {
        Form::T01 => vec![(9, 0), (10, 0), (12 + classes + 1, 1)],
        Form::T04 => vec![(2, 0), (4, 0), (6 + classes + 1, 4)],
        Form::T10 => {
            [0, 1, 2, 4].into_iter().flat_map(|row| (0..3).map(move |column| (row, column))).collect()
        }
        Form::T11 => [1, 2, 4, 5, 6].map(|row| (row, 0)).to_vec(),
        _ => Vec::new(),
    }
}

pub fn report(shape: &Shape, template: Arc<Template>) -> Report {
    let mut report = Report::new(template);
    let mut random = Random::new();
    let mut touched = Touched::default();
    let mut apply = |edit| {
        report.apply(edit, &mut touched).expect("the template has the cell");
        touched.cells.clear();
    };
    for unit in shape.units() {
        for (form, tree) in repeating(shape) {
            let table = shape.cell(unit, form, RowKey::Total, 0).table;
            for (index, code) in tree.items.iter().enumerate() {
                let mut row = RowData::default();
                for column in entered_columns(form) {
                    let content = match (form, column) {
                        // Some columns are seldom used.
                        (Form::T02, 3..) if (index + column) % 3 > 0 => CellContent::default(),
                        (Form::T03, 3..=5) if (index + column) % 4 > 0 => CellContent::default(),
                        // One item of each unit has a negative figure, for a check to find.
                        (Form::T03, 7) if index == 5 => self::content(-3_000_000_000),
                        _ => random.money(),
                    };
                    row.set(u16::try_from(*column).expect("columns fit"), content);
                }
                apply(Edit::SetRow(table, *code, Some(row)));
            }
        }
        for form in [Form::T01, Form::T04, Form::T10, Form::T11] {
            for (row, column) in entered_fixed(form, shape.classes.len()) {
                let row = RowKey::Fixed(u16::try_from(row).expect("rows fit"));
                let cell = shape.cell(unit, form, row, column);
                let count = form == Form::T10 && column == 2;
                let content = match count {
                    true => CellContent::of(Some(Entered::Count(random.below(1000)))),
                    false => random.money(),
                };
                apply(Edit::SetCell(cell, content));
            }
        }
    }
    report
}

/// Tables keyed by codes, with their codes.
pub fn repeating(shape: &Shape) -> [(Form, &Tree); 7] {
    [
        (Form::T02, &shape.all),
        (Form::T03, &shape.all),
        (Form::T05, &shape.general),
        (Form::T06, &shape.economic),
        (Form::T07, &shape.economic),
        (Form::T08, &shape.funds),
        (Form::T09, &shape.capital),
    ]
}

/// A cell that edits and pastes go to: an item of T02, T03 or T05 by its place among the table's items.
#[derive(Clone, Copy)]
pub struct Place {
    pub unit: usize,
    pub form: Form,
    pub item: usize,
    pub column: usize,
}

impl Place {
    pub fn cell(self, shape: &Shape) -> CellRef {
        let tree = if self.form == Form::T05 { &shape.general } else { &shape.all };
        shape.cell(self.unit, self.form, RowKey::Code(tree.items[self.item]), self.column)
    }
}

/// Cells for single edits: 基本支出 of T05, a different unit and item each time.
pub fn edited(shape: &Shape, count: usize) -> Vec<Place> {
    let units: Vec<usize> = shape.units().collect();
    let place = |index: usize| Place {
        unit: units[index * 7 % units.len()],
        form: Form::T05,
        item: index * 13 % shape.general.items.len(),
        column: 1,
    };
    (0..count).map(place).collect()
}

/// The first `count` entered cells of T05, T02 and T03, unit after unit; fewer where there are no more.
pub fn pasted(shape: &Shape, count: usize) -> Vec<Place> {
    let of_unit = |unit: usize| {
        let forms = [(Form::T05, &shape.general), (Form::T02, &shape.all), (Form::T03, &shape.all)];
        forms.into_iter().flat_map(move |(form, tree)| {
            (0..tree.items.len()).flat_map(move |item| {
                entered_columns(form).iter().map(move |column| Place { unit, form, item, column: *column })
            })
        })
    };
    shape.units().flat_map(of_unit).take(count).collect()
}
