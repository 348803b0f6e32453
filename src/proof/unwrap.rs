//! Texts in which lines were broken at the width of a page, as PDF readers give them: joined again, so that neither
//! figures nor words are torn, with the way back to where everything stood.

use super::remark::Proof;
use std::ops::Range;

/// Lines of a page are no wider than this, in columns of half a Chinese character.
const WIDEST: usize = 130;
/// Narrower ones are lists and tables.
const NARROWEST: usize = 40;
/// A full line takes so many tenths of the page: digits and letters are narrower than they are counted.
const FULL: usize = 7;
/// Of so many lines at least, one must be full.
const ONE_OF: usize = 4;

/// A text with its paragraphs on one line each.
pub(super) struct Unwrapped {
    /// The joined text.
    pub text: String,
    /// Where stretches of it begin, here and in the text as given.
    stretches: Vec<(usize, usize)>,
}

/// Columns that a line takes.
fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Joins the lines of a text that was broken at the width of a page; nothing when it was not. `heading` tells whether
/// a line stands by itself.
pub(super) fn unwrap(text: &str, heading: &dyn Fn(&str) -> bool) -> Option<Unwrapped> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut widths: Vec<usize> =
        lines.iter().map(|line| width(line.trim())).filter(|width| *width > 0).collect();
    widths.sort_unstable();
    let widest = *widths.last()?;
    // A stray longer line is no page's.
    let page = widths.get(widths.len() * 19 / 20).copied().unwrap_or(widest);
    let full = |width: usize| 10 * width >= FULL * page;
    let fulls = widths.iter().filter(|width| full(**width)).count();
    if !(NARROWEST..=WIDEST).contains(&widest) || lines.len() < 3 || fulls * ONE_OF < widths.len() {
        return None;
    }
    let mut joined = Unwrapped { text: String::with_capacity(text.len()), stretches: Vec::new() };
    let mut at = 0;
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).copied().unwrap_or_default();
        let open = !line.trim_end().ends_with(['。', '；', '：', '！', '？']);
        let goes_on =
            open && full(width(line.trim())) && !next.trim().is_empty() && !heading(next) && !heading(line);
        let continued = index > 0 && !joined.text.ends_with('\n');
        let start = if continued { line.len() - line.trim_start().len() } else { 0 };
        let end = if goes_on { line.trim_end().len().max(start) } else { line.len() };
        joined.stretches.push((joined.text.len(), at + start));
        joined.text.push_str(line.get(start..end).unwrap_or_default());
        at += line.len();
    }
    Some(joined)
}

impl Unwrapped {
    /// Where a byte stood.
    fn original(&self, at: usize) -> usize {
        let index = self.stretches.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.stretches.get(index).map_or(at, |(start, original)| original + (at - start))
    }

    /// Where a range stood; it ends behind its last byte, not before the next line.
    fn range(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.original(at.start);
        match at.end.checked_sub(1).filter(|last| *last >= at.start) {
            Some(last) => start..self.original(last) + 1,
            None => start..start,
        }
    }

    /// A proof of the joined text as one of the text as given.
    pub fn back(&self, text: &str, proof: Proof) -> Proof {
        proof.moved(text, &|at| self.range(at))
    }
}
