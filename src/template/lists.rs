//! Lists of records: units, terms, projects with their indicators.

use super::complaint::Complaints;
use super::expr::Kind;
use super::resolve::{Names, Place};
use super::source::{FundSource, ListColumnSource, ListSource, ListsSource};
use super::{FieldKind, Formula, ListForm};
use std::collections::{BTreeMap, BTreeSet};

/// Index of a list within its template.
pub type ListIndex = u16;

/// A list of records, each a few named texts.
#[derive(Debug)]
pub struct List {
    /// Name in expressions and saved files.
    pub key: String,
    /// Heading of its editor.
    pub title: String,
    /// What one record is called.
    pub item: String,
    /// What to know before filling it in.
    pub help: String,
    /// The list whose every record has a list of this kind of its own.
    pub within: Option<ListIndex>,
    /// What the records are to the program.
    pub form: ListForm,
    /// Columns from left to right.
    pub columns: Vec<ListColumnSource>,
    /// Records that a new report starts with, by column.
    pub defaults: Vec<BTreeMap<String, String>>,
}

impl List {
    /// The column named `key`.
    pub fn column(&self, key: &str) -> Option<&ListColumnSource> {
        self.columns.iter().find(|column| column.key == key)
    }
}

/// What projects are paid from.
#[derive(Debug)]
pub struct Fund {
    /// What projects say in their column `kind`.
    pub kind: String,
    /// The amount the original budget has of it.
    pub budget: Formula,
}

/// Resolves what projects are paid from.
pub(super) fn funds(names: &Names<'_>, source: &[FundSource], complaints: &mut Complaints<'_>) -> Vec<Fund> {
    let mut found = Vec::new();
    for fund in source {
        match names.expression(&fund.budget, Place::default(), &[Kind::Money]) {
            Ok((expr, _)) => {
                let budget = Formula { expr, text: fund.budget.text.clone() };
                found.push(Fund { kind: fund.kind.clone(), budget });
            }
            Err(problem) => complaints.at(fund.budget.at, format!("资金性质“{}”的{problem}", fund.kind)),
        }
    }
    found
}

/// Columns that the program cannot judge projects without. It reads others where there are any: `department`, `unit`,
/// `kind`, `goal`, `achieved`, `problems`, and the same amounts with `initial`, and of `carryover` and `other`.
const PROJECT: [&str; 3] = ["name", "fiscal_full", "fiscal_executed"];
/// Columns that the program cannot score indicators without. It reads others where there are any: `level1`, `level2`,
/// `nature`, `direction`, `unit`, `score`, `note`.
const INDICATOR: [&str; 4] = ["name", "target", "actual", "weight"];
/// Columns that the program reads of named figures.
const FACT: [&str; 2] = ["name", "value"];

/// Resolves the lists of a template.
pub(super) fn lists(source: &ListsSource, complaints: &mut Complaints<'_>) -> Vec<List> {
    let mut keys = BTreeSet::new();
    let mut forms = BTreeSet::new();
    let mut lists = Vec::new();
    for list in &source.list {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let (key, here) = (&list.key, place_of(list));
        if key.is_empty() || !key.chars().all(plain) {
            complaints.near(&here, format!("清单“{key}”的 key 只能用英文字母、数字和下划线，请改名"));
        } else if !keys.insert(key) {
            complaints.near(&here, format!("有两个清单都叫“{key}”，请改名"));
        }
        if list.form != ListForm::Plain && !forms.insert(list.form) {
            let problem = format!("清单“{key}”的 form 在另一个清单里用过了，每种 form 只能有一个清单");
            complaints.near(&here, problem);
        }
        check_columns(list, complaints);
        let within = list.within.as_ref().and_then(|within| {
            let found =
                source.list.iter().position(|other| other.key == within.text && other.within.is_none());
            if found.is_none() {
                let problem = format!("没有叫“{}”的清单，或它自己也写了 within：只能套一层", within.text);
                complaints.at(within.at, problem);
            }
            found.and_then(|index| index.try_into().ok())
        });
        lists.push(List {
            key: list.key.clone(),
            title: list.title.clone(),
            item: list.item.clone(),
            help: list.help.clone(),
            within,
            form: list.form,
            columns: list.column.clone(),
            defaults: list.default.clone(),
        });
    }
    check_form(source, complaints);
    let performance = lists.iter().position(|list| list.form == ListForm::Performance);
    for list in &lists {
        let place = list.within.map(usize::from);
        if list.form == ListForm::Indicators && (place.is_none() || place != performance) {
            let problem = format!("清单“{}”是指标，要写 within 指明它的项目清单", list.key);
            complaints.near(&format!("key = \"{}\"", list.key), problem);
        }
    }
    lists
}

fn check_form(source: &ListsSource, complaints: &mut Complaints<'_>) {
    let has = |form: ListForm| source.list.iter().find(|list| list.form == form);
    match (&source.form, has(ListForm::Performance), has(ListForm::Indicators)) {
        (None, Some(list), _) => {
            let problem = format!("有项目清单“{}”，却没有 [form]：自评表上的字句要写在那里", list.key);
            complaints.near(&place_of(list), problem);
        }
        (Some(form), Some(_), Some(indicators)) => {
            let known = |key: &String| indicators.column.iter().any(|column| column.key == *key);
            for column in form.columns.iter().filter(|column| !known(column)) {
                let problem =
                    format!("[form] 的 columns 里有“{column}”，指标清单没有这一栏，请删去或给清单加上");
                complaints.near(&format!("\"{column}\""), problem);
            }
        }
        (_, Some(list), None) => {
            let problem = format!("项目清单“{}”要有一个 form = \"indicators\" 的指标清单", list.key);
            complaints.near(&place_of(list), problem);
        }
        _ => {}
    }
}

fn check_columns(list: &ListSource, complaints: &mut Complaints<'_>) {
    let needed: &[&str] = match list.form {
        ListForm::Plain => &[],
        ListForm::Performance => &PROJECT,
        ListForm::Indicators => &INDICATOR,
        ListForm::Facts => &FACT,
    };
    let here = place_of(list);
    let name = &list.key;
    let mut keys = BTreeSet::new();
    for column in &list.column {
        let key = column.key.as_str();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if matches!(key, "id" | "ordinal") || !key.chars().all(plain) {
            let problem = format!(
                "清单“{name}”的栏不能叫“{key}”：只用英文字母、数字和下划线，id 和 ordinal 已有别的用处"
            );
            complaints.near(&format!("key = \"{key}\""), problem);
        } else if !keys.insert(key) {
            complaints.near(&here, format!("清单“{name}”有两栏都叫“{key}”，请改名"));
        }
        if column.kind == FieldKind::Choice && column.choices.is_empty() {
            complaints
                .near(&here, format!("清单“{name}”的栏“{key}”是 choice，要写 choices = [\"…\", \"…\"]"));
        }
    }
    for key in needed.iter().filter(|key| !keys.contains(**key)) {
        complaints.near(&here, format!("清单“{name}”缺少栏“{key}”，程序要读它，请加上"));
    }
    for record in &list.default {
        for key in record.keys().filter(|key| !keys.contains(key.as_str())) {
            complaints.near(&here, format!("清单“{name}”的 default 里有“{key}”，清单没有这一栏，请删去"));
        }
    }
}

/// What a list's own line says, for complaints about the list.
fn place_of(list: &ListSource) -> String {
    format!("key = \"{}\"", list.key)
}
