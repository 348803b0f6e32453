//! Cover, table of contents and parts, as sections that start a page.

use super::outline::{Entry, ShownPart, part_heading, section_heading};
use super::{form, table};
use crate::chart;
use crate::document::{Document, DocumentBlock};
use crate::figures::Series;
use crate::markup::{Element, anchor};
use crate::narrative::Sentence;
use crate::template::{Orientation, ParagraphStyle};

fn page(class: &str) -> Element {
    Element::new("section").class(format!("page {class}").trim())
}

/// The title and who answers for the report.
pub(super) fn cover(document: &Document) -> Element {
    let blocks = document.parts.iter().flat_map(|part| &part.blocks);
    let fields = blocks.filter_map(|block| match block {
        DocumentBlock::Cover(fields) => Some(fields),
        _ => None,
    });
    let fields = fields.flatten().map(|(label, value)| {
        let (label, value) = (Element::new("dt").text(label), Element::new("dd").text(value));
        Element::new("div").child(label).child(value)
    });
    let title =
        Element::new("h1").children(title_lines(document).map(|line| Element::new("span").text(line)));
    Element::new("header").class("page cover").child(title).child(Element::new("dl").children(fields))
}

/// The department's name stands on a line of its own.
fn title_lines(document: &Document) -> impl Iterator<Item = &str> {
    let (title, department) = (document.title.as_str(), document.department.as_str());
    let lines = match title.split_once(department) {
        Some((before, after)) if !department.is_empty() => [before, department, after],
        _ => [title, "", ""],
    };
    lines.into_iter().filter(|line| !line.is_empty())
}

/// The table of contents, in type that lets it fit one page, so that the body starts on an odd one.
pub(super) fn contents(entries: &[Entry]) -> Element {
    let count = entries.iter().map(|entry| 1 + entry.children.len()).sum::<usize>();
    let class = match count {
        ..=20 => "contents",
        21..=28 => "contents close",
        _ => "contents closest",
    };
    let heading = Element::new("h2").class("part").attr("id", "contents").text("目　录");
    Element::new("nav")
        .class(&format!("page {class}"))
        .attr("aria-labelledby", "contents")
        .child(heading)
        .child(list(entries))
}

fn list(entries: &[Entry]) -> Element {
    Element::new("ol").children(entries.iter().map(|entry| {
        let link = Element::new("a").attr("href", format!("#{}", entry.anchor)).text(&entry.text);
        let item = Element::new("li").child(link);
        if entry.children.is_empty() { item } else { item.child(list(&entry.children)) }
    }))
}

/// A part's pages: text on one, every table on its own.
pub(super) fn part(shown: &ShownPart) -> Vec<Element> {
    let heading = Element::new("h2")
        .class("part")
        .attr("id", anchor("part", &shown.part.key))
        .text(part_heading(shown.part));
    let mut pages = Vec::new();
    // What the next table or text begins its page with.
    let mut open = Some((page(""), vec![heading]));
    for block in &shown.blocks {
        if let DocumentBlock::Table(table) = block {
            let class = if table.orientation == Orientation::Landscape { "wide" } else { "" };
            let above = match open.take() {
                // Only the part's heading so far: it stands above its first table.
                Some((_, above)) if pages.is_empty() && above.len() == 1 => above,
                Some((page, content)) => {
                    pages.push(page.children(content));
                    Vec::new()
                }
                None => Vec::new(),
            };
            pages.push(page(class).children(above).child(table::table(table)));
        } else {
            let (_, content) = open.get_or_insert_with(|| (page(""), Vec::new()));
            text_block(block, content);
        }
    }
    if let Some((page, content)) = open {
        pages.push(page.children(content));
    }
    pages
}

fn text_block(block: &DocumentBlock, content: &mut Vec<Element>) {
    match block {
        DocumentBlock::Heading(key, number, title) => content
            .push(Element::new("h3").attr("id", anchor("section", key)).text(section_heading(number, title))),
        DocumentBlock::Sentence(sentence) => paragraphs(sentence, content),
        DocumentBlock::Figure(series) => content.push(figure(series)),
        DocumentBlock::Missing(words) => content.push(Element::new("p").class("missing").text(words)),
        DocumentBlock::List(list) => content.push(table::list(list)),
        DocumentBlock::Form(form) => content.extend(form::form(form)),
        DocumentBlock::Cover(_) | DocumentBlock::Table(_) => {}
    }
}

/// Lines of an entered text are paragraphs.
fn paragraphs(sentence: &Sentence, content: &mut Vec<Element>) {
    let class = match sentence.style {
        ParagraphStyle::Body => "",
        ParagraphStyle::Subheading => "sub",
    };
    let text = sentence.text();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    content.extend(lines.map(|line| Element::new("p").class(class).text(line)));
}

fn figure(series: &Series) -> Element {
    Element::new("figure")
        .attr("id", anchor("figure", &series.key))
        .child(chart::element(series))
        .child(Element::new("figcaption").text(&series.title))
}
