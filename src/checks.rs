//! Articulation checks (勾稽关系): rules of the template → findings with both sides, the difference and where to look.
//!
//! A check compares what a table *states* where it states something (an imported or pasted figure), and what is
//! computed elsewhere. Between amounts in yuan equality is exact; a value that was entered or stated in 万元 brings its
//! rounding interval along. A rule with a blank operand is not checked, unless the blank is the finding itself.
//!
//! Knows nothing of how findings are shown, and corrects nothing.

use crate::amount::{Amount, Unit};
use crate::calc::{Engine, Evaluated, Position, Scope, Value, Values, cell_label, evaluate};
use crate::narrative::rows_of;
use crate::report::{CellContent, CellRef, Entered, ListKey, Record};
use crate::template::{Bound, Check, Expr, Operator, RowKey, Severity, TableIndex, Template, ZeroWording};
use std::sync::Arc;

/// What a check says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Holds,
    /// Agrees because both sides are computed from the same cells (由公式保证); not counted as passed.
    ByConstruction,
    /// An operand is blank.
    NotChecked,
    /// There is a finding.
    Fails,
}

/// One check at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Index of the check in the template.
    pub check: usize,
    /// The row, for a check that runs over rows.
    pub row: Option<RowKey>,
    /// What it says.
    pub verdict: Verdict,
}

/// Something to correct, to explain or to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's code.
    pub code: String,
    /// What should agree.
    pub title: String,
    /// How grave.
    pub severity: Severity,
    /// Cells concerned, in the order the rule names them.
    pub cells: Vec<CellRef>,
    /// Those cells in words, with their values.
    pub facts: Vec<(String, Value)>,
    /// Left minus right, for a rule that compares two amounts.
    pub difference: Option<Amount>,
    /// Why it matters and what is usually wrong.
    pub explanation: String,
    /// Where to look.
    pub look_at: String,
}

/// Runs every check.
pub fn run(engine: &Engine) -> Vec<Outcome> {
    let template = engine.report().template().clone();
    let mut outcomes = Vec::new();
    for (index, check) in template.checks.iter().enumerate() {
        for scope in scopes(check, engine) {
            let verdict = verdict(check, &scope, engine);
            let sure = verdict == Verdict::Holds && by_construction(check, &scope, engine);
            let verdict = if sure { Verdict::ByConstruction } else { verdict };
            outcomes.push(Outcome { check: index, row: row(&scope), verdict });
        }
    }
    outcomes
}

/// The findings of a report, in the order of the template's checks and the form's rows.
pub fn findings(values: &dyn Values) -> Vec<Finding> {
    let template = values.template();
    let failing = |check| {
        scopes(check, values)
            .into_iter()
            .filter(|scope| verdict(check, scope, values) == Verdict::Fails)
            .map(|scope| finding(check, &scope, values))
            .collect::<Vec<_>>()
    };
    template.checks.iter().flat_map(failing).collect()
}

/// The places a check runs at.
pub fn scopes(check: &Check, values: &dyn Values) -> Vec<Scope> {
    let Some(each) = check.each else { return vec![Scope::default()] };
    let rows = rows_of(each, &Scope::default(), values);
    let position = |(row, ordinal): (RowKey, u32)| -> Scope {
        let position: Option<Position> = Some((row, ordinal));
        match each.bound {
            Bound::Class => Scope { class: position, ..Scope::default() },
            Bound::Item | Bound::This => Scope { item: position, ..Scope::default() },
        }
    };
    rows.into_iter().zip(1u32..).map(position).collect()
}

/// Judges one check at one place.
pub fn verdict(check: &Check, scope: &Scope, values: &dyn Values) -> Verdict {
    match evaluate(&check.rule.expr, scope, &Stating(values)) {
        Evaluated::Truth(Some(truth)) if truth == check.must_hold => Verdict::Holds,
        Evaluated::Truth(Some(_)) if within_rounding(check, scope, values) => Verdict::Holds,
        Evaluated::Truth(Some(_)) | Evaluated::Overflow => Verdict::Fails,
        _ => Verdict::NotChecked,
    }
}

fn row(scope: &Scope) -> Option<RowKey> {
    scope.item.or(scope.class).map(|(row, _)| row)
}

fn finding(check: &Check, scope: &Scope, values: &dyn Values) -> Finding {
    let stating = Stating(values);
    let cells = cells(&check.rule.expr, scope);
    let facts = cells.iter().map(|cell| (cell_label(*cell, values), stating.value(*cell))).collect();
    Finding {
        code: check.code.clone(),
        title: check.title.clone(),
        severity: check.severity,
        difference: difference(&check.rule.expr, scope, &stating),
        cells,
        facts,
        explanation: check.explanation.clone(),
        look_at: check.look_at.clone(),
    }
}

fn cells(expr: &Expr, scope: &Scope) -> Vec<CellRef> {
    let mut found = Vec::new();
    expr.for_each_cell(&mut |address| {
        if let Some(cell) = scope.cell(address)
            && !found.contains(&cell)
        {
            found.push(cell);
        }
    });
    found
}

/// Left minus right of a comparison between amounts.
fn difference(rule: &Expr, scope: &Scope, values: &dyn Values) -> Option<Amount> {
    let Expr::Binary(_, left, right) = rule else { return None };
    match (evaluate(left, scope, values), evaluate(right, scope, values)) {
        (Evaluated::Money(Some(left)), Evaluated::Money(Some(right))) => left.checked_sub(right),
        _ => None,
    }
}

/// Whether a difference between amounts is no more than entries in 万元 leave open.
fn within_rounding(check: &Check, scope: &Scope, values: &dyn Values) -> bool {
    let comparison = matches!(
        check.rule.expr,
        Expr::Binary(Operator::Equal | Operator::LessOrEqual | Operator::GreaterOrEqual, ..)
    );
    if !comparison || !check.must_hold {
        return false;
    }
    let Some(difference) = difference(&check.rule.expr, scope, &Stating(values)) else { return false };
    let mut open = 0i64;
    for cell in cells(&check.rule.expr, scope) {
        open = open.saturating_add(values.uncertainty(cell));
    }
    difference.abs().is_some_and(|difference| difference.fen() <= open)
}

/// Whether an equality holds whatever is entered: both sides come down to the same entered cells.
fn by_construction(check: &Check, scope: &Scope, engine: &Engine) -> bool {
    let Expr::Binary(Operator::Equal, left, right) = &check.rule.expr else { return false };
    if cells(&check.rule.expr, scope).iter().any(|cell| engine.stated(*cell).is_some()) {
        return false;
    }
    let cells = signed(left, 1, scope).into_iter().chain(signed(right, -1, scope));
    engine.always_zero(cells)
}

/// The signed cells of a sum; nothing for what is no sum.
fn signed(expr: &Expr, sign: i64, scope: &Scope) -> Vec<(CellRef, i64)> {
    match expr {
        Expr::Negative(inner) => signed(inner, -sign, scope),
        Expr::Binary(Operator::Minus, left, right) => {
            [signed(left, sign, scope), signed(right, -sign, scope)].concat()
        }
        other => cells(other, scope).into_iter().map(|cell| (cell, sign)).collect(),
    }
}

/// A lens in which a stated figure goes before the computed one.
struct Stating<'a>(&'a dyn Values);

impl Values for Stating<'_> {
    fn value(&self, cell: CellRef) -> Value {
        match self.0.stated(cell) {
            None => self.0.value(cell),
            Some(Entered::Money(amount)) => Value::Money(amount.amount),
            Some(Entered::Count(count)) => Value::Count(count),
        }
    }

    fn template(&self) -> Arc<Template> {
        self.0.template()
    }

    fn content(&self, cell: CellRef) -> CellContent {
        self.0.content(cell)
    }

    fn stated(&self, cell: CellRef) -> Option<Entered> {
        self.0.stated(cell)
    }

    fn uncertainty(&self, cell: CellRef) -> i64 {
        self.0.uncertainty(cell)
    }

    fn rows(&self, table: TableIndex) -> Arc<[RowKey]> {
        self.0.rows(table)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.0.text(key)
    }

    fn records(&self, list: ListKey) -> Arc<Vec<Record>> {
        self.0.records(list)
    }

    fn option(&self, key: &str) -> Option<String> {
        self.0.option(key)
    }

    fn typed_name(&self, code: u32) -> Option<String> {
        self.0.typed_name(code)
    }

    fn zero_wording(&self) -> ZeroWording {
        self.0.zero_wording()
    }

    fn unit(&self, table: TableIndex) -> Unit {
        self.0.unit(table)
    }
}
