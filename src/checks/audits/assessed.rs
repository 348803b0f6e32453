//! Projects with their indicators, as the audits of performance look at them.

use super::Remark;
use crate::calc::{Project, Values, project};
use crate::checks::Spot;
use crate::report::{ListKey, Record};
use crate::template::{List, ListForm, ListIndex, Template};
use std::sync::Arc;

/// A place's words in a comparison, and what is written there.
pub(super) type Side = (String, String);

/// The projects of a report.
pub(super) struct Assessed {
    template: Arc<Template>,
    projects: ListIndex,
    indicators: ListIndex,
    /// The records of the projects, in order.
    pub(super) records: Arc<Vec<Record>>,
    /// The same as computed.
    pub(super) computed: Vec<Project>,
}

/// One of them.
pub(super) struct One<'a> {
    all: &'a Assessed,
    /// Its place among them, from 1.
    number: usize,
    /// What was entered.
    pub(super) record: &'a Record,
    /// What is computed.
    pub(super) project: &'a Project,
}

impl Assessed {
    /// Computes all projects; `None` where the template has none.
    pub(super) fn read(values: &dyn Values) -> Option<Assessed> {
        let template = values.template();
        let projects = template.list_of(ListForm::Performance)?;
        let indicators = template.list_of(ListForm::Indicators)?;
        let records = values.records(ListKey::of(projects));
        let computed = records.iter().map(|record| project(record, values)).collect();
        Some(Assessed { template, projects, indicators, records, computed })
    }

    /// Each project.
    pub(super) fn each(&self) -> impl Iterator<Item = One<'_>> {
        let pairs = self.records.iter().zip(&self.computed);
        (1..).zip(pairs).map(|(number, (record, project))| One { all: self, number, record, project })
    }

    /// The list of projects.
    pub(super) fn list(&self) -> ListKey {
        ListKey::of(self.projects)
    }

    /// Whether projects have a column.
    pub(super) fn asks(&self, column: &str) -> bool {
        has(&self.template, self.projects, column)
    }
}

impl One<'_> {
    /// Its indicators.
    pub(super) fn list(&self) -> ListKey {
        ListKey::within(self.all.indicators, self.record.id)
    }

    /// Whether indicators have a column.
    pub(super) fn asks(&self, column: &str) -> bool {
        has(&self.all.template, self.all.indicators, column)
    }

    /// Something about the indicator in a row from 0. Where the form has no such column, its name is gone to.
    pub(super) fn row(
        &self,
        kind: &'static str,
        (row, indicator): (usize, &Record),
        column: &'static str,
        (words, sides): (String, Option<[Side; 2]>),
    ) -> Remark {
        let key = self.list();
        let column = if self.asks(column) { column } else { "name" };
        let name = indicator.field("name").trim();
        let space = if name.is_empty() { "" } else { " " };
        // Rows of several projects have the same numbers.
        let of = if self.all.records.len() > 1 { format!("项目{}", self.number) } else { String::new() };
        Remark {
            kind,
            place: format!("{}.{}.{column}.{kind}", key.name(&self.all.template), indicator.id),
            words: format!("{of}第{}行{space}{name}：{words}。", row + 1),
            section: None,
            spots: vec![Spot::Record(key, indicator.id, column.into())],
            cells: Vec::new(),
            sides,
        }
    }

    /// Something about the project as a whole, with where to go.
    pub(super) fn whole(
        &self,
        kind: &'static str,
        spots: Vec<Spot>,
        (words, sides): (String, Option<[Side; 2]>),
    ) -> Remark {
        let name = self.record.field("name").trim();
        let number = format!("项目{}", self.number);
        let about = match (name, self.all.records.len()) {
            ("", _) => number,
            (name, 1) => name.to_string(),
            (name, _) => format!("{number} {name}"),
        };
        let list = ListKey::of(self.all.projects).name(&self.all.template);
        let column = match spots.first() {
            Some(Spot::Record(key, _, column)) if key.parent.is_none() => format!(".{column}"),
            _ => String::new(),
        };
        Remark {
            kind,
            place: format!("{list}.{}{column}.{kind}", self.record.id),
            words: format!("{about}：{words}。"),
            section: None,
            spots,
            cells: Vec::new(),
            sides,
        }
    }

    /// A field of the project.
    pub(super) fn field(&self, column: &str) -> Spot {
        Spot::Record(ListKey::of(self.all.projects), self.record.id, column.into())
    }

    /// The cells of a column in those rows that are chosen; the whole list when none is.
    pub(super) fn cells(&self, column: &str, chosen: impl Fn(usize, &Record) -> bool) -> Vec<Spot> {
        let key = self.list();
        let records = self.project.indicators.iter().enumerate();
        let spots: Vec<Spot> = records
            .filter(|(row, record)| chosen(*row, record) && self.asks(column))
            .map(|(_, record)| Spot::Record(key, record.id, column.into()))
            .collect();
        if spots.is_empty() { vec![Spot::List(key)] } else { spots }
    }
}

fn has(template: &Template, list: ListIndex, column: &str) -> bool {
    template.list(list).and_then(|list: &List| list.column(column)).is_some()
}

/// Both sides of a comparison.
pub(super) fn sides(what: &str, stands: impl ToString, should: &str, be: impl ToString) -> Option<[Side; 2]> {
    Some([(what.to_string(), stands.to_string()), (should.to_string(), be.to_string())])
}
