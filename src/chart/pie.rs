//! The pie.

use super::{fills, number, only, text};
use crate::figures::{Point, Series};
use crate::markup::Element;
use rust_decimal::prelude::ToPrimitive;
use std::f64::consts::TAU;

const CENTRE_X: f64 = 97.0;
const RADIUS: f64 = 62.0;

/// Height of a pie with labels outside it.
pub(super) const HEIGHT: f64 = 164.0;

/// A slice at least this large bears its share inside, a smaller one outside, one below the second limit not at all.
const INSIDE: f64 = 0.125;
const OUTSIDE: f64 = 0.05;

/// Nearly everything and nearly nothing: a circle, and a slice without white edges, which would cover it.
const ALL: f64 = 0.9999;
const SLIVER: f64 = 0.004;

struct Slice<'a> {
    fill: &'static super::Fill,
    from: f64,
    share: f64,
    label: &'a str,
}

/// The pie, its centre at height `y`.
pub(super) fn pie(series: &Series, y: f64) -> Element {
    let slices = slices(series);
    let shapes = slices.iter().map(|slice| shape(slice, y));
    // The rim closes light slices against white paper, and shows what the parts leave of the whole.
    let rim = circle(y).attr("fill", "none").attr("stroke", "#000").attr("stroke-width", "0.6");
    let labels = slices.iter().filter_map(|slice| label(slice, y));
    Element::new("g").children(shapes).child(rim).children(labels)
}

fn slices(series: &Series) -> Vec<Slice<'_>> {
    let share = |point: &Point| point.share.and_then(|share| share.ratio().to_f64()).unwrap_or(0.0).max(0.0);
    // Parts that overlap have more than the whole between them: then the pie is what they have.
    let whole = series.parts.iter().filter_map(only).map(share).sum::<f64>().max(1.0);
    let mut from = 0.0;
    let mut slices = Vec::new();
    for (part, fill) in series.parts.iter().zip(fills(series)) {
        if let (Some(fill), Some(point)) = (fill, only(part)) {
            let share = share(point) / whole;
            slices.push(Slice { fill, from, share, label: &point.share_text });
            from += share;
        }
    }
    slices
}

fn shape(slice: &Slice, y: f64) -> Element {
    // An arc whose ends meet draws nothing.
    if slice.share > ALL {
        return circle(y).attr("fill", slice.fill.color);
    }
    // Halves, because a nearly full arc has ends that print as one point.
    let end = slice.from + slice.share;
    let arc = |turn: f64| {
        let (x, y) = place(turn, RADIUS, y);
        format!("A{r} {r} 0 0 1 {} {}", number(x), number(y), r = number(RADIUS))
    };
    let (x, top) = place(slice.from, RADIUS, y);
    let path = format!(
        "M{} {}L{} {}{}{}Z",
        number(CENTRE_X),
        number(y),
        number(x),
        number(top),
        arc(slice.from + slice.share / 2.0),
        arc(end)
    );
    let shape = Element::new("path").attr("d", path).attr("fill", slice.fill.color);
    if slice.share < SLIVER {
        return shape;
    }
    shape.attr("stroke", "#fff").attr("stroke-width", "1.2").attr("stroke-linejoin", "round")
}

fn circle(y: f64) -> Element {
    Element::new("circle").attr("cx", number(CENTRE_X)).attr("cy", number(y)).attr("r", number(RADIUS))
}

fn label(slice: &Slice, y: f64) -> Option<Element> {
    if slice.share < OUTSIDE {
        return None;
    }
    let middle = slice.from + slice.share / 2.0;
    let inside = slice.share >= INSIDE;
    let distance = match slice.share {
        share if share > ALL => 0.0,
        share if inside && share < 0.16 => RADIUS * 0.74,
        _ if inside => RADIUS * 0.64,
        _ => RADIUS + 4.0,
    };
    let (x, y) = place(middle, distance, y);
    let anchor = match (middle * TAU).sin() {
        side if inside || side.abs() < 0.35 => "middle",
        side if side > 0.0 => "start",
        _ => "end",
    };
    // Above or below the pie the words move away by their own height, beside it they stay level.
    let drop = if inside { 3.2 } else { 3.2 - 4.0 * (middle * TAU).cos() };
    let color = if inside && slice.fill.dark { "#fff" } else { "#000" };
    Some(text(x, y + drop, 9.0, slice.label).attr("text-anchor", anchor).attr("fill", color))
}

/// A point at `turn` (0 to 1, clockwise from the top) and `distance` from the centre.
fn place(turn: f64, distance: f64, y: f64) -> (f64, f64) {
    let angle = turn * TAU;
    (CENTRE_X + distance * angle.sin(), y - distance * angle.cos())
}
