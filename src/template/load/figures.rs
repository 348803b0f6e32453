//! Figures.

use super::repetition::each;
use crate::template::complaint::Complaints;
use crate::template::expr::{Bound, Kind};
use crate::template::narrative::{Each, Figure, FigurePart};
use crate::template::placeholder::{Inserts, paragraph};
use crate::template::resolve::{Names, Place};
use crate::template::source::{FigurePartSource, FigureSource, Written};
use crate::template::{Expr, FigureKind, ParagraphStyle};

/// Resolves a figure.
pub(super) fn figure(names: &Names<'_>, source: &FigureSource, complaints: &mut Complaints<'_>) -> Figure {
    let mut refuse = |problem: &str| {
        complaints.near(&format!("key = \"{}\"", source.key), format!("图“{}”{problem}", source.key));
    };
    match source.kind {
        FigureKind::Pie if source.whole.is_none() => refuse("是占比图，要写 whole：各部分占什么的比"),
        FigureKind::Grouped if source.whole.is_some() => refuse("是分组图，没有 whole，请删去"),
        FigureKind::Grouped if source.series.len() < 2 => refuse("是分组图，[[figure.series]] 要有两项以上"),
        FigureKind::Pie | FigureKind::Bar if !source.series.is_empty() => refuse("只有一组数，请删去 series"),
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
    let place = within(each);
    let label = paragraph(names, &source.label, place, ParagraphStyle::Body, Inserts::default(), complaints);
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
    place: Place<'_>,
    complaints: &mut Complaints<'_>,
) -> Option<Expr> {
    match names.expression(written, place, &[Kind::Money]) {
        Ok((expr, _)) => Some(expr),
        Err(problem) => {
            complaints.at(written.at, problem);
            None
        }
    }
}

/// What a repetition over rows binds.
fn within(each: Option<Each>) -> Place<'static> {
    Place {
        class: each.is_some_and(|each| each.bound == Bound::Class),
        item: each.is_some_and(|each| each.bound == Bound::Item),
        ..Place::default()
    }
}
