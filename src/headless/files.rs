//! Reading reports and writing results.

use super::{Failure, Source, folder};
use crate::io::json;
use crate::report::Report;
use crate::template::{Template, builtin};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Opens a report; notes on it go to standard error.
pub(super) fn open(source: &Source) -> Result<Report, Failure> {
    let given = source.template.as_deref().map(folder::open).transpose()?;
    open_bytes(&source.file, given.as_ref()).map(|(_, report)| report)
}

/// A file's bytes and the report in them; `given` is the template of reports that are not the program's.
pub(super) fn open_bytes(file: &Path, given: Option<&Arc<Template>>) -> Result<(Vec<u8>, Report), Failure> {
    let templates = |id: &str| match given {
        Some(template) => (template.id == id).then(|| template.clone()),
        None => builtin(id).and_then(Result::ok).map(Arc::new),
    };
    let too_large = |size: u64| usize::try_from(size).map_or(true, |size| size > json::MAX_BYTES);
    let unreadable = |error| Failure::Unreadable(file.to_path_buf(), error);
    // Judged by its size before it is read into memory.
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    if too_large(size) {
        let megabytes = usize::try_from(size >> 20).unwrap_or(usize::MAX);
        return Err(Failure::Damaged(file.to_path_buf(), json::ReadError::TooLarge { megabytes }));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    let opened = json::read(&bytes, &templates).map_err(|error| match (error, given) {
        (json::ReadError::UnknownTemplate { id }, Some(given)) => {
            Failure::OtherTemplate { file: file.to_path_buf(), report: id, given: given.id.clone() }
        }
        (json::ReadError::UnknownTemplate { id }, None) => {
            Failure::NoTemplate { file: file.to_path_buf(), report: id }
        }
        (json::ReadError::NewerTemplate { version, .. }, Some(given)) => {
            Failure::OlderTemplate { file: file.to_path_buf(), report: version, given: given.version }
        }
        (error, _) => Failure::Damaged(file.to_path_buf(), error),
    })?;
    for note in opened.notes {
        eprintln!("juesuan：{}：{note}", file.display());
    }
    Ok((bytes, opened.report))
}

/// Writes beside the target and renames, so that a full disk leaves no half file in its place.
pub(super) fn write(output: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error| Failure::Unwritable(output.to_path_buf(), error);
    let mut beside = output.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, output));
    if written.is_err() {
        // What is left of it is of no use; the error told is the first one.
        let _ = std::fs::remove_file(&beside);
    }
    written.map_err(failed)
}

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads has seen enough: `juesuan values … | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Failure::Unwritable(PathBuf::from("标准输出"), error)),
    }
}
