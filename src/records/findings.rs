//! What is wrong with a project: in words, what has to be corrected before what has to be explained.

use crate::calc::Project;
use crate::performance::{Field, Problem};
use crate::report::Record;
use crate::template::List;

/// Something about one row, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it keeps the score from standing.
    pub grave: bool,
    /// The sentence.
    pub words: String,
    /// The column it is about.
    pub column: &'static str,
}

/// Where a finding leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A field of the project, by column.
    Field(String),
    /// The funds.
    Funds,
    /// The indicators as a whole.
    Indicators,
    /// An indicator's cell: its position, its column.
    Indicator(usize, &'static str),
    /// The same by the position of the column.
    Cell(usize, usize),
}

/// Something about a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectFinding {
    /// Whether it keeps the score from standing, or the form from being published.
    pub grave: bool,
    /// What it is about: 第3行 椅子类.
    pub about: String,
    /// The sentence.
    pub words: String,
    /// Where to correct it.
    pub place: Place,
}

/// The column that a problem of an indicator is about.
pub fn problem_column(problem: &Problem) -> &'static str {
    let of_field = |field: &Field| match field {
        Field::Target => "target",
        Field::Actual => "actual",
        Field::Weight => "weight",
        Field::Score => "score",
    };
    match problem {
        Problem::NotNumber { field, .. } | Problem::Missing { field } | Problem::NotPlain { field } => {
            of_field(field)
        }
        Problem::WeightOutOfRange { .. } => "weight",
        Problem::NatureUnknown { .. } | Problem::NatureConflict { .. } => "nature",
        Problem::DirectionUnknown { .. }
        | Problem::DirectionMissing
        | Problem::DirectionAssumed { .. }
        | Problem::DirectionConflict { .. }
        | Problem::DirectionUnusual { .. } => "direction",
        Problem::UnitsDiffer { .. } => "unit",
        Problem::ZeroTarget { .. } | Problem::IntervalExpected | Problem::IntervalReversed { .. } => "target",
        Problem::ZeroFullMarks | Problem::FarAbove { .. } => "actual",
        Problem::NoteMissing { .. } => "note",
        _ => "score",
    }
}

/// What there is to say of an indicator: its problems, and which of the columns that must be filled in are not.
pub fn findings_of(list: &List, record: &Record, problems: &[Problem]) -> Vec<Finding> {
    // What the scoring reads it asks for itself.
    let asked = ["target", "actual", "weight"];
    let missing = INDICATOR.iter().filter(|key| !asked.contains(key) && record.field(key).trim().is_empty());
    let missing = missing.filter_map(|key| {
        let column = list.column(key).filter(|column| column.required)?;
        Some(Finding { grave: true, words: format!("{}没有填写", column.title), column: key })
    });
    let said = problems.iter().map(|problem| Finding {
        grave: problem.grave(),
        words: problem.to_string(),
        column: problem_column(problem),
    });
    let mut found: Vec<_> = missing.chain(said).collect();
    found.sort_by_key(|finding| !finding.grave);
    found
}

/// Columns of indicators, where a finding can be.
const INDICATOR: [&str; 11] = [
    "level1",
    "level2",
    "name",
    "nature",
    "direction",
    "target",
    "actual",
    "unit",
    "weight",
    "score",
    "note",
];

/// All that is wrong with a project, grave first, then from top to bottom.
pub fn project_findings(
    record: &Record,
    project: &Project,
    projects: &List,
    indicators: &List,
) -> Vec<ProjectFinding> {
    let mut found = Vec::new();
    let mut say = |grave: bool, about: &str, words: String, place: Place| {
        found.push(ProjectFinding { grave, about: about.to_string(), words, place });
    };
    for column in &projects.columns {
        let text = record.field(&column.key);
        if column.required && text.trim().is_empty() {
            say(true, "项目情况", format!("{}没有填写", column.title), Place::Field(column.key.clone()));
        }
        if let Some(words) = super::kind_problem(column, text) {
            say(true, &column.title, words, Place::Field(column.key.clone()));
        }
    }
    if project.funds.is_none() {
        say(true, "项目资金", "三项资金的合计太大，无法精确计算，请核对资金".into(), Place::Funds);
    } else if project.execution.score.is_none() && project.execution.weight.is_some() {
        say(true, "项目资金", "全年预算数和全年执行数没有填全，算不出执行率".into(), Place::Funds);
    }
    for problem in &project.problems {
        let (about, place) = match problem {
            Problem::WeightSum { .. } | Problem::ScoresMissing { .. } => ("绩效指标", Place::Indicators),
            _ => ("执行率", Place::Funds),
        };
        say(problem.grave(), about, problem.to_string(), place);
    }
    if project.indicators.is_empty() {
        say(true, "绩效指标", "还没有一条指标".into(), Place::Indicators);
    }
    for (row, (record, assessment)) in project.indicators.iter().zip(&project.assessments).enumerate() {
        let name = record.field("name").trim();
        let about = format!("第{}行{}{name}", row + 1, if name.is_empty() { "" } else { " " });
        for finding in findings_of(indicators, record, &assessment.problems) {
            say(finding.grave, &about, finding.words, Place::Indicator(row, finding.column));
        }
    }
    found.sort_by_key(|finding| !finding.grave);
    found
}
