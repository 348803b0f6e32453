//! One indicator: the score by rule, the score typed, and what there is to say about them.

use rust_decimal::Decimal;

use super::indicator::{Direction, Indicator, Nature, letters};
use super::quantitative::Quantitative;
use super::{Attainment, Field, NoteReason, Problem, ScoringRules, measure};

/// What became of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assessment {
    /// What target, achieved value and direction say together.
    pub reading: Reading,
    /// 分值, when it is a number between 0 and the full marks.
    pub weight: Option<Decimal>,
    /// The score by rule, between 0 and the weight.
    pub proposed: Option<Decimal>,
    /// The score typed.
    pub typed: Option<Decimal>,
    /// The score that counts: the typed one, or the proposed one where nothing was typed.
    pub effective: Option<Decimal>,
    /// Whether both are there and are not the same.
    pub differs: bool,
    /// What to correct first, what to look at after.
    pub problems: Vec<Problem>,
}

/// What the columns before the weight say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// An indicator of numbers.
    Number(Quantitative),
    /// One of words that say a grade.
    Words(Attainment),
    /// Words that a person must judge.
    Unjudged,
    /// Something is missing or wrong: a problem says what.
    #[default]
    Unknown,
}

/// A typed score that cannot be read.
#[derive(PartialEq, Eq)]
struct Unread;

/// Scores one indicator.
pub fn assess(indicator: &Indicator<'_>, rules: &ScoringRules) -> Assessment {
    let mut problems = Vec::new();
    let reading = read(indicator, &mut problems);
    let weight = weight(indicator, rules, &mut problems);
    let score = score(indicator, weight, &mut problems);
    if matches!(score, Ok(None)) {
        // Only a person can say, and has not.
        match &reading {
            Reading::Number(number) if number.attained(rules.equal).is_none() => {
                problems.push(Problem::NegativeTarget);
            }
            Reading::Unjudged => problems.push(Problem::Unjudged),
            _ => {}
        }
    }
    let proposed = weight.and_then(|weight| match &reading {
        Reading::Number(number) => number.attained(rules.equal)?.score(weight),
        Reading::Words(attainment) => Some(attainment.bounds(weight, rules)?.1),
        Reading::Unjudged | Reading::Unknown => None,
    });
    let (typed, effective) = match score {
        Ok(typed) => (typed, typed.or(proposed)),
        // What was typed is never passed over in favour of something else.
        Err(Unread) => (None, None),
    };
    let differs = typed.is_some() && proposed.is_some() && typed != proposed;
    let mut assessment = Assessment { reading, weight, proposed, typed, effective, differs, problems };
    findings(indicator, &reading, rules, &mut assessment);
    assessment
}

fn read(indicator: &Indicator<'_>, problems: &mut Vec<Problem>) -> Reading {
    let nature = match (indicator.nature.trim(), Nature::read(indicator.nature)) {
        ("", _) => None,
        (text, None) => {
            problems.push(Problem::NatureUnknown { text: text.into() });
            return Reading::Unknown;
        }
        (_, known) => known,
    };
    let words = nature.map_or_else(|| is_words(indicator), |nature| nature == Nature::Qualitative);
    if !words {
        return Quantitative::read(indicator, nature, problems).map_or(Reading::Unknown, Reading::Number);
    }
    let mut complete = true;
    for (text, field) in [(indicator.target, Field::Target), (indicator.actual, Field::Actual)] {
        if letters(text).is_empty() {
            problems.push(Problem::Missing { field });
            complete = false;
        }
    }
    match Attainment::read(indicator.target, indicator.actual) {
        Some(attainment) => Reading::Words(attainment),
        None if complete => Reading::Unjudged,
        None => Reading::Unknown,
    }
}

/// Whether an indicator is one of words, on a form that has no column for it.
fn is_words(indicator: &Indicator<'_>) -> bool {
    let blank = indicator.direction.trim().is_empty();
    match measure::read(indicator.target) {
        Ok(None) => false,
        // A number met exactly is met whichever way it points, so it need not point.
        Ok(Some(target)) => {
            blank && target.sign.is_none() && letters(indicator.target) == letters(indicator.actual)
        }
        Err(_) => blank && !indicator.target.chars().any(|c| c.is_numeric()),
    }
}

fn weight(indicator: &Indicator<'_>, rules: &ScoringRules, problems: &mut Vec<Problem>) -> Option<Decimal> {
    match measure::points(indicator.weight) {
        Ok(Some(weight)) if (Decimal::ZERO..=Decimal::from(rules.full_marks)).contains(&weight) => {
            return Some(weight);
        }
        Ok(Some(weight)) => problems.push(Problem::WeightOutOfRange { weight, full: rules.full_marks }),
        Ok(None) => problems.push(Problem::Missing { field: Field::Weight }),
        Err(error) => problems.push(Problem::NotNumber { field: Field::Weight, error }),
    }
    None
}

fn score(
    indicator: &Indicator<'_>,
    weight: Option<Decimal>,
    problems: &mut Vec<Problem>,
) -> Result<Option<Decimal>, Unread> {
    let score = measure::points(indicator.score).map_err(|error| {
        problems.push(Problem::NotNumber { field: Field::Score, error });
        Unread
    })?;
    if let (Some(score), Some(weight)) = (score, weight)
        && score > weight
    {
        problems.push(Problem::ScoreAboveWeight { score, weight });
    }
    problems
        .extend(score.filter(|score| *score < Decimal::ZERO).map(|score| Problem::ScoreNegative { score }));
    Ok(score)
}

/// What an auditor would ask about a score that stands.
fn findings(indicator: &Indicator<'_>, reading: &Reading, rules: &ScoringRules, found: &mut Assessment) {
    let mut reasons = Vec::new();
    let full = found.effective.is_some() && found.effective == found.weight;
    if let (Some(score), Some(weight)) = (found.effective, found.weight)
        && score < weight
    {
        reasons.push(NoteReason::BelowWeight);
    }
    match reading {
        Reading::Number(number) => {
            unusual(indicator, number.direction, &mut found.problems);
            if !number.is_met() {
                reasons.push(NoteReason::TargetMissed);
            }
            // No accident where none was allowed needs no explaining.
            if number.actual.is_zero() && !number.low.is_zero() {
                reasons.push(NoteReason::NothingAchieved);
                if full && number.direction.is_downward() && number.low > Decimal::ZERO {
                    found.problems.push(Problem::ZeroFullMarks);
                }
            }
            if number.is_far_above(rules.far_above_percent) {
                reasons.push(NoteReason::FarAbove);
                found.problems.push(Problem::FarAbove { percent: rules.far_above_percent });
            }
        }
        Reading::Words(attainment) => {
            if *attainment != Attainment::Attained {
                reasons.push(NoteReason::TargetMissed);
            }
            if let (Some(typed), Some(weight)) = (found.typed, found.weight)
                && let Some((low, high)) = attainment.bounds(weight, rules)
                && (typed < low || (typed > high && typed <= weight))
            {
                found.problems.push(Problem::OutsideGrade { attainment: *attainment, low, high });
            }
        }
        Reading::Unjudged | Reading::Unknown => {}
    }
    if !reasons.is_empty() && !indicator.is_explained() {
        found.problems.push(Problem::NoteMissing { reasons });
    }
}

/// Costs are to be kept down, satisfaction up.
fn unusual(indicator: &Indicator<'_>, direction: Direction, problems: &mut Vec<Problem>) {
    let usual = if indicator.is_cost() && direction.is_upward() {
        Some(("成本指标", Direction::AtMost))
    } else if indicator.is_satisfaction() && direction.is_downward() && !indicator.name.contains("不满意")
    {
        Some(("满意度指标", Direction::AtLeast))
    } else {
        None
    };
    problems.extend(usual.map(|(group, usual)| Problem::DirectionUnusual { group, direction, usual }));
}
