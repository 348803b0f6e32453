//! Characters that a text brings along from a word processor and that nobody sees.

/// A kind of unusual character in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusual {
    /// What it is called.
    pub name: &'static str,
    /// What it does, or what becomes of it when it is removed.
    pub effect: &'static str,
    /// How many there are.
    pub count: usize,
}

/// What a character is, what it does, and what stands in its place once it is taken out.
fn kind(c: char) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match c {
        '\t' => ("制表符", "打印时是一段空白", " "),
        '\u{b}' => ("手动换行符", "按换段处理", "\n"),
        '\u{c}' => ("分页符", "按换段处理", "\n"),
        '\u{85}' | '\u{2028}' | '\u{2029}' => ("特殊换行符", "按换段处理", "\n"),
        '\r' | '\n' => return None,
        '\u{a0}' | '\u{2007}' | '\u{202f}' => ("不换行空格", "看上去和空格一样", " "),
        // A joiner holds the parts of one emoji together.
        '\u{200d}' => return None,
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' => {
            ("看不见的字符", "会妨碍查找和核对", "")
        }
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ("文字方向符", "会把字的次序颠倒", ""),
        '\u{e000}'..='\u{f8ff}' => ("符号字体里的字", "换一台电脑会显示成方框", ""),
        '\u{fffc}' | '\u{fffd}' => ("没有粘贴过来的图或字", "只剩一个空位", ""),
        c if c.is_control() => ("控制符", "打印不出来", ""),
        _ => return None,
    })
}

/// The unusual characters in a text, each kind once, in the order of their first appearance.
pub fn unusual(text: &str) -> Vec<Unusual> {
    let mut found: Vec<Unusual> = Vec::new();
    for (name, effect, _) in text.chars().filter_map(kind) {
        match found.iter_mut().find(|known| known.name == name) {
            Some(known) => known.count += 1,
            None => found.push(Unusual { name, effect, count: 1 }),
        }
    }
    found
}

/// The text with line ends and blanks in the place of unusual ones, and without those that stand for nothing.
pub fn without_unusual(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match kind(c) {
            Some((_, _, instead)) => clean.push_str(instead),
            None => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::{unusual, without_unusual};

    #[test]
    fn unusual_characters_are_named_counted_and_taken_out() {
        let text = "一\t二\u{b}三\u{2028}四\u{200b}五\u{1}六\u{202e}七👨\u{200d}👩八\r\n九\u{1}";
        let found: Vec<_> = unusual(text).iter().map(|kind| (kind.name, kind.count)).collect();
        let expected = [
            ("制表符", 1),
            ("手动换行符", 1),
            ("特殊换行符", 1),
            ("看不见的字符", 1),
            ("控制符", 2),
            ("文字方向符", 1),
        ];
        assert_eq!(found, expected);
        assert_eq!(without_unusual(text), "一 二\n三\n四五六七👨\u{200d}👩八\r\n九");
        assert_eq!(unusual("平常的字。English, 123\n　　二段"), []);
    }
}
