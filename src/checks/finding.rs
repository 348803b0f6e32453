//! A finding, and the places it is about.

use crate::amount::Amount;
use crate::calc::Value;
use crate::report::{CellRef, ListKey};
use crate::template::{Check, CheckArea, Severity};

/// A place in a report that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// A cell of a table.
    Cell(CellRef),
    /// A field of the cover, or one that a section asks for, by key.
    Field(String),
    /// A text within a section: the section's key and the text's.
    Text(String, String),
    /// A field of a record: its list, its id and the column's key.
    Record(ListKey, u32, String),
    /// A list as a whole.
    List(ListKey),
}

/// Something to correct, to explain or to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Index of the check in the template.
    pub check: usize,
    /// Its name within the report, by which an explanation is kept: the check's code with the place.
    pub key: String,
    /// The check's code.
    pub code: String,
    /// What should agree.
    pub title: String,
    /// What the check is about.
    pub area: CheckArea,
    /// How grave.
    pub severity: Severity,
    /// Whether something was only not filled in yet.
    pub unfilled: bool,
    /// What is wrong here, in one sentence; empty when the title says it all.
    pub words: String,
    /// Cells concerned, in the order the rule names them.
    pub cells: Vec<CellRef>,
    /// Those cells in words, with their values.
    pub facts: Vec<(String, Value)>,
    /// Places besides cells.
    pub spots: Vec<Spot>,
    /// The texts it rests on besides the cells' values, as they stand now.
    pub texts: Vec<String>,
    /// Both sides of a comparison: in words, and as written.
    pub sides: Option<[(String, String); 2]>,
    /// Left minus right, for a rule that compares two amounts.
    pub difference: Option<Amount>,
    /// Why it matters and what is usually wrong.
    pub explanation: String,
    /// Where to look.
    pub look_at: String,
}

impl Finding {
    /// A finding of a check, without a place yet.
    pub(super) fn of(index: usize, check: &Check, place: &str) -> Finding {
        let key = if place.is_empty() { check.code.clone() } else { format!("{}.{place}", check.code) };
        Finding {
            check: index,
            key,
            code: check.code.clone(),
            title: check.title.clone(),
            area: check.area,
            severity: check.severity,
            unfilled: false,
            words: String::new(),
            cells: Vec::new(),
            facts: Vec::new(),
            spots: Vec::new(),
            texts: Vec::new(),
            sides: None,
            difference: None,
            explanation: check.explanation.clone(),
            look_at: check.look_at.clone(),
        }
    }

    /// What is wrong, to be read first: a check's title says what should be.
    pub fn headline(&self) -> String {
        match self.words.is_empty() {
            true => format!("没有做到：{}", self.title),
            false => self.words.clone(),
        }
    }

    /// Whether the tables are wrong by themselves, whatever is said of them.
    pub fn is_of_tables(&self) -> bool {
        matches!(self.area, CheckArea::Table | CheckArea::Across)
    }

    /// The first place it is about.
    pub fn first_spot(&self) -> Option<Spot> {
        self.spots.first().cloned().or_else(|| self.cells.first().copied().map(Spot::Cell))
    }

    /// What the finding rests on: an explanation stands as long as this stays the same.
    pub fn figures(&self) -> String {
        let shown = |(label, value): &(String, Value)| match value {
            Value::Blank => format!("{label}="),
            Value::Money(amount) => format!("{label}={}", amount.in_yuan().normalize()),
            Value::Count(count) => format!("{label}={count}"),
            Value::Overflow => format!("{label}=?"),
        };
        let mut parts: Vec<String> = self.facts.iter().map(shown).collect();
        match &self.sides {
            Some(sides) => parts.extend(sides.iter().map(|(_, value)| value.clone())),
            // Words may name a row by its number, which says nothing of its figures.
            None if parts.is_empty() => parts.push(self.words.clone()),
            None => {}
        }
        parts.extend(self.texts.iter().cloned());
        parts.retain(|part| !part.is_empty());
        // What rests on nothing that changes stands for good: an empty text would not be kept.
        if parts.is_empty() { "-".into() } else { parts.join(";") }
    }
}
