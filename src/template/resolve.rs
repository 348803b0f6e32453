//! From written expressions to resolved ones: every name is looked up and every type checked.

use super::expr::{Address, Bound, Column, Expr, Function, Kind, Measured, Operator, RecordColumn, RowName};
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
    /// The name bound to a record, and its list.
    pub(super) record: Option<(&'p str, ListIndex)>,
}

const FUNCTIONS: &str = "sum share change change_amount change_each proportion completion of_total list count total \
    when chosen filled none blank negative cn number";

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

    fn call(&self, name: &str, arguments: &[Syntax], place: Place<'_>) -> Resolved<(Expr, Kind)> {
        use Function as F;
        let function = match name {
            "sum" => return self.sum(arguments, place),
            "list" => return self.list(arguments, place),
            "count" | "total" => return self.aggregate(name, arguments),
            "chosen" => return self.chosen(arguments),
            "of_total" => F::OfTotal,
            "filled" => F::Filled,
            "share" => F::Share,
            "change" => F::Change,
            "change_amount" => F::ChangeAmount,
            "change_each" => F::ChangeEach,
            "proportion" => F::Proportion,
            "completion" => F::Completion,
            "when" => F::When,
            "none" => F::None,
            "blank" => F::Blank,
            "negative" => F::Negative,
            "cn" => F::ChineseNumber,
            "number" => F::Numeral,
            _ => return Err(format!("没有这个函数。可用：{FUNCTIONS}")),
        };
        let mut resolved = Vec::new();
        let mut kinds = Vec::new();
        for argument in arguments {
            let (expr, kind) = self.resolve(argument, place)?;
            resolved.push(expr);
            kinds.push(kind);
        }
        let kind = match (function, kinds.as_slice()) {
            (F::Share, [Kind::Money, Kind::Money] | [Kind::Count, Kind::Count]) => Kind::Rate,
            (
                F::Change | F::ChangeAmount | F::ChangeEach | F::Proportion | F::Completion,
                [Kind::Money, Kind::Money],
            ) => Kind::Phrase,
            (F::Completion | F::OfTotal, [Kind::Money, Kind::Money, Kind::Text]) => Kind::Phrase,
            (F::When, [Kind::Truth, Kind::Text]) => Kind::Text,
            (F::Filled, [Kind::Text]) => Kind::Truth,
            (F::None | F::Blank, [Kind::Money | Kind::Count]) => Kind::Truth,
            (F::Negative, [_, ..]) if kinds.iter().all(|kind| matches!(kind, Kind::Money | Kind::Count)) => {
                Kind::Truth
            }
            (F::ChineseNumber | F::Numeral, [Kind::Count]) => Kind::Text,
            (F::Numeral, [Kind::Number]) => Kind::Text,
            _ => {
                let given: Vec<_> = kinds.iter().map(|kind| kind.label()).collect();
                let wanted = match function {
                    F::When => "（判断，文字）",
                    F::Filled => "（文字）",
                    F::OfTotal => "（金额，金额，文字）",
                    F::None | F::Blank | F::Negative => "（金额或个数）",
                    F::ChineseNumber | F::Numeral => "（个数）",
                    _ => "（金额，金额）",
                };
                return Err(format!("括号里应是{wanted}，写的是（{}）", given.join("，")));
            }
        };
        Ok((Expr::Call(function, resolved), kind))
    }

    fn sum(&self, arguments: &[Syntax], place: Place<'_>) -> Resolved<(Expr, Kind)> {
        let mut terms = Vec::new();
        let mut kind = None;
        for argument in arguments {
            let (term, term_kind) = match argument {
                Syntax::Range(first, last, offset) => {
                    self.range(first, last, place).map_err(|problem| at(*offset, problem))?
                }
                other => self.resolve(other, place)?,
            };
            if !matches!(term_kind, Kind::Money | Kind::Count) || kind.is_some_and(|kind| kind != term_kind) {
                return Err("只能把同一种金额或个数相加".into());
            }
            kind = Some(term_kind);
            terms.push(term);
        }
        let kind = kind.ok_or("括号里没有要加的数")?;
        Ok((Expr::Call(Function::Sum, terms), kind))
    }

    fn list(&self, arguments: &[Syntax], place: Place<'_>) -> Resolved<(Expr, Kind)> {
        let mut ranges = Vec::new();
        for argument in arguments {
            let Syntax::Range(first, last, offset) = argument else {
                return Err("括号里应是行的范围，如 T06.30101..30199".into());
            };
            match self.range(first, last, place).map_err(|problem| at(*offset, problem))? {
                (range, Kind::Money) => ranges.push(range),
                _ => return Err("只能列出金额".into()),
            }
        }
        Ok((Expr::Call(Function::List, ranges), Kind::Phrase))
    }

    /// `count(projects, 'level', '一级项目')`, `total(projects.executed)`.
    fn aggregate(&self, name: &str, arguments: &[Syntax]) -> Resolved<(Expr, Kind)> {
        let (Some(Syntax::Path(path, _)), conditions) =
            (arguments.first(), arguments.get(1..).unwrap_or(&[]))
        else {
            return Err("括号里先写清单的名称".into());
        };
        let (list, column) = match (name, path.as_slice()) {
            ("count", [list]) => (list, None),
            ("total", [list, column]) => (list, Some(column)),
            _ => return Err("应写成 count(清单) 或 total(清单.栏)".into()),
        };
        let (index, list) = self.list_named(list).ok_or_else(|| format!("没有叫“{list}”的清单"))?;
        let (column, kind) = match column {
            None => (None, Kind::Count),
            Some(column) => {
                let (column, kind) = record_column(list, column)?;
                if !matches!(kind, Kind::Money | Kind::Count) {
                    return Err(format!("{}不能相加", kind.label()));
                }
                (Some(column), kind)
            }
        };
        let mut resolved = vec![Expr::Records(index, column)];
        for pair in conditions.chunks(2) {
            let [Syntax::Text(key), Syntax::Text(text)] = pair else {
                return Err("条件写成 '栏', '文字'，可以有几对".into());
            };
            let position = list.columns.iter().position(|column| column.key == *key);
            let field = position.and_then(|index| u16::try_from(index).ok());
            let field = field.ok_or_else(|| format!("清单“{}”没有“{key}”这一栏", list.key))?;
            resolved.push(Expr::Record(index, RecordColumn::Field(field)));
            resolved.push(Expr::Text(text.clone()));
        }
        let function = if name == "count" { Function::CountRecords } else { Function::TotalRecords };
        Ok((Expr::Call(function, resolved), kind))
    }

    fn chosen(&self, arguments: &[Syntax]) -> Resolved<(Expr, Kind)> {
        let [Syntax::Text(key), Syntax::Text(choice)] = arguments else {
            return Err("括号里应是（'选项', '选择'）".into());
        };
        let option = self.options.iter().find(|option| option.key == *key);
        let option = option.ok_or_else(|| format!("没有叫“{key}”的选项"))?;
        if !option.choice.iter().any(|known| known.key == *choice) {
            return Err(format!("选项“{key}”没有“{choice}”这个选择"));
        }
        let arguments = vec![Expr::Text(key.clone()), Expr::Text(choice.clone())];
        Ok((Expr::Call(Function::Chosen, arguments), Kind::Truth))
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
        if name == "position" && place.cell.is_none() {
            return Ok((Expr::Of(Bound::This, Column::Ordinal), Kind::Count));
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
            (None, "this" | "class" | "item") => Err(format!("这里没有“{name}”可指的行")),
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
        O::And | O::Or | O::Implies if left == Kind::Truth && right == Kind::Truth => Ok(Kind::Truth),
        _ => Err(format!("{}和{}不能放在一起算", left.label(), right.label())),
    }
}
