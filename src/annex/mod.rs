//! The annex: what only some need, and what takes long, in a second module that a worker loads when it is first asked
//! for. Every task is text in, text out, so it runs and is tested natively too.
//!
//! Knows nothing of the browser and of workers: `src/bin/annex.rs` and `app::annex` are its two ends.

pub mod chart;
pub mod consolidate;
pub mod export;
pub mod proof;
pub mod self_check;
pub mod template;

use crate::io;
use crate::report::Report;
use crate::template::{Template, TemplateFile, builtin, in_short, load};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Runs a task. `progress` may be told how far it is, in the task's own form, as often as the task likes.
///
/// # Errors
/// Why the task could not be done, in words for the clerk.
pub fn run(task: &str, input: &str, progress: &mut dyn FnMut(&str)) -> Result<String, String> {
    match task {
        chart::TASK => chart::option(input),
        export::TASK => export::html(input),
        proof::TASK => proof::proof(input),
        self_check::TASK => self_check::html(input),
        template::TASK => template::prepare(input),
        consolidate::TASK => consolidate::sum(input, progress),
        consolidate::REPLACE => consolidate::replace(input),
        _ => Err(format!("后台程序不认识任务“{task}”，请刷新页面")),
    }
}

/// A template's files as written, by name; `None` for one that comes with the program.
pub type Written = Option<BTreeMap<String, String>>;

/// Templates by id, each loaded once.
struct Templates(RefCell<Vec<Arc<Template>>>);

impl Templates {
    /// Those that come with the program, and one more that is `written`.
    ///
    /// # Errors
    /// What is wrong with the one that is written: without it, its reports would be of an unknown template.
    fn new(written: &Written) -> Result<Self, String> {
        let mut known = Vec::new();
        if let Some(files) = written {
            let files: Vec<_> = files.iter().map(|(name, text)| TemplateFile { name, text }).collect();
            let given = load(&files)
                .map_err(|complaints| format!("报告的模板要改，现在用不了：{}", in_short(&complaints)))?;
            known.push(Arc::new(given));
        }
        Ok(Templates(RefCell::new(known)))
    }

    fn find(&self, id: &str) -> Option<Arc<Template>> {
        let mut known = self.0.borrow_mut();
        if let Some(template) = known.iter().find(|template| template.id == id) {
            return Some(template.clone());
        }
        let template = builtin(id).and_then(Result::ok).map(Arc::new)?;
        known.push(template.clone());
        Some(template)
    }

    /// Reads a report as it is saved.
    fn report(&self, json: &str) -> Result<Report, String> {
        let opened = io::json::read(json.as_bytes(), &|id: &str| self.find(id));
        opened.map(|opened| opened.report).map_err(|error| error.to_string())
    }
}
