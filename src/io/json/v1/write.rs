//! From a report to its file, by hand: no value is built only to be written.

use super::super::{FORMAT, VERSION};
use super::{unit_name, zero_wording_name};
use crate::amount::Unit;
use crate::report::{CellContent, Entered, ListKey, Record, Report, RowData};
use crate::template::{Table, TableIndex, Template};
use std::fmt::Write;

/// Bytes a cell takes, about; a guess that is right saves copying.
const CELL_BYTES: usize = 36;

/// The report as a file.
pub(in super::super) fn write(report: &Report) -> String {
    let template = report.template();
    let tables = || (0u16..).zip(&template.tables).filter(|(index, _)| is_written(report, *index));
    let cells: usize =
        tables().flat_map(|(index, _)| report.rows(index)).map(|(_, row)| row.cells().count()).sum();
    let mut out = String::with_capacity(1024 + cells * CELL_BYTES);
    out.push_str("{\n  \"format\": ");
    string(&mut out, FORMAT);
    // Writing to a String does not fail.
    let _ = write!(out, ",\n  \"version\": {VERSION},\n  \"template\": {{ \"id\": ");
    string(&mut out, &template.id);
    let _ = write!(out, ", \"version\": {} }},\n  \"options\": {{ \"zero_wording\": ", template.version);
    string(&mut out, zero_wording_name(report.zero_wording()));
    for (key, choice) in report.options() {
        out.push_str(", ");
        string(&mut out, key);
        out.push_str(": ");
        string(&mut out, choice);
    }
    out.push_str(" },\n  \"names\": ");
    object(&mut out, 2, report.typed_names().iter(), |out, (code, name)| {
        let _ = write!(out, "\"{code}\": ");
        string(out, name);
    });
    out.push_str(",\n  \"texts\": ");
    object(&mut out, 2, report.texts().iter(), |out, (key, text)| {
        string(out, key);
        out.push_str(": ");
        string(out, text);
    });
    if report.lists().next().is_some() {
        out.push_str(",\n  \"lists\": ");
        object(&mut out, 2, report.lists(), |out, (key, records)| {
            string(out, &key.name(template));
            out.push_str(": ");
            list(out, key, records, template);
        });
    }
    if !report.leftovers().is_empty() {
        out.push_str(",\n  \"leftovers\": ");
        object(&mut out, 2, report.leftovers().iter(), |out, (path, text)| {
            string(out, path);
            out.push_str(": ");
            string(out, text);
        });
    }
    out.push_str(",\n  \"tables\": ");
    object(&mut out, 2, tables(), |out, (index, table)| {
        string(out, &table.key);
        out.push_str(": {\n      \"unit\": ");
        string(out, unit_name(report.unit(index)));
        out.push_str(",\n      \"rows\": ");
        object(out, 6, report.rows(index), |out, (key, data)| {
            string(out, &table.row_name(key));
            out.push_str(": ");
            row(out, table, data);
        });
        out.push_str("\n    }");
    });
    units(&mut out, report);
    out.push_str("\n}\n");
    out
}

/// Units' accounts, one block a unit and a row a line, and what is eliminated between them.
fn units(out: &mut String, report: &Report) {
    let (template, consolidation) = (report.template(), report.consolidation());
    let mut open = ",\n  \"units\": [\n    {\n      \"name\": ";
    for unit in consolidation.units() {
        out.push_str(open);
        string(out, &unit.name);
        out.push_str(",\n      \"template\": { \"id\": ");
        string(out, &template.id);
        let _ = write!(out, ", \"version\": {} }},\n      \"digest\": ", unit.file.version);
        string(out, &unit.file.digest);
        let mut open_part = ",\n      \"parts\": [\n        { \"name\": ";
        for part in &unit.parts {
            out.push_str(open_part);
            string(out, &part.name);
            out.push_str(", \"digest\": ");
            string(out, &part.digest);
            out.push_str(" }");
            open_part = ",\n        { \"name\": ";
        }
        if !unit.parts.is_empty() {
            out.push_str("\n      ]");
        }
        if !unit.records.is_empty() {
            out.push_str(",\n      \"records\": ");
            object(out, 6, unit.records.iter(), |out, (list, ids)| {
                string(out, &ListKey::of(*list).name(template));
                let _ = write!(out, ": {ids:?}");
            });
        }
        out.push_str(",\n      \"tables\": ");
        object(out, 6, unit.tables(), |out, (index, _)| {
            let Some(table) = template.table(index) else { return };
            string(out, &table.key);
            out.push_str(": {\n          \"rows\": ");
            object(out, 10, unit.rows(index), |out, (key, data)| {
                string(out, &table.row_name(key));
                out.push_str(": ");
                row(out, table, data);
            });
            out.push_str("\n        }");
        });
        out.push_str("\n    }");
        open = ",\n    {\n      \"name\": ";
    }
    if !consolidation.is_empty() {
        out.push_str("\n  ]");
    }
    if !consolidation.eliminated().is_empty() {
        out.push_str(",\n  \"eliminations\": ");
        object(out, 2, consolidation.eliminated().iter(), |out, (key, cells)| {
            string(out, key);
            out.push_str(": ");
            object(out, 4, cells.iter(), |out, (cell, amount)| {
                string(out, &cell.name(template));
                out.push_str(": { ");
                number(out, Entered::yuan(*amount));
                out.push_str(" }");
            });
        });
    }
}

/// A table that was never touched says nothing.
fn is_written(report: &Report, table: TableIndex) -> bool {
    report.unit(table) != Unit::Yuan || report.rows(table).next().is_some()
}

/// An object with an entry a line; `indent` is that of its own line.
fn object<T>(
    out: &mut String,
    indent: usize,
    entries: impl Iterator<Item = T>,
    mut entry: impl FnMut(&mut String, T),
) {
    let mut empty = true;
    for item in entries {
        out.push_str(if empty { "{\n" } else { ",\n" });
        out.extend(std::iter::repeat_n(' ', indent + 2));
        entry(out, item);
        empty = false;
    }
    if empty {
        out.push_str("{}");
        return;
    }
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    out.push('}');
}

/// A list's records, each on one line, its texts in the order of the columns.
fn list(out: &mut String, key: ListKey, records: &[Record], template: &Template) {
    let columns = template.list(key.list).map(|list| list.columns.as_slice()).unwrap_or_default();
    let mut open = "[\n";
    for record in records {
        out.push_str(open);
        let _ = write!(out, "      {{ \"id\": {}", record.id);
        for column in columns {
            let text = record.field(&column.key);
            if !text.is_empty() {
                out.push_str(", ");
                string(out, &column.key);
                out.push_str(": ");
                string(out, text);
            }
        }
        out.push_str(" }");
        open = ",\n";
    }
    out.push_str(if open == "[\n" { "[]" } else { "\n    ]" });
}

/// A row on one line.
fn row(out: &mut String, table: &Table, data: &RowData) {
    let mut open = "{ ";
    for (column, content) in data.cells() {
        let Some(column) = table.column(column) else { continue };
        out.push_str(open);
        string(out, &column.key);
        out.push_str(": ");
        cell(out, content);
        open = ", ";
    }
    out.push_str(if open == "{ " { "{}" } else { " }" });
}

fn cell(out: &mut String, content: &CellContent) {
    let mut open = "{ ";
    if let Some(entered) = content.entered {
        out.push_str(open);
        number(out, entered);
        open = ", ";
    }
    if let Some(stated) = content.stated {
        out.push_str(open);
        out.push_str("\"stated\": { ");
        number(out, stated);
        out.push_str(" }");
        open = ", ";
    }
    if let Some(unread) = &content.unread {
        out.push_str(open);
        out.push_str("\"unread\": ");
        string(out, unread);
    }
    out.push_str(" }");
}

/// `"yuan": "3755383.47"`
fn number(out: &mut String, number: Entered) {
    out.push_str(match number {
        Entered::Money(money) if money.unit == Unit::Yuan => "\"yuan\": \"",
        Entered::Money(_) => "\"wan\": \"",
        Entered::Count(_) => "\"count\": \"",
    });
    out.push_str(&number.text());
    out.push('"');
}

/// A JSON string.
fn string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c < ' ' || matches!(c, '"' | '\\' | '\u{7F}')) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut special = special.chars();
        match special.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\t') => out.push_str("\\t"),
            Some(control) => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            None => {}
        }
        rest = special.as_str();
    }
    out.push_str(rest);
    out.push('"');
}
