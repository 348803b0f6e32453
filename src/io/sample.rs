//! The sample report: the published 2023 report of 科尔沁左翼中旗政务服务局.
//!
//! Texts are the source's own. Amounts in yuan are one set that gives every printed figure; the income of 2010101
//! in T02 and the division into basic and project expenditure are inferred (推定).

/// The sample as a saved report.
pub fn sample() -> &'static str {
    include_str!("../template/builtin/nmg-department-2023/sample.json")
}
