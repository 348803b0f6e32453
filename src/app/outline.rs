//! The outline: parts, sections and tables with their state.

use super::desk::{Desk, Place, use_desk};
use super::texts::OptionsDoor;
use super::trust::use_trust;
use super::units::UnitsDoor;
use crate::calc::Values;
use crate::checks::LineKey;
use crate::document::{
    Progress, fields_progress, list_progress, project_progress, projects_progress, section_progress,
    table_progress,
};
use crate::records::ProjectLine;
use crate::template::{ListForm, Part, PartHolds, TableIndex};
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
        let projects = part.items.iter().filter_map(|key| template.list(template.list_index(key)?));
        let projects = projects.filter(|list| list.form == ListForm::Performance).count() > 0;
        let empty = lines.is_empty().then(|| view! { <li class="later">"待编"</li> });
        view! {
            <section>
                <h2>{heading.trim().to_string()}</h2>
                <ul>{lines.into_iter().map(|line| view! { <LineView line projects/> }).collect_view()}{empty}</ul>
            </section>
        }
    });
    view! {
        <h1 class="sr">"报告大纲"</h1>
        {parts.collect_view()}
        <div class="outline-foot"><UnitsDoor/><OptionsDoor/></div>
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
            let table = |index: TableIndex| {
                let table = template.table(index)?;
                let number: String = table.number.chars().filter(char::is_ascii_digit).collect();
                Some(Line {
                    place: Place::Table(index),
                    number,
                    short: table.short.clone(),
                    title: table.title.clone(),
                })
            };
            let list = |key: &String| {
                let index = template.list_index(key)?;
                let title = template.list(index)?.title.clone();
                Some(Line { place: Place::List(index), number: String::new(), short: title.clone(), title })
            };
            // A part may hold tables and lists.
            let line = |key: &String| template.table_index(key).and_then(table).or_else(|| list(key));
            part.items.iter().filter_map(line).collect()
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
        Place::Options | Place::Consolidation | Place::Findings | Place::Proof => Progress::Done,
        // Projects are computed once for all who show them.
        Place::List(index) if template.list_of(ListForm::Performance) == Some(*index) => {
            desk.projects.with(|lines| projects_progress(lines.iter().map(|(line, _)| line)))
        }
        Place::List(index) => list_progress(*index, &desk.sheet),
        Place::Project(id) => desk.projects.with(|lines| {
            lines
                .iter()
                .find(|(line, _)| line.id == *id)
                .map_or(Progress::Later, |(line, _)| project_progress(line))
        }),
    }
}

/// A line, and below that of the projects one for each of them.
#[component]
fn LineView(line: Line, projects: bool) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let index = match line.place {
        Place::List(index) if projects => Some(index),
        _ => None,
    };
    let performance =
        index.and_then(|index| template.list(index)).is_some_and(|list| list.form == ListForm::Performance);
    let words = line.short.clone();
    view! {
        <li><LineButton place=line.place number=line.number title=line.title words=move || words.clone() score=String::new/></li>
        {performance.then(|| view! { <ProjectLines/> })}
    }
}

/// The projects: name and total score.
#[component]
fn ProjectLines() -> impl IntoView {
    let desk = use_desk();
    let lines = desk.projects;
    let ids = Memo::new(move |_| {
        lines.with(|lines| {
            (1usize..).zip(lines).map(|(number, (line, _))| (number, line.id)).collect::<Vec<_>>()
        })
    });
    let child = move |(number, id): (usize, u32)| {
        let read = move |pick: fn(&ProjectLine) -> String| {
            move || {
                lines.with(|lines| {
                    lines
                        .iter()
                        .find(|(line, _)| line.id == id)
                        .map(|(line, _)| pick(line))
                        .unwrap_or_default()
                })
            }
        };
        let name = |line: &ProjectLine| {
            if line.name.is_empty() { "（未填名称）".into() } else { line.name.clone() }
        };
        view! {
            <li class="sub"><LineButton place=Place::Project(id) number=number.to_string() title=String::new()
                words=read(name) score=read(|line| line.score.clone())/></li>
        }
    };
    view! { <For each=move || ids.get() key=|line| *line children=child/> }
}

/// What findings call a line.
fn line_key(desk: Desk, place: &Place) -> Option<LineKey> {
    let template = desk.sheet.template();
    match place {
        Place::Cover => Some(LineKey::Cover),
        Place::Section(key) => Some(LineKey::Section(key.clone())),
        Place::Table(index) => Some(LineKey::Table(template.table(*index)?.key.clone())),
        Place::List(index) => Some(LineKey::List(template.list(*index)?.key.clone())),
        _ => None,
    }
}

#[component]
fn LineButton(
    place: Place,
    number: String,
    title: String,
    #[prop(into)] words: Signal<String>,
    #[prop(into)] score: Signal<String>,
) -> impl IntoView {
    let desk = use_desk();
    let here = place.clone();
    let target = place.clone();
    let key = line_key(desk, &place);
    let trust = use_trust();
    let counts = Memo::new(move |_| {
        let (errors, warnings, _) = trust.counts.with(|counts| counts.get(key.as_ref()?).copied())?;
        (errors + warnings > 0).then_some((errors, warnings))
    });
    let counts = move || counts.get();
    let current = Memo::new(move |_| desk.place.with(|now| *now == here));
    let state = Memo::new(move |_| progress(desk, &place));
    let mark = move || match state.get() {
        Progress::Later => ("later", "·", "待编".to_string()),
        Progress::Empty => ("empty", "○", "还没有数".to_string()),
        Progress::Partial(missing) => ("partial", "◐", format!("还差{missing}处")),
        Progress::Done => ("done", "●", "已有内容".to_string()),
    };
    view! {
            <button class="line" class:current=move || current.get()
                aria-current=move || if current.get() { "page" } else { "false" }
                title=move || if title.is_empty() { words.get() } else { title.clone() } on:click=move |_| desk.go(target.clone())>
                <span class=move || format!("mark {}", mark().0) aria-hidden="true">{move || mark().1}</span>
                <span class="number">{number}</span>
                <span class="words">{words}</span>
                <span class="score">{score}</span>
                {move || counts().map(|(errors, warnings)| view! {
                    <span class="counts" aria-hidden="true">
                        {(errors > 0).then(|| view! { <i class="error">"▲"{errors}</i> })}
                        {(warnings > 0).then(|| view! { <i class="warning">"◆"{warnings}</i> })}
                    </span>
                    <span class="sr">{format!("，必须改正{errors}处，须说明{warnings}处")}</span>
                })}
                <span class="sr">{move || format!("，{}", mark().2)}</span>
            </button>
    }
}
