//! Lists of records: units, terms, projects with their indicators.

use super::complaint::Complaints;
use super::source::{ListColumnSource, ListSource, ListsSource};
use super::{FieldKind, ListForm};
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

/// Columns that the program reads of projects.
const PROJECT: [&str; 10] = [
    "name",
    "fiscal_initial",
    "fiscal_full",
    "fiscal_executed",
    "carryover_initial",
    "carryover_full",
    "carryover_executed",
    "other_initial",
    "other_full",
    "other_executed",
];
/// Columns that the program reads of indicators.
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
/// Columns that the program reads of named figures.
const FACT: [&str; 2] = ["name", "value"];

/// Resolves the lists of a template.
pub(super) fn lists(source: &ListsSource, complaints: &mut Complaints<'_>) -> Vec<List> {
    let mut keys = BTreeSet::new();
    let mut forms = BTreeSet::new();
    let mut lists = Vec::new();
    for list in &source.list {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if list.key.is_empty() || !list.key.chars().all(plain) || !keys.insert(&list.key) {
            let key = &list.key;
            complaints.whole(format!("清单“{key}”的名称要唯一，只能用英文字母、数字和下划线"));
        }
        if list.form != ListForm::Plain && !forms.insert(list.form) {
            complaints.whole(format!("清单“{}”的 form 在另一个清单里用过了", list.key));
        }
        check_columns(list, complaints);
        let within = list.within.as_ref().and_then(|within| {
            let found =
                source.list.iter().position(|other| other.key == within.text && other.within.is_none());
            if found.is_none() {
                complaints.at(within.at, format!("没有叫“{}”的清单，或它自己也在别的清单里", within.text));
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
            complaints.whole(format!("清单“{}”是指标，要写 within 指明它的项目清单", list.key));
        }
    }
    lists
}

fn check_form(source: &ListsSource, complaints: &mut Complaints<'_>) {
    let has = |form: ListForm| source.list.iter().find(|list| list.form == form);
    match (&source.form, has(ListForm::Performance), has(ListForm::Indicators)) {
        (None, Some(list), _) => {
            complaints.whole(format!("有项目清单“{}”，却没有 [form]：自评表上的字句要写在那里", list.key));
        }
        (Some(form), Some(_), Some(indicators)) => {
            let known = |key: &String| indicators.column.iter().any(|column| column.key == *key);
            for column in form.columns.iter().filter(|column| !known(column)) {
                complaints.whole(format!("[form] 的 columns 里有“{column}”，指标清单没有这一栏"));
            }
        }
        (_, Some(list), None) => {
            complaints.whole(format!("项目清单“{}”要有一个 form = \"indicators\" 的指标清单", list.key));
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
    let mut keys = BTreeSet::new();
    for column in &list.column {
        if !keys.insert(column.key.as_str()) || matches!(column.key.as_str(), "id" | "ordinal") {
            complaints.whole(format!("清单“{}”的栏“{}”重名，或用了保留的名称", list.key, column.key));
        }
        if column.kind == FieldKind::Choice && column.choices.is_empty() {
            complaints.whole(format!("清单“{}”的栏“{}”是 choice，却没有 choices", list.key, column.key));
        }
    }
    for key in needed.iter().filter(|key| !keys.contains(**key)) {
        complaints.whole(format!("清单“{}”缺少栏“{key}”，程序要读它", list.key));
    }
    if keys.is_empty() {
        complaints.whole(format!("清单“{}”没有一栏", list.key));
    }
    for record in &list.default {
        for key in record.keys().filter(|key| !keys.contains(key.as_str())) {
            complaints.whole(format!("清单“{}”的 default 里有“{key}”，清单没有这一栏", list.key));
        }
    }
}
