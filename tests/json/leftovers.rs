//! What another version of the template has no place for is kept, all of it and each under its own place.

use super::common::real;
use final_accounts::io::json::{Opened, read, write};

/// A file of an earlier version of the real template that holds `entries`.
fn older(entries: &str) -> String {
    let mark =
        r#""format":"final-accounts/report","version":1,"template":{"id":"nmg-department-2023","version":1}"#;
    format!("{{{mark},{entries}}}")
}

fn opened(file: &str) -> Result<Opened, String> {
    let template = real();
    read(file.as_bytes(), &move |_: &str| Some(template.clone())).map_err(|error| error.to_string())
}

/// Opens a file of an earlier version and checks what is kept aside, also once it was saved and opened again.
fn kept(entries: &str, expected: &[(&str, &str)]) {
    let report = opened(&older(entries)).unwrap_or_else(|error| panic!("{entries}: {error}")).report;
    let found: Vec<_> = report.leftovers().iter().map(|(place, text)| (&**place, &**text)).collect();
    assert_eq!(found, expected, "{entries}");
    let again = opened(&write(&report)).unwrap();
    assert_eq!(again.report, report);
}

#[test]
fn an_earlier_leftover_is_not_overwritten() {
    let earlier = r#""leftovers":{"tables.T99":"{\"old\":1}"}"#;
    let now = r#""tables":{"T99":{"new":2}}"#;
    let both = [("tables.T99", r#"{"old":1}"#), ("tables.T99 (2)", r#"{"new":2}"#)];
    kept(&format!("{earlier},{now}"), &both);
    kept(&format!("{now},{earlier}"), &both);
    // The same once more is no second leftover.
    kept(&format!("{earlier},{}", r#""tables":{"T99":{"old":1}}"#), &both[..1]);
    let third = r#""leftovers":{"tables.T99":"1","tables.T99 (2)":"2"}"#;
    let all = [("tables.T99", "1"), ("tables.T99 (2)", "2"), ("tables.T99 (3)", r#"{"new":2}"#)];
    kept(&format!("{now},{third}"), &all);
}

#[test]
fn places_are_kept_in_full() {
    let long = "科".repeat(90);
    let entries = format!(r#""tables":{{"{long}1":1,"{long}2":2}}"#);
    kept(&entries, &[(&format!("tables.{long}1"), "1"), (&format!("tables.{long}2"), "2")]);
    let note = opened(&older(&entries)).unwrap().notes.pop().unwrap();
    assert!(note.contains('…') && !note.contains(&long), "{note}");
    // One step with a dot in it is not two.
    kept(
        r#""tables":{"T01.x":1,"T01":{"x":2,"":3,"a (2)":4}}"#,
        &[
            ("tables.\"T01.x\"", "1"),
            ("tables.T01.\"\"", "3"),
            ("tables.T01.\"a (2)\"", "4"),
            ("tables.T01.x", "2"),
        ],
    );
    kept(r#""lists":{"gone.1.inner":[]}"#, &[("lists.gone.1.inner", "[]")]);
}

#[test]
fn records_are_known_by_their_ids() {
    kept(
        r#""lists":{"units":[{"gone":"a","id":7,"]":"b","7]":"c"},{"id":2,"name":"甲","gone":"d","7":"e"}]}"#,
        &[
            ("lists.units#2.7", "\"e\""),
            ("lists.units#2.gone", "\"d\""),
            ("lists.units#7.\"7]\"", "\"c\""),
            ("lists.units#7.\"]\"", "\"b\""),
            ("lists.units#7.gone", "\"a\""),
        ],
    );
    let inner =
        r#""lists":{"projects":[{"id":3,"name":"甲"}],"projects.3.indicators":[{"gone":"a","id":1}]}"#;
    kept(inner, &[("lists.projects.3.indicators#1.gone", "\"a\"")]);
}
