use super::*;
use crate::amount::Amount;

fn funds(initial: Option<i64>, full: Option<i64>, executed: Option<i64>) -> Funds {
    let amount = |fen: Option<i64>| fen.map(Amount::from_fen);
    Funds { initial: amount(initial), full: amount(full), executed: amount(executed) }
}

#[test]
fn sources_add_up_to_the_project() {
    let project = ProjectFunds {
        appropriation: funds(Some(500), None, Some(1)),
        carryover: funds(None, None, Some(2)),
        other: funds(Some(-100), None, Some(3)),
    };
    assert_eq!(project.total(), Ok(funds(Some(400), None, Some(6))), "all blank is blank");
    let large = ProjectFunds {
        appropriation: funds(Some(i64::MAX), Some(1), None),
        other: funds(Some(1), None, None),
        ..ProjectFunds::default()
    };
    assert_eq!(large.initial(), Err(FundsTooLarge));
    assert_eq!(large.full(), Ok(Some(Amount::from_fen(1))));
    assert_eq!(large.total(), Err(FundsTooLarge));
}

#[test]
fn the_execution_rate_is_scored() {
    // The budget of the whole year counts, not the original one.
    let cases = [
        (Some(79_116), Some(79_116), Some("10")),
        (Some(100), Some(120), Some("10")),
        (Some(300), Some(100), Some("3.33")),
        (Some(300), Some(200), Some("6.67")),
        (Some(300), Some(0), Some("0")),
        (Some(300), Some(-5), Some("0")),
        (Some(0), Some(0), None),
        (Some(-5), Some(-5), None),
        (None, Some(5), None),
        (Some(5), None, None),
    ];
    for (full, executed, expected) in cases {
        let total = funds(Some(1), full, executed);
        assert_eq!(rate_score(&total, Decimal::TEN), expected.map(decimal), "{full:?} {executed:?}");
        assert_eq!(rate(&total).is_some(), expected.is_some());
    }
    let rules = ScoringRules::default();
    let of = |full, executed| execution(&funds(None, full, executed), &rules);
    assert_eq!(of(Some(100), Some(89)).problems, [Problem::ExecutionLow { percent: 90 }]);
    assert_eq!(of(Some(100), Some(90)).problems, []);
    assert_eq!(of(Some(100), Some(101)).problems, [Problem::ExecutionAboveBudget]);
    let none = of(Some(0), Some(0));
    assert_eq!((none.weight, none.score), (None, None));
    assert_eq!(none.problems, [Problem::ExecutionNotAssessed { weight: Decimal::TEN }]);
    assert_eq!(of(None, None).problems, []);
    assert_eq!(of(None, None).weight, Some(Decimal::TEN));
}

#[test]
fn totals_count_what_is_missing() {
    let rules = ScoringRules::default();
    let rows = [
        Indicator { weight: "40", level2: "数量指标", ..indicator("正向", "≥", "4", "3") },
        Indicator {
            weight: "20", level1: "效益指标", score: "15", ..indicator("定性", "", "好", "较好")
        },
        Indicator { weight: "20", level2: "质量指标", ..indicator("正向", "≥", "4", "") },
    ];
    let items: Vec<_> = rows.iter().map(|row| (*row, assess(row, &rules))).collect();
    let found = total(&items, &execution(&funds(None, Some(2), Some(1)), &rules), &rules);
    assert_eq!(
        (found.weight, found.score, found.proposed),
        (decimal("90"), Some(decimal("50")), Some(decimal("35")))
    );
    assert_eq!(found.missing, 1);
    assert_eq!(
        found.problems,
        [Problem::WeightSum { sum: decimal("90"), full: 100 }, Problem::ScoresMissing { count: 1 }]
    );
    let groups: Vec<_> = found
        .by_level
        .iter()
        .map(|group| {
            (group.level1, group.subtotal.score, group.within.iter().map(|g| g.level2).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        groups,
        [
            ("产出指标", Some(decimal("30")), vec!["数量指标", "质量指标"]),
            ("效益指标", Some(decimal("15")), vec![""])
        ]
    );
    let empty = total(&[], &execution(&Funds::default(), &rules), &rules);
    assert_eq!((empty.score, empty.missing, empty.weight), (None, 1, Decimal::TEN));
    // Without a budget the ten points belong to the indicators.
    let whole = Indicator { weight: "100", ..indicator("正向", "≥", "4", "4") };
    let items = [(whole, assess(&whole, &rules))];
    let found = total(&items, &execution(&funds(None, Some(0), None), &rules), &rules);
    assert_eq!((found.score, found.missing, found.problems), (Some(decimal("100")), 0, vec![]));
}

#[test]
fn grades() {
    let cases = [
        ("100", "优", "优"),
        ("90", "优", "优"),
        ("89.99", "良", "良"),
        ("80", "良", "良"),
        ("79.99", "中", "合格"),
        ("60", "中", "合格"),
        ("59.99", "差", "不合格"),
        ("-1", "差", "不合格"),
    ];
    for (score, fair, qualified) in cases {
        assert_eq!(grade(decimal(score), GradeScheme::Fair).label(), fair);
        assert_eq!(grade(decimal(score), GradeScheme::Qualified).label(), qualified);
    }
}

#[test]
fn rules_are_read_from_a_template() {
    assert_eq!(toml::from_str::<ScoringRules>(""), Ok(ScoringRules::default()));
    let rules = toml::from_str::<ScoringRules>(
        "equal = \"all_or_nothing\"\ngrades = \"qualified\"\nfar_above_percent = 130",
    );
    assert_eq!(
        rules,
        Ok(ScoringRules {
            equal: EqualRule::AllOrNothing,
            grades: GradeScheme::Qualified,
            far_above_percent: 130,
            ..ScoringRules::default()
        })
    );
    assert!(toml::from_str::<ScoringRules>("far_above = 1").is_err());
}

#[test]
fn merged_cells_and_groups() {
    let row = |level1, level2| Indicator { level1, level2, ..Indicator::default() };
    let rows = [
        row("满意度指标", "服务对象满意度"),
        row("产出指标", "成本指标"),
        row("产出指标", "成本指标 "),
        row("产出指标", "数量指标"),
        row("其他", "数量指标"),
        row("效益指标", "社会效益"),
        row("产出指标", "成本指标"),
        row("成本指标", "社会成本"),
        row("成本指标", "经济成本"),
    ];
    let found = runs(&rows);
    assert_eq!(found.level1, [0..1, 1..4, 4..5, 5..6, 6..7, 7..9]);
    assert_eq!(found.level2, [0..1, 1..3, 3..4, 4..5, 5..6, 6..7, 7..8, 8..9]);
    assert_eq!(runs(&[]), Runs::default());
    assert_eq!(standard_order(&rows), [3, 1, 2, 6, 5, 0, 8, 7, 4]);
}
