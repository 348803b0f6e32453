//! Texts that refer to projects by their ids.

use crate::narrative::{Token, tokens};
use crate::report::{ListKey, Report, parse_id};
use crate::template::{Block, BlockBody, ListForm, ListIndex, Over};
use std::collections::{BTreeMap, BTreeSet};

/// Ids of projects that the report's texts refer to, each with the places that do: texts and fields with a name in
/// braces such as `{projects.1.name}`, and texts of a project's own sentences, which are kept under its id.
pub(super) fn to_projects(report: &Report) -> BTreeMap<u32, BTreeSet<String>> {
    let Some(names) = Names::new(report) else { return BTreeMap::new() };
    let mut found: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    let mut within = |text: &str, place: &str| {
        for token in tokens(text) {
            if let Token::Name(name) = token
                && let Some(id) = names.of_name(name)
            {
                found.entry(id).or_default().insert(place.to_string());
            }
        }
    };
    report.texts().iter().for_each(|(key, text)| within(text, key));
    for (key, records) in report.lists() {
        let title = report.template().list(key.list).map_or("", |list| &list.title);
        records.iter().flat_map(|record| record.fields.values()).for_each(|text| within(text, title));
    }
    for key in report.texts().keys() {
        if let Some(id) = names.of_sentence(key) {
            found.entry(id).or_default().insert(key.clone());
        }
    }
    found
}

/// What names of projects begin with.
struct Names {
    /// `projects.`
    list: String,
    /// Sentences that stand once for every project, as `s14.summary.`
    sentences: Vec<String>,
}

impl Names {
    fn new(report: &Report) -> Option<Self> {
        let template = report.template();
        let index = template.list_of(ListForm::Performance)?;
        let list = format!("{}.", ListKey::of(index).name(template));
        let mut sentences = Vec::new();
        template.sections.iter().for_each(|section| repeated(&section.blocks, index, false, &mut sentences));
        Some(Names { list, sentences })
    }

    /// The project that a name in braces is about.
    fn of_name(&self, name: &str) -> Option<u32> {
        let plain = name.split('|').next().unwrap_or_default().trim();
        let field = plain.strip_prefix(&self.list).and_then(first_id);
        field.or_else(|| self.of_sentence(plain))
    }

    /// The project that a text's key is about.
    fn of_sentence(&self, key: &str) -> Option<u32> {
        self.sentences.iter().find_map(|sentence| key.strip_prefix(sentence).and_then(first_id))
    }
}

fn first_id(rest: &str) -> Option<u32> {
    rest.split('.').next().and_then(parse_id)
}

fn repeated(blocks: &[Block], projects: ListIndex, inside: bool, found: &mut Vec<String>) {
    for block in blocks {
        match &block.body {
            BlockBody::Each(over, inner) => {
                let inside = inside || *over == Over::Records(projects);
                repeated(inner, projects, inside, found);
            }
            _ if inside => found.push(format!("{}.", block.key)),
            _ => {}
        }
    }
}
