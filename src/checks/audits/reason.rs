//! The reasons given for what has changed: whether there is one, whether it fits the direction, and whether it says
//! anything.

use super::{AuditPart, Looked, Remark};
use crate::amount::{Amount, Format, format_amount};
use crate::calc::{Evaluated, Scope, Values, evaluate};
use crate::checks::Spot;
use crate::narrative::{Fragment, entered_texts, expand, instances, locate, sentence, wording_key};
use crate::template::{BlockBody, Expr, Function, Paragraph, Piece, Section};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A reason shorter than this says nothing.
const SHORTEST: usize = 6;
/// A change of so many percent and of so many yuan must be told with its matters.
const LARGE_PERCENT: u32 = 50;
const LARGE_YUAN: u32 = 100_000;
/// A reason that stands in so many places tells the reader nothing of any.
const REPEATED: usize = 3;

/// A reason, and the change it is given for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reason {
    /// The section.
    section: String,
    /// The key of its text.
    key: String,
    /// What the field is called.
    label: String,
    /// The text as it stands in the sentence.
    text: String,
    /// Now less before.
    difference: Amount,
    /// Before.
    before: Amount,
    /// Whether the template gives words where none are typed.
    otherwise: bool,
}

fn in_section(section: &Section, values: &dyn Values) -> Vec<Reason> {
    let mut found = Vec::new();
    for instance in instances(section, values) {
        let body = locate(section, &instance.path).map(|block| &block.body);
        let Some(BlockBody::Paragraph(paragraph)) = body else { continue };
        // A sentence of the clerk's own may have left the comparison out.
        if paragraph.slots.is_empty() || values.text(&wording_key(&instance.key)).is_some() {
            continue;
        }
        let worded = sentence(&instance.key, paragraph, &instance.scope, values);
        for (slot, _) in paragraph.slots.iter().enumerate() {
            let Some((now, before)) = compared(paragraph, slot, &instance.scope, values) else { continue };
            let key = format!("{}.{}", instance.key, paragraph.slots[slot].key);
            let text = worded.fragments.iter().find_map(|fragment| match fragment {
                Fragment::Slot(text) if text.key == key => Some(text),
                _ => None,
            });
            let (Some(text), Some(difference)) = (text, now.checked_sub(before)) else { continue };
            let typed: String = text.fragments.iter().map(Fragment::text).collect();
            found.push(Reason {
                section: section.key.clone(),
                key,
                label: text.label.clone(),
                text: typed.trim().to_string(),
                difference,
                before,
                otherwise: !text.otherwise.is_empty() || text.optional,
            });
        }
    }
    found
}

/// What the comparison right before a slot compares.
fn compared(
    paragraph: &Paragraph,
    slot: usize,
    scope: &Scope,
    values: &dyn Values,
) -> Option<(Amount, Amount)> {
    let at = paragraph.pieces.iter().position(|piece| matches!(piece, Piece::Slot(i) if *i == slot))?;
    let figure = paragraph.pieces[..at].iter().rev().find_map(|piece| match piece {
        Piece::Figure(_, formula, _) => Some(&formula.expr),
        _ => None,
    })?;
    let Expr::Call(Function::Change | Function::ChangeAmount | Function::ChangeEach, arguments) = figure
    else {
        return None;
    };
    let money = |index: usize| match evaluate(arguments.get(index)?, scope, values) {
        // Beside nothing there is no change.
        Evaluated::Money(amount) => amount,
        _ => None,
    };
    Some((money(0)?, money(1)?))
}

/// Looks at the reasons of one section, or at all for those that stand in several places.
pub(super) fn look(part: AuditPart, values: &dyn Values) -> Looked {
    let template = values.template();
    let section = match part {
        AuditPart::Section(index) => template.sections.get(index),
        AuditPart::Whole => return repeated(values),
        AuditPart::Fields | AuditPart::Lists | AuditPart::Table(_) => None,
    };
    let reasons = section.map(|section| in_section(section, values)).unwrap_or_default();
    Looked { any: !reasons.is_empty(), found: reasons.iter().flat_map(judged).collect() }
}

/// What is wrong with one reason.
fn judged(reason: &Reason) -> Vec<Remark> {
    let Reason { label, text, difference, .. } = reason;
    let way = if difference.is_negative() { "减少" } else { "增加" };
    let amount = format_amount(difference.abs().unwrap_or(Amount::ZERO), Format::WAN);
    let change = format!("“{label}”{way}{amount}万元");
    let empty = is_empty(text);
    if !shows_change(*difference) {
        let needless = !empty && !reason.otherwise;
        let words = format!("“{label}”前后持平，不用写差异原因，请核对。");
        return needless.then(|| remark("needless", reason, words)).into_iter().collect();
    }
    if text.is_empty() {
        // That nothing stands there is told as a gap.
        return Vec::new();
    }
    if empty {
        let words = format!("{change}，只写了“{text}”，看不出原因。");
        return vec![remark("missing", reason, words)];
    }
    let contradicts = contradicting(text, *difference)
        .map(|word| ("contradicts", format!("{change}，原因里却写着“{word}”，读起来方向相反。")));
    let vague = (is_large(reason) && !is_concrete(text))
        .then(|| ("vague", format!("{change}，变动很大，原因里没有写事项、金额或人数。")));
    contradicts.into_iter().chain(vague).map(|(kind, words)| remark(kind, reason, words)).collect()
}

/// One reason in many places.
fn repeated(values: &dyn Values) -> Looked {
    let template = values.template();
    let mut places: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
    for section in &template.sections {
        for (key, text) in entered_texts(section, values) {
            // Whole paragraphs are no reasons.
            if !key.ends_with(".override") && section.blocks.iter().any(|block| key.starts_with(&block.key)) {
                let text: String =
                    expand(text.trim().trim_end_matches('。'), values).iter().map(Fragment::text).collect();
                places.entry(text).or_default().push(Spot::Text(section.key.clone(), key));
            }
        }
    }
    let many = places.into_iter().filter(|(text, spots)| spots.len() >= REPEATED && !is_empty(text));
    let remark = |(text, spots): (String, Vec<Spot>)| {
        let opening: String = text.chars().take(16).collect();
        let first = match spots.first() {
            Some(Spot::Text(section, key)) => (Some(section.clone()), key.clone()),
            _ => (None, String::new()),
        };
        Remark {
            kind: "repeated",
            place: first.1,
            words: format!("“{opening}…”这段原因用在{}处，读者看不出各处的差别。", spots.len()),
            section: first.0,
            spots,
            cells: Vec::new(),
            sides: None,
        }
    };
    Looked { any: true, found: many.map(remark).collect() }
}

fn remark(kind: &'static str, reason: &Reason, words: String) -> Remark {
    Remark {
        kind,
        place: reason.key.clone(),
        words,
        section: Some(reason.section.clone()),
        spots: vec![Spot::Text(reason.section.clone(), reason.key.clone())],
        cells: Vec::new(),
        sides: None,
    }
}

/// Whether a difference shows in 万元 with two decimals.
fn shows_change(difference: Amount) -> bool {
    !difference.in_wan(2).is_zero()
}

/// Whether a reason is too short to be one, or says that there is none.
fn is_empty(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).count() < SHORTEST || says_nothing(text)
}

fn says_nothing(text: &str) -> bool {
    let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(
        text.as_str(),
        "" | "无"
            | "无此项内容"
            | "不存在此项内容"
            | "无此项"
            | "无变化"
            | "无变动"
            | "正常变动"
            | "略"
            | "同上"
    )
}

/// A word of the other direction, when the reason has none of its own: 压减 where the amount grew.
fn contradicting(text: &str, difference: Amount) -> Option<&'static str> {
    const LESS: [&str; 6] = ["减少", "压减", "节约", "缩减", "下降", "减支"];
    const MORE: [&str; 5] = ["增加", "增长", "新增", "上升", "增支"];
    let first = |words: &[&'static str]| words.iter().find(|word| text.contains(**word)).copied();
    match difference.is_negative() {
        false => first(&LESS).filter(|_| first(&MORE).is_none()),
        true => first(&MORE).filter(|_| first(&LESS).is_none()),
    }
}

fn is_large(reason: &Reason) -> bool {
    let Some(difference) = reason.difference.abs() else { return true };
    let enough = difference.in_yuan() >= Decimal::from(LARGE_YUAN);
    let Some(before) = reason.before.abs() else { return enough };
    let percent = difference.in_yuan().checked_mul(Decimal::ONE_HUNDRED);
    let line = before.in_yuan().checked_mul(Decimal::from(LARGE_PERCENT));
    enough && percent.zip(line).is_none_or(|(percent, line)| percent >= line)
}

/// A number, or the name of a matter.
fn is_concrete(text: &str) -> bool {
    let named = ["项目", "工程", "人员", "资金", "经费", "《", "“"];
    text.chars().any(|c| c.is_numeric()) || named.iter().any(|word| text.contains(word))
}
