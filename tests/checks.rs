//! The checks of the built-in template: all there, each with a case that passes and one that fails, silent on the sample
//! but for its real peculiarities, and good at telling which cell is wrong.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

#[path = "checks/answers.rs"]
mod answers;
#[path = "checks/assured.rs"]
mod assured;
#[path = "checks/cases.rs"]
mod cases;
#[path = "checks/causes.rs"]
mod causes;
#[path = "checks/edits.rs"]
mod edits;
#[path = "checks/list.rs"]
mod list;
#[path = "checks/sample.rs"]
mod sample;
