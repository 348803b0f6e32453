//! Edits of a report in one line each, as `check-cases.toml` writes them.

use final_accounts::amount::{Amount, Unit, parse_amount};
use final_accounts::calc::{Engine, Value, Values};
use final_accounts::report::{CellContent, CellRef, Edit, Entered, ListKey, RowData};
use final_accounts::template::{Quantity, ZeroWording};

use crate::common::at;

/// Makes the edits one after the other.
pub fn apply(engine: &mut Engine, edits: &[String]) {
    for line in edits {
        for edit in edit(engine, line) {
            engine.apply(edit).unwrap_or_else(|error| panic!("{line}: {error}"));
        }
    }
}

/// What one line means.
fn edit(engine: &Engine, line: &str) -> Vec<Edit> {
    let (verb, rest) = line.split_once(' ').unwrap();
    let (left, right) = match rest.split_once('=') {
        Some((left, right)) => (left.trim(), right.trim()),
        None => (rest.trim(), ""),
    };
    let filled = (!right.is_empty()).then(|| right.to_string());
    match verb {
        "cell" | "unread" => {
            let cell = at(engine.report(), left);
            let content = match verb {
                "cell" => CellContent::of(number(right, cell, engine)),
                _ => CellContent { unread: Some(right.into()), ..CellContent::default() },
            };
            vec![engine.entering(cell, content)]
        }
        "state" => {
            let (name, more) = left.split_once('+').map_or((left, ""), |(name, more)| (name.trim(), more));
            let cell = at(engine.report(), name);
            let more = number(more.trim(), cell, engine).map_or(0, Entered::raw);
            let stated = match engine.value(cell) {
                Value::Money(amount) => Entered::yuan(Amount::from_fen(amount.fen() + more)),
                Value::Count(count) => Entered::Count(count + more),
                Value::Blank => Entered::yuan(Amount::from_fen(more)),
                Value::Overflow => panic!("{line}"),
            };
            vec![engine.entering(cell, CellContent { stated: Some(stated), ..CellContent::default() })]
        }
        "text" => vec![Edit::SetText(left.into(), filled)],
        "zero" => vec![Edit::SetZeroWording(match left {
            "recommended" => ZeroWording::Recommended,
            _ => ZeroWording::AsSource,
        })],
        "option" => vec![Edit::SetOption(left.into(), filled)],
        "name" => vec![Edit::SetName(left.parse().unwrap(), filled)],
        "row" => {
            let (table, code) = left.split_once(' ').unwrap();
            let table = engine.report().template().table_index(table).unwrap();
            vec![Edit::SetRow(table, code.parse().unwrap(), Some(RowData::default()))]
        }
        "field" => {
            let (record, column) = left.rsplit_once('.').unwrap();
            let (list, id) = record_of(record, engine);
            vec![Edit::SetField(list, id, column.into(), filled)]
        }
        "remove" => {
            let (list, id) = record_of(left, engine);
            vec![Edit::RemoveRecord(list, id)]
        }
        _ => panic!("{line}: what is {verb}?"),
    }
}

fn number(text: &str, cell: CellRef, engine: &Engine) -> Option<Entered> {
    match (text, cell.quantity(engine.report().template())) {
        ("", _) => None,
        (text, Quantity::Money) => parse_amount(text, Unit::Yuan).unwrap().map(Entered::Money),
        (text, Quantity::Count) => Some(Entered::Count(text.parse().unwrap())),
    }
}

/// `projects.3` or `projects.3.indicators.12`.
fn record_of(name: &str, engine: &Engine) -> (ListKey, u32) {
    let template = engine.report().template();
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [list, id] => (ListKey::of(template.list_index(list).unwrap()), id.parse().unwrap()),
        [_, parent, list, id] => {
            let within = template.list_index(list).unwrap();
            (ListKey::within(within, parent.parse().unwrap()), id.parse().unwrap())
        }
        _ => panic!("{name} is no record"),
    }
}
