//! Bars that lie: labels on the left, where long ones have room, and at each bar's end its amount. Several series stand
//! under each other in each part and differ by hatching, so that black-and-white print tells them apart.

use super::words::{SIZE, width, wrap};
use super::{FILLS, WIDTH, number, text};
use crate::figures::{Part, Point, Series};
use crate::markup::{Element, anchor};
use rust_decimal::prelude::ToPrimitive;

const HEAD: f64 = 20.0;
const LINE: f64 = 11.0;
/// Height of a bar, and what lies between two parts.
const BAR: f64 = 11.0;
const SPACE: f64 = 7.0;
const GAP: f64 = 5.0;
const SWATCH: f64 = 9.0;
/// Widest label before it breaks, and what the bars have at least.
const LABEL: f64 = 132.0;
const LEAST: f64 = 90.0;

/// How a series looks: a colour, and the angle and colour of the lines on it.
const STYLES: [(&str, Option<(&str, &str)>); 4] = [
    ("#1f4e8c", None),
    ("#f2d9a0", Some(("45", "#5a4210"))),
    ("#ffffff", Some(("0", "#111111"))),
    ("#4a1c1c", Some(("135", "#ffffff"))),
];

struct Layout {
    labels: f64,
    /// Where zero is.
    zero: f64,
    /// Width of one 万元.
    scale: f64,
}

/// The chart and its height.
pub(super) fn bars(series: &Series) -> (f64, Vec<Element>) {
    let layout = layout(series);
    let mut drawing = Vec::new();
    drawing.extend((!series.names.is_empty()).then(|| patterns(series)));
    drawing.push(head(series));
    let mut y = HEAD;
    for part in &series.parts {
        let lines = wrap(&part.label, layout.labels);
        let height = (count(part.values.len()) * BAR).max(count(lines.len()) * LINE) + SPACE;
        drawing.push(row(series, part, &lines, &layout, y, height));
        y += height;
    }
    let path = format!("M{} {}V{}", number(layout.zero), number(HEAD), number(y));
    drawing.push(Element::new("path").attr("d", path).attr("stroke", "#000").attr("stroke-width", "0.8"));
    (y + 4.0, drawing)
}

fn layout(series: &Series) -> Layout {
    let points = || series.parts.iter().flat_map(|part| &part.values);
    let widest = |negative: bool| {
        let ends = points().filter(|point| point.amount.is_negative() == negative);
        ends.map(|point| width(&words(point)) + GAP).fold(0.0, f64::max)
    };
    let (left, right) = (widest(true), widest(false));
    let longest = series.parts.iter().map(|part| width(&part.label)).fold(0.0, f64::max);
    let labels = longest.min(LABEL).min((WIDTH - left - right - LEAST).max(5.0 * SIZE)) + 1.0;
    // Amounts too long for the drawing would leave no room for bars: those get some all the same.
    let room = (WIDTH - labels - GAP - left - right).max(LEAST / 2.0);
    let (low, high) =
        points().map(value).fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let scale = room / (high - low).max(f64::MIN_POSITIVE);
    Layout { labels, zero: labels + GAP + left - low * scale, scale }
}

/// The unit, and for several series what each bar is.
fn head(series: &Series) -> Element {
    let mut x = 0.0;
    let mut all = Vec::new();
    for (index, name) in series.names.iter().enumerate() {
        all.push(filled(rectangle(x, 2.0, SWATCH, SWATCH), series, index));
        all.push(text(x + SWATCH + 4.0, 10.0, SIZE, name));
        x += SWATCH + 4.0 + width(name) + 14.0;
    }
    let unit = text(WIDTH, 10.0, SIZE, "单位：万元").attr("text-anchor", "end");
    Element::new("g").children(all).child(unit)
}

fn row(series: &Series, part: &Part, lines: &[String], layout: &Layout, y: f64, height: f64) -> Element {
    let middle = y + height / 2.0;
    let mut line_y = middle - count(lines.len()) * LINE / 2.0 - 2.6;
    let label = lines.iter().map(|line| {
        line_y += LINE;
        text(layout.labels, line_y, SIZE, line).attr("text-anchor", "end")
    });
    let label: Vec<_> = label.collect();
    let mut bar_y = middle - count(part.values.len()) * BAR / 2.0;
    let mut bars = Vec::new();
    for (index, point) in part.values.iter().enumerate() {
        bars.extend(bar(series, index, point, layout, bar_y));
        bar_y += BAR;
    }
    Element::new("g").children(label).children(bars)
}

fn bar(series: &Series, index: usize, point: &Point, layout: &Layout, y: f64) -> Vec<Element> {
    let long = value(point) * layout.scale;
    let end = layout.zero + long;
    let mut drawn = Vec::new();
    if !point.amount.is_zero() {
        // The smallest amount is still seen.
        let seen = long.abs().max(0.6);
        let from = if long < 0.0 { layout.zero - seen } else { layout.zero };
        drawn.push(filled(rectangle(from, y + 0.5, seen, BAR - 1.0), series, index));
    }
    let (x, anchor) = if long < 0.0 { (end - GAP + 1.0, "end") } else { (end + GAP - 1.0, "start") };
    drawn.push(text(x, y + BAR / 2.0 + 3.2, SIZE, &words(point)).attr("text-anchor", anchor));
    drawn
}

/// 1,234.56（71.61%）
fn words(point: &Point) -> String {
    match point.share {
        Some(_) => format!("{}（{}）", point.amount_text, point.share_text),
        None => point.amount_text.clone(),
    }
}

fn value(point: &Point) -> f64 {
    point.amount.in_wan(6).to_f64().unwrap_or(0.0)
}

fn count(number: usize) -> f64 {
    u16::try_from(number).map_or(f64::from(u16::MAX), f64::from)
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Element {
    Element::new("rect")
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("width", number(width))
        .attr("height", number(height))
}

fn filled(shape: Element, series: &Series, index: usize) -> Element {
    let fill = if series.names.is_empty() {
        FILLS[0].color.to_string()
    } else {
        match STYLES[index % STYLES.len()] {
            (color, None) => color.to_string(),
            _ => format!("url(#{})", pattern_id(series, index % STYLES.len())),
        }
    };
    shape.attr("fill", fill).attr("stroke", "#000").attr("stroke-width", "0.5")
}

fn patterns(series: &Series) -> Element {
    let used = STYLES.iter().enumerate().take(series.names.len());
    let patterns = used.filter_map(|(index, (color, lines))| {
        let (angle, ink) = (*lines)?;
        let tile = rectangle(0.0, 0.0, 4.0, 4.0).attr("fill", *color);
        let line = rectangle(0.0, 0.0, 1.0, 4.0).attr("fill", ink);
        let pattern = Element::new("pattern")
            .attr("id", pattern_id(series, index))
            .attr("width", "4")
            .attr("height", "4")
            .attr("patternUnits", "userSpaceOnUse")
            .attr("patternTransform", format!("rotate({angle})"));
        Some(pattern.child(tile).child(line))
    });
    Element::new("defs").children(patterns)
}

fn pattern_id(series: &Series, index: usize) -> String {
    anchor(&format!("chart-hatch{index}"), &series.key)
}
