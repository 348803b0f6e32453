//! The composed report: headings, sentences, tables and figures in reading order. All that exporters see.
//!
//! Knows nothing of any file format.

mod form;
mod grid;
mod lists;
mod progress;
mod self_check;

pub use form::{FormCell, FormRole, FormRow, ProjectForm, project_form};
pub use grid::{Direction, Grid, GridCell, GridRow, HeaderCell, grid};
pub use lists::{ListTable, list_table};
pub use progress::{
    Progress, fields_progress, list_progress, project_progress, projects_progress, section_progress,
    table_progress, unfinished,
};
pub use self_check::{
    CheckLine, DAYS_TO_PUBLISH, FindingLine, Refusal, SelfCheck, clock, publishable, self_check,
};

use crate::amount::{Amount, Format, Unit, format_amount, format_count};
use crate::calc::{Value, Values};
use crate::figures::{Series, series};
use crate::narrative::{InstanceKind, Sentence, entered, instances, locate, sentence};
use crate::template::{
    BlockBody, Orientation, Part, PartHolds, PrintRows, RowKey, RowStyle, Section, Table, TableIndex,
};

/// A document in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// 2023年度…决算公开文档
    pub title: String,
    /// The department, for page heads and metadata.
    pub department: String,
    /// Its parts.
    pub parts: Vec<DocumentPart>,
}

/// A part, which starts a page.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentPart {
    /// Stable name, for links.
    pub key: String,
    /// 第一部分; empty for the cover.
    pub number: String,
    /// Heading.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<DocumentBlock>,
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentBlock {
    /// The cover: labels and values.
    Cover(Vec<(String, String)>),
    /// A section's heading: key, number, words.
    Heading(String, String, String),
    /// A sentence.
    Sentence(Sentence),
    /// A chart.
    Figure(Series),
    /// A table.
    Table(TablePage),
    /// A list of records as a small table among the sentences.
    List(ListTable),
    /// A project's self-evaluation form.
    Form(ProjectForm),
    /// Words that stand where content is still missing; for drafts.
    Missing(String),
}

/// A statutory table as printed, in 万元.
#[derive(Clone, Debug, PartialEq)]
pub struct TablePage {
    /// Name in addresses, for links.
    pub key: String,
    /// 公开05表
    pub number: String,
    /// Title.
    pub title: String,
    /// 部门：…
    pub department_line: String,
    /// 金额单位：万元
    pub unit_line: String,
    /// Page orientation.
    pub orientation: Orientation,
    /// Width shares of the columns.
    pub widths: Vec<u16>,
    /// Header rows.
    pub header: Vec<Vec<HeaderCell>>,
    /// Body rows.
    pub rows: Vec<PageRow>,
    /// Lines under the table.
    pub notes: Vec<String>,
}

/// A body row.
#[derive(Clone, Debug, PartialEq)]
pub struct PageRow {
    /// Whether it is a total or a class, on all sides.
    pub bold: bool,
    /// Which of its cells belong to a total, where sides differ; otherwise empty.
    pub bold_cells: Vec<bool>,
    /// Its cells.
    pub cells: Vec<PageCell>,
}

/// A body cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageCell {
    /// Words, with steps of indentation.
    Label(String, u8),
    /// Words that cover several columns, centred.
    Spanned(String, u16),
    /// Centred: a line number or a part of a code.
    Mark(String),
    /// A number, right-aligned; empty when blank.
    Number(String),
}

impl Document {
    /// All sentences in order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
            DocumentBlock::Sentence(sentence) => Some(sentence),
            _ => None,
        })
    }
}

impl Document {
    /// All forms of projects in order.
    pub fn forms(&self) -> impl Iterator<Item = &ProjectForm> {
        self.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
            DocumentBlock::Form(form) => Some(form),
            _ => None,
        })
    }
}

/// The document's title: 2023年度…决算公开文档.
pub fn document_title(values: &dyn Values) -> String {
    let template = values.template();
    let headed = template.parts.iter().rev().find_map(|part| Some((part, part.heading.as_ref()?)));
    headed
        .map(|(part, heading)| sentence(&part.key, heading, &Default::default(), values).text())
        .unwrap_or_default()
}

/// Composes the whole document.
pub fn compose(values: &dyn Values) -> Document {
    let template = values.template();
    let department = values.text("department").unwrap_or_default();
    let mut parts = Vec::new();
    for part in &template.parts {
        let blocks = part_blocks(part, values);
        if !blocks.is_empty() {
            let (key, number, title) = (part.key.clone(), part.number.clone(), part.title.clone());
            parts.push(DocumentPart { key, number, title, blocks });
        }
    }
    Document { title: document_title(values), department, parts }
}

fn part_blocks(part: &Part, values: &dyn Values) -> Vec<DocumentBlock> {
    let template = values.template();
    match part.holds {
        PartHolds::Cover => {
            let fields = part.items.iter().filter_map(|key| template.field(key));
            let shown = fields.filter(|field| field.key != "year").filter_map(|field| {
                let text = values.text(&field.key).or_else(|| field.default.clone()).unwrap_or_default();
                // What need not be published is not shown when it is not there.
                (field.required || !text.is_empty()).then(|| (field.label.clone(), text))
            });
            vec![DocumentBlock::Cover(shown.collect())]
        }
        PartHolds::Sections => part
            .items
            .iter()
            .filter_map(|key| template.section(key))
            .flat_map(|s| section(s, values))
            .collect(),
        PartHolds::Tables => part
            .items
            .iter()
            .filter_map(|key| template.table_index(key))
            .filter_map(|index| table_page(index, values))
            .map(DocumentBlock::Table)
            .collect(),
    }
}

/// One section's blocks, its heading first.
pub fn section(section: &Section, values: &dyn Values) -> Vec<DocumentBlock> {
    let (key, number, title) = (section.key.clone(), section.number.clone(), section.title.clone());
    // A section without a number is all that its part holds, under the part's own heading.
    let heading = DocumentBlock::Heading(key, number.clone(), title);
    let mut blocks: Vec<_> = (!number.is_empty()).then_some(heading).into_iter().collect();
    if section.blocks.is_empty() {
        blocks.push(DocumentBlock::Missing(values.wording().to_write));
    }
    for instance in instances(section, values) {
        match (&instance.kind, locate(section, &instance.path).map(|block| &block.body)) {
            (InstanceKind::Figure(key), _) => {
                let template = values.template();
                blocks
                    .extend(template.figure(key).map(|figure| DocumentBlock::Figure(series(figure, values))));
            }
            (InstanceKind::Paragraph, Some(BlockBody::Paragraph(paragraph))) => {
                let sentence = sentence(&instance.key, paragraph, &instance.scope, values);
                blocks.push(DocumentBlock::Sentence(sentence));
            }
            (InstanceKind::Entered, Some(BlockBody::Entered(entry))) => {
                let paragraphs = entered(&instance.key, values);
                if paragraphs.is_empty() {
                    blocks.push(to_fill(&entry.label, values));
                }
                blocks.extend(paragraphs.into_iter().map(DocumentBlock::Sentence));
            }
            (InstanceKind::List(list), _) => {
                blocks.extend(list_table(*list, values).map(|table| match table.rows.is_empty() {
                    true => to_fill(&table.title, values),
                    false => DocumentBlock::List(table),
                }));
            }
            (InstanceKind::Form, _) => {
                blocks.extend(project_form(&instance.scope, values).map(DocumentBlock::Form));
            }
            (InstanceKind::Paragraph | InstanceKind::Entered, _) => {}
        }
    }
    blocks
}

fn to_fill(title: &str, values: &dyn Values) -> DocumentBlock {
    DocumentBlock::Missing(values.wording().to_fill.replace("{title}", title))
}

/// Above a table, whose it is, in the template's words.
pub fn department_line(values: &dyn Values) -> String {
    let department = values.text("department").unwrap_or_default();
    values.wording().department_line.replace("{department}", &department)
}

/// Above a table, what its amounts are in, in the template's words.
pub fn unit_line(unit: Unit, values: &dyn Values) -> String {
    values.wording().unit_line.replace("{unit}", unit.label())
}

/// The key of the note that the clerk adds under a table.
pub fn note_key(table: &str) -> String {
    format!("note.{table}")
}

/// A table as printed; `None` for an auxiliary one.
pub fn table_page(index: TableIndex, values: &dyn Values) -> Option<TablePage> {
    let template = values.template();
    let table = template.table(index).filter(|table| table.printed)?;
    let grid = grid(index, false, values);
    let empty = !grid.rows.iter().flat_map(|row| &row.cells).any(|cell| match cell {
        // A zero that was typed is no figure either.
        GridCell::Value(Some(cell)) => match values.value(*cell) {
            Value::Blank | Value::Count(0) => false,
            Value::Money(amount) => !amount.is_zero(),
            Value::Count(_) | Value::Overflow => true,
        },
        _ => false,
    });
    let mut notes = table.notes.clone();
    if empty && !table.empty_note.is_empty() {
        let year = values.text("year").unwrap_or_else(|| template.year.to_string());
        notes.push(table.empty_note.replace("{year}", &year));
    }
    notes.extend(values.text(&note_key(&table.key)).filter(|note| !note.trim().is_empty()));
    let rows = grid.rows.iter().filter(|row| is_printed(row, table, values));
    Some(TablePage {
        key: table.key.clone(),
        number: table.number.clone(),
        title: table.title.clone(),
        department_line: department_line(values),
        unit_line: unit_line(Unit::TenThousandYuan, values),
        orientation: table.orientation,
        widths: widths(table),
        header: grid.header,
        rows: rows.map(|row| page_row(row, values)).collect(),
        notes,
    })
}

fn widths(table: &Table) -> Vec<u16> {
    let columns = table.sides.iter().flat_map(|side| &side.layout).filter(|column| column.printed);
    columns.map(|column| column.width.unwrap_or(12)).collect()
}

/// A code row without any printed figure is only there for another table's sake.
fn is_printed(row: &GridRow, table: &Table, values: &dyn Values) -> bool {
    let any = |says: fn(Value) -> bool| {
        row.cells.iter().any(|cell| matches!(cell, GridCell::Value(Some(cell)) if says(values.value(*cell))))
    };
    if table.repeat().is_some() {
        return row.key == Some(RowKey::Total) || any(|value| value != Value::Blank);
    }
    let total = row.key.and_then(|key| table.fixed_row(key)).is_some_and(|row| row.style == RowStyle::Total);
    table.print_rows == PrintRows::All
        || (total && any(|value| value != Value::Blank))
        || any(|value| {
            !matches!(value, Value::Blank | Value::Count(0)) && value.money() != Some(Amount::ZERO)
        })
}

fn page_row(row: &GridRow, values: &dyn Values) -> PageRow {
    let cells = row
        .cells
        .iter()
        .map(|cell| match cell {
            GridCell::Label(text, indent) => PageCell::Label(text.clone(), *indent),
            GridCell::Spanned(text, columns) => PageCell::Spanned(text.clone(), *columns),
            GridCell::Line(line) => PageCell::Mark(line.map(|line| line.to_string()).unwrap_or_default()),
            GridCell::Code(code) => PageCell::Mark(code.clone()),
            GridCell::Value(cell) => {
                PageCell::Number(cell.map(|cell| printed(values.value(cell))).unwrap_or_default())
            }
        })
        .collect();
    PageRow { bold: row.bold, bold_cells: row.bold_cells.clone(), cells }
}

/// A value as the document prints it: 万元 with two decimals, counts whole, blank empty.
pub fn printed(value: Value) -> String {
    shown(value, Unit::TenThousandYuan)
}

/// A value in the given unit, as the desk shows it: 元 or 万元 with two decimals.
pub fn shown(value: Value, unit: Unit) -> String {
    let format = match unit {
        Unit::Yuan => Format::YUAN,
        Unit::TenThousandYuan => Format::WAN,
    };
    match value {
        Value::Blank => String::new(),
        Value::Money(amount) => format_amount(amount, format),
        Value::Count(count) => format_count(count, false),
        Value::Overflow => "数太大".into(),
    }
}

/// An amount in yuan, grouped.
pub fn yuan(amount: Amount) -> String {
    format_amount(amount, Format::YUAN)
}
