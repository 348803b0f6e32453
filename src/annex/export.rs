//! The whole report as one printable HTML file: needed seldom, and as large as all the rest of the page's code for it.

use super::{Templates, Written};
use crate::calc::Engine;
use crate::document::{compose, publishable};
use crate::io::html::{HtmlOptions, render};
use serde::{Deserialize, Serialize};

/// The task's name.
pub const TASK: &str = "export";

/// What is sent.
#[derive(Debug, Serialize, Deserialize)]
struct Sent {
    /// The report as it is saved.
    report: String,
    /// Whether the copy is a draft.
    draft: bool,
    /// The report's template when it is not the program's.
    template: Written,
}

/// The task's input for a report as it is saved.
pub fn input(report: String, draft: bool, template: Written) -> String {
    // A structure of texts always becomes text.
    serde_json::to_string(&Sent { report, draft, template }).unwrap_or_default()
}

/// Makes the file from what [`input`] wrote.
///
/// # Errors
/// Why the report cannot be read, or may not be made final.
pub fn html(input: &str) -> Result<String, String> {
    let sent: Sent = serde_json::from_str(input).map_err(|error| error.to_string())?;
    let report = Templates::new(&sent.template)?.report(&sent.report)?;
    let engine = Engine::new(report);
    if !sent.draft {
        publishable(&engine).map_err(|refusal| refusal.to_string())?;
    }
    let options = if sent.draft { HtmlOptions::default() } else { HtmlOptions::final_copy() };
    Ok(render(&compose(&engine), &options))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_annex_exports_what_the_command_renders() {
        let html = super::html(&super::input(crate::io::sample().to_string(), true, None)).unwrap();
        assert!(html.contains("科尔沁左翼中旗政务服务局（部门）") && html.contains("1,724.62"));
        assert!(super::html(&super::input("{}".into(), true, None)).is_err());
        let broken = [("report.toml".to_string(), "id = 1".to_string())].into();
        let why =
            super::html(&super::input(crate::io::sample().to_string(), true, Some(broken))).unwrap_err();
        assert!(why.contains("report.toml 第1行"), "{why}");
    }
}
