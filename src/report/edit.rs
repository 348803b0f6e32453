//! Changes to a report. Each returns its inverse, so that undo is data.

use super::{CellContent, CellRef, Consolidation, ListKey, Record, Report, RowData, check::is_code};
use crate::amount::Unit;
use crate::template::{RowKey, TableIndex, ZeroWording};
use std::sync::Arc;

/// Most records of one list.
pub(super) const MAX_RECORDS: usize = 5000;

/// A change to a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts content into a cell, or clears it.
    SetCell(CellRef, CellContent),
    /// Adds, restores or (with `None`) deletes an item row of a repeating table, with all its cells.
    SetRow(TableIndex, u32, Option<RowData>),
    /// Enters a text, or clears it.
    SetText(String, Option<String>),
    /// Types a name for a code, or returns to the catalogue's.
    SetName(u32, Option<String>),
    /// Chooses the unit a table is edited in. Entered values keep the unit they were entered in.
    SetUnit(TableIndex, Unit),
    /// Chooses how zero bases are worded.
    SetZeroWording(ZeroWording),
    /// Chooses for an option, by key; `None` is the template's first choice.
    SetOption(String, Option<String>),
    /// Enters a text into a column of a record, or clears it.
    SetField(ListKey, u32, String, Option<String>),
    /// Puts a record into a list at a position; beyond the end it is appended.
    InsertRecord(ListKey, usize, Record),
    /// Takes a record out, with the lists that belong to it.
    RemoveRecord(ListKey, u32),
    /// Moves a record to another position.
    MoveRecord(ListKey, u32, usize),
    /// Puts these records in place of a whole list, such as when it is sorted.
    SetRecords(ListKey, Vec<Record>),
    /// Puts other units' accounts, and what is eliminated between them, beside the report; its cells stay as they are.
    SetConsolidation(Arc<Consolidation>),
    /// Several changes as one, such as a paste.
    Batch(Vec<Edit>),
    /// Puts another report in place of this one.
    Replace(Box<Report>),
}

/// What an edit touched, so that no one needs to look everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Cells whose content changed.
    pub cells: Vec<CellRef>,
    /// Texts that changed, by key.
    pub texts: Vec<String>,
    /// Lists of which a record changed, came or went.
    pub lists: Vec<ListKey>,
    /// Whether rows, names, units or options changed.
    pub structure: bool,
    /// Whether everything may have changed.
    pub all: bool,
}

/// Why an edit cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The cell's row is not in the report.
    #[error("{0}没有这一行，请先加科目")]
    NoSuchRow(String),
    /// The table or column is not in the template.
    #[error("报告里没有这一格")]
    NoSuchCell,
    /// The cell is computed; only a stated figure can be kept there.
    #[error("这一格由公式算出，不能填写；要改请改它的来源")]
    Derived,
    /// The cell is entered; nothing else can be stated there.
    #[error("这一格是填写的数，不能另记原表数")]
    NotDerived,
    /// Money where a count belongs, or the reverse.
    #[error("这一格要的是另一种数（金额或个数）")]
    WrongQuantity,
    /// A code of the wrong length, or a table that takes no codes.
    #[error("“{0}”不能作为这张表的科目：请填到“项”级的科目编码")]
    NotAnItem(u32),
    /// A name for what is no classification code.
    #[error("“{0}”不是科目编码，应是 3、5 或 7 位数字")]
    NotACode(u32),
    /// A list that the template or the report does not have.
    #[error("报告里没有这份清单")]
    NoSuchList,
    /// A record that is not there.
    #[error("清单里没有这一条，可能已经删除")]
    NoSuchRecord,
    /// A column that the list does not have.
    #[error("清单里没有“{0}”这一栏")]
    NoSuchField(String),
    /// Two records of one list with the same id.
    #[error("清单里已有编号 {0} 的一条")]
    SameId(u32),
    /// More records than a list may have.
    #[error("一份清单至多 {} 条", MAX_RECORDS)]
    TooManyRecords,
    /// An option or choice that the template does not have.
    #[error("模板里没有“{0}”这个选项或选择")]
    NoSuchOption(String),
    /// A unit without a name, or two of the same name.
    #[error("单位“{0}”没有名称，或与另一个单位同名")]
    SameUnit(String),
    /// A unit's accounts hold what is not entered there, or records that a list cannot have.
    #[error("单位“{0}”的账里有一格放不进它的表：{1}")]
    NotInUnit(String, String),
    /// An elimination that the template does not have, or a cell that it does not reach.
    #[error("“{0}”不在模板的抵销项里")]
    NoSuchElimination(String),
    /// Beyond what can be entered, so that sums would lose their exactness.
    #[error("这个数超出了能填的范围：金额和个数都不超过一千万亿，个数不能是负数")]
    OutOfRange,
}

impl Report {
    /// Makes the change and returns its inverse.
    ///
    /// # Errors
    /// When the edit names a place the report does not have; nothing is changed then, also within a batch.
    pub fn apply(&mut self, edit: Edit, touched: &mut Touched) -> Result<Edit, EditError> {
        match edit {
            Edit::SetCell(cell, content) => {
                let old = self.set_cell(cell, content)?;
                touched.cells.push(cell);
                Ok(Edit::SetCell(cell, old))
            }
            Edit::SetRow(table, code, row) => {
                if !self.is_item(table, RowKey::Code(code)) {
                    return Err(EditError::NotAnItem(code));
                }
                let place = |column| CellRef { table, row: RowKey::Code(code), column };
                for (column, content) in row.iter().flat_map(RowData::cells) {
                    self.check_cell(place(column), content)?;
                }
                touched.cells.extend(row.iter().flat_map(RowData::cells).map(|(column, _)| place(column)));
                let data = self.tables.get_mut(usize::from(table)).ok_or(EditError::NoSuchCell)?;
                let old = match row {
                    Some(row) => data.rows.insert(RowKey::Code(code), row),
                    None => data.rows.remove(&RowKey::Code(code)),
                };
                // A row comes and goes with its cells, also those without a value, which no recalculation would notice.
                touched.cells.extend(old.iter().flat_map(RowData::cells).map(|(column, _)| place(column)));
                touched.structure = true;
                Ok(Edit::SetRow(table, code, old))
            }
            Edit::SetText(key, text) => {
                let old = match text {
                    Some(text) if !text.is_empty() => self.texts.insert(key.clone(), text),
                    _ => self.texts.remove(&key),
                };
                touched.texts.push(key.clone());
                Ok(Edit::SetText(key, old))
            }
            Edit::SetName(code, name) => {
                if !is_code(code) {
                    return Err(EditError::NotACode(code));
                }
                let old = match name {
                    Some(name) if !name.is_empty() => self.names.insert(code, name),
                    _ => self.names.remove(&code),
                };
                touched.structure = true;
                Ok(Edit::SetName(code, old))
            }
            Edit::SetUnit(table, unit) => {
                let data = self.tables.get_mut(usize::from(table)).ok_or(EditError::NoSuchCell)?;
                touched.structure = true;
                Ok(Edit::SetUnit(table, std::mem::replace(&mut data.unit, unit)))
            }
            Edit::SetZeroWording(wording) => {
                touched.structure = true;
                Ok(Edit::SetZeroWording(std::mem::replace(&mut self.zero_wording, wording)))
            }
            Edit::SetOption(key, choice) => self.set_option(key, choice, touched),
            Edit::SetField(list, id, column, text) => self.set_field(list, id, column, text, touched),
            Edit::InsertRecord(list, at, record) => {
                self.check_records(list, std::slice::from_ref(&record))?;
                let records = self.list_mut(list, touched);
                if records.iter().any(|other| other.id == record.id) {
                    return Err(EditError::SameId(record.id));
                }
                if records.len() >= MAX_RECORDS {
                    return Err(EditError::TooManyRecords);
                }
                let id = record.id;
                records.insert(at.min(records.len()), record);
                Ok(Edit::RemoveRecord(list, id))
            }
            Edit::RemoveRecord(list, id) => self.remove_record(list, id, touched),
            Edit::MoveRecord(list, id, to) => {
                let from = self.position(list, id)?;
                let records = self.list_mut(list, touched);
                let record = records.remove(from);
                records.insert(to.min(records.len()), record);
                Ok(Edit::MoveRecord(list, id, from))
            }
            Edit::SetRecords(list, records) => {
                self.check_records(list, &records)?;
                let old = std::mem::replace(self.list_mut(list, touched), records);
                self.drop_if_empty(list);
                Ok(Edit::SetRecords(list, old))
            }
            Edit::SetConsolidation(consolidation) => {
                self.check_consolidation(&consolidation)?;
                // Nothing is computed from the units, but how exact a sum is comes from them.
                touched.structure = true;
                Ok(Edit::SetConsolidation(std::mem::replace(&mut self.consolidation, consolidation)))
            }
            Edit::Batch(edits) => self.apply_batch(edits, touched),
            Edit::Replace(mut report) => {
                std::mem::swap(self, &mut report);
                touched.all = true;
                Ok(Edit::Replace(report))
            }
        }
    }

    fn apply_batch(&mut self, edits: Vec<Edit>, touched: &mut Touched) -> Result<Edit, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit, touched) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    // All or nothing: the inverses of what was just done apply without fail.
                    for inverse in inverses.into_iter().rev() {
                        self.apply(inverse, touched)?;
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Batch(inverses))
    }

    fn set_cell(&mut self, cell: CellRef, content: CellContent) -> Result<CellContent, EditError> {
        self.check_cell(cell, &content)?;
        let item = self.is_item(cell.table, cell.row);
        let data = self.tables.get_mut(usize::from(cell.table)).ok_or(EditError::NoSuchCell)?;
        if item {
            if let Some(row) = data.rows.get_mut(&cell.row) {
                return Ok(row.set(cell.column, content));
            }
            let title = self.template.table(cell.table).map(|table| table.title.clone());
            return Err(EditError::NoSuchRow(title.unwrap_or_default()));
        }
        // Other rows always exist; their data does only while it holds something.
        let row = data.rows.entry(cell.row).or_default();
        let old = row.set(cell.column, content);
        if row.cells().next().is_none() {
            data.rows.remove(&cell.row);
        }
        Ok(old)
    }
}
