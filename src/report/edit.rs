//! Changes to a report. Each returns its inverse, so that undo is data.

use super::{CellContent, CellRef, Report, RowData, check::is_code};
use crate::amount::Unit;
use crate::template::{RowKey, TableIndex, ZeroWording};

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
