//! Where a figure that was typed once is used.

use super::text_of;
use crate::app::desk::{Place, use_desk};
use crate::records::fact_uses;
use crate::report::ListKey;
use leptos::prelude::*;

#[component]
pub(super) fn UsedIn(list: ListKey, id: u32) -> impl IntoView {
    let desk = use_desk();
    let uses = Memo::new(move |_| {
        // A text anywhere may name it.
        desk.sheet.track_edits();
        let name = text_of(desk, list, id, "name");
        let mut all = desk.sheet.with_engine(fact_uses);
        all.remove(name.trim()).unwrap_or_default()
    });
    let one = move |found: crate::records::FactUse| {
        let times = if found.times > 1 { format!("（{}处）", found.times) } else { String::new() };
        let words = format!("{}{times}", found.label);
        match found.section {
            Some(section) => view! {
                <button class="link" title="去看这一节" on:click=move |_| desk.go(Place::Section(section.clone()))>{words}</button>
            }
            .into_any(),
            None => view! { <span>{words}</span> }.into_any(),
        }
    };
    view! {
        {move || uses.get().into_iter().map(one).collect_view()}
        {move || uses.with(Vec::is_empty).then_some(view! { <span class="faint">"还没有用到"</span> })}
    }
}
