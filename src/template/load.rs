//! From a folder of TOML files to a [`Template`], or to every complaint at once.

use super::complaint::{Complaint, Complaints};
use super::expr::{Bound, Kind};
use super::narrative::{Block, BlockBody, Each, Entry, Figure, FigurePart, Over, Part, Section};
use super::placeholder::paragraph;
use super::resolve::{Names, Place};
use super::source::{
    BlockSource, CheckSource, ChecksSource, FigurePartSource, FigureSource, ListsSource, NarrativeSource,
    ReportSource, TableSource, Written,
};
use super::{Check, FigureKind, Formula, ListForm, ListIndex, ParagraphStyle, PartHolds, Template};
use super::{cycles, elimination, lists, tables, unreadable};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// One file of a template.
#[derive(Clone, Debug)]
pub struct TemplateFile<'a> {
    /// Path within the template's folder: `tables/T05.toml`.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// The file of lists, which a template may lack.
const LISTS: &str = "lists.toml";

/// Blocks nested beyond this are refused.
const MAX_BLOCK_DEPTH: usize = 4;

/// Loads a template. Tables keep the order of `files`.
///
/// # Errors
/// All complaints about all files, sorted by file and line. Files that cannot be read are told first and alone, one
/// complaint each: what other files say of them cannot be judged.
pub fn load(files: &[TemplateFile<'_>]) -> Result<Template, Vec<Complaint>> {
    let mut loader = Loader { files, complaints: Vec::new() };
    let template = loader.load();
    loader.complaints.sort();
    // A column's formula is read once for each of its rows.
    loader.complaints.dedup();
    match template {
        Some(template) if loader.complaints.is_empty() => Ok(template),
        _ => Err(loader.complaints),
    }
}

struct Loader<'a> {
    files: &'a [TemplateFile<'a>],
    complaints: Vec<Complaint>,
}

impl<'a> Loader<'a> {
    fn load(&mut self) -> Option<Template> {
        let report: Option<ReportSource> = self.one("report.toml");
        let narrative: Option<NarrativeSource> = self.one("narrative.toml");
        let checks: Option<ChecksSource> = self.one("checks.toml");
        let lists: Option<ListsSource> = match self.files.iter().any(|file| file.name == LISTS) {
            true => self.one(LISTS),
            false => Some(ListsSource::default()),
        };
        let mut sources: Vec<(&TemplateFile<'a>, TableSource)> = Vec::new();
        for file in self.files.iter().filter(|file| file.name.starts_with("tables/")) {
            if let Some(source) = self.read(file) {
                sources.push((file, source));
            }
        }
        let (report, narrative, checks, list_source) = (report?, narrative?, checks?, lists?);
        if !self.complaints.is_empty() {
            return None;
        }
        let lists = self.in_file(&self.file(LISTS), |complaints| lists::lists(&list_source, complaints));
        self.options(&report);
        let mut built = Vec::new();
        let mut keys = BTreeSet::new();
        for (file, source) in &sources {
            self.in_file(file, |complaints| {
                if !keys.insert(source.key.clone()) {
                    complaints.whole(format!("表“{}”已在另一个文件里", source.key));
                }
                built.push(tables::shell(source, complaints));
            });
        }
        let formulas: Vec<_> = {
            let names =
                Names { tables: &built, fields: &report.field, lists: &lists, options: &report.option };
            let mut all = Vec::new();
            for (index, (file, source)) in (0u16..).zip(&sources) {
                self.in_file(file, |complaints| {
                    all.push(tables::formulas(&names, source, index, complaints))
                });
            }
            all
        };
        for (table, formulas) in built.iter_mut().zip(formulas) {
            for (column, formula) in table.columns.iter_mut().zip(formulas.columns) {
                column.formula = formula;
            }
            for (row, formulas) in table.rows.iter_mut().zip(formulas.rows) {
                row.formulas = formulas;
            }
            if let Some(repeat) = table.sides.first_mut().and_then(|side| side.repeat.as_mut()) {
                repeat.rows_from = formulas.rows_from;
            }
        }
        let names = Names { tables: &built, fields: &report.field, lists: &lists, options: &report.option };
        let (sections, figures) = self.narrative(&names, &narrative);
        let checks = self.checks(&names, &checks);
        let parts = self.parts(&names, &report, &sections);
        let eliminations = self.in_file(&self.file("report.toml"), |complaints| {
            elimination::eliminations(&built, &report.elimination, complaints)
        });
        let template = Template {
            id: report.id,
            version: report.version,
            title: report.title,
            year: report.year,
            wording: report.wording,
            fields: report.field,
            changes: report.change,
            options: report.option,
            eliminations,
            lists,
            form: list_source.form,
            scoring: list_source.scoring.unwrap_or_default(),
            parts,
            tables: built,
            sections,
            figures,
            checks,
        };
        if self.complaints.is_empty()
            && let Some(cycle) = cycles::find(&template)
        {
            let problem = format!("公式互相引用，算不出来：{}", cycle.join(" → "));
            self.complaints.push(Complaint { file: "tables/".into(), line: 0, problem });
        }
        Some(template)
    }

    fn in_file<T>(&mut self, file: &TemplateFile<'a>, work: impl FnOnce(&mut Complaints<'a>) -> T) -> T {
        let mut complaints = Complaints::new(file.name, file.text);
        let result = work(&mut complaints);
        self.complaints.append(&mut complaints.found);
        result
    }

    fn file(&self, name: &'static str) -> TemplateFile<'a> {
        let found = self.files.iter().find(|file| file.name == name).cloned();
        found.unwrap_or(TemplateFile { name, text: "" })
    }

    fn one<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        if !self.files.iter().any(|file| file.name == name) {
            self.complaints
                .push(Complaint { file: name.into(), line: 0, problem: "缺少这个文件".into() });
            return None;
        }
        let file = self.file(name);
        self.read(&file)
    }

    fn read<T: DeserializeOwned>(&mut self, file: &TemplateFile<'a>) -> Option<T> {
        self.in_file(file, |complaints| match parsed(file.text) {
            Ok(source) => Some(source),
            Err((at, message)) => {
                complaints.at(at, unreadable::problem(&message));
                None
            }
        })
    }

    fn narrative(&mut self, names: &Names<'_>, source: &NarrativeSource) -> (Vec<Section>, Vec<Figure>) {
        let file = self.file("narrative.toml");
        self.in_file(&file, |complaints| {
            let figures: Vec<_> =
                source.figure.iter().map(|figure| self::figure(names, figure, complaints)).collect();
            let mut sections = Vec::new();
            let mut keys = BTreeSet::new();
            for section in &source.section {
                if !keys.insert(&section.key) {
                    complaints.whole(format!("有两节都叫“{}”", section.key));
                }
                let mut reader = BlockReader { names, source, complaints, keys: BTreeSet::new() };
                let blocks = reader.blocks(&section.key, &section.block, Place::default(), None, 0);
                let short = section.short.clone().unwrap_or_else(|| section.title.clone());
                let (key, number, title) =
                    (section.key.clone(), section.number.clone(), section.title.clone());
                sections.push(Section { key, number, title, short, blocks });
            }
            (sections, figures)
        })
    }

    fn checks(&mut self, names: &Names<'_>, source: &ChecksSource) -> Vec<Check> {
        let file = self.file("checks.toml");
        self.in_file(&file, |complaints| {
            let mut codes = BTreeSet::new();
            let mut found = Vec::new();
            for check in &source.check {
                if !codes.insert(&check.code) {
                    complaints.whole(format!("有两条检查都叫“{}”", check.code));
                }
                found.extend(self::check(names, check, complaints));
            }
            found
        })
    }

    fn options(&mut self, report: &ReportSource) {
        let file = self.file("report.toml");
        self.in_file(&file, |complaints| {
            let mut keys = BTreeSet::new();
            for option in &report.option {
                if !keys.insert(&option.key) || option.key == "zero_wording" || option.choice.is_empty() {
                    let key = &option.key;
                    complaints.whole(format!("选项“{key}”重名、用了保留的名称，或没有 choice"));
                }
            }
        });
    }

    fn parts(&mut self, names: &Names<'_>, report: &ReportSource, sections: &[Section]) -> Vec<Part> {
        let file = self.file("report.toml");
        self.in_file(&file, |complaints| {
            let mut parts = Vec::new();
            for part in &report.part {
                for item in &part.items {
                    let known = match part.holds {
                        PartHolds::Cover => report.field.iter().any(|field| field.key == *item),
                        PartHolds::Sections => sections.iter().any(|section| section.key == *item),
                        PartHolds::Tables => {
                            names.tables.iter().any(|table| table.key == *item)
                                || names.lists.iter().any(|list| list.key == *item)
                        }
                    };
                    if !known {
                        complaints.whole(format!("“{}”里的“{item}”不存在", part.title));
                    }
                }
                let heading = part.heading.as_ref().map(|heading| {
                    paragraph(names, heading, Place::default(), ParagraphStyle::Body, &[], complaints)
                });
                parts.push(Part {
                    key: part.key.clone(),
                    number: part.number.clone(),
                    title: part.title.clone(),
                    holds: part.holds,
                    items: part.items.clone(),
                    heading,
                });
            }
            parts
        })
    }
}

/// Reads a file's TOML, or says at which byte it goes wrong.
#[cfg(not(target_arch = "wasm32"))]
fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, (usize, String)> {
    toml::from_str(text)
        .map_err(|error| (error.span().map_or(0, |span| span.start), error.message().to_string()))
}

/// Reads a file that the build has turned into JSON: the browser carries no TOML reader, which would be a fifth of
/// what it has to load.
#[cfg(target_arch = "wasm32")]
fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, (usize, String)> {
    serde_json::from_str(text).map_err(|error| (0, error.to_string()))
}

struct BlockReader<'r, 'c> {
    names: &'r Names<'r>,
    source: &'r NarrativeSource,
    complaints: &'r mut Complaints<'c>,
    keys: BTreeSet<String>,
}

impl BlockReader<'_, '_> {
    fn blocks(
        &mut self,
        prefix: &str,
        sources: &[BlockSource],
        place: Place<'_>,
        class: Option<Each>,
        depth: usize,
    ) -> Vec<Block> {
        if depth > MAX_BLOCK_DEPTH {
            self.complaints.whole(format!("{prefix} 里的段落套得太深"));
            return Vec::new();
        }
        sources.iter().filter_map(|source| self.block(prefix, source, place, class, depth)).collect()
    }

    fn block(
        &mut self,
        prefix: &str,
        source: &BlockSource,
        place: Place<'_>,
        class: Option<Each>,
        depth: usize,
    ) -> Option<Block> {
        let key = format!("{prefix}.{}", source.key);
        if !self.keys.insert(key.clone()) {
            self.complaints.whole(format!("有两段都叫“{key}”"));
        }
        let kinds = [
            source.text.is_some(),
            source.figure.is_some(),
            source.list.is_some(),
            source.form.is_some(),
            source.entered,
            source.each.is_some(),
        ];
        if kinds.iter().filter(|given| **given).count() != 1 {
            self.complaints.whole(format!("段“{key}”要写 text、figure、list、form、entered、each 中的一样"));
            return None;
        }
        let mut inner = place;
        let body = if let Some(text) = &source.text {
            let paragraph = paragraph(self.names, text, place, source.style, &source.slot, self.complaints);
            BlockBody::Paragraph(paragraph)
        } else if let Some(written) = &source.each {
            let over = self.over(written, class)?;
            let name = written.text.split_whitespace().next().unwrap_or_default();
            match over {
                Over::Rows(each) => {
                    inner.class |= each.bound == Bound::Class;
                    inner.item |= each.bound == Bound::Item;
                }
                Over::Records(list) => inner.record = Some((name, list)),
            }
            let class = match over {
                Over::Rows(each) => Some(each),
                Over::Records(_) => class,
            };
            BlockBody::Each(over, self.blocks(prefix, &source.block, inner, class, depth + 1))
        } else if source.entered {
            let label = if source.label.is_empty() { source.key.clone() } else { source.label.clone() };
            BlockBody::Entered(Entry { label, help: source.help.clone() })
        } else {
            self.placed(source, place)
        };
        let when =
            source.when.as_ref().and_then(|when| match self.names.expression(when, inner, &[Kind::Truth]) {
                Ok((expr, _)) => Some(expr),
                Err(problem) => {
                    self.complaints.at(when.at, problem);
                    None
                }
            });
        Some(Block { key, when, body })
    }
}

impl BlockReader<'_, '_> {
    /// A figure, a list or a form.
    fn placed(&mut self, source: &BlockSource, place: Place<'_>) -> BlockBody {
        if let Some(figure) = &source.figure {
            if !self.source.figure.iter().any(|known| known.key == figure.text) {
                self.complaints.at(figure.at, format!("没有叫“{}”的图", figure.text));
            }
            return BlockBody::Figure(figure.text.clone());
        }
        if let Some(list) = &source.list {
            let found = self.names.lists.iter().position(|known| known.key == list.text);
            if found.is_none_or(|index| self.names.lists[index].within.is_some()) {
                self.complaints.at(list.at, format!("没有叫“{}”的清单，或它在别的清单里", list.text));
            }
            return BlockBody::List(found.and_then(|index| ListIndex::try_from(index).ok()).unwrap_or(0));
        }
        if let Some(form) = &source.form {
            let list = place.record.and_then(|(_, list)| self.names.lists.get(usize::from(list)));
            if form.text != "project" || list.is_none_or(|list| list.form != ListForm::Performance) {
                let problem = "form 只能写 project，放在 each = \"project in 项目清单\" 里面";
                self.complaints.at(form.at, problem);
            }
        }
        BlockBody::Form
    }

    /// Reads what a repetition runs over: rows of a table, or records of a list under a name of their own.
    fn over(&mut self, written: &Written, class: Option<Each>) -> Option<Over> {
        let words: Vec<&str> = written.text.split_whitespace().collect();
        if let [name, "in", list] = words.as_slice()
            && !matches!(*name, "class" | "item" | "this")
        {
            let found = self.names.lists.iter().position(|known| known.key == *list);
            let index = found.filter(|index| self.names.lists[*index].within.is_none());
            if index.is_none() {
                self.complaints.at(written.at, format!("没有叫“{list}”的清单，或它在别的清单里"));
            }
            return index.and_then(|index| index.try_into().ok()).map(Over::Records);
        }
        each(self.names, written, class, self.complaints).map(Over::Rows)
    }
}

/// Reads `class in T05`, `item in T05`, or `item in class` within a repetition over classes.
fn each(
    names: &Names<'_>,
    written: &Written,
    class: Option<Each>,
    complaints: &mut Complaints<'_>,
) -> Option<Each> {
    let mut words = written.text.split_whitespace();
    let (bound, of, over) = (words.next(), words.next(), words.next());
    let bound = match bound {
        Some("class") => Bound::Class,
        Some("item") => Bound::Item,
        _ => {
            complaints.at(written.at, "each 写成 class in 表、item in 表 或 item in class");
            return None;
        }
    };
    let over = over.filter(|_| of == Some("in") && words.next().is_none()).unwrap_or_default();
    if let (Bound::Item, "class", Some(class)) = (bound, over, class) {
        return Some(Each { bound, table: class.table });
    }
    let table = names.tables.iter().position(|table| table.key == over && table.repeat().is_some());
    match table.and_then(|table| u16::try_from(table).ok()) {
        Some(table) => Some(Each { bound, table }),
        None => {
            complaints.at(written.at, format!("“{over}”不是按科目列行的表"));
            None
        }
    }
}

fn figure(names: &Names<'_>, source: &FigureSource, complaints: &mut Complaints<'_>) -> Figure {
    let mut refuse = |problem: &str| complaints.whole(format!("图“{}”{problem}", source.key));
    match source.kind {
        FigureKind::Pie if source.whole.is_none() => refuse("是占比图，要写 whole"),
        FigureKind::Grouped if source.whole.is_some() => refuse("是分组图，没有 whole"),
        FigureKind::Grouped if source.series.len() < 2 => refuse("是分组图，series 要有两项以上"),
        FigureKind::Pie | FigureKind::Bar if !source.series.is_empty() => refuse("只有一组数，不写 series"),
        _ => {}
    }
    let wanted = source.series.len().max(1);
    let whole = source.whole.as_ref().and_then(|whole| money(names, whole, Place::default(), complaints));
    let parts = source.part.iter().filter_map(|part| figure_part(names, part, wanted, complaints)).collect();
    Figure {
        key: source.key.clone(),
        title: source.title.clone(),
        kind: source.kind,
        whole,
        series: source.series.iter().map(|series| series.label.clone()).collect(),
        skip_zero: source.skip_zero,
        parts,
    }
}

fn figure_part(
    names: &Names<'_>,
    source: &FigurePartSource,
    wanted: usize,
    complaints: &mut Complaints<'_>,
) -> Option<FigurePart> {
    let each = match &source.each {
        Some(written) => Some(each(names, written, None, complaints)?),
        None => None,
    };
    let place = Place {
        class: each.is_some_and(|each| each.bound == Bound::Class),
        item: each.is_some_and(|each| each.bound == Bound::Item),
        ..Place::default()
    };
    let label = paragraph(names, &source.label, place, ParagraphStyle::Body, &[], complaints);
    let written: Vec<_> = source.value.iter().chain(&source.values).collect();
    if written.len() != wanted {
        let problem = format!("图的这一部分要有 {wanted} 个数，写了 {} 个", written.len());
        complaints.at(source.label.at, problem);
        return None;
    }
    let values = written.iter().filter_map(|written| money(names, written, place, complaints)).collect();
    Some(FigurePart { each, label, values })
}

fn money(
    names: &Names<'_>,
    written: &Written,
    place: Place,
    complaints: &mut Complaints<'_>,
) -> Option<super::Expr> {
    match names.expression(written, place, &[Kind::Money]) {
        Ok((expr, _)) => Some(expr),
        Err(problem) => {
            complaints.at(written.at, problem);
            None
        }
    }
}

fn check(names: &Names<'_>, source: &CheckSource, complaints: &mut Complaints<'_>) -> Option<Check> {
    let (written, must_hold) = match (&source.must_hold, &source.flag_if) {
        (Some(written), None) => (written, true),
        (None, Some(written)) => (written, false),
        _ => {
            complaints.whole(format!("检查“{}”要写 must_hold 或 flag_if 中的一样", source.code));
            return None;
        }
    };
    let each = match &source.each {
        Some(each) => Some(self::each(names, each, None, complaints)?),
        None => None,
    };
    let place = Place {
        class: each.is_some_and(|each| each.bound == Bound::Class),
        item: each.is_some_and(|each| each.bound == Bound::Item),
        ..Place::default()
    };
    match names.expression(written, place, &[Kind::Truth]) {
        Ok((expr, _)) => Some(Check {
            code: source.code.clone(),
            title: source.title.clone(),
            rule: Formula { expr, text: written.text.clone() },
            must_hold,
            severity: source.severity,
            explanation: source.explanation.clone(),
            look_at: source.look_at.clone(),
            each,
        }),
        Err(problem) => {
            complaints.at(written.at, format!("检查“{}”的{problem}", source.code));
            None
        }
    }
}
