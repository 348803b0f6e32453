//! Adding a row: by code, by name or by pinyin initials.

use super::desk::{Focus, use_desk};
use crate::calc::Values;
use crate::catalog::{self, Level};
use crate::report::{CellRef, Edit, RowData};
use crate::template::{RowKey, TableIndex};
use leptos::prelude::*;

/// Most codes listed at once.
const LISTED: usize = 60;

#[component]
pub(super) fn AddRow(index: TableIndex) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let Some(classification) =
        template.table(index).and_then(|table| table.repeat()).map(|r| r.classification)
    else {
        return ().into_any();
    };
    let level = match catalog::item_length(classification) {
        7 => Level::Item,
        _ => Level::Section,
    };
    let query = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let chosen = RwSignal::new(0usize);
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if desk.adding.get()
            && let Some(field) = field.get()
        {
            // A field that cannot take the focus is not in the page any more.
            let _ = field.focus();
        }
    });
    let found = Memo::new(move |_| {
        let catalog = catalog::of(classification);
        let found = catalog.search(&query.get(), Some(level), LISTED);
        // Many items have the same name: what stands above tells them apart.
        let above = |code: &str| catalog.name(code.get(..code.len().saturating_sub(2)).unwrap_or_default());
        let words = |entry: &catalog::Entry| match above(entry.code) {
            Some(above) => format!("{}（{above}）", entry.name),
            None => entry.name.to_string(),
        };
        found.into_iter().map(|entry| (entry.code.to_string(), words(entry))).collect::<Vec<_>>()
    });
    // A code of the right shape that the catalogue lacks can be added under a typed name.
    let unknown = Memo::new(move |_| {
        let code = catalog::check_code(classification, query.get().trim()).ok()?;
        let right = code.len() == catalog::item_length(classification);
        (right && catalog::of(classification).get(&code).is_none()).then_some(code)
    });
    let add = move |code: &str, typed: Option<String>| {
        let Ok(code) = code.parse::<u32>() else { return };
        let row = RowKey::Code(code);
        let there = desk.sheet.with_engine(|engine| engine.report().row(index, row).is_some());
        if there {
            desk.say(format!("{code} 已在这张表里，没有重复添加"), true);
        } else {
            let mut edits = vec![Edit::SetRow(index, code, Some(RowData::default()))];
            edits.extend(typed.map(|typed| Edit::SetName(code, Some(typed))));
            if !desk.edit(Edit::Batch(edits)) {
                return;
            }
            desk.say(format!("已加科目 {code}"), false);
        }
        query.set(String::new());
        name.set(String::new());
        desk.adding.set(false);
        let template = desk.sheet.template();
        let entered = template
            .table(index)
            .and_then(|table| table.columns_of(row).find(|column| table.formula(row, *column).is_none()));
        if let Some(column) = entered {
            desk.focus.set(Some(Focus::Cell(CellRef { table: index, row, column })));
        }
    };
    let add_unknown = move || {
        let Some(code) = unknown.get_untracked() else { return };
        let typed = name.get_untracked().trim().to_string();
        if typed.is_empty() {
            desk.say("目录里没有这个编码，请写上科目名称再添加", true);
        } else {
            add(&code, Some(typed));
        }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|chosen| *chosen = (*chosen + 1).min(count.saturating_sub(1))),
            "ArrowUp" => chosen.update(|chosen| *chosen = chosen.saturating_sub(1)),
            "Escape" => desk.adding.set(false),
            "Enter" => match found.with_untracked(|found| found.get(chosen.get_untracked()).cloned()) {
                Some((code, _)) => add(&code, None),
                None => add_unknown(),
            },
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="add-row" class:open=move || desk.adding.get() role="search">
            <label for="row-query">"编码、名称或拼音首字母"</label>
            <input id="row-query" type="text" autocomplete="off" node_ref=field placeholder="如 2080505、养老、jbyl"
                role="combobox" aria-expanded="true" aria-controls="row-choices"
                prop:value=move || query.get() on:keydown=key
                on:input=move |event| { query.set(event_target_value(&event)); chosen.set(0); }/>
            <ul id="row-choices" role="listbox">
                {move || found.get().into_iter().enumerate().map(|(position, (code, words))| {
                    let pick = code.clone();
                    view! {
                        <li role="option" class:on=move || chosen.get() == position
                            aria-selected=move || (chosen.get() == position).to_string()
                            on:click=move |_| add(&pick, None)><b>{code}</b>" "{words}</li>
                    }
                }).collect_view()}
                {move || unknown.get().map(|code| view! {
                    <li class="unknown">
                        <span>{format!("▲ 目录里没有 {code}，可按您写的名称添加，公开前请核对：")}</span>
                        <input id="row-name" type="text" placeholder="科目名称" prop:value=move || name.get()
                            on:input=move |event| name.set(event_target_value(&event))
                            on:keydown=move |event: web_sys::KeyboardEvent| if event.key() == "Enter" && !event.is_composing() { add_unknown(); }/>
                        <button class="solid" on:click=move |_| add_unknown()>"添加"</button>
                    </li>
                })}
                {move || (found.with(Vec::is_empty) && unknown.get().is_none() && !query.with(String::is_empty)).then_some(view! {
                    <li class="none">"目录里没有找到。不在目录里的科目，请输入完整的七位编码。"</li>
                })}
            </ul>
        </div>
    }
    .into_any()
}
