//! Traces of the form and of typing: letters for digits, words left to choose from, places left open, doubled marks.

use super::reader::Desk;
use super::remark::RemarkKind;
use super::words::{DOUBLED_UNITS, FALL, RISE};
use crate::template::Severity;
use std::ops::Range;

/// Marks of which two do not follow each other.
const MARKS: [char; 7] = ['、', '，', '。', '；', '：', ',', ';'];
/// What stands for a place to fill in, when there are several in a row.
const OPEN: [char; 7] = ['X', 'x', 'Ｘ', '×', '_', '＿', '□'];

/// Looks through a whole text; `numbers` are numbers that are no figures and have a letter among their digits.
pub(super) fn all(desk: &mut Desk<'_>, numbers: &[(Range<usize>, char)]) {
    look_alikes(desk, numbers);
    alternatives(desk);
    marks(desk);
    for doubled in DOUBLED_UNITS {
        for (at, _) in desk.text.match_indices(doubled) {
            let words = format!("“{doubled}”重复了。");
            desk.remark(RemarkKind::Repeated, at..at + doubled.len(), words);
        }
    }
}

fn look_alikes(desk: &mut Desk<'_>, numbers: &[(Range<usize>, char)]) {
    let stray = |c: char| match c {
        'O' | 'o' => format!("数字里的“{c}”是字母，不是零"),
        'l' | 'I' => format!("数字里的“{c}”是字母，不是一"),
        _ => format!("数字里的“{c}”不是阿拉伯数字零"),
    };
    let within = desk.figures.iter().filter_map(|figure| Some((figure.digits.clone(), figure.letter?)));
    let found: Vec<_> = within.chain(numbers.iter().cloned()).collect();
    for (at, letter) in found {
        desk.remark(RemarkKind::LookAlike, at, format!("{}，应改成数字。", stray(letter)));
    }
    let wide: Vec<_> =
        desk.figures.iter().filter(|figure| figure.wide).map(|figure| figure.digits.clone()).collect();
    for at in wide {
        let words = "用了全角数字，应改成半角。".to_string();
        desk.remark_as(RemarkKind::LookAlike, at, words, Severity::Notice);
    }
}

/// 增加（减少）, 增长/下降, XX, （）.
fn alternatives(desk: &mut Desk<'_>) {
    let text = desk.text;
    let ends =
        |text: &str| RISE.iter().chain(&FALL).find(|word| text.ends_with(**word)).map(|word| word.len());
    let starts =
        |text: &str| RISE.iter().chain(&FALL).find(|word| text.starts_with(**word)).map(|word| word.len());
    for (at, open) in text.match_indices(['（', '(', '/', '／']) {
        let (before, after) =
            (text.get(..at).unwrap_or_default(), text.get(at + open.len()..).unwrap_or_default());
        let closing = |rest: &str| match open {
            "（" | "(" => rest.chars().next().filter(|c| matches!(c, '）' | ')')).map(char::len_utf8),
            _ => Some(0),
        };
        if let (Some(one), Some(two)) = (ends(before), starts(after))
            && let Some(close) = closing(after.get(two..).unwrap_or_default())
        {
            let range = at - one..at + open.len() + two + close;
            let words = format!("“{}”没有择一。", desk.written(range.clone()));
            desk.remark(RemarkKind::Alternative, range, words);
        }
        let blank = after.trim_start_matches([' ', '\u{3000}']);
        if matches!(open, "（" | "(") && blank.starts_with(['）', ')']) {
            let close = blank.chars().next().map_or(0, char::len_utf8);
            let end = text.len() - blank.len() + close;
            desk.remark(RemarkKind::Alternative, at..end, "括号里是空的，没有填。".into());
        }
    }
    let mut run: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match run {
            Some((_, open)) if open == c => continue,
            Some((start, open)) => {
                run = None;
                let long = at - start > open.len_utf8();
                let lettered = open.is_ascii_alphabetic()
                    && (before.is_ascii_alphanumeric() || c.is_ascii_alphanumeric());
                if long && !lettered {
                    let words = format!("“{}”没有填。", desk.written(start..at));
                    desk.remark(RemarkKind::Alternative, start..at, words);
                }
                before = open;
            }
            None => {}
        }
        if OPEN.contains(&c) {
            run = Some((at, c));
        } else {
            before = c;
        }
    }
}

/// 、。 ，，
fn marks(desk: &mut Desk<'_>) {
    let mut before: Option<(usize, char)> = None;
    let mut told = 0;
    for (at, c) in desk.text.char_indices() {
        if !MARKS.contains(&c) {
            before = None;
            continue;
        }
        if let Some((start, _)) = before
            && start >= told
        {
            let range = start..at + c.len_utf8();
            let words = format!("标点重复：“{}”。", desk.written(range.clone()));
            desk.remark(RemarkKind::Repeated, range.clone(), words);
            told = range.end;
        }
        before = Some((at, c));
    }
}
