//! Line and column of a place in a text.

/// A place as editors tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Character within the line, from 1.
    pub column: usize,
}

/// The place of a byte of the text; the end of the text when it lies beyond.
pub fn place(text: &str, at: usize) -> Place {
    let before: &str = text.get(..at.min(text.len())).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    Place { line, column: before.get(start..).map_or(0, |rest| rest.chars().count()) + 1 }
}
