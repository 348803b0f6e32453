//! The total of a project: indicators and execution rate together.

use rust_decimal::Decimal;

use super::{Assessment, Execution, Indicator, Problem, ScoringRules};

/// Sums over some indicators. A blank is skipped and counted; all blank is blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subtotal {
    /// Sum of the weights.
    pub weight: Decimal,
    /// Sum of the scores that count.
    pub score: Option<Decimal>,
    /// Sum of the scores by rule.
    pub proposed: Option<Decimal>,
    /// How many have no score that counts; while there are any, `score` is not complete.
    pub missing: usize,
}

impl Subtotal {
    fn add(&mut self, weight: Option<Decimal>, score: Option<Decimal>, proposed: Option<Decimal>) {
        // What can be typed is so far below the limit of a decimal that no list of indicators reaches it.
        self.weight = self.weight.saturating_add(weight.unwrap_or_default());
        let sum = |sum: Option<Decimal>, more: Option<Decimal>| match (sum, more) {
            (Some(sum), Some(more)) => Some(sum.saturating_add(more)),
            (sum, more) => sum.or(more),
        };
        self.score = sum(self.score, score);
        self.proposed = sum(self.proposed, proposed);
        self.missing += usize::from(score.is_none());
    }

    fn add_assessment(&mut self, assessment: &Assessment) {
        self.add(assessment.weight, assessment.effective, assessment.proposed);
    }
}

/// The indicators of one 二级指标 within a 一级指标, wherever they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subgroup<'a> {
    /// 二级指标
    pub level2: &'a str,
    /// Their sums.
    pub subtotal: Subtotal,
}

/// The indicators of one 一级指标, wherever they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// 一级指标
    pub level1: &'a str,
    /// Their sums.
    pub subtotal: Subtotal,
    /// The same by 二级指标, in order of first appearance.
    pub within: Vec<Subgroup<'a>>,
}

/// The last row of the self-evaluation table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total<'a> {
    /// Sum of all weights, that of the execution rate included.
    pub weight: Decimal,
    /// 总分: the scores that count; not complete while `missing` is above zero.
    pub score: Option<Decimal>,
    /// The same by rule.
    pub proposed: Option<Decimal>,
    /// How many items have no score that counts.
    pub missing: usize,
    /// Subtotals, in order of first appearance; without the execution rate.
    pub by_level: Vec<Group<'a>>,
    /// What is wrong with the total itself.
    pub problems: Vec<Problem>,
}

/// Adds up a project's indicators and its execution rate.
pub fn total<'a>(
    items: &[(Indicator<'a>, Assessment)],
    execution: &Execution,
    rules: &ScoringRules,
) -> Total<'a> {
    let mut sum = Subtotal::default();
    let mut by_level: Vec<Group<'a>> = Vec::new();
    for (indicator, assessment) in items {
        sum.add_assessment(assessment);
        let group = group(&mut by_level, indicator.level1.trim());
        group.subtotal.add_assessment(assessment);
        subgroup(&mut group.within, indicator.level2.trim()).subtotal.add_assessment(assessment);
    }
    // An execution rate that is not assessed is not missing either.
    if execution.weight.is_some() {
        sum.add(execution.weight, execution.score, execution.score);
    }
    let Subtotal { weight, score, proposed, missing } = sum;
    let mut problems = Vec::new();
    if weight != Decimal::from(rules.full_marks) {
        problems.push(Problem::WeightSum { sum: weight.normalize(), full: rules.full_marks });
    }
    if missing > 0 {
        problems.push(Problem::ScoresMissing { count: missing });
    }
    Total { weight, score, proposed, missing, by_level, problems }
}

fn group<'g, 'a>(groups: &'g mut Vec<Group<'a>>, level1: &'a str) -> &'g mut Group<'a> {
    let at = groups.iter().position(|group| group.level1 == level1).unwrap_or_else(|| {
        groups.push(Group { level1, subtotal: Subtotal::default(), within: Vec::new() });
        groups.len() - 1
    });
    &mut groups[at]
}

fn subgroup<'g, 'a>(groups: &'g mut Vec<Subgroup<'a>>, level2: &'a str) -> &'g mut Subgroup<'a> {
    let at = groups.iter().position(|group| group.level2 == level2).unwrap_or_else(|| {
        groups.push(Subgroup { level2, subtotal: Subtotal::default() });
        groups.len() - 1
    });
    &mut groups[at]
}
