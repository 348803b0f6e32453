//! What has to be corrected or explained. Each sentence is written once, here.

use rust_decimal::Decimal;
use std::fmt;
use thiserror::Error;

use super::{Attainment, Direction, Nature};
use crate::amount::AmountError;

/// A column of the self-evaluation table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 指标值
    Target,
    /// 完成值
    Actual,
    /// 分值
    Weight,
    /// 得分
    Score,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Field::Target => "年度指标值",
            Field::Actual => "实际完成值",
            Field::Weight => "分值",
            Field::Score => "得分",
        })
    }
}

/// Why 偏差原因分析及改进措施 must be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteReason {
    /// The score is below the weight.
    BelowWeight,
    /// The target is missed, whatever the score.
    TargetMissed,
    /// Nothing was achieved.
    NothingAchieved,
    /// The target is far exceeded.
    FarAbove,
}

impl fmt::Display for NoteReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoteReason::BelowWeight => "得分低于分值",
            NoteReason::TargetMissed => "没有达到指标值",
            NoteReason::NothingAchieved => "完成值为零",
            NoteReason::FarAbove => "大幅超过指标值",
        })
    }
}

/// Something about an indicator, the execution rate or a total. [`grave`](Self::grave) tells what keeps a score
/// from standing from what an auditor would ask.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// A text that should be a number is none.
    #[error("{field}：{error}")]
    NotNumber {
        /// Where.
        field: Field,
        /// Why it was not read.
        error: AmountError,
    },
    /// Nothing was filled in.
    #[error("{field}没有填写")]
    Missing {
        /// Where.
        field: Field,
    },
    /// A sign or a second number in what should be one plain number.
    #[error("{field}应是一个数，请去掉比较符号或区间")]
    NotPlain {
        /// Where.
        field: Field,
    },
    /// Below 0 or above 100.
    #[error("分值 {weight} 不在 0 到 {full} 之间")]
    WeightOutOfRange {
        /// 分值
        weight: Decimal,
        /// The full marks of the whole table.
        full: u32,
    },
    /// More marks than there are.
    #[error("得分 {score} 高于分值 {weight}")]
    ScoreAboveWeight {
        /// 得分
        score: Decimal,
        /// 分值
        weight: Decimal,
    },
    /// Below zero.
    #[error("得分 {score} 是负数，最低为 0")]
    ScoreNegative {
        /// 得分
        score: Decimal,
    },
    /// A word the column does not know.
    #[error("指标性质“{text}”不认识，应为正向、反向或定性")]
    NatureUnknown {
        /// The word.
        text: String,
    },
    /// A word the column does not know.
    #[error("指标方向“{text}”不认识，应为大于等于、大于、小于等于、小于、等于或区间")]
    DirectionUnknown {
        /// The word.
        text: String,
    },
    /// Neither in the column nor in the target nor implied by the nature.
    #[error("没有写指标方向，不知道多好还是少好，请填写，或在指标值前写上“≥”等符号")]
    DirectionMissing,
    /// Blank, and taken from the nature.
    #[error("没有写指标方向，按{nature}指标当作“{direction}”计算")]
    DirectionAssumed {
        /// 指标性质
        nature: Nature,
        /// What it implies.
        direction: Direction,
    },
    /// The column says one thing, the sign in the target another.
    #[error("指标方向是“{column}”，指标值里写的却是“{target}”，请改成一致")]
    DirectionConflict {
        /// In the column.
        column: Direction,
        /// In the target.
        target: Direction,
    },
    /// The two columns contradict each other.
    #[error("指标性质是“{nature}”，指标方向却是“{direction}”，请改成一致")]
    NatureConflict {
        /// 指标性质
        nature: Nature,
        /// 指标方向
        direction: Direction,
    },
    /// Possible, but rarely meant.
    #[error("{group}一般是“{usual}”，这里是“{direction}”，请核对指标性质和方向")]
    DirectionUnusual {
        /// Which indicators: 成本指标.
        group: &'static str,
        /// 指标方向
        direction: Direction,
        /// What is usual.
        usual: Direction,
    },
    /// Target and achieved value cannot be compared.
    #[error("指标值的单位{}与完成值的单位{}不一致，请换算成同一单位", quoted(target), quoted(actual))]
    UnitsDiffer {
        /// The target's.
        target: String,
        /// The achieved value's.
        actual: String,
    },
    /// At least nothing is no target.
    #[error("“{direction} 0”的指标没有意义，请填写大于零的指标值，或改指标方向")]
    ZeroTarget {
        /// 指标方向
        direction: Direction,
    },
    /// A proportion to a negative number says nothing.
    #[error("指标值是负数，没有达到时不能按比例计分，请填写得分")]
    NegativeTarget,
    /// 区间 with one number only.
    #[error("指标方向是区间，指标值请写成两个数，如“10-20”")]
    IntervalExpected,
    /// The lower end is above the upper.
    #[error("区间的下限 {low} 高于上限 {high}，请核对指标值")]
    IntervalReversed {
        /// As written first.
        low: Decimal,
        /// As written second.
        high: Decimal,
    },
    /// Words that do not say a grade.
    #[error("完成情况与指标值的文字不同，请判断是达成、部分达成还是未达成，并填写得分")]
    Unjudged,
    /// Full marks in mathematics; most likely nothing was paid yet.
    #[error("完成值为零却得满分：多半是还没有付款或没有开展，请核对并说明")]
    ZeroFullMarks,
    /// The target was set too low.
    #[error("完成值超过指标值的 {percent}%：多半是指标值定得偏低，请说明并酌情扣分")]
    FarAbove {
        /// The threshold.
        percent: u32,
    },
    /// The typed score is not within its grade.
    #[error("“{attainment}”的得分应在 {low} 到 {high} 之间")]
    OutsideGrade {
        /// What the words say.
        attainment: Attainment,
        /// The lowest score.
        low: Decimal,
        /// The highest score.
        high: Decimal,
    },
    /// 偏差原因 is blank where it is required.
    #[error("{}，应填写偏差原因分析及改进措施", join(reasons))]
    NoteMissing {
        /// Why it is required.
        reasons: Vec<NoteReason>,
    },
    /// The budget of the whole year is zero.
    #[error("全年预算数为零，预算执行率不评，它的 {weight} 分应分给指标，或核对全年预算数")]
    ExecutionNotAssessed {
        /// The points that have no place.
        weight: Decimal,
    },
    /// Little of the budget was used.
    #[error("预算执行率低于 {percent}%，应说明原因")]
    ExecutionLow {
        /// The threshold.
        percent: u32,
    },
    /// More was spent than there was.
    #[error("执行数大于全年预算数，请核对资金")]
    ExecutionAboveBudget,
    /// The weights do not make a whole.
    #[error("分值合计 {sum}，应为 {full}")]
    WeightSum {
        /// All weights, that of the execution rate included.
        sum: Decimal,
        /// What they should come to.
        full: u32,
    },
    /// The total lacks something.
    #[error("有 {count} 项还没有得分，总分不完整")]
    ScoresMissing {
        /// How many.
        count: usize,
    },
}

impl Problem {
    /// Whether it keeps a score from being computed or from standing; otherwise it is a finding, such as an
    /// auditor would make, about a score that stands.
    pub fn grave(&self) -> bool {
        !matches!(
            self,
            Problem::DirectionAssumed { .. }
                | Problem::DirectionUnusual { .. }
                | Problem::ZeroFullMarks
                | Problem::FarAbove { .. }
                | Problem::OutsideGrade { .. }
                | Problem::NoteMissing { .. }
                | Problem::ExecutionLow { .. }
                | Problem::ExecutionAboveBudget
        )
    }
}

fn quoted(unit: &str) -> String {
    if unit.is_empty() { "（没有写）".into() } else { format!("“{unit}”") }
}

fn join(reasons: &[NoteReason]) -> String {
    reasons.iter().map(NoteReason::to_string).collect::<Vec<_>>().join("、")
}
