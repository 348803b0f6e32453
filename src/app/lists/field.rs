//! One field of a record: a line, a growing box, a choice that takes anything; what is wrong stands below it.

use super::{commit_field, text_of};
use crate::app::desk::use_desk;
use crate::calc::Values;
use crate::records::field_problem;
use crate::report::ListKey;
use crate::template::FieldKind;
use leptos::prelude::*;

/// The name of a field in the page: `units.1.name`.
pub(super) fn field_name(list: &str, id: u32, column: &str) -> String {
    format!("{list}.{id}.{column}")
}

#[component]
pub(super) fn Field(
    /// The list.
    list: ListKey,
    /// The record.
    id: u32,
    /// The column, by position.
    column: usize,
    /// What it is called for those who do not see the table around it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let Some(source) = template.list(list.list).and_then(|list| list.columns.get(column)).cloned() else {
        return ().into_any();
    };
    let name = field_name(&list.name(&template), id, &source.key);
    let key = StoredValue::new(source.key.clone());
    let text = Memo::new(move |_| key.with_value(|key| text_of(desk, list, id, key)));
    // What is being typed belongs to the browser; this copy is for the reason below it and for the height.
    let draft = RwSignal::new(None::<String>);
    let shown = move || draft.get().unwrap_or_else(|| text.get());
    let problem = Memo::new(move |_| {
        let template = desk.sheet.template();
        let known = template.list(list.list)?;
        let records = desk.sheet.records(list);
        field_problem(&template, known, known.columns.get(column)?, &shown(), id, &records)
    });
    let lacks = move || source.required && text.with(|text| text.trim().is_empty());
    let commit = move |typed: String| {
        if draft.is_disposed() {
            return;
        }
        draft.set(None);
        key.with_value(|key| commit_field(desk, list, id, key, typed));
    };
    let (bad, hint) = (move || problem.with(Option::is_some), format!("why-{name}"));
    let described = hint.clone();
    let idle = move || draft.with(Option::is_none);
    let input = if source.kind == FieldKind::Long {
        view! {
            <span class="grows" data-text=shown>
                <textarea rows="1" maxlength="100000" spellcheck="false" data-field=name class:idle=idle class:bad=bad class:lacks=lacks
                    aria-label=label aria-invalid=move || bad().to_string() aria-describedby=described aria-required=source.required.to_string()
                    prop:value=move || text.get() on:input=move |event| draft.set(Some(event_target_value(&event)))
                    on:change=move |event| commit(event_target_value(&event))></textarea>
            </span>
        }
        .into_any()
    } else {
        let choices = (!source.choices.is_empty()).then(|| format!("choices-{}-{}", list.list, source.key));
        let right = matches!(source.kind, FieldKind::Money | FieldKind::Decimal | FieldKind::Count);
        view! {
            <input type="text" autocomplete="off" spellcheck="false" data-field=name list=choices class:idle=idle class:bad=bad
                class:lacks=lacks class:right=right aria-label=label aria-invalid=move || bad().to_string()
                aria-describedby=described aria-required=source.required.to_string()
                prop:value=move || text.get() on:input=move |event| draft.set(Some(event_target_value(&event)))
                on:change=move |event| commit(event_target_value(&event))/>
        }
        .into_any()
    };
    view! { {input} <span class="why" id=hint>{move || problem.get().map(|words| format!("▲ {words}"))}</span> }.into_any()
}

/// The choices of a list's columns, once for all its rows.
#[component]
pub(super) fn Choices(list: ListKey) -> impl IntoView {
    let template = use_desk().sheet.template();
    let columns = template.list(list.list).map(|list| list.columns.clone()).unwrap_or_default();
    let lists = columns.into_iter().filter(|column| !column.choices.is_empty()).map(|column| {
        let options = column.choices.into_iter().map(|choice| view! { <option value=choice></option> });
        view! { <datalist id=format!("choices-{}-{}", list.list, column.key)>{options.collect_view()}</datalist> }
    });
    lists.collect_view()
}
