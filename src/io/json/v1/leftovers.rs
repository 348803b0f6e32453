//! What the template has no place for, kept aside under its place in the file so that saving does not lose it.

use super::read::{Level, Reader};
use crate::amount::Unit;
use crate::report::{CellContent, EditError, Entered, ListKey, Record};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// What was kept aside so far.
#[derive(Default)]
pub(super) struct Leftovers {
    /// By earlier openings. They keep their places, wherever in the file they stand.
    earlier: BTreeMap<String, String>,
    /// By this one, in the order of the file.
    new: Vec<(String, String)>,
}

impl Leftovers {
    /// All of it. A place may be taken by what an earlier version of the template left there: what differs from that
    /// stands beside it under the next number, and nothing is overwritten.
    pub(super) fn into_map(self) -> BTreeMap<String, String> {
        let mut all = self.earlier;
        // The last number given at a place, so that a file full of one place is not gone through for each of them.
        let mut last: HashMap<String, u32> = HashMap::new();
        for (place, text) in self.new {
            let number = last.entry(place.clone()).or_insert(1);
            let mut numbered = if *number == 1 { place.clone() } else { format!("{place} ({number})") };
            while all.get(&numbered).is_some_and(|taken| *taken != text) {
                *number = number.saturating_add(1);
                numbered = format!("{place} ({number})");
            }
            all.insert(numbered, text);
        }
        all
    }
}

impl Reader<'_> {
    /// Keeps aside what stands at the place being read.
    pub(super) fn leftover(&mut self, value: &Value) {
        self.leftovers.new.push((self.exact.clone(), value.to_string()));
    }

    /// Answers a refusal: what is refused because the template changed is kept aside, anything else is damage.
    pub(super) fn keep_or_tell(&mut self, error: &EditError, value: impl FnOnce() -> Value) {
        let changed = matches!(
            error,
            EditError::NoSuchCell
                | EditError::Derived
                | EditError::NotDerived
                | EditError::WrongQuantity
                | EditError::NotAnItem(_)
                | EditError::NoSuchOption(_)
        );
        if self.keeps_leftovers && changed {
            self.leftover(&value());
        } else {
            self.problem(|| error.to_string());
        }
    }

    /// Whether a list belongs to a record that is not there.
    pub(super) fn is_orphan(&self, key: ListKey) -> bool {
        let within = self.template.list(key.list).and_then(|list| list.within);
        let outer = within.zip(key.parent);
        outer.is_some_and(|(outer, parent)| self.report.record(ListKey::of(outer), parent).is_none())
    }

    /// Keeps aside a whole list, at its own place.
    pub(super) fn leftover_list(&mut self, key: ListKey, records: Vec<Record>) {
        let records = records.into_iter().map(|record| {
            let fields = record.fields.into_iter().map(|(column, text)| (column, Value::from(text)));
            Value::Object(fields.chain([("id".into(), Value::from(record.id))]).collect())
        });
        let text = Value::Array(records.collect()).to_string();
        self.leftovers.new.push((format!("lists.{}", key.name(self.template)), text));
    }

    /// Keeps aside a column of the record `id`: by its id, as its position changes when the list is sorted.
    pub(super) fn leftover_of_record(&mut self, id: u32, column: &str, value: &Value) {
        let place = format!("{}#{id}.{}", self.exact, step(column, false));
        self.leftovers.new.push((place, value.to_string()));
    }

    /// Takes over what an earlier opening kept aside.
    pub(super) fn earlier_leftover(&mut self, place: String, text: String) {
        self.leftovers.earlier.insert(place, text);
    }

    /// Goes on to `key` within what is being read, of which nothing is cut: two long keys are two places.
    pub(super) fn enter_exact(&mut self, level: Level, key: &str) {
        if !self.keeps_leftovers {
            return;
        }
        // Names of lists and cells have steps of their own, and nothing with a plain step stands beside them.
        let dotted = matches!(level, Level::Lists | Level::Elimination(_));
        if !self.exact.is_empty() {
            self.exact.push('.');
        }
        self.exact.push_str(&step(key, dotted));
    }
}

/// A cell as it stands in the file: number, unit and the text that could not be read.
pub(super) fn cell_value(content: &CellContent) -> Value {
    let number = |number: Entered| {
        let unit = match number {
            Entered::Money(money) if money.unit == Unit::Yuan => "yuan",
            Entered::Money(_) => "wan",
            Entered::Count(_) => "count",
        };
        (unit.to_string(), Value::from(number.text()))
    };
    let mut cell: Map<String, Value> = content.entered.map(number).into_iter().collect();
    if let Some(stated) = content.stated {
        cell.insert("stated".into(), Value::Object([number(stated)].into_iter().collect()));
    }
    if let Some(unread) = &content.unread {
        cell.insert("unread".into(), Value::from(&**unread));
    }
    Value::Object(cell)
}

/// A key as a step of a place: quoted where it could be taken for several steps, a record or a number.
fn step(key: &str, dotted: bool) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-') || (dotted && c == '.');
    if !key.is_empty() && key.chars().all(plain) { key.into() } else { Value::from(key).to_string() }
}
