//! What the records of lists say in expressions: their texts and numbers, sums over them, and what is computed of
//! the projects of performance self-evaluation.

use super::Values;
use super::eval::{Evaluated, sum};
use crate::amount::{parse_count, parse_decimal};
use crate::performance::{
    Assessment, Execution, Funds, Indicator, Problem, ProjectFunds, ScoringRules, assess, execution, total,
};
use crate::report::{ListKey, Record};
use crate::template::{Expr, FieldKind, List, ListForm, ListIndex, Measured, RecordColumn};
use rust_decimal::Decimal;
use std::sync::Arc;

/// A project as computed.
#[derive(Clone, Debug)]
pub struct Project {
    /// 财政拨款, 上年结转 and 其他资金.
    pub sources: ProjectFunds,
    /// 年度资金总额; `None` when a sum is too large to hold.
    pub funds: Option<Funds>,
    /// The rate of execution and its points.
    pub execution: Execution,
    /// The indicators in order.
    pub indicators: Arc<Vec<Record>>,
    /// What is said of each indicator.
    pub assessments: Vec<Assessment>,
    /// All weights together.
    pub weight: Decimal,
    /// 总分: what counts; not complete while `missing` is above zero.
    pub score: Option<Decimal>,
    /// The same by rule.
    pub proposed: Option<Decimal>,
    /// How many items have no score that counts.
    pub missing: usize,
    /// What is wrong with the whole.
    pub problems: Vec<Problem>,
}

/// An indicator as its record says it.
pub fn indicator(record: &Record) -> Indicator<'_> {
    Indicator {
        level1: record.field("level1"),
        level2: record.field("level2"),
        name: record.field("name"),
        nature: record.field("nature"),
        direction: record.field("direction"),
        target: record.field("target"),
        actual: record.field("actual"),
        unit: record.field("unit"),
        weight: record.field("weight"),
        score: record.field("score"),
        note: record.field("note"),
    }
}

/// The funds that a project's record names.
pub fn funds(record: &Record) -> ProjectFunds {
    let source = |name: &str| Funds {
        initial: record.amount(&format!("{name}_initial")),
        full: record.amount(&format!("{name}_full")),
        executed: record.amount(&format!("{name}_executed")),
    };
    ProjectFunds { appropriation: source("fiscal"), carryover: source("carryover"), other: source("other") }
}

/// The three sources of funds, as their columns begin.
const SOURCES: [&str; 3] = ["fiscal", "carryover", "other"];

/// 年度资金总额 of a project: `None` when a sum is too large to hold. What is typed but cannot be read leaves its total
/// blank: a sum of the rest would pass for the whole.
fn total_funds(record: &Record) -> Option<Funds> {
    let mut total = funds(record).total().ok()?;
    let unread =
        |column: &str| SOURCES.iter().any(|source| record.money(&format!("{source}_{column}")).is_err());
    let columns =
        [("initial", &mut total.initial), ("full", &mut total.full), ("executed", &mut total.executed)];
    for (column, amount) in columns {
        if unread(column) {
            *amount = None;
        }
    }
    Some(total)
}

/// Computes a project.
pub fn project(record: &Record, values: &dyn Values) -> Project {
    let template = values.template();
    let rules = &template.scoring;
    let within = template.list_of(ListForm::Indicators).map(|list| ListKey::within(list, record.id));
    let indicators = within.map(|list| values.records(list)).unwrap_or_default();
    let sources = funds(record);
    let funds = total_funds(record);
    let execution = execution(&funds.unwrap_or_default(), rules);
    let items = assessed(&indicators, rules);
    let sums = total(&items, &execution, rules);
    let (weight, score, proposed, missing) = (sums.weight, sums.score, sums.proposed, sums.missing);
    let problems = [execution.problems.clone(), sums.problems].concat();
    let assessments = items.into_iter().map(|(_, assessment)| assessment).collect();
    Project { sources, funds, execution, indicators, assessments, weight, score, proposed, missing, problems }
}

fn assessed<'a>(indicators: &'a [Record], rules: &ScoringRules) -> Vec<(Indicator<'a>, Assessment)> {
    let indicators = indicators.iter().map(indicator);
    indicators.map(|indicator| (indicator, assess(&indicator, rules))).collect()
}

/// What a record says in one of its columns.
pub(super) fn of_record(
    (index, id, ordinal): (ListIndex, u32, u32),
    column: RecordColumn,
    values: &dyn Values,
) -> Evaluated {
    let template = values.template();
    let records = values.records(ListKey::of(index));
    match (template.list(index), records.iter().find(|record| record.id == id)) {
        (Some(list), Some(record)) => read(list, record, ordinal, column, values),
        _ => Evaluated::Text(String::new()),
    }
}

fn read(list: &List, record: &Record, ordinal: u32, column: RecordColumn, values: &dyn Values) -> Evaluated {
    let field = match column {
        RecordColumn::Ordinal => return Evaluated::Count(Some(i64::from(ordinal))),
        RecordColumn::Measured(what) => return measured(record, what, values),
        RecordColumn::Field(field) => list.columns.get(usize::from(field)),
    };
    let Some(field) = field else { return Evaluated::Text(String::new()) };
    let text = record.field(&field.key);
    match field.kind {
        FieldKind::Line | FieldKind::Long | FieldKind::Choice => Evaluated::Text(text.trim().to_string()),
        FieldKind::Money => Evaluated::Money(record.amount(&field.key)),
        FieldKind::Decimal => Evaluated::Number(parse_decimal(text).ok().flatten()),
        FieldKind::Count => Evaluated::Count(parse_count(text).ok().flatten()),
    }
}

/// What is computed of a project. Its funds need no look at its indicators.
pub fn measured(record: &Record, what: Measured, values: &dyn Values) -> Evaluated {
    let money = |pick: fn(&Funds) -> Option<crate::amount::Amount>| match total_funds(record) {
        Some(total) => Evaluated::Money(pick(&total)),
        None => Evaluated::Overflow,
    };
    match what {
        Measured::Initial => money(|funds| funds.initial),
        Measured::Full => money(|funds| funds.full),
        Measured::Executed => money(|funds| funds.executed),
        Measured::Rate => Evaluated::Rate(project(record, values).execution.rate),
        Measured::RateScore => Evaluated::Number(project(record, values).execution.score),
        Measured::Score => {
            let project = project(record, values);
            // A sum of what there is would read like a total.
            Evaluated::Number(project.score.filter(|_| project.missing == 0))
        }
        Measured::Weight => Evaluated::Number(Some(project(record, values).weight)),
        Measured::Indicators => {
            Evaluated::Count(i64::try_from(project(record, values).indicators.len()).ok())
        }
    }
}

/// Counts records, or adds up a column of them: those that have the given texts in the given columns.
pub(super) fn aggregate(arguments: &[Expr], values: &dyn Values) -> Evaluated {
    let Some((Expr::Records(index, column), conditions)) = arguments.split_first() else {
        return Evaluated::Count(None);
    };
    let template = values.template();
    let Some(list) = template.list(*index) else { return Evaluated::Count(None) };
    let fits = |record: &&Record| {
        conditions.chunks(2).all(|pair| match pair {
            [Expr::Record(_, RecordColumn::Field(field)), Expr::Text(wanted)] => list
                .columns
                .get(usize::from(*field))
                .is_some_and(|field| record.field(&field.key).trim() == wanted),
            _ => false,
        })
    };
    let records = values.records(ListKey::of(*index));
    let found = records.iter().filter(fits);
    match column {
        None => Evaluated::Count(i64::try_from(found.count()).ok()),
        Some(column) => sum(found.map(|record| read(list, record, 0, *column, values))),
    }
}
