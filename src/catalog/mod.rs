//! Classification codes and names: what a code is called, what belongs under it, and which code is meant.
//!
//! | typed                        | found first              |
//! |------------------------------|--------------------------|
//! | `2010101`, `２０１０１０１`  | 2010101 行政运行         |
//! | `20801`                      | 20801, then its items    |
//! | `住房公积金`, `公积金`       | 2210201 住房公积金       |
//! | `zfgjj`, `ZFGJJ`             | 2210201 住房公积金       |
//! | `201 xzyx` (both must match) | 2010101 行政运行         |
//!
//! The data files under `data/` say what they are sure of ([`Confidence`]). A code that is not here may still
//! be right: it is accepted with a typed name, never refused. Knows nothing of amounts or reports.

mod code;
mod entry;
mod search;

use std::sync::OnceLock;

pub use code::{CodeError, Level, check_code, level, parent};
pub use entry::{Budget, Confidence, Entry, ExpenseGroup, ThreePublic};

/// Which list of codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Classification {
    /// 支出功能分类, by purpose: 类 3 digits, 款 5, 项 7.
    Functional,
    /// 部门预算支出经济分类, by what is bought: 类 3 digits, 款 5.
    Economic,
}

impl Classification {
    /// `功能分类` or `经济分类`.
    pub fn label(self) -> &'static str {
        match self {
            Classification::Functional => "功能分类",
            Classification::Economic => "经济分类",
        }
    }
}

/// The codes of one classification, in code order.
#[derive(Debug)]
pub struct Catalog {
    entries: Vec<Entry>,
}

/// The functional classification for 2023; later codes are marked ([`Entry::valid_from`]).
pub fn functional() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::read(include_str!(concat!(env!("OUT_DIR"), "/functional.tsv"))))
}

/// The departmental economic classification for 2023.
pub fn economic() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::read(include_str!(concat!(env!("OUT_DIR"), "/economic.tsv"))))
}

/// The catalogue of a classification.
pub fn of(classification: Classification) -> &'static Catalog {
    match classification {
        Classification::Functional => functional(),
        Classification::Economic => economic(),
    }
}

impl Catalog {
    fn read(text: &'static str) -> Catalog {
        Catalog { entries: entry::read(text) }
    }

    /// The entry of exactly that code (ASCII digits, as [`check_code`] returns them).
    pub fn get(&self, code: &str) -> Option<&Entry> {
        let index = self.entries.binary_search_by_key(&code, |entry| entry.code).ok()?;
        self.entries.get(index)
    }

    /// The name of exactly that code.
    pub fn name(&self, code: &str) -> Option<&'static str> {
        self.get(code).map(|entry| entry.name)
    }

    /// All entries, in code order, so that a 类 comes before its 款 and a 款 before its 项.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// At most `limit` entries that match every word of `query`, best first; none for a blank query.
    ///
    /// A word of digits is a code or its beginning; other words are a name or part of one, or pinyin initials
    /// or part of them. Full-width characters and upper case are fine. Codes of later years come last.
    pub fn search(&self, query: &str, level: Option<Level>, limit: usize) -> Vec<&Entry> {
        search::search(&self.entries, query, level, limit)
    }
}

#[cfg(test)]
mod tests;
