//! Lists of records as tables among the sentences.

use crate::calc::Values;
use crate::report::ListKey;
use crate::template::{ListForm, ListIndex};

/// A list as a table: numbered rows of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTable {
    /// Name of the list.
    pub key: String,
    /// Title, for those who cannot see where it stands.
    pub title: String,
    /// Column heads, 序号 first.
    pub header: Vec<String>,
    /// Width shares of the columns.
    pub widths: Vec<u16>,
    /// Rows, their numbers first.
    pub rows: Vec<Vec<String>>,
}

/// Width shares of a number column and of one that says nothing of its own.
const NUMBER_WIDTH: u16 = 8;
const USUAL_WIDTH: u16 = 24;

/// Lays a list out; `None` when the template has none of that index.
pub fn list_table(index: ListIndex, values: &dyn Values) -> Option<ListTable> {
    let template = values.template();
    let list = template.list(index).filter(|list| list.form != ListForm::Indicators)?;
    let columns: Vec<_> = list.columns.iter().filter(|column| column.printed).collect();
    let records = values.records(ListKey::of(index));
    let rows = records.iter().zip(1u32..).map(|(record, number)| {
        let texts = columns.iter().map(|column| record.field(&column.key).trim().to_string());
        std::iter::once(number.to_string()).chain(texts).collect()
    });
    let titles = columns.iter().map(|column| column.title.clone());
    let widths = columns.iter().map(|column| column.width.unwrap_or(USUAL_WIDTH));
    Some(ListTable {
        key: list.key.clone(),
        title: list.title.clone(),
        header: std::iter::once(values.wording().ordinal).chain(titles).collect(),
        widths: std::iter::once(NUMBER_WIDTH).chain(widths).collect(),
        rows: rows.collect(),
    })
}
