//! The units behind a cell of a department's report, in the side panel.

use crate::amount::Unit;
use crate::app::desk::use_desk;
use crate::calc::{Value, Values};
use crate::consolidate::{Contribution, Source, trace};
use crate::document::shown;
use crate::report::CellRef;
use leptos::prelude::*;

/// Units shown before the others are unfolded.
const SHOWN: usize = 20;

/// Which units make a cell's value; looked up only while the panel is open.
#[component]
pub(in crate::app) fn UnitsOfCell(cell: CellRef, open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let parts = Memo::new(move |_| {
        if !open.get() {
            return Vec::new();
        }
        desk.sheet.track_structure();
        desk.sheet.track_cell(cell);
        let mut parts = desk.sheet.with_engine(|engine| trace(engine, cell));
        if units(&parts) > SHOWN {
            // Among many units those that matter are the large ones; what is no unit stays behind.
            parts.sort_by_key(|part| (!is_unit(part), std::cmp::Reverse(size(part.value))));
        }
        parts
    });
    let all = RwSignal::new(false);
    let rows = move || {
        let most = if all.get() { usize::MAX } else { SHOWN };
        let (units, others): (Vec<_>, Vec<_>) = parts.get().into_iter().partition(is_unit);
        units.into_iter().take(most).chain(others).map(row).collect_view()
    };
    let rest = move || parts.with(|parts| units(parts).saturating_sub(SHOWN));
    let total = move || shown(desk.sheet.value(cell), Unit::Yuan);
    let money = move || parts.with(|parts| parts.iter().any(|part| matches!(part.value, Value::Money(_))));
    view! {
        {move || (!parts.with(Vec::is_empty)).then(|| view! {
            <table class="operands" id="units-of-cell">
                <thead><tr><th scope="col">"各单位"{move || (rest() > 0).then_some("（金额大的在前）")}</th>
                    <th scope="col">{move || if money() { "元" } else { "个数" }}</th></tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">{move || parts.with(|parts| format!("合计（{} 个单位有数）", units(parts)))}</th><td class="sum">{total}</td></tr></tfoot>
            </table>
            {move || (!all.get() && rest() > 0).then(|| view! {
                <button class="plain" on:click=move |_| all.set(true)>{move || format!("还有 {} 个单位", rest())}</button>
            })}
        })}
    }
}

fn is_unit(part: &Contribution) -> bool {
    matches!(part.source, Source::Unit(_))
}

fn units(parts: &[Contribution]) -> usize {
    parts.iter().filter(|part| is_unit(part)).count()
}

/// How large a value is, either way.
fn size(value: Value) -> u64 {
    match value {
        Value::Money(amount) => amount.fen().unsigned_abs(),
        Value::Count(count) => count.unsigned_abs(),
        Value::Blank => 0,
        Value::Overflow => u64::MAX,
    }
}

fn row(part: Contribution) -> impl IntoView {
    view! {
        <tr class:other=!is_unit(&part)><td>{part.source.to_string()}</td><td class="sum">{shown(part.value, Unit::Yuan)}</td></tr>
    }
}
