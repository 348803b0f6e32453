//! An indicator as the clerk typed it, and the words of its two small columns.

use std::fmt;

/// One row of the self-evaluation table, every text as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Indicator<'a> {
    /// 一级指标
    pub level1: &'a str,
    /// 二级指标
    pub level2: &'a str,
    /// 三级指标
    pub name: &'a str,
    /// 指标性质; may be blank where the form has no such column.
    pub nature: &'a str,
    /// 指标方向; may be blank where the sign stands in the target.
    pub direction: &'a str,
    /// 年度指标值
    pub target: &'a str,
    /// 实际完成值
    pub actual: &'a str,
    /// 计量单位
    pub unit: &'a str,
    /// 分值
    pub weight: &'a str,
    /// 得分; blank to take the proposed one.
    pub score: &'a str,
    /// 偏差原因分析及改进措施
    pub note: &'a str,
}

impl Indicator<'_> {
    /// Whether it is about a cost; what is saved of one is none.
    pub fn is_cost(&self) -> bool {
        const SAVED: [&str; 5] = ["节约", "节省", "降低", "下降", "减少"];
        self.is_in("成本") && !SAVED.iter().any(|word| self.name.contains(word))
    }

    /// Whether it is about satisfaction.
    pub fn is_satisfaction(&self) -> bool {
        self.is_in("满意度")
    }

    /// Whether 偏差原因 says something: 无 is what people write where the form insists on a word.
    pub fn is_explained(&self) -> bool {
        !matches!(letters(self.note).as_str(), "" | "无" | "无偏差" | "没有" | "不涉及")
    }

    /// Whether its values are percentages.
    pub fn is_percentage(&self) -> bool {
        let percent = |text: &str| text.contains(['%', '％']);
        percent(self.unit) || percent(self.target) || percent(self.actual)
    }

    /// Whether its 一级指标 or 二级指标 is called by this word.
    fn is_in(&self, word: &str) -> bool {
        self.level1.contains(word) || self.level2.contains(word)
    }
}

/// 指标性质
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// 正向: more is better.
    Positive,
    /// 反向: less is better.
    Negative,
    /// 定性: words, no number.
    Qualitative,
}

impl Nature {
    /// Reads the word of the column; `None` when it is blank or another word.
    pub fn read(text: &str) -> Option<Nature> {
        let word = letters(text);
        match word.strip_suffix("指标").unwrap_or(&word) {
            "正向" | "正" | "正向型" => Some(Nature::Positive),
            "反向" | "反" | "反向型" | "逆向" | "负向" => Some(Nature::Negative),
            "定性" | "定性型" => Some(Nature::Qualitative),
            _ => None,
        }
    }

    /// The word of the form.
    pub fn label(self) -> &'static str {
        match self {
            Nature::Positive => "正向",
            Nature::Negative => "反向",
            Nature::Qualitative => "定性",
        }
    }
}

impl fmt::Display for Nature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// 指标方向: how what was achieved should stand to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// 大于等于
    AtLeast,
    /// 大于; scored as 大于等于.
    Above,
    /// 小于等于
    AtMost,
    /// 小于; scored as 小于等于.
    Below,
    /// 等于
    Equal,
    /// 区间
    Between,
}

/// Words before a number, longer ones first where one begins another.
const BEFORE: [(&str, Direction); 36] = [
    ("大于等于", Direction::AtLeast),
    ("大于或等于", Direction::AtLeast),
    ("不少于", Direction::AtLeast),
    ("不低于", Direction::AtLeast),
    ("不小于", Direction::AtLeast),
    ("至少", Direction::AtLeast),
    (">=", Direction::AtLeast),
    ("≥", Direction::AtLeast),
    ("≧", Direction::AtLeast),
    ("⩾", Direction::AtLeast),
    ("小于等于", Direction::AtMost),
    ("小于或等于", Direction::AtMost),
    ("不多于", Direction::AtMost),
    ("不高于", Direction::AtMost),
    ("不大于", Direction::AtMost),
    ("不超过", Direction::AtMost),
    ("至多", Direction::AtMost),
    ("<=", Direction::AtMost),
    ("≤", Direction::AtMost),
    ("≦", Direction::AtMost),
    ("⩽", Direction::AtMost),
    ("大于", Direction::Above),
    ("高于", Direction::Above),
    ("多于", Direction::Above),
    ("超过", Direction::Above),
    (">", Direction::Above),
    ("小于", Direction::Below),
    ("低于", Direction::Below),
    ("少于", Direction::Below),
    ("<", Direction::Below),
    ("等于", Direction::Equal),
    ("==", Direction::Equal),
    ("=", Direction::Equal),
    ("区间", Direction::Between),
    ("介于", Direction::Between),
    ("范围", Direction::Between),
];

/// Words behind a number; 以上 and 以下 take the number itself in, as in law.
const BEHIND: [(&str, Direction); 7] = [
    ("及以上", Direction::AtLeast),
    ("以上", Direction::AtLeast),
    ("及以下", Direction::AtMost),
    ("以下", Direction::AtMost),
    ("以内", Direction::AtMost),
    ("之内", Direction::AtMost),
    ("之间", Direction::Between),
];

impl Direction {
    /// Reads the word or sign of the column; `None` when it is blank or anything else.
    pub fn read(text: &str) -> Option<Direction> {
        let word: String = text.chars().map(fold).filter(|c| !c.is_whitespace()).collect();
        let all = BEFORE.iter().chain(&BEHIND);
        all.into_iter().find(|(known, _)| *known == word).map(|(_, direction)| *direction)
    }

    /// The word of the form.
    pub fn label(self) -> &'static str {
        match self {
            Direction::AtLeast => "大于等于",
            Direction::Above => "大于",
            Direction::AtMost => "小于等于",
            Direction::Below => "小于",
            Direction::Equal => "等于",
            Direction::Between => "区间",
        }
    }

    /// Whether more is better.
    pub fn is_upward(self) -> bool {
        matches!(self, Direction::AtLeast | Direction::Above)
    }

    /// Whether less is better.
    pub fn is_downward(self) -> bool {
        matches!(self, Direction::AtMost | Direction::Below)
    }

    /// Whether both are scored alike: 大于 and 大于等于 are.
    pub fn agrees_with(self, other: Direction) -> bool {
        self == other
            || (self.is_upward() && other.is_upward())
            || (self.is_downward() && other.is_downward())
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// The sign or word before a number, and the rest; `text` is folded.
pub(super) fn sign_before(text: &str) -> (Option<Direction>, &str) {
    for (word, direction) in BEFORE {
        if let Some(rest) = text.strip_prefix(word) {
            return (Some(direction), rest);
        }
    }
    (None, text)
}

/// The word behind a number, and what is before it; `text` is folded.
pub(super) fn sign_behind(text: &str) -> (Option<Direction>, &str) {
    for (word, direction) in BEHIND {
        if let Some(rest) = text.strip_suffix(word) {
            return (Some(direction), rest);
        }
    }
    (None, text)
}

/// One character for one: full-width forms become ASCII, every space a space.
pub(super) fn fold(c: char) -> char {
    match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// What a text says, without spaces and punctuation; a point within a number and a minus before one stay.
pub(super) fn letters(text: &str) -> String {
    let folded: Vec<char> = text.chars().map(fold).filter(|c| *c != ' ').collect();
    let near = |at: Option<usize>| at.and_then(|at| folded.get(at)).copied();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let kept = |at: usize, c: char| {
        let (before, after) = (near(at.checked_sub(1)), near(Some(at + 1)));
        match c {
            '.' => digit(after),
            '-' | '−' => digit(after) && !before.is_some_and(char::is_alphanumeric),
            c => c.is_alphanumeric(),
        }
    };
    folded.iter().enumerate().filter(|(at, c)| kept(*at, **c)).map(|(_, c)| *c).collect()
}
