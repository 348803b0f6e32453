//! What is said of a figure that is not the expected one, and of the words beside it.

use super::align::Pair;
use super::expected::{Expected, Plan, Role};
use super::judge::{Fit, fit, fits, mistyped, printed, slipped};
use super::reader::{Desk, Laid};
use super::remark::RemarkKind;
use super::scan::{Figure, Sort, WAN};
use super::words::{Way, last_way};
use crate::calc::{Value, cell_label};
use crate::narrative::Measure;
use crate::report::CellRef;

/// Judges a figure that does not fit what stands at its place.
pub(super) fn off(desk: &mut Desk<'_>, laid: &Laid, plan: &Plan, place: usize, pair: Pair) {
    let Some(index) = laid.placed.get(place).copied() else { return };
    let (Some(expected), Some(figure)) = (plan.expected.get(pair.expected), desk.figures.get(index).cloned())
    else {
        return;
    };
    let written = desk.written(figure.at.clone());
    let sure = laid.sure(place, pair);
    let Some(measure) = expected.measure else {
        if sure {
            let words = format!("{}为零，不能计算百分比，不应写“{written}”。", expected.formula);
            desk.wrong(index, RemarkKind::ZeroBase, words, Some(expected));
        }
        return;
    };
    let right = format!("应为{}（{}）", expected.text, expected.formula);
    if slipped(&figure, measure, expected.sort) {
        let words = format!("单位不对：写的是{written}，{right}。");
        return desk.wrong(index, RemarkKind::Unit, words, Some(expected));
    }
    if !sure {
        return unsure(desk, plan, index, &figure, expected);
    }
    let share = matches!(expected.role, Role::Share { .. });
    let (kind, words) = match (stale(desk, plan, &figure, expected), expected.sort) {
        (Some(cell), _) => {
            let label = cell_label(cell, desk.values);
            (RemarkKind::Stale, format!("写的是{written}，那是{label}；这里{right}。"))
        }
        (None, Sort::Percent) => {
            let kind = if share { RemarkKind::Share } else { RemarkKind::Rate };
            (kind, format!("写的是{written}，{right}。"))
        }
        (None, _) => (RemarkKind::Amount, format!("写的是{written}，{right}。")),
    };
    desk.wrong(index, kind, words, Some(expected));
}

/// Where the words are not the template's, only what is plainly a slip of the keys is remarked on.
fn unsure(desk: &mut Desk<'_>, plan: &Plan, index: usize, figure: &Figure, expected: &Expected) {
    let same = |other: &&Expected| other.sort == expected.sort && fit(figure, other) == Fit::Exact;
    if let Some(other) = plan.expected.iter().find(same).filter(|_| significant(figure)) {
        return desk.agree(index, other, false);
    }
    if expected.measure.is_some_and(|measure| mistyped(figure, measure)) {
        let written = desk.written(figure.at.clone());
        let words = format!("写的是{written}，疑为{}之误（{}）。", expected.text, expected.formula);
        desk.wrong(index, RemarkKind::Amount, words, Some(expected));
    }
}

/// Whether a figure has so many digits that it agrees by no accident.
pub(super) fn significant(figure: &Figure) -> bool {
    figure.value.is_some_and(|value| value.normalize().mantissa().unsigned_abs() >= 100)
}

/// The cell that is not this year's, and that the figure is.
fn stale(desk: &Desk<'_>, plan: &Plan, figure: &Figure, expected: &Expected) -> Option<CellRef> {
    let Sort::Money(power) = figure.sort else { return None };
    let template = desk.values.template();
    let other = |cell: &&CellRef| {
        let Some(table) = template.table(cell.table) else { return false };
        let told = table.printed && table.column(cell.column).is_some_and(|column| column.printed);
        let own = expected.role == Role::Plain && expected.sources.contains(cell);
        !(told || own)
    };
    let beside = plan.expected.iter().filter(|one| one.sentence == expected.sentence);
    let mut cells = beside.flat_map(|one| &one.sources).filter(other);
    cells
        .find(|cell| match desk.values.value(**cell) {
            Value::Money(amount) => !amount.is_zero() && fits(figure, Measure::Money(amount), power),
            _ => false,
        })
        .copied()
}

/// Judges the words between a figure and the one before it: the direction and the year they tell.
pub(super) fn beside(
    desk: &mut Desk<'_>,
    laid: &Laid,
    place: usize,
    index: usize,
    expected: &Expected,
    pair: Pair,
) {
    let Some(figure) = desk.figures.get(index).cloned() else { return };
    let start = laid.start_of(place, &desk.figures);
    if let Some(way) = expected.role.way() {
        direction(desk, start, index, &figure, expected, way);
    }
    if let Role::Completion { now, base } = expected.role
        && !desk.as_source
        && now.is_zero()
        && base.is_zero()
        && laid.sure(place, pair)
    {
        let written = desk.written(figure.at.clone());
        let words = format!("预算为零，不能计算百分比，不应写“{written}”。");
        desk.wrong(index, RemarkKind::ZeroBase, words, Some(expected));
    }
    year(desk, laid, place, start..figure.at.start, expected, pair);
}

fn direction(
    desk: &mut Desk<'_>,
    start: usize,
    index: usize,
    figure: &Figure,
    expected: &Expected,
    way: i64,
) {
    let before = desk.written(start..figure.at.start);
    let Some((told, at, word)) = last_way(before) else { return };
    // 增加（减少） says neither; it has a remark of its own.
    let around = before.get(..at).unwrap_or_default().trim_end_matches(['（', '(', '/', '／']);
    let chosen = last_way(around).is_none_or(|(_, at, word)| at + word.len() != around.len());
    let Some((now, base)) = expected.role.operands().filter(|_| chosen) else { return };
    let compared = format!("本期{}，对比数{}", printed(now), printed(base));
    let words = match (way, told) {
        (1, Way::Down) => format!("增减写反：{compared}，是增加，这里写“{word}”。"),
        (-1, Way::Up) => format!("增减写反：{compared}，是减少，这里写“{word}”。"),
        (0, _) if !desk.as_source => {
            if let (Role::Change { base, .. }, true) = (expected.role, matches!(figure.sort, Sort::Percent))
                && base.is_zero()
            {
                let written = desk.written(figure.at.clone());
                let words = format!("对比数为零，不能计算百分比，不应写“{written}”。");
                return desk.wrong(index, RemarkKind::ZeroBase, words, Some(expected));
            }
            format!("两数相同，没有增减，应写“持平”，这里写“{word}{}”。", desk.written(figure.at.clone()))
        }
        _ => return,
    };
    desk.wrong(index, RemarkKind::Direction, words, Some(expected));
}

fn year(
    desk: &mut Desk<'_>,
    laid: &Laid,
    place: usize,
    words: std::ops::Range<usize>,
    expected: &Expected,
    pair: Pair,
) {
    let told = laid.contexts.get(place).map(|context| context.years.as_slice()).unwrap_or_default();
    let ([told], [right]) = (told, expected.context.years.as_slice()) else { return };
    if told == right || !laid.sure(place, pair) {
        return;
    }
    let years = desk.within(&words);
    let found = years.rev().find(|index| {
        desk.figures
            .get(*index)
            .is_some_and(|figure| figure.sort == Sort::Year && figure.value == Some((*told).into()))
    });
    if let Some(index) = found {
        desk.wrong(index, RemarkKind::Year, format!("写的是{told}年，这里说的是{right}年度。"), None);
    }
}

/// Whether a figure is money in the unit sentences are written in.
pub(super) fn in_wan(figure: &Figure) -> bool {
    figure.sort == Sort::Money(WAN)
}
