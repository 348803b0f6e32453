//! Indicators of numbers: what the columns and the target say together, and how far it was attained.

use rust_decimal::Decimal;

use super::indicator::{Direction, Nature};
use super::measure::{self, Measure};
use super::{EqualRule, Field, Indicator, Problem, marks};

/// A quantitative indicator that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantitative {
    /// How what was achieved should stand to the target.
    pub direction: Direction,
    /// The target, or its lower end.
    pub low: Decimal,
    /// The target's upper end; the target itself when it is one number.
    pub high: Decimal,
    /// What was achieved.
    pub actual: Decimal,
}

/// How far a target was attained.
pub(super) enum Attained {
    /// Altogether.
    Full,
    /// This part of this whole, both above zero.
    Part(Decimal, Decimal),
    /// Not at all.
    Nothing,
}

impl Quantitative {
    /// Reads target, achieved value and direction. What cannot be read, or contradicts itself, is explained.
    pub(super) fn read(
        indicator: &Indicator<'_>,
        nature: Option<Nature>,
        problems: &mut Vec<Problem>,
    ) -> Option<Quantitative> {
        let target = read(indicator.target, Field::Target, problems);
        let actual = read(indicator.actual, Field::Actual, problems);
        let direction = direction(indicator, nature, target.as_ref(), problems);
        let (target, actual, direction) = (target?, actual?, direction?);
        if actual.sign.is_some() || actual.high.is_some() {
            problems.push(Problem::NotPlain { field: Field::Actual });
            return None;
        }
        if let Some(problem) = units_differ(&target, &actual, indicator.unit) {
            problems.push(problem);
            return None;
        }
        let (low, high) = match (direction, target.high) {
            (Direction::Between, None) => {
                problems.push(Problem::IntervalExpected);
                return None;
            }
            (Direction::Between, Some(high)) if target.low > high => {
                problems.push(Problem::IntervalReversed { low: target.low, high });
                return None;
            }
            (Direction::Between, Some(high)) => (target.low, high),
            (_, Some(_)) => {
                problems.push(Problem::NotPlain { field: Field::Target });
                return None;
            }
            (_, None) => (target.low, target.low),
        };
        if direction.is_upward() && low.is_zero() {
            problems.push(Problem::ZeroTarget { direction });
            return None;
        }
        Some(Quantitative { direction, low, high, actual: actual.low })
    }

    /// Whether the target is met. 大于 and 小于 count as met by the number itself, as the scoring rule has it.
    pub fn is_met(&self) -> bool {
        let (least, most) = (self.actual >= self.low, self.actual <= self.high);
        match self.direction {
            Direction::AtLeast | Direction::Above => least,
            Direction::AtMost | Direction::Below => most,
            Direction::Equal | Direction::Between => least && most,
        }
    }

    /// Whether an upward target is exceeded beyond `percent` of it.
    pub fn is_far_above(&self, percent: u32) -> bool {
        let limit = self.low.checked_mul(Decimal::new(percent.into(), 2));
        percent > 0
            && self.direction.is_upward()
            && self.low > Decimal::ZERO
            && limit.is_some_and(|limit| self.actual > limit)
    }

    /// How far it was attained; `None` when a negative target has no proportion.
    pub(super) fn attained(&self, equal: EqualRule) -> Option<Attained> {
        if self.is_met() {
            return Some(Attained::Full);
        }
        match self.direction {
            Direction::Equal => Some(unequal(self.low, self.actual, equal)),
            _ if self.actual < self.low => part(self.actual, self.low, self.low),
            _ => part(self.high, self.actual, self.high),
        }
    }
}

impl Attained {
    /// The score for it.
    pub fn score(&self, weight: Decimal) -> Option<Decimal> {
        match *self {
            Attained::Full => Some(weight),
            Attained::Part(part, whole) => marks(weight, part, whole),
            Attained::Nothing => Some(Decimal::ZERO),
        }
    }
}

/// The smaller number over the greater one; the target is one of them.
fn part(smaller: Decimal, greater: Decimal, target: Decimal) -> Option<Attained> {
    if target < Decimal::ZERO {
        return None;
    }
    Some(if smaller > Decimal::ZERO { Attained::Part(smaller, greater) } else { Attained::Nothing })
}

fn unequal(target: Decimal, actual: Decimal, rule: EqualRule) -> Attained {
    let (t, a) = (target.abs(), actual.abs());
    match rule {
        EqualRule::SmallerRatio
            if !t.is_zero() && !a.is_zero() && target.is_sign_negative() == actual.is_sign_negative() =>
        {
            Attained::Part(t.min(a), t.max(a))
        }
        EqualRule::Deviation if !t.is_zero() => {
            let rest = actual.checked_sub(target).and_then(|deviation| t.checked_sub(deviation.abs()));
            match rest.filter(|rest| *rest > Decimal::ZERO) {
                Some(rest) => Attained::Part(rest, t),
                None => Attained::Nothing,
            }
        }
        _ => Attained::Nothing,
    }
}

fn read(text: &str, field: Field, problems: &mut Vec<Problem>) -> Option<Measure> {
    match measure::read(text) {
        Ok(Some(measure)) => return Some(measure),
        Ok(None) => problems.push(Problem::Missing { field }),
        Err(error) => problems.push(Problem::NotNumber { field, error }),
    }
    None
}

/// The direction that column, sign in the target and nature agree on.
fn direction(
    indicator: &Indicator<'_>,
    nature: Option<Nature>,
    target: Option<&Measure>,
    problems: &mut Vec<Problem>,
) -> Option<Direction> {
    let written = target.and_then(|target| target.sign);
    let column = match (indicator.direction.trim(), Direction::read(indicator.direction)) {
        ("" | "-" | "—" | "——" | "/", _) => None,
        (text, None) => {
            problems.push(Problem::DirectionUnknown { text: text.into() });
            return None;
        }
        (_, known) => known,
    };
    if let (Some(column), Some(target)) = (column, written)
        && !column.agrees_with(target)
    {
        problems.push(Problem::DirectionConflict { column, target });
        return None;
    }
    let implied = match nature {
        Some(Nature::Positive) => Some(Direction::AtLeast),
        Some(Nature::Negative) => Some(Direction::AtMost),
        _ => None,
    };
    let Some(direction) = column.or(written) else {
        // Without a readable target there is no saying where the sign was meant to stand.
        if let (Some(nature), Some(direction)) = (nature, implied) {
            problems.push(Problem::DirectionAssumed { nature, direction });
        } else if target.is_some() {
            problems.push(Problem::DirectionMissing);
        }
        return implied;
    };
    let contradicts = |implied: Direction| {
        implied.is_upward() && direction.is_downward() || implied.is_downward() && direction.is_upward()
    };
    if let Some(nature) = nature.filter(|_| implied.is_some_and(contradicts)) {
        problems.push(Problem::NatureConflict { nature, direction });
        return None;
    }
    Some(direction)
}

/// Units that cannot be compared. The column's unit stands where a text has none of its own.
fn units_differ(target: &Measure, actual: &Measure, column: &str) -> Option<Problem> {
    let column = column.trim();
    let column = if matches!(column, "%" | "％") { "" } else { column };
    let unit = |own: &str| if own.is_empty() { column.to_owned() } else { own.to_owned() };
    let (target, actual) = (unit(&target.unit), unit(&actual.unit));
    // 万 is how people write 万元; `50个` against a bare 48 is no difference, `5万元` against a bare 48000 may be.
    let plain = |unit: &str| if unit == "万" { "万元".to_owned() } else { unit.to_owned() };
    let scaled = |unit: &str| unit.starts_with(['万', '亿', '千', '百']);
    let differ = match (target.is_empty(), actual.is_empty()) {
        (false, false) => plain(&target) != plain(&actual),
        (true, false) => scaled(&actual),
        (false, true) => scaled(&target),
        (true, true) => false,
    };
    differ.then_some(Problem::UnitsDiffer { target, actual })
}
