//! Adding up: the task in the annex, how far it is, and what becomes of the report.

use super::{Outcome, Units};
use crate::annex::consolidate::{Asked, Done, Eliminating, TASK, UnitFile, input};
use crate::app::annex::{Call, call};
use leptos::prelude::*;

/// A consolidation under way.
#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) call: Call,
    /// Files read, of so many.
    done: usize,
    of: usize,
    words: String,
}

impl Running {
    /// How far it is, in hundredths.
    fn share(&self) -> usize {
        self.done * 100 / self.of.max(1)
    }
}

impl Units {
    /// Files that can be added up.
    pub(super) fn usable(self) -> usize {
        self.files.with(|files| files.iter().filter(|file| file.wrong.is_none()).count())
    }

    /// Adds the files up.
    pub(super) fn run(self) {
        let wrong =
            self.files.with_untracked(|files| files.iter().filter(|file| file.wrong.is_some()).count());
        if wrong > 0 {
            let reason =
                format!("有 {wrong} 个文件不能汇总（清单里带▲的），请换成正确的文件或去掉，再按“汇总”。");
            return self.ended(Outcome { units: Err(reason), problems: Vec::new() });
        }
        let files = self.files.get_untracked();
        let of = files.len();
        let unit = |file: super::UnitFile| UnitFile { file: file.file, text: file.text.to_string() };
        let keys = self.eliminate.get_untracked().into_iter();
        let asked = Asked {
            own: self.own(),
            start_empty: self.own_in_files.get_untracked(),
            units: files.into_iter().map(unit).collect(),
            eliminations: keys.map(|key| Eliminating { key, amounts: None }).collect(),
            template: self.written(),
        };
        self.outcome.set(None);
        self.pending.set(None);
        let edits = self.edits.get_value();
        let told = move |words: String| {
            if !self.running.is_disposed() {
                self.running.update(|running| {
                    if let Some(running) = running {
                        running.done = (running.done + 1).min(running.of);
                        running.words = words;
                    }
                });
            }
        };
        let call = call(TASK, input(&asked), told, move |result| {
            // The clerk may have gone back to the start meanwhile.
            if self.running.is_disposed() {
                return;
            }
            self.running.set(None);
            self.finish(result, edits);
        });
        self.running.set(Some(Running { call, done: 0, of, words: "正在准备…".into() }));
    }

    /// Gives the consolidation up.
    pub(super) fn cancel(self) {
        if let Some(running) = self.running.get_untracked() {
            running.call.cancel();
            self.running.set(None);
            self.desk.say("已取消汇总，报告没有改动", false);
        }
    }

    fn finish(self, result: Result<String, String>, edits: u32) {
        let (units, problems) = match result.and_then(|text| decoded(&text)) {
            Ok(done) => (self.put(done.report, done.units, edits), done.problems),
            Err(problem) => (Err(problem), Vec::new()),
        };
        match &units {
            Ok(count) => {
                self.desk.say(format!("已汇总 {count} 个单位，按 Ctrl+Z 可恢复原来的报告"), false);
                self.files.set(Vec::new());
            }
            Err(_) => self.desk.say("没有汇总，报告没有改动", true),
        }
        self.ended(Outcome { units, problems });
    }

    fn put(self, text: Option<String>, count: usize, edits: u32) -> Result<usize, String> {
        let text = text.ok_or("有文件不能汇总，请按下面带▲的各条处理，再按“汇总”。")?;
        if self.edits.get_value() != edits {
            return Err("汇总的时候报告又改过，没有替换，以免丢了改动。请再按一次“汇总”。".into());
        }
        let report = self.made(&text)?;
        let put = self.desk.replace(report, format!("汇总 {count} 个单位"));
        put.then_some(count).ok_or_else(|| "报告放不进汇总的结果。".into())
    }
}

fn decoded(text: &str) -> Result<Done, String> {
    serde_json::from_str(text).map_err(|_| "汇总的结果读不出来，请刷新页面".to_string())
}

/// The button that starts, or how far it is.
#[component]
pub(super) fn RunView(units: Units) -> impl IntoView {
    let busy = Memo::new(move |_| units.running.with(Option::is_some));
    let how = move |read: fn(&Running) -> String| {
        move || units.running.with(|running| running.as_ref().map(read).unwrap_or_default())
    };
    let idle = move || units.usable() == 0 || units.reading.get() > 0;
    view! {
        {move || if busy.get() {
            view! {
                <span class="progress-words" role="status">{how(|running| running.words.clone())}</span>
                <div class="progress" role="progressbar" aria-label="汇总进度" aria-valuemin="0" aria-valuemax="100"
                    aria-valuenow=how(|running| running.share().to_string())>
                    <span style=how(|running| format!("width:{}%", running.share()))></span>
                </div>
                <button class="tool" id="cancel-consolidation" on:click=move |_| units.cancel()>"取消"</button>
            }
            .into_any()
        } else {
            view! {
                <span class="help" role="status">{move || match units.reading.get() {
                    0 => String::new(),
                    left => format!("正在读文件，还有 {left} 个…"),
                }}</span>
                <button class="tool solid" id="consolidate" disabled=idle on:click=move |_| units.run()>
                    {move || match units.usable() { 0 => "汇总".to_string(), count => format!("汇总这 {count} 个文件") }}</button>
            }
            .into_any()
        }}
    }
}
