//! May the report be published?

use super::{Finding, answer};
use crate::calc::Values;
use crate::template::Severity;

/// How a report stands before publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Errors.
    pub errors: usize,
    /// Errors for which a reason was given.
    pub excused: usize,
    /// What must be explained.
    pub warnings: usize,
    /// What has been explained.
    pub explained: usize,
    /// What is worth a look.
    pub notices: usize,
}

impl Standing {
    /// 可以公开, 有须说明 or 有错误.
    pub fn label(&self) -> &'static str {
        match (self.errors, self.unexplained()) {
            (0, 0) => "可以公开",
            (0, _) => "有须说明",
            _ => "有错误",
        }
    }

    /// Warnings that nobody has explained yet.
    pub fn unexplained(&self) -> usize {
        self.warnings.saturating_sub(self.explained)
    }

    /// Whether a final copy may be made: every error has a reason, every warning an explanation.
    pub fn may_be_final(&self) -> bool {
        self.errors == self.excused && self.unexplained() == 0
    }
}

/// How a report with these findings stands.
pub fn standing<'f>(findings: impl Iterator<Item = &'f Finding>, values: &dyn Values) -> Standing {
    let mut standing = Standing::default();
    for finding in findings {
        let stands = || usize::from(answer(finding, values).stands());
        match finding.severity {
            Severity::Error => {
                standing.errors += 1;
                standing.excused += stands();
            }
            Severity::Warning => {
                standing.warnings += 1;
                standing.explained += stands();
            }
            Severity::Notice => standing.notices += 1,
        }
    }
    standing
}
