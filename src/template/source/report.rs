//! `report.toml`: identity, wording, text fields, options and the outline.

use super::Written;
use crate::template::{PartHolds, TextKind, ZeroWording};
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

/// Words of [`WordingSource`] that a choice replaces; the others stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WordingChange {
    /// See [`WordingSource::more`].
    #[serde(default)]
    pub more: Option<String>,
    /// See [`WordingSource::less`].
    #[serde(default)]
    pub less: Option<String>,
    /// See [`WordingSource::rate_up`].
    #[serde(default)]
    pub rate_up: Option<String>,
    /// See [`WordingSource::rate_down`].
    #[serde(default)]
    pub rate_down: Option<String>,
    /// See [`WordingSource::level`].
    #[serde(default)]
    pub level: Option<String>,
    /// See [`WordingSource::no_base`].
    #[serde(default)]
    pub no_base: Option<String>,
    /// See [`WordingSource::no_budget`].
    #[serde(default)]
    pub no_budget: Option<String>,
    /// See [`WordingSource::each`].
    #[serde(default)]
    pub each: Option<String>,
    /// See [`WordingSource::level_each`].
    #[serde(default)]
    pub level_each: Option<String>,
    /// See [`WordingSource::proportion`].
    #[serde(default)]
    pub proportion: Option<String>,
    /// See [`WordingSource::of_total`].
    #[serde(default)]
    pub of_total: Option<String>,
    /// See [`WordingSource::completion`].
    #[serde(default)]
    pub completion: Option<String>,
    /// See [`WordingSource::unscored`].
    #[serde(default)]
    pub unscored: Option<String>,
    /// See [`WordingSource::not_budgeted`].
    #[serde(default)]
    pub not_budgeted: Option<String>,
    /// See [`WordingSource::list_joint`].
    #[serde(default)]
    pub list_joint: Option<String>,
    /// See [`WordingSource::list_none`].
    #[serde(default)]
    pub list_none: Option<String>,
}

/// How comparisons are put into words.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WordingSource {
    /// An amount above its base: 增加.
    pub more: String,
    /// An amount below its base: 减少.
    pub less: String,
    /// A rate above zero: 增长.
    pub rate_up: String,
    /// A rate below zero: 下降, or 减少 where the form writes so.
    pub rate_down: String,
    /// The printed difference is 0.00: 持平.
    pub level: String,
    /// No rate can be computed because last year's amount is zero.
    pub no_base: String,
    /// No rate of completion can be computed because nothing was budgeted.
    pub no_budget: String,
    /// Before a change of income and expenditure alike: 各.
    #[serde(default = "words::each")]
    pub each: String,
    /// The same when both are level.
    #[serde(default = "words::level_each")]
    pub level_each: String,
    /// Before a share: ，占.
    #[serde(default = "words::proportion")]
    pub proportion: String,
    /// Before a share of a named whole; `{of}` stands for it.
    #[serde(default = "words::of_total")]
    pub of_total: String,
    /// Before a degree of completion; `{of}` stands for what was to be completed.
    #[serde(default = "words::completion")]
    pub completion: String,
    /// No rate of completion, where what was to be completed is not 年初预算.
    #[serde(default = "words::not_budgeted")]
    pub not_budgeted: String,
    /// Points that nobody has given yet.
    #[serde(default = "words::unscored")]
    pub unscored: String,
    /// Between the items of a list.
    #[serde(default = "words::list_joint")]
    pub list_joint: String,
    /// A list without an item.
    #[serde(default = "words::list_none")]
    pub list_none: String,
    /// What new reports start with.
    pub zero_wording: ZeroWording,
}

/// Words that most forms share.
mod words {
    pub(super) fn each() -> String {
        "各".into()
    }
    pub(super) fn level_each() -> String {
        "均持平".into()
    }
    pub(super) fn proportion() -> String {
        "，占".into()
    }
    pub(super) fn of_total() -> String {
        "，占{of}的".into()
    }
    pub(super) fn completion() -> String {
        "完成{of}的".into()
    }
    pub(super) fn unscored() -> String {
        "（未评）".into()
    }
    pub(super) fn not_budgeted() -> String {
        "未安排{of}".into()
    }
    pub(super) fn list_joint() -> String {
        "、".into()
    }
    pub(super) fn list_none() -> String {
        "无".into()
    }
}

impl WordingSource {
    /// Puts other words in place of some.
    pub fn change(&mut self, change: &WordingChange) {
        let pairs = [
            (&mut self.more, &change.more),
            (&mut self.less, &change.less),
            (&mut self.rate_up, &change.rate_up),
            (&mut self.rate_down, &change.rate_down),
            (&mut self.level, &change.level),
            (&mut self.no_base, &change.no_base),
            (&mut self.no_budget, &change.no_budget),
            (&mut self.each, &change.each),
            (&mut self.level_each, &change.level_each),
            (&mut self.proportion, &change.proportion),
            (&mut self.of_total, &change.of_total),
            (&mut self.completion, &change.completion),
            (&mut self.not_budgeted, &change.not_budgeted),
            (&mut self.unscored, &change.unscored),
            (&mut self.list_joint, &change.list_joint),
            (&mut self.list_none, &change.list_none),
        ];
        for (word, change) in pairs {
            if let Some(change) = change {
                word.clone_from(change);
            }
        }
    }
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
