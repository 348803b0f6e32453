//! The declarative report: tables, columns, rows, formulas, sentences, checks and figures as data.
//!
//! A template is a folder of TOML files ([`source`]) that [`load`] turns into a [`Template`] in which every name
//! has been resolved, or into *all* complaints at once, each with its file and line. Addresses are names,
//! `table.row.column`; the expression language ([`syntax`]) is one for formulas, checks, sentences and figures.
//!
//! Knows nothing of entered data, of calculation and of the browser.

#[cfg(not(target_arch = "wasm32"))]
mod advice;
mod audit;
mod builtin;
mod complaint;
mod cycles;
mod elimination;
mod expr;
pub mod folder;
mod kinds;
mod lists;
mod load;
mod narrative;
mod placeholder;
mod resolve;
pub mod source;
mod syntax;
mod table;
mod tables;
mod unreadable;

#[cfg(not(target_arch = "wasm32"))]
pub use advice::advice;
pub use audit::Audit;
pub use builtin::{builtin, builtin_ids};
pub use complaint::{Complaint, in_short};
pub use elimination::{Elimination, EliminationPlace, Party};
pub use expr::{Address, Bound, Column, Expr, Function, Kind, Measured, Operator, RecordColumn, RowName};
pub use kinds::{
    CheckArea, ColumnRole, FieldKind, FigureKind, ListForm, Orientation, ParagraphStyle, PartHolds,
    PrintRows, Quantity, RowStyle, Severity, TextKind, TotalPlace, ZeroWording,
};
pub use lists::{Fund, List, ListIndex};
pub use load::{TemplateFile, load};
pub use narrative::{
    Block, BlockBody, Each, Entry, Enumeration, Figure, FigurePart, OWN_WORDING, Over, Paragraph, Part,
    Phrase, Piece, Section, Slot, Style,
};
pub use placeholder::style as read_style;
pub use table::{
    ColumnIndex, FixedRow, Formula, LayoutColumn, Repeat, RowKey, Side, Table, TableIndex, ValueColumn,
};

/// A loaded template: every reference resolved, every type checked, no cycles.
#[derive(Debug)]
pub struct Template {
    /// Stable name, saved in reports.
    pub id: String,
    /// Version of the structure.
    pub version: u32,
    /// What a clerk chooses it by.
    pub title: String,
    /// Financial year.
    pub year: u16,
    /// Words of comparison.
    pub wording: source::WordingSource,
    /// Short entered texts.
    pub fields: Vec<source::FieldSource>,
    /// What each version brought.
    pub changes: Vec<source::ChangeSource>,
    /// Choices of wording.
    pub options: Vec<source::OptionSource>,
    /// What is eliminated when units are consolidated.
    pub eliminations: Vec<Elimination>,
    /// Lists of records.
    pub lists: Vec<List>,
    /// The words of a project's form.
    pub form: Option<source::FormSource>,
    /// How projects are scored.
    pub scoring: crate::performance::ScoringRules,
    /// What projects are paid from.
    pub funds: Vec<Fund>,
    /// Document parts in order.
    pub parts: Vec<Part>,
    /// All tables, in file order.
    pub tables: Vec<Table>,
    /// All sections.
    pub sections: Vec<Section>,
    /// All figures.
    pub figures: Vec<Figure>,
    /// All checks.
    pub checks: Vec<Check>,
    /// What usually agrees.
    pub hints: Vec<Hint>,
}

/// A check.
#[derive(Debug)]
pub struct Check {
    /// Code.
    pub code: String,
    /// What agrees.
    pub title: String,
    /// What it is about.
    pub area: CheckArea,
    /// What is checked.
    pub rule: Rule,
    /// Checked only where this is true.
    pub when: Option<Expr>,
    /// How grave.
    pub severity: Severity,
    /// Why.
    pub explanation: String,
    /// Where.
    pub look_at: String,
    /// The regulation it rests on; empty when there is none.
    pub basis: String,
    /// Rows or records it runs over.
    pub each: Over,
}

impl Check {
    /// Its expressions: the rules, and the condition under which they apply.
    pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let rules = match &self.rule {
            Rule::Formulas(_, formulas) => formulas.as_slice(),
            Rule::Audit(..) | Rule::Assured(_) => &[],
        };
        rules.iter().map(|formula| &formula.expr).chain(&self.when)
    }
}

/// What a check holds against what.
#[derive(Debug)]
pub enum Rule {
    /// Expressions, each for itself: true is right when the first field says so, and otherwise a finding.
    Formulas(bool, Vec<Formula>),
    /// An examination: which, what it looks for, and in which sections (all when empty).
    Audit(Audit, Vec<String>, Vec<String>),
    /// It holds whatever is entered, for this reason.
    Assured(String),
}

/// Two amounts that are usually the same: it helps to tell which cell is likely wrong.
#[derive(Debug)]
pub struct Hint {
    /// The equality.
    pub rule: Formula,
    /// Rows it runs over.
    pub each: Over,
}

impl Template {
    /// The index of the table named `key`.
    pub fn table_index(&self, key: &str) -> Option<TableIndex> {
        self.tables.iter().position(|table| table.key == key).and_then(|index| index.try_into().ok())
    }

    /// The table at `index`; indices come from this template, so a missing one is a table without cells.
    pub fn table(&self, index: TableIndex) -> Option<&Table> {
        self.tables.get(usize::from(index))
    }

    /// The section named `key`.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// The figure named `key`.
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.key == key)
    }

    /// The list named `key`.
    pub fn list_index(&self, key: &str) -> Option<ListIndex> {
        self.lists.iter().position(|list| list.key == key).and_then(|index| index.try_into().ok())
    }

    /// The list at `index`.
    pub fn list(&self, index: ListIndex) -> Option<&List> {
        self.lists.get(usize::from(index))
    }

    /// The list of the given form; a template has one at most.
    pub fn list_of(&self, form: ListForm) -> Option<ListIndex> {
        self.lists.iter().position(|list| list.form == form).and_then(|index| index.try_into().ok())
    }

    /// The option named `key`.
    pub fn option(&self, key: &str) -> Option<&source::OptionSource> {
        self.options.iter().find(|option| option.key == key)
    }

    /// The elimination named `key`.
    pub fn elimination(&self, key: &str) -> Option<&Elimination> {
        self.eliminations.iter().find(|elimination| elimination.key == key)
    }

    /// Keys of the text fields that a section names and no cover asks for: they are filled in beside the section.
    pub fn fields_of(&self, section: &Section) -> Vec<String> {
        let covers = self.parts.iter().filter(|part| part.holds == PartHolds::Cover);
        let asked: Vec<&String> = covers.flat_map(|part| &part.items).collect();
        let mut found: Vec<String> = Vec::new();
        let mut named = Vec::new();
        section.for_each_expr(&mut |expr| {
            expr.walk(&mut |expr| {
                named.extend(if let Expr::Field(index) = expr { Some(*index) } else { None })
            });
        });
        for index in named {
            if let Some(field) = self.fields.get(index)
                && !asked.contains(&&field.key)
                && !found.contains(&field.key)
            {
                found.push(field.key.clone());
            }
        }
        found
    }

    /// The text field named `key`.
    pub fn field(&self, key: &str) -> Option<&source::FieldSource> {
        self.fields.iter().find(|field| field.key == key)
    }
}
