//! A template as its TOML files say it, before any name is looked up.
//!
//! One file for the whole (`report.toml`), one a table (`tables/*.toml`), `narrative.toml`, `checks.toml`, and
//! `lists.toml`, which a template may lack.
//! Texts that can be wrong in themselves (formulas, sentences) keep their place in the file.

mod checks;
mod lists;
mod narrative;
mod report;
mod table;
mod wording;

pub use checks::{CheckSource, ChecksSource, HintSource};
pub use lists::{FormSource, FundSource, ListColumnSource, ListSource, ListsSource};
pub use narrative::{
    BlockSource, EnumerationSource, FigurePartSource, FigureSeriesSource, FigureSource, NarrativeSource,
    PhraseSource, SectionSource, SlotSource,
};
pub use report::{
    ChangeSource, ChoiceSource, EliminationSource, FieldSource, OptionSource, PartSource, ReportSource,
};
pub use table::{ColumnSource, HeaderSource, RepeatSource, RowSource, SideSource, TableSource};
pub use wording::{WordingChange, WordingSource};

use serde::Deserialize;

/// A text of the template that remembers where it stands in its file.
#[derive(Clone, Debug)]
pub struct Written {
    /// The text itself.
    pub text: String,
    /// Offset in bytes from the start of the file.
    pub at: usize,
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[cfg(any(not(target_arch = "wasm32"), feature = "annex"))]
        let (at, text) = {
            let spanned = toml::Spanned::<String>::deserialize(deserializer)?;
            (spanned.span().start, spanned.into_inner())
        };
        // In the browser templates come prepared, and have been found good when the program was made.
        #[cfg(all(target_arch = "wasm32", not(feature = "annex")))]
        let (at, text) = (0, String::deserialize(deserializer)?);
        Ok(Written { text, at })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Written {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Written".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

fn yes() -> bool {
    true
}

fn one() -> u16 {
    1
}
