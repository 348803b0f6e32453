//! What an auditor asks about the indicators of a project together.

use rust_decimal::Decimal;

use super::{Assessment, Doubt, Execution, Indicator, Reading, ScoringRules, measure};
use crate::amount::Amount;

/// What an auditor asks about the indicators of a project, of which so much was spent.
pub fn doubts_of_project(
    items: &[(Indicator<'_>, &Assessment)],
    execution: &Execution,
    executed: Option<Amount>,
    rules: &ScoringRules,
) -> Vec<Doubt> {
    if items.is_empty() {
        return vec![Doubt::NoIndicators];
    }
    let doubts = [
        // Points of an execution rate that is not assessed have to go somewhere.
        execution.weight.and_then(|_| level_weights(items, rules)),
        executed.and_then(|executed| cost_sum(items, executed, rules)),
        crowded(items, rules),
        outputs_missing(items),
    ];
    doubts.into_iter().flatten().collect()
}

/// Whether all indicators of a project have full marks; `None` when there are none, or some have no score yet.
pub fn all_full(assessments: &[Assessment]) -> Option<bool> {
    let full = |assessment: &Assessment| Some(assessment.effective? == assessment.weight?);
    let mut all = (!assessments.is_empty()).then_some(true)?;
    for assessment in assessments {
        all &= full(assessment)?;
    }
    Some(all)
}

/// The 一级指标 that are not weighted as the rules say. Nothing is said while a weight or a name is missing.
fn level_weights(items: &[(Indicator<'_>, &Assessment)], rules: &ScoringRules) -> Option<Doubt> {
    const LEVELS: [(&str, &str); 4] =
        [("成本", "成本指标"), ("产出", "产出指标"), ("效益", "效益指标"), ("满意", "满意度指标")];
    let mut sums: [Option<Decimal>; 4] = [None; 4];
    for (indicator, assessment) in items {
        let weight = assessment.weight?;
        if indicator.level1.trim().is_empty() {
            return None;
        }
        if let Some(at) = LEVELS.iter().position(|(word, _)| indicator.level1.contains(word)) {
            sums[at] = Some(sums[at].unwrap_or_default().saturating_add(weight));
        }
    }
    let [cost, .., satisfaction] = sums;
    let usual = if cost.is_some() { rules.levels_with_cost } else { rules.levels };
    let (outcome, satisfied) = match satisfaction {
        Some(_) => (usual.outcome, usual.satisfaction),
        None => (usual.outcome.saturating_add(usual.satisfaction), 0),
    };
    let usual = [usual.cost, usual.output, outcome, satisfied];
    let levels: Vec<_> = LEVELS
        .iter()
        .zip(sums)
        .zip(usual)
        .map(|(((_, name), sum), usual)| (*name, sum.unwrap_or_default(), usual))
        .filter(|(_, sum, usual)| *sum != Decimal::from(*usual))
        .collect();
    (!levels.is_empty()).then_some(Doubt::LevelWeights { levels })
}

/// Costs that are far from what was spent, together and each for itself: of several, one may be the whole. Nothing is
/// said while one of them cannot be read.
fn cost_sum(items: &[(Indicator<'_>, &Assessment)], executed: Amount, rules: &ScoringRules) -> Option<Doubt> {
    let executed = executed.in_yuan();
    let line = executed.checked_mul(Decimal::from(rules.cost_percent))?;
    let near = |cost: Decimal| {
        let apart =
            cost.checked_sub(executed).and_then(|apart| apart.abs().checked_mul(Decimal::ONE_HUNDRED));
        apart.is_some_and(|apart| apart <= line)
    };
    let mut sum: Option<Decimal> = None;
    for (indicator, assessment) in items.iter().filter(|(indicator, _)| indicator.is_cost()) {
        let Some(yuan) = yuan(&unit(indicator)?) else { continue };
        let Reading::Number(number) = assessment.reading else { return None };
        let cost = number.actual.checked_mul(yuan)?;
        if near(cost) {
            return None;
        }
        sum = Some(sum.unwrap_or_default().checked_add(cost)?);
    }
    let sum = sum.filter(|sum| rules.cost_percent > 0 && !near(*sum))?;
    let wan = |yuan: Decimal| (yuan / Decimal::from(10_000)).normalize();
    Some(Doubt::CostSum { sum: wan(sum), executed: wan(executed) })
}

/// The unit of what was achieved, wherever it is written.
fn unit(indicator: &Indicator<'_>) -> Option<String> {
    let own = |text: &str| {
        // Most are bare numbers.
        let bare = text.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let unit = if bare { None } else { measure::read(text).ok().flatten().map(|measure| measure.unit) };
        unit.filter(|unit| !unit.is_empty())
    };
    let column = || Some(indicator.unit.trim()).filter(|unit| !unit.is_empty()).map(str::to_string);
    own(indicator.actual).or_else(|| own(indicator.target)).or_else(column)
}

/// How many yuan a unit is, when it is one of money.
fn yuan(unit: &str) -> Option<Decimal> {
    match unit {
        "元" => Some(Decimal::ONE),
        "万元" | "万" => Some(Decimal::from(10_000)),
        "亿元" | "亿" => Some(Decimal::from(100_000_000)),
        _ => None,
    }
}

fn crowded(items: &[(Indicator<'_>, &Assessment)], rules: &ScoringRules) -> Option<Doubt> {
    let (count, least) = (items.len(), rules.least_weight);
    let limit = usize::try_from(rules.most_indicators).unwrap_or(usize::MAX);
    let most = (limit > 0 && count > limit).then_some(rules.most_indicators);
    let light = |weight: Decimal| weight < Decimal::from(least);
    let small = items.iter().filter(|(_, assessment)| assessment.weight.is_some_and(light)).count();
    (most.is_some() || small > 0).then_some(Doubt::Crowded { count, most, small, least })
}

/// 二级指标 that are not there; nothing on a form that has no levels. Costs may be a 一级指标 of their own.
fn outputs_missing(items: &[(Indicator<'_>, &Assessment)]) -> Option<Doubt> {
    if items.iter().any(|(indicator, _)| indicator.level1.trim().is_empty()) {
        return None;
    }
    let outputs = || items.iter().filter(|(indicator, _)| indicator.level1.contains("产出"));
    let has = |word: &str| outputs().any(|(indicator, _)| indicator.level2.contains(word));
    let cost = items.iter().any(|(indicator, _)| indicator.level1.contains("成本")) || has("成本");
    let known =
        [("数量指标", has("数量")), ("质量指标", has("质量")), ("时效指标", has("时效")), ("成本指标", cost)];
    let missing: Vec<_> = known.into_iter().filter(|(_, there)| !there).map(|(name, _)| name).collect();
    (!missing.is_empty()).then_some(Doubt::OutputsMissing { missing })
}
