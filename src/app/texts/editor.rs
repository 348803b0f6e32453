//! The editor of a text: a field that grows, what its names mean, and the picker of live figures.

use super::field::{grow, insert, replace_all, when_left};
use super::legend::LegendView;
use super::picker::{Picker, Picking};
use crate::narrative::{LegendEntry, unusual, without_unusual};
use leptos::html::Textarea;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{InputEvent, KeyboardEvent};

/// What an editor edits, and what becomes of it.
#[derive(Clone, Copy)]
pub(super) struct TextDraft {
    /// The key under which the report keeps the text.
    pub(super) key: StoredValue<String>,
    /// What is typed.
    pub(super) text: RwSignal<String>,
    /// The field itself.
    pub(super) field: NodeRef<Textarea>,
    /// Explains the names in a text.
    pub(super) explain: Callback<String, Vec<LegendEntry>>,
    /// Keeps what was typed; called only when it differs.
    pub(super) commit: Callback<String>,
    /// Leaves the editor.
    pub(super) close: Callback<()>,
    /// Whether the text runs on within a sentence, so that it cannot have paragraphs.
    pub(super) within: bool,
}

#[component]
pub(super) fn TextEditor(
    draft: TextDraft,
    id: String,
    label: String,
    help: String,
    /// What stands at the foot, beside 收起.
    children: Children,
) -> impl IntoView {
    let TextDraft { text, field, .. } = draft;
    let initial = text.get_untracked();
    // As the browser holds it: line ends are made the same when a text is put into a field.
    let began = StoredValue::new(None::<String>);
    let picking = RwSignal::new(None::<Picking>);
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.set_value(&initial);
            began.set_value(Some(field.value()));
            // Its size is known once it has a place in the page.
            let fresh = field.clone();
            request_animation_frame(move || grow(&fresh));
            // A field that cannot take the focus is not in the page any more.
            let _ = field.focus();
        }
    });
    let commit = move || {
        // A field that leaves the page may say so only afterwards.
        let Some(Some(before)) = began.try_get_value() else { return };
        let Some(now) = text.try_get_untracked() else { return };
        if now != before {
            began.set_value(Some(now.clone()));
            draft.commit.run(now);
        }
    };
    let leave = when_left(field, commit);
    let close = move || {
        commit();
        draft.close.run(());
    };
    let key_down = move |event: KeyboardEvent| {
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "Escape" => close(),
            _ if control && event.code() == "Semicolon" => picking.set(Some(Picking::default())),
            ";" | "；" if control => picking.set(Some(Picking::default())),
            _ => return,
        }
        event.prevent_default();
    };
    let typed = move |event: &web_sys::Event| {
        let Some(field) = field.get_untracked() else { return };
        grow(&field);
        text.set(field.value());
        let data = event.dyn_ref::<InputEvent>().and_then(InputEvent::data);
        if data.as_deref() == Some("{") {
            picking.set(Some(Picking { over: 1, ..Picking::default() }));
        }
    };
    let picked = move |name: String| {
        let over = picking.get_untracked().map_or(0, |picking| picking.over);
        picking.set(None);
        insert(field, &format!("{{{name}}}"), over);
    };
    let left = move || {
        picking.set(None);
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    };
    view! {
        <div class="slot-editor">
            <label for=id.clone()><b>{label}</b>" "<span>{help}</span></label>
            <textarea id=id rows="3" spellcheck="false" node_ref=field
                on:input=move |event| typed(&event) on:blur=move |_| leave() on:keydown=key_down></textarea>
            <div class="text-tools">
                <button class="tool insert-live" title="把表里的数、常用数或别处的文字引到这里，以后随它变动（Ctrl+;）"
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| picking.update(|picking| *picking = match picking { Some(_) => None, None => Some(Picking::default()) })
                    aria-expanded=move || picking.with(Option::is_some).to_string()>"插入活数"</button>
                <span class="help count">{move || text.with(|text| format!("{}字", text.chars().count()))}</span>
                <span class="grow"></span>
                {children()}
                <button class="plain close-editor" title="保存并收起（Esc）" on:click=move |_| close()>"收起"</button>
            </div>
            {move || picking.get().map(|picking| view! {
                <Picker own=draft.key picking on_pick=Callback::new(picked) on_close=Callback::new(move |()| left())/>
            })}
            <UnusualView draft/>
            <LegendView draft picking/>
        </div>
    }
}

/// Says which unseen characters a text has, and takes them out when asked.
#[component]
fn UnusualView(draft: TextDraft) -> impl IntoView {
    let TextDraft { text, field, within, .. } = draft;
    let found = Memo::new(move |_| text.with(|text| unusual(text)));
    let lines = Memo::new(move |_| within && text.with(|text| text.trim().contains('\n')));
    let clean = move |_| {
        let cleaned = text.with_untracked(|text| without_unusual(text));
        replace_all(field, &cleaned);
    };
    move || {
        let kinds = found.get();
        let words: Vec<String> =
            kinds.iter().map(|kind| format!("{}{}个（{}）", kind.name, kind.count, kind.effect)).collect();
        view! {
            {(!words.is_empty()).then(|| view! {
                <p class="unusual"><span>{format!("文字里有{}。原样保留着。", words.join("、"))}</span>
                    <button class="plain" on:click=clean>"换成普通空格和换行，去掉看不见的"</button></p>
            })}
            {lines.get().then_some(view! {
                <p class="unusual">"这里的字接在一句话里，换行印出来只是一个空格。"</p>
            })}
        }
    }
}
