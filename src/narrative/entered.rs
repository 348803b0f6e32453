//! Long texts of the clerk's own: a paragraph a line, as pasted from a word processor.

use super::{InstanceKind, Sentence, expand, instances, slots_of, wording_key};
use crate::calc::Values;
use crate::template::{ParagraphStyle, Section};

/// A heading is short: a longer line that begins like one is a paragraph.
const LONGEST_HEADING: usize = 40;

/// The paragraphs of the text kept under `key`; none when nothing was entered.
pub fn entered(key: &str, values: &dyn Values) -> Vec<Sentence> {
    let text = values.text(key).unwrap_or_default();
    paragraphs(&text)
        .zip(1u32..)
        .map(|(line, number)| Sentence {
            key: format!("{key}.{number}"),
            style: if is_heading(line) { ParagraphStyle::Subheading } else { ParagraphStyle::Body },
            fragments: expand(line, values),
            reworded: false,
        })
        .collect()
}

/// All that was typed into a section's texts, in order: each text's key and what it says, names in braces and all.
pub fn entered_texts(section: &Section, values: &dyn Values) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for instance in instances(section, values) {
        let keys = match instance.kind {
            InstanceKind::Entered => vec![instance.key.clone()],
            InstanceKind::Paragraph => {
                let slots = slots_of(section, &instance).iter();
                let slots = slots.map(|slot| format!("{}.{}", instance.key, slot.key));
                std::iter::once(wording_key(&instance.key)).chain(slots).collect()
            }
            _ => continue,
        };
        found.extend(keys.into_iter().filter_map(|key| {
            let text = values.text(&key)?;
            Some((key, text))
        }));
    }
    found
}

/// Lines that hold something, whatever ends them, without the blanks that indent them.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(str::trim)
        .filter(|l| !l.is_empty())
}

/// Whether a line is a heading of the second level: （一）重点工作开展情况
fn is_heading(line: &str) -> bool {
    let rest = line.strip_prefix('（').and_then(|rest| rest.split_once('）'));
    rest.is_some_and(|(number, words)| {
        !number.is_empty()
            && number.chars().all(|c| "一二三四五六七八九十".contains(c))
            && !words.is_empty()
            && words.chars().count() <= LONGEST_HEADING
            && !words.trim_end_matches('。').contains(['。', '；'])
    })
}

#[cfg(test)]
mod tests {
    use super::{is_heading, paragraphs};

    #[test]
    fn paragraphs_survive_every_line_end() {
        let text = "　　一段\r\n\r\n二段\r三段\n\u{2028}  四段\t\u{b}五段";
        assert_eq!(paragraphs(text).collect::<Vec<_>>(), ["一段", "二段", "三段", "四段", "五段"]);
    }

    #[test]
    fn headings_are_short_and_numbered() {
        for heading in ["（一）2023年重点工作开展情况", "（十二）其他。"] {
            assert!(is_heading(heading), "{heading}");
        }
        for body in ["（一）", "（1）购置", "一、总则", "（一）第一句。第二句。", "1.提高政治站位"]
        {
            assert!(!is_heading(body), "{body}");
        }
    }
}
