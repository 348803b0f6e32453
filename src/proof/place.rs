//! Line and column of a place in a text.

/// A place as editors tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Character within the line, from 1.
    pub column: usize,
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Of a text.
    pub fn new(text: &'t str) -> Self {
        let behind = text.match_indices('\n').map(|(at, end)| at + end.len());
        Lines { text, starts: std::iter::once(0).chain(behind).collect() }
    }

    /// The place of a byte; the end of the text when it lies beyond.
    pub fn place(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        Place { line, column: self.text.get(start..at).map_or(0, |before| before.chars().count()) + 1 }
    }
}
