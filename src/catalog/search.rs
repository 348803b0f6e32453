//! Finding the code that is meant.

use super::code::{ascii, is_invisible};
use super::{Entry, Level};

/// How well a word matches an entry; the smaller, the better.
type Rank = u8;

const EXACT: Rank = 0;
const BEGINNING: Rank = 1;
/// The last words of a Chinese name say what it is, the first ones only whose.
const ENDING: Rank = 2;
const PART: Rank = 3;
/// The word is of a 类 or 款 above.
const ABOVE: Rank = 4;

pub(super) fn search<'a>(
    entries: &'a [Entry],
    query: &str,
    level: Option<Level>,
    limit: usize,
) -> Vec<&'a Entry> {
    let query: String = query.chars().take(64).filter(|c| !is_invisible(*c)).map(fold).collect();
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(Rank, &Entry)> = entries
        .iter()
        .filter(|entry| level.is_none_or(|level| entry.level() == level))
        .filter_map(|entry| Some((rank_all(entry, &words, entries)?, entry)))
        .collect();
    // Stable, so that equals stay in code order.
    found.sort_by_key(|(rank, entry)| (entry.valid_from.is_some(), *rank, entry.level()));
    found.into_iter().take(limit).map(|(_, entry)| entry).collect()
}

/// The worst of the words' ranks, so that one vague word cannot be hidden by an exact one.
fn rank_all(entry: &Entry, words: &[&str], entries: &[Entry]) -> Option<Rank> {
    let of = |word| rank(entry, word).or_else(|| above(entry, word, entries));
    // A word of what stands above tells apart what has the same name, but finds nothing by itself.
    let own = words.iter().any(|word| rank(entry, word).is_some());
    words.iter().try_fold(EXACT, |worst, word| Some(worst.max(of(word)?))).filter(|_| own)
}

/// Whether a word is in the name of a class or section above the entry; entries are in code order.
fn above(entry: &Entry, word: &str, entries: &[Entry]) -> Option<Rank> {
    let lengths = (3..entry.code.len()).step_by(2);
    let above = lengths.filter_map(|length| {
        let code = entry.code.get(..length)?;
        entries.binary_search_by(|other| other.code.cmp(code)).ok().map(|index| &entries[index])
    });
    let mut names = above.map(|entry| if word.is_ascii() { entry.initials } else { entry.name });
    names.any(|name| name.contains(word)).then_some(ABOVE)
}

fn rank(entry: &Entry, word: &str) -> Option<Rank> {
    if word.bytes().all(|c| c.is_ascii_digit()) {
        return entry.code.starts_with(word).then(|| if entry.code == word { EXACT } else { BEGINNING });
    }
    let text = if word.is_ascii() { entry.initials } else { entry.name };
    if text == word {
        Some(EXACT)
    } else if text.starts_with(word) {
        Some(BEGINNING)
    } else if text.ends_with(word) {
        Some(ENDING)
    } else {
        text.contains(word).then_some(PART)
    }
}

/// As names are written: full-width brackets, everything else ASCII in lower case.
fn fold(c: char) -> char {
    match ascii(c) {
        '(' => '（',
        ')' => '）',
        c => c.to_ascii_lowercase(),
    }
}
