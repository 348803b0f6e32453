//! What a choice of wording changes, shown on sentences of the report itself.

use super::{instances, locate, sentence};
use crate::amount::Unit;
use crate::calc::{Value, Values};
use crate::report::{CellContent, CellRef, ListKey, Record};
use crate::template::{BlockBody, RowKey, Section, TableIndex, Template, ZeroWording};
use std::sync::Arc;

/// A choice that may be looked at before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// An option of the template, by key, and one of its choices.
    Option(String, String),
    /// How zero bases are worded.
    Zero(ZeroWording),
}

/// The report as it would read with another choice.
pub struct WithChoice<'v> {
    values: &'v dyn Values,
    choosing: &'v Choosing,
}

/// Looks at a report as if `choosing` had been chosen.
pub fn with_choice<'v>(values: &'v dyn Values, choosing: &'v Choosing) -> WithChoice<'v> {
    WithChoice { values, choosing }
}

impl Values for WithChoice<'_> {
    fn template(&self) -> Arc<Template> {
        self.values.template()
    }
    fn value(&self, cell: CellRef) -> Value {
        self.values.value(cell)
    }
    fn content(&self, cell: CellRef) -> CellContent {
        self.values.content(cell)
    }
    fn uncertainty(&self, cell: CellRef) -> i64 {
        self.values.uncertainty(cell)
    }
    fn rows(&self, table: TableIndex) -> Arc<[RowKey]> {
        self.values.rows(table)
    }
    fn text(&self, key: &str) -> Option<String> {
        self.values.text(key)
    }
    fn records(&self, list: ListKey) -> Arc<Vec<Record>> {
        self.values.records(list)
    }
    fn option(&self, key: &str) -> Option<String> {
        match self.choosing {
            Choosing::Option(option, choice) if option == key => Some(choice.clone()),
            _ => self.values.option(key),
        }
    }
    fn typed_name(&self, code: u32) -> Option<String> {
        self.values.typed_name(code)
    }
    fn zero_wording(&self) -> ZeroWording {
        match self.choosing {
            Choosing::Zero(wording) => *wording,
            Choosing::Option(..) => self.values.zero_wording(),
        }
    }
    fn unit(&self, table: TableIndex) -> Unit {
        self.values.unit(table)
    }
}

/// The words of comparison now in force, each with when it is written.
pub fn comparison_words(values: &dyn Values) -> Vec<(&'static str, String)> {
    let words = values.wording();
    let of = |pattern: &str, what: &str| pattern.replace("{of}", what);
    let both = format!("{}{}、{}{}", words.each, words.more, words.each, words.less);
    vec![
        ("金额比对比数多", words.more),
        ("金额比对比数少", words.less),
        ("比率上升", words.rate_up),
        ("比率下降", words.rate_down),
        ("相差不到0.01万元", words.level),
        ("对比数是零，算不出增幅", words.no_base),
        ("年初预算是零，算不出完成率", words.no_budget),
        ("别的预算是零，算不出完成率", of(&words.not_budgeted, "某项预算")),
        ("收入、支出一起变动", both),
        ("收入、支出都持平", words.level_each),
        ("占合计的比例", format!("{}12.34%", words.proportion.trim_start_matches('，'))),
        ("占某项总额的比例", format!("{}12.34%", of(&words.of_total, "某项总额").trim_start_matches('，'))),
        ("完成率", format!("{}12.34%", of(&words.completion, "年初预算"))),
        ("列举时一项也没有", words.list_none),
    ]
}

/// A sentence of the report under one choice, the words that the choice makes apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Words before.
    pub before: String,
    /// The words that differ; empty when the sentence is left out.
    pub different: String,
    /// Words after.
    pub after: String,
}

/// Most characters shown of what stays the same, before and after.
const AROUND: usize = 24;
/// Most characters shown of what differs.
const LONGEST: usize = 60;

/// An example for each of the choices, from the first sentence in which they differ; `None` when the report has no
/// such sentence.
pub fn examples(choices: &[Choosing], values: &dyn Values) -> Option<Vec<Example>> {
    let template = values.template();
    let mut partly = None;
    for section in &template.sections {
        let texts: Vec<_> =
            choices.iter().map(|choice| texts(section, &with_choice(values, choice))).collect();
        let Some(first) = texts.first() else { continue };
        // A sentence that all choices have, in different words, shows it best.
        for (key, _) in first {
            let same: Vec<&str> = texts
                .iter()
                .filter_map(|texts| texts.iter().find(|(other, _)| other == key))
                .map(|(_, text)| text.as_str())
                .collect();
            if same.len() == choices.len() && same.windows(2).any(|pair| pair.first() != pair.last()) {
                let shown = apart(&same);
                let says = |example: &Example| example.different.chars().any(char::is_alphanumeric);
                if shown.iter().any(says) {
                    return Some(shown);
                }
            }
        }
        // Next best: sentences that take each other's place.
        let alone: Vec<Option<&String>> = texts
            .iter()
            .map(|own| {
                let others =
                    |key: &String| texts.iter().all(|texts| texts.iter().any(|(other, _)| other == key));
                let alone = || own.iter().filter(|(key, _)| !others(key)).map(|(_, text)| text);
                // A sentence with an amount says more than a heading.
                alone().find(|text| text.contains("0.00")).or_else(|| alone().next())
            })
            .collect();
        let shown = || {
            alone.iter().map(|text| Example {
                before: String::new(),
                different: text.map(|text| cut(text, LONGEST)).unwrap_or_default(),
                after: String::new(),
            })
        };
        if alone.iter().all(Option::is_some) {
            return Some(shown().collect());
        }
        if partly.is_none() && alone.iter().any(Option::is_some) {
            partly = Some(shown().collect());
        }
    }
    partly
}

fn texts(section: &Section, values: &dyn Values) -> Vec<(String, String)> {
    let all = instances(section, values).into_iter();
    all.filter_map(|instance| match &locate(section, &instance.path)?.body {
        BlockBody::Paragraph(paragraph) => {
            let text = sentence(&instance.key, paragraph, &instance.scope, values).text();
            Some((instance.key, text))
        }
        _ => None,
    })
    .collect()
}

/// Takes texts apart: what they have in common before and after, and what differs between.
fn apart(texts: &[&str]) -> Vec<Example> {
    let chars: Vec<Vec<char>> = texts.iter().map(|text| text.chars().collect()).collect();
    let shortest = chars.iter().map(Vec::len).min().unwrap_or_default();
    let same = |at: &dyn Fn(&Vec<char>) -> Option<char>| {
        let first = chars.first().and_then(at);
        chars.iter().all(|text| at(text) == first)
    };
    let before = (0..shortest).take_while(|i| same(&|text| text.get(*i).copied())).count();
    let after =
        (0..shortest - before).take_while(|i| same(&|text| text.get(text.len() - 1 - i).copied())).count();
    let example = |text: &Vec<char>| {
        let head: String = text.iter().take(before).collect();
        let middle: String = text.iter().take(text.len() - after).skip(before).collect();
        let tail: String = text.iter().skip(text.len() - after).collect();
        Example { before: ending(&head), different: cut(&middle, LONGEST), after: cut(&tail, AROUND) }
    };
    chars.iter().map(example).collect()
}

/// The last words of a text.
fn ending(text: &str) -> String {
    let count = text.chars().count();
    if count <= AROUND {
        return text.to_string();
    }
    let words: String = text.chars().skip(count - AROUND).collect();
    format!("…{words}")
}

/// The first words of a text.
fn cut(text: &str, most: usize) -> String {
    let words: String = text.chars().take(most).collect();
    if text.chars().nth(most).is_some() { format!("{words}…") } else { words }
}
