//! Where a number stands in the texts and charts of a report.

use super::candidates::instance_words;
use super::{FigureText, InstanceKind, Measure, generated_figures, instances, scopes};
use crate::calc::{Scope, Values};
use crate::report::CellRef;
use crate::template::{Expr, Over};

/// A figure in a sentence that a number goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureUse {
    /// The section's key.
    pub section: String,
    /// Where the sentence stands: 五、一般公共预算支出 2010301 行政运行.
    pub place: String,
    /// The figure.
    pub figure: FigureText,
    /// Whether it is the number itself and not computed with it.
    pub same: bool,
}

/// A chart that a number is drawn in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartUse {
    /// The key of the section it stands in.
    pub section: String,
    /// Its caption.
    pub title: String,
}

/// The figures in sentences that a cell's number goes into, in the order of the document, the number itself first: also
/// where another cell holds the same amount to the fen, as a total does in another table.
pub fn figure_uses(cell: CellRef, values: &dyn Values) -> Vec<FigureUse> {
    let template = values.template();
    let amount = values.value(cell).money().filter(|amount| !amount.is_zero());
    let mut found: Vec<FigureUse> = Vec::new();
    for section in &template.sections {
        for (instance, figure) in generated_figures(section, values) {
            let equal = amount.is_some_and(|amount| figure.measure == Measure::Money(amount));
            if figure.sources.contains(&cell) || equal {
                let same = equal || figure.sources.len() == 1;
                let place = instance_words(section, &instance, values);
                found.push(FigureUse { section: section.key.clone(), place, figure, same });
            }
        }
    }
    found.sort_by_key(|found| !found.same);
    found
}

/// The charts that a cell's number is drawn in.
pub fn chart_uses(cell: CellRef, values: &dyn Values) -> Vec<ChartUse> {
    let template = values.template();
    let mut found = Vec::new();
    for section in &template.sections {
        for instance in instances(section, values) {
            let InstanceKind::Figure(key) = &instance.kind else { continue };
            let Some(figure) = template.figure(key) else { continue };
            let drawn = figure.parts.iter().any(|part| {
                let over = part.each.map_or(Over::Once, Over::Rows);
                let scopes = scopes(over, None, &Scope::default(), values);
                scopes.iter().any(|scope| part.values.iter().any(|value| names(value, scope, cell)))
            });
            if drawn {
                found.push(ChartUse { section: section.key.clone(), title: figure.title.clone() });
            }
        }
    }
    found
}

fn names(expr: &Expr, scope: &Scope, cell: CellRef) -> bool {
    let mut found = false;
    expr.for_each_cell(&mut |address| found |= scope.cell(address) == Some(cell));
    found
}
