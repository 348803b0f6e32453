//! Figures found, places told apart, remarks made.

mod own;
mod reading;
mod scanning;

use super::Proof;
use crate::calc::Engine;
use crate::io;
use crate::report::Edit;
use crate::template::{ZeroWording, builtin};
use std::sync::Arc;

/// The sample, as it is saved: zeros are worded as in the source.
fn sample() -> Engine {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    Engine::new(io::json::read(io::sample().as_bytes(), &templates).unwrap().report)
}

/// The sample with zeros worded as is recommended.
fn recommended() -> Engine {
    let mut engine = sample();
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
