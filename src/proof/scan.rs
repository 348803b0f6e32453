//! Finding the figures of a text, in one pass.

use rust_decimal::Decimal;
use std::ops::Range;

/// No figure of a report has more digits.
const MOST_DIGITS: u32 = 18;

/// What a figure is, by its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Money, with the number of fen in its unit as a power of ten.
    Money(u32),
    /// A percentage.
    Percent,
    /// A number of anything else.
    Plain,
    /// A year.
    Year,
    /// A name in braces that stands for nothing yet.
    Live,
}

/// A stretch that a name in braces stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Live {
    /// Where it is.
    pub at: Range<usize>,
    /// Whether what it stands for is written there, to be read; else it is the name itself, one place for a figure.
    pub words: bool,
}

/// 元 in fen, as a power of ten.
pub(super) const YUAN: u32 = 2;
/// 万元 in fen, as a power of ten.
pub(super) const WAN: u32 = 6;

/// A figure in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// With its unit.
    pub at: Range<usize>,
    /// Without its unit.
    pub digits: Range<usize>,
    /// What it is.
    pub sort: Sort,
    /// Its value in its unit; nothing when it has too many digits.
    pub value: Option<Decimal>,
    /// Digits after the point.
    pub decimals: u32,
    /// A letter that stands for a digit in it.
    pub letter: Option<char>,
    /// Whether it has full-width digits.
    pub wide: bool,
    /// Whether it is live: it counts as a place, and is never judged.
    pub live: bool,
}

/// What a text has: figures, and letters for digits in what is no figure (telephone numbers).
#[derive(Default)]
pub(super) struct Scanned {
    /// In order.
    pub figures: Vec<Figure>,
    /// Places of other runs of digits with a letter among them.
    pub numbers: Vec<(Range<usize>, char)>,
}

/// A digit as it is read; letters that look like one count too.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => u32::from(c).checked_sub(0xFF10),
        _ => letter(c),
    }
}

fn letter(c: char) -> Option<u32> {
    match c {
        'O' | 'o' | '〇' | '○' => Some(0),
        'l' | 'I' => Some(1),
        _ => None,
    }
}

/// Units of money, longest first, each as a power of ten of fen.
const UNITS: [(&str, u32); 6] =
    [("百万元", 8), ("万元", WAN), ("亿元", 10), ("千元", 5), ("元", YUAN), ("万", WAN)];
/// What may follow a bare 万 for it to mean money.
const ENDS: [char; 11] = ['，', '。', '；', '、', ',', ';', '）', ')', '\n', ' ', '！'];

/// Finds the figures; the stretches are those of names in braces, in order.
pub(super) fn scan(text: &str, stretches: &[Live]) -> Scanned {
    let mut found = Scanned::default();
    let mut stretches = stretches.iter().peekable();
    // Up to where the words are live.
    let mut lives = 0;
    let mut at = 0;
    let mut before = '\n';
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(stretch) = stretches.next_if(|stretch| stretch.at.start <= at) {
            if stretch.words {
                lives = stretch.at.end;
            } else {
                found.figures.push(nameless(stretch.at.clone()));
                at = stretch.at.end.max(at + c.len_utf8());
                before = '}';
            }
            continue;
        }
        // A word of letters and digits, such as the code of a table, is passed over whole.
        if c.is_ascii_alphabetic() && letter(c).is_none() {
            let rest = text.get(at..).unwrap_or_default();
            at += rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            before = c;
            continue;
        }
        match digit(c) {
            Some(_) if !before.is_ascii_alphabetic() => {
                let live = at < lives;
                // Live and typed digits are no one figure.
                let next = stretches.peek().map_or(text.len(), |next| next.at.start);
                let end = run(text, at..if live { lives } else { next }, before, live, &mut found);
                before = text.get(at..end).and_then(|run| run.chars().last()).unwrap_or(c);
                at = end;
            }
            _ => {
                before = c;
                at += c.len_utf8();
            }
        }
    }
    found
}

fn nameless(at: Range<usize>) -> Figure {
    Figure {
        digits: at.clone(),
        at,
        sort: Sort::Live,
        value: None,
        decimals: 0,
        letter: None,
        wide: false,
        live: true,
    }
}

/// Reads a run of digits that begins where `within` does, and ends within it; returns where to go on.
fn run(text: &str, within: Range<usize>, before: char, live: bool, found: &mut Scanned) -> usize {
    let start = within.start;
    let rest = text.get(start..).unwrap_or_default();
    let mut chars = text.get(within.clone()).unwrap_or_default().char_indices().peekable();
    let (mut mantissa, mut digits, mut decimals, mut true_digits) = (0i64, 0u32, 0u32, 0u32);
    let (mut point, mut stray, mut wide, mut length) = (false, None, false, 0);
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        if let Some(value) = digit(c) {
            digits += 1;
            decimals += u32::from(point);
            match letter(c) {
                Some(_) => stray = stray.or(Some(c)),
                None => true_digits += 1,
            }
            wide |= !c.is_ascii() && letter(c).is_none();
            mantissa = mantissa.saturating_mul(10).saturating_add(i64::from(value));
        } else if next.is_none_or(|next| digit(next).is_none()) {
            break;
        } else if matches!(c, '.' | '．') && !point {
            point = true;
        } else if !matches!(c, ',') || point {
            break;
        }
        length = offset + c.len_utf8();
    }
    // `1.2023年` begins a numbered line with a year.
    let plain = rest.get(..length).is_some_and(str::is_ascii) && stray.is_none();
    let numbered = plain && point && decimals == 4 && digits - decimals <= 2;
    if numbered && rest.get(length..).is_some_and(|after| after.trim_start().starts_with('年')) {
        return start + (digits - decimals) as usize + 1;
    }
    let end = start + length.max(1);
    let after = text.get(end..).unwrap_or_default();
    let next = after.chars().next().unwrap_or('\n');
    if true_digits == 0 || (next.is_ascii_alphabetic() && letter(next).is_none()) {
        // Letters alone, or a word such as 3D.
        return end + after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
    }
    // Telephone numbers, dates with hyphens.
    if matches!(next, '-' | '－') && after.chars().nth(1).is_some_and(|c| digit(c).is_some()) {
        let tail =
            after.find(|c: char| digit(c).is_none() && !matches!(c, '-' | '－')).unwrap_or(after.len());
        let whole = start..end + tail;
        if true_digits > 1
            && let Some(stray) =
                text.get(whole.clone()).and_then(|run| run.chars().find(|c| letter(*c).is_some()))
        {
            found.numbers.push((whole.clone(), stray));
        }
        return whole.end;
    }
    // What a live figure follows is no number with a point, and may well count paragraphs: `1.{year}年`.
    let near = if live { text } else { text.get(..within.end).unwrap_or(text) };
    if is_ordinal(near, start, end, before, digits, point) {
        return end;
    }
    let value = (digits <= MOST_DIGITS).then(|| Decimal::new(mantissa, decimals));
    let Some((sort, unit)) = unit(after, digits, value, point) else { return end };
    if stray.is_some() && unit == 0 && true_digits < 2 {
        return end;
    }
    let negative = matches!(before, '-' | '－' | '−');
    let value = value.map(|value| if negative { -value } else { value });
    found.figures.push(Figure {
        at: start..end + unit,
        digits: start..end,
        sort,
        value,
        decimals,
        letter: stray,
        wide,
        live,
    });
    end + unit
}

/// Whether a number only counts paragraphs: `1.`, `（2）`, `图3.`.
fn is_ordinal(text: &str, start: usize, end: usize, before: char, digits: u32, point: bool) -> bool {
    if point || digits > 2 {
        return false;
    }
    let mut after = text.get(end..).unwrap_or_default().chars();
    let (next, second) = (after.next().unwrap_or('\n'), after.next().unwrap_or('\n'));
    let line_start = text.get(..start).is_some_and(|text| {
        text.trim_end_matches([' ', '\u{3000}', '\t']).is_empty()
            || text.trim_end_matches([' ', '\u{3000}', '\t']).ends_with('\n')
    });
    match next {
        '.' | '．' => !second.is_numeric(),
        '）' | ')' => matches!(before, '（' | '('),
        '、' => line_start,
        _ => before == '第' || (before == '图' && next != '万'),
    }
}

/// What a figure is by what follows it, and how many bytes of that belong to it; nothing for parts of dates.
fn unit(after: &str, digits: u32, value: Option<Decimal>, point: bool) -> Option<(Sort, usize)> {
    let trimmed = after.trim_start_matches([' ', '\u{3000}', '\u{a0}']);
    let blanks = after.len() - trimmed.len();
    for (unit, power) in UNITS {
        let Some(rest) = trimmed.strip_prefix(unit) else { continue };
        let money = match unit {
            "万" => rest.chars().next().is_none_or(|c| ENDS.contains(&c)),
            // 元旦, 元素 and the like.
            "元" => !rest.starts_with(['旦', '素', '月']),
            _ => true,
        };
        return Some(match money {
            true => (Sort::Money(power), blanks + unit.len()),
            false => (Sort::Plain, 0),
        });
    }
    match trimmed.chars().next() {
        Some(c @ ('%' | '％')) => Some((Sort::Percent, blanks + c.len_utf8())),
        Some('年') if !point && digits == 4 => {
            let year = value.is_some_and(|v| v >= Decimal::from(1900) && v < Decimal::from(2200));
            Some(if year { (Sort::Year, blanks + '年'.len_utf8()) } else { (Sort::Plain, 0) })
        }
        Some('月' | '日' | '号' | '时' | ':' | '：' | '/') => None,
        _ => Some((Sort::Plain, 0)),
    }
}

/// Where sentences end: the byte behind each full stop and line end.
pub(super) fn sentence_ends(text: &str) -> Vec<usize> {
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '。' | '；' | '！' | '？' | '\n'));
    ends.map(|(at, c)| at + c.len_utf8()).collect()
}

/// The sentence that a place stands in.
pub(super) fn sentence_of(at: usize, ends: &[usize], length: usize) -> Range<usize> {
    let next = ends.partition_point(|end| *end <= at);
    let start = next.checked_sub(1).and_then(|index| ends.get(index)).copied().unwrap_or(0);
    start..ends.get(next).copied().unwrap_or(length)
}
