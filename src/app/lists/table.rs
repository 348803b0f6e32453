//! A list as a table of fields, one row a record.

use super::facts::UsedIn;
use super::field::{Choices, Field, field_name};
use super::{composing, focus_now, focus_soon, pasted};
use crate::app::desk::{Desk, Place, use_desk};
use crate::calc::Values;
use crate::io::clipboard;
use crate::records::Rows;
use crate::report::{ListKey, parse_id};
use crate::template::source::ListColumnSource;
use crate::template::{FieldKind, ListForm, ListIndex};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// What the rows of one list share.
#[derive(Clone, Copy)]
pub(super) struct Records {
    desk: Desk,
    pub(super) list: ListKey,
    name: StoredValue<String>,
    item: StoredValue<String>,
    ids: Memo<Vec<u32>>,
}

#[component]
pub(super) fn RecordsView(index: ListIndex) -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let Some(known) = template.list(index) else { return ().into_any() };
    let list = ListKey::of(index);
    let crumbs = template.parts.iter().find(|part| part.items.contains(&known.key));
    let crumbs = crumbs.map(|part| part.title.clone()).unwrap_or_default();
    let records = Records {
        desk,
        list,
        name: StoredValue::new(known.key.clone()),
        item: StoredValue::new(known.item.clone()),
        ids: Memo::new(move |_| desk.sheet.records(list).iter().map(|record| record.id).collect()),
    };
    let units = known.key == "units";
    let facts = known.form == ListForm::Facts;
    // Columns keep to a width that can be read, whatever their shares on paper.
    let share = |column: &ListColumnSource| u32::from(column.width.unwrap_or(20)).clamp(15, 60);
    let used = if facts { 24 } else { 0 };
    let shares: u32 = known.columns.iter().map(share).sum::<u32>() + used;
    let width = move |share: u32| format!("width:{}%", share * 100 / shares.max(1));
    let widths = known.columns.iter().map(|column| view! { <col style=width(share(column))/> });
    let widths = widths.collect_view();
    // Above a narrow column its help would be a tower of words: it stands below the table.
    let narrow = move |column: &ListColumnSource| share(column) * 100 / shares.max(1) < 30;
    let heads = known.columns.iter().map(|column| {
        let help = (!narrow(column)).then(|| column.help.clone());
        view! {
            <th scope="col" title=column.help.clone()>{column.title.clone()}{column.required.then_some(view! { <i title="公开前要填">"＊"</i> })}
                <span class="help">{help}</span></th>
        }
    });
    let heads = heads.collect_view();
    let helped = known.columns.iter().filter(|column| narrow(column) && !column.help.is_empty());
    let helps = helped
        .map(|column| view! { <p class="help"><b>{column.title.clone()}</b>"："{column.help.clone()}</p> });
    let helps = helps.collect_view();
    let item = known.item.clone();
    let (title, help) = (known.title.clone(), known.help.clone());
    let empty = format!("还没有{item}。点“＋ 加{item}”，或从 Excel 里复制几行，点进一格粘贴。");
    let add = format!("＋ 加{item}");
    view! {
        <div class="head"><p class="crumbs">{crumbs}</p><h1>{title.clone()}</h1><p class="help">{help}</p></div>
        <div class="tools">
            <button class="tool" id="add-record" on:click=move |_| records.add(usize::MAX)>{add.clone()}</button>
            {units.then_some(view! { <button class="tool" id="to-consolidation" title="把各单位的报告文件加成部门的报告"
                on:click=move |_| desk.go(Place::Consolidation)>"汇总所属单位 ›"</button> })}
            <span class="help">"回车到下一行，在最后一行回车就加一行；Alt+↑、Alt+↓ 移动；可从 Excel 粘贴几行几列。"</span>
        </div>
        <div class="scroll">
            <div class="list-sheet">
                <Choices list/>
                <table class="records" aria-label=title on:keydown=move |event| records.key(&event) on:paste=move |event| records.paste(&event)>
                    <colgroup><col class="ordinal"/>{widths}{facts.then_some(view! { <col style=width(30)/> })}<col class="acts"/></colgroup>
                    <thead><tr><th scope="col">"序号"</th>{heads}
                        {facts.then_some(view! { <th scope="col">"用在哪里"</th> })}<th scope="col"><span class="sr">"操作"</span></th></tr></thead>
                    <tbody>
                        <For each=move || records.ids.get() key=|id| *id children=move |id| view! { <RecordRow records id facts/> }/>
                    </tbody>
                </table>
                {move || records.ids.with(Vec::is_empty).then(|| view! { <p class="empty">{empty.clone()}</p> })}
                {move || (!records.ids.with(Vec::is_empty)).then(|| view! {
                    <button class="add-line" on:click=move |_| records.add(usize::MAX)>{add.clone()}</button>
                })}
                <div class="column-help">{helps}</div>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn RecordRow(records: Records, id: u32, facts: bool) -> impl IntoView {
    let template = records.desk.sheet.template();
    let columns = template.list(records.list.list).map(|list| list.columns.clone()).unwrap_or_default();
    let number = Memo::new(move |_| {
        records.ids.with(|ids| ids.iter().position(|other| *other == id).map_or(0, |at| at + 1))
    });
    let cells = columns.into_iter().enumerate().map(|(column, source)| {
        let label = Signal::derive(move || format!("第{}行 {}", number.get(), source.title));
        view! { <td><Field list=records.list id column label/></td> }
    });
    let cells = cells.collect_view();
    let last = move || number.get() == records.ids.with(Vec::len);
    let named = move |verb: &'static str| move || format!("{verb}第{}行", number.get());
    view! {
        <tr data-record=id.to_string()>
            <th scope="row" class="ordinal">{move || number.get()}</th>
            {cells}
            {facts.then(|| view! { <td class="used"><UsedIn list=records.list id/></td> })}
            <td class="acts">
                <button class="plain" title="上移（Alt+↑）" aria-label=named("上移") disabled=move || number.get() == 1
                    on:click=move |_| records.shift(id, true)>"↑"</button>
                <button class="plain" title="下移（Alt+↓）" aria-label=named("下移") disabled=last
                    on:click=move |_| records.shift(id, false)>"↓"</button>
                <button class="plain delete" aria-label=named("删除") on:click=move |_| records.delete(id)>"删除"</button>
            </td>
        </tr>
    }
}

impl Records {
    fn rows(&self) -> Option<Rows> {
        self.desk.sheet.with_engine(|engine| Rows::of(self.list, engine))
    }

    fn position(&self, id: u32) -> Option<usize> {
        self.ids.with_untracked(|ids| ids.iter().position(|other| *other == id))
    }

    fn column(&self, column: usize) -> String {
        let template = self.desk.sheet.template();
        let column = template.list(self.list.list).and_then(|list| list.columns.get(column).cloned());
        column.map(|column| column.key).unwrap_or_default()
    }

    fn selector(&self, id: u32, column: &str) -> String {
        format!("[data-field=\"{}\"]", self.name.with_value(|name| field_name(name, id, column)))
    }

    fn add(&self, at: usize) {
        let Some(rows) = self.rows() else { return };
        let (edit, id) = rows.insert(at.min(rows.len()));
        if self.desk.edit(edit) {
            focus_soon(self.selector(id, &self.column(0)));
        }
    }

    fn shift(&self, id: u32, up: bool) {
        let Some(at) = self.position(id) else { return };
        if let Some(edit) = self.rows().and_then(|rows| rows.shift(at..at + 1, up)) {
            self.desk.edit(edit);
        }
    }

    fn delete(&self, id: u32) {
        let Some(at) = self.position(id) else { return };
        let Some(rows) = self.rows() else { return };
        let first: String = rows.text(at, 0).chars().take(16).collect();
        let named =
            if first.trim().is_empty() { format!("第{}行", at + 1) } else { format!("“{first}”") };
        if let Some(edit) = rows.delete(at..at + 1)
            && self.desk.edit(edit)
        {
            self.desk.say(format!("已删除{}{named}，按 Ctrl+Z 可恢复", self.item.get_value()), false);
            let next = self.ids.with_untracked(|ids| ids.get(at).or(ids.last()).copied());
            focus_soon(next.map_or("#add-record".into(), |id| self.selector(id, &self.column(0))));
        }
    }

    /// The record and column of the field that an event comes from.
    fn field(&self, target: Option<web_sys::EventTarget>) -> Option<(u32, String)> {
        let element = target?.dyn_into::<web_sys::Element>().ok()?;
        let name = element.get_attribute("data-field")?;
        let (front, column) = name.rsplit_once('.')?;
        let (_, id) = front.rsplit_once('.')?;
        Some((parse_id(id)?, column.to_string()))
    }

    fn key(&self, event: &KeyboardEvent) {
        if composing(event) {
            return;
        }
        let Some((id, column)) = self.field(event.target()) else { return };
        let Some(at) = self.position(id) else { return };
        match event.key().as_str() {
            "ArrowUp" | "ArrowDown" if event.alt_key() => {
                // Leaving the field enters what is typed.
                focus_now("#add-record");
                self.shift(id, event.key() == "ArrowUp");
                focus_soon(self.selector(id, &column));
            }
            // The line ends of a long text are typed with Shift.
            "Enter" if !event.shift_key() && !event.alt_key() => {
                let next = self.ids.with_untracked(|ids| ids.get(at + 1).copied());
                match next {
                    Some(next) => focus_now(&self.selector(next, &column)),
                    None => {
                        focus_now("#add-record");
                        self.add(usize::MAX);
                    }
                }
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// A block from a spreadsheet fills fields from this one on; words for one field are the browser's to paste.
    fn paste(&self, event: &web_sys::ClipboardEvent) {
        let text = pasted(event);
        let Some((id, column)) = self.field(event.target()) else { return };
        let template = self.desk.sheet.template();
        let Some(list) = template.list(self.list.list) else { return };
        let Some(at) = list.columns.iter().position(|known| known.key == column) else { return };
        let long = list.columns.get(at).is_some_and(|column| column.kind == FieldKind::Long);
        if !clipboard::is_block(&text) || (long && !text.contains('\t')) {
            return;
        }
        event.prevent_default();
        let Some(row) = self.position(id) else { return };
        let plan = self.desk.sheet.with_engine(|engine| {
            let report = engine.report();
            let (records, next) = (report.records(self.list), report.next_id(self.list));
            clipboard::plan_records(&text, (row, at), (self.list, list), &records, next)
        });
        let words = plan.report();
        if plan.edit.is_none_or(|edit| self.desk.edit(edit)) {
            self.desk.say(words, false);
        }
    }
}
