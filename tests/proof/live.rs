//! Own wordings with live names: the text is proofed as it reads, and only what was typed is judged.

use super::{engine, recommended, said};
use final_accounts::calc::{Engine, Values};
use final_accounts::narrative::{Fragment, instances, kept_wording, locate, piece_names, piecewise};
use final_accounts::narrative::{Token, first_wording, tokens, wording_key};
use final_accounts::proof::{Proof, RemarkKind, own_text};
use final_accounts::report::Edit;
use final_accounts::template::{BlockBody, Piece, Template};
use std::time::{Duration, Instant};

/// The section of a sentence's key, and the key of its wording.
fn proofed(sentence: &str, text: &str, report: &Engine) -> Proof {
    let section = sentence.split('.').next().unwrap();
    let proof = own_text(section, &wording_key(sentence), text, report);
    placed(text, &proof);
    proof
}

/// All places are those of the text as typed.
fn placed_within(text: &str, proof: &Proof) {
    let readings = proof.agreed.iter().chain(&proof.unjudged);
    for reading in proof.remarks.iter().map(|remark| &remark.reading).chain(readings) {
        assert_eq!(text.get(reading.at.clone()), Some(reading.written.as_str()));
        assert!(text.get(reading.sentence.clone()).is_some() && reading.sentence.contains(&reading.at.start));
    }
}

/// All places are those of the text as typed, and none parts a name that stands for something.
fn placed(text: &str, proof: &Proof) {
    placed_within(text, proof);
    let (mut names, mut start) = (Vec::new(), 0);
    for token in tokens(text) {
        let end = match token {
            Token::Words(words) => start + words.len(),
            Token::Name(name) => start + name.len() + 2,
        };
        names.extend(matches!(token, Token::Name(name) if !name.starts_with('无')).then_some(start..end));
        start = end;
    }
    let counts = proof.counts;
    assert_eq!(counts.agreed + counts.wrong + counts.unjudged, counts.figures, "{text}");
    let readings = proof.agreed.iter().chain(&proof.unjudged);
    for reading in proof.remarks.iter().map(|remark| &remark.reading).chain(readings) {
        let parted = |at: usize| names.iter().any(|name| name.start < at && at < name.end);
        assert!(!parted(reading.at.start) && !parted(reading.at.end), "{text} {reading:?}");
    }
}

fn sorted(words: &str) -> Vec<&str> {
    let mut words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

#[test]
fn typed_figures_are_judged_among_live_names() {
    let report = engine();
    let mut wrong = Vec::new();
    let cases = [
        // All that is live is silent.
        (
            "s1.total",
            "{department}{year}年度收入、支出决算总计{total}万元，与年初预算相比，收、支{vs_budget}。",
            "",
        ),
        ("s1.total", "{department}{year}年度收入、支出决算总计0.30万元", "amount:0.30万元"),
        (
            "s1.total",
            "{department}{year}年度收入、支出决算总计0.30万元，总计{total}万元。",
            "amount:0.30万元",
        ),
        ("s1.total", "{department}{year}年度收入、支出决算总计1,724.62万元", "=1,724.62万元"),
        (
            "s1.total",
            "{department}{year}年度收入、支出决算总计{total}万元，与上年决算795.27万元相比，收、支总计{vs_prior}。",
            "amount:795.27万元",
        ),
        (
            "s1.total",
            "{department}{year}年度收入、支出决算总计{total}万元，与上年决算795.72万元相比，收、支总计{vs_prior}。",
            "=795.72万元",
        ),
        // What is typed behind a phrase, and a phrase that is typed.
        (
            "s1.total",
            "与年初预算{budget}万元相比，收、支{vs_budget}；与上年决算795.27万元相比，收、支{vs_prior}。",
            "amount:795.27万元",
        ),
        (
            "s1.total",
            "{department}{year}年度收入、支出决算总计{total}万元，与上年决算{prior}万元相比，收、支各减少928.90万元，增长16.74%。",
            "direction:928.90万元 rate:16.74%",
        ),
        // The unit is live or typed; a list reads as its items.
        (
            "s11.total",
            "{department}{year}年度机构运行经费支出422.12万元，其中：办公费85.84万元。",
            "=422.12万元 =85.84万元",
        ),
        // Other years than the live one.
        ("s1.total", "{department}2022年度收入、支出决算总计{total}万元", "?2022年"),
        // Names that stand for nothing.
        ("s1.total", "{department}{year}年度收入、支出决算总计{无此数1.5万元}万元", ""),
        ("s1.total", "{无此数}{year}年度收入、支出决算总计0.30万元", "amount:0.30万元"),
        ("s1.total", "{department}{year}年度收入、支出决算总计{total万元，0.30万元", "?0.30万元"),
        ("s1.total", "{total|斤}万元，总计XX{无XX}", "alternative:XX alternative:XX"),
        // Doubled by what stands before it.
        (
            "s1.total",
            "总计{total}万元万元，与年初预算相比，{vs_budget}%%。",
            "repeated:万元万元 repeated:{vs_budget}%",
        ),
        ("s1.total", "与年初预算相比，收、支{vs_budget}%。", "repeated:{vs_budget}%"),
    ];
    for (sentence, text, expected) in cases {
        let proof = proofed(sentence, text, &report);
        if sorted(&said(&proof)) != sorted(expected) {
            wrong.push(format!("{text}\n    {}", said(&proof)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_within_other_texts_are_read_too() {
    let mut report = engine();
    let reason = |text: &str| Edit::SetText("s1.total.budget_reason".into(), Some(text.into()));
    report.apply(reason("取暖费{取暖费}万元，增加（减少）XX")).unwrap();
    let cases = [
        // A reason: its names are live, those of the sentence are not its own.
        ("s1", "s1.total.budget_reason", "取暖费{取暖费}万元，办公费85.94万元", "amount:85.94万元"),
        ("s1", "s1.total.budget_reason", "取暖费{取暖费}万元，取暖费36.42万元", "=36.42万元"),
        ("s1", "s1.total.budget_reason", "{s1.total.budget_reason}，取暖费36.42万元", "=36.42万元"),
        ("s1", "s1.total.budget_reason", "{total}万元", ""),
        // A wording takes the reason in: what is wrong in it is said of the reason itself.
        (
            "s1",
            "s1.total.override",
            "收、支{vs_budget}{budget_reason}。与上年决算795.27万元相比",
            "amount:795.27万元",
        ),
        ("s1", "s1.total.override", "与年初预算相比{budget_reason}，取暖费36.52万元", "amount:36.52万元"),
        ("s1", "s1.total.override", "{s1.total.budget_reason}，。", "repeated:，。"),
        (
            "s1",
            "s1.total.override",
            "{s1.total.override}{year}年度收入、支出决算总计0.30万元",
            "amount:0.30万元",
        ),
        // A text of its own, and one of a list.
        ("o3", "o3.work", "取暖费{取暖费}万元，取暖费36.52万元", "amount:36.52万元"),
        ("", "projects.1.achieved", "{取暖费}万元；取暖费36.42万元", "=36.42万元"),
    ];
    for (section, key, text, expected) in cases {
        let proof = own_text(section, key, text, &report);
        placed(text, &proof);
        assert_eq!(sorted(&said(&proof)), sorted(expected), "{text}");
    }
    report.apply(reason("用车较多")).unwrap();
    let needless = |text: &str, report: &Engine| {
        let proof = own_text("s8", "s8.recept.reason", text, report);
        placed(text, &proof);
        proof.remarks.iter().any(|remark| remark.kind == RemarkKind::NeedlessReason)
    };
    assert!(needless("{s1.total.budget_reason}", &report));
    report.apply(reason("不存在此项内容")).unwrap();
    assert!(!needless("{s1.total.budget_reason}", &report));
}

#[test]
fn texts_full_of_names_stay_quick() {
    let report = engine();
    let work = report.text("o3.work").unwrap_or_default();
    assert!(work.len() > 100);
    let cases = [
        ("the same name", "{total}万元、".repeat(20_000)),
        ("long texts", "{o3.work}".repeat(20_000)),
        ("lists", "{s6.public.items}{s6.public.items.x}".repeat(20_000)),
        ("names of nothing", (0..20_000).map(|number| format!("{{s5.item.{number}}}3万元")).collect()),
    ];
    for (name, text) in cases {
        let start = Instant::now();
        let proof = own_text("s1", &wording_key("s1.total"), &text, &report);
        println!("{name}: {} KB in {:?}, {:?}", text.len() >> 10, start.elapsed(), proof.counts);
        placed_within(&text, &proof);
        assert!(start.elapsed() < Duration::from_secs(60), "{name}");
    }
}

/// What a figure or a phrase reads, and the same with another first digit in each of its figures in turn.
struct Replaced {
    words: String,
    /// The figures' places in the words.
    figures: Vec<std::ops::Range<usize>>,
}

impl Replaced {
    fn of(fragments: &[Fragment]) -> Self {
        let mut replaced = Replaced { words: String::new(), figures: Vec::new() };
        for fragment in fragments {
            let start = replaced.words.len();
            replaced.words.push_str(&fragment.text());
            if matches!(fragment, Fragment::Figure(_)) {
                replaced.figures.push(start..replaced.words.len());
            }
        }
        replaced
    }

    fn changed(&self, figure: usize) -> String {
        let at = self.figures[figure].clone();
        let first = self.words[at.clone()].find(|c: char| c.is_ascii_digit()).unwrap() + at.start;
        let digit = self.words[first..].chars().next().and_then(|digit| digit.to_digit(10)).unwrap();
        let other = char::from_digit((digit + 3) % 10, 10).unwrap();
        format!("{}{other}{}", &self.words[..first], &self.words[first + 1..])
    }
}

#[derive(Default)]
struct Tally {
    tried: usize,
    agreed: usize,
    found: usize,
    missed: Vec<String>,
}

/// Types one figure or phrase of a sentence that is live but for it.
fn freeze(report: &Engine, template: &Template, tally: &mut Tally) {
    for section in &template.sections {
        for instance in instances(section, report) {
            let Some(BlockBody::Paragraph(paragraph)) = locate(section, &instance.path).map(|b| &b.body)
            else {
                continue;
            };
            let kept = kept_wording(&first_wording(paragraph, template), paragraph, template);
            let names = piece_names(paragraph, template);
            let pieces = piecewise(&instance.key, paragraph, &instance.scope, report);
            let all = proofed(&instance.key, &kept, report);
            assert!(all.remarks.is_empty(), "{kept} {:?}", all.remarks);
            for name in &names {
                let (piece, fragments) = &pieces[name.piece];
                if !matches!(piece, Piece::Figure(..) | Piece::Enumeration(_)) {
                    continue;
                }
                let braced = format!("{{{}}}", name.kept);
                let start = kept.find(&braced).unwrap();
                let with = |words: &str| kept.replacen(&braced, words, 1);
                let replaced = Replaced::of(fragments);
                let right = proofed(&instance.key, &with(&replaced.words), report);
                for (index, figure) in replaced.figures.iter().enumerate() {
                    let at = start + figure.start..start + figure.end;
                    let here = |own: &std::ops::Range<usize>| own.start < at.end && at.start < own.end;
                    let agrees = right.remarks.is_empty() && right.agreed.iter().any(|one| here(&one.at));
                    let wrong = with(&replaced.changed(index));
                    let proof = proofed(&instance.key, &wrong, report);
                    let found = proof.remarks.iter().any(|remark| here(&remark.reading.at));
                    tally.tried += 1;
                    tally.agreed += usize::from(agrees);
                    tally.found += usize::from(found);
                    if !(agrees && found) {
                        tally.missed.push(format!("{} {agrees} {found} {wrong}", instance.key));
                    }
                }
            }
        }
    }
}

#[test]
fn one_typed_figure_in_a_live_sentence_is_judged() {
    for (title, report) in [("as source", engine()), ("recommended", recommended())] {
        let template = report.report().template().clone();
        let mut tally = Tally::default();
        freeze(&report, &template, &mut tally);
        let Tally { tried, agreed, found, missed } = tally;
        println!("{title}: of {tried} typed figures {agreed} agree, {found} are found when changed");
        missed.iter().for_each(|missed| println!("    missed: {missed}"));
        assert!(tried > 150 && agreed * 100 >= tried * 95 && found * 100 >= tried * 95);
    }
}
