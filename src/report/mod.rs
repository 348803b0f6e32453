//! What the clerk entered, and nothing else: the one input state.
//!
//! A [`Report`] belongs to a [`Template`] and holds entered cells with the unit they were entered in, figures stated
//! beside derived cells, text that could not be read yet, rows, texts and options. Everything shown or printed is
//! computed from it. It changes only by [`Edit`]s, and every edit answers with its inverse.
//!
//! Knows nothing of derived values, of time and of storage.

mod cell;
mod check;
mod edit;
mod history;
mod lists;
mod record;
mod sum;
mod units;

pub use cell::{CellContent, CellRef, Entered};
pub use edit::{Edit, EditError, Touched};
pub use history::{History, Step};
pub use record::{ListKey, Record, parse_id, read_money};
pub use sum::Sum;
pub use units::{Consolidation, Eliminated, FileMark, Part, UnitAccounts};

use crate::amount::{Unit, parse_count, parse_decimal};
use crate::template::{ColumnIndex, FieldKind, RowKey, TableIndex, Template, ZeroWording};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One department's report.
#[derive(Clone, Debug)]
pub struct Report {
    template: Arc<Template>,
    tables: Vec<TableData>,
    texts: BTreeMap<String, String>,
    names: BTreeMap<u32, String>,
    lists: BTreeMap<ListKey, Arc<Vec<Record>>>,
    options: BTreeMap<String, String>,
    leftovers: BTreeMap<String, String>,
    zero_wording: ZeroWording,
    consolidation: Arc<Consolidation>,
}

/// What was entered into one table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableData {
    /// The unit amounts are typed and shown in while editing.
    pub unit: Unit,
    rows: BTreeMap<RowKey, RowData>,
}

/// What was entered into one row; an item row exists while its data does.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RowData {
    cells: Vec<(ColumnIndex, CellContent)>,
}

impl RowData {
    /// What a cell holds.
    pub fn cell(&self, column: ColumnIndex) -> Option<&CellContent> {
        self.cells.binary_search_by_key(&column, |(index, _)| *index).ok().map(|index| &self.cells[index].1)
    }

    /// Cells that hold something, by column.
    pub fn cells(&self) -> impl Iterator<Item = (ColumnIndex, &CellContent)> {
        self.cells.iter().map(|(column, content)| (*column, content))
    }

    /// Puts `content` into a cell; empty content clears it. Returns what was there.
    pub fn set(&mut self, column: ColumnIndex, content: CellContent) -> CellContent {
        match self.cells.binary_search_by_key(&column, |(index, _)| *index) {
            Ok(index) if content.is_empty() => self.cells.remove(index).1,
            Ok(index) => std::mem::replace(&mut self.cells[index].1, content),
            Err(_) if content.is_empty() => CellContent::default(),
            Err(index) => {
                // Rows are many, short and seldom grow: room to spare would be a quarter of a large report.
                self.cells.reserve_exact(1);
                self.cells.insert(index, (column, content));
                CellContent::default()
            }
        }
    }
}

impl PartialEq for Report {
    fn eq(&self, other: &Self) -> bool {
        self.template.id == other.template.id
            && self.tables == other.tables
            && self.texts == other.texts
            && self.names == other.names
            && self.lists == other.lists
            && self.options == other.options
            && self.leftovers == other.leftovers
            && self.zero_wording == other.zero_wording
            && self.consolidation == other.consolidation
    }
}

impl Report {
    /// An empty report.
    pub fn new(template: Arc<Template>) -> Self {
        let empty = || TableData { unit: Unit::Yuan, rows: BTreeMap::new() };
        let tables = template.tables.iter().map(|_| empty()).collect();
        let zero_wording = template.wording.zero_wording;
        let lists = (0u16..).zip(&template.lists).filter(|(_, list)| !list.defaults.is_empty());
        let lists = lists.map(|(index, list)| {
            let record =
                |(id, fields): (u32, &BTreeMap<String, String>)| Record { id, fields: fields.clone() };
            (ListKey::of(index), Arc::new((1u32..).zip(&list.defaults).map(record).collect()))
        });
        let lists = lists.collect();
        let (texts, names, options, leftovers, consolidation) = Default::default();
        Report { template, tables, texts, names, lists, options, leftovers, zero_wording, consolidation }
    }

    /// The template it belongs to.
    pub fn template(&self) -> &Arc<Template> {
        &self.template
    }

    /// What was entered into a table.
    pub fn table(&self, table: TableIndex) -> Option<&TableData> {
        self.tables.get(usize::from(table))
    }

    /// The unit a table is edited in.
    pub fn unit(&self, table: TableIndex) -> Unit {
        self.table(table).map_or(Unit::Yuan, |data| data.unit)
    }

    /// Rows of a table that hold data, in key order. For a repeating table these are the items the clerk added,
    /// and any subtotals that carry a stated figure.
    pub fn rows(&self, table: TableIndex) -> impl Iterator<Item = (RowKey, &RowData)> {
        self.table(table).into_iter().flat_map(|data| data.rows.iter().map(|(key, row)| (*key, row)))
    }

    /// A row's data.
    pub fn row(&self, table: TableIndex, row: RowKey) -> Option<&RowData> {
        self.table(table)?.rows.get(&row)
    }

    /// What a cell holds.
    pub fn cell(&self, cell: CellRef) -> Option<&CellContent> {
        self.row(cell.table, cell.row)?.cell(cell.column)
    }

    /// How many cells, and fields of lists that take numbers, hold text that could not be read as one.
    pub fn unread_count(&self) -> usize {
        let rows = self.tables.iter().flat_map(|table| table.rows.values());
        let cells = rows.flat_map(RowData::cells).filter(|(_, content)| content.unread.is_some()).count();
        let fields = self.lists.iter().map(|(key, records)| {
            let columns =
                self.template.list(key.list).map(|list| list.columns.as_slice()).unwrap_or_default();
            let unread = |record: &Record| {
                columns.iter().filter(|column| !is_read(record.field(&column.key), column.kind)).count()
            };
            records.iter().map(unread).sum::<usize>()
        });
        cells + fields.sum::<usize>()
    }

    /// An entered text: a field by its key, a slot by its block's key, row code and own key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// All entered texts by key.
    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// The name typed for a code, which goes before the catalogue's.
    pub fn typed_name(&self, code: u32) -> Option<&str> {
        self.names.get(&code).map(String::as_str)
    }

    /// All typed names by code.
    pub fn typed_names(&self) -> &BTreeMap<u32, String> {
        &self.names
    }

    /// A list's records in order.
    pub fn records(&self, list: ListKey) -> Arc<Vec<Record>> {
        self.lists.get(&list).cloned().unwrap_or_default()
    }

    /// All lists that hold records.
    pub fn lists(&self) -> impl Iterator<Item = (ListKey, &Arc<Vec<Record>>)> {
        self.lists.iter().map(|(key, records)| (*key, records))
    }

    /// One record.
    pub fn record(&self, list: ListKey, id: u32) -> Option<&Record> {
        self.lists.get(&list)?.iter().find(|record| record.id == id)
    }

    /// An id for a new record of a list: one that no record has, and none that was taken over from a unit had.
    pub fn next_id(&self, list: ListKey) -> u32 {
        let records = self.lists.get(&list).into_iter().flat_map(|records| records.iter());
        let taken = self.consolidation.taken(list);
        records.map(|record| record.id).chain(taken).max().unwrap_or(0).saturating_add(1)
    }

    /// The units' accounts that this report adds up; empty for a report of its own.
    pub fn consolidation(&self) -> &Arc<Consolidation> {
        &self.consolidation
    }

    /// How far the true value may lie from the number entered at a cell, in 0.01 yuan: 0 unless it, or what units
    /// entered for it, was entered in 万元.
    pub fn uncertainty(&self, cell: CellRef) -> i64 {
        let Some(entered) = self.cell(cell).and_then(|content| content.entered) else { return 0 };
        entered.uncertainty().max(self.consolidation.uncertainty(cell, entered))
    }

    /// What was chosen for an option, when it is not the first choice.
    pub fn option(&self, key: &str) -> Option<&str> {
        self.options.get(key).map(String::as_str)
    }

    /// All options that were chosen, by key.
    pub fn options(&self) -> &BTreeMap<String, String> {
        &self.options
    }

    /// What a file of another version of the template held that this one has no place for, by its place there.
    pub fn leftovers(&self) -> &BTreeMap<String, String> {
        &self.leftovers
    }

    /// Keeps aside what the template has no place for, so that it is saved again.
    pub fn keep_leftovers(&mut self, leftovers: BTreeMap<String, String>) {
        self.leftovers.extend(leftovers);
    }

    /// How zero bases are worded.
    pub fn zero_wording(&self) -> ZeroWording {
        self.zero_wording
    }

    /// Whether `row` of `table` is an item row, which exists only when added.
    pub fn is_item(&self, table: TableIndex, row: RowKey) -> bool {
        let repeat = self.template.table(table).and_then(|table| table.repeat());
        match (row, repeat) {
            (RowKey::Code(code), Some(repeat)) => {
                crate::catalog::item_length(repeat.classification) == digits(code)
            }
            _ => false,
        }
    }

    /// A name for the report: year and department.
    pub fn title(&self) -> String {
        let department = self.text("department").unwrap_or("未命名部门");
        format!(
            "{}年度{department}",
            self.text("year").map_or(self.template.year.to_string(), str::to_string)
        )
    }
}

/// Whether a text can be read as its column wants it; words always can.
fn is_read(text: &str, kind: FieldKind) -> bool {
    match kind {
        FieldKind::Line | FieldKind::Long | FieldKind::Choice => true,
        FieldKind::Money => read_money(text).is_ok(),
        FieldKind::Decimal => parse_decimal(text).is_ok(),
        FieldKind::Count => parse_count(text).is_ok(),
    }
}

/// How many decimal digits a code has.
pub fn digits(code: u32) -> usize {
    code.checked_ilog10().map_or(1, |log| log as usize + 1)
}

#[cfg(test)]
mod tests;
