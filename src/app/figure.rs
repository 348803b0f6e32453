//! A figure on screen: the document's own picture at once, and over it, when it has come, a chart to be pointed at.
//!
//! The picture stays underneath unseen: it keeps the place, so that nothing moves, and its words for screen readers.

use super::desk::use_desk;
use super::{annex, later};
use crate::annex::chart::{TASK, input};
use crate::calc::{Values, cell_label};
use crate::chart::svg;
use crate::figures::{Drawn, Series, drawn, series};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlDivElement, ResizeObserver};

/// The figure of the template named `key`.
#[component]
pub(super) fn ChartView(key: String) -> impl IntoView {
    let desk = use_desk();
    let title = desk.sheet.template().figure(&key).map(|figure| figure.title.clone());
    let (name, chart) = (key.clone(), key.clone());
    let data = Memo::new(move |_| {
        let template = desk.sheet.template();
        template.figure(&key).map(|figure| series(figure, &desk.sheet))
    });
    let live = Live::new();
    Effect::new(move |_| data.with(|data| live.follow(data.as_ref())));
    on_cleanup(move || live.end());
    let absent = move || data.with(|data| data.as_ref().is_none_or(|data| data.absent.is_some()));
    // The picture is made by our own painter, which escapes every word.
    let picture = move || data.with(|data| data.as_ref().map(svg).unwrap_or_default());
    view! {
        <figure data-chart=name>
            <div class="chart" class:absent=absent class:shown=move || live.shown.get()>
                <div class="chart-picture" inner_html=picture></div>
                <div class="chart-live" aria-hidden="true" node_ref=live.place></div>
            </div>
            <figcaption>{title}</figcaption>
            {move || live.problem.get().map(|problem| view! { <p class="help">{problem}</p> })}
            <DrawnView key=chart/>
        </figure>
    }
}

/// Where the numbers of the chart come from.
#[component]
fn DrawnView(key: String) -> impl IntoView {
    let desk = use_desk();
    let open = RwSignal::new(false);
    let rows = move || {
        let template = desk.sheet.template();
        let all = template.figure(&key).map(|figure| drawn(figure, &desk.sheet)).unwrap_or_default();
        let row = |Drawn { label, point, cells }: Drawn| {
            let doors = cells.into_iter().map(|cell| {
                let words = cell_label(cell, &desk.sheet);
                view! { <button class="link" on:click=move |_| desk.go_to(cell)>{words}</button> }
            });
            view! {
                <tr><th scope="row">{label}</th><td class="sum">{point.amount_text}</td><td class="sum">{point.share_text}</td>
                    <td>{doors.collect_view()}</td></tr>
            }
        };
        all.into_iter().map(row).collect_view()
    };
    view! {
        <button class="link chart-why" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
            {move || if open.get() { "图里的数从哪来 ▾" } else { "图里的数从哪来 ▸" }}</button>
        {move || open.get().then(|| view! {
            <table class="operands chart-data">
                <thead><tr><th scope="col">"部分"</th><th scope="col">"万元"</th><th scope="col">"占比"</th><th scope="col">"取自"</th></tr></thead>
                <tbody>{rows()}</tbody>
            </table>
        })}
    }
}

/// The chart over the picture.
#[derive(Clone, Copy)]
struct Live {
    place: NodeRef<leptos::html::Div>,
    shown: RwSignal<bool>,
    /// Why only the picture is shown.
    problem: RwSignal<Option<String>>,
    chart: StoredValue<Option<Chart>, LocalStorage>,
    /// Raised by every change of the data: an option that comes late belongs to older data.
    asked: StoredValue<u32>,
}

/// An ECharts chart, and what tells it of its size.
struct Chart {
    handle: JsValue,
    watch: Option<ResizeObserver>,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for Chart {
    fn drop(&mut self) {
        if let Some(watch) = &self.watch {
            watch.disconnect();
        }
        if later::method(&self.handle, "dispose", &[]).is_err() {
            leptos::logging::warn!("a chart could not be disposed of");
        }
    }
}

impl Live {
    fn new() -> Self {
        Live {
            place: NodeRef::new(),
            shown: RwSignal::new(false),
            problem: RwSignal::new(None),
            chart: StoredValue::new_local(None),
            asked: StoredValue::new(0),
        }
    }

    /// Has the option for new data made, and shows it when it comes.
    fn follow(self, series: Option<&Series>) {
        self.asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let asked = self.asked.get_value();
        let Some(input) = series.and_then(|series| input(series, still())) else { return self.end() };
        let late = move || self.asked.try_get_value() != Some(asked);
        annex::call(
            TASK,
            input,
            |_| {},
            move |option| match option {
                _ if late() => {}
                Ok(option) => later::echarts(move |echarts| {
                    if !late() {
                        self.settle(
                            echarts.and_then(|echarts| self.show(&echarts, &option).map_err(described)),
                        );
                    }
                }),
                Err(problem) => self.settle(Err(problem)),
            },
        );
    }

    fn settle(self, result: Result<(), String>) {
        self.shown.set(result.is_ok());
        self.problem.set(result.err().map(|problem| format!("互动图没有载入，这里是静态图：{problem}")));
    }

    fn show(self, echarts: &JsValue, option: &str) -> Result<(), JsValue> {
        let place = self.place.get_untracked().ok_or("no place")?;
        if self.chart.with_value(Option::is_none) {
            self.chart.set_value(Some(Chart::new(echarts, &place)?));
        }
        let option = js_sys::JSON::parse(option)?;
        self.chart.with_value(|chart| {
            let chart = chart.as_ref().ok_or("no chart")?;
            // Not merged: a part that is gone would stay.
            later::method(&chart.handle, "setOption", &[option, JsValue::TRUE]).map(drop)
        })
    }

    /// Leaves the picture alone.
    fn end(self) {
        if let Some(chart) = self.chart.try_update_value(Option::take) {
            drop(chart);
        }
        // Nobody looks any more when the component has gone.
        let _ = self.shown.try_set(false);
    }
}

impl Chart {
    fn new(echarts: &JsValue, place: &HtmlDivElement) -> Result<Self, JsValue> {
        let how = js_sys::JSON::parse(r#"{"renderer":"svg","locale":"ZH"}"#)?;
        let handle = later::method(echarts, "init", &[place.into(), JsValue::NULL, how])?;
        let resized = Closure::<dyn FnMut()>::new({
            let handle = handle.clone();
            move || {
                if later::method(&handle, "resize", &[]).is_err() {
                    leptos::logging::warn!("a chart could not follow its size");
                }
            }
        });
        let watch = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some(watch) = &watch {
            watch.observe(place);
        }
        Ok(Chart { handle, watch, _resized: resized })
    }
}

fn described(problem: JsValue) -> String {
    let said = problem.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    said.or_else(|| problem.as_string()).unwrap_or_else(|| "原因不明".into())
}

/// Whether the reader has asked that nothing move.
fn still() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
