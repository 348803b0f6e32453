//! A sentence of the report: its figures, its entered texts, and the clerk's own wording of it.

use super::super::cover::commit_text;
use super::super::desk::{Desk, use_desk};
use super::editor::{TextDraft, TextEditor};
use super::field::focus_on;
use super::fragments::{fragment_view, plain_view};
use super::reword::RewordEditor;
use crate::calc::Values;
use crate::narrative::{
    Fragment, Instance, Own, Sentence, SlotText, generated, legend, locate, review, sentence, shown_wording,
    wording_key,
};
use crate::report::Edit;
use crate::template::{BlockBody, ParagraphStyle};
use leptos::prelude::*;

/// Where a sentence comes from.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) section: StoredValue<String>,
    instance: StoredValue<Instance>,
}

impl Spot {
    /// Reads the template's sentence with the rows it stands for.
    pub(super) fn with<T>(self, desk: Desk, read: impl FnOnce(Own<'_>) -> T) -> Option<T> {
        let template = desk.sheet.template();
        let (section, instance) = (self.section.try_get_value()?, self.instance.try_get_value()?);
        match &locate(template.section(&section)?, &instance.path)?.body {
            BlockBody::Paragraph(paragraph) => {
                Some(read(Own { key: &instance.key, paragraph, scope: &instance.scope }))
            }
            _ => None,
        }
    }

    /// Where the page has the button that opens the own wording.
    pub(super) fn door(self) -> String {
        let key = self.instance.with_value(|instance| instance.key.clone());
        format!("[data-sentence=\"{key}\"] .reword-door")
    }

    /// The key under which the own wording is kept.
    pub(super) fn wording(self) -> String {
        self.instance.with_value(|instance| wording_key(&instance.key))
    }
}

#[component]
pub(in super::super) fn SentenceView(section: StoredValue<String>, instance: Instance) -> impl IntoView {
    let desk = use_desk();
    let name = instance.key.clone();
    let spot = Spot { section, instance: StoredValue::new(instance) };
    let composed = Memo::new(move |_| {
        let worded = spot.with(desk, |own| sentence(own.key, own.paragraph, own.scope, &desk.sheet));
        worded.unwrap_or_else(nothing)
    });
    let open = RwSignal::new(None::<String>);
    let rewording = RwSignal::new(false);
    let reworded = Memo::new(move |_| composed.with(|sentence| sentence.reworded));
    let subheading = move || composed.with(|sentence| sentence.style == ParagraphStyle::Subheading);
    let opens = Callback::new(move |key: String| open.set(Some(key)));
    view! {
        <div class="sentence-row" class:reworded=move || reworded.get() data-sentence=name>
            <button class="reword-door" title="改写这句" aria-label="改写这句"
                on:click=move |_| rewording.update(|rewording| *rewording = !*rewording)>
                // A pencil.
                <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M11.5 1.8l2.7 2.7-8.4 8.4-3.6.9.9-3.6zM9.8 3.5l2.7 2.7" fill="none" stroke="currentColor" stroke-width="1.3"/></svg>
            </button>
            {move || reworded.get().then(|| view! { <RewordedHead spot rewording/> })}
            <p class="sentence" class:subheading=subheading>
                {move || composed.get().fragments.into_iter().map(|fragment| fragment_view(section, fragment, opens)).collect_view()}
            </p>
        </div>
        {move || open.get().and_then(|key| slot(&composed.get_untracked(), &key)).map(|slot| view! { <SlotEditor entry=slot open/> })}
        {move || rewording.get().then(|| view! { <RewordEditor spot open=rewording/> })}
    }
}

fn nothing() -> Sentence {
    Sentence { key: String::new(), style: ParagraphStyle::Body, fragments: Vec::new(), reworded: false }
}

fn slot(sentence: &Sentence, key: &str) -> Option<SlotText> {
    sentence.fragments.iter().find_map(|fragment| match fragment {
        Fragment::Slot(slot) if slot.key == key => Some(slot.clone()),
        _ => None,
    })
}

/// Above a reworded sentence: that it is one, what is no longer live, and the way back.
#[component]
fn RewordedHead(spot: Spot, rewording: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let beside = RwSignal::new(false);
    let frozen = Memo::new(move |_| {
        let kept = desk.sheet.text(&spot.wording()).unwrap_or_default();
        let template = desk.sheet.template();
        let found =
            spot.with(desk, |own| review(&shown_wording(&kept, own.paragraph, &template), own, &desk.sheet));
        found.unwrap_or_default().frozen
    });
    let automatic = Memo::new(move |_| {
        spot.with(desk, |own| generated(own.key, own.paragraph, own.scope, &desk.sheet))
            .unwrap_or_else(nothing)
    });
    let back = move |_| {
        rewording.set(false);
        if desk.edit(Edit::SetText(spot.wording(), None)) {
            desk.say("已恢复自动句，可撤销", false);
        }
    };
    view! {
        <div class="reworded-head">
            <b class="badge">"已改写"</b>
            {move || frozen.with(|frozen| (!frozen.is_empty()).then(|| view! {
                <span class="given-up">{format!("▲ 这里有{}个数不再随表变动：{}", frozen.len(), frozen.join("、"))}</span>
            }))}
            <span class="grow"></span>
            <button class="plain" aria-expanded=move || beside.get().to_string()
                on:click=move |_| beside.update(|beside| *beside = !*beside)>
                {move || if beside.get() { "收起自动句" } else { "对比自动句" }}</button>
            <button class="plain restore" on:click=back>"恢复自动句"</button>
        </div>
        {move || beside.get().then(|| view! {
            <p class="sentence automatic"><b>"自动句"</b>{plain_view(spot.section, automatic.get().fragments)}</p>
        })}
    }
}

#[component]
fn SlotEditor(entry: SlotText, open: RwSignal<Option<String>>) -> impl IntoView {
    let desk = use_desk();
    let key = StoredValue::new(entry.key.clone());
    let draft = TextDraft {
        key,
        text: RwSignal::new(entry.text.clone()),
        field: NodeRef::new(),
        explain: Callback::new(move |text: String| legend(&text, &key.get_value(), None, &desk.sheet)),
        commit: Callback::new(move |text| commit_text(desk, &key.get_value(), text)),
        close: Callback::new(move |()| {
            open.set(None);
            focus_on(format!("[data-slot=\"{}\"]", key.get_value()));
        }),
        within: true,
    };
    view! { <TextEditor draft id=format!("slot-{}", entry.key) label=entry.label help=entry.help>""</TextEditor> }
}
