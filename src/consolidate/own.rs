//! The department's own accounts (本级): taken for one of its units', or cleared because a file brings them.

use super::names::same_name;
use super::survey::listed;
use super::{ConsolidateError, Unit, shell};
use crate::report::{CellContent, CellRef, Edit, ListKey, Record, Report, Touched, UnitAccounts};
use crate::template::{ListForm, ListIndex, RowKey};

/// The column that names who carries a project out.
const UNIT: &str = "unit";

/// The report with every table blank and everything else in its place: what a sum starts from when one of the files
/// brings the department's own accounts. Unlike a [`super::shell`] it keeps its projects and knows which of them came
/// from which unit, so that they keep their ids, and with them what was written about them.
///
/// # Errors
/// When the report refuses what stood in one of the same template.
pub fn cleared(report: &Report) -> Result<Report, ConsolidateError> {
    let mut cleared = report.clone();
    let tables = (0u16..).zip(&report.template().tables);
    let edits = tables.flat_map(|(table, _)| {
        report.rows(table).flat_map(move |(row, data)| match row {
            RowKey::Code(code) if report.is_item(table, row) => vec![Edit::SetRow(table, code, None)],
            _ => {
                let clear =
                    |(column, _)| Edit::SetCell(CellRef { table, row, column }, CellContent::default());
                data.cells().map(clear).collect()
            }
        })
    });
    apply(&mut cleared, edits.collect())?;
    Ok(cleared)
}

/// What a department's report starts from when it has none yet: the first unit's texts and lists, with its projects
/// under the ids by which its texts refer to them, and no figures.
///
/// # Errors
/// When the report refuses what stood in one of the same template.
pub fn first_unit(unit: &Unit) -> Result<Report, ConsolidateError> {
    let report = &unit.report;
    let mut started = shell(report)?;
    let projects = report.template().list_of(ListForm::Performance);
    let of_projects = |key: ListKey| {
        let list = report.template().list(key.list);
        projects.is_some_and(|projects| {
            key.list == projects || list.is_some_and(|list| list.within == Some(projects))
        })
    };
    // A project's own lists come behind it.
    let mut lists: Vec<_> = report.lists().filter(|(key, _)| of_projects(*key)).collect();
    lists.sort_by_key(|(key, _)| key.parent);
    let edits = lists.into_iter().map(|(key, records)| Edit::SetRecords(key, records.to_vec()));
    apply(&mut started, edits.collect())?;
    let named = projects_named(&started, unit.name());
    apply(&mut started, named.into_iter().collect())?;
    Ok(started)
}

/// The department's own accounts as one of its units, and the report to add the units up into.
///
/// A report that adds up no units yet holds nothing else; of one that does, its own accounts are those of the unit
/// named like the department. `None` where it has no such unit. `bytes` are the saved report's.
///
/// # Errors
/// When the report refuses what stood in one of the same template.
pub fn own_unit(report: &Report, bytes: &[u8]) -> Result<Option<(Report, Unit)>, ConsolidateError> {
    let department = report.text("department").unwrap_or_default().trim();
    let consolidation = report.consolidation();
    let earlier = consolidation.units().iter().find(|unit| same_name(&unit.name, department));
    if earlier.is_none() && !consolidation.is_empty() {
        return Ok(None);
    }
    let (base, own) = match earlier {
        Some(accounts) => (report.clone(), unpacked(report, accounts)?),
        None => {
            let name = name(report, department);
            let mut own = report.clone();
            let edits = [Edit::SetText("department".into(), Some(name.clone()))].into_iter();
            let edits = edits.chain(projects_named(report, &name));
            apply(&mut own, edits.collect())?;
            let mut base = report.clone();
            // So that they are known again when they come back from the unit.
            apply(&mut base, projects_named(report, &name).into_iter().collect())?;
            (base, own)
        }
    };
    let mut unit = Unit::new("本部门报告（本级）", bytes, own);
    // The accounts alone do not say whose they were.
    unit.parts = earlier.map(|accounts| accounts.parts.clone()).unwrap_or_default();
    Ok(Some((base, unit)))
}

/// What the unit is called: as the department's list names it, or the department with 本级 behind.
fn name(report: &Report, department: &str) -> String {
    let listed = listed(report).into_iter().find(|name| same_name(name, department));
    let bare = ["（部门）", "(部门)"].iter().find_map(|mark| department.strip_suffix(mark));
    listed.unwrap_or_else(|| format!("{}本级", bare.unwrap_or(department)))
}

/// The unit's name where a project does not say who carries it out.
fn projects_named(report: &Report, name: &str) -> Option<Edit> {
    let list = report.template().list_of(ListForm::Performance)?;
    report.template().list(list)?.column(UNIT)?;
    let mut records: Vec<Record> = report.records(ListKey::of(list)).to_vec();
    let blank = records.iter_mut().filter(|record| record.field(UNIT).is_empty());
    let named = blank.map(|record| record.fields.insert(UNIT.into(), name.into())).count();
    (named > 0).then(|| Edit::SetRecords(ListKey::of(list), records))
}

/// A report of a unit's accounts, with the projects that were taken over from it.
fn unpacked(report: &Report, accounts: &UnitAccounts) -> Result<Report, ConsolidateError> {
    let template = report.template();
    let mut own = Report::new(template.clone());
    let year = report.text("year").map(str::to_string);
    let mut edits = vec![
        Edit::SetText("department".into(), Some(accounts.name.clone())),
        Edit::SetText("year".into(), year),
    ];
    for (table, rows) in accounts.tables() {
        for (row, data) in rows {
            match row {
                RowKey::Code(code) => edits.push(Edit::SetRow(table, *code, Some(data.clone()))),
                _ => edits.extend(data.cells().map(|(column, content)| {
                    let cell = CellRef { table, row: *row, column };
                    Edit::SetCell(cell, content.clone())
                })),
            }
        }
    }
    for (list, ids) in &accounts.records {
        let key = ListKey::of(*list);
        let records = report.records(key);
        let theirs = records.iter().filter(|record| ids.contains(&record.id)).cloned();
        edits.push(Edit::SetRecords(key, theirs.collect()));
        let inner: Vec<ListIndex> = (0u16..)
            .zip(&template.lists)
            .filter(|(_, other)| other.within == Some(*list))
            .map(|(index, _)| index)
            .collect();
        let places = ids.iter().flat_map(|id| inner.iter().map(|inner| ListKey::within(*inner, *id)));
        let filled = places.map(|place| (place, report.records(place)));
        let filled = filled.filter(|(_, records)| !records.is_empty());
        edits.extend(filled.map(|(place, records)| Edit::SetRecords(place, records.to_vec())));
    }
    apply(&mut own, edits)?;
    Ok(own)
}

/// Makes several edits as one.
fn apply(report: &mut Report, edits: Vec<Edit>) -> Result<(), ConsolidateError> {
    report.apply(Edit::Batch(edits), &mut Touched::default())?;
    Ok(())
}
