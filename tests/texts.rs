//! Texts of the clerk's own: what they can refer to, what their names mean, what own wording gives up, what a choice
//! of wording changes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::real;
use final_accounts::calc::{Engine, Scope, Values};
use final_accounts::io;
use final_accounts::narrative::{
    CandidateKind, Choosing, GapKind, Measure, Own, candidates, chart_uses, check_fact, entered, examples,
    figure_uses, find, first_wording, gaps, generated, instances, kept_wording, legend, locate, nearest,
    own_legend, preview, review, sentence, unknown_names, wording_key,
};
use final_accounts::report::{CellRef, Edit, ListKey, Record, Report};
use final_accounts::template::{BlockBody, ListForm, Paragraph, Template, ZeroWording, builtin};
use std::sync::Arc;

/// The id of the named figure that the sample gets.
const HEATING: u32 = 99;

/// The sample, with a named figure of its own.
fn sample() -> Engine {
    let template = |id: &str| builtin(id)?.ok().map(Arc::new);
    let mut engine = Engine::new(io::json::read(io::sample().as_bytes(), &template).unwrap().report);
    let list = ListKey::of(engine.template().list_of(ListForm::Facts).unwrap());
    let fields = [("name", "取暖费"), ("value", "36.42"), ("unit", "万元")];
    let fields = fields.map(|(column, text)| (column.to_string(), text.to_string())).into();
    engine.apply(Edit::InsertRecord(list, 0, Record { id: HEATING, fields })).unwrap();
    engine
}

fn set(engine: &mut Engine, key: &str, text: &str) {
    engine.apply(Edit::SetText(key.into(), Some(text.into()))).unwrap();
}

/// The paragraph and scope of an instance, by its key.
fn with<T>(engine: &Engine, key: &str, read: impl FnOnce(&Paragraph, &Scope) -> T) -> T {
    let template: Arc<Template> = engine.template();
    let section = template.section(key.split('.').next().unwrap()).unwrap();
    let instance = instances(section, engine).into_iter().find(|instance| instance.key == key).unwrap();
    match &locate(section, &instance.path).unwrap().body {
        BlockBody::Paragraph(paragraph) => read(paragraph, &instance.scope),
        _ => panic!("{key} is no paragraph"),
    }
}

#[test]
fn candidates_are_found_by_name_words_value_and_initials() {
    let engine = sample();
    let all = candidates("s1.total.budget_reason", &engine);
    let first = |query: &str| {
        let (found, _) = find(&all, None, query, 5);
        found.first().map(|candidate| (candidate.name.clone(), candidate.value.clone())).unwrap_or_default()
    };
    assert_eq!(first("取暖费"), ("取暖费".into(), "36.42万元".into()));
    assert_eq!(first("36.42").0, "取暖费");
    assert_eq!(first("s1.total.total").0, "s1.total.total");
    assert_eq!(first("公开05表 合计 小计"), ("T05.total.c1".into(), "1,723.94万元".into()));
    assert_eq!(first("公开05表 2080505 基本支出").0, "T05.2080505.c2");
    assert!(
        find(&all, Some(CandidateKind::Cell), "jbyl", 50)
            .0
            .iter()
            .any(|candidate| candidate.name.starts_with("T05.2080505."))
    );
    assert_eq!(first("财政拨款全年预算数").0, "projects.1.fiscal_full");
    assert_eq!(first("部门名称").0, "department");
    let text = find(&all, Some(CandidateKind::Text), "2089999 差异原因", 1).0[0];
    assert_eq!((text.kind, text.name.as_str()), (CandidateKind::Text, "s5.item.2089999.reason"));
    assert!(
        !all.iter().any(|candidate| candidate.name == "s1.total.budget_reason"),
        "a text cannot name itself"
    );
    assert_eq!(find(&all, None, "没有这样的东西", 5), (Vec::new(), 0));
    let (some, count) = find(&all, None, "", 7);
    assert_eq!((some.len(), count), (7, all.len()));
    assert!(some.iter().all(|candidate| candidate.kind == CandidateKind::Fact));
}

#[test]
fn every_candidate_stands_for_something() {
    let engine = sample();
    for candidate in candidates("none", &engine) {
        let found = legend(&format!("{{{}}}", candidate.name), "none", None, &engine);
        assert_eq!(found.len(), 1, "{candidate:?}");
        assert_eq!(found[0].problem, None, "{candidate:?}");
    }
}

#[test]
fn the_nearest_name_is_suggested() {
    let engine = sample();
    let all = candidates("none", &engine);
    let near = |name: &str| nearest(name, &all).map(|candidate| candidate.name.clone());
    assert_eq!(near("取暧费").as_deref(), Some("取暖费"));
    assert_eq!(near("新考人数").as_deref(), Some("新考入人数"));
    assert_eq!(near("部门").as_deref(), Some("department"));
    assert_eq!(near("t05.total.c1").as_deref(), Some("T05.total.c1"));
    assert_eq!(near("完全不相干的名字"), None);
    assert_eq!(near(""), None);
}

#[test]
fn the_legend_says_what_names_mean_and_what_is_wrong() {
    let mut engine = sample();
    let text = "取暖{取暖费}万元，{T05.total.c1|yuan}元，{s1.total.total}，{department}，{取暖}，{取暖费}，{s5.item.2089999.reason}";
    let found = legend(text, "s1.total.budget_reason", None, &engine);
    let names: Vec<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(
        names,
        ["取暖费", "T05.total.c1|yuan", "s1.total.total", "department", "取暖", "s5.item.2089999.reason"]
    );
    assert_eq!(
        (found[0].now.as_str(), found[0].fact.clone().map(|fact| (fact.id, fact.unit))),
        ("36.42", Some((HEATING, "万元".into())))
    );
    assert_eq!(found[1].now, "17,239,429.37元");
    assert_eq!(found[1].meaning, "公开05表 合计 小计");
    assert_eq!(found[2].now, "1,724.62万元");
    assert_eq!(found[3].meaning, "部门名称");
    assert_eq!(found[4].problem.as_deref(), Some("没有叫这个名字的数"));
    assert!(found[5].meaning.starts_with("引用：五、"), "{}", found[5].meaning);
    assert!(found[5].now.starts_with("2023年新考入4人"), "{}", found[5].now);

    // A text that leads back to the one it stands in says so.
    set(&mut engine, "s5.item.2089999.reason", "同上：{s1.total.budget_reason}");
    let found = legend("{s5.item.2089999.reason}", "s1.total.budget_reason", None, &engine);
    assert_eq!(
        found[0].problem.as_deref(),
        Some("其中的{s1.total.budget_reason}：这段文字又引用了自己，或者引用得太多")
    );
    let found = legend("{s1.total.budget_reason}", "s1.total.budget_reason", None, &engine);
    assert_eq!(found[0].problem.as_deref(), Some("这段文字又引用了自己，或者引用得太多"));
}

#[test]
fn own_wording_is_previewed_and_reviewed() {
    let mut engine = sample();
    let key = "s1.income";
    let shown = with(&engine, key, |paragraph, _| first_wording(paragraph, &real()));
    assert_eq!(shown, "（一）收入决算总计{数1}万元。包括：");
    with(&engine, key, |paragraph, scope| {
        let own = Own { key, paragraph, scope };
        let names: Vec<_> = own_legend(own, &engine).into_iter().map(|e| (e.name, e.now)).collect();
        assert_eq!(names, [("数1".to_string(), "1,724.62万元".to_string())]);
        let text = "（一）收入共{数1}万元，其中取暖{取暖费}万元：";
        assert_eq!(preview(text, own, &engine).text(), "（一）收入共1,724.62万元，其中取暖36.42万元：");
        assert_eq!(review(text, own, &engine), Default::default());
        let typed = review("（一）2023年收入共1,724.62万元，增长5％。", own, &engine);
        assert_eq!(typed.frozen, ["1,724.62", "5%"]);
        assert_eq!(typed.dropped.len(), 1);
        assert_eq!(
            unknown_names(&preview("{数9}", own, &engine)),
            [("{数9}".into(), "没有叫这个名字的数".into())]
        );
    });
    // Kept under the template's own names, it follows the tables.
    let kept = with(&engine, key, |paragraph, _| kept_wording("收入共{数1}万元：", paragraph, &real()));
    assert_eq!(kept, "收入共{total}万元：");
    set(&mut engine, &wording_key(key), &kept);
    let own = with(&engine, key, |paragraph, scope| sentence(key, paragraph, scope, &engine));
    assert!(own.reworded);
    assert_eq!(own.text(), "收入共1,724.62万元：");
    let before = with(&engine, key, |paragraph, scope| generated(key, paragraph, scope, &engine));
    assert_eq!(before.text(), "（一）收入决算总计1,724.62万元。包括：");
}

#[test]
fn gaps_are_missing_texts_and_unknown_names() {
    let mut engine = sample();
    let template = engine.template();
    let of = |engine: &Engine, key: &str| gaps(template.section(key).unwrap(), engine);
    set(&mut engine, "s1.opening_balance.reason", "");
    set(&mut engine, "s1.total.prior_reason", "因{取暖}增加");
    set(&mut engine, "o1.duties", " \n ");
    let found = of(&engine, "s1");
    let unknown = found.iter().find(|gap| gap.key == "s1.total").unwrap();
    assert_eq!(unknown.kind, GapKind::Unknown("{取暖}".into(), "没有叫这个名字的数".into()));
    assert!(found.iter().any(|gap| gap.key == "s1.opening_balance.reason" && gap.kind == GapKind::Missing));
    // Reasons of the same name are told apart.
    set(&mut engine, "s1.closing_balance.reason", "");
    let labels: Vec<String> = of(&engine, "s1").into_iter().map(|gap| gap.label).collect();
    assert_eq!(labels[1..], ["3.年初结转和结余 变动原因", "3.年末结转和结余 变动原因"], "{labels:?}");
    let duties: Vec<_> = of(&engine, "o1").into_iter().map(|gap| (gap.key, gap.label)).collect();
    assert_eq!(duties, [("o1.duties".to_string(), "主要职能、职责".to_string())]);
    // What may be left out is no gap: the slot for evaluation says something of itself.
    assert!(!of(&engine, "s14").iter().any(|gap| gap.label == "部门项目绩效评价结果"));
}

#[test]
fn choices_are_shown_on_sentences_of_the_report() {
    let engine = sample();
    let option = |key: &str| -> Vec<Choosing> {
        let template = engine.template();
        let choices = template.option(key).unwrap().choice.iter();
        choices.map(|choice| Choosing::Option(key.into(), choice.key.clone())).collect()
    };
    let falling = examples(&option("falling_rate"), &engine).unwrap();
    assert_eq!((falling[0].different.as_str(), falling[1].different.as_str()), ("减少", "下降"));
    assert_eq!(falling[0].before, falling[1].before);
    assert!(falling[0].after.starts_with(|c: char| c.is_ascii_digit()), "{falling:?}");
    let zero = [Choosing::Zero(ZeroWording::AsSource), Choosing::Zero(ZeroWording::Recommended)];
    let zero = examples(&zero, &engine).unwrap();
    assert!(zero[0].different.contains("0.00"), "{zero:?}");
    let items = examples(&option("zero_items"), &engine).unwrap();
    assert_ne!(items[0], items[1]);
    // A report without figures has no sentence that differs in a falling rate.
    assert_eq!(examples(&option("falling_rate"), &Engine::new(Report::new(real()))), None);
}

#[test]
fn fact_names_are_checked() {
    let engine = sample();
    assert_eq!(check_fact("电费", "1,234.5", &engine), Ok(()));
    for bad in ["", " ", "取暖费", "a.b", "{x}", "a|b", "department", "12", &"长".repeat(21)] {
        assert!(check_fact(bad, "1", &engine).is_err(), "{bad}");
    }
    for bad in ["", "三十", "36万元", "1,23"] {
        assert!(check_fact("电费", bad, &engine).is_err(), "{bad}");
    }
}

#[test]
fn any_text_is_kept_and_shown_as_text() {
    let mut engine = sample();
    let long = "很长的字".repeat(25_000);
    for text in ["<script>alert(1)</script>{<b>}", "👨‍👩‍👧{", "\u{1}\t\u{b}\u{2028}x", "{}{{{a}}}}", &long]
    {
        set(&mut engine, "o1.duties", text);
        set(&mut engine, "s1.total.prior_reason", text);
        assert_eq!(engine.text("o1.duties").as_deref(), Some(text));
        let paragraphs = entered("o1.duties", &engine);
        assert!(!paragraphs.is_empty());
        let saved = io::json::write(engine.report());
        let template = |id: &str| builtin(id)?.ok().map(Arc::new);
        let opened = io::json::read(saved.as_bytes(), &template).unwrap().report;
        assert_eq!(opened.text("o1.duties"), Some(text));
        legend(text, "o1.duties", None, &engine);
        candidates("o1.duties", &engine);
    }
}

/// The section's text after a reason was entered, and what is unknown in it.
fn reason(engine: &mut Engine, text: &str) -> (String, Vec<String>) {
    set(engine, "s1.opening_balance.reason", text);
    with(engine, "s1.opening_balance", |paragraph, scope| {
        let sentence = sentence("s1.opening_balance", paragraph, scope, engine);
        let unknown = unknown_names(&sentence).into_iter().map(|(written, _)| written).collect();
        (sentence.text(), unknown)
    })
}

fn add_fact(engine: &mut Engine, id: u32, name: &str, value: &str, unit: &str) {
    let list = engine.template().list_of(ListForm::Facts).unwrap();
    let fields = [("name", name), ("value", value), ("unit", unit)];
    let fields = fields.map(|(column, text)| (column.to_string(), text.to_string())).into();
    engine.apply(Edit::InsertRecord(ListKey::of(list), usize::MAX, Record { id, fields })).unwrap();
}

#[test]
fn named_figures_are_written_as_asked_and_never_stand_for_themselves() {
    let mut engine = sample();
    add_fact(&mut engine, 101, "款", "84.0470", "万元");
    add_fact(&mut engine, 102, "坏", "{没有}", "万元");
    add_fact(&mut engine, 103, "甲", "{乙}", "");
    add_fact(&mut engine, 104, "乙", "{甲}", "");
    add_fact(&mut engine, 105, "多", "{取暖费}多", "万元");
    add_fact(&mut engine, 106, "约", "约三十", "人");
    let (text, unknown) = reason(&mut engine, "{款}万元，{款|yuan}元，{取暖费|yuan}元，{约}人");
    assert!(text.ends_with("84.0470万元，840,470.00元，364,200.00元，约三十人。"), "{text}");
    assert!(unknown.is_empty(), "{unknown:?}");
    let (text, unknown) = reason(&mut engine, "{坏}、{甲}、{多}、{新考入人数|yuan}");
    assert_eq!(unknown, ["{坏}", "{甲}", "{多}", "{新考入人数|yuan}"]);
    assert!(text.ends_with("{坏}、{甲}、{多}、{新考入人数|yuan}。"), "{text}");
}

#[test]
fn texts_that_name_each_other_many_times_come_to_an_end() {
    let mut engine = sample();
    let keys: Vec<String> = (0..8).map(|n| format!("s5.item.201010{n}.reason")).collect();
    for pair in keys.windows(2) {
        set(&mut engine, &pair[0], &format!("{{{}}}", pair[1]).repeat(20));
    }
    set(&mut engine, keys.last().unwrap(), "尾");
    let (text, unknown) = reason(&mut engine, &format!("{{{}}}", keys[0]));
    assert!(text.chars().count() < 5_000_000 && !unknown.is_empty());
}

#[test]
fn no_reason_is_asked_for_where_nothing_changed() {
    let template = builtin("nmg-department-2023").unwrap().unwrap();
    let engine = Engine::new(Report::new(Arc::new(template)));
    let template = engine.template();
    for key in ["s9", "s10"] {
        let gaps = gaps(template.section(key).unwrap(), &engine);
        assert!(gaps.is_empty(), "{key}: {gaps:?}");
    }
}
#[test]
fn a_number_is_found_wherever_it_stands() {
    let engine = sample();
    let cell = |name: &str| CellRef::parse(engine.report().template(), name).unwrap();
    let uses = figure_uses(cell("T01.L_total.amount"), &engine);
    let same: Vec<_> =
        uses.iter().filter(|found| found.same).map(|found| found.figure.key.as_str()).collect();
    // Section four tells the same amount from another table.
    assert!(same.contains(&"s1.total.total") && same.iter().any(|key| key.starts_with("s4.")), "{same:?}");
    let computed: Vec<_> = uses.iter().filter(|found| !found.same).map(|found| &found.figure.text).collect();
    assert!(computed.iter().any(|text| *text == "386.19%"), "{computed:?}");
    for found in &uses {
        let amount = engine.value(cell("T01.L_total.amount")).money().unwrap();
        let equal = found.figure.measure == Measure::Money(amount);
        assert!(equal || found.figure.sources.contains(&cell("T01.L_total.amount")), "{found:?}");
    }
    // A blank and a zero are everywhere, and nowhere the same number.
    assert!(
        figure_uses(cell("T08.total.c3"), &engine)
            .iter()
            .all(|f| f.figure.sources.contains(&cell("T08.total.c3")))
    );
    let charts = chart_uses(cell("T03.total.c2"), &engine);
    assert_eq!(charts.iter().map(|chart| chart.section.as_str()).collect::<Vec<_>>(), ["s3"]);
    assert_eq!(chart_uses(cell("T06.30201.amount"), &engine), []);
}
