//! Exact numbers in and out: what people type, what we keep, what we print.
//!
//! | typed in a cell of 元                        | read as                        |
//! |----------------------------------------------|--------------------------------|
//! | (nothing)                                    | blank, which is not zero       |
//! | `1724.62` `1,724.62` `1 724.62` `1，724．62` | 1724.62                        |
//! | `1,2345` (grouped by 万)                     | 12345                          |
//! | `￥84` `84元` `８４` `84。00`                | 84, 84, 84, 84.00              |
//! | `.5`                                         | 0.5                            |
//! | `-0.28` `0.28-` `(0.28)` `（0.28）` `−0.28` `△0.28` | -0.28                   |
//! | `5万元` `5万`                                | asked: 万元 in a cell of 元    |
//! | `-` `——`                                     | asked: blank or 0              |
//! | `-`, pasted from a spreadsheet               | 0, and reported                |
//! | `1,72.4` `12,34` `1.724,62`                  | refused: wrong grouping        |
//! | `12.3.4` `5.`                                | refused: two points, unfinished |
//! | `1O0` `l2`                                   | refused: letter O at 2, l at 1 |
//! | `1e5` `=1+2` `####` `#REF!` `一百` `50%`     | refused, each with its reason  |
//! | `0.001`, `1000000000000001`                  | refused: below a fen, too large |
//!
//! Money is a whole number of fen, rates are [`Decimal`](rust_decimal::Decimal); both are rounded once, when
//! written, half away from zero. A value that can be read in two ways is never guessed.

mod entered;
mod error;
mod explain;
mod format;
mod money;
mod parse;
mod rate;
mod scan;

pub use entered::EnteredAmount;
pub use error::AmountError;
pub use format::{Format, format_amount, format_count, format_percent};
pub use money::{Amount, Unit};
pub use parse::{
    Pasted, parse_amount, parse_count, parse_decimal, parse_pasted_amount, parse_pasted_count,
    parse_pasted_percent, parse_percent,
};
pub use rate::Rate;

#[cfg(test)]
mod tests;
