//! What must not happen: an explanation that stands for something else, a gate that opens for a report with a table
//! left out, a proof of what is no rounding.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use final_accounts::amount::Amount;
use final_accounts::calc::Engine;
use final_accounts::checks::{
    Answer, Finding, answer, findings, give, group, rounding_differences, slips, suspects,
};
use final_accounts::document::publishable;
use final_accounts::io::{json, sample};
use final_accounts::report::{CellContent, CellRef, Edit, Entered, Report, RowData};
use final_accounts::template::{RowKey, Severity, Template, builtin};
use std::collections::BTreeSet;
use std::sync::Arc;

fn read(text: &str) -> Report {
    let template: Arc<Template> = Arc::new(builtin("nmg-department-2023").unwrap().unwrap());
    json::read(text.as_bytes(), &|_: &str| Some(template.clone())).unwrap().report
}

fn opened() -> Engine {
    Engine::new(read(sample()))
}

fn text(engine: &mut Engine, key: &str, text: &str) {
    engine.apply(Edit::SetText(key.into(), Some(text.into()))).unwrap();
}

fn enter(engine: &mut Engine, name: &str, fen: Option<i64>) {
    let cell = CellRef::parse(engine.report().template(), name).unwrap();
    let entered = fen.map(|fen| Entered::yuan(Amount::from_fen(fen)));
    engine.apply(Edit::SetCell(cell, CellContent { entered, ..CellContent::default() })).unwrap();
}

fn of(engine: &Engine, code: &str) -> Vec<Finding> {
    findings(engine).into_iter().filter(|finding| finding.code == code).collect()
}

fn explain_all(engine: &mut Engine) {
    for finding in findings(engine) {
        if finding.severity != Severity::Notice {
            engine.apply(give(&finding, "已核对，情况属实")).unwrap();
        }
    }
}

#[test]
fn every_finding_can_be_explained_under_a_key_of_its_own() {
    let mut engine = opened();
    text(&mut engine, "contact_phone", "O475-123");
    text(&mut engine, "submitted", "待定");
    text(
        &mut engine,
        "s13.total.override",
        "共有车辆5辆，其中：副部级5辆、主要领导5辆，设备5台。增加（减少）5，增加（减少）6，XX，XX。",
    );
    text(
        &mut engine,
        "s6.personnel.override",
        "人员经费100万元，办公费100万元、印刷费100万元、水费100万元。",
    );
    let table = engine.report().template().table_index("T05").unwrap();
    engine.apply(Edit::SetRow(table, 2_019_977, Some(RowData::default()))).unwrap();
    let found = findings(&engine);
    let keys: BTreeSet<&String> = found.iter().map(|finding| &finding.key).collect();
    assert_eq!(keys.len(), found.len(), "no two findings have one key");
    assert!(found.iter().any(|finding| finding.code == "H09"));
    explain_all(&mut engine);
    for finding in findings(&engine) {
        if finding.severity != Severity::Notice {
            assert!(
                matches!(answer(&finding, &engine), Answer::Given(_)),
                "{} {}",
                finding.key,
                finding.figures()
            );
        }
    }
    assert_eq!(publishable(&engine), Ok(()));
    // It is kept with the file.
    let again = Engine::new(read(&json::write(engine.report())));
    assert_eq!(publishable(&again), Ok(()));
}

#[test]
fn an_explanation_falls_with_the_text_it_was_given_for() {
    let mut engine = opened();
    text(&mut engine, "contact_phone", "O475-123");
    let finding = of(&engine, "H09").remove(0);
    engine.apply(give(&finding, "就是这个号码")).unwrap();
    assert!(answer(&of(&engine, "H09")[0], &engine).stands());
    text(&mut engine, "contact_phone", "O475-124");
    assert!(matches!(answer(&of(&engine, "H09")[0], &engine), Answer::Outdated(_)));
}

#[test]
fn a_table_left_out_is_an_error() {
    for table in ["T02", "T06", "T07"] {
        let mut engine = opened();
        let index = engine.report().template().table_index(table).unwrap();
        let rows: Vec<RowKey> = engine.report().rows(index).map(|(row, _)| row).collect();
        for row in rows {
            for column in engine.report().template().table(index).unwrap().columns_of(row) {
                let cell = CellRef { table: index, row, column };
                engine.apply(Edit::SetCell(cell, CellContent::default())).unwrap();
            }
        }
        let errors = findings(&engine).into_iter().filter(|finding| finding.severity == Severity::Error);
        let codes: Vec<String> = errors.map(|finding| finding.code).collect();
        assert!(codes.contains(&"B37".to_string()), "{table}: {codes:?}");
        assert!(publishable(&engine).is_err());
    }
}

#[test]
fn what_is_too_large_is_an_error() {
    let mut engine = opened();
    let table = engine.report().template().table_index("T05").unwrap();
    for code in 2_019_900..2_020_000 {
        engine.apply(Edit::SetRow(table, code, Some(RowData::default()))).unwrap();
        enter(&mut engine, &format!("T05.{code}.c2"), Some(99_999_999_999_999_999));
    }
    let errors: Vec<Finding> =
        findings(&engine).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.iter().any(|finding| finding.words.contains("数太大")), "{errors:?}");
}

#[test]
fn a_stated_total_that_is_wrong_is_no_rounding_difference() {
    let mut engine = opened();
    enter(&mut engine, "T06.30101.amount", None);
    let cell = CellRef::parse(engine.report().template(), "T06.personnel_total.amount").unwrap();
    let stated = Some(Entered::yuan(Amount::from_fen(396_618_261)));
    engine.apply(Edit::SetCell(cell, CellContent { stated, ..CellContent::default() })).unwrap();
    for (index, _) in (0u16..).zip(&engine.report().template().tables) {
        for difference in rounding_differences(index, &engine) {
            assert!(difference.difference.abs() <= difference.most, "{}", difference.words());
        }
    }
}

#[test]
fn saying_that_a_sum_stayed_within_the_budget_is_not_saying_there_is_none() {
    let mut engine = opened();
    let table = engine.report().template().table_index("T08").unwrap();
    engine.apply(Edit::SetRow(table, 2_120_801, Some(RowData::default()))).unwrap();
    enter(&mut engine, "T08.2120801.c5", Some(100_000_000));
    text(&mut engine, "s9.total.override", "政府性基金预算支出100.00万元，没有超出年初预算。");
    assert_eq!(of(&engine, "H03"), []);
    text(&mut engine, "s9.total.override", "本年没有政府性基金预算收支。");
    assert_eq!(of(&engine, "H03").len(), 1);
}

#[test]
fn a_sign_slip_is_one_matter_and_guessed() {
    let mut engine = opened();
    enter(&mut engine, "T05.2080505.c2", Some(-44_068_765));
    let cell = CellRef::parse(engine.report().template(), "T05.2080505.c2").unwrap();
    let found = findings(&engine);
    let groups = group(&found, &engine, &[cell]);
    let about: Vec<&str> = groups
        .iter()
        .find(|group| group.suspects.first().is_some_and(|suspect| suspect.cell == cell))
        .map(|group| group.findings.iter().map(|index| found[*index].code.as_str()).collect())
        .unwrap();
    assert!(about.contains(&"A06b") && about.contains(&"B12"), "{about:?}");
    let suspect = suspects(&engine, &[cell]).remove(0);
    assert!(slips(&suspect, &engine).iter().any(|slip| slip.words.contains("正负号")), "{suspect:?}");
}

#[test]
fn wan_typed_as_yuan_is_guessed_also_where_it_was_rounded() {
    let mut engine = opened();
    // 346.75 for 3,467,487.16.
    enter(&mut engine, "T05.2010350.c2", Some(34_675));
    let cell = CellRef::parse(engine.report().template(), "T05.2010350.c2").unwrap();
    let suspect = suspects(&engine, &[cell]).remove(0);
    assert_eq!(suspect.cell, cell);
    assert!(
        slips(&suspect, &engine).iter().any(|slip| slip.words.contains("万元的数填成了元")),
        "{suspect:?}"
    );
}
