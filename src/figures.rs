//! Chart data as plain series: what a chart shows, before any painter.
//!
//! Knows nothing of painters and of floating-point numbers.

use crate::amount::{Amount, Format, Rate, format_amount, format_percent};
use crate::calc::{Evaluated, Scope, Values, evaluate};
use crate::template::Figure;

/// A chart's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The figure's key.
    pub key: String,
    /// Caption.
    pub title: String,
    /// Parts in order, the empty ones too.
    pub parts: Vec<Part>,
    /// Why there is no chart, when there is none.
    pub absent: Option<&'static str>,
}

/// One part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Label.
    pub label: String,
    /// Amount.
    pub amount: Amount,
    /// Share of the whole, unrounded.
    pub share: Rate,
    /// The amount as the document prints it, in 万元.
    pub amount_text: String,
    /// The share as the document prints it.
    pub share_text: String,
}

/// A figure's data for a report.
pub fn series(figure: &Figure, values: &impl Values) -> Series {
    let money = |expr| match evaluate(expr, &Scope::default(), values) {
        Evaluated::Money(amount) => Some(amount.unwrap_or(Amount::ZERO)),
        _ => None,
    };
    let amounts: Option<Vec<Amount>> = figure.parts.iter().map(|part| money(&part.value)).collect();
    let whole = money(&figure.whole);
    let absent = match (&amounts, whole) {
        (None, _) | (_, None) => Some("数太大，不能画图。"),
        (_, Some(whole)) if whole.is_zero() => Some("合计为零，没有图可画。"),
        (Some(amounts), _) if amounts.iter().any(|amount| amount.is_negative()) => {
            Some("有负数，不能画成占比图。")
        }
        _ => None,
    };
    let parts = figure
        .parts
        .iter()
        .zip(amounts.unwrap_or_default())
        .map(|(part, amount)| {
            let none = Rate::from_ratio(rust_decimal::Decimal::ZERO);
            let share = Rate::of(amount, whole.unwrap_or(Amount::ZERO)).unwrap_or(none);
            Part {
                label: part.label.clone(),
                amount,
                share,
                amount_text: format_amount(amount, Format::WAN),
                share_text: format_percent(share, 2),
            }
        })
        .collect();
    Series { key: figure.key.clone(), title: figure.title.clone(), parts, absent }
}
