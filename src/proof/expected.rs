//! What the template's sentences say in a section, figure by figure, and the words before each.

use super::align::Spot;
use super::context::Context;
use super::lens::Worded;
use super::scan::{Sort, WAN, YUAN, scan};
use crate::amount::Amount;
use crate::calc::{Evaluated, Scope, Values, code_name, evaluate};
use crate::narrative::{FigureText, Fragment, Measure, instances, locate, piecewise};
use crate::report::{CellRef, ListKey};
use crate::template::{BlockBody, Expr, Formula, Function, Paragraph, Piece, RowKey, Section, Style};

/// What a figure says of the two amounts it is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A value of its own.
    Plain,
    /// By how much an amount differs from another.
    Difference { now: Amount, base: Amount },
    /// By what rate it differs.
    Change { now: Amount, base: Amount },
    /// What share of another it is.
    Share { now: Amount, base: Amount },
    /// To what degree it is completed.
    Completion { now: Amount, base: Amount },
}

impl Role {
    /// The two amounts.
    pub fn operands(self) -> Option<(Amount, Amount)> {
        match self {
            Role::Plain => None,
            Role::Difference { now, base }
            | Role::Change { now, base }
            | Role::Share { now, base }
            | Role::Completion { now, base } => Some((now, base)),
        }
    }

    /// Which way it goes as printed: above zero, below zero or level; nothing where there is no way to tell.
    pub fn way(self) -> Option<i64> {
        match self {
            Role::Difference { now, base } | Role::Change { now, base } => {
                let difference = now.checked_sub(base)?;
                Some(if difference.in_wan(2).is_zero() { 0 } else { difference.fen().signum() })
            }
            _ => None,
        }
    }
}

/// A figure as the template's sentences have it.
#[derive(Debug)]
pub(super) struct Expected {
    pub key: String,
    /// With its unit.
    pub text: String,
    /// Its value; nothing where no rate can be told.
    pub measure: Option<Measure>,
    pub sort: Sort,
    pub sources: Vec<CellRef>,
    /// How it is computed, in words.
    pub formula: String,
    pub role: Role,
    pub context: Context,
    /// Index of its sentence in [`Plan::sentences`].
    pub sentence: usize,
    /// Index of the list it is an item of, within its sentence.
    pub list: Option<usize>,
    /// What an item of a list is called.
    pub name: String,
}

/// A sentence.
#[derive(Debug)]
pub(super) struct Told {
    /// Where its block is: sentences of one repetition have the same.
    pub path: Vec<usize>,
    /// Whether it is one of a repetition.
    pub repeated: bool,
    /// What the row or the record is called that it stands for.
    pub name: String,
    /// Whether a reason may be given in it.
    pub reasoned: bool,
}

/// All that a section says.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub expected: Vec<Expected>,
    pub sentences: Vec<Told>,
}

impl Plan {
    /// Of one section.
    pub fn of(section: &Section, values: &dyn Values) -> Self {
        let worded = Worded(values);
        let mut plan = Plan::default();
        let mut before = String::new();
        for instance in instances(section, &worded) {
            if let Some(BlockBody::Paragraph(paragraph)) =
                locate(section, &instance.path).map(|block| &block.body)
            {
                before.push('\n');
                plan.take(
                    &instance.key,
                    paragraph,
                    &instance.scope,
                    instance.path.clone(),
                    &worded,
                    &mut before,
                );
            }
        }
        plan
    }

    /// Of one sentence.
    pub fn of_sentence(key: &str, paragraph: &Paragraph, scope: &Scope, values: &dyn Values) -> Self {
        let mut plan = Plan::default();
        plan.take(key, paragraph, scope, Vec::new(), &Worded(values), &mut String::new());
        plan
    }

    /// Whether all that a sentence compares is the same, as printed.
    pub fn unchanged(&self, sentence: usize) -> bool {
        let own = self.expected.iter().filter(|one| one.sentence == sentence);
        let mut compared =
            own.filter(|one| !matches!(one.role, Role::Share { .. })).filter_map(|one| one.role.operands());
        let same = |(now, base): (Amount, Amount)| {
            now.checked_sub(base).is_some_and(|difference| difference.in_wan(2).is_zero())
        };
        compared.next().is_some_and(same) && compared.all(same)
    }

    /// Where they are, to be laid beside those of a text.
    pub fn spots(&self) -> Vec<Spot<'_>> {
        self.expected.iter().map(|one| Spot { sort: one.sort, context: &one.context }).collect()
    }

    fn take(
        &mut self,
        key: &str,
        paragraph: &Paragraph,
        scope: &Scope,
        path: Vec<usize>,
        values: &dyn Values,
        before: &mut String,
    ) {
        let sentence = self.sentences.len();
        let reasoned = !paragraph.slots.is_empty();
        let repeated = path.len() > 1 && scope != &Scope::default();
        self.sentences.push(Told { path, repeated, name: name_of(scope, values), reasoned });
        for (index, (piece, fragments)) in piecewise(key, paragraph, scope, values).into_iter().enumerate() {
            let (formula, style) = match piece {
                Piece::Figure(_, formula, style) => (Some(formula), *style),
                Piece::Slot(_) => {
                    before.clear();
                    (None, Style::Usual)
                }
                _ => (None, Style::Usual),
            };
            // Whoever is meant by it, the department may be called otherwise.
            if let Piece::Text(Expr::Field(_)) = piece
                && !fragments.iter().all(|words| words.text().bytes().all(|digit| digit.is_ascii_digit()))
            {
                before.clear();
                continue;
            }
            let role = formula.and_then(|formula| Comparison::of(formula, scope, values));
            let list = matches!(formula.map(|formula| &formula.expr), Some(Expr::Call(Function::List, _)))
                || matches!(piece, Piece::Enumeration(_));
            let mut rated = false;
            let lead_in = before.clone();
            for fragment in fragments {
                match fragment {
                    Fragment::Figure(figure) => {
                        let role = role.as_ref().map_or(Role::Plain, |role| role.role(&figure));
                        rated |= matches!(figure.measure, Measure::Rate(_));
                        let name = name_before(before);
                        let list = list.then_some(index);
                        let context = Context::of(behind_figures(before));
                        self.expected.push(Expected {
                            sentence,
                            list,
                            name,
                            ..expected(figure, style, role, context)
                        });
                        before.clear();
                    }
                    // A unit belongs to the figure before it.
                    other if before.is_empty() => {
                        let words = other.text();
                        let rest = words.strip_prefix("万元").or_else(|| words.strip_prefix('元'));
                        before.push_str(rest.unwrap_or(&words));
                    }
                    other => before.push_str(&other.text()),
                }
            }
            if let Some(phantom) = role.filter(|role| role.has_rate() && !rated) {
                let name = match piece {
                    Piece::Figure(name, ..) => name.as_str(),
                    _ => "",
                };
                let lead = phantom.lead(values);
                let context = Context::of(&match phantom.is_change() {
                    true => lead,
                    false => format!("{lead_in}{lead}"),
                });
                self.expected.push(Expected {
                    key: format!("{key}.{name}"),
                    text: String::new(),
                    measure: None,
                    sort: Sort::Percent,
                    sources: phantom.sources.clone(),
                    formula: phantom.base_words.clone(),
                    role: phantom.rate(),
                    context,
                    sentence,
                    list: None,
                    name: String::new(),
                });
            }
        }
    }
}

/// The words behind the last figure that the template's own words have, such as 单价100万元（含）以上的设备.
fn behind_figures(words: &str) -> &str {
    let figures = scan(words, &[]).figures;
    let last = figures.iter().rev().find(|figure| figure.sort != Sort::Year);
    last.and_then(|figure| words.get(figure.at.end..)).unwrap_or(words)
}

/// What stands right before a figure in a list: 、办公费.
fn name_before(before: &str) -> String {
    let start = before.rfind(['、', '：', '，', '；', '。', '\n']).map_or(0, |at| at);
    before
        .get(start..)
        .unwrap_or_default()
        .trim_start_matches(['、', '：', '，', '；', '。', '\n'])
        .to_string()
}

fn expected(figure: FigureText, style: Style, role: Role, context: Context) -> Expected {
    let (sort, unit) = match (figure.measure, style) {
        (Measure::Money(_), Style::Yuan) => (Sort::Money(YUAN), "元"),
        (Measure::Money(_) | Measure::Overflow, _) => (Sort::Money(WAN), "万元"),
        (Measure::Rate(_), _) => (Sort::Percent, ""),
        (Measure::Count(_) | Measure::Number(_), _) => (Sort::Plain, ""),
    };
    Expected {
        key: figure.key,
        text: format!("{}{unit}", figure.text),
        measure: Some(figure.measure),
        sort,
        sources: figure.sources,
        formula: figure.formula,
        role,
        context,
        sentence: 0,
        list: None,
        name: String::new(),
    }
}

/// What a sentence's row or record is called.
fn name_of(scope: &Scope, values: &dyn Values) -> String {
    if let Some((list, id, _)) = scope.record {
        let records = values.records(ListKey::of(list));
        return records
            .iter()
            .find(|record| record.id == id)
            .map(|r| r.field("name").trim().to_string())
            .unwrap_or_default();
    }
    match scope.item.or(scope.class) {
        Some((RowKey::Code(code), _)) => code_name(code, values).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Two amounts that a piece sets beside each other.
struct Comparison {
    function: Function,
    now: Amount,
    base: Amount,
    of: Option<String>,
    sources: Vec<CellRef>,
    base_words: String,
}

impl Comparison {
    fn of(formula: &Formula, scope: &Scope, values: &dyn Values) -> Option<Self> {
        let Expr::Call(function, arguments) = &formula.expr else { return None };
        let functions = [
            Function::Change,
            Function::ChangeEach,
            Function::ChangeAmount,
            Function::Proportion,
            Function::OfTotal,
            Function::Completion,
        ];
        let (now, base, of) = match arguments.as_slice() {
            _ if !functions.contains(function) => return None,
            [now, base] => (now, base, None),
            [now, base, Expr::Text(of)] => (now, base, Some(of.clone())),
            _ => return None,
        };
        let amount = |expr: &Expr| match evaluate(expr, scope, values) {
            Evaluated::Money(amount) => Some(amount.unwrap_or(Amount::ZERO)),
            _ => None,
        };
        let mut sources = Vec::new();
        for expr in [now, base] {
            expr.for_each_cell(&mut |address| sources.extend(scope.cell(address)));
        }
        let mut base_cells = Vec::new();
        base.for_each_cell(&mut |address| base_cells.extend(scope.cell(address)));
        let base_words: Vec<String> =
            base_cells.iter().map(|cell| crate::calc::cell_label(*cell, values)).collect();
        Some(Comparison {
            function: *function,
            now: amount(now)?,
            base: amount(base)?,
            of,
            sources,
            base_words: base_words.join("、"),
        })
    }

    fn is_change(&self) -> bool {
        matches!(self.function, Function::Change | Function::ChangeEach)
    }

    fn has_rate(&self) -> bool {
        self.function != Function::ChangeAmount
    }

    fn rate(&self) -> Role {
        let (now, base) = (self.now, self.base);
        match self.function {
            Function::Completion => Role::Completion { now, base },
            Function::Proportion | Function::OfTotal => Role::Share { now, base },
            _ => Role::Change { now, base },
        }
    }

    fn role(&self, figure: &FigureText) -> Role {
        match figure.measure {
            Measure::Money(_) => Role::Difference { now: self.now, base: self.base },
            _ => self.rate(),
        }
    }

    /// The words before the rate, where the sentence itself has none.
    fn lead(&self, values: &dyn Values) -> String {
        let wording = values.wording();
        let of = self.of.as_deref().unwrap_or("年初预算");
        match self.function {
            Function::Completion => wording.completion.replace("{of}", of),
            Function::Proportion => wording.proportion,
            Function::OfTotal => wording.of_total.replace("{of}", self.of.as_deref().unwrap_or_default()),
            _ => format!("{}{}", wording.joint, wording.rate_up),
        }
    }
}

impl Plan {
    /// Adds what another section says.
    pub fn append(&mut self, other: Plan) {
        let shift = self.sentences.len();
        self.sentences.extend(other.sentences.into_iter().map(|mut told| {
            // Repetitions of different sections are different ones.
            told.path.insert(0, shift);
            told
        }));
        self.expected
            .extend(other.expected.into_iter().map(|one| Expected { sentence: one.sentence + shift, ..one }));
    }
}
