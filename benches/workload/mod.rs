//! The measured workload: a department of eleven tables, alone or with its subordinate units consolidated, as a
//! template, a filled report, and the same arithmetic written straight down ([`straight`]).
//!
//! Everything is made by code from the catalogue and a fixed seed, so that every run measures the same.
#![allow(dead_code, reason = "each benchmark uses its own part")]
#![allow(clippy::expect_used, clippy::panic, reason = "a benchmark stops where something is wrong")]

pub mod clock;
pub mod codes;
pub mod fill;
pub mod form;
pub mod json;
pub mod straight;

use codes::Tree;
use final_accounts::calc::{Engine, Value, Values};
use final_accounts::report::{CellRef, Report};
use final_accounts::template::{RowKey, Template};
use std::ops::Range;
use std::sync::Arc;
use straight::{Links, Money, Straight};

/// Units a division consolidates.
const DIVISION: usize = 20;

/// Tables of one entity, in template order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    T01,
    T02,
    T03,
    T04,
    T05,
    T06,
    T07,
    T08,
    T09,
    T10,
    T11,
}

/// Tables an entity has.
pub const FORMS: usize = 11;

/// The department, a division, or a unit.
pub struct Entity {
    /// Before its tables' keys: `U001_`; nothing for the department.
    pub prefix: String,
    /// Entities it adds up; none for a unit that enters its own figures.
    pub members: Range<usize>,
    /// The entity that adds it up.
    pub parent: Option<usize>,
}

/// Who consolidates whom, and which codes the tables list. The department is entity 0, and members come after the
/// entity that adds them up.
pub struct Shape {
    pub entities: Vec<Entity>,
    /// Items of the general public budget: T05.
    pub general: Tree,
    /// Items of government-managed funds: T08.
    pub funds: Tree,
    /// Items of state capital operations: T09.
    pub capital: Tree,
    /// Items of all three: T02 and T03.
    pub all: Tree,
    /// Economic sections: T06 and T07.
    pub economic: Tree,
    /// Classes of `all`, for the fixed lines of T01 and T04.
    pub classes: Vec<u32>,
}

/// The sizes measured: units consolidated, and the name of the size.
pub const SIZES: [(usize, &str); 3] = [(0, "3k"), (20, "62k"), (400, "1.2M")];

impl Shape {
    /// A department with `units` units: by itself, over units, or over divisions of units.
    pub fn new(units: usize) -> Shape {
        let (general, funds, capital) = (codes::general(), codes::funds(), codes::capital());
        let all = Tree::new(general.items.iter().chain(&funds.items).chain(&capital.items).copied());
        let classes = all.classes();
        let economic = codes::economic_sections();
        Shape { entities: entities(units), general, funds, capital, all, economic, classes }
    }

    pub fn is_unit(&self, entity: usize) -> bool {
        self.entities[entity].members.is_empty()
    }

    /// Entities that enter their own figures.
    pub fn units(&self) -> impl Iterator<Item = usize> {
        (0..self.entities.len()).filter(|entity| self.is_unit(*entity))
    }

    /// The entity and all that add it up, lowest first.
    pub fn upwards(&self, entity: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(entity), |entity| self.entities[*entity].parent)
    }

    pub fn cell(&self, entity: usize, form: Form, row: RowKey, column: usize) -> CellRef {
        let table = u16::try_from(entity * FORMS + form as usize).expect("tables fit");
        CellRef { table, row, column: u16::try_from(column).expect("columns fit") }
    }
}

fn entities(units: usize) -> Vec<Entity> {
    let entity = |prefix: String, members, parent| Entity { prefix, members, parent };
    let unit = |number: usize, parent| entity(format!("U{number:03}_"), 0..0, Some(parent));
    if units <= DIVISION {
        let mut all = vec![entity(String::new(), if units == 0 { 0..0 } else { 1..1 + units }, None)];
        all.extend((1..=units).map(|number| unit(number, 0)));
        return all;
    }
    let divisions = units.div_ceil(DIVISION);
    let mut all = vec![entity(String::new(), 1..1 + divisions, None)];
    for division in 0..divisions {
        let first = 1 + divisions + division * DIVISION;
        let members = first..(first + DIVISION).min(1 + divisions + units);
        all.push(entity(format!("G{:02}_", division + 1), members, Some(0)));
    }
    all.extend((0..units).map(|index| unit(index + 1, 1 + index / DIVISION)));
    all
}

/// A workload of one size.
pub struct Workload {
    pub name: &'static str,
    pub shape: Shape,
    pub links: Links,
    pub template: Arc<Template>,
    pub report: Report,
}

impl Workload {
    pub fn new(units: usize, name: &'static str) -> Workload {
        let shape = Shape::new(units);
        let links = Links::new(&shape);
        let template = Arc::new(form::template(&shape));
        let report = fill::report(&shape, template.clone());
        Workload { name, shape, links, template, report }
    }

    /// Requires every value of the engine to be the straight-line program's.
    pub fn require_equal<N: Money>(&self, engine: &Engine, straight: &Straight<N>) {
        let mut compared = 0;
        straight.for_each_value(&self.shape, |cell, expected| {
            let found = match engine.value(cell) {
                Value::Blank => 0,
                Value::Money(amount) => amount.fen(),
                Value::Count(count) => count,
                Value::Overflow => panic!("{} is too large", cell.name(&self.template)),
            };
            assert_eq!(found, expected.fen(), "{}", cell.name(&self.template));
            compared += 1;
        });
        assert_eq!(compared, engine.cell_count(), "every cell is compared");
    }
}
