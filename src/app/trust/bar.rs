//! May I publish? Always in sight at the foot of the desk.

use super::{open_list, shape, step, use_both};
use crate::template::Severity;
use leptos::prelude::*;

#[component]
pub(in crate::app) fn StandingMark() -> impl IntoView {
    let (desk, trust) = use_both();
    let state = move || trust.standing.get();
    let words = move || if trust.started.get() { state().label() } else { "正在检查…" };
    let class = move || match words() {
        "正在检查…" => "standing",
        "可以公开" => "standing ready",
        "有须说明" | "还没填完" => "standing warning",
        _ => "standing error",
    };
    let count =
        move |severity: Severity| {
            move || {
                let standing = state();
                let (words, number) = match severity {
                    Severity::Error => ("必须改正", standing.errors),
                    Severity::Warning => ("须说明", standing.unexplained()),
                    Severity::Notice => ("提示", standing.notices),
                };
                (number > 0).then(|| view! {
                <span class=format!("count {}", super::colour(severity))>
                    <span aria-hidden="true">{shape(severity)}" "</span>{words}" "<b>{number}</b></span>
            })
            }
        };
    view! {
        <button class=class id="standing" title="看全部发现（F8 下一处，Shift+F8 上一处）"
            on:click=move |_| open_list(desk)>
            <b>{words}</b>
            {count(Severity::Error)}
            {move || (state().unfilled > 0).then(|| view! {
                <span class="count"><span aria-hidden="true">"○ "</span>"没填 "<b>{state().unfilled}</b></span> })}
            {count(Severity::Warning)}{count(Severity::Notice)}
        </button>
        <button class="plain" id="next-finding" title="去下一处（F8）" on:click=move |_| step(desk, trust, true)>"下一处"</button>
    }
}
