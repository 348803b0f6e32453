//! What the clerk says to a finding: an explanation of what is so, or why it is published all the same.

use super::use_both;
use crate::checks::{Answer, Finding, answer, clear, give};
use crate::template::Severity;
use leptos::prelude::*;

#[component]
pub(super) fn AnswerView(finding: Finding) -> impl IntoView {
    let (desk, _) = use_both();
    let (label, help) = match finding.severity {
        Severity::Error => ("带着这一处公开的理由", "先改正；确实改不了的写明理由，会印进公开前自查表。"),
        Severity::Warning => ("说明", "写清为什么是这样，会印进公开前自查表；数变了要重新看。"),
        Severity::Notice => return ().into_any(),
    };
    let finding = StoredValue::new(finding);
    let said = Memo::new(move |_| finding.with_value(|finding| answer(finding, &desk.sheet)));
    let typed = RwSignal::new(said.with_untracked(|said| said.text().to_string()));
    let commit = move || {
        let text = typed.get_untracked();
        let edit = finding.with_value(|finding| match said.get_untracked() {
            // An old explanation that is confirmed as it stands is given anew.
            Answer::Given(before) if before == text => None,
            Answer::None if text.trim().is_empty() => None,
            _ if text.trim().is_empty() => Some(clear(finding)),
            _ => Some(give(finding, &text)),
        });
        if let Some(edit) = edit {
            desk.edit(edit);
        }
    };
    let state = move || match said.get() {
        Answer::None => ("", String::new()),
        Answer::Given(_) => ("given", "✓ 已写说明".to_string()),
        Answer::Outdated(_) => ("outdated", "◆ 这段说明是按原来的数写的，请看过再确认".to_string()),
    };
    view! {
        <div class="answer">
            <label for="answer">{label}</label>
            <textarea id="answer" rows="3" maxlength="2000" prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:change=move |_| commit()></textarea>
            <p class="help">{help}</p>
            <p class=move || format!("answer-state {}", state().0) role="status">{move || state().1}</p>
            <button class="tool" id="give-answer" on:click=move |_| commit()>
                {move || if matches!(said.get(), Answer::Outdated(_)) { "确认这段说明" } else { "保存说明" }}</button>
        </div>
    }
    .into_any()
}
