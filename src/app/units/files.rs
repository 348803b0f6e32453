//! The files chosen: read one after the other, and shown with whose they are.

use super::Units;
use crate::app::files::{path, read_file};
use crate::calc::Values;
use crate::io::json;
use leptos::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;
use web_sys::File;

/// Most text that is held at once: a thousand units' reports are less.
const MOST_BYTES: usize = 96 << 20;

/// Files read before the list is shown anew.
const AT_ONCE: usize = 50;

/// A chosen file.
#[derive(Clone, Debug)]
pub(super) struct UnitFile {
    pub(super) file: String,
    /// What is in it; empty when it is of no use.
    pub(super) text: Arc<str>,
    /// The department that it names.
    pub(super) department: String,
    /// Why it cannot be added up.
    pub(super) wrong: Option<String>,
}

impl Units {
    /// Takes files to be added up; what is no JSON file is passed over, since folders hold all sorts.
    pub(super) fn take(self, files: Vec<File>) {
        let all = files.len();
        let wanted = files.into_iter().filter(|file| file.name().to_lowercase().ends_with(".json"));
        let wanted: Vec<File> = wanted.collect();
        if wanted.len() < all {
            let others = all - wanted.len();
            self.desk.say(format!("略过 {others} 个不是 .json 的文件；单位报告是“保存为文件”得到的"), false);
        }
        self.outcome.set(None);
        let idle = self.reading.get_untracked() == 0;
        self.queue.update_value(|queue| queue.extend(wanted));
        self.reading.set(self.queue.with_value(VecDeque::len));
        if idle {
            self.next();
        }
    }

    /// Reads the next file of the queue.
    fn next(self) {
        if self.queue.is_disposed() {
            return;
        }
        let file = self.queue.try_update_value(VecDeque::pop_front).flatten();
        let Some(file) = file else { return };
        let name = path(&file);
        let bytes = |files: &Vec<UnitFile>| files.iter().map(|file| file.text.len()).sum::<usize>();
        let held = self.files.with_untracked(bytes) + self.read.with_value(bytes);
        // Judged by its size before it is read into memory.
        let limit = json::MAX_BYTES.min(MOST_BYTES.saturating_sub(held));
        if file.size() > limit as f64 {
            let megabytes = MOST_BYTES >> 20;
            self.add(
                name,
                Err(format!(
                    "太大：一个文件不超过 {} MB，一次汇总合计不超过 {megabytes} MB",
                    json::MAX_BYTES >> 20
                )),
            );
            return self.next();
        }
        read_file(&file, move |bytes| {
            if self.queue.is_disposed() {
                return;
            }
            self.add(name, bytes.ok_or_else(|| "浏览器读不了，请把文件拷到本机再选".to_string()));
            self.next();
        });
    }

    fn add(self, file: String, bytes: Result<Vec<u8>, String>) {
        let read = bytes.and_then(|bytes| self.glance(&bytes).map(|department| (department, bytes)));
        let read = read.and_then(|(department, bytes)| match String::from_utf8(bytes) {
            Ok(text) => Ok((department, text)),
            Err(_) => Err("不是 UTF-8 文字".to_string()),
        });
        let chosen = match read {
            Ok(((department, wrong), text)) => UnitFile { file, text: text.into(), department, wrong },
            Err(wrong) => UnitFile { file, text: "".into(), department: String::new(), wrong: Some(wrong) },
        };
        self.read.update_value(|read| read.push(chosen));
        let left = self.queue.with_value(VecDeque::len);
        if left == 0 || self.read.with_value(Vec::len) >= AT_ONCE {
            self.show(left);
        }
    }

    /// Puts what was read into the list.
    fn show(self, left: usize) {
        let read = self.read.try_update_value(std::mem::take).unwrap_or_default();
        self.files.update(|files| {
            for chosen in read {
                // The same file once more takes the earlier one's place.
                match files.iter_mut().find(|other| other.file == chosen.file) {
                    Some(place) => *place = chosen,
                    None => files.push(chosen),
                }
            }
        });
        self.reading.set(left);
    }

    fn drop_file(self, file: &str) {
        self.outcome.set(None);
        self.files.update(|files| files.retain(|other| other.file != file));
    }

    /// Whose the file is, and what is wrong with it as one of this report's units.
    fn glance(self, bytes: &[u8]) -> Result<(String, Option<String>), String> {
        let found = json::glance(bytes).map_err(|error| error.to_string())?;
        let (template, year) = self.desk.sheet.with_engine(|engine| {
            let template = engine.report().template();
            let year = engine.report().text("year").map_or(template.year.to_string(), str::to_string);
            (Values::template(engine), year)
        });
        let theirs = found.year.unwrap_or_else(|| template.year.to_string());
        let wrong = match () {
            () if found.template != template.id => Some("用的是另一种表式，不能相加".to_string()),
            () if theirs.trim() != year.trim() => Some(format!("是{theirs}年度的，本部门是{year}年度")),
            () if found.department.is_empty() => Some("没有填部门名称，不知道是哪个单位的".to_string()),
            () => None,
        };
        Ok((found.department, wrong))
    }
}

/// The list of chosen files.
#[component]
pub(super) fn FilesView(units: Units) -> impl IntoView {
    let rows = move || {
        let wrong_first = |file: &UnitFile| file.wrong.is_none();
        let mut files = units.files.get();
        files.sort_by_key(wrong_first);
        (1usize..).zip(files).collect::<Vec<_>>()
    };
    let row = move |(number, chosen): (usize, UnitFile)| {
        let UnitFile { file, department, wrong, .. } = chosen;
        let (gone, words) = (file.clone(), file.clone());
        let (mark, state) = match wrong {
            Some(wrong) => ("▲", wrong),
            None => ("✓", "可以汇总".to_string()),
        };
        let named =
            if department.is_empty() { "（不知道是哪个单位）".to_string() } else { department };
        view! {
            <tr>
                <th scope="row" class="ordinal">{number}</th>
                <td><b>{named}</b></td>
                <td class="file-name" title=file.clone()>{words}</td>
                <td class="state" class:grave=mark == "▲"><span aria-hidden="true">{mark}</span>" "{state}</td>
                <td class="acts"><button class="plain delete" aria-label=format!("去掉{file}")
                    on:click=move |_| units.drop_file(&gone)>"去掉"</button></td>
            </tr>
        }
    };
    view! {
        {move || (!units.files.with(Vec::is_empty)).then(|| view! {
            <div class="unit-files">
                <table class="records unit-table" aria-label="选中的文件">
                    <colgroup><col class="ordinal"/><col style="width:34%"/><col style="width:28%"/><col/><col style="width:64px"/></colgroup>
                    <thead><tr><th scope="col">"序号"</th><th scope="col">"单位（文件里的部门名称）"</th><th scope="col">"文件"</th>
                        <th scope="col">"状态"</th><th scope="col"><span class="sr">"操作"</span></th></tr></thead>
                    <tbody>
                        <For each=rows key=|(number, file)| format!("{number}{}{}{:?}", file.file, file.text.len(), file.wrong) children=row/>
                    </tbody>
                </table>
            </div>
        })}
        {move || units.files.with(Vec::is_empty).then_some(view! {
            <p class="empty drop-here">"还没有选文件。请各单位用“保存为文件”交来报告文件，在上面选择，或把它们一起拖到这一页。"</p>
        })}
    }
}
