//! Templates that do not come with the program: chosen from a folder or an archive, checked by the annex, kept in the
//! browser, and found again by the reports that name them.

use super::{Shell, annex, files, storage};
use crate::annex::Written;
use crate::annex::template::{Answer, Prepared, Sent, TASK, input, output};
use crate::template::{Complaint, Template, TemplateFile, builtin, folder, in_short, load};
use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage as _};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::{File, FileList};

/// Where kept templates are listed and each is kept.
const INDEX: &str = "final-accounts/templates";
const RECORD: &str = "final-accounts/template/";
/// Most files looked at: a folder chosen by mistake is not read to its end.
const MAX_CHOSEN: u32 = 5000;

thread_local! {
    /// Templates loaded so far, by id.
    static LOADED: RefCell<BTreeMap<String, Arc<Template>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Why there is no template of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It neither comes with the program nor is it kept in this browser.
    Unknown,
    /// It is there, but cannot be used; why and what to do.
    Unusable(String),
}

/// A template by id: one that comes with the program, or one that is kept in this browser.
///
/// # Errors
/// When there is none, or when it was kept by a release that took what this one does not.
pub fn template(id: &str) -> Result<Arc<Template>, Lack> {
    if let Some(template) = LOADED.with(|loaded| loaded.borrow().get(id).cloned()) {
        return Ok(template);
    }
    let found = match builtin(id) {
        Some(template) => template.map_err(|complaints| {
            Lack::Unusable(format!("程序自带的模板“{id}”坏了，请重新取得程序：{}", in_short(&complaints)))
        }),
        None => match LocalStorage::get::<Prepared>(format!("{RECORD}{id}")) {
            Ok(kept) => loaded(&kept).map_err(|complaints| {
                Lack::Unusable(format!(
                    "这个浏览器里存的模板“{id}”，现在的程序不能用，请照下面的话改好，再选一次模板：{}",
                    in_short(&complaints)
                ))
            }),
            Err(StorageError::KeyNotFound(_)) => Err(Lack::Unknown),
            Err(_) => Err(Lack::Unusable(format!("这个浏览器里存的模板“{id}”读不出来了，请再选一次模板"))),
        },
    };
    let found = Arc::new(found?);
    LOADED.with(|loaded| loaded.borrow_mut().insert(id.to_string(), found.clone()));
    Ok(found)
}

/// A template's files as written, for the annex; `None` for one that comes with the program.
pub fn written(id: &str) -> Written {
    match builtin(id) {
        Some(_) => None,
        None => kept(id).map(|kept| kept.written),
    }
}

/// The templates kept in this browser: id, version and title.
pub fn list() -> Vec<(String, u32, String)> {
    storage::read_index(INDEX, RECORD, |id| match kept(&id) {
        Some(kept) => (id, kept.version, kept.title),
        None => (id.clone(), 0, id),
    })
}

fn kept(id: &str) -> Option<Prepared> {
    LocalStorage::get(format!("{RECORD}{id}")).ok()
}

fn loaded(prepared: &Prepared) -> Result<Template, Vec<Complaint>> {
    let files: Vec<_> = prepared.prepared.iter().map(|(name, text)| TemplateFile { name, text }).collect();
    load(&files)
}

/// Keeps a template; one of the same id that was kept before makes way.
fn keep(prepared: &Prepared) -> Result<(), String> {
    if builtin(&prepared.id).is_some() {
        return Err(format!("“{}”与程序自带的模板同名，请改 report.toml 里的 id", prepared.id));
    }
    let full = |_| "浏览器里存不下这个模板（空间满，或浏览器禁止保存）".to_string();
    LocalStorage::set(format!("{RECORD}{}", prepared.id), prepared).map_err(full)?;
    let mut all = list();
    all.retain(|(id, ..)| *id != prepared.id);
    all.insert(0, (prepared.id.clone(), prepared.version, prepared.title.clone()));
    LocalStorage::set(INDEX, all).map_err(full)?;
    LOADED.with(|loaded| loaded.borrow_mut().remove(&prepared.id));
    Ok(())
}

/// Takes a template out of the browser. Reports that name it stay, and open again once it is back.
pub fn forget(id: &str) {
    LocalStorage::delete(format!("{RECORD}{id}"));
    let mut all = list();
    all.retain(|(other, ..)| other != id);
    // A list that cannot be written still names the template; choosing it then says that it is gone.
    let _ = LocalStorage::set(INDEX, all);
    LOADED.with(|loaded| loaded.borrow_mut().remove(id));
}

/// What became of a chosen template.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Being read or checked.
    Busy,
    /// Kept under this id.
    Kept(String),
    /// To be put right first.
    Complaints(Vec<String>),
}

/// Reads the files of a folder, or one archive, has the annex check them, and keeps the template.
pub fn choose(chosen: &FileList, shell: Shell, outcome: RwSignal<Option<Outcome>>) {
    let wanted: Vec<File> = (0..chosen.length().min(MAX_CHOSEN))
        .filter_map(|index| chosen.get(index))
        .filter(|file| file.name().ends_with(".toml") || file.name().to_lowercase().ends_with(".zip"))
        .collect();
    let size: f64 = wanted.iter().map(|file| file.size()).sum();
    if wanted.is_empty() {
        return shell.refuse("没有找到模板文件（.toml）或压缩包（.zip）".into());
    }
    if size > folder::MAX_ALL as f64 {
        return shell.refuse(format!("选中的模板文件合计超过 {} MB，没有读入", folder::MAX_ALL >> 20));
    }
    outcome.set(Some(Outcome::Busy));
    let sent = Rc::new(RefCell::new(Sent::default()));
    let left = Rc::new(Cell::new(wanted.len()));
    let unreadable = Rc::new(RefCell::new(None::<String>));
    for file in wanted {
        let (sent, left, unreadable) = (sent.clone(), left.clone(), unreadable.clone());
        let path = files::path(&file);
        files::read_file(&file, move |bytes| {
            match bytes {
                Some(bytes) if path.to_lowercase().ends_with(".zip") => {
                    sent.borrow_mut().archive = Some(base64(&bytes));
                }
                Some(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => drop(sent.borrow_mut().files.insert(path, text)),
                    Err(_) => {
                        unreadable
                            .replace(Some(format!("“{path}”不是 UTF-8 编码，请在编辑器里另存为 UTF-8")));
                    }
                },
                None => drop(unreadable.replace(Some(format!("浏览器读不了“{path}”")))),
            }
            left.set(left.get() - 1);
            if left.get() > 0 || outcome.is_disposed() {
                return;
            }
            match unreadable.take() {
                Some(problem) => {
                    outcome.set(None);
                    shell.refuse(problem);
                }
                None => check(&sent.take(), shell, outcome),
            }
        });
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn check(sent: &Sent, shell: Shell, outcome: RwSignal<Option<Outcome>>) {
    let done = move |result: Result<String, String>| {
        if outcome.is_disposed() {
            return;
        }
        let said =
            result.and_then(|text| output(&text).ok_or_else(|| "后台程序的回答读不懂，请刷新页面".into()));
        match said {
            Ok(Answer::Complaints(complaints)) => outcome.set(Some(Outcome::Complaints(complaints))),
            Ok(Answer::Good(prepared)) => match keep(&prepared) {
                Ok(()) => outcome.set(Some(Outcome::Kept(prepared.id))),
                Err(problem) => {
                    outcome.set(None);
                    shell.refuse(problem);
                }
            },
            Err(problem) => {
                outcome.set(None);
                shell.refuse(problem);
            }
        }
    };
    annex::call(TASK, input(sent), |_| {}, done);
}
