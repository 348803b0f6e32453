//! Projects as a whole: what is said of each, case by case.

use super::*;

type Rows = Vec<Vec<Field>>;

/// Rows of all 二级指标 that weigh 90 together.
fn rows() -> Rows {
    let row = |level1, level2, weight| {
        over(GOOD, &[("level1", level1), ("level2", level2), ("weight", weight), ("score", weight)])
    };
    let cost = over(&row("产出指标", "成本指标", "10"), COST);
    vec![
        row("产出指标", "数量指标", "20"),
        row("产出指标", "质量指标", "10"),
        row("产出指标", "时效指标", "10"),
        cost,
        row("效益指标", "社会效益", "30"),
        over(&row("满意度指标", "服务对象满意度", "9"), &[("unit", "%")]),
        // Not all is perfect.
        over(&row("满意度指标", "服务对象满意度", "1"), &[("score", "0.5"), ("note", "反馈不及时，已改进")]),
    ]
}

const PROJECT: &[Field] = &[
    ("name", "大厅"),
    ("kind", "一般公共预算"),
    ("department", "某局"),
    ("unit", "某局"),
    ("fiscal_full", "20万元"),
    ("fiscal_executed", "20万元"),
    ("goal", "建成大厅。"),
    ("achieved", "大厅已建成，7月投入使用。"),
];

fn kinds(engine: &Engine) -> String {
    found(Audit::Project, engine).iter().map(|remark| remark.kind).collect::<Vec<_>>().join(" ")
}

/// What is said of one project.
fn of(fields: &[Field], rows: Rows) -> String {
    kinds(&with(real(), &[(&over(PROJECT, fields), rows)]))
}

/// Rows of which one is changed.
fn change(row: usize, fields: &[Field]) -> Rows {
    let mut rows = rows();
    rows[row] = over(&rows[row], fields);
    rows
}

#[test]
fn a_good_project_is_let_be() {
    assert_eq!(of(&[], rows()), "");
    assert_eq!(found(Audit::Project, &with(real(), &[])), []);
    assert!(!look(Audit::Project, AuditPart::Whole, &with(real(), &[])).any);
}

#[test]
fn weights_make_a_whole() {
    assert_eq!(of(&[], change(0, &[("weight", "20.01"), ("score", "20.01")])), "weight_sum level_weights");
    assert_eq!(of(&[], change(0, &[("weight", ""), ("score", "20")])), "weight_sum");
    let report = with(real(), &[(PROJECT, change(2, &[("weight", ""), ("score", "10")]))]);
    let remark = &found(Audit::Project, &report)[0];
    assert_eq!(remark.words, "大厅：分值合计 90，应为 100。");
    let key = ListKey::within(list(&real(), ListForm::Indicators), 1);
    assert_eq!(remark.spots, [Spot::Record(key, 3, "weight".into())]);
}

#[test]
fn levels_weigh_what_the_rules_say() {
    let moved = |from: usize, to: usize, weights: [&'static str; 2]| {
        let mut rows = rows();
        for (row, weight) in [(from, weights[0]), (to, weights[1])] {
            rows[row] = over(&rows[row], &[("weight", weight), ("score", weight)]);
        }
        rows
    };
    assert_eq!(of(&[], moved(0, 1, ["15", "15"])), "");
    assert_eq!(of(&[], moved(0, 4, ["15", "35"])), "level_weights");
    let words = &found(Audit::Project, &with(real(), &[(PROJECT, moved(0, 4, ["15", "35"]))]))[0].words;
    let expected =
        "大厅：产出指标合计 45 分，规定 50 分、效益指标合计 35 分，规定 30 分；确需调整的，请写明理由。";
    assert_eq!(words, expected);
    // Without satisfaction its points belong to the outcome.
    let mut dull = moved(0, 4, ["20", "40"]);
    dull.truncate(5);
    assert_eq!(of(&[], dull.clone()), "full_marks");
    // Costs as a level of their own.
    let own = |output, outcome| {
        let mut rows = moved(0, 4, [output, outcome]);
        rows[3] = over(&rows[3], &[("level1", "成本指标"), ("weight", "20"), ("score", "20")]);
        rows
    };
    assert_eq!(of(&[], own("20", "20")), "");
    assert_eq!(of(&[], own("10", "30")), "level_weights");
    let template = scored("levels = { output = 45, outcome = 35, satisfaction = 10 }");
    assert_eq!(kinds(&with(template, &[(PROJECT, moved(0, 4, ["15", "35"]))])), "");
    assert_eq!(of(&[], change(0, &[("level1", "")])), "");
}

#[test]
fn a_year_without_a_budget_spends_nothing() {
    let settled = || change(0, &[("weight", "30"), ("score", "30")]);
    let none: &[Field] = &[("fiscal_full", "0"), ("fiscal_executed", "0")];
    assert_eq!(of(none, rows()), "execution_unassessed weight_sum cost_sum");
    assert_eq!(of(none, settled()), "cost_sum");
    assert_eq!(of(&[("fiscal_full", "0")], settled()), "execution_unassessed");
    assert_eq!(of(&[("fiscal_full", "")], rows()), "scores_missing");
}

#[test]
fn no_more_is_spent_than_there_is() {
    for (full, executed, expected) in [
        ("200000", "200000", ""),
        ("200000", "200000.01", "above_budget"),
        ("20.00万元", "20.01万元", ""),
        ("20.00万元", "20.02万元", "above_budget"),
        ("20.000000万元", "20.000001万元", "above_budget"),
    ] {
        let fields = over(PROJECT, &[("fiscal_full", full), ("fiscal_executed", executed)]);
        assert_eq!(kinds(&with(real(), &[(&fields, rows())])), expected, "{full} {executed}");
    }
    // One source pays for another.
    let sources = [
        ("fiscal_full", "150000"),
        ("fiscal_executed", "160000"),
        ("other_full", "50000"),
        ("other_executed", "40000"),
    ];
    let remarks = found(Audit::Project, &with(real(), &[(&over(PROJECT, &sources), rows())]));
    let [remark] = remarks.as_slice() else { panic!("{remarks:?}") };
    assert_eq!(remark.words, "大厅：财政拨款的执行数大于全年预算数，请核对资金。");
    let key = ListKey::of(list(&real(), ListForm::Performance));
    assert_eq!(remark.spots, [Spot::Record(key, 1, "fiscal_executed".into())]);
}

#[test]
fn every_item_has_a_score() {
    assert_eq!(of(&[], change(4, &[("actual", ""), ("score", "")])), "scores_missing");
    assert_eq!(of(&[], change(4, &[("score", "")])), "");
    assert_eq!(of(&[], change(4, &[("score", "满分")])), "scores_missing");
}

#[test]
fn costs_come_to_what_was_spent() {
    let cost = |actual: &'static str| of(&[], change(3, &[("actual", actual)]));
    assert_eq!(["19.8", "20.2", "19.79", "20.21", ""].map(cost), ["", "", "cost_sum", "cost_sum", ""]);
    let unit = |unit: &'static str| of(&[], change(3, &[("unit", unit)]));
    assert_eq!(["万", "元", "亿元", "%", ""].map(unit), ["", "cost_sum", "cost_sum", "", ""]);
    // The sum counts, but one of several may be the whole.
    let two = |first: &'static str, second: &'static str| {
        let mut rows = change(3, &[("actual", first), ("weight", "5"), ("score", "5")]);
        rows.push(over(&rows[3], &[("actual", second)]));
        of(&[], rows)
    };
    assert_eq!([two("12", "8"), two("20", "300"), two("12", "9")], ["", "", "cost_sum"]);
    assert_eq!(kinds(&with(scored("cost_percent = 0"), &[(PROJECT, change(3, &[("actual", "5")]))])), "");
}

#[test]
fn goals_are_not_copied() {
    assert_eq!(of(&[("achieved", "建成大厅")], rows()), "goal_copied");
    assert_eq!(of(&[("achieved", "建成大厅，已用")], rows()), "");
    assert_eq!(of(&[("achieved", ""), ("goal", "")], rows()), "");
}

#[test]
fn indicators_are_few_and_weighty() {
    // The quantity of 20 points in so many parts.
    let parts = |ones: usize, rest: &'static str| {
        let mut rows = change(0, &[("weight", rest), ("score", rest)]);
        let one = over(&rows[0], &[("weight", "1"), ("score", "1")]);
        rows.extend(std::iter::repeat_n(one, ones));
        rows
    };
    assert_eq!(of(&[], Vec::new()), "many_indicators");
    assert_eq!(of(&[], parts(13, "7")), "");
    assert_eq!(of(&[], parts(14, "6")), "many_indicators");
    assert_eq!(kinds(&with(scored("most_indicators = 21"), &[(PROJECT, parts(14, "6"))])), "");
    assert_eq!(kinds(&with(scored("most_indicators = 0"), &[(PROJECT, parts(14, "6"))])), "");
    let light = |weight: &'static str, rest: &'static str| {
        let mut rows = change(5, &[("weight", rest), ("score", rest)]);
        rows[6] = over(&rows[6], &[("weight", weight)]);
        rows
    };
    assert_eq!(of(&[], light("0.99", "9.01")), "many_indicators");
    assert_eq!(kinds(&with(scored("least_weight = 0"), &[(PROJECT, light("0.99", "9.01"))])), "");
}

#[test]
fn outputs_are_of_all_four_sorts() {
    let gone = |row: usize, into: usize| {
        let mut rows = rows();
        let level2 = rows[into].iter().find(|(key, _)| *key == "level2").unwrap().1;
        rows[row] = over(&rows[row], &[("level2", level2), ("unit", "张")]);
        of(&[], rows)
    };
    assert_eq!([gone(0, 1), gone(1, 0), gone(2, 0), gone(3, 0)], ["outputs_missing"; 4].map(String::from));
    let report = with(real(), &[(PROJECT, change(2, &[("level2", "质量指标")]))]);
    let words = &found(Audit::Project, &report)[0].words;
    assert_eq!(words, "大厅：产出指标里没有时效指标，请补上或说明为什么不适用。");
}

#[test]
fn full_marks_in_all_projects_are_looked_at() {
    let perfect = || change(6, &[("score", "1")]);
    assert_eq!(of(&[], perfect()), "full_marks");
    let projects = |full: usize, others: usize| {
        let all = std::iter::repeat_n((PROJECT, perfect()), full);
        let projects: Vec<_> = all.chain(std::iter::repeat_n((PROJECT, rows()), others)).collect();
        kinds(&with(real(), &projects))
    };
    assert_eq!([projects(9, 1), projects(8, 1)], ["full_marks", ""]);
    // What has no score yet is not counted.
    assert_eq!(of(&[], change(6, &[("score", "1"), ("actual", ""), ("score", "")])), "scores_missing");
}

#[test]
fn names_are_those_of_the_report() {
    let named = |fields: &[Field]| {
        let mut engine = with(real(), &[(&over(PROJECT, fields), rows())]);
        engine.apply(Edit::SetText("department".into(), Some("某局（部门）".into()))).unwrap();
        let units = ListKey::of(engine.report().template().list_index("units").unwrap());
        let records = vec![record(1, &[("name", "某局")]), record(2, &[("name", "某（旗）中心")])];
        engine.apply(Edit::SetRecords(units, records)).unwrap();
        kinds(&engine)
    };
    assert_eq!(named(&[]), "");
    assert_eq!(named(&[("department", "某局(部门)"), ("unit", "某(旗)中心")]), "");
    assert_eq!(named(&[("department", "某（旗）中心")]), "names");
    assert_eq!(named(&[("unit", "某公司")]), "names");
    assert_eq!(named(&[("unit", ""), ("department", "")]), "");
    assert_eq!(of(&[("unit", "某公司"), ("department", "甲")], rows()), "");
}

#[test]
fn little_execution_is_explained() {
    let spent = |executed: &'static str, problems: &'static str| {
        let rows = change(3, &[("actual", executed.trim_end_matches("万元"))]);
        of(&[("fiscal_executed", executed), ("problems", problems)], rows)
    };
    assert_eq!(spent("18万元", ""), "");
    assert_eq!(spent("17.99万元", ""), "low_execution");
    assert_eq!(spent("17.99万元", "尾款年后付"), "");
    let rows = change(3, &[("actual", "10")]);
    let fields = over(PROJECT, &[("fiscal_executed", "10万元")]);
    assert_eq!(kinds(&with(scored("low_execution_percent = 50"), &[(&fields, rows)])), "");
}

#[test]
fn no_project_asks_for_more_than_the_budget_has() {
    let asked = |budget: &str, initial: &[&'static str], kind: &'static str| {
        let fields: Vec<_> = initial
            .iter()
            .map(|initial| over(PROJECT, &[("fiscal_initial", initial), ("kind", kind)]))
            .collect();
        let projects: Vec<_> = fields.iter().map(|fields| (fields.as_slice(), rows())).collect();
        let mut engine = with(real(), &projects);
        let table = engine.report().template().table_index("T05").unwrap();
        engine.apply(Edit::SetRow(table, 2_010_302, Some(RowData::default()))).unwrap();
        if !budget.is_empty() {
            let cell: CellRef = at(engine.report(), "T05.2010302.budget");
            engine.apply(Edit::SetCell(cell, entered(budget))).unwrap();
        }
        let remarks = found(Audit::Project, &engine);
        let spots: Vec<_> = remarks.iter().map(|remark| remark.spots.len().to_string()).collect();
        spots.join(" ")
    };
    let general = "一般公共预算";
    assert_eq!(asked("200000元", &["200000"], general), "");
    assert_eq!(asked("200000元", &["200000.01"], general), "1");
    assert_eq!(asked("0元", &["0"], general), "");
    assert_eq!(asked("0元", &["0.01"], general), "1");
    assert_eq!(asked("", &["300000"], general), "");
    assert_eq!(asked("200000元", &[""], general), "");
    assert_eq!(asked("200000元", &["300000"], "其他资金"), "");
    // Each asks for less, both for more; and one alone says it for all.
    assert_eq!(asked("200000元", &["150000", "150000", "0"], general), "2");
    assert_eq!(asked("200000元", &["150000", "50000"], general), "");
    assert_eq!(asked("200000元", &["300000", "150000", "150000"], general), "1");
}
