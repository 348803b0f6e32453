//! What the names in braces of a text mean, and what is wrong with those that mean nothing.

use super::candidates::{excerpt, fact_of, text_words, with_unit};
use super::figure_text::FigureText;
use super::tokens::{Token, Within, expand_within, tokens};
use super::wording::{own_piece, piece_names};
use super::{Fragment, of_piece};
use crate::calc::{Scope, Values, cell_label};
use crate::report::CellRef;
use crate::template::{Expr, Paragraph, Piece};

/// A generated sentence whose wording is being written: its pieces can be named too.
#[derive(Clone, Copy)]
pub struct Own<'p> {
    /// The instance's key.
    pub key: &'p str,
    /// The sentence.
    pub paragraph: &'p Paragraph,
    /// The rows it stands for.
    pub scope: &'p Scope,
}

/// A name in braces, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// As typed, without the braces.
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// How it reads now.
    pub now: String,
    /// Why it stands for nothing, or for something that is broken.
    pub problem: Option<String>,
    /// The named figure it is.
    pub fact: Option<FactEntry>,
}

/// A named figure of the clerk's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactEntry {
    /// The id of its record.
    pub id: u32,
    /// Its unit, which the text has to write itself.
    pub unit: String,
}

/// Explains every name in braces of a text, each once, in order. `key` is that of the text itself.
pub fn legend(text: &str, key: &str, own: Option<Own<'_>>, values: &dyn Values) -> Vec<LegendEntry> {
    let mut entries: Vec<LegendEntry> = Vec::new();
    for token in tokens(text) {
        let Token::Name(name) = token else { continue };
        if entries.iter().any(|entry| entry.name == name) {
            continue;
        }
        let of_own = own.and_then(|own| own_entry(name, own, values));
        entries.push(of_own.unwrap_or_else(|| entry(name, key, values)));
    }
    entries
}

/// Explains every piece of a generated sentence that its wording can name, in order.
pub fn own_legend(own: Own<'_>, values: &dyn Values) -> Vec<LegendEntry> {
    let names = piece_names(own.paragraph, &values.template());
    names.iter().filter_map(|name| own_entry(&name.shown, own, values)).collect()
}

fn own_entry(name: &str, own: Own<'_>, values: &dyn Values) -> Option<LegendEntry> {
    let template = values.template();
    let piece = own.paragraph.pieces.get(own_piece(name, own.paragraph, &template)?)?;
    let fragments = of_piece(own.key, piece, own.paragraph, own.scope, values, true);
    let meaning = match piece {
        Piece::Words(_) => return None,
        Piece::Figure(..) => {
            let mut formulas: Vec<&str> = Vec::new();
            for formula in fragments.iter().filter_map(figure_of).map(|figure| figure.formula.as_str()) {
                if !formula.is_empty() && !formulas.contains(&formula) {
                    formulas.push(formula);
                }
            }
            if formulas.is_empty() { "比较的说法".into() } else { formulas.join("；") }
        }
        Piece::Text(Expr::Field(field)) => {
            template.fields.get(*field).map(|field| field.label.clone()).unwrap_or_default()
        }
        Piece::Text(_) => "随表变动的文字".into(),
        Piece::Enumeration(_) => "随表增减的列举".into(),
        Piece::Slot(slot) => {
            own.paragraph.slots.get(*slot).map(|slot| format!("填写的{}", slot.label)).unwrap_or_default()
        }
    };
    let now: String = fragments.iter().map(Fragment::text).collect();
    let now = match (fragments.as_slice(), piece) {
        ([Fragment::Figure(figure)], _) => with_unit(figure),
        (_, Piece::Slot(_)) if now.trim().is_empty() => "（还没有填写）".into(),
        _ if now.trim().is_empty() => "（现在没有字）".into(),
        _ => excerpt(&now),
    };
    Some(LegendEntry { name: name.to_string(), meaning, now, problem: None, fact: None })
}

fn figure_of(fragment: &Fragment) -> Option<&FigureText> {
    match fragment {
        Fragment::Figure(figure) => Some(figure),
        _ => None,
    }
}

fn entry(name: &str, key: &str, values: &dyn Values) -> LegendEntry {
    let template = values.template();
    let plain = name.split('|').next().unwrap_or_default().trim();
    let fragments = expand_within(&format!("{{{name}}}"), values, &mut Within::of(key));
    let written = format!("{{{name}}}");
    let mut problem = None;
    for fragment in &fragments {
        if let Fragment::Unknown { written: inner, reason } = fragment {
            let inside = if *inner == written { String::new() } else { format!("其中的{inner}：") };
            problem = Some(format!("{inside}{reason}"));
        }
    }
    let fact =
        fact_of(plain, values).map(|record| FactEntry { id: record.id, unit: record.field("unit").into() });
    let text = text_words(plain, values);
    let refers = text.is_some();
    let meaning = match (&text, fragments.as_slice()) {
        _ if problem.is_some() && !refers => String::new(),
        (Some(words), _) => format!("引用：{words}"),
        (None, [Fragment::Figure(figure)]) => figure.formula.clone(),
        (None, _) => match (template.field(plain), CellRef::parse(&template, plain)) {
            (Some(field), _) => field.label.clone(),
            (None, Some(cell)) => cell_label(cell, values),
            (None, None) => "文字".into(),
        },
    };
    let words: String = fragments.iter().map(Fragment::text).collect();
    let now = match fragments.as_slice() {
        _ if problem.is_some() && !refers => String::new(),
        [Fragment::Figure(figure)] if fact.is_none() => with_unit(figure),
        _ if words.trim().is_empty() => "（空）".into(),
        _ => excerpt(&words),
    };
    LegendEntry { name: name.to_string(), meaning, now, problem, fact }
}
