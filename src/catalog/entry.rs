//! One line of the catalogue.

use super::code::{self, Level};

/// How sure the data is that a code has that name in that year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Seen with code and name in a published source.
    Confirmed,
    /// From the ministry's list, not checked against a source.
    Known,
    /// Name or year uncertain: let the user rename it.
    Unconfirmed,
}

/// A budget other than the general public budget.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Budget {
    /// 政府性基金预算
    GovernmentFunds,
    /// 国有资本经营预算
    StateCapitalOperations,
}

/// The group of an economic 类 in the table of basic expenditure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum ExpenseGroup {
    /// 人员经费
    Personnel,
    /// 公用经费
    Operating,
    /// In project expenditure only.
    ProjectOnly,
}

/// A part of the three public expenses (三公经费).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum ThreePublic {
    /// 因公出国（境）费
    OverseasTravel,
    /// 公务用车购置费
    VehiclePurchase,
    /// 公务用车运行维护费
    VehicleRunning,
    /// 公务接待费
    Hospitality,
}

/// A code with what is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// 3, 5 or 7 digits.
    pub code: &'static str,
    /// The official name.
    pub name: &'static str,
    /// The first pinyin letter of each character of the name, in lower case.
    pub initials: &'static str,
    /// How sure code and name are.
    pub confidence: Confidence,
    /// The year the code was introduced, when that is after 2023.
    pub valid_from: Option<u16>,
    /// The budget it belongs to, when that is not the general public budget. On a 款 and its 项; a 类 that
    /// holds several budgets has none.
    pub budget: Option<Budget>,
    /// The line of a functional 类 among the expenditure lines of table 01, from 1.
    pub t01_order: Option<u8>,
    /// The group of an economic code; `None` for functional ones.
    pub group: Option<ExpenseGroup>,
    /// Whether an economic code has a printed line in table 06.
    pub in_t06: bool,
    /// The part of the three public expenses an economic code counts towards.
    pub three_public: Option<ThreePublic>,
}

impl Entry {
    /// The level of the code.
    pub fn level(&self) -> Level {
        // `build.rs` lets no other length through.
        code::level(self.code).unwrap_or(Level::Item)
    }

    fn new(code: &'static str, name: &'static str, initials: &'static str) -> Entry {
        Entry {
            code,
            name,
            initials,
            confidence: Confidence::Known,
            valid_from: None,
            budget: None,
            t01_order: None,
            group: None,
            in_t06: false,
            three_public: None,
        }
    }

    /// What is said once, of the code one level up.
    fn inherit(&mut self, parent: &Entry) {
        self.valid_from = parent.valid_from;
        self.budget = parent.budget;
        self.group = parent.group;
        self.in_t06 = parent.in_t06;
    }

    fn remark(&mut self, remark: &str) {
        match remark.split_once('=').unwrap_or((remark, "")) {
            ("c", _) => self.confidence = Confidence::Confirmed,
            ("u", _) => self.confidence = Confidence::Unconfirmed,
            ("from", year) => self.valid_from = year.parse().ok(),
            ("t01", line) => self.t01_order = line.parse().ok(),
            ("t06", _) => self.in_t06 = false,
            ("budget", budget) => {
                self.budget = match budget {
                    "government_funds" => Some(Budget::GovernmentFunds),
                    "state_capital" => Some(Budget::StateCapitalOperations),
                    _ => None,
                }
            }
            ("group", group) => {
                self.group = match group {
                    "personnel" => Some(ExpenseGroup::Personnel),
                    "operating" => Some(ExpenseGroup::Operating),
                    "project" => Some(ExpenseGroup::ProjectOnly),
                    _ => None,
                };
                self.in_t06 = matches!(self.group, Some(ExpenseGroup::Personnel | ExpenseGroup::Operating));
            }
            ("three_public", part) => {
                self.three_public = match part {
                    "overseas_travel" => Some(ThreePublic::OverseasTravel),
                    "vehicle_purchase" => Some(ThreePublic::VehiclePurchase),
                    "vehicle_running" => Some(ThreePublic::VehicleRunning),
                    "hospitality" => Some(ThreePublic::Hospitality),
                    _ => None,
                }
            }
            _ => {}
        }
    }
}

/// Reads what `build.rs` wrote, and checked.
pub(super) fn read(text: &'static str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        let (Some(code), Some(name), Some(initials)) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let mut entry = Entry::new(code, name, initials);
        let parent = code::parent(code).and_then(|parent| entries.iter().rfind(|entry| entry.code == parent));
        if let Some(parent) = parent {
            entry.inherit(parent);
        }
        columns.next().unwrap_or("").split(' ').for_each(|remark| entry.remark(remark));
        entries.push(entry);
    }
    entries
}
