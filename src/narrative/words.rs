//! Increase, decrease, level, zero bases: all wording of comparisons, by the template's words and the report's option.

use super::Fragment;
use super::figure_text::{FigureText, Measure, in_words, measure, sources};
use crate::amount::{Amount, Rate};
use crate::calc::{Evaluated, Scope, Value, Values, cell_label, evaluate};
use crate::report::CellRef;
use crate::template::{Expr, Formula, Function, Style, ZeroWording};

/// A figure's fragments: one figure, or a comparison in words with its figures.
pub(super) fn figure(
    key: &str,
    formula: &Formula,
    style: Style,
    scope: &Scope,
    values: &dyn Values,
) -> Vec<Fragment> {
    let Expr::Call(function, arguments) = &formula.expr else {
        return vec![plain(key, &formula.expr, style, scope, values)];
    };
    if *function == Function::List {
        return list(key, arguments, style, values);
    }
    let (now, base, of) = match arguments.as_slice() {
        [now, base] => (now, base, None),
        [now, base, Expr::Text(of)] => (now, base, Some(of.as_str())),
        _ => return vec![plain(key, &formula.expr, style, scope, values)],
    };
    let comparison = Comparison::new(key, now, base, scope, values);
    match function {
        Function::Change => comparison.change("", &comparison.wording.level),
        Function::ChangeEach => comparison.change(&comparison.wording.each, &comparison.wording.level_each),
        Function::ChangeAmount => comparison.change_amount(),
        Function::Proportion => comparison.ratio(&comparison.wording.proportion, ""),
        Function::Completion => {
            let of = of.unwrap_or("年初预算");
            let without = match of {
                "年初预算" => comparison.wording.no_budget.clone(),
                other => comparison.wording.not_budgeted.replace("{of}", other),
            };
            comparison.ratio(&comparison.wording.completion.replace("{of}", of), &without)
        }
        Function::OfTotal => {
            comparison.ratio(&comparison.wording.of_total.replace("{of}", of.unwrap_or_default()), "")
        }
        _ => vec![plain(key, &formula.expr, style, scope, values)],
    }
}

/// Whether an expression compares two amounts whose difference prints as 0.00.
pub(super) fn compares_equals(expr: &Expr, scope: &Scope, values: &dyn Values) -> bool {
    let comparisons = [Function::Change, Function::ChangeEach, Function::ChangeAmount, Function::Completion];
    match expr {
        Expr::Call(function, arguments) if comparisons.contains(function) => match arguments.as_slice() {
            [now, base, ..] => {
                let comparison = Comparison::new("", now, base, scope, values);
                comparison.difference().is_some_and(|difference| difference.in_wan(2).is_zero())
            }
            _ => false,
        },
        _ => false,
    }
}

fn plain(key: &str, expr: &Expr, style: Style, scope: &Scope, values: &dyn Values) -> Fragment {
    let (measure, blank) = measure(&evaluate(expr, scope, values));
    // Points that nobody has given yet are not nought.
    let unscored = blank && matches!(measure, Measure::Number(_));
    Fragment::Figure(FigureText {
        key: key.to_string(),
        text: if unscored { values.wording().unscored } else { measure.printed(style) },
        measure,
        sources: sources(&[expr], scope),
        formula: in_words(expr, scope, values),
        blank,
    })
}

/// The rows that are not zero, in order: 办公费85.84万元、印刷费9.62万元. Nothing at all is 无.
fn list(key: &str, ranges: &[Expr], style: Style, values: &dyn Values) -> Vec<Fragment> {
    let template = values.template();
    let wording = values.wording();
    let mut fragments = Vec::new();
    for range in ranges {
        let Expr::Rows(index, rows, column) = range else { continue };
        let Some(table) = template.table(*index) else { continue };
        for row in rows {
            let cell = CellRef { table: *index, row: *row, column: *column };
            let (measure, _) = match values.value(cell) {
                Value::Money(amount) if !amount.is_zero() => (Measure::Money(amount), false),
                Value::Overflow => (Measure::Overflow, false),
                _ => continue,
            };
            let name = table.fixed_row(*row).map(|row| row.label.clone()).unwrap_or_default();
            let joint = match fragments.is_empty() {
                true => String::new(),
                false => format!("万元{}", wording.list_joint),
            };
            fragments.push(Fragment::Words(format!("{joint}{name}")));
            fragments.push(Fragment::Figure(FigureText {
                key: format!("{key}.{}", table.row_name(*row)),
                text: measure.printed(style),
                measure,
                sources: vec![cell],
                formula: cell_label(cell, values),
                blank: false,
            }));
        }
    }
    let end = if fragments.is_empty() { wording.list_none } else { "万元".into() };
    fragments.push(Fragment::Words(end));
    fragments
}

/// Two amounts set beside each other.
struct Comparison<'a> {
    key: &'a str,
    now: Option<Amount>,
    base: Option<Amount>,
    overflow: bool,
    blank: bool,
    now_words: String,
    base_words: String,
    sources: Vec<crate::report::CellRef>,
    as_source: bool,
    wording: crate::template::source::WordingSource,
}

impl<'a> Comparison<'a> {
    fn new(key: &'a str, now: &Expr, base: &Expr, scope: &Scope, values: &dyn Values) -> Self {
        let evaluated = [evaluate(now, scope, values), evaluate(base, scope, values)];
        let amount = |evaluated: &Evaluated| match evaluated {
            Evaluated::Money(amount) => *amount,
            _ => None,
        };
        Comparison {
            key,
            now: amount(&evaluated[0]),
            base: amount(&evaluated[1]),
            overflow: evaluated.contains(&Evaluated::Overflow),
            blank: evaluated.contains(&Evaluated::Money(None)),
            now_words: in_words(now, scope, values),
            base_words: in_words(base, scope, values),
            sources: sources(&[now, base], scope),
            as_source: values.zero_wording() == ZeroWording::AsSource,
            wording: values.wording(),
        }
    }

    fn now(&self) -> Amount {
        self.now.unwrap_or(Amount::ZERO)
    }

    fn base(&self) -> Amount {
        self.base.unwrap_or(Amount::ZERO)
    }

    /// The difference, unless it cannot be held exactly.
    fn difference(&self) -> Option<Amount> {
        if self.overflow { None } else { self.now().checked_sub(self.base()) }
    }

    fn figure(&self, name: &str, measure: Measure, formula: String) -> Fragment {
        Fragment::Figure(FigureText {
            key: format!("{}{name}", self.key),
            text: measure.printed(Style::Usual),
            measure,
            sources: self.sources.clone(),
            formula,
            blank: self.blank,
        })
    }

    /// 增加: the printed amount carries no sign of its own.
    fn amount_fragments(&self, lead: &str, difference: Amount) -> Vec<Fragment> {
        let (word, formula) = if difference.is_negative() {
            (&self.wording.less, format!("{} − {}", self.base_words, self.now_words))
        } else {
            (&self.wording.more, format!("{} − {}", self.now_words, self.base_words))
        };
        let magnitude = difference.abs().map_or(Measure::Overflow, Measure::Money);
        vec![
            Fragment::Words(format!("{lead}{word}")),
            self.figure(".amount", magnitude, formula),
            Fragment::Words("万元".into()),
        ]
    }

    fn change(&self, lead: &str, level: &str) -> Vec<Fragment> {
        let Some(difference) = self.difference() else { return self.too_large() };
        if difference.in_wan(2).is_zero() && !self.as_source {
            return vec![Fragment::Words(level.to_string())];
        }
        let mut fragments = self.amount_fragments(lead, difference);
        let magnitudes = difference.abs().zip(self.base().abs());
        let rate = match magnitudes.and_then(|(difference, base)| Rate::of(difference, base)) {
            Some(rate) => rate,
            // Zero over zero: this form's authors print 0%.
            None if difference.is_zero() => Rate::from_ratio(rust_decimal::Decimal::ZERO),
            None => {
                fragments.push(Fragment::Words(format!("{}{}", self.wording.joint, self.wording.no_base)));
                return fragments;
            }
        };
        let (word, formula) = if difference.is_negative() {
            (
                &self.wording.rate_down,
                format!("（{} − {}）÷ {}", self.base_words, self.now_words, self.base_words),
            )
        } else {
            (
                &self.wording.rate_up,
                format!("（{} − {}）÷ {}", self.now_words, self.base_words, self.base_words),
            )
        };
        fragments.push(Fragment::Words(format!("{}{word}", self.wording.joint)));
        fragments.push(self.figure(".rate", Measure::Rate(rate), formula));
        fragments
    }

    fn change_amount(&self) -> Vec<Fragment> {
        match self.difference() {
            None => self.too_large(),
            Some(difference) if difference.in_wan(2).is_zero() && !self.as_source => {
                vec![Fragment::Words(self.wording.level.clone())]
            }
            Some(difference) => self.amount_fragments("", difference),
        }
    }

    /// A share or a degree of completion; `without` stands for it when there is nothing to divide by.
    fn ratio(&self, lead: &str, without: &str) -> Vec<Fragment> {
        if self.overflow {
            return self.too_large();
        }
        let both_zero = self.now().is_zero() && self.base().is_zero();
        match Rate::of(self.now(), self.base()) {
            None if !(self.as_source && both_zero) => vec![Fragment::Words(without.to_string())],
            rate => {
                let rate = rate.unwrap_or(Rate::from_ratio(rust_decimal::Decimal::ZERO));
                let formula = format!("{} ÷ {}", self.now_words, self.base_words);
                vec![Fragment::Words(lead.to_string()), self.figure("", Measure::Rate(rate), formula)]
            }
        }
    }

    fn too_large(&self) -> Vec<Fragment> {
        vec![self.figure("", Measure::Overflow, String::new())]
    }
}
