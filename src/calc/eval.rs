//! Evaluates one expression: for checks, sentences and figures. Formulas of cells are compiled instead.

use super::projects::of_record;
use super::words;
use super::{Value, Values, code_name};
use crate::amount::{Amount, Rate};
use crate::report::CellRef;
use crate::template::{
    Address, Bound, Column, Expr, Function, ListIndex, OWN_WORDING, Operator, Quantity, RowKey, RowName,
};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A row that a repetition stands at, and its place among its siblings, from 1.
pub type Position = (RowKey, u32);

/// What bound variables stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The class row.
    pub class: Option<Position>,
    /// The item row.
    pub item: Option<Position>,
    /// The record: its list, its id and its place in the list, from 1.
    pub record: Option<(ListIndex, u32, u32)>,
    /// How many paragraphs of the section have been numbered so far, this one included.
    pub position: Option<u32>,
}

impl Scope {
    /// What a variable stands for.
    pub fn bound(&self, bound: Bound) -> Option<Position> {
        match bound {
            Bound::Class => self.class,
            Bound::Item | Bound::Row => self.item,
            Bound::This => None,
        }
    }

    /// The cell an address means here.
    pub fn cell(&self, address: Address) -> Option<CellRef> {
        let row = match address.row {
            RowName::Key(row) => row,
            RowName::Bound(bound) => self.bound(bound)?.0,
        };
        Some(CellRef { table: address.table, row, column: address.column })
    }
}

/// What an expression yields.
#[derive(Clone, Debug, PartialEq)]
pub enum Evaluated {
    /// Money, or blank.
    Money(Option<Amount>),
    /// A count, or blank.
    Count(Option<i64>),
    /// A ratio; nothing when its base is zero or blank.
    Rate(Option<Rate>),
    /// A bare number, or blank; compared with money it is in yuan.
    Number(Option<Decimal>),
    /// Yes, no, or not to be said because an operand is blank.
    Truth(Option<bool>),
    /// Words.
    Text(String),
    /// Too large to be held exactly.
    Overflow,
}

/// Evaluates an expression. Kinds were checked when the template was loaded; what cannot be is treated as blank.
pub fn evaluate(expr: &Expr, scope: &Scope, values: &dyn Values) -> Evaluated {
    match expr {
        Expr::Number(number) => Evaluated::Number(Some(*number)),
        Expr::Text(text) => Evaluated::Text(text.clone()),
        Expr::Cell(address) => match scope.cell(*address) {
            Some(cell) => of_cell(cell, values),
            None => Evaluated::Money(None),
        },
        Expr::Rows(table, rows, column) => {
            let cell = |row: &RowKey| CellRef { table: *table, row: *row, column: *column };
            sum(rows.iter().map(|row| of_cell(cell(row), values)))
        }
        Expr::Field(index) => {
            let template = values.template();
            let field = template.fields.get(*index);
            let default = || field.and_then(|field| field.default.clone()).unwrap_or_default();
            Evaluated::Text(field.and_then(|field| values.text(&field.key)).unwrap_or_else(default))
        }
        Expr::Of(Bound::This, Column::Ordinal) => Evaluated::Count(scope.position.map(i64::from)),
        Expr::Of(bound, column) => of_row(scope.bound(*bound), *column, values),
        Expr::Record(list, column) => match scope.record {
            Some((of, id, ordinal)) if of == *list => of_record((of, id, ordinal), *column, values),
            _ => Evaluated::Text(String::new()),
        },
        Expr::Records(..) => Evaluated::Text(String::new()),
        Expr::Negative(inner) => match evaluate(inner, scope, values) {
            Evaluated::Money(amount) => match amount.map(Amount::checked_neg) {
                Some(None) => Evaluated::Overflow,
                negated => Evaluated::Money(negated.flatten()),
            },
            Evaluated::Count(count) => Evaluated::Count(count.and_then(i64::checked_neg)),
            Evaluated::Number(number) => Evaluated::Number(number.map(|number| -number)),
            other => other,
        },
        Expr::Not(inner) => Evaluated::Truth(truth(inner, scope, values).map(|truth| !truth)),
        Expr::Binary(operator, left, right) => binary(*operator, left, right, scope, values),
        Expr::Call(function, arguments) => call(*function, arguments, scope, values),
    }
}

/// Evaluates a condition; `None` when an operand is blank.
pub(super) fn truth(expr: &Expr, scope: &Scope, values: &dyn Values) -> Option<bool> {
    match evaluate(expr, scope, values) {
        Evaluated::Truth(truth) => truth,
        _ => None,
    }
}

/// A cell's value; blank is blank money or a blank count, as the cell's numbers are.
fn of_cell(cell: CellRef, values: &dyn Values) -> Evaluated {
    match values.value(cell) {
        Value::Blank => match cell.quantity(&values.template()) {
            Quantity::Money => Evaluated::Money(None),
            Quantity::Count => Evaluated::Count(None),
        },
        Value::Money(amount) => Evaluated::Money(Some(amount)),
        Value::Count(count) => Evaluated::Count(Some(count)),
        Value::Overflow => Evaluated::Overflow,
    }
}

fn of_row(position: Option<Position>, column: Column, values: &dyn Values) -> Evaluated {
    let Some((RowKey::Code(code), ordinal)) = position else { return Evaluated::Text(String::new()) };
    match column {
        Column::Code => Evaluated::Text(code.to_string()),
        Column::Name => Evaluated::Text(code_name(code, values).unwrap_or_else(|| code.to_string())),
        Column::SectionName => {
            let above = super::plan::parents(code).next_back().unwrap_or(code);
            Evaluated::Text(code_name(above, values).unwrap_or_else(|| above.to_string()))
        }
        Column::Ordinal => Evaluated::Count(Some(i64::from(ordinal))),
    }
}

/// Adds money, counts or bare numbers, skipping blanks; all blank is a blank of the same kind.
pub(super) fn sum(terms: impl Iterator<Item = Evaluated>) -> Evaluated {
    let mut total: Option<Evaluated> = None;
    for term in terms {
        // Kinds were checked when the template was loaded: all terms are of one.
        let next = match (total.take(), term) {
            (_, Evaluated::Overflow) => None,
            (None, term) => Some(term),
            (Some(Evaluated::Money(a)), Evaluated::Money(b)) => {
                add(a, b, Amount::checked_add).map(Evaluated::Money)
            }
            (Some(Evaluated::Count(a)), Evaluated::Count(b)) => {
                add(a, b, i64::checked_add).map(Evaluated::Count)
            }
            (Some(Evaluated::Number(a)), Evaluated::Number(b)) => {
                add(a, b, Decimal::checked_add).map(Evaluated::Number)
            }
            (before, _) => before,
        };
        let Some(next) = next else { return Evaluated::Overflow };
        total = Some(next);
    }
    total.unwrap_or(Evaluated::Money(None))
}

/// The sum of two terms of which either may be blank; `None` when it cannot be held.
fn add<T>(a: Option<T>, b: Option<T>, checked: fn(T, T) -> Option<T>) -> Option<Option<T>> {
    match (a, b) {
        (Some(a), Some(b)) => checked(a, b).map(Some),
        (a, b) => Some(a.or(b)),
    }
}

fn binary(operator: Operator, left: &Expr, right: &Expr, scope: &Scope, values: &dyn Values) -> Evaluated {
    let both = || (truth(left, scope, values), truth(right, scope, values));
    let compare = |test: fn(Ordering) -> bool| {
        let (left, right) = (evaluate(left, scope, values), evaluate(right, scope, values));
        match (&left, &right) {
            // What cannot be held cannot be compared, and is no blank either.
            (Evaluated::Overflow, _) | (_, Evaluated::Overflow) => Evaluated::Overflow,
            _ => Evaluated::Truth(order(&left, &right).map(test)),
        }
    };
    match operator {
        Operator::Plus => sum([evaluate(left, scope, values), evaluate(right, scope, values)].into_iter()),
        Operator::Minus => {
            let negated = evaluate(&Expr::Negative(Box::new(right.clone())), scope, values);
            sum([evaluate(left, scope, values), negated].into_iter())
        }
        Operator::Equal | Operator::NotEqual => {
            let (left, right) = (evaluate(left, scope, values), evaluate(right, scope, values));
            let equal = match (&left, &right) {
                (Evaluated::Overflow, _) | (_, Evaluated::Overflow) => return Evaluated::Overflow,
                (Evaluated::Text(left), Evaluated::Text(right)) => same_text(left, right),
                _ => order(&left, &right).map(Ordering::is_eq),
            };
            Evaluated::Truth(equal.map(|equal| equal == (operator == Operator::Equal)))
        }
        Operator::Less => compare(Ordering::is_lt),
        Operator::LessOrEqual => compare(Ordering::is_le),
        Operator::Greater => compare(Ordering::is_gt),
        Operator::GreaterOrEqual => compare(Ordering::is_ge),
        // What is certain whatever the blank may hold is said; the rest is left open.
        Operator::And => Evaluated::Truth(match both() {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }),
        Operator::Or => Evaluated::Truth(match both() {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }),
        Operator::Implies => Evaluated::Truth(match both() {
            (Some(false), _) | (_, Some(true)) => Some(true),
            (Some(true), Some(false)) => Some(false),
            _ => None,
        }),
    }
}

fn order(left: &Evaluated, right: &Evaluated) -> Option<Ordering> {
    Some(number(left)?.cmp(&number(right)?))
}

/// Money in yuan, counts and ratios as they are.
fn number(evaluated: &Evaluated) -> Option<Decimal> {
    match evaluated {
        Evaluated::Money(amount) => amount.map(Amount::in_yuan),
        Evaluated::Count(count) => count.map(Decimal::from),
        Evaluated::Rate(rate) => rate.map(Rate::ratio),
        Evaluated::Number(number) => *number,
        Evaluated::Truth(_) | Evaluated::Text(_) | Evaluated::Overflow => None,
    }
}

fn call(function: Function, arguments: &[Expr], scope: &Scope, values: &dyn Values) -> Evaluated {
    let argument = |index: usize| arguments.get(index).map(|expr| evaluate(expr, scope, values));
    match function {
        Function::Sum => sum(arguments.iter().map(|expr| evaluate(expr, scope, values))),
        Function::Share => match (argument(0), argument(1)) {
            (Some(Evaluated::Money(Some(part))), Some(Evaluated::Money(Some(whole)))) => {
                Evaluated::Rate(Rate::of(part, whole))
            }
            (Some(Evaluated::Count(Some(part))), Some(Evaluated::Count(Some(whole)))) => {
                Evaluated::Rate(Decimal::from(part).checked_div(Decimal::from(whole)).map(Rate::from_ratio))
            }
            _ => Evaluated::Rate(None),
        },
        Function::When => {
            let holds = arguments.first().and_then(|condition| truth(condition, scope, values)) == Some(true);
            if holds {
                argument(1).unwrap_or(Evaluated::Text(String::new()))
            } else {
                Evaluated::Text(String::new())
            }
        }
        Function::None => Evaluated::Truth(Some(match argument(0) {
            Some(Evaluated::Money(amount)) => amount.is_none_or(Amount::is_zero),
            Some(Evaluated::Count(count)) => count.is_none_or(|count| count == 0),
            Some(Evaluated::Number(number)) => number.is_none_or(|number| number.is_zero()),
            _ => false,
        })),
        Function::Blank => Evaluated::Truth(Some(matches!(
            argument(0),
            Some(Evaluated::Money(None) | Evaluated::Count(None) | Evaluated::Number(None))
        ))),
        Function::Negative => Evaluated::Truth(Some(arguments.iter().any(|expr| {
            number(&evaluate(expr, scope, values)).is_some_and(|number| number < Decimal::ZERO)
        }))),
        Function::Agrees => Evaluated::Truth(agrees(arguments, scope, values)),
        Function::Near => Evaluated::Truth(near(argument(0), argument(1), argument(2))),
        Function::Per => Evaluated::Number(per(argument(0), argument(1))),
        Function::Starts
        | Function::Ends
        | Function::Contains
        | Function::Length
        | Function::Days
        | Function::Dated
        | Function::YearOf
        | Function::Phone
        | Function::Official
        | Function::ValidFrom
        | Function::BudgetOf => words::call(function, argument(0), argument(1)),
        Function::Written => Evaluated::Text(match arguments {
            [Expr::Text(place)] => written(place, scope, values).map_or(String::new(), |(_, text)| text),
            _ => String::new(),
        }),
        Function::ChineseNumber => Evaluated::Text(match argument(0) {
            Some(Evaluated::Count(Some(count))) => chinese_number(count),
            _ => String::new(),
        }),
        Function::Numeral => Evaluated::Text(match argument(0) {
            Some(Evaluated::Count(Some(count))) => count.to_string(),
            Some(Evaluated::Number(Some(number))) => number.normalize().to_string(),
            _ => String::new(),
        }),
        Function::CountRecords | Function::TotalRecords => super::projects::aggregate(arguments, values),
        Function::Chosen => match arguments {
            [Expr::Text(key), Expr::Text(choice)] => {
                let template = values.template();
                let first = || template.option(key)?.choice.first().map(|choice| choice.key.clone());
                Evaluated::Truth(Some(values.option(key).or_else(first).as_deref() == Some(choice)))
            }
            _ => Evaluated::Truth(None),
        },
        Function::Filled => Evaluated::Truth(Some(
            matches!(argument(0), Some(Evaluated::Text(text)) if !text.trim().is_empty()),
        )),
        Function::Names => Evaluated::Text(names(arguments, values)),
        // Phrases are worded by the narrative; here they have no value.
        Function::Change
        | Function::ChangeAmount
        | Function::ChangeEach
        | Function::Proportion
        | Function::Completion
        | Function::OfTotal
        | Function::List => Evaluated::Text(String::new()),
    }
}

/// What the clerk wrote at a place of the text, and the key it is kept under: that of the place itself, or that of a
/// sentence's own wording. In a repetition it is the place of the row or the record that the repetition stands at.
pub fn written(place: &str, scope: &Scope, values: &dyn Values) -> Option<(String, String)> {
    let place = match (scope.record, scope.item.or(scope.class)) {
        (Some((_, id, _)), _) => format!("{place}.{id}"),
        (None, Some((RowKey::Code(code), _))) => format!("{place}.{code}"),
        _ => place.to_string(),
    };
    let keys = [place.clone(), format!("{place}{OWN_WORDING}")];
    keys.into_iter().find_map(|key| values.text(&key).map(|text| (key, text)))
}

/// Whether two texts are the same but for white space around them; not to be said when one is blank.
fn same_text(left: &str, right: &str) -> Option<bool> {
    let (left, right) = (left.trim(), right.trim());
    (!left.is_empty() && !right.is_empty()).then_some(left == right)
}

/// Whether no stated figure differs from the computed one by more than its rounding; not to be said when nothing is
/// stated at any of the cells.
fn agrees(cells: &[Expr], scope: &Scope, values: &dyn Values) -> Option<bool> {
    let mut stated = None;
    for cell in cells {
        let Expr::Cell(address) = cell else { continue };
        let Some(cell) = scope.cell(*address) else { continue };
        let Some(said) = values.stated(cell) else { continue };
        let computed = match values.computed(cell) {
            Value::Money(amount) => Some(amount.fen()),
            Value::Count(count) => Some(count),
            Value::Blank => Some(0),
            Value::Overflow => None,
        };
        let apart = computed.and_then(|computed| said.raw().checked_sub(computed)).map(i64::unsigned_abs);
        let open = said.uncertainty().unsigned_abs().max(values.uncertainty(cell).unsigned_abs());
        let same = apart.is_some_and(|apart| apart <= open);
        stated = Some(stated.unwrap_or(true) && same);
    }
    stated
}

/// Whether two amounts differ by no more than so many percent of the larger.
fn near(a: Option<Evaluated>, b: Option<Evaluated>, percent: Option<Evaluated>) -> Option<bool> {
    let (a, b, percent) = (number(&a?)?, number(&b?)?, number(&percent?)?);
    let most = a.abs().max(b.abs()).checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    Some(a.checked_sub(b)?.abs() <= most)
}

/// Yuan, or things, for each of a count.
fn per(whole: Option<Evaluated>, count: Option<Evaluated>) -> Option<Decimal> {
    number(&whole?)?.checked_div(number(&count?)?)
}

/// The names of the rows that are not zero, in order.
fn names(ranges: &[Expr], values: &dyn Values) -> String {
    let template = values.template();
    let mut found: Vec<&str> = Vec::new();
    for range in ranges {
        let Expr::Rows(index, rows, column) = range else { continue };
        let Some(table) = template.table(*index) else { continue };
        let shown = rows.iter().filter(|row| {
            match values.value(CellRef { table: *index, row: **row, column: *column }) {
                Value::Money(amount) => !amount.is_zero(),
                Value::Overflow => true,
                Value::Blank | Value::Count(_) => false,
            }
        });
        found.extend(shown.filter_map(|row| table.fixed_row(*row)).map(|row| row.label.as_str()));
    }
    found.join(&values.wording().list_joint)
}

/// 一, 十, 十一, 二十, 九十九; beyond that plain digits.
fn chinese_number(number: i64) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit =
        |index: i64| usize::try_from(index).ok().and_then(|index| DIGITS.get(index)).copied().unwrap_or("");
    match number {
        1..=9 => digit(number).to_string(),
        10..=19 => format!("十{}", digit(number % 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers() {
        let cases = [
            (1, "一"),
            (9, "九"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (99, "九十九"),
            (100, "100"),
            (0, "0"),
        ];
        for (number, expected) in cases {
            assert_eq!(chinese_number(number), expected);
        }
    }
}
