//! Units' files into the department's report, and a corrected file in an old one's place: with hundreds of files it
//! takes seconds, away from the page.

use super::{Templates, Written};
use crate::amount::{Amount, Unit as In, parse_amount};
use crate::calc::{Engine, Value, cell_label};
use crate::checks;
use crate::consolidate::{Chosen, Difference, Problem, Unit, cleared, consolidate, own_unit, replace_unit};
use crate::document::shown;
use crate::io::json;
use crate::report::{CellRef, Entered, ListKey, Report, Touched};
use crate::template::{ListForm, Quantity, Severity, Template};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The name of the task that adds units up: [`Asked`] in, [`Done`] out.
pub const TASK: &str = "consolidate";
/// The name of the task that replaces a unit: [`Replacing`] in, [`Replaced`] out.
pub const REPLACE: &str = "replace_unit";

/// What is to be added up.
#[derive(Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The department's report as it is saved.
    pub own: String,
    /// Whether one of the files brings the department's own accounts (本级). Otherwise those in its report count as
    /// one more unit's.
    pub start_empty: bool,
    /// The units' files.
    pub units: Vec<UnitFile>,
    /// What is eliminated between them.
    pub eliminations: Vec<Eliminating>,
    /// The report's template when it is not the program's.
    pub template: Written,
}

/// A unit's file.
#[derive(Debug, Serialize, Deserialize)]
pub struct UnitFile {
    /// What it is called.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// An elimination that the clerk chose.
#[derive(Debug, Serialize, Deserialize)]
pub struct Eliminating {
    /// Its key in the template.
    pub key: String,
    /// Amounts in yuan by the names of their cells; what is proposed when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amounts: Option<BTreeMap<String, String>>,
}

/// What came out.
#[derive(Debug, Serialize, Deserialize)]
pub struct Done {
    /// The department's report as it is saved; none when a file had to be left out.
    pub report: Option<String>,
    /// What the clerk should know, gravest first.
    pub problems: Vec<Said>,
    /// How many units were added up.
    pub units: usize,
}

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Whether the report would not be the department's.
    pub grave: bool,
}

/// A unit's corrected file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Replacing {
    /// The department's report as it is saved.
    pub own: String,
    /// The file.
    pub unit: UnitFile,
    /// The report's template when it is not the program's.
    pub template: Written,
}

/// What a corrected file changes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Replaced {
    /// The department's report with the file in the old one's place, as it is saved.
    pub report: String,
    /// The unit, by the name in its file.
    pub unit: String,
    /// Cells that the unit's two files fill in differently, in the order of the document.
    pub differences: Vec<Differs>,
    /// What the clerk should know of the new file.
    pub problems: Vec<Said>,
}

/// A cell that a unit's two files fill in differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differs {
    /// The cell in words.
    pub label: String,
    /// In the old file; nothing where it was blank.
    pub before: String,
    /// In the new file.
    pub after: String,
    /// How much more it is.
    pub change: String,
}

/// A structure of texts as the input of a task.
pub fn input(asked: &impl Serialize) -> String {
    // Texts and lists of them always become text.
    serde_json::to_string(asked).unwrap_or_default()
}

/// Adds up the units of what [`input`] wrote of an [`Asked`]. `progress` hears of every file read.
///
/// # Errors
/// Why there is no sum; what is wrong with single files is no error, but a problem.
pub(super) fn sum(input: &str, progress: &mut dyn FnMut(&str)) -> Result<String, String> {
    let asked: Asked = serde_json::from_str(input).map_err(other_version)?;
    let templates = Templates::new(&asked.template)?;
    let own = templates.report(&asked.own)?;
    let count = asked.units.len();
    let (base, own_accounts) = match asked.start_empty {
        true => (cleared(&own).map_err(|error| error.to_string())?, None),
        false => {
            let found = own_unit(&own, asked.own.as_bytes()).map_err(|error| error.to_string())?;
            found.map(|(base, unit)| (base, Some(unit))).ok_or(NO_OWN_UNIT)?
        }
    };
    let mut problems = Vec::new();
    let mut units: Vec<Unit> = own_accounts.into_iter().map(checked).collect();
    for (index, UnitFile { file, text }) in asked.units.into_iter().enumerate() {
        progress(&format!("读第{}个，共{count}个：{file}", index + 1));
        match unit(file, &text, &templates) {
            Ok((unit, notes)) => {
                problems.extend(notes);
                units.push(unit);
            }
            Err(text) => problems.push(Said { text, grave: true }),
        }
    }
    progress("正在相加…");
    let chosen = asked.eliminations.into_iter().map(|asked| chosen(base.template(), asked));
    let chosen: Vec<Chosen> = chosen.collect::<Result<_, _>>()?;
    let done = consolidate(&base, &units, &chosen, &mut |_, _| ControlFlow::Continue(()))
        .map_err(|error| error.to_string())?;
    problems.extend(done.problems.iter().map(said));
    problems.extend(projects_kept(&done.report));
    problems.sort_by_key(|problem| !problem.grave);
    let whole = !problems.iter().any(|problem| problem.grave);
    let units = done.report.consolidation().units().len();
    let report = whole.then(|| json::write(&done.report));
    serde_json::to_string(&Done { report, problems, units }).map_err(other_version)
}

/// Puts the file of what [`input`] wrote of a [`Replacing`] in its unit's place.
///
/// # Errors
/// Why it does not fit.
pub(super) fn replace(input: &str) -> Result<String, String> {
    let asked: Replacing = serde_json::from_str(input).map_err(other_version)?;
    let templates = Templates::new(&asked.template)?;
    let mut own = templates.report(&asked.own)?;
    let (unit, mut problems) = unit(asked.unit.file, &asked.unit.text, &templates)?;
    let replacement = replace_unit(&own, &unit).map_err(|error| error.to_string())?;
    own.apply(replacement.edit, &mut Touched::default()).map_err(|error| error.to_string())?;
    problems.extend(replacement.problems.iter().map(said));
    let report = json::write(&own);
    let engine = Engine::new(own);
    let differences = replacement.differences.iter().map(|one| differs(one, &engine)).collect();
    let replaced = Replaced { report, unit: unit.name().to_string(), differences, problems };
    serde_json::to_string(&replaced).map_err(other_version)
}

const NO_OWN_UNIT: &str =
    "本部门报告已经汇总过，里面没有本级的账。请把本级的报告文件也选上，再选“本级的账也在这些文件里”";

fn other_version(_: serde_json::Error) -> String {
    "汇总的数据读不出来，请刷新页面".into()
}

/// Opens a unit's file: the unit, and what the clerk should know of the file; or why it cannot be read.
fn unit(file: String, text: &str, templates: &Templates) -> Result<(Unit, Vec<Said>), String> {
    let opened = json::read(text.as_bytes(), &|id: &str| templates.find(id))
        .map_err(|error| format!("“{file}”读不了：{error}"))?;
    let note = |note: String| Said { text: format!("“{file}”：{note}"), grave: false };
    let notes = opened.notes.into_iter().map(note).collect();
    Ok((checked(Unit::new(file, text.as_bytes(), opened.report)), notes))
}

/// A unit with the number of the checks at the level of errors that it fails.
fn checked(mut unit: Unit) -> Unit {
    let findings = checks::findings(&Engine::new(unit.report.clone()));
    // A unit's tables are taken over, not its texts.
    let error = |finding: &&checks::Finding| finding.severity == Severity::Error && finding.is_of_tables();
    unit.errors = findings.iter().filter(error).count();
    unit
}

fn said(problem: &Problem) -> Said {
    Said { text: problem.to_string(), grave: problem.is_grave() }
}

fn chosen(template: &Template, asked: Eliminating) -> Result<Chosen, String> {
    let amount = |(name, text): (String, String)| -> Result<(CellRef, Amount), String> {
        let cell = CellRef::parse(template, &name).ok_or_else(|| format!("表里没有“{name}”这一格"))?;
        let read = parse_amount(&text, In::Yuan).map_err(|error| format!("{name}：{error}"))?;
        Ok((cell, read.map_or(Amount::from_fen(0), |read| read.amount)))
    };
    let amounts = asked.amounts.map(|amounts| amounts.into_iter().map(amount).collect());
    Ok(Chosen { key: asked.key, amounts: amounts.transpose()? })
}

/// Projects that the department entered itself, beside those of its units.
fn projects_kept(report: &Report) -> Option<Said> {
    let list = ListKey::of(report.template().list_of(ListForm::Performance)?);
    let taken: Vec<u32> = report.consolidation().taken(list).collect();
    let records = report.records(list);
    let kept = records.iter().filter(|record| !taken.contains(&record.id));
    let kept: Vec<&str> = kept.map(|record| record.field("name")).collect();
    (!kept.is_empty()).then(|| Said {
        text: format!(
            "部门报告里原有{}个绩效自评项目不是从各单位来的（{}），保留在清单里，请核对是否重复",
            kept.len(),
            kept.join("、")
        ),
        grave: false,
    })
}

fn differs(found: &Difference, engine: &Engine) -> Differs {
    let raw = |number: Option<Entered>| number.map_or(0, Entered::raw);
    let change = raw(found.after) - raw(found.before);
    let value = match found.cell.quantity(engine.report().template()) {
        Quantity::Money => Value::Money(Amount::from_fen(change)),
        Quantity::Count => Value::Count(change),
    };
    let sign = if change > 0 { "+" } else { "" };
    let text = |number: Option<Entered>| number.map_or_else(String::new, Entered::text_with_unit);
    Differs {
        label: cell_label(found.cell, engine),
        before: text(found.before),
        after: text(found.after),
        change: format!("{sign}{}", shown(value, In::Yuan)),
    }
}
