//! The side panel: why a number is what it is, and where it goes.

use super::desk::{Desk, Focus, use_desk};
use super::lists::IndicatorExplained;
use super::trust::FindingDetail;
use super::units::UnitsOfCell;
use super::uses::{SameFigure, UsesOfCell};
use crate::amount::Unit;
use crate::calc::{Operand, Origin, Value, Values, Why, cell_label, used_by, why};
use crate::document::shown;
use crate::narrative::{FigureText, figure_in};
use crate::report::CellRef;
use leptos::prelude::*;

#[component]
pub(super) fn Panel(open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    view! {
        <div class="panel-head">
            <h2>{move || match desk.focus.get() {
                Some(Focus::Indicator(..)) => "这一分怎么来",
                _ => "这个数从哪来",
            }}</h2>
            <button class="plain" on:click=move |_| open.update(|open| *open = !*open)
                aria-expanded=move || open.get().to_string()>{move || if open.get() { "收起 ›" } else { "‹ 展开" }}</button>
        </div>
        <div class="panel-body">
            <FindingDetail/>
            {move || match desk.focus.get() {
                None => view! { <p class="empty">"点一格或正文里的一个数，这里说它怎么算、用到哪里。"</p> }.into_any(),
                Some(Focus::Cell(cell)) => cell_view(desk, cell, open),
                Some(Focus::Figure(section, key)) => figure_view(desk, &section, &key),
                Some(Focus::Indicator(project, id)) => view! { <IndicatorExplained project id/> }.into_any(),
            }}
        </div>
    }
}

fn cell_view(desk: Desk, cell: CellRef, open: RwSignal<bool>) -> AnyView {
    desk.sheet.track_cell(cell);
    let content = desk.sheet.content(cell);
    let (why, uses) = desk.sheet.with_engine(|engine| (why(engine, cell), used_by(engine, cell)));
    for operand in &why.operands {
        desk.sheet.track_cell(operand.cell);
    }
    let Why { label, value, origin, formula, operands, .. } = why;
    let origin = match origin {
        Origin::Entered => "填写的数".to_string(),
        Origin::Formula | Origin::Subtotal => format!("＝ {formula}"),
    };
    let entered = content.entered.map(|entered| format!("填的是 {}", entered.text_with_unit()));
    let help = desk.sheet.template().table(cell.table).map(|table| {
        let row = table.fixed_row(cell.row).map(|row| row.help.clone()).unwrap_or_default();
        let column = table.column(cell.column).map(|column| column.help.clone()).unwrap_or_default();
        if row.is_empty() { column } else { row }
    });
    view! {
        <h3>{label}</h3>
        <Big value/>
        <p class="formula-words">{origin}</p>
        <p class="help">{entered}</p>
        <p class="help">{help}</p>
        <Operands title="组成" operands/>
        <UnitsOfCell cell open/>
        <Operands title="这个数进入" operands=uses/>
        <UsesOfCell cell/>
    }
    .into_any()
}

fn figure_view(desk: Desk, section: &str, key: &str) -> AnyView {
    let template = desk.sheet.template();
    let figure = template.section(section).and_then(|section| figure_in(section, key, &desk.sheet));
    let Some(FigureText { text, measure, sources, formula, blank, .. }) = figure else {
        return view! { <p class="empty">"这个数已不在正文里了。"</p> }.into_any();
    };
    let (name, cells) = (key.to_string(), sources.clone());
    let operands = sources
        .into_iter()
        .map(|cell| Operand {
            cell,
            label: cell_label(cell, &desk.sheet),
            value: desk.sheet.value(cell),
            subtracted: false,
        })
        .collect();
    view! {
        <p class="big"><b>{text}</b></p>
        <p class="help">{format!("未取舍：{}；显示时四舍五入", measure.unrounded())}</p>
        {blank.then_some(view! { <p class="help">"▲ 用到的格子有没填的，按零列示。"</p> })}
        <p class="formula-words">{format!("＝ {formula}")}</p>
        <Operands title="用到的数" operands/>
        <SameFigure key=name measure sources=cells/>
    }
    .into_any()
}

/// A value in yuan, and as the document prints it.
#[component]
fn Big(value: Value) -> impl IntoView {
    let (main, small) = match value {
        Value::Blank => ("（空）".to_string(), String::new()),
        Value::Money(_) => (
            format!("{} 元", shown(value, Unit::Yuan)),
            format!("公开时列 {} 万元", shown(value, Unit::TenThousandYuan)),
        ),
        Value::Count(_) | Value::Overflow => (shown(value, Unit::Yuan), String::new()),
    };
    view! { <p class="big"><b>{main}</b></p><p class="help">{small}</p> }
}

#[component]
fn Operands(title: &'static str, operands: Vec<Operand>) -> impl IntoView {
    let desk = use_desk();
    if operands.is_empty() {
        return ().into_any();
    }
    let rows = operands.into_iter().map(|operand| {
        let sign = if operand.subtracted { "−" } else { "" };
        view! {
            <tr>
                <td><button class="link" on:click=move |_| desk.go_to(operand.cell)>{operand.label}</button></td>
                <td class="sum">{sign}{shown(operand.value, Unit::Yuan)}</td>
                <td class="sum faint">{shown(operand.value, Unit::TenThousandYuan)}</td>
            </tr>
        }
    });
    view! {
        <table class="operands">
            <thead><tr><th scope="col">{title}</th><th scope="col">"元"</th><th scope="col">"万元"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
