//! The cover's fields.

use super::desk::{Desk, use_desk};
use crate::calc::Values;
use crate::narrative::sentence;
use crate::report::Edit;
use crate::template::PartHolds;
use leptos::prelude::*;

#[component]
pub(super) fn CoverView() -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let part = template.parts.iter().find(|part| part.holds == PartHolds::Cover);
    let keys: Vec<String> = part.map(|part| part.items.clone()).unwrap_or_default();
    let heading = move || {
        let template = desk.sheet.template();
        let part = template.parts.iter().find(|part| part.heading.is_some())?;
        Some(sentence(&part.key, part.heading.as_ref()?, &Default::default(), &desk.sheet).text())
    };
    view! {
        <div class="head"><p class="crumbs">"封面"</p><h1>"封面信息"</h1></div>
        <div class="scroll">
            <div class="sheet cover-sheet">
                <p class="cover-title">{heading}</p>
                <div class="fields">{keys.into_iter().map(|key| view! { <FieldView key/> }).collect_view()}</div>
            </div>
        </div>
    }
}

#[component]
pub(super) fn FieldView(key: String) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let (label, help, default, required) = template
        .field(&key)
        .map(|f| (f.label.clone(), f.help.clone(), f.default.clone().unwrap_or_default(), f.required))
        .unwrap_or_default();
    let id = format!("field-{key}");
    let name = key.clone();
    let value = move || desk.sheet.text(&name).unwrap_or_default();
    let commit = move |text: String| commit_text(desk, &key, text);
    view! {
        <div class="field">
            <label for=id.clone()>{label}{required.then_some(view! { <i title="公开前要填">"＊"</i> })}</label>
            <input id=id type="text" autocomplete="off" placeholder=default prop:value=value
                on:change=move |event| commit(event_target_value(&event))/>
            <p class="help">{help}</p>
        </div>
    }
}

/// Enters a text if it differs from what is there.
pub(super) fn commit_text(desk: Desk, key: &str, text: String) {
    // A field that leaves the page may say so only afterwards.
    if desk.place.is_disposed() {
        return;
    }
    let before = desk.sheet.with_engine(|engine| engine.text(key)).unwrap_or_default();
    if before != text {
        desk.edit(Edit::SetText(key.to_string(), Some(text)));
    }
}
