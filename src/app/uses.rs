//! In the panel: every other place where a number stands, and what is held against it.

use super::desk::{Focus, Place, use_desk};
use super::trust::{go_to_spot, show, use_trust};
use crate::calc::{Origin, Value, Values, why};
use crate::checks::{Spot, untied};
use crate::narrative::{FigureUse, Measure, chart_uses, figure_uses};
use crate::report::CellRef;
use leptos::prelude::*;
use std::time::Duration;

/// Most sentences named before the rest is counted.
const NAMED: usize = 12;

/// How long the desk is left in peace before all sentences are looked through.
const PAUSE: Duration = Duration::from_millis(150);

/// Raised once nothing has been typed, and the selection has not moved, for a moment.
pub(super) fn settled() -> Signal<u32> {
    let desk = use_desk();
    let count = RwSignal::new(0);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        desk.sheet.track_edits();
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
        let handle = set_timeout_with_handle(
            move || {
                if !count.is_disposed() {
                    count.update(|count| *count += 1);
                }
            },
            PAUSE,
        );
        waiting.set_value(handle.ok());
    });
    on_cleanup(move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    });
    count.into()
}

/// Where a cell's number stands in sentences, charts and findings, and whether anything is held against it.
#[component]
pub(super) fn UsesOfCell(cell: CellRef) -> impl IntoView {
    let (desk, trust) = (use_desk(), use_trust());
    let settled = settled();
    let findings = move || {
        let about = trust.findings.with(|findings| {
            let mine = findings.iter().filter(|finding| finding.cells.contains(&cell));
            mine.map(|finding| (finding.key.clone(), finding.title.clone())).collect::<Vec<_>>()
        });
        let lines = about.into_iter().map(|(key, title)| {
            view! { <li><button class="link" on:click=move |_| show(desk, trust, &key)>{title}</button></li> }
        });
        list("有关的检查发现", lines.collect_view())
    };
    let elsewhere = move || (settled.get() > 0).then(|| untrack(move || elsewhere(cell)));
    view! { {findings}{elsewhere} }
}

/// The sentences and charts a number goes into, and whether nothing else is held against it.
fn elsewhere(cell: CellRef) -> impl IntoView {
    let desk = use_desk();
    let uses = figure_uses(cell, &desk.sheet);
    let (same, computed): (Vec<FigureUse>, Vec<FigureUse>) = uses.into_iter().partition(|found| found.same);
    let charts = chart_uses(cell, &desk.sheet);
    let charts = charts.into_iter().map(|chart| {
        let section = chart.section;
        view! { <li><button class="link" on:click=move |_| desk.go(Place::Section(section.clone()))>{chart.title}</button></li> }
    });
    let charts = charts.collect_view();
    let alone = desk.sheet.with_engine(|engine| {
        let entered =
            why(engine, cell).origin == Origin::Entered && matches!(engine.value(cell), Value::Money(_));
        entered && untied(engine).contains(&cell)
    });
    view! {
        {figures("同一个数还出现在", same)}
        {figures("正文里用它算的", computed)}
        {list("画在图里", charts)}
        {alone.then_some(view! {
            <p class="untied" title="报告里没有别的独立填写的数和它核对">"◇ 无可核对来源：别处没有数能核对它，请对照账簿或凭证。"</p>
        })}
    }
}

/// The same number in other sentences: computed from the same cells to the same value.
#[component]
pub(super) fn SameFigure(key: String, measure: Measure, sources: Vec<CellRef>) -> impl IntoView {
    let desk = use_desk();
    let settled = settled();
    let (key, sources) = (StoredValue::new(key), StoredValue::new(sources));
    let look = move || {
        let first = sources.with_value(|sources| sources.first().copied())?;
        let uses = figure_uses(first, &desk.sheet).into_iter().filter(|found| {
            let other = key.with_value(|key| found.figure.key != *key);
            other
                && found.figure.measure == measure
                && (matches!(measure, Measure::Money(_))
                    || sources.with_value(|sources| found.figure.sources == *sources))
        });
        figures("同一个数还出现在", uses.collect())
    };
    move || (settled.get() > 0).then(|| untrack(look))
}

/// A heading with a list, when there is one.
fn list(title: &'static str, items: Vec<impl IntoView + 'static>) -> Option<AnyView> {
    (!items.is_empty()).then(|| view! { <div class="uses"><h4>{title}</h4><ul>{items}</ul></div> }.into_any())
}

/// Figures of sentences, each a way there.
fn figures(title: &'static str, uses: Vec<FigureUse>) -> Option<AnyView> {
    let desk = use_desk();
    let more = uses.len().saturating_sub(NAMED);
    let lines = uses.into_iter().take(NAMED).map(|found| {
        let (section, key) = (found.section.clone(), found.figure.key.clone());
        let go = move |_| {
            let sentence = key.rsplit_once('.').map_or(key.as_str(), |(sentence, _)| sentence);
            go_to_spot(desk, &Spot::Text(section.clone(), sentence.to_string()));
            desk.focus.set(Some(Focus::Figure(section.clone(), key.clone())));
        };
        view! { <li><button class="link" on:click=go>{found.place}</button><b class="use-text">{found.figure.text}</b></li> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="uses"><h4>{title}</h4><ul>{lines}</ul>
                {(more > 0).then(|| view! { <p class="help">{format!("还有 {more} 处")}</p> })}</div>
        }
        .into_any()
    })
}
