//! Reports and documents in and out of files. Knows nothing of calculation, of the browser and of storage.

pub mod clipboard;
pub mod html;
pub mod json;
mod sample;

pub use sample::sample;
