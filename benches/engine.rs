//! The engine beside the straight-line programs, with criterion's statistics: for finding out what a change does.
//! `tools/bench` answers how far from the aims the whole is, also in wasm.
//!   cargo bench --bench engine -- 62k/edit
#![allow(clippy::expect_used, reason = "a benchmark stops where something is wrong")]

mod workload;

use criterion::{
    BatchSize, Bencher, BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime,
};
use final_accounts::calc::Engine;
use final_accounts::checks;
use final_accounts::io::json;
use final_accounts::report::Edit;
use rust_decimal::Decimal;
use workload::fill::{content, edited, pasted};
use workload::json as straight_json;
use workload::straight::{Fen, Money, Straight};
use workload::{SIZES, Workload};

fn all(criterion: &mut Criterion) {
    for (units, name) in SIZES {
        let workload = Workload::new(units, name);
        let Workload { shape, links, report, .. } = &workload;
        let engine = Engine::new(report.clone());
        workload.require_equal(&engine, &Straight::<Decimal>::load(shape, links, report));
        workload.require_equal(&engine, &Straight::<Fen>::load(shape, links, report));
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10);
        of_engine(&mut group, &workload, engine);
        of_straight::<Decimal>(&mut group, &workload, "decimal");
        of_straight::<Fen>(&mut group, &workload, "fen");
    }
}

fn of_engine(group: &mut BenchmarkGroup<'_, WallTime>, workload: &Workload, mut engine: Engine) {
    let Workload { shape, report, .. } = workload;
    group.bench_function("load/engine", |bencher| {
        bencher.iter_batched(|| report.clone(), Engine::new, BatchSize::PerIteration);
    });
    let mut fen = 0;
    let cells: Vec<_> = edited(shape, 500).iter().map(|place| place.cell(shape)).collect();
    let mut turns = cells.iter().cycle();
    group.bench_function("edit/engine", |bencher| {
        bencher.iter(|| {
            fen += 1;
            turns.next().map(|cell| engine.apply(Edit::SetCell(*cell, content(fen))))
        });
    });
    let cells: Vec<_> = pasted(shape, 2_000).iter().map(|place| place.cell(shape)).collect();
    group.bench_function("paste/engine", |bencher| {
        let mut batch = || {
            fen += 1_000_000;
            Edit::Batch(
                cells.iter().zip(fen..).map(|(cell, fen)| Edit::SetCell(*cell, content(fen))).collect(),
            )
        };
        // The setup and the routine take turns, so the engine is only borrowed by the latter.
        bencher.iter_batched(&mut batch, |batch| engine.apply(batch), BatchSize::PerIteration);
    });
    group.bench_function("recalculate/engine", |bencher| bencher.iter(|| engine.recalculate_all()));
    group.bench_function("checks/engine", |bencher| bencher.iter(|| checks::run(&engine)));
    group.bench_function("JSON export/engine", |bencher| {
        bencher.iter_with_large_drop(|| json::write(engine.report()))
    });
    let saved = json::write(engine.report());
    let open = || json::read(saved.as_bytes(), &|_| Some(workload.template.clone()));
    group.bench_function("JSON import/engine", |bencher| bencher.iter_with_large_drop(open));
}

fn of_straight<N: Money>(group: &mut BenchmarkGroup<'_, WallTime>, workload: &Workload, name: &str) {
    let Workload { shape, links, report, .. } = workload;
    let mut bench = |operation: &str, run: &mut dyn FnMut(&mut Bencher<'_, WallTime>)| {
        group.bench_function(format!("{operation}/{name}"), |bencher| run(bencher));
    };
    bench("load", &mut |bencher| bencher.iter_with_large_drop(|| Straight::<N>::load(shape, links, report)));
    let mut straight = Straight::<N>::load(shape, links, report);
    let places = edited(shape, 500);
    let mut turns = places.iter().cycle();
    bench("edit", &mut |bencher| bencher.iter(|| turns.next().map(|place| straight.edit(*place, 77))));
    let places = pasted(shape, 2_000);
    bench("paste", &mut |bencher| bencher.iter(|| straight.paste(&places, 55)));
    bench("recalculate", &mut |bencher| bencher.iter(|| straight.recalculate()));
    bench("checks", &mut |bencher| bencher.iter(|| straight.failing_checks()));
    bench("JSON export", &mut |bencher| bencher.iter_with_large_drop(|| straight.write()));
    let saved = straight.write();
    bench("JSON import", &mut |bencher| bencher.iter_with_large_drop(|| straight_json::read::<N>(&saved)));
}

criterion_group!(benches, all);
criterion_main!(benches);
