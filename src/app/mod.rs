//! The browser app: components, storage, files. It shows what the rooms compute and computes nothing itself.

#![allow(
    clippy::disallowed_types,
    reason = "the browser gives times and sizes as f64; no money passes here as one"
)]

mod annex;
mod cover;
mod desk;
mod editor;
mod exports;
mod figure;
mod files;
mod later;
mod lists;
mod outline;
mod panel;
mod publish;
mod rows;
mod section;
mod sheet;
mod start;
mod storage;
mod table;
mod table_findings;
mod template_choice;
mod templates;
mod texts;
mod trust;
mod units;
mod uses;

use crate::io;
use crate::report::Report;
use desk::DeskView;
use leptos::prelude::*;
use start::StartView;
use std::cell::RefCell;
use std::rc::Rc;
use templates::Lack;

/// Mounts the app on the page's body.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

/// A report about to be shown, and the record it is kept under.
#[derive(Clone)]
struct Opening {
    id: String,
    report: Report,
    /// Said once it is open: where it came from, what differs.
    notice: Option<String>,
    /// Whether to keep it in the browser before anything is changed: a file that was opened.
    keep: bool,
}

/// What every screen can do: open reports and speak to the user.
#[derive(Clone, Copy)]
struct Shell {
    opening: RwSignal<Option<Opening>>,
    /// What went wrong with opening a file.
    problem: RwSignal<Option<String>>,
    /// Who takes files that are dropped, while some place wants them; otherwise the first is opened.
    taker: StoredValue<Option<Taker>, LocalStorage>,
}

/// Takes dropped files.
type Taker = Rc<dyn Fn(Vec<web_sys::File>)>;

const SAMPLE: &str = "sample";
/// What the published source does not say, and the sample therefore had to infer.
const INFERRED: &str =
    "示例的文字是公开原文；各表的元数按公开的万元数还原，其中公开02表的分项收入、基本和项目支出的划分为推定";

impl Shell {
    fn open(&self, opening: Opening) {
        self.problem.set(None);
        set_hash(&opening.id);
        self.opening.set(Some(opening));
    }

    fn close(&self) {
        set_hash("");
        self.opening.set(None);
    }

    /// Starts an empty report of the newest built-in form.
    fn new_report(&self) {
        self.new_report_of(crate::template::builtin_ids().next().unwrap_or_default());
    }

    /// Starts an empty report of a form.
    fn new_report_of(&self, id: &str) {
        match templates::template(id) {
            Ok(template) => {
                self.open(Opening { id: new_id(), report: Report::new(template), notice: None, keep: false });
            }
            Err(Lack::Unusable(why)) => self.refuse(why),
            Err(Lack::Unknown) => {
                self.refuse(format!("模板“{id}”读不出来，请重新选一次模板，或重新取得程序"))
            }
        }
    }

    /// Opens the sample: the kept copy if it was worked on, or a fresh one.
    fn open_sample(&self, fresh: bool) {
        match storage::load(SAMPLE).filter(|_| !fresh) {
            Some(json) => self.open_json(SAMPLE.into(), json.as_bytes(), None, false),
            None => {
                let shell = *self;
                later::text("data-sample", move |text| match text {
                    Ok(json) => shell.open_json(SAMPLE.into(), json.as_bytes(), Some(INFERRED.into()), false),
                    Err(problem) => shell.refuse(format!("示例没有打开：{problem}")),
                });
            }
        }
    }

    /// Opens a report kept in this browser.
    fn open_kept(&self, id: &str) {
        match storage::load(id) {
            Some(json) => self.open_json(id.into(), json.as_bytes(), None, false),
            None => self.problem.set(Some("这份报告已不在这个浏览器里了".into())),
        }
    }

    /// Opens a saved file's bytes as a report of its own.
    fn open_file(&self, name: &str, bytes: &[u8]) {
        self.open_json(new_id(), bytes, Some(format!("已打开文件“{name}”，另存为一份新的报告")), true);
    }

    /// Reads a file the user chose or dropped, and opens it.
    fn open_chosen(&self, file: &web_sys::File) {
        let (shell, name) = (*self, file.name());
        // Judged by its size before it is read into memory.
        if file.size() > io::json::MAX_BYTES as f64 {
            let limit = io::json::MAX_BYTES >> 20;
            self.refuse(format!("“{name}”超过 {limit} MB，不是本程序保存的报告文件，没有打开"));
            return;
        }
        files::read_file(file, move |bytes| match bytes {
            Some(bytes) => shell.open_file(&name, &bytes),
            None => shell.refuse(format!("浏览器读不了“{name}”，请把文件拷到本机再打开")),
        });
    }

    /// Says why nothing was opened; what is open stays as it is.
    fn refuse(&self, problem: String) {
        self.problem.set(Some(problem));
    }

    fn open_json(&self, id: String, bytes: &[u8], notice: Option<String>, keep: bool) {
        // A template that is kept but cannot be used is not unknown: the clerk has to mend it, not to look for it.
        let lack = RefCell::new(None);
        let find = |id: &str| templates::template(id).map_err(|why| lack.replace(Some(why))).ok();
        match io::json::read(bytes, &find) {
            Ok(opened) => {
                let notice =
                    notice.into_iter().chain(opened.notes).reduce(|all, note| format!("{all}。{note}"));
                self.open(Opening { id, report: opened.report, notice, keep });
            }
            Err(error) => self.refuse(match lack.take() {
                Some(Lack::Unusable(why)) => why,
                _ => error.to_string(),
            }),
        }
    }
}

/// A name for a new record.
fn new_id() -> String {
    format!("r{}", now())
}

/// Milliseconds since 1970, as text.
fn now() -> String {
    js_sys::Date::now().to_string().split('.').next().unwrap_or_default().to_string()
}

/// The address names the open report, so that a reload comes back to it.
fn set_hash(id: &str) {
    if window().location().set_hash(id).is_err() {
        leptos::logging::warn!("the address could not be changed");
    }
}

fn hash() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_string()
}

#[component]
fn App() -> impl IntoView {
    let shell = Shell {
        opening: RwSignal::new(None),
        problem: RwSignal::new(None),
        taker: StoredValue::new_local(None),
    };
    provide_context(shell);
    let follow_hash = move || match hash().as_str() {
        "" => {
            if shell.opening.with_untracked(Option::is_some) {
                shell.opening.set(None);
            }
        }
        id if shell.opening.with_untracked(|open| open.as_ref().is_some_and(|open| open.id == id)) => {}
        SAMPLE => shell.open_sample(false),
        id => shell.open_kept(id),
    };
    follow_hash();
    window_event_listener(leptos::ev::hashchange, move |_| follow_hash());
    window_event_listener(leptos::ev::dragover, |event| event.prevent_default());
    window_event_listener(leptos::ev::drop, move |event| {
        event.prevent_default();
        let dropped = files::list(event.data_transfer().and_then(|data| data.files()));
        match (shell.taker.get_value(), dropped.first()) {
            (Some(take), Some(_)) => take(dropped),
            (None, Some(file)) => shell.open_chosen(file),
            (_, None) => {}
        }
    });
    view! {
        <div id="app">
            {move || match shell.opening.get() {
                None => view! { <StartView/> }.into_any(),
                Some(opening) => view! { <DeskView opening/> }.into_any(),
            }}
        </div>
    }
}
