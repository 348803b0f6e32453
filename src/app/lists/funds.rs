//! A project's funds as the form lays them out: three sources to fill in, the total above them computed.

use super::project::ProjectPage;
use super::{commit_field, text_of};
use crate::amount::Unit;
use crate::calc::Values;
use crate::records::{funds_total, kind_problem, money_note, money_shown, money_typed, usual_unit};
use leptos::prelude::*;

const SOURCES: [&str; 3] = ["fiscal", "carryover", "other"];
const STAGES: [&str; 3] = ["initial", "full", "executed"];

#[component]
pub(super) fn FundsView(page: ProjectPage) -> impl IntoView {
    let desk = page.desk;
    let template = desk.sheet.template();
    let Some(form) = template.form.clone() else { return ().into_any() };
    let names: Vec<String> = SOURCES
        .iter()
        .flat_map(|source| STAGES.iter().map(move |stage| format!("{source}_{stage}")))
        .collect();
    let first = desk.sheet.with_engine(|engine| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        engine.report().record(page.list, page.id).map(|record| usual_unit(record, &names))
    });
    let unit = RwSignal::new(first.unwrap_or(Unit::Yuan));
    let total = Memo::new(move |_| funds_total(page.id, unit.get(), &desk.sheet));
    let option = move |choice: Unit, id: &'static str| {
        let on = move || unit.get() == choice;
        view! {
            <button class="segment" id=id class:on=on aria-pressed=move || on().to_string() on:click=move |_| unit.set(choice)>{choice.label()}</button>
        }
    };
    let sum = move |at: usize| view! { <td class="derived right">{move || total.with(|total| total.get(at).cloned())}</td> };
    let labels = [form.fiscal.clone(), form.carryover.clone(), form.other.clone()];
    let lines = SOURCES.into_iter().zip(labels).map(|(source, label)| {
        let cells = STAGES.into_iter().map(|stage| {
            let column = format!("{source}_{stage}");
            view! { <td><MoneyField page unit column/></td> }
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{label}</th>{cells}<td class="void"></td><td class="void"></td><td class="void"></td></tr> }
    });
    let lines = lines.collect_view();
    view! {
        <div class="funds-head"><b>"项目资金"</b><span class="grow"></span>
            <span class="help">"没有的填0；公开时列万元。"</span>
            <span class="unit" role="group" aria-label="填写单位" title="只换填写和显示的单位，已填的数照原样保存">
                "单位" {option(Unit::Yuan, "funds-yuan")}{option(Unit::TenThousandYuan, "funds-wan")}</span></div>
        <table class="records funds" aria-label="项目资金">
            <thead><tr><th scope="col"><span class="sr">"资金来源"</span></th><th scope="col">{form.initial.clone()}</th><th scope="col">{form.full.clone()}</th>
                <th scope="col">{form.executed.clone()}</th><th scope="col">{form.weight.clone()}</th><th scope="col">{form.rate.clone()}</th>
                <th scope="col">{form.score.clone()}</th></tr></thead>
            <tbody>
                <tr class="total"><th scope="row">{form.total.clone()}</th>{(0..6).map(sum).collect_view()}</tr>
                {lines}
            </tbody>
        </table>
    }
    .into_any()
}

/// An amount in the unit of the switch; what is kept is what was typed.
#[component]
fn MoneyField(page: ProjectPage, unit: RwSignal<Unit>, column: String) -> impl IntoView {
    let desk = page.desk;
    let template = desk.sheet.template();
    let known = template.list(page.list.list).and_then(|list| list.column(&column));
    let title = known.map(|column| column.title.clone()).unwrap_or_default();
    let name = super::field::field_name(&page.list.name(&template), page.id, &column);
    let key = StoredValue::new(column);
    let text = Memo::new(move |_| key.with_value(|key| text_of(desk, page.list, page.id, key)));
    let draft = RwSignal::new(None::<String>);
    let shown = Memo::new(move |_| money_shown(&text.get(), unit.get()));
    let problem = Memo::new(move |_| {
        let template = desk.sheet.template();
        let list = template.list(page.list.list)?;
        let typed = draft.get().map(|draft| money_typed(&draft, unit.get())).unwrap_or_else(|| text.get());
        key.with_value(|key| kind_problem(list.column(key)?, &typed))
    });
    // A number that was typed in the other unit is shown converted; this says what was typed.
    let other = move || draft.with(Option::is_none).then(|| money_note(&text.get(), unit.get())).flatten();
    let commit = move |typed: String| {
        if draft.is_disposed() {
            return;
        }
        draft.set(None);
        // A look is no change: the text stays as it was typed.
        if typed != shown.get_untracked() {
            key.with_value(|key| {
                commit_field(desk, page.list, page.id, key, money_typed(&typed, unit.get_untracked()))
            });
        }
    };
    let bad = move || problem.with(Option::is_some);
    let label = move || format!("{title}，单位{}", unit.get().label());
    view! {
        <input type="text" inputmode="decimal" autocomplete="off" data-field=name class="right" class:idle=move || draft.with(Option::is_none) class:bad=bad
            aria-label=label aria-invalid=move || bad().to_string() prop:value=move || shown.get()
            on:input=move |event| draft.set(Some(event_target_value(&event))) on:change=move |event| commit(event_target_value(&event))/>
        <span class="why">{move || problem.get().map(|words| format!("▲ {words}"))}</span>
        <span class="help">{other}</span>
    }
}
