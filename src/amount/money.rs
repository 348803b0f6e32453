//! Money as a whole number of fen, and the units it is written in.

use rust_decimal::Decimal;

use super::format::divide_rounded;

/// Decimals of 万元 that reach down to one fen.
pub(super) const WAN_DECIMALS: u32 = 6;

/// Money in whole 0.01 yuan (fen).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Amount(i64);

impl Amount {
    /// No money.
    pub const ZERO: Amount = Amount(0);
    /// The largest amount a cell takes: 10^15 yuan. Sums of 90 such cells still fit.
    pub const MAX_ENTRY: Amount = Amount(100_000_000_000_000_000);

    /// The amount of `fen` hundredths of a yuan.
    pub const fn from_fen(fen: i64) -> Self {
        Amount(fen)
    }

    /// Hundredths of a yuan.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// The sum, or `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Amount)
    }

    /// The difference, or `None` on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Amount)
    }

    /// The opposite, or `None` on overflow.
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Amount)
    }

    /// The absolute value, or `None` on overflow.
    pub fn abs(self) -> Option<Self> {
        self.0.checked_abs().map(Amount)
    }

    /// Whether this is exactly zero.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether this is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The value in ten thousand yuan, rounded half away from zero to `decimals` (0..=6; more counts as 6).
    pub fn in_wan(self, decimals: u32) -> Decimal {
        let decimals = decimals.min(WAN_DECIMALS);
        Decimal::new(divide_rounded(self.0, 10_i64.pow(WAN_DECIMALS - decimals)), decimals)
    }

    /// The value in yuan, with two decimals.
    pub fn in_yuan(self) -> Decimal {
        Decimal::new(self.0, 2)
    }
}

/// The unit a number is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 元
    Yuan,
    /// 万元
    TenThousandYuan,
}

impl Unit {
    /// The unit as printed: `元` or `万元`.
    pub fn label(self) -> &'static str {
        match self {
            Unit::Yuan => "元",
            Unit::TenThousandYuan => "万元",
        }
    }

    /// Decimals that reach down to one fen.
    pub(super) const fn exact_decimals(self) -> u32 {
        match self {
            Unit::Yuan => 2,
            Unit::TenThousandYuan => WAN_DECIMALS,
        }
    }
}
