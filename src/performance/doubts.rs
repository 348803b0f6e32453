//! What an auditor asks about one indicator.

use rust_decimal::Decimal;

use super::indicator::letters;
use super::{
    Assessment, Direction, Doubt, Field, Indicator, Nature, Quantitative, Reading, ScoringRules, measure,
};

/// Scores that differ by no more than this were rounded otherwise.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
/// Words of things that grow, and may do so by more than the whole or shrink.
const GROWTH: [&str; 3] = ["增长", "增幅", "增速"];

/// What an auditor asks about an indicator, beyond the problems of its assessment.
pub fn doubts(indicator: &Indicator<'_>, assessment: &Assessment, rules: &ScoringRules) -> Vec<Doubt> {
    let mut found = Vec::new();
    match &assessment.reading {
        Reading::Number(number) => {
            found.extend(score(number, assessment, rules));
            found.extend(cost_nature(indicator, number.direction));
            let united = [indicator.target, indicator.actual].into_iter().any(has_unit);
            if indicator.unit.trim().is_empty() && !united {
                found.push(Doubt::UnitMissing);
            }
            if indicator.is_percentage() && !GROWTH.iter().any(|word| indicator.name.contains(word)) {
                found.extend(beyond_whole(Field::Target, number.low));
                found.extend(beyond_whole(Field::Target, number.high).filter(|_| number.high != number.low));
                found.extend(beyond_whole(Field::Actual, number.actual));
            }
        }
        Reading::Words(_) | Reading::Unjudged => {
            let full = assessment.effective.is_some() && assessment.effective == assessment.weight;
            let same = letters(indicator.target) == letters(indicator.actual);
            if full && same && !indicator.is_explained() {
                found.push(Doubt::Copied);
            }
            if indicator.is_satisfaction() {
                found.push(Doubt::SatisfactionWords);
            }
        }
        Reading::Unknown => {}
    }
    found.extend(direction_of_words(indicator));
    found
}

/// A typed score that is not the one by rule. One that cannot stand at all has been said already.
fn score(number: &Quantitative, assessment: &Assessment, rules: &ScoringRules) -> Option<Doubt> {
    let (typed, proposed, weight) = (assessment.typed?, assessment.proposed?, assessment.weight?);
    if typed == proposed || !(Decimal::ZERO..=weight).contains(&typed) {
        return None;
    }
    // However little it is: full marks are for targets that are met.
    let undeserved = typed == weight && !number.is_met();
    let apart = (typed - proposed).abs() > ROUNDING;
    // A target set too low, and a bill not paid yet, are to cost some points.
    let unpaid = number.direction.is_downward() && number.actual.is_zero();
    let deducted = typed < proposed && (unpaid || number.is_far_above(rules.far_above_percent));
    let doubt = Doubt::Score { number: *number, proposed: proposed.normalize(), typed: typed.normalize() };
    ((undeserved || apart) && !deducted).then_some(doubt)
}

/// A cost of which more is called better, where the direction does not say so anyway.
fn cost_nature(indicator: &Indicator<'_>, direction: Direction) -> Option<Doubt> {
    let nature =
        if indicator.is_cost() && !direction.is_upward() { Nature::read(indicator.nature) } else { None };
    nature.filter(|nature| *nature == Nature::Positive).map(|nature| Doubt::CostNature { nature })
}

/// A direction where there is no number; a mere dash is none.
fn direction_of_words(indicator: &Indicator<'_>) -> Option<Doubt> {
    let text = indicator.direction.trim();
    let written = || !letters(text).is_empty() || Direction::read(text).is_some();
    let words = || Nature::read(indicator.nature) == Some(Nature::Qualitative);
    (!text.is_empty() && words() && written()).then(|| Doubt::DirectionOfWords { text: text.into() })
}

fn has_unit(text: &str) -> bool {
    let unit = |text| measure::read(text).ok().flatten().is_some_and(|measure| !measure.unit.is_empty());
    text.contains(['%', '％']) || unit(text)
}

fn beyond_whole(field: Field, value: Decimal) -> Option<Doubt> {
    let within = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value);
    (!within).then_some(Doubt::PercentRange { field, value })
}
