//! Targets and achieved values: a number with a sign, a unit or a second number about it.

use rust_decimal::Decimal;

use super::indicator::{Direction, fold, sign_before, sign_behind};
use crate::amount::{AmountError, parse_percent};

/// Decimals of a target or an achieved value. With 15 digits before the point and [`WEIGHT_DECIMALS`] a product of
/// weight and value is exact, and a quotient keeps enough digits to be rounded as the true one would be.
const MEASURE_DECIMALS: u32 = 6;
/// Decimals of a weight or a typed score.
const WEIGHT_DECIMALS: u32 = 4;
/// No value of an indicator is longer.
const MAX_CHARACTERS: usize = 64;

/// `≥50个`, `95%`, `10-20`, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// The sign written with it.
    pub sign: Option<Direction>,
    /// The number, or the lower end of an interval.
    pub low: Decimal,
    /// The upper end of an interval.
    pub high: Option<Decimal>,
    /// The unit written behind it, without a percent sign; may be empty.
    pub unit: String,
}

/// A number and its unit.
type Quantity = (Decimal, String);

/// Reads a target or an achieved value; a blank text is `None`.
///
/// Percent signs are dropped, so that `95%` and `95` are the same on both sides.
pub(super) fn read(text: &str) -> Result<Option<Measure>, AmountError> {
    let folded: String = text.chars().map(fold).collect();
    let body = folded.trim();
    if body.is_empty() {
        return Ok(None);
    }
    if body.chars().count() > MAX_CHARACTERS {
        return by_amount(text, text, 0)
            .map(|(low, unit)| Some(Measure { sign: None, low, high: None, unit }));
    }
    let (before, rest) = sign_before(body);
    let (behind, rest) = sign_behind(rest);
    if before.is_some() && behind.is_some() && before != behind {
        return Err(AmountError::Signs { text: body.into() });
    }
    let sign = before.or(behind);
    let inner = rest.trim();
    let measure = match interval(text, &folded, inner)? {
        Some(((low, first), (high, second))) => {
            if !first.is_empty() && !second.is_empty() && first != second {
                return Err(AmountError::Suffix { suffix: first });
            }
            let unit = if second.is_empty() { first } else { second };
            Measure { sign: sign.or(Some(Direction::Between)), low, high: Some(high), unit }
        }
        None => {
            let (low, unit) = quantity(text, &folded, inner)?;
            Measure { sign, low, high: None, unit }
        }
    };
    Ok(Some(measure))
}

/// Reads a weight or a score: a number, perhaps with 分; a blank text is `None`.
pub(super) fn points(text: &str) -> Result<Option<Decimal>, AmountError> {
    let trimmed = text.trim();
    let number = trimmed.strip_suffix('分').unwrap_or(trimmed);
    if trimmed.is_empty() {
        return Ok(None);
    }
    let offset = text.chars().take_while(|c| c.is_whitespace()).count();
    value(number, offset, WEIGHT_DECIMALS).map(Some)
}

/// The two ends, when the text names two: `10-20`, `10个至20个`, `[10,20]`.
fn interval(text: &str, folded: &str, inner: &str) -> Result<Option<(Quantity, Quantity)>, AmountError> {
    let bracketed = inner.strip_prefix(['[', '(']).and_then(|rest| rest.strip_suffix([']', ')']));
    let (inner, comma) = match bracketed {
        // Between brackets a single comma parts two numbers; elsewhere it parts thousands.
        Some(within) => (within, within.matches(',').count() == 1),
        None => (inner, false),
    };
    let parts = |c: char| matches!(c, '-' | '~' | '—' | '–' | '−' | '至' | '到') || (comma && c == ',');
    let Some(at) = inner.char_indices().skip(1).find(|(_, c)| parts(*c)).map(|(at, _)| at) else {
        return Ok(None);
    };
    let (first, second) = inner.split_at(at);
    // Two dashes in a row are one, unless the second is a minus before a digit.
    let mut second = second.trim_start_matches(['~', '—', '–', '至', '到']);
    if second.len() == inner.len() - at {
        let mut characters = second.chars();
        characters.next();
        second = characters.as_str();
    }
    let numeric = |part: &str| {
        part.trim_start().trim_start_matches(['-', '−', '+', '△']).starts_with(|c: char| c.is_ascii_digit())
    };
    if !numeric(first) || !numeric(second) {
        return Ok(None);
    }
    Ok(Some((quantity(text, folded, first.trim())?, quantity(text, folded, second.trim())?)))
}

/// One number with its unit. `part` is a slice of `folded`, which is `text` folded character by character.
fn quantity(text: &str, folded: &str, part: &str) -> Result<Quantity, AmountError> {
    // Reasons name places in the text as given.
    let offset = folded.find(part).map_or(0, |at| folded.get(..at).unwrap_or("").chars().count());
    let sign = part.len() - part.trim_start_matches(['+', '-', '−', '△', ' ']).len();
    let body = part.get(sign..).unwrap_or("");
    let digits = body.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '。' | ',' | ' ')));
    let (number, unit) = part.split_at(digits.map_or(part.len(), |end| sign + end));
    let number = number.trim_end();
    let unit = unit.trim();
    if number.ends_with(|c: char| c.is_ascii_digit()) && is_unit(unit) {
        let unit = unit.strip_prefix('%').unwrap_or(unit).trim();
        return Ok((value(number, offset, MEASURE_DECIMALS)?, unit.to_owned()));
    }
    by_amount(text, part, offset)
}

/// What stands behind a number is a unit when it holds no other number, sum or letter looking like a digit.
fn is_unit(unit: &str) -> bool {
    let square = unit.strip_suffix(['2', '3']).filter(|rest| rest.ends_with('m')).unwrap_or(unit);
    !square
        .contains(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '*' | '=' | '(' | ')' | ',' | '.'))
        && !unit.starts_with(['O', 'o', 'l', 'I', '|', 'e', 'E', '。'])
}

/// Leaves a text to the reader of amounts, which explains what it cannot read.
fn by_amount(text: &str, part: &str, offset: usize) -> Result<Quantity, AmountError> {
    if part.is_empty() {
        return Err(AmountError::NoDigits { text: text.trim().into() });
    }
    Ok((value(part, offset, MEASURE_DECIMALS)?, String::new()))
}

/// The number, by the one reader of numbers there is; `offset` characters stand before it.
fn value(part: &str, offset: usize, allowed: u32) -> Result<Decimal, AmountError> {
    let padded = " ".repeat(offset) + part;
    let rate = parse_percent(&padded)?.ok_or_else(|| AmountError::NoDigits { text: part.into() })?;
    let value = rate.ratio().checked_mul(Decimal::ONE_HUNDRED).ok_or(AmountError::TooLarge)?.normalize();
    if value.scale() > allowed {
        let places = |scale: u32| usize::try_from(scale).unwrap_or(usize::MAX);
        return Err(AmountError::Decimals { written: places(value.scale()), allowed: places(allowed) });
    }
    Ok(value)
}
