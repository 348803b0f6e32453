//! A project's self-evaluation form: two tables that stand on each other.

use super::table::{spans, widths};
use crate::document::{FormCell, FormRole, FormRow, ProjectForm};
use crate::markup::{Element, anchor};

/// Width shares of the head's columns.
const HEAD_WIDTHS: [u16; 8] = [8, 22, 14, 14, 14, 8, 12, 8];

/// The form, its title first.
pub(super) fn form(form: &ProjectForm) -> Vec<Element> {
    let id = anchor("form", &form.key);
    let title = Element::new("h4").attr("id", id.clone()).text(&form.title);
    let subtitle = Element::new("p").class("form-year").text(&form.subtitle);
    let head = Element::new("table")
        .class("form")
        .attr("aria-labelledby", id.clone())
        .child(Element::new("colgroup").children(widths(&HEAD_WIDTHS)))
        .child(Element::new("tbody").children(form.head.iter().map(row)));
    let heads = form.header.iter().map(|head| Element::new("th").attr("scope", "col").text(head));
    let indicators = Element::new("table")
        .class("form indicators")
        .attr("aria-labelledby", id)
        .child(Element::new("colgroup").children(widths(&form.widths)))
        .child(Element::new("thead").child(Element::new("tr").children(heads)))
        .child(Element::new("tbody").children(form.rows.iter().map(row)));
    vec![title, subtitle, head, indicators]
}

fn row(row: &FormRow) -> Element {
    Element::new("tr").children(row.iter().map(cell))
}

fn cell(cell: &FormCell) -> Element {
    let element = match cell.role {
        FormRole::Head if !cell.text.is_empty() => Element::new("th"),
        FormRole::Head | FormRole::Text => Element::new("td"),
        FormRole::Mark => Element::new("td").class("mark"),
    };
    let element = spans(element, cell.colspan, cell.rowspan);
    let mut lines = cell.text.lines().map(str::trim).filter(|line| !line.is_empty());
    match (lines.next(), lines.next()) {
        (Some(first), Some(second)) => [first, second]
            .into_iter()
            .chain(lines)
            .fold(element, |element, line| element.child(Element::new("div").text(line))),
        (Some(only), None) => element.text(only),
        (None, _) => element,
    }
}
