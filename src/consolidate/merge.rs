//! The edits that bring a report's cells, items and names to the units' sums.

use super::{ConsolidateError, Problem, Unit};
use crate::report::{CellContent, CellRef, Consolidation, Edit, Entered, Report, RowData};
use crate::template::{RowKey, TableIndex};
use std::collections::{BTreeMap, BTreeSet};

/// Most units named where a sum does not fit.
const MAX_NAMED: usize = 5;

/// Which cells are brought to their sums.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// All that any unit enters.
    All,
    /// Those whose sum differs from what it was, so that what was changed by hand elsewhere stays.
    Changed,
}

/// Every cell's sum, less what is eliminated.
pub(super) fn sums(
    report: &Report,
    consolidation: &Consolidation,
) -> Result<BTreeMap<CellRef, Entered>, ConsolidateError> {
    let mut sums = BTreeMap::new();
    for (cell, sum) in consolidation.sums() {
        let number = sum.entered(consolidation.eliminated_at(cell));
        sums.insert(cell, number.ok_or_else(|| too_large(report, consolidation, cell))?);
    }
    Ok(sums)
}

fn too_large(report: &Report, consolidation: &Consolidation, cell: CellRef) -> ConsolidateError {
    let entered = consolidation.units().iter().filter_map(|unit| Some((unit, unit.cell(cell)?)));
    let mut units: Vec<_> = entered.collect();
    units.sort_by_key(|(_, number)| std::cmp::Reverse(number.raw().unsigned_abs()));
    let shown = units.iter().take(MAX_NAMED);
    let units = shown.map(|(unit, number)| format!("{} {}", unit.name, number.text_with_unit())).collect();
    ConsolidateError::TooLarge { cell: cell.name(report.template()), units }
}

/// Items of any unit.
fn items(report: &Report, consolidation: &Consolidation) -> BTreeSet<(TableIndex, u32)> {
    let mut items = BTreeSet::new();
    for unit in consolidation.units() {
        for (table, rows) in unit.tables() {
            let codes = rows.keys().filter(|row| report.is_item(table, **row));
            items.extend(codes.filter_map(|row| match row {
                RowKey::Code(code) => Some((table, *code)),
                _ => None,
            }));
        }
    }
    items
}

/// A number in a cell's place. Text there that could not be read is the department's own and stays beside it, to be
/// looked at; so does what another table states.
fn beside(report: &Report, cell: CellRef, number: Option<Entered>) -> CellContent {
    let there = report.cell(cell).cloned().unwrap_or_default();
    CellContent { entered: number, ..there }
}

/// The edits after which the report's cells and items are the sums of `next`.
pub(super) fn cells(
    report: &Report,
    next: &Consolidation,
    which: Which,
) -> Result<Vec<Edit>, ConsolidateError> {
    // Sums that never fitted were never in the report.
    let before = sums(report, report.consolidation()).unwrap_or_default();
    let after = sums(report, next)?;
    let mut rows: BTreeMap<(TableIndex, u32), RowData> = BTreeMap::new();
    let absent = |table: TableIndex, code: u32| report.row(table, RowKey::Code(code)).is_none();
    let mut edits = Vec::new();
    for (table, code) in items(report, next) {
        if absent(table, code) {
            rows.insert((table, code), RowData::default());
        }
    }
    for (cell, number) in &after {
        let content = beside(report, *cell, Some(*number));
        if let RowKey::Code(code) = cell.row
            && let Some(row) = rows.get_mut(&(cell.table, code))
        {
            row.set(cell.column, content);
        } else if (which == Which::All || before.get(cell) != Some(number))
            && report.cell(*cell) != Some(&content)
        {
            edits.push(Edit::SetCell(*cell, content));
        }
    }
    edits.extend(rows.into_iter().map(|((table, code), row)| Edit::SetRow(table, code, Some(row))));
    for cell in before.keys().filter(|cell| !after.contains_key(cell)) {
        let content = beside(report, *cell, None);
        if report.cell(*cell).is_some_and(|there| *there != content) {
            edits.push(Edit::SetCell(*cell, content));
        }
    }
    let gone = items(report, report.consolidation());
    for (table, code) in gone.difference(&items(report, next)) {
        let row = RowKey::Code(*code);
        let cleared = |column| {
            let cell = CellRef { table: *table, row, column };
            before.contains_key(&cell) && beside(report, cell, None).is_empty()
        };
        let left = report.row(*table, row).filter(|data| data.cells().all(|(column, _)| cleared(column)));
        edits.extend(left.map(|_| Edit::SetRow(*table, *code, None)));
    }
    Ok(edits)
}

/// Names typed for codes by units, where the department typed none: the first unit's, and who says otherwise.
pub(super) fn names(report: &Report, units: &[&Unit]) -> (Vec<Edit>, Vec<Problem>) {
    let mut taken: BTreeMap<u32, String> = BTreeMap::new();
    let mut problems = Vec::new();
    for unit in units {
        for (code, name) in unit.report.typed_names() {
            let own = report.typed_name(*code).map(str::to_string);
            let known = own.or_else(|| taken.get(code).cloned());
            match known {
                Some(known) if known != *name => {
                    let other = [name.clone(), unit.name().to_string()];
                    problems.push(Problem::Names { code: *code, taken: known, other });
                }
                Some(_) => {}
                None => {
                    taken.insert(*code, name.clone());
                }
            }
        }
    }
    let edits = taken.into_iter().map(|(code, name)| Edit::SetName(code, Some(name)));
    (edits.collect(), problems)
}
