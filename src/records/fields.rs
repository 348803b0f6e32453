//! What is wrong with one field of a record, beside the field.

use crate::amount::{parse_count, parse_decimal};
use crate::narrative::{check_fact_name, check_fact_value};
use crate::report::{Record, read_money};
use crate::template::source::ListColumnSource;
use crate::template::{FieldKind, List, ListForm, Template};

/// What is wrong with a text in a column; the text stays. `others` are the records of the whole list.
pub fn field_problem(
    template: &Template,
    list: &List,
    column: &ListColumnSource,
    text: &str,
    id: u32,
    others: &[Record],
) -> Option<String> {
    // What texts refer to has one rule, wherever it is entered. That it is still empty is no mistake of its own.
    if list.form == ListForm::Facts && !text.trim().is_empty() {
        match column.key.as_str() {
            "name" => {
                let name = text.trim();
                return check_fact_name(name, template).err().or_else(|| twin(name, id, others));
            }
            "value" => return check_fact_value(text).err(),
            _ => {}
        }
    }
    kind_problem(column, text)
}

/// Why a text is none of the kind that its column takes.
pub fn kind_problem(column: &ListColumnSource, text: &str) -> Option<String> {
    match column.kind {
        FieldKind::Line | FieldKind::Long | FieldKind::Choice => None,
        FieldKind::Money => read_money(text).err().map(|error| error.to_string()),
        FieldKind::Decimal => parse_decimal(text).err().map(|error| error.to_string()),
        FieldKind::Count => parse_count(text).err().map(|error| error.to_string()),
    }
}

/// Says which of two figures of one name texts use.
fn twin(name: &str, id: u32, others: &[Record]) -> Option<String> {
    let same = |record: &&Record| record.id != id && record.field("name").trim() == name;
    let other = others.iter().position(|record| same(&record))?;
    let own = others.iter().position(|record| record.id == id).unwrap_or(usize::MAX);
    let force = if other < own { "文字里用的是那一行" } else { "文字里用的是这一行" };
    Some(format!("与第{}行重名，{force}，请改掉一个", other + 1))
}
