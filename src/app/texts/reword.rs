//! The clerk's own wording of a sentence, written with names for its live figures.

use super::super::desk::{Desk, use_desk};
use super::editor::{TextDraft, TextEditor};
use super::field::{focus_on, insert};
use super::fragments::plain_view;
use super::sentence::Spot;
use crate::calc::Values;
use crate::narrative::{
    LegendEntry, WordingReview, first_wording, kept_wording, legend, preview, review, shown_wording,
};
use crate::report::Edit;
use leptos::prelude::*;

#[component]
pub(super) fn RewordEditor(spot: Spot, open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let key = spot.wording();
    // What stood there before, for 不改了.
    let before = StoredValue::new(desk.sheet.with_engine(|engine| engine.text(&key)));
    let initial = spot.with(desk, |own| match before.get_value() {
        Some(kept) => shown_wording(&kept, own.paragraph, &template),
        None => first_wording(own.paragraph, &template),
    });
    let began = StoredValue::new(initial.unwrap_or_default());
    let id = format!("own-{key}");
    let key = StoredValue::new(key);
    let explain = move |text: String| {
        spot.with(desk, |own| legend(&text, &key.get_value(), Some(own), &desk.sheet)).unwrap_or_default()
    };
    let draft = TextDraft {
        key,
        text: RwSignal::new(began.get_value()),
        field: NodeRef::new(),
        explain: Callback::new(explain),
        commit: Callback::new(move |text: String| keep(desk, spot, &text)),
        close: Callback::new(move |()| {
            open.set(false);
            focus_on(spot.door());
        }),
        within: true,
    };
    let give_up = move |_| {
        // The field commits what it holds when it goes away: that is what it began with.
        draft.text.set(began.get_value());
        set(desk, spot, before.get_value());
        open.set(false);
        focus_on(spot.door());
    };
    view! {
        <div class="reword">
            <TextEditor draft id label="改写这句".to_string()
                help="花括号里的是活数，留着它就随表变动；可以挪动、删去，也可以插入别的。清空就恢复自动句。".to_string()>
                <button class="plain" title="放弃这次的改写" on:mousedown=move |event| event.prevent_default() on:click=give_up>"不改了"</button>
            </TextEditor>
            <PreviewView draft spot/>
        </div>
    }
}

/// Keeps a wording; one that is empty or the same as the generated sentence is none.
fn keep(desk: Desk, spot: Spot, text: &str) {
    let template = desk.sheet.template();
    let kept = spot.with(desk, |own| {
        let own_words = !text.trim().is_empty() && text != first_wording(own.paragraph, &template);
        own_words.then(|| kept_wording(text, own.paragraph, &template))
    });
    if let Some(kept) = kept {
        set(desk, spot, kept);
    }
}

fn set(desk: Desk, spot: Spot, kept: Option<String>) {
    let key = spot.wording();
    if desk.sheet.with_engine(|engine| engine.text(&key)) != kept {
        desk.edit(Edit::SetText(key, kept));
    }
}

/// How the sentence will read, and what it has given up.
#[component]
fn PreviewView(draft: TextDraft, spot: Spot) -> impl IntoView {
    let desk = use_desk();
    let worded = Memo::new(move |_| {
        let text = draft.text.get();
        spot.with(desk, |own| preview(&text, own, &desk.sheet).fragments).unwrap_or_default()
    });
    let reviewed = Memo::new(move |_| {
        let text = draft.text.get();
        spot.with(desk, |own| review(&text, own, &desk.sheet)).unwrap_or_default()
    });
    let put_back = move |entry: LegendEntry| {
        let words = format!("{{{}}} {}", entry.name, entry.now);
        let title = format!("{}。点一下放到光标处", entry.meaning);
        view! {
            <button class="segment put-back" title=title on:mousedown=|event| event.prevent_default()
                on:click=move |_| insert(draft.field, &format!("{{{}}}", entry.name), 0)>{words}</button>
        }
    };
    view! {
        <div class="preview">
            <p class="help">"改写后是这样："</p>
            <p class="sentence">{move || plain_view(spot.section, worded.get())}</p>
            {move || {
                let WordingReview { frozen, dropped } = reviewed.get();
                view! {
                    {(!frozen.is_empty()).then(|| view! {
                        <p class="given-up">{format!("▲ 这里有{}个数不再随表变动：{}", frozen.len(), frozen.join("、"))}</p>
                    })}
                    {(!dropped.is_empty()).then(|| view! {
                        <p class="dropped"><span class="help">"没有用到的："</span>{dropped.into_iter().map(put_back).collect_view()}</p>
                    })}
                }
            }}
        </div>
    }
}
