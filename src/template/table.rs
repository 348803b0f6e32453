//! Tables, resolved: rows and columns by number, formulas ready.

use super::source::HeaderSource;
use super::{ColumnRole, Expr, Orientation, PrintRows, Quantity, RowStyle, TotalPlace};
use crate::catalog::Classification;

/// Index of a table within its template.
pub type TableIndex = u16;
/// Index of a value column within its table, across all sides.
pub type ColumnIndex = u16;

/// A row's name within its table: small, copyable, stable within a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// The total of a repeating table; always present.
    Total,
    /// A fixed row, by its index in [`Table::rows`].
    Fixed(u16),
    /// A classification code: an item the clerk added, or a subtotal above items.
    Code(u32),
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Name in addresses.
    pub key: String,
    /// 公开05表; empty when auxiliary.
    pub number: String,
    /// Full title.
    pub title: String,
    /// Title in the outline.
    pub short: String,
    /// What to know before filling it in.
    pub help: String,
    /// Orientation in print.
    pub orientation: Orientation,
    /// Whether it is published.
    pub printed: bool,
    /// Header rows as printed.
    pub header: Vec<Vec<HeaderSource>>,
    /// Lines under it.
    pub notes: Vec<String>,
    /// Said when it is empty.
    pub empty_note: String,
    /// Which rows are printed.
    pub print_rows: PrintRows,
    /// Blocks beside each other.
    pub sides: Vec<Side>,
    /// Value columns of all sides, in order.
    pub columns: Vec<ValueColumn>,
    /// Fixed rows of all sides, in order; empty for a repeating table.
    pub rows: Vec<FixedRow>,
}

/// A block of a table.
#[derive(Debug)]
pub struct Side {
    /// Its columns from left to right.
    pub layout: Vec<LayoutColumn>,
    /// Its first value column and how many.
    pub first_column: ColumnIndex,
    /// Number of value columns.
    pub width: u16,
    /// Its first fixed row.
    pub first_row: u16,
    /// Number of fixed rows.
    pub height: u16,
    /// Set when its rows are keyed by code.
    pub repeat: Option<Repeat>,
}

/// A column as laid out.
#[derive(Debug)]
pub struct LayoutColumn {
    /// What stands in it.
    pub role: ColumnRole,
    /// Its value column, when it has one.
    pub value: Option<ColumnIndex>,
    /// Whether the form prints it.
    pub printed: bool,
    /// Width share.
    pub width: Option<u16>,
}

/// Rows keyed by classification code.
#[derive(Debug)]
pub struct Repeat {
    /// Which codes.
    pub classification: Classification,
    /// Tables whose rows appear too.
    pub rows_from: Vec<TableIndex>,
    /// Label of the total row.
    pub total: String,
    /// Where the total row stands.
    pub total_at: TotalPlace,
}

/// A column of values.
#[derive(Debug)]
pub struct ValueColumn {
    /// Name in addresses.
    pub key: String,
    /// Words.
    pub title: String,
    /// What its numbers are.
    pub quantity: Quantity,
    /// Formula for item rows; `None` when entered.
    pub formula: Option<Formula>,
    /// Whether the form prints it.
    pub printed: bool,
    /// Explains what to enter.
    pub help: String,
    /// The side it belongs to.
    pub side: u16,
}

/// A formula and how it was written.
#[derive(Debug)]
pub struct Formula {
    /// Resolved.
    pub expr: Expr,
    /// As in the file.
    pub text: String,
}

/// A fixed row.
#[derive(Debug)]
pub struct FixedRow {
    /// Name; `None` for an empty line.
    pub key: Option<String>,
    /// Label.
    pub label: String,
    /// 行次.
    pub line: Option<u16>,
    /// Indentation steps.
    pub indent: u8,
    /// Weight.
    pub style: RowStyle,
    /// What its numbers are, where that differs from their column.
    pub quantity: Option<Quantity>,
    /// What is counted: 辆.
    pub unit: String,
    /// Printed columns that the label covers, across sides; 0 for its own only.
    pub span: u16,
    /// Never summed.
    pub of_which: bool,
    /// The side it belongs to.
    pub side: u16,
    /// Formulas per value column of its side; `None` when entered.
    pub formulas: Vec<Option<Formula>>,
    /// Explains what to enter.
    pub help: String,
}

impl Table {
    /// The repetition of a table keyed by codes.
    pub fn repeat(&self) -> Option<&Repeat> {
        self.sides.first().and_then(|side| side.repeat.as_ref())
    }

    /// The value column named `key` among those that `row` has.
    pub fn column_in(&self, row: RowKey, key: &str) -> Option<ColumnIndex> {
        self.columns_of(row).find(|index| self.column(*index).is_some_and(|column| column.key == key))
    }

    /// The value column at `index`.
    pub fn column(&self, index: ColumnIndex) -> Option<&ValueColumn> {
        self.columns.get(usize::from(index))
    }

    /// What a cell's numbers are: the row says it, or else the column.
    pub fn quantity(&self, row: RowKey, column: ColumnIndex) -> Quantity {
        let of_row = self.fixed_row(row).and_then(|row| row.quantity);
        of_row.or(self.column(column).map(|column| column.quantity)).unwrap_or_default()
    }

    /// The row a name or a code stands for.
    pub fn row_key(&self, name: &str) -> Option<RowKey> {
        if self.repeat().is_some() {
            if name == "total" {
                return Some(RowKey::Total);
            }
            // `parse` alone would take a sign for a digit.
            let code = matches!(name.len(), 3 | 5 | 7) && name.bytes().all(|digit| digit.is_ascii_digit());
            return name.parse().ok().filter(|_| code && !name.starts_with('0')).map(RowKey::Code);
        }
        let index = self.rows.iter().position(|row| row.key.as_deref() == Some(name))?;
        index.try_into().ok().map(RowKey::Fixed)
    }

    /// The name under which a row is saved and addressed.
    pub fn row_name(&self, row: RowKey) -> String {
        match row {
            RowKey::Total => "total".into(),
            RowKey::Code(code) => code.to_string(),
            RowKey::Fixed(index) => {
                self.rows.get(usize::from(index)).and_then(|row| row.key.clone()).unwrap_or_default()
            }
        }
    }

    /// The fixed row at `row`, when it is one.
    pub fn fixed_row(&self, row: RowKey) -> Option<&FixedRow> {
        match row {
            RowKey::Fixed(index) => self.rows.get(usize::from(index)),
            RowKey::Total | RowKey::Code(_) => None,
        }
    }

    /// The columns that have cells in `row`: those of the row's side.
    pub fn columns_of(&self, row: RowKey) -> std::ops::Range<ColumnIndex> {
        let side = self.fixed_row(row).map_or(0, |row| row.side);
        self.sides
            .get(usize::from(side))
            .map_or(0..0, |side| side.first_column..side.first_column + side.width)
    }

    /// The formula of a cell in an item row or a fixed row; `None` when it is entered.
    ///
    /// Subtotals and totals of a repeating table have no formula of their own: they add up their children.
    pub fn formula(&self, row: RowKey, column: ColumnIndex) -> Option<&Formula> {
        match self.fixed_row(row) {
            Some(fixed) => {
                let first = self.sides.get(usize::from(fixed.side))?.first_column;
                fixed.formulas.get(usize::from(column.checked_sub(first)?))?.as_ref()
            }
            None => self.column(column)?.formula.as_ref(),
        }
    }
}
