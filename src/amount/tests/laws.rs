//! What holds for every number, not only for the ones in the tables.

use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::super::*;

fn units() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::Yuan), Just(Unit::TenThousandYuan)]
}

/// Small and large amounts, as often with few digits as with many.
fn fens() -> impl Strategy<Value = i64> {
    let most = Amount::MAX_ENTRY.fen();
    prop_oneof![
        -most..=most,
        -1_000_000..=1_000_000_i64,
        (-100_000_000_000..=100_000_000_000_i64).prop_map(|n| n * 10_000)
    ]
}

fn entered() -> impl Strategy<Value = EnteredAmount> {
    (fens(), units(), 0_u8..=6).prop_map(|(fen, unit, decimals)| EnteredAmount {
        amount: Amount::from_fen(fen),
        unit,
        decimals,
    })
}

/// Texts of the characters that matter here, which random Unicode would hardly ever hit.
const NUMBERLIKE: &str = "[0-9０-９,，.．。 \u{a0}+＋−△()（）¥￥元万%eEOolI#=一百\\-—]{0,24}";

proptest! {
    #[test]
    fn a_written_text_is_read_back(entered in entered()) {
        let text = entered.text();
        let read = EnteredAmount::from_text(&text, entered.unit);
        prop_assert_eq!(read.clone().map(EnteredAmount::text), Ok(text));
        prop_assert_eq!(read.map(|e| (e.amount, e.unit)), Ok((entered.amount, entered.unit)));
    }

    #[test]
    fn typing_what_is_shown_changes_nothing(entered in entered()) {
        let read = parse_amount(&entered.grouped(), entered.unit);
        let again = parse_amount(&format!("{}{}", entered.text(), entered.unit.label()), entered.unit);
        prop_assert_eq!(&read, &again);
        let read = read.ok().flatten();
        prop_assert_eq!(read.map(|e| (e.amount, e.text())), Some((entered.amount, entered.text())));
    }

    #[test]
    fn exact_prints_are_read_back(fen in fens(), unit in units(), grouping: bool) {
        let amount = Amount::from_fen(fen);
        let decimals = match unit { Unit::Yuan => 2, Unit::TenThousandYuan => 6 };
        let printed = format_amount(amount, Format { unit, decimals, grouping });
        let read = parse_amount(&printed, unit).ok().flatten();
        prop_assert_eq!(read.map(|e| e.amount), Some(amount));
    }

    #[test]
    fn wan_is_the_rounded_decimal(fen: i64, decimals in 0_u32..=6) {
        let exact = Decimal::from_i128_with_scale(fen.into(), 6);
        let rounded = exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        let wan = Amount::from_fen(fen).in_wan(decimals);
        prop_assert_eq!(wan, rounded);
        prop_assert_eq!(wan.scale(), decimals);
        let printed =
            format_amount(Amount::from_fen(fen), Format { unit: Unit::TenThousandYuan, decimals, grouping: false });
        prop_assert_eq!(printed.parse::<Decimal>(), Ok(rounded));
    }

    #[test]
    fn a_printed_value_is_within_the_uncertainty_of_its_reading(fen in fens(), decimals in 2_u32..=6) {
        let printed =
            format_amount(Amount::from_fen(fen), Format { unit: Unit::TenThousandYuan, decimals, grouping: true });
        if let Ok(Some(read)) = parse_amount(&printed, Unit::TenThousandYuan) {
            prop_assert!((read.amount.fen() - fen).abs() <= read.uncertainty_fen());
        }
    }

    #[test]
    fn percentages_round_the_true_quotient(part in fens(), whole in 1..=Amount::MAX_ENTRY.fen(), decimals in 0_u32..=4) {
        // Half away from zero on integers: nothing was rounded on the way.
        let (dividend, divisor) = (i128::from(part) * 10_i128.pow(decimals + 2), i128::from(whole));
        let digits = (2 * dividend.abs() + divisor) / (2 * divisor) * dividend.signum();
        let rate = Rate::of(Amount::from_fen(part), Amount::from_fen(whole)).expect("a whole");
        let printed = format_percent(rate, decimals);
        let read = printed.trim_end_matches('%').parse::<Decimal>();
        prop_assert_eq!(read, Ok(Decimal::from_i128_with_scale(digits, decimals)));
    }

    #[test]
    fn percentages_are_read_back(digits in -10_000_000_000_i64..=10_000_000_000, decimals in 0_u32..=10) {
        let rate = Rate::from_ratio(Decimal::new(digits, decimals + 2));
        prop_assert_eq!(parse_percent(&format_percent(rate, decimals)), Ok(Some(rate)));
    }

    #[test]
    fn counts_are_read_back(count in 0..=1_000_000_000_000_000_i64, grouping: bool) {
        prop_assert_eq!(parse_count(&format_count(count, grouping)), Ok(Some(count)));
    }

    #[test]
    fn any_text_gets_an_answer(text in prop_oneof![NUMBERLIKE, "\\PC{0,80}", any::<String>()], unit in units()) {
        let typed = parse_amount(&text, unit);
        if let Ok(Some(entered)) = &typed {
            prop_assert_eq!(parse_amount(&entered.text(), unit), Ok(Some(*entered)));
        }
        if let Ok(pasted) = parse_pasted_amount(&text, unit) {
            prop_assert!(pasted.dash || typed == Ok(pasted.value));
        }
        for said in [typed.err(), parse_count(&text).err(), parse_percent(&text).err()].into_iter().flatten() {
            prop_assert!(!said.to_string().is_empty());
        }
    }
}
