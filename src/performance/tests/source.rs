//! The self-evaluations of the published report of 2023: 129 indicators of three projects.

use serde::Deserialize;

use super::*;
use crate::amount::{Amount, Unit, parse_amount};

#[derive(Deserialize)]
struct Source {
    projects: Vec<Project>,
}

#[derive(Deserialize)]
struct Project {
    total_score: String,
    funds: Vec<Money>,
    indicators: Vec<Row>,
}

#[derive(Deserialize)]
struct Money {
    initial_budget: String,
    adjusted_budget: String,
    executed: String,
}

#[derive(Deserialize)]
struct Row {
    level1: String,
    level2: String,
    name: String,
    nature: String,
    direction: String,
    target: String,
    actual: String,
    unit: String,
    weight: String,
    score: String,
    note: String,
}

impl Row {
    fn indicator(&self) -> Indicator<'_> {
        Indicator {
            level1: &self.level1,
            level2: &self.level2,
            name: &self.name,
            nature: &self.nature,
            direction: &self.direction,
            target: &self.target,
            actual: &self.actual,
            unit: &self.unit,
            weight: &self.weight,
            score: &self.score,
            note: &self.note,
        }
    }
}

impl Money {
    fn funds(&self) -> Funds {
        let amount = |text: &str| parse_amount(text, Unit::TenThousandYuan).unwrap().map(|e| e.amount);
        Funds {
            initial: amount(&self.initial_budget),
            full: amount(&self.adjusted_budget),
            executed: amount(&self.executed),
        }
    }
}

fn source() -> Vec<Project> {
    let text = include_str!("../../../tests/fixtures/source-2023-performance.json");
    serde_json::from_str::<Source>(text).unwrap().projects
}

fn items(project: &Project) -> Vec<(Indicator<'_>, Assessment)> {
    project.indicators.iter().map(Row::indicator).map(|row| (row, assessed(row))).collect()
}

fn whole(project: &Project) -> Funds {
    let [total, appropriation, carryover, other] = &project.funds[..] else { panic!("four lines") };
    let sources = ProjectFunds {
        appropriation: appropriation.funds(),
        carryover: carryover.funds(),
        other: other.funds(),
    };
    assert_eq!(sources.total(), Ok(total.funds()));
    total.funds()
}

#[test]
fn totals_are_as_published_and_as_recomputed() {
    let rules = ScoringRules::default();
    let mut executed = Amount::ZERO;
    let mut found = Vec::new();
    for project in &source() {
        let funds = whole(project);
        executed = executed.checked_add(funds.executed.unwrap()).unwrap();
        let items = items(project);
        let execution = execution(&funds, &rules);
        assert_eq!((execution.score, execution.problems.len()), (Some(Decimal::TEN), 0));
        let total = total(&items, &execution, &rules);
        assert_eq!((total.weight, total.missing, total.problems.len()), (Decimal::ONE_HUNDRED, 0, 0));
        assert_eq!(total.score, Some(decimal(&project.total_score)));
        found.push((total.score.unwrap().to_string(), total.proposed.unwrap().to_string(), items.len()));
        assert_eq!(
            standard_order(&project.indicators.iter().map(Row::indicator).collect::<Vec<_>>()),
            (0..items.len()).collect::<Vec<_>>()
        );
    }
    let expected = [("99.96", "99.71", 105), ("100", "100", 12), ("100", "100", 12)];
    assert_eq!(found, expected.map(|(score, proposed, rows)| (score.to_owned(), proposed.to_owned(), rows)));
    assert_eq!(executed, Amount::from_fen(905_210_000));
}

#[test]
fn only_quantities_and_costs_of_the_first_project_differ() {
    let rules = ScoringRules::default();
    let projects = source();
    let items = items(&projects[0]);
    let total = total(&items, &execution(&whole(&projects[0]), &rules), &rules);
    let parts: Vec<_> = total
        .by_level
        .iter()
        .flat_map(|group| &group.within)
        .map(|part| {
            let Subtotal { weight, score, proposed, .. } = part.subtotal;
            let text = |number: Decimal| number.normalize().to_string();
            format!("{} {} {} {}", part.level2, text(weight), text(score.unwrap()), text(proposed.unwrap()))
        })
        .collect();
    let expected = [
        "数量指标 15 14.96 14.82",
        "质量指标 15 15 15",
        "时效指标 10 10 10",
        "成本指标 10 10 9.89",
        "社会效益 24 24 24",
        "可持续影响 6 6 6",
        "服务对象满意度 10 10 10",
    ];
    assert_eq!(parts, expected);
    let rows: Vec<_> = runs(&projects[0].indicators.iter().map(Row::indicator).collect::<Vec<_>>()).level2;
    assert_eq!(rows.iter().map(ExactSizeIterator::len).collect::<Vec<_>>(), [54, 2, 2, 40, 4, 1, 2]);
}

#[test]
fn rows_that_miss_their_target() {
    let projects = source();
    let missed: Vec<_> = items(&projects[0])
        .into_iter()
        .filter(|(_, found)| {
            found.problems.iter().any(|problem| {
                matches!(problem, Problem::NoteMissing { reasons } if reasons.contains(&NoteReason::TargetMissed))
            })
        })
        .map(|(row, found)| {
            let proposed = found.proposed.unwrap();
            format!("{} {}→{} {} {proposed} {}", row.level2, row.target, row.actual, row.score, found.differs)
        })
        .collect();
    let expected = [
        "数量指标 26→25 0.28 0.28 false",
        "数量指标 123→105 0.29 0.25 true",
        "数量指标 122→93 0.29 0.22 true",
        "数量指标 150→136 0.29 0.26 true",
        "数量指标 45→41 0.26 0.26 false",
        "成本指标 10.84→11.79 0.25 0.23 true",
        "成本指标 3.80→5.37 0.25 0.18 true",
        // 0.2497 comes to full marks again; the target is missed all the same.
        "成本指标 44.89→44.95 0.25 0.25 false",
        "成本指标 133.15→143.4 0.25 0.23 true",
    ];
    assert_eq!(missed, expected);
}

#[test]
fn other_findings() {
    let projects = source();
    let count = |project: &Project, kind: fn(&Problem) -> bool| {
        items(project).iter().filter(|(_, found)| found.problems.iter().any(kind)).count()
    };
    let counts = |kind: fn(&Problem) -> bool| -> Vec<usize> {
        projects.iter().map(|project| count(project, kind)).collect()
    };
    assert_eq!(counts(Problem::grave), [0, 0, 0]);
    assert_eq!(counts(|p| matches!(p, Problem::ZeroFullMarks)), [3, 0, 0], "not paid yet, and noted");
    assert_eq!(counts(|p| matches!(p, Problem::DirectionUnusual { .. })), [0, 2, 0], "costs written as 正向");
    assert_eq!(counts(|p| matches!(p, Problem::FarAbove { .. })), [0, 0, 0]);
    assert_eq!(counts(|p| matches!(p, Problem::NoteMissing { .. })), [9, 0, 0]);
}

#[test]
fn the_costs_of_the_first_project_are_what_was_spent() {
    let projects = source();
    let costs = projects[0].indicators.iter().filter(|row| row.level2 == "成本指标");
    let (mut targets, mut actuals) = (Decimal::ZERO, Decimal::ZERO);
    for row in costs {
        targets += decimal(&row.target);
        actuals += decimal(&row.actual);
    }
    // One of them is given in fen of 万元, so the sum agrees with the 791.16 executed when rounded.
    assert_eq!((targets, actuals), (decimal("952.35"), decimal("791.155")));
}
