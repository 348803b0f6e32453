//! The parts of a composed sentence, each as it can be used.

use super::super::desk::{Focus, use_desk};
use super::field::is_selecting;
use crate::narrative::{FigureText, Fragment, SlotText};
use leptos::prelude::*;

/// A part of a sentence. `open` opens the editor of an entered text, by its key.
pub(super) fn fragment_view(
    section: StoredValue<String>,
    fragment: Fragment,
    open: Callback<String>,
) -> AnyView {
    match fragment {
        Fragment::Words(words) => words.into_any(),
        Fragment::Figure(figure) => figure_view(section, figure),
        Fragment::Unknown { written, reason } => unknown_view(written, &reason),
        Fragment::Slot(slot) => slot_view(section, slot, open),
    }
}

/// The parts of a paragraph in which nothing opens.
pub(super) fn plain_view(section: StoredValue<String>, fragments: Vec<Fragment>) -> AnyView {
    let views = fragments.into_iter().map(|fragment| match fragment {
        Fragment::Slot(slot) => slot.composed().into_any(),
        other => fragment_view(section, other, Callback::new(|_| {})),
    });
    views.collect_view().into_any()
}

fn figure_view(section: StoredValue<String>, figure: FigureText) -> AnyView {
    let desk = use_desk();
    let key = figure.key.clone();
    let here = Focus::Figure(section.get_value(), key.clone());
    let chosen = here.clone();
    let on = move || desk.focus.with(|focus| focus.as_ref() == Some(&here));
    let hint = if figure.blank { "没有填数，按零列示" } else { "点开看这个数从哪来" };
    view! {
        <button class="live" class:blank=figure.blank class:on=on data-figure=key title=hint
            on:click=move |event| {
                // Within a text the click means the figure, not the text.
                event.stop_propagation();
                desk.focus.set(Some(chosen.clone()));
            }>{figure.text}</button>
    }
    .into_any()
}

fn unknown_view(written: String, reason: &str) -> AnyView {
    view! { <mark class="unknown" title=format!("认不出：{reason}")>{written}</mark> }.into_any()
}

fn slot_view(section: StoredValue<String>, slot: SlotText, open: Callback<String>) -> AnyView {
    let key = StoredValue::new(slot.key.clone());
    let entered: String = slot.fragments.iter().map(Fragment::text).collect();
    let empty = slot.is_empty();
    let inner = if empty {
        // What may be left out is not asked for.
        let verb = if slot.optional { "可填" } else { "填写" };
        format!("［{verb}{}］", slot.label).into_any()
    } else if entered.trim().is_empty() {
        slot.otherwise.clone().into_any()
    } else {
        let fragments = slot.fragments.into_iter().map(|fragment| fragment_view(section, fragment, open));
        view! { {slot.lead.clone()}{fragments.collect_view()} }.into_any()
    };
    view! {
        // A button would not break into lines with the sentence around it.
        <span class="slot" role="button" tabindex="0" class:empty=empty data-slot=slot.key.clone()
            title=format!("改写{}", slot.label)
            on:click=move |_| if !is_selecting() { open.run(key.get_value()); }
            on:keydown=move |event: web_sys::KeyboardEvent| {
                // Keys pressed on a figure within are the figure's.
                let own = event.target() == event.current_target();
                if own && matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    open.run(key.get_value());
                }
            }>{inner}</span>
    }
    .into_any()
}
