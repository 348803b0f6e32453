//! What the checks say of the sample: no error, and each warning and notice is a peculiarity of the published report.

use final_accounts::calc::Engine;
use final_accounts::checks::{Finding, Spot, findings};
use final_accounts::io;
use final_accounts::report::Report;
use final_accounts::template::{Severity, Template};
use std::sync::{Arc, OnceLock};

use crate::common::{golden, real};

/// The sample, calculated.
pub fn engine() -> Engine {
    static SAMPLE: OnceLock<Engine> = OnceLock::new();
    SAMPLE.get_or_init(|| Engine::new(opened(io::sample()))).clone()
}

/// A saved report.
pub fn opened(json: &str) -> Report {
    io::json::read(json.as_bytes(), &|_: &str| Some(template())).unwrap().report
}

/// The template, read once.
pub fn template() -> Arc<Template> {
    static TEMPLATE: OnceLock<Arc<Template>> = OnceLock::new();
    TEMPLATE.get_or_init(real).clone()
}

/// Where a finding is, in names.
pub fn place(finding: &Finding, engine: &Engine) -> String {
    let template = engine.report().template();
    match finding.first_spot() {
        Some(Spot::Cell(cell)) => cell.name(template),
        Some(Spot::Field(key)) => key,
        Some(Spot::Text(_, key)) => key,
        Some(Spot::Record(list, id, column)) => format!("{}.{id}.{column}", list.name(template)),
        Some(Spot::List(list)) => list.name(template),
        None => String::new(),
    }
}

#[test]
fn the_sample_has_no_errors_and_its_peculiarities_are_known() {
    let engine = engine();
    let found = findings(&engine);
    let mut text = String::new();
    for finding in &found {
        text += &format!("{} {} [{}]\n", finding.code, finding.title, place(finding, &engine));
    }
    let errors: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
    golden("sample-findings.txt", &text);
    assert!(errors.is_empty(), "{errors:#?}");
}
