//! What is wrong with one field of a record, beside the field.

use crate::amount::{parse_count, parse_decimal};
use crate::report::{Record, read_money};
use crate::template::source::ListColumnSource;
use crate::template::{FieldKind, List, ListForm};

/// Longest name in braces that texts know.
const LONGEST_NAME: usize = 60;

/// What is wrong with a text in a column; the text stays. `others` are the records of the whole list.
pub fn field_problem(
    list: &List,
    column: &ListColumnSource,
    text: &str,
    id: u32,
    others: &[Record],
) -> Option<String> {
    if list.form == ListForm::Facts {
        match column.key.as_str() {
            "name" => return name_problem(text.trim(), id, others),
            "value" => return parse_decimal(text).err().map(|error| error.to_string()),
            _ => {}
        }
    }
    match column.kind {
        FieldKind::Line | FieldKind::Long | FieldKind::Choice => None,
        FieldKind::Money => read_money(text).err().map(|error| error.to_string()),
        FieldKind::Decimal => parse_decimal(text).err().map(|error| error.to_string()),
        FieldKind::Count => parse_count(text).err().map(|error| error.to_string()),
    }
}

/// Why texts cannot name a figure by this name.
fn name_problem(name: &str, id: u32, others: &[Record]) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    if let Some(sign) = name.chars().find(|c| matches!(c, '{' | '}' | '.' | '|' | '\n')) {
        return Some(format!("名称里不能有“{sign}”，文字里引用不到，请去掉"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Some(format!("名称超过 {LONGEST_NAME} 个字，文字里引用不到，请写短些"));
    }
    let same = |record: &&Record| record.id != id && record.field("name").trim() == name;
    let other = others.iter().position(|record| same(&record))?;
    let own = others.iter().position(|record| record.id == id).unwrap_or(usize::MAX);
    let force = if other < own { "文字里用的是那一行" } else { "文字里用的是这一行" };
    Some(format!("与第{}行重名，{force}，请改掉一个", other + 1))
}
