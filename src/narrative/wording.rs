//! A clerk's own wording of a generated sentence. Its figures stay live where it keeps their names in braces.
//!
//! It is kept under names that are the template's (`{total}`), so that a later version of the template cannot mix
//! them up; the clerk sees names that mean something (`{数1}`).

use super::tokens::{Token, tokens};
use crate::template::{Expr, OWN_WORDING, Paragraph, Piece, Template};

/// The key under which a sentence's own wording is kept.
pub fn wording_key(sentence: &str) -> String {
    format!("{sentence}{OWN_WORDING}")
}

/// A piece of a generated sentence that a clerk's wording can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceName {
    /// As kept: `total`.
    pub kept: String,
    /// As shown: `数1`.
    pub shown: String,
    /// Its index in [`Paragraph::pieces`].
    pub piece: usize,
}

/// The names of a sentence's pieces, in order.
pub fn piece_names(paragraph: &Paragraph, template: &Template) -> Vec<PieceName> {
    let (mut figures, mut phrases, mut texts, mut lists) = (0, 0, 0, 0);
    let mut names = Vec::new();
    let next = |count: &mut u32| {
        *count += 1;
        *count
    };
    for (index, piece) in paragraph.pieces.iter().enumerate() {
        let (kept, shown) = match piece {
            Piece::Words(_) => continue,
            Piece::Figure(name, formula, _) => match formula.expr {
                Expr::Call(..) => (name.clone(), format!("比较{}", next(&mut phrases))),
                _ => (name.clone(), format!("数{}", next(&mut figures))),
            },
            Piece::Enumeration(list) => match paragraph.enumerations.get(*list) {
                Some(list) => (list.key.clone(), format!("列举{}", next(&mut lists))),
                None => continue,
            },
            Piece::Text(Expr::Field(field)) => match template.fields.get(*field) {
                Some(field) => (field.key.clone(), field.label.clone()),
                None => continue,
            },
            Piece::Text(_) => {
                let count = next(&mut texts);
                (format!("text{count}"), format!("文{count}"))
            }
            Piece::Slot(slot) => match paragraph.slots.get(*slot) {
                Some(slot) => (slot.key.clone(), slot.label.clone()),
                None => continue,
            },
        };
        names.push(PieceName { kept, shown, piece: index });
    }
    names
}

/// The piece that a name means, whether as kept or as shown.
pub(super) fn own_piece(name: &str, paragraph: &Paragraph, template: &Template) -> Option<usize> {
    let names = piece_names(paragraph, template);
    let by = |pick: fn(&PieceName) -> &String| names.iter().find(|own| pick(own) == name);
    by(|own| &own.shown).or_else(|| by(|own| &own.kept)).map(|own| own.piece)
}

/// The generated sentence as a text to begin from, with the pieces' names as the clerk sees them.
pub fn first_wording(paragraph: &Paragraph, template: &Template) -> String {
    let names = piece_names(paragraph, template);
    let mut text = String::new();
    for (index, piece) in paragraph.pieces.iter().enumerate() {
        match (piece, names.iter().find(|name| name.piece == index)) {
            (Piece::Words(words), _) => text.push_str(words),
            (_, Some(name)) => text.push_str(&format!("{{{}}}", name.shown)),
            (_, None) => {}
        }
    }
    text
}

/// A wording as the clerk sees it, from how it is kept.
pub fn shown_wording(kept: &str, paragraph: &Paragraph, template: &Template) -> String {
    renamed(kept, paragraph, template, |name| (&name.kept, &name.shown))
}

/// A wording as it is kept, from how the clerk sees it.
pub fn kept_wording(shown: &str, paragraph: &Paragraph, template: &Template) -> String {
    renamed(shown, paragraph, template, |name| (&name.shown, &name.kept))
}

fn renamed(
    text: &str,
    paragraph: &Paragraph,
    template: &Template,
    pair: impl Fn(&PieceName) -> (&String, &String),
) -> String {
    let names = piece_names(paragraph, template);
    let mut renamed = String::with_capacity(text.len());
    for token in tokens(text) {
        match token {
            Token::Words(words) => renamed.push_str(words),
            Token::Name(name) => {
                let new = names.iter().map(&pair).find(|(from, _)| from.as_str() == name);
                renamed.push_str(&format!("{{{}}}", new.map_or(name, |(_, to)| to.as_str())));
            }
        }
    }
    renamed
}
