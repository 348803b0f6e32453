//! Numbers written for people. Rounding happens here, once, half away from zero.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Amount, Rate, Unit};

/// More decimals than a `Decimal` holds would only be zeros.
const MAX_DECIMALS: u32 = 20;

/// How an amount is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Format {
    /// The unit the figure is in; it is not printed.
    pub unit: Unit,
    /// Digits after the point (0..=20; more counts as 20).
    pub decimals: u32,
    /// Whether thousands are separated by commas.
    pub grouping: bool,
}

impl Format {
    /// 万元 with two decimals, grouped: `1,723.66`.
    pub const WAN: Format = Format { unit: Unit::TenThousandYuan, decimals: 2, grouping: true };
    /// 元 with two decimals, grouped: `17,236,620.73`.
    pub const YUAN: Format = Format { unit: Unit::Yuan, decimals: 2, grouping: true };
}

/// The amount in the format's unit, rounded half away from zero; a value that rounds to zero has no sign.
pub fn format_amount(amount: Amount, format: Format) -> String {
    let exact = format.unit.exact_decimals();
    let kept = format.decimals.min(exact);
    let digits = divide_rounded(amount.fen(), 10_i64.pow(exact - kept));
    fixed(digits.into(), kept, format.decimals, format.grouping)
}

/// The count, with commas between thousands when `grouping`.
pub fn format_count(count: i64, grouping: bool) -> String {
    fixed(count.into(), 0, 0, grouping)
}

/// The rate as a percentage with `decimals` digits, not grouped: `386.19%`.
pub fn format_percent(rate: Rate, decimals: u32) -> String {
    let decimals = decimals.min(MAX_DECIMALS);
    let rounded = rate.ratio().round_dp_with_strategy(decimals + 2, RoundingStrategy::MidpointAwayFromZero);
    format!("{}%", percentage(rounded, decimals))
}

/// Hundred times the ratio, by moving the point: multiplying could overflow.
fn percentage(ratio: Decimal, decimals: u32) -> String {
    match ratio.scale().checked_sub(2) {
        Some(scale) => fixed(ratio.mantissa(), scale, decimals, false),
        None => fixed(ratio.mantissa() * 10_i128.pow(2 - ratio.scale()), 0, decimals, false),
    }
}

/// `digits` / 10^`scale` with `decimals` (at least `scale`) digits after the point.
pub(super) fn fixed(digits: i128, scale: u32, decimals: u32, grouping: bool) -> String {
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = scale as usize + 1);
    let (whole, fraction) = text.split_at(text.len() - scale as usize);
    let mut out = String::with_capacity(text.len() + 12);
    if digits < 0 {
        out.push('-');
    }
    for (index, digit) in whole.char_indices() {
        if grouping && index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    let decimals = decimals.min(MAX_DECIMALS).max(scale);
    if decimals > 0 {
        out.push('.');
        out.push_str(fraction);
        out.extend(std::iter::repeat_n('0', (decimals - scale) as usize));
    }
    out
}

/// `number / divisor`, half away from zero. `divisor` is a power of ten up to 10^6.
pub(super) fn divide_rounded(number: i64, divisor: i64) -> i64 {
    let quotient = number / divisor;
    let remainder = (number % divisor).abs();
    // There is a remainder only when divisor > 1, so the quotient is far from the limits of i64.
    if remainder * 2 >= divisor { quotient + number.signum() } else { quotient }
}
