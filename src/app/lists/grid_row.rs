//! A row of the grid: it is made anew as a whole when anything in it changes, and only then.

use super::grid::Grid;
use crate::records::{Indicator, LevelCell};
use leptos::prelude::*;
use std::sync::Arc;

/// The look of a column.
pub(super) fn head_class(key: &str) -> &'static str {
    match key {
        "level1" => "level one",
        "level2" => "level two",
        "name" => "name",
        "note" => "note",
        "nature" => "short",
        "direction" => "middle",
        "unit" => "short",
        "weight" => "points",
        "score" => "score",
        _ => "value",
    }
}

#[component]
pub(super) fn GridRow(grid: Grid, id: u32) -> impl IntoView {
    let row =
        Memo::new(move |_| grid.model.with(|model| model.rows.iter().find(|row| row.id == id).cloned()));
    view! { <tr data-row=id.to_string()>{move || row.get().map(|row| cells(grid, &row))}</tr> }
}

fn cells(grid: Grid, row: &Arc<Indicator>) -> AnyView {
    let columns = grid.columns.get_value();
    let id = row.id;
    let grave = row.findings.iter().any(|finding| finding.grave);
    let mark = match (grave, row.findings.len()) {
        (_, 0) => ("", ""),
        (true, _) => ("▲", "grave"),
        (false, _) => ("◆", "minor"),
    };
    let all: Vec<_> = row.findings.iter().map(|finding| finding.words.clone()).collect();
    let all = all.join("；");
    let spoken = all.clone();
    let mut merged = row.levels.iter();
    let cells = columns.iter().enumerate().map(|(at, column)| {
        let text = row.cells.get(at).cloned().unwrap_or_default();
        let level = matches!(column.key.as_str(), "level1" | "level2");
        let span = match level.then(|| merged.next()).flatten() {
            Some(LevelCell::Covered) => return ().into_any(),
            Some(LevelCell::Begins(rows)) => *rows,
            None => 1,
        };
        let here: Vec<_> = row.findings.iter().filter(|finding| finding.column == column.key).collect();
        let state = match here.as_slice() {
            [] => "",
            found if found.iter().any(|finding| finding.grave) => " grave",
            _ => " minor",
        };
        let words: Vec<_> = here.iter().map(|finding| finding.words.clone()).collect();
        let hint = if words.is_empty() && matches!(column.key.as_str(), "name" | "note") { text.clone() } else { words.join("；") };
        // What is to be explained is said where it is to be written.
        let ask = (column.key == "note" && text.is_empty()).then(|| words.first().cloned()).flatten();
        let ask = ask.map(|words| view! { <span class="ask">{format!("◆ {words}")}</span> });
        let class = format!("{}{state}", head_class(&column.key));
        let name = format!("{id}.{at}");
        let invalid = (state == " grave").then_some("true");
        let proposed = (column.key == "score").then(|| {
            view! { <td class="points derived" data-proposed=id.to_string() title="按规则算出，不能填">{row.proposed.clone()}</td> }
        });
        let differs = row.differs.clone().filter(|_| column.key == "score").map(|differs| {
            view! { <small class="differs" title=format!("填报分比规则分{differs}")>{format!("≠ {differs}")}</small> }
        });
        view! {
            {proposed}
            <td role="gridcell" class=class data-at=name rowspan=(span > 1).then(|| span.to_string()) title=hint aria-invalid=invalid>
                <span class="cell">{text}</span>{differs}{ask}</td>
        }
        .into_any()
    });
    let cells = cells.collect::<Vec<_>>();
    view! {
        <th scope="row" class="ordinal" data-at=format!("{id}.row") title=all>{row.number}
            <span class=format!("mark {}", mark.1) aria-hidden="true">{mark.0}</span><span class="sr">{spoken}</span></th>
        {cells}
    }
    .into_any()
}

/// The row below all others.
#[component]
pub(super) fn Sums(grid: Grid, before: usize) -> impl IntoView {
    let totals = Memo::new(move |_| grid.model.with(|model| model.totals.clone()));
    let label = move || {
        totals.with(|totals| {
            format!(
                "总分（含执行率 {} 分，得 {}）",
                totals.rate.0,
                if totals.rate.1.is_empty() { "—" } else { &totals.rate.1 }
            )
        })
    };
    let whole = move || totals.with(|totals| totals.whole);
    let words = move || {
        totals.with(|totals| {
            let mut words = Vec::new();
            if !totals.whole {
                words.push(format!("▲ 分值合计 {}，应为 {}", totals.weight, totals.full));
            }
            if totals.missing > 0 {
                words.push(format!("▲ {} 项没有得分", totals.missing));
            }
            if totals.differing > 0 {
                words.push(format!("◆ {} 条与规则分不同", totals.differing));
            }
            words.join("　")
        })
    };
    view! {
        <tr class="sums">
            <th scope="row" colspan=(before + 1).to_string()>{label}</th>
            <td class="number" class:wrong=move || !whole() id="sum-weight">{move || totals.with(|totals| totals.weight.clone())}</td>
            <td class="number derived" id="sum-proposed">{move || totals.with(|totals| totals.proposed.clone())}</td>
            <td class="number" id="sum-score">{move || totals.with(|totals| totals.score.clone())}</td>
            <td class="words">{words}</td>
        </tr>
    }
}
