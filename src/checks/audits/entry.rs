//! What was typed and cannot stand, and what was not typed and must be.

use super::names::other_name;
use super::{AuditPart, Looked, Remark};
use crate::calc::{Value, Values, cell_label};
use crate::checks::Spot;
use crate::narrative::{GapKind, gaps};
use crate::records::kind_problem;
use crate::report::{CellRef, ListKey};
use crate::template::{FieldKind, OWN_WORDING, PartHolds, Section, TableIndex};

/// Looks at what is entered in one part of the report.
pub(super) fn look(part: AuditPart, values: &dyn Values) -> Looked {
    let template = values.template();
    let found = match part {
        AuditPart::Table(index) => unread_cells(index, values),
        AuditPart::Lists => lists(values),
        AuditPart::Fields => fields(values),
        AuditPart::Section(index) => {
            template.sections.get(index).map(|section| texts(section, values)).unwrap_or_default()
        }
        AuditPart::Whole => Vec::new(),
    };
    Looked { any: true, found }
}

fn remark(kind: &'static str, place: String, words: String, spot: Spot) -> Remark {
    let section = match &spot {
        Spot::Text(section, _) => Some(section.clone()),
        _ => None,
    };
    Remark { kind, place, words, section, spots: vec![spot], cells: Vec::new(), sides: None }
}

fn unread_cells(index: TableIndex, values: &dyn Values) -> Vec<Remark> {
    let template = values.template();
    let Some(table) = template.table(index) else { return Vec::new() };
    let mut found = Vec::new();
    for row in values.rows(index).iter() {
        for column in table.columns_of(*row) {
            let cell = CellRef { table: index, row: *row, column };
            if values.value(cell) == Value::Overflow {
                let words = format!("{}的数太大，无法精确计算，请核对组成它的数。", cell_label(cell, values));
                found.push(remark("unread", cell.name(&template), words, Spot::Cell(cell)));
            }
            if let Some(text) = &values.content(cell).unread {
                let words = format!("{}里写着“{text}”，认不出是数。", cell_label(cell, values));
                found.push(remark("unread", cell.name(&template), words, Spot::Cell(cell)));
            }
        }
    }
    found
}

/// Fields of lists that should be numbers, and personal data in any of them.
fn lists(values: &dyn Values) -> Vec<Remark> {
    let template = values.template();
    let mut found = Vec::new();
    let mut look = |key: ListKey| {
        let Some(list) = template.list(key.list) else { return };
        for (number, record) in (1usize..).zip(values.records(key).iter()) {
            for column in &list.columns {
                let text = record.field(&column.key);
                let spot = || Spot::Record(key, record.id, column.key.clone());
                let place = || format!("{}.{}.{}", key.name(&template), record.id, column.key);
                if text.is_empty() {
                    continue;
                }
                let about = || format!("{}第{number}行 {}", list.title, column.title);
                if let Some(problem) = kind_problem(column, text) {
                    found.push(remark("unread", place(), format!("{}：{problem}。", about()), spot()));
                }
                if let Some(what) = is_personal(text).filter(|_| is_words(column.kind)) {
                    let words = format!("{}里像有{what}，公开前请去掉或改写。", about());
                    found.push(remark("personal", place(), words, spot()));
                }
            }
        }
    };
    let inner: Vec<(u16, u16)> = (0u16..)
        .zip(&template.lists)
        .filter_map(|(index, list)| list.within.map(|outer| (index, outer)))
        .collect();
    for (index, list) in (0u16..).zip(&template.lists) {
        if list.within.is_none() {
            look(ListKey::of(index));
        }
        for (within, _) in inner.iter().filter(|(_, outer)| *outer == index) {
            for record in values.records(ListKey::of(index)).iter() {
                look(ListKey::within(*within, record.id));
            }
        }
    }
    found
}

fn is_words(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Line | FieldKind::Long | FieldKind::Choice)
}

/// Fields of the cover and of sections that must be filled in.
fn fields(values: &dyn Values) -> Vec<Remark> {
    let template = values.template();
    let mut found = Vec::new();
    for field in &template.fields {
        let text = values.text(&field.key).or_else(|| field.default.clone()).unwrap_or_default();
        let spot = Spot::Field(field.key.clone());
        if field.required && text.trim().is_empty() {
            let on_cover = template
                .parts
                .iter()
                .any(|part| part.holds == PartHolds::Cover && part.items.contains(&field.key));
            let kind = if on_cover { "missing_field" } else { "missing" };
            let words = format!("“{}”没有填写。", field.label);
            found.push(remark(kind, field.key.clone(), words, spot));
        } else if let Some(what) = is_personal(&text).filter(|_| !field.key.contains("phone")) {
            let words = format!("“{}”里像有{what}，公开前请去掉或改写。", field.label);
            found.push(remark("personal", field.key.clone(), words, spot));
        }
    }
    found
}

/// Gaps of the sections, names in braces that stand for nothing, and personal data in entered texts.
fn texts(section: &Section, values: &dyn Values) -> Vec<Remark> {
    let mut found = Vec::new();
    for gap in gaps(section, values) {
        let spot = Spot::Text(section.key.clone(), gap.key.clone());
        found.push(match gap.kind {
            GapKind::Missing => remark("missing", gap.key, format!("“{}”还没有填写。", gap.label), spot),
            GapKind::Unknown(written, reason) => {
                let place = format!("{}.{written}", gap.key);
                remark("unknown_name", place, format!("正文里的{written}没有对应的数：{reason}。"), spot)
            }
        });
    }
    for (key, text) in crate::narrative::entered_texts(section, values) {
        if let Some(name) = key.ends_with(OWN_WORDING).then(|| other_name(&text, values)).flatten() {
            let spot = Spot::Text(section.key.clone(), key.clone());
            let words = format!("这句话开头写的是“{name}”，不是本部门的名称，单位清单里也没有。");
            found.push(remark("other_name", key.clone(), words, spot));
        }
        if let Some(what) = is_personal(&text) {
            let spot = Spot::Text(section.key.clone(), key.clone());
            let words = format!("这一节的文字里像有{what}，公开前请去掉或改写。");
            found.push(remark("personal", key, words, spot));
        }
    }
    found
}

/// The shortest personal number: a mobile one.
const SHORTEST: usize = 11;

/// What looks like an identity card, a bank card or a mobile number in a text, in words; the number itself is not
/// repeated. An identity card is told by its check digit, a bank card by Luhn's.
fn is_personal(text: &str) -> Option<&'static str> {
    // A character is three bytes at most: what is shorter than the shortest number needs no look.
    if text.len() < SHORTEST {
        return None;
    }
    let mut run = String::new();
    let mut found = None;
    let half = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        'ｘ' | 'Ｘ' | 'x' => 'X',
        other => other,
    };
    for c in text.chars().map(half).chain(['\n']) {
        match c {
            '0'..='9' | 'X' => run.push(c),
            // People divide long numbers by spaces and dashes.
            ' ' | '-' if !run.is_empty() && run.len() < 40 => run.push(c),
            _ => {
                found = found.or_else(|| of_run(&run));
                run.clear();
            }
        }
        if run.len() > 60 {
            run.clear();
        }
    }
    found
}

fn of_run(run: &str) -> Option<&'static str> {
    let joined: String = run.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let whole = std::iter::once(joined.as_str());
    whole.chain(run.split([' ', '-'])).find_map(|digits| match digits.len() {
        18 if is_identity_card(digits) => Some("身份证号"),
        11 if digits.starts_with('1')
            && digits.as_bytes().get(1).is_some_and(|second| *second >= b'3')
            && !digits.contains('X') =>
        {
            Some("手机号")
        }
        16..=19 if !digits.contains('X') && luhn(digits) && !digits.starts_with('0') => Some("银行卡号"),
        _ => None,
    })
}

/// GB 11643: seventeen digits with a birth date, and the check digit.
fn is_identity_card(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    let bytes = digits.as_bytes();
    let (Some(body), Some(last)) = (bytes.get(..17), bytes.get(17)) else { return false };
    if !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let born = digits.get(6..14).unwrap_or_default();
    let month = born.get(4..6).and_then(|month| month.parse::<u32>().ok());
    let day = born.get(6..8).and_then(|day| day.parse::<u32>().ok());
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    month.is_some_and(|month| (1..=12).contains(&month))
        && day.is_some_and(|day| (1..=31).contains(&day))
        && CHECK.get(usize::try_from(sum % 11).unwrap_or(0)) == Some(last)
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, digit)| match (index % 2, u32::from(digit - b'0')) {
            (0, digit) => digit,
            (_, digit) => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::is_personal;

    #[test]
    fn personal_data_is_told_from_figures() {
        let cases = [
            // The made-up numbers have right check digits.
            ("身份证11010519491231002X。", Some("身份证号")),
            ("11010519491231002x", Some("身份证号")),
            ("110105194912310021", None),
            ("手机13812345678", Some("手机号")),
            ("手机 138-1234-5678", Some("手机号")),
            ("卡号6222 0200 0000 0000 008 号", None),
            ("卡号4111 1111 1111 1111", Some("银行卡号")),
            ("电话0475-3789003", None),
            ("支出17,236,620.73元，增长386.19%", None),
            ("2010301、2010302、2010399", None),
            ("2023-01-01 2023-12-31", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(is_personal(text), expected, "{text}");
        }
    }
}
