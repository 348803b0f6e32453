//! A report entered on the built-in template, written as HTML: compared with files, and taken apart.
//! `UPDATE=1 cargo test --test html` writes the files anew.
#![allow(clippy::expect_used, reason = "a test stops where it fails")]

use final_accounts::amount::Amount;
use final_accounts::calc::Engine;
use final_accounts::chart;
use final_accounts::document::{Document, DocumentBlock, PageCell, compose};
use final_accounts::io::html::{HtmlOptions, render};
use final_accounts::report::{CellContent, CellRef, Edit, Entered, Report, RowData};
use final_accounts::template::builtin;
use std::path::PathBuf;
use std::sync::Arc;

/// Item, basic, project and original budget in yuan.
type Item = (u32, i64, i64, i64);

const SMALL: [Item; 5] = [
    (2010301, 2_916_042, 0, 2_800_000),
    (2010302, 0, 9_051_600, 3_547_200),
    (2080505, 310_815, 0, 300_000),
    (2101101, 154_073, 0, 160_000),
    (2210201, 275_412, 0, 275_412),
];

fn report(items: &[Item], texts: &[(&str, &str)]) -> Document {
    let template = Arc::new(builtin("nmg-department-2023").expect("built in").expect("sound"));
    let mut edits = Vec::new();
    for (code, basic, project, budget) in items {
        let cells = [
            ("T05", "c2", *basic),
            ("T05", "c3", *project),
            ("T05", "budget", *budget),
            ("T02", "c2", basic + project),
        ];
        for table in ["T05", "T02"] {
            let index = template.table_index(table).expect(table);
            edits.push(Edit::SetRow(index, *code, Some(RowData::default())));
        }
        edits.extend(cells.map(|(table, column, yuan)| {
            let cell = CellRef::parse(&template, &format!("{table}.{code}.{column}")).expect(column);
            let amount = Amount::from_fen(yuan * 100);
            Edit::SetCell(cell, CellContent::of(Some(Entered::yuan(amount))))
        }));
    }
    edits.extend(texts.iter().map(|(key, text)| Edit::SetText((*key).into(), Some((*text).into()))));
    let mut engine = Engine::new(Report::new(template));
    engine.apply(Edit::Batch(edits)).expect("an edit the report takes");
    compose(&engine)
}

fn small() -> Document {
    let texts = [
        ("department", "青山旗政务服务局（部门）"),
        ("head_of_unit", "王青"),
        ("finance_head", "李山"),
        ("compiled_by", "赵川"),
        ("submitted", "2024年11月"),
        ("s1.total.budget_reason", "大厅升级改造追加资金，二级单位新增人员4人"),
    ];
    report(&SMALL, &texts)
}

fn compare(name: &str, actual: &str) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name].iter().collect();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, actual).expect("a file to write");
    }
    let expected =
        std::fs::read_to_string(&path).expect("run with UPDATE=1 to write it").replace("\r\n", "\n");
    let differs = expected.lines().zip(actual.lines()).position(|(expected, actual)| expected != actual);
    assert!(
        expected == actual,
        "{name} differs, first in line {:?}; UPDATE=1 accepts it",
        differs.map(|at| at + 1)
    );
}

#[test]
fn a_draft_is_as_before() {
    compare("small-draft.html", &render(&small(), &HtmlOptions::default()));
}

#[test]
fn a_final_copy_has_no_watermark_and_nothing_missing() {
    let html = render(&small(), &HtmlOptions::final_copy());
    let body = html.split("<body").nth(1).expect("a body");
    for absent in ["class=\"draft\"", "本节内容待编", "主要职能、职责", "待填）"] {
        assert!(!body.contains(absent), "{absent}");
    }
    assert!(body.contains("收入支出决算总体情况说明"));
}

#[test]
fn every_word_and_number_of_the_document_is_there() {
    let document = small();
    let html = render(&document, &HtmlOptions::default());
    let has = |text: &str| assert!(html.contains(&format!(">{text}<")), "{text}");
    for sentence in document.sentences() {
        has(&sentence.text());
    }
    for block in document.parts.iter().flat_map(|part| &part.blocks) {
        match block {
            DocumentBlock::Table(table) => {
                has(&table.title);
                has(&table.number);
                table.notes.iter().for_each(|note| has(note));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let text = cells.map(|cell| match cell {
                    PageCell::Label(text, _)
                    | PageCell::Spanned(text, _)
                    | PageCell::Mark(text)
                    | PageCell::Number(text) => text,
                });
                text.filter(|text| !text.is_empty()).for_each(|text| has(text));
            }
            DocumentBlock::Figure(series) => {
                assert!(html.contains(chart::svg(series).trim_start_matches("<svg")), "{}", series.title);
            }
            DocumentBlock::Cover(fields) => fields.iter().for_each(|(label, value)| {
                has(label);
                has(value);
            }),
            _ => {}
        }
    }
}

#[test]
fn links_lead_somewhere_and_names_are_used_once() {
    let html = render(&small(), &HtmlOptions::default());
    let named = |prefix: &str| -> Vec<String> {
        html.split(prefix).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_string).collect()
    };
    let mut ids = named(" id=\"");
    for target in named("href=\"#") {
        assert!(ids.contains(&target), "{target}");
    }
    for target in named("aria-labelledby=\"").iter().flat_map(|names| names.split(' ')) {
        assert!(ids.iter().any(|id| id == target), "{target}");
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn hostile_words_run_nothing() {
    let long = "很".repeat(100_000);
    let texts = [
        ("department", "</style><script>alert(1)</script>"),
        ("compiled_by", "\" onload=\"alert(1)"),
        ("head_of_unit", "王\u{202e}青\0\u{1b}"),
        ("s1.total.budget_reason", "<img src=x onerror=alert(1)>"),
        ("s1.total.prior_reason", long.as_str()),
    ];
    let html = render(&report(&SMALL, &texts), &HtmlOptions::default());
    assert_eq!(html.matches("<style>").count(), 1);
    assert_eq!(html.matches("</style>").count(), 1);
    for absent in ["<script", "<img", "\" onload", "\u{202e}", "\0", "\u{1b}"] {
        assert!(!html.contains(absent), "{absent:?}");
    }
    assert!(html.contains("王青") && html.contains(&long));
}

#[test]
fn the_file_asks_for_nothing() {
    let html = render(&small(), &HtmlOptions::default());
    let html = html.replace("http://www.w3.org/2000/svg", "");
    for absent in ["http:", "https:", "//", " src=", "@import", "url(", "<script", "<link"] {
        assert!(!html.contains(absent), "{absent}");
    }
    assert!(html.contains("default-src &#39;none&#39;"));
}

#[test]
fn a_report_without_anything_is_written_too() {
    let html = render(&report(&[], &[]), &HtmlOptions::default());
    assert!(html.contains("合计为零，没有图可画。"));
    assert!(html.contains("本表没有数据"));
    let empty = Document { title: String::new(), department: String::new(), parts: Vec::new() };
    assert!(render(&empty, &HtmlOptions::default()).contains("<main></main>"));
}

#[test]
fn totals_take_the_place_of_empty_codes() {
    let document = small();
    let tables = document.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        DocumentBlock::Table(table) => Some(table),
        _ => None,
    });
    let totals = tables
        .filter(|table| table.rows.iter().any(|row| row.cells.contains(&PageCell::Label("合计".into(), 0))));
    let html = render(&document, &HtmlOptions::default());
    assert_eq!(html.matches("colspan=\"4\">合计</th>").count(), totals.count());
}
