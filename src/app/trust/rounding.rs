//! Rounding differences of the table at hand: how many there are, the proof of each, and the note usually printed.

use super::use_both;
use crate::amount::Unit;
use crate::app::uses::settled;
use crate::calc::{Value, Values};
use crate::checks::{RoundingDifference, rounding_differences, rounding_note};
use crate::document::{note_key, shown};
use crate::report::Edit;
use crate::template::TableIndex;
use leptos::prelude::*;

#[component]
pub(in crate::app) fn RoundingView(index: TableIndex) -> impl IntoView {
    let (desk, _) = use_both();
    let open = RwSignal::new(false);
    let key = desk.sheet.template().table(index).map(|table| note_key(&table.key)).unwrap_or_default();
    let key = StoredValue::new(key);
    let settled = settled();
    let found = Memo::new(move |_| {
        settled.track();
        desk.sheet.with_engine(|engine| rounding_differences(index, engine))
    });
    let note = Memo::new(move |_| desk.sheet.text(&key.get_value()).unwrap_or_default());
    let write = move |text: Option<String>| {
        if note.get_untracked() != text.clone().unwrap_or_default() {
            desk.edit(Edit::SetText(key.get_value(), text));
        }
    };
    let words = move || {
        found.with(|found| {
            let open_end = found.iter().filter(|difference| !difference.exact).count();
            match (found.len(), open_end) {
                (0, _) => None,
                (count, 0) => Some(format!("✓ {count} 处尾差，已证明不是错")),
                (count, open_end) => Some(format!("{count} 处尾差，{open_end} 处按万元填的要看")),
            }
        })
    };
    let offer = move || {
        let usual = found.with(|found| rounding_note(found))?;
        note.with(String::is_empty).then(|| {
            view! { <button class="tool" id="add-note" on:click=move |_| write(Some(usual.clone()))>"表下加注说明尾差"</button> }
        })
    };
    let label = move || words().or_else(|| (!note.with(String::is_empty)).then(|| "表下有注".to_string()));
    view! {
        <div class="rounding">
            {move || label().map(|words| view! {
                <button class="link" id="show-rounding" aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)>{words}" ▾"</button>
            })}
            {move || (open.get() && label().is_some()).then(|| view! {
                <div class="rounding-pop" role="group" aria-label="尾差">
                    <p class="finding-head"><b>"尾差：四舍五入造成的差额"</b><span class="grow"></span>
                        <button class="plain" aria-label="收起" on:click=move |_| open.set(false)>"×"</button></p>
                    {move || found.with(|found| found.iter().map(proof).collect_view())}
                    {offer}
                    {move || (!note.with(String::is_empty)).then(|| view! {
                        <div class="own-note">
                            <label for="own-note">"表下的注（印在表下）"</label>
                            <textarea id="own-note" rows="2" maxlength="2000" prop:value=note
                                on:change=move |event| write(Some(event_target_value(&event)))></textarea>
                            <button class="plain" on:click=move |_| write(None)>"删去这条注"</button>
                        </div>
                    })}
                </div>
            })}
        </div>
    }
}

/// One proof: parts and total in yuan and as printed.
fn proof(difference: &RoundingDifference) -> impl IntoView + use<> {
    let (desk, _) = use_both();
    let total = &difference.total;
    let line = |label: String, amount, times: i64, cell| {
        let sign = if times < 0 { "−" } else { "" };
        view! {
            <tr><td><button class="link" on:click=move |_| desk.go_to(cell)>{label}</button></td>
                <td class="sum">{sign}{shown(Value::Money(amount), Unit::Yuan)}</td>
                <td class="sum">{sign}{shown(Value::Money(amount), Unit::TenThousandYuan)}</td></tr>
        }
    };
    let parts =
        difference.parts.iter().map(|part| line(part.label.clone(), part.amount, part.times, part.cell));
    let parts = parts.collect_view();
    let sum = difference.printed_sum_text();
    view! {
        <div class="proof" class:open-end=!difference.exact>
            <table class="operands">
                <thead><tr><th scope="col">{total.label.clone()}</th><th scope="col">"元"</th><th scope="col">"万元"</th></tr></thead>
                <tbody>{parts}
                    <tr class="foot"><td>"先进位再相加"</td><td></td><td class="sum">{sum}</td></tr>
                    {line("按元相加再进位".into(), total.amount, 1, total.cell)}
                </tbody>
            </table>
            <p>{difference.words()}</p>
        </div>
    }
}
