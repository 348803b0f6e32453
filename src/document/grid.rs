//! A table's cells in the places of the statutory form, for screen and paper alike.

use crate::calc::{Values, code_name};
use crate::catalog;
use crate::report::CellRef;
use crate::template::{ColumnRole, LayoutColumn, RowKey, RowStyle, Side, Table, TableIndex, TotalPlace};

/// A table laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Header rows.
    pub header: Vec<Vec<HeaderCell>>,
    /// Body rows.
    pub rows: Vec<GridRow>,
}

/// A header cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderCell {
    /// Words.
    pub text: String,
    /// Columns it spans.
    pub colspan: u16,
    /// Rows it spans.
    pub rowspan: u16,
    /// Whether it heads a column that the form does not print.
    pub auxiliary: bool,
    /// Whether it heads a line of column numbers (栏次).
    pub number: bool,
}

/// A body row.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    /// The row's key: of a repeating table, or of the first side.
    pub key: Option<RowKey>,
    /// Whether it is a total or a class, on all sides.
    pub bold: bool,
    /// Which of its cells belong to a total, where sides differ; otherwise empty.
    pub bold_cells: Vec<bool>,
    /// 0 for a total or a fixed row, 1 类, 2 款, 3 项.
    pub level: u8,
    /// Whether its code is not in the catalogue, so that its name is only what was typed.
    pub unknown: bool,
    /// Its cells.
    pub cells: Vec<GridCell>,
}

/// A body cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridCell {
    /// Words, with steps of indentation.
    Label(String, u8),
    /// Words that cover several columns.
    Spanned(String, u16),
    /// 行次.
    Line(Option<u16>),
    /// A part of a code.
    Code(String),
    /// A value; `None` where the form has an empty line.
    Value(Option<CellRef>),
}

impl GridCell {
    /// Columns it takes.
    pub fn width(&self) -> u16 {
        match self {
            GridCell::Spanned(_, columns) => *columns,
            _ => 1,
        }
    }
}

/// A way to go from cell to cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says it")]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
    /// To the right, and on to the next row's first cell.
    Next,
    /// To the left, and back to the previous row's last cell.
    Previous,
    RowStart,
    RowEnd,
    First,
    Last,
}

impl Grid {
    /// The cell one comes to from `cell`; `None` at the edge.
    pub fn neighbour(&self, cell: CellRef, direction: Direction) -> Option<CellRef> {
        let (row, column, _) = self.values().find(|(.., other)| *other == cell)?;
        let in_row = |wanted: usize| self.values().filter(move |(row, ..)| *row == wanted);
        let in_column = |wanted: usize| self.values().filter(move |(_, column, _)| *column == wanted);
        let found = match direction {
            Direction::Up => in_column(column).take_while(|(other, ..)| *other < row).last(),
            Direction::Down => in_column(column).find(|(other, ..)| *other > row),
            Direction::Left => in_row(row).take_while(|(_, other, _)| *other < column).last(),
            Direction::Right => in_row(row).find(|(_, other, _)| *other > column),
            Direction::Next => self.values().find(|(r, c, _)| (*r, *c) > (row, column)),
            Direction::Previous => self.values().take_while(|(r, c, _)| (*r, *c) < (row, column)).last(),
            Direction::RowStart => in_row(row).next(),
            Direction::RowEnd => in_row(row).last(),
            Direction::First => self.values().next(),
            Direction::Last => self.values().last(),
        };
        found.map(|(.., cell)| cell)
    }

    /// Value cells with their row and column in the grid, row by row.
    fn values(&self) -> impl Iterator<Item = (usize, usize, CellRef)> {
        self.rows.iter().enumerate().flat_map(|(row, cells)| {
            let mut column = 0;
            cells.cells.iter().filter_map(move |cell| {
                let here = column;
                column += usize::from(cell.width());
                match cell {
                    GridCell::Value(Some(cell)) => Some((row, here, *cell)),
                    _ => None,
                }
            })
        })
    }
}

/// Lays a table out; `auxiliary` adds the columns that the form does not print.
pub fn grid(index: TableIndex, auxiliary: bool, values: &dyn Values) -> Grid {
    let template = values.template();
    let Some(table) = template.table(index) else { return Grid { header: Vec::new(), rows: Vec::new() } };
    let rows = values.rows(index);
    let rows = match table.repeat() {
        None => fixed_rows(table, index, auxiliary),
        Some(repeat) => {
            let mut keys: Vec<RowKey> = rows.iter().copied().collect();
            if repeat.total_at == TotalPlace::Last {
                // The engine has the total first; a stable sort moves it alone.
                keys.sort_by_key(|row| *row == RowKey::Total);
            }
            keys.into_iter().map(|row| code_row(table, index, row, auxiliary, values)).collect()
        }
    };
    Grid { header: header(table, auxiliary), rows }
}

fn header(table: &Table, auxiliary: bool) -> Vec<Vec<HeaderCell>> {
    let hidden = table.columns.iter().filter(|column| !column.printed);
    let mut header: Vec<Vec<HeaderCell>> = (0..)
        .zip(&table.header)
        .map(|(index, row)| {
            let number = index + 1 == table.header.len() && index > 0;
            let cell = |cell: &crate::template::source::HeaderSource| HeaderCell {
                text: cell.text.clone(),
                colspan: cell.colspan,
                rowspan: cell.rowspan,
                auxiliary: false,
                number,
            };
            row.iter().map(cell).collect()
        })
        .collect();
    let height = u16::try_from(table.header.len().max(1)).unwrap_or(1);
    if header.is_empty() {
        let layout = table.sides.iter().flat_map(|side| &side.layout);
        let text = |column: &LayoutColumn| {
            column.value.and_then(|value| table.column(value)).map(|c| c.title.clone())
        };
        let cell = |column: &LayoutColumn| HeaderCell {
            text: text(column).unwrap_or_else(|| "项目".into()),
            colspan: 1,
            rowspan: 1,
            auxiliary: false,
            number: false,
        };
        header.push(layout.filter(|column| column.printed).map(cell).collect());
    }
    if auxiliary && let Some(first) = header.first_mut() {
        first.extend(hidden.map(|column| HeaderCell {
            text: column.title.clone(),
            colspan: 1,
            rowspan: height,
            auxiliary: true,
            number: false,
        }));
    }
    header
}

fn columns(side: &Side, auxiliary: bool) -> impl Iterator<Item = &LayoutColumn> {
    side.layout.iter().filter(move |column| auxiliary || column.printed)
}

fn fixed_rows(table: &Table, index: TableIndex, auxiliary: bool) -> Vec<GridRow> {
    let height = table.sides.iter().map(|side| side.height).max().unwrap_or(0);
    (0..height)
        .map(|line| {
            let mut cells = Vec::new();
            let mut bold_cells = Vec::new();
            let mut key = None;
            for side in &table.sides {
                let row_key = (line < side.height).then_some(RowKey::Fixed(side.first_row + line));
                let row = row_key.and_then(|key| table.fixed_row(key));
                let named = row.is_some_and(|row| row.key.is_some());
                let bold = row.is_some_and(|row| row.style == RowStyle::Total);
                key = key.or(row_key);
                let mut span = row.map_or(0, |row| row.span);
                for column in columns(side, auxiliary) {
                    bold_cells.push(bold);
                    if let Some(row) = row.filter(|_| span > 0) {
                        cells.push(GridCell::Spanned(row.label.clone(), span));
                        span = 0;
                        continue;
                    }
                    cells.push(match column.role {
                        ColumnRole::Line => GridCell::Line(row.and_then(|row| row.line)),
                        ColumnRole::Entered | ColumnRole::Derived => GridCell::Value(
                            row_key.zip(column.value).filter(|_| named).map(|(row, column)| CellRef {
                                table: index,
                                row,
                                column,
                            }),
                        ),
                        // A row of the form is keyed by its code where it shows one.
                        ColumnRole::Code => {
                            let code = row.and_then(|row| row.key.clone()).unwrap_or_default();
                            GridCell::Code(if code.bytes().all(|c| c.is_ascii_digit()) {
                                code
                            } else {
                                String::new()
                            })
                        }
                        ColumnRole::Label => {
                            let label = row.map(|row| row.label.clone()).unwrap_or_default();
                            GridCell::Label(label, row.map_or(0, |row| row.indent))
                        }
                    });
                }
            }
            bold_cells = uncovered(&cells, bold_cells);
            let cells_shown = uncovered(&cells, cells.clone());
            let bold = bold_cells.iter().all(|bold| *bold);
            if bold || !bold_cells.contains(&true) {
                bold_cells.clear();
            }
            GridRow { key, bold, bold_cells, level: 0, unknown: false, cells: cells_shown }
        })
        .collect()
}

/// Leaves out what belongs to cells that a spanned label covers; `all` goes cell by cell.
fn uncovered<T>(cells: &[GridCell], all: Vec<T>) -> Vec<T> {
    let mut covered = 0;
    let shown = move |cell: &GridCell| {
        if covered > 0 {
            covered -= 1;
            return false;
        }
        covered = cell.width().saturating_sub(1);
        true
    };
    let shown: Vec<bool> = cells.iter().map(shown).collect();
    all.into_iter().zip(shown).filter(|(_, shown)| *shown).map(|(one, _)| one).collect()
}

fn code_row(table: &Table, index: TableIndex, row: RowKey, auxiliary: bool, values: &dyn Values) -> GridRow {
    let Some(side) = table.sides.first() else {
        return GridRow {
            key: None,
            bold: false,
            bold_cells: Vec::new(),
            level: 0,
            unknown: false,
            cells: Vec::new(),
        };
    };
    let code = match row {
        RowKey::Code(code) => code.to_string(),
        RowKey::Total | RowKey::Fixed(_) => String::new(),
    };
    let level = code.len().saturating_sub(1) / 2;
    let name = match row {
        RowKey::Code(code) => code_name(code, values).unwrap_or_else(|| "（科目名称未填）".into()),
        RowKey::Total | RowKey::Fixed(_) => side.repeat.as_ref().map(|r| r.total.clone()).unwrap_or_default(),
    };
    let mut part = 0usize;
    let cells = columns(side, auxiliary)
        .map(|column| match column.role {
            ColumnRole::Code => {
                // 类 three digits, 款 and 项 two each.
                let (start, end) = if part == 0 { (0, 3) } else { (1 + part * 2, 3 + part * 2) };
                part += 1;
                GridCell::Code(code.get(start..end).unwrap_or_default().to_string())
            }
            ColumnRole::Label => {
                GridCell::Label(name.clone(), u8::try_from(level.saturating_sub(1)).unwrap_or(0))
            }
            ColumnRole::Line => GridCell::Line(None),
            ColumnRole::Entered | ColumnRole::Derived => {
                GridCell::Value(column.value.map(|column| CellRef { table: index, row, column }))
            }
        })
        .collect();
    let listed = |repeat: &crate::template::Repeat| catalog::of(repeat.classification).get(&code).is_some();
    let unknown = row != RowKey::Total && !side.repeat.as_ref().is_some_and(listed);
    GridRow {
        key: Some(row),
        bold: level <= 1,
        bold_cells: Vec::new(),
        level: u8::try_from(level).unwrap_or(0),
        unknown,
        cells,
    }
}
