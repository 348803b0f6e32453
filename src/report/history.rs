//! Undo and redo: the inverses of what was done, each with words for the clerk.

use super::{CellRef, Edit};

/// One thing the clerk did.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it was, for the undo button: 修改 公开05表 2010301 基本支出.
    pub label: String,
    /// The edit that takes it back, or does it again.
    pub edit: Edit,
}

/// What can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// Steps kept; the oldest are forgotten first.
const LIMIT: usize = 1000;

impl History {
    /// Remembers how to take back what was just done.
    pub fn push(&mut self, label: String, inverse: Edit) {
        self.undone.clear();
        self.done.push(Step { label, edit: inverse });
        if self.done.len() > LIMIT {
            self.done.remove(0);
        }
    }

    /// The step to undo next.
    pub fn next_undo(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step to redo next.
    pub fn next_redo(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// The cells changed by the last steps, last first, each once.
    pub fn recent_cells(&self, steps: usize) -> Vec<CellRef> {
        fn cells(edit: &Edit, found: &mut Vec<CellRef>) {
            match edit {
                Edit::SetCell(cell, _) if !found.contains(cell) => found.push(*cell),
                Edit::Batch(edits) => edits.iter().for_each(|edit| cells(edit, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.done.iter().rev().take(steps).for_each(|step| cells(&step.edit, &mut found));
        found
    }

    /// Takes the step to undo.
    pub fn take_undo(&mut self) -> Option<Step> {
        self.done.pop()
    }

    /// Takes the step to redo.
    pub fn take_redo(&mut self) -> Option<Step> {
        self.undone.pop()
    }

    /// Remembers how to redo what was just undone.
    pub fn undid(&mut self, step: Step) {
        self.undone.push(step);
    }

    /// Remembers how to undo what was just redone, without forgetting what else can be redone.
    pub fn redid(&mut self, step: Step) {
        self.done.push(step);
    }
}
