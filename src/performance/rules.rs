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
