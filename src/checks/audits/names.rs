//! Whose accounts a sentence of the clerk's own says it tells.

use crate::calc::Values;
use crate::report::ListKey;

/// What a name is followed by where a sentence begins with it.
const AFTER: [&str; 4] = ["{year}年", "20", "截至", "截止"];

/// What the names of offices end with.
const OFFICES: [&str; 17] = [
    "局",
    "委",
    "厅",
    "办",
    "办公室",
    "中心",
    "院",
    "会",
    "部",
    "室",
    "站",
    "所",
    "校",
    "队",
    "馆",
    "（部门）",
    "单位",
];

/// What a department calls itself without its name.
const OWN: [&str; 4] = ["本部门", "本单位", "我单位", "我部门"];

/// Longest name.
const LONGEST: usize = 40;

/// The name of another office that a sentence begins with: 某局{year}年度…. Known are the department, with or without
/// what stands in brackets after its name, and the units whose accounts are included.
pub(super) fn other_name(text: &str, values: &dyn Values) -> Option<String> {
    let text = text.trim();
    let end = AFTER.iter().filter_map(|after| text.find(after)).min()?;
    let name = text.get(..end)?.trim();
    let office =
        OFFICES.iter().any(|word| name.ends_with(word)) && !OWN.iter().any(|own| name.ends_with(own));
    let plain = !name.contains(['{', '，', '。', '、', '；', '：', '.']) && name.chars().count() <= LONGEST;
    if !office || !plain {
        return None;
    }
    let department = values.text("department")?;
    let template = values.template();
    let units = template.list_index("units").map(|list| values.records(ListKey::of(list)));
    let units = units.iter().flat_map(|units| units.iter()).map(|unit| unit.field("name").to_string());
    let mut known = std::iter::once(department).chain(units);
    (!known.any(|known| same(&known, name))).then(|| name.to_string())
}

/// Whether two names are one, what stands in brackets at their ends left aside.
fn same(a: &str, b: &str) -> bool {
    let core = |name: &str| {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let end = name.find(['（', '(']).filter(|end| *end > 0).unwrap_or(name.len());
        name.get(..end).unwrap_or_default().to_string()
    };
    core(a) == core(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::Engine;
    use crate::report::{Edit, Report};
    use std::sync::Arc;

    #[test]
    fn only_another_office_is_another_name() {
        let template = crate::template::builtin("nmg-department-2023").unwrap().unwrap();
        let mut engine = Engine::new(Report::new(Arc::new(template)));
        engine.apply(Edit::SetText("department".into(), Some("某旗政务局（部门）".into()))).unwrap();
        let cases = [
            ("某旗审批局2023年度支出1万元。", Some("某旗审批局")),
            ("某旗审批局{year}年度支出1万元。", Some("某旗审批局")),
            ("某旗审批局截至2023年12月31日，共有车辆1辆。", Some("某旗审批局")),
            ("某旗政务局2023年度支出1万元。", None),
            ("某旗政务局（部门）{year}年度支出1万元。", None),
            ("{department}{year}年度支出1万元。", None),
            ("本部门2023年度支出1万元。", None),
            ("支出1万元，某旗审批局2023年度支出2万元。", None),
            ("1.本年收入2023元。", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(other_name(text, &engine).as_deref(), expected, "{text}");
        }
    }
}
