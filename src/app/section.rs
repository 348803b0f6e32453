//! A section's sentences, live: every figure can be asked where it comes from, every reason is written in its place.

use super::cover::commit_text;
use super::desk::{Focus, use_desk};
use super::figure::ChartView;
use super::lists::{FormSummary, ListSummary};
use crate::calc::Values;
use crate::narrative::{Fragment, Instance, InstanceKind, Sentence, SlotText, instances, locate, sentence};
use crate::template::{BlockBody, ParagraphStyle};
use leptos::prelude::*;

#[component]
pub(super) fn SectionView(key: String) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let Some(section) = template.section(&key) else { return ().into_any() };
    let part = template.parts.iter().find(|part| part.items.contains(&key));
    let crumbs =
        part.map(|part| format!("{}　{} › {}", part.number, part.title, section.number)).unwrap_or_default();
    let title = section.title.clone();
    let later = section.blocks.is_empty();
    let name = StoredValue::new(key);
    let list = Memo::new(move |_| {
        let template = desk.sheet.template();
        name.with_value(|name| {
            template.section(name).map(|section| instances(section, &desk.sheet)).unwrap_or_default()
        })
    });
    view! {
        <div class="head"><p class="crumbs">{crumbs}</p><h1>{title}</h1>
            <p class="help">"带虚下划线的是活数，随表变动，点它看来历。点变动原因就地改写。"</p></div>
        <div class="scroll">
            <div class="sheet">
                {later.then_some(view! { <p class="empty">"这一节的内容还没有编入模板，标题先占着位置。"</p> })}
                // An ordinal may change while the sentence stays: the key holds all an instance is.
                <For each=move || list.get() key=|instance| format!("{instance:?}")
                    children=move |instance| view! { <InstanceView section=name instance/> }/>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn InstanceView(section: StoredValue<String>, instance: Instance) -> impl IntoView {
    let desk = use_desk();
    match instance.kind.clone() {
        InstanceKind::Figure(key) => view! { <ChartView key/> }.into_any(),
        InstanceKind::Entered => ().into_any(),
        InstanceKind::List(index) => view! { <ListSummary index/> }.into_any(),
        InstanceKind::Form => view! { <FormSummary scope=instance.scope/> }.into_any(),
        InstanceKind::Paragraph => {
            let composed = Memo::new(move |_| {
                let template = desk.sheet.template();
                let block = section.with_value(|section| {
                    let section = template.section(section)?;
                    let BlockBody::Paragraph(paragraph) = &locate(section, &instance.path)?.body else {
                        return None;
                    };
                    Some(sentence(&instance.key, paragraph, &instance.scope, &desk.sheet))
                });
                block.unwrap_or(Sentence {
                    key: String::new(),
                    style: ParagraphStyle::Body,
                    fragments: Vec::new(),
                    reworded: false,
                })
            });
            let open = RwSignal::new(None::<String>);
            let subheading = move || composed.with(|sentence| sentence.style == ParagraphStyle::Subheading);
            view! {
                <p class="sentence" class:subheading=subheading>
                    {move || composed.get().fragments.into_iter().map(|fragment| fragment_view(section, fragment, open)).collect_view()}
                </p>
                {move || open.get().and_then(|key| slot(&composed.get_untracked(), &key)).map(|slot| view! { <SlotEditor entry=slot open/> })}
            }
            .into_any()
        }
    }
}

fn slot(sentence: &Sentence, key: &str) -> Option<SlotText> {
    sentence.fragments.iter().find_map(|fragment| match fragment {
        Fragment::Slot(slot) if slot.key == key => Some(slot.clone()),
        _ => None,
    })
}

fn fragment_view(
    section: StoredValue<String>,
    fragment: Fragment,
    open: RwSignal<Option<String>>,
) -> AnyView {
    let desk = use_desk();
    match fragment {
        Fragment::Words(words) => words.into_any(),
        Fragment::Figure(figure) => {
            let key = figure.key.clone();
            let here = Focus::Figure(section.get_value(), key.clone());
            let chosen = here.clone();
            let on = move || desk.focus.with(|focus| focus.as_ref() == Some(&here));
            let hint =
                if figure.blank { "没有填数，按零列示" } else { "点开看这个数从哪来" };
            view! {
                <button class="live" class:blank=figure.blank class:on=on data-figure=key title=hint
                    on:click=move |_| desk.focus.set(Some(chosen.clone()))>{figure.text}</button>
            }
            .into_any()
        }
        Fragment::Unknown { written, reason } => {
            view! { <mark class="unknown" title=reason>{written}</mark> }.into_any()
        }
        Fragment::Slot(slot) => {
            let key = StoredValue::new(slot.key.clone());
            let words = slot.composed();
            let empty = words.is_empty();
            let shown = if empty { format!("［填写{}］", slot.label) } else { words };
            view! {
                // A button would not break into lines with the sentence around it.
                <span class="slot" role="button" tabindex="0" class:empty=empty data-slot=slot.key.clone()
                    title=format!("改写{}", slot.label) on:click=move |_| open.set(Some(key.get_value()))
                    on:keydown=move |event: web_sys::KeyboardEvent| if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        open.set(Some(key.get_value()));
                    }>{shown}</span>
            }
            .into_any()
        }
    }
}

#[component]
fn SlotEditor(entry: SlotText, open: RwSignal<Option<String>>) -> impl IntoView {
    let desk = use_desk();
    let field = NodeRef::<leptos::html::Textarea>::new();
    let key = StoredValue::new(entry.key.clone());
    let count = RwSignal::new(entry.text.chars().count());
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // A field that cannot take the focus is not in the page any more.
            let _ = field.focus();
        }
    });
    let commit = move || {
        // A field that leaves the page may say so only afterwards.
        if key.is_disposed() {
            return;
        }
        if let Some(field) = field.get_untracked() {
            commit_text(desk, &key.get_value(), field.value());
        }
    };
    let key_down = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            commit();
            open.set(None);
        }
    };
    let id = format!("slot-{}", entry.key);
    view! {
        <div class="slot-editor">
            <label for=id.clone()><b>{entry.label}</b>" "<span>{entry.help}</span></label>
            <textarea id=id rows="4" maxlength="100000" node_ref=field prop:value=entry.text.clone()
                on:input=move |event| count.set(event_target_value(&event).chars().count())
                on:change=move |_| commit() on:keydown=key_down></textarea>
            <p class="help"><span>{move || format!("{}字", count.get())}</span>
                <button class="plain" on:click=move |_| { commit(); open.set(None); }>"收起"</button></p>
        </div>
    }
}
