//! What may stand where: the one place that guards a report's invariants, whoever brings the content.

use super::{CellContent, CellRef, EditError, Entered, Report, digits};
use crate::amount::Amount;
use crate::template::{Quantity, RowKey};

/// The largest count: 10^15, as for amounts in yuan.
const MAX_COUNT: i64 = 1_000_000_000_000_000;

impl Report {
    /// Whether `content` may stand at `cell`, provided that the cell's row is in the report.
    ///
    /// # Errors
    /// Why it may not.
    pub fn check_cell(&self, cell: CellRef, content: &CellContent) -> Result<(), EditError> {
        let table = self.template.table(cell.table).ok_or(EditError::NoSuchCell)?;
        let item = self.is_item(cell.table, cell.row);
        let has_row = match (cell.row, table.repeat()) {
            (RowKey::Fixed(_), _) => table.fixed_row(cell.row).is_some_and(|row| row.key.is_some()),
            (RowKey::Total, repeat) => repeat.is_some(),
            (RowKey::Code(code), Some(repeat)) => {
                is_code(code) && digits(code) <= crate::catalog::item_length(repeat.classification)
            }
            (RowKey::Code(_), None) => false,
        };
        if !has_row || !table.columns_of(cell.row).contains(&cell.column) {
            return Err(EditError::NoSuchCell);
        }
        let subtotal = table.repeat().is_some() && !item;
        let derived = subtotal || table.formula(cell.row, cell.column).is_some();
        if derived && (content.entered.is_some() || content.unread.is_some()) {
            return Err(EditError::Derived);
        }
        if !derived && content.stated.is_some() {
            return Err(EditError::NotDerived);
        }
        let quantity = table.quantity(cell.row, cell.column);
        content.entered.iter().chain(&content.stated).try_for_each(|number| fits(*number, quantity))
    }
}

fn fits(number: Entered, quantity: Quantity) -> Result<(), EditError> {
    match (number, quantity) {
        (Entered::Money(_), Quantity::Money) | (Entered::Count(_), Quantity::Count) => {}
        _ => return Err(EditError::WrongQuantity),
    }
    if in_range(number) { Ok(()) } else { Err(EditError::OutOfRange) }
}

/// Whether a cell takes a number of this size.
pub(super) fn in_range(number: Entered) -> bool {
    match number {
        Entered::Money(money) => money.amount.abs().is_some_and(|amount| amount <= Amount::MAX_ENTRY),
        Entered::Count(count) => (0..=MAX_COUNT).contains(&count),
    }
}

/// Whether a number has as many digits as a class, a section or an item.
pub(super) fn is_code(code: u32) -> bool {
    matches!(digits(code), 3 | 5 | 7)
}
