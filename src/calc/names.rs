//! Words for rows and cells, as clerks know them.

use super::Values;
use crate::catalog::{economic, functional};
use crate::report::CellRef;
use crate::template::{RowKey, Table};

/// The name of a code: the one typed for it, or the catalogue's; `None` when there is neither.
pub fn code_name(code: u32, values: &dyn Values) -> Option<String> {
    let text = code.to_string();
    let catalogue = || functional().name(&text).or_else(|| economic().name(&text)).map(str::to_string);
    values.typed_name(code).or_else(catalogue)
}

/// The words of a row: its label, its code with its name, or 合计.
pub fn row_label(table: &Table, row: RowKey, values: &dyn Values) -> String {
    match row {
        RowKey::Total => table.repeat().map_or_else(String::new, |repeat| repeat.total.clone()),
        RowKey::Fixed(_) => table.fixed_row(row).map(|row| row.label.clone()).unwrap_or_default(),
        RowKey::Code(code) => match code_name(code, values) {
            Some(name) => format!("{code} {name}"),
            None => format!("{code}（科目名称未填）"),
        },
    }
}

/// The words of a cell: 公开05表 2010301 行政运行 基本支出.
pub fn cell_label(cell: CellRef, values: &dyn Values) -> String {
    let template = values.template();
    let Some(table) = template.table(cell.table) else { return String::new() };
    let column = table.column(cell.column).map_or("", |column| &column.title);
    // A side with a single column says nothing by its title.
    let column = if table.columns_of(cell.row).len() == 1 { "" } else { column };
    let label = row_label(table, cell.row, values);
    format!("{} {label} {column}", table_name(table)).trim_end().to_string()
}

/// What a table is called in passing: its number, or its short title.
fn table_name(table: &Table) -> &str {
    if table.number.is_empty() { &table.short } else { &table.number }
}
