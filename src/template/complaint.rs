//! What is wrong with a template, where, and what to do.

use std::fmt;

/// One complaint about a template file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// File within the template's folder.
    pub file: String,
    /// Line, from 1; 0 when the complaint is about the file as a whole.
    pub line: usize,
    /// What is wrong, in Chinese, with the remedy.
    pub problem: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}：{}", self.file, self.problem),
            line => write!(f, "{} 第{line}行：{}", self.file, self.problem),
        }
    }
}

/// The first of all complaints and how many there are, where there is room for a line.
pub fn in_short(complaints: &[Complaint]) -> String {
    const TOLD: usize = 3;
    let told: Vec<String> = complaints.iter().take(TOLD).map(ToString::to_string).collect();
    let more =
        if complaints.len() > TOLD { format!("……共{}处", complaints.len()) } else { String::new() };
    format!("{}{more}", told.join("；"))
}

/// Collects complaints about one file.
pub(super) struct Complaints<'a> {
    file: &'a str,
    text: &'a str,
    pub(super) found: Vec<Complaint>,
}

impl<'a> Complaints<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Complaints { file, text, found: Vec::new() }
    }

    /// Complains about the file as a whole.
    pub(super) fn whole(&mut self, problem: impl Into<String>) {
        self.found.push(Complaint { file: self.file.into(), line: 0, problem: problem.into() });
    }

    /// Complains about the line that holds `needle`, the last of them: of two of the same name the second is at fault.
    pub(super) fn near(&mut self, needle: &str, problem: impl Into<String>) {
        match self.text.rfind(needle) {
            Some(at) => self.at(at, problem),
            None => self.whole(problem),
        }
    }

    /// Complains about the text that starts at byte `at`.
    pub(super) fn at(&mut self, at: usize, problem: impl Into<String>) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        self.found.push(Complaint { file: self.file.into(), line, problem: problem.into() });
    }
}
