//! What the names in braces of an entered text stand for: in a sentence's own wording its pieces first.

use super::legend::Own;
use super::tokens::{Within, resolve};
use super::wording::{PieceName, piece_names};
use super::{Fragment, of_piece};
use crate::calc::Values;

/// The names that a text may hold.
pub struct Names<'a> {
    /// The sentence whose wording the text is, and its pieces.
    own: Option<(Own<'a>, Vec<PieceName>)>,
    /// The text's key; empty for a sentence's wording.
    key: String,
    values: &'a dyn Values,
}

impl<'a> Names<'a> {
    /// Of a sentence's own wording, as it is kept.
    pub fn of_wording(own: Own<'a>, values: &'a dyn Values) -> Self {
        let pieces = piece_names(own.paragraph, &values.template());
        Names { own: Some((own, pieces)), key: String::new(), values }
    }

    /// Of the text that is kept under `key`, which does not take in itself.
    pub fn of_text(key: &str, values: &'a dyn Values) -> Self {
        Names { own: None, key: key.to_string(), values }
    }

    /// What a name stands for, without its braces: one [`Fragment::Unknown`] when it stands for nothing.
    pub fn stands_for(&self, name: &str) -> Vec<Fragment> {
        if let Some((own, pieces)) = &self.own {
            let piece = pieces.iter().find(|piece| piece.kept == name);
            let piece = piece.and_then(|piece| own.paragraph.pieces.get(piece.piece));
            if let Some(piece) = piece {
                return of_piece(own.key, piece, own.paragraph, own.scope, self.values, true);
            }
        }
        let mut within = match self.key.as_str() {
            "" => Within::default(),
            key => Within::of(key),
        };
        resolve(name, self.values, &mut within)
    }
}
