//! What proofing says: figures that agree, remarks, and figures that were not judged.

use crate::report::CellRef;
use crate::template::Severity;
use std::ops::Range;

/// Most remarks that are listed; the rest is counted.
pub const MOST_REMARKS: usize = 2_000;
/// Most readings that are listed, of those that agree and of those not judged each; the rest is counted.
pub const MOST_LISTED: usize = 20_000;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// What is wrong or doubtful, in the order of the text; [`MOST_REMARKS`] at most.
    pub remarks: Vec<Remark>,
    /// How many remarks there are beyond those listed.
    pub more_remarks: usize,
    /// Figures that agree with the report, in the order of the text.
    pub agreed: Vec<Reading>,
    /// Figures that name nothing of the report, in the order of the text.
    pub unjudged: Vec<Reading>,
    /// How many figures there are of each sort, listed or not.
    pub counts: Counts,
}

impl Proof {
    /// A proof of another shape of a text as one of the text as given: `range` tells where a range of it stands there.
    pub(super) fn moved(mut self, text: &str, range: &dyn Fn(&Range<usize>) -> Range<usize>) -> Self {
        let back = |reading: &mut Reading| {
            reading.at = range(&reading.at);
            reading.sentence = range(&reading.sentence);
            reading.written = text.get(reading.at.clone()).unwrap_or_default().to_string();
        };
        self.remarks.iter_mut().for_each(|remark| back(&mut remark.reading));
        self.agreed.iter_mut().chain(&mut self.unjudged).for_each(back);
        self
    }
}

/// How many figures a text has. `agreed + wrong + unjudged` is `figures`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All figures: amounts, percentages, counts and years.
    pub figures: usize,
    /// Those that agree.
    pub agreed: usize,
    /// Those of the agreeing ones that agree only within rounding (尾差).
    pub rounding: usize,
    /// Those with a remark.
    pub wrong: usize,
    /// Those not judged.
    pub unjudged: usize,
}

/// A place in a text, and what was read there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Where it stands: bytes of the text as given, so that `&text[at]` is what is written. See [`Lines`](super::Lines)
    /// for line and column.
    pub at: Range<usize>,
    /// What is written there, with its unit: `1,724.62万元`.
    pub written: String,
    /// The sentence it stands in, in bytes.
    pub sentence: Range<usize>,
    /// The section it stands in, by key.
    pub section: Option<String>,
    /// The cells it is held against.
    pub sources: Vec<CellRef>,
    /// What the report says there, with its unit.
    pub expected: Option<String>,
    /// Whether it agrees only because figures are rounded (尾差).
    pub rounding: bool,
}

/// Something wrong or doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What sort it is.
    pub kind: RemarkKind,
    /// Where, and what is written.
    pub reading: Reading,
    /// What is wrong, what should stand there and where that comes from: a plain sentence.
    pub words: String,
    /// What should stand there, with its unit.
    pub expected: Option<String>,
    /// The key of the live figure that says it: `s1.total.total`.
    pub figure: Option<String>,
    /// How grave.
    pub severity: Severity,
}

/// A sort of remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkKind {
    /// An amount, a count or a score that is not the report's.
    Amount,
    /// Last year's figure or the budget's where this year's is told.
    Stale,
    /// A rise told where there is a fall, a fall where there is a rise, either where nothing changed.
    Direction,
    /// 元 for 万元, or ten thousand times too much.
    Unit,
    /// A character that looks like a digit and is none.
    LookAlike,
    /// Words of the form that were left to choose from, or a place left to fill in.
    Alternative,
    /// A list lacks something that the table has.
    ListOmits,
    /// A list has something that the table lacks.
    ListInvents,
    /// The same is told twice with different figures.
    ToldTwice,
    /// A wrong share.
    Share,
    /// A wrong rate of change or of completion.
    Rate,
    /// Another year than the report's.
    Year,
    /// A percentage of nothing.
    ZeroBase,
    /// Doubled words or punctuation.
    Repeated,
    /// A reason is given where nothing differs.
    NeedlessReason,
}

impl RemarkKind {
    /// All of them.
    pub const ALL: [RemarkKind; 15] = [
        RemarkKind::Amount,
        RemarkKind::Stale,
        RemarkKind::Direction,
        RemarkKind::Unit,
        RemarkKind::LookAlike,
        RemarkKind::Alternative,
        RemarkKind::ListOmits,
        RemarkKind::ListInvents,
        RemarkKind::ToldTwice,
        RemarkKind::Share,
        RemarkKind::Rate,
        RemarkKind::Year,
        RemarkKind::ZeroBase,
        RemarkKind::Repeated,
        RemarkKind::NeedlessReason,
    ];

    /// Its stable name, for files and checks.
    pub fn name(self) -> &'static str {
        match self {
            RemarkKind::Amount => "amount",
            RemarkKind::Stale => "stale",
            RemarkKind::Direction => "direction",
            RemarkKind::Unit => "unit",
            RemarkKind::LookAlike => "look_alike",
            RemarkKind::Alternative => "alternative",
            RemarkKind::ListOmits => "list_omits",
            RemarkKind::ListInvents => "list_invents",
            RemarkKind::ToldTwice => "told_twice",
            RemarkKind::Share => "share",
            RemarkKind::Rate => "rate",
            RemarkKind::Year => "year",
            RemarkKind::ZeroBase => "zero_base",
            RemarkKind::Repeated => "repeated",
            RemarkKind::NeedlessReason => "needless_reason",
        }
    }

    /// What a clerk knows it as.
    pub fn label(self) -> &'static str {
        match self {
            RemarkKind::Amount => "数不对",
            RemarkKind::Stale => "用了上年数或预算数",
            RemarkKind::Direction => "增减写反",
            RemarkKind::Unit => "单位不对",
            RemarkKind::LookAlike => "形近的字",
            RemarkKind::Alternative => "没有择一或没有填",
            RemarkKind::ListOmits => "漏列",
            RemarkKind::ListInvents => "多列",
            RemarkKind::ToldTwice => "前后不一",
            RemarkKind::Share => "占比不对",
            RemarkKind::Rate => "比率不对",
            RemarkKind::Year => "年度不对",
            RemarkKind::ZeroBase => "基数为零",
            RemarkKind::Repeated => "重复",
            RemarkKind::NeedlessReason => "不用写原因",
        }
    }

    /// How grave it is.
    pub fn severity(self) -> Severity {
        match self {
            RemarkKind::Share | RemarkKind::Rate | RemarkKind::Year | RemarkKind::NeedlessReason => {
                Severity::Warning
            }
            RemarkKind::ToldTwice | RemarkKind::LookAlike => Severity::Warning,
            RemarkKind::Repeated => Severity::Notice,
            _ => Severity::Error,
        }
    }
}
