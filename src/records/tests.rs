//! Every act on lists, and what the desk says of them.

use super::*;
use crate::amount::Unit;
use crate::calc::{Book, Engine};
use crate::narrative::check_fact;
use crate::report::{Edit, ListKey, Record, Report};
use crate::template::{ListForm, builtin};
use std::sync::Arc;

/// A project with indicators of these levels and names.
fn book(rows: &[[&str; 3]]) -> (Book, ListKey) {
    let template = Arc::new(builtin("nmg-department-2023").unwrap().unwrap());
    let projects = ListKey::of(template.list_of(ListForm::Performance).unwrap());
    let key = ListKey::within(template.list_of(ListForm::Indicators).unwrap(), 1);
    let mut book = Book::new(Report::new(template));
    book.edit(Edit::InsertRecord(projects, 0, Record { id: 1, ..Record::default() })).unwrap();
    let record = |(id, texts): (u32, &[&str; 3])| {
        let fields = ["level1", "level2", "name"].iter().zip(texts);
        Record { id, fields: fields.map(|(key, text)| (key.to_string(), text.to_string())).collect() }
    };
    book.edit(Edit::SetRecords(key, (1u32..).zip(rows).map(record).collect())).unwrap();
    (book, key)
}

const FIVE: [[&str; 3]; 5] = [
    ["产出", "数量", "一"],
    ["产出", "数量", "二"],
    ["产出", "质量", "三"],
    ["效益", "社会", "四"],
    ["效益", "社会", "五"],
];

fn shown(book: &Book, key: ListKey) -> Vec<String> {
    let records = book.engine().report().records(key);
    let texts = |record: &Record| {
        ["level1", "level2", "name"].map(|key| record.field(key)).join(" ").trim().to_string()
    };
    records.iter().map(texts).collect()
}

/// Makes an edit, holds the rows against what is expected, and takes it back.
fn check(act: impl FnOnce(&Rows) -> Option<Edit>, expected: Option<&[&str]>) {
    let (mut book, key) = book(&FIVE);
    let before = shown(&book, key);
    let edit = act(&Rows::of(key, book.engine()).unwrap());
    assert_eq!(edit.is_some(), expected.is_some(), "{edit:?}");
    let (Some(edit), Some(expected)) = (edit, expected) else { return };
    book.edit(edit).unwrap();
    assert_eq!(shown(&book, key), expected);
    book.undo().unwrap();
    assert_eq!(shown(&book, key), before);
}

#[test]
fn a_merged_cell_is_entered_for_all_its_rows() {
    check(
        |rows| rows.set(1, 1, "数"),
        Some(&["产出 数 一", "产出 数 二", "产出 质量 三", "效益 社会 四", "效益 社会 五"]),
    );
    check(
        |rows| rows.set(1, 2, "贰"),
        Some(&["产出 数量 一", "产出 数量 贰", "产出 质量 三", "效益 社会 四", "效益 社会 五"]),
    );
    check(|rows| rows.set(1, 2, "二"), None);
}

#[test]
fn groups_are_joined_and_parted() {
    check(
        |rows| rows.merge_up(3, Level::Two),
        Some(&["产出 数量 一", "产出 数量 二", "产出 质量 三", "产出 质量 四", "产出 质量 五"]),
    );
    check(
        |rows| rows.merge_up(4, Level::One),
        Some(&["产出 数量 一", "产出 数量 二", "产出 质量 三", "产出 社会 四", "产出 社会 五"]),
    );
    check(|rows| rows.merge_up(1, Level::Two), None);
    check(
        |rows| rows.split(1, Level::One, "成本"),
        Some(&["产出 数量 一", "成本 数量 二", "成本 质量 三", "效益 社会 四", "效益 社会 五"]),
    );
    check(
        |rows| rows.split(4, Level::Two, "经济"),
        Some(&["产出 数量 一", "产出 数量 二", "产出 质量 三", "效益 社会 四", "效益 经济 五"]),
    );
    check(|rows| rows.split(3, Level::Two, "经济"), None);
}

#[test]
fn rows_come_go_and_move() {
    check(
        |rows| Some(rows.insert(2).0),
        Some(&["产出 数量 一", "产出 数量 二", "产出 数量", "产出 质量 三", "效益 社会 四", "效益 社会 五"]),
    );
    check(|rows| rows.delete(1..4), Some(&["产出 数量 一", "效益 社会 五"]));
    check(
        |rows| rows.shift(1..3, true),
        Some(&["产出 数量 二", "产出 质量 三", "产出 数量 一", "效益 社会 四", "效益 社会 五"]),
    );
    check(
        |rows| rows.shift(0..2, false),
        Some(&["产出 质量 三", "产出 数量 一", "产出 数量 二", "效益 社会 四", "效益 社会 五"]),
    );
    check(|rows| rows.shift(0..2, true), None);
    check(|rows| rows.shift(3..5, false), None);
    check(|rows| rows.delete(5..5), None);
}

#[test]
fn blocks_are_cleared_filled_and_copied() {
    let names = |rows| Block { rows, columns: 2..3 };
    check(
        |rows| rows.clear(&names(0..2)),
        Some(&["产出 数量", "产出 数量", "产出 质量 三", "效益 社会 四", "效益 社会 五"]),
    );
    check(
        |rows| rows.fill_down(&names(0..3)),
        Some(&["产出 数量 一", "产出 数量 一", "产出 质量 一", "效益 社会 四", "效益 社会 五"]),
    );
    check(
        |rows| rows.fill_down(&names(1..2)),
        Some(&["产出 数量 一", "产出 数量 一", "产出 质量 三", "效益 社会 四", "效益 社会 五"]),
    );
    check(|rows| rows.fill_down(&names(0..1)), None);
    let (mut book, key) = book(&FIVE);
    book.edit(Edit::SetField(key, 1, "name".into(), Some("a\t\"b".into()))).unwrap();
    let rows = Rows::of(key, book.engine()).unwrap();
    assert_eq!(rows.copied(&Block { rows: 0..2, columns: 1..3 }), "数量\t\"a\t\"\"b\"\r\n数量\t二");
}

#[test]
fn sorting_is_one_step() {
    let mixed =
        [["效益指标", "社会效益", "四"], ["产出指标", "质量指标", "三"], ["产出指标", "数量指标", "一"]];
    let (mut book, key) = book(&mixed);
    let edit = Rows::of(key, book.engine()).unwrap().sorted().unwrap();
    book.edit(edit).unwrap();
    let sorted = ["产出指标 数量指标 一", "产出指标 质量指标 三", "效益指标 社会效益 四"];
    assert_eq!(shown(&book, key), sorted);
    assert_eq!(Rows::of(key, book.engine()).unwrap().sorted(), None);
    book.undo().unwrap();
    assert_eq!(shown(&book, key)[0], "效益指标 社会效益 四");
}

#[test]
fn the_grid_merges_and_is_walked() {
    let (book, _) = book(&FIVE);
    let grid = indicators(1, book.engine()).unwrap();
    let levels: Vec<_> = grid.rows.iter().map(|row| row.levels.clone()).collect();
    assert_eq!(levels[0], [LevelCell::Begins(3), LevelCell::Begins(2)]);
    assert_eq!(levels[2], [LevelCell::Covered, LevelCell::Begins(1)]);
    let check = |at, step, expected: Option<(usize, usize)>| {
        assert_eq!(grid.step(at, step), expected, "{at:?} {step:?}")
    };
    check((1, 0), Step::Down, Some((3, 0)));
    check((4, 1), Step::Up, Some((2, 1)));
    check((1, 2), Step::Down, Some((2, 2)));
    check((0, 10), Step::Next, Some((1, 2)));
    check((1, 2), Step::Previous, Some((0, 10)));
    check((2, 2), Step::Previous, Some((2, 1)));
    check((4, 10), Step::Next, None);
    check((0, 0), Step::Left, None);
    check((4, 5), Step::Down, None);
    check((0, 5), Step::PageDown, Some((4, 5)));
    assert_eq!((grid.totals.weight.as_str(), grid.totals.whole, grid.totals.missing), ("10", false, 6));
}

#[test]
fn what_is_wrong_comes_in_words_grave_first() {
    let (mut book, key) = book(&FIVE);
    for (column, text) in [
        ("nature", "正向"),
        ("direction", "大于等于"),
        ("target", "10"),
        ("actual", "9"),
        ("weight", "10"),
        ("score", "10"),
    ] {
        book.edit(Edit::SetField(key, 2, column.into(), Some(text.into()))).unwrap();
    }
    let grid = indicators(1, book.engine()).unwrap();
    assert_eq!(grid.rows[1].proposed, "9");
    assert_eq!(grid.rows[1].differs.as_deref(), Some("高 1"));
    assert_eq!(grid.rows[1].findings[0].column, "note");
    assert!(grid.rows[0].findings.iter().any(|finding| finding.grave && finding.words == "指标性质没有填写"));
    let (line, findings) = project_line(1, book.engine()).unwrap();
    assert_eq!((line.indicators, line.score.as_str(), line.whole), (5, "", false));
    let graves: Vec<_> = findings.iter().map(|finding| finding.grave).collect();
    assert!(graves.is_sorted_by(|before, after| before >= after), "{graves:?}");
    assert_eq!(findings[0].place, Place::Field("name".into()));
    assert!(findings.iter().any(|finding| finding.about == "第2行 二" && !finding.grave));
}

#[test]
fn a_project_is_copied_with_its_indicators() {
    let (mut book, key) = book(&FIVE);
    let projects = ListKey::of(book.engine().report().template().list_of(ListForm::Performance).unwrap());
    book.edit(Edit::SetField(projects, 1, "name".into(), Some("大厅".into()))).unwrap();
    let (edit, id) = copy_project(1, book.engine()).unwrap();
    book.edit(edit).unwrap();
    assert_eq!(book.engine().report().record(projects, id).unwrap().field("name"), "大厅（副本）");
    assert_eq!(shown(&book, ListKey { parent: Some(id), ..key }), shown(&book, key));
    let (edit, new) = new_project(book.engine()).unwrap();
    book.edit(edit).unwrap();
    assert_eq!((id, new), (2, 3));
    book.undo().unwrap();
    book.undo().unwrap();
    assert_eq!(project_lines(book.engine()).len(), 1);
}

#[test]
fn money_is_shown_in_either_unit_and_kept_as_typed() {
    let shows = |text: &str, unit, expected: &str| assert_eq!(money_shown(text, unit), expected, "{text}");
    shows("9571516.51", Unit::Yuan, "9,571,516.51");
    shows("9571516.51", Unit::TenThousandYuan, "957.151651");
    shows("957.15万元", Unit::TenThousandYuan, "957.15");
    shows("957.15万元", Unit::Yuan, "9,571,500.00");
    shows("0.00", Unit::TenThousandYuan, "0.00");
    shows("", Unit::Yuan, "");
    shows("12,34万元", Unit::TenThousandYuan, "12,34");
    shows("12,34", Unit::Yuan, "12,34");
    let notes =
        |text: &str, unit, expected: Option<&str>| assert_eq!(money_note(text, unit).as_deref(), expected);
    notes("957.15万元", Unit::Yuan, Some("填的是 957.15万元"));
    notes("9571516.51", Unit::TenThousandYuan, Some("填的是 9,571,516.51元"));
    notes("9571516.51", Unit::Yuan, None);
    notes("0", Unit::TenThousandYuan, None);
    notes("12,34", Unit::Yuan, None);
    let keeps = |text: &str, unit, expected: &str| assert_eq!(money_typed(text, unit), expected, "{text}");
    keeps("957.15", Unit::TenThousandYuan, "957.15万元");
    keeps("957.15", Unit::Yuan, "957.15");
    keeps("5000元", Unit::TenThousandYuan, "5000元");
    keeps("5万", Unit::Yuan, "5万");
    keeps("暂无", Unit::TenThousandYuan, "暂无");
    keeps(" ", Unit::TenThousandYuan, "");
    let record = |text: &str| Record { id: 1, fields: [("a".to_string(), text.to_string())].into() };
    assert_eq!(usual_unit(&record("5万元"), &["a", "b"]), Unit::TenThousandYuan);
    assert_eq!(usual_unit(&record("5"), &["a"]), Unit::Yuan);
}

#[test]
fn named_figures_say_where_they_are_used_and_what_is_wrong_with_their_names() {
    let template = Arc::new(builtin("nmg-department-2023").unwrap().unwrap());
    let index = template.list_of(ListForm::Facts).unwrap();
    let mut engine = Engine::new(Report::new(template.clone()));
    let text = "取暖费{取暖费}万元，又{取暖费|wan}".to_string();
    engine.apply(Edit::SetText("s1.total.budget_reason".into(), Some(text))).unwrap();
    let uses = fact_uses(&engine);
    assert_eq!(uses["取暖费"][0].section.as_deref(), Some("s1"));
    assert_eq!(uses["取暖费"][0].times, 2);
    let named = |id, name: &str| Record { id, fields: [("name".to_string(), name.to_string())].into() };
    let others = [named(1, "甲"), named(2, "甲"), named(3, "乙")];
    let list = template.list(index).unwrap();
    let problem = |column: &str, text: &str, id| {
        field_problem(&template, list, list.column(column).unwrap(), text, id, &others)
    };
    assert!(problem("name", "甲", 2).unwrap().contains("与第1行重名"));
    assert!(problem("name", "乙", 3).is_none());
    assert!(problem("name", "a.b", 3).unwrap().contains("“.”"));
    assert!(problem("value", "12,34", 3).is_some());
    assert!(problem("value", "36.42", 3).is_none());
    // The rule is the one by which a text makes a new figure: a name in braces is a value, a field's key no name.
    assert!(problem("value", "{T06.30208}", 3).is_none());
    assert!(problem("value", "{T06.30208}万元", 3).is_some());
    for name in ["department", "12", "一二三四五六七八九十一二三四五六七八九十一"] {
        assert_eq!(problem("name", name, 3), check_fact(name, "1", &engine).err(), "{name}");
    }
    assert!(problem("name", "", 3).is_none());
}
