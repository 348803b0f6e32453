//! A document as one HTML file: no script, no network, printed by any browser since Chromium 78.
//!
//! [`render`] converts the document into a tree of elements and encodes that; all escaping happens in the encoder.
//! Looks are in `style.css`, which says which of its rules need newer browsers.
//!
//! Knows nothing of reports and templates.

mod form;
mod outline;
mod pages;
mod self_check;
mod table;

pub use self_check::render_self_check;

use crate::document::Document;
use crate::markup::Element;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HtmlOptions {
    /// Whether this is a draft: watermarked, and showing where content is still missing. A final copy leaves out
    /// sections without content.
    pub draft: bool,
}

impl Default for HtmlOptions {
    /// A draft, since a final copy must be asked for.
    fn default() -> Self {
        HtmlOptions { draft: true }
    }
}

impl HtmlOptions {
    /// The options of a final copy.
    pub fn final_copy() -> Self {
        HtmlOptions { draft: false }
    }
}

/// Nothing but the file's own styles and pictures within it may load, and nothing may run.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Writes the document as an HTML file.
pub fn render(document: &Document, options: &HtmlOptions) -> String {
    let parts = outline::shown_parts(document, *options);
    let body = Element::new("body")
        .class(if options.draft { "draft" } else { "" })
        .child(pages::cover(document))
        .child(pages::contents(&outline::entries(&parts)))
        .child(Element::new("main").children(parts.iter().flat_map(pages::part)));
    let html = Element::new("html").attr("lang", "zh-CN").child(head(document)).child(body);
    format!("<!doctype html>\n{}\n", html.encode())
}

fn head(document: &Document) -> Element {
    let meta =
        |name: &'static str, content: &str| Element::new("meta").attr("name", name).attr("content", content);
    Element::new("head")
        .child(Element::new("meta").attr("charset", "utf-8"))
        .child(Element::new("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY))
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(meta("author", &document.department))
        .child(Element::new("title").text(&document.title))
        .child(Element::style(include_str!("style.css")))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_style_sheet_cannot_end_early() {
        let sheet = include_str!("style.css");
        assert!(!sheet.contains("</") && !sheet.contains("url("));
    }
}
