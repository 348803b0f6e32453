//! Figures: what the template asks for, what a report makes of it, and the options ECharts gets.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{FILES, at, entered, real};
use final_accounts::annex::{self, chart::TASK, chart::input};
use final_accounts::calc::Engine;
use final_accounts::figures::{Series, series};
use final_accounts::io;
use final_accounts::report::{Edit, Report, RowData, Touched};
use final_accounts::template::{FigureKind, TemplateFile, builtin, load};
use serde_json::{Map, Value};
use std::sync::Arc;
use std::{env, fs, path::Path};

fn sample() -> Report {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    io::json::read(io::sample().as_bytes(), &templates).unwrap().report
}

fn of(report: &Report, key: &str) -> Series {
    let engine = Engine::new(report.clone());
    series(report.template().figure(key).unwrap(), &engine)
}

fn apply(mut report: Report, edits: Vec<Edit>) -> Report {
    report.apply(Edit::Batch(edits), &mut Touched::default()).unwrap();
    report
}

fn option(series: &Series, still: bool) -> Value {
    let option = annex::run(TASK, &input(series, still).unwrap(), &mut |_| {}).unwrap();
    serde_json::from_str(&option).unwrap()
}

#[test]
fn classes_of_the_sample() {
    let bars = of(&sample(), "functional_classes");
    assert_eq!((bars.kind, bars.absent), (FigureKind::Bar, None));
    assert_eq!(
        bars.words(),
        "一般公共服务支出1,627.50万元，占94.41%；社会保障和就业支出46.48万元，占2.70%；\
         卫生健康支出22.43万元，占1.30%；住房保障支出27.54万元，占1.60%。"
    );
    let grouped = of(&sample(), "budget_against_final");
    assert_eq!(grouped.names, ["年初预算数", "决算数"]);
    assert!(
        grouped.words().starts_with("一般公共服务支出：年初预算数277.19万元，决算数1,627.50万元；社会"),
        "{}",
        grouped.words()
    );
    let pie = of(&sample(), "expenditure");
    assert!(pie.words().starts_with(
        "基本支出818.73万元，占47.49%；项目支出905.21万元，占52.51%；上缴上级支出0.00万元，占0.00%；"
    ));
}

#[test]
fn zero_parts_are_left_out_where_the_template_says_so() {
    let report =
        apply(sample(), vec![Edit::SetRow(of_table(&sample(), "T05"), 2_060_101, Some(RowData::default()))]);
    assert_eq!(of(&report, "functional_classes").parts.len(), 4);
    assert_eq!(of(&report, "expenditure").parts.len(), 5);
    let cell = at(&report, "T05.2060101.budget");
    let report = apply(report, vec![Edit::SetCell(cell, entered("1.00元"))]);
    assert_eq!(of(&report, "functional_classes").parts.len(), 4);
    let grouped = of(&report, "budget_against_final");
    assert_eq!((grouped.parts.len(), grouped.parts[1].label.as_str()), (5, "科学技术支出"));
}

fn of_table(report: &Report, key: &str) -> u16 {
    report.template().table_index(key).unwrap()
}

#[test]
fn where_there_is_no_chart_a_reason_is_given() {
    let empty = Report::new(real());
    assert_eq!(of(&empty, "functional_classes").absent, Some("各项都是零，没有图可画。"));
    assert_eq!(of(&empty, "budget_against_final").words(), "各项都是零，没有图可画。");
    assert_eq!(of(&empty, "income").absent, Some("合计为零，没有图可画。"));
    assert_eq!(input(&of(&empty, "income"), false), None);
    let cell = at(&sample(), "T05.2080505.c2");
    let negative = apply(sample(), vec![Edit::SetCell(cell, entered("-90000000.00元"))]);
    assert_eq!(of(&negative, "functional_classes").absent, None);
    assert_eq!(of(&negative, "expenditure").absent, Some("有负数，不能画成占比图。"));
}

/// The small template with figures added.
fn with_figures(figures: &str) -> Result<(), String> {
    let mut files = FILES.map(|(name, text)| (name, text.to_string()));
    let narrative = files.iter_mut().find(|(name, _)| *name == "narrative.toml").unwrap();
    narrative.1.push_str(figures);
    let files: Vec<_> = files.iter().map(|(name, text)| TemplateFile { name, text }).collect();
    load(&files)
        .map(drop)
        .map_err(|complaints| complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_figure_that_does_not_fit_its_kind_is_told() {
    let figure = |head: &str, part: &str| {
        let text = format!("[[figure]]\nkey = \"f\"\ntitle = \"图\"\n{head}\n[[figure.part]]\n{part}\n");
        with_figures(&text).err().unwrap_or_default()
    };
    let one = "label = \"甲\"\nvalue = \"A.total.sum\"";
    let class = "each = \"class in A\"\nlabel = \"{class.name}\"\n";
    let two = "kind = \"grouped\"\nseries = [{ label = \"甲\" }, { label = \"乙\" }]";
    assert_eq!(figure("kind = \"bar\"", one), "");
    assert_eq!(figure(two, &format!("{class}values = [\"A.class.a\", \"A.class.b\"]")), "");
    assert_eq!(
        figure("kind = \"pie\"", one),
        "narrative.toml 第12行：图“f”是占比图，要写 whole：各部分占什么的比"
    );
    assert_eq!(
        figure("kind = \"grouped\"", one),
        "narrative.toml 第12行：图“f”是分组图，[[figure.series]] 要有两项以上"
    );
    let whole = format!("{two}\nwhole = \"A.total.sum\"");
    assert!(figure(&whole, one).contains("图“f”是分组图，没有 whole"));
    assert_eq!(figure(two, one), "narrative.toml 第17行：图的这一部分要有 2 个数，写了 1 个");
    assert!(
        figure("kind = \"bar\"\nseries = [{ label = \"甲\" }]", one).contains("只有一组数，请删去 series")
    );
    assert!(
        figure("kind = \"bar\"", &format!("{class}value = \"A.item.a\"")).contains("这里没有“item”可指的行")
    );
    assert!(
        figure("kind = \"bar\"", "each = \"class in F\"\nlabel = \"甲\"\nvalue = \"A.total.sum\"")
            .contains("“F”不是按科目列行的表")
    );
}

#[test]
fn options_for_echarts() {
    let mut options = Map::new();
    for key in ["expenditure", "functional_classes", "budget_against_final"] {
        options.insert(key.into(), option(&of(&sample(), key), key == "expenditure"));
    }
    let made = serde_json::to_string_pretty(&Value::Object(options)).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chart-options.json");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(made == expected, "out of date: look, and run UPDATE=1 cargo test --test figures");
}

#[test]
fn options_hold_plain_data_whatever_the_labels_say() {
    let mut bars = of(&sample(), "functional_classes");
    bars.parts[0].label = "{a}<img src=x onerror=alert(1)>{@[0]}\n".repeat(20);
    let text = option(&bars, false).to_string();
    assert!(!text.contains("{a}") && !text.contains("{@[0]}") && text.contains("｛a｝"));
    let option: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(option["tooltip"]["renderMode"], "richText");
    assert_eq!(option["yAxis"]["data"][0].as_str().unwrap().lines().count(), 3);
    assert_eq!(option["series"][0]["data"][0]["value"][0], "1627.495591");
}

#[test]
fn unknown_tasks_and_inputs_are_refused_in_words() {
    let run = |task: &str, input: &str| annex::run(task, input, &mut |_| {}).unwrap_err();
    assert_eq!(run("nothing", ""), "后台程序不认识任务“nothing”，请刷新页面");
    assert_eq!(run(TASK, "{}"), "图的数据读不出来，请刷新页面");
}
