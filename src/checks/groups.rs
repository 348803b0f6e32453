//! Findings of one cause, put together: a wrong item amount must not make thirty complaints.

use super::suspects::{balances, ranked};
use super::{Finding, LineKey, Spot, Suspect, line_of};
use crate::amount::Amount;
use crate::calc::{Engine, Value, Values, cell_label};
use crate::report::CellRef;
use std::collections::HashMap;

/// Most suspects named for a group.
const NAMED: usize = 3;

/// Findings that one correction would settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Positions of its findings in the list, the gravest first.
    pub findings: Vec<usize>,
    /// The cells most likely wrong, most likely first; empty where findings are not about sums.
    pub suspects: Vec<Suspect>,
    /// What the findings have in common, in words; empty for a single finding.
    pub about: String,
}

/// Groups findings, in the order of the document. `recent` are the cells changed, last first.
pub fn group(findings: &[Finding], engine: &Engine, recent: &[CellRef]) -> Vec<Group> {
    let balances = balances(engine);
    let suspects = ranked(&balances, engine, recent);
    let mut open: Vec<usize> = (0..findings.len()).collect();
    let mut groups: Vec<Group> = Vec::new();
    // The cell that explains most takes its findings; the rest is looked at again.
    loop {
        let explained = |suspect: &Suspect| {
            let mine = |index: &&usize| suspect.explains.contains(&findings[**index].key);
            open.iter().filter(mine).count()
        };
        let mut best: Option<(&Suspect, usize)> = None;
        for suspect in &suspects {
            let count = explained(suspect);
            // Among equals the likelier comes first in the list.
            if count > 0 && best.is_none_or(|(_, most)| count > most) {
                best = Some((suspect, count));
            }
        }
        let Some((chief, _)) = best else { break };
        let (taken, left): (Vec<usize>, Vec<usize>) = open.iter().partition(|index| {
            let finding = &findings[**index];
            chief.explains.contains(&finding.key) || is_sign_of(chief, finding, engine)
        });
        let keys: Vec<&String> = taken.iter().map(|index| &findings[*index].key).collect();
        let keys = || keys.iter().filter(|key| chief.explains.contains(key));
        let likely = suspects.iter().filter(|suspect| keys().all(|key| suspect.explains.contains(key)));
        let likely: Vec<Suspect> = likely.take(NAMED).cloned().collect();
        let about = if taken.len() > 1 {
            format!("多半是同一个原因：{}", chief.label)
        } else {
            String::new()
        };
        groups.push(Group { findings: taken, suspects: likely, about });
        open = left;
    }
    // What is said of one record or one text belongs together.
    let mut at: HashMap<Spot, usize> = HashMap::new();
    for index in open {
        let place = place(&findings[index]);
        match place.as_ref().and_then(|place| at.get(place)) {
            Some(group) => groups[*group].findings.push(index),
            None => {
                at.extend(place.map(|place| (place, groups.len())));
                groups.push(Group { findings: vec![index], suspects: Vec::new(), about: String::new() });
            }
        }
    }
    for (place, group) in at {
        if groups[group].findings.len() > 1 {
            groups[group].about = words(&place, engine);
        }
    }
    let mut groups = same_checks(groups, findings, engine);
    for group in &mut groups {
        group.findings.sort_by_key(|index| (findings[*index].severity, *index));
    }
    groups.sort_by_key(|group| group.findings.iter().min().copied());
    groups
}

/// Whether a finding is about a number below zero only because the suspected cell is.
fn is_sign_of(chief: &Suspect, finding: &Finding, engine: &Engine) -> bool {
    let negative = |value: &Value| value.money().is_some_and(Amount::is_negative);
    negative(&chief.value)
        && finding.cells.iter().zip(&finding.facts).any(|(cell, (_, value))| {
            negative(value) && engine.entered_parts(*cell).iter().any(|(part, _)| *part == chief.cell)
        })
}

/// What a single check says at many places of one line of the outline is read as one matter.
fn same_checks(groups: Vec<Group>, findings: &[Finding], engine: &Engine) -> Vec<Group> {
    let template = engine.report().template();
    let mut at: HashMap<(usize, Option<LineKey>), usize> = HashMap::new();
    let mut merged: Vec<Group> = Vec::new();
    for group in groups {
        let single = match group.findings.as_slice() {
            [only] if group.suspects.is_empty() => findings.get(*only),
            _ => None,
        };
        let key = single
            .map(|finding| (finding.check, finding.first_spot().and_then(|spot| line_of(&spot, template))));
        match key.as_ref().and_then(|key| at.get(key)).and_then(|index| merged.get_mut(*index)) {
            Some(known) => {
                known.findings.extend(group.findings);
                known.about = single.map(|finding| finding.title.clone()).unwrap_or_default();
            }
            None => {
                at.extend(key.map(|key| (key, merged.len())));
                merged.push(group);
            }
        }
    }
    merged
}

/// A record, a text or a cell that several findings can be about.
fn place(finding: &Finding) -> Option<Spot> {
    match finding.spots.first()? {
        Spot::Record(list, id, _) => Some(Spot::Record(*list, *id, String::new())),
        text @ Spot::Text(..) => Some(text.clone()),
        _ => None,
    }
}

fn words(spot: &Spot, engine: &Engine) -> String {
    let template = engine.report().template();
    match spot {
        Spot::Record(key, id, _) => {
            let records = engine.records(*key);
            let at = records.iter().position(|record| record.id == *id);
            let (Some(list), Some(at)) = (template.list(key.list), at) else { return String::new() };
            let name = records[at].field("name").trim();
            format!("{}第{}行 {name}", list.title, at + 1).trim_end().to_string()
        }
        Spot::Text(section, _) => template
            .section(section)
            .map_or(String::new(), |section| format!("{}、{}的同一段文字", section.number, section.short)),
        Spot::Cell(cell) => cell_label(*cell, engine),
        Spot::Field(_) | Spot::List(_) => String::new(),
    }
}
