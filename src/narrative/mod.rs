//! Sentences with live figures, from the template's paragraphs and a report's values.
//!
//! [`instances`] lists which blocks a section has now (repetitions unrolled, conditions judged); [`sentence`] words one
//! of them. Every figure keeps the cells it comes from, its formula in words and its unrounded value. A blank reads
//! 0.00 in a sentence and is marked as blank.
//!
//! Knows nothing of HTML and of the browser.

mod figure_text;
mod instances;
mod words;

pub use figure_text::{FigureText, Measure};
pub use instances::{Instance, InstanceKind, instances, locate, rows_of, scopes};

use crate::calc::{Evaluated, Scope, Values, evaluate};
use crate::template::{BlockBody, Paragraph, ParagraphStyle, Piece, Section};

/// A composed sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its name: the block's, with the codes of the rows it stands for.
    pub key: String,
    /// Its look.
    pub style: ParagraphStyle,
    /// Its parts in order.
    pub fragments: Vec<Fragment>,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Fragment {
    /// Fixed or computed words.
    Words(String),
    /// A figure.
    Figure(FigureText),
    /// An entered text.
    Slot(SlotText),
}

/// An entered text within a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotText {
    /// Key under which the report keeps it.
    pub key: String,
    /// Label of the field.
    pub label: String,
    /// What to write.
    pub help: String,
    /// Words before it; left out with it.
    pub lead: String,
    /// The text as entered; empty when nothing was.
    pub text: String,
}

impl SlotText {
    /// As it stands in the sentence: with its lead, without a full stop of its own, since the sentence has one.
    pub fn composed(&self) -> String {
        let text = self.text.trim().trim_end_matches(['。', '；', '，', '.']);
        if text.is_empty() { String::new() } else { format!("{}{text}", self.lead) }
    }
}

impl Sentence {
    /// Its plain words.
    pub fn text(&self) -> String {
        self.fragments
            .iter()
            .map(|fragment| match fragment {
                Fragment::Words(words) => words.clone(),
                Fragment::Figure(figure) => figure.text.clone(),
                Fragment::Slot(slot) => slot.composed(),
            })
            .collect()
    }

    /// Its figures in order.
    pub fn figures(&self) -> impl Iterator<Item = &FigureText> {
        self.fragments.iter().filter_map(|fragment| match fragment {
            Fragment::Figure(figure) => Some(figure),
            Fragment::Words(_) | Fragment::Slot(_) => None,
        })
    }
}

/// Words a paragraph for the rows in `scope`. `key` is the instance's.
pub fn sentence(key: &str, paragraph: &Paragraph, scope: &Scope, values: &impl Values) -> Sentence {
    let mut fragments = Vec::new();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Words(words) => push_words(&mut fragments, words),
            Piece::Text(expr) => {
                if let Evaluated::Text(text) = evaluate(expr, scope, values) {
                    push_words(&mut fragments, &text);
                }
            }
            Piece::Figure(name, formula, style) => {
                let key = format!("{key}.{name}");
                for fragment in words::figure(&key, formula, *style, scope, values) {
                    match fragment {
                        Fragment::Words(words) => push_words(&mut fragments, &words),
                        other => fragments.push(other),
                    }
                }
            }
            Piece::Slot(index) => {
                if let Some(slot) = paragraph.slots.get(*index) {
                    let key = format!("{key}.{}", slot.key);
                    let text = values.text(&key).unwrap_or_default();
                    let (label, help, lead) = (slot.label.clone(), slot.help.clone(), slot.lead.clone());
                    fragments.push(Fragment::Slot(SlotText { key, label, help, lead, text }));
                }
            }
        }
    }
    Sentence { key: key.to_string(), style: paragraph.style, fragments }
}

/// The figure named `key` in a section, as it reads now.
pub fn figure_in(section: &Section, key: &str, values: &impl Values) -> Option<FigureText> {
    let owns =
        |instance: &Instance| key.strip_prefix(&instance.key).is_some_and(|rest| rest.starts_with('.'));
    instances(section, values).into_iter().filter(owns).find_map(|instance| {
        let BlockBody::Paragraph(paragraph) = &locate(section, &instance.path)?.body else { return None };
        let sentence = sentence(&instance.key, paragraph, &instance.scope, values);
        sentence.figures().find(|figure| figure.key == key).cloned()
    })
}

/// Words next to words are one fragment.
fn push_words(fragments: &mut Vec<Fragment>, words: &str) {
    match fragments.last_mut() {
        _ if words.is_empty() => {}
        Some(Fragment::Words(before)) => before.push_str(words),
        _ => fragments.push(Fragment::Words(words.to_string())),
    }
}
