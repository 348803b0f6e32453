//! Chooses what a text refers to: named figures, figures of sentences, cells, other texts.

use super::super::desk::use_desk;
use super::new_fact::NewFact;
use crate::narrative::{Candidate, CandidateKind, candidates, find};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// How many are listed at once.
const LISTED: usize = 40;

/// How the picker was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Picking {
    /// Characters before the caret that the choice takes the place of.
    pub(super) over: u32,
    /// A named figure that is to be made, by the name already written.
    pub(super) new: Option<String>,
}

#[component]
pub(super) fn Picker(
    own: StoredValue<String>,
    picking: Picking,
    on_pick: Callback<String>,
    on_close: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let all = StoredValue::new(desk.sheet.with_engine(|engine| candidates(&own.get_value(), engine)));
    let query = RwSignal::new(String::new());
    let kind = RwSignal::new(None::<CandidateKind>);
    let chosen = RwSignal::new(0usize);
    let written = StoredValue::new(picking.new.clone());
    let adding = RwSignal::new(picking.new.is_some());
    let field = NodeRef::<leptos::html::Input>::new();
    let list = NodeRef::<leptos::html::Ul>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get()
            && !adding.get_untracked()
        {
            // A field that cannot take the focus is not in the page any more.
            let _ = field.focus();
        }
    });
    let found = Memo::new(move |_| {
        all.with_value(|all| {
            let (found, count) = find(all, kind.get(), &query.get(), LISTED);
            (found.into_iter().cloned().collect::<Vec<_>>(), count)
        })
    });
    // The chosen line stays in sight.
    Effect::new(move |_| {
        let at = chosen.get();
        let line = list.get().and_then(|list| list.children().item(u32::try_from(at).unwrap_or_default()));
        if let Some(line) = line {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            line.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let key = move |event: KeyboardEvent| {
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let last = found.with_untracked(|(found, _)| found.len().saturating_sub(1));
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|chosen| *chosen = (*chosen + 1).min(last)),
            "ArrowUp" => chosen.update(|chosen| *chosen = chosen.saturating_sub(1)),
            // The brace that ends a name ends the search: what was typed is the name, right or wrong.
            "}" => match query.get_untracked().trim() {
                "" => on_close.run(()),
                name => on_pick.run(name.to_string()),
            },
            "Enter" => {
                let name = found.with_untracked(|(found, _)| {
                    found.get(chosen.get_untracked()).map(|candidate| candidate.name.clone())
                });
                match name {
                    Some(name) => on_pick.run(name),
                    None => adding.set(true),
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let of_kind = move |of: Option<CandidateKind>| {
        let words = of.map_or("全部", CandidateKind::label);
        view! {
            <button class="segment" class:on=move || kind.get() == of aria-pressed=move || (kind.get() == of).to_string()
                on:click=move |_| { kind.set(of); chosen.set(0); }>{words}</button>
        }
    };
    // A figure that was written before it had a value is only made, not written again.
    let made = move |name: String| match written.get_value() {
        Some(_) => on_close.run(()),
        None => on_pick.run(name),
    };
    view! {
        <div class="picker" role="group" aria-label="插入活数"
            on:keydown=move |event: KeyboardEvent| if event.key() == "Escape" && !event.is_composing() { on_close.run(()); }>
            <div class="picker-head">
                <input type="text" class="picker-query" autocomplete="off" node_ref=field aria-label="找什么数"
                    placeholder="名称、科目、表名、编码或数，如 取暖费、公开05表 合计、36.42" role="combobox" aria-expanded="true"
                    on:keydown=key on:input=move |event| { query.set(event_target_value(&event)); chosen.set(0); }/>
                <button class="tool new-fact" aria-expanded=move || adding.get().to_string()
                    on:click=move |_| adding.update(|adding| *adding = !*adding)>"新增常用数"</button>
                <button class="plain" title="不插入（Esc）" on:click=move |_| on_close.run(())>"关闭"</button>
            </div>
            {move || adding.get().then(|| {
                let name = written.get_value().unwrap_or_else(|| query.get_untracked());
                view! { <NewFact name on_made=Callback::new(made)/> }
            })}
            <div class="picker-kinds">{of_kind(None)}{CandidateKind::ALL.map(|kind| of_kind(Some(kind))).into_iter().collect_view()}</div>
            <ul class="picker-list" role="listbox" aria-label="可以引用的数和文字" node_ref=list>
                {move || found.get().0.into_iter().enumerate().map(|(at, candidate)| line(at, candidate, chosen, on_pick)).collect_view()}
            </ul>
            <p class="help">{move || found.with(|(found, count)| match (found.len(), *count) {
                (0, _) => "没有找到。换几个字再找，或新增一个常用数。".to_string(),
                (some, count) if count > some => format!("共{count}个，列出前{some}个；再写几个字会更准。↑↓选，回车插入。"),
                (_, count) => format!("共{count}个。↑↓选，回车插入。"),
            })}</p>
        </div>
    }
}

fn line(
    at: usize,
    candidate: Candidate,
    chosen: RwSignal<usize>,
    on_pick: Callback<String>,
) -> impl IntoView {
    let Candidate { name, kind, label, value, .. } = candidate;
    let title = format!("{{{name}}} {label}");
    let pick = name.clone();
    view! {
        <li role="option" class:on=move || chosen.get() == at aria-selected=move || (chosen.get() == at).to_string()
            data-name=name title=title on:click=move |_| on_pick.run(pick.clone())>
            <em>{kind.label()}</em><span class="words">{label}</span><b>{value}</b>
        </li>
    }
}
