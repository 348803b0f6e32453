//! The side panel of an indicator: both scores, what is wrong, and the one press that takes the score by rule.

use crate::app::desk::use_desk;
use crate::calc::Values;
use crate::records::{adopt, indicators};
use crate::template::ListForm;
use leptos::prelude::*;

#[component]
pub(in crate::app) fn IndicatorExplained(project: u32, id: u32) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let list = template.list_of(ListForm::Indicators).and_then(|index| template.list(index));
    let position =
        move |key: &str| list.and_then(|list| list.columns.iter().position(|column| column.key == key));
    let (Some(name), Some(score)) = (position("name"), position("score")) else { return ().into_any() };
    let grid = indicators(project, &desk.sheet);
    let row = grid.as_ref().and_then(|grid| grid.rows.iter().find(|row| row.id == id).cloned());
    let Some(row) = row else {
        return view! { <p class="empty">"这条指标已经删除。"</p> }.into_any();
    };
    let or_none = |text: &str, none: &str| {
        if text.trim().is_empty() { none.to_string() } else { text.trim().to_string() }
    };
    let text = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
    let differs = row.differs.is_some();
    let take = move |_| {
        let edit = desk.sheet.with_engine(|engine| adopt(project, |row| row.id == id, engine));
        if let Some(edit) = edit {
            desk.edit(edit);
        }
    };
    let findings = row.findings.clone().into_iter().map(|finding| {
        view! { <li class:grave=finding.grave><span aria-hidden="true">{if finding.grave { "▲ " } else { "◆ " }}</span>{finding.words}</li> }
    });
    view! {
        <h3>{format!("第{}行　{}", row.number, or_none(&text(name), "（未填名称）"))}</h3>
        <div class="two-scores">
            <div><span>"按规则"</span><b>{or_none(&row.proposed, "—")}</b></div>
            <div class:wrong=differs><span>"填报"</span><b>{or_none(&text(score), if row.proposed.is_empty() { "没有填" } else { "没填，用规则分" })}</b></div>
        </div>
        {row.differs.clone().map(|differs| view! { <p class="differs">{format!("≠ 填报分比规则分{differs}")}</p> })}
        {differs.then_some(view! { <p><button class="solid" id="adopt" on:click=take>{format!("采用规则分 {}", row.proposed)}</button></p> })}
        <ul class="finding-words">{findings.collect_view()}</ul>
        {row.findings.is_empty().then_some(view! { <p class="help">"✓ 这一条没有要处理的。"</p> })}
    }
    .into_any()
}
