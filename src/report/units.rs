//! The accounts of subordinate units beside the department's own report: enough to say where every sum comes from,
//! and to put a corrected file in an old one's place.

use super::{CellContent, CellRef, EditError, Entered, ListKey, Report, RowData, Sum};
use crate::amount::Amount;
use crate::template::{ListForm, ListIndex, RowKey, TableIndex, Template};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Amounts eliminated (抵销), by the elimination's key in the template and by cell: what is taken off the units' sum.
pub type Eliminated = BTreeMap<String, BTreeMap<CellRef, Amount>>;

/// Which file a unit's accounts were taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileMark {
    /// Version of the template that it was read with; the template is always the report's own.
    pub version: u32,
    /// A checksum of its bytes, to tell files apart: it proves nothing about who wrote them.
    pub digest: String,
}

/// A unit whose accounts went into another unit's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The unit.
    pub name: String,
    /// The checksum of its file; empty where it is not known.
    pub digest: String,
}

/// What one unit entered, from its own report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitAccounts {
    /// The unit, by the text `department` of its report.
    pub name: String,
    /// The file.
    pub file: FileMark,
    /// Records of this report that were taken over from the unit, by list.
    pub records: BTreeMap<ListIndex, Vec<u32>>,
    /// Units whose accounts are in these, at any depth: one of them beside this unit would count twice.
    pub parts: Vec<Part>,
    /// Rows by table; only what is entered, and items without cells.
    tables: BTreeMap<TableIndex, BTreeMap<RowKey, RowData>>,
}

impl UnitAccounts {
    /// The accounts in a unit's report: its entered cells and its items. Unread text and stated figures stay behind.
    pub fn of(report: &Report, file: FileMark) -> Self {
        let mut tables: BTreeMap<TableIndex, BTreeMap<RowKey, RowData>> = BTreeMap::new();
        for (index, _) in (0u16..).zip(&report.template().tables) {
            for (key, row) in report.rows(index) {
                let mut kept = RowData::default();
                for (column, content) in row.cells().filter(|(_, content)| content.entered.is_some()) {
                    kept.set(column, CellContent::of(content.entered));
                }
                if report.is_item(index, key) || kept.cells().next().is_some() {
                    tables.entry(index).or_default().insert(key, kept);
                }
            }
        }
        let name = report.text("department").unwrap_or_default().trim().to_string();
        UnitAccounts { name, file, records: BTreeMap::new(), parts: report.consolidation().parts(), tables }
    }

    /// Tables in which something is entered.
    pub fn tables(&self) -> impl Iterator<Item = (TableIndex, &BTreeMap<RowKey, RowData>)> {
        self.tables.iter().map(|(table, rows)| (*table, rows))
    }

    /// Rows of a table.
    pub fn rows(&self, table: TableIndex) -> impl Iterator<Item = (RowKey, &RowData)> {
        self.tables.get(&table).into_iter().flatten().map(|(key, row)| (*key, row))
    }

    /// Entered cells, by table, row and column.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, Entered)> {
        let rows = self.tables.iter().flat_map(|(table, rows)| rows.iter().map(move |row| (*table, row)));
        rows.flat_map(|(table, (row, data))| {
            let place = move |column| CellRef { table, row: *row, column };
            data.cells().filter_map(move |(column, content)| Some((place(column), content.entered?)))
        })
    }

    /// What the unit entered at a cell.
    pub fn cell(&self, cell: CellRef) -> Option<Entered> {
        self.tables.get(&cell.table)?.get(&cell.row)?.cell(cell.column)?.entered
    }

    /// Whether nothing is entered anywhere.
    pub fn is_empty(&self) -> bool {
        self.cells().next().is_none()
    }

    /// Whether both say the same of every cell and item.
    pub fn same_accounts(&self, other: &Self) -> bool {
        self.tables == other.tables
    }
}

/// All units that a report adds up, and what is eliminated between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consolidation {
    units: Vec<Arc<UnitAccounts>>,
    eliminated: Eliminated,
    /// Cells that rest on figures entered in 万元: their sum, and how far the true value may lie from it.
    uncertain: BTreeMap<CellRef, (Entered, i64)>,
}

impl Consolidation {
    /// Puts units and eliminations together. Whether they fit a template is asked by the edit that sets them.
    pub fn new(units: Vec<Arc<UnitAccounts>>, eliminated: Eliminated) -> Self {
        let eliminated = eliminated.into_iter().filter(|(_, cells)| !cells.is_empty()).collect();
        let mut made = Consolidation { units, eliminated, uncertain: BTreeMap::new() };
        let cells = made.units.iter().flat_map(|unit| unit.cells());
        let uncertain: BTreeSet<CellRef> =
            cells.filter(|(_, number)| number.uncertainty() > 0).map(|(cell, _)| cell).collect();
        let known = uncertain.into_iter().filter_map(|cell| {
            let sum = made.sum(cell)?;
            Some((cell, (sum.entered(made.eliminated_at(cell))?, sum.uncertainty())))
        });
        made.uncertain = known.collect();
        made
    }

    /// The units, in their order in the report.
    pub fn units(&self) -> &[Arc<UnitAccounts>] {
        &self.units
    }

    /// Units whose accounts are in the sum, those within another one's behind it.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for unit in &self.units {
            let own = Part { name: unit.name.clone(), digest: unit.file.digest.clone() };
            for part in std::iter::once(&own).chain(&unit.parts) {
                if !parts.contains(part) {
                    parts.push(part.clone());
                }
            }
        }
        parts
    }

    /// The unit of exactly that name.
    pub fn unit(&self, name: &str) -> Option<&Arc<UnitAccounts>> {
        self.units.iter().find(|unit| unit.name == name)
    }

    /// Whether the report adds up no units.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// What is eliminated.
    pub fn eliminated(&self) -> &Eliminated {
        &self.eliminated
    }

    /// What all eliminations together take off a cell.
    pub fn eliminated_at(&self, cell: CellRef) -> Amount {
        let amounts = self.eliminated.values().filter_map(|cells| cells.get(&cell));
        Amount::from_fen(amounts.fold(0i64, |sum, amount| sum.saturating_add(amount.fen())))
    }

    /// The units' numbers at one cell, added up; `None` where none entered any.
    pub fn sum(&self, cell: CellRef) -> Option<Sum> {
        let mut sum = None;
        for number in self.units.iter().filter_map(|unit| unit.cell(cell)) {
            sum.get_or_insert_with(Sum::default).add(number);
        }
        sum
    }

    /// The units' numbers at every cell, added up.
    pub fn sums(&self) -> BTreeMap<CellRef, Sum> {
        let mut sums: BTreeMap<CellRef, Sum> = BTreeMap::new();
        for (cell, number) in self.units.iter().flat_map(|unit| unit.cells()) {
            sums.entry(cell).or_default().add(number);
        }
        sums
    }

    pub(super) fn uncertainty(&self, cell: CellRef, entered: Entered) -> i64 {
        // A number that the clerk put in the sum's place stands for itself.
        self.uncertain
            .get(&cell)
            .filter(|(sum, _)| *sum == entered)
            .map_or(0, |(_, uncertainty)| *uncertainty)
    }

    /// Ids of a list's records that were taken over from units.
    pub fn taken(&self, list: ListKey) -> impl Iterator<Item = u32> {
        let units = self.units.iter().filter(move |_| list.parent.is_none());
        units.filter_map(move |unit| unit.records.get(&list.list)).flatten().copied()
    }
}

impl Report {
    /// Whether these units and eliminations may stand beside the report.
    ///
    /// # Errors
    /// What does not fit the template, or two units of one name.
    pub fn check_consolidation(&self, consolidation: &Consolidation) -> Result<(), EditError> {
        let mut names = BTreeSet::new();
        for unit in &consolidation.units {
            if unit.name.trim().is_empty() || !names.insert(&unit.name) {
                return Err(EditError::SameUnit(unit.name.clone()));
            }
            for (cell, number) in unit.cells() {
                self.check_cell(cell, &CellContent::of(Some(number))).map_err(|error| {
                    EditError::NotInUnit(unit.name.clone(), format!("{}，{error}", cell.name(&self.template)))
                })?;
            }
            let plain = |list: &&ListIndex| !takes_over(&self.template, **list);
            if let Some(list) = unit.records.keys().find(plain) {
                let name = ListKey::of(*list).name(&self.template);
                return Err(EditError::NotInUnit(unit.name.clone(), format!("清单“{name}”不从单位带来")));
            }
        }
        for (key, cells) in &consolidation.eliminated {
            let known = self.template.elimination(key);
            let known = known.ok_or_else(|| EditError::NoSuchElimination(key.clone()))?;
            for (cell, amount) in cells {
                if known.party(cell.table, cell.row, cell.column).is_none() {
                    let place = format!("{key} {}", cell.name(&self.template));
                    return Err(EditError::NoSuchElimination(place));
                }
                self.check_cell(*cell, &CellContent::of(Some(Entered::yuan(*amount))))?;
            }
        }
        Ok(())
    }
}

/// Whether a list's records are taken over from units: projects are, with what belongs to them.
fn takes_over(template: &Template, list: ListIndex) -> bool {
    template.list(list).is_some_and(|list| list.form == ListForm::Performance)
}
