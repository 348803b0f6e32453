//! What the checks say, on the desk: one memo a check, so that a keystroke examines only what depends on it.

mod answer;
mod bar;
mod detail;
mod page;
mod proof;
mod rounding;
mod spots;

pub(super) use bar::StandingMark;
pub(super) use detail::FindingDetail;
pub(super) use page::FindingsView;
pub(super) use proof::ProofView;
pub(super) use rounding::RoundingView;
pub(super) use spots::go_to_spot;

use super::desk::{Desk, Place, use_desk};
use super::sheet::Sheet;
use crate::calc::Values;
use crate::checks::{
    Examined, Finding, Grounds, Group, LineKey, Looked, OwnGrounds, Standing, examine, group, in_order,
    is_asked, line_of, look, parts, standing,
};
use crate::template::Severity;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How many of the last edits help to tell which cell is wrong.
const RECENT: usize = 20;

/// Findings of a line of the outline: errors, warnings and notices.
pub(super) type Counts = (usize, usize, usize);

/// The findings, shared by all who show them.
#[derive(Clone, Copy)]
pub(super) struct Trust {
    /// All findings in the order of the document.
    pub(super) findings: Memo<Vec<Finding>>,
    /// The same by cause; positions are those of `findings`.
    pub(super) groups: Memo<Vec<Group>>,
    /// May it be published?
    pub(super) standing: Memo<Standing>,
    /// How many findings each line of the outline has.
    pub(super) counts: Memo<BTreeMap<LineKey, Counts>>,
    /// Whether everything has been examined once.
    pub(super) started: Signal<bool>,
}

impl Trust {
    pub(super) fn new(sheet: Sheet) -> Self {
        let template = sheet.template();
        // The desk is shown first; then the rules are examined, then one audit after the other, so that a large report
        // does not hold up the desk for long.
        let stage = RwSignal::new(0usize);
        request_animation_frame(move || go_on(stage));
        let looked: Vec<Memo<Looked>> = OwnGrounds::AUDITS
            .into_iter()
            .zip(2..)
            .map(|(audit, turn)| {
                let parts = if is_asked(audit, &template) { parts(audit, &template) } else { Vec::new() };
                let due = Memo::new(move |_| stage.get() >= turn);
                let look = move |part| if due.get() { look(audit, part, &sheet) } else { Looked::default() };
                let parts: Vec<Memo<Looked>> =
                    parts.into_iter().map(|part| Memo::new(move |_| look(part))).collect();
                Memo::new(move |_| Looked::joined(parts.iter().map(Memo::get)))
            })
            .collect();
        let looked = StoredValue::new(looked);
        let due = Memo::new(move |_| stage.get() >= 1);
        let checks: Vec<Memo<Examined>> = (0..template.checks.len())
            .map(|index| {
                Memo::new(move |_| {
                    if !due.get() {
                        return Examined::default();
                    }
                    let template = sheet.template();
                    // An audit is only asked where the check is one.
                    let looked: Vec<Looked> = match template.checks.get(index).map(|check| &check.rule) {
                        Some(crate::template::Rule::Audit(asked, ..)) => looked.with_value(|looked| {
                            let of = |(audit, memo): (_, &Memo<Looked>)| {
                                if audit == *asked { memo.get() } else { Looked::default() }
                            };
                            OwnGrounds::AUDITS.into_iter().zip(looked).map(of).collect()
                        }),
                        _ => Vec::new(),
                    };
                    examine(index, &Grounds { values: &sheet, engine: None, looked: &looked })
                })
            })
            .collect();
        let findings = Memo::new(move |_| {
            let all = checks.iter().flat_map(|check| check.with(|check| check.findings.clone()));
            in_order(all.collect(), &sheet)
        });
        let groups = Memo::new(move |_| {
            sheet.track_edits();
            let recent = sheet.recent_cells(RECENT);
            findings.with(|findings| sheet.with_engine(|engine| group(findings, engine, &recent)))
        });
        let standing = Memo::new(move |_| findings.with(|findings| standing(findings.iter(), &sheet)));
        let counts = Memo::new(move |_| {
            let template = sheet.template();
            let mut counts: BTreeMap<LineKey, Counts> = BTreeMap::new();
            findings.with(|findings| {
                for finding in findings {
                    let Some(line) = finding.first_spot().and_then(|spot| line_of(&spot, &template)) else {
                        continue;
                    };
                    let count = counts.entry(line).or_default();
                    match finding.severity {
                        // The mark before the line says that something is missing.
                        _ if finding.unfilled => {}
                        Severity::Error => count.0 += 1,
                        Severity::Warning => count.1 += 1,
                        Severity::Notice => count.2 += 1,
                    }
                }
            });
            counts
        });
        Trust {
            findings,
            groups,
            standing,
            counts,
            started: Signal::derive(move || stage.get() > OwnGrounds::AUDITS.len()),
        }
    }
}

/// Raises the stage by one after the other, leaving the page to the browser in between.
fn go_on(stage: RwSignal<usize>) {
    set_timeout(
        move || {
            if !stage.is_disposed() && stage.get_untracked() <= OwnGrounds::AUDITS.len() {
                stage.update(|stage| *stage += 1);
                go_on(stage);
            }
        },
        std::time::Duration::from_millis(1),
    );
}

/// The findings in context.
pub(super) fn use_trust() -> Trust {
    expect_context::<Trust>()
}

/// The shape that goes with a severity: colour is never the only sign.
pub(super) fn shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "▲",
        Severity::Warning => "◆",
        Severity::Notice => "●",
    }
}

/// The class of a severity's colour.
pub(super) fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}

/// Goes to the next finding, or to the one before, and shows it beside its place.
pub(super) fn step(desk: Desk, trust: Trust, forward: bool) {
    let keys: Vec<String> =
        trust.findings.with_untracked(|findings| findings.iter().map(|f| f.key.clone()).collect());
    if keys.is_empty() {
        desk.say("没有发现要改、要说明的地方", false);
        return;
    }
    let here = desk.finding.get_untracked().and_then(|key| keys.iter().position(|known| *known == key));
    let last = keys.len() - 1;
    let next = match (here, forward) {
        (None, true) => 0,
        (None, false) => last,
        (Some(index), true) => {
            if index == last {
                0
            } else {
                index + 1
            }
        }
        (Some(0), false) => last,
        (Some(index), false) => index - 1,
    };
    show(desk, trust, &keys[next]);
}

/// Goes to a finding's place and explains it in the panel.
pub(super) fn show(desk: Desk, trust: Trust, key: &str) {
    let found =
        trust.findings.with_untracked(|findings| findings.iter().find(|finding| finding.key == key).cloned());
    let Some(finding) = found else { return };
    if let Some(spot) = finding.first_spot() {
        go_to_spot(desk, &spot);
    }
    desk.panel_open.set(true);
    desk.finding.set(Some(finding.key));
}

/// Shows the list of findings.
pub(super) fn open_list(desk: Desk) {
    desk.go(Place::Findings);
}

/// The desk and what the checks say of it.
pub(super) fn use_both() -> (Desk, Trust) {
    (use_desk(), use_trust())
}
