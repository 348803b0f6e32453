//! What units pay each other, taken off both sides.

use super::{ConsolidateError, Problem};
use crate::amount::Amount;
use crate::report::{CellRef, Consolidation, Eliminated, UnitAccounts};
use crate::template::{Elimination, Party, Template};
use std::collections::BTreeMap;

/// An elimination the clerk chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Its key in the template.
    pub key: String,
    /// What to take off which cell; `None` for what [`propose`] says.
    pub amounts: Option<BTreeMap<CellRef, Amount>>,
}

/// What the units entered on either side.
#[derive(Clone, Debug, Default)]
struct Sides {
    paid: BTreeMap<CellRef, i128>,
    received: BTreeMap<CellRef, i128>,
    /// How far the difference of both may be off, in 0.01 yuan.
    uncertainty: i64,
}

impl Sides {
    fn of<'a>(elimination: &Elimination, units: impl IntoIterator<Item = &'a UnitAccounts>) -> Self {
        let mut sides = Sides::default();
        let tables = elimination.paid.iter().chain(&elimination.received).map(|place| place.table);
        let tables: std::collections::BTreeSet<_> = tables.collect();
        for unit in units {
            for table in &tables {
                for (row, data) in unit.rows(*table) {
                    for (column, content) in data.cells() {
                        let cell = CellRef { table: *table, row, column };
                        let (Some(party), Some(number)) =
                            (elimination.party(*table, row, column), content.entered)
                        else {
                            continue;
                        };
                        *sides.side(party).entry(cell).or_default() += i128::from(number.raw());
                        sides.uncertainty = sides.uncertainty.saturating_add(number.uncertainty());
                    }
                }
            }
        }
        sides
    }

    fn side(&mut self, party: Party) -> &mut BTreeMap<CellRef, i128> {
        match party {
            Party::Paid => &mut self.paid,
            Party::Received => &mut self.received,
        }
    }
}

fn total(cells: &BTreeMap<CellRef, i128>) -> i128 {
    cells.values().sum()
}

fn amount(fen: i128) -> Amount {
    let most = Amount::MAX_ENTRY.fen();
    Amount::from_fen(i64::try_from(fen).unwrap_or(if fen < 0 { -most } else { most }))
}

/// The most that can be eliminated: the smaller of both sides, off each of them.
///
/// It is taken from codes that stand on both sides first, as far as they agree, and for the rest in the order of the
/// codes: which payment belongs to which receipt, only the clerk knows. Nothing where a side is blank.
pub fn propose<'a>(
    elimination: &Elimination,
    units: impl IntoIterator<Item = &'a UnitAccounts>,
) -> BTreeMap<CellRef, Amount> {
    let Sides { mut paid, mut received, .. } = Sides::of(elimination, units);
    paid.retain(|_, fen| *fen > 0);
    received.retain(|_, fen| *fen > 0);
    let mut rest = total(&paid).min(total(&received));
    let mut taken: BTreeMap<CellRef, i128> = BTreeMap::new();
    for (cell, there) in &paid {
        let twin = received.iter().find(|(other, _)| other.row == cell.row && !taken.contains_key(other));
        if let Some((other, here)) = twin {
            let both = (*there).min(*here);
            taken.insert(*cell, both);
            taken.insert(*other, both);
            rest -= both;
        }
    }
    for side in [&paid, &received] {
        let mut rest = rest;
        for (cell, there) in side {
            let before = taken.get(cell).copied().unwrap_or(0);
            let more = (there - before).min(rest);
            rest -= more;
            if before + more > 0 {
                taken.insert(*cell, before + more);
            }
        }
    }
    taken.into_iter().map(|(cell, fen)| (cell, amount(fen))).collect()
}

/// The amounts of the chosen eliminations.
pub(super) fn chosen(
    template: &Template,
    units: &[UnitAccounts],
    chosen: &[Chosen],
) -> Result<Eliminated, ConsolidateError> {
    let mut eliminated = Eliminated::new();
    for Chosen { key, amounts } in chosen {
        let elimination = template.elimination(key);
        let elimination = elimination.ok_or_else(|| ConsolidateError::NoSuchElimination(key.clone()))?;
        let amounts = amounts.clone().unwrap_or_else(|| propose(elimination, units));
        eliminated.entry(key.clone()).or_default().extend(amounts);
    }
    Ok(eliminated)
}

/// What is odd about what is eliminated, or could be.
pub(super) fn problems(template: &Template, consolidation: &Consolidation) -> Vec<Problem> {
    let mut problems = Vec::new();
    for elimination in &template.eliminations {
        let label = || elimination.label.clone();
        let units = || consolidation.units().iter().map(|unit| &**unit);
        let sides = Sides::of(elimination, units());
        let Some(cells) = consolidation.eliminated().get(&elimination.key) else {
            let proposed = propose(elimination, units());
            let paid = proposed.iter().filter(|(cell, _)| sides.paid.contains_key(cell));
            let paid: i128 = paid.map(|(_, amount)| i128::from(amount.fen())).sum();
            problems
                .extend((paid > 0).then(|| Problem::NotEliminated { label: label(), amount: amount(paid) }));
            continue;
        };
        let (paid, received) = (total(&sides.paid), total(&sides.received));
        if (paid - received).abs() > i128::from(sides.uncertainty) {
            let (paid, received) = (amount(paid), amount(received));
            problems.push(Problem::Uneven { label: label(), paid, received });
        }
        let mut off = [0i128; 2];
        for (cell, taken) in cells {
            let party = elimination.party(cell.table, cell.row, cell.column);
            let (side, index) = match party {
                Some(Party::Received) => (&sides.received, 1),
                _ => (&sides.paid, 0),
            };
            let there = side.get(cell);
            let effective = there.map_or(0, |_| i128::from(taken.fen()));
            off[index] += effective;
            if there.is_none_or(|there| i128::from(taken.fen()) > *there) {
                problems.push(Problem::TooMuch {
                    label: label(),
                    cell: cell.name(template),
                    amount: *taken,
                    there: there.map(|there| amount(*there)),
                });
            }
        }
        if off[0] != off[1] {
            let [paid, received] = off.map(amount);
            problems.push(Problem::Unbalanced { label: label(), paid, received });
        }
    }
    problems
}
