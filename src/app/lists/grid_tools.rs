//! What can be done to rows and groups of the grid, and the line that says what is selected.

use super::grid::Grid;
use crate::records::{Level, adopt};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

#[component]
pub(super) fn GridTools(grid: Grid) -> impl IntoView {
    let none = move || grid.at.get().is_none();
    let differing = Memo::new(move |_| grid.model.with(|model| model.totals.differing));
    // The row that is to begin a new group.
    let splitting = RwSignal::new(None::<usize>);
    let adopt_all = move |_| {
        let edit = grid.desk.sheet.with_engine(|engine| adopt(grid.project, |_| true, engine));
        let count = differing.get_untracked();
        if grid.act(edit) {
            grid.desk.say(format!("{count} 条的填报分已改为规则分，按 Ctrl+Z 可恢复"), false);
        }
    };
    view! {
        <div class="tools grid-tools" on:mousedown=move |event| {
            // The selection stays where it is while a tool is pressed.
            if splitting.with_untracked(Option::is_none) { event.prevent_default(); }
        }>
            <button class="tool" id="insert-row" title="在选中的行下面插入一行，归入同一组" on:click=move |_| grid.insert_below()>"插入行"</button>
            <button class="tool" id="delete-rows" disabled=none title="删除选中的行" on:click=move |_| grid.delete()>"删除行"</button>
            <button class="tool" id="row-up" disabled=none on:click=move |_| grid.shift(true)>"上移"</button>
            <button class="tool" id="row-down" disabled=none on:click=move |_| grid.shift(false)>"下移"</button>
            <span class="bar"></span>
            <button class="tool" id="merge-up" disabled=none title="选中的组并入上面一组；点在一级指标上就并一级，否则并二级"
                on:click=move |_| grid.merge_up()>"合并到上一组"</button>
            <button class="tool" id="split" disabled=none title="从选中的行起，到这一组末尾，成为新的一组"
                on:click=move |_| splitting.set(grid.at.get_untracked().map(|(row, _)| row))>"拆出新组"</button>
            <button class="tool" id="sort" title="按产出、效益、满意度的次序排，同组的行保持原来的先后" on:click=move |_| grid.sort()>"按级分组排序"</button>
            <button class="tool" id="fill-down" disabled=none title="用选区第一行的内容填满下面各行（Ctrl+D）" on:click=move |_| grid.fill_down()>"向下填充"</button>
            <span class="grow"></span>
            {move || (differing.get() > 0).then(|| view! {
                <button class="tool" id="adopt-all" title="填报分与规则分不同的，都改为规则分" on:click=adopt_all>{format!("{} 条采用规则分", differing.get())}</button>
            })}
        </div>
        {move || splitting.get().map(|row| view! { <SplitForm grid row splitting/> })}
    }
}

/// Asks what the new group is called.
#[component]
fn SplitForm(grid: Grid, row: usize, splitting: RwSignal<Option<usize>>) -> impl IntoView {
    let column = grid.at.get_untracked().map_or(1, |(_, column)| column);
    let level = RwSignal::new(if column == 0 { Level::One } else { Level::Two });
    let name = RwSignal::new(String::new());
    let choices = move || {
        let at = usize::from(level.get() == Level::Two);
        grid.columns
            .with_value(|columns| columns.get(at).map(|column| column.choices.clone()).unwrap_or_default())
    };
    let done = move || {
        let edit = grid.rows().and_then(|rows| rows.split(row, level.get_untracked(), &name.get_untracked()));
        if grid.act(edit) {
            splitting.set(None);
            grid.select((row, usize::from(level.get_untracked() == Level::Two)));
        } else if name.with_untracked(|name| name.trim().is_empty()) {
            grid.desk.say("请写上新组的名称", true);
        } else {
            grid.desk.say("这一行已经是一组的第一行，直接改组的名称就行", true);
        }
    };
    let key = move |event: KeyboardEvent| {
        if super::composing(&event) {
            return;
        }
        match event.key().as_str() {
            "Enter" => done(),
            "Escape" => splitting.set(None),
            _ => return,
        }
        event.prevent_default();
    };
    super::focus_soon("#split-name".into());
    let option = move |choice: Level| {
        let on = move || level.get() == choice;
        view! { <button class="segment" class:on=on aria-pressed=move || on().to_string() on:click=move |_| level.set(choice)>{choice.label()}</button> }
    };
    view! {
        <div class="split-form">
            <span>{format!("从第{}行起拆出新的", row + 1)}</span>{option(Level::One)}{option(Level::Two)}
            <label for="split-name">"名称"</label>
            <input id="split-name" type="text" autocomplete="off" list="split-choices" prop:value=move || name.get() on:keydown=key
                on:input=move |event| name.set(event_target_value(&event))/>
            <datalist id="split-choices">{move || choices().into_iter().map(|choice| view! { <option value=choice></option> }).collect_view()}</datalist>
            <button class="solid" on:click=move |_| done()>"拆出"</button>
            <button class="plain" on:click=move |_| splitting.set(None)>"算了"</button>
        </div>
    }
}

/// Where the selection is, and what is wrong there, in words.
#[component]
pub(super) fn SelectedLine(grid: Grid) -> impl IntoView {
    let place = move || match grid.at.get() {
        Some((row, column)) => format!("第{}行　{}", row + 1, grid.title(column)),
        None => "点一格开始填；直接打字就改，回车到下一行".into(),
    };
    let words = Memo::new(move |_| {
        let Some((row, _)) = grid.at.get() else { return Vec::new() };
        grid.model.with(|model| model.rows.get(row).map(|row| row.findings.clone()).unwrap_or_default())
    });
    view! {
        <div class="formula selected-line">
            <span class="where">{place}</span>
            <span class="what" id="selected-findings" aria-live="polite">
                {move || words.get().into_iter().map(|finding| view! {
                    <span class:grave=finding.grave class:minor=!finding.grave>{if finding.grave { "▲ " } else { "◆ " }}{finding.words}</span>
                }).collect_view()}
            </span>
        </div>
    }
}

impl Grid {
    fn insert_below(&self) {
        let end = self.block().map_or_else(
            || self.model.with_untracked(|model| model.rows.len()),
            |block| {
                // A merged cell stands for its whole group; the row goes below the last of it.
                block.rows.end
            },
        );
        self.insert(end);
    }

    fn delete(&self) {
        let Some(block) = self.block() else { return };
        let count = block.rows.len();
        let edit = self.rows().and_then(|rows| rows.delete(block.rows.clone()));
        if self.act(edit) {
            self.desk.say(format!("已删除 {count} 条指标，按 Ctrl+Z 可恢复"), false);
            self.select((block.rows.start, block.columns.start));
        }
    }

    fn shift(&self, up: bool) {
        let Some(block) = self.block() else { return };
        let edit = self.rows().and_then(|rows| rows.shift(block.rows.clone(), up));
        if self.act(edit) {
            let moved =
                |(row, column): (usize, usize)| (if up { row.saturating_sub(1) } else { row + 1 }, column);
            self.anchor.update(|anchor| *anchor = moved(*anchor));
            self.at.update(|at| *at = at.map(moved));
        }
    }

    fn merge_up(&self) {
        let Some((row, column)) = self.at.get_untracked() else { return };
        let level = if column == 0 { Level::One } else { Level::Two };
        let edit = self.rows().and_then(|rows| rows.merge_up(row, level));
        if self.act(edit) {
            self.desk.say(format!("已并入上一组（{}）", level.label()), false);
        } else {
            self.desk.say("上面没有别的组可并", false);
        }
    }

    fn sort(&self) {
        let edit = self.rows().and_then(|rows| rows.sorted());
        if self.act(edit) {
            self.desk.say("已按级分组排序，按 Ctrl+Z 可恢复原来的次序", false);
        } else {
            self.desk.say("已经是分组排好的次序", false);
        }
    }
}
