//! The sample report against the printed source, sentence by sentence: every difference in wording is listed with its
//! reason in one data file, and none is silent.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use final_accounts::calc::Engine;
use final_accounts::document::{Document, DocumentBlock, compose};
use final_accounts::io;
use final_accounts::template::builtin;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Deserialize)]
struct Source {
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    key: String,
    number: String,
    title: String,
    paragraphs: Vec<Paragraph>,
}

#[derive(Deserialize)]
struct Paragraph {
    key: String,
    /// The key of our sentence or figure that says the same.
    ours: String,
    text: String,
}

#[derive(Deserialize)]
struct Wording {
    sentence: Vec<Difference>,
    elsewhere: Vec<Elsewhere>,
}

#[derive(Deserialize)]
struct Difference {
    paragraph: String,
    source: String,
    ours: String,
    kind: String,
    reason: String,
}

#[derive(Deserialize)]
struct Elsewhere {
    source: String,
    ours: String,
    reason: String,
}

/// Why our words may differ from the source's.
const KINDS: [&str; 5] = ["format", "name", "correction", "rule", "style"];

fn source() -> Source {
    serde_json::from_str(include_str!("fixtures/source-2023-sentences.json")).unwrap()
}

fn wording() -> Wording {
    toml::from_str(include_str!("fixtures/source-2023-wording.toml")).unwrap()
}

fn document() -> Document {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    let report = io::json::read(io::sample().as_bytes(), &templates).unwrap().report;
    compose(&Engine::new(report))
}

/// What stands in a section, in order: the keys and words of sentences and figures.
fn composed(document: &Document, section: &str) -> (String, Vec<(String, String)>) {
    let mut heading = String::new();
    let mut found = Vec::new();
    let mut within = false;
    let start = std::iter::once(None);
    let blocks = document.parts.iter().flat_map(|part| start.clone().chain(part.blocks.iter().map(Some)));
    for block in blocks {
        let Some(block) = block else {
            within = false;
            continue;
        };
        match block {
            DocumentBlock::Heading(key, number, title) => {
                within = key == section;
                if within {
                    heading = format!("{number}、{title}");
                }
            }
            DocumentBlock::Sentence(sentence) if within => {
                found.push((sentence.key.clone(), sentence.text()))
            }
            DocumentBlock::Figure(series) if within => {
                found.push((format!("{section}.figure"), series.title.clone()));
            }
            _ => {}
        }
    }
    (heading, found)
}

#[test]
fn every_sentence_is_the_sources_or_differs_for_a_listed_reason() {
    let (document, wording) = (document(), wording());
    let mut listed: BTreeMap<&str, Vec<&Difference>> = BTreeMap::new();
    for difference in &wording.sentence {
        assert!(KINDS.contains(&difference.kind.as_str()), "{}", difference.kind);
        assert!(!difference.reason.is_empty() && difference.source != difference.ours);
        listed.entry(&difference.paragraph).or_default().push(difference);
    }
    let mut paragraphs = 0;
    for section in source().sections {
        let (heading, ours) = composed(&document, &section.key);
        assert_eq!(heading, format!("{}、{}", section.number, section.title));
        let mut expected = Vec::new();
        for paragraph in section.paragraphs {
            let mut text = paragraph.text;
            for difference in listed.remove(paragraph.key.as_str()).unwrap_or_default() {
                let (key, source) = (&paragraph.key, &difference.source);
                assert!(text.contains(source.as_str()), "{key}: the source does not say “{source}”");
                text = text.replacen(source.as_str(), &difference.ours, 1);
            }
            expected.push((paragraph.ours, text));
        }
        paragraphs += expected.len();
        for (ours, expected) in ours.iter().zip(&expected) {
            assert_eq!(ours, expected);
        }
        assert_eq!(ours.len(), expected.len(), "section {}", section.key);
    }
    assert!(listed.is_empty(), "listed, but no such paragraphs: {:?}", listed.keys());
    assert_eq!(paragraphs, 76);
}

#[test]
fn differences_outside_the_sections_are_real() {
    let document = document();
    let mut words: Vec<String> = document.sentences().map(|sentence| sentence.text()).collect();
    words.extend(document.forms().flat_map(|form| form.cells()).map(|cell| cell.text.clone()));
    for difference in wording().elsewhere {
        let (source, ours) = (&difference.source, &difference.ours);
        assert!(!difference.reason.is_empty());
        assert!(words.iter().any(|words| words.contains(ours.as_str())), "nowhere: {ours}");
        // Ours may be longer than what the source says, but never hold what was put right.
        let wrong = |words: &&String| words.contains(source.as_str()) && !words.contains(ours.as_str());
        assert_eq!(words.iter().find(wrong), None, "{source}");
    }
}
