//! A department of 400 units: adding them up, asking where totals come from, putting a corrected file in an old one's
//! place, and the file of it all.
//!   cargo bench --bench consolidate
#![allow(clippy::expect_used, reason = "a benchmark stops where something is wrong")]

use criterion::{Criterion, criterion_group, criterion_main};
use final_accounts::calc::Engine;
use final_accounts::consolidate::{Unit, consolidate, deviations, replace_unit, shell, trace};
use final_accounts::io::{json, sample};
use final_accounts::report::{CellRef, Edit, Report, Touched};
use final_accounts::template::{Template, builtin};
use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::Arc;

const UNITS: usize = 400;

fn sum(own: &Report, units: &[Unit]) -> Report {
    consolidate(own, units, &[], &mut |_, _| ControlFlow::Continue(())).expect("units add up").report
}

fn all(criterion: &mut Criterion) {
    let template: Arc<Template> = Arc::new(builtin("nmg-department-2023").expect("known").expect("good"));
    let read = |bytes: &[u8]| json::read(bytes, &|_: &str| Some(template.clone())).expect("readable").report;
    let sample = read(sample().as_bytes());
    let files: Vec<(String, String)> = (0..UNITS)
        .map(|index| {
            let mut report = sample.clone();
            let name = format!("第{index}单位");
            let edit = Edit::SetText("department".into(), Some(name.clone()));
            report.apply(edit, &mut Touched::default()).expect("a text");
            (name, json::write(&report))
        })
        .collect();
    let open =
        |(name, text): &(String, String)| Unit::new(name.as_str(), text.as_bytes(), read(text.as_bytes()));
    let units: Vec<Unit> = files.iter().map(open).collect();
    let own = shell(&sample).expect("fits");
    let report = sum(&own, &units);
    let saved = json::write(&report);
    let engine = Engine::new(report.clone());
    let mut group = criterion.benchmark_group("400 units");
    group.sample_size(10);
    group.bench_function("read", |bencher| bencher.iter(|| files.iter().map(open).collect::<Vec<_>>()));
    group.bench_function("consolidate", |bencher| bencher.iter(|| sum(&own, &units)));
    for name in ["T05.2010302.c3", "T01.L_total.amount"] {
        let cell = CellRef::parse(&template, name).expect("a cell");
        group.bench_function(format!("trace {name}"), |bencher| {
            bencher.iter(|| trace(&engine, black_box(cell)))
        });
    }
    group.bench_function("replace one", |bencher| bencher.iter(|| replace_unit(&report, &units[200])));
    group.bench_function("deviations", |bencher| bencher.iter(|| deviations(&report)));
    group.bench_function("write", |bencher| bencher.iter(|| json::write(&report)));
    group.bench_function("read the sum", |bencher| bencher.iter(|| read(saved.as_bytes())));
    group.finish();
    println!("the department's file is {} KB", saved.len() >> 10);
}

criterion_group!(benches, all);
criterion_main!(benches);
