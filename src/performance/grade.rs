//! The grade of a total score.

use rust_decimal::Decimal;
use serde::Deserialize;

/// The names of the grades.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GradeScheme {
    /// 优、良、中、差: the ministry's.
    #[default]
    Fair,
    /// 优、良、合格、不合格: as published in Shanghai.
    Qualified,
}

/// The grade of a score out of 100: from 90, from 80, from 60, below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// 优
    Excellent,
    /// 良
    Good,
    /// 中
    Fair,
    /// 合格
    Qualified,
    /// 差
    Poor,
    /// 不合格
    Unqualified,
}

impl Grade {
    /// The grade in words.
    pub fn label(self) -> &'static str {
        match self {
            Grade::Excellent => "优",
            Grade::Good => "良",
            Grade::Fair => "中",
            Grade::Qualified => "合格",
            Grade::Poor => "差",
            Grade::Unqualified => "不合格",
        }
    }
}

/// The grade of a total score out of 100.
pub fn grade(score: Decimal, scheme: GradeScheme) -> Grade {
    let from = |limit: u32| score >= Decimal::from(limit);
    match scheme {
        _ if from(90) => Grade::Excellent,
        _ if from(80) => Grade::Good,
        GradeScheme::Fair if from(60) => Grade::Fair,
        GradeScheme::Qualified if from(60) => Grade::Qualified,
        GradeScheme::Fair => Grade::Poor,
        GradeScheme::Qualified => Grade::Unqualified,
    }
}
