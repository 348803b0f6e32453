//! Figures in words that are not the template's: judged by the row they name, or left alone.

use super::expected::{Plan, Role};
use super::judge::{Fit, fit, fits, mistyped, printed, slipped};
use super::reader::{Desk, Laid, Status};
use super::remark::RemarkKind;
use super::remarks::{in_wan, significant};
use super::scan::{Figure, Sort, WAN};
use super::words::{BUDGET, OTHER_TIMES, PARTS, Way, last_way, says};
use crate::calc::{Value, cell_label};
use crate::narrative::Measure;
use crate::report::CellRef;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Characters before a figure that are looked at.
const FARTHEST: usize = 60;
/// Words shorter than this are told of too many things.
const LONG_ENOUGH: usize = 6;

/// Looks at the figures of a stretch that lie beside none of the template's.
pub(super) fn all(desk: &mut Desk<'_>, laid: &Laid, plan: &Plan) {
    for index in laid.placed.iter().copied() {
        let judged = !matches!(desk.status.get(index), Some(Status::Unjudged));
        let Some(figure) = desk
            .figures
            .get(index)
            .filter(|figure| matches!(figure.sort, Sort::Money(_)) && !figure.live)
            .cloned()
        else {
            continue;
        };
        if !judged && !contradicted(desk, index, &figure, plan) {
            by_subject(desk, index, &figure);
        }
    }
    years(desk, laid);
}

/// The words before a figure: those of its clause, and those of its sentence.
fn before<'t>(desk: &Desk<'t>, figure: &Figure) -> (&'t str, &'t str) {
    let sentence = desk.written(desk.sentence(figure.at.start).start..figure.at.start);
    let far = sentence.char_indices().rev().take(FARTHEST).last().map_or(0, |(at, _)| at);
    let sentence = sentence.get(far..).unwrap_or_default();
    (sentence.rsplit(['，', '。', '；', '：', '、', ',', ';', ':']).next().unwrap_or_default(), sentence)
}

/// An amount by which the section tells of a rise, where the text tells of a fall.
fn contradicted(desk: &mut Desk<'_>, index: usize, figure: &Figure, plan: &Plan) -> bool {
    let (clause, sentence) = before(desk, figure);
    let Some((told, at, word)) = last_way(clause) else { return false };
    if at + word.len() != clause.len() || !significant(figure) || !says(sentence, &["上年", "去年", "预算"])
    {
        return false;
    }
    let differs = |role: Role| matches!(role, Role::Difference { .. });
    let mut same = plan.expected.iter().filter(|one| differs(one.role) && fit(figure, one) == Fit::Exact);
    let Some(found) = same.next() else { return false };
    let right = |way: Option<i64>| matches!((way, told), (Some(1), Way::Up) | (Some(-1), Way::Down));
    if right(found.role.way()) || same.any(|other| right(other.role.way())) {
        desk.agree(index, found, false);
        return true;
    }
    let Some((now, base)) = found.role.operands() else { return false };
    let way = if now > base { "增加" } else { "减少" };
    let words = format!("增减写反：本期{}，对比数{}，是{way}，这里写“{word}”。", printed(now), printed(base));
    desk.wrong(index, RemarkKind::Direction, words, Some(found));
    true
}

/// An amount right behind the name of a row.
fn by_subject(desk: &mut Desk<'_>, index: usize, figure: &Figure) {
    let Sort::Money(power) = figure.sort else { return };
    let (clause, sentence) = before(desk, figure);
    let (name, cells) = match desk.subjects().before(clause) {
        Some((name, cells)) => (name, cells.to_vec()),
        None => return,
    };
    let values: Vec<(CellRef, Measure)> = cells
        .into_iter()
        .filter_map(|cell| match desk.values.value(cell) {
            Value::Money(amount) => Some((cell, Measure::Money(amount))),
            _ => None,
        })
        .collect();
    if let Some((cell, measure)) = values.iter().find(|(_, measure)| fits(figure, *measure, power)) {
        return desk.agreed(index, vec![*cell], text(*measure), false);
    }
    let elsewhen = says(sentence, &OTHER_TIMES) || other_year(desk, figure, sentence);
    let told = last_way(clause).is_some() || elsewhen;
    let written = desk.written(figure.at.clone());
    let nonzero =
        |measure: Measure| matches!(measure, Measure::Money(amount) if amount.in_wan(2) > Decimal::ONE);
    if !told
        && let Some((cell, measure)) = values
            .iter()
            .find(|(_, measure)| nonzero(*measure) && slipped(figure, *measure, Sort::Money(WAN)))
    {
        let label = cell_label(*cell, desk.values);
        let words = format!("单位不对：写的是{written}，应为{}（{label}）。", text(*measure));
        return desk.wrong(index, RemarkKind::Unit, words, None);
    }
    if told || says(sentence, &PARTS) || !in_wan(figure) {
        return;
    }
    let budget = says(clause, &BUDGET);
    let template = desk.values.template();
    let meant = values.iter().filter(|(cell, measure)| {
        let budgeted = template
            .table(cell.table)
            .and_then(|table| table.column(cell.column))
            .is_some_and(|column| !column.printed || says(&column.title, &BUDGET));
        budget == budgeted && nonzero(*measure)
    });
    if let Some((cell, measure)) = meant.clone().find(|(_, measure)| mistyped(figure, *measure)) {
        let label = cell_label(*cell, desk.values);
        let words = format!("“{name}”写的是{written}，疑为{}之误（{label}）。", text(*measure));
        desk.wrong(index, RemarkKind::Amount, words, None);
    }
}

fn text(measure: Measure) -> String {
    match measure {
        Measure::Money(amount) => printed(amount),
        other => other.unrounded(),
    }
}

/// Whether a sentence names another year than the report's before a figure.
fn other_year(desk: &Desk<'_>, figure: &Figure, sentence: &str) -> bool {
    let start = figure.at.start - sentence.len();
    let own = Decimal::from(desk.values.template().year);
    let named = desk.within(&(start..figure.at.start));
    desk.figures
        .get(named)
        .unwrap_or_default()
        .iter()
        .any(|other| other.sort == Sort::Year && other.value != Some(own))
}

/// Years that no report of this year can have come to; a year that is only told of is left alone.
fn years(desk: &mut Desk<'_>, laid: &Laid) {
    let own = desk.values.template().year;
    for index in desk.within(&laid.at) {
        let Some(figure) = desk.figures.get(index).filter(|figure| figure.sort == Sort::Year).cloned() else {
            continue;
        };
        let Some(year) = figure.value else { continue };
        let account = desk.written(figure.at.end..desk.text.len()).starts_with("度");
        if year == Decimal::from(own) {
            desk.agreed(index, Vec::new(), format!("{own}年"), false);
        } else if account && year > Decimal::from(own.saturating_add(1)) {
            let words = format!("写的是{year}年度，这是{own}年度的决算。");
            desk.wrong(index, RemarkKind::Year, words, None);
        }
    }
}

/// The same words before two different amounts. A live one is right.
pub(super) fn told_twice(desk: &mut Desk<'_>) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for index in 0..desk.figures.len() {
        let status = desk.status.get(index);
        if matches!(status, Some(Status::Wrong)) {
            continue;
        }
        let Some(figure) = desk.figures.get(index).filter(|figure| in_wan(figure)).cloned() else { continue };
        let (clause, sentence) = before(desk, &figure);
        let clause = clause.trim();
        if clause.chars().filter(|c| c.is_alphabetic()).count() < LONG_ENOUGH || last_way(clause).is_some() {
            continue;
        }
        let Some((name, _)) = desk.subjects().before(clause) else { continue };
        // Of different units, projects or times in the same words.
        if says(sentence, &OTHER_TIMES) || other_year(desk, &figure, sentence) {
            continue;
        }
        let Some(other) = first.get(clause).copied() else {
            first.insert(clause.to_string(), index);
            continue;
        };
        let Some(before) = desk.figures.get(other).cloned() else { continue };
        let off = figure.value.zip(before.value).is_some_and(|(one, two)| {
            let decimals = figure.decimals.min(before.decimals);
            one.round_dp(decimals) != two.round_dp(decimals)
        });
        let live = |index: usize| desk.figures.get(index).is_some_and(|figure| figure.live);
        let agreed =
            |index: usize| live(index) || matches!(desk.status.get(index), Some(Status::Agreed { .. }));
        if !off || (agreed(index) && agreed(other)) {
            continue;
        }
        let (wrong, right) = if agreed(index) { (other, index) } else { (index, other) };
        let text =
            |index: usize| desk.figures.get(index).map_or("", |figure| desk.written(figure.at.clone()));
        let words = format!("“{name}”前后不一：这里写{}，另一处写{}。", text(wrong), text(right));
        desk.wrong(wrong, RemarkKind::ToldTwice, words, None);
    }
}
