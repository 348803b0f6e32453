//! What auditors say of performance self-evaluation: a table of cases for every kind, and the sample line by line.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{at, entered, files, golden, loaded, real};
use final_accounts::calc::Engine;
use final_accounts::checks::{AuditPart, Remark, Spot, look};
use final_accounts::io;
use final_accounts::report::{CellRef, Edit, ListKey, Record, Report, RowData};
use final_accounts::template::{Audit, ListForm, Template, builtin};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

type Field = (&'static str, &'static str);

fn record(id: u32, fields: &[Field]) -> Record {
    let filled = fields.iter().filter(|(_, text)| !text.is_empty());
    Record { id, fields: filled.map(|(key, text)| (key.to_string(), text.to_string())).collect() }
}

fn list(template: &Template, form: ListForm) -> u16 {
    template.list_of(form).unwrap()
}

/// A report with such projects, each with its indicators.
fn with(template: Arc<Template>, projects: &[(&[Field], Vec<Vec<Field>>)]) -> Engine {
    let mut engine = Engine::new(Report::new(template.clone()));
    let records = (1..).zip(projects).map(|(id, (fields, _))| record(id, fields)).collect();
    engine.apply(Edit::SetRecords(ListKey::of(list(&template, ListForm::Performance)), records)).unwrap();
    for (parent, (_, indicators)) in (1..).zip(projects) {
        let key = ListKey::within(list(&template, ListForm::Indicators), parent);
        let records = (1..).zip(indicators).map(|(id, fields)| record(id, fields)).collect();
        engine.apply(Edit::SetRecords(key, records)).unwrap();
    }
    engine
}

/// All that is found, each thing of a known kind, in one place and with somewhere to go.
fn found(audit: Audit, engine: &Engine) -> Vec<Remark> {
    let found = look(audit, AuditPart::Whole, engine).found;
    let places: BTreeSet<_> = found.iter().map(|remark| &remark.place).collect();
    assert_eq!(places.len(), found.len(), "two remarks of one place: {found:#?}");
    for remark in &found {
        assert!(audit.kinds().contains(&remark.kind), "{}", remark.kind);
        assert!(!remark.spots.is_empty() && remark.words.ends_with('。'), "{remark:?}");
    }
    found
}

/// Fields over others: what is said last counts.
fn over(base: &[Field], change: &[Field]) -> Vec<Field> {
    let mut fields: BTreeMap<_, _> = base.iter().copied().collect();
    fields.extend(change.iter().copied());
    fields.into_iter().collect()
}

/// A quantity that was attained.
const GOOD: &[Field] = &[
    ("level1", "产出指标"),
    ("level2", "数量指标"),
    ("name", "桌"),
    ("nature", "正向"),
    ("direction", "大于等于"),
    ("target", "100"),
    ("actual", "100"),
    ("unit", "张"),
    ("weight", "10"),
    ("score", "10"),
];
/// The same in words.
const WORDS: &[Field] = &[
    ("nature", "定性"),
    ("direction", ""),
    ("target", "明显提高"),
    ("actual", "部分达成"),
    ("unit", ""),
    ("score", "8"),
    ("note", "宣传不够，将加强"),
];
/// A cost that was kept.
const COST: &[Field] = &[
    ("level2", "成本指标"),
    ("nature", "反向"),
    ("direction", "小于等于"),
    ("target", "20"),
    ("actual", "20"),
    ("unit", "万元"),
];
const NOTE: Field = ("note", "厂家缺货，已补订");

/// What is said of one indicator: `kind@column`, in order.
fn said(fields: &[Field]) -> String {
    let report = with(real(), &[(&[], vec![over(GOOD, fields)])]);
    let remarks = found(Audit::Indicator, &report);
    let tag = |remark: &Remark| match remark.spots.as_slice() {
        [Spot::Record(key, 1, column)] if key.parent == Some(1) => format!("{}@{column}", remark.kind),
        other => panic!("{other:?}"),
    };
    remarks.iter().map(tag).collect::<Vec<_>>().join(" ")
}

fn cases(base: &[Field], cases: &[(&[Field], &str)]) {
    for (fields, expected) in cases {
        assert_eq!(said(&over(base, fields)), *expected, "{fields:?}");
    }
}

#[test]
fn a_good_indicator_and_a_blank_one_are_let_be() {
    cases(&[], &[(&[], ""), (&[("score", "")], ""), (&[("weight", "0"), ("score", "0")], "")]);
    let blank = with(real(), &[(&[], vec![vec![], vec![("level1", "产出指标"), ("name", "桌")]])]);
    assert_eq!(found(Audit::Indicator, &blank), []);
    assert!(!look(Audit::Indicator, AuditPart::Whole, &with(real(), &[])).any);
}

#[test]
fn scores_are_held_within_their_weights() {
    cases(
        &[],
        &[
            (&[("score", "10.01")], "score_above_weight@score"),
            (&[("score", "9.99"), NOTE], ""),
            (&[("score", "-1"), NOTE], "score_above_weight@score"),
            (&[("score", "0"), ("actual", "0"), NOTE], ""),
            (&[("weight", "101")], "score_above_weight@weight"),
            // What cannot be read is said elsewhere.
            (&[("score", "十分")], ""),
            (&[("weight", "")], ""),
        ],
    );
}

#[test]
fn upward_scores_follow_the_proportion() {
    let missed = &[("actual", "90"), NOTE];
    cases(
        missed,
        &[
            (&[("score", "9")], ""),
            (&[("score", "")], ""),
            (&[("score", "9.01")], ""),
            (&[("score", "9.02")], "positive_score@score"),
            (&[("score", "8.99")], ""),
            (&[("score", "8.98")], "positive_score@score"),
            (&[("score", "10")], "positive_score@score"),
            (&[("direction", "大于"), ("score", "10")], "positive_score@score"),
            (&[("score", "10"), ("actual", "")], "not_number@actual"),
            // So little is lost that rounding hides it.
            (&[("weight", "0.29"), ("actual", "99"), ("score", "0.29")], ""),
            // Full marks for a missed target, though a hundredth is all there is to lose.
            (&[("weight", "0.29"), ("actual", "97"), ("score", "0.29")], "positive_score@score"),
            (&[("weight", "0.29"), ("actual", "97"), ("score", "0.28")], ""),
        ],
    );
    cases(&[], &[(&[("score", "8"), NOTE], "positive_score@score")]);
    // A target set too low may cost points.
    cases(&[("actual", "200"), NOTE], &[(&[("score", "8")], ""), (&[("score", "10")], "")]);
}

#[test]
fn downward_scores_follow_the_proportion() {
    cases(
        COST,
        &[
            (&[("actual", "25"), ("score", "8"), NOTE], ""),
            (&[("actual", "25"), ("score", "10"), NOTE], "negative_score@score"),
            (&[("actual", "25"), ("score", "7"), NOTE], "negative_score@score"),
            (&[("actual", "15")], ""),
            (&[("direction", "小于"), ("actual", "25"), NOTE], "negative_score@score"),
            // Nothing paid yet: taking points off is right.
            (&[("actual", "0"), ("score", "5"), NOTE], ""),
            (&[("target", "0"), ("actual", "5"), ("score", "0"), NOTE], ""),
            (&[("target", "0"), ("actual", "5"), NOTE], "negative_score@score"),
        ],
    );
}

#[test]
fn equal_scores_follow_the_template() {
    let off = &[("direction", "等于"), ("target", "4"), ("actual", "5"), NOTE];
    cases(
        off,
        &[
            (&[("score", "8")], ""),
            (&[("score", "7.5")], "equal_score@score"),
            (&[("score", "10")], "equal_score@score"),
            (&[("actual", "4")], ""),
            (&[("direction", "区间"), ("target", "1-4"), ("score", "8")], ""),
            (&[("direction", "区间"), ("target", "1-4")], "equal_score@score"),
        ],
    );
    for (equal, good) in [("deviation", "7.5"), ("all_or_nothing", "0"), ("smaller_ratio", "8")] {
        let template = scored(&format!("equal = \"{equal}\""));
        for score in ["7.5", "0", "8"] {
            let row = over(&over(GOOD, off), &[("score", score)]);
            let remarks = found(Audit::Indicator, &with(template.clone(), &[(&[], vec![row])]));
            let kinds: Vec<_> = remarks.iter().map(|remark| remark.kind).collect();
            assert_eq!(kinds.is_empty(), score == good, "{equal} {score} {kinds:?}");
        }
    }
}

/// The template of 2023 with other rules of scoring.
fn scored(rules: &str) -> Arc<Template> {
    let mut files = files("src/template/builtin/nmg-department-2023");
    files.retain(|(name, _)| name.ends_with(".toml"));
    let lists = files.iter_mut().find(|(name, _)| name == "lists.toml").unwrap();
    lists.1 += &format!("\n[scoring]\n{rules}\n");
    loaded(&files)
}

#[test]
fn grades_bound_the_scores_of_words() {
    cases(
        WORDS,
        &[
            (&[], ""),
            (&[("score", "6")], ""),
            (&[("score", "8.01")], "grade_score@score"),
            (&[("score", "5.99")], "grade_score@score"),
            (&[("actual", "已达成"), ("score", "7.9")], "grade_score@score"),
            (&[("actual", "未达成"), ("score", "6")], ""),
            (&[("actual", "未达成"), ("score", "6.1")], "grade_score@score"),
            (&[("actual", "部分达成"), ("score", "11")], "score_above_weight@score"),
            // No grade can be read from these words: a person judges.
            (&[("actual", "有所提高"), ("score", "1")], ""),
        ],
    );
    let stricter = scored("partly_percent = 90\nfailed_percent = 50");
    let row = over(&over(GOOD, WORDS), &[("score", "8.5")]);
    assert_eq!(found(Audit::Indicator, &with(stricter, &[(&[], vec![row])])), []);
}

#[test]
fn copied_words_with_full_marks_want_evidence() {
    let copied = over(WORDS, &[("actual", "明显提高。"), ("score", "10"), ("note", "")]);
    cases(
        &copied,
        &[
            (&[], "copied@actual"),
            (&[("note", "无")], "copied@actual"),
            (&[("note", "见满意度调查报告")], ""),
            (&[("score", "")], "copied@actual"),
            (&[("score", "9"), ("note", "略有不足")], ""),
            (&[("actual", "已达成")], ""),
            (&[("target", ""), ("actual", "")], "not_number@target not_number@actual"),
        ],
    );
}

#[test]
fn what_is_lost_or_missed_wants_a_reason() {
    cases(
        &[],
        &[
            (&[("actual", "90"), ("score", "9")], "score_note@note missed_note@note"),
            (&[("actual", "90"), ("score", "9"), ("note", "无")], "score_note@note missed_note@note"),
            (&[("actual", "90"), ("score", "9"), NOTE], ""),
            (&[("actual", "90"), ("score", "")], "score_note@note missed_note@note"),
            (&[("actual", "90")], "missed_note@note positive_score@score"),
            (&[("score", "9")], "score_note@note positive_score@score"),
            (&[("actual", "99.99")], "missed_note@note"),
            (&[("actual", "150")], ""),
            (&[("actual", "150.01")], "far_above@note"),
            (&[("actual", "150.01"), NOTE], ""),
        ],
    );
    cases(COST, &[(&[("actual", "20.01")], "missed_note@note"), (&[("actual", "19.99")], "")]);
    cases(WORDS, &[(&[("note", "")], "score_note@note missed_note@note")]);
    for (percent, expected) in [("130", "far_above"), ("0", "")] {
        let template = scored(&format!("far_above_percent = {percent}"));
        let row = over(GOOD, &[("actual", "131")]);
        let remarks = found(Audit::Indicator, &with(template, &[(&[], vec![row])]));
        assert_eq!(remarks.first().map_or("", |remark| remark.kind), expected, "{percent}");
    }
}

#[test]
fn costs_point_down_and_satisfaction_up() {
    cases(
        COST,
        &[
            (&[("nature", "正向"), ("direction", "大于等于")], "cost_direction@direction"),
            (&[("nature", "正向"), ("direction", "等于")], "cost_direction@nature"),
            (&[("direction", "等于")], ""),
            (&[("nature", ""), ("direction", "等于")], ""),
            (&[("nature", ""), ("direction", "大于")], "cost_direction@direction"),
            (&[("level1", "成本指标"), ("level2", "经济成本指标")], ""),
            // What is saved may be more.
            (&[("name", "节约成本"), ("nature", "正向"), ("direction", "大于等于")], ""),
            (&[("name", "节约成本"), ("nature", "正向"), ("direction", "等于")], ""),
        ],
    );
    let satisfied = &[("level1", "满意度指标"), ("level2", "服务对象满意度"), ("unit", "%")];
    let down = [("nature", "反向"), ("direction", "小于等于")];
    cases(satisfied, &[(&[], ""), (&down, "satisfaction_direction@direction")]);
}

#[test]
fn nature_and_direction_agree() {
    cases(
        &[],
        &[
            (&[("direction", "小于等于")], "nature_direction@nature"),
            (&[("nature", "反向")], "nature_direction@nature"),
            (&[("direction", "等于")], ""),
            (&[("nature", "反向"), ("direction", "等于")], ""),
            (&[("nature", "中性")], "nature_direction@nature"),
            (&[("direction", "多多益善")], "nature_direction@direction"),
            (&[("direction", "")], "nature_direction@direction"),
            (&[("target", "≤100")], "nature_direction@direction"),
            (&[("target", "≥100")], ""),
        ],
    );
    cases(
        WORDS,
        &[
            (&[("direction", "大于等于")], "nature_direction@direction"),
            (&[("direction", "≥")], "nature_direction@direction"),
            (&[("direction", "/")], ""),
            (&[("direction", "——")], ""),
        ],
    );
}

#[test]
fn numbers_are_numbers_of_something() {
    cases(
        &[],
        &[
            (&[("target", "很多")], "not_number@target"),
            (&[("actual", "全部")], "not_number@actual"),
            (&[("actual", "")], "not_number@actual"),
            (&[("target", ""), ("actual", "")], "not_number@target not_number@actual"),
            (&[("target", ""), ("actual", ""), ("score", "")], ""),
            (&[("actual", "90-100")], "not_number@actual"),
            (&[("target", "0")], "not_number@target"),
            (&[("unit", "")], "not_number@unit"),
            (&[("unit", ""), ("target", "100张")], ""),
            (&[("unit", ""), ("target", "100%")], ""),
            (&[("unit", "万元"), ("target", "100元")], "not_number@unit"),
        ],
    );
}

#[test]
fn percentages_stay_within_the_whole() {
    let percent = &[("unit", "%")];
    cases(
        percent,
        &[
            (&[], ""),
            (&[("target", "0"), ("actual", "0"), ("nature", "反向"), ("direction", "小于等于")], ""),
            (&[("actual", "100.01")], "percent_range@actual"),
            (&[("target", "101"), ("actual", "101")], "percent_range@target percent_range@actual"),
            (
                &[("target", "0"), ("actual", "-1"), ("nature", "反向"), ("direction", "小于等于")],
                "percent_range@actual",
            ),
            (&[("name", "收入增长率"), ("actual", "120")], ""),
            (&[("unit", "张"), ("actual", "120")], ""),
            (&[("unit", ""), ("target", "100%"), ("actual", "120%")], "percent_range@actual"),
        ],
    );
}

#[test]
fn satisfaction_is_measured() {
    let satisfied = over(WORDS, &[("level1", "满意度指标"), ("level2", "服务对象满意度")]);
    cases(
        &satisfied,
        &[
            (&[], "satisfaction_words@target"),
            (&[("actual", "群众都说好")], "satisfaction_words@target"),
            (&[("level1", "效益指标"), ("level2", "社会效益")], ""),
        ],
    );
    cases(&[("level1", "满意度指标"), ("target", "95"), ("actual", "95"), ("unit", "%")], &[(&[], "")]);
}

#[test]
fn nothing_achieved_is_no_saving() {
    cases(
        COST,
        &[
            (&[("actual", "0")], "zero_full_marks@actual"),
            (&[("actual", "0"), NOTE], "zero_full_marks@actual"),
            (&[("actual", "0"), ("score", "")], "zero_full_marks@actual"),
            (&[("actual", "0.01")], ""),
            (&[("target", "0"), ("actual", "0")], ""),
            (&[("actual", "")], "not_number@actual"),
        ],
    );
}

#[test]
fn a_remark_says_all_that_is_needed_to_correct_it() {
    let rows = || vec![over(GOOD, &[]), over(GOOD, &[("name", "椅子类"), ("actual", "90"), NOTE])];
    let project: &[Field] = &[("name", "大厅")];
    let one = found(Audit::Indicator, &with(real(), &[(project, rows())]));
    let [remark] = one.as_slice() else { panic!("{one:?}") };
    assert_eq!(remark.words, "第2行 椅子类：完成 90、目标 100，按比例应得 9 分，填了 10 分。");
    assert_eq!(remark.place, "projects.1.indicators.2.score.positive_score");
    let sides =
        [("填报的得分", "10"), ("按规则的得分", "9")].map(|(what, is)| (what.to_string(), is.to_string()));
    assert_eq!(remark.sides, Some(sides));
    // Rows of several projects have the same numbers.
    let two = found(Audit::Indicator, &with(real(), &[(project, rows()), (project, rows())]));
    let words: Vec<_> = two.iter().map(|remark| remark.words.split('：').next().unwrap()).collect();
    assert_eq!(words, ["项目1第2行 椅子类", "项目2第2行 椅子类"]);
}

#[test]
fn a_form_is_not_asked_for_columns_it_lacks() {
    let row = |fields: &[Field]| fields.to_vec();
    let good = row(&[("name", "桌"), ("target", "≥100"), ("actual", "90"), ("weight", "10"), ("score", "9")]);
    let bad = row(&[("name", "桌"), ("target", "100"), ("actual", "90"), ("weight", "10"), ("score", "9")]);
    let report = with(common::national(), &[(&[("name", "大厅")], vec![good, bad])]);
    let remarks = found(Audit::Indicator, &report);
    let kinds: Vec<_> = remarks.iter().map(|remark| (remark.kind, remark.words.as_str())).collect();
    let direction = "第2行 桌：没有写指标方向，不知道多好还是少好，请填写，或在指标值前写上“≥”等符号。";
    assert_eq!(kinds, [("nature_direction", direction)]);
    let kinds: BTreeSet<_> = found(Audit::Project, &report).iter().map(|remark| remark.kind).collect();
    assert_eq!(kinds, BTreeSet::from(["weight_sum", "scores_missing"]));
}

#[path = "auditor/projects.rs"]
mod projects;
#[path = "auditor/sample.rs"]
mod sample;
