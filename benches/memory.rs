//! What the largest workload holds in memory: the template, the report, the engine with it, and the highest that was
//! needed on the way. A counting allocator slows everything down, so nothing is timed here.

mod workload;

use final_accounts::calc::Engine;
use final_accounts::report::Report;
use peak_alloc::PeakAlloc;
use std::sync::Arc;
use workload::clock::say;
use workload::{SIZES, Shape, fill, form};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() {
    let Some((units, size)) = SIZES.last() else { return };
    let row = |what: &str, bytes: usize| say(&format!("{size}\tmemory: {what}\t-\t{bytes}"));
    let shape = Shape::new(*units);
    let start = MEMORY.current_usage();
    let template = Arc::new(form::template(&shape));
    row("template", MEMORY.current_usage() - start);

    let start = MEMORY.current_usage();
    let report: Report = fill::report(&shape, template);
    row("report", MEMORY.current_usage() - start);
    MEMORY.reset_peak_usage();
    let engine = Engine::new(report);
    row("report and engine", MEMORY.current_usage() - start);
    row("report and engine, highest while loading", MEMORY.peak_usage() - start);
    drop(engine);
}
