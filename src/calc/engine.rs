//! The engine: a report, its plan and the value of every cell.

use super::cells::{CellId, Cells};
use super::plan::{Plan, Term};
use super::{Value, Values};
use crate::amount::{Amount, Unit};
use crate::report::{
    CellContent, CellRef, Edit, EditError, Entered, ListKey, Record, Report, RowData, Touched,
};
use crate::template::{Quantity, RowKey, TableIndex, Template, ZeroWording};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::sync::Arc;

/// Holds a report and keeps every value right.
#[derive(Clone, Debug)]
pub struct Engine {
    report: Report,
    cells: Cells,
    plan: Plan,
    /// Values by cell: 0.01 yuan or counts, or one of the marks below.
    raw: Vec<i64>,
}

/// What an edit changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Cells whose value or content differs from before, each once.
    pub cells: Vec<CellId>,
    /// Keys of texts that changed.
    pub texts: Vec<String>,
    /// Lists of which a record changed, came or went.
    pub lists: Vec<ListKey>,
    /// Rows, names, units or options changed.
    pub structure: bool,
    /// Another report took the place of this one; earlier ids mean nothing any more.
    pub all: bool,
}

/// Nothing entered. No amount can be this: sums are checked, entries are far smaller.
const BLANK: i64 = i64::MIN;
/// Too large to be held exactly.
const OVERFLOW: i64 = i64::MIN + 1;

impl Engine {
    /// Lays out the report and calculates everything.
    pub fn new(report: Report) -> Self {
        let mut cells = Cells::new(report.template());
        let plan = Plan::new(&report, &mut cells);
        let mut engine = Engine { report, cells, plan, raw: Vec::new() };
        engine.raw = engine.calculated();
        engine
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The id of a cell whose row is, or once was, in the report.
    pub fn id(&self, cell: CellRef) -> Option<CellId> {
        self.cells.id(cell)
    }

    /// The place of a cell.
    pub fn cell(&self, id: CellId) -> Option<CellRef> {
        self.cells.cell(id)
    }

    /// A cell's value by id.
    pub fn value_of(&self, id: CellId) -> Value {
        self.cell(id).map_or(Value::Blank, |cell| self.value_at(id, cell))
    }

    fn value_at(&self, id: CellId, cell: CellRef) -> Value {
        match self.raw.get(id.index()).copied().unwrap_or(BLANK) {
            BLANK => Value::Blank,
            OVERFLOW => Value::Overflow,
            raw => match cell.quantity(self.report.template()) {
                Quantity::Money => Value::Money(Amount::from_fen(raw)),
                Quantity::Count => Value::Count(raw),
            },
        }
    }

    /// How many cells there are.
    pub fn cell_count(&self) -> usize {
        self.cells.len()
    }

    /// Every cell in the report's present rows, in the order of the form.
    pub fn live_cells(&self) -> impl Iterator<Item = CellRef> {
        let template = self.report.template();
        (0u16..).zip(&self.plan.rows).flat_map(move |(table, rows)| {
            let columns = move |row: RowKey| template.table(table).map_or(0..0, |t| t.columns_of(row));
            let named = move |row: &RowKey| match template.table(table).and_then(|t| t.fixed_row(*row)) {
                Some(fixed) => fixed.key.is_some(),
                None => true,
            };
            rows.iter()
                .copied()
                .filter(named)
                .flat_map(move |row| columns(row).map(move |column| CellRef { table, row, column }))
        })
    }

    /// Whether a cell is computed.
    pub fn is_derived(&self, cell: CellRef) -> bool {
        self.id(cell).is_some_and(|id| self.plan.rank_of(id).is_some())
    }

    /// Whether the cell stands in an item row, added in its own table or in one that it takes rows from.
    pub(super) fn rows_have_item(&self, cell: CellRef) -> bool {
        self.report.is_item(cell.table, cell.row)
    }

    /// The signed operands of a derived cell: the cell, and whether it is subtracted.
    pub fn operands(&self, cell: CellRef) -> Vec<(CellRef, bool)> {
        let Some(rank) = self.id(cell).and_then(|id| self.plan.rank_of(id)) else { return Vec::new() };
        let terms = self.plan.terms(rank).iter();
        terms.filter_map(|term| Some((self.cell(term.cell())?, term.negative()))).collect()
    }

    /// Whether a sum of cells, each as often as its number says, is zero whatever is entered.
    ///
    /// Formulas are put in place of cells from the last computed down. What cancels out on the way need not be looked
    /// into, so that a total held against its own parts costs no more than those parts.
    pub fn always_zero(&self, sum: impl Iterator<Item = (CellRef, i64)>) -> bool {
        self.expanded(sum, false).values().all(|times| *times == 0)
    }

    /// The entered cells that a cell adds up, each as often as it counts, negative where it is subtracted: itself alone
    /// when it is entered. Cells that cancel out are there with 0, since they still make the sum more than blank.
    pub fn entered_parts(&self, cell: CellRef) -> Vec<(CellRef, i64)> {
        let parts = self.expanded(std::iter::once((cell, 1)), true);
        parts.into_iter().filter_map(|(id, times)| Some((self.cell(id)?, times))).collect()
    }

    fn expanded(
        &self,
        sum: impl Iterator<Item = (CellRef, i64)>,
        cancelled_too: bool,
    ) -> BTreeMap<CellId, i64> {
        let mut computed: BTreeMap<u32, i64> = BTreeMap::new();
        let mut entered: BTreeMap<CellId, i64> = BTreeMap::new();
        let mut add =
            |computed: &mut BTreeMap<u32, i64>, cell: CellId, times: i64| match self.plan.rank_of(cell) {
                Some(rank) => *computed.entry(rank).or_default() += times,
                None => *entered.entry(cell).or_default() += times,
            };
        for (cell, times) in sum {
            if let Some(id) = self.id(cell) {
                add(&mut computed, id, times);
            }
        }
        while let Some((rank, times)) = computed.pop_last() {
            if times != 0 || cancelled_too {
                for term in self.plan.terms(rank) {
                    add(&mut computed, term.cell(), if term.negative() { -times } else { times });
                }
            }
        }
        entered
    }

    /// Derived cells that read `cell`.
    pub fn dependents(&self, cell: CellRef) -> Vec<CellRef> {
        let Some(id) = self.id(cell) else { return Vec::new() };
        self.plan.dependents(id).iter().filter_map(|rank| self.cell(self.plan.target(*rank))).collect()
    }

    /// The edit that puts `content` into a cell: a row that is only shown because another table has it becomes this
    /// table's own first.
    pub fn entering(&self, cell: CellRef, content: CellContent) -> Edit {
        let set = Edit::SetCell(cell, content);
        match cell.row {
            RowKey::Code(code)
                if self.report.is_item(cell.table, cell.row)
                    && self.report.row(cell.table, cell.row).is_none() =>
            {
                Edit::Batch(vec![Edit::SetRow(cell.table, code, Some(RowData::default())), set])
            }
            _ => set,
        }
    }

    /// Makes an edit; answers with its inverse and what changed.
    ///
    /// # Errors
    /// As [`Report::apply`]; nothing changes then.
    pub fn apply(&mut self, edit: Edit) -> Result<(Edit, Changes), EditError> {
        let mut touched = Touched::default();
        let inverse = self.report.apply(edit, &mut touched)?;
        let changes = if touched.all {
            *self = Engine::new(self.report.clone());
            Changes { all: true, structure: true, ..Changes::default() }
        } else if touched.structure {
            self.restructure(&touched)
        } else {
            self.recalculate(&touched.cells)
        };
        Ok((inverse, Changes { texts: touched.texts, lists: touched.lists, ..changes }))
    }

    /// Computes every formula anew from what was entered. Edits never need it: it is what their results are held
    /// against.
    pub fn recalculate_all(&mut self) {
        recalculate(&self.plan, &mut self.raw);
    }

    /// Recalculates what depends on `edited`, stopping where a value stays the same.
    fn recalculate(&mut self, edited: &[CellRef]) -> Changes {
        let mut changed = Vec::new();
        // Due formulas by rank; one that several operands made due stands there as often, and is taken once.
        let mut due: BinaryHeap<Reverse<u32>> = BinaryHeap::new();
        for cell in edited {
            let Some(id) = self.id(*cell) else { continue };
            // Content counts as changed even where the number is the same: its unit or its unread text may differ.
            changed.push(id);
            if self.plan.rank_of(id).is_none() {
                let raw = self.entered(*cell);
                if std::mem::replace(&mut self.raw[id.index()], raw) != raw {
                    due.extend(self.plan.dependents(id).iter().copied().map(Reverse));
                }
            }
        }
        while let Some(Reverse(rank)) = due.pop() {
            while due.peek() == Some(&Reverse(rank)) {
                due.pop();
            }
            let target = self.plan.target(rank);
            let raw = evaluate(self.plan.terms(rank), &self.raw);
            if std::mem::replace(&mut self.raw[target.index()], raw) != raw {
                changed.push(target);
                due.extend(self.plan.dependents(target).iter().copied().map(Reverse));
            }
        }
        changed.sort_unstable();
        changed.dedup();
        Changes { cells: changed, ..Changes::default() }
    }

    /// Makes the plan anew and reports every cell whose value differs or whose row came or went.
    fn restructure(&mut self, touched: &Touched) -> Changes {
        self.plan = Plan::new(&self.report, &mut self.cells);
        let old = std::mem::take(&mut self.raw);
        self.raw = self.calculated();
        let differs = |(index, raw): (usize, &i64)| old.get(index).copied().unwrap_or(BLANK) != *raw;
        let mut cells: BTreeSet<CellId> = (0u32..)
            .zip(self.raw.iter().enumerate())
            .filter(|(_, pair)| differs(*pair))
            .map(|(id, _)| CellId(id))
            .collect();
        cells.extend(touched.cells.iter().filter_map(|cell| self.id(*cell)));
        Changes { cells: cells.into_iter().collect(), structure: true, ..Changes::default() }
    }

    /// All values from scratch.
    fn calculated(&self) -> Vec<i64> {
        let mut raw = vec![BLANK; self.cells.len()];
        for (table, _) in (0u16..).zip(&self.report.template().tables) {
            for (row, data) in self.report.rows(table) {
                let Some(slot) = self.cells.slot(table, row) else { continue };
                let Some(slot) = self.cells.slots().get(slot as usize) else { continue };
                for (column, content) in data.cells() {
                    if let (Some(id), Some(entered)) = (slot.id(column), content.entered) {
                        raw[id.index()] = entered.raw();
                    }
                }
            }
        }
        recalculate(&self.plan, &mut raw);
        raw
    }

    fn entered(&self, cell: CellRef) -> i64 {
        self.report.cell(cell).and_then(|content| content.entered).map_or(BLANK, |entered| entered.raw())
    }
}

/// Computes all formulas, in calculation order.
fn recalculate(plan: &Plan, raw: &mut [i64]) {
    for (target, terms) in plan.formulas() {
        raw[target.index()] = evaluate(terms, raw);
    }
}

/// Adds up a formula's operands: blanks are skipped, all blank is blank, overflow is said and passed on.
fn evaluate(terms: &[Term], raw: &[i64]) -> i64 {
    let mut sum = BLANK;
    for term in terms {
        let operand = raw[term.cell().index()];
        if operand == BLANK {
            continue;
        }
        if operand == OVERFLOW {
            return OVERFLOW;
        }
        let before = if sum == BLANK { 0 } else { sum };
        let after = if term.negative() { before.checked_sub(operand) } else { before.checked_add(operand) };
        match after {
            // The two marks are no amounts: a sum that lands on one is as good as too large.
            Some(BLANK | OVERFLOW) | None => return OVERFLOW,
            Some(after) => sum = after,
        }
    }
    sum
}

impl Values for Engine {
    fn template(&self) -> Arc<Template> {
        self.report.template().clone()
    }

    fn value(&self, cell: CellRef) -> Value {
        self.id(cell).map_or(Value::Blank, |id| self.value_at(id, cell))
    }

    fn content(&self, cell: CellRef) -> CellContent {
        self.report.cell(cell).cloned().unwrap_or_default()
    }

    fn stated(&self, cell: CellRef) -> Option<Entered> {
        // Only derived cells state anything, and most cells that are read are none.
        self.plan.rank_of(self.id(cell)?)?;
        self.report.cell(cell)?.stated
    }

    fn uncertainty(&self, cell: CellRef) -> i64 {
        match self.report.cell(cell) {
            Some(CellContent { stated: Some(number), .. }) => return number.uncertainty(),
            Some(CellContent { entered: Some(_), .. }) => return self.report.uncertainty(cell),
            _ => {}
        }
        let operands = self.operands(cell).into_iter();
        operands.fold(0i64, |sum, (operand, _)| sum.saturating_add(self.uncertainty(operand)))
    }

    fn rows(&self, table: TableIndex) -> Arc<[RowKey]> {
        self.plan.rows.get(usize::from(table)).cloned().unwrap_or_default()
    }

    fn text(&self, key: &str) -> Option<String> {
        self.report.text(key).map(str::to_string)
    }

    fn records(&self, list: ListKey) -> Arc<Vec<Record>> {
        self.report.records(list)
    }

    fn option(&self, key: &str) -> Option<String> {
        self.report.option(key).map(str::to_string)
    }

    fn typed_name(&self, code: u32) -> Option<String> {
        self.report.typed_name(code).map(str::to_string)
    }

    fn zero_wording(&self) -> ZeroWording {
        self.report.zero_wording()
    }

    fn unit(&self, table: TableIndex) -> Unit {
        self.report.unit(table)
    }
}
