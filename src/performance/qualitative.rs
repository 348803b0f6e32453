//! Indicators of words: met when the words are the same, otherwise a person's judgement in three grades.

use rust_decimal::Decimal;
use std::fmt;

use super::ScoringRules;
use super::indicator::letters;
use super::marks;

/// The three grades of a qualitative indicator (财预〔2020〕10号).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attainment {
    /// 达成年度指标
    Attained,
    /// 部分达成年度指标并具有一定效果
    Partly,
    /// 未达成年度指标且效果较差
    Failed,
}

impl Attainment {
    /// Reads what was achieved against the target; `None` when the words do not say a grade.
    pub fn read(target: &str, actual: &str) -> Option<Attainment> {
        let (target, actual) = (letters(target), letters(actual));
        if !actual.is_empty() && target == actual {
            return Some(Attainment::Attained);
        }
        match actual.as_str() {
            "达成" | "已达成" | "全部达成" | "达成年度指标" | "达成预期指标" | "完成" | "已完成"
            | "全部完成" => Some(Attainment::Attained),
            "部分达成"
            | "部分完成"
            | "部分达成年度指标"
            | "部分达成并具有一定效果"
            | "部分达成年度指标并具有一定效果"
            | "部分达成预期指标并具有一定效果"
            | "部分达成且有效果" => Some(Attainment::Partly),
            "未达成"
            | "未完成"
            | "未达成年度指标"
            | "未达成且效果较差"
            | "未达成且效果差"
            | "未达成年度指标且效果较差"
            | "未达成预期指标且效果较差" => Some(Attainment::Failed),
            _ => None,
        }
    }

    /// The lowest and the highest percentage of the weight.
    pub fn percentages(self, rules: &ScoringRules) -> (u32, u32) {
        match self {
            Attainment::Attained => (rules.partly_percent, 100),
            Attainment::Partly => (rules.failed_percent, rules.partly_percent),
            Attainment::Failed => (0, rules.failed_percent),
        }
    }

    /// The lowest and the highest score; the highest is the one proposed.
    pub(super) fn bounds(self, weight: Decimal, rules: &ScoringRules) -> Option<(Decimal, Decimal)> {
        let (low, high) = self.percentages(rules);
        // The full weight stays as it is, even where it has more decimals than a score.
        let at = |percent: u32| match percent {
            100 => Some(weight),
            percent => marks(weight, Decimal::from(percent), Decimal::ONE_HUNDRED),
        };
        Some((at(low)?, at(high)?))
    }

    /// The grade in words.
    pub fn label(self) -> &'static str {
        match self {
            Attainment::Attained => "达成",
            Attainment::Partly => "部分达成",
            Attainment::Failed => "未达成",
        }
    }
}

impl fmt::Display for Attainment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
