//! In the panel: every other place where a number stands, and what is held against it.

use super::desk::{Focus, Place, use_desk};
use super::trust::{go_to_spot, show, use_trust};
use crate::calc::{Origin, Value, Values, why};
use crate::checks::{Spot, untied};
use crate::narrative::{FigureUse, chart_uses, figure_uses};
use crate::report::CellRef;
use leptos::prelude::*;

/// Most sentences named before the rest is counted.
const NAMED: usize = 12;

/// Where a cell's number stands in sentences, charts and findings, and whether anything is held against it.
#[component]
pub(super) fn UsesOfCell(cell: CellRef) -> impl IntoView {
    let (desk, trust) = (use_desk(), use_trust());
    // Sentences are many: they are looked through when the number is asked after, not with every edit elsewhere.
    let uses = figure_uses(cell, &desk.sheet);
    let (same, computed): (Vec<FigureUse>, Vec<FigureUse>) = uses.into_iter().partition(|found| found.same);
    let charts = chart_uses(cell, &desk.sheet);
    let charts = charts.into_iter().map(|chart| {
        let section = chart.section;
        view! { <li><button class="link" on:click=move |_| desk.go(Place::Section(section.clone()))>{chart.title}</button></li> }
    });
    let charts = charts.collect_view();
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
    let alone = desk.sheet.with_engine(|engine| {
        let entered =
            why(engine, cell).origin == Origin::Entered && matches!(engine.value(cell), Value::Money(_));
        entered && untied(engine).contains(&cell)
    });
    view! {
        {figures("同一个数还出现在", same)}
        {figures("正文里用它算的", computed)}
        {list("画在图里", charts)}
        {findings}
        {alone.then_some(view! {
            <p class="untied" title="报告里没有别的独立填写的数和它核对">"◇ 无可核对来源：别处没有数能核对它，请对照账簿或凭证。"</p>
        })}
    }
}

/// A heading with a list, when there is one.
fn list(title: &'static str, items: Vec<impl IntoView + 'static>) -> Option<AnyView> {
    (!items.is_empty()).then(|| view! { <div class="uses"><h4>{title}</h4><ul>{items}</ul></div> }.into_any())
}

/// Figures of sentences, each a way there.
pub(super) fn figures(title: &'static str, uses: Vec<FigureUse>) -> Option<AnyView> {
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
