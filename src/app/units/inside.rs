//! The units in the report, and what is eliminated between them.

use super::Units;
use crate::amount::Unit;
use crate::app::files;
use crate::calc::{Value, cell_label};
use crate::document::shown;
use crate::report::CellRef;
use leptos::prelude::*;

/// A unit as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Line {
    number: usize,
    name: String,
    digest: String,
    cells: usize,
}

#[component]
pub(super) fn InsideView(units: Units) -> impl IntoView {
    let desk = units.desk;
    let lines = Memo::new(move |_| {
        desk.sheet.track_structure();
        desk.sheet.with_engine(|engine| {
            let all = (1usize..).zip(engine.report().consolidation().units());
            let line = |(number, unit): (usize, &std::sync::Arc<crate::report::UnitAccounts>)| Line {
                number,
                name: unit.name.clone(),
                digest: unit.file.digest.clone(),
                cells: unit.cells().count(),
            };
            all.map(line).collect::<Vec<_>>()
        })
    });
    let input = NodeRef::<leptos::html::Input>::new();
    let wanted = StoredValue::new(String::new());
    let chosen = move |_| {
        let Some(element) = input.get_untracked() else { return };
        if let Some(file) = files::list(element.files()).first() {
            units.correct(wanted.get_value(), file);
        }
        element.set_value("");
    };
    let choose = move |name: String| {
        wanted.set_value(name);
        if let Some(element) = input.get_untracked() {
            element.click();
        }
    };
    let row = move |line: Line| {
        let Line { number, name, digest, cells } = line;
        let short = digest.rsplit(':').next().unwrap_or_default().chars().take(6).collect::<String>();
        let (label, wanted) = (format!("换成{name}更正后的文件"), name.clone());
        view! {
            <tr>
                <th scope="row" class="ordinal">{number}</th><td><b>{name}</b></td>
                <td class="file-mark" title=digest.clone()>{short}</td><td class="right">{cells}</td>
                <td class="acts"><button class="plain" aria-label=label on:click=move |_| choose(wanted.clone())>"换成更正后的文件…"</button></td>
            </tr>
        }
    };
    view! {
        <section class="list-sheet" id="units-inside">
            <h2>{move || format!("报告里的单位：{} 个", lines.with(Vec::len))}</h2>
            <input class="sr" type="file" id="corrected-file" tabindex="-1" aria-label="选择更正后的文件"
                accept=".json,application/json" node_ref=input on:change=chosen/>
            <div class="unit-files">
                <table class="records unit-table" aria-label="报告里的单位">
                    <colgroup><col class="ordinal"/><col/><col style="width:110px"/><col style="width:90px"/><col style="width:170px"/></colgroup>
                    <thead><tr><th scope="col">"序号"</th><th scope="col">"单位"</th><th scope="col" title="由文件内容算出，内容一样标记就一样">"文件标记"</th>
                        <th scope="col" class="right">"有数的格"</th><th scope="col"><span class="sr">"操作"</span></th></tr></thead>
                    <tbody><For each=move || lines.get() key=Clone::clone children=row/></tbody>
                </table>
            </div>
            <Eliminated units/>
        </section>
    }
}

/// What is taken off which cell.
#[component]
fn Eliminated(units: Units) -> impl IntoView {
    let desk = units.desk;
    let found = Memo::new(move |_| {
        desk.sheet.track_structure();
        desk.sheet.with_engine(|engine| {
            let report = engine.report();
            let all = report.consolidation().eliminated().iter().flat_map(|(key, cells)| {
                let label =
                    report.template().elimination(key).map_or(key.clone(), |known| known.label.clone());
                cells.iter().map(move |(cell, amount)| (label.clone(), *cell, Value::Money(*amount)))
            });
            all.map(|(label, cell, value)| (label, cell, cell_label(cell, engine), value)).collect::<Vec<_>>()
        })
    });
    let row = move |(label, cell, place, value): (String, CellRef, String, Value)| {
        view! {
            <tr><td>{label}</td><td><button class="link" on:click=move |_| desk.go_to(cell)>{place}</button></td>
                <td class="right">"−"{shown(value, Unit::Yuan)}</td></tr>
        }
    };
    view! {
        {move || (!found.with(Vec::is_empty)).then(|| view! {
            <h2>"抵销的往来（元）"</h2>
            <table class="records plain-table" aria-label="抵销的往来">
                <thead><tr><th scope="col">"项目"</th><th scope="col">"从哪一格减去"</th><th scope="col" class="right">"金额"</th></tr></thead>
                <tbody>{found.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        })}
    }
}
