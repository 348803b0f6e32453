use super::*;
use crate::amount::Amount;

fn wan(wan: i64) -> Amount {
    Amount::from_fen(wan * 1_000_000)
}

fn series(amounts: &[i64]) -> Series {
    let whole = Some(wan(amounts.iter().sum()));
    let part = |(index, amount): (usize, &i64)| Part {
        label: format!("第{index}项"),
        values: vec![Point::new(wan(*amount), whole)],
    };
    let parts = amounts.iter().enumerate().map(part).collect();
    let (key, title) = ("income".into(), "图1.收入决算图".into());
    Series { key, title, kind: FigureKind::Pie, names: Vec::new(), parts, absent: None }
}

fn grouped(amounts: &[[i64; 2]]) -> Series {
    let part = |(index, pair): (usize, &[i64; 2])| Part {
        label: format!("第{index}类支出"),
        values: pair.iter().map(|amount| Point::new(wan(*amount), None)).collect(),
    };
    let parts = amounts.iter().enumerate().map(part).collect();
    let names = vec!["年初预算数".into(), "决算数".into()];
    Series { kind: FigureKind::Grouped, names, parts, ..series(&[]) }
}

fn count(text: &str, needle: &str) -> usize {
    text.matches(needle).count()
}

#[test]
fn slices_by_share() {
    // amounts -> slices as arcs, circles (the rim is one), shares written on or beside the pie
    let cases: [(&[i64], usize, usize, usize); 6] = [
        (&[50, 50], 2, 1, 2),
        (&[100, 0, 0], 0, 2, 1),
        (&[100], 0, 2, 1),
        (&[96, 4], 2, 1, 1),
        (&[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 10, 1, 10),
        (&[999_999_999, 1], 1, 2, 1),
    ];
    for (amounts, slices, circles, labels) in cases {
        let svg = svg(&series(amounts));
        assert_eq!(count(&svg, "<circle"), circles, "{amounts:?}");
        // The tiny slice beside a full circle is drawn too.
        let tiny = usize::from(amounts.len() == 2 && circles == 2);
        assert_eq!(count(&svg, "Z\""), slices.max(tiny), "{amounts:?}");
        let written = count(&svg, "text-anchor=\"middle\" fill") + count(&svg, "text-anchor=\"start\" fill");
        let written = written + count(&svg, "text-anchor=\"end\" fill");
        assert_eq!(written, labels, "{amounts:?}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn every_part_is_in_the_legend_and_in_the_words() {
    let svg = svg(&series(&[60, 0, 40]));
    assert!(svg.contains("第0项60.00万元，占60.00%；第1项0.00万元，占0.00%；第2项40.00万元，占40.00%。"));
    assert_eq!(count(&svg, "<rect"), 3);
    assert_eq!(count(&svg, MUTED_GROUP), 1);
}

const MUTED_GROUP: &str = "<g fill=\"#666\">";

#[test]
fn without_a_chart_the_reason_stands_in_its_place() {
    let series = Series { absent: Some("合计为零，没有图可画。"), ..series(&[0, 0]) };
    let svg = svg(&series);
    assert_eq!(count(&svg, "合计为零，没有图可画。"), 2);
    assert_eq!(count(&svg, "<path") + count(&svg, "<circle"), 0);
}

#[test]
fn hostile_labels_stay_words_and_long_ones_are_cut_in_the_legend_only() {
    let mut series = series(&[60, 40]);
    series.key = "\"><script>".into();
    series.parts[0].label = "</svg><script>alert(1)</script>\u{202e}".into();
    series.parts[1].label = "长".repeat(100_000);
    let svg = svg(&series);
    assert!(!svg.contains("<script") && !svg.contains('\u{202e}'));
    assert_eq!(count(&svg, "</svg>"), 1);
    assert!(svg.contains('…') && svg.contains(&series.parts[1].label));
}

#[test]
fn neighbours_differ_in_lightness() {
    let lightness = |fill: &Fill| {
        let part = |at: usize| u32::from_str_radix(&fill.color[at..at + 2], 16).expect("hex");
        part(1) * 30 + part(3) * 59 + part(5) * 11
    };
    for (fill, next) in FILLS.iter().zip(FILLS.iter().cycle().skip(1)) {
        assert!(lightness(fill).abs_diff(lightness(next)) > 5_000, "{} {}", fill.color, next.color);
    }
}

#[test]
fn drawings_are_the_same_every_time() {
    assert_eq!(number(-0.001), "0");
    assert_eq!(number(12.3456), "12.35");
    assert_eq!(number(100.0), "100");
    assert_eq!(svg(&series(&[3, 1, 2])), svg(&series(&[3, 1, 2])));
}

/// The attribute of every bar: x and width.
fn rectangles(svg: &str, height: &str) -> Vec<(f64, f64)> {
    let value = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!(" {name}=\"")).expect("the attribute").1;
        rest.split_once('"').expect("its end").0.parse().expect("a number")
    };
    let tags = svg.split("<rect").skip(1).filter(|tag| tag.contains(&format!("height=\"{height}\"")));
    tags.map(|tag| (value(tag, "x"), value(tag, "width"))).collect()
}

#[test]
fn bars_are_as_long_as_their_amounts_on_both_sides_of_zero() {
    let bar = Series { kind: FigureKind::Bar, ..series(&[60, -30, 0, 10]) };
    let svg = svg(&bar);
    let bars = rectangles(&svg, "10");
    assert_eq!(bars.len(), 3, "zero has no bar: {svg}");
    assert!((bars[0].1 / bars[1].1 - 2.0).abs() < 0.01 && (bars[0].1 / bars[2].1 - 6.0).abs() < 0.01);
    assert!((bars[1].0 + bars[1].1 - bars[0].0).abs() < 0.02, "negative bars end where the others begin");
    assert!(
        svg.contains(">60.00（150.00%）<") && svg.contains(">0.00（0.00%）<") && svg.contains("单位：万元")
    );
    assert!(svg.contains("第0项60.00万元，占150.00%；第1项-30.00万元"));
}

#[test]
fn grouped_bars_have_a_legend_and_patterns_of_their_own() {
    let svg = svg(&grouped(&[[50, 100], [0, 25]]));
    assert_eq!(rectangles(&svg, "10").len(), 3);
    assert_eq!((count(&svg, ">年初预算数<"), count(&svg, ">决算数<")), (1, 1));
    assert_eq!((count(&svg, "<pattern"), count(&svg, "url(#chart-hatch1-income)")), (1, 3));
    assert!(svg.contains("第0类支出：年初预算数50.00万元，决算数100.00万元；"));
}

#[test]
fn bars_stay_on_the_drawing_whatever_they_say() {
    let most = Amount::MAX_ENTRY.fen() / 1_000_000;
    let long = "城乡社区公共设施与".repeat(30);
    for amounts in [vec![1], vec![most, -most, 1], vec![-5], vec![most, 0], (1..=60).collect()] {
        for kind in [FigureKind::Bar, FigureKind::Grouped] {
            let mut drawn = match kind {
                FigureKind::Grouped => {
                    grouped(&amounts.iter().take(30).map(|amount| [*amount, -amount]).collect::<Vec<_>>())
                }
                _ => Series { kind, ..series(&amounts) },
            };
            drawn.parts[0].label = long.clone();
            let svg = svg(&drawn);
            assert!(!svg.contains("NaN") && !svg.contains("inf") && svg.contains('…'), "{svg}");
            for (x, width) in rectangles(&svg, "10") {
                assert!(x >= 0.0 && x + width <= WIDTH && width > 0.5, "{x} {width} {amounts:?}");
            }
        }
    }
}
