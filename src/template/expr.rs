//! Expressions with every name resolved.

pub use super::syntax::Operator;
use super::{ColumnIndex, ListIndex, RowKey, TableIndex};
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
    /// Any row of `each = "row in …"`: items, subtotals and the total.
    Row,
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

/// What can be read of a record of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordColumn {
    /// What is entered in the column of that index.
    Field(u16),
    /// The record's position in its list, from 1.
    Ordinal,
    /// What is computed of a project.
    Measured(Measured),
}

/// What is computed of a project of performance self-evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// 年初预算数 of all sources.
    Initial,
    /// 全年预算数 of all sources.
    Full,
    /// 全年执行数 of all sources.
    Executed,
    /// 执行率: executed ÷ full-year budget.
    Rate,
    /// Points for the rate of execution.
    RateScore,
    /// All points together.
    Score,
    /// All weights together.
    Weight,
    /// How many indicators there are.
    Indicators,
}

impl Measured {
    /// Its name in expressions.
    pub const NAMES: [(&'static str, Measured); 8] = [
        ("initial", Measured::Initial),
        ("full", Measured::Full),
        ("executed", Measured::Executed),
        ("rate", Measured::Rate),
        ("rate_score", Measured::RateScore),
        ("score", Measured::Score),
        ("weight", Measured::Weight),
        ("indicators", Measured::Indicators),
    ];

    /// What it yields.
    pub fn kind(self) -> Kind {
        match self {
            Measured::Initial | Measured::Full | Measured::Executed => Kind::Money,
            Measured::Rate => Kind::Rate,
            Measured::RateScore | Measured::Score | Measured::Weight => Kind::Number,
            Measured::Indicators => Kind::Count,
        }
    }
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
    /// `completion(actual, budget)`: 完成年初预算的 … %; `completion(actual, budget, '全年预算')`: 完成全年预算的 … %.
    Completion,
    /// `of_total(part, whole, '采购总额')`: ，占采购总额的 … %.
    OfTotal,
    /// `list(T06.30101..30199)`: the rows that are not zero, in order: 办公费 … 万元、印刷费 … 万元.
    List,
    /// `names(T06.30101..30199)`: the same rows by their names alone: 办公费、印刷费.
    Names,
    /// `count(projects, 'level', '一级项目')`: how many records have these texts in these columns.
    CountRecords,
    /// `total(projects.executed, 'kind', '政府性基金预算')`: adds up a column of such records.
    TotalRecords,
    /// `chosen('option', 'choice')`: whether the clerk has chosen it.
    Chosen,
    /// `filled(text)`: whether a text was entered.
    Filled,
    /// `when(condition, text)`: the text, or nothing.
    When,
    /// `none(amount)`: blank or zero.
    None,
    /// `blank(amount)`: nothing entered.
    Blank,
    /// `negative(a, b)`: whether any is below zero; a blank never is.
    Negative,
    /// `agrees(a, b)`: whether no stated figure differs from the one computed at its cell.
    Agrees,
    /// `near(a, b, 1)`: whether they differ by no more than so many percent of the larger.
    Near,
    /// `per(amount, count)`: yuan for each; nothing when there are none.
    Per,
    /// `starts(text, '223')`: whether the text starts with one of these, divided by `|`.
    Starts,
    /// `ends(text, '01')`: whether it ends with one of these.
    Ends,
    /// `contains(text, '减少|压减')`: whether one of these stands in it.
    Contains,
    /// `length(text)`: characters without white space.
    Length,
    /// `days(from, to)`: whole days between two dates; nothing when one cannot be read.
    Days,
    /// `dated(text)`: whether it reads as a date.
    Dated,
    /// `year_of(text)`: the year of a date.
    YearOf,
    /// `phone(text)`: whether it can be a telephone number with its area code.
    Phone,
    /// `official(code)`: the catalogue's name for a code; nothing for an unknown one.
    Official,
    /// `valid_from(code)`: the first year of a code; 0 when it has always been there.
    ValidFrom,
    /// `budget_of(code)`: 一般公共预算, 政府性基金 or 国有资本经营, as the catalogue places the code.
    BudgetOf,
    /// `written('s12.total')`: the clerk's own words: what fills a gap, a long text, or the own wording of a sentence.
    Written,
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
    /// What the record says that the surrounding repetition stands at.
    Record(ListIndex, RecordColumn),
    /// The records of a list, or a column of them: an argument of `count` and `total`.
    Records(ListIndex, Option<RecordColumn>),
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
    /// `position`: how many of a section's shown paragraphs have named it so far, this one included.
    pub const POSITION: Expr = Expr::Of(Bound::This, Column::Ordinal);

    /// Calls `visit` with the expression and everything within it.
    pub fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Expr)) {
        visit(self);
        match self {
            Expr::Negative(inner) | Expr::Not(inner) => inner.walk(visit),
            Expr::Binary(_, left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Expr::Call(_, arguments) => arguments.iter().for_each(|argument| argument.walk(visit)),
            Expr::Number(_)
            | Expr::Text(_)
            | Expr::Cell(_)
            | Expr::Rows(..)
            | Expr::Field(_)
            | Expr::Of(..)
            | Expr::Record(..)
            | Expr::Records(..) => {}
        }
    }

    /// Whether the expression names `position`.
    pub fn names_position(&self) -> bool {
        let mut found = false;
        self.walk(&mut |expr| found |= *expr == Expr::POSITION);
        found
    }

    /// Calls `visit` with every cell the expression reads.
    pub fn for_each_cell(&self, visit: &mut impl FnMut(Address)) {
        self.walk(&mut |expr| match expr {
            Expr::Cell(address) => visit(*address),
            Expr::Rows(table, rows, column) => {
                for row in rows {
                    visit(Address { table: *table, row: RowName::Key(*row), column: *column });
                }
            }
            _ => {}
        });
    }
}
