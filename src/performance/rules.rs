//! What a template may set about scoring.

use serde::Deserialize;

use super::GradeScheme;

/// How self-evaluations are scored. The default is that of 财预〔2020〕10号 and of the forms of 2023.
///
/// Percentages are whole numbers: 150 is one and a half times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ScoringRules {
    /// Points for the execution rate (预算执行率): 10.
    pub execution_weight: u32,
    /// What all weights together must come to: 100.
    pub full_marks: u32,
    /// An execution rate below this percentage should be explained: 90; 0 for never.
    pub low_execution_percent: u32,
    /// An upward target exceeded beyond this percentage must be explained: 150 (some places 130); 0 for never.
    pub far_above_percent: u32,
    /// A partly attained qualitative indicator scores up to this percentage, an attained one from it on: 80.
    pub partly_percent: u32,
    /// One not attained scores up to this percentage, a partly attained one from it on: 60.
    pub failed_percent: u32,
    /// How an indicator of direction 等于 is scored when it is not met.
    pub equal: EqualRule,
    /// The names of the grades.
    pub grades: GradeScheme,
    /// Points of each 一级指标 where costs are a 二级指标 of 产出: 50, 30, 10.
    pub levels: LevelWeights,
    /// The same where costs are a 一级指标 of their own: 20, 40, 20, 10.
    pub levels_with_cost: LevelWeights,
    /// More indicators than this are too many to mean anything: 20; 0 for never.
    pub most_indicators: u32,
    /// An indicator of fewer points than this means little: 1; 0 for never.
    pub least_weight: u32,
    /// Costs that differ from what was spent by more than this percentage should be looked at: 1; 0 for never.
    pub cost_percent: u32,
    /// Full marks throughout in this percentage of the projects are too good to be believed: 90; 0 for never.
    pub all_full_percent: u32,
}

/// The points of each 一级指标. Where there is no 满意度, its points belong to 效益.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LevelWeights {
    /// 成本指标
    pub cost: u32,
    /// 产出指标
    pub output: u32,
    /// 效益指标
    pub outcome: u32,
    /// 满意度指标
    pub satisfaction: u32,
}

impl Default for ScoringRules {
    fn default() -> Self {
        ScoringRules {
            execution_weight: 10,
            full_marks: 100,
            low_execution_percent: 90,
            far_above_percent: 150,
            partly_percent: 80,
            failed_percent: 60,
            equal: EqualRule::default(),
            grades: GradeScheme::default(),
            levels: LevelWeights { cost: 0, output: 50, outcome: 30, satisfaction: 10 },
            levels_with_cost: LevelWeights { cost: 20, output: 40, outcome: 20, satisfaction: 10 },
            most_indicators: 20,
            least_weight: 1,
            cost_percent: 1,
            all_full_percent: 90,
        }
    }
}

/// The score of an indicator of direction 等于 that is not met; places differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EqualRule {
    /// The smaller of a ÷ t and t ÷ a.
    #[default]
    SmallerRatio,
    /// 1 − |a − t| ÷ |t|, nothing when that is below zero.
    Deviation,
    /// Nothing.
    AllOrNothing,
}
