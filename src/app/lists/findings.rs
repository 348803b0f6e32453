//! What is wrong with a project, grave first; each line leads to its place.

use super::project::ProjectPage;
use crate::records::ProjectFinding;
use leptos::prelude::*;

#[component]
pub(super) fn FindingsView(page: ProjectPage) -> impl IntoView {
    let found = Memo::new(move |_| page.state.get().map(|(_, findings)| findings).unwrap_or_default());
    let line = move |finding: ProjectFinding| {
        let (mark, kind) = if finding.grave { ("▲", "必须改正") } else { ("◆", "须说明") };
        let place = finding.place.clone();
        view! {
            <li>
                <button class="finding" class:grave=finding.grave on:click=move |_| page.show(&place)>
                    <span class="mark" aria-hidden="true">{mark}</span><span class="sr">{kind}"："</span>
                    <b>{finding.about}</b><span class="words">{finding.words}</span><span class="go" aria-hidden="true">"去改 ›"</span>
                </button>
            </li>
        }
    };
    view! {
        <div class="list-sheet">
            <ul class="findings">
                <For each=move || found.get() key=|finding| format!("{finding:?}") children=line/>
            </ul>
            {move || found.with(Vec::is_empty).then_some(view! { <p class="empty">"✓ 没有要处理的问题。"</p> })}
        </div>
    }
}
