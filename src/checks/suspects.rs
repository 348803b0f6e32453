//! Which entered cells are most likely wrong when amounts that should agree do not.
//!
//! An equality comes down to a signed sum of entered cells that should be zero. A cell is suspected by each sum that is
//! not zero and has it, and cleared by each that is zero and has it: had the cell been wrong, that sum would not be
//! zero. Sums of few cells say more than sums of many. Equalities that usually hold ([`crate::template::Hint`]) are
//! asked in the same way, and count for less. Among cells that nothing else tells apart, the one changed last comes
//! first.

use super::formulas::{signed_sides, verdict};
use super::stating::Stating;
use super::{Verdict, formulas};
use crate::amount::Amount;
use crate::calc::{Engine, Scope, Value, Values, cell_label};
use crate::report::CellRef;
use crate::template::{Expr, Operator, Over, RowName, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// A cell that may be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// The entered cell.
    pub cell: CellRef,
    /// In words.
    pub label: String,
    /// What it holds.
    pub value: Value,
    /// What would make the sums agree that do not.
    pub would_be: Option<Amount>,
    /// How much speaks for it, in thousandths.
    pub weight: i64,
    /// The keys of findings it would explain.
    pub explains: Vec<String>,
}

/// A sum of entered cells that should be zero.
#[derive(Clone, Debug)]
pub(super) struct Balance {
    /// The key of the finding it is, when it is one.
    key: String,
    /// The entered cells, each as often as it counts.
    parts: BTreeMap<CellRef, i64>,
    /// What it comes to, in 0.01 yuan.
    rest: i64,
    /// How far it may be from zero because of entries in 万元.
    open: i64,
    /// Whether it only usually holds.
    hint: bool,
}

impl Balance {
    /// Whether it only usually holds.
    pub(super) fn is_hint(&self) -> bool {
        self.hint
    }

    /// The entered cells in it.
    pub(super) fn cells(&self) -> impl Iterator<Item = &CellRef> {
        self.parts.keys()
    }

    fn fails(&self) -> bool {
        self.rest.unsigned_abs() > self.open.unsigned_abs()
    }

    /// What a cell would have to be less than it is for the sum to be zero, in 0.01 yuan.
    fn excess(&self, cell: CellRef) -> Option<i64> {
        let times = *self.parts.get(&cell)?;
        (self.rest.checked_rem(times)? == 0).then(|| self.rest.checked_div(times)).flatten()
    }
}

/// Every equality of amounts that checks and hints hold, at every place, as a sum of entered cells.
pub(super) fn balances(engine: &Engine) -> Vec<Balance> {
    let template = engine.report().template().clone();
    let mut found = Vec::new();
    for check in &template.checks {
        let Rule::Formulas(true, rules) = &check.rule else { continue };
        for (number, rule) in rules.iter().enumerate() {
            let key = |scope: &Scope| formulas::finding_key(check, number, rules.len(), scope, engine);
            collect(&rule.expr, check.each, check.when.as_ref(), &key, false, engine, &mut found);
        }
    }
    for hint in &template.hints {
        collect(&hint.rule.expr, hint.each, None, &|_| String::new(), true, engine, &mut found);
    }
    found
}

fn collect(
    rule: &Expr,
    each: Over,
    when: Option<&Expr>,
    key: &dyn Fn(&Scope) -> String,
    hint: bool,
    engine: &Engine,
    found: &mut Vec<Balance>,
) {
    let Expr::Binary(Operator::Equal, left, right) = rule else { return };
    // The entered cells a condition asks for; the same at every row but for what it asks of the row itself.
    let asked_for = |when: &Expr, scope: &Scope| -> BTreeSet<CellRef> {
        let asked = formulas::cells(when, scope).into_iter().flat_map(|cell| engine.entered_parts(cell));
        asked.map(|(part, _)| part).collect()
    };
    let everywhere = when.map(|when| asked_for(when, &Scope::default()));
    for scope in crate::narrative::scopes(each, when, &Scope::default(), engine) {
        // A rule whose condition does not hold, or with a blank operand, says nothing.
        if !matches!(verdict(rule, true, &scope, engine), Verdict::Holds | Verdict::Fails)
            || formulas::by_construction(rule, &scope, engine)
        {
            continue;
        }
        let Some(rest) = formulas::difference(rule, &scope, &Stating(engine)) else { continue };
        let mut parts: BTreeMap<CellRef, i64> = BTreeMap::new();
        let mut open = 0i64;
        for (cell, sign) in signed_sides(left, right, &scope) {
            open = open.saturating_add(engine.uncertainty(cell));
            // What a derived cell states was typed there, and is wrong or right by itself.
            if engine.stated(cell).is_some() {
                *parts.entry(cell).or_default() += sign;
                continue;
            }
            for (part, times) in engine.entered_parts(cell) {
                *parts.entry(part).or_default() += sign * times;
            }
        }
        parts.retain(|_, times| *times != 0);
        // A rule under a condition that asks for all its cells can not tell of them: it no longer applies when one is
        // wrong.
        let guarded = when.zip(everywhere.as_ref()).is_some_and(|(when, everywhere)| {
            let mut own: Option<BTreeSet<CellRef>> = None;
            parts.keys().all(|part| {
                everywhere.contains(part)
                    || own.get_or_insert_with(|| of_row(when, &scope, engine)).contains(part)
            })
        });
        if !parts.is_empty() && !guarded {
            found.push(Balance { key: key(&scope), parts, rest: rest.fen(), open, hint });
        }
    }
}

/// The entered cells that a condition asks of the row it stands at.
fn of_row(when: &Expr, scope: &Scope, engine: &Engine) -> BTreeSet<CellRef> {
    let mut cells = Vec::new();
    when.for_each_cell(&mut |address| {
        if matches!(address.row, RowName::Bound(_)) {
            cells.extend(scope.cell(address));
        }
    });
    cells.into_iter().flat_map(|cell| engine.entered_parts(cell)).map(|(part, _)| part).collect()
}

/// The cells most likely wrong, most likely first. `recent` are the cells changed, last first.
pub fn suspects(engine: &Engine, recent: &[CellRef]) -> Vec<Suspect> {
    ranked(&balances(engine), engine, recent)
}

/// How much it says that a cell holds just what is too much.
const SUPERFLUOUS: i64 = 200;

/// How much a sum says of each of its cells, in thousandths.
fn weight(balance: &Balance) -> i64 {
    let cells = i64::try_from(balance.parts.len()).unwrap_or(i64::MAX);
    let full = if balance.hint { 400 } else { 1000 };
    full / cells.max(1) + if balance.hint { 0 } else { 100 }
}

pub(super) fn ranked(balances: &[Balance], engine: &Engine, recent: &[CellRef]) -> Vec<Suspect> {
    let failing = || balances.iter().filter(|balance| balance.fails());
    let mut suspected: BTreeMap<CellRef, i64> = BTreeMap::new();
    for balance in failing().filter(|balance| !balance.hint) {
        for cell in balance.parts.keys() {
            suspected.insert(*cell, 0);
        }
    }
    if suspected.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Suspect> = Vec::new();
    for cell in suspected.into_keys() {
        let about = || balances.iter().filter(|balance| balance.parts.contains_key(&cell));
        let excess = most_common(about().filter(|b| b.fails() && !b.hint).filter_map(|b| b.excess(cell)));
        let mut score = 0;
        let mut explains = Vec::new();
        for balance in about() {
            // A hint that is off by another amount was off before.
            let same = balance.excess(cell).is_some() && balance.excess(cell) == excess;
            match (balance.fails(), balance.hint) {
                (true, _) if same => score += weight(balance),
                (true, _) => {}
                (false, true) => score -= weight(balance),
                (false, false) => score -= 2 * weight(balance),
            }
            if balance.fails() && !balance.hint && same {
                explains.push(balance.key.clone());
            }
        }
        let value = Stating(engine).value(cell);
        // What is wholly too much is likely not to belong there.
        if excess.is_some_and(|excess| value == Value::Money(Amount::from_fen(excess))) {
            score += SUPERFLUOUS;
        }
        let would_be = match (value, excess) {
            (Value::Money(amount), Some(excess)) => amount.checked_sub(Amount::from_fen(excess)),
            (Value::Blank, Some(excess)) => Amount::from_fen(excess).checked_neg(),
            _ => None,
        };
        found.push(Suspect {
            cell,
            label: cell_label(cell, engine),
            value,
            would_be,
            weight: score,
            explains,
        });
    }
    let age = |cell: &CellRef| recent.iter().position(|changed| changed == cell).unwrap_or(usize::MAX);
    // A blank cell is seldom what is wrong, where others hold a number.
    found.sort_by_key(|suspect| {
        let recent = age(&suspect.cell);
        (recent != 0, suspect.value == Value::Blank, std::cmp::Reverse(suspect.weight), recent, suspect.cell)
    });
    found
}

fn most_common(values: impl Iterator<Item = i64>) -> Option<i64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(value, count)| (*count, std::cmp::Reverse(value.unsigned_abs())))
        .map(|(value, _)| value)
}
