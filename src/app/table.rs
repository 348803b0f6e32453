//! A table as the statutory form: plain cells, one editor that sits on the selected one.

use super::desk::{Desk, Focus, use_desk};
use super::editor::CellEditor;
use super::rows::AddRow;
use super::table_findings::TableFindings;
use super::trust::{RoundingView, use_both};
use crate::amount::Unit;
use crate::calc::{Values, cell_label};
use crate::document::{Grid, GridCell, GridRow, HeaderCell, department_line, grid, shown, unit_line};
use crate::report::{CellRef, Edit};
use crate::template::{ColumnRole, RowKey, Severity, TableIndex};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[component]
pub(super) fn TableView(index: TableIndex) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let Some(table) = template.table(index) else { return ().into_any() };
    let (number, title, help) = (table.number.clone(), table.title.clone(), table.help.clone());
    let notes = table.notes.clone();
    let repeats = table.repeat().is_some();
    // Labels of one block say nothing of the block beside it, so only a table of a single one keeps its labels in sight.
    let label_first = table.sides.first().and_then(|side| side.layout.first());
    let freeze = table.sides.len() == 1 && label_first.is_some_and(|column| column.role == ColumnRole::Label);
    let layout = Memo::new(move |_| grid(index, true, &desk.sheet));
    let crumbs = if number.is_empty() {
        "辅助数据（不公开）".to_string()
    } else {
        format!("决算表 › {number}")
    };
    let department = move || department_line(&desk.sheet);
    let unit = move || unit_line(desk.sheet.unit(index), &desk.sheet);
    let form_number = number.clone();
    flag_cells(index, layout);
    view! {
        <div class="head">
            <p class="crumbs">{crumbs}</p>
            <h1>{title.clone()}</h1>
            <p class="help">{help}</p>
            <TableFindings index/>
        </div>
        <div class="tools">
            {repeats.then(|| view! {
                <button class="tool" id="add-row" aria-expanded=move || desk.adding.get().to_string()
                    on:click=move |_| desk.adding.update(|open| *open = !*open)>"＋ 加科目"</button>
                <DeleteRow index/>
            })}
            <RoundingView index/>
            <span class="grow"></span>
            <UnitSwitch index/>
        </div>
        {repeats.then(|| view! { <AddRow index/> })}
        <FormulaBar/>
        <div class="scroll grid-scroll">
            <div class="form-head">
                <span>{department}</span><b>{title.clone()}</b>
                <span class="right">{form_number}<br/>{unit}</span>
            </div>
            <div class="grid-body" class:coded=repeats on:mousedown=move |event| pressed(desk, &event) on:dblclick=move |event| pressed(desk, &event)>
                <table role="grid" aria-label=title class="grid">
                    <thead>{move || layout.with(|grid| header(grid, repeats, freeze))}</thead>
                    <tbody>
                        <For each=move || layout.with(rows) key=|(key, _)| key.clone()
                            children=move |(_, row)| view! { <RowView row freeze/> }/>
                    </tbody>
                </table>
                <CellEditor layout/>
            </div>
            <div class="notes">{notes.into_iter().map(|note| view! { <p>{note}</p> }).collect_view()}</div>
            {move || (repeats && layout.with(|grid| grid.rows.len() <= 1)).then_some(view! {
                <p class="empty">"这张表还没有科目。点“加科目”，输入编码、名称或拼音首字母即可添加。"</p>
            })}
        </div>
        <div class="legend" aria-hidden="true">
            <span class="swatch entered"></span>"填写"<span class="swatch derived"></span>"自动算"
            <span class="swatch auxiliary"></span>"不公开的辅助栏"<span class="swatch bad"></span>"认不出，请改"
        </div>
    }
    .into_any()
}

/// Marks the cells that findings are about, once their rows are in the page.
fn flag_cells(index: TableIndex, layout: Memo<Grid>) {
    let (desk, trust) = use_both();
    Effect::new(move |before: Option<Vec<String>>| {
        layout.track();
        let template = desk.sheet.template();
        let about = trust.findings.with(|findings| {
            let grave = findings.iter().filter(|finding| finding.severity != Severity::Notice);
            let cells = grave.flat_map(|finding| finding.cells.iter().map(|cell| (*cell, finding.severity)));
            let here = cells.filter(|(cell, _)| cell.table == index);
            here.map(|(cell, severity)| (cell.name(&template), severity)).collect::<Vec<_>>()
        });
        let names: Vec<String> = about.iter().map(|(name, _)| name.clone()).collect();
        request_animation_frame(move || {
            let find =
                |name: &str| document().query_selector(&format!("[data-cell=\"{name}\"]")).ok().flatten();
            for element in before.iter().flatten().filter_map(|name| find(name)) {
                // A class that cannot be taken off is not there.
                let _ = element.class_list().remove_2("flag-error", "flag-warning");
            }
            for (name, severity) in &about {
                let class = if *severity == Severity::Error { "flag-error" } else { "flag-warning" };
                if let Some(element) = find(name) {
                    // A mark that cannot be set is still told above the table.
                    let _ = element.class_list().add_1(class);
                }
            }
        });
        names
    });
}

/// Rows keyed by all they show, so that an untouched row keeps its place in the page.
fn rows(grid: &Grid) -> Vec<(String, GridRow)> {
    grid.rows.iter().map(|row| (format!("{row:?}"), row.clone())).collect()
}

fn header(grid: &Grid, coded: bool, freeze: bool) -> Vec<AnyView> {
    let height = grid.header.len();
    (0..)
        .zip(&grid.header)
        .map(|(line, cells)| header_row(line, cells, (coded, freeze), height).into_any())
        .collect()
}

fn header_row(
    line: usize,
    cells: &[HeaderCell],
    (coded, freeze): (bool, bool),
    height: usize,
) -> impl IntoView + use<> {
    let cells: Vec<_> = cells
        .iter()
        .enumerate()
        .map(|(column, cell)| {
            // The code and name columns stay in sight when the table is wider than the window.
            let frozen = if coded { column < 4 - 2 * usize::from(line == 1) - 3 * usize::from(line == 0) } else { freeze && column == 0 && line + 1 == height };
            let last = line + usize::from(cell.rowspan) >= height;
            view! {
                <th scope="col" colspan=cell.colspan.to_string() rowspan=cell.rowspan.to_string()
                    class=format!("h{line}") class:frozen=frozen class:number=cell.number class:auxiliary=cell.auxiliary
                    class:last=last class=(["f0"], frozen && column == 0) class=(["f1"], frozen && column == 1)
                    class=(["f2"], frozen && column == 2) class=(["f3"], frozen && column == 3)>
                    {cell.text.clone()}
                </th>
            }
        })
        .collect();
    view! { <tr>{cells}</tr> }
}

#[component]
fn RowView(row: GridRow, freeze: bool) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let coded = matches!(row.key, Some(RowKey::Code(_) | RowKey::Total));
    let auxiliary = |cell: CellRef| {
        template
            .table(cell.table)
            .and_then(|table| table.column(cell.column))
            .is_some_and(|column| !column.printed)
    };
    let unknown = row.unknown;
    let hint = move |text: &str| match unknown {
        true => format!("{text}：目录里没有这个编码，公开前请核对编码和名称"),
        false => text.to_string(),
    };
    let class = format!("level{}{}", row.level, if row.bold { " bold" } else { "" });
    let bold_cells = row.bold_cells;
    let cells: Vec<_> = row
        .cells
        .into_iter()
        .enumerate()
        .map(|(column, cell)| {
            let bold = bold_cells.get(column) == Some(&true);
            let frozen = if coded && column < 4 {
                format!(" frozen f{column}")
            } else if freeze && !coded && column == 0 {
                " frozen f0".to_string()
            } else {
                String::new()
            };
            let frozen = if bold { format!("{frozen} bold") } else { frozen };
            match cell {
                GridCell::Label(text, indent) => view! {
                    <td class=format!("label i{indent}{frozen}") title=hint(&text)>
                        {unknown.then_some(view! { <span class="unknown-mark">"▲"</span> })}{text.clone()}</td>
                }
                .into_any(),
                GridCell::Spanned(text, columns) => {
                    view! { <td class="label spanned" colspan=columns.to_string()>{text}</td> }.into_any()
                }
                GridCell::Line(line) => {
                    view! { <td class=format!("line-number{frozen}")>{line.map(|line| line.to_string())}</td> }.into_any()
                }
                GridCell::Code(code) => view! { <td class=format!("code{frozen}")>{code}</td> }.into_any(),
                GridCell::Value(None) => view! { <td class="void"></td> }.into_any(),
                GridCell::Value(Some(cell)) => view! { <ValueCell cell auxiliary=auxiliary(cell) bold/> }.into_any(),
            }
        })
        .collect();
    view! { <tr class=class>{cells}</tr> }
}

#[component]
fn ValueCell(cell: CellRef, auxiliary: bool, bold: bool) -> impl IntoView {
    let desk = use_desk();
    let name = cell.name(&desk.sheet.template());
    let derived = move || desk.sheet.with_engine(|engine| engine.is_derived(cell));
    let words = move || {
        let content = desk.sheet.content(cell);
        match content.unread {
            Some(text) => text.to_string(),
            None => shown(desk.sheet.value(cell), desk.sheet.unit(cell.table)),
        }
    };
    let bad = move || desk.sheet.content(cell).unread.is_some();
    let coarse = move || desk.sheet.content(cell).entered.is_some_and(|entered| entered.uncertainty() > 0);
    let stated = move || desk.sheet.content(cell).stated.is_some();
    view! {
        <td role="gridcell" class="value" data-cell=name class:derived=derived class:entered=move || !derived()
            class:auxiliary=auxiliary class:bold=bold class:bad=bad class:coarse=coarse class:stated=stated
            aria-invalid=move || bad().then_some("true") aria-readonly=move || derived().then_some("true")>
            {words}
        </td>
    }
}

/// The cell under the pointer.
fn cell_at(desk: Desk, event: &web_sys::MouseEvent) -> Option<CellRef> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let name = target.closest("[data-cell]").ok()??.get_attribute("data-cell")?;
    CellRef::parse(&desk.sheet.template(), &name)
}

fn pressed(desk: Desk, event: &web_sys::MouseEvent) {
    if let Some(cell) = cell_at(desk, event) {
        // The editor takes the focus; the browser would give it to nothing.
        event.prevent_default();
        desk.focus.set(Some(Focus::Cell(cell)));
    }
}

#[component]
fn UnitSwitch(index: TableIndex) -> impl IntoView {
    let desk = use_desk();
    let now = move || desk.sheet.unit(index);
    let option = move |unit: Unit| {
        let id = match unit {
            Unit::Yuan => "unit-yuan",
            Unit::TenThousandYuan => "unit-wan",
        };
        view! {
            <button class="segment" id=id class:on=move || now() == unit aria-pressed=move || (now() == unit).to_string()
                on:click=move |_| if now() != unit { desk.edit(Edit::SetUnit(index, unit)); }>{unit.label()}</button>
        }
    };
    view! {
        <span class="unit" role="group" aria-label="填写单位" title="填写和显示的单位；公开文档总是万元。按万元填的数只准到0.01万元，会标出来。">
            "单位" {option(Unit::Yuan)}{option(Unit::TenThousandYuan)}
        </span>
    }
}

/// Deletes the selected item row; undo brings it back with all its numbers.
#[component]
fn DeleteRow(index: TableIndex) -> impl IntoView {
    let desk = use_desk();
    let row = Memo::new(move |_| match desk.focus.get() {
        Some(Focus::Cell(CellRef { table, row: RowKey::Code(code), .. })) if table == index => {
            let own = desk.sheet.rows(index).contains(&RowKey::Code(code))
                && desk.sheet.with_engine(|engine| engine.report().row(index, RowKey::Code(code)).is_some());
            own.then_some(code)
        }
        _ => None,
    });
    let delete = move |_| {
        if let Some(code) = row.get_untracked() {
            desk.focus.set(None);
            if desk.edit(Edit::SetRow(index, code, None)) {
                desk.say(format!("已删除科目 {code} 和它在这张表里的数，按 Ctrl+Z 可撤销"), false);
            }
        }
    };
    view! {
        <button class="tool" id="delete-row" disabled=move || row.get().is_none()
            title="删除选中的科目（在别的表里加的科目，请到那张表删）" on:click=delete>"删科目"</button>
    }
}

/// What the selected cell is and holds, and why typed text could not be read.
#[component]
fn FormulaBar() -> impl IntoView {
    let desk = use_desk();
    let cell = move || match desk.focus.get() {
        Some(Focus::Cell(cell)) => Some(cell),
        _ => None,
    };
    let name = move || cell().map_or_else(|| "未选中单元格".into(), |cell| cell_label(cell, &desk.sheet));
    let holds = move || {
        let cell = cell()?;
        desk.sheet.track_cell(cell);
        desk.sheet.with_engine(|engine| {
            Some(if engine.is_derived(cell) {
                format!("＝ {}", crate::calc::why(engine, cell).formula)
            } else {
                let entered = engine.content(cell).entered;
                entered.map_or_else(String::new, crate::report::Entered::text_with_unit)
            })
        })
    };
    view! {
        <div class="formula" aria-live="off">
            <span class="where" title=name>{name}</span><span class="fx" aria-hidden="true">"fx"</span>
            <span class="what" title=holds>{holds}</span>
        </div>
    }
}
