//! Units' names as people write them.

/// Marks behind a name that say whose accounts are meant, not who it is.
const MARKS: [&str; 4] = ["(部门)", "(本级)", "(汇总)", "本级"];

/// What a name comes down to: blanks left out, full-width letters made half-width, brackets of one kind, and without a
/// mark such as （部门） behind it. Two names that come down to the same are probably one unit, and never surely.
pub(super) fn plain(name: &str) -> String {
    let mut plain: String = name.chars().filter_map(half_width).collect();
    for mark in MARKS {
        if let Some(bare) = plain.strip_suffix(mark).filter(|bare| !bare.is_empty()) {
            plain = bare.to_string();
            break;
        }
    }
    plain
}

fn half_width(c: char) -> Option<char> {
    match c {
        '［' | '【' | '〔' | '﹝' => Some('('),
        '］' | '】' | '〕' | '﹞' => Some(')'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' => None,
        _ if c.is_whitespace() => None,
        _ => Some(c.to_ascii_lowercase()),
    }
}

/// Whether two names differ at most in the way they are written.
pub fn same_name(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_mean_them() {
        for (one, other) in [
            ("某旗财政局", "某旗财政局（部门）"),
            ("某旗财政局(部门)", "某旗 财政局（部门）"),
            ("某旗财政局本级", "某旗财政局（本级）"),
            ("１２３４５热线中心", "12345热线中心"),
            ("Ａ局　", "a局"),
        ] {
            assert!(same_name(one, other), "{one} / {other}");
        }
        for (one, other) in [("某旗财政局", "某旗审计局"), ("某旗一中", "某旗二中"), ("本级", "")]
        {
            assert!(!same_name(one, other), "{one} / {other}");
        }
    }
}
