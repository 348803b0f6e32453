//! What is odd about the units' files, said to a clerk.

use crate::amount::Amount;
use std::fmt;

/// Something found while units were added up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Two files name the same unit. The second is left out.
    Twice {
        /// The unit.
        name: String,
        /// The files.
        files: [String; 2],
        /// Whether they are the same to the byte.
        same: bool,
    },
    /// A file does not name its unit, and is left out.
    Nameless {
        /// The file.
        file: String,
    },
    /// A file was filled in with another form, and is left out.
    OtherTemplate {
        /// The file.
        file: String,
        /// Its form's id.
        template: String,
    },
    /// A file is of another year, and is left out.
    OtherYear {
        /// The file.
        file: String,
        /// Its year.
        year: String,
    },
    /// The department's own consolidated report was given as one of its units, and is left out.
    OwnAmongUnits {
        /// The file.
        file: String,
    },
    /// A unit's file was given that is already in another file's sum. It is left out.
    Within {
        /// The unit.
        name: String,
        /// Its file, and the one that already has it.
        files: [String; 2],
    },
    /// Two files are sums of their own, and a unit is in both. The second is left out.
    Shared {
        /// The unit.
        name: String,
        /// The files.
        files: [String; 2],
    },
    /// The department's list has a unit of which there is no file.
    Missing {
        /// The unit.
        name: String,
    },
    /// There is a file of a unit that the department's list does not have.
    Foreign {
        /// The unit.
        name: String,
        /// Its file.
        file: String,
    },
    /// A unit is listed under a name that is written a little differently.
    ProbablyListed {
        /// The name in the file.
        name: String,
        /// The name in the list.
        listed: String,
    },
    /// Two files name units that differ only in writing.
    ProbablySame {
        /// One name.
        first: String,
        /// The other.
        second: String,
    },
    /// Two units have the same accounts to the last cell.
    SameAccounts {
        /// One unit.
        first: String,
        /// The other.
        second: String,
    },
    /// A unit's report holds text that is no number; its last good numbers are added up.
    Unread {
        /// The unit.
        name: String,
        /// How many cells.
        count: usize,
    },
    /// A unit's report fails checks.
    Errors {
        /// The unit.
        name: String,
        /// How many.
        count: usize,
    },
    /// A unit's report holds what its form has no place for any more, which is not added up.
    Leftovers {
        /// The unit.
        name: String,
        /// How many places.
        count: usize,
    },
    /// A unit's report has no number in it.
    Empty {
        /// The unit.
        name: String,
    },
    /// Units call a code by different names.
    Names {
        /// The code.
        code: u32,
        /// The name taken.
        taken: String,
        /// Another name, and the unit that uses it.
        other: [String; 2],
    },
    /// Units wrote texts or named figures of their own, which are not the department's. Nothing is wrong with it.
    TextsStay {
        /// The units.
        names: Vec<String>,
    },
    /// Texts refer to projects that no unit has any more; they stay as they are.
    GoneProjects {
        /// Which texts.
        places: Vec<String>,
    },
    /// The department's report holds figures of its own that no unit enters.
    OwnFigures {
        /// How many cells.
        count: usize,
    },
    /// Both sides of an elimination are entered, and nothing was chosen to be eliminated.
    NotEliminated {
        /// The elimination.
        label: String,
        /// What could be eliminated.
        amount: Amount,
    },
    /// What units paid is not what units received.
    Uneven {
        /// The elimination.
        label: String,
        /// Paid by all units.
        paid: Amount,
        /// Received by all units.
        received: Amount,
    },
    /// What is eliminated differs on the two sides, so the report no longer balances.
    Unbalanced {
        /// The elimination.
        label: String,
        /// Taken off what was paid.
        paid: Amount,
        /// Taken off what was received.
        received: Amount,
    },
    /// More is eliminated at a cell than the units entered there.
    TooMuch {
        /// The elimination.
        label: String,
        /// The cell, by name.
        cell: String,
        /// Eliminated.
        amount: Amount,
        /// Entered; `None` when no unit entered any, so that nothing is taken off.
        there: Option<Amount>,
    },
}

impl Problem {
    /// Whether a file had to be left out of the sum, so that the report is not the department's.
    pub fn is_grave(&self) -> bool {
        matches!(
            self,
            Problem::Twice { .. }
                | Problem::Nameless { .. }
                | Problem::OtherTemplate { .. }
                | Problem::OtherYear { .. }
                | Problem::OwnAmongUnits { .. }
                | Problem::Within { .. }
                | Problem::Shared { .. }
        )
    }
}

impl Problem {
    /// Whether it only says what was done, and nothing has to be looked at.
    pub fn is_notice(&self) -> bool {
        matches!(self, Problem::TextsStay { .. })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Twice { name, files: [one, other], same: true } => {
                write!(f, "“{name}”给了两次：“{one}”和“{other}”一模一样，请去掉一个")
            }
            Problem::Twice { name, files: [one, other], same: false } => write!(
                f,
                "“{name}”有两个不同的文件：“{one}”和“{other}”，请只留下正确的一个；若是两个单位，请改正部门名称"
            ),
            Problem::Nameless { file } => {
                write!(f, "“{file}”没有填部门名称，不知道是哪个单位的，请填好再汇总")
            }
            Problem::OtherTemplate { file, template } => {
                write!(f, "“{file}”用的是另一种表式（{template}），不能相加")
            }
            Problem::OtherYear { file, year } => {
                write!(f, "“{file}”是{year}年度的，与本部门的年度不同，请换成同一年度的")
            }
            Problem::OwnAmongUnits { file } => {
                write!(f, "“{file}”是本部门自己的汇总报告，不能再当作单位加进去，请换成本级的报告或去掉")
            }
            Problem::Within { name, files: [file, outer] } => {
                write!(f, "“{name}”（{file}）已经汇总在“{outer}”里，再加一次就重复了，请去掉一个")
            }
            Problem::Shared { name, files: [one, other] } => write!(
                f,
                "“{name}”同时汇总在“{one}”和“{other}”里，都加就重复了，请去掉一个，或换成没有重复的文件"
            ),
            Problem::Missing { name } => {
                write!(f, "单位清单里的“{name}”没有文件，请补上；不再是下属单位的，从清单里删去")
            }
            Problem::Foreign { name, file } => {
                write!(f, "“{name}”（{file}）不在单位清单里，请核对；确是下属单位的，加进清单")
            }
            Problem::ProbablyListed { name, listed } => {
                write!(f, "“{name}”可能就是清单里的“{listed}”，已按同一个单位处理，请把名称改成一样的")
            }
            Problem::ProbablySame { first, second } => {
                write!(f, "“{first}”和“{second}”名称只差写法，可能是同一个单位，请核对是否重复")
            }
            Problem::SameAccounts { first, second } => {
                write!(f, "“{first}”和“{second}”的数完全一样，可能是同一份文件改了名称，请核对")
            }
            Problem::Unread { name, count } => {
                write!(f, "“{name}”有{count}格的内容读不成数，汇总用的是这些格里最后一次正确的数")
            }
            Problem::Errors { name, count } => {
                write!(f, "“{name}”有{count}项必须改正的错误，请该单位改正后更换文件")
            }
            Problem::Leftovers { name, count } => {
                write!(f, "“{name}”有{count}处内容在这一版表式里没有位置，没有汇总，请该单位核对")
            }
            Problem::Empty { name } => write!(f, "“{name}”一个数也没有填"),
            Problem::Names { code, taken, other: [other, unit] } => {
                write!(f, "科目{code}的名称不一致：用了“{taken}”，“{unit}”写的是“{other}”")
            }
            Problem::TextsStay { names } => write!(
                f,
                "各单位自己写的文字和常用数不带进部门报告，留在各单位的文件里：{}",
                names.join("、")
            ),
            Problem::GoneProjects { places } => write!(
                f,
                "部门报告的文字里引用的绩效自评项目已经不在清单里，文字保留原样，请改正：{}",
                places.join("、")
            ),
            Problem::OwnFigures { count } => {
                write!(
                    f,
                    "部门报告里有{count}格的数不是各单位相加得来的（各单位没有填，或汇总后改过），保留原样"
                )
            }
            Problem::NotEliminated { label, amount } => {
                write!(
                    f,
                    "“{label}”两边都有数，最多可抵销{}元，没有选择抵销，请核对是否重复计算",
                    yuan(*amount)
                )
            }
            Problem::Uneven { label, paid, received } => write!(
                f,
                "“{label}”付出{}元，收到{}元，两边不等，请核对哪个单位漏填或多填",
                yuan(*paid),
                yuan(*received)
            ),
            Problem::Unbalanced { label, paid, received } => write!(
                f,
                "“{label}”从付出一边抵销{}元，从收到一边抵销{}元，应当相等",
                yuan(*paid),
                yuan(*received)
            ),
            Problem::TooMuch { label, cell, amount, there: Some(there) } => {
                write!(f, "“{label}”在{cell}抵销{}元，各单位只填了{}元", yuan(*amount), yuan(*there))
            }
            Problem::TooMuch { label, cell, amount, there: None } => {
                write!(f, "“{label}”要在{cell}抵销{}元，各单位都没有填，没有抵销", yuan(*amount))
            }
        }
    }
}

fn yuan(amount: Amount) -> String {
    amount.in_yuan().to_string()
}
