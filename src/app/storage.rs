//! Reports kept in the browser: a small interface, so that a database may take the place of local storage.
//!
//! Every report has a record of its own; opening or starting another never touches it.

use crate::io::json::glance;
use gloo_storage::{LocalStorage, Storage as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What the start screen shows of a kept report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Its record's name.
    pub id: String,
    /// Year and department.
    pub title: String,
    /// When it was last saved, in milliseconds since 1970, as text.
    pub saved: String,
}

/// Why something could not be kept or found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// Full, switched off, or forbidden by the browser.
    #[error("浏览器里存不下了（空间满，或浏览器禁止保存）。内容还在这一页，请马上“保存为文件”")]
    Refused,
}

/// Where reports are listed and each is kept. All keys start with the program's name: pages opened from disk share
/// one storage.
const INDEX: &str = "final-accounts/index";
const RECORD: &str = "final-accounts/report/";

fn record(id: &str) -> String {
    format!("{RECORD}{id}")
}

/// Kept reports, last saved first.
pub fn list() -> Vec<Kept> {
    read_index(INDEX, RECORD, found)
}

/// An index as it was written. One that cannot be read, or that was lost, is made anew from the records themselves:
/// else the next save would write a list without them, and what is kept would never be seen again.
pub(super) fn read_index<T: DeserializeOwned>(index: &str, record: &str, entry: fn(String) -> T) -> Vec<T> {
    // That there is none is the rule before anything is kept, and then there are no records either.
    LocalStorage::get(index).unwrap_or_else(|_| ids(record).into_iter().map(entry).collect())
}

/// The names of the records whose keys start so, the newest first as far as their names tell.
fn ids(prefix: &str) -> Vec<String> {
    let storage = LocalStorage::raw();
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let mut ids: Vec<String> = keys.filter_map(|key| key.strip_prefix(prefix).map(str::to_string)).collect();
    ids.sort_unstable_by(|one, other| other.cmp(one));
    ids
}

/// What a record says of itself; when it was saved only the index knew.
fn found(id: String) -> Kept {
    let whose = load(&id).and_then(|json| glance(json.as_bytes()).ok()).unwrap_or_default();
    let year = whose.year.map(|year| format!("{year}年度")).unwrap_or_default();
    let title = format!("{year}{}", whose.department);
    Kept { title: if title.is_empty() { id.clone() } else { title }, id, saved: String::new() }
}

/// A kept report's JSON.
pub fn load(id: &str) -> Option<String> {
    LocalStorage::raw().get_item(&record(id)).ok().flatten()
}

/// Keeps a report's JSON under its id.
///
/// # Errors
/// When the browser refuses; what was kept before stays.
pub fn save(kept: Kept, json: &str) -> Result<(), StorageError> {
    LocalStorage::raw().set_item(&record(&kept.id), json).map_err(|_| StorageError::Refused)?;
    let mut all = list();
    all.retain(|other| other.id != kept.id);
    all.insert(0, kept);
    LocalStorage::set(INDEX, all).map_err(|_| StorageError::Refused)
}

/// Takes a report out of the browser and answers with its JSON, so that it can be put back.
pub fn remove(id: &str) -> Option<String> {
    let json = load(id);
    LocalStorage::delete(record(id));
    let mut all = list();
    all.retain(|other| other.id != id);
    // A list that cannot be written still names the report; opening it then says that it is gone.
    let _ = LocalStorage::set(INDEX, all);
    json
}
