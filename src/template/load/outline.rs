//! What `report.toml` says beyond words: identity, fields, options, changes and the parts of the document.

use crate::template::complaint::Complaints;
use crate::template::narrative::{Part, Section};
use crate::template::placeholder::{Inserts, paragraph};
use crate::template::resolve::{Names, Place};
use crate::template::source::{PartSource, ReportSource};
use crate::template::{ParagraphStyle, PartHolds};
use std::collections::BTreeSet;

/// Words that expressions use themselves.
const RESERVED: [&str; 7] = ["this", "class", "item", "position", "and", "or", "not"];

/// A name that expressions can say.
pub(in crate::template) fn is_name(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_') && !RESERVED.contains(&key)
}

/// Complains about an identity that cannot be, and names that are used twice.
pub(super) fn check(report: &ReportSource, complaints: &mut Complaints<'_>) {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if report.id.is_empty() || !report.id.chars().all(plain) {
        let problem = format!("id“{}”只能用英文字母、数字和连字符", report.id);
        complaints.near(&format!("id = \"{}\"", report.id), problem);
    }
    for change in report.change.iter().filter(|change| change.version > report.version) {
        let (change, version) = (change.version, report.version);
        let problem = format!(
            "change 写到了第{change}版，而 version 是 {version}：改了版式要把上面的 version 改成 {change}"
        );
        complaints.near(&format!("version = {change}"), problem);
    }
    let mut fields = BTreeSet::new();
    for field in &report.field {
        let key = &field.key;
        if !is_name(key) {
            let problem =
                format!("填写项“{key}”的 key 用了保留的名称，或有字母、数字、下划线以外的字，请改名");
            complaints.near(&format!("\"{key}\""), problem);
        } else if !fields.insert(key) {
            complaints.near(&format!("key = \"{key}\""), format!("有两个填写项都叫“{key}”，请改名"));
        }
    }
    options(report, complaints);
}

fn options(report: &ReportSource, complaints: &mut Complaints<'_>) {
    let mut keys = BTreeSet::new();
    for option in &report.option {
        let key = &option.key;
        let here = format!("key = \"{key}\"");
        if key == "zero_wording" {
            complaints.near(&here, "选项不能叫 zero_wording，程序自己有这个选项，请改名");
        } else if !keys.insert(key) {
            complaints.near(&here, format!("有两个选项都叫“{key}”，请改名"));
        }
        if option.choice.len() < 2 {
            complaints.near(&here, format!("选项“{key}”要有两个以上 [[option.choice]]，第一个是新报告用的"));
        }
        let mut choices = BTreeSet::new();
        for choice in option.choice.iter().filter(|choice| !choices.insert(choice.key.as_str())) {
            let problem = format!("选项“{key}”有两个选择都叫“{}”，请改名", choice.key);
            complaints.near(&format!("key = \"{}\"", choice.key), problem);
        }
    }
}

/// Resolves the document's parts.
pub(super) fn parts(
    names: &Names<'_>,
    report: &ReportSource,
    sections: &[Section],
    complaints: &mut Complaints<'_>,
) -> Vec<Part> {
    let mut keys = BTreeSet::new();
    let mut placed = BTreeSet::new();
    let mut parts = Vec::new();
    for part in &report.part {
        if !keys.insert(&part.key) {
            let problem = format!("有两部分都叫“{}”，请改名", part.key);
            complaints.near(&format!("key = \"{}\"", part.key), problem);
        }
        for item in &part.items {
            let quoted = format!("\"{item}\"");
            if let Some(problem) = unknown(names, report, sections, part, item) {
                complaints.near(&quoted, problem);
            } else if !placed.insert((part.holds, item)) {
                let problem = format!("“{item}”在 items 里放了两次，请只留一处");
                complaints.near(&quoted, problem);
            }
        }
        let heading = part.heading.as_ref().map(|heading| {
            let (place, inserts) = (Place::default(), Inserts::default());
            paragraph(names, heading, place, ParagraphStyle::Body, inserts, complaints)
        });
        parts.push(Part {
            key: part.key.clone(),
            number: part.number.clone(),
            title: part.title.clone(),
            holds: part.holds,
            items: part.items.clone(),
            heading,
        });
    }
    parts
}

/// Why a part cannot hold `item`.
fn unknown(
    names: &Names<'_>,
    report: &ReportSource,
    sections: &[Section],
    part: &PartSource,
    item: &str,
) -> Option<String> {
    let is_field = report.field.iter().any(|field| field.key == item);
    let is_section = sections.iter().any(|section| section.key == item);
    let is_table = names.tables.iter().any(|table| table.key == item);
    let list = names.lists.iter().find(|list| list.key == item);
    let title = &part.title;
    let known = match part.holds {
        PartHolds::Cover => is_field,
        PartHolds::Sections => is_section,
        PartHolds::Tables => match list.map(|list| list.within.is_some()) {
            Some(true) => {
                return Some(format!("“{title}”里的“{item}”是每条记录各有一份的清单，不能单独放，请删去"));
            }
            Some(false) => true,
            None => is_table,
        },
    };
    if known {
        return None;
    }
    let holds = match (is_field, is_section, is_table || list.is_some()) {
        (true, ..) => "填写项，要放在 holds = \"cover\" 的部分",
        (_, true, _) => "一节正文，要放在 holds = \"sections\" 的部分",
        (.., true) => "表或清单，要放在 holds = \"tables\" 的部分",
        _ => match part.holds {
            PartHolds::Cover => return Some(format!("“{title}”里的“{item}”不存在：没有这个 [[field]]")),
            PartHolds::Sections => {
                return Some(format!("“{title}”里的“{item}”不存在：narrative.toml 没有这一节"));
            }
            PartHolds::Tables => {
                return Some(format!("“{title}”里的“{item}”不存在：tables/ 和 lists.toml 里没有它"));
            }
        },
    };
    Some(format!("“{title}”里的“{item}”是{holds}"))
}
