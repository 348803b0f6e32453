//! From a folder of TOML files to a [`Template`], or to every complaint at once.

mod blocks;
mod checks;
mod figures;
mod outline;
mod repetition;

use super::complaint::{Complaint, Complaints};
use super::narrative::{Figure, Section};
use super::resolve::Names;
use super::source::{ChecksSource, ListsSource, NarrativeSource, ReportSource, TableSource};
use super::{Check, Hint, Template};
use super::{cycles, elimination, lists, tables, unreadable};
pub(super) use outline::is_name;

use blocks::BlockReader;
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
        let outline = self.file("report.toml");
        self.in_file(&outline, |complaints| outline::check(&report, complaints));
        let mut built = Vec::new();
        let mut keys = BTreeSet::new();
        for (file, source) in &sources {
            self.in_file(file, |complaints| {
                if !keys.insert(source.key.clone()) {
                    let problem = format!("表“{}”已在另一个文件里，请改 key", source.key);
                    complaints.near(&format!("key = \"{}\"", source.key), problem);
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
        let (checks, hints) = self.checks(&names, &sections, &checks);
        let parts =
            self.in_file(&outline, |complaints| outline::parts(&names, &report, &sections, complaints));
        let eliminations = self.in_file(&outline, |complaints| {
            elimination::eliminations(&built, &report.elimination, complaints)
        });
        let funds =
            self.in_file(&self.file(LISTS), |complaints| lists::funds(&names, &list_source.fund, complaints));
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
            funds,
            parts,
            tables: built,
            sections,
            figures,
            checks,
            hints,
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
            self.complaints.push(Complaint {
                file: name.into(),
                line: 0,
                problem: "缺少这个文件，每个模板都要有它".into(),
            });
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
                source.figure.iter().map(|figure| figures::figure(names, figure, complaints)).collect();
            let mut sections = Vec::new();
            let mut keys = BTreeSet::new();
            for section in &source.section {
                if !keys.insert(&section.key) {
                    let problem = format!("有两节都叫“{}”，请改名", section.key);
                    complaints.near(&format!("key = \"{}\"", section.key), problem);
                }
                let blocks = BlockReader::new(names, source, complaints).section(section);
                let short = section.short.clone().unwrap_or_else(|| section.title.clone());
                let (key, number, title) =
                    (section.key.clone(), section.number.clone(), section.title.clone());
                sections.push(Section { key, number, title, short, blocks });
            }
            (sections, figures)
        })
    }

    fn checks(
        &mut self,
        names: &Names<'_>,
        sections: &[Section],
        source: &ChecksSource,
    ) -> (Vec<Check>, Vec<Hint>) {
        let file = self.file("checks.toml");
        self.in_file(&file, |complaints| {
            let mut codes = BTreeSet::new();
            let mut found = Vec::new();
            for check in &source.check {
                if !codes.insert(&check.code) {
                    let problem = format!("有两条检查都叫“{}”，请改 code", check.code);
                    complaints.near(&format!("code = \"{}\"", check.code), problem);
                }
                found.extend(checks::check(names, sections, check, complaints));
            }
            let hints = source.hint.iter().filter_map(|hint| checks::hint(names, hint, complaints)).collect();
            (found, hints)
        })
    }
}

/// Reads a file's TOML, or says at which byte it goes wrong.
#[cfg(any(not(target_arch = "wasm32"), feature = "annex"))]
fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, (usize, String)> {
    toml::from_str(text)
        .map_err(|error| (error.span().map_or(0, |span| span.start), error.message().to_string()))
}

/// Reads a file that the build has turned into JSON: the browser carries no TOML reader, which would be a fifth of
/// what it has to load.
#[cfg(all(target_arch = "wasm32", not(feature = "annex")))]
fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, (usize, String)> {
    serde_json::from_str(text).map_err(|error| (0, error.to_string()))
}
