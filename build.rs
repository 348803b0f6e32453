//! Prepares the catalogue's pinyin initials.

fn main() {}
