//! `lists.toml`: records that the clerk enters.

use super::{Written, yes};
use crate::template::{FieldKind, ListForm};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `lists.toml`: records of texts that the clerk enters.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListsSource {
    /// The lists.
    #[serde(default)]
    pub list: Vec<ListSource>,
    /// The words of a project's form; needed where there is a list of projects.
    #[serde(default)]
    pub form: Option<FormSource>,
    /// How projects are scored, where it differs from the usual.
    #[serde(default)]
    pub scoring: Option<crate::performance::ScoringRules>,
    /// What projects are paid from, and what the budget says of it.
    #[serde(default)]
    pub fund: Vec<FundSource>,
}

/// What projects are paid from.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FundSource {
    /// What projects say in their column `kind`.
    pub kind: String,
    /// The amount the original budget has of it.
    pub budget: Written,
}

/// The words of a project's self-evaluation form.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormSource {
    /// 项目支出绩效自评表
    pub title: String,
    /// Below the title; `{year}` stands for the year.
    pub subtitle: String,
    /// 项目名称
    pub name: String,
    /// 主管部门
    pub department: String,
    /// 实施单位
    pub unit: String,
    /// 项目资金（万元）
    pub funds: String,
    /// 年初预算数
    pub initial: String,
    /// 全年预算数
    pub full: String,
    /// 全年执行数
    pub executed: String,
    /// 分值
    pub weight: String,
    /// 执行率
    pub rate: String,
    /// 得分
    pub score: String,
    /// 年度资金总额
    pub total: String,
    /// 其中：财政拨款
    pub fiscal: String,
    /// 上年结转资金
    pub carryover: String,
    /// 其他资金
    pub other: String,
    /// 年度总体目标
    pub goals: String,
    /// 预期目标
    pub goal: String,
    /// 实际完成情况
    pub achieved: String,
    /// 总分
    pub sum: String,
    /// Columns of the indicators that the form prints, in order.
    pub columns: Vec<String>,
}

/// A list of records.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListSource {
    /// Name in expressions and saved files.
    pub key: String,
    /// Heading of its editor.
    pub title: String,
    /// What one record is called: 单位, 项目.
    pub item: String,
    /// What the clerk should know before filling it in.
    #[serde(default)]
    pub help: String,
    /// The list whose every record has a list of this kind of its own.
    #[serde(default)]
    pub within: Option<Written>,
    /// What the records are to the program, beyond texts.
    #[serde(default)]
    pub form: ListForm,
    /// Its columns.
    pub column: Vec<ListColumnSource>,
    /// Records that a new report starts with, by column.
    #[serde(default)]
    pub default: Vec<BTreeMap<String, String>>,
}

/// A column of a list.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListColumnSource {
    /// Name in expressions and saved files.
    pub key: String,
    /// Words.
    pub title: String,
    /// The same in fewer words, where the desk has little room.
    #[serde(default)]
    pub short: Option<String>,
    /// What is entered.
    #[serde(default)]
    pub kind: FieldKind,
    /// What is usually entered, to choose from; anything else may be typed.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Width share when printed and on the desk.
    #[serde(default)]
    pub width: Option<u16>,
    /// Explains what to enter.
    #[serde(default)]
    pub help: String,
    /// Whether a published report may lack it.
    #[serde(default)]
    pub required: bool,
    /// Whether it is printed where the list is placed as a table.
    #[serde(default = "yes")]
    pub printed: bool,
}
