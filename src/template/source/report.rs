//! `report.toml`: identity, wording, text fields, options and the outline.

use super::{WordingChange, WordingSource, Written};
use crate::template::{PartHolds, TextKind};
use serde::Deserialize;

/// `report.toml`: identity, wording, text fields and the outline.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportSource {
    /// Stable name of the template, saved in every report.
    pub id: String,
    /// Raised when tables, rows or columns change.
    pub version: u32,
    /// What a clerk chooses it by.
    pub title: String,
    /// The financial year the forms belong to.
    pub year: u16,
    /// Words that differ from place to place.
    pub wording: WordingSource,
    /// Short entered texts: cover fields, contacts.
    #[serde(default)]
    pub field: Vec<FieldSource>,
    /// What each version brought, for those who open a report of an earlier one.
    #[serde(default)]
    pub change: Vec<ChangeSource>,
    /// Choices of wording that a clerk may make.
    #[serde(default)]
    pub option: Vec<OptionSource>,
    /// What is eliminated when units are consolidated.
    #[serde(default)]
    pub elimination: Vec<EliminationSource>,
    /// The document's parts in order.
    pub part: Vec<PartSource>,
}

/// A payment between units of one department (抵销): added up, both sides would be counted twice.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EliminationSource {
    /// Name in saved files.
    pub key: String,
    /// What clerks call it.
    pub label: String,
    /// When it applies.
    #[serde(default)]
    pub help: String,
    /// Entered cells of the unit that pays: `T03.item.c6` for a column of items, `T01.L_bop.amount` for one cell.
    pub paid: Vec<Written>,
    /// Entered cells of the unit that receives.
    pub received: Vec<Written>,
}

/// What a version of the template brought.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeSource {
    /// The version that brought it.
    pub version: u32,
    /// What changed, in words for the clerk.
    pub text: String,
}

/// A choice of wording that the clerk sees and may change; the first choice is what new reports start with.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionSource {
    /// Name in conditions and saved files.
    pub key: String,
    /// What is chosen.
    pub label: String,
    /// What it changes.
    #[serde(default)]
    pub help: String,
    /// What there is to choose from.
    pub choice: Vec<ChoiceSource>,
}

/// One choice of an option.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceSource {
    /// Name in conditions and saved files.
    pub key: String,
    /// What it is called, with an example.
    pub label: String,
    /// Words that it puts in place of the template's.
    #[serde(default)]
    pub wording: WordingChange,
}

/// A short entered text.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldSource {
    /// Name in sentences and saved files.
    pub key: String,
    /// Label on the form.
    pub label: String,
    /// Explains what to write.
    #[serde(default)]
    pub help: String,
    /// One line or several.
    #[serde(default)]
    pub kind: TextKind,
    /// Whether a published report may lack it.
    #[serde(default)]
    pub required: bool,
    /// What it says until something is entered; the only default is the financial year's.
    #[serde(default)]
    pub default: Option<String>,
}

/// One part of the document.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartSource {
    /// Stable name.
    pub key: String,
    /// 第一部分, or empty for the cover.
    #[serde(default)]
    pub number: String,
    /// Heading.
    pub title: String,
    /// What the part holds.
    pub holds: PartHolds,
    /// Keys of fields (cover), sections or tables, in order.
    #[serde(default)]
    pub items: Vec<String>,
    /// For a cover: its title line.
    #[serde(default)]
    pub heading: Option<Written>,
}
