//! Layouts are data: another layout of a table changes what is printed, and no figure and no sentence.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{files, loaded, real};
use final_accounts::calc::{Engine, Values};
use final_accounts::document::{PageCell, TablePage, compose, table_page};
use final_accounts::io;
use final_accounts::template::Template;
use std::sync::Arc;

const BUILTIN: &str = "src/template/builtin/nmg-department-2023";

/// The built-in template with another file in place of a table's.
fn with(table: &str, layout: &str) -> Arc<Template> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/layouts");
    let mut files: Vec<_> = files(BUILTIN).into_iter().filter(|(name, _)| name.ends_with(".toml")).collect();
    let (_, text) = files.iter_mut().find(|(name, _)| name == table).unwrap();
    *text = std::fs::read_to_string(folder.join(layout)).unwrap();
    loaded(&files)
}

/// The sample, read into `template`.
fn sample(template: &Arc<Template>) -> Engine {
    let opened = io::json::read(io::sample().as_bytes(), &|_: &str| Some(template.clone())).unwrap();
    assert_eq!(opened.notes.len(), 0);
    Engine::new(opened.report)
}

fn page(engine: &Engine, table: &str) -> TablePage {
    let index = engine.report().template().table_index(table).unwrap();
    table_page(index, engine).unwrap()
}

/// Everything a report says apart from how its tables are laid out.
fn said(engine: &Engine) -> (Vec<(String, String)>, Vec<String>) {
    let template = engine.report().template();
    let mut cells: Vec<_> =
        engine.live_cells().map(|cell| (cell.name(template), format!("{:?}", engine.value(cell)))).collect();
    cells.sort();
    (cells, compose(engine).sentences().map(|sentence| sentence.text()).collect())
}

fn cells(page: &TablePage) -> Vec<String> {
    let text = |cell: &PageCell| match cell {
        PageCell::Label(text, _) | PageCell::Spanned(text, _) => text.clone(),
        PageCell::Mark(text) | PageCell::Number(text) => text.clone(),
    };
    page.rows.iter().map(|row| row.cells.iter().map(text).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn table_07_as_a_list_prints_what_there_is() {
    let (usual, listed) = (sample(&real()), sample(&with("tables/T07.toml", "T07-list.toml")));
    assert_eq!(said(&usual), said(&listed));
    let (wide, list) = (page(&usual, "T07"), page(&listed, "T07"));
    assert_eq!((wide.widths.len(), list.widths.len()), (9, 3));
    assert!(list.rows.len() < 20 && list.rows.len() < wide.rows.len(), "{}", list.rows.len());
    let cells = cells(&list);
    // Each line has a number.
    assert!(
        cells.iter().all(|row| row.split('|').next_back().is_some_and(|last| !last.is_empty())),
        "{cells:#?}"
    );
    let total = engine_value(&usual, "T07.project_total.amount");
    assert!(cells.iter().any(|row| row.contains("合计") && row.ends_with(&total)), "{total}: {cells:#?}");
}

#[test]
fn table_11_in_one_column_prints_the_same_lines() {
    let (usual, single) = (sample(&real()), sample(&with("tables/T11.toml", "T11-single.toml")));
    assert_eq!(said(&usual), said(&single));
    let (double, single) = (page(&usual, "T11"), page(&single, "T11"));
    assert_eq!((double.widths.len(), single.widths.len()), (6, 3));
    assert!(single.rows.len() > double.rows.len());
    let (double, single) = (cells(&double).join("|"), cells(&single).join("|"));
    for label in ["一、机构运行经费", "二、国有资产占用情况", "（一）政府采购支出合计"]
    {
        assert_eq!(double.contains(label), single.contains(label), "{label}");
    }
}

fn engine_value(engine: &Engine, name: &str) -> String {
    final_accounts::document::printed(engine.value(common::at(engine.report(), name)))
}
