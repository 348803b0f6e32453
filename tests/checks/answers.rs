//! What is said to a finding is kept in the report with the figures it was said of.

use final_accounts::calc::{Engine, Values};
use final_accounts::checks::{Answer, Finding, answer, clear, findings, give, standing};
use final_accounts::io;

use crate::edits::apply;
use crate::sample::{engine, opened};

fn finding(engine: &Engine, code: &str) -> Finding {
    findings(engine).into_iter().find(|finding| finding.code == code).unwrap()
}

/// Warnings are explained, of a rule, of an audit of texts and of one of records.
const WARNINGS: [&str; 3] = ["E07", "G10", "D18"];

#[test]
fn an_explanation_stands_until_its_figures_change() {
    let mut engine = engine();
    apply(&mut engine, &["cell T01.L_bop.amount = 9635.18".to_string()]);
    let found = finding(&engine, "D18");
    assert_eq!(answer(&found, &engine), Answer::None);
    engine.apply(give(&found, "年初调整100元")).unwrap();
    assert_eq!(answer(&finding(&engine, "D18"), &engine), Answer::Given("年初调整100元".into()));
    // Something else changes.
    apply(&mut engine, &["text head_of_unit = 别人".to_string()]);
    assert!(answer(&finding(&engine, "D18"), &engine).stands());
    // The figures change.
    apply(&mut engine, &["cell T01.L_bop.amount = 9735.18".to_string()]);
    assert_eq!(answer(&finding(&engine, "D18"), &engine), Answer::Outdated("年初调整100元".into()));
    // And come back.
    apply(&mut engine, &["cell T01.L_bop.amount = 9635.18".to_string()]);
    assert!(answer(&finding(&engine, "D18"), &engine).stands());
    engine.apply(clear(&finding(&engine, "D18"))).unwrap();
    assert_eq!(answer(&finding(&engine, "D18"), &engine), Answer::None);
    // White space explains nothing.
    engine.apply(give(&finding(&engine, "D18"), " \n")).unwrap();
    assert_eq!(answer(&finding(&engine, "D18"), &engine), Answer::None);
    assert!(!engine.report().texts().keys().any(|key| key.starts_with("check.D18")));
}

#[test]
fn explanations_are_saved_and_opened() {
    let mut engine = engine();
    apply(&mut engine, &["cell T01.L_bop.amount = 9635.18".to_string()]);
    for code in WARNINGS {
        let found = finding(&engine, code);
        engine.apply(give(&found, &format!("{code}的说明，“引号”与\n换行"))).unwrap();
    }
    let again = Engine::new(opened(&io::json::write(engine.report())));
    for code in WARNINGS {
        let found = finding(&again, code);
        assert_eq!(answer(&found, &again), Answer::Given(format!("{code}的说明，“引号”与\n换行")), "{code}");
    }
    assert_eq!(io::json::write(again.report()), io::json::write(engine.report()));
}

#[test]
fn a_report_with_every_warning_explained_may_be_published() {
    let mut engine = engine();
    let stands = |engine: &Engine| standing(findings(engine).iter(), engine);
    let before = stands(&engine);
    assert_eq!((before.errors, before.explained, before.may_be_final()), (0, 0, false));
    assert_eq!(before.label(), "有须说明");
    for found in findings(&engine) {
        engine.apply(give(&found, "已核对，情况属实")).unwrap();
    }
    let after = stands(&engine);
    assert_eq!((after.explained, after.label(), after.may_be_final()), (before.warnings, "可以公开", true));
    // A new error needs a reason of its own.
    apply(&mut engine, &["cell T06.30201.amount = 858475.48".to_string()]);
    let broken = stands(&engine);
    assert_eq!((broken.errors, broken.excused, broken.may_be_final()), (1, 0, false));
    engine.apply(give(&finding(&engine, "B12"), "财政部门核定的差额")).unwrap();
    let excused = stands(&engine);
    assert_eq!((excused.errors, excused.excused, excused.may_be_final()), (1, 1, true));
    assert_eq!(engine.text("check.B12").as_deref(), Some("财政部门核定的差额"));
}
