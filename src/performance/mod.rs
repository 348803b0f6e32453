//! Project performance self-evaluation (项目支出绩效自评): scores by rule, and what has to be explained.
//!
//! With w the weight (分值), t the target (指标值) and a what was achieved (完成值):
//!
//! | kind                         | full marks | otherwise                                                   |
//! |------------------------------|------------|-------------------------------------------------------------|
//! | 正向：大于等于、大于         | a ≥ t      | w × a ÷ t; t = 0 makes no sense                             |
//! | 反向：小于等于、小于         | a ≤ t      | w × t ÷ a; t = 0 and a > 0 score nothing                    |
//! | 等于                         | a = t      | as [`EqualRule`] says                                       |
//! | 区间                         | t₁ ≤ a ≤ t₂ | as 正向 from the lower end, as 反向 from the upper         |
//! | 定性                         | same words | the upper bound of the grade the words name, or a person's  |
//! | 预算执行率                   | a ≥ t      | weight × executed ÷ budget of the whole year                |
//!
//! The first two and the last follow 财预〔2020〕10号; the others are usage, so [`ScoringRules`] lets a template
//! choose. A score is computed exactly and rounded once, to two decimals, half away from zero. A negative target
//! has no proportion: unless it is met, a person scores it. A typed score goes before a proposed one; a text
//! that can be read in two ways is never guessed, it gives a [`Problem`].

mod assess;
mod doubt;
mod doubts;
mod funds;
mod grade;
mod groups;
mod indicator;
mod measure;
mod problem;
mod qualitative;
mod quantitative;
mod rules;
mod total;
mod whole;

pub use assess::{Assessment, Reading, assess};
pub use doubt::Doubt;
pub use doubts::doubts;
pub use funds::{Execution, Funds, FundsTooLarge, ProjectFunds, execution, rate, rate_score};
pub use grade::{Grade, GradeScheme, grade};
pub use groups::{Runs, runs, standard_order};
pub use indicator::{Direction, Indicator, Nature};
pub use problem::{Field, NoteReason, Problem};
pub use qualitative::Attainment;
pub use quantitative::Quantitative;
pub use rules::{EqualRule, LevelWeights, ScoringRules};
pub use total::{Group, Subgroup, Subtotal, Total, total};
pub use whole::{all_full, doubts_of_project};

use rust_decimal::{Decimal, RoundingStrategy};

/// Decimals of a score.
const SCORE_DECIMALS: u32 = 2;

/// `weight` × `part` ÷ `whole`, rounded once and kept between nothing and the weight; `None` when it cannot be
/// held exactly. The product comes first, so that the ratio is never rounded by itself.
fn marks(weight: Decimal, part: Decimal, whole: Decimal) -> Option<Decimal> {
    let exact = weight.checked_mul(part)?.checked_div(whole)?;
    let rounded = exact.round_dp_with_strategy(SCORE_DECIMALS, RoundingStrategy::MidpointAwayFromZero);
    Some(rounded.min(weight).max(Decimal::ZERO))
}

#[cfg(test)]
mod tests;
