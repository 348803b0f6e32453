//! What slip of the hand may stand behind a wrong number: a guess, offered beside a failing check, never as a fact.

use super::Suspect;
use crate::amount::{Amount, Format, format_amount};
use crate::calc::{Engine, Value, Values, cell_label};
use crate::report::CellRef;

/// A guess at what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The cell it is about.
    pub cell: CellRef,
    /// One sentence that says it is a guess.
    pub words: String,
}

/// What may have happened at a suspected cell; nothing when no slip fits exactly.
pub fn slips(suspect: &Suspect, engine: &Engine) -> Vec<Slip> {
    let (Value::Money(value), Some(right)) = (suspect.value, suspect.would_be) else { return Vec::new() };
    let excess = match value.checked_sub(right) {
        Some(excess) if !excess.is_zero() => excess,
        _ => return Vec::new(),
    };
    let (label, is) = (&suspect.label, yuan(value));
    let should = yuan(right);
    let mut found = Vec::new();
    let mut guess = |words: String| found.push(Slip { cell: suspect.cell, words });
    if value.fen().checked_mul(10_000) == Some(right.fen()) || is_wan_of(value, right) {
        guess(format!("{label}像是把万元的数填成了元：{is}，应是 {should}。"));
    } else if right.fen().checked_mul(10_000) == Some(value.fen()) {
        guess(format!("{label}像是多乘了一万：{is}，应是 {should}。"));
    } else if let Some(times) = [10, 100, 1000].iter().find(|times| shifted(value, right, **times)) {
        guess(format!("{label}像是小数点错了位（差 {times} 倍）：{is}，应是 {should}。"));
    }
    if value.checked_neg() == Some(right) {
        guess(format!("{label}像是正负号写反了：{is}，应是 {should}。"));
    }
    if swapped(value.fen(), right.fen()) {
        guess(format!("{label}像是相邻两位数字写颠倒了：{is}，应是 {should}。"));
    }
    if let Some(other) = neighbour(suspect.cell, value, right, engine) {
        guess(format!("{label}的数像是与{}填错了栏。", cell_label(other, engine)));
    }
    if let Some(other) = twin(suspect.cell, value, right, excess, engine) {
        guess(format!("{label}像是把{}重复填了一次：都是 {is}。", cell_label(other, engine)));
    }
    found
}

/// Whether the yuan typed are the 万元 of what should stand there, rounded as they are printed.
fn is_wan_of(value: Amount, right: Amount) -> bool {
    !value.is_zero()
        && right.abs().is_some_and(|right| right > Amount::from_fen(1_000_000))
        && right.in_wan(2) == value.in_yuan()
}

fn yuan(amount: Amount) -> String {
    format!("{} 元", format_amount(amount, Format::YUAN))
}

fn shifted(value: Amount, right: Amount, times: i64) -> bool {
    value.fen() != 0
        && (value.fen().checked_mul(times) == Some(right.fen())
            || right.fen().checked_mul(times) == Some(value.fen()))
}

/// Whether two numbers differ by two neighbouring digits changed for each other; their difference is a multiple of 9.
fn swapped(a: i64, b: i64) -> bool {
    if a.signum() != b.signum() || a == b || (a - b) % 9 != 0 {
        return false;
    }
    let digits = |number: i64| number.unsigned_abs().to_string().into_bytes();
    let (a, b) = (digits(a), digits(b));
    if a.len() != b.len() {
        return false;
    }
    let apart: Vec<usize> = (0..a.len()).filter(|index| a[*index] != b[*index]).collect();
    match apart.as_slice() {
        [first, second] => *second == first + 1 && a[*first] == b[*second] && a[*second] == b[*first],
        _ => false,
    }
}

/// A cell beside it in the row that holds what this one should, when this one holds what that should or is too much by
/// all it holds.
fn neighbour(cell: CellRef, value: Amount, right: Amount, engine: &Engine) -> Option<CellRef> {
    let template = engine.report().template();
    let table = template.table(cell.table)?;
    let beside = table.columns_of(cell.row).map(|column| CellRef { column, ..cell });
    beside.filter(|other| *other != cell && !engine.is_derived(*other)).find(|other| {
        match engine.value(*other) {
            // Nothing belongs here, and the place beside it is empty.
            Value::Blank => right.is_zero(),
            Value::Money(amount) if amount.is_zero() => right.is_zero(),
            Value::Money(amount) => amount == right && amount != value,
            Value::Count(_) | Value::Overflow => false,
        }
    })
}

/// A row in the same column with the same number, when this one is wholly too much.
fn twin(cell: CellRef, value: Amount, right: Amount, excess: Amount, engine: &Engine) -> Option<CellRef> {
    if !right.is_zero() || excess != value {
        return None;
    }
    let rows = engine.rows(cell.table);
    let others = rows.iter().map(|row| CellRef { row: *row, ..cell });
    others
        .filter(|other| *other != cell && !engine.is_derived(*other))
        .find(|other| engine.value(*other) == Value::Money(value))
}

#[cfg(test)]
mod tests {
    use super::swapped;

    #[test]
    fn swapped_digits() {
        assert!(swapped(123_456, 124_356));
        assert!(swapped(-12, -21));
        assert!(!swapped(12, -21));
        assert!(!swapped(1234, 1432));
        assert!(!swapped(123, 123));
        assert!(!swapped(10, 1));
        assert!(!swapped(i64::MIN, i64::MIN + 1));
    }
}
