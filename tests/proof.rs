//! Number-proofing from outside: the source report's own text, and the composed report with one slip at a time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "proof/composed.rs"]
mod composed;
#[path = "proof/hostile.rs"]
mod hostile;
#[path = "proof/mutations.rs"]
mod mutations;
#[path = "proof/source.rs"]
mod source;

use final_accounts::calc::Engine;
use final_accounts::io;
use final_accounts::template::builtin;
use std::sync::Arc;

/// The sample, as it is saved.
fn engine() -> Engine {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    Engine::new(io::json::read(io::sample().as_bytes(), &templates).unwrap().report)
}
