//! The report as its sentences would have it with every figure in them.

use crate::amount::Unit;
use crate::calc::{Value, Values};
use crate::report::{CellContent, CellRef, Entered, ListKey, Record};
use crate::template::source::WordingSource;
use crate::template::{RowKey, TableIndex, Template, ZeroWording};
use std::sync::Arc;

/// A lens in which zeros are worded with their figures: a text may have them, however the report words them itself.
pub(super) struct Worded<'a>(pub &'a dyn Values);

impl Values for Worded<'_> {
    fn zero_wording(&self) -> ZeroWording {
        ZeroWording::AsSource
    }

    fn template(&self) -> Arc<Template> {
        self.0.template()
    }

    fn value(&self, cell: CellRef) -> Value {
        self.0.value(cell)
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

    fn wording(&self) -> WordingSource {
        self.0.wording()
    }

    fn typed_name(&self, code: u32) -> Option<String> {
        self.0.typed_name(code)
    }

    fn unit(&self, table: TableIndex) -> Unit {
        self.0.unit(table)
    }
}
