//! Finding what a text is meant to refer to: by words, by value, by likeness.

use super::candidates::{Candidate, CandidateKind};

/// The candidates of a kind, or of all, that answer to every word of `query`: best first, at most `limit`; and how
/// many there are.
pub fn find<'c>(
    all: &'c [Candidate],
    kind: Option<CandidateKind>,
    query: &str,
    limit: usize,
) -> (Vec<&'c Candidate>, usize) {
    let query: String = query.chars().take(64).collect::<String>().to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    // The worst word first, so that a vague one cannot be hidden by an exact one; then all together.
    let rank_all = |candidate: &Candidate| {
        words.iter().try_fold((0, 0), |(worst, sum): (u8, u32), word| {
            let rank = rank(candidate, word)?;
            Some((worst.max(rank), sum + u32::from(rank)))
        })
    };
    let of_kind = all.iter().filter(|candidate| kind.is_none_or(|kind| candidate.kind == kind));
    let mut found: Vec<((u8, u32), &Candidate)> =
        of_kind.filter_map(|candidate| Some((rank_all(candidate)?, candidate))).collect();
    // Stable, so that equals keep the order of the document.
    found.sort_by_key(|(rank, candidate)| (*rank, candidate.kind));
    let count = found.len();
    (found.into_iter().take(limit).map(|(_, candidate)| candidate).collect(), count)
}

/// How well a word answers; the smaller, the better.
fn rank(candidate: &Candidate, word: &str) -> Option<u8> {
    let (label, name) = (candidate.label.to_lowercase(), candidate.name.to_lowercase());
    if label == word || name == word {
        Some(0)
    } else if label.starts_with(word) || (!candidate.initials.is_empty() && candidate.initials == word) {
        Some(1)
    } else if label.contains(word) || candidate.value.replace(',', "").starts_with(&word.replace(',', "")) {
        Some(2)
    } else {
        (name.contains(word) || candidate.initials.contains(word)).then_some(3)
    }
}

/// The candidate most like a name that stands for nothing.
pub fn nearest<'c>(name: &str, all: &'c [Candidate]) -> Option<&'c Candidate> {
    let plain = name.split('|').next().unwrap_or_default().trim().to_lowercase();
    if plain.is_empty() {
        return None;
    }
    let allowed = (plain.chars().count() / 3).max(1);
    let distance = |candidate: &Candidate| {
        let by = |text: &str| {
            let text = text.to_lowercase();
            let part = text.chars().count() >= 2
                && plain.chars().count() >= 2
                && (text.contains(&plain) || plain.contains(&text));
            distance(&plain, &text, allowed).or(part.then_some(allowed))
        };
        match candidate.kind {
            // A name of the template's is made of parts; a whole part too much or too few is another figure.
            CandidateKind::Cell | CandidateKind::Figure | CandidateKind::Record | CandidateKind::Text => {
                distance(&plain, &candidate.name.to_lowercase(), 2)
                    .or((candidate.label.to_lowercase() == plain).then_some(0))
            }
            CandidateKind::Fact | CandidateKind::Field => {
                [by(&candidate.name), by(&candidate.label)].into_iter().flatten().min()
            }
        }
    };
    all.iter()
        .filter_map(|candidate| Some((distance(candidate)?, candidate)))
        .min_by_key(|(distance, candidate)| (*distance, candidate.kind))
        .map(|(_, candidate)| candidate)
}

/// How many characters differ, unless more than `most` do.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row.first().copied().unwrap_or_default();
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let (above, left) = (row.get(j + 1).copied()?, row.get(j).copied()?);
            let best = (above + 1).min(left + 1).min(diagonal + usize::from(x != y));
            diagonal = above;
            *row.get_mut(j + 1)? = best;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}
