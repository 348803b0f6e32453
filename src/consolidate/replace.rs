//! A unit's corrected file in its old one's place, and what was changed by hand.

use super::{ConsolidateError, Problem, Unit, eliminate, merge, names::same_name, projects, survey};
use crate::report::{CellRef, Consolidation, Edit, Entered, Report};
use crate::template::TableIndex;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What replacing a unit's file does.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// The edit of the department's report.
    pub edit: Edit,
    /// Cells in which the unit's new file differs from its old one, in the order of the form. The department's sums
    /// change by as much.
    pub differences: Vec<Difference>,
    /// What the clerk should know of the new file.
    pub problems: Vec<Problem>,
}

/// A cell that a unit's two files fill in differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The cell.
    pub cell: CellRef,
    /// In the old file.
    pub before: Option<Entered>,
    /// In the new file.
    pub after: Option<Entered>,
}

/// A cell of a consolidated report that is not its units' sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The cell.
    pub cell: CellRef,
    /// The units' sum, less what is eliminated; `None` where no unit enters it, or where it is too large.
    pub sum: Option<Entered>,
    /// What the report holds.
    pub entered: Option<Entered>,
}

/// Puts a unit's corrected file in the place of the one of the same name.
///
/// Only cells whose sum changes are touched, so that what was changed by hand elsewhere stays. What is eliminated
/// stays as it was chosen; where it no longer fits, a problem says so.
///
/// # Errors
/// When the report has no such unit, the file is of another form or year, or a sum becomes too large.
pub fn replace_unit(report: &Report, unit: &Unit) -> Result<Replacement, ConsolidateError> {
    if let Some(problem) = survey::unfit(report, unit) {
        return Err(ConsolidateError::Unfit(Box::new(problem)));
    }
    let old = report.consolidation();
    let place =
        place(old, unit.name()).ok_or_else(|| ConsolidateError::NoSuchUnit(unit.name().to_string()))?;
    let others = old.units().iter().enumerate().filter(|(index, _)| *index != place);
    if let Some(problem) = survey::beside(others.map(|(_, other)| &**other), unit) {
        return Err(ConsolidateError::Unfit(Box::new(problem)));
    }
    let mut accounts = [unit.accounts()];
    let (mut edits, gone) = projects::take_over(report, &[unit], &mut accounts, false);
    let [accounts] = accounts;
    let mut units = old.units().to_vec();
    let before = std::mem::replace(&mut units[place], Arc::new(accounts));
    let differences = {
        let after = &units[place];
        let cells: BTreeSet<CellRef> = before.cells().chain(after.cells()).map(|(cell, _)| cell).collect();
        let pairs = cells.into_iter().map(|cell| Difference {
            cell,
            before: before.cell(cell),
            after: after.cell(cell),
        });
        in_order(report, pairs.filter(|pair| pair.before != pair.after).collect(), |pair| pair.cell)
    };
    let next = Consolidation::new(units, old.eliminated().clone());
    let (names, conflicts) = merge::names(report, &[unit]);
    let mut problems = survey::of_unit(unit);
    problems.extend(conflicts);
    problems.extend(gone);
    problems.extend(eliminate::problems(report.template(), &next));
    edits.extend(names);
    edits.extend(merge::cells(report, &next, merge::Which::Changed)?);
    edits.insert(0, Edit::SetConsolidation(Arc::new(next)));
    Ok(Replacement { edit: Edit::Batch(edits), differences, problems })
}

/// The unit of that name, or the only one whose name is written like it.
fn place(consolidation: &Consolidation, name: &str) -> Option<usize> {
    let units = consolidation.units();
    if let Some(index) = units.iter().position(|unit| unit.name == name) {
        return Some(index);
    }
    let mut alike = units.iter().enumerate().filter(|(_, unit)| same_name(&unit.name, name));
    let (index, _) = alike.next()?;
    alike.next().is_none().then_some(index)
}

/// Cells that are not what the units' numbers add up to, in the order of the form: changed by hand, or entered by the
/// department where no unit enters anything. Empty for a report without units.
pub fn deviations(report: &Report) -> Vec<Deviation> {
    let consolidation = report.consolidation();
    if consolidation.is_empty() {
        return Vec::new();
    }
    let sums = consolidation.sums();
    let sum = |cell: &CellRef| sums.get(cell).and_then(|sum| sum.entered(consolidation.eliminated_at(*cell)));
    let own = |cell: CellRef| report.cell(cell).and_then(|content| content.entered);
    let tables = (0u16..).zip(&report.template().tables);
    let entered = tables.flat_map(|(table, _)| {
        let place = move |row, column| CellRef { table, row, column };
        report
            .rows(table)
            .flat_map(move |(row, data)| data.cells().map(move |(column, _)| place(row, column)))
    });
    let cells: BTreeSet<CellRef> = sums.keys().copied().chain(entered).collect();
    let raw = |number: Option<Entered>| number.map(Entered::raw);
    let differing = cells.into_iter().filter_map(|cell| {
        let (sum, entered) = (sum(&cell), own(cell));
        (raw(sum) != raw(entered)).then_some(Deviation { cell, sum, entered })
    });
    in_order(report, differing.collect(), |deviation| deviation.cell)
}

/// In the order of the document: tables as its parts have them, others behind.
fn in_order<T>(report: &Report, mut found: Vec<T>, cell: impl Fn(&T) -> CellRef) -> Vec<T> {
    let template = report.template();
    let items: Vec<&String> = template.parts.iter().flat_map(|part| &part.items).collect();
    let place = |table: TableIndex| {
        let key = template.table(table).map(|table| &table.key);
        items.iter().position(|item| Some(*item) == key).unwrap_or(usize::MAX)
    };
    let places: Vec<usize> = (0u16..).zip(&template.tables).map(|(table, _)| place(table)).collect();
    found.sort_by_key(|one| {
        let cell = cell(one);
        (places.get(usize::from(cell.table)).copied(), cell)
    });
    found
}
