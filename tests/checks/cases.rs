//! Every check has a case that passes and one that fails.

use final_accounts::calc::Engine;
use final_accounts::checks::{Finding, OwnGrounds, Verdict, examine};
use final_accounts::template::Rule;
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::edits::apply;
use crate::sample::{engine, place};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    code: String,
    pass: Vec<String>,
    fail: Vec<String>,
    at: String,
    /// Some of what it says; alternatives are divided by `|`.
    #[serde(default)]
    words: String,
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("../fixtures/check-cases.toml")).unwrap().case
}

/// The sample with these edits, and what a check says of it.
fn examined(index: usize, edits: &[String]) -> (Engine, Verdict, Vec<Finding>) {
    let mut engine = engine();
    apply(&mut engine, edits);
    let own = OwnGrounds::of(&engine);
    let examined = examine(index, &own.grounds(&engine, Some(&engine)));
    (engine, examined.verdict(), examined.findings)
}

#[test]
fn every_check_passes_and_fails_where_it_should() {
    let template = crate::sample::template();
    let mut wrong = Vec::new();
    for case in cases() {
        let Case { code, pass, fail, at, words } = &case;
        let index = template.checks.iter().position(|check| check.code == *code).unwrap();
        let (_, verdict, findings) = examined(index, pass);
        if verdict != Verdict::Holds {
            wrong.push(format!("{code} passes: {verdict:?} {findings:#?}"));
        }
        let (engine, verdict, findings) = examined(index, fail);
        let there = |finding: &&Finding| {
            let said = words.is_empty() || words.split('|').any(|words| finding.words.contains(words));
            place(finding, &engine).starts_with(at.as_str()) && finding.code == *code && said
        };
        let places: Vec<_> =
            findings.iter().map(|finding| (place(finding, &engine), &finding.words)).collect();
        if !findings.iter().any(|finding| there(&finding)) {
            wrong.push(format!("{code} fails at {at}: {verdict:?} {places:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of the cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_check_has_its_cases() {
    let template = crate::sample::template();
    let cases = cases();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    cases.iter().for_each(|case| *counts.entry(&case.code).or_default() += 1);
    for check in &template.checks {
        let assured = matches!(check.rule, Rule::Assured(_));
        let count = counts.get(check.code.as_str()).copied().unwrap_or_default();
        assert_eq!(count == 0, assured, "{} has {count} cases", check.code);
        let asked = |edits: &[String]| edits.iter().any(|edit| !edit.is_empty());
        for case in cases.iter().filter(|case| case.code == check.code) {
            assert!(asked(&case.pass) || asked(&case.fail), "{} never changes anything", check.code);
            assert_ne!(case.pass, case.fail, "{}", check.code);
        }
    }
}
