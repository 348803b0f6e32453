//! The sample report against the printed source: every figure of sections 一 to 十四 and of the self-evaluation tables.

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

/// Every figure of the sentences and every named cell of the forms, by name.
fn figures(document: &Document) -> BTreeMap<String, String> {
    let sentences = document.sentences().flat_map(|sentence| sentence.figures());
    let forms = document.forms().flat_map(|form| form.cells());
    sentences
        .map(|figure| (figure.key.clone(), figure.text.clone()))
        .chain(forms.filter_map(|cell| Some((cell.key.clone()?, cell.text.clone()))))
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
    // Every figure that the document's sentences produce is one of the source's.
    let tied: BTreeSet<_> = keys.values().map(String::as_str).chain(NOT_PRINTED).collect();
    let of_sentences = document.sentences().flat_map(|sentence| sentence.figures());
    let untied: BTreeSet<_> =
        of_sentences.map(|figure| figure.key.as_str()).filter(|key| !tied.contains(key)).collect();
    assert!(untied.is_empty(), "{untied:?} stand in no printed sentence");
    assert_eq!(source.figures.len(), 405);
}

/// Figures that the source prints outside the sections whose figures were taken down.
const NOT_PRINTED: [&str; 1] = ["o2.units.count"];

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
            "s10.total.vs_prior.amount",
            "s10.total.vs_prior.rate",
            "s14.work.funds_coverage",
            "s8.abroad.vs_prior.amount",
            "s8.abroad.vs_prior.rate",
            "s8.car_buy.vs_prior.amount",
            "s8.car_buy.vs_prior.rate",
            "s8.overview.abroad_completion",
            "s8.overview.recept_completion",
            "s8.recept.vs_prior.amount",
            "s8.recept.vs_prior.rate",
            "s9.total.vs_prior.amount",
            "s9.total.vs_prior.rate",
        ]
    );
    // Nothing budgeted and nothing spent has no rate in a form either.
    let dashed: Vec<_> =
        recommended.iter().filter(|(key, text)| as_source.get(*key) != Some(*text)).collect();
    assert!(dashed.iter().all(|(key, text)| key.ends_with("_rate") && *text == "—"), "{dashed:?}");
    assert_eq!(dashed.len(), 6);
    let words: String = document.sentences().map(|sentence| sentence.text()).collect();
    assert!(
        words.contains("2.结余分配0.00万元。无结余分配事项。与上年决算相比，持平，变动原因：无此项内容。")
    );
}

#[test]
fn the_sample_leaves_no_table_of_its_own_empty() {
    let document = compose(&Engine::new(sample()));
    let pages = document.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        DocumentBlock::Table(page) => Some((page.key.as_str(), page.rows.len())),
        _ => None,
    });
    // 10 items, 6 sections, 4 classes and the total; the two tables without data show their total only.
    let expected = [
        ("T01", 31),
        ("T02", 21),
        ("T03", 21),
        ("T04", 32),
        ("T05", 21),
        ("T06", 29),
        ("T07", 38),
        ("T08", 1),
        ("T09", 1),
        ("T10", 1),
        ("T11", 15),
    ];
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

#[test]
fn blank_counts_read_as_counts() {
    let template = builtin("nmg-department-2023").unwrap().unwrap();
    let document = compose(&Engine::new(Report::new(Arc::new(template))));
    let words: String = document.sentences().map(|sentence| sentence.text()).collect();
    assert!(words.contains("全年出国（境）团组0个，累计0人次"), "{words}");
    assert!(words.contains("本部门共有车辆0辆"));
}
