//! What is computed from what, in which order: made anew whenever rows come or go.

use super::cells::{CellId, Cells};
use crate::report::{Report, digits};
use crate::template::{
    Address, Bound, Expr, Function, Operator, RowKey, RowName, Table, TableIndex, Template,
};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// A formula in compiled form; its index is its rank in the calculation order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compiled {
    pub(super) target: CellId,
    start: u32,
    length: u32,
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
    formulas: Vec<Compiled>,
    terms: Vec<Term>,
    /// Per cell, the formula that computes it, or `NONE`.
    formula_of: Vec<u32>,
    /// Per cell, where its dependents start in `dependents`; one more entry than cells.
    dependents_start: Vec<u32>,
    dependents: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Plan {
    pub(super) fn formulas(&self) -> &[Compiled] {
        &self.formulas
    }

    pub(super) fn terms(&self, formula: Compiled) -> &[Term] {
        &self.terms[formula.start as usize..(formula.start + formula.length) as usize]
    }

    pub(super) fn formula_of(&self, cell: CellId) -> Option<Compiled> {
        let index = *self.formula_of.get(cell.index())?;
        self.formulas.get(index as usize).copied()
    }

    /// Formulas that read `cell`, by rank.
    pub(super) fn dependents(&self, cell: CellId) -> &[u32] {
        let range = self.dependents_start.get(cell.index()..cell.index() + 2);
        range.map_or(&[], |range| &self.dependents[range[0] as usize..range[1] as usize])
    }

    /// Lays out the rows of `report`, interns their cells and orders their formulas.
    pub(super) fn new(report: &Report, cells: &mut Cells) -> Plan {
        let template = report.template().clone();
        let items: Vec<Vec<u32>> =
            (0u16..).zip(&template.tables).map(|(index, _)| items(report, &template, index)).collect();
        let mut plan = Plan::default();
        for (index, (table, items)) in (0u16..).zip(template.tables.iter().zip(&items)) {
            let rows = display_order(table, items);
            for row in rows.iter() {
                cells.intern(&template, index, *row);
            }
            plan.rows.push(rows);
        }
        let mut builder =
            Builder { template: &template, cells, items: &items, drafts: Vec::new(), terms: Vec::new() };
        for (index, rows) in (0u16..).zip(&plan.rows) {
            builder.table(index, rows);
        }
        let Builder { drafts, terms, .. } = builder;
        plan.order(drafts, &terms, cells.len());
        plan
    }

    /// Puts formulas into calculation order: each after all it reads.
    fn order(&mut self, drafts: Vec<Compiled>, terms: &[Term], cells: usize) {
        let mut draft_of = vec![NONE; cells];
        for (index, draft) in (0u32..).zip(&drafts) {
            draft_of[draft.target.index()] = index;
        }
        let terms_of = |draft: &Compiled| &terms[draft.start as usize..(draft.start + draft.length) as usize];
        // Dependents by draft, in one flat array.
        let mut start = vec![0u32; cells + 1];
        for draft in &drafts {
            for term in terms_of(draft) {
                start[term.cell().index() + 1] += 1;
            }
        }
        for index in 0..cells {
            start[index + 1] += start[index];
        }
        let mut fill = start.clone();
        let mut dependents = vec![0u32; terms.len()];
        let mut waiting = vec![0u32; drafts.len()];
        for (index, draft) in (0u32..).zip(&drafts) {
            for term in terms_of(draft) {
                let cell = term.cell().index();
                dependents[fill[cell] as usize] = index;
                fill[cell] += 1;
                waiting[index as usize] += u32::from(draft_of[cell] != NONE);
            }
        }
        // A template without cycles leaves nothing waiting; `template::load` refuses one that has any.
        let mut order: Vec<u32> =
            (0u32..).zip(&waiting).filter(|(_, count)| **count == 0).map(|(i, _)| i).collect();
        let mut next = 0;
        while let Some(index) = order.get(next).copied() {
            next += 1;
            let target = drafts[index as usize].target.index();
            for dependent in &dependents[start[target] as usize..start[target + 1] as usize] {
                waiting[*dependent as usize] -= 1;
                if waiting[*dependent as usize] == 0 {
                    order.push(*dependent);
                }
            }
        }
        let mut rank = vec![0u32; drafts.len()];
        self.formula_of = vec![NONE; cells];
        for (position, index) in (0u32..).zip(&order) {
            rank[*index as usize] = position;
            let draft = drafts[*index as usize];
            let from = u32::try_from(self.terms.len()).unwrap_or(NONE);
            self.terms.extend_from_slice(terms_of(&draft));
            self.formula_of[draft.target.index()] = position;
            self.formulas.push(Compiled { start: from, ..draft });
        }
        for dependent in &mut dependents {
            *dependent = rank[*dependent as usize];
        }
        self.dependents_start = start;
        self.dependents = dependents;
    }
}

/// Codes of the item rows a table shows: its own and those of the tables it takes rows from.
fn items(report: &Report, template: &Template, index: TableIndex) -> Vec<u32> {
    let mut seen = HashSet::new();
    let mut todo = vec![index];
    let mut codes = BTreeSet::new();
    while let Some(index) = todo.pop() {
        let Some(repeat) = template.table(index).and_then(Table::repeat) else { continue };
        if !seen.insert(index) {
            continue;
        }
        todo.extend(&repeat.rows_from);
        codes.extend(report.rows(index).filter(|(row, _)| report.is_item(index, *row)).filter_map(
            |(row, _)| match row {
                RowKey::Code(code) => Some(code),
                RowKey::Total | RowKey::Fixed(_) => None,
            },
        ));
    }
    codes.into_iter().collect()
}

/// The codes above an item, highest first: 类, then 款 where items are 项.
pub(super) fn parents(code: u32) -> impl DoubleEndedIterator<Item = u32> {
    let length = digits(code);
    let above = (3..length).step_by(2);
    above.map(move |keep| code / 10u32.pow(u32::try_from(length - keep).unwrap_or(0)))
}

fn display_order(table: &Table, items: &[u32]) -> Arc<[RowKey]> {
    if table.repeat().is_none() {
        return (0u16..).zip(&table.rows).map(|(index, _)| RowKey::Fixed(index)).collect();
    }
    let mut rows = vec![RowKey::Total];
    let mut shown = HashSet::new();
    for code in items {
        rows.extend(parents(*code).filter(|parent| shown.insert(*parent)).map(RowKey::Code));
        rows.push(RowKey::Code(*code));
    }
    rows.into()
}

struct Builder<'a> {
    template: &'a Template,
    cells: &'a Cells,
    items: &'a [Vec<u32>],
    drafts: Vec<Compiled>,
    terms: Vec<Term>,
}

impl Builder<'_> {
    fn table(&mut self, index: TableIndex, rows: &[RowKey]) {
        let Some(table) = self.template.table(index) else { return };
        let items = &self.items[usize::from(index)];
        for (position, row) in rows.iter().enumerate() {
            let item = matches!(row, RowKey::Code(code) if items.binary_search(code).is_ok());
            let children = match row {
                RowKey::Fixed(_) => None,
                RowKey::Code(_) if item => None,
                RowKey::Total | RowKey::Code(_) => Some(children(rows, position)),
            };
            for column in table.columns_of(*row) {
                match &children {
                    Some(children) => self.formula(index, *row, column, |builder| {
                        for child in children {
                            builder.term(index, *child, column, false);
                        }
                    }),
                    None => {
                        if let Some(formula) = table.formula(*row, column) {
                            self.formula(index, *row, column, |builder| {
                                builder.expr(&formula.expr, *row, false)
                            });
                        }
                    }
                }
            }
        }
    }

    fn formula(&mut self, table: TableIndex, row: RowKey, column: u16, terms: impl FnOnce(&mut Self)) {
        let Some(target) = self.id(table, row, column) else { return };
        let start = u32::try_from(self.terms.len()).unwrap_or(NONE);
        terms(self);
        let length = u32::try_from(self.terms.len()).unwrap_or(NONE) - start;
        self.drafts.push(Compiled { target, start, length });
    }

    fn id(&self, table: TableIndex, row: RowKey, column: u16) -> Option<CellId> {
        let slot = self.cells.slot(table, row)?;
        self.cells.slots().get(slot as usize)?.id(column)
    }

    fn term(&mut self, table: TableIndex, row: RowKey, column: u16, negative: bool) {
        // A row that once was has an id but is not in the plan: nothing depends on it.
        if self.is_live(table, row)
            && let Some(id) = self.id(table, row, column)
        {
            self.terms.push(Term::new(id, negative));
        }
    }

    fn is_live(&self, table: TableIndex, row: RowKey) -> bool {
        let RowKey::Code(code) = row else { return true };
        let items = &self.items[usize::from(table)];
        let first = items.partition_point(|item| {
            let excess = digits(*item).saturating_sub(digits(code));
            item / 10u32.pow(u32::try_from(excess).unwrap_or(0)) < code
        });
        items.get(first).is_some_and(|item| *item == code || parents(*item).any(|parent| parent == code))
    }

    /// Flattens a formula to signed terms; `template::load` admits only sums and differences in formulas.
    fn expr(&mut self, expr: &Expr, row: RowKey, negative: bool) {
        match expr {
            Expr::Cell(address) => self.address(*address, row, negative),
            Expr::Rows(table, rows, column) => {
                for row in rows {
                    self.term(*table, *row, *column, negative);
                }
            }
            Expr::Negative(inner) => self.expr(inner, row, !negative),
            Expr::Binary(Operator::Plus, left, right) => {
                self.expr(left, row, negative);
                self.expr(right, row, negative);
            }
            Expr::Binary(Operator::Minus, left, right) => {
                self.expr(left, row, negative);
                self.expr(right, row, !negative);
            }
            Expr::Call(Function::Sum, terms) => {
                for term in terms {
                    self.expr(term, row, negative);
                }
            }
            _ => {}
        }
    }

    fn address(&mut self, address: Address, row: RowKey, negative: bool) {
        let row = match address.row {
            RowName::Key(key) => key,
            RowName::Bound(Bound::This) => row,
            RowName::Bound(_) => return,
        };
        self.term(address.table, row, address.column, negative);
    }
}

/// The rows directly below the subtotal or total at `position`: they follow it, before anything that is not below it.
fn children(rows: &[RowKey], position: usize) -> Vec<RowKey> {
    let parent = match rows[position] {
        RowKey::Code(code) => Some(code),
        RowKey::Total | RowKey::Fixed(_) => None,
    };
    let below = |row: &&RowKey| match (**row, parent) {
        (RowKey::Code(code), Some(parent)) => parents(code).any(|above| above == parent),
        (RowKey::Code(_), None) => true,
        _ => false,
    };
    let direct = |row: &&RowKey| matches!(**row, RowKey::Code(code) if parents(code).next_back() == parent);
    rows[position + 1..].iter().take_while(below).filter(direct).copied().collect()
}
