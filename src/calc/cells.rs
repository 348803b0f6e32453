//! Interned cells: names outside, small integers inside.

use crate::report::CellRef;
use crate::template::{RowKey, TableIndex, Template};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

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
    codes: HashMap<u32, u32, BuildHasherDefault<CodeHasher>>,
}

/// Every reading of a cell looks its row up, and codes are no one's attack: one multiplication spreads them enough.
#[derive(Clone, Copy, Debug, Default)]
struct CodeHasher(u64);

impl Hasher for CodeHasher {
    fn finish(&self) -> u64 {
        // The map takes the place from the low bits, where a product is least mixed.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, code: u32) {
        self.0 = (self.0 ^ u64::from(code)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
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

    /// The slots of `rows`; rows that never were get new ones.
    pub(super) fn intern(&mut self, template: &Template, table: TableIndex, rows: &[RowKey]) -> Vec<u32> {
        let mut new = Vec::new();
        let slots = rows.iter().map(|row| {
            self.slot(table, *row).unwrap_or_else(|| {
                let slot = self.add(template, table, *row);
                match (self.tables.get_mut(usize::from(table)), row) {
                    (Some(slots), RowKey::Total) => slots.total = Some(slot),
                    (Some(slots), RowKey::Fixed(index)) => {
                        slots
                            .fixed
                            .get_mut(usize::from(*index))
                            .into_iter()
                            .for_each(|place| *place = Some(slot));
                    }
                    (_, RowKey::Code(code)) => new.push((*code, slot)),
                    (None, _) => {}
                }
                slot
            })
        });
        let slots = slots.collect();
        if let Some(table) = self.tables.get_mut(usize::from(table)) {
            table.codes.extend(new);
        }
        slots
    }

    fn add(&mut self, template: &Template, table: TableIndex, row: RowKey) -> u32 {
        let columns = template.table(table).map_or(0..0, |table| table.columns_of(row));
        let slot = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        let width = columns.end - columns.start;
        self.slots.push(Slot { table, row, first_column: columns.start, width, base: self.count });
        self.count = self.count.saturating_add(u32::from(width));
        slot
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
