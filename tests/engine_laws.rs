//! Laws of the engine: whatever is edited, undone and redone, every value is what a fresh calculation gives, and
//! an edit says what it changed. Cases by hand are in `engine_laws/cases.rs`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "engine_laws/acts.rs"]
mod acts;
#[path = "engine_laws/cases.rs"]
mod cases;
mod common;

use acts::{Act, CODES, acts, edit};
use common::{national, real, small};
use final_accounts::calc::{Book, CellId, Changes, Engine, Value, Values};
use final_accounts::io::json::{read, write};
use final_accounts::report::{CellContent, CellRef, Edit, Report, RowData};
use final_accounts::template::{RowKey, Template};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Cells that an edit names, with those of rows it adds or takes away.
fn named(edit: &Edit, report: &Report, cells: &mut BTreeSet<CellRef>) {
    match edit {
        Edit::SetCell(cell, _) => {
            cells.insert(*cell);
        }
        Edit::SetRow(table, code, row) => {
            let row_key = RowKey::Code(*code);
            let both = row.iter().chain(report.row(*table, row_key)).flat_map(RowData::cells);
            cells.extend(both.map(|(column, _)| CellRef { table: *table, row: row_key, column }));
        }
        Edit::Batch(edits) => edits.iter().for_each(|edit| named(edit, report, cells)),
        _ => {}
    }
}

/// Everything a cell shows, by id.
fn shown(engine: &Engine) -> Vec<(Value, CellContent)> {
    let shown: Vec<_> = ids(engine).map(|(id, cell)| (engine.value_of(id), engine.content(cell))).collect();
    assert_eq!(shown.len(), engine.cell_count(), "a cell is not listed");
    shown
}

/// All cells ever seen, by id.
fn ids(engine: &Engine) -> impl Iterator<Item = (CellId, CellRef)> {
    let mut cells: Vec<_> = (0u16..)
        .zip(&engine.report().template().tables)
        .flat_map(|(table, shape)| {
            let codes = CODES.map(RowKey::Code).into_iter();
            let above = [201, 208, 221, 20101, 20103, 20805, 20899, 22102, 301, 302, 2_299_999, 229]
                .map(RowKey::Code);
            let fixed = (0u16..).zip(&shape.rows).map(|(row, _)| RowKey::Fixed(row));
            let rows = codes.chain(above).chain([RowKey::Total]).chain(fixed);
            rows.flat_map(move |row| shape.columns_of(row).map(move |column| CellRef { table, row, column }))
        })
        .filter_map(|cell| Some((engine.id(cell)?, cell)))
        .collect();
    cells.sort_unstable_by_key(|(id, _)| *id);
    cells.dedup();
    cells.into_iter()
}

/// (a) The engine shows what a fresh one would.
fn is_right(engine: &Engine) -> Result<(), TestCaseError> {
    let fresh = Engine::new(engine.report().clone());
    let cells: Vec<CellRef> = engine.live_cells().collect();
    prop_assert_eq!(&cells, &fresh.live_cells().collect::<Vec<_>>());
    for cell in &cells {
        let name = || cell.name(engine.report().template());
        prop_assert_eq!(engine.value(*cell), fresh.value(*cell), "{}", name());
        prop_assert_eq!(engine.is_derived(*cell), fresh.is_derived(*cell), "{}", name());
    }
    let live: BTreeSet<CellRef> = cells.into_iter().collect();
    for (id, cell) in ids(engine).filter(|(_, cell)| !live.contains(cell)) {
        prop_assert_eq!(
            engine.value_of(id),
            Value::Blank,
            "{} is gone",
            cell.name(engine.report().template())
        );
    }
    Ok(())
}

/// (c) Every cell that differs is in the changes, and nothing else that was not named.
fn is_told(
    before: &[(Value, CellContent)],
    engine: &Engine,
    changes: &Changes,
    named: &BTreeSet<CellRef>,
) -> Result<(), TestCaseError> {
    if changes.all {
        return Ok(());
    }
    let told: BTreeSet<CellId> = changes.cells.iter().copied().collect();
    prop_assert_eq!(told.len(), changes.cells.len(), "each once");
    let blank = (Value::Blank, CellContent::default());
    for (id, cell) in ids(engine) {
        let now = (engine.value_of(id), engine.content(cell));
        let differs = before.get(id.index()).unwrap_or(&blank) != &now;
        let name = || cell.name(engine.report().template());
        if differs {
            prop_assert!(told.contains(&id), "{} changed untold", name());
        } else if told.contains(&id) {
            prop_assert!(named.contains(&cell), "{} is told but the same", name());
        }
    }
    Ok(())
}

/// (e) What is saved opens as it was.
fn is_saved(report: &Report) -> Result<(), TestCaseError> {
    let saved = write(report);
    let template = report.template().clone();
    match read(saved.as_bytes(), &|_: &str| Some(template.clone())) {
        Ok(opened) => {
            prop_assert_eq!(&opened.report, report);
            prop_assert_eq!(write(&opened.report), saved);
        }
        Err(error) => prop_assert!(false, "{error}\n{saved}"),
    }
    Ok(())
}

fn obeys_the_laws(template: Arc<Template>, acts: Vec<Act>) -> Result<(), TestCaseError> {
    let original = Report::new(template);
    let mut book = Book::new(original.clone());
    for act in acts {
        let before = (book.engine().report().clone(), shown(book.engine()));
        let mut cells = BTreeSet::new();
        let changes = match edit(act.clone(), book.engine()) {
            Some(edit) => {
                named(&edit, &before.0, &mut cells);
                let redo = book.history().next_redo().cloned();
                match book.edit(edit) {
                    Ok(changes) => changes,
                    Err(_) => {
                        // (d)
                        prop_assert_eq!(book.engine().report(), &before.0);
                        prop_assert_eq!(shown(book.engine()), before.1);
                        let kept = book.history().next_redo().cloned();
                        prop_assert_eq!(kept.map(|step| step.label), redo.map(|step| step.label));
                        continue;
                    }
                }
            }
            None => {
                let history = book.history();
                let undo = matches!(act, Act::Undo);
                let step = if undo { history.next_undo() } else { history.next_redo() };
                let Some(step) = step.cloned() else { continue };
                named(&step.edit, &before.0, &mut cells);
                let done = if undo { book.undo() } else { book.redo() };
                done.ok_or_else(|| TestCaseError::fail("a step of the history failed"))?.1
            }
        };
        is_right(book.engine())?;
        is_told(&before.1, book.engine(), &changes, &cells)?;
        is_saved(book.engine().report())?;
    }
    // (b) All the way back and forth again.
    let last = book.engine().report().clone();
    let mut steps = 0;
    while book.undo().is_some() {
        steps += 1;
    }
    prop_assert_eq!(book.engine().report(), &original);
    is_right(book.engine())?;
    while book.redo().is_some() {
        steps -= 1;
    }
    prop_assert!(steps <= 0, "{} steps cannot be done again", steps);
    // What had been undone before counts too: go back to where the acts ended.
    for _ in steps..0 {
        prop_assert!(book.undo().is_some());
    }
    prop_assert_eq!(book.engine().report(), &last);
    is_right(book.engine())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_small_template_obeys_the_laws(acts in prop::collection::vec(acts(), 1..40)) {
        static TEMPLATE: OnceLock<Arc<Template>> = OnceLock::new();
        obeys_the_laws(TEMPLATE.get_or_init(small).clone(), acts)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_real_template_obeys_the_laws(acts in prop::collection::vec(acts(), 1..30)) {
        static TEMPLATE: OnceLock<Arc<Template>> = OnceLock::new();
        obeys_the_laws(TEMPLATE.get_or_init(real).clone(), acts)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_template_outside_the_program_obeys_the_laws(acts in prop::collection::vec(acts(), 1..30)) {
        static TEMPLATE: OnceLock<Arc<Template>> = OnceLock::new();
        obeys_the_laws(TEMPLATE.get_or_init(national).clone(), acts)?;
    }
}
