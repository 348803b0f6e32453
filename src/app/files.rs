//! Files in and out.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, File, FileList, FileReader, HtmlAnchorElement, Url};

/// Offers `bytes` as a download.
pub fn save_file(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Old browsers read the blob after the click has returned.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(60));
    Ok(())
}

/// A file name without what file systems refuse.
pub fn file_name(title: &str, extension: &str) -> String {
    let clean: String = title.chars().filter(|c| !r#"\/:*?"<>|"#.contains(*c) && !c.is_control()).collect();
    let clean = clean.trim().trim_matches('.');
    let clean: String =
        if clean.is_empty() { "决算公开".into() } else { clean.chars().take(80).collect() };
    format!("{clean}.{extension}")
}

/// The files of a list, in its order.
pub fn list(files: Option<FileList>) -> Vec<File> {
    let count = files.as_ref().map_or(0, FileList::length);
    (0..count).filter_map(|index| files.as_ref()?.get(index)).collect()
}

/// A file's name, with its folders when a whole folder was chosen.
pub fn path(file: &File) -> String {
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok();
    path.and_then(|path| path.as_string()).filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Reads a file and hands its bytes on; `None` when the browser could not read it.
pub fn read_file(file: &File, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let Ok(reader) = FileReader::new() else { return done(None) };
    let source = reader.clone();
    let finished = Closure::once_into_js(move || {
        let buffer = source.result().ok().filter(|result| !result.is_null());
        done(buffer.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec()));
    });
    reader.set_onloadend(Some(finished.unchecked_ref()));
    if reader.read_as_array_buffer(file).is_err() {
        leptos::logging::error!("the browser refused to read {}", file.name());
    }
}
