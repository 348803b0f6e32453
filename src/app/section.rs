//! A section's sentences, live: every figure can be asked where it comes from, every reason is written in its place.

use super::cover::FieldView;
use super::desk::use_desk;
use super::figure::ChartView;
use super::lists::{FormSummary, ListSummary};
use super::texts::{EnteredView, GapsView, SentenceView};
use crate::calc::Values;
use crate::narrative::{Instance, InstanceKind, instances};
use leptos::prelude::*;

#[component]
pub(super) fn SectionView(key: String) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let Some(section) = template.section(&key) else { return ().into_any() };
    let part = template.parts.iter().find(|part| part.items.contains(&key));
    let crumbs = part
        .map(|part| match section.number.as_str() {
            "" => format!("{}　{}", part.number, part.title),
            number => format!("{}　{} › {number}", part.number, part.title),
        })
        .unwrap_or_default();
    let title = section.title.clone();
    let later = section.blocks.is_empty();
    let fields = template.fields_of(section);
    let name = StoredValue::new(key);
    let list = Memo::new(move |_| {
        let template = desk.sheet.template();
        name.with_value(|name| {
            template.section(name).map(|section| instances(section, &desk.sheet)).unwrap_or_default()
        })
    });
    view! {
        <div class="head"><p class="crumbs">{crumbs}</p><h1>{title}</h1>
            <p class="help">"带虚下划线的是活数，随表变动，点它看来历。点变动原因就地改写；要改整句，点句子左边的铅笔。"</p>
            <GapsView section=name/></div>
        <div class="scroll">
            <div class="sheet">
                {(!fields.is_empty()).then(|| view! {
                    <div class="fields section-fields">
                        {fields.into_iter().map(|key| view! { <FieldView key/> }).collect_view()}
                    </div>
                })}
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
    match instance.kind.clone() {
        InstanceKind::Figure(key) => view! { <ChartView key/> }.into_any(),
        InstanceKind::Entered => view! { <EnteredView section instance/> }.into_any(),
        InstanceKind::Paragraph => view! { <SentenceView section instance/> }.into_any(),
        InstanceKind::List(index) => view! { <ListSummary index/> }.into_any(),
        InstanceKind::Form => view! { <FormSummary scope=instance.scope/> }.into_any(),
    }
}
