//! What the TOML reader says, for people who write templates and are no programmers.

/// The reader's message in Chinese.
pub(super) fn problem(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (first, choices) = quoted.split_first().map_or(("", [].as_slice()), |(first, rest)| (*first, rest));
    let says = |words: &str| message.starts_with(words);
    if says("unknown field") {
        format!("不认识“{first}”这一项，这里可写 {}", choices.join("、"))
    } else if says("unknown variant") {
        format!("“{first}”不在可选之列，可写 {}", choices.join("、"))
    } else if says("missing field") {
        format!("缺少“{first}”这一项")
    } else if says("duplicate key") {
        "同一项写了两次，请只留一个".into()
    } else if says("invalid type") || says("invalid value") {
        let expected = message.rsplit_once("expected ").map_or("", |(_, expected)| expected);
        format!("写的不是这里要的{}", kind(expected))
    } else if message.contains("recurs") {
        "层次套得太深，请改得浅一些".into()
    } else if says("string values must be quoted") {
        "文字要写在引号里".into()
    } else if says("invalid basic string") {
        "引号没有成对，或引号里有不能直接写的字符".into()
    } else {
        format!("不合 TOML 的写法，请检查引号、括号和等号（{message}）")
    }
}

fn kind(expected: &str) -> &str {
    match expected {
        "a string" => "文字（加引号）",
        "a boolean" => "是否（true 或 false）",
        "a sequence" => "列表（写在方括号里）",
        number if number.starts_with(['u', 'i']) && number.len() <= 4 => "非负整数，或数太大了",
        _ => "内容",
    }
}
