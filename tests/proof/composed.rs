//! The composed report as a text, with the place of every live figure and word of direction in it.

use final_accounts::calc::Engine;
use final_accounts::document::{DocumentBlock, compose};
use final_accounts::narrative::{Fragment, Sentence};
use final_accounts::proof::{Proof, RemarkKind, read};
use final_accounts::report::Edit;
use final_accounts::template::ZeroWording;
use std::ops::Range;

/// A live figure in the text.
#[derive(Clone, Debug)]
pub struct Live {
    pub key: String,
    pub section: String,
    pub at: Range<usize>,
}

/// The report as a text.
pub struct Composed {
    pub engine: Engine,
    pub text: String,
    pub figures: Vec<Live>,
    /// Where each section stands, its heading included.
    sections: Vec<(String, Range<usize>)>,
    /// Where entered texts stand: nothing in them is the template's.
    pub entered: Vec<Range<usize>>,
}

impl Composed {
    pub fn new(wording: ZeroWording) -> Self {
        let mut engine = super::engine();
        engine.apply(Edit::SetZeroWording(wording)).unwrap();
        // The source gives a reason where nothing differs; that is a fault of its text.
        engine.apply(Edit::SetText("s8.overview.reason".into(), None)).unwrap();
        let document = compose(&engine);
        let mut composed = Composed {
            engine,
            text: String::new(),
            figures: Vec::new(),
            sections: Vec::new(),
            entered: Vec::new(),
        };
        for part in &document.parts {
            composed.line(&format!("{} {}", part.number, part.title));
            let mut section = part.key.clone();
            for block in &part.blocks {
                match block {
                    DocumentBlock::Heading(key, number, title) => {
                        section.clone_from(key);
                        composed.begin(key);
                        composed.line(&format!("{number}、{title}"));
                    }
                    DocumentBlock::Sentence(sentence) => composed.sentence(&section, sentence),
                    _ => {}
                }
            }
        }
        composed
    }

    fn line(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn sentence(&mut self, section: &str, sentence: &Sentence) {
        for fragment in &sentence.fragments {
            let start = self.text.len();
            let words = fragment.text();
            self.text.push_str(&words);
            let at = start..self.text.len();
            match fragment {
                Fragment::Figure(figure) => {
                    self.figures.push(Live { key: figure.key.clone(), section: section.to_string(), at })
                }
                Fragment::Slot(_) => self.entered.push(at),
                _ => {}
            }
        }
        self.text.push('\n');
    }

    fn begin(&mut self, section: &str) {
        let start = self.text.len();
        if let Some((_, last)) = self.sections.last_mut() {
            last.end = start;
        }
        self.sections.push((section.to_string(), start..usize::MAX));
    }

    /// The section with a stretch of it put otherwise.
    pub fn with(&self, at: &Range<usize>, words: &str) -> Changed {
        let (_, section) = self.sections.iter().find(|(_, section)| section.contains(&at.start)).unwrap();
        let section = section.start..section.end.min(self.text.len());
        let text =
            format!("{}{words}{}", &self.text[section.start..at.start], &self.text[at.end..section.end]);
        let proof = read(&text, &self.engine);
        Changed { proof, start: section.start, text }
    }
}

/// A section with something put otherwise, proofed.
pub struct Changed {
    pub proof: Proof,
    /// Where the section starts in the whole text.
    pub start: usize,
    pub text: String,
}

impl Changed {
    /// Whether a remark of one of the kinds overlaps a place of the whole text; of any kind when none is named.
    pub fn remarked(&self, at: &Range<usize>, kinds: &[RemarkKind]) -> bool {
        let at = at.start - self.start..at.end - self.start;
        self.proof.remarks.iter().any(|remark| {
            let own = &remark.reading.at;
            own.start < at.end && at.start < own.end && (kinds.is_empty() || kinds.contains(&remark.kind))
        })
    }
}

/// Whether a section is one of 一 to 十三.
pub fn told(section: &str) -> bool {
    section
        .strip_prefix('s')
        .and_then(|number| number.parse().ok())
        .is_some_and(|n: u32| (1..=13).contains(&n))
}
