//! The self-check before publication, and the gate of the final copy.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use final_accounts::amount::Amount;
use final_accounts::annex;
use final_accounts::calc::Engine;
use final_accounts::checks::{findings, give};
use final_accounts::document::{clock, publishable, self_check};
use final_accounts::io::html::render_self_check;
use final_accounts::io::{json, sample};
use final_accounts::report::{CellContent, CellRef, Edit, Entered};
use final_accounts::template::{Severity, Template, builtin};
use std::sync::Arc;

fn opened() -> Engine {
    let template: Arc<Template> = Arc::new(builtin("nmg-department-2023").unwrap().unwrap());
    Engine::new(json::read(sample().as_bytes(), &|_: &str| Some(template.clone())).unwrap().report)
}

fn wrong(engine: &mut Engine) {
    let cell = CellRef::parse(engine.report().template(), "T05.2010350.c2").unwrap();
    let entered = Some(Entered::yuan(Amount::from_fen(346_758_716)));
    engine.apply(Edit::SetCell(cell, CellContent { entered, ..CellContent::default() })).unwrap();
}

#[test]
fn every_check_is_on_the_sheet_with_its_result() {
    let engine = opened();
    let sheet = self_check(&engine, "2024年11月24日", "abc");
    let template = engine.report().template();
    let lines: usize = sheet.areas.iter().map(|(_, lines)| lines.len()).sum();
    assert_eq!(lines, template.checks.len());
    let result = |code: &str| {
        let lines = sheet.areas.iter().flat_map(|(_, lines)| lines);
        lines.clone().find(|line| line.code == code).map(|line| line.result.clone()).unwrap()
    };
    assert_eq!(result("B12"), "通过");
    assert_eq!(result("A01"), "由公式保证");
    assert!(result("A21").starts_with("由表式保证："));
    assert_eq!(result("G10"), "3 处");
    assert_eq!(result("H05"), "不适用");
    assert!(
        sheet.empty_tables.iter().any(|(table, words)| table.contains("公开08表") && words.contains("没有"))
    );
    assert!(
        sheet
            .roundings
            .iter()
            .any(|(table, count, proved)| table.contains("公开05表") && *count > 0 && *proved)
    );
    assert!(sheet.untied.0 > 0);
}

#[test]
fn the_printed_sheet_says_what_was_explained_and_escapes_it() {
    let mut engine = opened();
    wrong(&mut engine);
    let found = findings(&engine);
    let error = found.iter().find(|finding| finding.severity == Severity::Error).unwrap();
    engine.apply(give(error, "<script>账已平</script>")).unwrap();
    let sheet = self_check(&engine, "2024年11月24日", &annex::self_check::checksum(b"abc"));
    let html = render_self_check(&sheet);
    assert!(html.contains("说明：&lt;script&gt;账已平&lt;/script&gt;"), "explanations are escaped");
    assert!(!html.contains("<script>"));
    assert!(html.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assert!(html.contains("结论：有错误") && html.contains("1 处，其中 1 处写了理由"));
    for words in
        ["编制人（签字）", "财务负责人（签字）", "单位负责人（签字）", "空表", "尾差", "无可核对来源"]
    {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn the_gate_opens_when_everything_grave_is_answered() {
    let mut engine = opened();
    wrong(&mut engine);
    let refusal = publishable(&engine).unwrap_err();
    assert_eq!(refusal.errors, 1);
    assert!(refusal.to_string().starts_with("还有 1 处必须改正的没有改、也没有写理由，"), "{refusal}");
    for finding in findings(&engine) {
        if finding.severity != Severity::Notice {
            engine.apply(give(&finding, "已核对，情况属实")).unwrap();
        }
    }
    assert_eq!(publishable(&engine), Ok(()));
    let report = json::write(engine.report());
    assert!(annex::export::html(&annex::export::input(report, false, None)).is_ok());
    // Other figures are other findings: what was said of the old ones does not stand.
    let cell = CellRef::parse(engine.report().template(), "T05.2010350.c2").unwrap();
    let entered = Some(Entered::yuan(Amount::from_fen(1)));
    engine.apply(Edit::SetCell(cell, CellContent { entered, ..CellContent::default() })).unwrap();
    assert!(publishable(&engine).is_err());
    let report = json::write(engine.report());
    let why = annex::export::html(&annex::export::input(report, false, None)).unwrap_err();
    assert!(why.starts_with("还有 "), "{why}");
}

#[test]
fn the_clock_counts_from_approval() {
    let said = |approved: &str, published: &str, today: &str| {
        let mut engine = opened();
        for (key, text) in [("approve_date", approved), ("publish_date", published)] {
            engine.apply(Edit::SetText(key.into(), Some(text.into()))).unwrap();
        }
        clock(&engine, today)
    };
    assert_eq!(
        said("2024年9月8日", "2024年9月26日", "2024年11月24日"),
        "从批复到公开 18 天，在 20 日时限以内，还有 2 天。"
    );
    assert_eq!(said("2024年11月1日", "", "2024年11月24日"), "批复到今天 23 天，已超过 20 日时限 3 天。");
    assert_eq!(
        said("2024年11月4日", "", "2024年11月24日"),
        "批复到今天 20 天，在 20 日时限以内，还有 0 天。"
    );
    assert_eq!(said("", "", "2024年11月24日"), "没有填批复日期，不能计算公开时限。");
    assert_eq!(said("不详", "", "2024年11月24日"), "批复日期“不详”认不出，不能计算公开时限。");
    assert!(said("2024年11月24日", "2024年11月20日", "").contains("负 4 天"));
}
