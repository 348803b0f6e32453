//! A project's money, and the score of its execution rate.

use rust_decimal::Decimal;
use thiserror::Error;

use super::{Problem, ScoringRules, marks};
use crate::amount::{Amount, Rate};

/// One line of 项目资金; blank is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funds {
    /// 年初预算数
    pub initial: Option<Amount>,
    /// 全年预算数
    pub full: Option<Amount>,
    /// 全年执行数
    pub executed: Option<Amount>,
}

/// The three sources of a project's money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProjectFunds {
    /// 财政拨款
    pub appropriation: Funds,
    /// 上年结转资金
    pub carryover: Funds,
    /// 其他资金
    pub other: Funds,
}

/// A total beyond what can be held exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("三项资金的合计太大，无法精确计算，请核对资金")]
pub struct FundsTooLarge;

impl ProjectFunds {
    /// 年初预算数 of the project; blank when all three are.
    ///
    /// # Errors
    /// When the sum is too large to hold.
    pub fn initial(&self) -> Result<Option<Amount>, FundsTooLarge> {
        self.sum(|funds| funds.initial)
    }

    /// 全年预算数 of the project; blank when all three are.
    ///
    /// # Errors
    /// When the sum is too large to hold.
    pub fn full(&self) -> Result<Option<Amount>, FundsTooLarge> {
        self.sum(|funds| funds.full)
    }

    /// 全年执行数 of the project; blank when all three are.
    ///
    /// # Errors
    /// When the sum is too large to hold.
    pub fn executed(&self) -> Result<Option<Amount>, FundsTooLarge> {
        self.sum(|funds| funds.executed)
    }

    /// The line 年度资金总额.
    ///
    /// # Errors
    /// When one of its sums is too large to hold.
    pub fn total(&self) -> Result<Funds, FundsTooLarge> {
        Ok(Funds { initial: self.initial()?, full: self.full()?, executed: self.executed()? })
    }

    fn sum(&self, pick: impl Fn(&Funds) -> Option<Amount>) -> Result<Option<Amount>, FundsTooLarge> {
        let mut entered = [&self.appropriation, &self.carryover, &self.other].into_iter().filter_map(pick);
        entered.try_fold(None, |sum: Option<Amount>, amount| match sum {
            None => Ok(Some(amount)),
            Some(sum) => sum.checked_add(amount).map(Some).ok_or(FundsTooLarge),
        })
    }
}

/// 预算执行率: executed ÷ budget of the whole year (not the original budget). `None` when either is blank, or
/// when there was no budget.
pub fn rate(funds: &Funds) -> Option<Rate> {
    let full = funds.full.filter(|full| *full > Amount::ZERO)?;
    Rate::of(funds.executed?, full)
}

/// `weight` × min(1, executed ÷ budget of the whole year), two decimals; `None` where [`rate`] is.
pub fn rate_score(funds: &Funds, weight: Decimal) -> Option<Decimal> {
    let full = funds.full.filter(|full| *full > Amount::ZERO)?;
    let executed = funds.executed?;
    if executed >= full {
        return Some(weight.max(Decimal::ZERO));
    }
    marks(weight, Decimal::from(executed.fen()), Decimal::from(full.fen()))
}

/// The execution rate as an item of the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Execution {
    /// 分值; `None` when the rate is not assessed because there was no budget: its points then belong to the
    /// indicators.
    pub weight: Option<Decimal>,
    /// The rate, not limited to 1.
    pub rate: Option<Rate>,
    /// 得分
    pub score: Option<Decimal>,
    /// What has to be explained.
    pub problems: Vec<Problem>,
}

/// Assesses the execution rate of a project's total.
pub fn execution(total: &Funds, rules: &ScoringRules) -> Execution {
    let weight = Decimal::from(rules.execution_weight);
    let rate = rate(total);
    let mut problems = Vec::new();
    if total.full.is_some_and(|full| full <= Amount::ZERO) {
        problems.push(Problem::ExecutionNotAssessed { weight });
        return Execution { weight: None, rate, score: None, problems };
    }
    if let Some(ratio) = rate.map(Rate::ratio) {
        let low = Decimal::new(rules.low_execution_percent.into(), 2);
        if ratio < low {
            problems.push(Problem::ExecutionLow { percent: rules.low_execution_percent });
        }
        if ratio > Decimal::ONE {
            problems.push(Problem::ExecutionAboveBudget);
        }
    }
    Execution { weight: Some(weight), rate, score: rate_score(total, weight), problems }
}
