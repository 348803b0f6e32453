//! Laying the figures of a text beside those of the template's sentences, in order.

use super::context::Context;
use super::scan::Sort;

/// Places less alike than this are not the same.
const LEAST: i32 = 450;
/// What an alignment gains by a pair of places is how much more alike than this they are.
const NOTHING: i32 = 350;
/// Gain where the figures before were beside each other too.
const TOGETHER: i32 = 150;
/// Gain where the value is the expected one: it settles which of two like places a figure belongs to.
const SAME: i32 = 120;
/// Loss where the unit is missing.
const OTHER_UNIT: i32 = 200;
/// Most pairs that are weighed at once; a longer text is taken in stretches.
const MOST_PAIRS: usize = 2_000_000;

/// A place on either side.
pub(super) struct Spot<'c> {
    pub sort: Sort,
    pub context: &'c Context,
}

/// A figure of a text beside one of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Index of the template's figure.
    pub expected: usize,
    /// How alike the places are, from 0 to 1000.
    pub likeness: i32,
    /// Whether the figures before, on both sides, are a pair too.
    pub together: bool,
}

/// For each figure of the text, the template's figure of the same place, if there is one.
///
/// `same` tells whether two figures, by index, have the same value.
pub(super) fn align(
    text: &[Spot<'_>],
    expected: &[Spot<'_>],
    same: &dyn Fn(usize, usize) -> bool,
) -> Vec<Option<Pair>> {
    let length = (MOST_PAIRS / expected.len().max(1)).max(20);
    let stretches = text.chunks(length).enumerate();
    stretches
        .flat_map(|(index, text)| {
            let first = index * length;
            stretch_of(text, expected, &|row, column| same(first + row, column))
        })
        .collect()
}

fn likeness(text: &Spot<'_>, expected: &Spot<'_>) -> i32 {
    let loss = match (text.sort, expected.sort) {
        (Sort::Money(_), Sort::Money(_)) | (Sort::Percent, Sort::Percent) | (Sort::Plain, Sort::Plain) => 0,
        (Sort::Live, _) => 0,
        (Sort::Plain, Sort::Money(_) | Sort::Percent) => OTHER_UNIT,
        _ => return 0,
    };
    text.context.likeness(expected.context) - loss
}

fn stretch_of(
    text: &[Spot<'_>],
    expected: &[Spot<'_>],
    same: &dyn Fn(usize, usize) -> bool,
) -> Vec<Option<Pair>> {
    let width = expected.len() + 1;
    let cells = (text.len() + 1) * width;
    // Best gain of the figures so far: any alignment, and those that end with a pair.
    let (mut best, mut paired) = (vec![0i32; cells], vec![i32::MIN / 2; cells]);
    let mut alike = vec![0i32; cells];
    for (row, spot) in text.iter().enumerate() {
        for (column, other) in expected.iter().enumerate() {
            let (here, before) = ((row + 1) * width + column + 1, row * width + column);
            let like = likeness(spot, other);
            let mut gain = best[here - width].max(best[here - 1]);
            if like >= LEAST {
                alike[here] = like;
                let value = if same(row, column) { SAME } else { 0 };
                paired[here] = like - NOTHING + value + best[before].max(paired[before] + TOGETHER);
                gain = gain.max(paired[here]);
            }
            best[here] = gain;
        }
    }
    trace(text.len(), expected.len(), &best, &paired, &alike)
}

/// Follows the best gain back to the pairs it came from.
fn trace(rows: usize, columns: usize, best: &[i32], paired: &[i32], alike: &[i32]) -> Vec<Option<Pair>> {
    let width = columns + 1;
    let mut pairs = vec![None; rows];
    let (mut row, mut column) = (rows, columns);
    let mut bound = false;
    while row > 0 && column > 0 {
        let here = row * width + column;
        if bound || best[here] == paired[here] {
            let before = here - width - 1;
            bound = paired[before] + TOGETHER > best[before];
            pairs[row - 1] = Some(Pair { expected: column - 1, likeness: alike[here], together: bound });
            (row, column) = (row - 1, column - 1);
        } else if best[here] == best[here - width] {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs
}
