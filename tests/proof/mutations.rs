//! The composed report with one thing wrong at a time: each must be found, and the report as it is must be clean.

use super::composed::{Changed, Composed, Live, told};
use final_accounts::proof::{Remark, RemarkKind, read};
use final_accounts::template::ZeroWording;

const BOTH: [ZeroWording; 2] = [ZeroWording::AsSource, ZeroWording::Recommended];

/// How many of what was put wrong was found.
#[derive(Default)]
struct Tally {
    tried: usize,
    found: usize,
    missed: Vec<String>,
}

impl Tally {
    fn note(&mut self, found: bool, what: impl FnOnce() -> String) {
        self.tried += 1;
        if found {
            self.found += 1;
        } else {
            self.missed.push(what());
        }
    }

    /// At least so many in a hundred were found.
    fn expect(&self, title: &str, percent: usize) {
        println!("{title}: {} of {}", self.found, self.tried);
        self.missed.iter().for_each(|missed| println!("    missed: {missed}"));
        assert!(self.tried > 0 && self.found * 100 >= self.tried * percent, "{title}: {:?}", self.missed);
    }
}

fn live(composed: &Composed) -> impl Iterator<Item = &Live> {
    composed.figures.iter().filter(|live| told(&live.section))
}

/// Another digit in the place of one: 9 for 1, and so on.
fn other(digit: char) -> char {
    char::from_digit((digit.to_digit(10).unwrap() + 3) % 10, 10).unwrap()
}

/// The text with the `place`-th digit of a figure changed.
fn with_other_digit(composed: &Composed, live: &Live, place: usize) -> Option<Changed> {
    let figure = &composed.text[live.at.clone()];
    let (at, digit) = figure.char_indices().filter(|(_, c)| c.is_ascii_digit()).nth(place)?;
    let at = live.at.start + at;
    Some(composed.with(&(at..at + 1), &other(digit).to_string()))
}

#[test]
fn the_report_itself_is_clean() {
    for wording in BOTH {
        let composed = Composed::new(wording);
        let proof = read(&composed.text, &composed.engine);
        let remarks: Vec<_> = proof.remarks.iter().map(|r| (r.kind, &r.words, &r.reading.written)).collect();
        assert!(remarks.is_empty(), "{wording:?}: {remarks:?}");
        // Every live figure is judged, and by its own name.
        let unjudged: Vec<_> = live(&composed)
            .filter(|live| !proof.agreed.iter().any(|reading| reading.at.start == live.at.start))
            .map(|live| &live.key)
            .collect();
        assert!(unjudged.is_empty(), "{wording:?}: {unjudged:?}");
    }
}

#[test]
fn a_changed_digit_is_found() {
    for wording in BOTH {
        let composed = Composed::new(wording);
        let (mut first, mut last) = (Tally::default(), Tally::default());
        for live in live(&composed) {
            let digits = composed.text[live.at.clone()].chars().filter(char::is_ascii_digit).count();
            for (tally, place) in [(&mut first, 0), (&mut last, digits - 1)] {
                let changed = with_other_digit(&composed, live, place).unwrap();
                let written = || &changed.text[live.at.start - changed.start..live.at.end - changed.start];
                tally.note(changed.remarked(&live.at, &[]), || format!("{} {}", live.key, written()));
            }
        }
        first.expect(&format!("{wording:?}, first digit"), 95);
        last.expect(&format!("{wording:?}, last digit"), 90);
    }
}

#[test]
fn yuan_for_ten_thousand_yuan_is_found() {
    for wording in BOTH {
        let composed = Composed::new(wording);
        let mut tally = Tally::default();
        for live in live(&composed).filter(|live| composed.text[live.at.end..].starts_with("万元")) {
            let unit = live.at.end..live.at.end + "万元".len();
            let changed = composed.with(&unit, "元");
            tally.note(changed.remarked(&live.at, &[RemarkKind::Unit]), || live.key.clone());
        }
        tally.expect(&format!("{wording:?}, unit"), 95);
    }
}

#[test]
fn a_turned_direction_is_found() {
    let pairs = [("增加", "减少"), ("增长", "减少"), ("减少", "增加")];
    for wording in BOTH {
        let composed = Composed::new(wording);
        let mut tally = Tally::default();
        for live in live(&composed) {
            let before = &composed.text[..live.at.start];
            let zero = composed.text[live.at.clone()].chars().all(|c| matches!(c, '0' | '.' | '%'));
            let pair = pairs.iter().find(|(word, _)| before.ends_with(word)).filter(|_| !zero);
            let Some((word, turned)) = pair else { continue };
            let word = live.at.start - word.len()..live.at.start;
            let changed = composed.with(&word, turned);
            tally.note(changed.remarked(&live.at, &[RemarkKind::Direction]), || live.key.clone());
        }
        tally.expect(&format!("{wording:?}, direction"), 95);
    }
}

#[test]
fn a_dropped_item_is_found() {
    let composed = Composed::new(ZeroWording::AsSource);
    let mut tally = Tally::default();
    for live in live(&composed).filter(|live| live.key.contains(".items.")) {
        let (before, after) = (&composed.text[..live.at.start], &composed.text[live.at.end + "万元".len()..]);
        let start = before.rfind(['、', '：']).unwrap();
        let (joint, mut end) = (before[start..].chars().next().unwrap(), composed.text.len() - after.len());
        let mut from = start;
        // The first item goes with the joint behind it, any other with the one before it.
        if joint == '：' {
            from += joint.len_utf8();
            end += if after.starts_with('、') { '、'.len_utf8() } else { 0 };
        }
        let name = &composed.text[start + joint.len_utf8()..live.at.start];
        let proof = composed.with(&(from..end), "").proof;
        let omits = |remark: &&Remark| remark.kind == RemarkKind::ListOmits;
        let found = proof.remarks.iter().find(omits).is_some_and(|remark| remark.words.contains(name));
        let only = composed.figures.iter().filter(|other| same_list(&other.key, &live.key)).count() == 1;
        tally.note(found || only, || live.key.clone());
    }
    tally.expect("dropped items of lists", 100);
    let mut tally = Tally::default();
    for live in
        live(&composed).filter(|live| live.key.starts_with("s5.item.") && live.key.ends_with(".budget"))
    {
        let start = composed.text[..live.at.start].rfind('\n').unwrap();
        let end = live.at.end + composed.text[live.at.end..].find('\n').unwrap();
        let proof = composed.with(&(start..end), "").proof;
        let omits = |remark: &&Remark| remark.kind == RemarkKind::ListOmits;
        let found: Vec<_> = proof.remarks.iter().filter(omits).collect();
        tally.note(found.len() == 1 && proof.remarks.len() == 1, || {
            format!("{} {:?}", live.key, proof.remarks)
        });
    }
    tally.expect("dropped items of section 五", 95);
}

fn same_list(one: &str, two: &str) -> bool {
    let list = |key: &str| key.rsplit_once('.').map(|(list, _)| list.to_string());
    list(one) == list(two)
}

#[test]
fn an_invented_item_is_found() {
    let composed = Composed::new(ZeroWording::AsSource);
    let mut tally = Tally::default();
    for live in live(&composed).filter(|live| live.key.contains(".items.")) {
        let end = live.at.end + "万元".len();
        let added = "、个人农业生产补贴3.17万元";
        let changed = composed.with(&(end..end), added);
        let place = end..end + added.len();
        let found = changed.remarked(&place, &[RemarkKind::ListInvents]) && changed.proof.remarks.len() == 1;
        tally.note(found, || format!("{} {:?}", live.key, changed.proof.remarks));
    }
    tally.expect("invented items of lists", 100);
}

#[test]
fn swapped_neighbours_are_found() {
    for wording in BOTH {
        let composed = Composed::new(wording);
        let mut tally = Tally::default();
        let all: Vec<&Live> = live(&composed).collect();
        for pair in all.windows(2) {
            let [one, two] = pair else { continue };
            let (first, second) = (&composed.text[one.at.clone()], &composed.text[two.at.clone()]);
            let percent = |text: &str| text.ends_with('%');
            let zero = |text: &str| text.chars().all(|c| matches!(c, '0' | '.' | '%'));
            // Nought for nought is no mistake.
            let same = first == second || (zero(first) && zero(second));
            if one.section != two.section || same || percent(first) != percent(second) {
                continue;
            }
            let between = &composed.text[one.at.end..two.at.start];
            let both = one.at.start..two.at.end;
            let changed = composed.with(&both, &format!("{second}{between}{first}"));
            tally.note(changed.remarked(&both, &[]), || format!("{} and {}", one.key, two.key));
        }
        tally.expect(&format!("{wording:?}, swapped"), 95);
    }
}

#[test]
fn other_years_are_found() {
    let composed = Composed::new(ZeroWording::AsSource);
    let mut tally = Tally::default();
    for (at, _) in composed.text.match_indices("2023年") {
        let fixed = !composed.entered.iter().any(|entered| entered.contains(&at));
        let section = composed.figures.iter().rev().find(|live| live.at.start < at);
        let next = composed.figures.iter().find(|live| live.at.start > at);
        let near =
            next.is_some_and(|next| told(&next.section) && !composed.text[at..next.at.start].contains('\n'));
        if fixed && near && section.is_some() {
            let changed = composed.with(&(at..at + "2023".len()), "2022");
            let around = || composed.text[..at].chars().rev().take(30).collect::<String>();
            let found = changed.remarked(&(at..at + "2023".len()), &[RemarkKind::Year]);
            tally.note(found, || around().chars().rev().collect());
        }
    }
    tally.expect("last year's year", 95);
}
