//! The sheet: a book that remembers who read what.
//!
//! Reading a value through [`Values`] first tracks it, then reads it; an edit notifies exactly the watchers of what
//! changed. Watchers carry no value, so the truth is held once, in the book.

use crate::amount::Unit;
use crate::calc::{Book, CellId, Changes, Engine, Value, Values};
use crate::report::{CellContent, CellRef, Edit, EditError, ListKey, Record, Report};
use crate::template::{RowKey, TableIndex, Template, ZeroWording};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The open report. Copies share it.
#[derive(Clone, Copy)]
pub struct Sheet {
    book: StoredValue<Book>,
    cells: StoredValue<HashMap<CellId, ArcTrigger>>,
    texts: StoredValue<HashMap<String, ArcTrigger>>,
    lists: StoredValue<HashMap<ListKey, ArcTrigger>>,
    structure: StoredValue<ArcTrigger>,
    revision: StoredValue<ArcTrigger>,
}

impl Sheet {
    /// Opens a report.
    pub fn new(report: Report) -> Self {
        Sheet {
            book: StoredValue::new(Book::new(report)),
            cells: StoredValue::new(HashMap::new()),
            texts: StoredValue::new(HashMap::new()),
            lists: StoredValue::new(HashMap::new()),
            structure: StoredValue::new(ArcTrigger::new()),
            revision: StoredValue::new(ArcTrigger::new()),
        }
    }

    /// The only way in.
    ///
    /// # Errors
    /// As [`Report::apply`].
    pub fn edit(&self, edit: Edit) -> Result<(), EditError> {
        self.made(|book| book.edit(edit))
    }

    /// Makes an edit under words of its own for undo.
    ///
    /// # Errors
    /// As [`Report::apply`].
    pub fn edit_as(&self, edit: Edit, label: String) -> Result<(), EditError> {
        self.made(|book| book.edit_as(edit, label))
    }

    fn made(&self, make: impl FnOnce(&mut Book) -> Result<Changes, EditError>) -> Result<(), EditError> {
        match self.book.try_update_value(make) {
            Some(Ok(changes)) => {
                self.notify(&changes);
                Ok(())
            }
            Some(Err(error)) => Err(error),
            None => Ok(()),
        }
    }

    /// Takes the last edit back; answers with its words.
    pub fn undo(&self) -> Option<String> {
        self.turn(Book::undo)
    }

    /// Does again what was taken back; answers with its words.
    pub fn redo(&self) -> Option<String> {
        self.turn(Book::redo)
    }

    fn turn(&self, turn: impl FnOnce(&mut Book) -> Option<(String, Changes)>) -> Option<String> {
        let (label, changes) = self.book.try_update_value(turn)??;
        self.notify(&changes);
        Some(label)
    }

    /// What undo and redo would do next, in words; tracks every edit.
    pub fn history(&self) -> (Option<String>, Option<String>) {
        self.track_edits();
        self.book.with_value(|book| {
            let label = |step: Option<&crate::report::Step>| step.map(|step| step.label.clone());
            (label(book.history().next_undo()), label(book.history().next_redo()))
        })
    }

    /// The cells that the last steps changed, last first; does not track.
    pub fn recent_cells(&self, steps: usize) -> Vec<CellRef> {
        self.book.with_value(|book| book.history().recent_cells(steps))
    }

    /// Tracks every edit, for saving.
    pub fn track_edits(&self) {
        self.revision.with_value(ArcTrigger::track);
    }

    /// Reads the engine without tracking.
    pub fn with_engine<T>(&self, read: impl FnOnce(&Engine) -> T) -> T {
        self.book.with_value(|book| read(book.engine()))
    }

    /// Tracks a cell without reading it.
    pub fn track_cell(&self, cell: CellRef) {
        match self.with_engine(|engine| engine.id(cell)) {
            Some(id) => {
                let watcher = self.cells.try_update_value(|cells| cells.entry(id).or_default().clone());
                if let Some(watcher) = watcher {
                    watcher.track();
                }
            }
            // A row that is not there may come.
            None => self.track_structure(),
        }
    }

    /// Tracks rows, names, options and units' accounts.
    pub fn track_structure(&self) {
        self.structure.with_value(ArcTrigger::track);
    }

    /// Collects triggers, lets go of every guard, then notifies.
    fn notify(&self, changes: &Changes) {
        let mut due = Vec::new();
        if changes.all {
            self.cells.update_value(|cells| due.extend(cells.drain().map(|(_, watcher)| watcher)));
            self.texts.with_value(|texts| due.extend(texts.values().cloned()));
            self.lists.with_value(|lists| due.extend(lists.values().cloned()));
        }
        self.cells
            .with_value(|cells| due.extend(changes.cells.iter().filter_map(|id| cells.get(id).cloned())));
        self.texts
            .with_value(|texts| due.extend(changes.texts.iter().filter_map(|key| texts.get(key).cloned())));
        self.lists
            .with_value(|lists| due.extend(changes.lists.iter().filter_map(|key| lists.get(key).cloned())));
        if changes.structure {
            due.push(self.structure.get_value());
        }
        due.push(self.revision.get_value());
        for trigger in due {
            trigger.notify();
        }
    }
}

impl Values for Sheet {
    fn template(&self) -> Arc<Template> {
        self.with_engine(|engine| engine.report().template().clone())
    }

    fn value(&self, cell: CellRef) -> Value {
        self.track_cell(cell);
        self.with_engine(|engine| engine.value(cell))
    }

    fn content(&self, cell: CellRef) -> CellContent {
        self.track_cell(cell);
        self.with_engine(|engine| engine.content(cell))
    }

    fn uncertainty(&self, cell: CellRef) -> i64 {
        // It may change while the value stays: 1.00 万元 in the place of 10,000 yuan.
        self.track_cell(cell);
        for (part, _) in self.with_engine(|engine| engine.entered_parts(cell)) {
            self.track_cell(part);
        }
        self.with_engine(|engine| engine.uncertainty(cell))
    }

    fn rows(&self, table: TableIndex) -> Arc<[RowKey]> {
        self.track_structure();
        self.with_engine(|engine| engine.rows(table))
    }

    fn text(&self, key: &str) -> Option<String> {
        let watcher = self.texts.try_update_value(|texts| texts.entry(key.to_string()).or_default().clone());
        if let Some(watcher) = watcher {
            watcher.track();
        }
        self.with_engine(|engine| engine.text(key))
    }

    fn records(&self, list: ListKey) -> Arc<Vec<Record>> {
        let watcher = self.lists.try_update_value(|lists| lists.entry(list).or_default().clone());
        if let Some(watcher) = watcher {
            watcher.track();
        }
        self.with_engine(|engine| engine.records(list))
    }

    fn option(&self, key: &str) -> Option<String> {
        self.track_structure();
        self.with_engine(|engine| Values::option(engine, key))
    }

    fn typed_name(&self, code: u32) -> Option<String> {
        self.track_structure();
        self.with_engine(|engine| engine.typed_name(code))
    }

    fn zero_wording(&self) -> ZeroWording {
        self.track_structure();
        self.with_engine(Values::zero_wording)
    }

    fn unit(&self, table: TableIndex) -> Unit {
        self.track_structure();
        self.with_engine(|engine| engine.unit(table))
    }
}
