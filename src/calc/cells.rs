//! Interned cells: names outside, small integers inside.

use crate::report::CellRef;
use crate::template::{RowKey, TableIndex, Template};
use std::collections::HashMap;

/// A cell's number while a report is open: never reused, never saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub(super) u32);

impl CellId {
    /// Its position in arrays over all cells.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A row that has, or once had, cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) table: TableIndex,
    pub(super) row: RowKey,
    first_column: u16,
    width: u16,
    /// Id of its first cell; the others follow.
    base: u32,
}

impl Slot {
    pub(super) fn id(&self, column: u16) -> Option<CellId> {
        let offset = column.checked_sub(self.first_column).filter(|offset| *offset < self.width)?;
        Some(CellId(self.base + u32::from(offset)))
    }
}

#[derive(Clone, Debug, Default)]
struct TableSlots {
    fixed: Vec<Option<u32>>,
    total: Option<u32>,
    codes: HashMap<u32, u32>,
}

/// All rows ever interned.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    slots: Vec<Slot>,
    tables: Vec<TableSlots>,
    count: u32,
}

impl Cells {
    pub(super) fn new(template: &Template) -> Self {
        let tables = template
            .tables
            .iter()
            .map(|table| TableSlots { fixed: vec![None; table.rows.len()], ..TableSlots::default() })
            .collect();
        Cells { slots: Vec::new(), tables, count: 0 }
    }

    /// How many cells have been interned.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    pub(super) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    pub(super) fn slot(&self, table: TableIndex, row: RowKey) -> Option<u32> {
        let slots = self.tables.get(usize::from(table))?;
        match row {
            RowKey::Total => slots.total,
            RowKey::Fixed(index) => *slots.fixed.get(usize::from(index))?,
            RowKey::Code(code) => slots.codes.get(&code).copied(),
        }
    }

    pub(super) fn intern(&mut self, template: &Template, table: TableIndex, row: RowKey) -> Option<u32> {
        if let Some(slot) = self.slot(table, row) {
            return Some(slot);
        }
        let columns = template.table(table)?.columns_of(row);
        let slot = u32::try_from(self.slots.len()).ok()?;
        let width = columns.end - columns.start;
        let base = self.count;
        self.count = self.count.checked_add(u32::from(width))?;
        self.slots.push(Slot { table, row, first_column: columns.start, width, base });
        let slots = self.tables.get_mut(usize::from(table))?;
        match row {
            RowKey::Total => slots.total = Some(slot),
            RowKey::Fixed(index) => *slots.fixed.get_mut(usize::from(index))? = Some(slot),
            RowKey::Code(code) => {
                slots.codes.insert(code, slot);
            }
        }
        Some(slot)
    }

    pub(super) fn id(&self, cell: CellRef) -> Option<CellId> {
        self.slots.get(self.slot(cell.table, cell.row)? as usize)?.id(cell.column)
    }

    pub(super) fn cell(&self, id: CellId) -> Option<CellRef> {
        let index = self.slots.partition_point(|slot| slot.base <= id.0).checked_sub(1)?;
        let slot = self.slots.get(index)?;
        let column = slot.first_column + u16::try_from(id.0 - slot.base).ok()?;
        Some(CellRef { table: slot.table, row: slot.row, column })
    }
}
