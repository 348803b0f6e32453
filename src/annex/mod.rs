//! The annex: what only some need, and what takes long, in a second module that a worker loads when it is first asked
//! for. Every task is text in, text out, so it runs and is tested natively too.
//!
//! Knows nothing of the browser and of workers: `src/bin/annex.rs` and `app::annex` are its two ends.

pub mod chart;
pub mod export;

use crate::io;
use crate::report::Report;
use crate::template::builtin;
use std::sync::Arc;

/// Runs a task. `progress` may be told how far it is, in the task's own form, as often as the task likes.
///
/// # Errors
/// Why the task could not be done, in words for the clerk.
pub fn run(task: &str, input: &str, _progress: &mut dyn FnMut(&str)) -> Result<String, String> {
    match task {
        chart::TASK => chart::option(input),
        export::TASK => export::html(input),
        _ => Err(format!("后台程序不认识任务“{task}”，请刷新页面")),
    }
}

/// Reads a report as it is saved.
fn report(json: &str) -> Result<Report, String> {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    io::json::read(json.as_bytes(), &templates).map(|opened| opened.report).map_err(|error| error.to_string())
}
