//! The source's text as other programs give it: the same faults are found, and no others.

use super::engine;
use super::source::TEXT;
use final_accounts::proof::{Counts, read};

/// The kinds of remark in order, without what depends on how the text is laid out, and how many figures there are.
fn found(text: &str) -> (Vec<&'static str>, Counts) {
    let proof = read(text, &engine());
    for remark in &proof.remarks {
        assert_eq!(text[remark.reading.at.clone()], remark.reading.written);
    }
    (proof.remarks.iter().map(|remark| remark.kind.name()).collect(), proof.counts)
}

/// The text broken at a width, in columns of half a Chinese character.
fn wrapped(columns: usize) -> String {
    let mut text = String::new();
    for line in TEXT.lines() {
        let mut taken = 0;
        for c in line.chars() {
            let width = if c.is_ascii() { 1 } else { 2 };
            if taken + width > columns {
                text.push('\n');
                taken = 0;
            }
            text.push(c);
            taken += width;
        }
        text.push('\n');
    }
    text
}

const FAULTS: [&str; 5] = ["zero_base", "zero_base", "alternative", "needless_reason", "look_alike"];

#[test]
fn lines_broken_by_a_page_are_joined() {
    let (plain, counts) = found(TEXT);
    assert_eq!(plain, FAULTS);
    for columns in [56, 60, 65, 73, 80, 86] {
        let text = wrapped(columns);
        let (kinds, wrapped) = found(&text);
        println!("{columns} columns: {kinds:?} {wrapped:?}");
        assert_eq!(kinds, FAULTS, "{columns}");
        assert!(wrapped.agreed + 6 >= counts.agreed, "{columns}: {wrapped:?}");
    }
}

#[test]
fn other_blanks_and_marks_change_nothing() {
    let (_, counts) = found(TEXT);
    let narrow = [('，', ','), ('（', '('), ('）', ')'), ('：', ':'), ('；', ';'), ('“', '"'), ('”', '"')];
    let narrowed = narrow
        .iter()
        .fold(TEXT.to_string(), |text, (wide, narrow)| text.replace(*wide, narrow.encode_utf8(&mut [0; 4])));
    for text in [TEXT.replace('\n', "\r\n　　"), TEXT.replace('\n', "\n\n"), narrowed] {
        assert_eq!(found(&text), (FAULTS.to_vec(), counts));
    }
    // Blanks between words and figures, as word processors put them.
    let mut spaced = String::new();
    let mut before = '\n';
    for c in TEXT.chars() {
        let meets =
            |one: char, two: char| one.is_ascii_digit() && !two.is_ascii() || one == '%' && !two.is_ascii();
        if meets(before, c) || meets(c, before) {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    let (kinds, of_spaced) = found(&spaced);
    assert_eq!((kinds, of_spaced.agreed), (FAULTS.to_vec(), counts.agreed));
}
