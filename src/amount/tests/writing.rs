use rust_decimal::Decimal;

use super::super::*;
use Unit::{TenThousandYuan, Yuan};

#[test]
fn entered_amounts_keep_their_text_and_precision() {
    let cases = [
        (84_047_000, TenThousandYuan, 4, "84.0470", "84.0470", 50),
        (84_000_000, TenThousandYuan, 0, "84", "84", 5_000),
        (84_500_000, TenThousandYuan, 1, "84.5", "84.5", 5_000),
        (84_500_000, TenThousandYuan, 2, "84.50", "84.50", 5_000),
        (1_234_567_890_100, TenThousandYuan, 5, "1234567.89010", "1,234,567.89010", 5),
        (1, TenThousandYuan, 6, "0.000001", "0.000001", 0),
        (-172_462, Yuan, 2, "-1724.62", "-1,724.62", 0),
        (0, Yuan, 2, "0.00", "0.00", 0),
        // Fields nobody's typing produced: never less than the value, never beyond a fen.
        (-172_462, Yuan, 0, "-1724.62", "-1,724.62", 0),
        (100, Yuan, 200, "1.00", "1.00", 0),
        (1, TenThousandYuan, 200, "0.000001", "0.000001", 0),
        (i64::MIN, Yuan, 2, "-92233720368547758.08", "-92,233,720,368,547,758.08", 0),
    ];
    for (fen, unit, decimals, text, grouped, uncertainty) in cases {
        let entered = EnteredAmount { amount: Amount::from_fen(fen), unit, decimals };
        assert_eq!(entered.text(), text);
        assert_eq!(entered.grouped(), grouped);
        assert_eq!(entered.uncertainty_fen(), uncertainty, "{text}");
    }
}

#[test]
fn prints_rounded_half_away_from_zero() {
    let wan = |decimals, grouping| Format { unit: TenThousandYuan, decimals, grouping };
    let cases = [
        (1_723_662_073, Format::WAN, "1,723.66"),
        (1_723_662_073, Format::YUAN, "17,236,620.73"),
        (5_000, Format::WAN, "0.01"),
        (4_999, Format::WAN, "0.00"),
        (-5_000, Format::WAN, "-0.01"),
        (-4_999, Format::WAN, "0.00"),
        (1_723_662_073, wan(6, false), "1723.662073"),
        (1_723_662_073, wan(8, false), "1723.66207300"),
        (1_723_662_073, wan(0, true), "1,724"),
        (-99_999_999_999, wan(1, true), "-100,000.0"),
        (50, Format { unit: Yuan, decimals: 0, grouping: true }, "1"),
        (-49, Format { unit: Yuan, decimals: 0, grouping: true }, "0"),
        (i64::MIN, Format::YUAN, "-92,233,720,368,547,758.08"),
        (i64::MIN, wan(0, false), "-9223372036855"),
    ];
    for (fen, format, expected) in cases {
        assert_eq!(format_amount(Amount::from_fen(fen), format), expected, "{fen} {format:?}");
    }
    for (count, grouping, expected) in
        [(0, true, "0"), (1234, true, "1,234"), (1234, false, "1234"), (-100, true, "-100")]
    {
        assert_eq!(format_count(count, grouping), expected);
    }
}

#[test]
fn rates_are_exact_until_printed() {
    let fen = Amount::from_fen;
    assert_eq!(Rate::of(fen(1), Amount::ZERO), None);
    assert_eq!(Rate::of(Amount::ZERO, Amount::ZERO), None);
    let cases = [
        (38_619, 10_000, 2, "386.19%"),
        (1, 3, 2, "33.33%"),
        (2, 3, 0, "67%"),
        (1, 8, 1, "12.5%"),
        (1, 8, 0, "13%"),
        (-1, 8, 0, "-13%"),
        (-1, 8_000_000, 2, "0.00%"),
        (0, 5, 2, "0.00%"),
        (5, 5, 0, "100%"),
        (1234, 1, 2, "123400.00%"),
        (i64::MAX, 1, 1, "922337203685477580700.0%"),
        (1, 7, 200, "14.28571428571428571429%"),
    ];
    for (part, whole, decimals, expected) in cases {
        let rate = Rate::of(fen(part), fen(whole)).expect("a whole");
        assert_eq!(format_percent(rate, decimals), expected, "{part}/{whole}");
    }
    let largest = format_percent(Rate::from_ratio(Decimal::MAX), 0);
    assert_eq!(largest, "7922816251426433759354395033500%");
}

#[test]
fn amounts_never_wrap() {
    let (least, most) = (Amount::from_fen(i64::MIN), Amount::from_fen(i64::MAX));
    let one = Amount::from_fen(1);
    assert_eq!(most.checked_add(one), None);
    assert_eq!(least.checked_sub(one), None);
    assert_eq!((least.checked_neg(), least.abs()), (None, None));
    assert_eq!(one.checked_sub(one), Some(Amount::ZERO));
    assert_eq!(Amount::from_fen(-1).abs(), Some(one));
    assert!(Amount::from_fen(-1).is_negative() && !Amount::ZERO.is_negative() && Amount::ZERO.is_zero());
    assert_eq!(Amount::MAX_ENTRY.in_yuan(), Decimal::from(1_000_000_000_000_000_i64));
    assert_eq!([Yuan.label(), TenThousandYuan.label()], ["元", "万元"]);
}
