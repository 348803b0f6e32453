//! Checks and figures.

use super::blocks::each;
use crate::template::complaint::Complaints;
use crate::template::expr::{Bound, Kind};
use crate::template::narrative::{Figure, FigurePart};
use crate::template::resolve::{Names, Place};
use crate::template::source::{CheckSource, FigureSource, Written};
use crate::template::{Check, Expr, Formula};

pub(super) fn check(
    names: &Names<'_>,
    source: &CheckSource,
    complaints: &mut Complaints<'_>,
) -> Option<Check> {
    let (written, must_hold) = match (&source.must_hold, &source.flag_if) {
        (Some(written), None) => (written, true),
        (None, Some(written)) => (written, false),
        _ => {
            let problem =
                format!("检查“{}”要写 must_hold 或 flag_if 中的一样，不能都写或都不写", source.code);
            complaints.near(&format!("\"{}\"", source.code), problem);
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

pub(super) fn figure(names: &Names<'_>, source: &FigureSource, complaints: &mut Complaints<'_>) -> Figure {
    let mut money = |written: &Written| match names.expression(written, Place::default(), &[Kind::Money]) {
        Ok((expr, _)) => Some(expr),
        Err(problem) => {
            complaints.at(written.at, problem);
            None
        }
    };
    let whole = money(&source.whole).unwrap_or(Expr::Text(String::new()));
    let parts = source
        .part
        .iter()
        .filter_map(|part| Some(FigurePart { label: part.label.clone(), value: money(&part.value)? }))
        .collect();
    Figure { key: source.key.clone(), title: source.title.clone(), kind: source.kind, whole, parts }
}
