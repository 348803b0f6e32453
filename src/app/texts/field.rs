//! A text area as the browser has it: inserting so that its own undo still knows, growing with its text.

use leptos::html::Textarea;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// Beyond this many characters measuring a text costs more than it gives: the field takes its full height.
const MEASURED: u32 = 6000;

/// Puts text at the caret, in place of what is selected. `over` characters before the caret go with it.
pub(super) fn insert(field: NodeRef<Textarea>, text: &str, over: u32) {
    let Some(field) = field.get_untracked() else { return };
    // A field that cannot take the focus is not in the page any more.
    let _ = field.focus();
    let end = field.selection_end().ok().flatten().unwrap_or_default();
    let start = field.selection_start().ok().flatten().unwrap_or(end);
    put(&field, text, start.saturating_sub(over), end);
}

/// Puts one text in place of the first occurrence of another.
pub(super) fn replace(field: NodeRef<Textarea>, old: &str, new: &str) {
    let Some(field) = field.get_untracked() else { return };
    let value = field.value();
    let Some(at) = value.find(old) else { return };
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let start = units(value.get(..at).unwrap_or_default());
    let _ = field.focus();
    put(&field, new, start, start.saturating_add(units(old)));
}

/// Puts one text in place of the whole.
pub(super) fn replace_all(field: NodeRef<Textarea>, text: &str) {
    let Some(field) = field.get_untracked() else { return };
    let _ = field.focus();
    let end = u32::try_from(field.value().encode_utf16().count()).unwrap_or(u32::MAX);
    put(&field, text, 0, end);
}

fn put(field: &HtmlTextAreaElement, text: &str, start: u32, end: u32) {
    if field.set_selection_range(start, end).is_err() {
        return;
    }
    // The editing command is what the browser's undo remembers; where there is none, the text goes in all the same.
    let page = document().dyn_into::<web_sys::HtmlDocument>().ok();
    let done = page.map(|page| page.exec_command_with_show_ui_and_value("insertText", false, text));
    if matches!(done, Some(Ok(true))) {
        return;
    }
    if field.set_range_text_with_start_and_end(text, start, end).is_ok()
        && let Ok(event) = web_sys::Event::new("input")
    {
        // Whoever listens learns of it; nobody can forbid it.
        let _ = field.dispatch_event(&event);
    }
}

/// Makes a field as high as its text; the style sheet says where that ends.
pub(super) fn grow(field: &HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(field);
    let set = |height: &str| {
        // A height that is refused leaves the field as it is, with a scroll bar.
        let _ = style.set_property("height", height);
    };
    if field.text_length() > MEASURED {
        set("60vh");
        return;
    }
    // Measured small, the page around may scroll: it is put back.
    let around = field.closest(".scroll").ok().flatten();
    let top = around.as_ref().map(|around| around.scroll_top());
    set("auto");
    let height = field.scroll_height() + 4;
    set(&format!("{height}px"));
    if let (Some(around), Some(top)) = (around, top) {
        around.set_scroll_top(top);
    }
}

/// Commits when a field is left. Pressing the mouse elsewhere leaves it too, and what a commit changes on the page would
/// move away from under the pointer before the button is let go: then it waits for that. Answers with what to do when
/// the field loses the focus.
pub(super) fn when_left(
    field: NodeRef<Textarea>,
    commit: impl Fn() + Copy + Send + Sync + 'static,
) -> impl Fn() + Copy {
    let pressed = StoredValue::new(false);
    let down = window_event_listener(leptos::ev::mousedown, move |_| pressed.set_value(true));
    let up = window_event_listener(leptos::ev::mouseup, move |_| {
        pressed.set_value(false);
        let inside = field.get_untracked().is_some_and(|field| {
            document().active_element().is_some_and(|active| active.is_same_node(Some(&field)))
        });
        if !inside {
            // After the click, which comes after the release.
            set_timeout(commit, std::time::Duration::ZERO);
        }
    });
    on_cleanup(move || {
        down.remove();
        up.remove();
        commit();
    });
    move || {
        if pressed.try_get_value() != Some(true) {
            commit();
        }
    }
}

/// Gives the focus back to what an editor was opened from, once it has gone.
pub(super) fn focus_on(selector: String) {
    let go = move || {
        // The user may have gone on already.
        if document().active_element().is_some_and(|active| active.tag_name() != "BODY") {
            return;
        }
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // An element that cannot take the focus is not in the page any more.
            let _ = element.focus();
        }
    };
    set_timeout(go, std::time::Duration::ZERO);
}

/// Whether the user is marking words rather than clicking on them.
pub(super) fn is_selecting() -> bool {
    window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}
