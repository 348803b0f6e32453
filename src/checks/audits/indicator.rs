//! The indicators of performance self-evaluation: scores that are not those by rule, words and numbers that are not
//! what their columns ask for, and reasons that are missing.

use super::assessed::{Assessed, One, Side, sides};
use super::{Looked, Remark};
use crate::calc::{Values, indicator};
use crate::performance::{
    Assessment, Direction, Doubt, Field, Indicator, Nature, NoteReason, Problem, ScoringRules, doubts,
};
use crate::records::{points, problem_column};
use crate::report::Record;

/// What is said of an indicator, its kind and the column it is about.
type Said = (&'static str, &'static str, (String, Option<[Side; 2]>));

/// Looks at every indicator of every project.
pub(super) fn look(values: &dyn Values) -> Looked {
    let Some(all) = Assessed::read(values) else { return Looked::default() };
    let rules = &values.template().scoring;
    let mut looked = Looked::default();
    for one in all.each() {
        let rows = one.project.indicators.iter().zip(&one.project.assessments).enumerate();
        for (row, (record, assessment)) in rows {
            looked.any = true;
            looked.found.extend(remarks(&one, row, record, assessment, rules));
        }
    }
    looked
}

fn remarks(
    one: &One<'_>,
    row: usize,
    record: &Record,
    assessment: &Assessment,
    rules: &ScoringRules,
) -> Vec<Remark> {
    let indicator = indicator(record);
    let begun =
        [indicator.target, indicator.actual, indicator.score].iter().any(|text| !text.trim().is_empty());
    let mut found: Vec<Said> = Vec::new();
    for problem in &assessment.problems {
        match problem {
            // A row that waits to be filled in is no mistake.
            Problem::Missing { .. } if !begun => {}
            // Taken from the nature where the form has no place for it.
            Problem::DirectionAssumed { .. } if !one.asks("direction") => {}
            Problem::NoteMissing { reasons } => found.extend(notes(reasons, rules)),
            _ => found.extend(of_problem(problem, &indicator, assessment)),
        }
    }
    found.extend(doubts(&indicator, assessment, rules).iter().map(of_doubt));
    // What a form has no column for cannot be asked for.
    let asked = |said: &Said| !matches!(said.1, "note" | "unit" | "nature") || one.asks(said.1);
    let found = found.into_iter().filter(asked);
    found.map(|(kind, column, said)| one.row(kind, (row, record), column, said)).collect()
}

/// The reasons that are missing: one sentence for each thing to be explained.
fn notes(reasons: &[NoteReason], rules: &ScoringRules) -> Vec<Said> {
    let missing = |kind, reason| {
        let words = Problem::NoteMissing { reasons: vec![reason] }.to_string();
        (kind, "note", (words, None))
    };
    let said = |reason: &NoteReason| match reason {
        NoteReason::BelowWeight => Some(missing("score_note", *reason)),
        NoteReason::TargetMissed => Some(missing("missed_note", *reason)),
        NoteReason::FarAbove => {
            let words = Problem::FarAbove { percent: rules.far_above_percent }.to_string();
            Some(("far_above", "note", (words, None)))
        }
        // It misses the target, or has full marks for nothing: said as such.
        NoteReason::NothingAchieved => None,
    };
    reasons.iter().filter_map(said).collect()
}

fn of_problem(problem: &Problem, indicator: &Indicator<'_>, assessment: &Assessment) -> Option<Said> {
    let (kind, compared) = match problem {
        Problem::ScoreAboveWeight { score, weight } => {
            ("score_above_weight", sides("得分", points(*score), "分值", points(*weight)))
        }
        Problem::ScoreNegative { score } => {
            ("score_above_weight", sides("得分", points(*score), "最低", "0"))
        }
        Problem::WeightOutOfRange { weight, full } => {
            ("score_above_weight", sides("分值", points(*weight), "范围", format!("0 到 {full}")))
        }
        Problem::OutsideGrade { low, high, .. } => {
            let range = format!("{} 到 {}", points(*low), points(*high));
            ("grade_score", sides("得分", assessment.typed.map(points).unwrap_or_default(), "应在", range))
        }
        Problem::DirectionUnusual { direction, usual, .. } => {
            let kind = if usual.is_downward() { "cost_direction" } else { "satisfaction_direction" };
            (kind, sides("指标方向", direction, "一般是", usual))
        }
        Problem::NatureConflict { nature, direction } => {
            ("nature_direction", sides("指标性质", nature, "指标方向", direction))
        }
        Problem::DirectionConflict { column, target } => {
            ("nature_direction", sides("指标方向", column, "指标值里写的", target))
        }
        Problem::NatureUnknown { .. }
        | Problem::DirectionUnknown { .. }
        | Problem::DirectionMissing
        | Problem::DirectionAssumed { .. } => ("nature_direction", None),
        Problem::NotNumber { field: Field::Target | Field::Actual, .. }
        | Problem::Missing { field: Field::Target | Field::Actual }
        | Problem::NotPlain { .. }
        | Problem::ZeroTarget { .. }
        | Problem::IntervalExpected
        | Problem::IntervalReversed { .. } => ("not_number", None),
        Problem::UnitsDiffer { target, actual } => {
            ("not_number", sides("指标值的单位", target, "完成值的单位", actual))
        }
        Problem::ZeroFullMarks => ("zero_full_marks", {
            let full = assessment.effective.map(points).unwrap_or_default();
            sides("完成值", indicator.actual.trim(), "得分", full)
        }),
        // Said by other audits or of the project: what no number can be read from, and what has no score yet.
        _ => return None,
    };
    Some((kind, problem_column(problem), (problem.to_string(), compared)))
}

fn of_doubt(doubt: &Doubt) -> Said {
    let (kind, column, compared) = match doubt {
        Doubt::Score { number, proposed, typed } => {
            let kind = match number.direction {
                Direction::AtLeast | Direction::Above => "positive_score",
                Direction::AtMost | Direction::Below => "negative_score",
                Direction::Equal | Direction::Between => "equal_score",
            };
            (kind, "score", sides("填报的得分", typed, "按规则的得分", proposed))
        }
        Doubt::CostNature { nature } => {
            ("cost_direction", "nature", sides("指标性质", nature, "一般是", Nature::Negative))
        }
        Doubt::DirectionOfWords { text } => {
            ("nature_direction", "direction", sides("指标方向", text, "应为", "空"))
        }
        Doubt::UnitMissing => ("not_number", "unit", None),
        Doubt::PercentRange { field, value } => {
            let column = if *field == Field::Actual { "actual" } else { "target" };
            ("percent_range", column, sides(&field.to_string(), value, "范围", "0 到 100"))
        }
        Doubt::SatisfactionWords => ("satisfaction_words", "target", None),
        // Copied words; the rest is said of projects.
        _ => ("copied", "actual", None),
    };
    (kind, column, (doubt.to_string(), compared))
}
