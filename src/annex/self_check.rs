//! The self-check before publication: asked for once, at the end.

use super::{Templates, Written};
use crate::calc::Engine;
use crate::document::self_check;
use crate::io::html::render_self_check;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The task's name.
pub const TASK: &str = "self_check";

/// What is sent.
#[derive(Debug, Serialize, Deserialize)]
struct Sent {
    /// The report as it is saved.
    report: String,
    /// Today, as 2024年11月24日.
    today: String,
    /// The report's template when it is not the program's.
    template: Written,
}

/// The task's input for a report as it is saved.
pub fn input(report: String, today: String, template: Written) -> String {
    // A structure of texts always becomes text.
    serde_json::to_string(&Sent { report, today, template }).unwrap_or_default()
}

/// The checksum of a report's file: SHA-256 in hexadecimal.
pub fn checksum(file: &[u8]) -> String {
    Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the sheet from what [`input`] wrote.
///
/// # Errors
/// Why the report cannot be read.
pub fn html(input: &str) -> Result<String, String> {
    let sent: Sent = serde_json::from_str(input).map_err(|error| error.to_string())?;
    let report = Templates::new(&sent.template)?.report(&sent.report)?;
    let sheet = self_check(&Engine::new(report), &sent.today, &checksum(sent.report.as_bytes()));
    Ok(render_self_check(&sheet))
}
