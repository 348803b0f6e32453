//! The saved report written and read straight down: the same bytes as `io::json` writes, the same figures as it reads.

use super::fill::{entered_columns, entered_fixed, repeating};
use super::straight::{Money, Sheet};
use super::{Form, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: &str = r#"{
  "format": "final-accounts/report",
  "version": 1,
  "template": { "id": "workload", "version": 1 },
  "options": { "zero_wording": "recommended" },
  "names": {},
  "texts": {},
  "tables": {"#;

const FORMS: [(Form, &str); super::FORMS] = [
    (Form::T01, "T01"),
    (Form::T02, "T02"),
    (Form::T03, "T03"),
    (Form::T04, "T04"),
    (Form::T05, "T05"),
    (Form::T06, "T06"),
    (Form::T07, "T07"),
    (Form::T08, "T08"),
    (Form::T09, "T09"),
    (Form::T10, "T10"),
    (Form::T11, "T11"),
];

fn column_key(form: Form, column: usize) -> &'static str {
    match (form, column) {
        (Form::T01 | Form::T11, _) | (Form::T04, 0) | (Form::T10, 1) => "amount",
        (Form::T10, 0) | (Form::T05, 3) => "budget",
        (Form::T10, _) => "visits",
        (Form::T03, 6) => "other_basic",
        (Form::T03, 7) => "other_project",
        (Form::T04, 4) => "c5",
        _ => ["c1", "c2", "c3", "c4", "c5", "c6", "c7"][column],
    }
}

/// Keys of the entered rows of the fixed tables.
fn row_key(form: Form, row: usize) -> &'static str {
    match (form, row) {
        (Form::T01, 9) => "L_use",
        (Form::T01, 10) | (Form::T04, 4) => "L_bop",
        (Form::T01, _) => "R_surplus",
        (Form::T04, 2) => "L3",
        (Form::T04, _) => "R_eop",
        (Form::T10, _) => ["travel", "purchase", "running", "vehicles", "hospitality"][row],
        _ => ["operating", "a1", "a2", "a3", "goods", "works", "services"][row],
    }
}

/// Writes what the units entered. Nothing entered is zero in this workload, so a zero is a blank.
pub fn write<N: Money>(shape: &Shape, sheets: &[Sheet<N>]) -> String {
    let mut out = String::with_capacity(1024 + sheets.len() * 60_000);
    out.push_str(HEAD);
    let mut between_tables = "\n";
    for unit in shape.units() {
        let sheet = &sheets[unit];
        for (form, key) in FORMS {
            out.push_str(between_tables);
            let prefix = &shape.entities[unit].prefix;
            let _ = write!(out, "    \"{prefix}{key}\": {{\n      \"unit\": \"yuan\",\n      \"rows\": {{");
            let mut between_rows = "\n";
            if let Some((_, tree)) = repeating(shape).into_iter().find(|(repeating, _)| *repeating == form) {
                for (code, row) in tree.items.iter().zip(&tree.item_rows) {
                    let _ = write!(out, "{between_rows}        \"{code}\": ");
                    cells(&mut out, sheet, form, *row, entered_columns(form));
                    between_rows = ",\n";
                }
            }
            for entered in entered_fixed(form, shape.classes.len()).chunk_by(|(a, _), (b, _)| a == b) {
                let columns: Vec<usize> = entered.iter().map(|(_, column)| *column).collect();
                let _ = write!(out, "{between_rows}        \"{}\": ", row_key(form, entered[0].0));
                cells(&mut out, sheet, form, entered[0].0, &columns);
                between_rows = ",\n";
            }
            out.push_str("\n      }\n    }");
            between_tables = ",\n";
        }
    }
    out.push_str("\n  }\n}\n");
    out
}

fn cells<N: Money>(out: &mut String, sheet: &Sheet<N>, form: Form, row: usize, columns: &[usize]) {
    let mut open = "{ ";
    for column in columns {
        let number = sheet.get(form, row, *column);
        if number == N::ZERO {
            continue;
        }
        out.push_str(open);
        out.push('"');
        out.push_str(column_key(form, *column));
        if (form, *column) == (Form::T10, 2) {
            let _ = write!(out, "\": {{ \"count\": \"{}\" }}", number.fen());
        } else {
            out.push_str("\": { \"yuan\": \"");
            number.write(out);
            out.push_str("\" }");
        }
        open = ", ";
    }
    out.push_str(if open == "{ " { "{}" } else { " }" });
}

#[derive(Deserialize)]
struct Saved<'t> {
    #[serde(borrow)]
    tables: BTreeMap<&'t str, SavedTable<'t>>,
}

#[derive(Deserialize)]
struct SavedTable<'t> {
    #[serde(borrow)]
    rows: BTreeMap<&'t str, BTreeMap<&'t str, SavedCell<'t>>>,
}

#[derive(Deserialize)]
struct SavedCell<'t> {
    #[serde(borrow)]
    yuan: Option<&'t str>,
    count: Option<&'t str>,
}

/// Reads every figure of a saved report: rows of cells, in the file's order.
pub fn read<N: Money>(text: &str) -> Vec<Vec<N>> {
    let saved: Saved<'_> = serde_json::from_str(text).expect("a saved report");
    let number = |cell: &SavedCell<'_>| match (cell.yuan, cell.count) {
        (Some(yuan), _) => N::read(yuan),
        (None, Some(count)) => N::from_fen(count.parse().expect("a count")),
        (None, None) => N::ZERO,
    };
    let tables = saved.tables.values();
    tables.flat_map(|table| table.rows.values()).map(|row| row.values().map(number).collect()).collect()
}
