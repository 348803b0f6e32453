//! Rounding differences are proved from the yuan behind them, and where there is no yuan behind, judged by intervals.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use final_accounts::amount::Unit;
use final_accounts::calc::Engine;
use final_accounts::checks::{OwnGrounds, Verdict, examine, rounding_differences, rounding_note};
use final_accounts::document::{note_key, table_page};
use final_accounts::io::{json, sample};
use final_accounts::report::{CellContent, CellRef, Edit, Entered};
use final_accounts::template::{Quantity, Template, builtin};
use std::sync::Arc;

fn opened() -> Engine {
    let template: Arc<Template> = Arc::new(builtin("nmg-department-2023").unwrap().unwrap());
    Engine::new(json::read(sample().as_bytes(), &|_: &str| Some(template.clone())).unwrap().report)
}

fn cell(engine: &Engine, name: &str) -> CellRef {
    CellRef::parse(engine.report().template(), name).unwrap()
}

fn enter(engine: &mut Engine, name: &str, text: &str, unit: Unit) {
    let cell = cell(engine, name);
    let entered = Entered::read(text, Quantity::Money, unit).unwrap();
    engine.apply(Edit::SetCell(cell, CellContent { entered, ..CellContent::default() })).unwrap();
}

/// What is said of a table: total, printed sum, difference, whether it is exact.
fn said(engine: &Engine, table: &str) -> Vec<String> {
    let template = engine.report().template();
    let found = rounding_differences(template.table_index(table).unwrap(), engine);
    let line = |d: &final_accounts::checks::RoundingDifference| {
        let kind = if d.exact { "exact" } else { "open" };
        let code = d.code.as_deref().unwrap_or("own");
        format!("{} {code} {} {} {kind}", d.total.cell.name(template), d.printed_sum, d.difference)
    };
    found.iter().map(line).collect()
}

#[test]
fn the_classes_of_the_sample_add_up_to_a_hundredth_more_than_their_total() {
    let engine = opened();
    // 1627.50 + 46.48 + 22.43 + 27.54 = 1723.95, printed 1,723.94.
    assert!(said(&engine, "T05").contains(&"T05.total.c1 own 1723.95 -0.01 exact".to_string()));
    // 396.62 + 422.12 = 818.74, printed 818.73: between two tables.
    assert!(said(&engine, "T05").contains(&"T05.total.c2 B12 818.74 -0.01 exact".to_string()));
    let differences = rounding_differences(engine.report().template().table_index("T05").unwrap(), &engine);
    for difference in &differences {
        let words = difference.words();
        assert!(words.contains("只是四舍五入的尾差，不是错"), "{words}");
        assert!(difference.difference.abs() <= difference.most, "{words}");
        let yuan: i64 = difference.parts.iter().map(|part| part.amount.fen() * part.times).sum();
        assert_eq!(yuan, difference.total.amount.fen());
    }
}

#[test]
fn what_does_not_add_up_in_yuan_is_no_rounding_difference() {
    let mut engine = opened();
    enter(&mut engine, "T05.2080505.c2", "440787.65", Unit::Yuan);
    assert!(!said(&engine, "T05").iter().any(|line| line.contains(" B12 ")));
    let own = OwnGrounds::of(&engine);
    let template = engine.report().template().clone();
    let b12 = template.checks.iter().position(|check| check.code == "B12").unwrap();
    assert_eq!(examine(b12, &own.grounds(&engine, None)).verdict(), Verdict::Fails);
}

#[test]
fn amounts_entered_in_wan_are_judged_by_intervals_that_grow_with_the_terms() {
    // 440,687.65 yuan is 44.07 万元; so entered it stands for anything within 50 yuan of 440,700.
    let verdict = |text: &str| {
        let mut engine = opened();
        enter(&mut engine, "T05.2080505.c2", text, Unit::TenThousandYuan);
        let own = OwnGrounds::of(&engine);
        let template = engine.report().template().clone();
        let b12 = template.checks.iter().position(|check| check.code == "B12").unwrap();
        examine(b12, &own.grounds(&engine, None)).verdict()
    };
    assert_eq!(verdict("44.07"), Verdict::Holds);
    assert_eq!(verdict("44.08"), Verdict::Fails);
    // Two amounts off by less than their own half hundredths each may together be off by the sum.
    let mut engine = opened();
    enter(&mut engine, "T05.2080505.c2", "44.07", Unit::TenThousandYuan);
    enter(&mut engine, "T05.2210201.c2", "27.54", Unit::TenThousandYuan);
    let own = OwnGrounds::of(&engine);
    let template = engine.report().template().clone();
    let b12 = template.checks.iter().position(|check| check.code == "B12").unwrap();
    assert_eq!(examine(b12, &own.grounds(&engine, None)).verdict(), Verdict::Holds);
    let open = said(&engine, "T05").iter().filter(|line| line.ends_with("open")).count();
    assert!(open > 0, "{:?}", said(&engine, "T05"));
}

#[test]
fn the_usual_note_is_printed_under_the_table_it_was_added_to() {
    let mut engine = opened();
    let index = engine.report().template().table_index("T05").unwrap();
    let note = rounding_note(&rounding_differences(index, &engine)).unwrap();
    assert!(note.contains("最大 0.01 万元"), "{note}");
    assert!(!table_page(index, &engine).unwrap().notes.contains(&note));
    engine.apply(Edit::SetText(note_key("T05"), Some(note.clone()))).unwrap();
    assert_eq!(table_page(index, &engine).unwrap().notes.last(), Some(&note));
    let saved = json::write(engine.report());
    let template = engine.report().template().clone();
    let again = json::read(saved.as_bytes(), &|_: &str| Some(template.clone())).unwrap();
    assert_eq!(again.report.text(&note_key("T05")), Some(note.as_str()));
    assert_eq!(rounding_note(&[]), None);
}
