//! Why a number is what it is, and where it goes.

use super::{Engine, Value, Values, cell_label, row_label};
use crate::report::CellRef;
use crate::template::{RowKey, Table};

/// Where a cell's number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Typed by the clerk.
    Entered,
    /// Computed by a formula of the template.
    Formula,
    /// The sum of the rows below.
    Subtotal,
}

/// An operand of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// Its cell.
    pub cell: CellRef,
    /// In words.
    pub label: String,
    /// Its value.
    pub value: Value,
    /// Whether it is subtracted.
    pub subtracted: bool,
}

/// Everything there is to say of one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The cell.
    pub cell: CellRef,
    /// In words.
    pub label: String,
    /// Its value.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
    /// The formula in words.
    pub formula: String,
    /// What it is computed from.
    pub operands: Vec<Operand>,
}

/// Explains a cell.
pub fn why(engine: &Engine, cell: CellRef) -> Why {
    let operands: Vec<Operand> = engine
        .operands(cell)
        .into_iter()
        .map(|(operand, subtracted)| Operand {
            cell: operand,
            label: label_beside(operand, cell, engine),
            value: engine.value(operand),
            subtracted,
        })
        .collect();
    let template = engine.report().template();
    let table = template.table(cell.table);
    let written = table.and_then(|table| table.formula(cell.row, cell.column));
    let subtotal = table.is_some_and(|table| is_subtotal(engine, table, cell));
    let (origin, formula) = if subtotal {
        let below = match cell.row {
            RowKey::Total => "各类",
            RowKey::Code(code) if crate::report::digits(code) == 3 => "各款",
            _ => "各项",
        };
        (Origin::Subtotal, format!("{below}之和"))
    } else if written.is_some() {
        (Origin::Formula, in_words(&operands))
    } else {
        (Origin::Entered, String::new())
    };
    Why { cell, label: cell_label(cell, engine), value: engine.value(cell), origin, formula, operands }
}

/// Derived cells that read `cell`.
pub fn used_by(engine: &Engine, cell: CellRef) -> Vec<Operand> {
    let label = |cell| cell_label(cell, engine);
    let dependents = engine.dependents(cell).into_iter();
    dependents
        .map(|cell| Operand { cell, label: label(cell), value: engine.value(cell), subtracted: false })
        .collect()
}

fn is_subtotal(engine: &Engine, table: &Table, cell: CellRef) -> bool {
    table.repeat().is_some() && !engine.rows_have_item(cell)
}

/// An operand's words, without what it shares with the cell it explains.
fn label_beside(operand: CellRef, cell: CellRef, engine: &Engine) -> String {
    let template = engine.report().template();
    let Some(table) = template.table(operand.table) else { return String::new() };
    if operand.table != cell.table {
        return cell_label(operand, engine);
    }
    let column = table.column(operand.column).map_or("", |column| &column.title);
    if operand.row == cell.row {
        return column.to_string();
    }
    let row = row_label(table, operand.row, engine);
    if operand.column == cell.column || table.columns_of(operand.row).len() == 1 {
        row
    } else {
        format!("{row} {column}")
    }
}

/// 甲 + 乙 − 丙; long sums are cut short, since the operands are listed beside.
fn in_words(operands: &[Operand]) -> String {
    const SHOWN: usize = 8;
    let mut words = String::new();
    for (index, operand) in operands.iter().take(SHOWN).enumerate() {
        match (index, operand.subtracted) {
            (0, false) => {}
            (_, true) => words.push_str(" − "),
            (_, false) => words.push_str(" + "),
        }
        words.push_str(&operand.label);
    }
    if operands.len() > SHOWN {
        words.push_str(&format!(" … 共{}项", operands.len()));
    }
    words
}
