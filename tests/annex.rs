//! What the annex does with units' files: text in, text out, as the page asks for it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::real;
use final_accounts::annex::{self, consolidate as task};
use final_accounts::consolidate::{deviations, trace};
use final_accounts::io::{json, sample};
use final_accounts::report::{CellContent, CellRef, Edit, Entered, ListKey, Report, Touched};
use final_accounts::template::ListForm;
use std::collections::BTreeMap;

fn fixture(name: &str) -> task::UnitFile {
    let path = format!("{}/tests/fixtures/units/{name}.json", env!("CARGO_MANIFEST_DIR"));
    task::UnitFile { file: format!("{name}.json"), text: std::fs::read_to_string(path).unwrap() }
}

fn open(text: &str) -> Report {
    let template = real();
    json::read(text.as_bytes(), &|_: &str| Some(template.clone())).unwrap().report
}

fn asked(own: &str, start_empty: bool, units: Vec<task::UnitFile>) -> task::Asked {
    task::Asked { own: own.into(), start_empty, units, eliminations: Vec::new(), template: None }
}

fn sum(asked: &task::Asked) -> Result<(task::Done, Vec<String>), String> {
    let mut told = Vec::new();
    let out = annex::run(task::TASK, &task::input(asked), &mut |words| told.push(words.to_string()))?;
    Ok((serde_json::from_str(&out).unwrap(), told))
}

fn replace(own: &str, unit: task::UnitFile) -> Result<task::Replaced, String> {
    let input = task::input(&task::Replacing { own: own.into(), unit, template: None });
    annex::run(task::REPLACE, &input, &mut |_| {}).map(|out| serde_json::from_str(&out).unwrap())
}

/// The report with a cell, by name, at another number.
fn with(text: &str, cell: &str, number: &str) -> String {
    let mut report = open(text);
    let cell = CellRef::parse(report.template(), cell).unwrap();
    let number =
        Entered::read(number, cell.quantity(report.template()), final_accounts::amount::Unit::Yuan).unwrap();
    report.apply(Edit::SetCell(cell, CellContent::of(number)), &mut Touched::default()).unwrap();
    json::write(&report)
}

fn with_department(text: &str, name: &str) -> String {
    let mut report = open(text);
    let edit = Edit::SetText("department".into(), Some(name.into()));
    report.apply(edit, &mut Touched::default()).unwrap();
    json::write(&report)
}

#[test]
fn the_sample_is_added_up_from_its_files() {
    let (done, told) = sum(&asked(sample(), true, vec![fixture("bureau"), fixture("centre")])).unwrap();
    assert_eq!(told, ["读第1个，共2个：bureau.json", "读第2个，共2个：centre.json", "正在相加…"]);
    assert_eq!((done.problems, done.units), (vec![], 2));
    let (report, published) = (open(&done.report.unwrap()), open(sample()));
    for (index, table) in (0u16..).zip(&published.template().tables) {
        assert_eq!(report.table(index), published.table(index), "{}", table.key);
    }
    assert!(published.lists().eq(report.lists()));
}

#[test]
fn a_file_that_cannot_be_read_is_a_grave_problem_of_its_own() {
    let broken = task::UnitFile { file: "坏的.json".into(), text: "{".into() };
    let sheet = task::UnitFile { file: "表.json".into(), text: "PK\u{3}\u{4}xl/".into() };
    let files = vec![fixture("bureau"), broken, fixture("centre"), sheet];
    let (done, told) = sum(&asked(sample(), true, files)).unwrap();
    assert_eq!(told.len(), 5);
    assert_eq!((done.report, done.units), (None, 2));
    let words: Vec<_> = done.problems.iter().map(|said| said.text.as_str()).collect();
    assert!(words[0].starts_with("“坏的.json”读不了：") && words[1].contains("Excel"), "{words:?}");
    assert!(done.problems.iter().all(|said| said.grave));
    assert!(annex::run(task::TASK, "{}", &mut |_| {}).is_err());
}

#[test]
fn graver_problems_come_first_and_checks_are_run() {
    let wrong = with(&fixture("centre").text, "T04.L_bop_gpb.amount", "100");
    let changed = task::UnitFile { file: "centre.json".into(), text: wrong };
    let (done, _) = sum(&asked(sample(), true, vec![fixture("bureau"), changed])).unwrap();
    assert!(done.problems.iter().any(|said| said.text.contains("必须改正的错误") && !said.grave));
    let (done, _) =
        sum(&asked(sample(), true, vec![fixture("bureau"), fixture("bureau"), fixture("centre")])).unwrap();
    assert!(done.problems[0].grave && done.problems[0].text.contains("给了两次"));
    assert_eq!(done.report, None);
}

#[test]
fn what_the_department_entered_is_one_more_unit() {
    // The bureau's own report is the department's, and the centre is its only other unit.
    let own = fixture("bureau").text;
    let (done, _) = sum(&asked(&own, false, vec![fixture("centre")])).unwrap();
    assert_eq!(done.units, 2);
    let first = done.report.unwrap();
    let (report, published) = (open(&first), open(sample()));
    for (index, table) in (0u16..).zip(&published.template().tables) {
        assert_eq!(report.table(index), published.table(index), "{}", table.key);
    }
    let names: Vec<_> = report.consolidation().units().iter().map(|unit| unit.name.clone()).collect();
    assert_eq!(names, ["科尔沁左翼中旗政务服务局", "科尔沁左翼中旗政务服务中心"]);
    let projects = ListKey::of(report.template().list_of(ListForm::Performance).unwrap());
    assert_eq!(report.records(projects).len(), 3);
    // Once more, with what is in the report by now: the department's own accounts are still its own.
    let (done, _) = sum(&asked(&first, false, vec![fixture("centre")])).unwrap();
    let again = open(&done.report.unwrap());
    assert_eq!(again.records(projects), report.records(projects));
    assert_eq!(deviations(&again), []);
    for (index, table) in (0u16..).zip(&published.template().tables) {
        assert_eq!(again.table(index), published.table(index), "{}", table.key);
    }
    // Which only a report that has them can say.
    let (done, _) = sum(&asked(sample(), true, vec![fixture("bureau"), fixture("centre")])).unwrap();
    let other = with_department(&done.report.unwrap(), "某局");
    assert!(sum(&asked(&other, false, vec![fixture("centre")])).unwrap_err().contains("没有本级的账"));
}

#[test]
fn projects_keep_their_ids_when_files_are_added_up_anew() {
    let (done, _) = sum(&asked(sample(), true, vec![fixture("centre")])).unwrap();
    let one = done.report.unwrap();
    let key = |report: &Report| ListKey::of(report.template().list_of(ListForm::Performance).unwrap());
    let ids = |report: &Report| -> BTreeMap<String, u32> {
        let records = report.records(key(report));
        records.iter().map(|record| (record.field("name").to_string(), record.id)).collect()
    };
    let (done, _) = sum(&asked(&one, true, vec![fixture("bureau"), fixture("centre")])).unwrap();
    assert_eq!(done.problems, []);
    let two = open(&done.report.unwrap());
    let before = ids(&open(&one));
    assert!(before.iter().all(|(name, id)| ids(&two).get(name) == Some(id)));
    assert_eq!(ids(&two).len(), 3);
}

#[test]
fn amounts_of_an_elimination_may_be_given() {
    let mut wanted = asked(sample(), true, vec![fixture("bureau"), fixture("centre")]);
    let amounts = [("T03.2010301.c6".to_string(), "10.00".to_string())];
    wanted.eliminations =
        vec![task::Eliminating { key: "subsidy".into(), amounts: Some(BTreeMap::from(amounts)) }];
    let (done, _) = sum(&wanted).unwrap();
    assert!(done.problems.iter().any(|said| said.text.contains("抵销10.00元")), "{:?}", done.problems);
    wanted.eliminations = vec![task::Eliminating { key: "没有".into(), amounts: None }];
    assert!(sum(&wanted).is_err());
    let amounts = Some(BTreeMap::from([("T99.x".to_string(), "1".to_string())]));
    wanted.eliminations = vec![task::Eliminating { key: "subsidy".into(), amounts }];
    assert!(sum(&wanted).unwrap_err().contains("T99.x"));
}

#[test]
fn a_corrected_file_says_what_it_changes() {
    let (done, _) = sum(&asked(sample(), true, vec![fixture("bureau"), fixture("centre")])).unwrap();
    let own = done.report.unwrap();
    let text = with(&fixture("centre").text, "T05.2010350.c2", "3467488.16");
    let replaced = replace(&own, task::UnitFile { file: "改正.json".into(), text }).unwrap();
    assert_eq!(replaced.unit, "科尔沁左翼中旗政务服务中心");
    let found = replaced
        .differences
        .iter()
        .map(|one| (one.label.as_str(), one.before.as_str(), one.after.as_str(), one.change.as_str()));
    let found: Vec<_> = found.collect();
    assert_eq!(
        found,
        [("公开05表 2010350 事业运行 基本支出", "3,467,487.16 元", "3,467,488.16 元", "+1.00")]
    );
    let report = open(&replaced.report);
    let engine = final_accounts::calc::Engine::new(report);
    let cell = CellRef::parse(engine.report().template(), "T05.2010350.c2").unwrap();
    assert_eq!(trace(&engine, cell).len(), 1);
    let stranger = with_department(&fixture("centre").text, "某局");
    let refused = replace(&own, task::UnitFile { file: "别人.json".into(), text: stranger }).unwrap_err();
    assert!(refused.contains("没有“某局”这个单位"));
    let broken = task::UnitFile { file: "坏的.json".into(), text: "[".into() };
    assert!(replace(&own, broken).unwrap_err().contains("坏的.json"));
}
