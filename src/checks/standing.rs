//! May the report be published?

use super::{Finding, answer};
use crate::calc::Values;
use crate::template::Severity;

/// How a report stands before publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Errors, what was not filled in left out.
    pub errors: usize,
    /// What was not filled in yet.
    pub unfilled: usize,
    /// Errors, and things not filled in, for which a reason was given.
    pub excused: usize,
    /// What must be explained.
    pub warnings: usize,
    /// What has been explained.
    pub explained: usize,
    /// What is worth a look.
    pub notices: usize,
}

impl Standing {
    /// 可以公开, 有须说明, 还没填完 or 有错误: a report that is only begun is not called wrong.
    pub fn label(&self) -> &'static str {
        match (self.errors, self.unfilled, self.unexplained()) {
            (0, 0, 0) => "可以公开",
            (0, 0, _) => "有须说明",
            (0, ..) => "还没填完",
            _ => "有错误",
        }
    }

    /// Warnings that nobody has explained yet.
    pub fn unexplained(&self) -> usize {
        self.warnings.saturating_sub(self.explained)
    }

    /// Whether a final copy may be made: every error has a reason, every warning an explanation.
    pub fn may_be_final(&self) -> bool {
        self.errors + self.unfilled == self.excused && self.unexplained() == 0
    }
}

/// How a report with these findings stands.
pub fn standing<'f>(findings: impl Iterator<Item = &'f Finding>, values: &dyn Values) -> Standing {
    let mut standing = Standing::default();
    for finding in findings {
        let stands = || usize::from(answer(finding, values).stands());
        match finding.severity {
            Severity::Error => {
                match finding.unfilled {
                    true => standing.unfilled += 1,
                    false => standing.errors += 1,
                }
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
