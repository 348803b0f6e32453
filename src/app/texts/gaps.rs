//! At the head of a section: what it still lacks, each with a way there.

use super::super::desk::use_desk;
use crate::calc::Values;
use crate::narrative::{Gap, GapKind, gaps};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// How many are named before the rest is only counted.
const NAMED: usize = 4;

#[component]
pub(in super::super) fn GapsView(section: StoredValue<String>) -> impl IntoView {
    let desk = use_desk();
    let found = Memo::new(move |_| {
        let template = desk.sheet.template();
        section.with_value(|key| template.section(key).map(|s| gaps(s, &desk.sheet)).unwrap_or_default())
    });
    let all = RwSignal::new(false);
    move || {
        let (missing, unknown): (Vec<Gap>, Vec<Gap>) =
            found.get().into_iter().partition(|gap| gap.kind == GapKind::Missing);
        view! {
            {(!missing.is_empty()).then(|| line(format!("还差{}处文字：", missing.len()), missing, all))}
            {(!unknown.is_empty()).then(|| line(format!("{}处引用认不出：", unknown.len()), unknown, all))}
        }
    }
}

fn line(words: String, gaps: Vec<Gap>, all: RwSignal<bool>) -> AnyView {
    let named = if all.get() { gaps.len() } else { NAMED };
    let rest = gaps.len().saturating_sub(named);
    let doors = gaps.into_iter().take(named).map(|gap| {
        let title = match &gap.kind {
            GapKind::Missing => "去填写".to_string(),
            GapKind::Unknown(_, reason) => reason.clone(),
        };
        view! { <button class="plain" title=title on:click=move |_| go(&gap)>{gap.label.clone()}</button> }
    });
    view! {
        <p class="gaps"><span>{words}</span>{doors.collect_view()}
            {(rest > 0).then(|| view! {
                <button class="plain rest" on:click=move |_| all.set(true)>{format!("其余{rest}处…")}</button>
            })}</p>
    }
    .into_any()
}

/// Scrolls to a gap and opens it.
fn go(gap: &Gap) {
    let key = &gap.key;
    let place = match gap.kind {
        GapKind::Missing => format!("[data-slot=\"{key}\"], [data-entered=\"{key}\"]"),
        GapKind::Unknown(..) => {
            format!("[data-sentence=\"{key}\"] mark.unknown, [data-entered=\"{key}\"] mark.unknown")
        }
    };
    let found = document().query_selector(&place).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
        element.click();
    }
}
