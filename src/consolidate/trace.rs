//! Where a total comes from.

use crate::amount::Amount;
use crate::calc::{Engine, Value, Values};
use crate::report::{CellRef, Consolidation, UnitAccounts};
use crate::template::{Quantity, RowKey, TableIndex};
use std::collections::HashMap;
use std::fmt;

/// A part of a cell's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Whose it is.
    pub source: Source,
    /// How much.
    pub value: Value,
}

/// Who contributes to a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A unit, by name.
    Unit(String),
    /// An elimination, by its label: what it takes off.
    Elimination(String),
    /// The department's report itself: what was entered or changed there.
    Own,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Unit(name) => f.write_str(name),
            Source::Elimination(label) => write!(f, "抵销：{label}"),
            Source::Own => f.write_str("部门报告自己填的"),
        }
    }
}

/// The parts of a cell's value, entered or computed: every unit that has a number in it, what is eliminated, and what
/// the department's report has beyond both. They add up to the value. Empty for a report without units, and for a
/// blank cell.
///
/// Formulas only add and subtract, so a computed cell is the same formula over each unit's own cells: it is taken apart
/// once, and no unit needs an engine.
pub fn trace(engine: &Engine, cell: CellRef) -> Vec<Contribution> {
    let report = engine.report();
    let consolidation = report.consolidation();
    if consolidation.is_empty() {
        return Vec::new();
    }
    let mut parts = engine.entered_parts(cell);
    if parts.is_empty() && !engine.is_derived(cell) {
        parts.push((cell, 1));
    }
    let formula = Formula::new(&parts);
    let quantity = cell.quantity(report.template());
    let mut contributions = Vec::new();
    let mut told = 0i128;
    for unit in consolidation.units() {
        if let Some(raw) = formula.over(unit) {
            told += raw;
            let source = Source::Unit(unit.name.clone());
            contributions.push(Contribution { source, value: value(raw, quantity) });
        }
    }
    for (key, raw) in eliminated(consolidation, &parts) {
        told += raw;
        let label = report.template().elimination(key).map_or(key, |known| &known.label);
        let source = Source::Elimination(label.to_string());
        contributions.push(Contribution { source, value: value(raw, quantity) });
    }
    let whole = match engine.value(cell) {
        Value::Money(amount) => Some(i128::from(amount.fen())),
        Value::Count(count) => Some(i128::from(count)),
        Value::Blank => Some(0),
        Value::Overflow => None,
    };
    let alone = contributions.is_empty() && engine.value(cell) != Value::Blank;
    if let Some(rest) = whole.map(|whole| whole - told).filter(|rest| *rest != 0 || alone) {
        contributions.push(Contribution { source: Source::Own, value: value(rest, quantity) });
    }
    contributions
}

fn value(raw: i128, quantity: Quantity) -> Value {
    match (i64::try_from(raw), quantity) {
        (Ok(fen), Quantity::Money) => Value::Money(Amount::from_fen(fen)),
        (Ok(count), Quantity::Count) => Value::Count(count),
        (Err(_), _) => Value::Overflow,
    }
}

/// What each elimination takes off, by key.
fn eliminated<'c>(consolidation: &'c Consolidation, parts: &[(CellRef, i64)]) -> Vec<(&'c str, i128)> {
    let mut found = Vec::new();
    for (key, cells) in consolidation.eliminated() {
        let off = parts.iter().filter_map(|(cell, times)| {
            // Nothing is taken off where no unit entered anything.
            let amount = cells.get(cell).filter(|_| consolidation.sum(*cell).is_some())?;
            Some(-i128::from(amount.fen()) * i128::from(*times))
        });
        let off: Vec<i128> = off.collect();
        if !off.is_empty() {
            found.push((key.as_str(), off.iter().sum()));
        }
    }
    found
}

/// Entered cells and how often each counts, looked up by row.
struct Formula {
    rows: HashMap<(TableIndex, RowKey), Vec<(u16, i64)>>,
    only: Option<(CellRef, i64)>,
}

impl Formula {
    fn new(parts: &[(CellRef, i64)]) -> Self {
        let only = if let [only] = parts { Some(*only) } else { None };
        let mut rows: HashMap<_, Vec<_>> = HashMap::new();
        for (cell, times) in parts {
            rows.entry((cell.table, cell.row)).or_default().push((cell.column, *times));
        }
        Formula { rows, only }
    }

    /// The same sum of a unit's cells; `None` when all are blank.
    fn over(&self, unit: &UnitAccounts) -> Option<i128> {
        if let Some((cell, times)) = self.only {
            return unit.cell(cell).map(|number| i128::from(number.raw()) * i128::from(times));
        }
        let mut sum = None;
        for (table, rows) in unit.tables() {
            for (row, data) in rows {
                let Some(columns) = self.rows.get(&(table, *row)) else { continue };
                for (column, times) in columns {
                    if let Some(number) = data.cell(*column).and_then(|content| content.entered) {
                        *sum.get_or_insert(0) += i128::from(number.raw()) * i128::from(*times);
                    }
                }
            }
        }
        sum
    }
}
