//! How results are written.

use super::Failure;

/// For people or for programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// Lines for people.
    #[default]
    Text,
    /// JSON for programs.
    Json,
}

/// Reads the value of `--format`.
pub(super) fn form(name: &str) -> Result<Form, Failure> {
    match name {
        "text" => Ok(Form::Text),
        "json" => Ok(Form::Json),
        other => Err(Failure::Usage(format!("--format 可写 text 或 json，没有“{other}”"))),
    }
}
