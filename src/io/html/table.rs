//! A statutory table.

use crate::document::{HeaderCell, PageCell, PageRow, TablePage};
use crate::markup::{Element, anchor};
use crate::template::Orientation;

/// The table with its notes.
pub(super) fn table(page: &TablePage) -> Vec<Element> {
    let title = anchor("table", &page.key);
    let columns = Element::new("colgroup").children(widths(&page.widths));
    let table = Element::new("table")
        .class(&format!("{}{}", density(page), if is_crowded(page) { " crowded" } else { "" }))
        .child(caption(page, &title))
        .child(columns)
        .child(Element::new("thead").children(page.header.iter().map(|row| header_row(row))))
        .child(Element::new("tbody").children(page.rows.iter().map(body_row)));
    // Narrow screens scroll a wide table sideways, with the keyboard too.
    let scroll = Element::new("div")
        .class("scroll")
        .attr("role", "region")
        .attr("aria-labelledby", title)
        .attr("tabindex", "0")
        .child(table);
    let notes = page.notes.iter().map(|note| Element::new("p").text(note));
    let mut all = vec![scroll];
    if !page.notes.is_empty() {
        all.push(Element::new("div").class("notes").children(notes));
    }
    all
}

/// Smaller type for a table that then fits one page; a longer one runs over several in the usual size.
fn density(page: &TablePage) -> &'static str {
    match (page.orientation, page.rows.len()) {
        (Orientation::Portrait, 28..=36) => "dense",
        (Orientation::Landscape, 18..=24) => "dense",
        (Orientation::Landscape, 25..=34) => "densest",
        _ => "usual",
    }
}

/// Whether the numbers side by side could be wider than the narrowest page: then they may break, for a figure on two
/// lines is still whole. In thousandths of an em, at 7.5 pt.
fn is_crowded(page: &TablePage) -> bool {
    const NARROWEST: usize = 156_000 * 72 / 254 * 10 / 75;
    const PADDING: usize = 700;
    const LABEL: usize = 5_000;
    let mut columns = vec![0; page.widths.len()];
    for row in &page.rows {
        for (widest, cell) in columns.iter_mut().zip(&row.cells) {
            let width = match cell {
                PageCell::Number(text) => text.len() * 510 + PADDING,
                PageCell::Mark(text) => text.len() * 510 + PADDING,
                PageCell::Label(..) => LABEL,
            };
            *widest = width.max(*widest);
        }
    }
    columns.iter().sum::<usize>() > NARROWEST
}

fn caption(page: &TablePage, id: &str) -> Element {
    let lines = [&page.number, &page.unit_line].map(|line| Element::new("div").text(line));
    let meta = Element::new("div")
        .class("meta")
        .child(Element::new("div").text(&page.department_line))
        .child(Element::new("div").class("end").children(lines));
    let title = Element::new("h3").attr("id", id).text(&page.title);
    Element::new("caption").child(title).child(meta)
}

fn widths(widths: &[u16]) -> impl Iterator<Item = Element> {
    let whole = widths.iter().map(|width| u32::from(*width)).sum::<u32>().max(1);
    widths.iter().map(move |width| {
        let hundredths = u32::from(*width) * 10_000 / whole;
        let style = format!("width:{}.{:02}%", hundredths / 100, hundredths % 100);
        Element::new("col").attr("style", style)
    })
}

fn header_row(row: &[HeaderCell]) -> Element {
    let numbers = row.iter().any(|cell| cell.number);
    Element::new("tr").class(if numbers { "lane" } else { "" }).children(row.iter().map(|cell| {
        let element = if cell.text.is_empty() { Element::new("td") } else { Element::new("th") };
        let element = match (cell.text.is_empty(), cell.colspan > 1) {
            (true, _) => element,
            (false, true) => element.attr("scope", "colgroup"),
            (false, false) => element.attr("scope", "col"),
        };
        spans(element, cell.colspan, cell.rowspan).text(&cell.text)
    }))
}

fn spans(element: Element, colspan: u16, rowspan: u16) -> Element {
    let element = if colspan > 1 { element.attr("colspan", colspan.to_string()) } else { element };
    if rowspan > 1 { element.attr("rowspan", rowspan.to_string()) } else { element }
}

fn body_row(row: &PageRow) -> Element {
    let tr = Element::new("tr").class(if row.bold { "bold" } else { "" });
    // 合计 takes the place of the empty codes before it.
    let empty = row.cells.iter().take_while(|cell| **cell == PageCell::Mark(String::new())).count();
    match row.cells.get(empty) {
        Some(PageCell::Label(text, _)) if empty > 0 && !text.is_empty() => {
            let span = u16::try_from(empty + 1).unwrap_or(u16::MAX);
            let total = Element::new("th").class("mark").attr("scope", "row");
            tr.child(spans(total, span, 1).text(text)).children(row.cells.iter().skip(empty + 1).map(cell))
        }
        _ => tr.children(row.cells.iter().map(cell)),
    }
}

fn cell(cell: &PageCell) -> Element {
    match cell {
        PageCell::Label(text, _) if text.is_empty() => Element::new("td"),
        PageCell::Label(text, indent) => {
            let class = ["", "in1", "in2", "in3"][usize::from(*indent).min(3)];
            Element::new("th").class(class).attr("scope", "row").text(text)
        }
        PageCell::Mark(text) => Element::new("td").class("mark").text(text),
        PageCell::Number(text) => Element::new("td").class("number").text(text),
    }
}
