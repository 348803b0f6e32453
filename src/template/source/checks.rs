//! `checks.toml`: what must agree.

use super::Written;
use crate::template::{Audit, CheckArea, Severity};
use serde::Deserialize;

/// `checks.toml`.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChecksSource {
    /// The articulation checks.
    #[serde(default)]
    pub check: Vec<CheckSource>,
    /// What usually agrees without having to.
    #[serde(default)]
    pub hint: Vec<HintSource>,
}

/// Two amounts that are usually the same without having to be: never a finding, but it tells which of several cells
/// is likely wrong when a check fails.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HintSource {
    /// An equality of amounts.
    pub rule: Written,
    /// `item in T05`: for every such row.
    #[serde(default)]
    pub each: Option<Written>,
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
    /// What it is about.
    #[serde(default)]
    pub area: CheckArea,
    /// True when all is well. Exactly one of `must_hold`, `all_hold`, `flag_if`, `audit` and `assured` is given.
    #[serde(default)]
    pub must_hold: Option<Written>,
    /// Several rules that must hold, each for itself.
    #[serde(default)]
    pub all_hold: Vec<Written>,
    /// True when there is something to look at.
    #[serde(default)]
    pub flag_if: Option<Written>,
    /// An examination by name, for what no expression can say.
    #[serde(default)]
    pub audit: Option<Audit>,
    /// Which of the things that the audit finds; all when empty.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// The sections whose texts the audit reads; all when empty.
    #[serde(default)]
    pub sections: Vec<Written>,
    /// Why it holds whatever is entered: the form itself sees to it.
    #[serde(default)]
    pub assured: Option<Written>,
    /// Checked only where this is true.
    #[serde(default)]
    pub when: Option<Written>,
    /// How grave.
    pub severity: Severity,
    /// Why it matters and what is usually wrong.
    pub explanation: String,
    /// Where to look.
    pub look_at: String,
    /// The regulation it rests on.
    #[serde(default)]
    pub basis: String,
    /// `item in T05`, `project in projects`: checked for every such row or record.
    #[serde(default)]
    pub each: Option<Written>,
}
