//! Where findings stand in the document.

use super::{Finding, Spot};
use crate::calc::Values;
use crate::report::ListKey;
use crate::template::{PartHolds, Template};

/// A line of the outline: the cover, a section, a table or a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKey {
    /// The cover.
    Cover,
    /// A section, by key.
    Section(String),
    /// A table, by key.
    Table(String),
    /// A list, by key.
    List(String),
}

impl LineKey {
    /// What clerks call it.
    pub fn label(&self, template: &Template) -> String {
        match self {
            LineKey::Cover => "封面".into(),
            LineKey::Section(key) => template
                .section(key)
                .map_or(String::new(), |section| format!("{}、{}", section.number, section.short)),
            LineKey::Table(key) => {
                let table = template.table_index(key).and_then(|index| template.table(index));
                table.map_or(String::new(), |table| {
                    if table.number.is_empty() {
                        table.short.clone()
                    } else {
                        format!("{} {}", table.number, table.short)
                    }
                })
            }
            LineKey::List(key) => {
                let list = template.list_index(key).and_then(|index| template.list(index));
                list.map_or(String::new(), |list| list.title.clone())
            }
        }
    }
}

/// The line of the outline that a place belongs to.
pub fn line_of(spot: &Spot, template: &Template) -> Option<LineKey> {
    let list = |key: &ListKey| {
        let list = template.list(key.list)?;
        let outer = list.within.and_then(|within| template.list(within)).unwrap_or(list);
        Some(LineKey::List(outer.key.clone()))
    };
    match spot {
        Spot::Cell(cell) => Some(LineKey::Table(template.table(cell.table)?.key.clone())),
        Spot::Field(key) => {
            let asks = |section: &&crate::template::Section| template.fields_of(section).contains(key);
            let on_cover = template
                .parts
                .iter()
                .any(|part| part.holds == PartHolds::Cover && part.items.iter().any(|item| item == key));
            match template.sections.iter().find(asks).filter(|_| !on_cover) {
                Some(section) => Some(LineKey::Section(section.key.clone())),
                None => Some(LineKey::Cover),
            }
        }
        Spot::Text(section, _) => Some(LineKey::Section(section.clone())),
        Spot::Record(key, ..) | Spot::List(key) => list(key),
    }
}

/// A sortable position in the document: the part and the line in it, then the row and the column, or the record.
pub(super) fn position(finding: &Finding, values: &dyn Values) -> (usize, usize, usize, usize) {
    let template = values.template();
    let Some(spot) = finding.first_spot() else { return (usize::MAX, 0, 0, finding.check) };
    let line = line_of(&spot, &template);
    let key = match &line {
        Some(LineKey::Section(key) | LineKey::Table(key) | LineKey::List(key)) => key.as_str(),
        Some(LineKey::Cover) | None => "",
    };
    let place = template.parts.iter().enumerate().find_map(|(part, holds)| {
        let cover = line == Some(LineKey::Cover) && holds.holds == PartHolds::Cover;
        let item = holds.items.iter().position(|item| item == key);
        item.or(cover.then_some(0)).map(|item| (part, item))
    });
    let (part, item) = place.unwrap_or((template.parts.len(), 0));
    let (row, column) = match &spot {
        Spot::Cell(cell) => {
            let rows = values.rows(cell.table);
            (rows.iter().position(|row| *row == cell.row).unwrap_or(usize::MAX), usize::from(cell.column))
        }
        Spot::Record(key, id, _) => {
            let records = values.records(*key);
            let row = records.iter().position(|record| record.id == *id).unwrap_or(usize::MAX);
            (key.parent.and_then(|parent| usize::try_from(parent).ok()).unwrap_or(0), row)
        }
        Spot::Field(_) | Spot::Text(..) | Spot::List(_) => (0, finding.check),
    };
    (part, item, row, column)
}
