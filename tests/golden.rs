//! The sample report against the printed source: every figure of sections 一 to 五.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use final_accounts::calc::{Engine, Values};
use final_accounts::document::{Document, DocumentBlock, compose};
use final_accounts::io;
use final_accounts::report::{Edit, Report};
use final_accounts::template::{ZeroWording, builtin};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

#[derive(Deserialize)]
struct Source {
    figures: Vec<Printed>,
    irreproducible: Vec<Irreproducible>,
}

#[derive(Deserialize)]
struct Printed {
    key: String,
    printed: String,
    context: String,
}

#[derive(Deserialize)]
struct Irreproducible {
    key: String,
    printed: String,
    recomputed: Option<String>,
}

#[derive(Deserialize)]
struct Keys {
    figures: BTreeMap<String, String>,
}

fn source() -> Source {
    serde_json::from_str(include_str!("fixtures/source-2023-figures.json")).unwrap()
}

fn keys() -> BTreeMap<String, String> {
    toml::from_str::<Keys>(include_str!("fixtures/source-2023-keys.toml")).unwrap().figures
}

fn sample() -> Report {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    io::json::read(io::sample().as_bytes(), &templates).unwrap().report
}

fn figures(document: &Document) -> BTreeMap<String, String> {
    document
        .sentences()
        .flat_map(|sentence| sentence.figures())
        .map(|f| (f.key.clone(), f.text.clone()))
        .collect()
}

/// Equal when value and unit agree after dropping separators and trailing zeros.
fn plain(figure: &str) -> String {
    let (number, unit) = figure.strip_suffix('%').map_or((figure, ""), |number| (number, "%"));
    let number = number.replace(',', "");
    let number =
        if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
    format!("{number}{unit}")
}

#[test]
fn every_printed_figure_is_produced() {
    let engine = Engine::new(sample());
    let document = compose(&engine);
    let produced = figures(&document);
    let words: String = document.sentences().map(|sentence| sentence.text()).collect::<Vec<_>>().join("\n");
    let (source, keys) = (source(), keys());
    let known: BTreeMap<_, _> = source.irreproducible.iter().map(|i| (i.key.as_str(), i)).collect();
    let mut differing = BTreeSet::new();
    for figure in &source.figures {
        let key = keys.get(&figure.key).unwrap_or_else(|| panic!("{} is not tied to anything", figure.key));
        if key == "text" {
            // The figure stands in a text the clerk entered: its surroundings must be there word for word.
            let context = figure.context.replace(['【', '】'], "");
            assert!(words.contains(&context), "{}: “{context}” is not in the text", figure.key);
            continue;
        }
        let found = produced.get(key).map(|text| plain(text));
        if found.as_deref() != Some(plain(&figure.printed).as_str()) {
            let Some(allowed) = known.get(figure.key.as_str()) else {
                panic!("{} ({key}): printed {}, produced {found:?}", figure.key, figure.printed);
            };
            assert_eq!(allowed.printed, figure.printed);
            assert_eq!(found, allowed.recomputed.as_deref().map(plain), "{}", figure.key);
            differing.insert(figure.key.as_str());
        }
    }
    // Exactly those differ, so that a figure that comes right is noticed too.
    assert_eq!(differing, known.keys().copied().collect());
    // Every figure the document produces is one of the source's.
    let tied: BTreeSet<_> = keys.values().collect();
    let untied: Vec<_> = produced.keys().filter(|key| !tied.contains(key)).collect();
    assert!(untied.is_empty(), "{untied:?} stand in no printed sentence");
    assert_eq!(source.figures.len(), 129);
}

#[test]
fn recommended_wording_leaves_out_zero_over_zero() {
    let mut engine = Engine::new(sample());
    let as_source = figures(&compose(&engine));
    engine.apply(Edit::SetZeroWording(ZeroWording::Recommended)).unwrap();
    let document = compose(&engine);
    let recommended = figures(&document);
    let gone: Vec<_> = as_source.keys().filter(|key| !recommended.contains_key(*key)).cloned().collect();
    assert_eq!(
        gone,
        [
            "s1.surplus_distribution.vs_prior.amount",
            "s1.surplus_distribution.vs_prior.rate",
            "s1.use_of_surplus.vs_prior.amount",
            "s1.use_of_surplus.vs_prior.rate",
        ]
    );
    for (key, text) in &recommended {
        assert_eq!(as_source.get(key), Some(text), "{key}");
    }
    let words: String = document.sentences().map(|sentence| sentence.text()).collect();
    assert!(
        words.contains("2.结余分配0.00万元。无结余分配事项。与上年决算相比，持平，变动原因：无此项内容。")
    );
}

#[test]
fn sentences_read_as_the_source_does() {
    let engine = Engine::new(sample());
    let document = compose(&engine);
    let words: Vec<String> = document.sentences().map(|sentence| sentence.text()).collect();
    let has = |sentence: &str| assert!(words.iter().any(|words| words == sentence), "{sentence}\n{words:#?}");
    has(
        "3.年初结转和结余0.95万元。与上年决算相比，增加0.12万元，增长14.41%，变动原因：提取备用金支付小额零星支出，剩余库存现金。",
    );
    has(
        "3.年末结转和结余0.67万元。结转和结余事项：提取备用金支付小额零星支出。与上年决算相比，减少0.28万元，减少29.46%，变动原因：提取备用金支付小额零星支出，年底剩余库存现金。",
    );
    has("本年基本支出818.73万元，占47.49%；");
    has("（一）一般公共服务支出（类）");
    has(
        "2.行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）。年初预算7.80万元，支出决算0.36万元，完成年初预算的4.62%。决算数与年初预算数的差异原因：二级单位政务服务中心2023年2月份有1人退休。",
    );
    has(
        "2.政府办公厅（室）及相关机构事务（款）一般行政管理事务（项）。年初预算0.00万元，支出决算791.16万元，年初未安排预算。决算数与年初预算数的差异原因：主要是2023年新增大厅升级改造项目购买办公设备、专用材料及大型修缮等支出，年初无该类款项支出预算。",
    );
}

#[test]
fn the_sample_has_no_finding() {
    let engine = Engine::new(sample());
    let findings = final_accounts::checks::findings(&engine);
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn the_sample_leaves_no_table_of_its_own_empty() {
    let document = compose(&Engine::new(sample()));
    let pages = document.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        DocumentBlock::Table(page) => Some((page.key.as_str(), page.rows.len())),
        _ => None,
    });
    // 10 items, 6 sections, 4 classes and the total; the two tables without data show their total only.
    let expected = [("T01", 31), ("T02", 21), ("T03", 21), ("T04", 32), ("T05", 21), ("T08", 1), ("T09", 1)];
    assert_eq!(pages.collect::<Vec<_>>(), expected);
}

#[test]
fn the_sample_is_as_the_program_saves_it() {
    let saved = io::json::write(&sample());
    if std::env::var_os("UPDATE").is_some() {
        let path = "src/template/builtin/nmg-department-2023/sample.json";
        std::fs::write(path, &saved).unwrap();
    } else {
        assert!(saved == io::sample(), "run with UPDATE=1 and look at the difference");
    }
}

#[test]
fn an_empty_report_composes() {
    let template = builtin("nmg-department-2023").unwrap().unwrap();
    let engine = Engine::new(Report::new(Arc::new(template)));
    let document = compose(&engine);
    assert_eq!(document.title, "2023年度决算公开文档");
    assert!(engine.report().texts().is_empty() && engine.text("department").is_none());
}
