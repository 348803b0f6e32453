//! A unit's corrected file: what it changes is shown before it takes the old one's place.

use super::outcome::Problems;
use super::{Outcome, Units};
use crate::annex::consolidate::{Differs, REPLACE, Replaced, Replacing, UnitFile, input};
use crate::app::annex::call;
use crate::app::files::read_file;
use crate::consolidate::same_name;
use crate::io::json;
use leptos::prelude::*;
use std::sync::Arc;

/// Differences shown before the others are unfolded.
const SHOWN: usize = 100;

/// A corrected file that waits to be confirmed.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    replaced: Arc<Replaced>,
    file: String,
    /// The state of the report that it was held against.
    edits: u32,
}

impl Units {
    /// Reads a corrected file of the unit called `name`, and shows what it changes.
    pub(super) fn correct(self, name: String, file: &web_sys::File) {
        let called = file.name();
        self.pending.set(None);
        if file.size() > json::MAX_BYTES as f64 {
            return self.desk.say(format!("“{called}”太大，不是单位的报告文件"), true);
        }
        self.desk.say(format!("正在比较“{called}”…"), false);
        let (own, edits) = (self.own(), self.edits.get_value());
        read_file(file, move |bytes| {
            if self.pending.is_disposed() {
                return;
            }
            let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
                return self.desk.say(format!("“{called}”读不了，不是本程序保存的报告文件"), true);
            };
            let unit = UnitFile { file: called.clone(), text };
            let replacing = Replacing { own, unit, template: self.written() };
            call(
                REPLACE,
                input(&replacing),
                |_| {},
                move |result| {
                    if !self.pending.is_disposed() {
                        self.compared(name, called, edits, result);
                    }
                },
            );
        });
    }

    fn compared(self, name: String, file: String, edits: u32, result: Result<String, String>) {
        let read =
            |text: String| serde_json::from_str(&text).map_err(|_| "比较的结果读不出来，请刷新页面".into());
        let replaced: Result<Replaced, String> = result.and_then(read);
        match replaced {
            Err(problem) => self.desk.say(problem, true),
            Ok(replaced) if !same_name(&replaced.unit, &name) => {
                self.desk.say(format!("“{file}”是“{}”的报告，不是“{name}”的，没有更换", replaced.unit), true);
            }
            Ok(replaced) => {
                self.desk
                    .say(format!("“{file}”有 {} 格与原来的不同，请确认", replaced.differences.len()), false);
                self.outcome.set(None);
                self.pending.set(Some(Pending { replaced: Arc::new(replaced), file, edits }));
                self.show_top();
            }
        }
    }

    fn confirm(self, pending: &Pending) {
        self.pending.set(None);
        if self.edits.get_value() != pending.edits {
            return self.desk.say("比较之后报告又改过，没有更换，以免丢了改动。请重新选一次文件", true);
        }
        let unit = &pending.replaced.unit;
        match self.made(&pending.replaced.report) {
            Err(problem) => self.desk.say(problem, true),
            Ok(report) => {
                if self.desk.replace(report, format!("更换“{unit}”的文件")) {
                    self.desk.say(format!("已换成“{unit}”更正后的文件，按 Ctrl+Z 可恢复"), false);
                    let problems = pending.replaced.problems.clone();
                    let said = Outcome { units: Ok(self.count()), problems };
                    self.outcome.set((!said.problems.is_empty()).then_some(said));
                }
            }
        }
    }
}

#[component]
pub(super) fn PendingView(units: Units) -> impl IntoView {
    view! { {move || units.pending.get().map(|pending| pending_view(units, pending))} }
}

fn pending_view(units: Units, pending: Pending) -> AnyView {
    let replaced = pending.replaced.clone();
    let count = replaced.differences.len();
    let words = match count {
        0 => "各表的数与原来的文件完全一样。".to_string(),
        count => format!("有 {count} 格与原来的文件不同，部门的合计跟着变动同样多："),
    };
    let row = |one: &Differs| {
        let or_blank = |text: &str| if text.is_empty() { "（空）".to_string() } else { text.to_string() };
        view! {
            <tr><td>{one.label.clone()}</td><td class="right">{or_blank(&one.before)}</td>
                <td class="right"><b>{or_blank(&one.after)}</b></td><td class="right">{one.change.clone()}</td></tr>
        }
    };
    let all = RwSignal::new(count <= SHOWN);
    let rows = {
        let replaced = replaced.clone();
        move || {
            let most = if all.get() { usize::MAX } else { SHOWN };
            replaced.differences.iter().take(most).map(row).collect_view()
        }
    };
    view! {
        <section class="list-sheet pending" id="pending">
            <h2>{format!("“{}”更正后的文件（{}）", replaced.unit, pending.file)}</h2>
            <p>{words}</p>
            {(count > 0).then(|| view! {
                <div class="unit-files"><table class="records plain-table" aria-label="两个文件的不同">
                    <thead><tr><th scope="col">"哪一格"</th><th scope="col" class="right">"原来"</th><th scope="col" class="right">"更正后"</th>
                        <th scope="col" class="right">"变动"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
            })}
            {move || (!all.get()).then(|| view! {
                <button class="plain" on:click=move |_| all.set(true)>{format!("还有 {} 格", count - SHOWN)}</button>
            })}
            <Problems problems=replaced.problems.clone()/>
            <p class="confirm">
                <button class="tool solid" id="confirm-replace" on:click=move |_| units.confirm(&pending)>"确认更换"</button>
                <button class="tool" on:click=move |_| { units.pending.set(None); units.desk.say("没有更换", false); }>"不换"</button>
            </p>
        </section>
    }
    .into_any()
}
