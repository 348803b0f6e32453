//! Going to where a finding is.

use crate::app::desk::{Desk, Place};
use crate::calc::Values;
use crate::checks::Spot;
use crate::template::{ListForm, PartHolds};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Goes to a place in the report and marks it.
pub(in crate::app) fn go_to_spot(desk: Desk, spot: &Spot) {
    let template = desk.sheet.template();
    match spot {
        Spot::Cell(cell) => desk.go_to(*cell),
        Spot::Field(key) => {
            let asks = |section: &&crate::template::Section| template.fields_of(section).contains(key);
            let on_cover =
                template.parts.iter().any(|part| part.holds == PartHolds::Cover && part.items.contains(key));
            match template.sections.iter().find(asks).filter(|_| !on_cover) {
                Some(section) => desk.go(Place::Section(section.key.clone())),
                None => desk.go(Place::Cover),
            }
            seek(format!("#field-{key}"), true);
        }
        Spot::Text(section, key) => {
            desk.go(Place::Section(section.clone()));
            let sentence = key.strip_suffix(".override").unwrap_or(key);
            seek(
                format!(
                    "[data-slot=\"{key}\"], [data-entered=\"{key}\"], [data-sentence=\"{sentence}\"], [data-list-block=\"{key}\"]"
                ),
                false,
            );
        }
        Spot::List(list) => desk.go(Place::List(list.list)),
        Spot::Record(list, id, column) => {
            let performance = template.list_of(ListForm::Performance);
            let project = list.parent.or((performance == Some(list.list)).then_some(*id));
            desk.jump.set(Some(spot.clone()));
            match project {
                Some(project) => desk.go(Place::Project(project)),
                None => {
                    desk.go(Place::List(list.list));
                    desk.jump.set(None);
                    seek(format!("[data-field=\"{}.{id}.{column}\"]", list.name(&template)), true);
                }
            }
        }
    }
}

/// Scrolls to what the selector finds once the new place is in the page, and lets it light up; `focus` also gives it
/// the focus.
fn seek(selector: String, focus: bool) {
    // One frame for the place to be built, one for it to be laid out.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let found = document().query_selector(&selector).ok().flatten();
            let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) else {
                return;
            };
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Center);
            element.scroll_into_view_with_scroll_into_view_options(&options);
            if focus {
                // An element that cannot take the focus has left the page again.
                let _ = element.focus();
            }
            // A class that cannot be set only means no light.
            let _ = element.class_list().add_1("sought");
            set_timeout(
                move || {
                    let _ = element.class_list().remove_1("sought");
                },
                std::time::Duration::from_millis(2500),
            );
        });
    });
}
