//! Articulation checks (勾稽关系): rules of the template → findings with both sides, the difference and where to look.
//!
//! [`examine`] carries out one check: a rule at every row or record it runs over, or an audit, which reads words or
//! looks at many records at once. [`group`] puts findings of one cause together and says which cells are most likely
//! wrong; [`standing`] says whether the report may be published.
//!
//! A check compares what a table *states* where it states something (an imported or pasted figure), and what is
//! computed elsewhere. Between amounts in yuan equality is exact; a value that was entered or stated in 万元 brings its
//! rounding interval along. A rule with a blank operand is not checked, unless the blank is the finding itself.
//!
//! Knows nothing of how findings are shown, and corrects nothing.

mod answers;
mod audits;
mod finding;
mod formulas;
mod groups;
mod order;
mod rounding;
mod slips;
mod standing;
mod stating;
mod suspects;
mod untied;

pub use answers::{Answer, answer, clear, give};
pub use audits::{AuditPart, Grounds, Looked, OwnGrounds, Remark, is_asked, look, parts};
pub use finding::{Finding, Spot};
pub use groups::{Group, group};
pub use order::{LineKey, line_of};
pub use rounding::{Rounded, RoundingDifference, rounding_differences, rounding_note};
pub use slips::{Slip, slips};
pub use standing::{Standing, standing};
pub use suspects::{Suspect, suspects};
pub use untied::untied;

use crate::calc::{Engine, Values};
use crate::template::{RowKey, Rule};

/// What a check says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Holds,
    /// Agrees because both sides are computed from the same cells (由公式保证); not counted as passed.
    ByConstruction,
    /// An operand is blank.
    NotChecked,
    /// What it is about is not there: its condition does not hold.
    NotApplicable,
    /// There is a finding.
    Fails,
}

/// One check at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The row, for a check that runs over rows.
    pub row: Option<RowKey>,
    /// What it says.
    pub verdict: Verdict,
}

/// What came of one check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examined {
    /// What it says at each place.
    pub outcomes: Vec<Outcome>,
    /// Its findings, in the order of the form.
    pub findings: Vec<Finding>,
}

impl Examined {
    /// The check as a whole: it fails where it fails anywhere, and holds where it holds at one place at least.
    pub fn verdict(&self) -> Verdict {
        let says = |verdict| self.outcomes.iter().any(|outcome| outcome.verdict == verdict);
        let weightiest = [Verdict::Fails, Verdict::Holds, Verdict::ByConstruction, Verdict::NotChecked];
        weightiest.into_iter().find(|verdict| says(*verdict)).unwrap_or(Verdict::NotApplicable)
    }
}

/// Carries out the check at `index` of the template.
pub fn examine(index: usize, grounds: &Grounds<'_>) -> Examined {
    let template = grounds.values.template();
    let Some(check) = template.checks.get(index) else { return Examined::default() };
    match &check.rule {
        Rule::Formulas(must_hold, rules) => formulas::examine(index, check, *must_hold, rules, grounds),
        Rule::Audit(audit, kinds, sections) => {
            audits::examine((index, check), *audit, kinds, sections, grounds)
        }
        Rule::Assured(_) => {
            let outcome = Outcome { row: None, verdict: Verdict::ByConstruction };
            Examined { outcomes: vec![outcome], findings: Vec::new() }
        }
    }
}

/// Carries out every check.
pub fn run(engine: &Engine) -> Vec<Examined> {
    let own = OwnGrounds::of(engine);
    let grounds = own.grounds(engine, Some(engine));
    (0..engine.report().template().checks.len()).map(|index| examine(index, &grounds)).collect()
}

/// The findings of a report, in the order of the document.
pub fn findings(values: &dyn Values) -> Vec<Finding> {
    let own = OwnGrounds::of(values);
    let grounds = own.grounds(values, None);
    let count = values.template().checks.len();
    in_order((0..count).flat_map(|index| examine(index, &grounds).findings).collect(), values)
}

/// Findings in the order of the document, graver ones first at the same place.
pub fn in_order(mut findings: Vec<Finding>, values: &dyn Values) -> Vec<Finding> {
    findings.sort_by_cached_key(|finding| (order::position(finding, values), finding.severity));
    findings
}
