//! The saved report: JSON that a person can read, compare and mend.
//!
//! ```json
//! {
//!   "format": "final-accounts/report",
//!   "version": 1,
//!   "template": { "id": "nmg-department-2023", "version": 1 },
//!   "options": { "zero_wording": "as_source" },
//!   "names": { "2019999": "其他一般公共服务支出" },
//!   "texts": { "department": "某旗财政局" },
//!   "tables": {
//!     "T05": {
//!       "unit": "yuan",
//!       "rows": {
//!         "2010101": { "c2": { "yuan": "3755383.47" }, "c3": { "wan": "84.0470", "unread": "84.04.70" } },
//!         "2010102": {}
//!       }
//!     }
//!   }
//! }
//! ```
//!
//! Numbers are texts in the unit and with the decimals they were entered with, so nothing is lost on the way and
//! saving what was opened gives the same bytes. A row stands on one line. What a table's formulas say is not saved:
//! a figure that another file states beside a derived cell is (`"stated": { "wan": "1.00" }`).
//!
//! A department's report that adds up its units ends with their accounts, `"units": [{ "name": …, "tables": … }]`, and
//! what is eliminated between them, `"eliminations"`. A unit that is itself a sum names the units in it, `"parts"`.
//!
//! Every version of the format has its own module (`v1::shape` is its types, from which the published schema
//! is made), so that the report can change without the files. Reading never guesses and never drops anything:
//! what cannot be kept is refused with its place and a remedy ([`ReadError`]).

mod error;
mod glance;
mod mark;
mod v1;

pub use error::{Damage, Problem, ReadError};
pub use glance::{Glance, glance};
#[cfg(not(target_arch = "wasm32"))]
pub use v1::shape;

use crate::report::Report;
use crate::template::Template;
use std::sync::Arc;

/// What a saved report calls itself.
pub const FORMAT: &str = "final-accounts/report";
/// The version written.
pub const VERSION: u32 = 1;
/// Files beyond this are refused unread. A report of a million cells is smaller.
pub const MAX_BYTES: usize = 64 << 20;

/// Most places that a note names.
const MOST_PLACES: usize = 8;
/// Longest of them, in characters: keys in a file may be of any length.
const LONGEST_PLACE: usize = 80;

/// A report read from a file.
#[derive(Debug)]
pub struct Opened {
    /// The report.
    pub report: Report,
    /// What the clerk should know about it, in Chinese.
    pub notes: Vec<String>,
}

/// The report as a file: the same report always gives the same bytes.
pub fn write(report: &Report) -> String {
    v1::write(report)
}

/// Reads a saved report; `templates` finds a template by its id.
///
/// # Errors
/// When the file is none of ours, newer than this program, or damaged; many damages are reported together.
pub fn read(bytes: &[u8], templates: &impl Fn(&str) -> Option<Arc<Template>>) -> Result<Opened, ReadError> {
    let text = mark::text(bytes)?;
    // Looked at only when something is wrong: a file that is too deep always has another fault as well.
    read_text(text, templates)
        .map_err(|error| if mark::is_too_deep(text) { ReadError::TooDeep } else { error })
}

fn read_text(text: &str, templates: &impl Fn(&str) -> Option<Arc<Template>>) -> Result<Opened, ReadError> {
    let mark = mark::read(text)?;
    let Some(template) = templates(&mark.template) else {
        return Err(ReadError::UnknownTemplate { id: error::shown(&mark.template) });
    };
    let mut notes = Vec::new();
    if mark.template_version > template.version {
        return Err(ReadError::NewerTemplate {
            title: template.title.clone(),
            version: mark.template_version,
        });
    }
    let older = mark.template_version < template.version;
    if older {
        notes.push(format!(
            "这份报告是用“{}”第 {} 版填的，现在按第 {} 版打开，请核对各表后再保存",
            template.title, mark.template_version, template.version
        ));
        let since = template.changes.iter().filter(|change| change.version > mark.template_version);
        notes.extend(since.map(|change| format!("第 {} 版的变化：{}", change.version, change.text)));
    }
    let report = v1::read(text, template, older)?;
    if !report.leftovers().is_empty() {
        let places = report.leftovers().keys().take(MOST_PLACES);
        let places: Vec<String> = places.map(|place| error::shown_within(place, LONGEST_PLACE)).collect();
        let more = if report.leftovers().len() > MOST_PLACES { "等" } else { "" };
        notes.push(format!(
            "有 {} 处内容在这一版模板里没有位置，已原样留在报告文件里，没有丢：{}{more}",
            report.leftovers().len(),
            places.join("、")
        ));
    }
    Ok(Opened { report, notes })
}
