//! Cases by hand: what sums, eliminations, projects and replacements are, in numbers one can follow.

use super::common::{at, number, real, small};
use super::{apply, department, enter, fixture, opened, published, raw, shown, sum, unit};
use final_accounts::amount::Amount;
use final_accounts::calc::{Book, Engine, Values};
use final_accounts::consolidate::{
    Chosen, ConsolidateError, Problem, consolidate, deviations, first_unit, propose, replace_unit, shell,
    trace,
};
use final_accounts::report::{Edit, ListKey, Report};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

#[test]
fn blank_is_not_zero() {
    let units = [
        unit("甲", &[("A.2010101.a", "0元"), ("F.one.amount", "1.50元")]),
        unit("乙", &[("A.2010101.n", "3"), ("F.one.amount", "-1.5元"), ("F.right.people", "0")]),
    ];
    let report = sum(&department(), &units, &[]).report;
    for (cell, expected) in [
        ("A.2010101.a", "0 元"),
        ("A.2010101.b", ""),
        ("A.2010101.n", "3"),
        ("F.one.amount", "0.00 元"),
        ("F.part.amount", ""),
        ("F.right.people", "0"),
    ] {
        assert_eq!(shown(&report, cell), expected, "{cell}");
    }
}

/// A sum's text, and how far it may be off.
#[test]
fn a_sum_claims_no_more_exactness_than_its_parts() {
    let cases: [(&[&str], &str, i64); 9] = [
        (&["84.0470万元"], "84.0470 万元", 50),
        (&["1元", "2.50元"], "3.50 元", 0),
        (&["1.23万元", "2.34万元"], "3.57 万元", 10_000),
        (&["84.0470万元", "1.0530万元"], "85.1000 万元", 100),
        // Exact to the last digit that the parts have; the coarser part's doubt stays.
        (&["84.0470万元", "1.23万元"], "85.277 万元", 5_050),
        (&["1.23万元", "5.67元"], "1.230567 万元", 5_000),
        (&["84万元", "1万元"], "85 万元", 10_000),
        (&["1.234567万元", "1.000000万元"], "2.234567 万元", 0),
        (&["1.23万元", "-1.23万元"], "0.00 万元", 10_000),
    ];
    for (parts, expected, uncertainty) in cases {
        let named = |(index, text): (usize, &&str)| unit(&format!("单位{index}"), &[("F.one.amount", text)]);
        let units: Vec<_> = parts.iter().enumerate().map(named).collect();
        let report = sum(&department(), &units, &[]).report;
        let report = super::read_back(&report, &small());
        let cell = at(&report, "F.one.amount");
        assert_eq!(shown(&report, "F.one.amount"), expected, "{parts:?}");
        assert_eq!(report.uncertainty(cell), uncertainty, "{parts:?}");
        // What is computed from it knows too.
        let engine = Engine::new(report.clone());
        assert_eq!(engine.uncertainty(at(&report, "F.left.amount")), uncertainty, "{parts:?}");
    }
    // A number put in its place by hand stands for itself.
    let units = [unit("甲", &[("F.one.amount", "1.23万元")]), unit("乙", &[("F.one.amount", "2万元")])];
    let mut report = sum(&department(), &units, &[]).report;
    let cell = at(&report, "F.one.amount");
    enter(&mut report, cell, number("32300.00元"));
    assert_eq!(report.uncertainty(cell), 0);
}

#[test]
fn what_is_too_large_names_the_cell_and_its_units() {
    let most = "1000000000000000.00元";
    let units = [
        unit("甲", &[("F.one.amount", "2元")]),
        unit("乙", &[("F.one.amount", most)]),
        unit("丙", &[("F.part.amount", most)]),
    ];
    let error = consolidate(&department(), &units, &[], &mut |_, _| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "F.one.amount各单位相加超出了能填的范围（个数也不能是负数）。填了这一格的单位：乙 1,000,000,000,000,000.00 元、甲 2 元"
    );
    // Nothing overflows on the way to a sum that fits.
    let minus = unit("丁", &[("F.one.amount", "-2元")]);
    let units = [units[0].clone(), units[1].clone(), minus];
    assert_eq!(shown(&sum(&department(), &units, &[]).report, "F.one.amount"), "1,000,000,000,000,000.00 元");
}

#[test]
fn whoever_watches_can_stop_it() {
    let units = ["甲", "乙", "丙"].map(|name| unit(name, &[("F.one.amount", "1元")]));
    let mut heard = Vec::new();
    let stopped = consolidate(&department(), &units, &[], &mut |done, total| {
        heard.push((done, total));
        if done == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped.unwrap_err(), ConsolidateError::Stopped);
    assert_eq!(heard, [(0, 3), (1, 3), (2, 3)]);
}

/// 甲 pays 100 under two codes; 乙 receives 80 under one of them and 丙 50 under a code of another kind.
fn paying() -> [final_accounts::consolidate::Unit; 3] {
    [
        unit("甲", &[("A.2010101.a", "70.00元"), ("A.2010102.a", "30.00元")]),
        unit("乙", &[("B.2010102.own", "80.00元")]),
        unit("丙", &[("E.30101.amount", "50.00元"), ("A.2010101.a", "0.00元")]),
    ]
}

fn grant(amounts: Option<&[(&str, i64)]>) -> Chosen {
    let report = Report::new(small());
    let cell = |(name, fen): &(&str, i64)| (at(&report, name), Amount::from_fen(*fen));
    Chosen { key: "grant".into(), amounts: amounts.map(|amounts| amounts.iter().map(cell).collect()) }
}

#[test]
fn the_smaller_side_is_proposed() {
    let accounts = sum(&department(), &paying(), &[]).report.consolidation().clone();
    let template = small();
    let units = accounts.units().iter().map(|unit| &**unit);
    let proposed = propose(template.elimination("grant").unwrap(), units);
    let named: BTreeMap<String, i64> =
        proposed.iter().map(|(cell, amount)| (cell.name(&template), amount.fen())).collect();
    // 2010102 stands on both sides: 30 there; the other 70 in the order of the codes.
    let expected =
        [("A.2010101.a", 7000), ("A.2010102.a", 3000), ("B.2010102.own", 8000), ("E.30101.amount", 2000)];
    assert_eq!(named, expected.map(|(name, fen)| (name.to_string(), fen)).into());
}

#[test]
fn eliminations_are_taken_off_and_told() {
    let done = sum(&department(), &paying(), &[grant(None)]);
    let report = super::read_back(&done.report, &small());
    for (cell, expected) in [
        ("A.2010101.a", "0.00 元"),
        ("A.2010102.a", "0.00 元"),
        ("B.2010102.own", "0.00 元"),
        ("E.30101.amount", "30.00 元"),
    ] {
        assert_eq!(shown(&report, cell), expected, "{cell}");
    }
    let label = || "内部补助".to_string();
    let uneven = Problem::Uneven {
        label: label(),
        paid: Amount::from_fen(10_000),
        received: Amount::from_fen(13_000),
    };
    assert_eq!(done.problems, [uneven]);
    let engine = Engine::new(report);
    let traced = |cell: &str| {
        let parts = trace(&engine, at(engine.report(), cell)).into_iter();
        parts.map(|part| format!("{} {}", part.source, raw(part.value).unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(traced("E.30101.amount"), ["丙 5000", "抵销：内部补助 -2000"]);
    assert_eq!(traced("A.total.a"), ["丙 0", "甲 10000", "抵销：内部补助 -10000"]);
    assert_eq!(traced("B.total.own"), ["乙 8000", "抵销：内部补助 -8000"]);
    assert_eq!(deviations(engine.report()), []);
}

#[test]
fn amounts_of_ones_own_are_held_against_the_units() {
    let problems = |amounts: &[(&str, i64)]| {
        let done = sum(&department(), &paying(), &[grant(Some(amounts))]);
        assert_eq!(deviations(&done.report), []);
        let told = done.problems.iter().filter(|problem| !matches!(problem, Problem::Uneven { .. }));
        told.map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(problems(&[("A.2010101.a", 7000), ("B.2010102.own", 7000)]), [""; 0]);
    assert_eq!(
        problems(&[("A.2010101.a", 7000), ("B.2010102.own", 6000)]),
        ["“内部补助”从付出一边抵销70.00元，从收到一边抵销60.00元，应当相等"]
    );
    assert_eq!(
        problems(&[("A.2010101.a", 9000), ("B.2010102.own", 9000)]),
        [
            "“内部补助”在A.2010101.a抵销90.00元，各单位只填了70.00元",
            "“内部补助”在B.2010102.own抵销90.00元，各单位只填了80.00元"
        ]
    );
    assert_eq!(
        problems(&[("A.2010101.a", 7000), ("B.2010101.own", 7000)]),
        [
            "“内部补助”要在B.2010101.own抵销70.00元，各单位都没有填，没有抵销",
            "“内部补助”从付出一边抵销70.00元，从收到一边抵销0.00元，应当相等"
        ]
    );
    let unknown = Chosen { key: "loan".into(), amounts: None };
    let error = consolidate(&department(), &paying(), &[unknown], &mut |_, _| ControlFlow::Continue(()));
    assert_eq!(error.unwrap_err().to_string(), "模板里没有“loan”这项抵销");
    let elsewhere = grant(Some(&[("F.one.amount", 100)]));
    let error = consolidate(&department(), &paying(), &[elsewhere], &mut |_, _| ControlFlow::Continue(()));
    assert_eq!(error.unwrap_err().to_string(), "“grant F.one.amount”不在模板的抵销项里");
}

#[test]
fn the_form_eliminates_subsidies_and_remittances() {
    let template = real();
    let report = Report::new(template.clone());
    for (key, paid, received) in
        [("subsidy", "T03.2010350.c6", "T02.2010350.c3"), ("remittance", "T03.2010350.c4", "T02.2010302.c6")]
    {
        let elimination = template.elimination(key).unwrap();
        let party = |name: &str| {
            let cell = at(&report, name);
            elimination.party(cell.table, cell.row, cell.column).map(|party| format!("{party:?}"))
        };
        assert_eq!(party(paid).as_deref(), Some("Paid"), "{key}");
        assert_eq!(party(received).as_deref(), Some("Received"), "{key}");
        assert_eq!(party("T05.2010350.c2"), None, "{key}");
    }
}

#[test]
fn changes_by_hand_are_told_and_survive_other_units() {
    let units = [
        unit("甲", &[("F.one.amount", "1.00元"), ("A.2010101.a", "5.00元")]),
        unit("乙", &[("F.one.amount", "2.00元")]),
    ];
    let mut report = sum(&department(), &units, &[]).report;
    let one = at(&report, "F.one.amount");
    let item = at(&report, "A.2010101.a");
    enter(&mut report, one, number("9.00元"));
    let own = at(&report, "F.right.people");
    enter(&mut report, own, number("4"));
    let told: Vec<_> = deviations(&report)
        .iter()
        .map(|deviation| {
            let text = |number: Option<final_accounts::report::Entered>| {
                number.map_or("空".into(), final_accounts::report::Entered::text_with_unit)
            };
            let name = deviation.cell.name(report.template());
            format!("{name} {} {}", text(deviation.sum), text(deviation.entered))
        })
        .collect();
    assert_eq!(told, ["F.one.amount 3.00 元 9.00 元", "F.right.people 空 4"]);
    let engine = Engine::new(report.clone());
    let traced: Vec<_> =
        trace(&engine, one).iter().map(|part| format!("{} {:?}", part.source, raw(part.value))).collect();
    assert_eq!(traced, ["乙 Some(200)", "甲 Some(100)", "部门报告自己填的 Some(600)"]);
    // 甲 corrects another cell: what was changed by hand stays.
    let corrected = unit("甲", &[("F.one.amount", "1.00元"), ("A.2010102.a", "5.00元")]);
    let replacement = replace_unit(&report, &corrected).unwrap();
    let mut book = Book::new(report);
    book.edit(replacement.edit).unwrap();
    let report = book.engine().report();
    assert_eq!(shown(report, "F.one.amount"), "9.00 元");
    assert_eq!(report.row(item.table, item.row), None);
    assert_eq!(shown(report, "A.2010102.a"), "5.00 元");
    assert_eq!(book.history().next_undo().unwrap().label, "汇总 2 个单位");
    // 甲 corrects that very cell: the sum takes its place.
    let corrected = unit("甲", &[("F.one.amount", "1.50元")]);
    let replacement = replace_unit(report, &corrected).unwrap();
    book.edit(replacement.edit).unwrap();
    assert_eq!(shown(book.engine().report(), "F.one.amount"), "3.50 元");
}

#[test]
fn what_only_the_department_enters_stays() {
    let mut own = department();
    let (prior, one) = (at(&own, "F.part.amount"), at(&own, "F.one.amount"));
    enter(&mut own, prior, number("7.00元"));
    enter(&mut own, one, number("8.00元"));
    let units = [unit("甲", &[("F.one.amount", "1.00元"), ("A.2010101.b", "2.00元")])];
    let done = sum(&own, &units, &[]);
    assert_eq!(shown(&done.report, "F.part.amount"), "7.00 元");
    assert_eq!(shown(&done.report, "F.one.amount"), "1.00 元");
    assert_eq!(done.problems, [Problem::OwnFigures { count: 1 }]);
    // What came from units before and no unit enters any more goes, the row with it.
    let again = sum(&done.report, &[unit("甲", &[("A.2010102.b", "3.00元")])], &[]).report;
    assert_eq!(shown(&again, "F.one.amount"), "");
    assert_eq!(shown(&again, "F.part.amount"), "7.00 元");
    let gone = at(&again, "A.2010101.b");
    assert_eq!(again.row(gone.table, gone.row), None);
}

#[test]
fn projects_keep_their_ids_when_a_file_is_replaced() {
    let report = sum(&shell(&published()).unwrap(), &[fixture("bureau"), fixture("centre")], &[]).report;
    let list = ListKey::of(report.template().list_index("projects").unwrap());
    let inner = report.template().list_index("indicators").unwrap();
    let ids = |report: &Report| report.records(list).iter().map(|record| record.id).collect::<Vec<_>>();
    assert_eq!(ids(&report), [1, 2, 3]);
    assert_eq!(report.next_id(list), 4);
    // The centre drops its first project and adds another.
    let mut centre = fixture("centre").report;
    apply(&mut centre, Edit::RemoveRecord(list, 1));
    let mut added = centre.records(list)[0].clone();
    added.id = 9;
    added.fields.insert("name".into(), "新项目".into());
    added.fields.remove("unit");
    apply(&mut centre, Edit::InsertRecord(list, 9, added));
    let replacement = replace_unit(&report, &opened("centre-2.json", &centre)).unwrap();
    assert_eq!(replacement.differences, []);
    let mut book = Book::new(report.clone());
    book.edit(replacement.edit).unwrap();
    let after = book.engine().report();
    assert_eq!(ids(after), [1, 3, 4]);
    let new = after.record(list, 4).unwrap();
    assert_eq!((new.field("name"), new.field("unit")), ("新项目", "科尔沁左翼中旗政务服务中心"));
    assert!(after.records(ListKey::within(inner, 2)).is_empty());
    assert_eq!(after.records(ListKey::within(inner, 3)), report.records(ListKey::within(inner, 3)));
    // The id that went is not given to another project.
    assert_eq!(after.next_id(list), 5);
    book.undo().unwrap();
    assert_eq!(book.engine().report(), &report);
}

#[test]
fn what_does_not_fit_is_refused_by_the_report() {
    let report = sum(&department(), &[unit("甲", &[("F.one.amount", "1元")])], &[]).report;
    let saved = final_accounts::io::json::write(&report);
    let check = |from: &str, to: &str, expected: &str| {
        assert!(saved.contains(from), "{from}");
        let damaged = saved.replacen(from, to, 1);
        let read = final_accounts::io::json::read(damaged.as_bytes(), &|_: &str| Some(small()));
        let message = read.unwrap_err().to_string();
        assert_eq!(message.lines().nth(1).unwrap_or(&message), expected, "{to}");
    };
    let template = "\"template\": { \"id\": \"small\", \"version\": 1 },\n      \"digest\"";
    check("\"name\": \"甲\"", "\"name\": \"\"", "units：单位“”没有名称，或与另一个单位同名");
    check("\"name\": \"甲\"", "\"name\": 3", "units[1].name：这里应是带引号的文字（第 20 行第 15 列）");
    check("\"name\": \"甲\"", "\"nam\": \"甲\"", "units[1].nam：这里不该有这一项，请检查拼写或删去");
    check(
        template,
        &template.replace("small", "big"),
        "units[1].template.id：各单位要用报告自己的模板“small”",
    );
    let table = "          \"rows\": {\n            \"one\": { \"amount\": { \"yuan\": \"1\" } }";
    let place = "units[1].tables.F.rows";
    check(
        table,
        &table.replace("one", "two"),
        &format!("{place}.two.amount：这一格由公式算出，不能填写；要改请改它的来源"),
    );
    check(table, &table.replace("one", "ten"), &format!("{place}.ten：这张表没有这一行"));
    check(
        table,
        &table.replace("\"yuan\": \"1\"", "\"unread\": \"1\""),
        &format!("{place}.one.amount：单位的账里只有填写的数，没有原表数和读不懂的字"),
    );
    check(
        "  ]\n}\n",
        "  ],\n  \"eliminations\": { \"grant\": { \"F.one.amount\": { \"yuan\": \"1\" } } }\n}\n",
        "units：“grant F.one.amount”不在模板的抵销项里",
    );
    check(
        "  ]\n}\n",
        "  ],\n  \"eliminations\": { \"grant\": { \"E.30101.amount\": { \"wan\": \"1\" } } }\n}\n",
        "eliminations.grant.E.30101.amount.wan：这里不该有这一项，请检查拼写或删去",
    );
    check(
        "  ]\n}\n",
        "  ],\n  \"eliminations\": { \"loan\": {} }\n}\n",
        "eliminations.loan：模板里没有这项抵销",
    );
    // Nor by an edit.
    let mut other = Report::new(small());
    let twice = final_accounts::report::Consolidation::new(
        vec![report.consolidation().units()[0].clone(), report.consolidation().units()[0].clone()],
        BTreeMap::new(),
    );
    let refused = other.apply(Edit::SetConsolidation(twice.into()), &mut Default::default()).unwrap_err();
    assert_eq!(refused.to_string(), "单位“甲”没有名称，或与另一个单位同名");
    assert_eq!(other, Report::new(small()));
}

#[test]
fn what_another_version_has_no_place_for_is_kept_aside() {
    let report = sum(&department(), &[unit("甲", &[("F.one.amount", "1元")])], &[]).report;
    let saved = final_accounts::io::json::write(&report);
    let older = saved.replacen("\"version\": 1 }", "\"version\": 0 }", 1);
    let older = older.replacen(
        "\"one\": { \"amount\": { \"yuan\": \"1\" } }\n          }",
        "\"ten\": {}\n          }",
        1,
    );
    let opened = final_accounts::io::json::read(older.as_bytes(), &|_: &str| Some(small())).unwrap();
    let kept: Vec<_> = opened.report.leftovers().iter().collect();
    assert_eq!(kept, [(&"units[1].tables.F.rows.ten".to_string(), &"{}".to_string())]);
    assert!(opened.report.consolidation().units()[0].is_empty());
}

#[test]
fn a_project_that_does_not_say_whose_it_is_comes_once() {
    let mut own = published();
    let list = ListKey::of(own.template().list_index("projects").unwrap());
    let ids: Vec<u32> = own.records(list).iter().map(|record| record.id).collect();
    for id in &ids {
        apply(&mut own, Edit::SetField(list, *id, "unit".into(), None));
    }
    let of = |report: &Report| {
        let name = |record: &final_accounts::report::Record| (record.id, record.field("name").to_string());
        report.records(list).iter().map(name).collect::<Vec<_>>()
    };
    let report = sum(&own, &[fixture("centre"), fixture("bureau")], &[]).report;
    assert_eq!(of(&report), of(&published()));
    // Where two units have a project of that name, only the department's own is known to be meant.
    let mut bureau = fixture("bureau").report;
    let first = own.records(list)[1].field("name").to_string();
    let mut other = fixture("centre").report.records(list)[0].clone();
    (other.id, other.fields) = (7, BTreeMap::from([("name".to_string(), first)]));
    apply(&mut bureau, Edit::InsertRecord(list, 9, other));
    let report = sum(&own, &[fixture("centre"), opened("bureau.json", &bureau)], &[]).report;
    assert_eq!(report.records(list).len(), 4);
    assert_eq!(report.record(list, 2).unwrap().field("unit"), "科尔沁左翼中旗政务服务局");
}

#[test]
fn a_text_never_comes_to_mean_another_project() {
    let centre = fixture("centre");
    let list = ListKey::of(centre.report.template().list_index("projects").unwrap());
    let text = |report: &mut Report, key: &str, text: &str| {
        apply(report, Edit::SetText(key.into(), Some(text.into())));
    };
    let mut first = centre.report.clone();
    text(&mut first, "s14.evaluation.evaluation", "见{projects.1.name}");
    text(&mut first, "s14.summary.2.override", "配电工程{full}万元");
    let (first, bureau) = (opened("centre.json", &first), fixture("bureau"));
    let names = |report: &Report| {
        let name = |record: &final_accounts::report::Record| (record.id, record.field("name").to_string());
        report.records(list).iter().map(name).collect::<BTreeMap<_, _>>()
    };
    // The first file's projects keep their ids, though another unit comes before it in the list.
    let theirs = names(&first.report);
    let done = sum(&first_unit(&first).unwrap(), &[first.clone(), bureau.clone()], &[]);
    assert_eq!(done.report.records(list).len(), 3);
    assert!(theirs.iter().all(|(id, name)| names(&done.report).get(id) == Some(name)), "{theirs:?}");
    assert!(!done.problems.iter().any(|problem| matches!(problem, Problem::GoneProjects { .. })));
    // Without its projects, their ids are given to no other, and the texts are named.
    let done = sum(&shell(&first.report).unwrap(), std::slice::from_ref(&bureau), &[]);
    assert_eq!(done.report.records(list)[0].id, 3);
    let gone = Problem::GoneProjects {
        places: vec!["s14.evaluation.evaluation".into(), "s14.summary.2.override".into()],
    };
    assert!(done.problems.contains(&gone), "{:?}", done.problems);
    assert!(!gone.is_grave() && gone.to_string().contains("s14.summary.2.override"));
    // A sum's projects keep theirs when the units within it come in its place.
    let mut own = Report::new(centre.report.template().clone());
    text(&mut own, "department", "某部门");
    let mut both = sum(&shell(&published()).unwrap(), &[centre.clone(), bureau.clone()], &[]).report;
    text(&mut both, "department", "某局（部门）");
    let own = sum(&own, &[opened("both.json", &both)], &[]).report;
    let again = sum(&own, &[centre, bureau], &[]).report;
    assert_eq!(names(&again), names(&own));
}

#[test]
fn text_that_could_not_be_read_stays_beside_the_sum() {
    let mut own = department();
    for (name, text) in [("F.one.amount", "8.0.0"), ("A.2010101.a", "七元")] {
        let cell = at(&own, name);
        enter(&mut own, cell, number("8.00元"));
        let content = final_accounts::report::CellContent {
            unread: Some(text.into()),
            ..own.cell(cell).unwrap().clone()
        };
        apply(&mut own, Edit::SetCell(cell, content));
    }
    let unread = |report: &Report, name: &str| {
        report.cell(at(report, name)).and_then(|content| content.unread.clone()).map(String::from)
    };
    let units = [unit("甲", &[("F.one.amount", "1.00元"), ("A.2010101.a", "2.00元")])];
    let report = sum(&own, &units, &[]).report;
    assert_eq!(
        (shown(&report, "F.one.amount"), unread(&report, "F.one.amount")),
        ("1.00 元".into(), Some("8.0.0".into()))
    );
    // Also where no unit enters anything any more, and its row with it.
    let report = sum(&report, &[unit("甲", &[("F.part.amount", "1.00元")])], &[]).report;
    assert_eq!(
        (shown(&report, "F.one.amount"), unread(&report, "F.one.amount")),
        (String::new(), Some("8.0.0".into()))
    );
    assert_eq!(
        (shown(&report, "A.2010101.a"), unread(&report, "A.2010101.a")),
        (String::new(), Some("七元".into()))
    );
}
