//! Rounding differences (尾差): where printed 万元 parts do not add up to the printed total, it is proved from the yuan
//! behind them that nothing but rounding is at work — or, where there is no yuan behind, that rounding can explain it.

use super::formulas::signed_sides;
use super::{Verdict, formulas};
use crate::amount::{Amount, Format, format_amount};
use crate::calc::{Engine, Scope, Value, Values, cell_label};
use crate::report::CellRef;
use crate::template::{Expr, Operator, Rule, TableIndex};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A number as it is and as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounded {
    /// Its cell.
    pub cell: CellRef,
    /// In words.
    pub label: String,
    /// In yuan.
    pub amount: Amount,
    /// As often as it counts; below zero where it is subtracted.
    pub times: i64,
}

/// A sum whose printed parts do not make its printed total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundingDifference {
    /// The total, or the left side of what should agree.
    pub total: Rounded,
    /// The parts in order.
    pub parts: Vec<Rounded>,
    /// Printed parts added up, in 万元.
    pub printed_sum: Decimal,
    /// Printed total less printed parts, in 万元.
    pub difference: Decimal,
    /// The most that rounding so many numbers can make, in 万元.
    pub most: Decimal,
    /// Whether the amounts in yuan agree exactly; otherwise some were entered in 万元, and the difference is within what
    /// their rounding leaves open.
    pub exact: bool,
    /// The code of the check, for what should agree between tables.
    pub code: Option<String>,
}

impl RoundingDifference {
    /// The printed parts added up, as the document prints numbers.
    pub fn printed_sum_text(&self) -> String {
        let fen = self.printed_sum.checked_mul(Decimal::from(1_000_000)).and_then(|fen| fen.to_i64());
        fen.map_or_else(
            || self.printed_sum.to_string(),
            |fen| format_amount(Amount::from_fen(fen), Format::WAN),
        )
    }

    /// The proof in words.
    pub fn words(&self) -> String {
        let total = format_amount(self.total.amount, Format::WAN);
        let (sum, difference, most) = (self.printed_sum_text(), self.difference.abs(), self.most);
        let head = format!(
            "各项先四舍五入再相加是 {sum} 万元，{}列 {total} 万元，差 {difference} 万元。",
            self.total.label
        );
        let proof = match self.exact {
            true => "按元相加两边分毫不差，所以只是四舍五入的尾差，不是错。".to_string(),
            false => {
                "有的数是按万元填的，背后没有元；差额在四舍五入能造成的范围以内，可以是尾差。".to_string()
            }
        };
        format!("{head}{proof}（{}个数各自取舍，至多差 {most} 万元）", self.parts.len() + 1)
    }
}

/// The printed sums of a table that are off by rounding, in the order of the form.
pub fn rounding_differences(table: TableIndex, engine: &Engine) -> Vec<RoundingDifference> {
    let template = engine.report().template();
    let printed = |cell: &CellRef| {
        let column = template.table(cell.table).and_then(|table| table.column(cell.column));
        column.is_some_and(|column| column.printed)
    };
    let within = engine.live_cells().filter(|cell| cell.table == table && engine.is_derived(*cell));
    let own = within.filter(printed).filter_map(|cell| {
        let operands = engine.operands(cell);
        // What comes from another table is not added up under the reader's eyes.
        let here = operands.len() > 1 && operands.iter().all(|(o, _)| o.table == table && printed(o));
        let parts = operands.into_iter().map(|(cell, less)| (cell, if less { -1 } else { 1 })).collect();
        here.then(|| difference(cell, parts, None, engine)).flatten()
    });
    own.chain(between(table, engine)).collect()
}

/// What checks hold between tables: the left side begins in this one.
fn between(table: TableIndex, engine: &Engine) -> Vec<RoundingDifference> {
    let template = engine.report().template().clone();
    let mut found = Vec::new();
    for check in &template.checks {
        let Rule::Formulas(true, rules) = &check.rule else { continue };
        for rule in rules {
            let Expr::Binary(Operator::Equal, left, right) = &rule.expr else { continue };
            for scope in crate::narrative::scopes(check.each, check.when.as_ref(), &Scope::default(), engine)
            {
                let [(total, 1)] = signed_sides(left, &Expr::Number(Decimal::ZERO), &scope)[..] else {
                    continue;
                };
                let parts = signed_sides(right, &Expr::Number(Decimal::ZERO), &scope);
                let across = total.table == table && parts.iter().any(|(cell, _)| cell.table != table);
                if across && formulas::verdict(&rule.expr, true, &scope, engine) == Verdict::Holds {
                    found.extend(difference(total, parts, Some(&check.code), engine));
                }
            }
        }
    }
    found
}

fn difference(
    total: CellRef,
    parts: Vec<(CellRef, i64)>,
    code: Option<&String>,
    engine: &Engine,
) -> Option<RoundingDifference> {
    // A stated figure is another number than the computed one that is printed.
    if parts.iter().map(|(cell, _)| cell).chain([&total]).any(|cell| engine.stated(*cell).is_some()) {
        return None;
    }
    let rounded = |cell: CellRef, times: i64| match engine.value(cell) {
        Value::Money(amount) => Some(Rounded { cell, label: cell_label(cell, engine), amount, times }),
        _ => None,
    };
    let total = rounded(total, 1)?;
    let parts: Vec<Rounded> = parts.into_iter().filter_map(|(cell, times)| rounded(cell, times)).collect();
    let mut sum = Decimal::ZERO;
    let mut yuan = 0i64;
    for part in &parts {
        let printed = part.amount.in_wan(2).checked_mul(Decimal::from(part.times))?;
        sum = sum.checked_add(printed)?;
        yuan = yuan.checked_add(part.amount.fen().checked_mul(part.times)?)?;
    }
    let off = total.amount.in_wan(2).checked_sub(sum)?;
    let terms = u64::try_from(parts.len()).unwrap_or(u64::MAX) + 1;
    let most = Decimal::new(5, 3) * Decimal::from(terms);
    let open = parts.iter().fold(engine.uncertainty(total.cell), |open, part| {
        open.saturating_add(engine.uncertainty(part.cell))
    });
    // What rounding cannot make is not called a rounding difference.
    let rest = yuan.checked_sub(total.amount.fen())?.unsigned_abs();
    if rest > open.unsigned_abs() || off.abs() > most {
        return None;
    }
    let exact = yuan == total.amount.fen()
        && parts.iter().all(|part| engine.uncertainty(part.cell) == 0)
        && engine.uncertainty(total.cell) == 0;
    (!off.is_zero()).then(|| RoundingDifference {
        total,
        parts,
        printed_sum: sum,
        difference: off,
        most,
        exact,
        code: code.cloned(),
    })
}

/// The note usually printed under a table whose printed parts do not add up; `None` when they do.
pub fn rounding_note(differences: &[RoundingDifference]) -> Option<String> {
    let largest = differences.iter().map(|difference| difference.difference.abs()).max()?;
    Some(format!(
        "注：本表以万元为单位列示，部分合计数与分项之和因四舍五入略有差异（最大 {largest} 万元），未作机械调整。"
    ))
}
