//! What is computed from what, in which order: made anew whenever rows come or go.

use super::cells::{CellId, Cells};
use crate::report::{Report, digits};
use crate::template::{
    Address, Bound, ColumnIndex, Expr, Function, Operator, RowKey, RowName, Table, TableIndex, Template,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A formula in compiled form; its index is its rank. Its operands end where those of the next one start.
#[derive(Clone, Copy, Debug)]
struct Compiled {
    target: CellId,
    start: u32,
}

/// A signed operand: the cell's number times two, plus one when it is subtracted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term(u32);

impl Term {
    fn new(cell: CellId, negative: bool) -> Self {
        Term(cell.0 << 1 | u32::from(negative))
    }

    pub(super) fn cell(self) -> CellId {
        CellId(self.0 >> 1)
    }

    pub(super) fn negative(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Rows, formulas and dependents of one report's structure.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// Rows of each table in the order of the form.
    pub(super) rows: Vec<Arc<[RowKey]>>,
    /// Formulas in calculation order, and a last one that only ends the operands of the one before.
    formulas: Vec<Compiled>,
    terms: Vec<Term>,
    /// Per cell, the rank of the formula that computes it, or `NONE`.
    rank_of: Vec<u32>,
    /// Per cell, where its dependents start in `dependents`; one more entry than cells.
    dependents_start: Vec<u32>,
    dependents: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Plan {
    /// What each formula computes, and from what, in calculation order.
    pub(super) fn formulas(&self) -> impl Iterator<Item = (CellId, &[Term])> {
        self.formulas.windows(2).map(|pair| {
            let (this, next) = (pair[0], pair[1]);
            (this.target, &self.terms[this.start as usize..next.start as usize])
        })
    }

    /// The cell that the formula of that rank computes.
    pub(super) fn target(&self, rank: u32) -> CellId {
        self.formulas[rank as usize].target
    }

    /// The operands of the formula of that rank.
    pub(super) fn terms(&self, rank: u32) -> &[Term] {
        let (this, next) = (self.formulas[rank as usize], self.formulas[rank as usize + 1]);
        &self.terms[this.start as usize..next.start as usize]
    }

    /// The rank of a derived cell's formula.
    pub(super) fn rank_of(&self, cell: CellId) -> Option<u32> {
        self.rank_of.get(cell.index()).copied().filter(|rank| *rank != NONE)
    }

    /// Ranks of the formulas that read `cell`.
    pub(super) fn dependents(&self, cell: CellId) -> &[u32] {
        let range = self.dependents_start.get(cell.index()..cell.index() + 2);
        range.map_or(&[], |range| &self.dependents[range[0] as usize..range[1] as usize])
    }

    /// Lays out the rows of `report`, interns their cells and orders their formulas.
    pub(super) fn new(report: &Report, cells: &mut Cells) -> Plan {
        let template = report.template().clone();
        let mut plan = Plan::default();
        let mut slots = Vec::with_capacity(template.tables.len());
        for (index, table) in (0u16..).zip(&template.tables) {
            let rows = display_order(table, items(report, &template, index));
            slots.push(cells.intern(&template, index, &rows));
            plan.rows.push(rows);
        }
        let mut builder = Builder {
            template: &template,
            report,
            cells,
            rows: &plan.rows,
            slots: &slots,
            formulas: Vec::new(),
            terms: Vec::new(),
        };
        for (index, _) in (0u16..).zip(&template.tables) {
            builder.table(index);
        }
        let Builder { formulas, terms, .. } = builder;
        (plan.formulas, plan.terms) = (formulas, terms);
        plan.formulas.push(Compiled { target: CellId(NONE), start: count(&plan.terms) });
        plan.formulas.shrink_to_fit();
        plan.terms.shrink_to_fit();
        plan.count_dependents(cells.len());
        plan.link();
        plan.order();
        // Once more, now by rank: the first round's were given back, so that nothing is held twice.
        plan.link();
        plan
    }

    /// Finds where each cell's dependents go.
    fn count_dependents(&mut self, cells: usize) {
        let mut counts = vec![0u32; cells + 1];
        let start = counts.as_mut_slice();
        for term in &self.terms {
            start[term.cell().index() + 1] += 1;
        }
        for index in 1..start.len() {
            start[index] += start[index - 1];
        }
        self.dependents_start = counts;
    }

    /// Finds each cell's formula and dependents, by the formulas' present places.
    fn link(&mut self) {
        let mut rank_of = vec![NONE; self.dependents_start.len() - 1];
        let mut dependents = vec![0u32; self.terms.len()];
        // Each cell's dependents are filled in from its start, which moves on; at last it is where the next cell's was.
        let mut starts = std::mem::take(&mut self.dependents_start);
        {
            // As slices: the size-optimised build calls a function for each index into a vector.
            let (rank_of, dependents, starts) = (&mut rank_of[..], &mut dependents[..], &mut starts[..]);
            for (rank, (target, terms)) in (0u32..).zip(self.formulas()) {
                rank_of[target.index()] = rank;
                for term in terms {
                    let place = &mut starts[term.cell().index()];
                    dependents[*place as usize] = rank;
                    *place += 1;
                }
            }
            starts.rotate_right(1);
            starts[0] = 0;
        }
        (self.rank_of, self.dependents_start, self.dependents) = (rank_of, starts, dependents);
    }

    /// Puts formulas into calculation order: each after all it reads.
    fn order(&mut self) {
        let derived = |term: &&Term| self.rank_of[term.cell().index()] != NONE;
        let waits_for = |(_, terms): (CellId, &[Term])| terms.iter().filter(derived).count();
        let mut waiting: Vec<u32> =
            self.formulas().map(|formula| u32::try_from(waits_for(formula)).unwrap_or(NONE)).collect();
        // A template without cycles leaves nothing waiting; `template::load` refuses one that has any.
        let waiting = waiting.as_mut_slice();
        let mut order: Vec<u32> = Vec::with_capacity(self.formulas.len());
        order.extend(
            (0u32..).zip(waiting.iter()).filter(|(_, count)| **count == 0).map(|(formula, _)| formula),
        );
        let mut next = 0;
        while let Some(formula) = order.get(next).copied() {
            next += 1;
            for dependent in self.dependents(self.target(formula)) {
                waiting[*dependent as usize] -= 1;
                if waiting[*dependent as usize] == 0 {
                    order.push(*dependent);
                }
            }
        }
        (self.rank_of, self.dependents) = Default::default();
        let mut formulas = Vec::with_capacity(self.formulas.len());
        let mut terms = Vec::with_capacity(self.terms.len());
        for formula in order {
            formulas.push(Compiled { target: self.target(formula), start: count(&terms) });
            terms.extend_from_slice(self.terms(formula));
        }
        formulas.push(Compiled { target: CellId(NONE), start: count(&terms) });
        (self.formulas, self.terms) = (formulas, terms);
    }
}

/// How many there are. More than 2^32 cells or operands would not fit into memory.
fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(NONE)
}

/// Codes of the item rows a table shows, in code order: its own and those of the tables it takes rows from.
fn items(report: &Report, template: &Template, index: TableIndex) -> Vec<u32> {
    let mut codes = Vec::new();
    let mut todo = vec![index];
    let mut seen = BTreeSet::new();
    while let Some(index) = todo.pop() {
        let Some(repeat) = template.table(index).and_then(Table::repeat) else { continue };
        if !seen.insert(index) {
            continue;
        }
        todo.extend(&repeat.rows_from);
        codes.extend(report.rows(index).filter_map(|(row, _)| match row {
            RowKey::Code(code) if report.is_item(index, row) => Some(code),
            _ => None,
        }));
    }
    // Each table's codes are in order already, which this sort makes use of.
    codes.sort();
    codes.dedup();
    codes
}

/// The codes above an item, highest first: 类, then 款 where items are 项.
pub(super) fn parents(code: u32) -> impl DoubleEndedIterator<Item = u32> {
    let length = digits(code);
    let above = (3..length).step_by(2);
    above.map(move |keep| code / 10u32.pow(u32::try_from(length - keep).unwrap_or(0)))
}

/// Rows in the order of the form: the total, then each 类 with its 款 and 项 below it.
fn display_order(table: &Table, items: Vec<u32>) -> Arc<[RowKey]> {
    if table.repeat().is_none() {
        return (0u16..).zip(&table.rows).map(|(index, _)| RowKey::Fixed(index)).collect();
    }
    let mut rows = vec![RowKey::Total];
    let mut before = 0;
    for code in items {
        // Items are in order, so a subtotal that the item before has not is new.
        let shown = |parent: &u32| parents(before).any(|above| above == *parent);
        rows.extend(parents(code).filter(|parent| !shown(parent)).map(RowKey::Code));
        rows.push(RowKey::Code(code));
        before = code;
    }
    rows.into()
}

/// How far below the total a row stands: 类 1, 款 2, 项 3.
fn depth(row: RowKey) -> usize {
    match row {
        RowKey::Code(code) => digits(code) / 2,
        RowKey::Total | RowKey::Fixed(_) => 0,
    }
}

/// Where a row stands on the form: a subtotal comes right before what it adds up.
fn place(row: RowKey) -> (u32, usize) {
    match row {
        RowKey::Total => (0, 0),
        RowKey::Fixed(index) => (u32::from(index), 0),
        RowKey::Code(code) => {
            let length = digits(code);
            let missing = u32::try_from(LONGEST_CODE.saturating_sub(length)).unwrap_or(0);
            (code.saturating_mul(10u32.pow(missing)), length)
        }
    }
}

/// Digits of the codes of 项.
const LONGEST_CODE: usize = 7;

/// A signed operand, as a formula of a whole column names it.
#[derive(Clone, Copy)]
struct Operand {
    source: Source,
    negative: bool,
}

#[derive(Clone, Copy)]
enum Source {
    /// The same cell for every row.
    Cell(CellId),
    /// A column of the same row, in the table of that number among those the column's formulas read.
    SameRow(usize, ColumnIndex),
}

/// The slots of a table's rows within another table, which may lack some.
type SameRows = Vec<(TableIndex, Vec<Option<u32>>)>;

struct Builder<'a> {
    template: &'a Template,
    report: &'a Report,
    cells: &'a Cells,
    /// Rows of each table as they are now.
    rows: &'a [Arc<[RowKey]>],
    /// The slots of those rows.
    slots: &'a [Vec<u32>],
    formulas: Vec<Compiled>,
    terms: Vec<Term>,
}

impl Builder<'_> {
    fn table(&mut self, index: TableIndex) {
        let Some(table) = self.template.table(index) else { return };
        let (all_rows, all_slots) = (self.rows, self.slots);
        let (rows, slots) = (&all_rows[usize::from(index)], &all_slots[usize::from(index)]);
        if table.repeat().is_none() {
            for (row, slot) in rows.iter().zip(slots) {
                for column in table.columns_of(*row) {
                    if let Some(formula) = table.formula(*row, column) {
                        let operands = self.operands(&formula.expr, index, &mut Vec::new());
                        self.formula(*slot, column, |builder| builder.terms(&operands, &[], 0));
                    }
                }
            }
            return;
        }
        // All items have the same formulas: their names are looked up once.
        let mut same_rows = SameRows::new();
        let columns = table.columns_of(RowKey::Total);
        let formulas: Vec<_> = columns
            .filter_map(|column| {
                let formula = table.formula(RowKey::Total, column)?;
                Some((column, self.operands(&formula.expr, index, &mut same_rows)))
            })
            .collect();
        for (position, (row, slot)) in rows.iter().zip(slots).enumerate() {
            if self.report.is_item(index, *row) {
                for (column, operands) in &formulas {
                    self.formula(*slot, *column, |builder| builder.terms(operands, &same_rows, position));
                }
            } else {
                let children = children(rows, position);
                for column in table.columns_of(*row) {
                    self.formula(*slot, column, |builder| {
                        builder.terms.extend(children.clone().filter_map(|child| {
                            Some(Term::new(
                                builder.cells.slots().get(slots[child] as usize)?.id(column)?,
                                false,
                            ))
                        }));
                    });
                }
            }
        }
    }

    fn formula(&mut self, slot: u32, column: ColumnIndex, terms: impl FnOnce(&mut Self)) {
        let Some(target) = self.id(slot, column) else { return };
        self.formulas.push(Compiled { target, start: count(&self.terms) });
        terms(self);
    }

    fn terms(&mut self, operands: &[Operand], same_rows: &[(TableIndex, Vec<Option<u32>>)], position: usize) {
        for operand in operands {
            let cell = match operand.source {
                Source::Cell(cell) => Some(cell),
                Source::SameRow(table, column) => {
                    same_rows.get(table).and_then(|(_, slots)| self.id(slots[position]?, column))
                }
            };
            self.terms.extend(cell.map(|cell| Term::new(cell, operand.negative)));
        }
    }

    fn id(&self, slot: u32, column: ColumnIndex) -> Option<CellId> {
        self.cells.slots().get(slot as usize)?.id(column)
    }

    /// Flattens a formula of table `here`; `template::load` admits only sums and differences in formulas.
    fn operands(&self, expr: &Expr, here: TableIndex, same_rows: &mut SameRows) -> Vec<Operand> {
        let mut operands = Vec::new();
        for_each_signed(expr, false, &mut |address, negative| {
            let source = match address.row {
                RowName::Key(row) => self.cell(address.table, row, address.column).map(Source::Cell),
                RowName::Bound(Bound::This) => {
                    let known = same_rows.iter().position(|(table, _)| *table == address.table);
                    let number = known.unwrap_or_else(|| {
                        same_rows.push((address.table, self.same_rows(here, address.table)));
                        same_rows.len() - 1
                    });
                    Some(Source::SameRow(number, address.column))
                }
                RowName::Bound(_) => None,
            };
            operands.extend(source.map(|source| Operand { source, negative }));
        });
        operands
    }

    /// A cell of a row that is there now: a row that once was keeps its id, but nothing depends on it.
    fn cell(&self, table: TableIndex, row: RowKey, column: ColumnIndex) -> Option<CellId> {
        let index = usize::from(table);
        let position = self.rows.get(index)?.binary_search_by_key(&place(row), |row| place(*row)).ok()?;
        self.id(self.slots[index][position], column)
    }

    /// For each row of `here` its slot in `there`. Both are in the order of the form, so one walk finds all.
    fn same_rows(&self, here: TableIndex, there: TableIndex) -> Vec<Option<u32>> {
        let (rows, slots) = (&self.rows[usize::from(there)], &self.slots[usize::from(there)]);
        let mut next = rows.iter().zip(slots).peekable();
        let slot_of = |row: &RowKey| {
            let place_here = place(*row);
            while next.next_if(|(other, _)| place(**other) < place_here).is_some() {}
            next.next_if(|(other, _)| *other == row).map(|(_, slot)| *slot)
        };
        self.rows[usize::from(here)].iter().map(slot_of).collect()
    }
}

/// Visits the cells of a sum with their signs.
fn for_each_signed(expr: &Expr, negative: bool, visit: &mut impl FnMut(Address, bool)) {
    match expr {
        Expr::Cell(address) => visit(*address, negative),
        Expr::Rows(table, rows, column) => {
            for row in rows {
                visit(Address { table: *table, row: RowName::Key(*row), column: *column }, negative);
            }
        }
        Expr::Negative(inner) => for_each_signed(inner, !negative, visit),
        Expr::Binary(Operator::Plus, left, right) => {
            for_each_signed(left, negative, visit);
            for_each_signed(right, negative, visit);
        }
        Expr::Binary(Operator::Minus, left, right) => {
            for_each_signed(left, negative, visit);
            for_each_signed(right, !negative, visit);
        }
        Expr::Call(Function::Sum, terms) => {
            for term in terms {
                for_each_signed(term, negative, visit);
            }
        }
        _ => {}
    }
}

/// Positions of the rows directly below the subtotal or total at `position`: they follow it, before any row that
/// stands as high.
fn children(rows: &[RowKey], position: usize) -> impl Iterator<Item = usize> + Clone {
    let above = depth(rows[position]);
    let below = (position + 1..rows.len()).take_while(move |row| depth(rows[*row]) > above);
    below.filter(move |row| depth(rows[*row]) == above + 1)
}
