//! Charts from figures, as static SVG: the same picture in every export, in the preview and on paper.
//!
//! The only room with floating-point numbers: angles and places on the drawing, never money. What is printed beside
//! a chart are the texts the document prints too.
#![allow(clippy::disallowed_types, reason = "angles and places on a drawing")]

mod bars;
mod legend;
mod pie;
mod words;

#[cfg(test)]
mod tests;

use crate::figures::{Part, Point, Series};
use crate::markup::{Element, anchor};
use crate::template::FigureKind;

/// Width of the drawing; one unit is a point when it fills the 156 mm of the type area.
const WIDTH: f64 = 442.0;

/// Height of a drawing that only says why there is no chart.
const NOTE_HEIGHT: f64 = 40.0;

/// Height that fits on a page with its caption; a taller drawing is made smaller as a whole.
const PAGE_HEIGHT: f64 = 600.0;

/// A series as an `svg` element of its own: the chart with its words, or the reason why there is none. Fonts come from
/// the surrounding page.
pub fn svg(series: &Series) -> String {
    element(series).encode()
}

/// The same as a part of a larger tree.
pub fn element(series: &Series) -> Element {
    let (height, drawing) = match (series.absent, series.kind) {
        (Some(reason), _) => (NOTE_HEIGHT, vec![note(reason)]),
        (None, FigureKind::Pie) => {
            let legend = legend::legend(series);
            let height = legend.height.max(pie::HEIGHT);
            (height, vec![pie::pie(series, height / 2.0), legend.drawn(height)])
        }
        (None, FigureKind::Bar | FigureKind::Grouped) => bars::bars(series),
    };
    let (title, description) = (anchor("chart-title", &series.key), anchor("chart-text", &series.key));
    let view_width = WIDTH * (height / PAGE_HEIGHT).max(1.0);
    let left = (WIDTH - view_width) / 2.0;
    let view = [left, 0.0, view_width, height].map(number).join(" ");
    Element::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("viewBox", view)
        .attr("role", "img")
        .attr("aria-labelledby", format!("{title} {description}"))
        .child(Element::new("title").attr("id", title).text(&series.title))
        .child(Element::new("desc").attr("id", description).text(series.words()))
        .children(drawing)
}

/// The amount of a part in a chart of one series.
fn only(part: &Part) -> Option<&Point> {
    part.values.first()
}

fn note(reason: &str) -> Element {
    text(WIDTH / 2.0, NOTE_HEIGHT / 2.0 + 4.0, 12.0, reason).attr("text-anchor", "middle")
}

/// Words on the drawing, in black, from a point on their base line.
fn text(x: f64, y: f64, size: f64, words: &str) -> Element {
    Element::new("text").attr("x", number(x)).attr("y", number(y)).attr("font-size", number(size)).text(words)
}

/// A number with two decimals at most, the same on every machine.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// Fills in the order of the parts that have a slice: neighbours differ in lightness, so that black-and-white print
/// tells them apart.
const FILLS: [Fill; 8] = [
    Fill { color: "#1f4e8c", dark: true },
    Fill { color: "#f2d9a0", dark: false },
    Fill { color: "#6d9aa3", dark: false },
    Fill { color: "#eef2f7", dark: false },
    Fill { color: "#4a1c1c", dark: true },
    Fill { color: "#b9d0ad", dark: false },
    Fill { color: "#111111", dark: true },
    Fill { color: "#d0a377", dark: false },
];

struct Fill {
    color: &'static str,
    /// Whether words on it are white.
    dark: bool,
}

/// The fill of every part, `None` for one without a slice.
fn fills(series: &Series) -> Vec<Option<&'static Fill>> {
    let mut palette = FILLS.iter().cycle();
    let has_slice = |part: &Part| only(part).is_some_and(|point| !point.amount.is_zero());
    series.parts.iter().map(|part| if has_slice(part) { palette.next() } else { None }).collect()
}
