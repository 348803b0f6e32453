//! A new named figure, typed right where it is needed.

use super::super::desk::use_desk;
use crate::calc::Values;
use crate::narrative::check_fact;
use crate::report::{Edit, ListKey, Record};
use crate::template::ListForm;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

#[component]
pub(super) fn NewFact(name: String, on_made: Callback<String>) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let Some(list) = template.list_of(ListForm::Facts) else {
        return view! { <p class="help">"这个表式没有常用数。"</p> }.into_any();
    };
    let units = template
        .list(list)
        .and_then(|list| list.column("unit"))
        .map(|column| column.choices.clone())
        .unwrap_or_default();
    let unit = RwSignal::new(units.first().cloned().unwrap_or_default());
    let name = RwSignal::new(name);
    let value = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let field = NodeRef::<leptos::html::Input>::new();
    let number = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        let wanted = if name.with_untracked(String::is_empty) { field.get() } else { number.get() };
        if let Some(wanted) = wanted {
            // A field that cannot take the focus is not in the page any more.
            let _ = wanted.focus();
        }
    });
    let add = move || {
        let (name, value) =
            (name.get_untracked().trim().to_string(), value.get_untracked().trim().to_string());
        if let Err(why) = desk.sheet.with_engine(|engine| check_fact(&name, &value, engine)) {
            problem.set(Some(why));
            return;
        }
        let list = ListKey::of(list);
        let (id, at) = desk
            .sheet
            .with_engine(|engine| (engine.report().next_id(list), engine.report().records(list).len()));
        let texts = [("name", name.clone()), ("value", value), ("unit", unit.get_untracked())];
        let fields = texts.into_iter().filter(|(_, text)| !text.is_empty());
        let fields = fields.map(|(column, text)| (column.to_string(), text)).collect();
        if desk.edit(Edit::InsertRecord(list, at, Record { id, fields })) {
            desk.say(format!("已新增常用数“{name}”，改一处处处都改"), false);
            on_made.run(name);
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() && event.key_code() != 229 {
            event.prevent_default();
            add();
        }
    };
    view! {
        <div class="new-fact-form">
            <label>"名称"<input type="text" class="fact-name" autocomplete="off" node_ref=field prop:value=name.get_untracked()
                placeholder="如 取暖费" on:input=move |event| { name.set(event_target_value(&event)); problem.set(None); } on:keydown=key/></label>
            <label>"数"<input type="text" class="fact-value" inputmode="decimal" autocomplete="off" node_ref=number placeholder="如 36.42"
                on:input=move |event| { value.set(event_target_value(&event)); problem.set(None); } on:keydown=key/></label>
            <label>"单位"<select class="fact-unit" on:change=move |event| unit.set(event_target_value(&event))>
                {units.into_iter().map(|unit| view! { <option value=unit.clone()>{unit.clone()}</option> }).collect_view()}
            </select></label>
            <button class="solid" on:click=move |_| add()>"新增并引用"</button>
            <span class="help">"文字里仍要自己写单位"</span>
            {move || problem.get().map(|problem| view! { <p class="fact-problem" role="alert">"▲ "{problem}</p> })}
        </div>
    }
    .into_any()
}
