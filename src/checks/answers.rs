//! What the clerk says to a finding: an explanation, or the reason why a report is published with it. It is kept in the
//! report with the figures it was given for, and stands as long as they stay the same.

use super::Finding;
use crate::calc::Values;
use crate::report::Edit;

/// What was said to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing.
    None,
    /// An explanation of the figures as they are.
    Given(String),
    /// An explanation of other figures: it has to be read again.
    Outdated(String),
}

impl Answer {
    /// The words, old or new.
    pub fn text(&self) -> &str {
        match self {
            Answer::None => "",
            Answer::Given(text) | Answer::Outdated(text) => text,
        }
    }

    /// Whether it stands.
    pub fn stands(&self) -> bool {
        matches!(self, Answer::Given(_))
    }
}

fn text_key(finding: &Finding) -> String {
    format!("check.{}", finding.key)
}

fn figures_key(finding: &Finding) -> String {
    format!("check.{}.figures", finding.key)
}

/// What was said to a finding.
pub fn answer(finding: &Finding, values: &dyn Values) -> Answer {
    match values.text(&text_key(finding)) {
        None => Answer::None,
        Some(text) if text.trim().is_empty() => Answer::None,
        Some(text) => match values.text(&figures_key(finding)) {
            Some(figures) if figures == finding.figures() => Answer::Given(text),
            _ => Answer::Outdated(text),
        },
    }
}

/// The edit that explains a finding as its figures are now.
pub fn give(finding: &Finding, text: &str) -> Edit {
    if text.trim().is_empty() {
        return clear(finding);
    }
    Edit::Batch(vec![
        Edit::SetText(text_key(finding), Some(text.to_string())),
        Edit::SetText(figures_key(finding), Some(finding.figures())),
    ])
}

/// The edit that takes an explanation back.
pub fn clear(finding: &Finding) -> Edit {
    Edit::Batch(vec![Edit::SetText(text_key(finding), None), Edit::SetText(figures_key(finding), None)])
}
