//! A figure in a sentence, and where it comes from.

use crate::amount::{Amount, Format, Rate, Unit, format_amount, format_count, format_percent};
use crate::calc::{Evaluated, Scope, Values, cell_label};
use crate::report::CellRef;
use crate::template::{Expr, Function, ListIndex, Measured, Operator, RecordColumn, Style};
use rust_decimal::Decimal;

/// A figure as it stands in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureText {
    /// Its name: the instance's, then its own.
    pub key: String,
    /// As printed: `1,369.90`, `386.19%`.
    pub text: String,
    /// What it measures, unrounded.
    pub measure: Measure,
    /// Cells it is computed from, in the order they are named, each once.
    pub sources: Vec<CellRef>,
    /// How it is computed, in words.
    pub formula: String,
    /// Whether it reads 0 only because nothing was entered.
    pub blank: bool,
}

/// An unrounded value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Money.
    Money(Amount),
    /// A whole number.
    Count(i64),
    /// A ratio.
    Rate(Rate),
    /// Points or a measure.
    Number(Decimal),
    /// Too large to be held exactly.
    Overflow,
}

impl Measure {
    /// With all its digits: yuan and fen, or a percentage with eight decimals.
    pub fn unrounded(self) -> String {
        match self {
            Measure::Money(amount) => format!("{}元", format_amount(amount, Format::YUAN)),
            Measure::Count(count) => format_count(count, true),
            Measure::Rate(rate) => {
                let percent = rate.ratio().checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
                format!("{}%", percent.round_dp(8).normalize())
            }
            Measure::Number(number) => number.normalize().to_string(),
            Measure::Overflow => "数太大".into(),
        }
    }

    /// As printed in the given style.
    pub(super) fn printed(self, style: Style) -> String {
        match (self, style) {
            (Measure::Money(amount), Style::Usual) => format_amount(amount, Format::WAN),
            (Measure::Money(amount), Style::Yuan) => format_amount(amount, Format::YUAN),
            (Measure::Money(amount), Style::TenThousandYuan(decimals)) => {
                format_amount(amount, Format { unit: Unit::TenThousandYuan, decimals, grouping: true })
            }
            (Measure::Count(count), _) => format_count(count, false),
            (Measure::Rate(rate), _) => format_percent(rate, 2),
            (Measure::Number(number), _) => number.normalize().to_string(),
            (Measure::Overflow, _) => "（数太大）".into(),
        }
    }
}

/// What an evaluated expression measures, and whether that is only for want of an entry.
pub(super) fn measure(evaluated: &Evaluated) -> (Measure, bool) {
    match evaluated {
        Evaluated::Money(amount) => (Measure::Money(amount.unwrap_or(Amount::ZERO)), amount.is_none()),
        Evaluated::Count(count) => (Measure::Count(count.unwrap_or(0)), count.is_none()),
        Evaluated::Rate(rate) => {
            (Measure::Rate(rate.unwrap_or(Rate::from_ratio(Decimal::ZERO))), rate.is_none())
        }
        Evaluated::Number(number) => (Measure::Number(number.unwrap_or_default()), number.is_none()),
        Evaluated::Overflow => (Measure::Overflow, false),
        Evaluated::Truth(_) | Evaluated::Text(_) => (Measure::Count(0), true),
    }
}

/// The cells an expression reads, each once.
pub(super) fn sources(exprs: &[&Expr], scope: &Scope) -> Vec<CellRef> {
    let mut found = Vec::new();
    for expr in exprs {
        expr.for_each_cell(&mut |address| {
            if let Some(cell) = scope.cell(address)
                && !found.contains(&cell)
            {
                found.push(cell);
            }
        });
    }
    found
}

/// An expression in words: 公开01表 总计 − 年初预算 收支预算总计; empty for what has none.
pub fn in_words(expr: &Expr, scope: &Scope, values: &dyn Values) -> String {
    let words = |expr| in_words(expr, scope, values);
    match expr {
        Expr::Number(number) => number.to_string(),
        Expr::Text(text) => text.clone(),
        Expr::Cell(address) => scope.cell(*address).map(|cell| cell_label(cell, values)).unwrap_or_default(),
        Expr::Rows(table, rows, column) => {
            let label = |row| cell_label(CellRef { table: *table, row, column: *column }, values);
            match rows.as_slice() {
                [] => String::new(),
                [only] => label(*only),
                [first, .., last] => format!("{} 至 {}", label(*first), label(*last)),
            }
        }
        Expr::Negative(inner) => format!("−{}", words(inner)),
        Expr::Binary(Operator::Plus, left, right) => format!("{} + {}", words(left), words(right)),
        Expr::Binary(Operator::Minus, left, right) => format!("{} − {}", words(left), words(right)),
        Expr::Call(Function::Sum, terms) => terms.iter().map(words).collect::<Vec<_>>().join(" + "),
        Expr::Call(Function::Share | Function::Per, arguments) => {
            arguments.iter().map(words).collect::<Vec<_>>().join(" ÷ ")
        }
        Expr::Record(list, column) => record_words(*list, *column, scope, values),
        Expr::Records(list, _) => values.template().list(*list).map(|l| l.title.clone()).unwrap_or_default(),
        Expr::Call(Function::CountRecords | Function::TotalRecords, arguments) => {
            aggregate_words(arguments, scope, values)
        }
        Expr::Field(index) => {
            values.template().fields.get(*index).map(|field| field.label.clone()).unwrap_or_default()
        }
        Expr::Of(..) | Expr::Not(_) | Expr::Binary(..) | Expr::Call(..) => String::new(),
    }
}

/// The name of a project and what is read of it.
fn record_words(index: ListIndex, column: RecordColumn, scope: &Scope, values: &dyn Values) -> String {
    let template = values.template();
    let Some(list) = template.list(index) else { return String::new() };
    let place = match scope.record {
        Some((of, _, ordinal)) if of == index => format!("第{ordinal}个{}", list.item),
        _ => list.title.clone(),
    };
    format!("{place} {}", column_words(index, column, values))
}

fn column_words(index: ListIndex, column: RecordColumn, values: &dyn Values) -> String {
    let template = values.template();
    let Some(list) = template.list(index) else { return String::new() };
    match column {
        RecordColumn::Ordinal => "序号".into(),
        RecordColumn::Field(field) => {
            list.columns.get(usize::from(field)).map(|field| field.title.clone()).unwrap_or_default()
        }
        RecordColumn::Measured(what) => match what {
            Measured::Initial => "年初预算数（三项资金相加）",
            Measured::Full => "全年预算数（三项资金相加）",
            Measured::Executed => "全年执行数（三项资金相加）",
            Measured::Rate => "全年执行数 ÷ 全年预算数",
            Measured::RateScore => "执行率得分",
            Measured::Score => "执行率得分 + 各指标得分",
            Measured::Weight => "执行率分值 + 各指标分值",
            Measured::Indicators => "指标个数",
        }
        .into(),
    }
}

/// 项目 的个数（级次 为 一级项目）
fn aggregate_words(arguments: &[Expr], scope: &Scope, values: &dyn Values) -> String {
    let Some((Expr::Records(list, column), conditions)) = arguments.split_first() else {
        return String::new();
    };
    let conditions: Vec<String> = conditions
        .chunks(2)
        .map(|pair| match pair {
            [Expr::Record(list, field), Expr::Text(text)] => {
                format!("{}为“{text}”", column_words(*list, *field, values))
            }
            _ => String::new(),
        })
        .collect();
    let list_words = in_words(&Expr::Records(*list, None), scope, values);
    let what =
        column.map_or("个数".into(), |column| format!("{}合计", column_words(*list, column, values)));
    match conditions.as_slice() {
        [] => format!("{list_words} 的{what}"),
        conditions => format!("{list_words}（{}）的{what}", conditions.join("，")),
    }
}
