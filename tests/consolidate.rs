//! Units' reports into the department's: laws, and the sample put together again from its two units. Cases by hand are
//! in `consolidate/cases.rs`, problems in `consolidate/problems.rs`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "consolidate/cases.rs"]
mod cases;
mod common;
#[path = "consolidate/problems.rs"]
mod problems;

use common::{at, number, real, small};
use final_accounts::calc::{Book, Engine, Value, Values};
use final_accounts::consolidate::{
    Chosen, Consolidated, Unit, consolidate, deviations, replace_unit, shell, trace,
};
use final_accounts::io::{json, sample};
use final_accounts::report::{CellContent, CellRef, Edit, Entered, Report, RowData, Touched};
use final_accounts::template::{RowKey, Template};
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

/// The small template, loaded once: laws make many reports.
fn template() -> Arc<Template> {
    static TEMPLATE: OnceLock<Arc<Template>> = OnceLock::new();
    TEMPLATE.get_or_init(small).clone()
}

/// Makes an edit of a test's own.
fn apply(report: &mut Report, edit: Edit) {
    report.apply(edit, &mut Touched::default()).unwrap();
}

/// Enters a number, adding its row.
fn enter(report: &mut Report, cell: CellRef, number: Entered) {
    if let RowKey::Code(code) = cell.row
        && report.row(cell.table, cell.row).is_none()
    {
        apply(report, Edit::SetRow(cell.table, code, Some(RowData::default())));
    }
    apply(report, Edit::SetCell(cell, CellContent::of(Some(number))));
}

/// A unit of the small template with these cells; its file is named after it.
fn unit(name: &str, cells: &[(&str, &str)]) -> Unit {
    let mut report = Report::new(template());
    apply(&mut report, Edit::SetText("department".into(), Some(name.into())));
    for (cell, text) in cells {
        let cell = at(&report, cell);
        enter(&mut report, cell, number(text));
    }
    opened(&format!("{name}.json"), &report)
}

fn opened(file: &str, report: &Report) -> Unit {
    Unit::new(file, json::write(report).as_bytes(), report.clone())
}

fn sum(own: &Report, units: &[Unit], chosen: &[Chosen]) -> Consolidated {
    consolidate(own, units, chosen, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn department() -> Report {
    let mut own = Report::new(template());
    apply(&mut own, Edit::SetText("department".into(), Some("某局（部门）".into())));
    own
}

/// What is entered at a cell, as text with its unit; nothing when it is blank.
fn shown(report: &Report, cell: &str) -> String {
    let entered = report.cell(at(report, cell)).and_then(|content| content.entered);
    entered.map_or_else(String::new, Entered::text_with_unit)
}

fn read_back(report: &Report, template: &Arc<Template>) -> Report {
    json::read(json::write(report).as_bytes(), &|_: &str| Some(template.clone())).unwrap().report
}

const CELLS: [&str; 12] = [
    "A.2010101.a",
    "A.2010101.b",
    "A.2010102.a",
    "A.2010102.n",
    "A.2080505.b",
    "B.2010101.own",
    "B.2080505.own",
    "E.30101.amount",
    "F.one.amount",
    "F.part.amount",
    "F.right.people",
    "E.30201.amount",
];

/// What one unit enters: a cell, hundredths of a yuan, decimals, and whether it is written in 万元.
fn accounts() -> impl Strategy<Value = Accounts> {
    prop::collection::vec((0..CELLS.len(), 0..10_000_000_000_i64, 0..7u8, any::<bool>()), 0..10)
}

type Accounts = Vec<(usize, i64, u8, bool)>;

fn many() -> impl Strategy<Value = Vec<Accounts>> {
    prop::collection::vec(accounts(), 1..6)
}

fn units(all: &[Accounts]) -> Vec<Unit> {
    all.iter().enumerate().map(|(index, cells)| unit_of(&format!("单位{index}"), cells)).collect()
}

fn unit_of(name: &str, cells: &[(usize, i64, u8, bool)]) -> Unit {
    use final_accounts::amount::{Amount, EnteredAmount, Unit as In};
    let mut report = unit(name, &[]).report;
    for (index, fen, decimals, wan) in cells {
        let cell = at(&report, CELLS[*index]);
        let places = if *wan { 6 } else { 2 };
        let decimals = (*decimals).min(places);
        let step = 10_i64.pow(u32::from(places - decimals));
        let amount = Amount::from_fen(fen / step * step);
        let unit = if *wan { In::TenThousandYuan } else { In::Yuan };
        let number = match cell.quantity(report.template()) {
            final_accounts::template::Quantity::Count => Entered::Count(*fen),
            final_accounts::template::Quantity::Money => {
                Entered::Money(EnteredAmount { amount, unit, decimals })
            }
        };
        enter(&mut report, cell, number);
    }
    opened(&format!("{name}.json"), &report)
}

fn raw(value: Value) -> Option<i128> {
    match value {
        Value::Blank => None,
        Value::Money(amount) => Some(amount.fen().into()),
        Value::Count(count) => Some(count.into()),
        Value::Overflow => panic!("overflow"),
    }
}

fn added(parts: impl Iterator<Item = Option<i128>>) -> Option<i128> {
    parts.flatten().fold(None, |sum, part| Some(sum.unwrap_or(0) + part))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_cell_is_the_sum_of_the_units(all in many()) {
        let units = units(&all);
        let report = sum(&department(), &units, &[]).report;
        let engine = Engine::new(report.clone());
        let engines: Vec<Engine> = units.iter().map(|unit| Engine::new(unit.report.clone())).collect();
        prop_assert_eq!(deviations(&report), vec![]);
        for cell in engine.live_cells() {
            let traced: Vec<_> = trace(&engine, cell).into_iter().map(|part| raw(part.value)).collect();
            prop_assert_eq!(raw(engine.value(cell)), added(traced.iter().copied()));
            // A formula that names another table's total in every item row says something of every unit, also of
            // those that do not have the row.
            if cell.name(report.template()).ends_with(".rest") {
                continue;
            }
            let parts = || engines.iter().map(|engine| raw(engine.value(cell)));
            prop_assert_eq!(raw(engine.value(cell)), added(parts()), "{}", cell.name(report.template()));
            // How exact it is cannot be more than all its parts together.
            let uncertain: i64 = engines.iter().map(|engine| engine.uncertainty(cell)).sum();
            prop_assert!(engine.uncertainty(cell) >= uncertain, "{}", cell.name(report.template()));
            prop_assert_eq!(traced, parts().filter(Option::is_some).collect::<Vec<_>>());
        }
        // Rows of all units are there, and no others.
        for (table, _) in (0u16..).zip(&report.template().tables) {
            let rows = |report: &Report| report.rows(table).map(|(row, _)| row).collect::<Vec<_>>();
            let mut expected: Vec<_> = units.iter().flat_map(|unit| rows(&unit.report)).collect();
            expected.sort();
            expected.dedup();
            prop_assert_eq!(rows(&report), expected);
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(all in many(), turn in 0..6usize) {
        let units = units(&all);
        let mut turned = units.clone();
        turned.rotate_left(turn % units.len());
        turned.reverse();
        let (one, other) = (sum(&department(), &units, &[]), sum(&department(), &turned, &[]));
        prop_assert_eq!(&one.report, &other.report);
        prop_assert_eq!(one.problems, other.problems);
    }

    #[test]
    fn what_is_saved_is_read_back(all in many()) {
        let units = units(&all);
        let template = template();
        let grant = Chosen { key: "grant".into(), amounts: None };
        let report = sum(&department(), &units, &[grant]).report;
        let again = read_back(&report, &template);
        prop_assert_eq!(&again, &report);
        prop_assert_eq!(json::write(&again), json::write(&report));
        prop_assert_eq!(deviations(&again), vec![]);
        for cell in Engine::new(report.clone()).live_cells() {
            prop_assert_eq!(again.uncertainty(cell), report.uncertainty(cell));
        }
    }

    #[test]
    fn replacing_is_consolidating_anew_and_can_be_undone(all in many(), cells in accounts(), at in any::<prop::sample::Index>()) {
        let units = units(&all);
        let at = at.index(units.len());
        let before = sum(&department(), &units, &[]).report;
        let mut changed = units.clone();
        changed[at] = unit_of(units[at].name(), &cells);
        let replacement = replace_unit(&before, &changed[at]).unwrap();
        let mut book = Book::new(before.clone());
        book.edit(replacement.edit).unwrap();
        prop_assert_eq!(book.engine().report(), &sum(&department(), &changed, &[]).report);
        let differs = |cell: &CellRef| units[at].report.cell(*cell) != changed[at].report.cell(*cell);
        prop_assert!(replacement.differences.iter().all(|difference| differs(&difference.cell)));
        let all = CELLS.iter().map(|name| common::at(&before, name)).filter(|cell| differs(cell)).count();
        prop_assert_eq!(replacement.differences.len(), all);
        let mut fresh = Engine::new(book.engine().report().clone());
        fresh.recalculate_all();
        for cell in fresh.live_cells() {
            prop_assert_eq!(fresh.value(cell), book.engine().value(cell));
        }
        prop_assert!(book.undo().is_some());
        prop_assert_eq!(book.engine().report(), &before);
        prop_assert!(book.redo().is_some());
        prop_assert_eq!(book.engine().report(), &sum(&department(), &changed, &[]).report);
    }
}

fn fixture(name: &str) -> Unit {
    let path = format!("{}/tests/fixtures/units/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap();
    let template = real();
    let report = json::read(&bytes, &|_: &str| Some(template.clone())).unwrap().report;
    Unit::new(format!("{name}.json"), &bytes, report)
}

fn published() -> Report {
    let template = real();
    json::read(sample().as_bytes(), &|_: &str| Some(template.clone())).unwrap().report
}

#[test]
fn the_sample_is_the_sum_of_its_two_units() {
    let units = [fixture("centre"), fixture("bureau")];
    let published = published();
    let Consolidated { report, problems } = sum(&shell(&published).unwrap(), &units, &[]);
    assert_eq!(problems, []);
    for (index, table) in (0u16..).zip(&published.template().tables) {
        assert_eq!(report.table(index), published.table(index), "{}", table.key);
    }
    for (key, records) in published.lists() {
        assert_eq!(&report.records(key), records, "{}", key.name(published.template()));
    }
    assert_eq!(report.texts(), published.texts());
    let names: Vec<_> = report.consolidation().units().iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names, ["科尔沁左翼中旗政务服务局", "科尔沁左翼中旗政务服务中心"]);
    // Every value of the document is that of the published report.
    let (ours, theirs) = (Engine::new(report.clone()), Engine::new(published));
    for cell in theirs.live_cells() {
        assert_eq!(ours.value(cell), theirs.value(cell), "{}", cell.name(report.template()));
    }
    assert_eq!(read_back(&report, report.template()), report);
}

#[test]
fn a_total_leads_to_its_units() {
    let report = sum(&shell(&published()).unwrap(), &[fixture("bureau"), fixture("centre")], &[]).report;
    let engine = Engine::new(report);
    let traced = |cell: &str| {
        let parts = trace(&engine, at(engine.report(), cell)).into_iter();
        parts.map(|part| format!("{} {}", part.source, raw(part.value).unwrap())).collect::<Vec<_>>()
    };
    let whole = ["科尔沁左翼中旗政务服务局 ", "科尔沁左翼中旗政务服务中心 "];
    assert_eq!(traced("T05.2010350.c2"), [format!("{}346748716", whole[1])]);
    assert_eq!(traced("T05.208.c1"), [format!("{}7620675", whole[0]), format!("{}38854916", whole[1])]);
    let total: i64 = trace(&engine, at(engine.report(), "T01.L_total.amount"))
        .iter()
        .map(|part| part.value.money().unwrap().fen())
        .sum();
    assert_eq!(total, 1_724_615_591);
    assert_eq!(traced("T08.total.c1"), [""; 0]);
}
