//! What the checks find in the table at hand, told where it is entered.

use super::trust::{colour, shape, show, use_both, use_trust};
use crate::amount::{Amount, Unit};
use crate::calc::Value;
use crate::checks::Finding;
use crate::document::shown;
use crate::template::{Severity, TableIndex};
use leptos::prelude::*;

/// Most findings told at once.
const TOLD: usize = 4;

#[component]
pub(super) fn TableFindings(index: TableIndex) -> impl IntoView {
    let trust = use_trust();
    let found = Memo::new(move |_| {
        trust.findings.with(|all| {
            let here = |finding: &&Finding| finding.cells.iter().any(|cell| cell.table == index);
            let grave = all.iter().filter(|finding| finding.severity != Severity::Notice);
            grave.filter(here).cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <div class="table-findings" role="status" aria-live="polite">
            {move || found.with(|found| {
                let more = found.len().saturating_sub(TOLD);
                let lines = found.iter().take(TOLD).map(line).collect_view();
                let more = (more > 0).then(|| view! { <p class="help">{format!("还有 {more} 处，先改上面的。")}</p> });
                view! { {lines}{more} }
            })}
        </div>
    }
}

fn line(finding: &Finding) -> impl IntoView + use<> {
    let (desk, trust) = use_both();
    let difference = finding
        .difference
        .and_then(Amount::abs)
        .map_or(String::new(), |amount| format!("（相差 {} 元）", shown(Value::Money(amount), Unit::Yuan)));
    let places = finding.cells.iter().copied().zip(&finding.facts).take(3).map(|(cell, (label, value))| {
        let words = format!("{label} {}", shown(*value, Unit::Yuan));
        view! { <button class="link" on:click=move |_| desk.go_to(cell)>{words}</button> }
    });
    let words = if finding.words.is_empty() { finding.explanation.clone() } else { String::new() };
    let key = finding.key.clone();
    view! {
        <p class=colour(finding.severity)><b>{format!("{} {}：{}", shape(finding.severity), finding.severity.label(), finding.headline())}</b>{difference}" "
            {words}" "{places.collect_view()}
            <button class="link" on:click=move |_| show(desk, trust, &key)>"细看 ›"</button></p>
    }
}
