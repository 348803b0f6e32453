//! What is not wrong in a template but looks forgotten: things that nothing shows, choices without effect.

use super::source::WordingChange;
use super::{
    Block, BlockBody, Complaint, Expr, Function, Paragraph, PartHolds, Piece, Quantity, Template,
    TemplateFile,
};
use std::collections::BTreeSet;

/// What the author of a template may have forgotten, in the order of the files.
pub fn advice(files: &[TemplateFile<'_>], template: &Template) -> Vec<Complaint> {
    let mut advice = Advice { files, found: Vec::new() };
    let uses = Uses::of(template);
    outline(template, &uses, &mut advice);
    contents(template, &uses, &mut advice);
    advice.found.sort();
    advice.found.dedup();
    advice.found
}

struct Advice<'a> {
    files: &'a [TemplateFile<'a>],
    found: Vec<Complaint>,
}

impl Advice<'_> {
    /// Says something about what is named `key` in a file: there, or of the file when it does not say so itself.
    fn say(&mut self, file: &str, key: &str, problem: String) {
        let text = self.files.iter().find(|known| known.name == file).map_or("", |known| known.text);
        let wanted = format!("key = \"{key}\"");
        let line = text.lines().position(|line| line.trim() == wanted).map_or(0, |line| line + 1);
        self.found.push(Complaint { file: file.into(), line, problem });
    }

    /// The file of the table named `key`.
    fn table(&self, key: &str) -> String {
        let wanted = format!("key = \"{key}\"");
        let tables = self.files.iter().filter(|file| file.name.starts_with("tables/"));
        let first = |text: &str| text.lines().any(|line| line.trim() == wanted);
        tables
            .map(|file| (file.name, file.text))
            .find(|(_, text)| first(text))
            .map_or("tables/", |(name, _)| name)
            .into()
    }
}

/// What the sentences, checks and figures of a template name.
#[derive(Default)]
struct Uses {
    fields: BTreeSet<usize>,
    options: BTreeSet<String>,
    figures: BTreeSet<String>,
    lists: Vec<u16>,
}

impl Uses {
    fn of(template: &Template) -> Uses {
        let mut uses = Uses::default();
        for part in &template.parts {
            part.heading.iter().for_each(|heading| uses.paragraph(heading));
        }
        template.sections.iter().for_each(|section| uses.blocks(&section.blocks));
        template.checks.iter().flat_map(super::Check::exprs).for_each(|expr| uses.expr(expr));
        for part in template.figures.iter().flat_map(|figure| &figure.parts) {
            uses.paragraph(&part.label);
        }
        uses
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            block.when.iter().for_each(|when| self.expr(when));
            match &block.body {
                BlockBody::Paragraph(paragraph) => self.paragraph(paragraph),
                BlockBody::Each(_, inner) => self.blocks(inner),
                BlockBody::List(list) => self.lists.push(*list),
                BlockBody::Figure(figure) => {
                    self.figures.insert(figure.clone());
                }
                BlockBody::Entered(_) | BlockBody::Form => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.pieces(&paragraph.pieces);
        for phrase in paragraph.enumerations.iter().flat_map(|list| &list.phrases) {
            phrase.when.iter().for_each(|when| self.expr(when));
            self.pieces(&phrase.pieces);
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Figure(_, formula, _) => self.expr(&formula.expr),
                Piece::Text(expr) => self.expr(expr),
                Piece::Words(_) | Piece::Slot(_) | Piece::Enumeration(_) => {}
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        expr.walk(&mut |expr| match expr {
            Expr::Field(field) => {
                self.fields.insert(*field);
            }
            Expr::Call(Function::Chosen, arguments) => {
                if let Some(Expr::Text(option)) = arguments.first() {
                    self.options.insert(option.clone());
                }
            }
            _ => {}
        });
    }
}

/// Fields, options and what no part holds.
fn outline(template: &Template, uses: &Uses, advice: &mut Advice<'_>) {
    const REPORT: &str = "report.toml";
    let placed = |holds: PartHolds, key: &str| {
        template.parts.iter().any(|part| part.holds == holds && part.items.iter().any(|item| item == key))
    };
    // What a section names can be filled in beside the section.
    let beside: BTreeSet<String> =
        template.sections.iter().flat_map(|section| template.fields_of(section)).collect();
    for (index, field) in template.fields.iter().enumerate() {
        // The program itself reads these two.
        let read = matches!(field.key.as_str(), "department" | "year") || uses.fields.contains(&index);
        if !placed(PartHolds::Cover, &field.key) && !beside.contains(&field.key) {
            let problem = match read {
                false => format!("填写项“{}”没有地方用到，封面、正文里都没有它", field.key),
                true => format!("填写项“{}”不在封面的 items 里，填报时没有地方填它", field.key),
            };
            advice.say(REPORT, &field.key, problem);
        }
    }
    for (key, loss) in [("department", "表头的部门名称"), ("year", "文件名里的年度")] {
        if template.field(key).is_none() {
            advice.say(REPORT, "", format!("没有叫 {key} 的填写项，{loss}会空着"));
        }
    }
    for option in &template.options {
        let words = option.choice.iter().any(|choice| choice.wording != WordingChange::default());
        if !words && !uses.options.contains(&option.key) {
            let problem =
                format!("选项“{0}”怎么选都一样：没有 chosen('{0}', …)，各选择也没有 wording", option.key);
            advice.say(REPORT, &option.key, problem);
        }
    }
    if template.version > 1 && !template.changes.iter().any(|change| change.version == template.version) {
        let version = template.version;
        let problem = format!("version 是 {version}，却没有这一版的 [[change]]：打开旧报告时说不出变了什么");
        advice.say(REPORT, "", problem);
    }
    for section in template.sections.iter().filter(|section| !placed(PartHolds::Sections, &section.key)) {
        let problem = format!("“{}”这一节没有放进哪一部分的 items，不会出现", section.key);
        advice.say("narrative.toml", &section.key, problem);
    }
    for table in template.tables.iter().filter(|table| !placed(PartHolds::Tables, &table.key)) {
        let problem = format!("表“{}”没有放进哪一部分的 items，填报时看不到它", table.key);
        advice.say(&advice.table(&table.key), &table.key, problem);
    }
    let alone = template.lists.iter().filter(|list| list.within.is_none());
    for list in alone.filter(|list| !placed(PartHolds::Tables, &list.key)) {
        let problem = format!("清单“{}”没有放进哪一部分的 items，填报时看不到它", list.key);
        advice.say("lists.toml", &list.key, problem);
    }
}

/// Sections, figures and tables themselves.
fn contents(template: &Template, uses: &Uses, advice: &mut Advice<'_>) {
    const NARRATIVE: &str = "narrative.toml";
    for section in template.sections.iter().filter(|section| section.blocks.is_empty()) {
        let problem = format!("“{}”这一节没有段落，定稿里不会出现", section.key);
        advice.say(NARRATIVE, &section.key, problem);
    }
    for figure in template.figures.iter().filter(|figure| !uses.figures.contains(&figure.key)) {
        let problem = format!("图“{0}”没有放进正文：在一段里写 figure = \"{0}\"", figure.key);
        advice.say(NARRATIVE, &figure.key, problem);
    }
    for (index, list) in (0u16..).zip(&template.lists) {
        if uses.lists.iter().filter(|placed| **placed == index).count() > 1 {
            let problem = format!("清单“{}”在正文里放了不止一次", list.key);
            advice.say("lists.toml", &list.key, problem);
        }
    }
    for table in &template.tables {
        for row in table.rows.iter().filter(|row| !row.unit.is_empty()) {
            let side = table.sides.get(usize::from(row.side));
            let columns = side.map_or(0..0, |side| side.first_column..side.first_column + side.width);
            let counts = |column: &u16| {
                let of_column = table.column(*column).map(|column| column.quantity);
                row.quantity.or(of_column) == Some(Quantity::Count)
            };
            if !columns.clone().any(|column| counts(&column)) {
                let key = row.key.as_deref().unwrap_or_default();
                let problem = format!("行“{key}”是金额，unit 没有用处；是个数的话加 quantity = \"count\"");
                advice.say(&advice.table(&table.key), key, problem);
            }
        }
    }
}
