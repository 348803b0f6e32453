//! What a text lacks or has too much beside the template's sentences: items of lists, reasons, words of level.

use super::expected::{Expected, Plan, Role};
use super::judge::{Fit, fit};
use super::reader::{Desk, Laid};
use super::remark::RemarkKind;
use super::remarks::in_wan;
use super::scan::Figure;
use super::words::{LEVEL, NO_REASON, REASON, says};
use crate::narrative::Measure;
use std::collections::{HashMap, HashSet};

/// Looks through a stretch.
pub(super) fn all(desk: &mut Desk<'_>, laid: &Laid, plan: &Plan) {
    let mut place_of: HashMap<usize, usize> = HashMap::new();
    for (place, pair) in laid.pairs.iter().enumerate() {
        if let Some(pair) = pair {
            place_of.insert(pair.expected, place);
        }
    }
    if place_of.is_empty() {
        return;
    }
    let gaps = Gaps { laid, plan, place_of };
    gaps.lists(desk);
    gaps.sentences(desk);
    gaps.level(desk);
    gaps.reasons(desk);
}

struct Gaps<'l> {
    laid: &'l Laid,
    plan: &'l Plan,
    /// The place that each of the template's figures was found at.
    place_of: HashMap<usize, usize>,
}

impl Gaps<'_> {
    fn figure<'d>(&self, desk: &'d Desk<'_>, place: usize) -> Option<(usize, &'d Figure)> {
        let index = self.laid.placed.get(place).copied()?;
        Some((index, desk.figures.get(index)?))
    }

    /// Lists of rows that are not zero.
    fn lists(&self, desk: &mut Desk<'_>) {
        let mut lists: Vec<((usize, usize), Vec<usize>)> = Vec::new();
        for (index, expected) in self.plan.expected.iter().enumerate() {
            let Some(list) = expected.list.map(|list| (expected.sentence, list)) else { continue };
            match lists.last_mut().filter(|(last, _)| *last == list) {
                Some((_, items)) => items.push(index),
                None => lists.push((list, vec![index])),
            }
        }
        for (_, items) in lists {
            let found: Vec<usize> =
                items.iter().filter_map(|item| self.place_of.get(item).copied()).collect();
            let (Some(first), Some(last)) = (found.iter().min().copied(), found.iter().max().copied()) else {
                continue;
            };
            if found.len() * 2 < items.len() {
                continue;
            }
            let mut missing: Vec<&Expected> = items
                .iter()
                .filter(|item| !self.place_of.contains_key(item))
                .filter_map(|item| self.plan.expected.get(*item))
                .filter(|item| printed(item))
                .collect();
            self.invented(desk, (first, last), &mut missing, &items);
            let Some(at) = self.figure(desk, last).map(|(_, figure)| figure.at.clone()) else { continue };
            for item in missing {
                let words = format!("漏列：缺“{}{}”（{}）。", item.name, item.text, item.formula);
                desk.remark(RemarkKind::ListOmits, at.clone(), words);
            }
        }
    }

    /// Amounts among or right behind the items of a list that are none of them.
    fn invented(
        &self,
        desk: &mut Desk<'_>,
        (first, last): (usize, usize),
        missing: &mut Vec<&Expected>,
        items: &[usize],
    ) {
        let table =
            items.first().and_then(|item| self.plan.expected.get(*item)?.sources.first()).map(|c| c.table);
        let mut end = last;
        for place in first..self.laid.placed.len() {
            let Some((index, figure)) = self.figure(desk, place) else { break };
            let figure = figure.clone();
            let start = self.laid.start_of(place, &desk.figures);
            let before = desk.written(start..figure.at.start);
            if place > last {
                // A list goes on only from joint to joint.
                if place != end + 1 || !before.starts_with('、') {
                    break;
                }
                end = place;
            }
            if self.laid.pairs.get(place).copied().flatten().is_some()
                || !in_wan(&figure)
                || before.contains(['。', '；', '\n'])
            {
                continue;
            }
            let name = before.rsplit(['、', '：', '，']).next().unwrap_or_default().trim();
            let row = desk.subjects().named(name).iter().find(|cell| Some(cell.table) == table).copied();
            let slip = missing.iter().position(|item| fit(&figure, item) != Fit::Off);
            let written = desk.written(figure.at.clone()).to_string();
            match (slip, row) {
                (Some(slip), None) => {
                    let item = missing.remove(slip);
                    desk.agree(index, item, false);
                }
                (Some(slip), Some(_)) => {
                    let item = missing.remove(slip);
                    let words =
                        format!("多列：表里“{name}”不是{written}；{}是“{}”的数。", item.text, item.name);
                    desk.wrong(index, RemarkKind::ListInvents, words, Some(item));
                }
                (None, _) => {
                    let words = format!("多列：表里这一栏没有“{name}{written}”。");
                    desk.wrong(index, RemarkKind::ListInvents, words, None);
                }
            }
        }
    }

    /// Sentences that stand once for each row or record.
    fn sentences(&self, desk: &mut Desk<'_>) {
        let mut groups: Vec<(&[usize], Vec<usize>)> = Vec::new();
        for (index, told) in self.plan.sentences.iter().enumerate().filter(|(_, told)| told.repeated) {
            match groups.iter_mut().find(|(path, _)| *path == told.path.as_slice()) {
                Some((_, sentences)) => sentences.push(index),
                None => groups.push((&told.path, vec![index])),
            }
        }
        let mut figures: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, expected) in self.plan.expected.iter().enumerate() {
            figures.entry(expected.sentence).or_default().push(index);
        }
        for (_, sentences) in groups {
            let places = |sentence: &usize| {
                let own = figures.get(sentence).into_iter().flatten();
                own.filter_map(|index| self.place_of.get(index).copied()).collect::<Vec<_>>()
            };
            let told = sentences.iter().filter(|s| !places(s).is_empty()).count();
            if told == 0 || told * 2 < sentences.len() {
                continue;
            }
            let mut last = None;
            let mut firsts = HashSet::new();
            for sentence in &sentences {
                let own = places(sentence);
                if let Some(place) = own.iter().max() {
                    last = Some(*place);
                    firsts.extend(own.iter().min());
                    continue;
                }
                let Some(info) = self.plan.sentences.get(*sentence) else { continue };
                let mut amounts = figures.get(sentence).into_iter().flatten();
                let first =
                    amounts.find_map(|i| self.plan.expected.get(*i).filter(|one| one.measure.is_some()));
                let Some(first) = first else { continue };
                let anchor = last.or_else(|| self.place_of.values().min().copied()).unwrap_or(0);
                let Some(at) = self.figure(desk, anchor).map(|(_, figure)| figure.at.clone()) else {
                    continue;
                };
                let words = format!("漏列：没有写“{}”（{}为{}）。", info.name, first.formula, first.text);
                desk.remark(RemarkKind::ListOmits, at, words);
            }
            self.invented_sentences(desk, &firsts);
        }
    }

    /// Figures that stand as the first of such a sentence does, and belong to none.
    fn invented_sentences(&self, desk: &mut Desk<'_>, firsts: &HashSet<usize>) {
        let (Some(low), Some(high)) = (firsts.iter().min().copied(), firsts.iter().max().copied()) else {
            return;
        };
        let shape = firsts.iter().filter_map(|place| {
            let pair = self.laid.pairs.get(*place).copied().flatten()?;
            self.plan.expected.get(pair.expected)
        });
        let shapes: Vec<&Expected> = shape.collect();
        // Behind the last of them, no farther than a few sentences.
        for place in low..self.laid.placed.len().min(high + 13) {
            if self.laid.pairs.get(place).copied().flatten().is_some() {
                continue;
            }
            let Some((index, figure)) = self.figure(desk, place) else { break };
            let (figure, context) = (figure.clone(), self.laid.contexts.get(place));
            let alike = context.is_some_and(|context| shapes.iter().any(|s| context.ends_like(&s.context)));
            if !in_wan(&figure) || !alike {
                continue;
            }
            let start = self.laid.start_of(place, &desk.figures);
            let line = desk.written(start..figure.at.start).rsplit('\n').next().unwrap_or_default();
            let name: String = line.rsplit(['）', '。']).find(|part| !part.is_empty()).unwrap_or(line).into();
            let line = line.trim();
            let words = match line.is_empty() {
                true => format!("多列：表里没有“{name}”。"),
                false => format!("多列：表里没有“{line}{}”。", desk.written(figure.at.clone())),
            };
            desk.wrong(index, RemarkKind::ListInvents, words, None);
        }
    }

    /// 持平 where there is a difference.
    fn level(&self, desk: &mut Desk<'_>) {
        for (index, expected) in self.plan.expected.iter().enumerate() {
            let Role::Difference { now, base } = expected.role else { continue };
            if self.place_of.contains_key(&index) || expected.role.way() == Some(0) {
                continue;
            }
            let before = index.checked_sub(1).and_then(|before| self.place_of.get(&before).copied());
            let Some((_, figure)) = before.and_then(|place| self.figure(desk, place)) else { continue };
            let start = figure.at.end;
            let next = before
                .and_then(|place| self.figure(desk, place + 1))
                .map_or(self.laid.at.end, |(_, f)| f.at.start);
            let line = desk.written(start..next).split('\n').next().unwrap_or_default();
            // Up to the reason, which may speak of anything.
            let line = REASON.iter().filter_map(|word| line.find(word)).min().map_or(line, |at| &line[..at]);
            if let Some((at, word)) = LEVEL.iter().filter_map(|word| Some((line.find(word)?, word))).min() {
                let way = if now > base { "增加" } else { "减少" };
                let words = format!("写的是“{word}”，应为{way}{}（{}）。", expected.text, expected.formula);
                desk.remark(RemarkKind::Direction, start + at..start + at + word.len(), words);
            }
        }
    }

    /// A reason where all that a sentence compares is the same.
    fn reasons(&self, desk: &mut Desk<'_>) {
        let reasoned = self.plan.sentences.iter().enumerate().filter(|(_, told)| told.reasoned);
        for (sentence, _) in reasoned {
            let own = || self.plan.expected.iter().enumerate().filter(|(_, one)| one.sentence == sentence);
            if !self.plan.unchanged(sentence) {
                continue;
            }
            let Some(place) = own().filter_map(|(index, _)| self.place_of.get(&index).copied()).max() else {
                continue;
            };
            let Some((_, figure)) = self.figure(desk, place) else { continue };
            let start = figure.at.end;
            let line = desk.written(start..self.laid.at.end).split('\n').next().unwrap_or_default();
            let Some((at, word)) = REASON.iter().filter_map(|word| Some((line.find(word)?, *word))).min()
            else {
                continue;
            };
            if is_reason(line.get(at + word.len()..).unwrap_or_default()) {
                let at = start + at..start + at + word.len();
                desk.remark(RemarkKind::NeedlessReason, at, NEEDLESS.into());
            }
        }
    }
}

/// What is said of a reason where nothing differs.
pub(super) const NEEDLESS: &str = "前面比较的数都相同，没有差异，不用写差异原因。";

/// Whether a text gives a reason, and does not say that there is none to give.
pub(super) fn is_reason(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['：', ':', '是', '为', '，']);
    let none = text.trim_matches(['。', ' ']).is_empty() || NO_REASON.iter().any(|no| text.starts_with(no));
    !none && !says(text, &["不存在", "无此项"])
}

/// Whether an item is more than nought as printed.
fn printed(item: &Expected) -> bool {
    match item.measure {
        Some(Measure::Money(amount)) => !amount.in_wan(2).is_zero(),
        Some(_) => true,
        None => false,
    }
}
