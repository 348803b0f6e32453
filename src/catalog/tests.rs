use std::time::{Duration, Instant};

use super::*;

fn codes(entries: &[&Entry]) -> Vec<&'static str> {
    entries.iter().map(|entry| entry.code).collect()
}

#[test]
fn holds_every_code_in_order_under_a_parent() {
    for (catalog, counts) in [(functional(), [29, 226, 1179]), (economic(), [10, 100, 0])] {
        let entries = catalog.entries();
        let at = |level| entries.iter().filter(|entry| entry.level() == level).count();
        assert_eq!([Level::Class, Level::Section, Level::Item].map(at), counts);
        assert!(entries.is_sorted_by(|a, b| a.code < b.code));
        for entry in entries {
            assert_eq!(parent(entry.code).is_some(), entry.level() > Level::Class, "{}", entry.code);
            assert!(parent(entry.code).is_none_or(|parent| catalog.get(parent).is_some()), "{}", entry.code);
            assert!(!entry.name.is_empty() && !entry.name.contains(char::is_whitespace), "{}", entry.code);
            assert!(entry.initials.bytes().all(|c| c.is_ascii_lowercase()), "{}", entry.initials);
            assert!(!entry.initials.is_empty(), "{}", entry.code);
        }
    }
}

#[test]
fn names_codes() {
    let cases = [
        (functional(), "201", Some("一般公共服务支出")),
        (functional(), "20805", Some("行政事业单位养老支出")),
        (functional(), "2010101", Some("行政运行")),
        (functional(), "2210201", Some("住房公积金")),
        (functional(), "2010188", None),
        (functional(), "", None),
        (functional(), "301", None),
        (economic(), "30103", Some("奖金")),
        (economic(), "399", Some("其他支出")),
    ];
    for (catalog, code, name) in cases {
        assert_eq!(catalog.name(code), name, "{code}");
    }
}

#[test]
fn spells_initials_as_people_read_them() {
    let cases = [
        ("行政运行", "xzyx"),
        ("行业医院", "hyyy"),
        ("水利行业业务管理", "slhyywgl"),
        ("中央银行亏损补贴", "zyyhksbt"),
        ("科技重大专项", "kjzdzx"),
        ("自然灾害灾后重建补助", "zrzhzhcjbz"),
        ("长江黄河等流域管理", "cjhhdlygl"),
        ("日常经济运行调节", "rcjjyxtj"),
        ("农业结构调整补贴", "nyjgtzbt"),
        ("金融调控支出", "jrtkzc"),
        ("统计抽样调查", "tjcydc"),
        ("南水北调工程建设", "nsbdgcjs"),
        ("劳动人事争议调解仲裁", "ldrszytjzc"),
        ("国际组织会费", "gjzzhf"),
        ("退耕还林还草", "tghlhc"),
        ("因公出国（境）费用", "ygcgjfy"),
    ];
    for (name, initials) in cases {
        let mut entries = functional().entries().iter().chain(economic().entries());
        let found = entries.find(|entry| entry.name == name).map(|entry| entry.initials);
        assert_eq!(found, Some(initials), "{name}");
    }
}

#[test]
fn remembers_what_is_known_of_a_code() {
    let read = |code| functional().get(code).map(|e| (e.confidence, e.valid_from, e.budget, e.t01_order));
    assert_eq!(read("201"), Some((Confidence::Confirmed, None, None, Some(1))));
    assert_eq!(read("2014004"), Some((Confidence::Unconfirmed, Some(2024), None, None)));
    assert_eq!(read("2120801").and_then(|e| e.2), Some(Budget::GovernmentFunds));
    assert_eq!(read("2230105").and_then(|e| e.2), Some(Budget::StateCapitalOperations));
    let count = |found: fn(&Entry) -> bool| functional().entries().iter().filter(|e| found(e)).count();
    assert_eq!(count(|e| e.valid_from.is_some()), 25);
    assert_eq!(count(|e| e.budget == Some(Budget::GovernmentFunds)), 91);
    assert_eq!(count(|e| e.budget == Some(Budget::StateCapitalOperations)), 23);
    assert_eq!(count(|e| e.t01_order.is_some()), 26);
    assert_eq!(count(|e| e.confidence == Confidence::Confirmed), 68);
    assert_eq!(count(|e| e.confidence == Confidence::Unconfirmed), 33);

    let read = |code| economic().get(code).map(|e| (e.group, e.in_t06, e.three_public));
    let (personnel, operating) = (Some(ExpenseGroup::Personnel), Some(ExpenseGroup::Operating));
    assert_eq!(read("30101"), Some((personnel, true, None)));
    assert_eq!(read("30217"), Some((operating, true, Some(ThreePublic::Hospitality))));
    assert_eq!(read("30703"), Some((operating, false, None)));
    assert_eq!(
        read("30913"),
        Some((Some(ExpenseGroup::ProjectOnly), false, Some(ThreePublic::VehiclePurchase)))
    );
    assert_eq!(economic().entries().iter().filter(|e| e.in_t06).count(), 81);
    assert_eq!(economic().entries().iter().filter(|e| e.group.is_none()).count(), 0);
    assert_eq!(economic().entries().iter().filter(|e| e.three_public.is_some()).count(), 5);
}

#[test]
fn finds_by_code_name_and_initials() {
    let cases: [(&Catalog, &str, Option<Level>, &[&str]); 21] = [
        (functional(), "2010101", None, &["2010101"]),
        (functional(), "２０１０１０１", None, &["2010101"]),
        (functional(), "20801", None, &["20801", "2080101"]),
        (functional(), "20101", Some(Level::Item), &["2010101", "2010102"]),
        (functional(), "行政运行", None, &["2010101", "2010201"]),
        (functional(), "xzyx", None, &["2010101", "2010201"]),
        (functional(), "XZYX", None, &["2010101"]),
        (functional(), "ｘｚｙｘ", None, &["2010101"]),
        (functional(), "201 xzyx", Some(Level::Item), &["2010101"]),
        (functional(), "20103　行政", None, &["2010301"]),
        (functional(), "zfgjj", None, &["2210201"]),
        (functional(), "fgjj", None, &["2210201"]),
        (functional(), "公务用车", Some(Level::Class), &[]),
        (functional(), "公积金", None, &["2210201"]),
        (functional(), "住房", None, &["221", "21908", "22102"]),
        (functional(), "xfsw", None, &["2010308", "20140"]),
        (functional(), "20140", None, &["20140", "2014001"]),
        (functional(), "不存在的名称", None, &[]),
        (functional(), "  ", None, &[]),
        (economic(), "3010", None, &["30101", "30102", "30103", "30106"]),
        (economic(), "因公出国(境)", None, &["30212"]),
    ];
    for (catalog, query, level, expected) in cases {
        let found = codes(&catalog.search(query, level, 50));
        assert!(found.starts_with(expected), "{query}: {found:?}");
        assert_eq!(found.is_empty(), expected.is_empty(), "{query}: {found:?}");
    }
    assert_eq!(functional().search("2", None, 7).len(), 7);
    assert!(functional().search("2", None, 0).is_empty());
}

#[test]
fn finds_every_entry_by_its_own_name_and_initials() {
    for catalog in [functional(), economic()] {
        // Every tenth, because a debug build takes its time.
        for entry in catalog.entries().iter().step_by(10) {
            for query in [entry.code, entry.name, entry.initials] {
                let found = catalog.search(query, Some(entry.level()), usize::MAX);
                assert!(found.contains(&entry), "{query}");
            }
        }
    }
}

#[test]
fn searches_faster_than_one_types() {
    functional();
    let start = Instant::now();
    for query in ["2", "z", "支出", "其他 支出", &"z".repeat(10_000)] {
        functional().search(query, None, 20);
    }
    // A few milliseconds in a debug build; the limit leaves room for a busy machine.
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn climbs_levels() {
    let cases = [
        ("201", Some(Level::Class), None),
        ("20101", Some(Level::Section), Some("201")),
        ("2010101", Some(Level::Item), Some("20101")),
        ("2010", None, None),
        ("", None, None),
        ("2a1", None, None),
        ("二", None, None),
    ];
    for (code, expected, up) in cases {
        assert_eq!((level(code), parent(code)), (expected, up), "{code}");
    }
    assert!(Level::Class < Level::Section && Level::Section < Level::Item);
    assert_eq!([Level::Class, Level::Section, Level::Item].map(Level::label), ["类", "款", "项"]);
}

#[test]
fn checks_typed_codes() {
    use Classification::{Economic, Functional};
    let cases = [
        (Functional, "2010101", Ok("2010101")),
        (Functional, " ２０１ 01 ", Ok("20101")),
        (Functional, "2019988", Ok("2019988")),
        (Economic, "30101", Ok("30101")),
        (Functional, "", Err("请填写科目编码")),
        (Functional, "20l01", Err("科目编码只能是数字，“20l01”里有“l”，请去掉")),
        (Functional, "2010101.00", Err("科目编码只能是数字，“2010101.00”里有“.”，请去掉")),
        (Functional, "2010", Err("“2010”是 4 位，功能分类的编码是类 3 位、款 5 位、项 7 位，请核对")),
        (Economic, "3010101", Err("“3010101”是 7 位，经济分类的编码是类 3 位、款 5 位，请核对")),
        (Functional, "30101", Err("“30101”像是经济分类编码，这里要填功能分类编码（以 2 开头）")),
        (Economic, "501", Err("“501”像是政府预算经济分类编码，这里要填经济分类编码（以 3 开头）")),
        (Economic, "901", Err("“901”不像科目编码，这里要填经济分类编码（以 3 开头）")),
    ];
    for (classification, typed, expected) in cases {
        let read = check_code(classification, typed).map_err(|error| error.to_string());
        assert_eq!(read, expected.map(str::to_owned).map_err(str::to_owned), "{typed}");
    }
    assert!(check_code(Functional, &"9".repeat(1_000_000)).is_err());
}
