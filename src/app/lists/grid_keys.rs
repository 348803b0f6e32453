//! The keys of the grid: to walk, to begin and end typing, to act on what is selected.

use super::grid::Grid;
use crate::records::Step;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

impl Grid {
    /// A step of the keys; beyond the last row there is a new one, unless the last is blank.
    fn go(&self, at: (usize, usize), step: Step, grows: bool) {
        match self.model.with_untracked(|model| model.step(at, step)) {
            Some(next) => self.select(next),
            None => {
                self.commit(at);
                let last = self.model.with_untracked(|model| model.rows.len());
                let blank = self.rows().is_none_or(|rows| {
                    let row = last.saturating_sub(1);
                    (2..self.columns.with_value(|columns| columns.len()))
                        .all(|column| rows.text(row, column).is_empty())
                });
                if grows && !blank {
                    self.insert(last);
                }
            }
        }
    }

    pub(super) fn key(&self, event: &KeyboardEvent) {
        let Some(at) = self.at.get_untracked() else { return };
        let typing = self.draft.with_untracked(Option::is_some);
        let inside = typing && self.began.with_value(|began| !began.is_empty());
        let (shift, control, alt) =
            (event.shift_key(), event.ctrl_key() || event.meta_key(), event.alt_key());
        let key = event.key();
        let arrow = match key.as_str() {
            "ArrowUp" => Some(Step::Up),
            "ArrowDown" => Some(Step::Down),
            "ArrowLeft" => Some(Step::Left),
            "ArrowRight" => Some(Step::Right),
            _ => None,
        };
        match (key.as_str(), arrow) {
            // Line ends within a cell.
            ("Enter", _) if alt && typing => return self.line_end(event),
            ("Enter", _) if shift => self.go(at, Step::Up, false),
            ("Enter", _) => self.go(at, Step::Down, true),
            ("Tab", _) if shift => self.go(at, Step::Previous, false),
            ("Tab", _) => self.go(at, Step::Next, true),
            ("ArrowDown", _) if alt && !typing => self.begin(),
            ("ArrowUp" | "ArrowDown", _) if alt => {}
            // After F2 the arrows belong to the caret.
            (_, Some(_)) if inside => return,
            (_, Some(step)) if shift && !typing => self.extend(step),
            (_, Some(step)) => self.go(at, step, false),
            ("Home" | "End", _) if inside => return,
            ("Home", _) => self.go(at, if control { Step::First } else { Step::RowStart }, false),
            ("End", _) => self.go(at, if control { Step::Last } else { Step::RowEnd }, false),
            ("PageUp", _) => self.go(at, Step::PageUp, false),
            ("PageDown", _) => self.go(at, Step::PageDown, false),
            ("F2", _) => self.begin(),
            ("Escape", _) if typing => self.end(),
            ("Escape", _) => self.select(at),
            ("d" | "D", _) if control && !typing => self.fill_down(),
            // The report is saved as it is seen: what is typed goes in first. The desk does the saving.
            ("s" | "S", _) if control => return self.commit(at),
            ("Delete" | "Backspace", _) if !typing => {
                let edit = self.block().and_then(|block| self.rows().and_then(|rows| rows.clear(&block)));
                self.act(edit);
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn line_end(&self, event: &KeyboardEvent) {
        event.prevent_default();
        let Some(field) = self.field.get_untracked() else { return };
        let at = field.selection_start().ok().flatten().unwrap_or(u32::MAX);
        let text = field.value();
        // Positions of the caret count as the browser does, in UTF-16.
        let units: Vec<u16> = text.encode_utf16().collect();
        let (front, back) = units.split_at((at as usize).min(units.len()));
        let text = format!("{}\n{}", String::from_utf16_lossy(front), String::from_utf16_lossy(back));
        field.set_value(&text);
        // A caret that cannot be set stands at the end.
        let _ = field.set_selection_range(at.saturating_add(1), at.saturating_add(1));
        self.typed(text);
    }
}
