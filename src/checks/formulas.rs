//! Checks that are expressions: judged at every row or record they run over.

use super::stating::Stating;
use super::{Examined, Finding, Grounds, Outcome, Spot, Verdict};
use crate::amount::{Amount, Format, format_amount};
use crate::calc::{Engine, Evaluated, Scope, Value, Values, cell_label, evaluate, written as written_at};
use crate::narrative::formula_words;
use crate::report::{CellRef, ListKey};
use crate::template::{Check, Expr, Formula, Function, Operator, Over, RecordColumn, RowKey};

/// Carries out a check of one or several expressions.
pub(super) fn examine(
    index: usize,
    check: &Check,
    must_hold: bool,
    rules: &[Formula],
    grounds: &Grounds<'_>,
) -> Examined {
    let mut examined = Examined::default();
    for scope in crate::narrative::scopes(check.each, None, &Scope::default(), grounds.values) {
        let row = scope.item.or(scope.class).map(|(row, _)| row);
        let applies = check
            .when
            .as_ref()
            .is_none_or(|when| evaluate(when, &scope, grounds.values) == Evaluated::Truth(Some(true)));
        if !applies {
            examined.outcomes.push(Outcome { row, verdict: Verdict::NotApplicable });
            continue;
        }
        for (number, rule) in rules.iter().enumerate() {
            let verdict = verdict(&rule.expr, must_hold, &scope, grounds.values);
            let sure = verdict == Verdict::Holds
                && grounds.engine.is_some_and(|engine| by_construction(&rule.expr, &scope, engine));
            let verdict =
                if sure || nothing_stated(&rule.expr, verdict) { Verdict::ByConstruction } else { verdict };
            examined.outcomes.push(Outcome { row, verdict });
            if verdict == Verdict::Fails {
                let place = place(number, rules.len(), &scope, grounds.values);
                let found = Finding::of(index, check, &place);
                let mut found = described(found, &rule.expr, &scope, grounds.values);
                // What is said of a row itself is found in the row.
                let elsewhere = |spot: &Spot| matches!(spot, Spot::Text(..) | Spot::Record(..));
                if found.cells.is_empty() && !found.spots.iter().any(elsewhere) {
                    let cell = row_cell(check, row, grounds.values);
                    found.spots.splice(..0, cell.map(Spot::Cell));
                }
                examined.findings.push(found);
            }
        }
    }
    examined
}

/// The first cell of the row that a check stands at.
fn row_cell(check: &Check, row: Option<RowKey>, values: &dyn Values) -> Option<CellRef> {
    let (Over::Rows(each), Some(row)) = (check.each, row) else { return None };
    let column = values.template().table(each.table)?.columns_of(row).next()?;
    Some(CellRef { table: each.table, row, column })
}

/// Judges one expression at one place.
pub(super) fn verdict(rule: &Expr, must_hold: bool, scope: &Scope, values: &dyn Values) -> Verdict {
    match evaluate(rule, scope, &Stating(values)) {
        Evaluated::Truth(Some(truth)) if truth == must_hold => Verdict::Holds,
        Evaluated::Truth(Some(_)) if must_hold && within_rounding(rule, scope, values) => Verdict::Holds,
        Evaluated::Truth(Some(_)) | Evaluated::Overflow => Verdict::Fails,
        _ => Verdict::NotChecked,
    }
}

/// Where nothing is stated beside computed cells they agree by their formulas.
fn nothing_stated(rule: &Expr, verdict: Verdict) -> bool {
    verdict == Verdict::NotChecked && matches!(rule, Expr::Call(Function::Agrees, _))
}

/// The name of the finding that a check's rule would make at a place.
pub(super) fn finding_key(
    check: &Check,
    number: usize,
    count: usize,
    scope: &Scope,
    values: &dyn Values,
) -> String {
    Finding::of(0, check, &place(number, count, scope, values)).key
}

/// What tells one place of a check from another: the number of the rule, the row or the record.
fn place(number: usize, count: usize, scope: &Scope, values: &dyn Values) -> String {
    let mut parts = Vec::new();
    if count > 1 {
        parts.push(format!("r{}", number + 1));
    }
    match scope.item.or(scope.class).map(|(row, _)| row) {
        Some(RowKey::Code(code)) => parts.push(code.to_string()),
        Some(RowKey::Total) => parts.push("total".into()),
        Some(RowKey::Fixed(_)) | None => {}
    }
    if let Some((list, id, _)) = scope.record {
        parts.push(format!("{}.{id}", ListKey::of(list).name(&values.template())));
    }
    parts.join(".")
}

fn described(mut found: Finding, rule: &Expr, scope: &Scope, values: &dyn Values) -> Finding {
    let stating = Stating(values);
    found.cells = cells(rule, scope);
    if let Expr::Call(Function::Agrees, _) = rule {
        return misstated(found, values);
    }
    found.facts = found.cells.iter().map(|cell| (cell_label(*cell, values), stating.value(*cell))).collect();
    found.spots = spots(rule, scope, values);
    found.texts = texts(&found.spots, scope, values);
    found.difference = difference(rule, scope, &stating);
    // Of a condition and what follows from it, what should follow is what failed.
    let compared = match rule {
        Expr::Binary(Operator::Implies, _, then) => then,
        other => other,
    };
    if let Expr::Binary(operator, left, right) = compared
        && !matches!(operator, Operator::And | Operator::Or | Operator::Implies)
    {
        let side =
            |expr: &Expr| (formula_words(expr, scope, values), written(&evaluate(expr, scope, &stating)));
        found.sides = Some([side(left), side(right)])
            .filter(|sides| sides.iter().all(|(words, value)| !words.is_empty() && !value.is_empty()));
    }
    found
}

/// Which of the stated figures differ from the computed ones.
fn misstated(mut found: Finding, values: &dyn Values) -> Finding {
    let stating = Stating(values);
    found.cells.retain(|cell| values.stated(*cell).is_some() && stating.value(*cell) != values.value(*cell));
    found.facts = found.cells.iter().map(|cell| (cell_label(*cell, values), stating.value(*cell))).collect();
    if let Some(cell) = found.cells.first() {
        let side =
            |what: &str, value: Value| (format!("{}（{what}）", cell_label(*cell, values)), shown(value));
        found.sides = Some([side("原表写的", stating.value(*cell)), side("算出来的", values.value(*cell))]);
    }
    found
}

fn shown(value: Value) -> String {
    written(&match value {
        Value::Money(amount) => Evaluated::Money(Some(amount)),
        Value::Count(count) => Evaluated::Count(Some(count)),
        Value::Blank => Evaluated::Money(None),
        Value::Overflow => Evaluated::Overflow,
    })
}

/// A value with its unit; empty for what has none.
fn written(evaluated: &Evaluated) -> String {
    match evaluated {
        Evaluated::Money(Some(amount)) => format!("{} 元", format_amount(*amount, Format::YUAN)),
        Evaluated::Money(None) | Evaluated::Count(None) | Evaluated::Number(None) => "（空）".into(),
        Evaluated::Count(Some(count)) => count.to_string(),
        Evaluated::Number(Some(number)) => number.round_dp(2).normalize().to_string(),
        Evaluated::Rate(Some(rate)) => crate::amount::format_percent(*rate, 2),
        Evaluated::Text(text) if text.trim().is_empty() => "（空）".into(),
        Evaluated::Text(text) => format!("“{}”", text.trim()),
        Evaluated::Overflow => "数太大".into(),
        Evaluated::Rate(None) | Evaluated::Truth(_) => String::new(),
    }
}

/// The cells an expression reads, each once.
pub(super) fn cells(rule: &Expr, scope: &Scope) -> Vec<CellRef> {
    let mut found = Vec::new();
    rule.for_each_cell(&mut |address| {
        if let Some(cell) = scope.cell(address)
            && !found.contains(&cell)
        {
            found.push(cell);
        }
    });
    found
}

/// Fields and records an expression reads.
fn spots(rule: &Expr, scope: &Scope, values: &dyn Values) -> Vec<Spot> {
    let template = values.template();
    let mut found = Vec::new();
    let mut add = |spot: Spot| {
        if !found.contains(&spot) {
            found.push(spot);
        }
    };
    rule.walk(&mut |expr| match expr {
        Expr::Field(index) => {
            if let Some(field) = template.fields.get(*index) {
                add(Spot::Field(field.key.clone()));
            }
        }
        Expr::Record(list, column) => {
            let field = match column {
                RecordColumn::Field(field) => Some(usize::from(*field)),
                RecordColumn::Ordinal | RecordColumn::Measured(_) => None,
            };
            let list_of = template.list(*list);
            let key = field.and_then(|field| list_of?.columns.get(field)).map(|column| column.key.clone());
            match scope.record {
                Some((of, id, _)) if of == *list => {
                    add(Spot::Record(ListKey::of(of), id, key.unwrap_or_default()));
                }
                _ => add(Spot::List(ListKey::of(*list))),
            }
        }
        Expr::Call(Function::Written, arguments) => {
            if let [Expr::Text(place)] = arguments.as_slice()
                && let Some(section) = template.sections.iter().find(|section| section.has_place(place))
            {
                let key = written_at(place, scope, values).map_or(place.clone(), |(key, _)| key);
                add(Spot::Text(section.key.clone(), key));
            }
        }
        Expr::Records(list, _) => add(Spot::List(ListKey::of(*list))),
        _ => {}
    });
    found
}

/// What stands at the places of texts, and the name of the row: an explanation is given for these too.
fn texts(spots: &[Spot], scope: &Scope, values: &dyn Values) -> Vec<String> {
    let mut found: Vec<String> = spots
        .iter()
        .filter_map(|spot| match spot {
            Spot::Field(key) | Spot::Text(_, key) => values.text(key),
            Spot::Record(list, id, column) => {
                let records = values.records(*list);
                let record = records.iter().find(|record| record.id == *id)?;
                Some(record.field(column).to_string())
            }
            Spot::Cell(_) | Spot::List(_) => None,
        })
        .collect();
    if let Some((RowKey::Code(code), _)) = scope.item.or(scope.class) {
        found.extend(crate::calc::code_name(code, values));
    }
    found
}

/// Left minus right of a comparison between amounts.
pub(super) fn difference(rule: &Expr, scope: &Scope, values: &dyn Values) -> Option<Amount> {
    let Expr::Binary(_, left, right) = rule else { return None };
    match (evaluate(left, scope, values), evaluate(right, scope, values)) {
        (Evaluated::Money(Some(left)), Evaluated::Money(Some(right))) => left.checked_sub(right),
        _ => None,
    }
}

/// Whether a difference between amounts is no more than entries in 万元 leave open.
fn within_rounding(rule: &Expr, scope: &Scope, values: &dyn Values) -> bool {
    let comparison =
        matches!(rule, Expr::Binary(Operator::Equal | Operator::LessOrEqual | Operator::GreaterOrEqual, ..));
    let Some(difference) = difference(rule, scope, &Stating(values)).filter(|_| comparison) else {
        return false;
    };
    let open =
        cells(rule, scope).into_iter().fold(0i64, |open, cell| open.saturating_add(values.uncertainty(cell)));
    difference.abs().is_some_and(|difference| difference.fen() <= open)
}

/// Whether an equality holds whatever is entered: both sides come down to the same entered cells.
pub(super) fn by_construction(rule: &Expr, scope: &Scope, engine: &Engine) -> bool {
    let Expr::Binary(Operator::Equal, left, right) = rule else { return false };
    let cells = cells(rule, scope);
    if cells.is_empty() || cells.iter().any(|cell| engine.stated(*cell).is_some()) {
        return false;
    }
    engine.always_zero(signed_sides(left, right, scope).into_iter())
}

/// The signed cells of left minus right.
pub(super) fn signed_sides(left: &Expr, right: &Expr, scope: &Scope) -> Vec<(CellRef, i64)> {
    [signed(left, 1, scope), signed(right, -1, scope)].concat()
}

/// The signed cells of a sum; nothing for what is no sum.
fn signed(expr: &Expr, sign: i64, scope: &Scope) -> Vec<(CellRef, i64)> {
    match expr {
        Expr::Negative(inner) => signed(inner, -sign, scope),
        Expr::Binary(Operator::Minus, left, right) => {
            [signed(left, sign, scope), signed(right, -sign, scope)].concat()
        }
        Expr::Binary(Operator::Plus, left, right) => {
            [signed(left, sign, scope), signed(right, sign, scope)].concat()
        }
        Expr::Call(Function::Sum, terms) => terms.iter().flat_map(|term| signed(term, sign, scope)).collect(),
        other => cells(other, scope).into_iter().map(|cell| (cell, sign)).collect(),
    }
}
