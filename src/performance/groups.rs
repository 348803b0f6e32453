//! Which rows belong together: merged cells, and the order of a form.

use std::collections::HashMap;
use std::ops::Range;

use super::Indicator;

/// Rows whose cells are merged, as ranges of row numbers from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// Rows of the same 一级指标.
    pub level1: Vec<Range<usize>>,
    /// Rows of the same 二级指标 within one of those.
    pub level2: Vec<Range<usize>>,
}

/// The runs of rows with equal 一级指标, and within them equal 二级指标, in the order given. Spaces around the
/// names do not matter.
pub fn runs(indicators: &[Indicator<'_>]) -> Runs {
    let mut found = Runs::default();
    let mut before = None;
    for (row, indicator) in indicators.iter().enumerate() {
        let names = (indicator.level1.trim(), indicator.level2.trim());
        let same1 = before.is_some_and(|(level1, _)| level1 == names.0);
        extend(&mut found.level1, same1, row);
        extend(&mut found.level2, before == Some(names), row);
        before = Some(names);
    }
    found
}

fn extend(runs: &mut Vec<Range<usize>>, same: bool, row: usize) {
    match runs.last_mut() {
        Some(run) if same => run.end = row + 1,
        _ => runs.push(row..row + 1),
    }
}

/// Words that 一级指标 are known by, in the order of the form.
const LEVEL1: [&str; 4] = ["产出", "效益", "满意度", "成本"];
/// Words that 二级指标 are known by; costs come first, because 经济成本 is no 经济效益.
const LEVEL2: [(&str, usize); 11] = [
    ("经济成本", 3),
    ("社会成本", 4),
    ("生态环境成本", 5),
    ("成本", 6),
    ("数量", 0),
    ("质量", 1),
    ("时效", 2),
    ("经济", 7),
    ("社会", 8),
    ("生态", 9),
    ("可持续", 10),
];

/// The order that brings the indicators into groups: the 一级指标 as the form has them, within them the
/// 二级指标 likewise; unknown ones after the known, in order of first appearance; rows of a group as they were.
/// Answers row numbers from 0.
pub fn standard_order(indicators: &[Indicator<'_>]) -> Vec<usize> {
    let mut seen1 = HashMap::new();
    let mut seen2 = HashMap::new();
    let mut keys = Vec::with_capacity(indicators.len());
    for (row, indicator) in indicators.iter().enumerate() {
        let (level1, level2) = (indicator.level1.trim(), indicator.level2.trim());
        let rank1 = LEVEL1.iter().position(|word| level1.contains(word)).unwrap_or(LEVEL1.len());
        let rank2 =
            LEVEL2.iter().find(|(word, _)| level2.contains(word)).map_or(LEVEL2.len(), |(_, rank)| *rank);
        let first1 = *seen1.entry(level1).or_insert(row);
        let first2 = *seen2.entry((level1, level2)).or_insert(row);
        keys.push((rank1, first1, rank2, first2, row));
    }
    keys.sort_unstable();
    keys.into_iter().map(|(.., row)| row).collect()
}
