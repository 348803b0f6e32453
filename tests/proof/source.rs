//! The source report's own text against the sample: every fault of it is found, and nothing else is remarked on.

use super::engine;
use final_accounts::calc::Engine;
use final_accounts::proof::{Proof, Reading, read};
use final_accounts::report::Edit;
use final_accounts::template::ZeroWording;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

pub const TEXT: &str = include_str!("../fixtures/source-2023-full.txt");

#[derive(Deserialize)]
struct Listed {
    fault: Vec<Fault>,
    rounding: Vec<Rounding>,
    section: Vec<Section>,
    named: Vec<Named>,
}

#[derive(Deserialize)]
struct Fault {
    paragraph: String,
    around: String,
    kind: String,
    #[serde(default)]
    expected: String,
    wording: String,
    reason: String,
}

#[derive(Deserialize)]
struct Rounding {
    around: String,
    expected: String,
}

#[derive(Deserialize)]
struct Section {
    key: String,
    judged: usize,
}

#[derive(Deserialize)]
struct Named {
    figure: String,
    count: usize,
    expected: String,
}

#[derive(Deserialize)]
struct Source {
    figures: Vec<Printed>,
}

#[derive(Deserialize)]
struct Printed {
    key: String,
    context: String,
}

#[derive(Deserialize)]
struct Keys {
    figures: BTreeMap<String, String>,
}

fn listed() -> Listed {
    toml::from_str(include_str!("../fixtures/proof-source-2023.toml")).unwrap()
}

fn proof(wording: ZeroWording) -> Proof {
    let mut engine: Engine = engine();
    engine.apply(Edit::SetZeroWording(wording)).unwrap();
    read(TEXT, &engine)
}

/// Where the words in 【】 stand, at or behind `from`.
fn find(around: &str, from: usize) -> Range<usize> {
    let (before, rest) = around.split_once('【').unwrap();
    let (words, _) = rest.split_once('】').unwrap();
    let plain = around.replace(['【', '】'], "");
    let at = TEXT[from..].find(&plain).unwrap_or_else(|| panic!("the text does not say “{around}”")) + from;
    at + before.len()..at + before.len() + words.len()
}

/// The listed faults under a wording, with their places.
fn faults(wording: ZeroWording) -> Vec<(Fault, Range<usize>)> {
    let mut from = 0;
    let mut found = Vec::new();
    for fault in listed().fault {
        let at = find(&fault.around, from);
        // The next may begin within this one's words.
        from = at.start.saturating_sub(60);
        while !TEXT.is_char_boundary(from) {
            from += 1;
        }
        assert!(!fault.reason.is_empty());
        match fault.wording.as_str() {
            "both" => found.push((fault, at)),
            "recommended" if wording == ZeroWording::Recommended => found.push((fault, at)),
            "recommended" => {}
            other => panic!("{other}"),
        }
    }
    found
}

#[test]
fn the_sources_faults_are_found_and_nothing_else() {
    for (wording, count) in [(ZeroWording::AsSource, 5), (ZeroWording::Recommended, 21)] {
        let proof = proof(wording);
        let faults = faults(wording);
        assert_eq!(faults.len(), count);
        let hit = |fault: &Fault, at: &Range<usize>| {
            proof.remarks.iter().any(|remark| remark.kind.name() == fault.kind && remark.reading.at == *at)
        };
        let missed: Vec<_> = faults.iter().filter(|(fault, at)| !hit(fault, at)).collect();
        let known = |reading: &Reading| faults.iter().any(|(_, at)| *at == reading.at);
        let alarms: Vec<_> = proof.remarks.iter().filter(|remark| !known(&remark.reading)).collect();
        let hits = faults.len() - missed.len();
        println!("{wording:?}: {hits} hits, {} misses, {} false alarms", missed.len(), alarms.len());
        for (fault, at) in &missed {
            println!(
                "    missed: {} {} {} {}",
                fault.paragraph,
                &TEXT[at.clone()],
                fault.kind,
                fault.expected
            );
        }
        for alarm in &alarms {
            println!("    false alarm: {:?} {} {}", alarm.kind, alarm.reading.written, alarm.words);
        }
        assert!(missed.is_empty() && alarms.is_empty());
        assert_eq!(proof.remarks.len(), faults.len());
        assert_eq!(proof.more_remarks, 0);
    }
}

#[test]
fn every_figure_of_the_template_is_judged_and_agrees() {
    let source: Source = serde_json::from_str(include_str!("../fixtures/source-2023-figures.json")).unwrap();
    let keys: Keys = toml::from_str(include_str!("../fixtures/source-2023-keys.toml")).unwrap();
    let proof = proof(ZeroWording::AsSource);
    let faults = faults(ZeroWording::AsSource);
    let listed = listed();
    // Behind the table of contents and the first part.
    let mut from = TEXT.rfind("第二部分").unwrap();
    let mut judged: BTreeMap<String, usize> = BTreeMap::new();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let narrative =
        |key: &str| key.strip_prefix('s').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    for figure in source.figures.iter().filter(|figure| narrative(&figure.key)) {
        let at = find(&figure.context, from);
        from = at.start;
        while !TEXT[from..].starts_with('\n') && at.start - from < 60 {
            from = TEXT[..from].char_indices().next_back().map_or(0, |(at, _)| at);
        }
        let section = figure.key.split('.').next().unwrap().to_string();
        let ours = &keys.figures[&figure.key];
        let told = ours.split('.').next() == Some(&section) || ours.starts_with("projects.");
        let agreed = proof.agreed.iter().find(|reading| reading.at.start == at.start);
        if told {
            let fault = faults.iter().any(|(_, fault)| fault.start == at.start);
            assert!(agreed.is_some() != fault, "{} {}", figure.key, figure.context);
            *judged.entry(section).or_default() += 1;
        } else if let Some(reading) = agreed {
            let name = figure.key.rsplit('.').next().unwrap().to_string();
            let known = listed.named.iter().find(|named| named.figure == name);
            let known = known.unwrap_or_else(|| panic!("{} agrees with {:?}", figure.key, reading.expected));
            assert_eq!(reading.expected.as_deref(), Some(known.expected.as_str()));
            *named.entry(name).or_default() += 1;
        } else {
            let unjudged = proof.unjudged.iter().any(|reading| reading.at.start == at.start);
            assert!(unjudged, "{} {}", figure.key, figure.context);
        }
    }
    let sections: BTreeMap<_, _> = listed.section.iter().map(|one| (one.key.clone(), one.judged)).collect();
    println!("figures judged: {judged:?}, of {}", judged.values().sum::<usize>());
    assert_eq!(judged, sections);
    assert_eq!(named, listed.named.iter().map(|one| (one.figure.clone(), one.count)).collect());
}

#[test]
fn rounding_is_marked_and_nothing_more() {
    let proof = proof(ZeroWording::AsSource);
    let mut expected: Vec<_> =
        listed().rounding.into_iter().map(|one| (find(&one.around, 0), one.expected)).collect();
    expected.sort_by_key(|(at, _)| at.start);
    let marked: Vec<_> = proof
        .agreed
        .iter()
        .filter(|reading| reading.rounding)
        .map(|reading| (reading.at.clone(), reading.expected.clone().unwrap()))
        .collect();
    assert_eq!(marked, expected);
    assert_eq!(proof.counts.rounding, 2);
}
