//! Projects as the list of them shows them, and what can be done to one as a whole.

use super::{ProjectFinding, project_findings};
use crate::amount::{Format, format_amount, format_percent};
use crate::calc::{Engine, Project, Values, project};
use crate::performance::grade;
use crate::report::{Edit, ListKey, Record};
use crate::template::ListForm;
use rust_decimal::Decimal;

/// A project in few words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectLine {
    /// The record.
    pub id: u32,
    /// Its name; empty when none was typed.
    pub name: String,
    /// 资金性质
    pub kind: String,
    /// Budget of the whole year in 万元.
    pub full: String,
    /// What was spent, in 万元.
    pub executed: String,
    /// The same in percent of the budget.
    pub rate: String,
    /// Points for it.
    pub rate_score: String,
    /// How many indicators.
    pub indicators: usize,
    /// Sum of the weights.
    pub weight: String,
    /// Whether the weights make a whole.
    pub whole: bool,
    /// 总分, while it is complete.
    pub score: String,
    /// 总分 by rule.
    pub proposed: String,
    /// How far the total is from the one by rule, in words: 高 0.25; empty when it is not.
    pub differs: String,
    /// 优、良、中、差
    pub grade: String,
    /// What has to be corrected.
    pub grave: usize,
    /// What has to be explained.
    pub minor: usize,
}

/// Points without trailing zeros.
pub fn points(points: Decimal) -> String {
    points.normalize().to_string()
}

/// How far a score is from the one by rule, in words; `None` when it is not.
pub(super) fn apart(score: Decimal, proposed: Decimal) -> Option<String> {
    let way = if score > proposed { "高" } else { "低" };
    (score != proposed).then(|| format!("{way} {}", points((score - proposed).abs())))
}

/// A project in few words, with all that is wrong with it; `None` when there is none of that id.
pub fn project_line(id: u32, values: &dyn Values) -> Option<(ProjectLine, Vec<ProjectFinding>)> {
    let template = values.template();
    let index = template.list_of(ListForm::Performance)?;
    let records = values.records(ListKey::of(index));
    let record = records.iter().find(|record| record.id == id)?;
    let computed = project(record, values);
    let (projects, indicators) =
        (template.list(index)?, template.list(template.list_of(ListForm::Indicators)?)?);
    let findings = project_findings(record, &computed, projects, indicators);
    let line = line(record, &computed, &findings, &template.scoring);
    Some((line, findings))
}

fn line(
    record: &Record,
    computed: &Project,
    findings: &[ProjectFinding],
    rules: &crate::performance::ScoringRules,
) -> ProjectLine {
    let funds = computed.funds.unwrap_or_default();
    let money = |amount| match amount {
        Some(amount) => format_amount(amount, Format::WAN),
        None => String::new(),
    };
    let complete = computed.score.filter(|_| computed.missing == 0);
    let grave = findings.iter().filter(|finding| finding.grave).count();
    ProjectLine {
        id: record.id,
        name: record.field("name").trim().to_string(),
        kind: record.field("kind").trim().to_string(),
        full: money(funds.full),
        executed: money(funds.executed),
        rate: computed.execution.rate.map(|rate| format_percent(rate, 2)).unwrap_or_default(),
        rate_score: computed.execution.score.map(points).unwrap_or_default(),
        indicators: computed.indicators.len(),
        weight: points(computed.weight),
        whole: computed.weight == Decimal::from(rules.full_marks),
        score: complete.map(points).unwrap_or_default(),
        proposed: computed.proposed.map(points).unwrap_or_default(),
        differs: complete
            .zip(computed.proposed)
            .and_then(|(score, proposed)| super::apart(score, proposed))
            .unwrap_or_default(),
        // A grade of a part would read like a grade.
        grade: complete.map(|score| grade(score, rules.grades).label().to_string()).unwrap_or_default(),
        grave,
        minor: findings.len() - grave,
    }
}

/// All projects in few words, each with all that is wrong with it.
pub fn project_lines(values: &dyn Values) -> Vec<(ProjectLine, Vec<ProjectFinding>)> {
    let Some(index) = values.template().list_of(ListForm::Performance) else { return Vec::new() };
    let records = values.records(ListKey::of(index));
    records.iter().filter_map(|record| project_line(record.id, values)).collect()
}

/// A new project at the end, with what the report knows of it already. Answers with its id too.
pub fn new_project(engine: &Engine) -> Option<(Edit, u32)> {
    let report = engine.report();
    let list = ListKey::of(report.template().list_of(ListForm::Performance)?);
    let id = report.next_id(list);
    let mut record = Record { id, ..Record::default() };
    if let Some(department) = report.text("department").filter(|text| !text.is_empty()) {
        record.fields.insert("department".into(), department.into());
    }
    Some((Edit::InsertRecord(list, usize::MAX, record), id))
}

/// A copy of a project with its indicators, behind it. Answers with its id too.
pub fn copy_project(id: u32, engine: &Engine) -> Option<(Edit, u32)> {
    let report = engine.report();
    let list = ListKey::of(report.template().list_of(ListForm::Performance)?);
    let records = report.records(list);
    let at = records.iter().position(|record| record.id == id)?;
    let new = report.next_id(list);
    let mut record = Record { id: new, ..records.get(at)?.clone() };
    let name = format!("{}（副本）", record.field("name"));
    record.fields.insert("name".into(), name);
    let mut edits = vec![Edit::InsertRecord(list, at + 1, record)];
    if let Some(inner) = report.template().list_of(ListForm::Indicators) {
        let indicators = report.records(ListKey::within(inner, id));
        if !indicators.is_empty() {
            edits.push(Edit::SetRecords(ListKey::within(inner, new), indicators.to_vec()));
        }
    }
    Some((Edit::Batch(edits), new))
}
