//! `juesuan consolidate`: units' files → the department's.

use super::files::{open_bytes, print, write};
use super::{Failure, folder};
use crate::calc::Engine;
use crate::checks;
use crate::consolidate::{Chosen, Problem, Unit, consolidate, first_unit};
use crate::io::json;
use crate::report::{Edit, Report, Touched};
use crate::template::{Severity, Template};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `consolidate` was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The units' files.
    pub(super) files: Vec<PathBuf>,
    /// The department's report; without it the first file's texts and lists are the department's.
    pub(super) base: Option<PathBuf>,
    /// The department's name.
    pub(super) department: Option<String>,
    /// The folder of the units' template, when that is not the program's.
    pub(super) template: Option<PathBuf>,
    /// Eliminations by key, each with the amounts proposed.
    pub(super) eliminate: Vec<String>,
}

/// Adds the files up and writes the department's report, unless a file had to be left out.
pub(super) fn run(asked: &Asked, output: &Path) -> Result<ExitCode, Failure> {
    let template = asked.template.as_deref().map(folder::open).transpose()?;
    let mut units = Vec::new();
    for file in &asked.files {
        let (bytes, report) = open_bytes(file, template.as_ref())?;
        let mut unit = Unit::new(file.display().to_string(), &bytes, report);
        let findings = checks::findings(&Engine::new(unit.report.clone()));
        // A unit's tables are taken over, not its texts.
        let error =
            |finding: &&checks::Finding| finding.severity == Severity::Error && finding.is_of_tables();
        unit.errors = findings.iter().filter(error).count();
        units.push(unit);
    }
    let own = own(asked, &units, template.as_ref())?;
    let template = own.template();
    if let Some(unknown) = asked.eliminate.iter().find(|key| template.elimination(key).is_none()) {
        let known: Vec<String> =
            template.eliminations.iter().map(|known| format!("{}（{}）", known.key, known.label)).collect();
        return Err(Failure::Usage(format!("没有“{unknown}”这项抵销，可以用的有：{}", known.join("、"))));
    }
    let chosen: Vec<Chosen> =
        asked.eliminate.iter().map(|key| Chosen { key: key.clone(), amounts: None }).collect();
    let done = consolidate(&own, &units, &chosen, &mut |_, _| ControlFlow::Continue(()))
        .map_err(|error| Failure::NoSum(error.to_string()))?;
    for problem in &done.problems {
        eprintln!("juesuan：{problem}");
    }
    if done.problems.iter().any(|problem| problem.is_grave()) {
        eprintln!("juesuan：有文件不能汇总，没有写“{}”", output.display());
        return Ok(ExitCode::from(1));
    }
    let text = json::write(&done.report);
    if output == Path::new("-") {
        print(&text)?
    } else {
        write(output, &text)?
    }
    Ok(if done.problems.iter().all(Problem::is_notice) { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The department's report before the sum.
fn own(asked: &Asked, units: &[Unit], template: Option<&Arc<Template>>) -> Result<Report, Failure> {
    let mut own = match (&asked.base, units.first()) {
        (Some(base), _) => open_bytes(base, template)?.1,
        (None, Some(first)) => first_unit(first).map_err(|error| Failure::NoSum(error.to_string()))?,
        (None, None) => return Err(Failure::Usage("没有写报告文件".into())),
    };
    if let Some(department) = &asked.department {
        let edit = Edit::SetText("department".into(), Some(department.clone()));
        own.apply(edit, &mut Touched::default()).map_err(|error| Failure::NoSum(error.to_string()))?;
    }
    Ok(own)
}
