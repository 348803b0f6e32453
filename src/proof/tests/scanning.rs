//! What is a figure and what is none.

use crate::proof::scan::{Live, Sort, scan, sentence_ends, sentence_of};

/// The figures of a text, as they are written.
fn found(text: &str) -> Vec<(&str, &'static str)> {
    let name = |sort| match sort {
        Sort::Money(_) => "money",
        Sort::Percent => "percent",
        Sort::Plain => "plain",
        Sort::Year => "year",
        Sort::Live => "live",
    };
    scan(text, &[]).figures.iter().map(|figure| (&text[figure.at.clone()], name(figure.sort))).collect()
}

#[test]
fn figures_are_found_with_their_units() {
    let cases: [(&str, &[(&str, &str)]); 12] = [
        ("总计1,724.62万元，", &[("1,724.62万元", "money")]),
        ("总计 1724.62 万元", &[("1724.62 万元", "money")]),
        ("付24万，电费3元", &[("24万", "money"), ("3元", "money")]),
        ("办理71.2万个，签章2亿元", &[("71.2", "plain"), ("2亿元", "money")]),
        ("增长14.41%，下降３％", &[("14.41%", "percent"), ("３％", "percent")]),
        ("截至2023年12月31日，3辆", &[("2023年", "year"), ("3", "plain")]),
        ("1.本年2023年度，（2）购置5辆、图1.收入", &[("2023年", "year"), ("5", "plain")]),
        ("1.2023年旗大厅12345热线", &[("2023年", "year"), ("12345", "plain")]),
        ("电话0475-3789003，表T05，3D，A4纸", &[]),
        ("支出1O5.20万元、l2.00%", &[("1O5.20万元", "money"), ("l2.00%", "percent")]),
        ("二〇二三年，Oliver，OO", &[]),
        ("元旦2元旦", &[("2", "plain")]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn values_keep_their_decimals_and_letters() {
    let figure = |text: &str| scan(text, &[]).figures.remove(0);
    let value = |text: &str| figure(text).value.map(|value| value.to_string());
    assert_eq!(value("1,724.62万元").as_deref(), Some("1724.62"));
    assert_eq!(value("84.0470万元").as_deref(), Some("84.0470"));
    assert_eq!(value("-0.28万元").as_deref(), Some("-0.28"));
    assert_eq!(value("1O5.2l万元").as_deref(), Some("105.21"));
    assert_eq!(value("1234567890123456789012万元"), None);
    assert_eq!(figure("1O5.20万元").letter, Some('O'));
    assert_eq!((figure("３.5％").wide, figure("3.5%").wide), (true, false));
    assert_eq!((figure("7.8万元").decimals, figure("30万元").decimals), (1, 0));
}

#[test]
fn telephone_numbers_with_letters_are_told() {
    let numbers = |text: &str| scan(text, &[]).numbers;
    assert_eq!(numbers("电话O475-3789003"), [("电话".len().."电话O475-3789003".len(), 'O')]);
    assert_eq!(numbers("电话0475-3789003，I5-1240"), []);
}

#[test]
fn names_in_braces_are_live() {
    let text = "共{s1.total.total}万元和3万元";
    let name = "共".len().."共{s1.total.total}".len();
    let figures = scan(text, &[Live { at: name, words: false }]).figures;
    let sorts: Vec<_> = figures.iter().map(|figure| (figure.sort, figure.live)).collect();
    assert_eq!(sorts, [(Sort::Live, true), (Sort::Money(6), false)]);
}

#[test]
fn live_and_typed_digits_are_no_one_figure() {
    // What stands in 【】 is live.
    let cases: [(&str, &[(&str, bool)]); 9] = [
        ("【2023】30万元", &[("2023", true), ("30万元", false)]),
        ("1【724.62】万元", &[("1", false), ("724.62万元", true)]),
        ("1,【724.62】万元", &[("1", false), ("724.62万元", true)]),
        ("30【万元】，5%", &[("30万元", false), ("5%", false)]),
        ("【增加3.20万元，增长5%】，7万元", &[("3.20万元", true), ("5%", true), ("7万元", false)]),
        ("【3万】元【4】%【5】", &[("3万元", true), ("4%", true), ("5", true)]),
        ("1.【2023】年", &[("2023年", true)]),
        ("【】3万元", &[("3万元", false)]),
        ("【2.】3万元", &[("2", true), ("3万元", false)]),
    ];
    for (marked, expected) in cases {
        let (mut text, mut live, mut start) = (String::new(), Vec::new(), 0);
        for c in marked.chars() {
            match c {
                '【' => start = text.len(),
                '】' => live.push(Live { at: start..text.len(), words: true }),
                c => text.push(c),
            }
        }
        live.retain(|live| !live.at.is_empty());
        let found = scan(&text, &live).figures;
        let found: Vec<_> = found.iter().map(|figure| (&text[figure.at.clone()], figure.live)).collect();
        assert_eq!(found, expected, "{marked}");
    }
}

#[test]
fn sentences_end_at_full_stops_and_lines() {
    let text = "一。二；三\n四";
    let ends = sentence_ends(text);
    let sentence = |word: &str| &text[sentence_of(text.find(word).unwrap(), &ends, text.len())];
    assert_eq!(["一", "二", "三", "四"].map(sentence), ["一。", "二；", "三\n", "四"]);
}
