//! A chart's option for ECharts, made by charming from a series: what the static picture shows, to be pointed at.
//!
//! Amounts go over as exact decimals in text, which ECharts reads; every word shown is the document's own.

use crate::figures::{Part, Point, Series};
use crate::template::FigureKind;
use charming::Chart;
use charming::component::{Aria, Axis, Decal, DecalItem, Grid, Legend, LegendType};
use charming::datatype::{CompositeValue, DataPoint, DataPointItem};
use charming::element::{
    AxisLabel, AxisType, Color, ItemStyle, Label, LabelPosition, Orient, TextStyle, Tooltip, Trigger,
};
use charming::series::{Bar, Pie};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The task's name.
pub const TASK: &str = "chart";

/// Characters of a category's name before it breaks, and lines of it.
const LABEL_WIDTH: usize = 11;
const LABEL_LINES: usize = 3;

/// The colours of the static picture.
const COLORS: [&str; 8] =
    ["#1f4e8c", "#f2d9a0", "#6d9aa3", "#eef2f7", "#4a1c1c", "#b9d0ad", "#111111", "#d0a377"];

/// What is sent: a series with the document's texts.
#[derive(Debug, Serialize, Deserialize)]
struct Sent {
    kind: FigureKind,
    names: Vec<String>,
    parts: Vec<SentPart>,
    /// Whether nothing shall move.
    still: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct SentPart {
    label: String,
    points: Vec<SentPoint>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SentPoint {
    /// 万元, exact.
    amount: String,
    /// 818.73万元，占47.49%
    words: String,
    /// What stands at the bar or in the slice.
    short: String,
}

/// The task's input for a series; `still` when the reader wants nothing to move. `None` when there is no chart.
pub fn input(series: &Series, still: bool) -> Option<String> {
    if series.absent.is_some() {
        return None;
    }
    let pie = series.kind == FigureKind::Pie;
    let point = |point: &Point| SentPoint {
        amount: point.amount.in_wan(6).normalize().to_string(),
        words: point.words(),
        short: match (pie, &point.share) {
            (true, _) => point.share_text.clone(),
            (false, Some(_)) => format!("{}（{}）", point.amount_text, point.share_text),
            (false, None) => point.amount_text.clone(),
        },
    };
    let part =
        |part: &Part| SentPart { label: plain(&part.label), points: part.values.iter().map(point).collect() };
    let sent = Sent {
        kind: series.kind,
        names: series.names.iter().map(|name| plain(name)).collect(),
        parts: series.parts.iter().map(part).collect(),
        still,
    };
    serde_json::to_string(&sent).ok()
}

/// Makes the option from what [`input`] wrote.
///
/// # Errors
/// When the input is of another version of the program.
pub fn option(input: &str) -> Result<String, String> {
    let other_version = |_| "图的数据读不出来，请刷新页面".to_string();
    let sent: Sent = serde_json::from_str(input).map_err(other_version)?;
    let chart = Chart::new()
        .animation(!sent.still)
        .color(COLORS.map(|color| Color::Value(color.into())).to_vec())
        .tooltip(Tooltip::new().trigger(Trigger::Item).formatter("{b}"));
    let chart = match sent.kind {
        FigureKind::Pie => pie(chart, &sent),
        FigureKind::Bar | FigureKind::Grouped => bars(chart, &sent),
    };
    let mut option = serde_json::to_value(&chart).map_err(other_version)?;
    complete(&mut option);
    Ok(option.to_string())
}

/// What charming has no words for. Tooltips are drawn, not written as HTML, and stay within the picture; the page has
/// a text alternative already; names of categories get the room they need.
fn complete(option: &mut Value) {
    option["tooltip"]["renderMode"] = json!("richText");
    option["tooltip"]["confine"] = json!(true);
    if option["series"][0]["type"] == "pie" {
        // The list beside it has the shares of all slices.
        option["series"][0]["minShowLabelAngle"] = json!(28);
    }
    if let Some(aria) = option.get_mut("aria") {
        aria["label"] = json!({ "enabled": false });
    }
    if option.get("grid").is_some() {
        option["grid"][0]["outerBoundsMode"] = json!("same");
        option["grid"][0]["outerBoundsContain"] = json!("axisLabel");
    }
}

fn pie(chart: Chart, sent: &Sent) -> Chart {
    let edge = |width: u8| ItemStyle::new().border_color("#000").border_width(width);
    let data = sent.parts.iter().filter_map(|part| {
        let point = part.points.first()?;
        let item = |item: DataPointItem| if point.amount == "0" { item.item_style(edge(0)) } else { item };
        let value: Vec<CompositeValue> = vec![point.amount.as_str().into(), point.short.as_str().into()];
        let words = format!("{} {}", part.label, point.words);
        Some(DataPoint::from(item(DataPointItem::new(value).name(words))))
    });
    let legend = Legend::new()
        .type_(LegendType::Scroll)
        .orient(Orient::Vertical)
        .left("42%")
        .top("middle")
        .item_style(edge(1))
        .text_style(TextStyle::new().font_size(12));
    let label = Label::new().position(LabelPosition::Inside).formatter("{@[1]}").font_size(12);
    chart.legend(legend).series(
        Pie::new()
            .radius("84%")
            .center(vec!["21%", "50%"])
            .item_style(edge(1))
            .label(label)
            .data(data.collect::<Vec<_>>()),
    )
}

fn bars(chart: Chart, sent: &Sent) -> Chart {
    let categories: Vec<String> = sent.parts.iter().map(|part| wrapped(&part.label)).collect();
    let chart = chart
        .grid(Grid::new().left(8).right(120).top(30).bottom(8))
        .x_axis(Axis::new().type_(AxisType::Value).name("万元"))
        .y_axis(
            Axis::new()
                .type_(AxisType::Category)
                .inverse(true)
                .data(categories)
                .axis_label(AxisLabel::new().interval(0).font_size(12)),
        );
    let chart = if sent.names.is_empty() {
        chart
    } else {
        let edge = ItemStyle::new().border_width(1);
        let hatched = Aria::new().enabled(true).decal(Decal::new().show(true).decals(decals()));
        chart.legend(Legend::new().left(8).top(0).item_style(edge)).aria(hatched)
    };
    let count = sent.parts.iter().map(|part| part.points.len()).max().unwrap_or(0);
    let thickness = format!("{}%", 76 / count.max(2));
    (0..count).fold(chart, |chart, index| {
        let name = sent.names.get(index).map_or("", String::as_str);
        let data = (0..).zip(&sent.parts).filter_map(|(row, part): (i64, _)| {
            let point = part.points.get(index)?;
            let value: Vec<CompositeValue> =
                vec![point.amount.as_str().into(), row.into(), point.short.as_str().into()];
            let words = format!("{} {name}{}", part.label, point.words);
            Some(DataPoint::from(DataPointItem::new(value).name(words)))
        });
        let label =
            Label::new().show(true).position(LabelPosition::Outside).formatter("{@[2]}").font_size(12);
        let edge = ItemStyle::new().border_color("#000").border_width(1);
        let bar = Bar::new().label(label).item_style(edge).bar_width(thickness.as_str());
        let bar = if name.is_empty() { bar } else { bar.name(name) };
        chart.series(bar.data(data.collect::<Vec<_>>()))
    })
}

/// Hatching of the series, for those who do not tell the colours apart: none, one way, the other.
fn decals() -> Vec<DecalItem> {
    let lines = |turn| {
        let lines = DecalItem::new().color("rgba(0, 0, 0, 0.55)").rotation(turn);
        lines.dash_array_x(vec![1, 0]).dash_array_y(vec![2, 4])
    };
    vec![DecalItem::new().color("transparent"), lines(0.785), lines(-0.785)]
}

/// A text without the braces and breaks that ECharts would read as its own.
fn plain(text: &str) -> String {
    let written = |character: char| match character {
        '{' => '｛',
        '}' => '｝',
        other if other.is_control() => ' ',
        other => other,
    };
    text.chars().map(written).collect()
}

/// A category's name in lines.
fn wrapped(label: &str) -> String {
    let characters: Vec<char> = label.chars().collect();
    let lines = characters.chunks(LABEL_WIDTH).take(LABEL_LINES);
    let mut text = lines.map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n");
    if characters.len() > LABEL_WIDTH * LABEL_LINES {
        text.pop();
        text.push('…');
    }
    text
}
