//! Number-proofing (数字校对): every figure in a text held against the values of the report.
//!
//! The template already words each section with live figures; a text is laid beside those sentences ([`read`]), place
//! by place, by the words around its figures, and each figure is judged within its rounding. A figure in other words
//! is judged by the row it names. What names nothing is left alone: better unjudged than wrongly accused.
//!
//! Knows nothing of how remarks are shown, and changes no text.

mod align;
mod context;
mod expected;
mod free;
mod gaps;
mod judge;
mod lens;
mod own;
mod place;
mod reader;
mod remark;
mod remarks;
mod scan;
mod spans;
mod spoken;
mod subjects;
mod traces;
mod unwrap;
mod words;

pub use own::{OwnText, own, own_text, own_texts, texts_of_lists, texts_of_section};
pub use place::{Lines, Place};
pub use reader::read;
pub use remark::{Counts, MOST_LISTED, MOST_REMARKS, Proof, Reading, Remark, RemarkKind};

#[cfg(test)]
mod tests;
