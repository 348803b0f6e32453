//! A text of the report's own as it reads: with what its names in braces stand for, and the way back to what was typed.

use super::remark::Proof;
use super::scan::Live;
use crate::narrative::{Fragment, Names, Token, tokens};
use std::collections::HashMap;
use std::ops::Range;

/// Most different names of a text that are looked up; any more stay as they were typed.
const MOST_NAMES: usize = 1_000;
/// Most bytes that names put into a text: any name may stand for much, and stand there often.
const MOST_WORDS: usize = 500_000;

/// A text as it reads.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// The words.
    pub text: String,
    /// Where names stand in it.
    pub live: Vec<Live>,
    /// Stretches of it, and where each was typed, in order.
    stretches: Vec<Stretch>,
}

#[derive(Debug)]
struct Stretch {
    spoken: Range<usize>,
    typed: Range<usize>,
    /// Whether it is what a name stands for, so that it has no places of its own where it was typed.
    whole: bool,
}

impl Spoken {
    /// A text with its names replaced by what they stand for; a name that stands for nothing stays as it was typed.
    pub fn of(typed: &str, names: &Names<'_>) -> Self {
        let mut spoken = Spoken { text: String::with_capacity(typed.len()), ..Spoken::default() };
        let mut known: HashMap<&str, Option<String>> = HashMap::new();
        let mut taken = 0usize;
        let mut at = 0;
        for token in tokens(typed) {
            let name = match token {
                Token::Words(words) => {
                    spoken.push(at..at + words.len(), words, false);
                    at += words.len();
                    continue;
                }
                Token::Name(name) => name,
            };
            let end = at + name.len() + "{}".len();
            if known.len() < MOST_NAMES && taken < MOST_WORDS {
                known.entry(name).or_insert_with(|| words_of(&names.stands_for(name)));
            }
            let words = known.get(name).and_then(Option::as_ref).filter(|_| taken < MOST_WORDS);
            let start = spoken.text.len();
            match words {
                Some(words) => {
                    taken = taken.saturating_add(words.len());
                    spoken.push(at..end, words, true);
                }
                None => spoken.push(at..end, typed.get(at..end).unwrap_or_default(), false),
            }
            if spoken.text.len() > start {
                spoken.live.push(Live { at: start..spoken.text.len(), words: words.is_some() });
            }
            at = end;
        }
        spoken
    }

    fn push(&mut self, typed: Range<usize>, words: &str, whole: bool) {
        let start = self.text.len();
        self.text.push_str(words);
        self.stretches.push(Stretch { spoken: start..self.text.len(), typed, whole });
    }

    /// Where the character that begins here was typed: for a live one, where its name begins.
    fn start(&self, at: usize) -> usize {
        let index = self.stretches.partition_point(|stretch| stretch.spoken.end <= at);
        match self.stretches.get(index) {
            Some(stretch) if stretch.whole => stretch.typed.start,
            Some(stretch) => stretch.typed.start + at.saturating_sub(stretch.spoken.start),
            None => self.stretches.last().map_or(0, |last| last.typed.end),
        }
    }

    /// Where the character that ends here was typed: for a live one, where its name ends.
    fn end(&self, at: usize) -> usize {
        let index = self.stretches.partition_point(|stretch| stretch.spoken.end < at);
        match self.stretches.get(index) {
            Some(stretch) if stretch.whole => stretch.typed.end,
            Some(stretch) => stretch.typed.start + at.saturating_sub(stretch.spoken.start),
            None => self.stretches.last().map_or(0, |last| last.typed.end),
        }
    }

    /// A proof of the words as one of the text as typed.
    pub fn back(&self, typed: &str, proof: Proof) -> Proof {
        proof.moved(typed, &|at| {
            let start = self.start(at.start);
            start..self.end(at.end).max(start)
        })
    }
}

/// What a name stands for, in words; nothing when it stands for nothing.
fn words_of(fragments: &[Fragment]) -> Option<String> {
    match fragments {
        [Fragment::Unknown { .. }] => None,
        fragments => Some(fragments.iter().map(Fragment::text).collect()),
    }
}
