//! Sentences with placeholders: `{total: T01.L_total.amount}`, `{department}`, `{reason}`.
//!
//! A placeholder with a name before a colon is a figure and can be asked for by that name; one that is the name of
//! a slot is entered text; any other yields words. `| wan(4)` after a figure says how it is written.

use super::complaint::Complaints;
use super::expr::Kind;
use super::narrative::{Enumeration, Paragraph, Piece, Slot, Style};
use super::resolve::{Names, Place, Resolved};
use super::source::Written;
use super::{Formula, ParagraphStyle};
use std::collections::BTreeSet;

/// A slot's key may not be the one under which a sentence's own wording is kept.
pub(super) const RESERVED_SLOT: &str = "override";

/// What a sentence can hold besides words and figures.
#[derive(Default)]
pub(super) struct Inserts {
    pub(super) slots: Vec<Slot>,
    pub(super) enumerations: Vec<Enumeration>,
}

/// Reads a sentence; complaints carry its line.
pub(super) fn paragraph(
    names: &Names<'_>,
    written: &Written,
    place: Place<'_>,
    style: ParagraphStyle,
    inserts: Inserts,
    complaints: &mut Complaints<'_>,
) -> Paragraph {
    let pieces = pieces(names, written, place, &inserts, complaints);
    let Inserts { slots, enumerations } = inserts;
    let mut keys = BTreeSet::new();
    let places = slots.iter().map(|slot| (&slot.key, &slot.label));
    for (key, label) in places.chain(enumerations.iter().map(|list| (&list.key, &list.key))) {
        if key == RESERVED_SLOT || key.is_empty() || !key.chars().all(is_plain) || !keys.insert(key) {
            complaints.at(
                written.at,
                format!("“{key}”不能作填写处或列举的名称：要唯一，只用英文字母、数字和下划线，请改名"),
            );
        }
        let used = pieces.iter().any(|piece| match piece {
            Piece::Slot(index) => slots.get(*index).is_some_and(|slot| slot.key == *key),
            Piece::Enumeration(index) => enumerations.get(*index).is_some_and(|list| list.key == *key),
            _ => false,
        });
        if !used {
            complaints.at(written.at, format!("“{label}”没有写进句子，请在句中加 {{{key}}}，或删去它"));
        }
    }
    Paragraph { style, pieces, slots, enumerations }
}

/// Reads the words and placeholders of a sentence or a phrase.
pub(super) fn pieces(
    names: &Names<'_>,
    written: &Written,
    place: Place<'_>,
    inserts: &Inserts,
    complaints: &mut Complaints<'_>,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut figures = BTreeSet::new();
    let mut rest = written.text.as_str();
    while let Some(open) = rest.find('{') {
        let (words, after) = rest.split_at(open);
        if !words.is_empty() {
            pieces.push(Piece::Words(words.to_string()));
        }
        let next = after[1..].find(['{', '}']).map(|next| next + 1);
        let Some(close) = next.filter(|close| after[*close..].starts_with('}')) else {
            // The next brace opens again, so what stands before it is what lacks its own.
            let (open, after) = after.split_at(next.unwrap_or(after.len()));
            complaints.at(written.at, format!("“{open}”的花括号没有合上"));
            rest = after;
            continue;
        };
        let inside = &after[1..close];
        rest = &after[close + 1..];
        match piece(names, inside, place, inserts) {
            Ok(piece) => {
                if let Piece::Figure(name, ..) = &piece
                    && !figures.insert(name.clone())
                {
                    complaints.at(written.at, format!("一段里有两个数都叫“{name}”，请改名"));
                }
                pieces.push(piece);
            }
            Err(problem) => complaints.at(written.at, format!("“{{{inside}}}”{problem}")),
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_string()));
    }
    pieces
}

fn piece(names: &Names<'_>, inside: &str, place: Place<'_>, inserts: &Inserts) -> Resolved<Piece> {
    let inside = inside.trim();
    if let Some(slot) = inserts.slots.iter().position(|slot| slot.key == inside) {
        return Ok(Piece::Slot(slot));
    }
    if let Some(list) = inserts.enumerations.iter().position(|list| list.key == inside) {
        return Ok(Piece::Enumeration(list));
    }
    let Some((name, written)) = inside.split_once(':') else {
        return match names.text(inside, place, &[Kind::Text]) {
            Ok((expr, _)) => Ok(Piece::Text(expr)),
            Err(problem) => Err(format!("{problem}；若是一个数，请写成 {{名称: 算式}}")),
        };
    };
    let name = name.trim();
    if name.is_empty() || !name.chars().all(is_plain) {
        return Err(format!("：数的名称“{name}”只能用英文字母、数字和下划线"));
    }
    let (text, style) = match written.split_once('|') {
        None => (written.trim(), Style::Usual),
        Some((text, style)) => (text.trim(), read_style(style.trim())?),
    };
    let kinds = [Kind::Money, Kind::Count, Kind::Rate, Kind::Number, Kind::Phrase];
    let (expr, kind) = names.text(text, Place { numbered: false, ..place }, &kinds)?;
    if style != Style::Usual && kind != Kind::Money {
        return Err(format!("：写法只用于金额，这里是{}", kind.label()));
    }
    Ok(Piece::Figure(name.to_string(), Formula { expr, text: text.to_string() }, style))
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// How a figure is to be written: `wan`, `wan(4)` or `yuan`; `None` for anything else.
pub fn style(style: &str) -> Option<Style> {
    read_style(style).ok()
}

pub(super) fn read_style(style: &str) -> Resolved<Style> {
    let decimals = style.strip_prefix("wan(").and_then(|rest| rest.strip_suffix(')'));
    match (style, decimals.and_then(|decimals| decimals.parse::<u32>().ok())) {
        ("yuan", _) => Ok(Style::Yuan),
        ("wan", _) => Ok(Style::TenThousandYuan(2)),
        (_, Some(decimals)) if decimals <= 6 => Ok(Style::TenThousandYuan(decimals)),
        _ => Err(format!("：没有“{style}”这种写法，可用 wan、wan(小数位数，至多6)、yuan")),
    }
}
