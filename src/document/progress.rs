//! How far each part of a report has come, for the outline's marks.

use crate::calc::{Value, Values};
use crate::narrative::{GapKind, gaps};
use crate::report::CellRef;
use crate::template::{RowKey, Section, TableIndex};

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Not covered by the template yet.
    Later,
    /// Nothing entered, or nothing to show.
    Empty,
    /// Something entered, something missing: how many texts.
    Partial(usize),
    /// All there.
    Done,
}

/// A table's state: whether anything in it has a value.
pub fn table_progress(index: TableIndex, values: &impl Values) -> Progress {
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
pub fn section_progress(section: &Section, values: &impl Values) -> Progress {
    if section.blocks.is_empty() {
        return Progress::Later;
    }
    let missing = gaps(section, values).iter().filter(|gap| gap.kind == GapKind::Missing).count();
    if missing == 0 { Progress::Done } else { Progress::Partial(missing) }
}

/// A list of text fields' state.
pub fn fields_progress<'a>(keys: impl Iterator<Item = &'a String>, values: &impl Values) -> Progress {
    let template = values.template();
    let required = keys.filter_map(|key| template.field(key)).filter(|field| field.required);
    let missing = required
        .filter(|field| {
            field.default.is_none() && values.text(&field.key).is_none_or(|text| text.trim().is_empty())
        })
        .count();
    if missing == 0 { Progress::Done } else { Progress::Partial(missing) }
}
