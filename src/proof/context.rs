//! The words before a figure, made comparable.

use super::words::{FALL, RISE};

/// Characters by which a place is recognised.
const LONGEST: usize = 40;
/// Characters next to the figure, which weigh as much as all others.
const NEAR: usize = 8;
/// Characters that are looked at to find so many words.
const FARTHEST: usize = 160;
/// A new line ends the words, once there are that many.
const ENOUGH: usize = 4;
/// Stands for every word of direction: which way it goes must not decide where a figure belongs.
const WAY: char = '±';

/// The words before a figure, as pairs of neighbouring characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    near: Vec<u32>,
    all: Vec<u32>,
    mask: u64,
    /// Years that are named in them.
    pub years: Vec<u16>,
}

impl Context {
    /// Of the words that end at a figure.
    pub fn of(words: &str) -> Self {
        let mut tail: Vec<char> = Vec::with_capacity(LONGEST);
        let mut start = words.len();
        for (at, c) in words.char_indices().rev().take(FARTHEST) {
            if tail.len() >= LONGEST || (c == '\n' && tail.len() >= ENOUGH) {
                break;
            }
            if c.is_alphabetic() {
                tail.push(c);
            }
            start = at;
        }
        tail.reverse();
        let tail = without_ways(&tail);
        let near = tail.len().saturating_sub(NEAR);
        let near = pairs(tail.get(near..).unwrap_or_default());
        let mask = near.iter().fold(0u64, |mask, pair| mask | 1 << (pair.wrapping_mul(0x9E37_79B1) >> 26));
        Context { near, all: pairs(&tail), mask, years: years(words.get(start..).unwrap_or_default()) }
    }

    /// How alike a place of a text (`self`) and a place of the template are, from 0 to 1000.
    pub fn likeness(&self, expected: &Context) -> i32 {
        if self.mask & expected.mask == 0 {
            return 0;
        }
        let near = shared(&self.near, &expected.near);
        let near = 2000 * near / (self.near.len() + expected.near.len()).max(1);
        let all = 1000 * shared(&self.all, &expected.all) / expected.all.len().max(1);
        i32::try_from((near + all) / 2).unwrap_or(0)
    }
}

impl Context {
    /// Whether the words right before the figure are the same.
    pub fn ends_like(&self, other: &Context) -> bool {
        let all = self.near.len() + other.near.len();
        other.near.len() >= ENOUGH && 2000 * shared(&self.near, &other.near) >= 850 * all
    }
}

/// Every word of direction as one character.
fn without_ways(tail: &[char]) -> Vec<char> {
    let mut found = Vec::with_capacity(tail.len());
    let mut at = 0;
    while let Some(c) = tail.get(at) {
        let pair = tail.get(at..at + 2).unwrap_or_default();
        let way = RISE.iter().chain(&FALL).any(|word| word.chars().eq(pair.iter().copied()));
        // 增加（减少） is one place too.
        match way {
            true if found.last() == Some(&WAY) => at += 2,
            true => {
                found.push(WAY);
                at += 2;
            }
            false => {
                found.push(*c);
                at += 1;
            }
        }
    }
    found
}

/// Neighbouring characters, sorted; the ends count as characters.
fn pairs(tail: &[char]) -> Vec<u32> {
    let mut found = Vec::with_capacity(tail.len() + 1);
    let mut before = 0x1u32;
    for c in tail.iter().copied().map(u32::from).chain([0x2]) {
        found.push(before.wrapping_mul(0x0001_0003) ^ c);
        before = c;
    }
    found.sort_unstable();
    found
}

/// How many elements two sorted lists share.
fn shared(left: &[u32], right: &[u32]) -> usize {
    let (mut at, mut other, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (left.get(at), right.get(other)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                at += 1;
                other += 1;
                count += 1;
            }
        }
    }
    count
}

/// Years that are named: four digits before 年.
fn years(words: &str) -> Vec<u16> {
    words.match_indices('年').filter_map(|(at, _)| words.get(at.checked_sub(4)?..at)?.parse().ok()).collect()
}
