//! The published JSON Schemas are those of the types; `UPDATE=1 cargo test --test schema` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{at, entered, number, small};
use final_accounts::amount::Amount;
use final_accounts::amount::Unit;
use final_accounts::io::json::shape::{Cell, SavedReport, SavedUnit, Stated};
use final_accounts::io::json::{read, write};
use final_accounts::report::{
    CellContent, Consolidation, Edit, FileMark, Part, Report, RowData, Touched, UnitAccounts,
};
use final_accounts::template::source::{
    ChecksSource, ListsSource, NarrativeSource, ReportSource, TableSource,
};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::{env, fs, path::Path};

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().into_generator()
}

/// Fails when the committed schema is not `generated`.
fn is_published(name: &str, generated: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/schema").join(name);
    let generated = serde_json::to_string_pretty(generated).unwrap() + "\n";
    if env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &generated).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == generated,
        "public/schema/{name} is out of date: run UPDATE=1 cargo test --test schema"
    );
}

#[test]
fn the_schema_of_saved_reports_is_published() {
    is_published("report-v1.json", &generator().into_root_schema_for::<SavedReport>().to_value());
}

#[test]
fn the_schema_of_templates_is_published() {
    let mut generator = generator();
    // One definition a file; each file of a template is checked against its own.
    fn add<T: JsonSchema>(generator: &mut SchemaGenerator) {
        generator.subschema_for::<T>();
    }
    add::<ReportSource>(&mut generator);
    add::<TableSource>(&mut generator);
    add::<NarrativeSource>(&mut generator);
    add::<ChecksSource>(&mut generator);
    add::<ListsSource>(&mut generator);
    let definitions = generator.take_definitions(true);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Template",
        "description": "A template's files: report.toml is a ReportSource, tables/*.toml are TableSource, \
                        narrative.toml is a NarrativeSource, checks.toml is a ChecksSource, lists.toml is a \
                        ListsSource.",
        "$defs": definitions,
    });
    is_published("template.json", &schema);
}

/// A report with a cell of every shape.
fn sample() -> Report {
    let mut report = Report::new(small());
    let cell = |name: &str, content: CellContent| Edit::SetCell(at(&Report::new(small()), name), content);
    let edits = vec![
        Edit::SetName(2_019_999, Some("其他".into())),
        Edit::SetText("department".into(), Some("某局".into())),
        Edit::SetUnit(0, Unit::TenThousandYuan),
        Edit::SetRow(0, 2_010_101, Some(RowData::default())),
        Edit::SetRow(0, 2_010_102, Some(RowData::default())),
        cell("A.2010101.a", entered("-3755383.47元")),
        cell("A.2010101.b", CellContent { unread: Some("84.".into()), ..entered("84.0470万元") }),
        cell("A.2010101.n", entered("4")),
        cell("A.total.n", CellContent { stated: Some(number("5")), ..CellContent::default() }),
    ];
    report.apply(Edit::Batch(edits), &mut Touched::default()).unwrap();
    let file = FileMark { version: 1, digest: "fnv1a64:0".into() };
    let mut unit = UnitAccounts::of(&report, file);
    unit.parts = vec![Part { name: "某局二中心".into(), digest: "fnv1a64:1".into() }];
    let off = BTreeMap::from([(at(&report, "A.2010101.a"), Amount::from_fen(1))]);
    let units = Consolidation::new(vec![unit.into()], BTreeMap::from([("grant".to_string(), off)]));
    report.apply(Edit::SetConsolidation(units.into()), &mut Touched::default()).unwrap();
    report
}

#[test]
fn what_is_written_has_the_published_shape() {
    let written = write(&sample());
    let saved: SavedReport = serde_json::from_str(&written).unwrap();
    let table = &saved.tables["A"];
    assert_eq!(table.unit, SavedUnit::TenThousandYuan);
    assert_eq!(table.rows["total"]["n"].stated, Some(Stated::Count("5".into())));
    let expected = Cell { wan: Some("84.0470".into()), unread: Some("84.".into()), ..Cell::default() };
    assert_eq!(table.rows["2010101"]["b"], expected);
    assert!(table.rows["2010102"].is_empty());
    // The types say everything that is in the file, and the reader takes what the types write.
    let unit = &saved.units[0];
    assert_eq!(
        (unit.name.as_str(), unit.tables["A"].rows["2010101"]["n"].count.as_deref()),
        ("某局", Some("4"))
    );
    assert_eq!(saved.eliminations["grant"]["A.2010101.a"].yuan, "0.01");
    let value: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_value(&saved).unwrap(), value);
    let rewritten = serde_json::to_vec(&saved).unwrap();
    let opened = read(&rewritten, &|_: &str| Some(small())).unwrap();
    assert_eq!(write(&opened.report), written);
    let schema = generator().into_root_schema_for::<SavedReport>().to_value();
    assert_eq!(violations(&schema, &schema, &value, "report"), [""; 0]);
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = generator().into_root_schema_for::<SavedReport>().to_value();
    let check = |from: &str, to: &str, expected: &str| {
        let written = write(&sample());
        assert!(written.contains(from), "{from}");
        let damaged = written.replacen(from, to, 1);
        assert!(read(damaged.as_bytes(), &|_: &str| Some(small())).is_err(), "{to}");
        let value = serde_json::from_str(&damaged).unwrap();
        assert_eq!(violations(&schema, &schema, &value, "report"), [expected]);
    };
    check("\"format\"", "\"formal\": 1, \"format\"", "report has no property formal");
    check("\"format\": \"final-accounts/report\",", "", "report lacks format");
    check("\"version\": 1,\n", "\"version\": 2,\n", "report.version is beyond 1");
    check("\"4\"", "4", "report.tables.A.rows.2010101.n.count is no string");
    check("\"4\"", "\"04\"", "report.tables.A.rows.2010101.n.count does not match ^(0|[1-9]\\d*)$");
    check("\"84.\"", "null", "report.tables.A.rows.2010101.b.unread is no string");
    check(
        "\"2019999\"",
        "\"2019\"",
        "report.names has a name 2019 that does not match ^[1-9]\\d{2}(\\d{2}){0,2}$",
    );
    check("\"digest\"", "\"checksum\": 1, \"digest\"", "report.units[0] has no property checksum");
    check("\"name\": \"某局\",", "", "report.units[0] lacks name");
    check("{ \"yuan\": \"0.01\" }", "{}", "report.eliminations.grant.A.2010101.a lacks yuan");
    check("\"ten_thousand_yuan\"", "\"wan\"", "report.tables.A.unit is none of the choices");
}

/// What of `schema` `value` breaks. Knows the keywords that our schemas use, no others.
fn violations(root: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    let empty = serde_json::Map::new();
    let inner = |schema: &Value, value: &Value, place: &str| violations(root, schema, value, place);
    for (keyword, rule) in schema.as_object().unwrap_or(&empty) {
        match keyword.as_str() {
            "$ref" => {
                let target = rule.as_str().and_then(|path| root.pointer(path.strip_prefix('#')?)).unwrap();
                found.extend(inner(target, value, place));
            }
            "type" => {
                let fits = match rule.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_u64() || value.is_i64(),
                    other => panic!("unknown type {other}"),
                };
                found.extend((!fits).then(|| format!("{place} is no {}", rule.as_str().unwrap())));
            }
            "items" => {
                let items = value.as_array().map(Vec::as_slice).unwrap_or_default().iter().enumerate();
                found.extend(items.flat_map(|(index, item)| inner(rule, item, &format!("{place}[{index}]"))));
            }
            "oneOf" | "anyOf" => {
                let fits = |choice: &&Value| inner(choice, value, place).is_empty();
                let any = rule.as_array().unwrap().iter().any(|choice| fits(&choice));
                found.extend((!any).then(|| format!("{place} is none of the choices")));
            }
            "const" => found.extend((rule != value).then(|| format!("{place} is not {rule}"))),
            "enum" => {
                let any = rule.as_array().unwrap().contains(value);
                found.extend((!any).then(|| format!("{place} is none of the choices")));
            }
            "maximum" => {
                let beyond = value.as_u64() > rule.as_u64();
                found.extend(beyond.then(|| format!("{place} is beyond {rule}")));
            }
            "pattern" => {
                let fits = value.as_str().is_none_or(|text| matches(rule.as_str().unwrap(), text));
                found.extend((!fits).then(|| format!("{place} does not match {}", rule.as_str().unwrap())));
            }
            "required" => {
                let lacks = |name: &&Value| value.is_object() && value.get(name.as_str().unwrap()).is_none();
                let missing = rule.as_array().unwrap().iter().filter(lacks);
                found.extend(missing.map(|name| format!("{place} lacks {}", name.as_str().unwrap())));
            }
            "propertyNames" => {
                let pattern = rule["pattern"].as_str().unwrap();
                let bad = value.as_object().unwrap_or(&empty).keys().filter(|name| !matches(pattern, name));
                found.extend(
                    bad.map(|name| format!("{place} has a name {name} that does not match {pattern}")),
                );
            }
            "properties"
            | "additionalProperties"
            | "minimum"
            | "$schema"
            | "$defs"
            | "title"
            | "description"
            | "default"
            | "format" => {}
            other => panic!("unknown keyword {other}"),
        }
    }
    for (name, value) in value.as_object().unwrap_or(&empty) {
        let place = format!("{place}.{name}");
        match (schema.pointer(&format!("/properties/{name}")), schema.get("additionalProperties")) {
            (Some(schema), _) => found.extend(inner(schema, value, &place)),
            (None, Some(Value::Bool(false))) => {
                found.push(format!("{} has no property {name}", &place[..place.len() - name.len() - 1]))
            }
            (None, Some(schema)) => found.extend(inner(schema, value, &place)),
            (None, None) => {}
        }
    }
    found
}

/// Matches the few patterns our schemas use.
fn matches(pattern: &str, text: &str) -> bool {
    let whole = |text: &str| {
        text.bytes().all(|c| c.is_ascii_digit())
            && (text == "0" || !(text.is_empty() || text.starts_with('0')))
    };
    let decimal = |most: usize| {
        let text = text.strip_prefix('-').unwrap_or(text);
        let (front, fraction) = text.split_once('.').unwrap_or((text, "0"));
        whole(front) && fraction.bytes().all(|c| c.is_ascii_digit()) && (1..=most).contains(&fraction.len())
    };
    match pattern {
        r"^-?(0|[1-9]\d*)(\.\d{1,2})?$" => decimal(2),
        r"^-?(0|[1-9]\d*)(\.\d{1,6})?$" => decimal(6),
        r"^(0|[1-9]\d*)$" => whole(text),
        r"^[1-9]\d{2}(\d{2}){0,2}$" => whole(text) && matches!(text.len(), 3 | 5 | 7),
        other => panic!("unknown pattern {other}"),
    }
}
