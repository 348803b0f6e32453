//! From texts to values: units, limits, and what a lone dash means.

use rust_decimal::Decimal;

use super::scan::{Number, Scanned, scan};
use super::{Amount, AmountError, EnteredAmount, Rate, Unit};

/// Decimals of a percentage; spreadsheets show no more.
const PERCENT_DECIMALS: usize = 10;

/// The largest whole number taken, of whatever is counted: 10^15.
const LARGEST: i128 = 1_000_000_000_000_000;

/// A clipboard cell as read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pasted<T> {
    /// The value; `None` when the cell was blank.
    pub value: Option<T>,
    /// Whether it was a lone dash, read as zero; the paste report counts these.
    pub dash: bool,
}

/// Reads a typed amount in a cell of `unit`; a blank text is `None`.
///
/// # Errors
/// When it is no number, not certain which number, too precise for `unit` or beyond
/// [`Amount::MAX_ENTRY`].
pub fn parse_amount(text: &str, unit: Unit) -> Result<Option<EnteredAmount>, AmountError> {
    typed(text, |number| amount(number, unit))
}

/// As [`parse_amount`], for clipboard cells: a lone dash reads as zero and is reported.
///
/// # Errors
/// As [`parse_amount`], but never [`AmountError::LoneDash`].
pub fn parse_pasted_amount(text: &str, unit: Unit) -> Result<Pasted<EnteredAmount>, AmountError> {
    let zero = EnteredAmount { amount: Amount::ZERO, unit, decimals: 0 };
    pasted(text, zero, |number| amount(number, unit))
}

/// Reads a typed count (people, vehicles, visits): a whole number, not negative; a blank text is `None`.
///
/// # Errors
/// When it is no such number, or beyond 10^15.
pub fn parse_count(text: &str) -> Result<Option<i64>, AmountError> {
    typed(text, |number| count(text, number))
}

/// As [`parse_count`], for clipboard cells: a lone dash reads as zero and is reported.
///
/// # Errors
/// As [`parse_count`], but never [`AmountError::LoneDash`].
pub fn parse_pasted_count(text: &str) -> Result<Pasted<i64>, AmountError> {
    pasted(text, 0, |number| count(text, number))
}

/// Reads a typed percentage, with or without `%`: `50` and `50%` are both the rate 0.5; a blank text is `None`.
///
/// # Errors
/// When it is no number, has more than ten decimals, or is beyond 10^15.
pub fn parse_percent(text: &str) -> Result<Option<Rate>, AmountError> {
    typed(text, percent)
}

/// As [`parse_percent`], for clipboard cells: a lone dash reads as zero and is reported.
///
/// # Errors
/// As [`parse_percent`], but never [`AmountError::LoneDash`].
pub fn parse_pasted_percent(text: &str) -> Result<Pasted<Rate>, AmountError> {
    pasted(text, Rate::from_ratio(Decimal::ZERO), percent)
}

/// Reads a typed number without unit: a weight, a score, a measure; a blank text is `None`.
///
/// # Errors
/// When it is no number, has more than ten decimals, or is beyond 10^15.
pub fn parse_decimal(text: &str) -> Result<Option<Decimal>, AmountError> {
    typed(text, |number| match number.suffix.as_str() {
        "" => percent(number).and_then(|rate| {
            rate.ratio().checked_mul(Decimal::ONE_HUNDRED).map(|n| n.normalize()).ok_or(AmountError::TooLarge)
        }),
        suffix => Err(unknown_suffix(suffix)),
    })
}

/// Reads exactly what [`EnteredAmount::text`] writes.
pub(super) fn plain(text: &str, unit: Unit) -> Result<EnteredAmount, AmountError> {
    match parse_amount(text, unit) {
        Ok(Some(entered)) if entered.text() == text => Ok(entered),
        Err(error @ (AmountError::Decimals { .. } | AmountError::TooLarge)) => Err(error),
        _ => Err(AmountError::NotPlain { text: text.chars().take(64).collect() }),
    }
}

fn typed<T>(
    text: &str,
    read: impl FnOnce(&Number) -> Result<T, AmountError>,
) -> Result<Option<T>, AmountError> {
    match scan(text)? {
        Scanned::Blank => Ok(None),
        Scanned::Dash => Err(AmountError::LoneDash),
        Scanned::Number(number) => read(&number).map(Some),
    }
}

fn pasted<T>(
    text: &str,
    zero: T,
    read: impl FnOnce(&Number) -> Result<T, AmountError>,
) -> Result<Pasted<T>, AmountError> {
    match scan(text)? {
        Scanned::Blank => Ok(Pasted { value: None, dash: false }),
        Scanned::Dash => Ok(Pasted { value: Some(zero), dash: true }),
        Scanned::Number(number) => Ok(Pasted { value: Some(read(&number)?), dash: false }),
    }
}

fn amount(number: &Number, cell: Unit) -> Result<EnteredAmount, AmountError> {
    let typed = match number.suffix.as_str() {
        "" => cell,
        "元" => Unit::Yuan,
        "万元" | "万" => Unit::TenThousandYuan,
        other => return Err(unknown_suffix(other)),
    };
    let exact = typed.exact_decimals();
    let decimals = decimals(number, exact as usize)?;
    let fen = scaled(number, exact - u32::from(decimals))?;
    let amount = i64::try_from(fen).map(Amount::from_fen).map_err(|_| AmountError::TooLarge)?;
    if amount > Amount::MAX_ENTRY || amount.checked_neg().is_none_or(|opposite| opposite > Amount::MAX_ENTRY)
    {
        return Err(AmountError::TooLarge);
    }
    let as_typed = EnteredAmount { amount, unit: typed, decimals };
    if typed == cell { Ok(as_typed) } else { Err(AmountError::OtherUnit { typed, cell, as_typed }) }
}

fn count(text: &str, number: &Number) -> Result<i64, AmountError> {
    if !number.suffix.is_empty() {
        return Err(unknown_suffix(&number.suffix));
    }
    // Spreadsheets show a count as 12.00 when the column is formatted so.
    if number.fraction.bytes().any(|digit| digit != b'0') {
        return Err(AmountError::NotWhole { text: text.trim().into() });
    }
    let whole =
        Number { fraction: String::new(), suffix: String::new(), whole: number.whole.clone(), ..*number };
    let count = scaled(&whole, 0)?;
    match i64::try_from(count) {
        Ok(count) if count < 0 => Err(AmountError::NegativeCount),
        Ok(count) if i128::from(count) <= LARGEST => Ok(count),
        _ => Err(AmountError::TooLarge),
    }
}

fn percent(number: &Number) -> Result<Rate, AmountError> {
    if !matches!(number.suffix.as_str(), "" | "%") {
        return Err(unknown_suffix(&number.suffix));
    }
    let decimals = u32::from(decimals(number, PERCENT_DECIMALS)?);
    let digits = scaled(number, 0)?;
    if digits.abs() > LARGEST * 10_i128.pow(decimals) {
        return Err(AmountError::TooLarge);
    }
    Decimal::try_from_i128_with_scale(digits, decimals + 2)
        .map(Rate::from_ratio)
        .map_err(|_| AmountError::TooLarge)
}

fn unknown_suffix(suffix: &str) -> AmountError {
    match suffix {
        "%" => AmountError::PercentSign,
        suffix => AmountError::Suffix { suffix: suffix.into() },
    }
}

/// How many decimals were written, if that is allowed.
fn decimals(number: &Number, allowed: usize) -> Result<u8, AmountError> {
    let written = number.fraction.len();
    match u8::try_from(written) {
        Ok(decimals) if written <= allowed => Ok(decimals),
        _ => Err(AmountError::Decimals { written, allowed }),
    }
}

/// The digits, with `zeros` zeros appended.
fn scaled(number: &Number, zeros: u32) -> Result<i128, AmountError> {
    let digits = number.digits().ok_or(AmountError::TooLarge)?;
    digits.checked_mul(10_i128.pow(zeros)).ok_or(AmountError::TooLarge)
}
