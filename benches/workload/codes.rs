//! The codes tables list, from the catalogue, and the subtotals above them.

use final_accounts::catalog::{Budget, Entry, Level, economic, functional};
use final_accounts::template::RowKey;

/// Items with their subtotals and their total, in the order of the form.
pub struct Tree {
    pub items: Vec<u32>,
    pub rows: Vec<RowKey>,
    /// Where each item stands in `rows`.
    pub item_rows: Vec<usize>,
    /// Subtotals and the total with the rows directly below each, lowest level first.
    pub subtotals: Vec<(usize, Vec<usize>)>,
}

impl Tree {
    pub fn new(codes: impl Iterator<Item = u32>) -> Tree {
        let mut items: Vec<u32> = codes.collect();
        items.sort_unstable();
        items.dedup();
        let mut rows = vec![RowKey::Total];
        let mut item_rows = Vec::new();
        // Rows of the path from the total to the item before, and what stands below each.
        let mut path: Vec<(u32, usize, Vec<usize>)> = vec![(0, 0, Vec::new())];
        let mut subtotals = Vec::new();
        for item in &items {
            let above: Vec<u32> = parents(*item).collect();
            while path.len() > 1 && above.get(path.len() - 2) != path.last().map(|(code, ..)| code) {
                subtotals.extend(path.pop().map(|(_, row, below)| (row, below)));
            }
            for code in &above[path.len() - 1..] {
                if let Some((.., below)) = path.last_mut() {
                    below.push(rows.len());
                }
                path.push((*code, rows.len(), Vec::new()));
                rows.push(RowKey::Code(*code));
            }
            if let Some((.., below)) = path.last_mut() {
                below.push(rows.len());
            }
            item_rows.push(rows.len());
            rows.push(RowKey::Code(*item));
        }
        subtotals.extend(path.into_iter().rev().map(|(_, row, below)| (row, below)));
        Tree { items, rows, item_rows, subtotals }
    }

    pub fn classes(&self) -> Vec<u32> {
        self.rows
            .iter()
            .filter_map(|row| match row {
                RowKey::Code(code) if *code < 1000 => Some(*code),
                _ => None,
            })
            .collect()
    }

    /// Where `code` stands in `rows`.
    pub fn row(&self, code: u32) -> Option<usize> {
        self.rows.iter().position(|row| *row == RowKey::Code(code))
    }
}

fn parents(code: u32) -> impl Iterator<Item = u32> {
    [code / 10_000, code / 100].into_iter().filter(|above| *above >= 100)
}

/// 92 items of the general public budget: up to four of every third section.
pub fn general() -> Tree {
    let mut sections: Vec<(&str, Vec<u32>)> = Vec::new();
    for entry in functional().entries() {
        if entry.level() != Level::Item || entry.budget.is_some() {
            continue;
        }
        let section = &entry.code[..5];
        if sections.last().is_none_or(|(last, _)| *last != section) {
            sections.push((section, Vec::new()));
        }
        if let Some((_, items)) = sections.last_mut()
            && items.len() < 4
        {
            items.extend(code(entry));
        }
    }
    Tree::new(sections.into_iter().step_by(3).flat_map(|(_, items)| items).take(92))
}

/// Eight items of government-managed funds.
pub fn funds() -> Tree {
    of_budget(Budget::GovernmentFunds, 8)
}

/// Three items of state capital operations.
pub fn capital() -> Tree {
    of_budget(Budget::StateCapitalOperations, 3)
}

fn of_budget(budget: Budget, count: usize) -> Tree {
    let entries = functional().entries().iter();
    let items = entries.filter(|entry| entry.level() == Level::Item && entry.budget == Some(budget));
    Tree::new(items.filter_map(code).take(count))
}

/// Forty economic sections.
pub fn economic_sections() -> Tree {
    let entries = economic().entries().iter();
    Tree::new(entries.filter(|entry| entry.level() == Level::Section).filter_map(code).take(40))
}

fn code(entry: &Entry) -> Option<u32> {
    entry.code.parse().ok()
}
