//! The annex: what only some need, and what takes long, in a second module that a worker loads when it is first asked
//! for. Every task is text in, text out, so it runs and is tested natively too.
//!
//! Knows nothing of the browser and of workers: `src/bin/annex.rs` and `app::annex` are its two ends.

pub mod chart;
pub mod consolidate;
pub mod export;

use crate::io;
use crate::report::Report;
use crate::template::{Template, builtin};
use std::cell::RefCell;
use std::sync::Arc;

/// Runs a task. `progress` may be told how far it is, in the task's own form, as often as the task likes.
///
/// # Errors
/// Why the task could not be done, in words for the clerk.
pub fn run(task: &str, input: &str, progress: &mut dyn FnMut(&str)) -> Result<String, String> {
    match task {
        chart::TASK => chart::option(input),
        export::TASK => export::html(input),
        consolidate::TASK => consolidate::sum(input, progress),
        consolidate::REPLACE => consolidate::replace(input),
        _ => Err(format!("后台程序不认识任务“{task}”，请刷新页面")),
    }
}

/// The built-in templates, each loaded once.
#[derive(Default)]
struct Templates(RefCell<Vec<Arc<Template>>>);

impl Templates {
    fn find(&self, id: &str) -> Option<Arc<Template>> {
        let mut known = self.0.borrow_mut();
        if let Some(template) = known.iter().find(|template| template.id == id) {
            return Some(template.clone());
        }
        let template = builtin(id).and_then(Result::ok).map(Arc::new)?;
        known.push(template.clone());
        Some(template)
    }
}

/// Reads a report as it is saved.
fn report(json: &str, templates: &Templates) -> Result<Report, String> {
    let opened = io::json::read(json.as_bytes(), &|id: &str| templates.find(id));
    opened.map(|opened| opened.report).map_err(|error| error.to_string())
}
