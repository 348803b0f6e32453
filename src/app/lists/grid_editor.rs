//! The one editor of the grid: a field that lies on the selected cell. Its text belongs to the browser until it is
//! committed; keys of an input method are never ours.

use super::grid::Grid;
use super::{composing, pasted};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Where the frame and the block around it lie.
type Boxes = (Option<String>, Option<String>);

#[component]
pub(super) fn GridEditor(grid: Grid) -> impl IntoView {
    let boxes = RwSignal::new((None, None) as Boxes);
    Effect::new(move |_| {
        grid.model.track();
        grid.anchor.track();
        grid.whole.track();
        grid.at.track();
        request_animation_frame(move || {
            if !grid.draft.is_disposed() {
                boxes.set(grid.boxes());
            }
        });
    });
    Effect::new(move |before: Option<Option<(usize, usize)>>| {
        let now = grid.at.get();
        if let Some(Some(before)) = before
            && Some(before) != now
        {
            grid.commit(before);
        }
        request_animation_frame(move || {
            if !grid.draft.is_disposed() && now.is_some() {
                grid.take_focus();
            }
        });
        now
    });
    let idle = move || grid.draft.with(Option::is_none);
    let label = move || {
        grid.at
            .get()
            .map_or_else(String::new, |(row, column)| format!("第{}行 {}", row + 1, grid.title(column)))
    };
    let left = move |_| {
        if !grid.draft.is_disposed()
            && let Some(at) = grid.at.get_untracked()
        {
            grid.commit(at);
        }
    };
    // What is usually entered, while a cell of such a column is typed in.
    let pick = RwSignal::new(None::<usize>);
    let choices = Memo::new(move |_| {
        let (Some(draft), Some((_, column))) = (grid.draft.get(), grid.at.get()) else { return Vec::new() };
        let all = grid.columns.with_value(|columns| {
            columns.get(column).map(|column| column.choices.clone()).unwrap_or_default()
        });
        let typed = draft.trim().to_string();
        let looked = grid.began.with_value(|began| *began == draft) || typed.is_empty();
        all.into_iter().filter(|choice| looked || choice.contains(&typed)).collect::<Vec<_>>()
    });
    let key = move |event: KeyboardEvent| {
        let count = choices.with_untracked(Vec::len);
        if composing(&event) {
            return;
        }
        if count > 0 && matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
            let down = event.key() == "ArrowDown";
            pick.update(|pick| {
                *pick = Some(pick.map_or(if down { 0 } else { count - 1 }, |at| {
                    (at + if down { 1 } else { count - 1 }) % count
                }))
            });
            event.prevent_default();
            return;
        }
        if matches!(event.key().as_str(), "Enter" | "Tab")
            && let Some(choice) =
                pick.get_untracked().and_then(|at| choices.with_untracked(|all| all.get(at).cloned()))
        {
            grid.draft.set(Some(choice));
        }
        grid.key(&event);
    };
    let typed = move |event| {
        pick.set(None);
        grid.typed(event_target_value(&event));
    };
    view! {
        <div class="selected-block" class:on=move || boxes.with(|boxes| boxes.1.is_some()) style=move || boxes.get().1></div>
        <div class="frame grid-frame" class:on=move || boxes.with(|boxes| boxes.0.is_some()) style=move || boxes.get().0>
            <textarea node_ref=grid.field id="indicator-editor" rows="1" maxlength="100000" autocomplete="off" spellcheck="false"
                class:idle=idle aria-label=label aria-describedby="selected-findings" on:input=typed on:keydown=key on:blur=left
                on:dblclick=move |_| grid.begin() on:paste=move |event| grid.take_paste(&event) on:copy=move |event| grid.copy(&event)></textarea>
            {move || (!choices.with(Vec::is_empty)).then(|| view! {
                <ul class="grid-choices" role="listbox">
                    {choices.get().into_iter().enumerate().map(|(at, choice)| {
                        let taken = choice.clone();
                        view! {
                            <li role="option" class:on=move || pick.get() == Some(at) aria-selected=move || (pick.get() == Some(at)).to_string()
                                on:mousedown=move |event| { event.prevent_default(); event.stop_propagation(); grid.take(taken.clone()); }>{choice}</li>
                        }
                    }).collect_view()}
                </ul>
            })}
        </div>
    }
}

fn style(left: i32, top: i32, width: i32, height: i32) -> String {
    format!("left:{left}px;top:{top}px;width:{width}px;height:{height}px")
}

impl Grid {
    fn boxes(&self) -> Boxes {
        let Some(at) = self.at.get_untracked() else { return (None, None) };
        let Some(cell) = self.element(at) else { return (None, None) };
        let frame = style(cell.offset_left(), cell.offset_top(), cell.offset_width(), cell.offset_height());
        let block = self.block().filter(|block| block.rows.len() > 1 || block.columns.len() > 1);
        let around = block.and_then(|block| {
            let first = self.element((block.rows.start, block.columns.start))?;
            let last = self.element((block.rows.end - 1, block.columns.end - 1))?;
            let name = self.element((block.rows.start, 2.max(block.columns.start)))?;
            let (left, top) = (first.offset_left(), name.offset_top().max(first.offset_top()));
            let (right, bottom) =
                (last.offset_left() + last.offset_width(), last.offset_top() + last.offset_height());
            Some(style(left, top, right - left, bottom - top))
        });
        (Some(frame), around)
    }

    fn take_focus(&self) {
        let (Some(field), Some(at)) = (self.field.get_untracked(), self.at.get_untracked()) else { return };
        if let Some(element) = self.element(at) {
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

    pub(super) fn typed(&self, text: String) {
        if self.draft.with_untracked(Option::is_none) {
            self.began.set_value(String::new());
            self.anchor_here();
        }
        self.draft.set(Some(text));
        self.fit();
    }

    /// Typing goes into one cell.
    fn anchor_here(&self) {
        self.whole.set(false);
        if let Some(at) = self.at.get_untracked() {
            self.anchor.set(at);
        }
    }

    /// The field grows with its text, over the cells below.
    fn fit(&self) {
        let Some(field) = self.field.get_untracked() else { return };
        let style = web_sys::HtmlElement::style(&field);
        let grown = style.set_property("height", "100%").and_then(|()| {
            if field.scroll_height() <= field.client_height() {
                return Ok(());
            }
            style.set_property("height", &format!("{}px", field.scroll_height() + 4))
        });
        if grown.is_err() {
            leptos::logging::warn!("the field could not be resized");
        }
    }

    pub(super) fn end(&self) {
        if let Some(field) = self.field.get_untracked() {
            field.set_value("");
        }
        self.draft.set(None);
        self.fit();
    }

    /// Enters what was typed.
    pub(super) fn commit(&self, at: (usize, usize)) {
        let Some(text) = self.draft.get_untracked() else { return };
        self.end();
        let edit = self.rows().and_then(|rows| rows.set(at.0, at.1, text.trim_end_matches('\n')));
        self.act(edit);
    }

    /// Enters a choice.
    fn take(&self, choice: String) {
        self.draft.set(Some(choice));
        if let Some(at) = self.at.get_untracked() {
            self.commit(at);
        }
        self.take_focus();
    }

    /// Opens the cell's text for editing, the caret at its end.
    pub(super) fn begin(&self) {
        let (Some((row, column)), Some(field)) = (self.at.get_untracked(), self.field.get_untracked()) else {
            return;
        };
        if self.draft.with_untracked(Option::is_some) {
            return;
        }
        let text = self.rows().map(|rows| rows.text(row, column).to_string()).unwrap_or_default();
        self.anchor_here();
        field.set_value(&text);
        self.began.set_value(text.clone());
        self.draft.set(Some(text));
        self.fit();
    }

    pub(super) fn fill_down(&self) {
        let edit = self.block().and_then(|block| self.rows().and_then(|rows| rows.fill_down(&block)));
        if !self.act(edit) {
            self.desk.say("没有可填充的：先选一格或往下选几行，用第一行的内容填满", false);
        }
    }

    fn take_paste(&self, event: &web_sys::ClipboardEvent) {
        if self.draft.with_untracked(Option::is_some) {
            return;
        }
        event.prevent_default();
        let text = pasted(event);
        if let Some(block) = self.block()
            && !text.is_empty()
        {
            self.paste(&text, (block.rows.start, block.columns.start));
        }
    }

    fn copy(&self, event: &web_sys::ClipboardEvent) {
        if self.draft.with_untracked(Option::is_some) {
            return;
        }
        let text = self.block().and_then(|block| Some(self.rows()?.copied(&block))).unwrap_or_default();
        let taken = event.clipboard_data().map(|data| data.set_data("text/plain", &text));
        if matches!(taken, Some(Ok(()))) {
            event.prevent_default();
        }
    }
}
