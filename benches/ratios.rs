//! The figures behind the speed aims: each operation of the engine beside the straight-line programs, natively and,
//! compiled to wasm32, in Node. Prints one line a measurement; `tools/bench` sets them side by side.
//!
//! A check of what is measured comes first: all values equal the straight-line programs', before and after edits.
#![allow(clippy::expect_used, reason = "a benchmark stops where something is wrong")]

mod workload;

use final_accounts::calc::{Book, Engine};
use final_accounts::checks::{self, Verdict};
use final_accounts::io::json;
use final_accounts::report::Edit;
use rust_decimal::Decimal;
use std::hint::black_box;
use workload::clock::{Nanos, now, say};
use workload::fill::{Place, content, edited, pasted};
use workload::json as straight_json;
use workload::straight::{Fen, Money, Straight};
use workload::{SIZES, Workload};

/// Edits timed together: a single one is too short for a browser's clock.
const EDITS: usize = 500;
/// Cells of a paste.
const PASTE: usize = 2_000;

fn main() {
    for (units, name) in SIZES {
        let workload = Workload::new(units, name);
        let rounds = if units > 100 { 5 } else { 15 };
        Race { workload: &workload, rounds }.run();
    }
}

struct Race<'w> {
    workload: &'w Workload,
    rounds: usize,
}

impl Race<'_> {
    fn run(&self) {
        let Workload { shape, links, report, .. } = self.workload;
        let mut engine = Engine::new(report.clone());
        let mut decimal = Straight::<Decimal>::load(shape, links, report);
        let mut fen = Straight::<Fen>::load(shape, links, report);
        self.workload.require_equal(&engine, &decimal);
        self.workload.require_equal(&engine, &fen);
        say(&format!("# {}: {} cells", self.workload.name, engine.cell_count()));

        self.measure(
            "load",
            [
                &mut || {
                    let report = report.clone();
                    timed(|| Engine::new(report))
                },
                &mut || timed(|| Straight::<Decimal>::load(shape, links, report)),
                &mut || timed(|| Straight::<Fen>::load(shape, links, report)),
            ],
        );

        let places = edited(shape, EDITS);
        let cells: Vec<_> = places.iter().map(|place| place.cell(shape)).collect();
        let mut figure = 0;
        let mut figures = || {
            figure += 1;
            figure * 1_000
        };
        self.measure(
            "edit",
            [
                &mut || {
                    let first = figures();
                    timed(|| {
                        for (cell, fen) in cells.iter().zip(first..) {
                            black_box(engine.apply(Edit::SetCell(*cell, content(fen))))
                                .expect("an entered cell");
                        }
                    }) / EDITS as Nanos
                },
                &mut || edits(&mut decimal, &places) / EDITS as Nanos,
                &mut || edits(&mut fen, &places) / EDITS as Nanos,
            ],
        );
        let last = figures() - 1_000;
        enter(&mut decimal, &places, last);
        enter(&mut fen, &places, last);
        self.workload.require_equal(&engine, &decimal);
        self.workload.require_equal(&engine, &fen);

        let mut book = Book::new(report.clone());
        let labelled = self.median(&mut || {
            let first = figures();
            timed(|| {
                for (cell, fen) in cells.iter().zip(first..) {
                    black_box(book.edit(Edit::SetCell(*cell, content(fen)))).expect("an entered cell");
                }
            }) / EDITS as Nanos
        });
        drop(book);
        self.row("edit with undo", "engine", labelled);

        let places = pasted(shape, PASTE);
        let cells: Vec<_> = places.iter().map(|place| place.cell(shape)).collect();
        let mut first = 0;
        self.measure(
            "paste",
            [
                &mut || {
                    first += 1_000_000;
                    let edits = cells.iter().zip(first..);
                    let batch =
                        Edit::Batch(edits.map(|(cell, fen)| Edit::SetCell(*cell, content(fen))).collect());
                    timed(|| engine.apply(batch).expect("entered cells"))
                },
                &mut || paste(&mut decimal, &places),
                &mut || paste(&mut fen, &places),
            ],
        );
        decimal.paste(&places, first);
        fen.paste(&places, first);
        self.workload.require_equal(&engine, &decimal);
        self.workload.require_equal(&engine, &fen);

        self.measure(
            "recalculate",
            [
                &mut || timed(|| black_box(&mut engine).recalculate_all()),
                &mut || timed(|| black_box(&mut decimal).recalculate()),
                &mut || timed(|| black_box(&mut fen).recalculate()),
            ],
        );
        self.workload.require_equal(&engine, &decimal);
        self.workload.require_equal(&engine, &fen);

        let outcomes = checks::run(&engine).into_iter().flat_map(|check| check.outcomes);
        let failing = outcomes.filter(|outcome| outcome.verdict == Verdict::Fails).count();
        assert_eq!(failing, decimal.failing_checks(), "the same rules fail");
        self.measure(
            "checks",
            [
                &mut || timed(|| checks::run(&engine)),
                &mut || timed(|| black_box(&decimal).failing_checks()),
                &mut || timed(|| black_box(&fen).failing_checks()),
            ],
        );

        let saved = json::write(engine.report());
        assert!(saved == decimal.write() && saved == fen.write(), "the same bytes");
        self.measure(
            "JSON export",
            [
                &mut || timed(|| json::write(engine.report())),
                &mut || timed(|| black_box(&decimal).write()),
                &mut || timed(|| black_box(&fen).write()),
            ],
        );
        let template = &self.workload.template;
        let open = || json::read(saved.as_bytes(), &|_| Some(template.clone())).expect("what was written");
        assert!(open().report == *engine.report(), "the same report");
        self.measure(
            "JSON import",
            [&mut || timed(open), &mut || timed(|| straight_json::read::<Decimal>(&saved)), &mut || {
                timed(|| straight_json::read::<Fen>(&saved))
            }],
        );
    }

    /// Times the engine and both straight-line programs turn by turn, so that what else the machine does hits all.
    fn measure(&self, operation: &str, mut programs: [&mut dyn FnMut() -> Nanos; 3]) {
        let mut times = [const { Vec::new() }; 3];
        for _ in 0..=self.rounds {
            for (program, times) in programs.iter_mut().zip(&mut times) {
                times.push(program());
            }
        }
        for (name, times) in ["engine", "decimal", "fen"].iter().zip(times) {
            self.row(operation, name, middle(times));
        }
    }

    fn median(&self, program: &mut dyn FnMut() -> Nanos) -> Nanos {
        middle((0..=self.rounds).map(|_| program()).collect())
    }

    fn row(&self, operation: &str, program: &str, nanos: Nanos) {
        say(&format!("{}\t{operation}\t{program}\t{nanos}", self.workload.name));
    }
}

/// The median, without the first round, which warms up.
fn middle(mut times: Vec<Nanos>) -> Nanos {
    times.remove(0);
    times.sort_unstable();
    times[times.len() / 2]
}

/// How long `work` takes; what it makes is dropped after the clock stops.
fn timed<T>(work: impl FnOnce() -> T) -> Nanos {
    let start = now();
    let made = black_box(work());
    let elapsed = now() - start;
    drop(made);
    elapsed
}

fn edits<N: Money>(straight: &mut Straight<N>, places: &[Place]) -> Nanos {
    timed(|| enter(black_box(straight), places, 77))
}

fn enter<N: Money>(straight: &mut Straight<N>, places: &[Place], first: i64) {
    for (place, fen) in places.iter().zip(first..) {
        straight.edit(*place, fen);
    }
}

fn paste<N: Money>(straight: &mut Straight<N>, places: &[Place]) -> Nanos {
    timed(|| black_box(straight).paste(places, 55))
}
