//! Checks that no expression can say. Each audit looks once and finds things of many kinds; a check picks out those it
//! is about.

mod assessed;
mod entry;
mod indicator;
mod names;
mod project;
mod reason;
mod said;

use super::{Examined, Finding, Outcome, Spot, Verdict};
use crate::calc::{Engine, Values};
use crate::report::CellRef;
use crate::template::{Audit, Check, Rule, TableIndex, Template};
use std::collections::HashMap;

/// Something an audit found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind of thing, by the name checks use: one of [`Audit::kinds`].
    pub kind: &'static str,
    /// What tells it from others of its kind: stable while what it is about stays where it is.
    pub place: String,
    /// What is wrong, in one sentence.
    pub words: String,
    /// The section whose text it is about.
    pub section: Option<String>,
    /// Where to go, most important first.
    pub spots: Vec<Spot>,
    /// The cells that say otherwise.
    pub cells: Vec<CellRef>,
    /// What stands there and what should, each in words and as written.
    pub sides: Option<[(String, String); 2]>,
}

/// What came of an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Whether there was anything to look at.
    pub any: bool,
    /// What was found, in order.
    pub found: Vec<Remark>,
}

impl Looked {
    /// What came of several parts.
    pub fn joined(parts: impl Iterator<Item = Looked>) -> Looked {
        let mut all = Looked::default();
        for part in parts {
            all.any |= part.any;
            all.found.extend(part.found);
        }
        all
    }
}

/// What an audit looks at in one go: whoever keeps what it found need look again only where something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditPart {
    /// All there is.
    Whole,
    /// Fields of the cover and of sections.
    Fields,
    /// Records of lists.
    Lists,
    /// A table.
    Table(TableIndex),
    /// A section, by its position in the template.
    Section(usize),
}

/// The parts of an audit, in the order of what it finds.
pub fn parts(audit: Audit, template: &Template) -> Vec<AuditPart> {
    let sections = || (0..template.sections.len()).map(AuditPart::Section);
    match audit {
        Audit::Said => sections().chain([AuditPart::Lists]).collect(),
        Audit::Reason => sections().chain([AuditPart::Whole]).collect(),
        Audit::Indicator | Audit::Project => vec![AuditPart::Whole],
        Audit::Entry => {
            let tables = (0u16..).zip(&template.tables).map(|(index, _)| AuditPart::Table(index));
            tables.chain([AuditPart::Fields, AuditPart::Lists]).chain(sections()).collect()
        }
    }
}

/// Looks at one part.
pub fn look(audit: Audit, part: AuditPart, values: &dyn Values) -> Looked {
    match audit {
        Audit::Said => said::look(part, values),
        Audit::Reason => reason::look(part, values),
        Audit::Indicator => indicator::look(values),
        Audit::Project => project::look(values),
        Audit::Entry => entry::look(part, values),
    }
}

/// Whether a check of the template asks for an audit.
pub fn is_asked(audit: Audit, template: &Template) -> bool {
    template.checks.iter().any(|check| matches!(check.rule, Rule::Audit(named, ..) if named == audit))
}

/// What checks read: the report, and what the audits have found in it.
#[derive(Clone, Copy)]
pub struct Grounds<'a> {
    /// The report.
    pub values: &'a dyn Values,
    /// The same with its formulas: when given, what agrees by construction is told from what was checked.
    pub engine: Option<&'a Engine>,
    /// What each audit found, in the order of [`OwnGrounds::AUDITS`].
    pub looked: &'a [Looked],
}

/// What the audits have found in a report.
#[derive(Clone, Debug, Default)]
pub struct OwnGrounds {
    looked: Vec<Looked>,
}

impl OwnGrounds {
    /// The audits in order.
    pub const AUDITS: [Audit; 5] =
        [Audit::Said, Audit::Reason, Audit::Indicator, Audit::Project, Audit::Entry];

    /// Carries out all audits that a check of the report's template asks for.
    pub fn of(values: &dyn Values) -> Self {
        let template = values.template();
        let look = |audit| match is_asked(audit, &template) {
            true => Looked::joined(parts(audit, &template).into_iter().map(|part| look(audit, part, values))),
            false => Looked::default(),
        };
        OwnGrounds { looked: Self::AUDITS.into_iter().map(look).collect() }
    }

    /// What they are to checks.
    pub fn grounds<'a>(&'a self, values: &'a dyn Values, engine: Option<&'a Engine>) -> Grounds<'a> {
        Grounds { values, engine, looked: &self.looked }
    }
}

/// Picks out of an audit what a check is about.
pub(super) fn examine(
    (index, check): (usize, &Check),
    audit: Audit,
    kinds: &[String],
    sections: &[String],
    grounds: &Grounds<'_>,
) -> Examined {
    let position = OwnGrounds::AUDITS.iter().position(|known| *known == audit);
    let Some(looked) = position.and_then(|position| grounds.looked.get(position)) else {
        return Examined::default();
    };
    let template = grounds.values.template();
    let wanted = |remark: &&Remark| {
        (kinds.is_empty() || kinds.iter().any(|kind| kind == remark.kind))
            && (sections.is_empty() || sections.iter().any(|place| is_within(remark, place, &template)))
    };
    let mut findings: Vec<Finding> =
        looked.found.iter().filter(wanted).map(|remark| finding(index, check, audit, remark)).collect();
    // The same words twice in one text are two findings.
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in &mut findings {
        let times = seen.entry(finding.key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            finding.key = format!("{}.{times}", finding.key);
        }
    }
    let verdict = match (findings.is_empty(), looked.any) {
        (false, _) => Verdict::Fails,
        (true, true) => Verdict::Holds,
        // Sentences whose figures are all live say what the tables say.
        (true, false) if audit == Audit::Said => Verdict::ByConstruction,
        (true, false) => Verdict::NotApplicable,
    };
    Examined { outcomes: vec![Outcome { row: None, verdict }], findings }
}

/// Whether a remark is about a section, about the text at a place of one, or about a list.
fn is_within(remark: &Remark, place: &str, template: &Template) -> bool {
    let inside = match remark.spots.first() {
        Some(Spot::Text(_, key)) => {
            key.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        }
        Some(Spot::Record(list, ..) | Spot::List(list)) => template.list_index(place) == Some(list.list),
        _ => false,
    };
    inside || remark.section.as_deref() == Some(place)
}

fn finding(index: usize, check: &Check, audit: Audit, remark: &Remark) -> Finding {
    Finding {
        unfilled: matches!(remark.kind, "missing" | "missing_field") && audit == Audit::Entry,
        words: remark.words.clone(),
        cells: remark.cells.clone(),
        spots: remark.spots.clone(),
        sides: remark.sides.clone(),
        ..Finding::of(index, check, &remark.place)
    }
}
