//! `narrative.toml`: sections of sentences, and figures.

use super::Written;
use crate::template::{FigureKind, ParagraphStyle};
use serde::Deserialize;

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
    pub key: Written,
    /// Sentence with placeholders.
    #[serde(default)]
    pub text: Option<Written>,
    /// Look of the paragraph.
    #[serde(default)]
    pub style: ParagraphStyle,
    /// Shown only when true.
    #[serde(default)]
    pub when: Option<Written>,
    /// Texts the clerk enters within the sentence.
    #[serde(default)]
    pub slot: Vec<SlotSource>,
    /// What the sentence lists one after another.
    #[serde(default)]
    pub enumeration: Vec<EnumerationSource>,
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
    /// Blocks repeated for each; or, without `each`, a group of blocks under one `when`.
    #[serde(default)]
    pub block: Vec<BlockSource>,
}

/// Phrases that a sentence lists one after another: `收入…万元，占…%；支出…`.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnumerationSource {
    /// Name in the sentence's placeholder.
    pub key: String,
    /// Words before the phrases, left out with them.
    #[serde(default)]
    pub lead: String,
    /// What stands between the phrases.
    #[serde(default = "semicolon")]
    pub joint: String,
    /// What stands there when no phrase has anything to say.
    #[serde(default)]
    pub otherwise: String,
    /// The phrases in order.
    pub phrase: Vec<PhraseSource>,
}

fn semicolon() -> String {
    "；".into()
}

/// A phrase of an enumeration.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PhraseSource {
    /// Stable name within the enumeration.
    pub key: String,
    /// Repeats it, as a block's `each` does.
    #[serde(default)]
    pub each: Option<Written>,
    /// Listed only when true.
    #[serde(default)]
    pub when: Option<Written>,
    /// Words with placeholders, without the joint.
    pub text: Written,
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
    pub kind: FigureKind,
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
