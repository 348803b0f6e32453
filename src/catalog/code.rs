//! Codes as such: their levels, their parents, and how they are typed.

use thiserror::Error;

use super::Classification;

/// The level of a code, by its length.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 类, 3 digits.
    Class,
    /// 款, 5 digits.
    Section,
    /// 项, 7 digits; functional codes only.
    Item,
}

impl Level {
    /// `类`, `款` or `项`.
    pub fn label(self) -> &'static str {
        match self {
            Level::Class => "类",
            Level::Section => "款",
            Level::Item => "项",
        }
    }
}

/// The level of a code, or `None` when it has not 3, 5 or 7 digits.
pub fn level(code: &str) -> Option<Level> {
    if !code.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    match code.len() {
        3 => Some(Level::Class),
        5 => Some(Level::Section),
        7 => Some(Level::Item),
        _ => None,
    }
}

/// The code one level up; `None` for a 类, and for what is no code.
pub fn parent(code: &str) -> Option<&str> {
    match level(code)? {
        Level::Class => None,
        Level::Section | Level::Item => code.get(..code.len() - 2),
    }
}

/// Why a text is no code of its classification. Whether the code is in the catalogue is another question.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum CodeError {
    /// Nothing was typed.
    #[error("请填写科目编码")]
    Blank,
    /// Something else than digits.
    #[error("科目编码只能是数字，“{text}”里有“{character}”，请去掉")]
    NotDigits {
        /// The text, shortened if very long.
        text: String,
        /// The first character that is no digit.
        character: char,
    },
    /// A length that no level has.
    #[error("“{code}”是 {} 位，{}的编码是{}，请核对", code.len(), classification.label(), lengths(*classification))]
    Length {
        /// The digits.
        code: String,
        /// The classification asked for.
        classification: Classification,
    },
    /// A code of another classification.
    #[error(
        "“{code}”{}，这里要填{}编码（以 {} 开头）",
        kind(code), classification.label(), first_digit(*classification)
    )]
    OtherClassification {
        /// The digits.
        code: String,
        /// The classification asked for.
        classification: Classification,
    },
}

/// The digits of a typed code of any level of `classification`, known or not. Full-width digits and spaces are
/// fine.
///
/// # Errors
/// When it has other characters, a length no level has, or belongs to another classification.
pub fn check_code(classification: Classification, code: &str) -> Result<String, CodeError> {
    let typed = code.chars().map(ascii).filter(|c| !c.is_whitespace() && !is_invisible(*c));
    // No code comes near 32 digits; the rest of a pasted page need not stand in the message.
    let digits: String = typed.clone().take(32).collect();
    if digits.is_empty() {
        return Err(CodeError::Blank);
    }
    if let Some(character) = digits.chars().find(|c| !c.is_ascii_digit()) {
        return Err(CodeError::NotDigits { text: digits, character });
    }
    let level =
        level(&digits).filter(|level| *level < Level::Item || classification == Classification::Functional);
    if level.is_none() {
        return Err(CodeError::Length { code: digits, classification });
    }
    if !digits.starts_with(first_digit(classification)) {
        return Err(CodeError::OtherClassification { code: digits, classification });
    }
    Ok(digits)
}

fn lengths(classification: Classification) -> &'static str {
    match classification {
        Classification::Functional => "类 3 位、款 5 位、项 7 位",
        Classification::Economic => "类 3 位、款 5 位",
    }
}

/// The ministry numbers income 1, functional 2, departmental economic 3, governmental economic 5.
fn first_digit(classification: Classification) -> char {
    match classification {
        Classification::Functional => '2',
        Classification::Economic => '3',
    }
}

fn kind(code: &str) -> &'static str {
    match code.bytes().next() {
        Some(b'1') => "像是收入分类编码",
        Some(b'2') => "像是功能分类编码",
        Some(b'3') => "像是经济分类编码",
        Some(b'5') => "像是政府预算经济分类编码",
        _ => "不像科目编码",
    }
}

/// Full-width letters, digits and brackets as ASCII.
pub(super) fn ascii(c: char) -> char {
    match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    }
}

/// Characters that copying from web pages brings along and nobody sees.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
