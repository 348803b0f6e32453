//! `juesuan check`: the findings of a report, as text or as JSON.

use super::form::Form;
use super::values::cell_json;
use crate::calc::Engine;
use crate::checks::{Finding, Spot, answer, findings, group, line_of};
use crate::template::{Severity, Template};
use serde_json::{Value, json};

/// The findings of a report, and whether there is an error among them.
pub(super) fn check(engine: &Engine, form: Form) -> (String, bool) {
    let found = findings(engine);
    let failed = found.iter().any(|finding| finding.severity == Severity::Error);
    let text = match form {
        Form::Text => text(&found, engine),
        Form::Json => {
            let all: Vec<Value> = found.iter().map(|finding| of_finding(finding, engine)).collect();
            let mut text = serde_json::to_string_pretty(&json!({ "findings": all })).unwrap_or_default();
            text.push('\n');
            text
        }
    };
    (text, failed)
}

fn text(found: &[Finding], engine: &Engine) -> String {
    let template = engine.report().template();
    let mut text = String::new();
    for finding in found {
        let place = place(finding, template);
        text.push_str(&format!("{} {} {}　{place}\n", finding.severity.label(), finding.code, finding.title));
        if !finding.words.is_empty() {
            text.push_str(&format!("    {}\n", finding.words));
        }
        if let Some([(left, a), (right, b)]) = &finding.sides {
            text.push_str(&format!("    {left}　{a}\n    {right}　{b}\n"));
        }
        if let Some(difference) = finding.difference {
            text.push_str(&format!("    相差 {} 元\n", crate::document::yuan(difference)));
        }
        text.push_str(&format!("    {}看：{}\n", finding.explanation, finding.look_at));
        let said = answer(finding, engine);
        if said.stands() {
            text.push_str(&format!("    说明：{}\n", said.text()));
        }
    }
    let groups = group(found, engine, &[]);
    for group in groups.iter().filter(|group| !group.suspects.is_empty()) {
        let codes: Vec<&str> =
            group.findings.iter().filter_map(|at| found.get(*at)).map(|f| f.code.as_str()).collect();
        let cells: Vec<&str> = group.suspects.iter().map(|suspect| suspect.label.as_str()).collect();
        text.push_str(&format!("{}：最可能填错的格子是{}\n", codes.join("、"), cells.join("、")));
    }
    let count = |severity| found.iter().filter(|finding| finding.severity == severity).count();
    text.push_str(&format!(
        "必须改正 {} 处，须说明 {} 处，提示 {} 处。\n",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Notice)
    ));
    text
}

fn place(finding: &Finding, template: &Template) -> String {
    let line = finding.first_spot().and_then(|spot| line_of(&spot, template));
    line.map(|line| line.label(template)).unwrap_or_default()
}

fn of_finding(finding: &Finding, engine: &Engine) -> Value {
    let template = engine.report().template();
    let cells: Vec<Value> = finding
        .cells
        .iter()
        .map(|cell| json!({ "cell": cell.name(template), "value": cell_json(engine, *cell) }))
        .collect();
    let spots: Vec<String> = finding.spots.iter().map(|spot| spot_name(spot, template)).collect();
    let sides = finding
        .sides
        .as_ref()
        .map(|sides| sides.clone().map(|(words, value)| json!({ "words": words, "value": value })));
    json!({
        "code": finding.code,
        "key": finding.key,
        "severity": severity_name(finding.severity),
        "title": finding.title,
        "place": place(finding, template),
        "words": finding.words,
        "cells": cells,
        "spots": spots,
        "sides": sides,
        "difference_yuan": finding.difference.map(|amount| amount.in_yuan().to_string()),
        "explanation": finding.explanation,
        "look_at": finding.look_at,
        "said": answer(finding, engine).text(),
    })
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}

fn spot_name(spot: &Spot, template: &Template) -> String {
    match spot {
        Spot::Cell(cell) => cell.name(template),
        Spot::Field(key) | Spot::Text(_, key) => key.clone(),
        Spot::Record(list, id, column) => format!("{}.{id}.{column}", list.name(template)),
        Spot::List(list) => list.name(template),
    }
}
