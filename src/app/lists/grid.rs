//! The indicators of a project: plain cells, one editor that sits on the selected one.

use super::grid_editor::GridEditor;
use super::grid_row::{GridRow, Sums, head_class};
use super::grid_tools::{GridTools, SelectedLine};
use super::project::ProjectPage;
use crate::app::desk::{Desk, Focus};
use crate::calc::Values;
use crate::io::clipboard;
use crate::records::{Block, Indicators, Rows, Step, indicators};
use crate::report::{Edit, ListKey};
use crate::template::ListForm;
use crate::template::source::ListColumnSource;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// What the parts of the grid share.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub(super) desk: Desk,
    pub(super) project: u32,
    /// The list of the project's indicators.
    pub(super) list: ListKey,
    pub(super) columns: StoredValue<Arc<Vec<ListColumnSource>>>,
    pub(super) model: Memo<Indicators>,
    /// The selected cell, by position; it is where typing goes.
    pub(super) at: RwSignal<Option<(usize, usize)>>,
    /// The other corner of the selected block.
    pub(super) anchor: RwSignal<(usize, usize)>,
    /// Whether whole rows are selected.
    pub(super) whole: RwSignal<bool>,
    /// What is being typed; `None` while the cell is only selected.
    pub(super) draft: RwSignal<Option<String>>,
    /// What the cell held when typing began.
    pub(super) began: StoredValue<String>,
    pub(super) field: NodeRef<leptos::html::Textarea>,
}

#[component]
pub(super) fn GridView(page: ProjectPage) -> impl IntoView {
    let desk = page.desk;
    let template = desk.sheet.template();
    let found = template.list_of(ListForm::Indicators).and_then(|index| Some((index, template.list(index)?)));
    let Some((index, known)) = found else { return ().into_any() };
    let grid = Grid {
        desk,
        project: page.id,
        list: ListKey::within(index, page.id),
        columns: StoredValue::new(Arc::new(known.columns.clone())),
        model: Memo::new(move |_| indicators(page.id, &desk.sheet).unwrap_or_default()),
        at: page.at,
        anchor: RwSignal::new(page.at.get_untracked().unwrap_or_default()),
        whole: RwSignal::new(false),
        draft: RwSignal::new(None),
        began: StoredValue::new(String::new()),
        field: NodeRef::new(),
    };
    grid.follow();
    let widths = known.columns.iter().map(|column| view! { <col class=head_class(&column.key)/> });
    let widths = widths.collect_view();
    let heads = known.columns.iter().map(|column| {
        let by_rule = (column.key == "score")
            .then_some(view! { <th scope="col" title="按指标值、完成值和分值算出">"规则分"</th> });
        let title = column.short.as_ref().unwrap_or(&column.title).clone();
        view! { {by_rule}<th scope="col" title=format!("{}　{}", column.title, column.help)>{title}</th> }
    });
    let heads = heads.collect_view();
    let ids =
        Memo::new(move |_| grid.model.with(|model| model.rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let score = known.columns.iter().position(|column| column.key == "score").unwrap_or(0);
    let before = known.columns.iter().position(|column| column.key == "weight").unwrap_or(0);
    let title = known.title.clone();
    view! {
        <GridTools grid/>
        <SelectedLine grid/>
        <div class="scroll grid-scroll">
            <div class="grid-body fixed" on:mousedown=move |event| grid.pressed(&event) on:mousemove=move |event| grid.dragged(&event)>
                <table role="grid" class="grid indicators" aria-label=title data-score=score.to_string()>
                    <colgroup><col class="ordinal"/>{spread(widths, score)}</colgroup>
                    <thead><tr><th scope="col"><span class="sr">"行号"</span></th>{heads}</tr></thead>
                    <tbody>
                        <For each=move || ids.get() key=|id| *id children=move |id| view! { <GridRow grid id/> }/>
                    </tbody>
                    <tfoot><Sums grid before/></tfoot>
                </table>
                <GridEditor grid/>
            </div>
            {move || ids.with(Vec::is_empty).then(|| view! {
                <p class="empty">"还没有指标。"<button class="plain" id="first-indicator" on:click=move |_| grid.insert(0)>"加第一条"</button>
                    "，或从 Excel、WPS 里复制指标的几列，直接在这一页按 Ctrl+V。"</p>
            })}
        </div>
    }
    .into_any()
}

/// The columns' widths; that of the score by rule is the same as its neighbour's.
fn spread<T: IntoView + 'static>(widths: Vec<T>, score: usize) -> Vec<AnyView> {
    let mut all: Vec<AnyView> = widths.into_iter().map(IntoAny::into_any).collect();
    all.insert(score.min(all.len()), view! { <col class="points"/> }.into_any());
    all
}

/// The cell under the pointer, and whether it is the number of a row.
fn under(event: &web_sys::MouseEvent) -> Option<(u32, Option<usize>)> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let name = target.closest("[data-at]").ok()??.get_attribute("data-at")?;
    let (id, column) = name.split_once('.')?;
    Some((id.parse().ok()?, column.parse().ok()))
}

impl Grid {
    /// Keeps the selection within the rows, and tells the panel of it.
    fn follow(self) {
        Effect::new(move |_| {
            let rows = self.model.with(|model| model.rows.len());
            if let Some((row, column)) = self.at.get()
                && row >= rows
            {
                self.at.set(rows.checked_sub(1).map(|last| (last, column)));
            }
        });
        Effect::new(move |_| {
            let chosen = self
                .at
                .get()
                .and_then(|(row, _)| self.model.with(|model| model.rows.get(row).map(|row| row.id)));
            self.desk.focus.set(chosen.map(|id| Focus::Indicator(self.project, id)));
        });
        let pasting = window_event_listener(leptos::ev::paste, move |event| {
            let field = event.target().is_some_and(|target| target.has_type::<HtmlTextAreaElement>());
            if !field && !self.draft.is_disposed() && self.model.with_untracked(|model| model.rows.is_empty())
            {
                event.prevent_default();
                self.paste(&super::pasted(&event), (0, 0));
            }
        });
        on_cleanup(move || pasting.remove());
    }

    pub(super) fn rows(&self) -> Option<Rows> {
        self.desk.sheet.with_engine(|engine| Rows::of(self.list, engine))
    }

    /// The selected cells; rows that a merged cell stands for belong to it.
    pub(super) fn block(&self) -> Option<Block> {
        let at = self.at.get_untracked()?;
        let anchor = self.anchor.get_untracked();
        let count = self.columns.with_value(|columns| columns.len());
        let columns =
            if self.whole.get_untracked() { 0..count } else { at.1.min(anchor.1)..at.1.max(anchor.1) + 1 };
        let (mut rows, single) = (at.0.min(anchor.0)..at.0.max(anchor.0) + 1, columns.len() == 1);
        self.model.with_untracked(|model| {
            if single {
                for corner in [at, anchor] {
                    let merged = model.rows_of(corner);
                    rows = rows.start.min(merged.start)..rows.end.max(merged.end);
                }
            }
            rows.end = rows.end.min(model.rows.len());
        });
        Some(Block { rows, columns })
    }

    /// Makes an edit, if there is anything to do.
    pub(super) fn act(&self, edit: Option<Edit>) -> bool {
        edit.is_some_and(|edit| self.desk.edit(edit))
    }

    pub(super) fn select(&self, at: (usize, usize)) {
        self.whole.set(false);
        self.anchor.set(at);
        self.at.set(Some(at));
    }

    /// Moves the selected corner and keeps the other.
    pub(super) fn extend(&self, step: Step) {
        if let Some(at) = self.at.get_untracked()
            && let Some(next) = self.model.with_untracked(|model| model.step(at, step))
        {
            self.at.set(Some(next));
        }
    }

    fn pressed(&self, event: &web_sys::MouseEvent) {
        let Some((id, column)) = under(event) else { return };
        let Some(row) = self.model.with_untracked(|model| model.rows.iter().position(|row| row.id == id))
        else {
            return;
        };
        // The editor takes the focus; the browser would give it to nothing.
        event.prevent_default();
        match column {
            Some(column) if event.shift_key() => self.at.set(Some((row, column))),
            Some(column) => self.select((row, column)),
            None => {
                let last = self.columns.with_value(|columns| columns.len().saturating_sub(1));
                if !(event.shift_key() && self.whole.get_untracked()) {
                    self.anchor.set((row, last));
                }
                self.at.set(Some((row, 2.min(last))));
                self.whole.set(true);
            }
        }
    }

    fn dragged(&self, event: &web_sys::MouseEvent) {
        if event.buttons() != 1 || self.draft.with_untracked(Option::is_some) {
            return;
        }
        let Some((id, column)) = under(event) else { return };
        let row = self.model.with_untracked(|model| model.rows.iter().position(|row| row.id == id));
        if let (Some(row), Some((_, before))) = (row, self.at.get_untracked()) {
            let column = if self.whole.get_untracked() { before } else { column.unwrap_or(before) };
            if self.at.get_untracked() != Some((row, column)) {
                self.at.set(Some((row, column)));
            }
        }
    }

    /// Puts a row in at a position and goes to its name.
    pub(super) fn insert(&self, at: usize) {
        let Some(rows) = self.rows() else { return };
        let grouped = at > 0;
        if self.act(Some(rows.insert(at).0)) {
            self.select((at, if grouped { 2 } else { 0 }));
        }
    }

    /// Lays a block from a spreadsheet over the cells from `start` on, as one step.
    pub(super) fn paste(&self, text: &str, start: (usize, usize)) {
        let template = self.desk.sheet.template();
        let Some(list) = template.list(self.list.list) else { return };
        let plan = self.desk.sheet.with_engine(|engine| {
            let report = engine.report();
            clipboard::plan_records(
                text,
                start,
                (self.list, list),
                &report.records(self.list),
                report.next_id(self.list),
            )
        });
        let words = plan.report();
        if plan.edit.is_none_or(|edit| self.desk.edit(edit)) {
            self.desk.say(words, false);
        }
    }

    /// The element of a cell; a merged one stands for all its rows.
    pub(super) fn element(&self, at: (usize, usize)) -> Option<HtmlElement> {
        let (row, column) = self.model.with_untracked(|model| model.head(at));
        let id = self.model.with_untracked(|model| model.rows.get(row).map(|row| row.id))?;
        let found = document().query_selector(&format!("[data-at=\"{id}.{column}\"]")).ok()??;
        found.dyn_into().ok()
    }

    /// A column's name by position.
    pub(super) fn title(&self, column: usize) -> String {
        self.columns
            .with_value(|columns| columns.get(column).map(|column| column.title.clone()).unwrap_or_default())
    }
}
