//! What a clerk does to lists in one stroke, and what the desk shows of them: rows added, moved, pasted, sorted and
//! merged, each as one [`Edit`](crate::report::Edit); the grid of a project's indicators; what is wrong, in words.
//!
//! Knows nothing of the browser.

mod facts;
mod fields;
mod findings;
mod funds;
mod groups;
mod indicators;
mod overview;
mod rows;

pub use facts::{FactUse, fact_uses};
pub use fields::{field_problem, kind_problem};
pub use findings::{Finding, Place, ProjectFinding, findings_of, problem_column, project_findings};
pub use funds::{funds_total, money_note, money_shown, money_typed, usual_unit};
pub use groups::Level;
pub use indicators::{Indicator, Indicators, LevelCell, Step, Totals, adopt, indicators};
use overview::apart;
pub use overview::{ProjectLine, copy_project, new_project, points, project_line, project_lines};
pub use rows::{Block, Rows};

#[cfg(test)]
mod tests;
