//! Expressions with every name resolved.

pub use super::syntax::Operator;
use super::{ColumnIndex, RowKey, TableIndex};
use rust_decimal::Decimal;

/// What an expression yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Money in 0.01 yuan.
    Money,
    /// A whole number of things.
    Count,
    /// A ratio.
    Rate,
    /// Words.
    Text,
    /// Yes or no.
    Truth,
    /// A bare number, which takes the kind of what it is compared with.
    Number,
    /// A comparison in words with its figures; only a sentence can hold it.
    Phrase,
}

impl Kind {
    /// The word used in complaints.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Money => "金额",
            Kind::Count => "个数",
            Kind::Rate => "比率",
            Kind::Text => "文字",
            Kind::Truth => "是否",
            Kind::Number => "数",
            Kind::Phrase => "措辞",
        }
    }
}

/// A variable that stands for the row of the surrounding repetition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// The row the formula itself stands in.
    This,
    /// The class row of `each = "class in …"`.
    Class,
    /// The item row of `each = "item in …"`.
    Item,
}

/// The row part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowName {
    /// A row named outright.
    Key(RowKey),
    /// The row a variable stands for.
    Bound(Bound),
}

/// A cell by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// Table.
    pub table: TableIndex,
    /// Row.
    pub row: RowName,
    /// Column.
    pub column: ColumnIndex,
}

/// What a bound row can say of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Name of the code.
    Name,
    /// The code.
    Code,
    /// Name of the section (款) above.
    SectionName,
    /// Position within the repetition, from 1.
    Ordinal,
}

/// Named functions. A new need is a new function with tests, not a wider grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `sum(a, b, L1..L8)`: adds, skipping blanks; blank when all are blank.
    Sum,
    /// `share(part, whole)`: a rate; nothing when the whole is zero.
    Share,
    /// `change(now, before)`: 增加 … 万元，增长 … %.
    Change,
    /// `change_amount(now, before)`: 增加 … 万元.
    ChangeAmount,
    /// `change_each(now, before)`: 各增加 … 万元，增长 … %; 均持平.
    ChangeEach,
    /// `proportion(part, whole)`: ，占 … %.
    Proportion,
    /// `completion(actual, budget)`: 完成年初预算的 … %.
    Completion,
    /// `when(condition, text)`: the text, or nothing.
    When,
    /// `none(amount)`: blank or zero.
    None,
    /// `blank(amount)`: nothing entered.
    Blank,
    /// `negative(a, b)`: whether any is below zero; a blank never is.
    Negative,
    /// `cn(count)`: a Chinese numeral.
    ChineseNumber,
    /// `number(count)`: a plain numeral among words.
    Numeral,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A bare number.
    Number(Decimal),
    /// A literal text.
    Text(String),
    /// A cell.
    Cell(Address),
    /// The cells of several fixed rows in one column, of-which rows left out.
    Rows(TableIndex, Vec<RowKey>, ColumnIndex),
    /// A text field, by index.
    Field(usize),
    /// What a bound row says of itself.
    Of(Bound, Column),
    /// `-x`
    Negative(Box<Expr>),
    /// `not x`
    Not(Box<Expr>),
    /// `x op y`
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `f(a, b)`
    Call(Function, Vec<Expr>),
}

impl Expr {
    /// Calls `visit` with every cell the expression reads.
    pub fn for_each_cell(&self, visit: &mut impl FnMut(Address)) {
        match self {
            Expr::Cell(address) => visit(*address),
            Expr::Rows(table, rows, column) => {
                for row in rows {
                    visit(Address { table: *table, row: RowName::Key(*row), column: *column });
                }
            }
            Expr::Negative(inner) | Expr::Not(inner) => inner.for_each_cell(visit),
            Expr::Binary(_, left, right) => {
                left.for_each_cell(visit);
                right.for_each_cell(visit);
            }
            Expr::Call(_, arguments) => arguments.iter().for_each(|argument| argument.for_each_cell(visit)),
            Expr::Number(_) | Expr::Text(_) | Expr::Field(_) | Expr::Of(..) => {}
        }
    }
}
