//! Units' reports added up (汇总所属单位): files are chosen and added up, a corrected one takes an old one's place, and
//! what was changed by hand afterwards is found. The sums themselves are made in the annex.

mod deviations;
mod files;
mod inside;
mod outcome;
mod panel;
mod replace;
mod run;
mod view;

pub(super) use panel::UnitsOfCell;
pub(super) use view::{ConsolidationView, UnitsDoor};

use super::desk::Desk;
use super::templates;
use crate::annex::Written;
use crate::annex::consolidate::Said;
use crate::calc::Values;
use crate::io::json;
use crate::report::Report;
use files::UnitFile;
use leptos::prelude::*;
use replace::Pending;
use run::Running;
use std::collections::VecDeque;

/// What the place of consolidation holds. It outlives the place, so that a clerk may look elsewhere meanwhile.
#[derive(Clone, Copy)]
pub(super) struct Units {
    desk: Desk,
    /// Files chosen to be added up.
    files: RwSignal<Vec<UnitFile>>,
    /// Files still to be read.
    queue: StoredValue<VecDeque<web_sys::File>, LocalStorage>,
    /// Files read and not shown yet: hundreds are not shown one by one.
    read: StoredValue<Vec<UnitFile>>,
    /// How many files are still to be read.
    reading: RwSignal<usize>,
    /// Whether one of the files brings the department's own accounts.
    own_in_files: RwSignal<bool>,
    /// Keys of the eliminations chosen.
    eliminate: RwSignal<Vec<String>>,
    running: RwSignal<Option<Running>>,
    outcome: RwSignal<Option<Outcome>>,
    /// A corrected file that waits to be confirmed.
    pending: RwSignal<Option<Pending>>,
    /// Counts the edits of the report, so that nothing is put in the place of a report that has changed meanwhile.
    edits: StoredValue<u32>,
}

/// How the last consolidation ended.
#[derive(Clone, Debug, PartialEq)]
struct Outcome {
    /// How many units are in the report now; `None` when the report is what it was, for this reason.
    units: Result<usize, String>,
    problems: Vec<Said>,
}

impl Units {
    /// Starts with nothing chosen.
    pub(super) fn new(desk: Desk) -> Self {
        let units = Units {
            desk,
            files: RwSignal::new(Vec::new()),
            queue: StoredValue::new_local(VecDeque::new()),
            read: StoredValue::new(Vec::new()),
            reading: RwSignal::new(0),
            own_in_files: RwSignal::new(true),
            eliminate: RwSignal::new(Vec::new()),
            running: RwSignal::new(None),
            outcome: RwSignal::new(None),
            pending: RwSignal::new(None),
            edits: StoredValue::new(0),
        };
        Effect::new(move |_| {
            desk.sheet.track_edits();
            units.edits.update_value(|edits| *edits = edits.wrapping_add(1));
        });
        on_cleanup(move || {
            if let Some(Some(running)) = units.running.try_get_untracked() {
                running.call.cancel();
            }
        });
        units
    }

    /// How many units the report adds up; tracked.
    fn count(&self) -> usize {
        self.desk.sheet.track_structure();
        self.desk.sheet.with_engine(|engine| engine.report().consolidation().units().len())
    }

    /// The report as it is saved.
    fn own(&self) -> String {
        self.desk.sheet.with_engine(|engine| json::write(engine.report()))
    }

    /// The template's files, when it is not the program's.
    fn written(&self) -> Written {
        templates::written(&self.desk.sheet.template().id)
    }

    /// Says how it ended, where it is seen.
    fn ended(&self, outcome: Outcome) {
        self.outcome.set(Some(outcome));
        self.show_top();
    }

    /// Scrolls to where answers stand.
    fn show_top(&self) {
        if let Some(scroll) = document().get_element_by_id("units-scroll") {
            scroll.set_scroll_top(0);
        }
    }

    /// A report that the annex made of this one.
    fn made(&self, text: &str) -> Result<Report, String> {
        let template = self.desk.sheet.template();
        let known = |id: &str| (template.id == id).then(|| template.clone());
        json::read(text.as_bytes(), &known).map(|opened| opened.report).map_err(|error| error.to_string())
    }
}
