use super::*;
use crate::amount::{Amount, Format, Rate, format_amount, format_percent};
use crate::figures::Part;

fn series(amounts: &[i64]) -> Series {
    let whole = Amount::from_fen(amounts.iter().sum::<i64>() * 1_000_000);
    let part = |(index, wan): (usize, &i64)| {
        let amount = Amount::from_fen(wan * 1_000_000);
        let share = Rate::of(amount, whole).unwrap_or(Rate::from_ratio(rust_decimal::Decimal::ZERO));
        let (amount_text, share_text) = (format_amount(amount, Format::WAN), format_percent(share, 2));
        Part { label: format!("第{index}项"), amount, share, amount_text, share_text }
    };
    let parts = amounts.iter().enumerate().map(part).collect();
    Series { key: "income".into(), title: "图1.收入决算图".into(), parts, absent: None }
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
