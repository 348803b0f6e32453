//! How far each part of a report has come, for the outline's marks.

use crate::calc::{Value, Values};
use crate::narrative::gaps;
use crate::records::{ProjectLine, field_problem, project_lines};
use crate::report::{CellRef, ListKey, Record};
use crate::template::{List, ListForm, ListIndex, Part, PartHolds, RowKey, Section, TableIndex, Template};

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Not covered by the template yet.
    Later,
    /// Nothing entered, or nothing to show.
    Empty,
    /// Something entered, something missing or not right: how many places.
    Partial(usize),
    /// All there.
    Done,
}

/// A table's state: whether anything in it has a value.
pub fn table_progress(index: TableIndex, values: &dyn Values) -> Progress {
    let template = values.template();
    let Some(table) = template.table(index) else { return Progress::Later };
    let rows = values.rows(index);
    let filled = rows.iter().any(|row| {
        // A repeating table's total says it for all rows.
        (table.repeat().is_none() || *row == RowKey::Total)
            && table.columns_of(*row).any(|column| {
                let cell = CellRef { table: index, row: *row, column };
                named(table.fixed_row(*row)) && values.value(cell) != Value::Blank
            })
    });
    if filled { Progress::Done } else { Progress::Empty }
}

fn named(row: Option<&crate::template::FixedRow>) -> bool {
    row.is_none_or(|row| row.key.is_some())
}

/// A section's state: how many of its texts are missing.
pub fn section_progress(section: &Section, values: &dyn Values) -> Progress {
    if section.blocks.is_empty() {
        return Progress::Later;
    }
    // A name in braces that stands for nothing prints as it was typed: that is as unfinished as a missing text.
    let texts = gaps(section, values).len();
    let fields = values.template().fields_of(section);
    let missing = match fields_progress(fields.iter(), values) {
        Progress::Partial(fields) => texts + fields,
        _ => texts,
    };
    if missing == 0 { Progress::Done } else { Progress::Partial(missing) }
}

/// A list's state: how many of its fields that must be filled in are not, or cannot be read. Of projects it is what
/// has to be corrected in all of them.
pub fn list_progress(index: ListIndex, values: &dyn Values) -> Progress {
    let template = values.template();
    let Some(list) = template.list(index) else { return Progress::Later };
    let records = values.records(ListKey::of(index));
    if records.is_empty() {
        return Progress::Empty;
    }
    if list.form == ListForm::Performance {
        return projects_progress(project_lines(values).iter().map(|(line, _)| line));
    }
    partly(records.iter().map(|record| lacking(&template, list, record, &records)).sum())
}

/// The state of all projects together.
pub fn projects_progress<'a>(lines: impl Iterator<Item = &'a ProjectLine>) -> Progress {
    let graves =
        lines.map(|line| line.grave).fold(None, |sum: Option<usize>, more| Some(sum.unwrap_or(0) + more));
    graves.map_or(Progress::Empty, partly)
}

/// A project's state: how much has to be corrected in it.
pub fn project_progress(line: &ProjectLine) -> Progress {
    partly(line.grave)
}

fn lacking(template: &Template, list: &List, record: &Record, all: &[Record]) -> usize {
    let lacks = list.columns.iter().filter(|column| {
        let text = record.field(&column.key);
        (column.required && text.trim().is_empty())
            || field_problem(template, list, column, text, record.id, all).is_some()
    });
    lacks.count()
}

fn partly(missing: usize) -> Progress {
    if missing == 0 { Progress::Done } else { Progress::Partial(missing) }
}

/// A list of text fields' state.
pub fn fields_progress<'a>(keys: impl Iterator<Item = &'a String>, values: &dyn Values) -> Progress {
    let template = values.template();
    let required = keys.filter_map(|key| template.field(key)).filter(|field| field.required);
    let missing = required
        .filter(|field| {
            field.default.is_none() && values.text(&field.key).is_none_or(|text| text.trim().is_empty())
        })
        .count();
    if missing == 0 { Progress::Done } else { Progress::Partial(missing) }
}

/// How many things a report still lacks: fields, texts and what lists require.
pub fn unfinished(values: &dyn Values) -> usize {
    let template = values.template();
    let missing = |progress: Progress| match progress {
        Progress::Partial(missing) => missing,
        Progress::Later | Progress::Empty | Progress::Done => 0,
    };
    let of_part = |part: &Part| -> usize {
        match part.holds {
            PartHolds::Cover => missing(fields_progress(part.items.iter(), values)),
            PartHolds::Sections => {
                let sections = part.items.iter().filter_map(|key| template.section(key));
                sections.map(|section| missing(section_progress(section, values))).sum()
            }
            PartHolds::Tables => {
                let lists = part.items.iter().filter_map(|key| template.list_index(key));
                lists.map(|index| missing(list_progress(index, values))).sum()
            }
        }
    };
    template.parts.iter().map(of_part).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::Engine;
    use crate::report::{Edit, Report};
    use crate::template::builtin;
    use std::sync::Arc;

    #[test]
    fn lists_say_how_many_fields_are_missing() {
        let template = Arc::new(builtin("nmg-department-2023").unwrap().unwrap());
        let list = |key: &str| template.list_index(key).unwrap();
        let mut engine = Engine::new(Report::new(template.clone()));
        assert_eq!(list_progress(list("units"), &engine), Progress::Empty);
        assert_eq!(list_progress(list("glossary"), &engine), Progress::Done);
        let mut enter = |key: &str, id: u32, fields: &[(&str, &str)]| {
            let fields = fields.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect();
            engine.apply(Edit::InsertRecord(ListKey::of(list(key)), 9, Record { id, fields })).unwrap();
        };
        enter("units", 1, &[("name", "某局")]);
        enter("facts", 1, &[("name", "取暖费"), ("value", "36,4")]);
        enter("projects", 1, &[("name", "大厅")]);
        assert_eq!(list_progress(list("units"), &engine), Progress::Partial(1));
        assert_eq!(list_progress(list("facts"), &engine), Progress::Partial(1));
        let lines = project_lines(&engine);
        let project = project_progress(&lines[0].0);
        assert!(matches!(project, Progress::Partial(missing) if missing > 5), "{project:?}");
        assert_eq!(list_progress(list("projects"), &engine), project);
        assert_eq!(projects_progress([].into_iter()), Progress::Empty);
    }
}
