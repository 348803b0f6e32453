//! The shape of a number: sign, digits, suffix. Knows nothing of units or limits.

use super::AmountError;
use super::explain::{explain, forbidden};

/// No number anyone enters is longer.
const MAX_CHARACTERS: usize = 64;

/// A character after folding, with what was typed and its place in the text as given (from 1).
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub typed: char,
    pub character: char,
    pub position: usize,
}

/// What a text holds.
pub(super) enum Scanned {
    Blank,
    Dash,
    Number(Number),
}

/// A number taken apart; `whole` and `fraction` are ASCII digits, not both empty.
pub(super) struct Number {
    pub negative: bool,
    pub whole: String,
    pub fraction: String,
    pub suffix: String,
}

impl Number {
    /// All digits as one signed integer; `None` on overflow.
    pub fn digits(&self) -> Option<i128> {
        let digits = self.whole.bytes().chain(self.fraction.bytes()).try_fold(0_i128, |sum, digit| {
            sum.checked_mul(10)?.checked_add(i128::from(digit.checked_sub(b'0')?))
        })?;
        Some(if self.negative { -digits } else { digits })
    }
}

/// Takes a text apart, or says why it is no number.
pub(super) fn scan(text: &str) -> Result<Scanned, AmountError> {
    let before = text.chars().take_while(|c| is_margin(*c)).count();
    let text = text.trim_matches(is_margin);
    if text.is_empty() {
        return Ok(Scanned::Blank);
    }
    let characters = text.chars().count();
    if characters > MAX_CHARACTERS {
        return Err(AmountError::TooLong { characters });
    }
    let glyphs: Vec<Glyph> = text
        .chars()
        .enumerate()
        .filter(|(_, c)| !is_invisible(*c))
        .map(|(index, c)| Glyph { typed: c, character: fold(c), position: before + index + 1 })
        .collect();
    if is_dash(&glyphs) {
        return Ok(Scanned::Dash);
    }
    if let Some(error) = forbidden(text, &glyphs) {
        return Err(error);
    }
    Reader { text, glyphs: &glyphs, at: 0, signs: 0, negative: false, bracket: false }
        .number()
        .map(Scanned::Number)
}

/// A dash alone; spreadsheets in accounting format put a currency sign before it.
fn is_dash(glyphs: &[Glyph]) -> bool {
    let mut left = glyphs.iter().map(|g| g.character).filter(|c| *c != ' ').skip_while(|c| *c == '¥');
    let dash = |c: Option<char>| matches!(c, Some('-' | '—' | '―' | '─'));
    dash(left.next()) && left.next().is_none_or(|c| dash(Some(c))) && left.next().is_none()
}

/// Reads left to right; each method leaves `at` behind what it took.
struct Reader<'a> {
    text: &'a str,
    glyphs: &'a [Glyph],
    at: usize,
    signs: u32,
    negative: bool,
    bracket: bool,
}

impl Reader<'_> {
    fn number(mut self) -> Result<Number, AmountError> {
        self.before();
        let (whole, fraction) = split(&self.body())?;
        if whole.is_empty() && fraction.is_empty() {
            return Err(explain(self.text, self.glyphs, self.peek()));
        }
        let suffix = self.after()?;
        if self.signs > 1 {
            return Err(AmountError::Signs { text: self.text.into() });
        }
        Ok(Number { negative: self.negative, whole, fraction, suffix })
    }

    fn peek(&self) -> Option<Glyph> {
        self.glyphs.get(self.at).copied()
    }

    fn sign(&mut self, negative: bool) {
        self.signs += 1;
        self.negative |= negative;
    }

    /// Signs, an opening bracket and a currency sign, in any order.
    fn before(&mut self) {
        let mut currency = false;
        while let Some(glyph) = self.peek() {
            match glyph.character {
                ' ' => {}
                '¥' if !currency => currency = true,
                '-' | '△' => self.sign(true),
                '+' => self.sign(false),
                '(' if !self.bracket => {
                    self.bracket = true;
                    self.sign(true);
                }
                _ => break,
            }
            self.at += 1;
        }
    }

    /// Digits, points and separators.
    fn body(&mut self) -> String {
        let rest = self.glyphs.iter().skip(self.at).map(|g| g.character);
        let body: String = rest.take_while(|c| matches!(c, '0'..='9' | '.' | ',' | ' ')).collect();
        self.at += body.len();
        body.trim_end().into()
    }

    /// A closing bracket, a minus and a suffix, in any order; returns the suffix.
    fn after(&mut self) -> Result<String, AmountError> {
        let mut suffix = String::new();
        while let Some(glyph) = self.peek() {
            match glyph.character {
                ' ' => {}
                ')' if self.bracket => self.bracket = false,
                ')' => return Err(AmountError::Brackets { text: self.text.into() }),
                '-' => self.sign(true),
                c if is_suffix(c) && suffix.is_empty() => {
                    let rest = self.glyphs.iter().skip(self.at).map(|g| g.character);
                    suffix = rest.take_while(|c| is_suffix(*c)).collect();
                    self.at += suffix.chars().count();
                    continue;
                }
                _ => return Err(explain(self.text, self.glyphs, Some(glyph))),
            }
            self.at += 1;
        }
        if self.bracket {
            return Err(AmountError::Brackets { text: self.text.into() });
        }
        Ok(suffix)
    }
}

/// Whole part without separators, and fraction.
fn split(body: &str) -> Result<(String, String), AmountError> {
    let text = || body.to_owned();
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    if fraction.contains('.') {
        return Err(AmountError::Points { text: text() });
    }
    if fraction.contains([',', ' ']) || !is_grouped(whole) {
        return Err(AmountError::Grouping { text: text() });
    }
    if body.ends_with('.') {
        return Err(AmountError::Unfinished { text: text() });
    }
    Ok((whole.replace([',', ' '], ""), fraction.to_owned()))
}

/// One kind of separator, and every group behind one of three digits, or every one of four (万, 亿).
/// A first group beginning with zero is no grouping: `0,123` may be meant as 0.123.
fn is_grouped(whole: &str) -> bool {
    let separator = if whole.contains(',') { ',' } else { ' ' };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| group.bytes().all(|c| c.is_ascii_digit());
    match rest.first().map(|group| group.len()) {
        None => digits(first),
        Some(size) => {
            (size == 3 || size == 4)
                && (1..=size).contains(&first.len())
                && !first.starts_with('0')
                && digits(first)
                && rest.iter().all(|group| group.len() == size && digits(group))
        }
    }
}

/// `元`, `万元`, `%`, or any other word.
fn is_suffix(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '%' | '‰')
}

/// Around the number, line breaks are as harmless as spaces.
fn is_margin(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Characters that web pages and chat programs slip in and nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{202A}'..='\u{202E}')
}

/// One character for each meaning: full-width forms become ASCII, every space a space, every minus a hyphen.
fn fold(c: char) -> char {
    match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        // A Chinese input method gives this for the key of the point.
        '。' => '.',
        '￥' => '¥',
        '−' | '–' | '‐' | '‑' | '﹣' => '-',
        '\n' | '\r' | '\t' => c,
        c if c.is_whitespace() => ' ',
        c => c,
    }
}
