//! What an entered text can refer to by a name in braces.

use super::figure_text::{FigureText, Measure};
use super::tokens::{Token, expand, tokens};
use super::{Fragment, generated_figures, instances, slots_of};
use crate::amount::parse_decimal;
use crate::calc::{Values, cell_label, code_name};
use crate::catalog::{economic, functional};
use crate::narrative::Instance;
use crate::report::{CellRef, ListKey, Record, parse_id};
use crate::template::{FieldKind, ListForm, RowKey, Section, Style, Template};

/// Longest name of a named figure, in characters: a clerk reads it within a sentence.
const LONGEST_FACT: usize = 20;

/// What sort of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CandidateKind {
    /// A figure the clerk has given a name.
    Fact,
    /// A figure of a sentence.
    Figure,
    /// A cell of a table.
    Cell,
    /// A number in a list, such as a project's budget.
    Record,
    /// A text entered elsewhere.
    Text,
    /// A field of the cover.
    Field,
}

impl CandidateKind {
    /// All of them, in the order they are offered.
    pub const ALL: [CandidateKind; 6] = [
        CandidateKind::Fact,
        CandidateKind::Figure,
        CandidateKind::Cell,
        CandidateKind::Record,
        CandidateKind::Text,
        CandidateKind::Field,
    ];

    /// What the clerk knows it as.
    pub fn label(self) -> &'static str {
        match self {
            CandidateKind::Fact => "常用数",
            CandidateKind::Figure => "正文的数",
            CandidateKind::Cell => "表里的数",
            CandidateKind::Record => "清单的数",
            CandidateKind::Text => "别处文字",
            CandidateKind::Field => "封面信息",
        }
    }
}

/// Something a text can refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What goes between the braces.
    pub name: String,
    /// What sort of thing it is.
    pub kind: CandidateKind,
    /// What it is, in words.
    pub label: String,
    /// How it reads now, with its unit.
    pub value: String,
    /// Pinyin initials that find it too.
    pub(super) initials: &'static str,
}

/// Everything that the text kept under `own` can refer to, in the order of the document.
pub fn candidates(own: &str, values: &dyn Values) -> Vec<Candidate> {
    let template = values.template();
    let mut found = facts(values);
    for section in &template.sections {
        found.extend(figures(section, values));
    }
    found.extend(cells(values));
    found.extend(records(values));
    for section in &template.sections {
        found.extend(texts(section, own, values));
    }
    found.extend(template.fields.iter().map(|field| {
        let value = values.text(&field.key).or_else(|| field.default.clone()).unwrap_or_default();
        candidate(field.key.clone(), CandidateKind::Field, field.label.clone(), value)
    }));
    found
}

fn candidate(name: String, kind: CandidateKind, label: String, value: String) -> Candidate {
    Candidate { name, kind, label, value, initials: "" }
}

fn facts(values: &dyn Values) -> Vec<Candidate> {
    let template = values.template();
    let Some(list) = template.list_of(ListForm::Facts) else { return Vec::new() };
    let records = values.records(ListKey::of(list));
    let named = records.iter().filter(|record| !record.field("name").trim().is_empty());
    named
        .map(|record| {
            let name = record.field("name").trim().to_string();
            let note = record.field("note").trim();
            let label = if note.is_empty() { name.clone() } else { format!("{name}（{note}）") };
            let now: String =
                expand(record.field("value").trim(), values).iter().map(Fragment::text).collect();
            let value = format!("{now}{}", record.field("unit").trim());
            candidate(name, CandidateKind::Fact, label, value)
        })
        .collect()
}

fn figures(section: &Section, values: &dyn Values) -> Vec<Candidate> {
    let figure = |(instance, figure): (Instance, FigureText)| {
        let label = format!("{}：{}", instance_words(section, &instance, values), figure.formula);
        let value = with_unit(&figure);
        candidate(figure.key, CandidateKind::Figure, label, value)
    };
    generated_figures(section, values).into_iter().map(figure).collect()
}

fn cells(values: &dyn Values) -> Vec<Candidate> {
    let template = values.template();
    let mut found = Vec::new();
    for (index, table) in (0u16..).zip(&template.tables) {
        for row in values.rows(index).iter() {
            if table.fixed_row(*row).is_some_and(|row| row.key.is_none()) {
                continue;
            }
            for column in table.columns_of(*row) {
                let cell = CellRef { table: index, row: *row, column };
                let figure = super::tokens::of_cell(cell, Style::Usual, values);
                let value = if figure.blank { "（空）".into() } else { with_unit(&figure) };
                let (name, label) = (cell.name(&template), cell_label(cell, values));
                found.push(Candidate {
                    initials: initials(*row),
                    ..candidate(name, CandidateKind::Cell, label, value)
                });
            }
        }
    }
    found
}

fn initials(row: RowKey) -> &'static str {
    let RowKey::Code(code) = row else { return "" };
    let code = code.to_string();
    functional().get(&code).or_else(|| economic().get(&code)).map_or("", |entry| entry.initials)
}

fn records(values: &dyn Values) -> Vec<Candidate> {
    let template = values.template();
    let mut found = Vec::new();
    for (index, list) in (0u16..).zip(&template.lists) {
        if list.form == ListForm::Facts || list.within.is_some() {
            continue;
        }
        for record in values.records(ListKey::of(index)).iter() {
            let numbers = list.columns.iter().filter(|column| {
                matches!(column.kind, FieldKind::Money | FieldKind::Decimal | FieldKind::Count)
            });
            for column in numbers {
                let name = format!("{}.{}.{}", list.key, record.id, column.key);
                let shown = super::tokens::of_record(&name, Style::Usual, &template, values);
                let Some(Fragment::Figure(figure)) = shown else { continue };
                let label = format!("{} {}", record.field("name"), column.title);
                found.push(candidate(name, CandidateKind::Record, label, with_unit(&figure)));
            }
        }
    }
    found
}

fn texts(section: &Section, own: &str, values: &dyn Values) -> Vec<Candidate> {
    let mut found = Vec::new();
    for instance in instances(section, values) {
        for slot in slots_of(section, &instance) {
            let key = format!("{}.{}", instance.key, slot.key);
            let Some(text) = values.text(&key).filter(|text| key != own && !text.trim().is_empty()) else {
                continue;
            };
            let label = format!("{} {}", instance_words(section, &instance, values), slot.label);
            found.push(candidate(key, CandidateKind::Text, label, excerpt(text.trim())));
        }
    }
    found
}

/// The first words of a text.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut words: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        words.push('…');
    }
    words
}

/// Where a sentence stands: 五、一般公共预算支出 2010301 行政运行.
pub(super) fn instance_words(section: &Section, instance: &Instance, values: &dyn Values) -> String {
    let number = if section.number.is_empty() { "" } else { "、" };
    let place = format!("{}{number}{}", section.number, section.short);
    match (instance.scope.record, instance.scope.item.or(instance.scope.class)) {
        (Some((list, id, _)), _) => {
            let records = values.records(ListKey::of(list));
            let record = records.iter().find(|record| record.id == id);
            let template = values.template();
            let first = template.list(list).and_then(|list| list.columns.first());
            let name = record.zip(first).map_or("", |(record, first)| record.field(&first.key));
            format!("{place} {}", excerpt(name))
        }
        (None, Some((RowKey::Code(code), _))) => {
            format!("{place} {code} {}", code_name(code, values).unwrap_or_default())
        }
        _ => place,
    }
}

/// What a text kept under `key` is called: the place of its sentence and its own label.
pub(super) fn text_words(key: &str, values: &dyn Values) -> Option<String> {
    let template = values.template();
    let section = template.section(key.split('.').next()?)?;
    instances(section, values).into_iter().find_map(|instance| {
        let slots = slots_of(section, &instance);
        let slot = slots.iter().find(|slot| {
            key.strip_prefix(&instance.key).and_then(|rest| rest.strip_prefix('.')) == Some(&slot.key)
        })?;
        Some(format!("{} {}", instance_words(section, &instance, values), slot.label))
    })
}

/// The record of the list of named figures that has this name.
pub(super) fn fact_of(name: &str, values: &dyn Values) -> Option<Record> {
    let list = values.template().list_of(ListForm::Facts)?;
    let records = values.records(ListKey::of(list));
    records.iter().find(|record| record.field("name").trim() == name).cloned()
}

/// As a figure reads, with the unit that a text has to write behind it.
pub(super) fn with_unit(figure: &FigureText) -> String {
    let unit = match figure.measure {
        measure @ Measure::Money(_) if measure.printed(Style::Usual) == figure.text => "万元",
        measure @ Measure::Money(_) if measure.printed(Style::Yuan) == figure.text => "元",
        _ => "",
    };
    format!("{}{unit}", figure.text)
}

/// Whether there can be a new named figure of this name and value.
///
/// # Errors
/// Why not, in words.
pub fn check_fact(name: &str, value: &str, values: &dyn Values) -> Result<(), String> {
    let name = name.trim();
    check_fact_name(name, &values.template())?;
    if fact_of(name, values).is_some() {
        return Err(format!("已有叫“{name}”的常用数，直接选用它，或换一个名称"));
    }
    check_fact_value(value)
}

/// Whether a named figure can have this value.
///
/// # Errors
/// Why not, in words.
pub fn check_fact_value(value: &str) -> Result<(), String> {
    // A live figure may be given a name of its own.
    if matches!(tokens(value.trim()).as_slice(), [Token::Name(_)]) {
        return Ok(());
    }
    match parse_decimal(value) {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err("请写上数".into()),
        Err(error) => Err(format!("{error}。单位另选，这里只写数")),
    }
}

/// Whether texts can refer to a figure by this name, others of the same name aside.
///
/// # Errors
/// Why not, in words.
pub fn check_fact_name(name: &str, template: &Template) -> Result<(), String> {
    if name.is_empty() {
        return Err("请写上名称".into());
    }
    if let Some(bad) = name.chars().find(|c| "{}|.\n".contains(*c)) {
        return Err(format!("名称里不能有“{bad}”，文字里引用不到，请去掉"));
    }
    if name.chars().count() > LONGEST_FACT {
        return Err(format!("名称太长，请写在{LONGEST_FACT}个字以内"));
    }
    if template.field(name).is_some() || parse_id(name).is_some() {
        return Err(format!("“{name}”另有用处，请换一个名称"));
    }
    Ok(())
}
