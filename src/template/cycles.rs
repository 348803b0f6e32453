//! Finds formulas that depend on themselves, before any report is opened.
//!
//! Rows of a repeating table are taken in two groups, items and subtotals (the total is one of these): a subtotal
//! reads the items, an item what its column's formula names. What holds for the groups holds for every report.

use super::{Address, Bound, RowKey, RowName, Table, Template};
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Rows {
    Fixed(u16),
    Items,
    Subtotals,
}

type Node = (u16, Rows, u16);

/// A cycle as the names of its cells, or `None`.
pub(super) fn find(template: &Template) -> Option<Vec<String>> {
    let mut edges: HashMap<Node, Vec<Node>> = HashMap::new();
    for (index, table) in (0u16..).zip(&template.tables) {
        for (column_index, column) in (0u16..).zip(&table.columns) {
            if table.repeat().is_some() {
                edges
                    .insert((index, Rows::Subtotals, column_index), vec![(index, Rows::Items, column_index)]);
                let reads =
                    column.formula.as_ref().map(|formula| reads(template, &formula.expr, Rows::Items));
                edges.insert((index, Rows::Items, column_index), reads.unwrap_or_default());
            }
        }
        for (row_index, row) in (0u16..).zip(&table.rows) {
            let first = table.sides.get(usize::from(row.side)).map_or(0, |side| side.first_column);
            for (column_index, formula) in (first..).zip(&row.formulas) {
                let here = Rows::Fixed(row_index);
                let reads = formula.as_ref().map(|formula| reads(template, &formula.expr, here));
                edges.insert((index, here, column_index), reads.unwrap_or_default());
            }
        }
    }
    // Cells whose operands are all settled are settled; whatever can never be is on a cycle or behind one.
    let mut waiting: HashMap<Node, usize> = HashMap::new();
    let mut readers: HashMap<Node, Vec<Node>> = HashMap::new();
    for (node, reads) in &edges {
        waiting.insert(*node, reads.len());
        for read in reads {
            readers.entry(*read).or_default().push(*node);
        }
    }
    let entered = readers.keys().filter(|node| !edges.contains_key(node)).copied();
    let mut settled: Vec<Node> =
        edges.iter().filter(|(_, reads)| reads.is_empty()).map(|(node, _)| *node).chain(entered).collect();
    while let Some(node) = settled.pop() {
        for reader in readers.get(&node).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(reader) {
                *count -= 1;
                if *count == 0 {
                    settled.push(*reader);
                }
            }
        }
    }
    let mut node = waiting.iter().filter(|(_, count)| **count > 0).map(|(node, _)| *node).min()?;
    let mut path: Vec<Node> = Vec::new();
    while !path.contains(&node) {
        path.push(node);
        let stuck = |next: &&Node| waiting.get(*next).is_some_and(|count| *count > 0);
        node = *edges.get(&node)?.iter().find(stuck)?;
    }
    let start = path.iter().position(|other| *other == node)?;
    path.push(node);
    Some(path.drain(start..).map(|node| name(&template.tables, node)).collect())
}

fn reads(template: &Template, expr: &super::Expr, here: Rows) -> Vec<Node> {
    let mut found = Vec::new();
    expr.for_each_cell(&mut |Address { table, row, column }| {
        let item_length = |code: u32| {
            let classification =
                template.table(table).and_then(Table::repeat).map(|repeat| repeat.classification);
            classification.is_some_and(|c| code.to_string().len() == crate::catalog::item_length(c))
        };
        let rows = match row {
            RowName::Bound(Bound::This) => here,
            RowName::Bound(_) | RowName::Key(RowKey::Total) => Rows::Subtotals,
            RowName::Key(RowKey::Code(code)) if item_length(code) => Rows::Items,
            RowName::Key(RowKey::Code(_)) => Rows::Subtotals,
            RowName::Key(RowKey::Fixed(index)) => Rows::Fixed(index),
        };
        found.push((table, rows, column));
    });
    found
}

fn name(tables: &[Table], (table, rows, column): Node) -> String {
    let Some(table) = tables.get(usize::from(table)) else { return String::new() };
    let row = match rows {
        Rows::Fixed(index) => table.row_name(RowKey::Fixed(index)),
        Rows::Items => "各项".into(),
        Rows::Subtotals => "合计".into(),
    };
    format!("{}.{row}.{}", table.key, table.column(column).map_or("", |column| &column.key))
}
