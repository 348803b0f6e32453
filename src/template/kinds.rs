//! The words of the language that are one of a few.

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
    /// Where a table keyed by codes has its total.
    TotalPlace {
        /// Above the rows.
        #[default]
        First,
        /// Below them.
        Last,
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
    /// What a check is about.
    CheckArea {
        /// One table.
        #[default]
        Table,
        /// Several tables.
        Across,
        /// What the texts say.
        Narrative,
        /// This year and the year before, or the budget.
        Year,
        /// Performance self-evaluation.
        Performance,
        /// Completeness and publication.
        Publication,
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

impl CheckArea {
    /// The words clerks see.
    pub fn label(self) -> &'static str {
        match self {
            CheckArea::Table => "表内",
            CheckArea::Across => "表间",
            CheckArea::Narrative => "表与文字",
            CheckArea::Year => "同比与上年",
            CheckArea::Performance => "绩效自评",
            CheckArea::Publication => "完整与公开",
        }
    }
}

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
