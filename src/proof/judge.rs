//! Whether a figure is the expected one, and if not, what is wrong with it.

use super::expected::{Expected, Role};
use super::scan::{Figure, Sort, WAN};
use crate::amount::{Amount, Format, format_amount};
use crate::narrative::Measure;
use rust_decimal::Decimal;

/// How well a figure fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the value, rounded as written.
    Exact,
    /// It is what the printed figures beside it give (尾差).
    Rounding,
    /// It is another.
    Off,
}

/// How well a figure fits what is expected.
pub(super) fn fit(figure: &Figure, expected: &Expected) -> Fit {
    let Some(measure) = expected.measure else { return Fit::Off };
    if fits(figure, measure, power_of(figure, expected.sort)) {
        return Fit::Exact;
    }
    match within_printed(figure, expected.role) {
        Some(true) => Fit::Rounding,
        _ => Fit::Off,
    }
}

/// The unit in which a figure is read: its own, or the expected one where it has none.
fn power_of(figure: &Figure, expected: Sort) -> u32 {
    match (figure.sort, expected) {
        (Sort::Money(power), _) | (_, Sort::Money(power)) => power,
        _ => WAN,
    }
}

/// Whether a value, rounded to the figure's decimals, is the figure; money is read in units of 10^`power` fen.
pub(super) fn fits(figure: &Figure, measure: Measure, power: u32) -> bool {
    let Some(value) = figure.value else { return false };
    let (exact, unit) = match measure {
        Measure::Money(amount) => (Decimal::from(amount.fen()), ten_to(power)),
        Measure::Rate(rate) => match rate.ratio().checked_mul(Decimal::ONE_HUNDRED) {
            Some(percent) => (percent, Decimal::ONE),
            None => return false,
        },
        Measure::Count(count) => return value == Decimal::from(count),
        Measure::Number(number) => (number, Decimal::ONE),
        Measure::Overflow => return false,
    };
    let half = Decimal::new(5, figure.decimals + 1).checked_mul(unit);
    let written = value.checked_mul(unit);
    match (written.and_then(|written| written.checked_sub(exact)), half) {
        (Some(off), Some(half)) => off.abs() <= half,
        _ => false,
    }
}

/// The part and the whole of a rate, in fen.
fn part_of(role: Role) -> Option<(i64, i64)> {
    let (now, base) = role.operands()?;
    match role {
        Role::Change { .. } => Some((now.checked_sub(base)?.fen(), base.fen())),
        Role::Share { .. } | Role::Completion { .. } => Some((now.fen(), base.fen())),
        Role::Plain | Role::Difference { .. } => None,
    }
}

fn ten_to(power: u32) -> Decimal {
    Decimal::from(10u64.pow(power.min(18)))
}

/// Whether a figure that is computed from others can be computed so from their printed values.
fn within_printed(figure: &Figure, role: Role) -> Option<bool> {
    let value = figure.value?;
    let (now, base) = role.operands()?;
    let (now, base) = (now.in_wan(2), base.in_wan(2));
    let difference = (now - base).abs();
    // Nought of something, or all of it, is no matter of rounding.
    if part_of(role).is_some_and(|(part, whole)| part == 0 || part == whole) {
        return Some(false);
    }
    let (part, whole) = match role {
        Role::Difference { .. } => {
            let usual = figure.sort == Sort::Money(WAN) && figure.decimals >= 2;
            return Some(usual && (value - difference).abs() <= Decimal::new(1, 2));
        }
        Role::Change { .. } => (difference, base.abs()),
        _ => (now, base),
    };
    // A difference of two printed amounts is off by twice as much as one of them.
    let half = Decimal::new(5, 3);
    let low_whole = whole.checked_add(half)?;
    let high_whole = whole.checked_sub(half).filter(|whole| *whole > Decimal::ZERO)?;
    let low = (part - half).max(Decimal::ZERO).checked_div(low_whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let high = (part + half).checked_div(high_whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(low - half <= value && value <= high + half)
}

/// Whether a figure would fit if its unit were ten thousand times larger or smaller.
pub(super) fn slipped(figure: &Figure, measure: Measure, expected: Sort) -> bool {
    let (Sort::Money(power), Measure::Money(amount)) = (figure.sort, measure) else { return false };
    if amount.is_zero() {
        // Nought in another unit is nought, but written unlike all others.
        return figure.value == Some(Decimal::ZERO) && Sort::Money(power) != expected;
    }
    let slips = [power.checked_add(4), power.checked_sub(4)];
    slips.into_iter().flatten().any(|power| fits(figure, measure, power))
}

/// Whether a figure is another but for one slip of the keys: a digit, or two of them in the wrong order.
pub(super) fn mistyped(figure: &Figure, measure: Measure) -> bool {
    let (Some(value), Measure::Money(amount)) = (figure.value, measure) else { return false };
    let Sort::Money(WAN) = figure.sort else { return false };
    let digits = |value: Decimal| -> Vec<u8> {
        let mut value = value;
        value.rescale(2);
        value.to_string().bytes().filter(u8::is_ascii_digit).collect()
    };
    let (written, right) = (digits(value), digits(amount.in_wan(2)));
    if figure.decimals != 2 || written.len() != right.len() || right.len() < 3 {
        return false;
    }
    let off: Vec<usize> = (0..right.len()).filter(|at| written.get(*at) != right.get(*at)).collect();
    match off.as_slice() {
        [_] => true,
        [first, second] => {
            second - first == 1
                && written.get(*first) == right.get(*second)
                && written.get(*second) == right.get(*first)
        }
        _ => false,
    }
}

/// An amount as sentences print it.
pub(super) fn printed(amount: Amount) -> String {
    format!("{}万元", format_amount(amount, Format::WAN))
}
