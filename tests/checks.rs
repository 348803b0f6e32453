//! The checks of the built-in template: all there, each with a case that passes and one that fails, silent on the sample
//! but for its real peculiarities, and good at telling which cell is wrong.

#[path = "common/mod.rs"]
mod common;

#[path = "checks/sample.rs"]
mod sample;
