//! What the checks cost: everything anew, as an upper bound of what a keystroke makes (the desk examines only the checks
//! that depend on it), and the parts of it; on the sample and on a department of 400 units.
//!   cargo bench --bench checks
#![allow(clippy::expect_used, reason = "a benchmark stops where something is wrong")]

use criterion::{Criterion, criterion_group, criterion_main};
use final_accounts::amount::Amount;
use final_accounts::calc::Engine;
use final_accounts::checks::{
    OwnGrounds, findings, group, look, parts, rounding_differences, suspects, untied,
};
use final_accounts::consolidate::{Unit, consolidate, shell};
use final_accounts::io::{json, sample};
use final_accounts::report::{CellContent, CellRef, Edit, Entered, Report, Touched};
use final_accounts::template::{Template, builtin};
use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::Arc;

const UNITS: usize = 400;

fn all(criterion: &mut Criterion) {
    let template: Arc<Template> = Arc::new(builtin("nmg-department-2023").expect("known").expect("good"));
    let read = |bytes: &[u8]| json::read(bytes, &|_: &str| Some(template.clone())).expect("readable").report;
    let sample = read(sample().as_bytes());
    of_report(criterion, "sample", &sample);
    of_report(criterion, "400 units", &department(&sample, &read));
}

/// The sum of so many units, each the sample under a name of its own.
fn department(sample: &Report, read: &dyn Fn(&[u8]) -> Report) -> Report {
    let unit = |index: usize| {
        let mut report = sample.clone();
        let name = format!("第{index}单位");
        let edit = Edit::SetText("department".into(), Some(name.clone()));
        report.apply(edit, &mut Touched::default()).expect("a text");
        let text = json::write(&report);
        Unit::new(name, text.as_bytes(), read(text.as_bytes()))
    };
    let units: Vec<Unit> = (0..UNITS).map(unit).collect();
    let own = shell(sample).expect("fits");
    consolidate(&own, &units, &[], &mut |_, _| ControlFlow::Continue(())).expect("units add up").report
}

fn of_report(criterion: &mut Criterion, name: &str, report: &Report) {
    let template = report.template().clone();
    let mut engine = Engine::new(report.clone());
    let mut bench = criterion.benchmark_group(name);
    bench.sample_size(20);
    bench.bench_function("all checks anew", |bencher| bencher.iter(|| findings(black_box(&engine))));
    for audit in OwnGrounds::AUDITS {
        let parts = parts(audit, &template);
        bench.bench_function(format!("audit {audit:?}"), |bencher| {
            bencher.iter(|| parts.iter().map(|part| look(audit, *part, &engine).found.len()).sum::<usize>())
        });
    }
    bench.bench_function("untied cells", |bencher| bencher.iter(|| untied(&engine)));
    bench.bench_function("rounding differences", |bencher| {
        bencher.iter(|| {
            (0u16..).zip(&template.tables).map(|(t, _)| rounding_differences(t, &engine).len()).sum::<usize>()
        })
    });
    // A wrong amount, so that there is something to suspect.
    let cell = CellRef::parse(&template, "T05.2010350.c2").expect("a cell");
    let content =
        CellContent { entered: Some(Entered::yuan(Amount::from_fen(100))), ..CellContent::default() };
    engine.apply(Edit::SetCell(cell, content)).expect("an entry");
    let found = findings(&engine);
    bench.bench_function("suspects", |bencher| bencher.iter(|| suspects(&engine, &[cell])));
    bench.bench_function("groups", |bencher| bencher.iter(|| group(&found, &engine, &[cell])));
    bench.finish();
}

criterion_group!(benches, all);
criterion_main!(benches);
