//! The projects of performance self-evaluation at a glance.

use crate::amount::Unit;
use crate::app::desk::{Desk, Place, use_desk};
use crate::calc::Values;
use crate::document::unit_line;
use crate::records::{ProjectLine, Rows, copy_project, new_project};
use crate::report::{Edit, ListKey};
use crate::template::{ListForm, ListIndex};
use leptos::prelude::*;

#[component]
pub(super) fn ProjectsView(index: ListIndex) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let (title, help) =
        template.list(index).map(|list| (list.title.clone(), list.help.clone())).unwrap_or_default();
    let lines = Memo::new(move |_| {
        desk.projects.with(|all| all.iter().map(|(line, _)| line.clone()).collect::<Vec<_>>())
    });
    let numbered = move || (1usize..).zip(lines.get()).collect::<Vec<_>>();
    view! {
        <div class="head"><p class="crumbs">"绩效自评"</p><h1>{title.clone()}</h1><p class="help">{help}</p></div>
        <div class="tools"><button class="tool" id="new-project" on:click=move |_| create(desk, index)>"＋ 新增项目"</button><span class="grow"></span><span class="help">{move || unit_line(Unit::TenThousandYuan, &desk.sheet)}</span></div>
        <div class="scroll">
            <div class="list-sheet">
                <table class="records overview" aria-label=title>
                    <thead><tr><th scope="col">"序号"</th><th scope="col">"项目名称"</th><th scope="col">"全年预算"</th>
                        <th scope="col">"全年执行"</th><th scope="col">"执行率"</th><th scope="col">"指标"</th><th scope="col">"总分"</th>
                        <th scope="col">"按规则"</th><th scope="col">"等级"</th><th scope="col">"要处理"</th><th scope="col"><span class="sr">"操作"</span></th></tr></thead>
                    <tbody>
                        <For each=numbered key=|(number, line)| format!("{number}{line:?}")
                            children=move |(number, line)| view! { <Line index number line lines/> }/>
                    </tbody>
                </table>
                {move || lines.with(Vec::is_empty).then_some(view! {
                    <p class="empty">"还没有项目。点“＋ 新增项目”开始；没有项目的部门可以空着。"</p>
                })}
            </div>
        </div>
    }
}

#[component]
fn Line(index: ListIndex, number: usize, line: ProjectLine, lines: Memo<Vec<ProjectLine>>) -> impl IntoView {
    let desk = use_desk();
    let id = line.id;
    let name = if line.name.is_empty() { "（未填项目名称）".to_string() } else { line.name.clone() };
    let score = if line.score.is_empty() { "未齐".to_string() } else { line.score.clone() };
    let last = move || lines.with(|lines| lines.len() == number);
    let shift = move |up: bool| {
        let rows = desk.sheet.with_engine(|engine| Rows::of(ListKey::of(index), engine));
        if let Some(edit) = rows.and_then(|rows| rows.shift(number - 1..number, up)) {
            desk.edit(edit);
        }
    };
    view! {
        <tr data-record=id.to_string()>
            <th scope="row" class="ordinal">{number}</th>
            <td><button class="link" on:click=move |_| desk.go(Place::Project(id))>{name}</button><span class="help">{line.kind.clone()}</span></td>
            <td class="right">{line.full.clone()}</td><td class="right">{line.executed.clone()}</td><td class="right">{line.rate.clone()}</td>
            <td class="right">{line.indicators}</td><td class="right"><b>{score}</b></td><td class="right">{line.proposed.clone()}</td>
            <td class="center">{line.grade.clone()}</td>
            <td class="marks"><Marks grave=line.grave minor=line.minor/></td>
            <td class="acts">
                <button class="plain" aria-label=format!("上移第{number}个") disabled=number == 1 on:click=move |_| shift(true)>"↑"</button>
                <button class="plain" aria-label=format!("下移第{number}个") disabled=last on:click=move |_| shift(false)>"↓"</button>
                <button class="plain" on:click=move |_| copy(desk, id)>"复制"</button>
                <button class="plain delete" on:click=move |_| delete(desk, id)>"删除"</button>
            </td>
        </tr>
    }
}

/// How much has to be corrected and to be explained: by shape, number and words.
#[component]
pub(super) fn Marks(grave: usize, minor: usize) -> impl IntoView {
    view! {
        {(grave > 0).then(|| view! { <span class="badge grave" title="必须改正">"▲ "{grave}<span class="sr">"处必须改正"</span></span> })}
        {(minor > 0).then(|| view! { <span class="badge minor" title="须说明">"◆ "{minor}<span class="sr">"处须说明"</span></span> })}
        {(grave + minor == 0).then_some(view! { <span class="badge fine">"✓ 没有"</span> })}
    }
}

pub(super) fn create(desk: Desk, index: ListIndex) {
    if let Some((edit, id)) = desk.sheet.with_engine(new_project)
        && desk.edit(edit)
    {
        desk.say("已新增项目，先填名称和资金", false);
        desk.go(Place::Project(id));
        super::focus_field(desk, ListKey::of(index), id, "name");
    }
}

pub(super) fn copy(desk: Desk, id: u32) {
    if let Some((edit, new)) = desk.sheet.with_engine(|engine| copy_project(id, engine))
        && desk.edit(edit)
    {
        desk.say("已复制项目，连同全部指标；请改名称和各项内容", false);
        desk.go(Place::Project(new));
    }
}

pub(super) fn delete(desk: Desk, id: u32) {
    let template = desk.sheet.template();
    let Some(index) = template.list_of(ListForm::Performance) else { return };
    let name = super::text_now(desk, ListKey::of(index), id, "name");
    // Its page goes before it does.
    desk.go(Place::List(index));
    if desk.edit(Edit::RemoveRecord(ListKey::of(index), id)) {
        desk.say(format!("已删除项目“{name}”和它的全部指标，按 Ctrl+Z 可恢复"), false);
    }
}
