//! From written expressions to resolved ones: every name is looked up and every type checked.

mod functions;

use super::expr::{Address, Bound, Column, Expr, Kind, Measured, Operator, RecordColumn, RowName};
use super::source::{FieldSource, OptionSource, Written};
use super::syntax::{self, Syntax};
use super::{ColumnIndex, FieldKind, List, ListForm, ListIndex, Quantity, RowKey, Table, TableIndex};

/// What names may refer to.
pub(super) struct Names<'a> {
    pub(super) tables: &'a [Table],
    pub(super) fields: &'a [FieldSource],
    pub(super) lists: &'a [List],
    pub(super) options: &'a [OptionSource],
}

/// Where an expression stands, which decides what short names mean.
#[derive(Clone, Copy, Default)]
pub(super) struct Place<'p> {
    /// The table and column of a formula, and its row unless it is a repeating one.
    pub(super) cell: Option<(TableIndex, ColumnIndex, Option<RowKey>)>,
    /// Whether `class` and `item` are bound.
    pub(super) class: bool,
    /// Whether `item` is bound.
    pub(super) item: bool,
    /// Whether `row` is bound.
    pub(super) row: bool,
    /// Whether `position` counts here: among the words of a sentence.
    pub(super) numbered: bool,
    /// The name bound to a record, and its list.
    pub(super) record: Option<(&'p str, ListIndex)>,
}

/// Longest piece of an expression that a complaint repeats.
const MAX_SHOWN: usize = 120;

/// A complaint at a character offset within an expression.
pub(super) type Resolved<T> = Result<T, String>;

fn at(offset: usize, problem: impl std::fmt::Display) -> String {
    format!("第{}个字符处：{problem}", offset + 1)
}

impl Names<'_> {
    /// Reads and resolves a written expression, which must yield one of `wanted`.
    pub(super) fn expression(
        &self,
        written: &Written,
        place: Place<'_>,
        wanted: &[Kind],
    ) -> Resolved<(Expr, Kind)> {
        self.text(&written.text, place, wanted)
            .map_err(|problem| format!("算式“{}”{problem}", shortened(&written.text)))
    }

    /// The same for a text without a place in a file.
    pub(super) fn text(&self, text: &str, place: Place<'_>, wanted: &[Kind]) -> Resolved<(Expr, Kind)> {
        let syntax = syntax::parse(text).map_err(|error| error.to_string())?;
        let (expr, kind) = self.resolve(&syntax, place)?;
        if wanted.contains(&kind) {
            return Ok((expr, kind));
        }
        let wanted: Vec<_> = wanted.iter().map(|kind| kind.label()).collect();
        Err(format!("算出来的是{}，这里要的是{}", kind.label(), wanted.join("或")))
    }

    fn resolve(&self, syntax: &Syntax, place: Place<'_>) -> Resolved<(Expr, Kind)> {
        match syntax {
            Syntax::Number(number) => Ok((Expr::Number(*number), Kind::Number)),
            Syntax::Text(text) => Ok((Expr::Text(text.clone()), Kind::Text)),
            Syntax::Path(path, offset) => self.path(path, place).map_err(|problem| at(*offset, problem)),
            Syntax::Range(_, _, offset) => Err(at(*offset, "“..”只能写在 sum( ) 里")),
            Syntax::Negative(inner) => match self.resolve(inner, place)? {
                (inner, kind @ (Kind::Money | Kind::Count | Kind::Number)) => {
                    Ok((Expr::Negative(Box::new(inner)), kind))
                }
                (_, kind) => Err(format!("{}不能取负", kind.label())),
            },
            Syntax::Not(inner) => match self.resolve(inner, place)? {
                (inner, Kind::Truth) => Ok((Expr::Not(Box::new(inner)), Kind::Truth)),
                (_, kind) => Err(format!("not 后面应是判断，不是{}", kind.label())),
            },
            Syntax::Binary(operator, left, right) => {
                let (left, left_kind) = self.resolve(left, place)?;
                let (right, right_kind) = self.resolve(right, place)?;
                let kind = binary_kind(*operator, left_kind, right_kind)?;
                Ok((Expr::Binary(*operator, Box::new(left), Box::new(right)), kind))
            }
            Syntax::Call(name, arguments, offset) => {
                self.call(name, arguments, place).map_err(|problem| at(*offset, format!("{name}：{problem}")))
            }
        }
    }

    fn list_named(&self, key: &str) -> Option<(ListIndex, &List)> {
        let index = self.lists.iter().position(|list| list.key == key)?;
        Some((index.try_into().ok()?, &self.lists[index]))
    }

    fn range(&self, first: &[String], last: &str, place: Place<'_>) -> Resolved<(Expr, Kind)> {
        let (Expr::Cell(start), kind) = self.path(first, place)? else {
            return Err(format!("“{}”不是一格", first.join(".")));
        };
        let table = self.table(start.table)?;
        let (RowName::Key(RowKey::Fixed(from)), Some(RowKey::Fixed(to))) = (start.row, table.row_key(last))
        else {
            return Err(format!("“{last}”不是{}里的固定行", table.key));
        };
        let side = |row: u16| table.rows.get(usize::from(row)).map(|row| row.side);
        if from > to || side(from) != side(to) {
            return Err(format!("“{last}”不在“{}”下面的同一栏里", first.join(".")));
        }
        let rows: Vec<RowKey> = (from..=to)
            .filter(|row| {
                table.rows.get(usize::from(*row)).is_some_and(|row| row.key.is_some() && !row.of_which)
            })
            .map(RowKey::Fixed)
            .collect();
        if rows.iter().any(|row| kind_of(table.quantity(*row, start.column)) != kind) {
            return Err(format!("“{}..{last}”里既有金额又有个数", first.join(".")));
        }
        Ok((Expr::Rows(start.table, rows, start.column), kind))
    }

    fn table(&self, index: TableIndex) -> Resolved<&Table> {
        self.tables.get(usize::from(index)).ok_or_else(|| "没有这张表".to_string())
    }

    fn table_named(&self, key: &str) -> Option<(TableIndex, &Table)> {
        let index = self.tables.iter().position(|table| table.key == key)?;
        Some((index.try_into().ok()?, &self.tables[index]))
    }

    fn path(&self, path: &[String], place: Place<'_>) -> Resolved<(Expr, Kind)> {
        match path {
            [name] => self.short(name, place),
            [first, second] => self.pair(first, second, place),
            [table, row, column] => {
                let (index, table) = self.table_named(table).ok_or_else(|| format!("没有“{table}”这张表"))?;
                let row = self.row_name(table, row, place)?;
                let key = match row {
                    RowName::Key(key) => key,
                    RowName::Bound(_) => RowKey::Total,
                };
                let column = table.column_in(key, column).ok_or_else(|| {
                    format!("{}的“{}”行没有“{column}”这一栏", table.key, table.row_name(key))
                })?;
                self.cell(Address { table: index, row, column })
            }
            _ => Err(format!("“{}”不是地址；地址写成 表.行.栏", path.join("."))),
        }
    }

    /// `c2`: a column of the same row, a row of the same column, or a text field.
    fn short(&self, name: &str, place: Place<'_>) -> Resolved<(Expr, Kind)> {
        if let Some((index, own_column, own_row)) = place.cell {
            let table = self.table(index)?;
            let row = own_row.map_or(RowName::Bound(Bound::This), RowName::Key);
            if let Some(column) = table.column_in(own_row.unwrap_or(RowKey::Total), name) {
                return self.cell(Address { table: index, row, column });
            }
            if let Some(row) = table.row_key(name) {
                // A row of another side has not this column; when it has only one, that one is meant.
                let columns = table.columns_of(row);
                let column = if columns.len() == 1 { columns.start } else { own_column };
                return self.cell(Address { table: index, row: RowName::Key(row), column });
            }
        }
        if name == "position" && place.numbered {
            return Ok((Expr::POSITION, Kind::Count));
        }
        if name == "position" {
            return Err("position 只能写在正文句子里，作序号用：{cn(position)} 或 {number(position)}".into());
        }
        if let Some(field) = self.fields.iter().position(|field| field.key == name) {
            return Ok((Expr::Field(field), Kind::Text));
        }
        Err(format!("没有叫“{name}”的行、栏或填写项"))
    }

    /// `R_total.c3` in the same table, `prior.income_total` in a table of one column, or `class.name`.
    fn pair(&self, first: &str, second: &str, place: Place<'_>) -> Resolved<(Expr, Kind)> {
        if let Some(bound) = bound(first, place) {
            let (column, kind) = match second {
                "name" => (Column::Name, Kind::Text),
                "code" => (Column::Code, Kind::Text),
                "section_name" => (Column::SectionName, Kind::Text),
                "ordinal" => (Column::Ordinal, Kind::Count),
                _ => return Err(format!("“{first}”只有 name、code、section_name、ordinal，没有“{second}”")),
            };
            return Ok((Expr::Of(bound, column), kind));
        }
        if let Some((_, index)) = place.record.filter(|(name, _)| *name == first)
            && let Some(list) = self.lists.get(usize::from(index))
        {
            let (column, kind) = record_column(list, second)?;
            return Ok((Expr::Record(index, column), kind));
        }
        if let Some((index, ..)) = place.cell {
            let table = self.table(index)?;
            if let Some(row) = table.row_key(first)
                && let Some(column) = table.column_in(row, second)
            {
                return self.cell(Address { table: index, row: RowName::Key(row), column });
            }
        }
        let (index, table) =
            self.table_named(first).ok_or_else(|| format!("没有叫“{first}”的表，这张表里也没有这一行"))?;
        let row = self.row_name(table, second, place)?;
        let key = match row {
            RowName::Key(key) => key,
            RowName::Bound(_) => RowKey::Total,
        };
        let columns = table.columns_of(key);
        if columns.len() != 1 {
            return Err(format!("{first}有几栏数，请写明 {first}.{second}.栏"));
        }
        self.cell(Address { table: index, row, column: columns.start })
    }

    fn row_name(&self, table: &Table, name: &str, place: Place<'_>) -> Resolved<RowName> {
        if let Some(bound) = bound(name, place) {
            if table.repeat().is_none() {
                return Err(format!("{}不是按科目列行的表，不能写“{name}”", table.key));
            }
            return Ok(RowName::Bound(bound));
        }
        match (table.row_key(name), name) {
            (Some(row), _) => Ok(RowName::Key(row)),
            (None, "this" | "class" | "item" | "row") => Err(format!("这里没有“{name}”可指的行")),
            (None, _) => Err(format!("{}没有“{name}”这一行", table.key)),
        }
    }

    fn cell(&self, address: Address) -> Resolved<(Expr, Kind)> {
        let table = self.table(address.table)?;
        if let RowName::Key(row) = address.row
            && !table.columns_of(row).contains(&address.column)
        {
            let column = table.column(address.column).map_or("", |column| column.key.as_str());
            return Err(format!("{}的“{}”行没有“{column}”这一栏", table.key, table.row_name(row)));
        }
        let row = match address.row {
            RowName::Key(row) => row,
            RowName::Bound(_) => RowKey::Total,
        };
        Ok((Expr::Cell(address), kind_of(table.quantity(row, address.column))))
    }
}

/// A column of a list's records, or what is computed of them.
fn record_column(list: &List, key: &str) -> Resolved<(RecordColumn, Kind)> {
    if key == "ordinal" {
        return Ok((RecordColumn::Ordinal, Kind::Count));
    }
    if let Some(index) = list.columns.iter().position(|column| column.key == key) {
        let kind = match list.columns[index].kind {
            FieldKind::Line | FieldKind::Long | FieldKind::Choice => Kind::Text,
            FieldKind::Money => Kind::Money,
            FieldKind::Decimal => Kind::Number,
            FieldKind::Count => Kind::Count,
        };
        return Ok((RecordColumn::Field(u16::try_from(index).unwrap_or(u16::MAX)), kind));
    }
    let measured =
        Measured::NAMES.iter().find(|(name, _)| *name == key && list.form == ListForm::Performance);
    match measured {
        Some((_, measured)) => Ok((RecordColumn::Measured(*measured), measured.kind())),
        None => Err(format!("清单“{}”没有“{key}”这一栏", list.key)),
    }
}

/// A text as a complaint repeats it.
pub(super) fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(MAX_SHOWN).collect();
    if text.chars().nth(MAX_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// The kind of a column's values.
pub(super) fn kind_of(quantity: Quantity) -> Kind {
    match quantity {
        Quantity::Money => Kind::Money,
        Quantity::Count => Kind::Count,
    }
}

fn bound(name: &str, place: Place<'_>) -> Option<Bound> {
    match name {
        "this" if place.cell.is_some_and(|(.., row)| row.is_none()) => Some(Bound::This),
        "class" if place.class => Some(Bound::Class),
        "item" if place.item => Some(Bound::Item),
        "row" if place.row => Some(Bound::Row),
        _ => None,
    }
}

fn binary_kind(operator: Operator, left: Kind, right: Kind) -> Resolved<Kind> {
    use Operator as O;
    let numeric = |kind| matches!(kind, Kind::Money | Kind::Count | Kind::Rate | Kind::Number);
    match operator {
        O::Plus | O::Minus if left == right && numeric(left) && left != Kind::Rate => Ok(left),
        O::Equal | O::NotEqual | O::Less | O::LessOrEqual | O::Greater | O::GreaterOrEqual
            if numeric(left)
                && numeric(right)
                && (left == right || left == Kind::Number || right == Kind::Number) =>
        {
            Ok(Kind::Truth)
        }
        O::Equal | O::NotEqual if left == Kind::Text && right == Kind::Text => Ok(Kind::Truth),
        O::And | O::Or | O::Implies if left == Kind::Truth && right == Kind::Truth => Ok(Kind::Truth),
        _ => Err(format!("{}和{}不能放在一起算", left.label(), right.label())),
    }
}
