//! Editors of lists: a table of fields for any list, pages for the projects of performance self-evaluation.

mod explain;
mod facts;
mod field;
mod findings;
mod funds;
mod grid;
mod grid_editor;
mod grid_keys;
mod grid_row;
mod grid_tools;
mod project;
mod projects;
mod summary;
mod table;

pub(super) use explain::IndicatorExplained;
pub(super) use project::ProjectView;
pub(super) use summary::{FormSummary, ListSummary};

use super::desk::{Desk, use_desk};
use crate::calc::Values;
use crate::report::{Edit, ListKey};
use crate::template::{ListForm, ListIndex};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[component]
pub(super) fn ListView(index: ListIndex) -> impl IntoView {
    let desk = use_desk();
    let form = desk.sheet.template().list(index).map(|list| list.form);
    match form {
        Some(ListForm::Performance) => view! { <projects::ProjectsView index/> }.into_any(),
        Some(_) => view! { <table::RecordsView index/> }.into_any(),
        None => ().into_any(),
    }
}

/// The text of a record's field, tracked.
fn text_of(desk: Desk, list: ListKey, id: u32, column: &str) -> String {
    let records = desk.sheet.records(list);
    let record = records.iter().find(|record| record.id == id);
    record.map(|record| record.field(column).to_string()).unwrap_or_default()
}

/// The same without tracking, for handlers of events.
fn text_now(desk: Desk, list: ListKey, id: u32, column: &str) -> String {
    desk.sheet.with_engine(|engine| {
        engine.report().record(list, id).map(|record| record.field(column).to_string()).unwrap_or_default()
    })
}

/// Goes to a record's field once it is on the page.
fn focus_field(desk: Desk, list: ListKey, id: u32, column: &str) {
    let name = field::field_name(&list.name(&desk.sheet.template()), id, column);
    focus_soon(format!("[data-field=\"{name}\"]"));
}

/// Enters a text if it differs from what is there.
fn commit_field(desk: Desk, list: ListKey, id: u32, column: &str, text: String) {
    // A field that leaves the page may say so only afterwards.
    if desk.place.is_disposed() || text_now(desk, list, id, column) == text {
        return;
    }
    let there = desk.sheet.with_engine(|engine| engine.report().record(list, id).is_some());
    if there {
        desk.edit(Edit::SetField(list, id, column.to_string(), Some(text)));
    }
}

/// Gives an element the focus once what was just changed is in the page.
fn focus_soon(selector: String) {
    request_animation_frame(move || focus_now(&selector));
}

fn focus_now(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus has left the page again.
        let _ = element.focus();
    }
}

/// The text of a paste.
fn pasted(event: &web_sys::ClipboardEvent) -> String {
    event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default()
}

/// Whether a key belongs to an input method.
fn composing(event: &web_sys::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}
