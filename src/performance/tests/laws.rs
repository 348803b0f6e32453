use proptest::prelude::*;

use super::*;
use crate::amount::Amount;

const DIRECTIONS: [&str; 6] = ["大于等于", "大于", "小于等于", "小于", "等于", "区间"];

/// Texts like those of the form, and any others.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[≥≤<>=＞]{0,2}-?[0-9０-９]{0,17}[.。]?[0-9]{0,8}[%％个万元以上]{0,3}",
        "[0-9]{1,4}[-~至—][0-9]{1,4}[%天]?",
        "[达成未部分提高、，。0-9.%-]{0,12}",
        any::<String>(),
    ]
}

fn number() -> impl Strategy<Value = Decimal> {
    prop_oneof![(-3_000_i64..3_000, 0_u32..3), (-1_000_000_000_000_000_i64..1_000_000_000_000_000, 0_u32..6)]
        .prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn rules() -> impl Strategy<Value = ScoringRules> {
    let equal =
        prop_oneof![Just(EqualRule::SmallerRatio), Just(EqualRule::Deviation), Just(EqualRule::AllOrNothing)];
    (equal, any::<u32>(), any::<u32>(), any::<u32>(), any::<u32>()).prop_map(
        |(equal, far, partly, failed, full)| ScoringRules {
            equal,
            far_above_percent: far,
            partly_percent: partly,
            failed_percent: failed,
            full_marks: full,
            execution_weight: far,
            ..ScoringRules::default()
        },
    )
}

/// The score proposed for numbers.
fn proposed(direction: &str, target: &str, actual: Decimal, weight: &str) -> Option<Decimal> {
    let actual = actual.to_string();
    assessed(Indicator { weight, ..indicator("", direction, target, &actual) }).proposed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_assessed(
        texts in prop::array::uniform6(text()),
        weight in prop_oneof![Just("10".to_owned()), "[0-9]{1,2}[.][0-9]{1,4}", text()],
        nature in prop_oneof![Just("正向"), Just("反向"), Just("定性"), Just(""), Just("?")],
        rules in rules(),
    ) {
        let [target, actual, direction, score, note, unit] = &texts;
        for direction in DIRECTIONS.iter().chain([&direction.as_str(), &""]) {
            let row = Indicator {
                nature, direction, target, actual, unit, note, weight: &weight, score, ..Indicator::default()
            };
            let found = assess(&row, &rules);
            if let Some(proposed) = found.proposed {
                prop_assert!(proposed >= Decimal::ZERO && Some(proposed) <= found.weight, "{found:?}");
            }
            if found.effective.is_none() {
                prop_assert!(found.problems.iter().any(Problem::grave), "{row:?}: {found:?}");
            }
            for problem in &found.problems {
                prop_assert!(!problem.to_string().is_empty());
            }
            let items = vec![(row, found); 3];
            let total = total(&items, &execution(&Funds::default(), &rules), &rules);
            prop_assert!(total.score.is_some() || total.missing > 0);
        }
    }

    #[test]
    fn more_is_better_or_worse(
        target in number(), (a, b) in (number(), number()), weight in 0_i64..10_000, direction in 0..4_usize,
    ) {
        let (less, more) = (a.min(b), a.max(b));
        let (target, weight) = (target.to_string(), Decimal::new(weight, 2).to_string());
        let of = |actual| proposed(DIRECTIONS[direction], &target, actual, &weight);
        if let (Some(less), Some(more)) = (of(less), of(more)) {
            let held = if direction < 2 { less <= more } else { less >= more };
            prop_assert!(held, "{less} {more}");
        }
    }

    #[test]
    fn scores_are_the_true_quotient_rounded(target in 1_i64..1_000_000, actual in 0_i64..1_000_000, weight in 0_i64..10_000) {
        let (a, t) = (actual.min(target), target);
        let rounded = (2 * weight * a + t) / (2 * t);
        let found = proposed("≥", &target.to_string(), actual.into(), &Decimal::new(weight, 2).to_string());
        prop_assert_eq!(found, Some(Decimal::new(rounded, 2)));
    }

    #[test]
    fn the_execution_score_is_the_true_quotient_rounded(full in 1_i64.., executed in 0_i64..) {
        let funds = Funds { initial: None, full: Some(Amount::from_fen(full)), executed: Some(Amount::from_fen(executed)) };
        let (e, f) = (i128::from(executed.min(full)), i128::from(full));
        let rounded = i64::try_from((2 * 1_000 * e + f) / (2 * f)).unwrap();
        prop_assert_eq!(rate_score(&funds, Decimal::TEN), Some(Decimal::new(rounded, 2)));
    }

    #[test]
    fn the_standard_order_is_stable_and_complete(rows in prop::collection::vec((0..6_usize, 0..6_usize), 0..30)) {
        let levels = ["成本指标", "产出指标", "其他", "效益指标", "满意度指标", "别的"];
        let within = ["时效指标", "数量指标", "社会效益", "经济效益", "某某", "质量指标"];
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(a, b)| Indicator { level1: levels[a], level2: within[b], ..Indicator::default() })
            .collect();
        let order = standard_order(&rows);
        let mut all = order.clone();
        all.sort_unstable();
        prop_assert_eq!(all, (0..rows.len()).collect::<Vec<_>>());
        let sorted: Vec<_> = order.iter().map(|row| rows[*row]).collect();
        prop_assert_eq!(standard_order(&sorted), (0..rows.len()).collect::<Vec<_>>());
        let mut groups: Vec<_> = runs(&sorted).level2.into_iter().map(|run| (sorted[run.start].level1, sorted[run.start].level2)).collect();
        let before = groups.len();
        groups.sort_unstable();
        groups.dedup();
        prop_assert_eq!(groups.len(), before, "every group stands together");
    }
}
