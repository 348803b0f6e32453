//! The reasons given for what has changed: whether there is one, whether it fits the direction, and whether it says
//! anything.

use super::{Looked, Remark};
use crate::amount::Amount;
use crate::calc::{Evaluated, Scope, Values, evaluate};
use crate::checks::Spot;
use crate::narrative::{Fragment, instances, locate, sentence, wording_key};
use crate::template::{BlockBody, Expr, Function, Paragraph, Piece, Section};
use rust_decimal::Decimal;

/// A reason shorter than this says nothing.
const SHORTEST: usize = 6;
/// A change of so many percent and of so many yuan must be told with its matters.
const LARGE_PERCENT: u32 = 50;
const LARGE_YUAN: u32 = 100_000;
/// A reason that stands in so many places tells the reader nothing of any.
const REPEATED: usize = 3;

/// A reason, and the change it is given for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The section.
    pub section: String,
    /// The key of its text.
    pub key: String,
    /// What the field is called.
    pub label: String,
    /// The text as it stands in the sentence.
    pub text: String,
    /// Now less before.
    pub difference: Amount,
    /// Before.
    pub before: Amount,
    /// Whether the template gives words where none are typed.
    pub otherwise: bool,
}

/// The reasons that follow a comparison, in the order of the document.
pub fn reasons(values: &dyn Values) -> Vec<Reason> {
    let template = values.template();
    template.sections.iter().flat_map(|section| in_section(section, values)).collect()
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
        Evaluated::Money(amount) => Some(amount.unwrap_or(Amount::ZERO)),
        _ => None,
    };
    Some((money(0)?, money(1)?))
}

/// Looks at every reason.
pub(super) fn look(values: &dyn Values) -> Looked {
    let reasons = reasons(values);
    let mut found = Vec::new();
    for reason in &reasons {
        let mut say = |kind: &'static str, words: String| found.push(remark(kind, reason, words));
        let change = format!(
            "{}{}万元",
            if reason.difference.is_negative() { "减少" } else { "增加" },
            crate::amount::format_amount(
                reason.difference.abs().unwrap_or(Amount::ZERO),
                crate::amount::Format::WAN
            )
        );
        let length = reason.text.chars().filter(|c| !c.is_whitespace()).count();
        let empty = length < SHORTEST || says_nothing(&reason.text);
        if shows_change(reason.difference) {
            if empty && !(reason.text.is_empty() && reason.otherwise) {
                let what = if reason.text.is_empty() {
                    "没有写原因".to_string()
                } else {
                    format!("只写了“{}”，看不出原因", reason.text)
                };
                say("missing", format!("“{}”{change}，{what}。", reason.label));
                continue;
            }
            if let Some(word) = contradicting(&reason.text, reason.difference) {
                say(
                    "contradicts",
                    format!("“{}”{change}，原因里却写着“{word}”，读起来方向相反。", reason.label),
                );
            }
            if is_large(reason) && !empty && !is_concrete(&reason.text) {
                say("vague", format!("“{}”{change}，变动很大，原因里没有写事项、金额或人数。", reason.label));
            }
        } else if length >= SHORTEST && !says_nothing(&reason.text) && !reason.otherwise {
            say("needless", format!("“{}”前后持平，不用写差异原因，请核对。", reason.label));
        }
    }
    for (first, reason) in reasons.iter().enumerate() {
        let same = |other: &&Reason| other.text == reason.text;
        let again = reasons.iter().filter(same).count();
        let is_first = !reasons[..first].iter().any(|other| other.text == reason.text);
        if is_first
            && again >= REPEATED
            && reason.text.chars().count() >= SHORTEST
            && !says_nothing(&reason.text)
        {
            let words = format!("同一段原因用在{again}处，从“{}”起，读者看不出各处的差别。", reason.label);
            let mut remark = remark("repeated", reason, words);
            let others = reasons.iter().filter(same).skip(1);
            remark.spots.extend(others.map(|other| Spot::Text(other.section.clone(), other.key.clone())));
            found.push(remark);
        }
    }
    Looked { any: !reasons.is_empty(), found }
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
