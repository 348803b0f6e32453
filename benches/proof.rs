//! Number-proofing: the source report's whole text, and one text of the report's own after a keystroke.
//!   cargo bench --bench proof
#![allow(clippy::expect_used, reason = "a benchmark stops where something is wrong")]

use criterion::{Criterion, criterion_group, criterion_main};
use final_accounts::calc::Engine;
use final_accounts::io::{json, sample};
use final_accounts::proof::{own_text, own_texts, read};
use final_accounts::template::builtin;
use std::hint::black_box;
use std::sync::Arc;

const TEXT: &str = include_str!("../tests/fixtures/source-2023-full.txt");

fn all(criterion: &mut Criterion) {
    let template = Arc::new(builtin("nmg-department-2023").expect("known").expect("good"));
    let report = json::read(sample().as_bytes(), &|_: &str| Some(template.clone())).expect("readable").report;
    let engine = Engine::new(report);
    let mut group = criterion.benchmark_group("proof");
    group.bench_function("whole text", |bencher| bencher.iter(|| read(black_box(TEXT), &engine)));
    let texts = own_texts(&engine);
    let longest = texts.iter().max_by_key(|text| text.text.len()).expect("has texts");
    let reason = texts.iter().find(|text| text.key == "s1.total.budget_reason").expect("has a reason");
    for (name, text) in [("the longest own text", longest), ("a reason", reason)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| own_text(&text.section, &text.key, black_box(&text.text), &engine));
        });
    }
    // The clerk's own wording of a sentence lies beside what the template says.
    let wording = "本部门2023年度总计1,724.62万元，与上年决算{prior}万元相比增加928.90万元，增长116.74%。";
    group.bench_function("an own wording", |bencher| {
        bencher.iter(|| own_text("s1", "s1.total.override", black_box(wording), &engine));
    });
    group.finish();
}

criterion_group!(benches, all);
criterion_main!(benches);
