//! A statutory table.

use crate::document::{HeaderCell, ListTable, PageCell, PageRow, TablePage};
use crate::markup::{Element, anchor};
use crate::template::Orientation;

/// The table with its notes.
pub(super) fn table(page: &TablePage) -> Element {
    let title = anchor("table", &page.key);
    let columns = Element::new("colgroup").children(widths(&page.widths));
    let table = Element::new("table")
        .class(&format!("{}{}", density(page), crowding(page)))
        .child(caption(page, &title))
        .child(columns)
        .child(Element::new("thead").children(page.header.iter().map(|row| header_row(row))))
        .child(body(page));
    // Narrow screens scroll a wide table sideways, with the keyboard too.
    Element::new("div")
        .class("scroll")
        .attr("role", "region")
        .attr("aria-labelledby", title)
        .attr("tabindex", "0")
        .child(table)
}

/// A list as a small table among the sentences.
pub(super) fn list(list: &ListTable) -> Element {
    let heads = list.header.iter().map(|head| Element::new("th").attr("scope", "col").text(head));
    let rows = list.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(column, text)| {
            let cell = if column == 0 { Element::new("td").class("mark") } else { Element::new("td") };
            cell.text(text)
        });
        Element::new("tr").children(cells)
    });
    Element::new("table")
        .class("list")
        .attr("aria-label", list.title.clone())
        .child(Element::new("colgroup").children(widths(&list.widths)))
        .child(Element::new("thead").child(Element::new("tr").children(heads)))
        .child(Element::new("tbody").children(rows))
}

/// The rows, the notes last: only between rows of one group do browsers keep to where a page may not end.
fn body(page: &TablePage) -> Element {
    let body = Element::new("tbody");
    let rows = page.rows.iter().map(body_row);
    if page.notes.is_empty() {
        return body.children(rows);
    }
    let cell = Element::new("td").attr("colspan", page.widths.len().max(1).to_string());
    let cell = cell.children(page.notes.iter().map(|note| Element::new("p").text(note)));
    body.class("noted").children(rows).child(Element::new("tr").class("notes").child(cell))
}

/// Type sizes, largest first: the class, and how many rows fit the first page and every further one, some of them
/// with labels on two lines.
const PORTRAIT: [(&str, usize, usize); 2] = [("usual", 28, 34), ("dense", 36, 42)];
const LANDSCAPE: [(&str, usize, usize); 3] = [("usual", 18, 20), ("dense", 24, 27), ("densest", 34, 38)];

/// The largest type that saves a page; the smallest one only for a table that is whole on one page then.
fn density(page: &TablePage) -> &'static str {
    let sizes = match page.orientation {
        Orientation::Portrait => &PORTRAIT[..],
        Orientation::Landscape => &LANDSCAPE[..],
    };
    let rows = page.rows.len();
    let pages = |first: usize, next: usize| 1 + rows.saturating_sub(first).div_ceil(next);
    let allowed = sizes.iter().filter(|(class, first, _)| *class != "densest" || rows <= *first);
    allowed.min_by_key(|(_, first, next)| pages(*first, *next)).map_or("usual", |(class, _, _)| class)
}

/// Numbers too wide to stand side by side may break, since a figure on two lines is still whole: always, or only where
/// a landscape table comes out on an upright page.
fn crowding(page: &TablePage) -> &'static str {
    // Thousandths of an em, in the smallest type: 156 and 225 mm at 7.5 pt.
    const UPRIGHT: usize = 58_900;
    const LANDSCAPE: usize = 85_000;
    const DIGIT: usize = 530;
    const PADDING: usize = 800;
    const LABEL: usize = 6_000;
    let mut columns = vec![0; page.widths.len()];
    for row in &page.rows {
        let mut column = 0;
        for cell in &row.cells {
            let here = column;
            column += if let PageCell::Spanned(_, span) = cell { usize::from(*span) } else { 1 };
            let Some(widest) = columns.get_mut(here) else { continue };
            let width = match cell {
                PageCell::Number(text) | PageCell::Mark(text) => text.len() * DIGIT + PADDING,
                PageCell::Label(..) | PageCell::Spanned(..) => LABEL,
            };
            *widest = width.max(*widest);
        }
    }
    match (columns.iter().sum::<usize>(), page.orientation) {
        (..=UPRIGHT, _) => "",
        (..=LANDSCAPE, Orientation::Landscape) => " crowded-upright",
        _ => " crowded",
    }
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

pub(super) fn widths(widths: &[u16]) -> impl Iterator<Item = Element> {
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

pub(super) fn spans(element: Element, colspan: u16, rowspan: u16) -> Element {
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
        _ => tr.children(row.cells.iter().enumerate().map(|(index, page)| {
            let cell = cell(page);
            if row.bold_cells.get(index) == Some(&true) { cell.class_too("bold") } else { cell }
        })),
    }
}

fn cell(cell: &PageCell) -> Element {
    match cell {
        PageCell::Label(text, _) if text.is_empty() => Element::new("td"),
        PageCell::Label(text, indent) => {
            let class = ["", "in1", "in2", "in3"][usize::from(*indent).min(3)];
            Element::new("th").class(class).attr("scope", "row").text(text)
        }
        PageCell::Spanned(text, columns) => {
            spans(Element::new("th").class("mark").attr("scope", "row"), *columns, 1).text(text)
        }
        PageCell::Mark(text) => Element::new("td").class("mark").text(text),
        PageCell::Number(text) => Element::new("td").class("number").text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(orientation: Orientation, rows: usize, cells: Vec<PageCell>) -> TablePage {
        TablePage {
            key: "T".into(),
            number: String::new(),
            title: String::new(),
            department_line: String::new(),
            unit_line: String::new(),
            orientation,
            widths: cells.iter().map(|_| 1).collect(),
            header: Vec::new(),
            rows: vec![PageRow { bold: false, bold_cells: Vec::new(), cells }; rows],
            notes: Vec::new(),
        }
    }

    #[test]
    fn type_is_as_large_as_the_fewest_pages_allow() {
        use Orientation::{Landscape, Portrait};
        let cases = [
            (Portrait, 0, "usual"),
            (Portrait, 31, "dense"),
            (Portrait, 40, "usual"),
            (Portrait, 70, "dense"),
            (Landscape, 18, "usual"),
            (Landscape, 19, "dense"),
            (Landscape, 32, "densest"),
            (Landscape, 35, "usual"),
            (Landscape, 43, "dense"),
        ];
        for (orientation, rows, class) in cases {
            assert_eq!(density(&page(orientation, rows, Vec::new())), class, "{orientation:?} {rows}");
        }
    }

    #[test]
    fn numbers_break_only_where_they_could_not_stand_side_by_side() {
        use Orientation::{Landscape, Portrait};
        let cases = [
            (Portrait, 7, "1,723.95", ""),
            (Landscape, 7, "12,345,678.90", ""),
            (Landscape, 7, "1,234,567,890.12", "crowded-upright"),
            (Portrait, 7, "1,234,567,890.12", "crowded"),
            (Landscape, 12, "1,234,567,890.12", "crowded"),
        ];
        for (orientation, count, number, class) in cases {
            let cells = vec![PageCell::Number(number.into()); count];
            assert_eq!(crowding(&page(orientation, 1, cells)).trim(), class, "{count} times {number}");
        }
    }

    #[test]
    fn widths_are_shares_of_the_whole() {
        let columns: Vec<String> = widths(&[1, 2]).map(|column| column.encode()).collect();
        assert_eq!(columns, ["<col style=\"width:33.33%\">", "<col style=\"width:66.66%\">"]);
        assert_eq!(widths(&[0]).count(), 1);
    }
}
