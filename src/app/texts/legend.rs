//! Under a text: what each name in braces means, how it reads now, or why it stands for nothing.

use super::super::desk::use_desk;
use super::editor::TextDraft;
use super::field::replace;
use super::picker::Picking;
use crate::calc::Values;
use crate::narrative::{Candidate, FactEntry, LegendEntry, candidates, check_fact_value, nearest};
use crate::report::{Edit, ListKey};
use crate::template::ListForm;
use leptos::prelude::*;

#[component]
pub(super) fn LegendView(draft: TextDraft, picking: RwSignal<Option<Picking>>) -> impl IntoView {
    let entries = Memo::new(move |_| draft.explain.run(draft.text.get()));
    view! {
        <ul class="text-legend" class:none=move || entries.with(Vec::is_empty) aria-label="文字里引用的数">
            // The line of a figure stays while its value is typed in it: its key is its name.
            <For each=move || entries.get() key=|entry| (entry.name.clone(), entry.fact.clone().map(|fact| (fact.id, fact.unit)), entry.problem.clone(), entry.meaning.clone())
                children=move |entry| {
                    let name = entry.name.clone();
                    let now = Memo::new(move |_| entries.with(|entries| {
                        entries.iter().find(|entry| entry.name == name).map(|entry| entry.now.clone()).unwrap_or_default()
                    }));
                    view! { <EntryView draft entry now picking/> }
                }/>
        </ul>
    }
}

#[component]
fn EntryView(
    draft: TextDraft,
    entry: LegendEntry,
    now: Memo<String>,
    picking: RwSignal<Option<Picking>>,
) -> impl IntoView {
    let written = format!("{{{}}}", entry.name);
    let body = match (entry.problem, entry.fact) {
        (Some(problem), _) => {
            let lead = if entry.meaning.is_empty() { String::new() } else { format!("{}。", entry.meaning) };
            view! {
                <span class="meaning bad">{format!("▲ {lead}{problem}")}</span>
                <Mending draft name=entry.name wrong=entry.meaning.is_empty() picking/>
            }
            .into_any()
        }
        (None, Some(fact)) => {
            view! { <span class="meaning">{entry.meaning}</span><FactValue fact now/> }.into_any()
        }
        (None, None) => {
            view! { <span class="meaning">{entry.meaning}</span><b class="now">{move || now.get()}</b> }
                .into_any()
        }
    };
    view! { <li data-legend=written.clone()><code>{written.clone()}</code>{body}</li> }
}

/// What a name that stands for nothing was perhaps meant to be.
#[component]
fn Mending(draft: TextDraft, name: String, wrong: bool, picking: RwSignal<Option<Picking>>) -> impl IntoView {
    let desk = use_desk();
    // A reason that leads back to itself has the right name; only a wrong name has a right one.
    let near: Option<Candidate> = wrong
        .then(|| {
            let all = desk.sheet.with_engine(|engine| candidates(&draft.key.get_value(), engine));
            nearest(&name, &all).cloned()
        })
        .flatten();
    let written = StoredValue::new(format!("{{{name}}}"));
    let own = StoredValue::new(name);
    view! {
        <span class="mending">
            {near.map(|near| {
                let words = format!("改成{{{}}}", near.name);
                let title = format!("{}，现在是{}", near.label, near.value);
                view! {
                    <button class="plain" title=title
                        on:click=move |_| replace(draft.field, &written.get_value(), &format!("{{{}}}", near.name))>{words}</button>
                }
            })}
            {wrong.then(|| view! {
                <button class="plain" on:click=move |_| picking.set(Some(Picking { over: 0, new: Some(own.get_value()) }))>"新增为常用数"</button>
            })}
        </span>
    }
}

/// The value of a named figure, which can be changed where it is used.
#[component]
fn FactValue(fact: FactEntry, now: Memo<String>) -> impl IntoView {
    let desk = use_desk();
    let FactEntry { id, unit } = fact;
    let commit = move |text: String| {
        let text = text.trim().to_string();
        let Some(list) = desk.sheet.template().list_of(ListForm::Facts) else { return };
        if text == now.get_untracked() {
            return;
        }
        if let Err(why) = check_fact_value(&text) {
            desk.say(format!("{why}。原来的数没有改"), true);
            return;
        }
        if desk.edit(Edit::SetField(ListKey::of(list), id, "value".into(), Some(text))) {
            desk.say("常用数已改，引用它的文字都跟着改了", false);
        }
    };
    view! {
        <input type="text" class="fact-now" inputmode="decimal" autocomplete="off" prop:value=move || now.get()
            aria-label="这个常用数的值" title="常用数：改这里，引用它的文字都跟着改"
            on:change=move |event| commit(event_target_value(&event))
            on:keydown=move |event: web_sys::KeyboardEvent| if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                commit(event_target_value(&event));
            }/>
        <span class="fact-of">{unit}</span>
    }
}
