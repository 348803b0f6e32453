//! Classification codes and names.

/// Which classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    /// x
    Functional,
    /// x
    Economic,
}
/// x
pub fn item_length(c: Classification) -> usize {
    match c { Classification::Functional => 7, Classification::Economic => 5 }
}
