//! The one editor: a field that lies on the selected cell. It is there before typing begins, so that an input method
//! finds it; the text belongs to the browser until it is committed, and is never rewritten while it is typed.

use super::desk::{Desk, Focus, use_desk};
use crate::amount::{AmountError, Unit};
use crate::calc::{Values, cell_label};
use crate::document::{Direction, Grid};
use crate::io::clipboard;
use crate::report::{CellContent, CellRef, Entered};
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

#[derive(Clone, Copy)]
struct Editor {
    desk: Desk,
    layout: Memo<Grid>,
    field: NodeRef<Input>,
    /// What is being typed; `None` while the cell is only selected.
    draft: RwSignal<Option<String>>,
    /// What the field held when typing began, to tell a change from a look.
    began: StoredValue<String>,
}

#[component]
pub(super) fn CellEditor(layout: Memo<Grid>) -> impl IntoView {
    let desk = use_desk();
    let editor = Editor {
        desk,
        layout,
        field: NodeRef::new(),
        draft: RwSignal::new(None),
        began: StoredValue::new(String::new()),
    };
    let cell = Memo::new(move |_| match desk.focus.get() {
        Some(Focus::Cell(cell)) => Some(cell),
        _ => None,
    });
    let box_style = RwSignal::new(None::<String>);
    // The frame follows the selection, and rows that come or go above it.
    Effect::new(move |_| {
        layout.track();
        desk.sheet.track_edits();
        let cell = cell.get();
        let place = move || {
            if !editor.is_gone() {
                box_style.set(cell.and_then(|cell| frame(desk, cell)));
            }
        };
        request_animation_frame(place);
    });
    Effect::new(move |before: Option<Option<CellRef>>| {
        let now = cell.get();
        if let Some(Some(before)) = before
            && Some(before) != now
        {
            editor.commit(before);
        }
        if let Some(cell) = now {
            request_animation_frame(move || {
                if !editor.is_gone() {
                    editor.take_focus(cell);
                }
            });
        }
        now
    });
    let label = move || {
        cell.get().map_or_else(String::new, |cell| {
            let unit = desk.sheet.unit(cell.table).label();
            format!("{}，单位{unit}", cell_label(cell, &desk.sheet))
        })
    };
    let idle = move || editor.draft.with(Option::is_none);
    let left = move |_| {
        if editor.is_gone() {
            return;
        }
        if let Some(cell) = cell.get_untracked() {
            editor.commit(cell);
        }
    };
    let problem = Memo::new(move |_| cell.get().and_then(|cell| editor.problem(cell)));
    view! {
        <div class="frame" class:on=move || box_style.with(Option::is_some) style=move || box_style.get().unwrap_or_default()>
            <input node_ref=editor.field id="cell-editor" type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
                class:idle=idle class:bad=move || problem.with(Option::is_some) aria-label=label
                aria-invalid=move || problem.with(Option::is_some).to_string() aria-describedby="cell-problem"
                on:input=move |event| editor.typed(&event_target_value(&event))
                on:keydown=move |event| editor.key(&event) on:blur=left
                on:dblclick=move |_| editor.begin_with_content() on:paste=move |event| editor.paste(&event)
                on:copy=move |event| editor.copy(&event)/>
            <div class="problem-card" id="cell-problem" role="alert">
                {move || problem.get().map(|problem| view! { <ProblemView problem editor=editor/> })}
            </div>
        </div>
    }
}

/// Why a text could not be read, and what can be done with one press.
#[derive(Clone, PartialEq)]
struct Problem {
    cell: CellRef,
    words: String,
    /// A button's words and what it enters.
    choices: Vec<(String, Option<Entered>)>,
}

#[component]
fn ProblemView(problem: Problem, editor: Editor) -> impl IntoView {
    let cell = problem.cell;
    let choices = problem.choices.into_iter().map(|(words, entered)| {
        // The press must not take the focus first: leaving the field would commit the text as it stands.
        view! {
            <button class="plain" on:mousedown=move |event| { event.prevent_default(); event.stop_propagation(); editor.enter(cell, entered); }>{words}</button>
        }
    });
    view! { <p>{problem.words}</p> {choices.collect_view()} }
}

/// Where the frame goes: over the cell.
fn frame(desk: Desk, cell: CellRef) -> Option<String> {
    let element = element(desk, cell)?;
    Some(format!(
        "left:{}px;top:{}px;width:{}px;height:{}px",
        element.offset_left(),
        element.offset_top(),
        element.offset_width(),
        element.offset_height()
    ))
}

fn element(desk: Desk, cell: CellRef) -> Option<HtmlElement> {
    let name = cell.name(&desk.sheet.template());
    let found = document().query_selector(&format!("[data-cell=\"{name}\"]")).ok()??;
    found.dyn_into().ok()
}

impl Editor {
    /// Whether the table has left the page: frames asked for and a field losing the focus come after that.
    fn is_gone(&self) -> bool {
        self.draft.is_disposed()
    }

    fn unit(&self, cell: CellRef) -> Unit {
        self.desk.sheet.with_engine(|engine| engine.unit(cell.table))
    }

    fn is_derived(&self, cell: CellRef) -> bool {
        self.desk.sheet.with_engine(|engine| engine.is_derived(cell))
    }

    fn read(&self, cell: CellRef, text: &str) -> Result<Option<Entered>, AmountError> {
        let quantity = cell.quantity(&self.desk.sheet.template());
        Entered::read(text, quantity, self.unit(cell))
    }

    /// What is wrong with the draft, or with the text that stands unread in the cell.
    fn problem(&self, cell: CellRef) -> Option<Problem> {
        let draft = self.draft.get();
        let unread = self.desk.sheet.content(cell).unread;
        let typing = draft.is_some();
        let text = draft.or_else(|| unread.map(String::from))?;
        let error = self.read(cell, &text).err()?;
        let choices = match &error {
            AmountError::OtherUnit { as_typed, .. } => {
                vec![(
                    format!("按 {} 元填入", crate::document::yuan(as_typed.amount)),
                    Some(Entered::Money(*as_typed)),
                )]
            }
            AmountError::LoneDash => {
                let zero = self.read(cell, "0").ok().flatten();
                vec![("填 0".into(), zero), ("留空".into(), None)]
            }
            _ => Vec::new(),
        };
        let kept = if typing { "" } else { "原来的数仍然有效。" };
        Some(Problem { cell, words: format!("{error}。{kept}"), choices })
    }

    /// Puts a number into the cell and ends typing.
    fn enter(&self, cell: CellRef, entered: Option<Entered>) {
        self.end();
        self.desk.enter(cell, CellContent::of(entered));
    }

    fn take_focus(&self, cell: CellRef) {
        let Some(field) = self.field.get_untracked() else { return };
        if let Some(element) = element(self.desk, cell) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // A field that cannot take the focus is not in the page any more.
        let _ = field.focus_with_options(&options);
    }

    fn typed(&self, text: &str) {
        let Some(cell) = self.selected() else { return };
        if self.is_derived(cell) {
            self.end();
            let formula = self.desk.sheet.with_engine(|engine| crate::calc::why(engine, cell).formula);
            self.desk.say(format!("这一格由公式算出：{formula}。要改请改它的来源"), true);
            return;
        }
        if self.draft.with_untracked(Option::is_none) {
            self.began.set_value(String::new());
        }
        self.draft.set(Some(text.to_string()));
    }

    fn selected(&self) -> Option<CellRef> {
        match self.desk.focus.get_untracked() {
            Some(Focus::Cell(cell)) => Some(cell),
            _ => None,
        }
    }

    /// Ends typing without entering anything.
    fn end(&self) {
        if let Some(field) = self.field.get_untracked() {
            field.set_value("");
        }
        self.draft.set(None);
    }

    /// Enters what was typed; text that cannot be read is kept beside the last good number.
    fn commit(&self, cell: CellRef) {
        let Some(text) = self.draft.get_untracked() else { return };
        self.end();
        if self.began.with_value(|began| *began == text) {
            return;
        }
        let before = self.desk.sheet.with_engine(|engine| engine.content(cell));
        let content = match self.read(cell, &text) {
            Ok(entered) => CellContent { entered, unread: None, ..before },
            Err(_) => CellContent { unread: Some(text.into()), ..before },
        };
        self.desk.enter(cell, content);
    }

    /// Opens the cell's content for editing, the caret at its end.
    fn begin_with_content(&self) {
        let (Some(cell), Some(field)) = (self.selected(), self.field.get_untracked()) else { return };
        if self.is_derived(cell) || self.draft.with_untracked(Option::is_some) {
            return;
        }
        let content = self.desk.sheet.with_engine(|engine| engine.content(cell));
        let number = content.entered.map(|entered| entered.text_in(self.unit(cell))).unwrap_or_default();
        let text = content.unread.map_or(number, String::from);
        field.set_value(&text);
        self.began.set_value(text.clone());
        self.draft.set(Some(text));
    }

    fn go(&self, cell: CellRef, direction: Direction) {
        if let Some(next) = self.layout.with_untracked(|grid| grid.neighbour(cell, direction)) {
            self.desk.focus.set(Some(Focus::Cell(next)));
        } else {
            self.commit(cell);
        }
    }

    fn key(&self, event: &KeyboardEvent) {
        // Keys that belong to an input method are not ours.
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let Some(cell) = self.selected() else { return };
        let typing = self.draft.with_untracked(Option::is_some);
        let key = event.key();
        let (shift, control) = (event.shift_key(), event.ctrl_key() || event.meta_key());
        let inside = typing && self.began.with_value(|began| !began.is_empty());
        match key.as_str() {
            "Enter" if shift => self.go(cell, Direction::Up),
            "Enter" => self.go(cell, Direction::Down),
            "Tab" if shift => self.go(cell, Direction::Previous),
            "Tab" => self.go(cell, Direction::Next),
            "ArrowUp" => self.go(cell, Direction::Up),
            "ArrowDown" => self.go(cell, Direction::Down),
            // After F2 the arrows belong to the caret.
            "ArrowLeft" | "ArrowRight" | "Home" | "End" if inside => return,
            "ArrowLeft" => self.go(cell, Direction::Left),
            "ArrowRight" => self.go(cell, Direction::Right),
            "Home" if control => self.go(cell, Direction::First),
            "End" if control => self.go(cell, Direction::Last),
            "Home" => self.go(cell, Direction::RowStart),
            "End" => self.go(cell, Direction::RowEnd),
            "F2" => self.begin_with_content(),
            "Escape" if typing => self.end(),
            "Escape" => self.desk.focus.set(None),
            // The report is saved as it is seen: what is typed goes in first. The desk does the saving.
            "s" | "S" if control => return self.commit(cell),
            "Delete" | "Backspace" if !typing => self.clear(cell),
            _ => return,
        }
        event.prevent_default();
    }

    fn clear(&self, cell: CellRef) {
        let before = self.desk.sheet.with_engine(|engine| engine.content(cell));
        if self.is_derived(cell) {
            self.desk.say("这一格由公式算出，不能清空", true);
        } else if !before.is_empty() {
            self.desk.enter(cell, CellContent::default());
        }
    }

    /// Copies the number as it is shown, unless text is selected while typing.
    fn copy(&self, event: &web_sys::ClipboardEvent) {
        let Some(cell) = self.selected().filter(|_| self.draft.with_untracked(Option::is_none)) else {
            return;
        };
        let unit = self.unit(cell);
        let text = self.desk.sheet.with_engine(|engine| crate::document::shown(engine.value(cell), unit));
        let taken = event.clipboard_data().map(|data| data.set_data("text/plain", &text));
        if matches!(taken, Some(Ok(()))) {
            event.prevent_default();
        }
    }

    /// Pastes a block from a spreadsheet, from the selected cell to the right and down, as one step.
    fn paste(&self, event: &web_sys::ClipboardEvent) {
        let Some(cell) = self.selected().filter(|_| self.draft.with_untracked(Option::is_none)) else {
            return;
        };
        let text =
            event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        event.prevent_default();
        let plan = self.layout.with_untracked(|grid| {
            self.desk.sheet.with_engine(|engine| clipboard::plan(&text, cell, grid, engine))
        });
        let words = plan.report();
        if plan.edit.as_ref().is_none_or(|edit| self.desk.edit(edit.clone())) {
            self.desk.say(words, !plan.refused.is_empty());
        }
    }
}
