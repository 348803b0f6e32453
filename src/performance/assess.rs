//! One indicator: the score by rule, the score typed, and what there is to say about them.

use rust_decimal::Decimal;

use super::indicator::{Direction, Indicator, Nature, letters};
use super::quantitative::Quantitative;
use super::{Attainment, Field, NoteReason, Problem, ScoringRules, measure};

/// What became of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assessment {
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
enum Judged {
    Number(Quantitative),
    Words(Attainment),
    /// Words that a person must judge.
    Unjudged,
    /// What is missing or wrong has been said.
    Unknown,
}

/// A typed score that cannot be read.
#[derive(PartialEq, Eq)]
struct Unread;

/// Scores one indicator.
pub fn assess(indicator: &Indicator<'_>, rules: &ScoringRules) -> Assessment {
    let mut problems = Vec::new();
    let judged = judge(indicator, &mut problems);
    let weight = weight(indicator, rules, &mut problems);
    let score = score(indicator, weight, &mut problems);
    if matches!(score, Ok(None)) {
        // Only a person can say, and has not.
        match &judged {
            Judged::Number(number) if number.attained(rules.equal).is_none() => {
                problems.push(Problem::NegativeTarget);
            }
            Judged::Unjudged => problems.push(Problem::Unjudged),
            _ => {}
        }
    }
    let proposed = weight.and_then(|weight| match &judged {
        Judged::Number(number) => number.attained(rules.equal)?.score(weight),
        Judged::Words(attainment) => Some(attainment.bounds(weight, rules)?.1),
        Judged::Unjudged | Judged::Unknown => None,
    });
    let (typed, effective) = match score {
        Ok(typed) => (typed, typed.or(proposed)),
        // What was typed is never passed over in favour of something else.
        Err(Unread) => (None, None),
    };
    let differs = typed.is_some() && proposed.is_some() && typed != proposed;
    let mut assessment = Assessment { weight, proposed, typed, effective, differs, problems };
    findings(indicator, &judged, rules, &mut assessment);
    assessment
}

fn judge(indicator: &Indicator<'_>, problems: &mut Vec<Problem>) -> Judged {
    let nature = match (indicator.nature.trim(), Nature::read(indicator.nature)) {
        ("", _) => None,
        (text, None) => {
            problems.push(Problem::NatureUnknown { text: text.into() });
            return Judged::Unknown;
        }
        (_, known) => known,
    };
    let words = nature.map_or_else(|| is_words(indicator), |nature| nature == Nature::Qualitative);
    if !words {
        return Quantitative::read(indicator, nature, problems).map_or(Judged::Unknown, Judged::Number);
    }
    let mut complete = true;
    for (text, field) in [(indicator.target, Field::Target), (indicator.actual, Field::Actual)] {
        if letters(text).is_empty() {
            problems.push(Problem::Missing { field });
            complete = false;
        }
    }
    match Attainment::read(indicator.target, indicator.actual) {
        Some(attainment) => Judged::Words(attainment),
        None if complete => Judged::Unjudged,
        None => Judged::Unknown,
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
fn findings(indicator: &Indicator<'_>, judged: &Judged, rules: &ScoringRules, found: &mut Assessment) {
    let mut reasons = Vec::new();
    let full = found.effective.is_some() && found.effective == found.weight;
    if let (Some(score), Some(weight)) = (found.effective, found.weight)
        && score < weight
    {
        reasons.push(NoteReason::BelowWeight);
    }
    match judged {
        Judged::Number(number) => {
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
        Judged::Words(attainment) => {
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
        Judged::Unjudged | Judged::Unknown => {}
    }
    // 无 is what people write where the form insists on a word.
    let explained = !matches!(letters(indicator.note).as_str(), "" | "无" | "无偏差" | "没有" | "不涉及");
    if !reasons.is_empty() && !explained {
        found.problems.push(Problem::NoteMissing { reasons });
    }
}

/// Costs are to be kept down, satisfaction up; savings of cost are not costs.
fn unusual(indicator: &Indicator<'_>, direction: Direction, problems: &mut Vec<Problem>) {
    let levels = |word: &str| indicator.level1.contains(word) || indicator.level2.contains(word);
    let saved = ["节约", "节省", "降低", "下降", "减少"].iter().any(|word| indicator.name.contains(word));
    let usual = if levels("成本") && direction.is_upward() && !saved {
        Some(("成本指标", Direction::AtMost))
    } else if levels("满意度") && direction.is_downward() && !indicator.name.contains("不满意") {
        Some(("满意度指标", Direction::AtLeast))
    } else {
        None
    };
    problems.extend(usual.map(|(group, usual)| Problem::DirectionUnusual { group, direction, usual }));
}
