//! Chart data as plain series: what a chart shows, before any painter.
//!
//! Knows nothing of painters and of floating-point numbers.

use crate::amount::{Amount, Format, Rate, format_amount, format_percent};
use crate::calc::{Evaluated, Scope, Values, evaluate};
use crate::narrative::{scopes, sentence};
use crate::report::CellRef;
use crate::template::{Expr, Figure, FigureKind, FigurePart, Over};

/// More bars than this are not told apart in one chart, on paper or on screen.
const MAX_BARS: usize = 60;

const TOO_LARGE: &str = "数太大，不能画图。";
const ALL_ZERO: &str = "各项都是零，没有图可画。";
const TOO_MANY: &str = "项数太多，一张图画不下，请看表。";

/// A chart's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The figure's key.
    pub key: String,
    /// Caption.
    pub title: String,
    /// Kind of chart.
    pub kind: FigureKind,
    /// What is compared, in the order of each part's values; empty when there is one value a part.
    pub names: Vec<String>,
    /// Parts in order, the empty ones too unless the template leaves them out.
    pub parts: Vec<Part>,
    /// Why there is no chart, when there is none.
    pub absent: Option<&'static str>,
}

/// One part of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Label.
    pub label: String,
    /// Its amounts: one, or one a series.
    pub values: Vec<Point>,
}

/// One amount of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Amount; a blank is zero.
    pub amount: Amount,
    /// Share of the whole, unrounded; none where the chart has no whole, or the whole is zero.
    pub share: Option<Rate>,
    /// The amount as the document prints it, in 万元.
    pub amount_text: String,
    /// The share as the document prints it; empty where there is none.
    pub share_text: String,
}

/// A figure's data for a report.
pub fn series(figure: &Figure, values: &dyn Values) -> Series {
    let whole = figure.whole.as_ref().map(|whole| money(whole, &Scope::default(), values));
    let mut overflow = whole == Some(None);
    let mut parts = Vec::new();
    for part in &figure.parts {
        for scope in scopes_of(part, values) {
            let amounts: Option<Vec<Amount>> =
                part.values.iter().map(|value| money(value, &scope, values)).collect();
            match amounts {
                Some(amounts) if figure.skip_zero && amounts.iter().all(|amount| amount.is_zero()) => {}
                Some(amounts) => {
                    let label = sentence(&figure.key, &part.label, &scope, values).text();
                    let point = |amount| Point::new(amount, whole.flatten());
                    parts.push(Part { label, values: amounts.into_iter().map(point).collect() });
                }
                None => overflow = true,
            }
        }
    }
    let absent = if overflow { Some(TOO_LARGE) } else { why_absent(figure.kind, whole.flatten(), &parts) };
    let (key, title, names) = (figure.key.clone(), figure.title.clone(), figure.series.clone());
    Series { key, title, kind: figure.kind, names, parts, absent }
}

/// One amount of a chart, and the cells it is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Its part, and its series where there are several.
    pub label: String,
    /// The amount and its share.
    pub point: Point,
    /// The cells.
    pub cells: Vec<CellRef>,
}

/// Where the amounts of a chart come from, in the order they are drawn.
pub fn drawn(figure: &Figure, values: &dyn Values) -> Vec<Drawn> {
    let whole = figure.whole.as_ref().and_then(|whole| money(whole, &Scope::default(), values));
    let mut found = Vec::new();
    for part in &figure.parts {
        for scope in scopes_of(part, values) {
            let name = sentence(&figure.key, &part.label, &scope, values).text();
            for (index, value) in part.values.iter().enumerate() {
                let Some(amount) = money(value, &scope, values) else { continue };
                let mut cells = Vec::new();
                value.for_each_cell(&mut |address| cells.extend(scope.cell(address)));
                let label = match figure.series.get(index) {
                    Some(series) => format!("{name} {series}"),
                    None => name.clone(),
                };
                found.push(Drawn { label, point: Point::new(amount, whole), cells });
            }
        }
    }
    found
}

/// An expression's amount, a blank being zero; `None` when it is too large.
fn money(expr: &Expr, scope: &Scope, values: &dyn Values) -> Option<Amount> {
    match evaluate(expr, scope, values) {
        Evaluated::Money(amount) => Some(amount.unwrap_or(Amount::ZERO)),
        _ => None,
    }
}

fn scopes_of(part: &FigurePart, values: &dyn Values) -> Vec<Scope> {
    let scope = Scope::default();
    part.each.map_or_else(|| vec![scope], |each| scopes(Over::Rows(each), None, &scope, values))
}

fn why_absent(kind: FigureKind, whole: Option<Amount>, parts: &[Part]) -> Option<&'static str> {
    let points = || parts.iter().flat_map(|part| &part.values);
    match kind {
        FigureKind::Pie if whole.is_none_or(Amount::is_zero) => Some("合计为零，没有图可画。"),
        FigureKind::Pie if points().any(|point| point.amount.is_negative()) => {
            Some("有负数，不能画成占比图。")
        }
        _ if points().all(|point| point.amount.is_zero()) => Some(ALL_ZERO),
        _ if points().count() > MAX_BARS => Some(TOO_MANY),
        _ => None,
    }
}

impl Point {
    /// An amount and its share of a whole, with the texts the document prints.
    pub fn new(amount: Amount, whole: Option<Amount>) -> Point {
        let share = whole.and_then(|whole| Rate::of(amount, whole));
        let share_text = share.map(|share| format_percent(share, 2)).unwrap_or_default();
        Point { amount, share, amount_text: format_amount(amount, Format::WAN), share_text }
    }

    /// 818.73万元，占47.49%
    pub fn words(&self) -> String {
        let share = if self.share.is_some() { format!("，占{}", self.share_text) } else { String::new() };
        format!("{}万元{share}", self.amount_text)
    }
}

impl Series {
    /// The whole chart as one sentence, for those who do not see it; or why there is none.
    pub fn words(&self) -> String {
        if let Some(reason) = self.absent {
            return reason.into();
        }
        let part = |part: &Part| {
            let values: Vec<_> =
                self.labelled(part).map(|(name, point)| format!("{name}{}", point.words())).collect();
            let colon = if self.names.is_empty() { "" } else { "：" };
            format!("{}{colon}{}", part.label, values.join("，"))
        };
        self.parts.iter().map(part).collect::<Vec<_>>().join("；") + "。"
    }

    /// A part's values with the names of their series, which are empty where there is one value a part.
    pub fn labelled<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = (&'a str, &'a Point)> {
        let names = self.names.iter().map(String::as_str).chain(std::iter::repeat(""));
        names.zip(&part.values)
    }
}
