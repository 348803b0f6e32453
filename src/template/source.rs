//! A template as its TOML files say it, before any name is looked up.
//!
//! One file for the whole (`report.toml`), one a table (`tables/*.toml`), `narrative.toml`, `checks.toml`.
//! Texts that can be wrong in themselves (formulas, sentences) keep their place in the file.

use super::{ColumnRole, Orientation, Quantity, RowStyle, Severity, TextKind, ZeroWording};
use crate::catalog::Classification;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A text of the template that remembers where it stands in its file.
#[derive(Clone, Debug)]
pub struct Written {
    /// The text itself.
    pub text: String,
    /// Offset in bytes from the start of the file.
    pub at: usize,
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[cfg(not(target_arch = "wasm32"))]
        let (at, text) = {
            let spanned = toml::Spanned::<String>::deserialize(deserializer)?;
            (spanned.span().start, spanned.into_inner())
        };
        // In the browser templates come prepared, and have been found good when the program was made.
        #[cfg(target_arch = "wasm32")]
        let (at, text) = (0, String::deserialize(deserializer)?);
        Ok(Written { text, at })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Written {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Written".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

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
#[derive(Clone, Debug, Default, Deserialize)]
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
    pub holds: super::PartHolds,
    /// Keys of fields (cover), sections or tables, in order.
    #[serde(default)]
    pub items: Vec<String>,
    /// For a cover: its title line.
    #[serde(default)]
    pub heading: Option<Written>,
}

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
    pub print_rows: super::PrintRows,
    /// Blocks that stand beside each other.
    pub side: Vec<SideSource>,
}

fn yes() -> bool {
    true
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

fn one() -> u16 {
    1
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

/// `narrative.toml`: sections and figures.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NarrativeSource {
    /// Sections in any order; the parts order them.
    #[serde(default)]
    pub section: Vec<SectionSource>,
    /// Figures that sections place.
    #[serde(default)]
    pub figure: Vec<FigureSource>,
}

/// A section of sentences.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SectionSource {
    /// Stable name.
    pub key: String,
    /// 一
    pub number: String,
    /// Heading.
    pub title: String,
    /// Heading in the outline.
    #[serde(default)]
    pub short: Option<String>,
    /// Its blocks; none means the section is not covered yet.
    #[serde(default)]
    pub block: Vec<BlockSource>,
}

/// A paragraph, a figure, or a repetition of blocks.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BlockSource {
    /// Stable name within the section.
    pub key: String,
    /// Sentence with placeholders.
    #[serde(default)]
    pub text: Option<Written>,
    /// Look of the paragraph.
    #[serde(default)]
    pub style: super::ParagraphStyle,
    /// Shown only when true.
    #[serde(default)]
    pub when: Option<Written>,
    /// Texts the clerk enters within the sentence.
    #[serde(default)]
    pub slot: Vec<SlotSource>,
    /// Key of a figure to place.
    #[serde(default)]
    pub figure: Option<Written>,
    /// Key of a list to place as a table.
    #[serde(default)]
    pub list: Option<Written>,
    /// Places the form of the project that the surrounding repetition stands at; the only form is `project`.
    #[serde(default)]
    pub form: Option<Written>,
    /// A text of the clerk's own: one paragraph a line.
    #[serde(default)]
    pub entered: bool,
    /// Label of the entered text.
    #[serde(default)]
    pub label: String,
    /// What to write there.
    #[serde(default)]
    pub help: String,
    /// `class in T05`, `item in class`, or `project in projects` for the records of a list.
    #[serde(default)]
    pub each: Option<Written>,
    /// Blocks repeated for each.
    #[serde(default)]
    pub block: Vec<BlockSource>,
}

/// A text the clerk enters within a sentence.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotSource {
    /// Name in the sentence's placeholder.
    pub key: String,
    /// Label of the field.
    pub label: String,
    /// Words before the text, left out with it when nothing is entered.
    #[serde(default)]
    pub lead: String,
    /// Words that stand there, without the lead, when nothing is entered.
    #[serde(default)]
    pub otherwise: String,
    /// Whether a published report may lack it.
    #[serde(default)]
    pub optional: bool,
    /// Explains what to write.
    #[serde(default)]
    pub help: String,
}

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
    pub form: super::ListForm,
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
    /// What is entered.
    #[serde(default)]
    pub kind: super::FieldKind,
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

/// A chart.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FigureSource {
    /// Stable name.
    pub key: String,
    /// Caption.
    pub title: String,
    /// Kind of chart.
    pub kind: super::FigureKind,
    /// What the parts are shares of; a pie needs it, a bar chart may have it, a grouped one has none.
    #[serde(default)]
    pub whole: Option<Written>,
    /// What a grouped chart compares, in the order of the parts' `values`.
    #[serde(default)]
    pub series: Vec<FigureSeriesSource>,
    /// Leaves out the parts whose amounts are all zero.
    #[serde(default)]
    pub skip_zero: bool,
    /// Labels and values.
    pub part: Vec<FigurePartSource>,
}

/// One of the things a grouped chart compares.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FigureSeriesSource {
    /// Words of the legend.
    pub label: String,
}

/// One part of a chart, or one for each row of a repetition.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FigurePartSource {
    /// Label: words, and texts in braces: `{class.name}`.
    pub label: Written,
    /// `class in T05`: a part for each such row.
    #[serde(default)]
    pub each: Option<Written>,
    /// Expression for its amount, in a chart of one series.
    #[serde(default)]
    pub value: Option<Written>,
    /// Expressions for its amounts, one a series.
    #[serde(default)]
    pub values: Vec<Written>,
}

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
