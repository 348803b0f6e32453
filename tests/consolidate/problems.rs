//! What is odd about the units' files, each told in words, and who is left out for it.

use super::common::{at, number, real, small};
use super::{apply, department, enter, fixture, opened, published, shown, sum, unit};
use final_accounts::consolidate::{Problem, Unit, replace_unit, shell};
use final_accounts::report::{CellContent, Edit, ListKey, Record, Report};
use std::collections::BTreeMap;

fn told(own: &Report, units: &[Unit]) -> Vec<String> {
    sum(own, units, &[]).problems.iter().map(ToString::to_string).collect()
}

/// The report with these units in its list; only the built-in form has one.
fn listing(names: &[&str]) -> Report {
    let mut own = Report::new(real());
    let list = ListKey::of(own.template().list_index("units").unwrap());
    let record = |(id, name): (u32, &&str)| Record {
        id,
        fields: BTreeMap::from([("name".to_string(), (*name).to_string())]),
    };
    apply(&mut own, Edit::SetRecords(list, (1..).zip(names).map(record).collect()));
    own
}

fn real_unit(name: &str, fen: i64) -> Unit {
    let mut report = Report::new(real());
    apply(&mut report, Edit::SetText("department".into(), Some(name.into())));
    let cell = at(&report, "T01.L_bop.amount");
    enter(&mut report, cell, number(&format!("{fen}元")));
    opened(&format!("{name}.json"), &report)
}

#[test]
fn missing_and_foreign_units_are_named() {
    let own = listing(&["某旗财政局", "某旗国库中心", "某旗评审中心（公益一类）"]);
    let units = [
        real_unit("某旗财政局（部门）", 1),
        real_unit("某旗评审中心(公益一类)", 2),
        real_unit("某旗审计局", 3),
    ];
    assert_eq!(
        told(&own, &units),
        [
            "“某旗财政局（部门）”可能就是清单里的“某旗财政局”，已按同一个单位处理，请把名称改成一样的",
            "“某旗评审中心(公益一类)”可能就是清单里的“某旗评审中心（公益一类）”，已按同一个单位处理，请把名称改成一样的",
            "“某旗审计局”（某旗审计局.json）不在单位清单里，请核对；确是下属单位的，加进清单",
            "单位清单里的“某旗国库中心”没有文件，请补上；不再是下属单位的，从清单里删去",
        ]
    );
    let order = ["某旗国库中心", "某旗审计局", "某旗财政局"].map(|name| real_unit(name, 1));
    let report = sum(&listing(&["某旗财政局", "某旗国库中心", "某旗审计局"]), &order, &[]).report;
    let names: Vec<_> = report.consolidation().units().iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names, ["某旗财政局", "某旗国库中心", "某旗审计局"]);
}

#[test]
fn a_unit_given_twice_counts_once() {
    let one = unit("甲", &[("F.one.amount", "1.00元")]);
    let mut copy = one.clone();
    copy.file = "甲（1）.json".into();
    let done = sum(&department(), &[one.clone(), copy.clone()], &[]);
    assert_eq!(shown(&done.report, "F.one.amount"), "1.00 元");
    assert_eq!(done.problems[0].to_string(), "“甲”给了两次：“甲.json”和“甲（1）.json”一模一样，请去掉一个");
    assert!(done.problems[0].is_grave());
    let mut other = unit("甲", &[("F.one.amount", "2.00元")]);
    other.file = "乙.json".into();
    let problems = sum(&department(), &[one.clone(), other], &[]).problems;
    assert!(matches!(&problems[..], [Problem::Twice { same: false, .. }]), "{problems:?}");
    // The same accounts under another name, and the same name written differently.
    let renamed = unit("乙", &[("F.one.amount", "1.00元")]);
    assert_eq!(
        told(&department(), &[one.clone(), renamed]),
        ["“乙”和“甲”的数完全一样，可能是同一份文件改了名称，请核对"]
    );
    let wide = unit("甲 （部门）", &[("F.one.amount", "2.00元")]);
    assert_eq!(
        told(&department(), &[one, wide]),
        ["“甲”和“甲 （部门）”名称只差写法，可能是同一个单位，请核对是否重复"]
    );
}

#[test]
fn files_that_do_not_belong_are_left_out() {
    let good = real_unit("甲", 1);
    let mut next_year = real_unit("乙", 2);
    apply(&mut next_year.report, Edit::SetText("year".into(), Some("2024".into())));
    let mut nameless = real_unit("丙", 4);
    apply(&mut nameless.report, Edit::SetText("department".into(), None));
    let other = unit("丁", &[("F.one.amount", "8元")]);
    let done = sum(&Report::new(real()), &[next_year, nameless, other, good], &[]);
    assert_eq!(shown(&done.report, "T01.L_bop.amount"), "1 元");
    let mut told: Vec<_> = done.problems.iter().map(ToString::to_string).collect();
    told.sort();
    assert_eq!(
        told,
        [
            "“丁.json”用的是另一种表式（小表），不能相加",
            "“丙.json”没有填部门名称，不知道是哪个单位的，请填好再汇总",
            "“乙.json”是2024年度的，与本部门的年度不同，请换成同一年度的",
        ]
    );
    assert!(done.problems.iter().all(Problem::is_grave));
}

#[test]
fn a_sum_is_not_added_to_its_own_parts() {
    let (bureau, centre) = (fixture("bureau"), fixture("centre"));
    let own = shell(&published()).unwrap();
    let report = sum(&own, &[bureau.clone(), centre.clone()], &[]).report;
    let department = opened("dept.json", &report);
    let own_again = sum(&report, &[bureau.clone(), centre.clone(), department.clone()], &[]);
    assert_eq!(own_again.problems, [Problem::OwnAmongUnits { file: "dept.json".into() }]);
    assert_eq!(own_again.report, report);
    // Into another department's sum it may go, but not beside a unit that it already has.
    let above = sum(&Report::new(real()), &[department, centre], &[]);
    assert_eq!(
        above
            .problems
            .iter()
            .filter(|problem| problem.is_grave())
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["“科尔沁左翼中旗政务服务中心”（centre.json）已经汇总在“dept.json”里，再加一次就重复了，请去掉一个"]
    );
    for (table, _) in (0u16..).zip(&report.template().tables) {
        assert_eq!(above.report.table(table), report.table(table));
    }
}

/// A department's sum of these units, saved and opened again.
fn sum_of(name: &str, units: &[Unit]) -> Unit {
    let mut own = department();
    apply(&mut own, Edit::SetText("department".into(), Some(name.into())));
    let report = sum(&own, units, &[]).report;
    opened(&format!("{name}.json"), &super::read_back(&report, &small()))
}

fn grave(own: &Report, units: &[Unit]) -> (Vec<String>, String) {
    let done = sum(own, units, &[]);
    let grave = done.problems.iter().filter(|problem| problem.is_grave()).map(ToString::to_string);
    (grave.collect(), shown(&done.report, "F.one.amount"))
}

#[test]
fn a_unit_in_two_sums_or_deep_within_one_counts_once() {
    let one = |name: &str, text: &str| unit(name, &[("F.one.amount", text)]);
    let (x, y, z) = (one("丙", "1.00元"), one("丁", "2.00元"), one("戊", "4.00元"));
    let (first, second) = (sum_of("甲局", &[x.clone(), y.clone()]), sum_of("乙局", &[x.clone(), z.clone()]));
    let shared = |files: [&str; 2]| {
        format!(
            "“丙”同时汇总在“{}”和“{}”里，都加就重复了，请去掉一个，或换成没有重复的文件",
            files[0], files[1]
        )
    };
    let expected = (vec![shared(["乙局.json", "甲局.json"])], "5.00 元".to_string());
    assert_eq!(grave(&department(), &[first.clone(), second]), expected);
    // 己局 ⊃ 甲局 ⊃ 丙, which its file still says after it was saved.
    let above = sum_of("己局", &[first.clone(), z]);
    let names: Vec<_> = above.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["戊", "甲局", "丁", "丙"]);
    let within = |name: &str| {
        vec![format!("“{name}”（{name}.json）已经汇总在“己局.json”里，再加一次就重复了，请去掉一个")]
    };
    assert_eq!(grave(&department(), &[x.clone(), above.clone()]), (within("丙"), "7.00 元".into()));
    assert_eq!(grave(&department(), &[first, above.clone()]), (within("甲局"), "7.00 元".into()));
    // However its name is written, and whatever it is when the file is the same.
    let wide = one("丙（本级）", "1.00元");
    assert_eq!(grave(&department(), &[wide, above.clone()]), (within("丙（本级）"), "7.00 元".into()));
    let mut renamed = one("庚", "1.00元");
    renamed.digest = x.digest.clone();
    assert_eq!(grave(&department(), &[renamed, above.clone()]), (within("庚"), "7.00 元".into()));
    // Nor does a corrected file bring a unit that stands beside it.
    let both = sum(&department(), &[x, one("己局", "3.00元")], &[]).report;
    assert_eq!(
        replace_unit(&both, &above).unwrap_err().to_string(),
        "“丙”同时汇总在“丙”和“己局.json”里，都加就重复了，请去掉一个，或换成没有重复的文件"
    );
}

#[test]
fn unread_cells_errors_and_empty_reports_are_named() {
    let mut unread = unit("甲", &[("F.one.amount", "1元")]);
    let cell = at(&unread.report, "F.one.amount");
    let content = CellContent { unread: Some("1,2".into()), ..CellContent::of(Some(number("1元"))) };
    apply(&mut unread.report, Edit::SetCell(cell, content));
    unread.errors = 2;
    let empty = unit("乙", &[]);
    let done = sum(&department(), &[unread, empty], &[]);
    assert_eq!(shown(&done.report, "F.one.amount"), "1 元");
    assert_eq!(
        done.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "“乙”一个数也没有填",
            "“甲”有1格的内容读不成数，汇总用的是这些格里最后一次正确的数",
            "“甲”有2项必须改正的错误，请该单位改正后更换文件",
        ]
    );
}

#[test]
fn names_of_codes_are_carried_and_conflicts_told() {
    let named = |unit_name: &str, name: &str| {
        let mut unit = unit(unit_name, &[("A.2019999.a", "1元")]);
        apply(&mut unit.report, Edit::SetName(2_019_999, Some(name.into())));
        unit
    };
    let units = [named("乙", "其他支出"), named("甲", "其他一般公共服务支出"), named("丙", "其他支出")];
    let done = sum(&department(), &units, &[]);
    assert_eq!(done.report.typed_name(2_019_999), Some("其他支出"));
    assert_eq!(
        done.problems
            .iter()
            .map(ToString::to_string)
            .filter(|text| text.contains("科目"))
            .collect::<Vec<_>>(),
        ["科目2019999的名称不一致：用了“其他支出”，“甲”写的是“其他一般公共服务支出”"]
    );
    let mut own = department();
    apply(&mut own, Edit::SetName(2_019_999, Some("部门的名称".into())));
    let done = sum(&own, &units[..1], &[]);
    assert_eq!(done.report.typed_name(2_019_999), Some("部门的名称"));
    assert!(matches!(&done.problems[..], [Problem::Names { .. }]));
}

#[test]
fn what_could_be_eliminated_is_said() {
    let units = [unit("甲", &[("A.2010101.a", "70.00元")]), unit("乙", &[("B.2010101.own", "80.00元")])];
    assert_eq!(
        told(&department(), &units),
        ["“内部补助”两边都有数，最多可抵销70.00元，没有选择抵销，请核对是否重复计算"]
    );
}

#[test]
fn a_replacement_must_be_of_a_known_unit_of_this_form_and_year() {
    let report = sum(&department(), &[unit("甲", &[("F.one.amount", "1元")])], &[]).report;
    let refused = |unit: &Unit| replace_unit(&report, unit).unwrap_err().to_string();
    assert_eq!(refused(&unit("乙", &[])), "报告里没有“乙”这个单位，没有可以更换的；新增单位请重新汇总");
    assert_eq!(
        refused(&real_unit("甲", 1)),
        "“甲.json”用的是另一种表式（2023年度部门决算公开（内蒙古旗县版）），不能相加"
    );
    // Written a little differently it is still found, and keeps its new name.
    let renamed = replace_unit(&report, &unit("甲（部门）", &[("F.one.amount", "3元")])).unwrap();
    let mut after = report.clone();
    apply(&mut after, renamed.edit);
    assert_eq!(after.consolidation().units()[0].name, "甲（部门）");
    assert_eq!(shown(&after, "F.one.amount"), "3 元");
    let difference = renamed.differences[0];
    assert_eq!((difference.before, difference.after), (Some(number("1元")), Some(number("3元"))));
    assert_eq!(Report::new(small()).consolidation().units().len(), 0);
}

#[test]
fn texts_that_stay_with_their_units_are_told() {
    let mut own = published();
    let list = ListKey::of(own.template().list_index("facts").unwrap());
    let text = |report: &mut Report, text: &str| {
        apply(report, Edit::SetText("s14.evaluation.evaluation".into(), Some(text.into())));
    };
    text(&mut own, "部门写的");
    let (mut bureau, mut centre) = (fixture("bureau").report, fixture("centre").report);
    text(&mut bureau, "本级写的");
    text(&mut centre, "部门写的");
    let opened = |bureau: &Report, centre: &Report| [opened("局.json", bureau), opened("中心.json", centre)];
    // The department's own file is its own, and the centre says nothing else.
    assert_eq!(told(&own, &opened(&bureau, &centre)), [""; 0]);
    let fields =
        [("name", "取暖费"), ("value", "3.5")].map(|(key, text)| (key.to_string(), text.to_string()));
    let fact = Record { id: 1, fields: BTreeMap::from(fields) };
    apply(&mut centre, Edit::InsertRecord(list, 0, fact));
    let expected = "各单位自己写的文字和常用数不带进部门报告，留在各单位的文件里：科尔沁左翼中旗政务服务中心";
    assert_eq!(told(&own, &opened(&bureau, &centre)), [expected]);
    let notice = Problem::TextsStay { names: vec![] };
    assert!(notice.is_notice() && !notice.is_grave());
}
