//! Texts of any kind: nothing panics, every figure is accounted for, long texts stay quick.

use super::engine;
use final_accounts::calc::Engine;
use final_accounts::proof::{Lines, MOST_LISTED, MOST_REMARKS, Proof, read};
use proptest::prelude::*;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Read once: it is the same in every case.
fn sample() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(engine)
}

/// What holds of every proof.
fn check(text: &str, proof: &Proof) {
    let counts = proof.counts;
    assert_eq!(counts.agreed + counts.wrong + counts.unjudged, counts.figures);
    assert!(counts.rounding <= counts.agreed);
    assert_eq!(proof.agreed.len(), counts.agreed.min(MOST_LISTED));
    assert_eq!(proof.unjudged.len(), counts.unjudged.min(MOST_LISTED));
    assert!(proof.remarks.len() <= MOST_REMARKS);
    let remarks = proof.remarks.iter().map(|remark| &remark.reading);
    for reading in remarks.chain(&proof.agreed).chain(&proof.unjudged) {
        assert_eq!(text.get(reading.at.clone()), Some(reading.written.as_str()));
        let sentence = text.get(reading.sentence.clone());
        assert!(sentence.is_some() && reading.sentence.contains(&reading.at.start), "{reading:?}");
    }
    let starts: Vec<usize> = proof.remarks.iter().map(|remark| remark.reading.at.start).collect();
    assert!(starts.is_sorted());
}

/// Words that a text of this kind has, and some that it should not have.
const WORDS: [&str; 44] = [
    "一、收入支出决算总体情况说明\n",
    "六、一般公共预算财政拨款基本支出决算情况说明\n",
    "总计",
    "1,724.62",
    "万元",
    "。",
    "，",
    "、",
    "增加",
    "（减少）",
    "增长",
    "386.19%",
    "2023年度",
    "O475-",
    "XX",
    "___",
    "()",
    "（）",
    "万元万元",
    "{",
    "}",
    "0",
    "9",
    "l",
    "〇",
    "３",
    ".",
    ",",
    "-",
    "\n",
    "\r",
    "\u{3000}",
    "持平",
    "差异原因",
    "取暖费",
    "36.42",
    "办公费",
    "99999999999999999999999",
    "占",
    "％",
    "人员经费396.62万元。主要包括：基本工资120.41万元",
    "元",
    "年",
    "亿元",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC*") {
        check(&text, &read(&text, sample()));
    }

    #[test]
    fn any_words_are_read(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60)) {
        let text = words.concat();
        check(&text, &read(&text, sample()));
    }
}

#[test]
fn long_texts_stay_quick_and_bounded() {
    let source = include_str!("../fixtures/source-2023-full.txt");
    let cases = [
        ("the report again and again", source.repeat(60)),
        ("one line of digits", "9".repeat(2_000_000)),
        ("amounts without end", "办公费85.84万元、".repeat(100_000)),
        (
            "a section without end",
            format!("一、收入支出决算总体情况说明\n{}", "总计1,724.63万元。".repeat(60_000)),
        ),
        ("brackets", "（".repeat(1_000_000)),
        ("braces", "{".repeat(1_000_000)),
        ("open places", "增加（减少）XX".repeat(100_000)),
        ("no line, no stop", "的".repeat(1_000_000)),
    ];
    for (name, text) in cases {
        let start = Instant::now();
        let proof = read(&text, sample());
        println!("{name}: {} KB in {:?}, {:?}", text.len() >> 10, start.elapsed(), proof.counts);
        check(&text, &proof);
        // An unoptimised build on a busy machine: only what grows with the square of the length takes longer.
        assert!(start.elapsed() < Duration::from_secs(60), "{name}");
    }
}

#[test]
fn remarks_beyond_the_most_are_counted() {
    let text = "增加（减少）。".repeat(3_000);
    let proof = read(&text, sample());
    assert_eq!((proof.remarks.len(), proof.more_remarks), (MOST_REMARKS, 1_000));
}

#[test]
fn places_are_told_as_lines_and_columns() {
    let text = "一\n二三\n四";
    let cases = [("一", 1, 1), ("二", 2, 1), ("三", 2, 2), ("四", 3, 1)];
    for (word, line, column) in cases {
        let found = Lines::new(text).place(text.find(word).unwrap());
        assert_eq!((found.line, found.column), (line, column), "{word}");
    }
    assert_eq!(Lines::new(text).place(usize::MAX).line, 3);
    assert_eq!(Lines::new("").place(0).line, 1);
}
