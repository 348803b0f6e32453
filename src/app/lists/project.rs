//! A project's page: what it is and what it cost, its indicators, what is wrong.

use super::field::{Choices, Field};
use super::findings::FindingsView;
use super::funds::FundsView;
use super::grid::GridView;
use super::projects::{Marks, copy, delete};
use crate::app::desk::{Desk, Place, use_desk};
use crate::calc::Values;
use crate::records::{Place as Spot, ProjectFinding, ProjectLine};
use crate::report::ListKey;
use crate::template::{FieldKind, ListForm};
use leptos::prelude::*;

/// The pages of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Matters,
    Indicators,
    Findings,
}

/// What the parts of a project's page share.
#[derive(Clone, Copy)]
pub(super) struct ProjectPage {
    pub(super) desk: Desk,
    pub(super) id: u32,
    /// The list of projects.
    pub(super) list: ListKey,
    pub(super) tab: RwSignal<Tab>,
    /// The cell of the indicators that is selected: row and column.
    pub(super) at: RwSignal<Option<(usize, usize)>>,
    pub(super) state: Memo<Option<(ProjectLine, Vec<ProjectFinding>)>>,
}

impl ProjectPage {
    /// Goes to where something is to be corrected.
    pub(super) fn show(&self, spot: &Spot) {
        match spot {
            Spot::Field(column) => {
                self.tab.set(Tab::Matters);
                super::focus_field(self.desk, self.list, self.id, column);
            }
            Spot::Funds => {
                self.tab.set(Tab::Matters);
                super::focus_field(self.desk, self.list, self.id, "fiscal_full");
            }
            Spot::Cell(row, column) => {
                self.at.set(Some((*row, *column)));
                self.tab.set(Tab::Indicators);
            }
            Spot::Indicators => self.tab.set(Tab::Indicators),
            Spot::Indicator(row, column) => {
                let template = self.desk.sheet.template();
                let list = template.list_of(ListForm::Indicators).and_then(|index| template.list(index));
                let at = list.and_then(|list| list.columns.iter().position(|known| known.key == *column));
                self.at.set(Some((*row, at.unwrap_or(0))));
                self.tab.set(Tab::Indicators);
            }
        }
    }
}

#[component]
pub(in crate::app) fn ProjectView(id: u32) -> impl IntoView {
    let desk = use_desk();
    let Some(index) = desk.sheet.template().list_of(ListForm::Performance) else { return ().into_any() };
    let page = ProjectPage {
        desk,
        id,
        list: ListKey::of(index),
        tab: RwSignal::new(Tab::Matters),
        at: RwSignal::new(None),
        state: Memo::new(move |_| {
            desk.projects.with(|lines| lines.iter().find(|(line, _)| line.id == id).cloned())
        }),
    };
    let there = Memo::new(move |_| page.state.with(Option::is_some));
    Effect::new(move |_| {
        if let Some(spot) = desk.jump.get()
            && let Some(place) = place_of(desk, id, &spot)
        {
            desk.jump.set(None);
            page.show(&place);
        }
    });
    view! {
        {move || if there.get() {
            view! { <Head page/><Body page/> }.into_any()
        } else {
            view! {
                <div class="head"><h1>"绩效自评项目"</h1></div>
                <p class="empty">"这个项目已不在清单里。"
                    <button class="plain" on:click=move |_| desk.go(Place::List(index))>"回到项目清单"</button></p>
            }
            .into_any()
        }}
    }
    .into_any()
}

/// The place on the page of the project `id` that a spot of the report is; `None` for one elsewhere.
fn place_of(desk: Desk, id: u32, spot: &crate::checks::Spot) -> Option<Spot> {
    let crate::checks::Spot::Record(list, record, column) = spot else { return None };
    if list.parent.is_none() {
        return (*record == id).then(|| match column.is_empty() {
            true => Spot::Funds,
            false => Spot::Field(column.clone()),
        });
    }
    let template = desk.sheet.template();
    let known = template.list(list.list)?.columns.iter().position(|known| known.key == *column);
    let row = desk
        .sheet
        .with_engine(|engine| engine.report().records(*list).iter().position(|known| known.id == *record))?;
    (list.parent == Some(id)).then_some(Spot::Cell(row, known.unwrap_or(0)))
}

#[component]
fn Head(page: ProjectPage) -> impl IntoView {
    let line = Memo::new(move |_| page.state.get().map(|(line, _)| line).unwrap_or_default());
    let name = move || {
        line.with(|line| {
            if line.name.is_empty() { "（未填项目名称）".to_string() } else { line.name.clone() }
        })
    };
    let tab = move |tab: Tab, id: &'static str, words: &'static str, count: Signal<Option<usize>>| {
        let on = move || page.tab.get() == tab;
        view! {
            <button class="segment" role="tab" id=id class:on=on aria-selected=move || on().to_string() on:click=move |_| page.tab.set(tab)>
                {words}{move || count.get().map(|count| format!(" {count}"))}</button>
        }
    };
    let wrong = Signal::derive(move || line.with(|line| Some(line.grave + line.minor)));
    let rows = Signal::derive(move || line.with(|line| Some(line.indicators)));
    view! {
        <div class="head project-head">
            <p class="crumbs"><button class="link" on:click=move |_| page.desk.go(Place::List(page.list.list))>"绩效自评项目"</button>" ›"</p>
            <h1>{name}" "{move || line.with(|line| view! { <Marks grave=line.grave minor=line.minor/> })}</h1>
        </div>
        <Strip line/>
        <div class="tools" role="tablist" aria-label="项目的各页">
            {tab(Tab::Matters, "tab-matters", "项目情况", Signal::derive(|| None))}
            {tab(Tab::Indicators, "tab-indicators", "绩效指标", rows)}
            {tab(Tab::Findings, "tab-findings", "要处理", wrong)}
            <span class="grow"></span>
            <button class="tool" id="copy-project" on:click=move |_| copy(page.desk, page.id)>"复制项目"</button>
            <button class="tool" id="delete-project" on:click=move |_| delete(page.desk, page.id)>"删除项目"</button>
        </div>
    }
}

/// The figures of the whole.
#[component]
fn Strip(line: Memo<ProjectLine>) -> impl IntoView {
    let cell = move |label: &'static str, name: &'static str, value: fn(&ProjectLine) -> String| {
        view! {
            <div class="figure" data-figure=name><span>{label}</span><b>{move || line.with(|line| {
                let value = value(line);
                if value.is_empty() { "—".to_string() } else { value }
            })}</b></div>
        }
    };
    let unlike = move || line.with(|line| !line.differs.is_empty());
    view! {
        <div class="strip">
            {cell("全年预算（万元）", "full", |line| line.full.clone())}
            {cell("全年执行（万元）", "executed", |line| line.executed.clone())}
            {cell("执行率", "rate", |line| line.rate.clone())}
            {cell("执行率得分", "rate_score", |line| line.rate_score.clone())}
            <div class="figure" class:wrong=move || line.with(|line| !line.whole) data-figure="weight"><span>"分值合计"</span>
                <b>{move || line.with(|line| line.weight.clone())}<small>{move || line.with(|line| if line.whole { "" } else { " ▲ 应为100" })}</small></b></div>
            {cell("总分", "score", |line| if line.score.is_empty() { "未齐".into() } else { line.score.clone() })}
            <div class="figure" class:wrong=unlike data-figure="proposed"><span>"按规则应为"</span>
                <b>{move || line.with(|line| if line.proposed.is_empty() { "—".to_string() } else { line.proposed.clone() })}
                    <small>{move || line.with(|line| if line.differs.is_empty() { String::new() } else { format!(" 填报{}", line.differs) })}</small></b></div>
            {cell("等级", "grade", |line| line.grade.clone())}
        </div>
    }
}

#[component]
fn Body(page: ProjectPage) -> impl IntoView {
    view! {
        {move || match page.tab.get() {
            Tab::Matters => view! { <Matters page/> }.into_any(),
            Tab::Indicators => view! { <GridView page/> }.into_any(),
            Tab::Findings => view! { <div class="scroll"><FindingsView page/></div> }.into_any(),
        }}
    }
}

/// Head fields, funds and long texts.
#[component]
fn Matters(page: ProjectPage) -> impl IntoView {
    let template = page.desk.sheet.template();
    let columns = template.list(page.list.list).map(|list| list.columns.clone()).unwrap_or_default();
    let fields = |long: bool| {
        let wanted = columns.iter().enumerate().filter(|(_, column)| match column.kind {
            FieldKind::Money => false,
            FieldKind::Long => long,
            _ => !long,
        });
        let field = |(at, column): (usize, &crate::template::source::ListColumnSource)| {
            let (title, help, required) = (column.title.clone(), column.help.clone(), column.required);
            let label = title.clone();
            view! {
                <div class="record-field" class:long=long>
                    <span class="label">{title}{required.then_some(view! { <i title="公开前要填">"＊"</i> })}</span>
                    <div><Field list=page.list id=page.id column=at label=Signal::derive(move || label.clone())/><p class="help">{help}</p></div>
                </div>
            }
        };
        wanted.map(field).collect_view()
    };
    let (short, long) = (fields(false), fields(true));
    view! {
        <div class="scroll">
            <Choices list=page.list/>
            <div class="list-sheet project-sheet">
                {short}
                <FundsView page/>
                {long}
                <p><button class="tool" on:click=move |_| page.tab.set(Tab::Indicators)>"接着填绩效指标 ›"</button></p>
            </div>
        </div>
    }
}
