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

#[test]
fn a_choice_that_is_gone_is_kept() {
    kept(
        r#""options":{"falling_rate":"gone","zero_wording":"never"},"tables":{"T05":{"unit":"jiao"}}"#,
        &[
            ("options.falling_rate", "\"gone\""),
            ("options.zero_wording", "\"never\""),
            ("tables.T05.unit", "\"jiao\""),
        ],
    );
}

#[test]
fn a_cell_that_is_computed_now_is_kept() {
    let cell = r#"{"unread":"84.04.70","wan":"84.0470"}"#;
    let entries = format!(r#""tables":{{"T01":{{"rows":{{"L1":{{"amount":{cell}}}}}}}}}"#);
    kept(&entries, &[("tables.T01.rows.L1.amount", cell)]);
    // And one that is entered now.
    let entries = r#""tables":{"T05":{"rows":{"2010101":{"c2":{"stated":{"yuan":"1"}},"c3":{"yuan":"2"}}}}}"#;
    kept(entries, &[("tables.T05.rows.2010101.c2", r#"{"stated":{"yuan":"1"}}"#)]);
    // A number that no version takes is damage.
    let error = opened(&older(&entries.replace("\"2\"", "\"2.001\""))).unwrap_err();
    assert!(error.contains("tables.T05.rows.2010101.c3.yuan：写了 3 位小数"), "{error}");
}

#[test]
fn a_row_whose_code_does_not_fit_is_kept() {
    kept(
        r#""tables":{"T05":{"rows":{"20101":{},"20102":{"c2":{"yuan":"1.50"}},"201":{"c2":{"unread":"x"}}}}}"#,
        &[
            ("tables.T05.rows.201.c2", r#"{"unread":"x"}"#),
            ("tables.T05.rows.20101", "{}"),
            ("tables.T05.rows.20102.c2", r#"{"yuan":"1.50"}"#),
        ],
    );
}

#[test]
fn a_list_without_its_record_is_kept() {
    kept(
        r#""lists":{"projects.9.indicators":[{"id":2,"level1":"产出指标","gone":"a"},{"id":1}]}"#,
        &[
            ("lists.projects.9.indicators", r#"[{"id":2,"level1":"产出指标"},{"id":1}]"#),
            ("lists.projects.9.indicators#2.gone", "\"a\""),
        ],
    );
}

#[test]
fn with_the_same_version_all_of_it_is_damage() {
    let entries = r#""options":{"falling_rate":"gone"},
        "lists":{"projects.9.indicators":[{"id":1}]},
        "tables":{"T01":{"rows":{"L1":{"amount":{"yuan":"1"}}}},"T05":{"unit":"jiao","rows":{"20101":{}}}}"#;
    let now = format!("\"version\":{}}}", real().version);
    let error = opened(&older(entries).replacen("\"version\":1}", &now, 1)).unwrap_err();
    assert!(error.starts_with("文件里有 5 处不对"), "{error}");
}

#[test]
fn a_key_given_twice_in_a_record_is_damage() {
    let check = |record: &str, key: &str| {
        let error = opened(&older(&format!(r#""lists":{{"units":[{record}]}}"#))).unwrap_err();
        let expected = format!("\nlists.units[1]：“{key}”写了两次，请只留一个");
        assert!(error.contains("文件里有 1 处不对") && error.ends_with(&expected), "{record}: {error}");
    };
    check(r#"{"id":1,"name":"甲","name":"乙"}"#, "name");
    check(r#"{"id":1,"name":"","name":"乙"}"#, "name");
    check(r#"{"id":1,"name":"甲","name":""}"#, "name");
    check(r#"{"id":1,"name":"甲","id":2}"#, "id");
    check(r#"{"id":1,"gone":"甲","gone":"乙"}"#, "gone");
}
