//! Which cell is wrong: every entered amount of the sample changed by 100 yuan, and what is said of it.

use final_accounts::amount::Amount;
use final_accounts::calc::{Engine, Value, Values, cell_label};
use final_accounts::checks::{Finding, Suspect, findings, group, slips, suspects, untied};
use final_accounts::report::{CellContent, CellRef, Entered};

use crate::common::at;
use crate::edits::apply;
use crate::sample::engine;

/// The entered cells of the sample that hold an amount.
fn amounts(engine: &Engine) -> Vec<(CellRef, Amount)> {
    let money = |cell: CellRef| match engine.value(cell) {
        Value::Money(amount) if !engine.is_derived(cell) => Some((cell, amount)),
        _ => None,
    };
    engine.live_cells().filter_map(money).collect()
}

fn holding(cell: CellRef, amount: Amount) -> Engine {
    let mut engine = engine();
    let content = CellContent::of(Some(Entered::yuan(amount)));
    engine.apply(engine.entering(cell, content)).unwrap();
    engine
}

fn is_named(suspects: &[Suspect], cell: CellRef) -> bool {
    suspects.iter().take(3).any(|suspect| suspect.cell == cell)
}

/// Of the amounts that others are held against, so many of a hundred are among the first three when nobody knows what
/// was changed last.
const FOUND_WITHOUT_HISTORY: usize = 58;

#[test]
fn a_wrong_amount_is_found_and_named() {
    let sound = engine();
    let before: Vec<String> = findings(&sound).into_iter().map(|finding| finding.key).collect();
    let loose = untied(&sound);
    let (mut tied, mut named, mut missed) = (0, 0, Vec::new());
    for (cell, amount) in amounts(&sound).into_iter().filter(|(cell, _)| !loose.contains(cell)) {
        let engine = holding(cell, amount.checked_add(Amount::from_fen(10_000)).unwrap());
        let name = cell.name(engine.report().template());
        let new = findings(&engine).into_iter().filter(|finding| !before.contains(&finding.key));
        let of_tables = |finding: &Finding| finding.difference.is_some();
        assert!(new.filter(of_tables).count() > 0, "{name}: nothing found");
        assert!(is_named(&suspects(&engine, &[cell]), cell), "{name}: not suspected though changed last");
        tied += 1;
        match is_named(&suspects(&engine, &[]), cell) {
            true => named += 1,
            false => missed.push(name),
        }
    }
    let names = loose.iter().map(|cell| cell.name(sound.report().template()));
    println!("{tied} amounts are held against others; {named} are named without history");
    println!("not among the first three: {}", missed.join(" "));
    println!("untied: {}", names.collect::<Vec<_>>().join(" "));
    assert!(named * 100 >= tied * FOUND_WITHOUT_HISTORY, "{named} of {tied}");
    assert!(tied >= 48, "{tied}");
}

#[test]
fn one_wrong_amount_is_one_cause() {
    let sound = engine();
    let before: Vec<String> = findings(&sound).into_iter().map(|finding| finding.key).collect();
    for name in [
        "T05.2010101.c2",
        "T05.2010302.c3",
        "T05.2080505.c2",
        "T05.2101101.c2",
        "T06.30108.amount",
        "T06.30201.amount",
        "T07.31002.amount",
        "T01.L_bop.amount",
        "prior.income_total.amount",
    ] {
        let cell = at(sound.report(), name);
        let Value::Money(amount) = sound.value(cell) else { panic!("{name} is blank") };
        let engine = holding(cell, amount.checked_add(Amount::from_fen(10_000)).unwrap());
        let new: Vec<Finding> = findings(&engine)
            .into_iter()
            .filter(|finding| !before.contains(&finding.key) && finding.difference.is_some())
            .collect();
        let groups = group(&new, &engine, &[cell]);
        assert_eq!(groups.len(), 1, "{name}: {groups:#?}");
        assert_eq!(groups[0].suspects.first().map(|suspect| suspect.cell), Some(cell), "{name}");
        assert_eq!(groups[0].findings.len(), new.len());
        assert_eq!(groups[0].about.is_empty(), new.len() == 1, "{name}: {}", groups[0].about);
    }
}

#[test]
fn slips_of_the_hand_are_guessed() {
    let cases = [
        ("T06.30201.amount", "cell T06.30201.amount = 85.84", "把万元的数填成了元", "858375.48", "858400.00"),
        ("T06.30201.amount", "cell T06.30201.amount = 8583754800.00", "多乘了一万", "", ""),
        ("T06.30201.amount", "cell T06.30201.amount = 85837.54", "", "", ""),
        ("T06.30211.amount", "cell T06.30211.amount = 765366.50", "小数点错了位（差 10 倍）", "", ""),
        ("T06.30211.amount", "cell T06.30211.amount = 7653665.00", "小数点错了位（差 100 倍）", "", ""),
        ("T06.30211.amount", "cell T06.30211.amount = -76536.65", "正负号写反", "", ""),
        ("T06.30211.amount", "cell T06.30211.amount = 75636.65", "相邻两位数字写颠倒", "", ""),
        ("T05.2080505.c3", "cell T05.2080505.c3 = 440687.65", "填错了栏", "", ""),
        ("T06.30203.amount", "cell T06.30203.amount = 858375.48", "重复填了一次", "", ""),
    ];
    for (name, line, expected, from, to) in cases {
        let mut engine = engine();
        if !from.is_empty() {
            // The right amount in whole 0.01 万元, balanced by another cell.
            let rest = "1742177.64";
            assert_eq!((from, to), ("858375.48", "858400.00"));
            apply(&mut engine, &[format!("cell {name} = {to}"), format!("cell T06.30227.amount = {rest}")]);
            assert!(suspects(&engine, &[]).is_empty());
        }
        if name == "T05.2080505.c3" {
            apply(&mut engine, &["cell T05.2080505.c2 =".to_string()]);
        }
        apply(&mut engine, &[line.to_string()]);
        let cell = at(engine.report(), name);
        let all = suspects(&engine, &[cell]);
        let guesses: Vec<String> = all
            .first()
            .map(|suspect| slips(suspect, &engine))
            .into_iter()
            .flatten()
            .map(|slip| slip.words)
            .collect();
        let found = guesses
            .iter()
            .any(|words| words.contains(expected) && words.contains(&cell_label(cell, &engine)));
        assert_eq!(found, !expected.is_empty(), "{line}: {guesses:?}");
    }
}
