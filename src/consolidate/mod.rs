//! Subordinate units' reports → the department's (汇总): a department's report is its own accounts plus its units'.
//!
//! [`consolidate`] adds up what the units *entered*, cell by cell; everything computed follows in the engine. Blank in
//! every unit stays blank. What units pay each other is taken off where the clerk chooses so ([`propose`]), and every
//! amount of it is kept. The units' accounts stay in the report, so that [`trace`] says where a total comes from,
//! [`replace_unit`] puts a corrected file in an old one's place, and [`deviations`] finds what was changed by hand.
//! What is odd about the files is named ([`Problem`]); what is grave is left out of the sum, never guessed at.
//!
//! Knows nothing of files, of storage and of documents.

mod digest;
mod eliminate;
mod merge;
mod names;
mod own;
mod problem;
mod projects;
mod references;
mod replace;
mod survey;
mod trace;

pub use digest::digest;
pub use eliminate::{Chosen, propose};
pub use names::same_name;
pub use own::{cleared, first_unit, own_unit};
pub use problem::Problem;
pub use replace::{Deviation, Difference, Replacement, deviations, replace_unit};
pub use trace::{Contribution, Source, trace};

use crate::report::{Consolidation, Edit, EditError, FileMark, ListKey, Part, Report, Touched, UnitAccounts};
use crate::template::ListForm;
use std::ops::ControlFlow;
use std::sync::Arc;

/// A unit's report file, opened.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What the file is called, for messages.
    pub file: String,
    /// Its report.
    pub report: Report,
    /// Checksum of its bytes, by [`digest`].
    pub digest: String,
    /// How many checks at the level of errors it fails; whoever opens the file runs them.
    pub errors: usize,
    /// Units whose accounts are in its own, at any depth.
    pub parts: Vec<Part>,
}

impl Unit {
    /// A file's report; its checks are taken for passed.
    pub fn new(file: impl Into<String>, bytes: &[u8], report: Report) -> Self {
        let parts = report.consolidation().parts();
        Unit { file: file.into(), report, digest: digest(bytes), errors: 0, parts }
    }

    /// The unit's name: the department its report names.
    pub fn name(&self) -> &str {
        self.report.text("department").unwrap_or_default().trim()
    }

    fn accounts(&self) -> UnitAccounts {
        let version = self.report.template().version;
        let file = FileMark { version, digest: self.digest.clone() };
        let mut accounts = UnitAccounts::of(&self.report, file);
        accounts.parts.clone_from(&self.parts);
        accounts
    }
}

/// A department's report with its units in it.
#[derive(Clone, Debug)]
pub struct Consolidated {
    /// The report.
    pub report: Report,
    /// What the clerk should know, gravest first.
    pub problems: Vec<Problem>,
}

/// Why there is no sum.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConsolidateError {
    /// The units' numbers are more than a cell takes.
    #[error("{cell}各单位相加超出了能填的范围（个数也不能是负数）。填了这一格的单位：{}", .units.join("、"))]
    TooLarge {
        /// The cell, by name.
        cell: String,
        /// Units that enter it, largest number first.
        units: Vec<String>,
    },
    /// An elimination that the template does not have.
    #[error("模板里没有“{0}”这项抵销")]
    NoSuchElimination(String),
    /// No unit of that name is in the report.
    #[error("报告里没有“{0}”这个单位，没有可以更换的；新增单位请重新汇总")]
    NoSuchUnit(String),
    /// The file does not fit the report.
    #[error("{0}")]
    Unfit(Box<Problem>),
    /// The report does not take the result.
    #[error("{0}")]
    Edit(#[from] EditError),
    /// Stopped by whoever watched.
    #[error("汇总已停止")]
    Stopped,
}

/// Adds up `units` into a copy of the department's `own` report, which brings texts, options, lists and names.
///
/// A cell that any unit enters becomes the units' sum less what is eliminated. What `own` holds of an earlier
/// consolidation and no unit enters any more is cleared; what it holds otherwise stays, and is named
/// ([`Problem::OwnFigures`]): give [`shell`]`(own)` where its accounts are one of the units'. Projects of all units are
/// taken over under ids of their own. Units come in the order of the department's list, others after them by name, so
/// that the order of the files does not matter. `progress` hears of every unit read (how many, of how many).
///
/// # Errors
/// See [`ConsolidateError`]; problems of single units are no errors.
pub fn consolidate(
    own: &Report,
    units: &[Unit],
    eliminations: &[Chosen],
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Consolidated, ConsolidateError> {
    let (included, mut problems) = survey::survey(own, units);
    let mut accounts = Vec::with_capacity(included.len());
    for (done, unit) in included.iter().enumerate() {
        if progress(done, included.len()).is_break() {
            return Err(ConsolidateError::Stopped);
        }
        accounts.push(unit.accounts());
    }
    problems.extend(survey::alike(&accounts));
    let eliminated = eliminate::chosen(own.template(), &accounts, eliminations)?;
    let mut report = own.clone();
    let (mut edits, gone) = projects::take_over(&report, &included, &mut accounts, true);
    problems.extend(gone);
    let next = Consolidation::new(accounts.into_iter().map(Arc::new).collect(), eliminated);
    problems.extend(eliminate::problems(own.template(), &next));
    let (names, conflicts) = merge::names(&report, &included);
    edits.extend(names);
    problems.extend(conflicts);
    edits.extend(merge::cells(&report, &next, merge::Which::All)?);
    edits.insert(0, Edit::SetConsolidation(Arc::new(next)));
    report.apply(Edit::Batch(edits), &mut Touched::default())?;
    let kept = deviations(&report).len();
    problems.extend((kept > 0).then_some(Problem::OwnFigures { count: kept }));
    problems.extend(survey::texts_left(own, &included));
    if progress(included.len(), included.len()).is_break() {
        return Err(ConsolidateError::Stopped);
    }
    problems.sort_by_key(|problem| !problem.is_grave());
    Ok(Consolidated { report, problems })
}

/// The report without its figures, its projects and its units: what a department's report starts from when its own
/// accounts (本级) are one of the units'.
///
/// # Errors
/// When the report refuses what stood in one of the same template.
pub fn shell(report: &Report) -> Result<Report, ConsolidateError> {
    let mut shell = Report::new(report.template().clone());
    let mut edits = vec![Edit::SetZeroWording(report.zero_wording())];
    let text = |(key, text): (&String, &String)| Edit::SetText(key.clone(), Some(text.clone()));
    edits.extend(report.texts().iter().map(text));
    edits.extend(report.typed_names().iter().map(|(code, name)| Edit::SetName(*code, Some(name.clone()))));
    edits.extend(
        report.options().iter().map(|(key, choice)| Edit::SetOption(key.clone(), Some(choice.clone()))),
    );
    let tables = (0u16..).zip(&report.template().tables);
    edits.extend(tables.map(|(table, _)| Edit::SetUnit(table, report.unit(table))));
    // Lists within others are those of projects, which come with the units.
    let plain = |key: ListKey| {
        let list = report.template().list(key.list);
        key.parent.is_none() && list.is_some_and(|list| list.form != ListForm::Performance)
    };
    let lists = report.lists().filter(|(key, _)| plain(*key));
    edits.extend(lists.map(|(key, records)| Edit::SetRecords(key, records.to_vec())));
    shell.apply(Edit::Batch(edits), &mut Touched::default())?;
    shell.keep_leftovers(report.leftovers().clone());
    Ok(shell)
}
