//! Number-proofing from outside: the source report's own text, and the composed report with one slip at a time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "proof/composed.rs"]
mod composed;
#[path = "proof/hostile.rs"]
mod hostile;
#[path = "proof/live.rs"]
mod live;
#[path = "proof/mutations.rs"]
mod mutations;
#[path = "proof/own.rs"]
mod own;
#[path = "proof/reading.rs"]
mod reading;
#[path = "proof/shapes.rs"]
mod shapes;
#[path = "proof/source.rs"]
mod source;

use final_accounts::calc::Engine;
use final_accounts::io;
use final_accounts::proof::Proof;
use final_accounts::report::Edit;
use final_accounts::template::{ZeroWording, builtin};
use std::sync::Arc;

/// The sample, as it is saved.
fn engine() -> Engine {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    Engine::new(io::json::read(io::sample().as_bytes(), &templates).unwrap().report)
}

/// The sample with zeros worded as is recommended.
fn recommended() -> Engine {
    let mut engine = engine();
    engine.apply(Edit::SetZeroWording(ZeroWording::Recommended)).unwrap();
    engine
}

/// What a proof says, in short: remarks by kind, then figures that agree with what they agree with, then the others.
fn said(proof: &Proof) -> String {
    let remarks =
        proof.remarks.iter().map(|remark| format!("{}:{}", remark.kind.name(), remark.reading.written));
    let agreed = proof.agreed.iter().map(|reading| format!("={}", reading.written));
    let others = proof.unjudged.iter().map(|reading| format!("?{}", reading.written));
    remarks.chain(agreed).chain(others).collect::<Vec<_>>().join(" ")
}
