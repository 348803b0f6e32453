//! `[wording]` of `report.toml`: words that the program puts into the document.

use crate::template::ZeroWording;
use serde::Deserialize;

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
    /// See [`WordingSource::joint`].
    #[serde(default)]
    pub joint: Option<String>,
    /// See [`WordingSource::department_line`].
    #[serde(default)]
    pub department_line: Option<String>,
    /// See [`WordingSource::unit_line`].
    #[serde(default)]
    pub unit_line: Option<String>,
    /// See [`WordingSource::ordinal`].
    #[serde(default)]
    pub ordinal: Option<String>,
    /// See [`WordingSource::to_fill`].
    #[serde(default)]
    pub to_fill: Option<String>,
    /// See [`WordingSource::to_write`].
    #[serde(default)]
    pub to_write: Option<String>,
}

/// How comparisons are put into words, and what else the document says of its own.
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
    /// Between a change's amount and its rate.
    #[serde(default = "words::joint")]
    pub joint: String,
    /// Above a table, whose it is; `{department}` stands for the department.
    #[serde(default = "words::department_line")]
    pub department_line: String,
    /// Above a table, what its amounts are in; `{unit}` stands for the unit.
    #[serde(default = "words::unit_line")]
    pub unit_line: String,
    /// Head of the column that numbers a list's rows.
    #[serde(default = "words::ordinal")]
    pub ordinal: String,
    /// In a draft, for what is not filled in; `{title}` stands for what that is.
    #[serde(default = "words::to_fill")]
    pub to_fill: String,
    /// In a draft, for a section that the template has no sentences for.
    #[serde(default = "words::to_write")]
    pub to_write: String,
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
    pub(super) fn joint() -> String {
        "，".into()
    }
    pub(super) fn department_line() -> String {
        "部门：{department}".into()
    }
    pub(super) fn unit_line() -> String {
        "金额单位：{unit}".into()
    }
    pub(super) fn ordinal() -> String {
        "序号".into()
    }
    pub(super) fn to_fill() -> String {
        "（{title}待填）".into()
    }
    pub(super) fn to_write() -> String {
        "（本节内容待编）".into()
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
            (&mut self.joint, &change.joint),
            (&mut self.department_line, &change.department_line),
            (&mut self.unit_line, &change.unit_line),
            (&mut self.ordinal, &change.ordinal),
            (&mut self.to_fill, &change.to_fill),
            (&mut self.to_write, &change.to_write),
        ];
        for (word, change) in pairs {
            if let Some(change) = change {
                word.clone_from(change);
            }
        }
    }
}
