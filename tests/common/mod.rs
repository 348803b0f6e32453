//! A small template that has one of everything, for tests that would drown in a real one.
#![allow(dead_code, reason = "each test file uses its own part")]

use final_accounts::report::{CellContent, CellRef, Entered, Report};
use final_accounts::template::{Template, TemplateFile, builtin, load};
use std::sync::Arc;

pub const REPORT: &str = r#"id = "small"
version = 1
title = "小表"
year = 2023
[wording]
more = "增加"
less = "减少"
rate_up = "增长"
rate_down = "下降"
level = "持平"
no_base = "不计算增幅"
no_budget = "年初未安排预算"
zero_wording = "recommended"
[[field]]
key = "department"
label = "部门名称"
[[part]]
key = "one"
title = "说明"
holds = "sections"
items = ["s1"]
[[part]]
key = "two"
title = "表"
holds = "tables"
items = ["A", "B", "E", "F"]
"#;

/// What the report's file ends with in [`small`]: other tests take whole tables away.
pub const ELIMINATION: &str = r#"[[elimination]]
key = "grant"
label = "内部补助"
paid = ["A.item.a"]
received = ["B.item.own", "E.item.amount", "F.part.amount"]
"#;

pub const NARRATIVE: &str = r#"[[section]]
key = "s1"
number = "一"
title = "总体"
[[section.block]]
key = "total"
text = "{department}支出{total: A.total.sum}万元{reason}。"
[[section.block.slot]]
key = "reason"
label = "变动原因"
"#;

pub const CHECKS: &str = r#"[[check]]
code = "K1"
title = "左右相等"
must_hold = "F.left.amount = F.right.amount"
severity = "error"
explanation = "左右不等"
look_at = "表F"
"#;

/// Items with money and counts; `d1` to `d8` double, so that eight steps overflow the largest amounts.
pub const A: &str = r#"key = "A"
title = "甲表"
header = [[{ text = "科目", colspan = 2 }, { text = "数", colspan = 12 }]]
[[side]]
[side.repeat]
classification = "functional"
total = "合计"
[[side.column]]
key = "code"
title = "科目"
role = "code"
[[side.column]]
key = "name"
title = "名称"
role = "label"
[[side.column]]
key = "a"
title = "基本"
role = "entered"
[[side.column]]
key = "b"
title = "项目"
role = "entered"
[[side.column]]
key = "n"
title = "人数"
role = "entered"
quantity = "count"
[[side.column]]
key = "sum"
title = "小计"
role = "derived"
formula = "a + b"
[[side.column]]
key = "d1"
title = "二倍"
role = "derived"
formula = "a + a"
[[side.column]]
key = "d2"
title = "四倍"
role = "derived"
formula = "d1 + d1"
[[side.column]]
key = "d3"
title = "八倍"
role = "derived"
formula = "d2 + d2"
[[side.column]]
key = "d4"
title = "十六倍"
role = "derived"
formula = "d3 + d3"
[[side.column]]
key = "d5"
title = "三十二倍"
role = "derived"
formula = "d4 + d4"
[[side.column]]
key = "d6"
title = "六十四倍"
role = "derived"
formula = "d5 + d5"
[[side.column]]
key = "d7"
title = "百二十八倍"
role = "derived"
formula = "d6 + d6"
[[side.column]]
key = "d8"
title = "差"
role = "derived"
formula = "d7 - b"
"#;

/// Takes its rows from A, and may have its own.
pub const B: &str = r#"key = "B"
title = "乙表"
[[side]]
[side.repeat]
classification = "functional"
rows_from = ["A"]
total = "合计"
[[side.column]]
key = "from_a"
title = "来自甲表"
role = "derived"
formula = "A.this.sum + own"
[[side.column]]
key = "own"
title = "自填"
role = "entered"
[[side.column]]
key = "rest"
title = "其余"
role = "derived"
formula = "A.total.a - A.201.a - A.2010101.a"
"#;

/// Economic sections: codes of five digits.
pub const E: &str = r#"key = "E"
title = "经济分类表"
[[side]]
[side.repeat]
classification = "economic"
total = "合计"
[[side.column]]
key = "amount"
title = "金额"
role = "entered"
"#;

/// Fixed rows in two blocks, with an empty line and an of-which row.
pub const F: &str = r#"key = "F"
title = "固定表"
[[side]]
[[side.column]]
key = "label"
title = "项目"
role = "label"
[[side.column]]
key = "amount"
title = "金额"
role = "entered"
[[side.row]]
key = "one"
label = "一"
[[side.row]]
key = "part"
label = "其中"
of_which = true
[[side.row]]
[[side.row]]
key = "two"
label = "二"
formula = "A.total.sum"
[[side.row]]
key = "left"
label = "合计"
formula = "sum(one..two)"
[[side]]
[[side.column]]
key = "label"
title = "项目"
role = "label"
[[side.column]]
key = "amount"
title = "金额"
role = "entered"
[[side.column]]
key = "people"
title = "人数"
role = "entered"
quantity = "count"
[[side.row]]
key = "economic"
label = "经济分类"
formulas = { amount = "E.total.amount" }
[[side.row]]
key = "right"
label = "合计"
formulas = { amount = "economic - one" }
"#;

pub const FILES: [(&str, &str); 7] = [
    ("report.toml", REPORT),
    ("narrative.toml", NARRATIVE),
    ("checks.toml", CHECKS),
    ("tables/A.toml", A),
    ("tables/B.toml", B),
    ("tables/E.toml", E),
    ("tables/F.toml", F),
];

/// The small template.
pub fn small() -> Arc<Template> {
    let report = [REPORT, ELIMINATION].concat();
    let text = |name, text| if name == "report.toml" { &*report } else { text };
    let files = FILES.map(|(name, own)| TemplateFile { name, text: text(name, own) });
    Arc::new(load(&files).unwrap_or_else(|complaints| panic!("{complaints:#?}")))
}

/// The built-in template of 2023.
pub fn real() -> Arc<Template> {
    Arc::new(builtin("nmg-department-2023").unwrap().unwrap())
}

/// The cell of that name.
pub fn at(report: &Report, name: &str) -> CellRef {
    CellRef::parse(report.template(), name).unwrap_or_else(|| panic!("{name} is no cell"))
}

/// `12.30元`, `0.84万元` or `4` as an entered number.
pub fn number(text: &str) -> Entered {
    use final_accounts::amount::{EnteredAmount, Unit};
    let money = |digits, unit| Entered::Money(EnteredAmount::from_text(digits, unit).unwrap());
    match (text.strip_suffix("万元"), text.strip_suffix("元")) {
        (Some(digits), _) => money(digits, Unit::TenThousandYuan),
        (None, Some(digits)) => money(digits, Unit::Yuan),
        (None, None) => Entered::Count(text.parse().unwrap()),
    }
}

/// Content that is just a number.
pub fn entered(text: &str) -> CellContent {
    CellContent::of(Some(number(text)))
}

/// A template's folder beside the tests: its files, by name, in the order they are loaded.
pub fn files(folder: &str) -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    for (place, prefix) in [(folder.clone(), ""), (folder.join("tables"), "tables/")] {
        for entry in std::fs::read_dir(place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// Loads such files.
pub fn loaded(files: &[(String, String)]) -> Arc<Template> {
    let files: Vec<_> = files.iter().map(|(name, text)| TemplateFile { name, text }).collect();
    Arc::new(load(&files).unwrap_or_else(|complaints| {
        panic!("{}", complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }))
}

/// The national form, which is no part of the program.
pub fn national() -> Arc<Template> {
    loaded(&files("tests/fixtures/templates/national-department-2024"))
}

/// A document as plain text, block by block.
pub fn plain(document: &final_accounts::document::Document) -> String {
    use final_accounts::document::{DocumentBlock as Block, PageCell};
    let mut text = format!("{}\n", document.title);
    for part in &document.parts {
        text += &format!("\n# {} {}\n", part.number, part.title);
        for block in &part.blocks {
            match block {
                Block::Cover(fields) => {
                    fields.iter().for_each(|(label, value)| text += &format!("{label}：{value}\n"));
                }
                Block::Heading(_, number, title) => text += &format!("\n## {number} {title}\n"),
                Block::Sentence(sentence) => text += &format!("{}\n", sentence.text()),
                Block::Figure(series) => text += &format!("[图 {}]\n", series.title),
                Block::Table(page) => {
                    text += &format!("\n## {} {}\n", page.number, page.title);
                    for row in &page.header {
                        let cells = row.iter().map(|cell| cell.text.as_str());
                        text += &format!("= {}\n", cells.collect::<Vec<_>>().join(" | "));
                    }
                    for row in &page.rows {
                        let cells = row.cells.iter().map(|cell| match cell {
                            PageCell::Label(text, _) | PageCell::Spanned(text, _) => text.as_str(),
                            PageCell::Mark(text) | PageCell::Number(text) => text.as_str(),
                        });
                        let line = cells.collect::<Vec<_>>().join(" | ");
                        text += &format!("{}{line}\n", if row.bold { "* " } else { "  " });
                    }
                    page.notes.iter().for_each(|note| text += &format!("{note}\n"));
                }
                Block::List(table) => {
                    text += &format!("[表 {}] {}\n", table.title, table.header.join(" | "));
                    table.rows.iter().for_each(|row| text += &format!("  {}\n", row.join(" | ")));
                }
                Block::Form(form) => {
                    text += &format!("[{}] {}\n", form.title, form.subtitle);
                    let rows = form.head.iter().chain(&form.rows);
                    for row in rows {
                        let cells = row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
                        text += &format!("  {}\n", cells.join(" | "));
                    }
                }
                Block::Missing(words) => text += &format!("{words}\n"),
            }
        }
    }
    text
}

/// Holds `text` against the expected file; `UPDATE=1` writes it anew.
pub fn golden(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, (found, expected)) in text.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{name}, line {}: look at it, then run with UPDATE=1", line + 1);
    }
    assert!(text == expected, "{name} has other lines at its end: look at it, then run with UPDATE=1");
}
