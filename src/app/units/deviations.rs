//! Cells that are not their units' sum.

use super::Units;
use crate::calc::cell_label;
use crate::consolidate::{Deviation, deviations};
use crate::report::Entered;
use leptos::prelude::*;

/// Cells shown before the others are unfolded.
const SHOWN: usize = 50;

#[component]
pub(super) fn DeviationsView(units: Units) -> impl IntoView {
    let desk = units.desk;
    let found = Memo::new(move |_| {
        desk.sheet.track_edits();
        desk.sheet.with_engine(|engine| deviations(engine.report()))
    });
    let all = RwSignal::new(false);
    let row = move |one: Deviation| {
        let text =
            |number: Option<Entered>| number.map_or_else(|| "（空）".to_string(), Entered::text_with_unit);
        let label = desk.sheet.with_engine(|engine| cell_label(one.cell, engine));
        view! {
            <tr><td>{label}</td><td class="right">{text(one.sum)}</td><td class="right"><b>{text(one.entered)}</b></td>
                <td class="acts"><button class="plain" on:click=move |_| desk.go_to(one.cell)>"去看 ›"</button></td></tr>
        }
    };
    let rows = move || {
        let most = if all.get() { usize::MAX } else { SHOWN };
        found.with(|found| found.iter().take(most).copied().map(row).collect_view())
    };
    view! {
        {move || (!found.with(Vec::is_empty)).then(|| view! {
            <section class="list-sheet" id="deviations">
                <h2>{move || format!("与各单位合计不同的格：{} 格", found.with(Vec::len))}</h2>
                <p class="help">"汇总以后在部门报告里改过，或各单位没有填而部门填了。再次汇总时，各单位有数的格会换回合计。"</p>
                <table class="records plain-table" aria-label="与各单位合计不同的格">
                    <thead><tr><th scope="col">"哪一格"</th><th scope="col" class="right">"各单位合计"</th><th scope="col" class="right">"部门报告里"</th>
                        <th scope="col"><span class="sr">"操作"</span></th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {move || (!all.get() && found.with(Vec::len) > SHOWN).then(|| view! {
                    <button class="plain" on:click=move |_| all.set(true)>{format!("还有 {} 格", found.with(Vec::len) - SHOWN)}</button>
                })}
            </section>
        })}
    }
}
