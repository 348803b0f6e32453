//! A text from elsewhere, read against the report.

use super::use_both;
use leptos::prelude::*;

#[component]
pub(in crate::app) fn ProofView() -> impl IntoView {
    let (desk, _) = use_both();
    let text = desk.proofed;
    view! {
        <div class="head">
            <p class="crumbs"><button class="link" on:click=move |_| super::open_list(desk)>"检查发现"</button>" › 数字校对"</p>
            <h1>"校对一段文字"</h1>
        </div>
        <div class="scroll">
            <textarea id="proof-input" rows="12" prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))></textarea>
        </div>
    }
}
