//! Ratios: shares, growth, completion.

use rust_decimal::Decimal;

use super::money::Amount;

/// A ratio: 0.5 is 50%.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Rate(Decimal);

impl Rate {
    /// `part` over `whole`, or `None` when `whole` is zero.
    ///
    /// A quotient that does not end keeps 28 digits, which is enough that rounding it again prints what
    /// rounding the true quotient would.
    pub fn of(part: Amount, whole: Amount) -> Option<Rate> {
        Decimal::from(part.fen()).checked_div(Decimal::from(whole.fen())).map(Rate)
    }

    /// The rate of that ratio: 0.5 is 50%.
    pub fn from_ratio(ratio: Decimal) -> Rate {
        Rate(ratio)
    }

    /// The ratio: 0.5 is 50%.
    pub fn ratio(self) -> Decimal {
        self.0
    }
}
