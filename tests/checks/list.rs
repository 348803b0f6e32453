//! The list of checks: complete, each with words a clerk can use.

use final_accounts::template::{Rule, Severity};
use std::collections::BTreeSet;

use crate::sample::template;

/// How many checks of the form there are in each area, from 01 on.
const AREAS: [(char, u8); 9] =
    [('A', 41), ('B', 36), ('C', 26), ('D', 19), ('E', 8), ('F', 11), ('G', 32), ('H', 15), ('I', 9)];

/// Checks of the program's own.
const OWN: [&str; 9] = ["A06b", "A20b", "B37", "N01", "C27", "G33", "H16", "H17", "H18"];

#[test]
fn all_checks_are_there_and_none_twice() {
    let template = crate::sample::template();
    let codes: Vec<&str> = template.checks.iter().map(|check| check.code.as_str()).collect();
    let found: BTreeSet<String> = codes.iter().map(|code| (*code).to_string()).collect();
    assert_eq!(found.len(), codes.len(), "a code stands twice");
    let numbered = AREAS.iter().flat_map(|(area, last)| (1..=*last).map(move |n| format!("{area}{n:02}")));
    let expected: BTreeSet<String> = numbered.chain(OWN.map(String::from)).collect();
    assert_eq!(expected.len(), 197 + OWN.len());
    assert_eq!(found, expected);
    assert!(!template.hints.is_empty());
}

#[test]
fn every_check_speaks_plainly() {
    for check in &template().checks {
        let code = &check.code;
        let texts = [&check.title, &check.explanation, &check.look_at];
        for text in texts {
            assert!(!text.trim().is_empty(), "{code}");
            // The desk marks what is wrong without colour alone, and has no formulas or names of cells.
            for foreign in ["标红", "公式", "T0", "T1", "==", "null", "must", "()"] {
                assert!(!text.contains(foreign), "{code}: {text}");
            }
            assert!(!text.contains([',', ';', ':', '(', ')']), "{code}: half-width punctuation: {text}");
        }
        assert!(check.explanation.ends_with('。'), "{code}: {}", check.explanation);
        assert!(check.title.chars().count() <= 24, "{code}: {}", check.title);
        assert!(check.explanation.chars().count() >= 10, "{code}: {}", check.explanation);
        if let Rule::Assured(reason) = &check.rule {
            assert!(reason.ends_with('。') && reason.chars().count() >= 12, "{code}: {reason}");
        }
        // What only may be wrong asks for a look, not for a correction.
        if check.severity == Severity::Notice {
            assert!(!check.explanation.contains("不可能"), "{code}");
        }
    }
}
