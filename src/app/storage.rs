//! Reports kept in the browser: a small interface, so that a database may take the place of local storage.
//!
//! Every report has a record of its own; opening or starting another never touches it.

use gloo_storage::{LocalStorage, Storage as _};
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

/// All keys start with this: pages opened from disk share one storage.
const PREFIX: &str = "final-accounts/";

fn record(id: &str) -> String {
    format!("{PREFIX}report/{id}")
}

fn index() -> String {
    format!("{PREFIX}index")
}

/// Kept reports, last saved first.
pub fn list() -> Vec<Kept> {
    LocalStorage::get(index()).unwrap_or_default()
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
    LocalStorage::set(index(), all).map_err(|_| StorageError::Refused)
}

/// Takes a report out of the browser and answers with its JSON, so that it can be put back.
pub fn remove(id: &str) -> Option<String> {
    let json = load(id);
    LocalStorage::delete(record(id));
    let mut all = list();
    all.retain(|other| other.id != id);
    // A list that cannot be written still names the report; opening it then says that it is gone.
    let _ = LocalStorage::set(index(), all);
    json
}
