//! A cell's place and what is entered there.

use crate::amount::{Amount, AmountError, EnteredAmount, Unit, parse_amount, parse_count};
use crate::template::{ColumnIndex, Quantity, RowKey, TableIndex, Template};

/// A cell by its place in the template and its row's key. Saved files and people use names: [`CellRef::name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Table.
    pub table: TableIndex,
    /// Row.
    pub row: RowKey,
    /// Value column.
    pub column: ColumnIndex,
}

impl CellRef {
    /// `T05.2010302.c2`
    pub fn name(self, template: &Template) -> String {
        let Some(table) = template.table(self.table) else { return String::new() };
        let column = table.column(self.column).map_or("", |column| &column.key);
        format!("{}.{}.{column}", table.key, table.row_name(self.row))
    }

    /// Reads a name back.
    pub fn parse(template: &Template, name: &str) -> Option<CellRef> {
        let mut parts = name.split('.');
        let (table, row, column) = (parts.next()?, parts.next()?, parts.next()?);
        let index = template.table_index(table)?;
        let table = template.table(index)?;
        let row = table.row_key(row)?;
        Some(CellRef { table: index, row, column: table.column_in(row, column)? })
            .filter(|_| parts.next().is_none())
    }

    /// What the cell's numbers are.
    pub fn quantity(self, template: &Template) -> Quantity {
        template.table(self.table).map(|table| table.quantity(self.row, self.column)).unwrap_or_default()
    }
}

/// A number as entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// Money, with the unit and the decimals it was written with.
    Money(EnteredAmount),
    /// A whole number.
    Count(i64),
}

impl Entered {
    /// Reads what was typed into a cell of the given quantity; blank reads as nothing.
    ///
    /// # Errors
    /// Why the text is no such number.
    pub fn read(text: &str, quantity: Quantity, unit: Unit) -> Result<Option<Self>, AmountError> {
        Ok(match quantity {
            Quantity::Money => parse_amount(text, unit)?.map(Entered::Money),
            Quantity::Count => parse_count(text)?.map(Entered::Count),
        })
    }

    /// As it was written, with separators and unit: 84.0470 万元.
    pub fn text_with_unit(self) -> String {
        match self {
            Entered::Money(amount) => format!("{} {}", amount.grouped(), amount.unit.label()),
            Entered::Count(count) => count.to_string(),
        }
    }

    /// Its digits without separators in the given unit, to be edited.
    pub fn text_in(self, unit: Unit) -> String {
        match self {
            Entered::Money(amount) if amount.unit == unit => amount.text(),
            Entered::Money(amount) => match unit {
                Unit::Yuan => amount.amount.in_yuan().to_string(),
                Unit::TenThousandYuan => amount.amount.in_wan(6).normalize().to_string(),
            },
            Entered::Count(count) => count.to_string(),
        }
    }

    /// Its digits without separators, as they were written.
    pub fn text(self) -> String {
        match self {
            Entered::Money(amount) => amount.text(),
            Entered::Count(count) => count.to_string(),
        }
    }

    /// 0.01 yuan, or the count.
    pub fn raw(self) -> i64 {
        match self {
            Entered::Money(amount) => amount.amount.fen(),
            Entered::Count(count) => count,
        }
    }

    /// Money in whole 0.01 yuan, written in yuan.
    pub fn yuan(amount: Amount) -> Self {
        Entered::Money(EnteredAmount { amount, unit: Unit::Yuan, decimals: 2 })
    }

    /// How far the true value may lie from the entered one, in 0.01 yuan: 0 unless it was entered in 万元.
    pub fn uncertainty(self) -> i64 {
        match self {
            Entered::Money(amount) => amount.uncertainty_fen(),
            Entered::Count(_) => 0,
        }
    }
}

/// What is entered at a cell.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CellContent {
    /// The number, for an entered cell.
    pub entered: Option<Entered>,
    /// What an imported or pasted table says of a derived cell.
    pub stated: Option<Entered>,
    /// Text that could not be read as a number: kept and shown, while the last good number stays in force.
    pub unread: Option<Box<str>>,
}

impl CellContent {
    /// Just a number.
    pub fn of(entered: Option<Entered>) -> Self {
        CellContent { entered, ..CellContent::default() }
    }

    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.entered.is_none() && self.stated.is_none() && self.unread.is_none()
    }
}
