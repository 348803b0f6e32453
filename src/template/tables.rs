//! Tables: first their names, so that formulas can refer to any of them, then their formulas.

use super::complaint::Complaints;
use super::expr::{Expr, Function, Operator};
use super::load::is_name;
use super::resolve::{Names, Place, kind_of};
use super::source::{SideSource, TableSource, Written};
use super::{
    ColumnRole, FixedRow, Formula, LayoutColumn, Repeat, RowKey, Side, Table, TableIndex, ValueColumn,
};
use std::collections::BTreeSet;

/// A table without its formulas.
pub(super) fn shell(source: &TableSource, complaints: &mut Complaints<'_>) -> Table {
    let mut table = Table {
        key: source.key.clone(),
        number: source.number.clone(),
        title: source.title.clone(),
        short: source.short.clone().unwrap_or_else(|| source.title.clone()),
        help: source.help.clone(),
        orientation: source.orientation,
        printed: source.printed,
        header: source.header.clone(),
        notes: source.notes.clone(),
        empty_note: source.empty_note.clone(),
        print_rows: source.print_rows,
        sides: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut names = BTreeSet::new();
    let mut columns = BTreeSet::new();
    for (index, side) in source.side.iter().enumerate() {
        let index = u16::try_from(index).unwrap_or(u16::MAX);
        let (first_column, first_row) = (table.columns.len(), table.rows.len());
        let mut layout = Vec::new();
        for column in &side.column {
            let valued = matches!(column.role, ColumnRole::Entered | ColumnRole::Derived);
            layout.push(LayoutColumn {
                role: column.role,
                value: if valued { u16::try_from(table.columns.len()).ok() } else { None },
                printed: column.printed,
                width: column.width,
            });
            if !valued {
                continue;
            }
            if !columns.insert((index, column.key.clone())) {
                complaints.near(
                    &format!("key = \"{}\"", column.key),
                    format!("一块里有两栏都叫“{}”，请改名", column.key),
                );
            }
            table.columns.push(ValueColumn {
                key: column.key.clone(),
                title: column.title.clone(),
                quantity: column.quantity,
                formula: None,
                printed: column.printed,
                help: column.help.clone(),
                side: index,
            });
        }
        for row in &side.row {
            if let Some(key) = &row.key
                && (!names.insert(key.clone()) || !is_name(key))
            {
                let problem =
                    format!("行“{key}”与另一行同名、用了保留的名称，或有字母、数字、下划线以外的字，请改名");
                complaints.near(&format!("key = \"{key}\""), problem);
            }
            if let (None, Some(formula)) = (&row.key, row.formula.as_ref().or(row.formulas.values().next())) {
                complaints.at(formula.at, "没有 key 的行没有数，公式没有用处：请给这一行加 key，或删去公式");
            }
            table.rows.push(FixedRow {
                key: row.key.clone(),
                label: row.label.clone(),
                line: row.line,
                indent: row.indent,
                style: row.style,
                quantity: row.quantity,
                unit: row.unit.clone(),
                span: row.span,
                of_which: row.of_which,
                side: index,
                formulas: Vec::new(),
                help: row.help.clone(),
            });
        }
        let count = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
        table.sides.push(Side {
            layout,
            first_column: count(first_column),
            width: count(table.columns.len() - first_column),
            first_row: count(first_row),
            height: count(table.rows.len() - first_row),
            repeat: side.repeat.as_ref().map(|repeat| Repeat {
                classification: repeat.classification,
                rows_from: Vec::new(),
                total: repeat.total.clone(),
                total_at: repeat.total_at,
            }),
        });
    }
    for (_, column) in &columns {
        if names.contains(column) {
            complaints
                .near(&format!("key = \"{column}\""), format!("“{column}”既是行又是栏，请给其中一个改名"));
        }
    }
    check_shape(source, &table, complaints);
    check_spans(source, complaints);
    table
}

/// A label that spans columns stays within the form and hides no number.
fn check_spans(source: &TableSource, complaints: &mut Complaints<'_>) {
    for (index, side) in source.side.iter().enumerate() {
        for (line, row) in side.row.iter().enumerate().filter(|(_, row)| row.span > 0) {
            let columns = source.side[index..]
                .iter()
                .flat_map(|side| side.column.iter().map(move |column| (side, column)))
                .filter(|(_, column)| column.printed);
            let covered: Vec<_> = columns.take(usize::from(row.span)).collect();
            let here = format!("label = \"{}\"", row.label);
            if covered.len() < usize::from(row.span) {
                let (span, most) = (row.span, covered.len());
                let problem =
                    format!("“{}”的 span = {span} 伸出了表格，从它那一格起只有{most}栏，请改小", row.label);
                complaints.near(&here, problem);
            }
            for (side, column) in covered {
                let valued = matches!(column.role, ColumnRole::Entered | ColumnRole::Derived);
                if let Some(key) = side.row.get(line).and_then(|row| row.key.as_ref()).filter(|_| valued) {
                    let problem = format!("“{}”的 span 盖住了“{key}”行的数，请改小", row.label);
                    complaints.near(&here, problem);
                }
            }
        }
    }
}

fn check_shape(source: &TableSource, table: &Table, complaints: &mut Complaints<'_>) {
    if table.sides.iter().any(|side| side.repeat.is_some())
        && (table.sides.len() > 1 || !table.rows.is_empty())
    {
        complaints.whole("按科目列行的表只能有一块，也不能再有固定行");
    }
    if table.columns.is_empty() {
        complaints.whole("表里没有一栏是数：至少要有一栏的 role 是 entered 或 derived");
    }
    if table.columns.len() > 1000 || table.rows.len() > 10_000 {
        complaints.whole("表太大：至多 1000 栏、10000 个固定行");
    }
    let printed = source.side.iter().flat_map(|side| &side.column).filter(|column| column.printed).count();
    // Each header row must cover the printed columns once, counting the cells that reach down into it.
    let mut hanging = vec![0u16; printed];
    for (index, row) in source.header.iter().enumerate() {
        let mut column = 0;
        let mut fits = true;
        let skip = |column: &mut usize, hanging: &[u16]| {
            while hanging.get(*column).is_some_and(|rows| *rows > 0) {
                *column += 1;
            }
        };
        let mut next = hanging.iter().map(|rows| rows.saturating_sub(1)).collect::<Vec<_>>();
        for cell in row {
            skip(&mut column, &hanging);
            for _ in 0..cell.colspan {
                match next.get_mut(column) {
                    Some(rows) if hanging[column] == 0 => *rows = cell.rowspan.saturating_sub(1),
                    _ => fits = false,
                }
                column += 1;
            }
        }
        skip(&mut column, &hanging);
        if !fits || column != printed {
            let problem = format!(
                "表头第{}行没有正好盖满{printed}栏：各格的 colspan（连同上面伸下来的格子）相加要等于印出的栏数",
                index + 1
            );
            complaints.near("header =", problem);
            return;
        }
        hanging = next;
    }
    if hanging.iter().any(|rows| *rows > 0) {
        complaints.near("header =", "表头有格子向下伸出了表头，请改小它的 rowspan");
    }
}

/// Resolves the formulas of the table at `index`, once all shells stand.
pub(super) fn formulas(
    names: &Names<'_>,
    source: &TableSource,
    index: TableIndex,
    complaints: &mut Complaints<'_>,
) -> Formulas {
    let Some(table) = names.tables.get(usize::from(index)) else { return Formulas::default() };
    let mut found = Formulas::default();
    let mut row_index = 0u16;
    let mut column_index = 0u16;
    for side in &source.side {
        let first = column_index;
        let valued =
            side.column.iter().filter(|c| matches!(c.role, ColumnRole::Entered | ColumnRole::Derived));
        for column in valued {
            let formula = column.formula.as_ref().and_then(|written| {
                let row = (side.repeat.is_none()).then_some(RowKey::Fixed(row_index));
                if row.is_some() {
                    // A fixed side's column formula is read anew for each of its rows, below.
                    return None;
                }
                resolve(names, table, written, (index, column_index, row), complaints)
            });
            if column.role == ColumnRole::Derived && column.formula.is_none() && side.repeat.is_some() {
                complaints.whole(format!("栏“{}”是 derived，却没有 formula", column.key));
            }
            found.columns.push(formula);
            column_index += 1;
        }
        if let Some(repeat) = &side.repeat {
            for from in &repeat.rows_from {
                match names.tables.iter().position(|table| table.key == from.text) {
                    Some(other)
                        if names.tables[other]
                            .repeat()
                            .is_some_and(|r| r.classification == repeat.classification)
                            && other != usize::from(index) =>
                    {
                        found.rows_from.push(u16::try_from(other).unwrap_or(u16::MAX));
                    }
                    _ => complaints
                        .at(from.at, format!("rows_from 里的“{}”不是另一张按同一种科目列行的表", from.text)),
                }
            }
        }
        for row in &side.row {
            found.rows.push(row_formulas(names, table, side, row, (index, first, row_index), complaints));
            row_index += 1;
        }
    }
    found
}

/// Formulas of a table, in the order of its columns and rows.
#[derive(Default)]
pub(super) struct Formulas {
    pub(super) columns: Vec<Option<Formula>>,
    pub(super) rows: Vec<Vec<Option<Formula>>>,
    pub(super) rows_from: Vec<TableIndex>,
}

fn row_formulas(
    names: &Names<'_>,
    table: &Table,
    side: &SideSource,
    row: &super::source::RowSource,
    (index, first, row_index): (TableIndex, u16, u16),
    complaints: &mut Complaints<'_>,
) -> Vec<Option<Formula>> {
    let columns: Vec<_> =
        side.column.iter().filter(|c| matches!(c.role, ColumnRole::Entered | ColumnRole::Derived)).collect();
    for (key, written) in &row.formulas {
        if !columns.iter().any(|column| column.key == *key) {
            complaints.at(written.at, format!("这一块没有“{key}”这一栏"));
        }
    }
    if let Some(written) = &row.formula
        && columns.len() != 1
    {
        complaints.at(written.at, "这一块有几栏数，请改用 formulas 逐栏写明");
    }
    let mut found = Vec::new();
    for (offset, column) in columns.iter().enumerate() {
        let column_index = first + u16::try_from(offset).unwrap_or(u16::MAX);
        let of_row = row.formula.as_ref().filter(|_| columns.len() == 1);
        let written = row.formulas.get(&column.key).or(of_row).or(column.formula.as_ref());
        let here = (index, column_index, Some(RowKey::Fixed(row_index)));
        let formula = match written {
            Some(written) if row.key.is_some() => resolve(names, table, written, here, complaints),
            _ => None,
        };
        if column.role == ColumnRole::Derived && row.key.is_some() && written.is_none() {
            let row = row.key.as_deref().unwrap_or_default();
            complaints.whole(format!("行“{row}”的“{}”栏是 derived，却没有公式", column.key));
        }
        found.push(formula);
    }
    found
}

fn resolve(
    names: &Names<'_>,
    table: &Table,
    written: &Written,
    here: (TableIndex, u16, Option<RowKey>),
    complaints: &mut Complaints<'_>,
) -> Option<Formula> {
    let wanted = kind_of(table.quantity(here.2.unwrap_or(RowKey::Total), here.1));
    match names.expression(written, Place { cell: Some(here), ..Place::default() }, &[wanted]) {
        Ok((expr, _)) if is_signed_sum(&expr) => Some(Formula { expr, text: written.text.clone() }),
        Ok(_) => {
            let text = &written.text;
            complaints.at(written.at, format!("公式“{text}”只能由加、减和 sum( ) 组成"));
            None
        }
        Err(problem) => {
            complaints.at(written.at, problem);
            None
        }
    }
}

/// Cells are computed by adding and subtracting alone: exact, and the same in any order.
fn is_signed_sum(expr: &Expr) -> bool {
    match expr {
        Expr::Cell(_) | Expr::Rows(..) => true,
        Expr::Negative(inner) => is_signed_sum(inner),
        Expr::Binary(Operator::Plus | Operator::Minus, left, right) => {
            is_signed_sum(left) && is_signed_sum(right)
        }
        Expr::Call(Function::Sum, terms) => terms.iter().all(is_signed_sum),
        _ => false,
    }
}
