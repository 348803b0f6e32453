//! `checks.toml`: what must agree.

use super::Written;
use crate::template::Severity;
use serde::Deserialize;

/// `checks.toml`.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChecksSource {
    /// The articulation checks.
    #[serde(default)]
    pub check: Vec<CheckSource>,
}

/// One articulation check.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckSource {
    /// Code shown to the clerk.
    pub code: String,
    /// What agrees.
    pub title: String,
    /// True when all is well. Exactly one of `must_hold` and `flag_if` is given.
    #[serde(default)]
    pub must_hold: Option<Written>,
    /// True when there is something to look at.
    #[serde(default)]
    pub flag_if: Option<Written>,
    /// How grave.
    pub severity: Severity,
    /// Why it matters and what is usually wrong.
    pub explanation: String,
    /// Where to look.
    pub look_at: String,
    /// `item in T05`: checked for every such row.
    #[serde(default)]
    pub each: Option<Written>,
}
