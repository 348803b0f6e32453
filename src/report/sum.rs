//! Adding up entered numbers without claiming more exactness than they have.

use super::{Entered, check};
use crate::amount::{Amount, EnteredAmount, Unit};

/// Decimals of 元 and of 万元 that reach down to 0.01 yuan.
const EXACT: [(Unit, u8); 2] = [(Unit::Yuan, 2), (Unit::TenThousandYuan, 6)];

/// Numbers entered at one cell by several units, under way to their sum.
///
/// Order does not matter, and nothing overflows on the way: only the result is held against what a cell takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// 0.01 yuan, or a count.
    raw: i128,
    /// The number itself, while it is the only one.
    only: Option<Entered>,
    parts: u32,
    /// Whether counts are added.
    count: bool,
    /// Most decimals of those written in yuan.
    yuan: u8,
    /// Fewest decimals of those written in 万元.
    wan: Option<u8>,
    uncertainty: i64,
}

impl Sum {
    /// Adds a number.
    pub fn add(&mut self, number: Entered) {
        self.only = (self.parts == 0).then_some(number);
        self.parts = self.parts.saturating_add(1);
        self.raw += i128::from(number.raw());
        self.uncertainty = self.uncertainty.saturating_add(number.uncertainty());
        match number {
            Entered::Money(money) if money.unit == Unit::TenThousandYuan => {
                self.wan = Some(self.wan.map_or(money.decimals, |wan| wan.min(money.decimals)));
            }
            Entered::Money(money) => self.yuan = self.yuan.max(money.decimals),
            Entered::Count(_) => self.count = true,
        }
    }

    /// How far the true sum may lie from this one, in 0.01 yuan: all its parts may err to the same side.
    pub fn uncertainty(&self) -> i64 {
        self.uncertainty
    }

    /// The sum in 0.01 yuan or as a count.
    pub fn raw(&self) -> i128 {
        self.raw
    }

    /// The sum less what is eliminated, as a cell holds it; `None` when that is more than a cell takes.
    ///
    /// A single number stays as it was written. Money is written in yuan when every part is; otherwise in 万元, with
    /// the decimals of the coarsest part, or as many more as the exact value needs. Such a number's own mark can be
    /// finer than its parts were ([`EnteredAmount::uncertainty_fen`] knows one number only), which is why
    /// [`Report::uncertainty`](super::Report::uncertainty) asks the units.
    pub fn entered(&self, less: Amount) -> Option<Entered> {
        if let Some(only) = self.only.filter(|_| less.is_zero()) {
            return Some(only);
        }
        let raw = i64::try_from(self.raw.checked_sub(i128::from(less.fen()))?).ok()?;
        let number = match self.wan {
            None if self.count => Entered::Count(raw),
            None => money(raw, Unit::Yuan, if less.is_zero() { self.yuan } else { 2 }),
            Some(decimals) => money(raw, Unit::TenThousandYuan, decimals),
        };
        check::in_range(number).then_some(number)
    }
}

/// Money with at least `decimals`, and as many more as it needs to be exact: what a saved file would read back.
fn money(fen: i64, unit: Unit, decimals: u8) -> Entered {
    let exact = EXACT.iter().find(|(known, _)| *known == unit).map_or(0, |(_, exact)| *exact);
    let mut decimals = decimals.min(exact);
    while decimals < exact && fen % 10_i64.pow(u32::from(exact - decimals)) != 0 {
        decimals += 1;
    }
    Entered::Money(EnteredAmount { amount: Amount::from_fen(fen), unit, decimals })
}
