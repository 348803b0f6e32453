//! The table beside the pie: every part with its amount and share, the empty ones too.

use super::words::{SIZE, width, wrap};
use super::{Fill, WIDTH, fills, number, only, text};
use crate::figures::{Point, Series};
use crate::markup::Element;

const LEFT: f64 = 196.0;
const LINE: f64 = 11.5;
const GAP: f64 = 8.0;
const HEAD: f64 = 19.0;
const SWATCH: f64 = 9.0;
const LABEL_X: f64 = LEFT + SWATCH + 5.0;

/// Grey that is still read easily on white.
const MUTED: &str = "#666";

/// A legend, not yet placed.
pub(super) struct Legend {
    rows: Vec<Row>,
    amount_x: f64,
    /// Its height.
    pub height: f64,
}

struct Row {
    fill: Option<&'static Fill>,
    lines: Vec<String>,
    amount: String,
    share: String,
}

impl Row {
    fn height(&self) -> f64 {
        let lines = u8::try_from(self.lines.len()).unwrap_or(u8::MAX);
        f64::from(lines) * LINE + 5.5
    }
}

/// Lays the legend out: columns as wide as their words, labels wrapped to what is left.
pub(super) fn legend(series: &Series) -> Legend {
    let widest = |head: &str, text: fn(&Point) -> &str| {
        let texts = series.parts.iter().filter_map(only).map(text);
        texts.map(width).fold(width(head), f64::max)
    };
    let amount_x = WIDTH - widest("占比", |point| &point.share_text) - GAP;
    // Amounts too long for the drawing would leave no room for labels: those get it all the same.
    let amounts = widest("金额（万元）", |point| &point.amount_text);
    let room = (amount_x - amounts - GAP - LABEL_X).max(5.0 * SIZE);
    let rows: Vec<Row> = series
        .parts
        .iter()
        .zip(fills(series))
        .filter_map(|(part, fill)| {
            let point = only(part)?;
            let (amount, share) = (point.amount_text.clone(), point.share_text.clone());
            Some(Row { fill, lines: wrap(&part.label, room), amount, share })
        })
        .collect();
    let height = HEAD + rows.iter().map(Row::height).sum::<f64>() + 3.0;
    Legend { rows, amount_x, height }
}

impl Legend {
    /// Draws it in the middle of `total` height.
    pub(super) fn drawn(&self, total: f64) -> Element {
        let mut y = (total - self.height) / 2.0;
        let mut all = vec![
            text(LABEL_X, y + 11.0, SIZE, "项目"),
            end(self.amount_x, y + 11.0, "金额（万元）"),
            end(WIDTH, y + 11.0, "占比"),
        ];
        y += HEAD - 3.0;
        all.push(rule(y, "0.8"));
        for row in &self.rows {
            all.push(self.row(row, y));
            y += row.height();
        }
        all.push(rule(y + 3.0, "0.8"));
        Element::new("g").children(all)
    }

    fn row(&self, row: &Row, y: f64) -> Element {
        let base = y + 12.0;
        let group = Element::new("g").attr("fill", if row.fill.is_some() { "#000" } else { MUTED });
        let swatch = Element::new("rect")
            .attr("x", number(LEFT))
            .attr("y", number(base - 8.0))
            .attr("width", number(SWATCH))
            .attr("height", number(SWATCH))
            .attr("fill", row.fill.map_or("none", |fill| fill.color))
            .attr("stroke", if row.fill.is_some() { "#000" } else { "#999" })
            .attr("stroke-width", "0.5");
        let mut line_y = base - LINE;
        let lines = row.lines.iter().map(|line| {
            line_y += LINE;
            text(LABEL_X, line_y, SIZE, line)
        });
        group
            .child(swatch)
            .children(lines)
            .child(end(self.amount_x, base, &row.amount))
            .child(end(WIDTH, base, &row.share))
    }
}

fn end(x: f64, y: f64, words: &str) -> Element {
    text(x, y, SIZE, words).attr("text-anchor", "end")
}

fn rule(y: f64, weight: &str) -> Element {
    let y = number(y);
    let path = format!("M{} {y}H{}", number(LEFT), number(WIDTH));
    Element::new("path").attr("d", path).attr("stroke", "#000").attr("stroke-width", weight)
}
