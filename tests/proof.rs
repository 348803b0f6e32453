//! Proofing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#[path = "proof/composed.rs"]
mod composed;
#[path = "proof/mutations.rs"]
mod mutations;
use final_accounts::calc::Engine;
use final_accounts::io;
use final_accounts::proof;
use final_accounts::template::builtin;
use std::sync::Arc;

fn engine() -> Engine {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    Engine::new(io::json::read(io::sample().as_bytes(), &templates).unwrap().report)
}

#[test]
fn explore() {
    let engine = engine();
    let text = include_str!("fixtures/source-2023-full.txt");
    let start = std::time::Instant::now();
    let proof = proof::read(text, &engine);
    println!("{:?} {:?}", start.elapsed(), proof.counts);
    for r in &proof.remarks {
        println!("{:?} {} {:?} | {} | {:?}", r.kind, r.reading.written, r.reading.section, r.words, r.figure);
    }
    let mut by = std::collections::BTreeMap::new();
    for r in &proof.agreed {
        by.entry(r.section.clone()).or_insert((0, 0)).0 += 1;
    }
    for r in &proof.unjudged {
        by.entry(r.section.clone()).or_insert((0, 0)).1 += 1;
    }
    println!("{by:?}");
    for r in &proof.unjudged {
        if r.section.as_deref().is_some_and(|s| s.starts_with('s')) {
            println!(
                "? {} {:?} {}",
                r.written,
                r.section,
                &text[r.sentence.start..r.at.end]
                    .chars()
                    .rev()
                    .take(24)
                    .collect::<String>()
                    .chars()
                    .rev()
                    .collect::<String>()
            );
        }
    }
    for r in proof.agreed.iter().filter(|r| r.rounding) {
        println!("~ {} {:?} {:?}", r.written, r.expected, r.section);
    }
}
