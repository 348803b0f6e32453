//! Lists and forms among the sentences of a section: to be read here, to be filled in on their own pages.

use crate::app::desk::{Place, use_desk};
use crate::calc::{Scope, Values};
use crate::document::{FormRole, FormRow, list_table, project_form};
use crate::template::ListIndex;
use leptos::prelude::*;

#[component]
pub(in crate::app) fn ListSummary(index: ListIndex) -> impl IntoView {
    let desk = use_desk();
    let laid = Memo::new(move |_| list_table(index, &desk.sheet));
    let item = desk.sheet.template().list(index).map(|list| list.item.clone()).unwrap_or_default();
    view! {
        <div class="placed" data-list=index.to_string()>
            {move || laid.get().map(|laid| {
                let heads = laid.header.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
                let empty = laid.rows.is_empty();
                let rows = laid.rows.into_iter().map(|row| {
                    let cells = row.into_iter().map(|text| view! { <td>{text}</td> }).collect_view();
                    view! { <tr>{cells}</tr> }
                });
                view! {
                    <table class="placed-table" aria-label=laid.title><thead><tr>{heads}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
                    {empty.then(|| view! { <p class="empty">{format!("还没有{item}，这里会是一张空表。")}</p> })}
                }
            })}
            <button class="tool" on:click=move |_| desk.go(Place::List(index))>"去填写 ›"</button>
        </div>
    }
}

#[component]
pub(in crate::app) fn FormSummary(scope: Scope) -> impl IntoView {
    let desk = use_desk();
    let id = scope.record.map_or(0, |(_, id, _)| id);
    let line = Memo::new(move |_| {
        desk.projects.with(|lines| {
            lines.iter().find(|(line, _)| line.id == id).map(|(line, _)| line.clone()).unwrap_or_default()
        })
    });
    let open = RwSignal::new(false);
    let words = move || {
        line.with(|line| {
            let or =
                |text: &str, other: &str| if text.is_empty() { other.to_string() } else { text.to_string() };
            format!(
                "全年预算 {} 万元，执行 {} 万元，执行率 {}；指标 {} 条，总分 {}{}",
                or(&line.full, "—"),
                or(&line.executed, "—"),
                or(&line.rate, "—"),
                line.indicators,
                or(&line.score, "未齐"),
                if line.grade.is_empty() { String::new() } else { format!("（{}）", line.grade) },
            )
        })
    };
    view! {
        <div class="placed" data-form=id.to_string()>
            <p><b>{move || line.with(|line| format!("自评表　{}", line.name))}</b></p>
            <p class="help">{words}</p>
            <p>
                <button class="tool" on:click=move |_| desk.go(Place::Project(id))>"去填写 ›"</button>
                <button class="tool" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                    {move || if open.get() { "收起整张表" } else { "看整张表" }}</button>
            </p>
            // The whole form is laid out only while it is looked at: it may have hundreds of rows.
            {move || open.get().then(|| project_form(&scope, &desk.sheet)).flatten().map(|form| {
                let heads = form.header.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
                view! {
                    <div class="placed-form">
                        <table class="placed-table"><tbody>{rows(form.head)}</tbody></table>
                        <table class="placed-table"><thead><tr>{heads}</tr></thead><tbody>{rows(form.rows)}</tbody></table>
                    </div>
                }
            })}
        </div>
    }
}

fn rows(rows: Vec<FormRow>) -> Vec<AnyView> {
    let row = |row: FormRow| {
        let cells = row.into_iter().map(|cell| {
            let class = match cell.role {
                FormRole::Head => "form-label",
                FormRole::Text => "",
                FormRole::Mark => "center",
            };
            view! { <td class=class colspan=cell.colspan.to_string() rowspan=cell.rowspan.to_string()>{cell.text}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }.into_any()
    };
    rows.into_iter().map(row).collect()
}
