//! Reports and documents in and out of files. Knows nothing of calculation, of the browser and of storage.

pub mod clipboard;
mod sample;

pub use sample::sample;
