//! The indicators of performance self-evaluation.

use super::Looked;
use crate::calc::Values;

pub(super) fn look(_values: &dyn Values) -> Looked {
    Looked::default()
}
