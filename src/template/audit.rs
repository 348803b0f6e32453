//! Checks that no expression can say: they read words, or look at many records at once. Each is carried out by a room
//! of its own and is named here, with the kinds of things it finds.

use serde::{Deserialize, Serialize};

/// An examination a check may name instead of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audit {
    /// What the clerk's own texts say, held against the report's values.
    Said,
    /// The reasons given for what has changed.
    Reason,
    /// The indicators of performance self-evaluation.
    Indicator,
    /// A project of performance self-evaluation as a whole.
    Project,
    /// What was typed and cannot stand, or was not typed and must be.
    Entry,
}

impl Audit {
    /// What it can find, by the names templates use.
    pub fn kinds(self) -> &'static [&'static str] {
        match self {
            Audit::Said => &[
                "amount",
                "stale",
                "direction",
                "unit",
                "look_alike",
                "alternative",
                "list_omits",
                "list_invents",
                "told_twice",
                "share",
                "rate",
                "difference",
                "completion",
                "year",
                "zero_base",
                "repeated",
            ],
            Audit::Reason => &["missing", "needless", "contradicts", "repeated", "vague"],
            Audit::Indicator => &[
                "score_above_weight",
                "positive_score",
                "negative_score",
                "equal_score",
                "grade_score",
                "copied",
                "score_note",
                "missed_note",
                "far_above",
                "cost_direction",
                "satisfaction_direction",
                "nature_direction",
                "not_number",
                "percent_range",
                "satisfaction_words",
                "zero_full_marks",
            ],
            Audit::Project => &[
                "weight_sum",
                "level_weights",
                "execution_unassessed",
                "above_budget",
                "scores_missing",
                "cost_sum",
                "goal_copied",
                "many_indicators",
                "outputs_missing",
                "full_marks",
                "names",
                "low_execution",
                "budget_contradicts",
            ],
            Audit::Entry => &["unread", "missing", "missing_field", "unknown_name", "personal", "other_name"],
        }
    }
}
