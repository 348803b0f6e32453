//! A long text of the clerk's own: as it will print, and, once opened, as it is typed.

use super::super::cover::commit_text;
use super::super::desk::use_desk;
use super::editor::{TextDraft, TextEditor};
use super::field::{focus_on, is_selecting};
use super::fragments::plain_view;
use crate::calc::Values;
use crate::narrative::{Instance, entered, legend, locate};
use crate::template::{BlockBody, ParagraphStyle};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

#[component]
pub(in super::super) fn EnteredView(section: StoredValue<String>, instance: Instance) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let entry = template.section(&section.get_value()).and_then(|section| {
        match &locate(section, &instance.path)?.body {
            BlockBody::Entered(entry) => Some(entry.clone()),
            _ => None,
        }
    });
    let Some(entry) = entry else { return ().into_any() };
    let (label, help) = (entry.label.clone(), entry.help.clone());
    let key = StoredValue::new(instance.key.clone());
    let paragraphs = Memo::new(move |_| entered(&key.get_value(), &desk.sheet));
    let open = RwSignal::new(false);
    let begin = move || open.set(true);
    let key_down = move |event: KeyboardEvent| {
        let own = event.target() == event.current_target();
        if own && matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            begin();
        }
    };
    let title = format!("编写{label}");
    let empty_words = format!("还没有填写{label}。点这里填写，或从Word粘贴。");
    view! {
        <div class="entered" class:empty=move || paragraphs.with(Vec::is_empty) class:open=move || open.get()
            role="group" tabindex="0" title=title aria-label=format!("{label}，回车编写") data-entered=instance.key.clone()
            on:click=move |_| if !is_selecting() { begin(); } on:keydown=key_down>
            {move || paragraphs.get().into_iter().map(|paragraph| {
                let heading = paragraph.style == ParagraphStyle::Subheading;
                view! { <p class="sentence" class:subheading=heading>{plain_view(section, paragraph.fragments)}</p> }
            }).collect_view()}
            {move || paragraphs.with(Vec::is_empty).then(|| view! { <p class="empty-text">{empty_words.clone()}</p> })}
        </div>
        {move || open.get().then(|| {
            let text = desk.sheet.with_engine(|engine| engine.text(&key.get_value())).unwrap_or_default();
            let draft = TextDraft {
                key,
                text: RwSignal::new(text),
                field: NodeRef::new(),
                explain: Callback::new(move |text: String| legend(&text, &key.get_value(), None, &desk.sheet)),
                commit: Callback::new(move |text| commit_text(desk, &key.get_value(), text)),
                close: Callback::new(move |()| {
                    open.set(false);
                    focus_on(format!("[data-entered=\"{}\"]", key.get_value()));
                }),
                within: false,
            };
            view! {
                <TextEditor draft id=format!("text-{}", key.get_value()) label=label.clone() help=help.clone()>
                    <span class="help">"一段一行；单独一行的“（一）……”印成小标题。"</span>
                </TextEditor>
            }
        })}
    }
    .into_any()
}
