//! The desk: outline, editor, side panel; saving, undo and messages.

use super::cover::CoverView;
use super::lists::{ListView, ProjectView};
use super::outline::Outline;
use super::panel::Panel;
use super::publish::ExportDoor;
use super::section::SectionView;
use super::sheet::Sheet;
use super::storage::{self, Kept};
use super::table::TableView;
use super::texts::{OptionsDoor, OptionsView};
use super::trust::{self, FindingsView, ProofView, StandingMark, Trust};
use super::units::{ConsolidationView, Units};
use super::{Opening, Shell, now};
use crate::calc::Values;
use crate::checks::{LineKey, Spot};
use crate::document::{Progress, fields_progress};
use crate::io::json;
use crate::records::{ProjectFinding, ProjectLine, project_lines};
use crate::report::{CellContent, CellRef, Edit, Report};
use crate::template::{ListIndex, PartHolds, Severity, Table, TableIndex};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// What the middle of the desk shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    Cover,
    Section(String),
    Table(TableIndex),
    /// Choices of wording.
    Options,
    List(ListIndex),
    /// A project of performance self-evaluation, by its id.
    Project(u32),
    /// Units' reports added up.
    Consolidation,
    /// What the checks have found.
    Findings,
    /// A text pasted from elsewhere, read against the report.
    Proof,
}

/// What the side panel explains.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Focus {
    Cell(CellRef),
    /// A figure of a section, by section key and figure key.
    Figure(String, String),
    /// An indicator, by the ids of its project and its own.
    Indicator(u32, u32),
}

/// A message at the foot of the desk.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Notice {
    pub(super) text: String,
    pub(super) grave: bool,
}

/// How saving stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Saved {
    /// Nothing to save yet.
    Untouched,
    Pending,
    At(String),
    Failed(String),
}

/// Everything the desk's components share.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) sheet: Sheet,
    /// The projects of performance self-evaluation, computed once for all who show them.
    pub(super) projects: Memo<Vec<(ProjectLine, Vec<ProjectFinding>)>>,
    pub(super) place: RwSignal<Place>,
    pub(super) focus: RwSignal<Option<Focus>>,
    pub(super) notice: RwSignal<Option<Notice>>,
    pub(super) saved: RwSignal<Saved>,
    /// Whether the row dialog is open.
    pub(super) adding: RwSignal<bool>,
    /// The finding that is being looked at, by key.
    pub(super) finding: RwSignal<Option<String>>,
    /// A record to show once its page is there.
    pub(super) jump: RwSignal<Option<Spot>>,
    /// How the findings are listed: by cause, without some severities, of one line of the outline only.
    pub(super) by_cause: RwSignal<bool>,
    pub(super) hidden_severities: RwSignal<Vec<Severity>>,
    pub(super) only_line: RwSignal<Option<LineKey>>,
    pub(super) hide_unfilled: RwSignal<bool>,
    /// Whether the side panel is open.
    pub(super) panel_open: RwSignal<bool>,
    /// The text being proofed.
    pub(super) proofed: RwSignal<String>,
    id: StoredValue<String>,
}

impl Desk {
    /// Makes an edit; what cannot be done is said.
    pub(super) fn edit(&self, edit: Edit) -> bool {
        match self.sheet.edit(edit) {
            Ok(()) => true,
            Err(error) => {
                self.say(error.to_string(), true);
                false
            }
        }
    }

    /// Puts another report in the place of this one, as one edit with these words; it keeps its record.
    pub(super) fn replace(&self, report: Report, label: String) -> bool {
        match self.sheet.edit_as(Edit::Replace(Box::new(report)), label) {
            Ok(()) => true,
            Err(error) => {
                self.say(error.to_string(), true);
                false
            }
        }
    }

    /// Puts content into a cell.
    pub(super) fn enter(&self, cell: CellRef, content: CellContent) -> bool {
        self.edit(self.sheet.with_engine(|engine| engine.entering(cell, content)))
    }

    pub(super) fn say(&self, text: impl Into<String>, grave: bool) {
        self.notice.set(Some(Notice { text: text.into(), grave }));
    }

    /// Goes to a cell's table and selects it.
    pub(super) fn go_to(&self, cell: CellRef) {
        self.place.set(Place::Table(cell.table));
        self.focus.set(Some(Focus::Cell(cell)));
    }

    pub(super) fn go(&self, place: Place) {
        if self.place.with_untracked(|now| *now != place) {
            self.focus.set(None);
            self.adding.set(false);
            self.place.set(place);
        }
    }

    pub(super) fn undo(&self) {
        match self.sheet.undo() {
            Some(label) => self.say(format!("已撤销：{label}"), false),
            None => self.say("没有可撤销的了", false),
        }
    }

    pub(super) fn redo(&self) {
        match self.sheet.redo() {
            Some(label) => self.say(format!("已重做：{label}"), false),
            None => self.say("没有可重做的了", false),
        }
    }

    /// Keeps the report in the browser now.
    fn save_now(&self) {
        let (title, text) =
            self.sheet.with_engine(|engine| (engine.report().title(), json::write(engine.report())));
        let kept = Kept { id: self.id.get_value(), title, saved: now() };
        self.saved.set(match storage::save(kept, &text) {
            Ok(()) => Saved::At(clock()),
            Err(error) => Saved::Failed(error.to_string()),
        });
    }
}

/// The desk in context.
pub(super) fn use_desk() -> Desk {
    expect_context::<Desk>()
}

/// The time of day: 10:42.
fn clock() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// Where work begins: the cover while it lacks something, then the first table whose rows the clerk adds.
fn first_place(sheet: &Sheet) -> Place {
    let template = sheet.template();
    let cover =
        template.parts.iter().filter(|part| part.holds == PartHolds::Cover).flat_map(|part| &part.items);
    if fields_progress(cover, sheet) != Progress::Done {
        return Place::Cover;
    }
    let own_rows = |table: &Table| table.repeat().is_some_and(|repeat| repeat.rows_from.is_empty());
    let first = template.tables.iter().find(|table| table.printed && own_rows(table));
    first.and_then(|table| template.table_index(&table.key)).map_or(Place::Cover, Place::Table)
}

#[component]
pub(super) fn DeskView(opening: Opening) -> impl IntoView {
    let sheet = Sheet::new(opening.report);
    // On a small or enlarged view the panel would take the table's place: it waits to be asked for.
    let wide =
        window().inner_width().ok().and_then(|width| width.as_f64()).is_none_or(|width| width > 1100.0);
    let desk = Desk {
        sheet,
        projects: Memo::new(move |_| project_lines(&sheet)),
        place: RwSignal::new(first_place(&sheet)),
        focus: RwSignal::new(None),
        notice: RwSignal::new(opening.notice.map(|text| Notice { text, grave: false })),
        saved: RwSignal::new(Saved::Untouched),
        adding: RwSignal::new(false),
        finding: RwSignal::new(None),
        jump: RwSignal::new(None),
        by_cause: RwSignal::new(true),
        hidden_severities: RwSignal::new(Vec::new()),
        only_line: RwSignal::new(None),
        hide_unfilled: RwSignal::new(false),
        panel_open: RwSignal::new(wide),
        proofed: RwSignal::new(String::new()),
        id: StoredValue::new(opening.id),
    };
    provide_context(desk);
    let trust = Trust::new(sheet);
    provide_context(trust);
    provide_context(Units::new(desk));
    autosave(desk, opening.keep);
    title(desk);
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "F8" && !event.is_composing() {
            event.prevent_default();
            blur_active();
            trust::step(desk, trust, !event.shift_key());
            return;
        }
        if !(event.ctrl_key() || event.meta_key()) || event.is_composing() || is_text_field(&event) {
            return;
        }
        match event.key().as_str() {
            "z" | "Z" if event.shift_key() => desk.redo(),
            "z" | "Z" => desk.undo(),
            "y" | "Y" => desk.redo(),
            "s" | "S" => {
                // What is being typed is saved with the rest; then typing goes on where it was.
                let field = document().active_element();
                blur_active();
                desk.save_json();
                if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
                    // A field that cannot take the focus is not in the page any more.
                    let _ = field.focus();
                }
            }
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
    let panel_open = desk.panel_open;
    let shell = expect_context::<Shell>();
    view! {
        <TopBar/>
        {move || shell.problem.get().map(|problem| view! {
            <div class="problem bar" role="alert">{problem}
                <button class="plain" on:click=move |_| shell.problem.set(None)>"知道了"</button></div>
        })}
        <div class="desk" class:narrow=move || !panel_open.get()>
            <nav class="outline" aria-label="报告大纲"><Outline/></nav>
            <main class="editor">
                {move || match desk.place.get() {
                    Place::Cover => view! { <CoverView/> }.into_any(),
                    Place::Section(key) => view! { <SectionView key/> }.into_any(),
                    Place::Table(index) => view! { <TableView index/> }.into_any(),
                    Place::Options => view! { <OptionsView/> }.into_any(),
                    Place::List(index) => view! { <ListView index/> }.into_any(),
                    Place::Project(id) => view! { <ProjectView id/> }.into_any(),
                    Place::Consolidation => view! { <ConsolidationView/> }.into_any(),
                    Place::Findings => view! { <FindingsView/> }.into_any(),
                    Place::Proof => view! { <ProofView/> }.into_any(),
                }}
            </main>
            <aside class="panel" aria-label="这个数从哪来"><Panel open=panel_open/></aside>
        </div>
        <StatusBar/>
    }
}

/// Text areas and open drafts undo their own typing.
fn is_text_field(event: &web_sys::KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    // A field in which nothing was typed yet is idle.
    let editing =
        matches!(&*target.tag_name(), "TEXTAREA" | "INPUT") && !target.class_list().contains("idle");
    editing && !matches!(event.key().as_str(), "s" | "S")
}

/// Saves half a second after the last edit, at the latest two seconds after the first, and when the page goes away.
fn autosave(desk: Desk, at_once: bool) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let first = StoredValue::new(None::<u64>);
    let save = move || {
        if waiting.is_disposed() {
            return;
        }
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
        first.set_value(None);
        desk.save_now();
    };
    Effect::new(move |before: Option<()>| {
        desk.sheet.track_edits();
        if before.is_none() && !at_once {
            return;
        }
        desk.saved.set(Saved::Pending);
        let now: u64 = now().parse().unwrap_or_default();
        let since = first.get_value().unwrap_or(now);
        first.set_value(Some(since));
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
        let delay = if now.saturating_sub(since) > 1500 { 0 } else { 500 };
        let handle = set_timeout_with_handle(save, Duration::from_millis(delay));
        waiting.set_value(handle.ok());
    });
    let flush = move || {
        if waiting.is_disposed() {
            return;
        }
        blur_active();
        if desk.saved.with_untracked(|saved| *saved == Saved::Pending) || waiting.with_value(Option::is_some)
        {
            save();
        }
    };
    let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            flush();
        }
    });
    let leaving = window_event_listener(leptos::ev::pagehide, move |_| flush());
    on_cleanup(move || {
        hidden.remove();
        leaving.remove();
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
            desk.save_now();
        }
    });
}

/// Leaving a field commits what is typed in it.
fn blur_active() {
    if let Some(element) = document().active_element().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // An element that cannot be left has nothing to commit.
        let _ = element.blur();
    }
}

/// The window's title names the report.
fn title(desk: Desk) {
    Effect::new(move |_| {
        let department = desk.sheet.text("department").unwrap_or_default();
        let name = if department.is_empty() { "新报告".to_string() } else { department };
        document().set_title(&format!("{name} · 部门决算公开编制台"));
    });
}

#[component]
fn TopBar() -> impl IntoView {
    let desk = use_desk();
    let shell = expect_context::<Shell>();
    let name = move || {
        let template = desk.sheet.template();
        let year = desk.sheet.text("year").unwrap_or_else(|| template.year.to_string());
        format!("{year}年度　{}", desk.sheet.text("department").unwrap_or_else(|| "（未填部门名称）".into()))
    };
    let history = Memo::new(move |_| desk.sheet.history());
    let hint = |step: Option<String>, verb: &str| match step {
        Some(label) => format!("{verb}：{label}"),
        None => format!("没有可{verb}的"),
    };
    view! {
        <header class="top">
            <button class="brand" title="回到开始页（内容已存在本机）" on:click=move |_| shell.close()>
                <span class="seal" aria-hidden="true">"决"</span>"部门决算公开编制台"
            </button>
            <span class="report-name" title=name>{name}</span>
            <SavedMark/>
            <span class="grow"></span>
            <button class="ghost" id="undo" disabled=move || history.get().0.is_none()
                title=move || format!("{}（Ctrl+Z）", hint(history.get().0, "撤销")) on:click=move |_| desk.undo()>"撤销"</button>
            <button class="ghost" id="redo" disabled=move || history.get().1.is_none()
                title=move || format!("{}（Ctrl+Y）", hint(history.get().1, "重做")) on:click=move |_| desk.redo()>"重做"</button>
            <button class="ghost" id="save-json" title="把整份报告存成一个文件，可拷到别的电脑再打开（Ctrl+S）"
                on:click=move |_| desk.save_json()>"保存为文件"</button>
            <ExportDoor/>
        </header>
    }
}

#[component]
fn SavedMark() -> impl IntoView {
    let desk = use_desk();
    let words = move || match desk.saved.get() {
        Saved::Untouched => String::new(),
        Saved::Pending => "正在保存…".into(),
        Saved::At(time) => format!("✓ 已存在本机 {time}"),
        Saved::Failed(problem) => format!("▲ 没存上：{problem}"),
    };
    let failed = move || desk.saved.with(|saved| matches!(saved, Saved::Failed(_)));
    view! { <span class="saved" class:failed=failed role="status" aria-live="polite">{words}</span> }
}

#[component]
fn StatusBar() -> impl IntoView {
    let desk = use_desk();
    let grave = move || desk.notice.with(|notice| notice.as_ref().is_some_and(|notice| notice.grave));
    let words = move || desk.notice.get().map_or_else(|| "就绪".to_string(), |notice| notice.text);
    view! {
        <footer class="status">
            <span class="notice" class:grave=grave role="status" aria-live="polite">{words}</span>
            <span class="grow"></span>
            <OptionsDoor/>
            <StandingMark/>
        </footer>
    }
}
