//! A number as it was entered.

use super::AmountError;
use super::format::fixed;
use super::money::{Amount, Unit};
use super::parse::plain;

/// A number as entered: its exact value, with the unit and the number of decimals it was written with, so
/// that its text is reproduced to the digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EnteredAmount {
    /// The value.
    pub amount: Amount,
    /// The unit it was written in.
    pub unit: Unit,
    /// Digits written after the point: up to 2 in 元, up to 6 in 万元.
    pub decimals: u8,
}

impl EnteredAmount {
    /// The digits as entered, in [`unit`](Self::unit), without separators: `84.0470`.
    pub fn text(self) -> String {
        self.write(false)
    }

    /// The digits as entered, with commas between thousands: `1,724.62`.
    pub fn grouped(self) -> String {
        self.write(true)
    }

    /// The largest distance in fen of the true value from [`amount`](Self::amount): 0 for 元, half of the last
    /// written digit for 万元. `84` in 万元 counts as `84.00`: amounts are never rounded more coarsely.
    pub fn uncertainty_fen(self) -> i64 {
        match self.unit {
            Unit::Yuan => 0,
            Unit::TenThousandYuan => {
                let decimals = u32::from(self.decimals).clamp(2, self.unit.exact_decimals());
                10_i64.pow(self.unit.exact_decimals() - decimals) / 2
            }
        }
    }

    /// Reads what [`text`](Self::text) wrote, and nothing else: for saved files.
    ///
    /// # Errors
    /// [`AmountError::NotPlain`] for any other spelling; otherwise as [`parse_amount`](super::parse_amount).
    pub fn from_text(text: &str, unit: Unit) -> Result<Self, AmountError> {
        plain(text, unit)
    }

    /// Never fewer decimals than the value needs, whoever filled in the fields.
    fn write(self, grouping: bool) -> String {
        let exact = self.unit.exact_decimals();
        let mut digits = self.amount.fen();
        let mut scale = exact;
        while scale > u32::from(self.decimals).min(exact) && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        fixed(digits.into(), scale, scale, grouping)
    }
}
