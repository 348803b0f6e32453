//! Texts of the clerk's own: long ones, reasons within sentences, own wording; what they refer to; choices of wording.

mod editor;
mod entered;
mod field;
mod fragments;
mod gaps;
mod legend;
mod new_fact;
mod options;
mod picker;
mod reword;
mod sentence;

pub(super) use entered::EnteredView;
pub(super) use gaps::GapsView;
pub(super) use options::{OptionsDoor, OptionsView};
pub(super) use sentence::SentenceView;
