//! The first version of the saved report. Its shape only grows, so that every file of it can still be read; any other
//! change is a second version.

mod leftovers;
mod read;
mod records;
#[cfg(not(target_arch = "wasm32"))]
pub mod shape;
mod units;
mod walk;
mod write;

pub(super) use read::read;
pub(super) use write::write;

use crate::amount::Unit;
use crate::template::ZeroWording;

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Yuan => "yuan",
        Unit::TenThousandYuan => "ten_thousand_yuan",
    }
}

fn zero_wording_name(wording: ZeroWording) -> &'static str {
    match wording {
        ZeroWording::Recommended => "recommended",
        ZeroWording::AsSource => "as_source",
    }
}
