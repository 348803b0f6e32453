//! A report that calculates itself and can take everything back: what an interface works on.

use super::{Changes, Engine, cell_label};
use crate::report::{Edit, EditError, History, Report, Step};

/// An engine with undo.
#[derive(Clone, Debug)]
pub struct Book {
    engine: Engine,
    history: History,
}

impl Book {
    /// Opens a report.
    pub fn new(report: Report) -> Self {
        Book { engine: Engine::new(report), history: History::default() }
    }

    /// The engine, to read from.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Makes an edit and remembers how to take it back.
    ///
    /// # Errors
    /// As [`Report::apply`]; nothing changes then.
    pub fn edit(&mut self, edit: Edit) -> Result<Changes, EditError> {
        let label = self.label(&edit);
        let (inverse, changes) = self.engine.apply(edit)?;
        self.history.push(label, inverse);
        Ok(changes)
    }

    /// Takes the last edit back; `None` when there is none.
    pub fn undo(&mut self) -> Option<(String, Changes)> {
        let step = self.history.take_undo()?;
        let (inverse, changes) = self.engine.apply(step.edit).ok()?;
        self.history.undid(Step { label: step.label.clone(), edit: inverse });
        Some((step.label, changes))
    }

    /// Does again what was last taken back; `None` when there is nothing.
    pub fn redo(&mut self) -> Option<(String, Changes)> {
        let step = self.history.take_redo()?;
        let (inverse, changes) = self.engine.apply(step.edit).ok()?;
        self.history.redid(Step { label: step.label.clone(), edit: inverse });
        Some((step.label, changes))
    }

    /// Words for the undo history.
    fn label(&self, edit: &Edit) -> String {
        let table = |index| {
            let template = self.engine.report().template();
            template.table(index).map(|table| table.short.clone()).unwrap_or_default()
        };
        match edit {
            Edit::SetCell(cell, content) if content.is_empty() => {
                format!("清空 {}", cell_label(*cell, &self.engine))
            }
            Edit::SetCell(cell, _) => format!("修改 {}", cell_label(*cell, &self.engine)),
            Edit::SetRow(index, code, Some(_)) => format!("加科目 {code}（{}）", table(*index)),
            Edit::SetRow(index, code, None) => format!("删科目 {code}（{}）", table(*index)),
            Edit::SetText(..) => "修改文字".into(),
            Edit::SetName(code, _) => format!("修改科目名称 {code}"),
            Edit::SetUnit(index, unit) => format!("{}改按{}填", table(*index), unit.label()),
            Edit::SetZeroWording(_) => "修改零值写法".into(),
            Edit::Batch(edits) => match edits.as_slice() {
                [only] | [Edit::SetRow(_, _, Some(_)), only @ Edit::SetCell(..)] => self.label(only),
                [first, ..] => format!("{}等{}处", self.label(first), edits.len()),
                [] => "没有改动".into(),
            },
            Edit::Replace(report) => format!("打开 {}", Report::title(report)),
        }
    }
}
