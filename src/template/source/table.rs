//! `tables/*.toml`: tables.

use super::{Written, one, yes};
use crate::catalog::Classification;
use crate::template::{ColumnRole, Orientation, PrintRows, Quantity, RowStyle, TotalPlace};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `tables/*.toml`: one statutory or auxiliary table.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TableSource {
    /// Name in addresses: `T05`.
    pub key: String,
    /// 公开05表; empty for auxiliary tables.
    #[serde(default)]
    pub number: String,
    /// Full title.
    pub title: String,
    /// Title in the outline.
    #[serde(default)]
    pub short: Option<String>,
    /// What the clerk should know before filling it in.
    #[serde(default)]
    pub help: String,
    /// Page orientation when printed.
    #[serde(default)]
    pub orientation: Orientation,
    /// Whether it belongs to the published document.
    #[serde(default = "yes")]
    pub printed: bool,
    /// Header rows of the printed form.
    #[serde(default)]
    pub header: Vec<Vec<HeaderSource>>,
    /// Lines under the table.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Said instead of figures when the table is empty.
    #[serde(default)]
    pub empty_note: String,
    /// Which rows are printed.
    #[serde(default)]
    pub print_rows: PrintRows,
    /// Blocks that stand beside each other.
    pub side: Vec<SideSource>,
}

/// A header cell.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeaderSource {
    /// Its words.
    pub text: String,
    /// Columns it spans.
    #[serde(default = "one")]
    pub colspan: u16,
    /// Rows it spans.
    #[serde(default = "one")]
    pub rowspan: u16,
}

/// A block of rows and columns.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SideSource {
    /// Its columns from left to right.
    pub column: Vec<ColumnSource>,
    /// Rows keyed by classification code instead of fixed ones.
    #[serde(default)]
    pub repeat: Option<RepeatSource>,
    /// Fixed rows.
    #[serde(default)]
    pub row: Vec<RowSource>,
}

/// Rows keyed by classification code, with subtotals and a total.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RepeatSource {
    /// Which codes.
    pub classification: Classification,
    /// Tables whose rows appear here too, so that an item is added once.
    #[serde(default)]
    pub rows_from: Vec<Written>,
    /// Label of the total row.
    pub total: String,
    /// Whether the total stands above the rows or below them.
    #[serde(default)]
    pub total_at: TotalPlace,
}

/// A column.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnSource {
    /// Name in addresses.
    pub key: String,
    /// Words in messages and labels.
    pub title: String,
    /// What stands in it.
    pub role: ColumnRole,
    /// Money or count; for value columns.
    #[serde(default)]
    pub quantity: Quantity,
    /// Formula of a derived column.
    #[serde(default)]
    pub formula: Option<Written>,
    /// False for a column the clerk needs but the form does not print.
    #[serde(default = "yes")]
    pub printed: bool,
    /// Width share when printed.
    #[serde(default)]
    pub width: Option<u16>,
    /// Explains what to enter.
    #[serde(default)]
    pub help: String,
}

/// A fixed row.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowSource {
    /// Name in addresses; none for an empty line of the form.
    #[serde(default)]
    pub key: Option<String>,
    /// Printed label.
    #[serde(default)]
    pub label: String,
    /// 行次.
    #[serde(default)]
    pub line: Option<u16>,
    /// Steps of indentation.
    #[serde(default)]
    pub indent: u8,
    /// Weight.
    #[serde(default)]
    pub style: RowStyle,
    /// What the row's numbers are, where that differs from their column.
    #[serde(default)]
    pub quantity: Option<Quantity>,
    /// What is counted: 辆.
    #[serde(default)]
    pub unit: String,
    /// Printed columns that the label covers, from its code or label column on, across sides; 0 for its own only.
    #[serde(default)]
    pub span: u16,
    /// 其中: shown, never summed.
    #[serde(default)]
    pub of_which: bool,
    /// Formula of the side's only value column.
    #[serde(default)]
    pub formula: Option<Written>,
    /// Formulas by column.
    #[serde(default)]
    pub formulas: BTreeMap<String, Written>,
    /// Explains what to enter.
    #[serde(default)]
    pub help: String,
}
