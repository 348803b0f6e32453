//! Units' projects (绩效自评项目) in the department's list, under ids of their own.

use super::names::same_name;
use super::{Problem, Unit, references};
use crate::report::{Edit, ListKey, Record, Report, UnitAccounts};
use crate::template::{ListForm, ListIndex};
use std::collections::{BTreeMap, BTreeSet};

/// The column that names who carries a project out, filled in where the unit left it blank.
const UNIT: &str = "unit";

/// The edits that take over the projects of `units`, whose `accounts` note the ids given to them, and what is odd then.
///
/// A project that was taken over before keeps its id and its place, told by its name: what the department wrote about
/// it hangs on the id. So does one that the department has entered itself for the same unit; one that does not say
/// whose it is is the department's own or, where all units are there, that of the only unit with a project of its name.
/// Projects of these units that they no longer have go, and with `all` those of any other unit.
pub(super) fn take_over(
    report: &Report,
    units: &[&Unit],
    accounts: &mut [UnitAccounts],
    all: bool,
) -> (Vec<Edit>, Option<Problem>) {
    let template = report.template();
    let Some(list) = template.list_of(ListForm::Performance) else { return (Vec::new(), None) };
    let key = ListKey::of(list);
    let inner: Vec<ListIndex> = (0u16..)
        .zip(&template.lists)
        .filter(|(_, other)| other.within == Some(list))
        .map(|(index, _)| index)
        .collect();
    let current = report.records(key);
    let referred = references::to_projects(report);
    // No project gets an id that a text already means another by, be it gone from the list.
    let mut new_ids = (report.next_id(key)..=u32::MAX).filter(|id| !referred.contains_key(id));
    let mut due: BTreeSet<u32> = match all {
        true => report.consolidation().taken(key).collect(),
        false => BTreeSet::new(),
    };
    let owned: BTreeSet<u32> = report.consolidation().taken(key).collect();
    // With all units there, a unit that is not among them left its projects to whoever brings them now.
    let known: BTreeSet<u32> = match all {
        true => units.iter().flat_map(|unit| earlier(report, unit, list)).collect(),
        false => owned,
    };
    let mut free: Vec<u32> =
        current.iter().map(|record| record.id).filter(|id| !known.contains(id)).collect();
    let mut having: BTreeMap<String, usize> = BTreeMap::new();
    for unit in units {
        let records = unit.report.records(key);
        let names: BTreeSet<&str> = records.iter().map(|record| record.field("name")).collect();
        names.into_iter().for_each(|name| *having.entry(name.to_string()).or_default() += 1);
    }
    let has_unit = template.list(list).is_some_and(|list| list.column(UNIT).is_some());
    // New content by id; those that are not in the list yet are appended in this order.
    let mut changed: BTreeMap<u32, Record> = BTreeMap::new();
    let mut order = Vec::new();
    let mut inner_edits = Vec::new();
    for (unit, accounts) in units.iter().zip(accounts) {
        let mut earlier = earlier(report, unit, list);
        due.extend(&earlier);
        let department = same_name(report.text("department").unwrap_or_default(), unit.name());
        let mut ids = Vec::new();
        for record in unit.report.records(key).iter() {
            let mut taken = record.clone();
            if has_unit && taken.field(UNIT).is_empty() {
                taken.fields.insert(UNIT.into(), unit.name().into());
            }
            let before = |id: &u32| current.iter().find(|record| record.id == *id);
            let named = |id: &u32| before(id).is_some_and(|old| old.field("name") == taken.field("name"));
            let whose = |id: &u32| before(id).map(|old| old.field(UNIT)).unwrap_or_default();
            let own = |id: &u32| named(id) && same_name(whose(id), taken.field(UNIT));
            let only = all && having.get(taken.field("name")) == Some(&1);
            let nobodys = |id: &u32| named(id) && whose(id).trim().is_empty() && (department || only);
            let entered = || free.iter().position(own).or_else(|| free.iter().position(nobodys));
            let id = match (earlier.iter().position(named), entered()) {
                (Some(index), _) => earlier.remove(index),
                (None, Some(index)) => free.remove(index),
                // There are more ids than a list may have records.
                (None, None) => new_ids.next().unwrap_or_default(),
            };
            taken.id = id;
            changed.insert(id, taken);
            order.push(id);
            ids.push(id);
            for inner in &inner {
                let records = unit.report.records(ListKey::within(*inner, record.id));
                let place = ListKey::within(*inner, id);
                if records != report.records(place) {
                    inner_edits.push(Edit::SetRecords(place, records.to_vec()));
                }
            }
        }
        if !ids.is_empty() {
            accounts.records.insert(list, ids);
        }
    }
    let mut edits = Vec::new();
    for id in due.iter().filter(|id| !changed.contains_key(id)) {
        // While the project is still there: undo brings it back first, and then these.
        let filled = inner.iter().map(|inner| ListKey::within(*inner, *id));
        let filled = filled.filter(|place| !report.records(*place).is_empty());
        edits.extend(filled.map(|place| Edit::SetRecords(place, Vec::new())));
    }
    let mut records: Vec<Record> = Vec::new();
    for record in current.iter() {
        match changed.remove(&record.id) {
            Some(new) => records.push(new),
            None if due.contains(&record.id) => {}
            None => records.push(record.clone()),
        }
    }
    records.extend(order.iter().filter_map(|id| changed.remove(id)));
    let ids: BTreeSet<u32> = records.iter().map(|record| record.id).collect();
    let gone = referred.into_iter().filter(|(id, _)| !ids.contains(id));
    let places: BTreeSet<String> = gone.flat_map(|(_, places)| places).collect();
    let problem =
        (!places.is_empty()).then(|| Problem::GoneProjects { places: places.into_iter().collect() });
    if records != *current {
        edits.push(Edit::SetRecords(key, records));
    }
    edits.extend(inner_edits);
    (edits, problem)
}

/// Ids of the projects taken over from this unit before.
fn earlier(report: &Report, unit: &Unit, list: ListIndex) -> Vec<u32> {
    let units = report.consolidation().units();
    let exactly = units.iter().find(|other| other.name == unit.name());
    let unit = exactly.or_else(|| units.iter().find(|other| same_name(&other.name, unit.name())));
    unit.and_then(|unit| unit.records.get(&list).cloned()).unwrap_or_default()
}
