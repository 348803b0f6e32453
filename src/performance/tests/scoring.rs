use super::*;

/// Nature, direction, target, achieved value → the score proposed of 10, or why there is none.
fn table(rules: &ScoringRules, cases: &[(&str, &str, &str, &str, &str)]) {
    for (nature, direction, target, actual, expected) in cases {
        let found = outcome(indicator(nature, direction, target, actual), rules);
        assert_eq!(&found, expected, "{nature} {direction} {target} {actual}");
    }
}

#[test]
fn numbers_are_scored_in_proportion() {
    table(
        &ScoringRules::default(),
        &[
            ("正向", "大于等于", "26", "26", "10"),
            ("正向", "大于等于", "26", "25", "9.62"),
            ("正向", "大于", "3", "3", "10"),
            ("正向", "大于等于", "3", "0", "0"),
            ("正向", "大于等于", "3", "-1", "0"),
            ("正向", "大于等于", "2000", "1", "0.01"),
            ("正向指标", "≥", "95%", "90", "9.47"),
            ("反向", "小于等于", "10.84", "11.79", "9.19"),
            ("反向", "小于等于", "10.84", "0", "10"),
            ("反向", "小于", "0", "0", "10"),
            ("反向", "小于等于", "0", "1", "0"),
            ("反向", "小于等于", "-5", "-6", "10"),
            ("正向", "区间", "10-20", "15", "10"),
            ("正向", "区间", "10-20", "5", "5"),
            ("正向", "区间", "10-20", "40", "5"),
            ("", "", "10-20", "20", "10"),
            ("", "", "≥50个", "48个", "9.6"),
            ("", "", "≥50个", "48", "9.6"),
            ("反向", "", "≤20万元", "25万", "8"),
            ("", "", "50", "50", "10"),
            ("正向", "", "50", "25", "5"),
        ],
    );
}

#[test]
fn unequal_is_scored_as_the_template_says() {
    let cases = |equal, expected: [&str; 6]| {
        let rules = ScoringRules { equal, ..ScoringRules::default() };
        let values = [("4", "4"), ("4", "5"), ("4", "3"), ("4", "10"), ("0", "1"), ("-4", "-5")];
        for ((target, actual), expected) in values.into_iter().zip(expected) {
            assert_eq!(
                outcome(indicator("正向", "等于", target, actual), &rules),
                expected,
                "{target} {actual}"
            );
        }
    };
    cases(EqualRule::SmallerRatio, ["10", "8", "7.5", "4", "0", "8"]);
    cases(EqualRule::Deviation, ["10", "7.5", "7.5", "0", "0", "7.5"]);
    cases(EqualRule::AllOrNothing, ["10", "0", "0", "0", "0", "0"]);
    assert_eq!(outcome(indicator("正向", "等于", "4", "-4"), &ScoringRules::default()), "0");
}

#[test]
fn what_cannot_be_scored_is_explained() {
    table(
        &ScoringRules::default(),
        &[
            ("正向", "大于等于", "", "5", "年度指标值没有填写"),
            ("正向", "大于等于", "5", "", "实际完成值没有填写"),
            ("正向", "大于等于", "多", "5", "年度指标值：“多”里没有数字，请填写数字，没有数就清空这一格"),
            ("正向", "大于等于", "5", "3-4", "实际完成值应是一个数，请去掉比较符号或区间"),
            ("正向", "大于等于", "5", "≥5", "实际完成值应是一个数，请去掉比较符号或区间"),
            ("正向", "", "≥3-5", "5", "年度指标值应是一个数，请去掉比较符号或区间"),
            ("正向", "大于等于", "0", "5", "“大于等于 0”的指标没有意义，请填写大于零的指标值，或改指标方向"),
            ("正向", "大于等于", "-5", "-6", "指标值是负数，没有达到时不能按比例计分，请填写得分"),
            (
                "正向",
                "多多益善",
                "5",
                "5",
                "指标方向“多多益善”不认识，应为大于等于、大于、小于等于、小于、等于或区间",
            ),
            ("中性", "大于等于", "5", "5", "指标性质“中性”不认识，应为正向、反向或定性"),
            ("", "", "50", "48", "没有写指标方向，不知道多好还是少好，请填写，或在指标值前写上“≥”等符号"),
            ("正向", "大于等于", "≤5", "5", "指标方向是“大于等于”，指标值里写的却是“小于等于”，请改成一致"),
            ("正向", "小于等于", "5", "5", "指标性质是“正向”，指标方向却是“小于等于”，请改成一致"),
            ("反向", "大于", "5", "5", "指标性质是“反向”，指标方向却是“大于”，请改成一致"),
            ("正向", "区间", "5", "5", "指标方向是区间，指标值请写成两个数，如“10-20”"),
            ("正向", "区间", "20-10", "5", "区间的下限 20 高于上限 10，请核对指标值"),
            ("反向", "≤", "5万元", "50000元", "指标值的单位“万元”与完成值的单位“元”不一致，请换算成同一单位"),
            (
                "反向",
                "≤",
                "5万元",
                "48000",
                "指标值的单位“万元”与完成值的单位（没有写）不一致，请换算成同一单位",
            ),
            (
                "定性",
                "",
                "提高",
                "有所提高",
                "完成情况与指标值的文字不同，请判断是达成、部分达成还是未达成，并填写得分",
            ),
            ("定性", "", "提高", "", "实际完成值没有填写"),
        ],
    );
    let weights = [
        ("", "分值没有填写"),
        ("十", "分值：“十”是中文数字，请改用阿拉伯数字"),
        ("101", "分值 101 不在 0 到 100 之间"),
        ("-1", "分值 -1 不在 0 到 100 之间"),
    ];
    for (weight, expected) in weights {
        let row = Indicator { weight, ..indicator("正向", "≥", "5", "5") };
        assert_eq!(outcome(row, &ScoringRules::default()), expected);
    }
}

#[test]
fn words_are_scored_by_grade() {
    table(
        &ScoringRules::default(),
        &[
            ("定性", "", "规范、提高、增强", " 规范，提高，增强。", "10"),
            ("定性指标", "", "提高", "达成", "10"),
            ("定性", "", "提高", "部分达成年度指标并具有一定效果", "8"),
            ("定性", "", "提高", "未达成", "6"),
            ("", "", "提高", "提高", "10"),
            ("定性", "", "1.25", "1.25", "10"),
        ],
    );
    assert!(assessed(indicator("定性", "", "1.25", "12.5")).proposed.is_none());
    let rules = ScoringRules { partly_percent: 90, failed_percent: 50, ..ScoringRules::default() };
    table(&rules, &[("定性", "", "好", "部分达成", "9"), ("定性", "", "好", "未达成", "5")]);
    let outside = assessed(Indicator { score: "9", ..indicator("定性", "", "好", "部分达成") });
    assert!(outside.problems.contains(&Problem::OutsideGrade {
        attainment: Attainment::Partly,
        low: decimal("6"),
        high: decimal("8"),
    }));
    let judged = assessed(Indicator { score: "9", ..indicator("定性", "", "好", "较好") });
    assert_eq!((judged.effective, judged.proposed, judged.differs), (Some(decimal("9")), None, false));
    assert!(!judged.problems.iter().any(Problem::grave));
}

#[test]
fn typed_scores_go_first() {
    let typed = |score| assessed(Indicator { score, ..indicator("正向", "≥", "4", "3") });
    assert_eq!(typed("").effective, Some(decimal("7.5")));
    let equal = typed("7.50");
    assert_eq!((equal.effective, equal.differs), (Some(decimal("7.5")), false));
    assert!(typed("8").differs);
    let above = typed("11");
    assert_eq!(above.effective, Some(decimal("11")));
    assert!(
        above.problems.contains(&Problem::ScoreAboveWeight { score: decimal("11"), weight: decimal("10") })
    );
    assert!(typed("-1").problems.contains(&Problem::ScoreNegative { score: decimal("-1") }));
    let unread = typed("优");
    assert_eq!((unread.typed, unread.effective, unread.proposed), (None, None, Some(decimal("7.5"))));
    assert!(unread.problems.iter().any(|p| matches!(p, Problem::NotNumber { field: Field::Score, .. })));
    // A negative target missed, once a person has scored it, is no problem.
    let scored = assessed(Indicator { score: "5", ..indicator("正向", "≥", "-5", "-6") });
    assert!(!scored.problems.contains(&Problem::NegativeTarget));
}

#[test]
fn a_half_is_rounded_away_from_zero_once() {
    let score = |weight, target, actual| {
        assessed(Indicator { weight, ..indicator("正向", "≥", target, actual) }).proposed
    };
    assert_eq!(score("0.01", "2", "1"), Some(decimal("0.01")));
    assert_eq!(score("5", "1000", "201"), Some(decimal("1.01")), "1.005");
    assert_eq!(score("5", "1000", "200.999999"), Some(decimal("1.00")));
    assert_eq!(score("0.125", "2", "2"), Some(decimal("0.125")), "full marks are the weight itself");
    assert_eq!(score("100", "999999999999999.999999", "999999999999999.999998"), Some(decimal("100")));
}

#[test]
fn findings_about_scores_that_stand() {
    let notes = |row: Indicator<'_>| {
        let found = assessed(row);
        assert!(!found.problems.iter().any(Problem::grave), "{:?}", found.problems);
        found.problems
    };
    let missing = |reasons: &[NoteReason]| Problem::NoteMissing { reasons: reasons.to_vec() };
    assert_eq!(notes(indicator("正向", "≥", "4", "4")), []);
    assert_eq!(
        notes(indicator("正向", "≥", "4", "3")),
        [missing(&[NoteReason::BelowWeight, NoteReason::TargetMissed])]
    );
    assert_eq!(
        notes(Indicator { score: "10", ..indicator("反向", "≤", "4", "5") }),
        [missing(&[NoteReason::TargetMissed])]
    );
    assert_eq!(notes(Indicator { note: "设备停产", ..indicator("正向", "≥", "4", "3") }), []);
    assert_eq!(notes(Indicator { note: "无", ..indicator("正向", "≥", "4", "3") }).len(), 1);
    assert_eq!(
        notes(indicator("反向", "≤", "4", "0")),
        [Problem::ZeroFullMarks, missing(&[NoteReason::NothingAchieved])]
    );
    assert_eq!(notes(indicator("反向", "≤", "0", "0")), [], "no accident, and none allowed");
    assert_eq!(notes(indicator("正向", "≥", "100", "150")), []);
    assert_eq!(
        notes(indicator("正向", "≥", "100", "151")),
        [Problem::FarAbove { percent: 150 }, missing(&[NoteReason::FarAbove])]
    );
    let cost = Indicator { level2: "成本指标", ..indicator("正向", "大于等于", "84", "84") };
    let unusual = Problem::DirectionUnusual {
        group: "成本指标",
        direction: Direction::AtLeast,
        usual: Direction::AtMost,
    };
    assert_eq!(notes(cost), [unusual]);
    assert_eq!(notes(Indicator { name: "成本节约率", ..cost }), []);
    assert_eq!(
        notes(indicator("反向", "", "4", "4")),
        [Problem::DirectionAssumed { nature: Nature::Negative, direction: Direction::AtMost }]
    );
}
