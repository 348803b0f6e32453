//! Why a text is no number, said as exactly as it can be.

use super::AmountError;
use super::scan::Glyph;

const NUMERALS: &str = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖";
const NUMERAL_UNITS: &str = "十百千万亿拾佰仟元圆角分整正";

/// What must be said before reading: texts that a lenient reader might half understand.
pub(super) fn forbidden(text: &str, glyphs: &[Glyph]) -> Option<AmountError> {
    let first = glyphs.first()?.character;
    if glyphs.iter().all(|g| g.character == '#') {
        return Some(AmountError::ColumnTooNarrow);
    }
    if first == '#' {
        return Some(AmountError::SpreadsheetError { text: text.into() });
    }
    if first == '=' {
        return Some(AmountError::Formula);
    }
    if glyphs.iter().any(|g| matches!(g.character, '\n' | '\r' | '\t')) {
        return Some(AmountError::SeveralLines);
    }
    letter(glyphs)
}

/// A letter for a digit, when nothing but such letters keeps the text from being digits.
fn letter(glyphs: &[Glyph]) -> Option<AmountError> {
    let digit_of = |c| match c {
        'O' | 'o' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        _ => None,
    };
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let others = |c: char| c.is_ascii_alphabetic() && digit_of(c).is_none();
    if !glyphs.iter().any(|g| numeric(g.character)) || glyphs.iter().any(|g| others(g.character)) {
        return None;
    }
    glyphs.iter().find_map(|g| {
        let digit = digit_of(g.character)?;
        Some(AmountError::Letter { letter: g.typed, position: g.position, digit })
    })
}

/// Why reading stopped at `glyph`.
pub(super) fn explain(text: &str, glyphs: &[Glyph], glyph: Option<Glyph>) -> AmountError {
    let characters: Vec<char> = glyphs.iter().map(|g| g.character).collect();
    let has_digit = characters.iter().any(char::is_ascii_digit);
    if is_chinese_number(&characters) {
        return AmountError::ChineseNumerals { text: text.into() };
    }
    if is_scientific(&characters) {
        return AmountError::Scientific { text: text.into() };
    }
    if is_sum(&characters) {
        return AmountError::Formula;
    }
    match glyph {
        Some(Glyph { character: '(' | ')', .. }) if has_digit => AmountError::Brackets { text: text.into() },
        Some(Glyph { typed, position, .. }) if has_digit => {
            AmountError::Unexpected { character: typed, position }
        }
        _ => AmountError::NoDigits { text: text.into() },
    }
}

fn is_chinese_number(characters: &[char]) -> bool {
    characters.iter().any(|c| NUMERALS.contains(*c) || matches!(c, '十' | '拾'))
        && characters.iter().all(|c| NUMERALS.contains(*c) || NUMERAL_UNITS.contains(*c))
}

/// Digits, `e`, an optional sign, digits.
fn is_scientific(characters: &[char]) -> bool {
    let Some(at) = characters.iter().position(|c| matches!(c, 'e' | 'E')) else { return false };
    let (before, after) = (&characters[..at], &characters[at + 1..]);
    let after = match after {
        ['+' | '-', rest @ ..] => rest,
        rest => rest,
    };
    before.last().is_some_and(char::is_ascii_digit)
        && !after.is_empty()
        && after.iter().all(char::is_ascii_digit)
}

/// An operator between digits: `1+2`, `2023-01-05`.
fn is_sum(characters: &[char]) -> bool {
    let digit_or_bracket = |c: &char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' ');
    let operator = |c: &char| matches!(c, '+' | '-' | '*' | '/' | '×' | '÷');
    characters
        .windows(3)
        .any(|three| matches!(three, [a, b, c] if digit_or_bracket(a) && operator(b) && digit_or_bracket(c)))
        && characters.iter().all(|c| digit_or_bracket(c) || operator(c) || matches!(c, '.' | ','))
}
