//! The saved report as types: the published schema is made from them, and tests hold reader and writer to them.

#![allow(
    clippy::disallowed_types,
    reason = "what serde derives for flattened maps names floats; none is ever kept"
)]

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A saved report of departmental final accounts (部门决算).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedReport {
    /// Marks the file as ours.
    pub format: Format,
    /// Version of the format.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// The template the report was filled in with.
    pub template: TemplateMark,
    /// Choices that hold for the whole report.
    #[serde(default)]
    pub options: Options,
    /// Names typed for classification codes, by code.
    #[serde(default)]
    #[schemars(extend("propertyNames" = { "pattern": "^[1-9]\\d{2}(\\d{2}){0,2}$" }))]
    pub names: BTreeMap<String, String>,
    /// Entered texts: fields by their key, texts within sentences by the sentence's key, the row's code when it
    /// is repeated, and their own key.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    /// Records of lists, by the list's key; a list within a record by `projects.1.indicators`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, Vec<SavedRecord>>,
    /// What the version of the template at hand has no place for, by its place in the file it came from: kept, so
    /// that nothing is lost.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub leftovers: BTreeMap<String, String>,
    /// What was entered into the tables, by the table's key.
    #[serde(default)]
    pub tables: BTreeMap<String, SavedTable>,
    /// Accounts of the units that a department's report adds up, one of each name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<SavedAccounts>,
    /// What is eliminated between them, by the elimination's key in the template and by cell (`T03.2010302.c6`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub eliminations: BTreeMap<String, BTreeMap<String, SavedElimination>>,
}

/// What one unit entered, from its own report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedAccounts {
    /// The unit: the text `department` of its report.
    pub name: String,
    /// The template its report was read with; its id is the report's own.
    pub template: TemplateMark,
    /// A checksum of its file.
    #[serde(default)]
    pub digest: String,
    /// Units whose accounts are in its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<SavedPart>,
    /// Ids of this report's records that were taken over from it, by list.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub records: BTreeMap<String, Vec<u32>>,
    /// What it entered, by the table's key.
    #[serde(default)]
    pub tables: BTreeMap<String, SavedRows>,
}

/// A unit whose accounts went into another unit's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedPart {
    /// The unit.
    pub name: String,
    /// A checksum of its file.
    #[serde(default)]
    pub digest: String,
}

/// What a unit entered into a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedRows {
    /// Numbers by column, by row, as in the report's own tables; nothing is stated or unread here.
    #[serde(default)]
    pub rows: BTreeMap<String, BTreeMap<String, Cell>>,
}

/// An amount taken off the units' sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedElimination {
    /// Money in 元, with up to two decimals.
    #[schemars(regex(pattern = r"^-?(0|[1-9]\d*)(\.\d{1,2})?$"))]
    pub yuan: String,
}

/// The file's mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub enum Format {
    /// A report.
    #[serde(rename = "final-accounts/report")]
    Report,
}

/// Names a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateMark {
    /// Its id.
    pub id: String,
    /// Its version when the report was saved.
    pub version: u32,
}

/// Choices that hold for the whole report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Options {
    /// How zero bases and zero differences are worded; without it, as the template has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "crate::template::ZeroWording")]
    pub zero_wording: Option<crate::template::ZeroWording>,
    /// Choices among the template's options, by key; an option that is not here is as the template has it.
    #[serde(flatten)]
    pub chosen: BTreeMap<String, String>,
}

/// A record of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SavedRecord {
    /// Unique within its list.
    #[schemars(range(min = 1))]
    pub id: u32,
    /// Texts by column, exactly as typed.
    #[serde(flatten)]
    pub fields: BTreeMap<String, String>,
}

/// What was entered into a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedTable {
    /// The unit it is edited in; cells keep their own.
    #[serde(default)]
    pub unit: SavedUnit,
    /// Cells by column, by row: a row's key, a classification code, or `total`. An item row that was added is
    /// here even when it has no cells.
    #[serde(default)]
    pub rows: BTreeMap<String, BTreeMap<String, Cell>>,
}

/// A unit of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SavedUnit {
    /// 元
    #[default]
    Yuan,
    /// 万元
    TenThousandYuan,
}

/// A cell that holds something: at most one of `yuan`, `wan` and `count` for a cell that is entered, `stated` for
/// one that is computed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Money in 元, with up to two decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", regex(pattern = r"^-?(0|[1-9]\d*)(\.\d{1,2})?$"))]
    pub yuan: Option<String>,
    /// Money in 万元, with up to six decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", regex(pattern = r"^-?(0|[1-9]\d*)(\.\d{1,6})?$"))]
    pub wan: Option<String>,
    /// A whole number of things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", regex(pattern = r"^(0|[1-9]\d*)$"))]
    pub count: Option<String>,
    /// What an imported table says beside the computed value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Stated")]
    pub stated: Option<Stated>,
    /// Typed text that could not be read as a number; the number beside it is the last good one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub unread: Option<String>,
}

/// A figure beside a computed one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    /// Money in 元, with up to two decimals.
    Yuan(#[schemars(regex(pattern = r"^-?(0|[1-9]\d*)(\.\d{1,2})?$"))] String),
    /// Money in 万元, with up to six decimals.
    Wan(#[schemars(regex(pattern = r"^-?(0|[1-9]\d*)(\.\d{1,6})?$"))] String),
    /// A whole number of things.
    Count(#[schemars(regex(pattern = r"^(0|[1-9]\d*)$"))] String),
}
