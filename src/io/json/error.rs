//! Why a file cannot be opened, said to a clerk.

use serde_json::error::Category;
use std::fmt;

/// Problems told; the others are counted.
const MAX_PROBLEMS: usize = 20;
/// Longest piece of a file repeated in a message, in characters.
const MAX_SHOWN: usize = 40;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("文件是空的，可能没有保存完或没有下载完，请换一份备份")]
    Empty,
    /// More than [`super::MAX_BYTES`].
    #[error("文件有 {megabytes} MB，超过了 {} MB，不像是一份报告，请确认选对了文件", super::MAX_BYTES >> 20)]
    TooLarge {
        /// Its size, rounded up.
        megabytes: usize,
    },
    /// Something else by its first bytes.
    #[error("这是{0}，不是本程序保存的报告，请选择扩展名为 .json 的报告文件")]
    OtherKind(&'static str),
    /// Not UTF-8.
    #[error("第 {line} 行起不是 UTF-8 文字，文件可能被别的软件另存过或已损坏，请用原来的文件")]
    NotUtf8 {
        /// Line of the first bad byte, from 1.
        line: usize,
    },
    /// Not JSON.
    #[error("第 {line} 行第 {column} 列：{reason}。文件可能被改动过，请改正这一处或换一份备份")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong there.
        reason: &'static str,
    },
    /// Nested beyond anything a report holds.
    #[error("文件里的括号套得太深，不是本程序保存的报告，请确认选对了文件")]
    TooDeep,
    /// JSON of someone else.
    #[error("这个 JSON 文件不是本程序保存的报告（没有“{}”的标记），请确认选对了文件", super::FORMAT)]
    Foreign,
    /// A later format.
    #[error(
        "这份报告由更新的程序保存（格式第 {version} 版，本程序只认到第 {} 版），请更新程序后再打开",
        super::VERSION
    )]
    Newer {
        /// Its version.
        version: u64,
    },
    /// A template this program does not have.
    #[error("这份报告用的模板“{id}”本程序没有，请用保存它的程序打开，或更新程序")]
    UnknownTemplate {
        /// The template's id.
        id: String,
    },
    /// A later version of a known template.
    #[error("这份报告用的是“{title}”第 {version} 版，比本程序里的新，请更新程序后再打开")]
    NewerTemplate {
        /// The template's title.
        title: String,
        /// The version it was saved with.
        version: u32,
    },
    /// One of our files with something wrong in it.
    #[error("{0}")]
    Damaged(Damage),
}

/// Everything found wrong in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// The first problems, in the order of the file.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

/// One thing wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: `tables.T05.rows.2010101.c2.yuan`.
    pub place: String,
    /// What, with the remedy.
    pub problem: String,
}

impl Damage {
    /// Notes a problem, or counts it when there are many.
    pub(super) fn add(&mut self, place: &str, problem: impl FnOnce() -> String) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { place: place.into(), problem: problem() });
        } else {
            self.more += 1;
        }
    }

    /// A single problem.
    pub(super) fn one(place: &str, problem: impl Into<String>) -> ReadError {
        let problem = Problem { place: place.into(), problem: problem.into() };
        ReadError::Damaged(Damage { problems: vec![problem], more: 0 })
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len() + self.more;
        write!(f, "文件里有 {count} 处不对，没有打开；请改正下列各处，或换一份备份：")?;
        for Problem { place, problem } in &self.problems {
            write!(f, "\n{place}：{problem}")?;
        }
        if self.more > 0 {
            write!(f, "\n……还有 {} 处", self.more)?;
        }
        Ok(())
    }
}

/// A piece of a file as it may appear in a message: short, with control characters made visible.
pub(super) fn shown(text: &str) -> String {
    shown_within(text, MAX_SHOWN)
}

/// The same for what may be longer.
pub(super) fn shown_within(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).flat_map(visible).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

fn visible(c: char) -> impl Iterator<Item = char> {
    let hidden = c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    let escaped = hidden.then(|| c.escape_unicode());
    escaped.into_iter().flatten().chain((!hidden).then_some(c))
}

/// Line and column, in characters, of the last character read; serde_json counts bytes and puts what it finds at the
/// end of a line before the next one.
pub(super) fn place(text: &str, error: &serde_json::Error) -> (usize, usize) {
    let (line, bytes) = match error.column() {
        0 if error.line() > 1 => (error.line() - 1, usize::MAX),
        column => (error.line(), column),
    };
    let words = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let column = words.char_indices().take_while(|(at, _)| *at < bytes).count();
    (line, if bytes == usize::MAX { column + 1 } else { column.max(1) })
}

/// What the JSON reader says, in the clerk's words.
pub(super) fn syntax(text: &str, error: &serde_json::Error) -> ReadError {
    let said = error.to_string();
    let says = |words: &str| said.starts_with(words);
    let reason = if error.classify() == Category::Eof {
        "文件到这里就断了，后面的内容没有了"
    } else if says("recursion limit") {
        return ReadError::TooDeep;
    } else if says("lone leading surrogate")
        || says("unexpected end of hex escape")
        || says("invalid unicode")
    {
        "文字里有残缺的转义字符（\\u…）"
    } else if says("control character") {
        "文字里夹着换行等控制字符，或少了右引号"
    } else if says("trailing characters") {
        "报告已经结束，后面还有多余的内容"
    } else if says("number out of range") || says("invalid number") {
        "这里的数写法不对"
    } else if says("trailing comma") || says("key must be a string") {
        "这里应是带引号的名称，也可能是前面多了一个逗号"
    } else {
        "这里不合 JSON 的写法，多是少了引号、逗号或括号"
    };
    let (line, column) = place(text, error);
    ReadError::Syntax { line, column, reason }
}
