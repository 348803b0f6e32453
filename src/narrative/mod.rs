//! Sentences with live figures, from the template's paragraphs and a report's values.
//!
//! [`instances`] lists which blocks a section has now (repetitions unrolled, conditions judged); [`sentence`] words one
//! of them. Every figure keeps the cells it comes from, its formula in words and its unrounded value. A blank reads
//! 0.00 in a sentence and is marked as blank.
//!
//! Knows nothing of HTML and of the browser.

mod candidates;
mod entered;
mod examples;
mod figure_text;
mod gaps;
mod instances;
mod legend;
mod names;
mod review;
mod search;
mod tokens;
mod unusual;
mod uses;
mod wording;
mod words;

pub use candidates::{Candidate, CandidateKind, candidates, check_fact, check_fact_name, check_fact_value};
pub use entered::{entered, entered_texts};
pub use examples::{Choosing, Example, comparison_words, examples, with_choice};
pub use figure_text::{FigureText, Measure, in_words as formula_words};
pub use gaps::{Gap, GapKind, gaps};
pub use instances::{Instance, InstanceKind, instances, locate, rows_of, scopes};
pub use legend::{FactEntry, LegendEntry, Own, legend, own_legend};
pub use names::Names;
pub use review::{WordingReview, preview, review, unknown_names};
pub use search::{find, nearest};
use tokens::Within;
pub use tokens::{Token, expand, tokens};
pub use unusual::{Unusual, unusual, without_unusual};
pub use uses::{ChartUse, FigureUse, chart_uses, figure_uses};
pub use wording::{PieceName, first_wording, kept_wording, piece_names, shown_wording, wording_key};

use crate::calc::{Evaluated, Scope, Values, evaluate};
use crate::template::{BlockBody, Enumeration, Expr, Paragraph, ParagraphStyle, Piece, Section, Slot};

/// A composed sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its name: the block's, with the codes of the rows it stands for.
    pub key: String,
    /// Its look.
    pub style: ParagraphStyle,
    /// Its parts in order.
    pub fragments: Vec<Fragment>,
    /// Whether it is the clerk's own wording.
    pub reworded: bool,
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
    /// A name in braces that stands for nothing: printed as it was typed, and marked.
    Unknown {
        /// As typed, with its braces.
        written: String,
        /// Why it stands for nothing.
        reason: String,
    },
}

impl Fragment {
    /// Its plain words.
    pub fn text(&self) -> String {
        match self {
            Fragment::Words(words) => words.clone(),
            Fragment::Figure(figure) => figure.text.clone(),
            Fragment::Slot(slot) => slot.composed(),
            Fragment::Unknown { written, .. } => written.clone(),
        }
    }
}

/// An entered text within a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotText {
    /// Key under which the report keeps it.
    pub key: String,
    /// Label of the field.
    pub label: String,
    /// What to write.
    pub help: String,
    /// Words before it; left out with it.
    pub lead: String,
    /// Words that stand there when nothing is entered.
    pub otherwise: String,
    /// Whether a published report may lack it.
    pub optional: bool,
    /// The text as entered; empty when nothing was.
    pub text: String,
    /// The text with the names in braces replaced by what they stand for, without a full stop of its own.
    pub fragments: Vec<Fragment>,
}

impl SlotText {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        self.composed().is_empty()
    }

    /// Whether something still has to be entered.
    pub fn is_missing(&self) -> bool {
        !self.optional && self.otherwise.is_empty() && self.is_empty()
    }

    /// As it stands in the sentence: with its lead, without a full stop of its own, since the sentence has one.
    pub fn composed(&self) -> String {
        let text: String = self.fragments.iter().map(Fragment::text).collect();
        match text.trim().is_empty() {
            true => self.otherwise.clone(),
            false => format!("{}{text}", self.lead),
        }
    }
}

impl Sentence {
    /// Its plain words.
    pub fn text(&self) -> String {
        self.fragments.iter().map(Fragment::text).collect()
    }

    /// Its figures in order, those of entered texts too.
    pub fn figures(&self) -> impl Iterator<Item = &FigureText> {
        self.fragments.iter().flat_map(|fragment| -> Box<dyn Iterator<Item = &FigureText>> {
            match fragment {
                Fragment::Figure(figure) => Box::new(std::iter::once(figure)),
                Fragment::Slot(slot) => Box::new(slot.fragments.iter().filter_map(|inner| match inner {
                    Fragment::Figure(figure) => Some(figure),
                    _ => None,
                })),
                Fragment::Words(_) | Fragment::Unknown { .. } => Box::new(std::iter::empty()),
            }
        })
    }

    /// Names in braces that stand for nothing.
    pub fn unknown(&self) -> impl Iterator<Item = &Fragment> {
        let inner = |fragment: &'_ Fragment| matches!(fragment, Fragment::Unknown { .. });
        let slots = self.fragments.iter().filter_map(|fragment| match fragment {
            Fragment::Slot(slot) => Some(&slot.fragments),
            _ => None,
        });
        self.fragments.iter().chain(slots.flatten()).filter(move |fragment| inner(fragment))
    }
}

/// Words a paragraph for the rows in `scope`, or as the clerk has reworded it. `key` is the instance's.
pub fn sentence(key: &str, paragraph: &Paragraph, scope: &Scope, values: &dyn Values) -> Sentence {
    match values.text(&wording_key(key)) {
        Some(wording) => reworded(key, &wording, paragraph, scope, values),
        None => generated(key, paragraph, scope, values),
    }
}

/// A paragraph as the template words it, also when the clerk has reworded it.
pub fn generated(key: &str, paragraph: &Paragraph, scope: &Scope, values: &dyn Values) -> Sentence {
    let pieces = paragraph.pieces.iter();
    let fragments = pieces.flat_map(|piece| of_piece(key, piece, paragraph, scope, values, true));
    let mut joined = Vec::new();
    fragments.for_each(|fragment| push(&mut joined, fragment));
    Sentence { key: key.to_string(), style: paragraph.style, fragments: joined, reworded: false }
}

/// The pieces of a paragraph as the template words it, each with what it yields now; entered texts yield nothing.
pub fn piecewise<'p>(
    key: &str,
    paragraph: &'p Paragraph,
    scope: &Scope,
    values: &dyn Values,
) -> Vec<(&'p Piece, Vec<Fragment>)> {
    let yields = |piece| (piece, of_piece(key, piece, paragraph, scope, values, false));
    paragraph.pieces.iter().map(yields).collect()
}

fn reworded(key: &str, wording: &str, paragraph: &Paragraph, scope: &Scope, values: &dyn Values) -> Sentence {
    let names = Names::of_wording(Own { key, paragraph, scope }, values);
    let mut fragments = Vec::new();
    for token in tokens(wording) {
        let found = match token {
            Token::Words(words) => vec![Fragment::Words(words.to_string())],
            Token::Name(name) => names.stands_for(name),
        };
        found.into_iter().for_each(|fragment| push(&mut fragments, fragment));
    }
    Sentence { key: key.to_string(), style: paragraph.style, fragments, reworded: true }
}

/// What a piece yields; `entered` tells whether entered texts are followed. Whoever looks for a figure does not: an
/// entered text may itself refer to it.
fn of_piece(
    key: &str,
    piece: &Piece,
    paragraph: &Paragraph,
    scope: &Scope,
    values: &dyn Values,
    entered: bool,
) -> Vec<Fragment> {
    match piece {
        Piece::Words(words) => vec![Fragment::Words(words.clone())],
        Piece::Text(expr) => match evaluate(expr, scope, values) {
            // A record's text is entered, and often ends as a sentence of its own.
            Evaluated::Text(text) if entered && matches!(expr, Expr::Record(..)) => {
                expand(tokens::trimmed(&text), values)
            }
            Evaluated::Text(text) => vec![Fragment::Words(text)],
            _ => Vec::new(),
        },
        Piece::Figure(name, formula, style) => {
            words::figure(&format!("{key}.{name}"), formula, *style, scope, values)
        }
        Piece::Enumeration(index) => match paragraph.enumerations.get(*index) {
            Some(list) => {
                enumeration(&format!("{key}.{}", list.key), list, (paragraph, entered), scope, values)
            }
            None => Vec::new(),
        },
        Piece::Slot(index) => match paragraph.slots.get(*index).filter(|_| entered) {
            Some(slot) => {
                let mut slot = slot_text(key, slot, values);
                slot.optional |= follows_equals(paragraph, *index, scope, values);
                vec![Fragment::Slot(slot)]
            }
            None => Vec::new(),
        },
    }
}

/// The phrases of an enumeration that have something to say, with the joint between them.
fn enumeration(
    key: &str,
    list: &Enumeration,
    (paragraph, entered): (&Paragraph, bool),
    scope: &Scope,
    values: &dyn Values,
) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    for phrase in &list.phrases {
        for scope in instances::scopes(phrase.over, phrase.when.as_ref(), scope, values) {
            let before = if fragments.is_empty() { &list.lead } else { &list.joint };
            fragments.push(Fragment::Words(before.clone()));
            let key = instances::key(&format!("{key}.{}", phrase.key), &scope);
            let pieces = phrase.pieces.iter();
            fragments
                .extend(pieces.flat_map(|piece| of_piece(&key, piece, paragraph, &scope, values, entered)));
        }
    }
    if fragments.is_empty() {
        fragments.push(Fragment::Words(list.otherwise.clone()));
    }
    fragments
}

fn slot_text(key: &str, slot: &crate::template::Slot, values: &dyn Values) -> SlotText {
    let key = format!("{key}.{}", slot.key);
    let text = values.text(&key).unwrap_or_default();
    let fragments = tokens::expand_within(tokens::trimmed(&text), values, &mut Within::of(&key));
    SlotText {
        key,
        label: slot.label.clone(),
        help: slot.help.clone(),
        lead: slot.lead.clone(),
        otherwise: slot.otherwise.clone(),
        optional: slot.optional,
        text,
        fragments,
    }
}

/// Whether a text stands right behind a comparison of equals: where nothing has changed there is no reason to give.
fn follows_equals(paragraph: &Paragraph, slot: usize, scope: &Scope, values: &dyn Values) -> bool {
    let place =
        paragraph.pieces.iter().position(|piece| matches!(piece, Piece::Slot(index) if *index == slot));
    let before = place.and_then(|place| paragraph.pieces.get(place.checked_sub(1)?));
    match before {
        Some(Piece::Figure(_, formula, _)) => words::compares_equals(&formula.expr, scope, values),
        _ => false,
    }
}

/// The figure named `key` in a section, as it reads now; also one that an entered text refers to.
pub fn figure_in(section: &Section, key: &str, values: &dyn Values) -> Option<FigureText> {
    let find = |sentence: Sentence| sentence.figures().find(|figure| figure.key == key).cloned();
    instances(section, values).into_iter().find_map(|instance| match &locate(section, &instance.path)?.body {
        BlockBody::Paragraph(paragraph) => find(sentence(&instance.key, paragraph, &instance.scope, values)),
        BlockBody::Entered(_) => entered(&instance.key, values).into_iter().find_map(find),
        _ => None,
    })
}

/// The figure named `key` among those that the template words, not looking into entered texts: those may themselves
/// refer to it.
fn generated_figure(section: &Section, key: &str, values: &dyn Values) -> Option<FigureText> {
    let owns =
        |instance: &Instance| key.strip_prefix(&instance.key).is_some_and(|rest| rest.starts_with('.'));
    let owners = instances(section, values).into_iter().filter(owns);
    owners.flat_map(|instance| figures_of(section, &instance, values)).find(|figure| figure.key == key)
}

/// All figures that the template words in a section, each with the instance it stands in.
fn generated_figures(section: &Section, values: &dyn Values) -> Vec<(Instance, FigureText)> {
    let all = instances(section, values).into_iter();
    all.flat_map(|instance| {
        let figures = figures_of(section, &instance, values);
        figures.into_iter().map(move |figure| (instance.clone(), figure))
    })
    .collect()
}

fn figures_of(section: &Section, instance: &Instance, values: &dyn Values) -> Vec<FigureText> {
    let Some(BlockBody::Paragraph(paragraph)) = locate(section, &instance.path).map(|block| &block.body)
    else {
        return Vec::new();
    };
    let live = |piece: &&Piece| matches!(piece, Piece::Figure(..) | Piece::Enumeration(_));
    let pieces = paragraph.pieces.iter().filter(live);
    let fragments =
        pieces.flat_map(|piece| of_piece(&instance.key, piece, paragraph, &instance.scope, values, false));
    let figures = fragments.filter_map(|fragment| match fragment {
        Fragment::Figure(figure) => Some(figure),
        _ => None,
    });
    figures.collect()
}

/// The texts that are entered within an instance.
fn slots_of<'s>(section: &'s Section, instance: &Instance) -> &'s [Slot] {
    match locate(section, &instance.path).map(|block| &block.body) {
        Some(BlockBody::Paragraph(paragraph)) => &paragraph.slots,
        _ => &[],
    }
}

/// Words next to words are one fragment.
fn push(fragments: &mut Vec<Fragment>, fragment: Fragment) {
    match fragment {
        Fragment::Words(words) => push_words(fragments, &words),
        other => fragments.push(other),
    }
}

fn push_words(fragments: &mut Vec<Fragment>, words: &str) {
    match fragments.last_mut() {
        _ if words.is_empty() => {}
        Some(Fragment::Words(before)) => before.push_str(words),
        _ => fragments.push(Fragment::Words(words.to_string())),
    }
}
