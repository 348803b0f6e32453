//! What a section still lacks: texts that are not there, names in braces that stand for nothing.

use super::candidates::instance_words;
use super::{Instance, InstanceKind, Sentence, entered, instances, locate, sentence, unknown_names};
use crate::calc::{Values, project};
use crate::performance::Problem;
use crate::report::ListKey;
use crate::template::{BlockBody, Section};

/// Most characters by which a sentence is recognised.
const LONGEST_OPENING: usize = 12;

/// Why something is a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// A text was not entered.
    Missing,
    /// A name in braces stands for nothing: as written, and why.
    Unknown(String, String),
}

/// Something a section lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The key of the text, or of the sentence that has the unknown name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What is wrong.
    pub kind: GapKind,
}

/// What a section lacks, in order.
pub fn gaps(section: &Section, values: &dyn Values) -> Vec<Gap> {
    let all = instances(section, values);
    let found: Vec<(Gap, String)> =
        all.iter().flat_map(|instance| of_instance(section, instance, values)).collect();
    let again = |label: &str| found.iter().filter(|(gap, _)| gap.label == label).count() > 1;
    // Gaps of the same name are told apart by the first words of their sentences.
    let named = found.iter().map(|(gap, opening)| match again(&gap.label) {
        true => Gap { label: format!("{opening} {}", gap.label), ..gap.clone() },
        false => gap.clone(),
    });
    named.collect()
}

/// The first words of a sentence, up to its first figure.
fn opening(sentence: &Sentence) -> String {
    let text = sentence.text();
    let figure = sentence.figures().next();
    let head =
        figure.and_then(|figure| text.split_once(&figure.text)).map_or(text.as_str(), |(head, _)| head);
    head.chars().take(LONGEST_OPENING).collect()
}

fn of_instance(section: &Section, instance: &Instance, values: &dyn Values) -> Vec<(Gap, String)> {
    let mut found = Vec::new();
    // Which row or record of the section it is; the section itself is where the reader stands.
    let place = instance_words(section, instance, values);
    let place = place.split_once(' ').map_or(String::new(), |(_, row)| format!("{row} "));
    match (&instance.kind, locate(section, &instance.path).map(|block| &block.body)) {
        (InstanceKind::Paragraph, Some(BlockBody::Paragraph(paragraph))) => {
            let sentence = sentence(&instance.key, paragraph, &instance.scope, values);
            for fragment in &sentence.fragments {
                if let super::Fragment::Slot(slot) = fragment
                    && slot.is_missing()
                {
                    let label = format!("{place}{}", slot.label);
                    let gap = Gap { key: slot.key.clone(), label, kind: GapKind::Missing };
                    found.push((gap, opening(&sentence)));
                }
            }
            found.extend(unknown(&sentence, &instance.key));
        }
        (InstanceKind::List(list), _) if values.records(ListKey::of(*list)).is_empty() => {
            let template = values.template();
            let label = template.list(*list).map(|list| list.title.clone()).unwrap_or_default();
            found.push((Gap { key: instance.key.clone(), label, kind: GapKind::Missing }, String::new()));
        }
        (InstanceKind::Form, _) => {
            if let Some((list, id, _)) = instance.scope.record
                && let Some(record) = values.records(ListKey::of(list)).iter().find(|record| record.id == id)
            {
                let project = project(record, values);
                let grave = project.assessments.iter().flat_map(|assessment| &assessment.problems);
                // What is filled in and wrong is no gap.
                let missing = |problem: &Problem| {
                    matches!(problem, Problem::Missing { .. } | Problem::ScoresMissing { .. })
                };
                if grave.chain(&project.problems).any(missing) || record.field("achieved").trim().is_empty() {
                    let label = format!("{}的自评表没有填全", record.field("name").trim());
                    found.push((
                        Gap { key: instance.key.clone(), label, kind: GapKind::Missing },
                        String::new(),
                    ));
                }
            }
        }
        (InstanceKind::Entered, Some(BlockBody::Entered(entry))) => {
            let paragraphs = entered(&instance.key, values);
            if paragraphs.is_empty() {
                let (key, label) = (instance.key.clone(), entry.label.clone());
                found.push((Gap { key, label, kind: GapKind::Missing }, String::new()));
            }
            found.extend(paragraphs.iter().flat_map(|paragraph| unknown(paragraph, &instance.key)));
        }
        _ => {}
    }
    found
}

fn unknown(sentence: &Sentence, key: &str) -> Vec<(Gap, String)> {
    let names = unknown_names(sentence).into_iter();
    let gap = |(written, reason): (String, String)| {
        let (key, label) = (key.to_string(), written.clone());
        (Gap { key, label, kind: GapKind::Unknown(written, reason) }, String::new())
    };
    names.map(gap).collect()
}
