//! The outline: parts, sections and tables with their state.

use super::desk::{Desk, Place, use_desk};
use super::texts::OptionsDoor;
use crate::calc::Values;
use crate::document::{Progress, fields_progress, section_progress, table_progress};
use crate::template::{Part, PartHolds, TableIndex};
use leptos::prelude::*;

/// A line of the outline.
#[derive(Clone)]
struct Line {
    place: Place,
    number: String,
    short: String,
    /// The whole title.
    title: String,
}

#[component]
pub(super) fn Outline() -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let parts = template.parts.iter().map(|part| {
        let heading = format!("{}　{}", part.number, part.title);
        let lines = lines(desk, part);
        let empty = lines.is_empty().then(|| view! { <li class="later">"待编"</li> });
        view! {
            <section>
                <h2>{heading.trim().to_string()}</h2>
                <ul>{lines.into_iter().map(|line| view! { <LineView line/> }).collect_view()}{empty}</ul>
            </section>
        }
    });
    view! {
        <h1 class="sr">"报告大纲"</h1>
        {parts.collect_view()}
        <div class="outline-foot"><OptionsDoor/></div>
    }
}

fn lines(desk: Desk, part: &Part) -> Vec<Line> {
    let template = desk.sheet.template();
    match part.holds {
        PartHolds::Cover => {
            vec![Line {
                place: Place::Cover,
                number: String::new(),
                short: "封面信息".into(),
                title: "封面信息".into(),
            }]
        }
        PartHolds::Sections => part
            .items
            .iter()
            .filter_map(|key| template.section(key))
            .map(|section| Line {
                place: Place::Section(section.key.clone()),
                number: section.number.clone(),
                short: section.short.clone(),
                title: section.title.clone(),
            })
            .collect(),
        PartHolds::Tables => {
            let tables = part.items.iter().filter_map(|key| template.table_index(key));
            let line = |index: TableIndex| {
                let table = template.table(index)?;
                let number: String = table.number.chars().filter(char::is_ascii_digit).collect();
                Some(Line {
                    place: Place::Table(index),
                    number,
                    short: table.short.clone(),
                    title: table.title.clone(),
                })
            };
            tables.filter_map(line).collect()
        }
    }
}

fn progress(desk: Desk, place: &Place) -> Progress {
    let template = desk.sheet.template();
    match place {
        Place::Cover => {
            let cover = template.parts.iter().find(|part| part.holds == PartHolds::Cover);
            fields_progress(cover.into_iter().flat_map(|part| &part.items), &desk.sheet)
        }
        Place::Section(key) => {
            template.section(key).map_or(Progress::Later, |section| section_progress(section, &desk.sheet))
        }
        Place::Table(index) => table_progress(*index, &desk.sheet),
        Place::Options => Progress::Done,
    }
}

#[component]
fn LineView(line: Line) -> impl IntoView {
    let desk = use_desk();
    let Line { place, number, short, title } = line;
    let here = place.clone();
    let target = place.clone();
    let current = Memo::new(move |_| desk.place.with(|now| *now == here));
    let state = Memo::new(move |_| progress(desk, &place));
    let mark = move || match state.get() {
        Progress::Later => ("later", "·", "待编".to_string()),
        Progress::Empty => ("empty", "○", "还没有数".to_string()),
        Progress::Partial(missing) => ("partial", "◐", format!("还差{missing}处文字")),
        Progress::Done => ("done", "●", "已有内容".to_string()),
    };
    view! {
        <li>
            <button class="line" class:current=move || current.get()
                aria-current=move || if current.get() { "page" } else { "false" }
                title=title on:click=move |_| desk.go(target.clone())>
                <span class=move || format!("mark {}", mark().0) aria-hidden="true">{move || mark().1}</span>
                <span class="number">{number}</span>
                <span class="words">{short}</span>
                <span class="sr">{move || format!("，{}", mark().2)}</span>
            </button>
        </li>
    }
}
