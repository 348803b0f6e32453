//! `juesuan proof`: a text's figures held against a report.

use super::files::{open, print};
use super::form::Form;
use super::{Failure, Source};
use crate::calc::Engine;
use crate::io::json;
use crate::proof::{Lines, Proof, Reading, Remark, read};
use crate::template::{Severity, Template};
use serde_json::{Value as Json, json as object};
use std::path::Path;
use std::process::ExitCode;

/// Proofs a text and prints what was found: 1 when something must be corrected.
pub(super) fn run(source: &Source, text: &Path, form: Form) -> Result<ExitCode, Failure> {
    let engine = Engine::new(open(source)?);
    let text = words(text)?;
    let proof = read(&text, &engine);
    match form {
        Form::Text => print(&told(&text, &proof))?,
        Form::Json => {
            let mut told = serde_json::to_string_pretty(&listed(&text, &proof, engine.report().template()))
                .unwrap_or_default();
            told.push('\n');
            print(&told)?;
        }
    }
    let grave = proof.remarks.iter().any(|remark| remark.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(grave || proof.more_remarks > 0)))
}

/// A text file; a byte order mark is no part of it.
fn words(file: &Path) -> Result<String, Failure> {
    let unreadable = |error| Failure::Unreadable(file.to_path_buf(), error);
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    if usize::try_from(size).map_or(true, |size| size > json::MAX_BYTES) {
        return Err(Failure::TooLong(file.to_path_buf()));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::NoText(file.to_path_buf()))?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_string))
}

fn told(text: &str, proof: &Proof) -> String {
    let places = Lines::new(text);
    let mut lines = String::new();
    for remark in &proof.remarks {
        let place = places.place(remark.reading.at.start);
        let (grave, kind) = (severity(remark.severity), remark.kind.label());
        lines.push_str(&format!("{}:{} {grave} {kind} {}\n", place.line, place.column, remark.words));
    }
    let (counts, all) = (proof.counts, proof.remarks.len() + proof.more_remarks);
    if proof.more_remarks > 0 {
        lines.push_str(&format!("还有{}条没有列出。\n", proof.more_remarks));
    }
    let rounding =
        if counts.rounding > 0 { format!("（其中尾差{}个）", counts.rounding) } else { String::new() };
    lines.push_str(&format!(
        "共{}个数：相符{}个{rounding}，有疑问{}个，未判{}个；意见{all}条。\n",
        counts.figures, counts.agreed, counts.wrong, counts.unjudged
    ));
    lines
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "必须改正",
        Severity::Warning => "须说明",
        Severity::Notice => "提示",
    }
}

fn listed(text: &str, proof: &Proof, template: &Template) -> Json {
    let text = &Lines::new(text);
    let all =
        |readings: &[Reading]| readings.iter().map(|one| reading(text, one, template)).collect::<Vec<_>>();
    let counts = proof.counts;
    object!({
        "remarks": proof.remarks.iter().map(|one| remark(text, one, template)).collect::<Vec<_>>(),
        "more_remarks": proof.more_remarks,
        "agreed": all(&proof.agreed),
        "unjudged": all(&proof.unjudged),
        "counts": {
            "figures": counts.figures,
            "agreed": counts.agreed,
            "rounding": counts.rounding,
            "wrong": counts.wrong,
            "unjudged": counts.unjudged,
        },
    })
}

fn remark(text: &Lines<'_>, remark: &Remark, template: &Template) -> Json {
    let severity = match remark.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    };
    let mut told = reading(text, &remark.reading, template);
    if let Json::Object(told) = &mut told {
        told.insert("kind".into(), remark.kind.name().into());
        told.insert("severity".into(), severity.into());
        told.insert("words".into(), remark.words.clone().into());
        told.insert("figure".into(), remark.figure.clone().into());
    }
    told
}

fn reading(text: &Lines<'_>, reading: &Reading, template: &Template) -> Json {
    let place = text.place(reading.at.start);
    let sources: Vec<String> = reading.sources.iter().map(|cell| cell.name(template)).collect();
    object!({
        "line": place.line,
        "column": place.column,
        "written": reading.written,
        "section": reading.section,
        "expected": reading.expected,
        "rounding": reading.rounding,
        "sources": sources,
    })
}
