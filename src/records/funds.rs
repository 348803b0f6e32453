//! Money fields of a record, typed and shown in 元 or 万元: the text says its own unit and is never converted.

use crate::amount::{Amount, EnteredAmount, Format, Unit, format_amount, format_percent};
use crate::calc::{Values, funds};
use crate::performance::execution;
use crate::report::{ListKey, Record, read_money};
use crate::template::ListForm;
use rust_decimal::Decimal;

/// A money text in the given unit: as typed where it is in that unit, converted where it is in the other one,
/// untouched where it is no amount.
pub fn money_shown(text: &str, unit: Unit) -> String {
    match read_money(text) {
        Ok(Some(entered)) if entered.unit == unit => entered.grouped(),
        Ok(Some(entered)) => converted(entered.amount, unit),
        Ok(None) => String::new(),
        Err(_) => match unit {
            Unit::Yuan => text.to_string(),
            Unit::TenThousandYuan => text.trim().strip_suffix("万元").unwrap_or(text).to_string(),
        },
    }
}

/// What was typed, where [`money_shown`] shows it converted: 填的是 957.15万元.
pub fn money_note(text: &str, unit: Unit) -> Option<String> {
    let entered = read_money(text).ok().flatten()?;
    let other = entered.unit != unit && !entered.amount.is_zero();
    other.then(|| format!("填的是 {}{}", entered.grouped(), entered.unit.label()))
}

/// All digits that the amount has in that unit, two decimals at least.
fn converted(amount: Amount, unit: Unit) -> String {
    match unit {
        Unit::Yuan => format_amount(amount, Format::YUAN),
        Unit::TenThousandYuan => EnteredAmount { amount, unit, decimals: 2 }.grouped(),
    }
}

/// What to keep of a text that was typed under the given unit: what says no unit of its own gets it.
pub fn money_typed(text: &str, unit: Unit) -> String {
    let text = text.trim();
    let own = text.ends_with('元') || text.ends_with('万');
    let number = text.chars().any(|c| c.is_numeric());
    match unit {
        Unit::TenThousandYuan if number && !own => format!("{text}万元"),
        _ => text.to_string(),
    }
}

/// The unit that most of a record's money is in: 元 unless all of it says 万元.
pub fn usual_unit(record: &Record, columns: &[&str]) -> Unit {
    let entered = columns.iter().filter_map(|column| record.money(column).ok().flatten());
    let units: Vec<Unit> =
        entered.filter(|entered| !entered.amount.is_zero()).map(|entered| entered.unit).collect();
    if !units.is_empty() && units.iter().all(|unit| *unit == Unit::TenThousandYuan) {
        Unit::TenThousandYuan
    } else {
        Unit::Yuan
    }
}

/// The line of a project's total: 年初预算, 全年预算, 全年执行 in the given unit, 分值, 执行率, 得分; blank where there
/// is none.
pub fn funds_total(id: u32, unit: Unit, values: &dyn Values) -> [String; 6] {
    let template = values.template();
    let records = template.list_of(ListForm::Performance).map(|list| values.records(ListKey::of(list)));
    let record = records.iter().flat_map(|records| records.iter()).find(|record| record.id == id);
    let Some(record) = record else { return Default::default() };
    let Ok(total) = funds(record).total() else { return ["数太大"; 6].map(String::from) };
    let format = match unit {
        Unit::Yuan => Format::YUAN,
        Unit::TenThousandYuan => Format::WAN,
    };
    let money =
        |amount: Option<Amount>| amount.map(|amount| format_amount(amount, format)).unwrap_or_default();
    let rated = execution(&total, &template.scoring);
    let number = |points: Option<Decimal>| points.map(super::points).unwrap_or_default();
    let rate = rated.rate.map(|rate| format_percent(rate, 2)).unwrap_or_default();
    [
        money(total.initial),
        money(total.full),
        money(total.executed),
        number(rated.weight),
        rate,
        number(rated.score),
    ]
}
