//! What is assured cannot be broken through anything that a clerk, a pasted table or a file can do.

use final_accounts::amount::Unit;
use final_accounts::calc::{Engine, Evaluated, Values, measured};
use final_accounts::checks::{OwnGrounds, Verdict, examine};
use final_accounts::document::{DocumentBlock, compose};
use final_accounts::io;
use final_accounts::report::{CellContent, CellRef, Edit, EditError, Entered, ListKey, RowData};
use final_accounts::template::{Measured, Quantity, RowKey, Rule};
use std::collections::BTreeSet;

use crate::common::at;
use crate::sample::{engine, opened, template};

/// The checks that are assured, and what tries to break each.
const ATTEMPTS: [(&str, fn()); 14] = [
    ("A21", codes_are_sorted_and_single),
    ("A22", every_item_has_its_parents),
    ("A33", no_basic_construction_in_basic_expenditure),
    ("A41", counts_are_whole_and_not_negative),
    ("G03", a_project_computes_its_rate),
    ("G04", a_project_computes_its_rate),
    ("G05", a_project_computes_its_rate),
    ("H01", all_tables_are_printed),
    ("H02", empty_tables_say_why),
    ("H04", all_sections_are_in_order),
    ("H11", tables_take_items_only),
    ("H12", basic_expenditure_is_told_by_section),
    ("H14", contents_are_the_headings),
    ("H15", figures_are_the_tables),
];

#[test]
fn what_is_assured_withstands_every_attempt() {
    let template = template();
    let assured = template.checks.iter().filter(|check| matches!(check.rule, Rule::Assured(_)));
    let codes: BTreeSet<&str> = assured.map(|check| check.code.as_str()).collect();
    assert_eq!(codes, ATTEMPTS.iter().map(|(code, _)| *code).collect());
    for (code, attempt) in ATTEMPTS {
        attempt();
        let index = template.checks.iter().position(|check| check.code == code).unwrap();
        let engine = engine();
        let own = OwnGrounds::of(&engine);
        let examined = examine(index, &own.grounds(&engine, Some(&engine)));
        assert_eq!((examined.verdict(), examined.findings.len()), (Verdict::ByConstruction, 0), "{code}");
    }
}

/// The sample's file with one place of it changed.
fn changed(from: &str, to: &str) -> String {
    assert!(io::sample().contains(from), "{from}");
    io::sample().replacen(from, to, 1)
}

fn codes(engine: &Engine, table: &str) -> Vec<u32> {
    let index = engine.report().template().table_index(table).unwrap();
    let code = |row: &RowKey| if let RowKey::Code(code) = row { Some(*code) } else { None };
    engine.rows(index).iter().filter_map(code).collect()
}

/// An item before its class and section, as they are printed.
fn printed_order(code: u32) -> String {
    code.to_string()
}

fn codes_are_sorted_and_single() {
    // Out of order in the file, and added last on the desk.
    let rows = changed(
        "\"2010302\": { \"c3\"",
        "\"2210203\": { \"c3\": { \"yuan\": \"1.00\" } },\n      \"2010302\": { \"c3\"",
    );
    let mut engine = Engine::new(opened(&rows));
    let table = engine.report().template().table_index("T05").unwrap();
    for code in [2_240_101, 2_010_201, 2_010_101] {
        let row = engine.report().row(table, RowKey::Code(code)).cloned().unwrap_or_default();
        engine.apply(Edit::SetRow(table, code, Some(row))).unwrap();
    }
    for table in ["T02", "T03", "T05"] {
        let codes = codes(&engine, table);
        let mut sorted = codes.clone();
        sorted.sort_by_key(|code| printed_order(*code));
        sorted.dedup();
        assert_eq!(codes, sorted, "{table}");
    }
    // Twice in the file.
    let twice = changed(
        "\"2010302\": { \"c3\"",
        "\"2010302\": { \"c3\": { \"yuan\": \"1.00\" } },\n      \"2010302\": { \"c3\"",
    );
    let read = io::json::read(twice.as_bytes(), &|_: &str| Some(template()));
    assert!(
        read.is_err()
            || codes(&Engine::new(read.unwrap().report), "T05").iter().filter(|c| **c == 2_010_302).count()
                == 1
    );
}

fn every_item_has_its_parents() {
    let mut engine = engine();
    let table = engine.report().template().table_index("T08").unwrap();
    engine.apply(Edit::SetRow(table, 2_120_801, Some(RowData::default()))).unwrap();
    for table in ["T02", "T03", "T05", "T08"] {
        let codes = codes(&engine, table);
        for code in codes.iter().filter(|code| **code > 999_999) {
            assert!(codes.contains(&(code / 100)) && codes.contains(&(code / 10_000)), "{table} {code}");
        }
    }
}

fn no_basic_construction_in_basic_expenditure() {
    let sound = engine();
    for row in ["309", "30901", "311", "31101"] {
        let name = format!("T06.{row}.amount");
        assert_eq!(CellRef::parse(sound.report().template(), &name), None);
        let file = changed(
            "\"30101\": { \"amount\"",
            &format!(
                "\"{row}\": {{ \"amount\": {{ \"yuan\": \"5.00\" }} }},\n      \"30101\": {{ \"amount\""
            ),
        );
        // A file with such a row is not opened.
        let read = io::json::read(file.as_bytes(), &|_: &str| Some(template()));
        assert!(read.unwrap_err().to_string().contains("这张表没有这一行"), "{row}");
    }
}

fn counts_are_whole_and_not_negative() {
    let mut engine = engine();
    for row in ["B11", "B18", "B2"] {
        let cell = at(engine.report(), &format!("T11.{row}.value"));
        let negative = CellContent::of(Some(Entered::Count(-1)));
        assert_eq!(engine.apply(Edit::SetCell(cell, negative)).unwrap_err(), EditError::OutOfRange);
        for typed in ["1.5", "-1", "一辆半", "1/2"] {
            let read = Entered::read(typed, Quantity::Count, Unit::Yuan);
            let fits = matches!(read, Ok(Some(Entered::Count(count))) if count >= 0);
            assert!(!fits, "{typed}");
        }
    }
    let total = at(engine.report(), "T11.B1.value");
    let stated = CellContent { stated: Some(Entered::Count(-1)), ..CellContent::default() };
    assert_eq!(engine.apply(Edit::SetCell(total, stated)).unwrap_err(), EditError::OutOfRange);
}

fn a_project_computes_its_rate() {
    let mut engine = engine();
    let list = ListKey::of(engine.report().template().list_index("projects").unwrap());
    for column in ["rate", "rate_score", "full", "executed", "total_full"] {
        let edit = Edit::SetField(list, 3, column.into(), Some("1".into()));
        assert!(matches!(engine.apply(edit), Err(EditError::NoSuchField(_))), "{column}");
    }
    for (column, text) in [("fiscal_full", "400000"), ("other_full", "200000"), ("other_executed", "30000")] {
        engine.apply(Edit::SetField(list, 3, column.into(), Some(text.into()))).unwrap();
    }
    let record = engine.report().record(list, 3).unwrap().clone();
    let says = |what| match measured(&record, what, &engine) {
        Evaluated::Money(Some(amount)) => amount.in_yuan().normalize().to_string(),
        Evaluated::Rate(Some(rate)) => rate.ratio().normalize().to_string(),
        Evaluated::Number(Some(number)) => number.normalize().to_string(),
        other => panic!("{other:?}"),
    };
    let measures = [Measured::Full, Measured::Executed, Measured::Rate, Measured::RateScore];
    assert_eq!(measures.map(says), ["600000", "330000", "0.55", "5.5"]);
}

/// The tables of the document, by key, and the headings of its sections.
fn printed(engine: &Engine) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    let (mut tables, mut headings) = (Vec::new(), Vec::new());
    let document = compose(engine);
    for block in document.parts.iter().flat_map(|part| &part.blocks) {
        match block {
            DocumentBlock::Table(page) => tables.push((page.key.clone(), page.notes.clone())),
            DocumentBlock::Heading(_, number, title) => headings.push(format!("{number} {title}")),
            _ => {}
        }
    }
    (tables, headings)
}

/// The sample without any row of some tables.
fn emptied() -> Engine {
    let mut engine = engine();
    for name in ["T05", "T02"] {
        let table = engine.report().template().table_index(name).unwrap();
        let items = codes(&engine, name).into_iter().filter(|code| *code > 999_999);
        for code in items.collect::<Vec<_>>() {
            let _ = engine.apply(Edit::SetRow(table, code, None));
        }
    }
    let fixed: Vec<CellRef> = engine.live_cells().filter(|cell| !engine.is_derived(*cell)).collect();
    for cell in fixed {
        engine.apply(Edit::SetCell(cell, CellContent::default())).unwrap();
    }
    engine
}

fn all_tables_are_printed() {
    for engine in [engine(), emptied()] {
        let keys: Vec<String> = printed(&engine).0.into_iter().map(|(key, _)| key).collect();
        let expected: Vec<String> = (1..=11).map(|number| format!("T{number:02}")).collect();
        assert_eq!(keys, expected);
    }
}

fn empty_tables_say_why() {
    let said = |engine: &Engine, table: &str| {
        let (tables, _) = printed(engine);
        let (_, notes) = tables.iter().find(|(key, _)| key == table).unwrap();
        notes.iter().any(|note| note.contains("本表没有数据"))
    };
    let empty = emptied();
    for table in ["T07", "T08", "T09", "T10"] {
        assert!(said(&empty, table), "{table}");
    }
    assert!(!said(&engine(), "T07") && !said(&engine(), "T10"));
    // A zero that was typed is no figure.
    let mut zero = engine();
    for name in ["30218", "30901", "31002", "31006"] {
        let cell = at(zero.report(), &format!("T07.{name}.amount"));
        zero.apply(Edit::SetCell(cell, crate::common::entered("0.00元"))).unwrap();
    }
    assert!(said(&zero, "T07"));
}

fn all_sections_are_in_order() {
    const NUMBERS: [&str; 14] =
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"];
    for engine in [engine(), emptied()] {
        let template = engine.report().template();
        let part = template.parts.iter().find(|part| part.key == "part2").unwrap();
        let sections = part.items.iter().map(|key| template.section(key).unwrap());
        assert_eq!(sections.map(|section| section.number.as_str()).collect::<Vec<_>>(), NUMBERS);
        let headings = printed(&engine).1;
        let mut from = 0;
        for key in &part.items {
            let section = template.section(key).unwrap();
            let heading = format!("{} {}", section.number, section.title);
            from += headings[from..].iter().position(|found| *found == heading).unwrap() + 1;
        }
    }
}

fn tables_take_items_only() {
    let mut engine = engine();
    for name in ["T02", "T03", "T05", "T08", "T09"] {
        let table = engine.report().template().table_index(name).unwrap();
        for code in [201, 20_101, 0, 12_345_678] {
            let added = engine.apply(Edit::SetRow(table, code, Some(RowData::default())));
            assert_eq!(added.unwrap_err(), EditError::NotAnItem(code), "{name}");
        }
    }
    let class = at(engine.report(), "T05.201.c2");
    let entered = Edit::SetCell(class, crate::common::entered("1.00元"));
    assert_eq!(engine.apply(entered).unwrap_err(), EditError::Derived);
}

fn basic_expenditure_is_told_by_section() {
    let mut engine = engine();
    for class in ["301", "302", "303", "307", "310", "399"] {
        let cell = at(engine.report(), &format!("T06.{class}.amount"));
        let entered = Edit::SetCell(cell, crate::common::entered("1.00元"));
        assert_eq!(engine.apply(entered).unwrap_err(), EditError::Derived);
    }
}

fn contents_are_the_headings() {
    let document = compose(&engine());
    let html = io::html::render(&document, &io::html::HtmlOptions::default());
    let toc = html.split_once("<nav").unwrap().1.split_once("</nav>").unwrap().0.to_string();
    let (_, headings) = printed(&engine());
    let titles = headings.iter().filter_map(|heading| heading.split_once(' ')).map(|(_, title)| title);
    for title in titles.filter(|title| !title.is_empty()) {
        assert!(toc.contains(title), "{title}");
    }
}

fn figures_are_the_tables() {
    let mut engine = engine();
    let cell = at(engine.report(), "T02.2010101.c7");
    engine.apply(engine.entering(cell, crate::common::entered("1000000.00元"))).unwrap();
    let income =
        final_accounts::figures::series(engine.report().template().figure("income").unwrap(), &engine);
    let document = compose(&engine);
    let words: String = document.sentences().map(|sentence| sentence.text()).collect();
    let points = income.parts.iter().flat_map(|part| &part.values);
    let shares: Vec<&String> =
        points.map(|point| &point.share_text).filter(|share| *share != "0.00%").collect();
    assert!(!shares.is_empty());
    for share in shares {
        assert!(words.contains(share.as_str()), "{share}");
    }
}
