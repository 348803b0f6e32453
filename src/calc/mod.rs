//! Template + report → values that are right after every edit, and why each is what it is.
//!
//! The [`Engine`] keeps every cell's value in one flat array by [`CellId`]; formulas are compiled to signed sums and
//! stored in calculation order. An edit recalculates what depends on it and says what changed ([`Changes`]).
//! Everything downstream reads through [`Values`], so that the app can hand in a lens that remembers what was read.
//!
//! Knows nothing of sentences, of documents and of signals.

mod book;
mod cells;
mod engine;
mod eval;
mod names;
mod plan;
mod projects;
mod why;
mod words;

pub use book::Book;
pub use cells::CellId;
pub use engine::{Changes, Engine};
pub use eval::{Evaluated, Position, Scope, evaluate, written};
pub use names::{cell_label, code_name, row_label};
pub use projects::{Project, funds, indicator, measured, project};
pub use why::{Operand, Origin, Why, used_by, why};
pub use words::{date, day_number};

use crate::amount::{Amount, Unit};
use crate::report::{CellContent, CellRef, Entered, ListKey, Record};
use crate::template::source::WordingSource;
use crate::template::{RowKey, TableIndex, Template, ZeroWording};
use std::sync::Arc;

/// A cell's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing was entered, here or in anything it is computed from.
    Blank,
    /// Money.
    Money(Amount),
    /// A whole number.
    Count(i64),
    /// The number is too large to be held exactly.
    Overflow,
}

impl Value {
    /// The money, if that is what it is.
    pub fn money(self) -> Option<Amount> {
        match self {
            Value::Money(amount) => Some(amount),
            _ => None,
        }
    }
}

/// The lens through which everything reads a report.
pub trait Values {
    /// The report's template.
    fn template(&self) -> Arc<Template>;
    /// A cell's value; blank when its row is not in the report.
    fn value(&self, cell: CellRef) -> Value;
    /// What a cell's formula yields, also where [`value`](Values::value) puts a stated figure before it.
    fn computed(&self, cell: CellRef) -> Value {
        self.value(cell)
    }
    /// What was entered or stated at a cell.
    fn content(&self, cell: CellRef) -> CellContent;
    /// What is stated at a derived cell.
    fn stated(&self, cell: CellRef) -> Option<Entered> {
        self.content(cell).stated
    }
    /// How far the true value may lie from the computed one, in 0.01 yuan, because figures it rests on were entered
    /// or stated in 万元; 0 when all are in yuan.
    fn uncertainty(&self, cell: CellRef) -> i64;
    /// A table's rows in the order of the form.
    fn rows(&self, table: TableIndex) -> Arc<[RowKey]>;
    /// An entered text.
    fn text(&self, key: &str) -> Option<String>;
    /// A list's records in order.
    fn records(&self, list: ListKey) -> Arc<Vec<Record>>;
    /// What was chosen for an option, when it is not the template's first choice.
    fn option(&self, key: &str) -> Option<String>;
    /// The words of comparison, with what the clerk's choices put in their place.
    fn wording(&self) -> WordingSource {
        let template = self.template();
        let mut wording = template.wording.clone();
        for option in &template.options {
            let chosen = self.option(&option.key);
            let choice =
                option.choice.iter().find(|choice| chosen.as_ref().is_none_or(|key| *key == choice.key));
            if let Some(choice) = choice {
                wording.change(&choice.wording);
            }
        }
        wording
    }
    /// A name typed for a code.
    fn typed_name(&self, code: u32) -> Option<String>;
    /// How zero bases are worded.
    fn zero_wording(&self) -> ZeroWording;
    /// The unit a table is edited in.
    fn unit(&self, table: TableIndex) -> Unit;
}
