//! What expressions ask of words: how they begin, what they hold, whether they are a date or a telephone number, and
//! what the catalogue says of a code.

use super::Evaluated;
use crate::catalog::{Budget, functional};
use crate::template::Function;

/// Carries out a function over words. What a blank text would answer is left open.
pub(super) fn call(function: Function, first: Option<Evaluated>, second: Option<Evaluated>) -> Evaluated {
    let text = |evaluated: Option<Evaluated>| match evaluated {
        Some(Evaluated::Text(text)) => text.trim().to_string(),
        _ => String::new(),
    };
    let (first, second) = (text(first), text(second));
    let ask = |holds: &dyn Fn(&str) -> bool| {
        Evaluated::Truth((!first.is_empty()).then(|| second.split('|').any(holds)))
    };
    let entry = || functional().get(&first);
    match function {
        Function::Starts => ask(&|part| first.starts_with(part)),
        Function::Ends => ask(&|part| first.ends_with(part)),
        Function::Contains => ask(&|part| first.contains(part)),
        Function::Length => {
            let length = first.chars().filter(|c| !c.is_whitespace()).count();
            Evaluated::Count(i64::try_from(length).ok())
        }
        Function::Dated => Evaluated::Truth((!first.is_empty()).then(|| date(&first).is_some())),
        Function::YearOf => Evaluated::Count(year_of(&first)),
        Function::Days => Evaluated::Count(
            date(&first).and_then(day_number).zip(date(&second).and_then(day_number)).map(|(a, b)| b - a),
        ),
        Function::Phone => Evaluated::Truth((!first.is_empty()).then(|| is_phone(&first))),
        Function::Official => Evaluated::Text(entry().map_or(String::new(), |entry| entry.name.into())),
        Function::ValidFrom => Evaluated::Count(entry().map(|entry| entry.valid_from.map_or(0, i64::from))),
        Function::BudgetOf => Evaluated::Text(match entry().map(|entry| entry.budget) {
            Some(Some(budget)) => budget_name(budget).into(),
            Some(None) => "一般公共预算".into(),
            None => String::new(),
        }),
        _ => Evaluated::Text(String::new()),
    }
}

fn budget_name(budget: Budget) -> &'static str {
    match budget {
        Budget::GovernmentFunds => "政府性基金预算",
        Budget::StateCapitalOperations => "国有资本经营预算",
    }
}

/// Year, month and day of `2024年9月20日`, `2024-9-20`, `2024.09.20` or `2024/9/20`; `None` for anything else.
pub fn date(text: &str) -> Option<(i64, i64, i64)> {
    let numbers = numbers(text)?;
    match numbers.as_slice() {
        [year, month, day] if is_day(*year, *month, *day) => Some((*year, *month, *day)),
        _ => None,
    }
}

/// The year of a date, or of a date without a day: `2024年11月`.
fn year_of(text: &str) -> Option<i64> {
    let numbers = numbers(text)?;
    let year = numbers.first().copied().filter(|year| (1900..=2200).contains(year))?;
    let month = numbers.get(1).is_none_or(|month| (1..=12).contains(month));
    (month && numbers.len() <= 3).then_some(year)
}

/// The numbers of a date; `None` when other words stand between them.
fn numbers(text: &str) -> Option<Vec<i64>> {
    let known = |c: char| matches!(c, '年' | '月' | '日' | '-' | '.' | '/' | '－' | '．' | ' ');
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in text.trim().chars().chain([' ']) {
        let digit = match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => Some(c).filter(char::is_ascii_digit),
        };
        match digit {
            Some(digit) => digits.push(digit),
            None if known(c) => {
                if !digits.is_empty() {
                    found.push(digits.parse().ok()?);
                    digits.clear();
                }
            }
            None => return None,
        }
    }
    Some(found)
}

fn is_day(year: i64, month: i64, day: i64) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1900..=2200).contains(&year) && (1..=days).contains(&day)
}

/// Days since a fixed day, by the usual count of days of the civil calendar.
pub fn day_number((year, month, day): (i64, i64, i64)) -> Option<i64> {
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    days.checked_add((153 * month + 2) / 5 + day)
}

/// An area code from 010 to 0999 and seven or eight digits, an extension allowed; a mobile number; 12345 and the like.
fn is_phone(text: &str) -> bool {
    let numbers = text.split(['、', '，', ',', '；', ';', '/']).map(str::trim);
    let mut any = false;
    for number in numbers {
        any = true;
        // What stands in brackets at the end says when to call.
        let number = match number.rfind(['（', '(']) {
            Some(at) if at > 0 => number[..at].trim(),
            _ => number,
        };
        let plain = number.chars().all(|c| c.is_ascii_digit() || "-－—–()（） 转".contains(c));
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let groups: Vec<&str> =
            number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let shape = match groups.as_slice() {
            ["400" | "800", ..] => (10..=11).contains(&digits.len()),
            [area, local] | [area, local, _] => {
                area.starts_with('0') && matches!(area.len(), 3 | 4) && matches!(local.len(), 7 | 8)
            }
            [whole] if whole.len() == 5 => true,
            [whole] if whole.starts_with('0') => matches!(whole.len(), 10..=12),
            [whole] if whole.starts_with('1') => whole.len() == 11,
            _ => false,
        };
        if !plain || !shape || digits.len() > 17 {
            return false;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_days() {
        let cases = [
            ("2024年9月20日", Some((2024, 9, 20))),
            ("2024-09-20", Some((2024, 9, 20))),
            ("２０２４．９．２０", Some((2024, 9, 20))),
            ("2024年2月29日", Some((2024, 2, 29))),
            ("2023年2月29日", None),
            ("2024年9月", None),
            ("9月20日", None),
            ("约2024年9月20日", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(date(text), expected, "{text}");
        }
        let days = |from: &str, to: &str| {
            let number = |text: &str| date(text).and_then(day_number).unwrap();
            number(to) - number(from)
        };
        assert_eq!(days("2024年9月8日", "2024年9月26日"), 18);
        assert_eq!(days("2024年2月28日", "2024年3月1日"), 2);
        assert_eq!(days("2023年12月31日", "2024年1月1日"), 1);
        assert_eq!(days("2024年10月8日", "2024年9月30日"), -8);
        assert_eq!(year_of("2024年11月"), Some(2024));
        assert_eq!(year_of("2024年13月"), None);
    }

    #[test]
    fn telephone_numbers() {
        let good = [
            "0475-3789003",
            "010-12345678",
            "（0475）3789003",
            "04753789003",
            "12345",
            "13812345678",
            "0475-3789003-801",
            "0475-3789003、0475-3789004",
            "0475－3789003",
            "400-800-1234",
            "95598",
            "0475-3789003（工作日）",
        ];
        let bad = ["O475-3789003", "3789003", "0475", "电话", "0475-37890031234", "475-3789003", ""];
        for text in good {
            assert!(is_phone(text), "{text}");
        }
        for text in bad {
            assert!(!is_phone(text), "{text}");
        }
    }
}
