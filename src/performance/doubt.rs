//! What an auditor asks beyond the problems of a score. Each sentence is written once, here.

use rust_decimal::Decimal;
use thiserror::Error;

use super::{Direction, Field, Nature, Quantitative};

/// A doubt about an indicator, or about the indicators of a project together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Doubt {
    /// The typed score is not the one by rule.
    #[error(
        "完成 {}、目标 {}，按{}应得 {proposed} 分，填了 {typed} 分",
        number.actual.normalize(), target(number), by(number.direction)
    )]
    Score {
        /// What was to be attained, and what was.
        number: Quantitative,
        /// The score by rule.
        proposed: Decimal,
        /// The score typed.
        typed: Decimal,
    },
    /// Full marks for words that only repeat the target.
    #[error("完成值照抄指标值并得满分，建议写出依据，如文件、数据或调查结果")]
    Copied,
    /// More of a cost is not better.
    #[error("成本指标一般是“{}”，这里是“{nature}”，请核对指标性质和方向", Nature::Negative)]
    CostNature {
        /// 指标性质
        nature: Nature,
    },
    /// Words are not above or below anything.
    #[error("定性指标不填指标方向，这里写着“{text}”，请清空或改指标性质")]
    DirectionOfWords {
        /// What is written.
        text: String,
    },
    /// A number of nothing.
    #[error("没有写计量单位，请填写")]
    UnitMissing,
    /// A percentage below 0 or above 100.
    #[error("{field} {}% 不在 0 到 100 之间，请核对", value.normalize())]
    PercentRange {
        /// Where.
        field: Field,
        /// What is written.
        value: Decimal,
    },
    /// Satisfaction that nobody measured.
    #[error("满意度用的是文字，建议改用百分比，并写明怎样调查的")]
    SatisfactionWords,
    /// The points of 一级指标 are not those of the rules.
    #[error("{}；确需调整的，请写明理由", levels.iter().map(level).collect::<Vec<_>>().join("、"))]
    LevelWeights {
        /// What each is called, its points, and the points by rule.
        levels: Vec<(&'static str, Decimal, u32)>,
    },
    /// What things cost together is not what was spent.
    #[error("成本指标完成值合计 {sum} 万元，全年执行数 {executed} 万元，相差较多，请核对")]
    CostSum {
        /// In 万元.
        sum: Decimal,
        /// In 万元.
        executed: Decimal,
    },
    /// Nothing to judge by.
    #[error("还没有一条指标")]
    NoIndicators,
    /// Too many, or too small ones.
    #[error("{}", crowded(*count, *most, *small, *least))]
    Crowded {
        /// How many indicators.
        count: usize,
        /// How many are reasonable, when these are more.
        most: Option<u32>,
        /// How many have few points.
        small: usize,
        /// How many points are reasonable.
        least: u32,
    },
    /// 二级指标 that every project should have.
    #[error("产出指标里没有{}，请补上或说明为什么不适用", missing.join("、"))]
    OutputsMissing {
        /// What they are called.
        missing: Vec<&'static str>,
    },
}

fn target(number: &Quantitative) -> String {
    let (low, high) = (number.low.normalize(), number.high.normalize());
    if low == high { low.to_string() } else { format!("{low}-{high}") }
}

/// Only 大于等于 and 小于等于 are scored in proportion everywhere.
fn by(direction: Direction) -> &'static str {
    if direction.is_upward() || direction.is_downward() { "比例" } else { "规则" }
}

fn level((name, weight, usual): &(&'static str, Decimal, u32)) -> String {
    format!("{name}合计 {} 分，规定 {usual} 分", weight.normalize())
}

fn crowded(count: usize, most: Option<u32>, small: usize, least: u32) -> String {
    let many = most.map(|most| format!("有 {count} 条指标，建议不超过 {most} 条"));
    let small = (small > 0).then(|| format!("{small} 条指标的分值不到 {least} 分，分量太轻"));
    many.into_iter().chain(small).collect::<Vec<_>>().join("，")
}
