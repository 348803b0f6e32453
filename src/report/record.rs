//! Records of lists: a few named texts each, kept exactly as typed.

use crate::amount::{Amount, AmountError, EnteredAmount, Unit, parse_amount};
use crate::template::{ListIndex, Template};
use std::collections::BTreeMap;

/// A list of a report: one of the template's, or the one that belongs to a record of another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListKey {
    /// The list in the template.
    pub list: ListIndex,
    /// The record that this list belongs to, when it is one within another.
    pub parent: Option<u32>,
}

impl ListKey {
    /// A list of its own.
    pub fn of(list: ListIndex) -> Self {
        ListKey { list, parent: None }
    }

    /// The list within the record `parent`.
    pub fn within(list: ListIndex, parent: u32) -> Self {
        ListKey { list, parent: Some(parent) }
    }

    /// `units`, or `projects.3.indicators`.
    pub fn name(self, template: &Template) -> String {
        let Some(list) = template.list(self.list) else { return String::new() };
        let outer = list.within.and_then(|within| template.list(within));
        match (outer, self.parent) {
            (Some(outer), Some(parent)) => format!("{}.{parent}.{}", outer.key, list.key),
            _ => list.key.clone(),
        }
    }

    /// Reads a name back.
    pub fn parse(template: &Template, name: &str) -> Option<ListKey> {
        let parts: Vec<&str> = name.split('.').collect();
        match parts.as_slice() {
            [list] => {
                let index = template.list_index(list)?;
                template.list(index)?.within.is_none().then_some(ListKey::of(index))
            }
            [outer, parent, list] => {
                let index = template.list_index(list)?;
                let within = template.list(index)?.within?;
                let parent = parse_id(parent)?;
                (template.list(within)?.key == **outer).then_some(ListKey::within(index, parent))
            }
            _ => None,
        }
    }
}

/// Reads a record's id, written plainly.
pub fn parse_id(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|id| plain && *id > 0)
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Record {
    /// Unique within its list, never changed; its place in the list is its position.
    pub id: u32,
    /// Texts by column, none of them empty.
    pub fields: BTreeMap<String, String>,
}

impl Record {
    /// The text in a column; empty when nothing was entered.
    pub fn field(&self, column: &str) -> &str {
        self.fields.get(column).map_or("", String::as_str)
    }

    /// The amount in a column.
    ///
    /// # Errors
    /// Why the text is no amount.
    pub fn money(&self, column: &str) -> Result<Option<EnteredAmount>, AmountError> {
        read_money(self.field(column))
    }

    /// The amount in a column; nothing where the text is blank or no amount.
    pub fn amount(&self, column: &str) -> Option<Amount> {
        self.money(column).ok().flatten().map(|entered| entered.amount)
    }
}

/// Reads an amount that says its own unit: plain is yuan, 万元 behind it means ten thousand yuan.
///
/// # Errors
/// Why the text is no amount.
pub fn read_money(text: &str) -> Result<Option<EnteredAmount>, AmountError> {
    let text = text.trim();
    match text.strip_suffix("万元").or_else(|| text.strip_suffix('万')) {
        Some(number) => parse_amount(number, Unit::TenThousandYuan),
        None => parse_amount(text.strip_suffix('元').unwrap_or(text), Unit::Yuan),
    }
}
