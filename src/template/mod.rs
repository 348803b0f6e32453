//! The declarative report: tables, columns, rows, formulas, sentences, checks and figures as data.
//!
//! A template is a folder of TOML files ([`source`]) that [`load`] turns into a [`Template`] in which every name
//! has been resolved, or into *all* complaints at once, each with its file and line. Addresses are names,
//! `table.row.column`; the expression language ([`syntax`]) is one for formulas, checks, sentences and figures.
//!
//! Knows nothing of entered data, of calculation and of the browser.

mod builtin;
mod complaint;
mod cycles;
mod elimination;
mod expr;
mod lists;
mod load;
mod narrative;
mod placeholder;
mod resolve;
pub mod source;
mod syntax;
mod tables;
mod unreadable;

pub use builtin::{builtin, builtin_ids};
pub use complaint::Complaint;
pub use elimination::{Elimination, EliminationPlace, Party};
pub use expr::{Address, Bound, Column, Expr, Function, Kind, Measured, Operator, RecordColumn, RowName};
pub use lists::{List, ListIndex};
pub use load::{TemplateFile, load};
pub use narrative::{
    Block, BlockBody, Each, Entry, Figure, FigurePart, Over, Paragraph, Part, Piece, Section, Slot, Style,
};
pub use placeholder::style as read_style;

use crate::catalog::Classification;
use serde::{Deserialize, Serialize};

/// Declares a small enum that template files name in `snake_case`.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }
    };
}

named!(
    /// Page orientation of a printed table.
    Orientation {
        /// Upright.
        #[default]
        Portrait,
        /// Turned.
        Landscape,
    }
);
named!(
    /// What a column holds.
    ColumnRole {
        /// The row's words: a label, or the name of a code.
        #[default]
        Label,
        /// 行次: the row's number on the form.
        Line,
        /// The classification code, set as 类 / 款 / 项.
        Code,
        /// Typed by the clerk, unless the row gives a formula.
        Entered,
        /// Computed by its formula.
        Derived,
    }
);
named!(
    /// What a value column's numbers are.
    Quantity {
        /// Money, in 0.01 yuan.
        #[default]
        Money,
        /// A whole number of things: people, vehicles, visits.
        Count,
    }
);
named!(
    /// Weight of a row.
    RowStyle {
        /// An ordinary row.
        #[default]
        Plain,
        /// A total or a class: bold.
        Total,
    }
);
named!(
    /// One line or several.
    TextKind {
        /// A single line.
        #[default]
        Line,
        /// Paragraphs.
        Long,
    }
);
named!(
    /// What a part of the document holds.
    PartHolds {
        /// Cover fields.
        #[default]
        Cover,
        /// Sections of sentences.
        Sections,
        /// Tables.
        Tables,
    }
);
named!(
    /// Kind of a chart.
    FigureKind {
        /// Shares of a whole.
        #[default]
        Pie,
        /// One amount a part, beside each other.
        Bar,
        /// Several amounts a part, one of each series.
        Grouped,
    }
);
named!(
    /// Look of a paragraph.
    ParagraphStyle {
        /// Running text, indented.
        #[default]
        Body,
        /// A heading of the second level: （一）
        Subheading,
    }
);
named!(
    /// Which rows of a table are printed.
    PrintRows {
        /// The whole form.
        #[default]
        All,
        /// Rows that have a value; for layouts that list what there is.
        Filled,
    }
);
named!(
    /// What a list's records are to the program.
    ListForm {
        /// Texts.
        #[default]
        Plain,
        /// Projects of performance self-evaluation.
        Performance,
        /// The indicators of a project.
        Indicators,
        /// Figures that are typed once and named in texts.
        Facts,
    }
);
named!(
    /// What is entered in a list's column.
    FieldKind {
        /// A line of text.
        #[default]
        Line,
        /// Paragraphs.
        Long,
        /// An amount: plain is yuan, 万元 behind it means ten thousand yuan.
        Money,
        /// Any number.
        Decimal,
        /// A whole number.
        Count,
        /// Usually one of a few words.
        Choice,
    }
);
named!(
    /// How grave a finding is.
    Severity {
        /// 必须改正
        #[default]
        Error,
        /// 须说明
        Warning,
        /// 提示
        Notice,
    }
);
named!(
    /// How zero bases and zero differences are worded.
    ZeroWording {
        /// 持平, 年初未安排预算, no rate.
        #[default]
        Recommended,
        /// 0.00 and 0.00%, as this form's authors print them.
        AsSource,
    }
);

impl Severity {
    /// The word clerks see.
    pub fn label(self) -> &'static str {
        match self {
            Severity::Error => "必须改正",
            Severity::Warning => "须说明",
            Severity::Notice => "提示",
        }
    }
}

/// Index of a table within its template.
pub type TableIndex = u16;
/// Index of a value column within its table, across all sides.
pub type ColumnIndex = u16;

/// A row's name within its table: small, copyable, stable within a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// The total of a repeating table; always present.
    Total,
    /// A fixed row, by its index in [`Table::rows`].
    Fixed(u16),
    /// A classification code: an item the clerk added, or a subtotal above items.
    Code(u32),
}

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
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Name in addresses.
    pub key: String,
    /// 公开05表; empty when auxiliary.
    pub number: String,
    /// Full title.
    pub title: String,
    /// Title in the outline.
    pub short: String,
    /// What to know before filling it in.
    pub help: String,
    /// Orientation in print.
    pub orientation: Orientation,
    /// Whether it is published.
    pub printed: bool,
    /// Header rows as printed.
    pub header: Vec<Vec<source::HeaderSource>>,
    /// Lines under it.
    pub notes: Vec<String>,
    /// Said when it is empty.
    pub empty_note: String,
    /// Which rows are printed.
    pub print_rows: PrintRows,
    /// Blocks beside each other.
    pub sides: Vec<Side>,
    /// Value columns of all sides, in order.
    pub columns: Vec<ValueColumn>,
    /// Fixed rows of all sides, in order; empty for a repeating table.
    pub rows: Vec<FixedRow>,
}

/// A block of a table.
#[derive(Debug)]
pub struct Side {
    /// Its columns from left to right.
    pub layout: Vec<LayoutColumn>,
    /// Its first value column and how many.
    pub first_column: ColumnIndex,
    /// Number of value columns.
    pub width: u16,
    /// Its first fixed row.
    pub first_row: u16,
    /// Number of fixed rows.
    pub height: u16,
    /// Set when its rows are keyed by code.
    pub repeat: Option<Repeat>,
}

/// A column as laid out.
#[derive(Debug)]
pub struct LayoutColumn {
    /// What stands in it.
    pub role: ColumnRole,
    /// Its value column, when it has one.
    pub value: Option<ColumnIndex>,
    /// Whether the form prints it.
    pub printed: bool,
    /// Width share.
    pub width: Option<u16>,
}

/// Rows keyed by classification code.
#[derive(Debug)]
pub struct Repeat {
    /// Which codes.
    pub classification: Classification,
    /// Tables whose rows appear too.
    pub rows_from: Vec<TableIndex>,
    /// Label of the total row.
    pub total: String,
}

/// A column of values.
#[derive(Debug)]
pub struct ValueColumn {
    /// Name in addresses.
    pub key: String,
    /// Words.
    pub title: String,
    /// What its numbers are.
    pub quantity: Quantity,
    /// Formula for item rows; `None` when entered.
    pub formula: Option<Formula>,
    /// Whether the form prints it.
    pub printed: bool,
    /// Explains what to enter.
    pub help: String,
    /// The side it belongs to.
    pub side: u16,
}

/// A formula and how it was written.
#[derive(Debug)]
pub struct Formula {
    /// Resolved.
    pub expr: Expr,
    /// As in the file.
    pub text: String,
}

/// A fixed row.
#[derive(Debug)]
pub struct FixedRow {
    /// Name; `None` for an empty line.
    pub key: Option<String>,
    /// Label.
    pub label: String,
    /// 行次.
    pub line: Option<u16>,
    /// Indentation steps.
    pub indent: u8,
    /// Weight.
    pub style: RowStyle,
    /// What its numbers are, where that differs from their column.
    pub quantity: Option<Quantity>,
    /// What is counted: 辆.
    pub unit: String,
    /// Printed columns that the label covers, across sides; 0 for its own only.
    pub span: u16,
    /// Never summed.
    pub of_which: bool,
    /// The side it belongs to.
    pub side: u16,
    /// Formulas per value column of its side; `None` when entered.
    pub formulas: Vec<Option<Formula>>,
    /// Explains what to enter.
    pub help: String,
}

/// A check.
#[derive(Debug)]
pub struct Check {
    /// Code.
    pub code: String,
    /// What agrees.
    pub title: String,
    /// The rule.
    pub rule: Formula,
    /// Whether the rule must hold (true) or flags when it holds (false).
    pub must_hold: bool,
    /// How grave.
    pub severity: Severity,
    /// Why.
    pub explanation: String,
    /// Where.
    pub look_at: String,
    /// Rows it runs over.
    pub each: Option<Each>,
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

    /// The text field named `key`.
    pub fn field(&self, key: &str) -> Option<&source::FieldSource> {
        self.fields.iter().find(|field| field.key == key)
    }
}

impl Table {
    /// The repetition of a table keyed by codes.
    pub fn repeat(&self) -> Option<&Repeat> {
        self.sides.first().and_then(|side| side.repeat.as_ref())
    }

    /// The value column named `key` among those that `row` has.
    pub fn column_in(&self, row: RowKey, key: &str) -> Option<ColumnIndex> {
        self.columns_of(row).find(|index| self.column(*index).is_some_and(|column| column.key == key))
    }

    /// The value column at `index`.
    pub fn column(&self, index: ColumnIndex) -> Option<&ValueColumn> {
        self.columns.get(usize::from(index))
    }

    /// What a cell's numbers are: the row says it, or else the column.
    pub fn quantity(&self, row: RowKey, column: ColumnIndex) -> Quantity {
        let of_row = self.fixed_row(row).and_then(|row| row.quantity);
        of_row.or(self.column(column).map(|column| column.quantity)).unwrap_or_default()
    }

    /// The row a name or a code stands for.
    pub fn row_key(&self, name: &str) -> Option<RowKey> {
        if self.repeat().is_some() {
            if name == "total" {
                return Some(RowKey::Total);
            }
            // `parse` alone would take a sign for a digit.
            let code = matches!(name.len(), 3 | 5 | 7) && name.bytes().all(|digit| digit.is_ascii_digit());
            return name.parse().ok().filter(|_| code && !name.starts_with('0')).map(RowKey::Code);
        }
        let index = self.rows.iter().position(|row| row.key.as_deref() == Some(name))?;
        index.try_into().ok().map(RowKey::Fixed)
    }

    /// The name under which a row is saved and addressed.
    pub fn row_name(&self, row: RowKey) -> String {
        match row {
            RowKey::Total => "total".into(),
            RowKey::Code(code) => code.to_string(),
            RowKey::Fixed(index) => {
                self.rows.get(usize::from(index)).and_then(|row| row.key.clone()).unwrap_or_default()
            }
        }
    }

    /// The fixed row at `row`, when it is one.
    pub fn fixed_row(&self, row: RowKey) -> Option<&FixedRow> {
        match row {
            RowKey::Fixed(index) => self.rows.get(usize::from(index)),
            RowKey::Total | RowKey::Code(_) => None,
        }
    }

    /// The columns that have cells in `row`: those of the row's side.
    pub fn columns_of(&self, row: RowKey) -> std::ops::Range<ColumnIndex> {
        let side = self.fixed_row(row).map_or(0, |row| row.side);
        self.sides
            .get(usize::from(side))
            .map_or(0..0, |side| side.first_column..side.first_column + side.width)
    }

    /// The formula of a cell in an item row or a fixed row; `None` when it is entered.
    ///
    /// Subtotals and totals of a repeating table have no formula of their own: they add up their children.
    pub fn formula(&self, row: RowKey, column: ColumnIndex) -> Option<&Formula> {
        match self.fixed_row(row) {
            Some(fixed) => {
                let first = self.sides.get(usize::from(fixed.side))?.first_column;
                fixed.formulas.get(usize::from(column.checked_sub(first)?))?.as_ref()
            }
            None => self.column(column)?.formula.as_ref(),
        }
    }
}
