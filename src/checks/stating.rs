//! Reading a report as its tables say it: a stated figure goes before the computed one.

use crate::amount::Unit;
use crate::calc::{Value, Values};
use crate::report::{CellContent, CellRef, Entered, ListKey, Record};
use crate::template::{RowKey, TableIndex, Template, ZeroWording};
use std::sync::Arc;

/// A lens in which a stated figure goes before the computed one.
pub(super) struct Stating<'a>(pub(super) &'a dyn Values);

impl Values for Stating<'_> {
    fn value(&self, cell: CellRef) -> Value {
        match self.0.stated(cell) {
            None => self.0.value(cell),
            Some(Entered::Money(amount)) => Value::Money(amount.amount),
            Some(Entered::Count(count)) => Value::Count(count),
        }
    }

    fn computed(&self, cell: CellRef) -> Value {
        self.0.computed(cell)
    }

    fn template(&self) -> Arc<Template> {
        self.0.template()
    }

    fn content(&self, cell: CellRef) -> CellContent {
        self.0.content(cell)
    }

    fn stated(&self, cell: CellRef) -> Option<Entered> {
        self.0.stated(cell)
    }

    fn uncertainty(&self, cell: CellRef) -> i64 {
        self.0.uncertainty(cell)
    }

    fn rows(&self, table: TableIndex) -> Arc<[RowKey]> {
        self.0.rows(table)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.0.text(key)
    }

    fn records(&self, list: ListKey) -> Arc<Vec<Record>> {
        self.0.records(list)
    }

    fn option(&self, key: &str) -> Option<String> {
        self.0.option(key)
    }

    fn typed_name(&self, code: u32) -> Option<String> {
        self.0.typed_name(code)
    }

    fn zero_wording(&self) -> ZeroWording {
        self.0.zero_wording()
    }

    fn unit(&self, table: TableIndex) -> Unit {
        self.0.unit(table)
    }
}
