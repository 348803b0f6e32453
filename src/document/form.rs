//! A project's self-evaluation form: head, funds and goals, then the indicators.

use crate::amount::{Amount, Format, Rate, format_amount, format_percent};
use crate::calc::{Project, Scope, Values, indicator, project};
use crate::narrative::{Fragment, expand};
use crate::performance::{Funds, Indicator, runs};
use crate::report::{ListKey, Record};
use crate::template::source::FormSource;
use crate::template::{List, ListForm, ZeroWording};
use rust_decimal::Decimal;
use std::ops::Range;

/// A form as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectForm {
    /// Name of the record, for links: `projects.1`.
    pub key: String,
    /// 项目支出绩效自评表
    pub title: String,
    /// （2023年度）
    pub subtitle: String,
    /// Project, funds and goals, in eight columns.
    pub head: Vec<FormRow>,
    /// Heads of the indicators' columns.
    pub header: Vec<String>,
    /// Width shares of the indicators' columns.
    pub widths: Vec<u16>,
    /// The indicators, and the total below them.
    pub rows: Vec<FormRow>,
}

impl ProjectForm {
    /// All its cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &FormCell> {
        self.head.iter().chain(&self.rows).flatten()
    }
}

/// A row of a form: the cells that begin in it.
pub type FormRow = Vec<FormCell>;

/// A cell of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormCell {
    /// Its words; a line a paragraph.
    pub text: String,
    /// What it is.
    pub role: FormRole,
    /// Columns it spans.
    pub colspan: u16,
    /// Rows it spans.
    pub rowspan: u16,
    /// The name of what it shows, when that is a figure or a field.
    pub key: Option<String>,
}

/// What a cell of a form is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormRole {
    /// A label.
    Head,
    /// Words.
    #[default]
    Text,
    /// A short word or a number, centred.
    Mark,
}

impl FormCell {
    fn new(text: impl Into<String>, role: FormRole) -> Self {
        FormCell { text: text.into(), role, colspan: 1, rowspan: 1, key: None }
    }

    fn head(text: &str) -> Self {
        FormCell::new(text, FormRole::Head)
    }

    fn across(self, colspan: u16) -> Self {
        FormCell { colspan, ..self }
    }

    fn down(self, rows: usize) -> Self {
        FormCell { rowspan: u16::try_from(rows).unwrap_or(u16::MAX), ..self }
    }

    fn named(self, key: String) -> Self {
        FormCell { key: Some(key), ..self }
    }
}

/// The form of the project that `scope` stands at; `None` when there is none.
pub fn project_form(scope: &Scope, values: &dyn Values) -> Option<ProjectForm> {
    let template = values.template();
    let (list, id, _) = scope.record?;
    let form = template.form.as_ref()?;
    let records = values.records(ListKey::of(list));
    let record = records.iter().find(|record| record.id == id)?;
    let key = format!("{}.{id}", ListKey::of(list).name(&template));
    let computed = project(record, values);
    let projects = template.list(list)?;
    let inner = template.list_of(ListForm::Indicators)?;
    let indicators = template.list(inner)?;
    let inner_key = ListKey::within(inner, id).name(&template);
    let writer =
        Writer { form, projects, key: &key, inner_key: &inner_key, record, project: &computed, values };
    let columns: Vec<_> = form.columns.iter().filter_map(|key| indicators.column(key)).collect();
    let year = values.text("year").unwrap_or_else(|| template.year.to_string());
    Some(ProjectForm {
        title: form.title.clone(),
        subtitle: form.subtitle.replace("{year}", &year),
        head: writer.head(),
        header: columns.iter().map(|column| column.title.clone()).collect(),
        widths: columns.iter().map(|column| column.width.unwrap_or(8)).collect(),
        rows: writer.indicators(&columns.iter().map(|column| column.key.as_str()).collect::<Vec<_>>()),
        key,
    })
}

struct Writer<'a> {
    form: &'a FormSource,
    /// A form has no line for what its list has no column for.
    projects: &'a List,
    key: &'a str,
    /// Name of the list of the project's indicators.
    inner_key: &'a str,
    record: &'a Record,
    project: &'a Project,
    values: &'a dyn Values,
}

impl Writer<'_> {
    fn field(&self, column: &str, role: FormRole) -> FormCell {
        let text = expand(self.record.field(column), self.values);
        let text: String = text.iter().map(Fragment::text).collect();
        FormCell::new(text.trim(), role).named(format!("{}.{column}", self.key))
    }

    fn head(&self) -> Vec<FormRow> {
        let form = self.form;
        let has = |column: &str| self.projects.column(column).is_some();
        let sources = &self.project.sources;
        let sources = [
            (&form.fiscal, "fiscal_", sources.appropriation),
            (&form.carryover, "carryover_", sources.carryover),
            (&form.other, "other_", sources.other),
        ];
        let sources: Vec<_> =
            sources.into_iter().filter(|(_, source, _)| has(&format!("{source}full"))).collect();
        let mut rows =
            vec![vec![FormCell::head(&form.name).across(2), self.field("name", FormRole::Text).across(6)]];
        if has("department") || has("unit") {
            rows.push(vec![
                FormCell::head(&form.department).across(2),
                self.field("department", FormRole::Text).across(3),
                FormCell::head(&form.unit),
                self.field("unit", FormRole::Text).across(2),
            ]);
        }
        rows.push(vec![
            // The head, the total and the sources.
            FormCell::head(&form.funds).down(2 + sources.len()),
            FormCell::head(""),
            FormCell::head(&form.initial),
            FormCell::head(&form.full),
            FormCell::head(&form.executed),
            FormCell::head(&form.weight),
            FormCell::head(&form.rate),
            FormCell::head(&form.score),
        ]);
        let execution = &self.project.execution;
        let points = [execution.weight, execution.score].map(|points| points.map(number).unwrap_or_default());
        let dash = || ["—".to_string(), "—".to_string()];
        rows.push(self.funds(&form.total, "", self.project.funds, points));
        for (label, source, funds) in sources {
            rows.push(self.funds(label, source, Some(funds), dash()));
        }
        if has("goal") || has("achieved") {
            rows.push(vec![
                FormCell::head(&form.goals).down(2),
                FormCell::head(&form.goal).across(3),
                FormCell::head(&form.achieved).across(4),
            ]);
            rows.push(vec![
                self.field("goal", FormRole::Text).across(3),
                self.field("achieved", FormRole::Text).across(4),
            ]);
        }
        rows
    }

    /// One source of funds; `None` when a sum is too large to hold.
    fn funds(&self, label: &str, source: &str, funds: Option<Funds>, points: [String; 2]) -> FormRow {
        let mark = |text: String, name: &str| {
            FormCell::new(text, FormRole::Mark).named(format!("{}.{source}{name}", self.key))
        };
        let amount = |name: &str, pick: fn(&Funds) -> Option<Amount>| match &funds {
            Some(funds) => match pick(funds) {
                Some(amount) => format_amount(amount, Format::WAN),
                // What is typed and cannot be read stands as it is; a total has no text of its own.
                None => self.record.field(&format!("{source}{name}")).trim().to_string(),
            },
            None => "数太大".into(),
        };
        let [weight, score] = points;
        vec![
            FormCell::head(label),
            mark(amount("initial", |funds| funds.initial), "initial"),
            mark(amount("full", |funds| funds.full), "full"),
            mark(amount("executed", |funds| funds.executed), "executed"),
            mark(weight, "rate_weight"),
            mark(self.rate(&funds.unwrap_or_default()), "rate"),
            mark(score, "rate_score"),
        ]
    }

    fn rate(&self, funds: &Funds) -> String {
        match crate::performance::rate(funds) {
            Some(rate) => format_percent(rate, 2),
            None if funds.full.is_none() && funds.executed.is_none() => String::new(),
            // Nothing budgeted and nothing spent: this form's authors print 0%.
            None if self.values.zero_wording() == ZeroWording::AsSource => {
                format_percent(Rate::from_ratio(Decimal::ZERO), 2)
            }
            None => "—".into(),
        }
    }

    fn indicators(&self, columns: &[&str]) -> Vec<FormRow> {
        let records = &self.project.indicators;
        let typed: Vec<Indicator<'_>> = records.iter().map(indicator).collect();
        let runs = runs(&typed);
        let begins = |runs: &[Range<usize>], row| runs.iter().find(|run| run.start == row).cloned();
        let mut rows = Vec::new();
        for (row, (record, assessment)) in records.iter().zip(&self.project.assessments).enumerate() {
            let mut cells = Vec::new();
            for column in columns {
                let key = format!("{}.{}.{column}", self.inner_key, record.id);
                let text = record.field(column).trim();
                let cell = match *column {
                    "level1" | "level2" => {
                        let runs = if *column == "level1" { &runs.level1 } else { &runs.level2 };
                        match begins(runs, row) {
                            Some(run) => FormCell::new(text, FormRole::Mark).down(run.len()),
                            None => continue,
                        }
                    }
                    "name" | "note" => FormCell::new(text, FormRole::Text),
                    // A score that was not typed is the one by rule; one that cannot be read stays as typed.
                    "score" if text.is_empty() => {
                        FormCell::new(assessment.effective.map(number).unwrap_or_default(), FormRole::Mark)
                    }
                    _ => FormCell::new(text, FormRole::Mark),
                };
                cells.push(cell.named(key));
            }
            rows.push(cells);
        }
        rows.push(self.total(columns));
        rows
    }

    /// 总分, below the columns of weight and score.
    fn total(&self, columns: &[&str]) -> FormRow {
        let before = columns.iter().take_while(|column| !matches!(**column, "weight" | "score")).count();
        let label = FormCell::head(&self.form.sum).across(u16::try_from(before).unwrap_or(u16::MAX));
        let rest = columns.iter().skip(before).map(|column| {
            let text = match *column {
                "weight" => number(self.project.weight),
                // A sum of what there is would read like a total.
                "score" => {
                    let complete = self.project.score.filter(|_| self.project.missing == 0);
                    complete.map(number).unwrap_or_default()
                }
                _ => return FormCell::new("", FormRole::Text),
            };
            FormCell::new(text, FormRole::Mark).named(format!("{}.{column}", self.key))
        });
        std::iter::once(label).chain(rest).collect()
    }
}

/// Points without trailing zeros.
fn number(points: Decimal) -> String {
    points.normalize().to_string()
}
