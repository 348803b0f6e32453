//! Live figures in entered texts: `{取暖费}`, `{T05.2010101.c1}`, `{T06.30208}`, `{s1.total.total}`, `{s1.total.budget_reason}`.
//!
//! What stands in braces is looked up as a named figure of the clerk's own, a field, a cell, a field of a record, a
//! figure of a sentence, and at last as another text, which may hold such names itself. What is none of these stays
//! as it was typed and is marked.

use super::figure_text::{FigureText, Measure};
use super::{Fragment, generated_figure};
use crate::amount::{Unit, parse_amount, parse_decimal};
use crate::calc::{Value, Values, cell_label};
use crate::report::{CellRef, ListKey, Record, parse_id};
use crate::template::{FieldKind, ListForm, Style, Template};

/// Longest name in braces, in characters; anything longer is plain text.
const LONGEST_NAME: usize = 60;
/// Texts that refer to each other deeper than this are not followed.
const DEEPEST: usize = 8;
/// Most bytes that one text takes in from others.
const MOST_TAKEN: usize = 500_000;

/// A piece of a text as typed.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// Plain words.
    Words(&'t str),
    /// What stands in braces, without them.
    Name(&'t str),
}

/// Splits a text into words and names in braces. A brace that is not closed on its line is plain text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(open) = text[from..].find('{').map(|open| from + open) {
        let inside = &text[open + 1..];
        let close = inside.find(['{', '}', '\n']).filter(|close| inside[*close..].starts_with('}'));
        match close {
            Some(close) if close > 0 && inside[..close].chars().count() <= LONGEST_NAME => {
                if open > start {
                    found.push(Token::Words(&text[start..open]));
                }
                found.push(Token::Name(&inside[..close]));
                start = open + 1 + close + 1;
                from = start;
            }
            _ => from = open + 1,
        }
    }
    if start < text.len() {
        found.push(Token::Words(&text[start..]));
    }
    found
}

/// A text with the names in braces replaced by what they stand for.
pub fn expand(text: &str, values: &dyn Values) -> Vec<Fragment> {
    expand_within(text, values, &mut Within::default())
}

/// How far into texts that refer to texts one has come.
#[derive(Debug, Default)]
pub(super) struct Within {
    /// The texts that are being expanded, so that none is taken into itself.
    above: Vec<String>,
    /// Characters taken in from other texts so far: texts that each name another one twenty times would never end.
    taken: usize,
}

impl Within {
    /// Within the text of that key.
    pub(super) fn of(key: &str) -> Self {
        Within { above: vec![key.to_string()], taken: 0 }
    }

    /// Whether the text of that key may be taken in.
    fn may_enter(&self, key: &str) -> bool {
        self.above.len() < DEEPEST && self.taken < MOST_TAKEN && !self.above.iter().any(|above| above == key)
    }

    fn inside<T>(&mut self, key: &str, text: &str, act: impl FnOnce(&mut Self) -> T) -> T {
        self.taken = self.taken.saturating_add(text.len().max(1));
        self.above.push(key.to_string());
        let done = act(self);
        self.above.pop();
        done
    }
}

/// Ends where the sentence around it goes on: without a full stop of its own.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', '，', '.'])
}

/// The same, for a text that stands within others.
pub(super) fn expand_within(text: &str, values: &dyn Values, within: &mut Within) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    for token in tokens(text) {
        match token {
            Token::Words(words) => super::push_words(&mut fragments, words),
            Token::Name(name) => {
                for fragment in resolve(name, values, within) {
                    super::push(&mut fragments, fragment);
                }
            }
        }
    }
    fragments
}

/// What a name in braces stands for.
pub(super) fn resolve(name: &str, values: &dyn Values, within: &mut Within) -> Vec<Fragment> {
    let (plain, style) = match name.split_once('|') {
        None => (name.trim(), Some(Style::Usual)),
        Some((plain, style)) => (plain.trim(), crate::template::read_style(style.trim())),
    };
    let unknown =
        |reason: &str| vec![Fragment::Unknown { written: format!("{{{name}}}"), reason: reason.to_string() }];
    let Some(style) = style else {
        return unknown("“|”后面的写法不认识，可用 wan、wan(小数位数)、yuan");
    };
    let template = values.template();
    match fact(plain, values, within) {
        Some(Fragment::Figure(figure)) => {
            return restyled(figure, style).unwrap_or_else(|| unknown(NO_AMOUNT));
        }
        Some(Fragment::Unknown { reason, .. }) => return unknown(&reason),
        Some(words) => return vec![words],
        None => {}
    }
    if let Some(field) = template.field(plain) {
        let text = values.text(plain).or_else(|| field.default.clone()).unwrap_or_default();
        return vec![Fragment::Words(text)];
    }
    if let Some(cell) = CellRef::parse(&template, plain).or_else(|| only_column(&template, plain)) {
        return vec![Fragment::Figure(of_cell(cell, style, values))];
    }
    if let Some(fragment) = of_record(plain, style, &template, values) {
        return vec![fragment];
    }
    let section = plain.split('.').next().and_then(|key| template.section(key));
    if let Some(figure) = section.and_then(|section| generated_figure(section, plain, values)) {
        return restyled(figure, style).unwrap_or_else(|| unknown(NO_AMOUNT));
    }
    match (section, values.text(plain)) {
        (Some(_), Some(_)) if !within.may_enter(plain) => unknown("这段文字又引用了自己，或者引用得太多"),
        (Some(_), Some(text)) => {
            within.inside(plain, &text, |within| expand_within(trimmed(&text), values, within))
        }
        (Some(_), None) => unknown("正文里没有这个数或这段文字，或者还没有填"),
        (None, _) => unknown("没有叫这个名字的数"),
    }
}

/// Why a way of writing does not fit.
const NO_AMOUNT: &str = "“|”后面的写法只用于金额";

/// A figure written in another way; `None` for what is no amount.
fn restyled(figure: FigureText, style: Style) -> Option<Vec<Fragment>> {
    let text = match (style, figure.measure) {
        (Style::Usual, _) => figure.text,
        (style, measure @ Measure::Money(_)) => measure.printed(style),
        _ => return None,
    };
    Some(vec![Fragment::Figure(FigureText { text, ..figure })])
}

/// What the clerk has typed once under a name, or given a name: the value may be a name in braces itself. A value that
/// is no number stands as words.
fn fact(name: &str, values: &dyn Values, within: &mut Within) -> Option<Fragment> {
    let template = values.template();
    let list = template.list_of(ListForm::Facts)?;
    let records = values.records(ListKey::of(list));
    let record = records.iter().find(|record| record.field("name").trim() == name)?;
    let text = record.field("value").trim().to_string();
    let note = record.field("note");
    let formula = if note.is_empty() {
        format!("常用数“{name}”")
    } else {
        format!("常用数“{name}”：{note}")
    };
    let key = format!("{}.{}", template.list(list)?.key, record.id);
    let unknown = |reason: String| Some(Fragment::Unknown { written: format!("{{{name}}}"), reason });
    match tokens(&text).as_slice() {
        [Token::Name(_)] if !within.may_enter(&key) => {
            return unknown(format!("常用数“{name}”又引用了自己，或者引用得太多"));
        }
        [Token::Name(inner)] => {
            let found = within.inside(&key, &text, |within| resolve(inner, values, within));
            return match found.into_iter().next() {
                Some(Fragment::Figure(figure)) => Some(Fragment::Figure(FigureText {
                    key,
                    formula: format!("{formula}＝{}", figure.formula),
                    ..figure
                })),
                _ => unknown(format!("常用数“{name}”的值{text}不是一个数")),
            };
        }
        parts if parts.iter().any(|part| matches!(part, Token::Name(_))) => {
            return unknown(format!("常用数“{name}”的值只能是一个数，或一个花括号里的名称"));
        }
        _ => {}
    }
    let Some(measure) = fact_measure(&text, record.field("unit")) else { return Some(Fragment::Words(text)) };
    Some(Fragment::Figure(FigureText {
        key,
        measure,
        blank: text.is_empty(),
        text,
        sources: Vec::new(),
        formula,
    }))
}

/// The number that a value is; `None` when it is none.
fn fact_measure(text: &str, unit: &str) -> Option<Measure> {
    let money = |unit| parse_amount(text, unit).ok().flatten().map(|entered| Measure::Money(entered.amount));
    let number = || match parse_decimal(text) {
        Ok(number) => Some(Measure::Number(number.unwrap_or_default())),
        Err(_) => None,
    };
    match unit.trim() {
        "万元" => money(Unit::TenThousandYuan).or_else(number),
        "元" => money(Unit::Yuan).or_else(number),
        _ => number(),
    }
}

/// `T06.30208`: a row of a table, or of a side, that has one column of values.
fn only_column(template: &Template, name: &str) -> Option<CellRef> {
    let (table, row) = name.split_once('.')?;
    let index = template.table_index(table)?;
    let table = template.table(index)?;
    let row = table.row_key(row)?;
    let columns = table.columns_of(row);
    (columns.len() == 1).then_some(CellRef { table: index, row, column: columns.start })
}

pub(super) fn of_cell(cell: CellRef, style: Style, values: &dyn Values) -> FigureText {
    let (measure, blank) = match values.value(cell) {
        Value::Money(amount) => (Measure::Money(amount), false),
        Value::Count(count) => (Measure::Count(count), false),
        Value::Overflow => (Measure::Overflow, false),
        Value::Blank => match cell.quantity(&values.template()) {
            crate::template::Quantity::Money => (Measure::Money(crate::amount::Amount::ZERO), true),
            crate::template::Quantity::Count => (Measure::Count(0), true),
        },
    };
    FigureText {
        key: cell.name(&values.template()),
        text: measure.printed(style),
        measure,
        sources: vec![cell],
        formula: cell_label(cell, values),
        blank,
    }
}

/// `projects.1.fiscal_full`: a field of a record.
pub(super) fn of_record(
    name: &str,
    style: Style,
    template: &Template,
    values: &dyn Values,
) -> Option<Fragment> {
    let mut parts = name.split('.');
    let (list, id, column) = (parts.next()?, parts.next()?, parts.next()?);
    let index = template.list_index(list).filter(|_| parts.next().is_none())?;
    let list = template.list(index)?;
    let (id, column) = (parse_id(id)?, list.column(column)?);
    let records = values.records(ListKey::of(index));
    let record: &Record = records.iter().find(|record| record.id == id)?;
    let text = record.field(&column.key);
    let measure = match column.kind {
        FieldKind::Line | FieldKind::Long | FieldKind::Choice => return Some(Fragment::Words(text.into())),
        FieldKind::Money => Measure::Money(record.amount(&column.key)?),
        FieldKind::Decimal | FieldKind::Count => Measure::Number(parse_decimal(text).ok().flatten()?),
    };
    Some(Fragment::Figure(FigureText {
        key: name.to_string(),
        text: measure.printed(style),
        measure,
        sources: Vec::new(),
        formula: format!("{} {}", list.title, column.title),
        blank: false,
    }))
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn names_stand_in_braces_on_one_line() {
        let check = |text: &str, expected: &[Token<'_>]| assert_eq!(tokens(text), expected, "{text}");
        check("", &[]);
        check("取暖费{取暖费}万元", &[Token::Words("取暖费"), Token::Name("取暖费"), Token::Words("万元")]);
        check("{a}{b}", &[Token::Name("a"), Token::Name("b")]);
        check("{a", &[Token::Words("{a")]);
        check("a}b{}c", &[Token::Words("a}b{}c")]);
        check("{a{b}", &[Token::Words("{a"), Token::Name("b")]);
        check("{a\nb}", &[Token::Words("{a\nb}")]);
        let long = format!("{{{}}}", "长".repeat(61));
        check(&long, &[Token::Words(&long)]);
    }
}
