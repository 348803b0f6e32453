//! Entered amounts that nothing else in the report is held against.

use super::suspects::balances;
use crate::calc::{Engine, Value, Values};
use crate::report::CellRef;
use std::collections::BTreeSet;

/// Entered cells with an amount that no equality between independently entered cells ties (无可核对来源): an error in
/// one of them cannot be found by the report itself.
pub fn untied(engine: &Engine) -> BTreeSet<CellRef> {
    let mut loose: BTreeSet<CellRef> = engine
        .live_cells()
        .filter(|cell| !engine.is_derived(*cell) && matches!(engine.value(*cell), Value::Money(_)))
        .collect();
    for balance in balances(engine).iter().filter(|balance| !balance.is_hint()) {
        for cell in balance.cells() {
            loose.remove(cell);
        }
    }
    loose
}
