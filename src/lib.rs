//! A report is *entered cells*. Everything else — totals, checks, sentences, charts, files — is computed
//! from them and from the template. Only `app` knows there is a browser.

pub mod amount;
pub mod annex;
pub mod calc;
pub mod catalog;
pub mod chart;
pub mod checks;
pub mod consolidate;
pub mod document;
pub mod figures;
pub mod io;
pub mod markup;
pub mod narrative;
pub mod performance;
pub mod proof;
pub mod records;
pub mod report;
pub mod template;

#[cfg(not(target_arch = "wasm32"))]
pub mod headless;

#[cfg(target_arch = "wasm32")]
pub mod app;
