//! Which of the files given are added up, and what is odd about them.

use super::names::{plain, same_name};
use super::{Problem, Unit};
use crate::report::{ListKey, Part, Record, Report, UnitAccounts};
use crate::template::ListForm;
use std::collections::{BTreeMap, BTreeSet};

/// The list of a department's units in templates, and its column of names.
const UNITS: &str = "units";
const NAME: &str = "name";

/// The units to add up, in the order of the department's list and then by name, and what is odd.
pub(super) fn survey<'u>(own: &Report, units: &'u [Unit]) -> (Vec<&'u Unit>, Vec<Problem>) {
    let listed = listed(own);
    let rank = |unit: &Unit| {
        let exactly = listed.iter().position(|name| name == unit.name());
        let nearly = || listed.iter().position(|name| same_name(name, unit.name()));
        exactly.or_else(nearly).unwrap_or(usize::MAX)
    };
    let mut sorted: Vec<(usize, &Unit)> = units.iter().map(|unit| (rank(unit), unit)).collect();
    sorted.sort_by_key(|(rank, unit)| (*rank, unit.name(), &unit.digest, &unit.file));
    let mut problems = Vec::new();
    let mut included: Vec<&Unit> = Vec::new();
    for (_, unit) in sorted {
        let grave = unfit(own, unit).or_else(|| {
            let twin = included.iter().find(|other| other.name() == unit.name())?;
            Some(Problem::Twice {
                name: unit.name().into(),
                files: [twin.file.clone(), unit.file.clone()],
                same: twin.digest == unit.digest,
            })
        });
        match grave {
            Some(problem) => problems.push(problem),
            None => included.push(unit),
        }
    }
    without_those_within(&mut included, &mut problems);
    included.iter().for_each(|unit| problems.extend(of_unit(unit)));
    if !listed.is_empty() {
        problems.extend(against_list(&listed, &included));
    }
    problems.extend(written_alike(&included));
    (included, problems)
}

/// The names in the department's list of units.
pub(super) fn listed(own: &Report) -> Vec<String> {
    let records = own.template().list_index(UNITS).map(|list| own.records(ListKey::of(list)));
    let names = records.iter().flat_map(|records| records.iter()).map(|record| record.field(NAME).trim());
    names.filter(|name| !name.is_empty()).map(str::to_string).collect()
}

/// Why a file cannot be added up at all.
pub(super) fn unfit(own: &Report, unit: &Unit) -> Option<Problem> {
    let year =
        |report: &Report| report.text("year").map_or_else(|| report.template().year.to_string(), plain);
    let file = unit.file.clone();
    let same_department = || same_name(own.text("department").unwrap_or_default(), unit.name());
    let both_consolidated = !own.consolidation().is_empty() && !unit.report.consolidation().is_empty();
    match () {
        () if own.template().id != unit.report.template().id => {
            Some(Problem::OtherTemplate { file, template: unit.report.template().title.clone() })
        }
        () if year(own) != year(&unit.report) => Some(Problem::OtherYear { file, year: year(&unit.report) }),
        () if unit.name().is_empty() => Some(Problem::Nameless { file }),
        () if both_consolidated && same_department() => Some(Problem::OwnAmongUnits { file }),
        () => None,
    }
}

/// A unit whose accounts are already in another's consolidated report would count twice, and so would one that two
/// consolidated reports have in common: of such files the one with more units in it stays.
fn without_those_within(included: &mut Vec<&Unit>, problems: &mut Vec<Problem>) {
    let mut larger: Vec<usize> = (0..included.len()).collect();
    larger.sort_by_key(|index| included.get(*index).map(|unit| std::cmp::Reverse(unit.parts.len())));
    let mut known = Known::default();
    let mut left_out = BTreeSet::new();
    for index in larger {
        let Some(unit) = included.get(index) else { continue };
        match known.twice(unit) {
            Some(problem) => {
                problems.push(problem);
                left_out.insert(index);
            }
            None => known.add(unit),
        }
    }
    let mut index = 0..;
    included.retain(|_| index.next().is_none_or(|index| !left_out.contains(&index)));
}

/// Whose accounts the files kept so far bring, so that hundreds of files need no comparison of each with each.
#[derive(Default)]
struct Known {
    /// The file that has a unit within it, by the unit's name as [`plain`] has it and by its checksum.
    within: BTreeMap<String, String>,
    /// Files themselves, likewise.
    files: BTreeMap<String, String>,
}

impl Known {
    fn add(&mut self, unit: &Unit) {
        for mark in unit.parts.iter().flat_map(marks) {
            self.within.entry(mark).or_insert_with(|| unit.file.clone());
        }
        for mark in marks(&itself(unit)) {
            self.files.entry(mark).or_insert_with(|| unit.file.clone());
        }
    }

    /// What would count twice if the unit were added to those known.
    fn twice(&self, unit: &Unit) -> Option<Problem> {
        let find = |known: &BTreeMap<String, String>, part: &Part| {
            marks(part).into_iter().find_map(|mark| known.get(&mark).cloned())
        };
        if let Some(outer) = find(&self.within, &itself(unit)) {
            return Some(Problem::Within { name: unit.name().into(), files: [unit.file.clone(), outer] });
        }
        // A file kept before has no fewer units in it, and may still be in this one.
        unit.parts.iter().find_map(|part| {
            let other = find(&self.within, part).or_else(|| find(&self.files, part))?;
            Some(Problem::Shared { name: part.name.clone(), files: [other, unit.file.clone()] })
        })
    }
}

fn itself(unit: &Unit) -> Part {
    Part { name: unit.name().into(), digest: unit.digest.clone() }
}

/// What a unit is known by: its name, however it is written, and its file.
fn marks(part: &Part) -> Vec<String> {
    let digest = (!part.digest.is_empty()).then(|| part.digest.clone());
    std::iter::once(plain(&part.name)).chain(digest).collect()
}

/// What would count twice beside the units that a report adds up already.
pub(super) fn beside<'u>(others: impl IntoIterator<Item = &'u UnitAccounts>, unit: &Unit) -> Option<Problem> {
    let mut known = Known::default();
    for other in others {
        for mark in other.parts.iter().flat_map(marks) {
            known.within.insert(mark, other.name.clone());
        }
        // A unit beside it of a like name is another matter: it is told, and may be right.
        known.files.insert(plain(&other.name), other.name.clone());
    }
    known.twice(unit)
}

/// What is odd about one unit's report.
pub(super) fn of_unit(unit: &Unit) -> Vec<Problem> {
    let name = || unit.name().to_string();
    let (unread, leftovers) = (unit.report.unread_count(), unit.report.leftovers().len());
    let mut problems = Vec::new();
    problems.extend((unread > 0).then(|| Problem::Unread { name: name(), count: unread }));
    problems.extend((unit.errors > 0).then(|| Problem::Errors { name: name(), count: unit.errors }));
    problems.extend((leftovers > 0).then(|| Problem::Leftovers { name: name(), count: leftovers }));
    problems.extend(unit.accounts().is_empty().then(|| Problem::Empty { name: name() }));
    problems
}

/// Units, other than the department itself, that wrote of their own what is not taken over: texts of the document and
/// named figures. What the department's report says too is not left behind.
pub(super) fn texts_left(own: &Report, included: &[&Unit]) -> Option<Problem> {
    let template = own.template();
    let department = own.text("department").unwrap_or_default();
    let facts = template.list_of(ListForm::Facts).map(ListKey::of);
    let section = |key: &str| key.split('.').next().is_some_and(|first| template.section(first).is_some());
    let named = |report: &Report| -> BTreeSet<(String, String)> {
        let records = facts.map(|facts| report.records(facts)).unwrap_or_default();
        let fact = |record: &Record| (record.field("name").to_string(), record.field("value").to_string());
        records.iter().map(fact).collect()
    };
    let ours = named(own);
    let has = |unit: &Unit| {
        let mut texts = unit.report.texts().iter();
        let text = texts.any(|(key, text)| section(key) && own.text(key) != Some(text.as_str()));
        text || named(&unit.report).difference(&ours).next().is_some()
    };
    let others = included.iter().filter(|unit| !same_name(unit.name(), department) && has(unit));
    let names: Vec<String> = others.map(|unit| unit.name().to_string()).collect();
    (!names.is_empty()).then_some(Problem::TextsStay { names })
}

/// Units missing, foreign, or listed under a name written differently.
fn against_list(listed: &[String], included: &[&Unit]) -> Vec<Problem> {
    let files: BTreeSet<&str> = included.iter().map(|unit| unit.name()).collect();
    let mut open: Vec<&str> =
        listed.iter().map(String::as_str).filter(|name| !files.contains(name)).collect();
    open.dedup();
    let mut problems = Vec::new();
    for unit in included.iter().filter(|unit| !listed.iter().any(|name| name == unit.name())) {
        let name = unit.name().to_string();
        match open.iter().position(|listed| same_name(listed, &name)) {
            Some(index) => {
                let listed = open.remove(index).to_string();
                problems.push(Problem::ProbablyListed { name, listed });
            }
            None => problems.push(Problem::Foreign { name, file: unit.file.clone() }),
        }
    }
    problems.extend(open.into_iter().map(|name| Problem::Missing { name: name.into() }));
    problems
}

fn written_alike(included: &[&Unit]) -> Vec<Problem> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let pairs = included.iter().filter_map(|unit| {
        let first = seen.insert(plain(unit.name()), unit.name())?.to_string();
        Some(Problem::ProbablySame { first, second: unit.name().into() })
    });
    pairs.collect()
}

/// Units with the same accounts under two names.
pub(super) fn alike(accounts: &[UnitAccounts]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, first) in accounts.iter().enumerate().filter(|(_, unit)| !unit.is_empty()) {
        let others = accounts.iter().skip(index + 1);
        // The next one is enough: a third copy is paired with the second.
        problems.extend(
            others.into_iter().find(|other| first.same_accounts(other)).map(|second| Problem::SameAccounts {
                first: first.name.clone(),
                second: second.name.clone(),
            }),
        );
    }
    problems
}
