//! What of a document is shown, and the entries of its table of contents.

use super::HtmlOptions;
use crate::document::{Document, DocumentBlock, DocumentPart, TablePage};
use crate::markup::anchor;

/// A part with the blocks that are shown.
pub(super) struct ShownPart<'a> {
    pub part: &'a DocumentPart,
    pub blocks: Vec<&'a DocumentBlock>,
}

/// A line of the table of contents.
pub(super) struct Entry {
    /// Where it leads.
    pub anchor: String,
    pub text: String,
    /// The lines below it.
    pub children: Vec<Entry>,
}

/// The parts after the cover. A final copy has no section of which only the heading is there.
pub(super) fn shown_parts(document: &Document, options: HtmlOptions) -> Vec<ShownPart<'_>> {
    let mut shown = Vec::new();
    for part in &document.parts {
        let mut blocks: Vec<&DocumentBlock> = Vec::new();
        for block in &part.blocks {
            match block {
                DocumentBlock::Cover(_) => {}
                DocumentBlock::Missing(_) if !options.draft => {}
                DocumentBlock::Heading(..) if !options.draft => {
                    drop_bare_heading(&mut blocks);
                    blocks.push(block);
                }
                _ => blocks.push(block),
            }
        }
        if !options.draft {
            drop_bare_heading(&mut blocks);
        }
        if !blocks.is_empty() {
            shown.push(ShownPart { part, blocks });
        }
    }
    shown
}

fn drop_bare_heading(blocks: &mut Vec<&DocumentBlock>) {
    if matches!(blocks.last(), Some(DocumentBlock::Heading(..))) {
        blocks.pop();
    }
}

/// The table of contents.
pub(super) fn entries(parts: &[ShownPart]) -> Vec<Entry> {
    parts
        .iter()
        .map(|shown| {
            let children = shown.blocks.iter().filter_map(|block| match block {
                DocumentBlock::Heading(key, number, title) => Some(Entry {
                    anchor: anchor("section", key),
                    text: section_heading(number, title),
                    children: Vec::new(),
                }),
                DocumentBlock::Table(table) => Some(Entry {
                    anchor: anchor("table", &table.key),
                    text: table_heading(table),
                    children: Vec::new(),
                }),
                _ => None,
            });
            Entry {
                anchor: anchor("part", &shown.part.key),
                text: part_heading(shown.part),
                children: children.collect(),
            }
        })
        .collect()
}

/// 第一部分 部门概况
pub(super) fn part_heading(part: &DocumentPart) -> String {
    format!("{} {}", part.number, part.title).trim().to_string()
}

/// 一、主要职能、职责
pub(super) fn section_heading(number: &str, title: &str) -> String {
    if number.is_empty() { title.to_string() } else { format!("{number}、{title}") }
}

fn table_heading(table: &TablePage) -> String {
    format!("{} {}", table.number, table.title).trim().to_string()
}
