//! What the template has no place for, kept aside under its place in the file so that saving does not lose it.

use super::read::{Level, Reader};
use serde_json::Value;
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

/// A key as a step of a place: quoted where it could be taken for several steps, a record or a number.
fn step(key: &str, dotted: bool) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-') || (dotted && c == '.');
    if !key.is_empty() && key.chars().all(plain) { key.into() } else { Value::from(key).to_string() }
}
