//! Blocks of sections: what they hold, what they are repeated over, what a sentence lists.

use super::{check, complaints, rule, sentence};

/// The only block of the small template, with others in its place.
fn blocks(text: &str, expected: &[&str]) {
    let head = "[[section]]\nkey = \"s1\"\nnumber = \"一\"\ntitle = \"总体\"\n";
    let found = complaints(&[("narrative.toml", "", &format!("{head}{text}"))]);
    let expected: Vec<String> = expected.iter().map(|line| format!("narrative.toml 第{line}")).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_block_is_one_thing() {
    blocks("[[section.block]]\nkey = \"a\"\nentered = true\nlabel = \"职能\"\nhelp = \"一段一行\"\n", &[]);
    blocks("[[section.block]]\nkey = \"a\"\nlist = \"units\"\n", &[]);
    blocks(
        "[[section.block]]\nkey = \"a\"\n",
        &["6行：段“s1.a”没有内容，要写 text、figure、list、form、entered、each 中的一样，或里面的 block"],
    );
    blocks(
        "[[section.block]]\nkey = \"a\"\nentered = true\nlist = \"units\"\n",
        &[
            "6行：段“s1.a”写了几样，text、figure、list、form、entered、each（或里面的 block）只能写一样，请拆成几段",
        ],
    );
    blocks(
        "[[section.block]]\nkey = \"a\"\neach = \"item in A\"\n",
        &["6行：段“s1.a”写了 each，里面却没有 block：要重复的段落写在里面"],
    );
    blocks(
        "[[section.block]]\nkey = \"a\"\nentered = true\nstyle = \"subheading\"\n[[section.block.slot]]\nkey = \"x\"\nlabel = \"某\"\n",
        &[
            "6行：段“s1.a”没有 text，slot 没有用处，请删去或补上 text",
            "6行：段“s1.a”没有 text，style 没有用处，请删去或补上 text",
        ],
    );
    blocks(
        "[[section.block]]\nkey = \"a\"\ntext = \"好\"\nlabel = \"某\"\n",
        &["6行：段“s1.a”的 label、help 只用于 entered = true 的段落，请删去"],
    );
    blocks(
        "[[section.block]]\nkey = \"a\"\ntext = \"好\"\n[[section.block]]\nkey = \"a\"\ntext = \"好\"\n",
        &["9行：有两段都叫“s1.a”，请改名：一节里各段（套在里面的也算）不能同名"],
    );
}

#[test]
fn groups_and_repetitions() {
    let inner = "[[section.block.block]]\nkey = \"b\"\n";
    blocks(&format!("[[section.block]]\nkey = \"a\"\nwhen = \"A.total.a > 0\"\n{inner}text = \"好\"\n"), &[]);
    blocks(
        &format!("[[section.block]]\nkey = \"a\"\nwhen = \"A.total.a\"\n{inner}text = \"好\"\n"),
        &["7行：算式“A.total.a”算出来的是金额，这里要的是是否"],
    );
    let projects = |text: &str, expected: &[&str]| {
        blocks(
            &format!("[[section.block]]\nkey = \"a\"\neach = \"project in projects\"\n{inner}{text}\n"),
            expected,
        );
    };
    projects("form = \"project\"", &[]);
    projects("text = \"{project.name}{x: project.score}{y: project.executed}\"", &[]);
    projects("form = \"projects\"", &["10行：form 只能写 project，放在 each = \"project in 项目清单\" 里面"]);
    projects(
        "text = \"{project.goal}\"",
        &[
            "10行：“{project.goal}”第1个字符处：清单“projects”没有“goal”这一栏；若是一个数，请写成 {名称: 算式}",
        ],
    );
    projects(
        "text = \"{unit.name}\"",
        &[
            "10行：“{unit.name}”第1个字符处：没有叫“unit”的表，这张表里也没有这一行；若是一个数，请写成 {名称: 算式}",
        ],
    );
    blocks(
        &format!("[[section.block]]\nkey = \"a\"\neach = \"unit in units\"\n{inner}form = \"project\"\n"),
        &["10行：form 只能写 project，放在 each = \"project in 项目清单\" 里面"],
    );
    blocks(
        &format!("[[section.block]]\nkey = \"a\"\neach = \"x in indicators\"\n{inner}text = \"好\"\n"),
        &["7行：清单“indicators”是每条记录各有一份的，不能单独放，请换一个清单"],
    );
    for list in ["indicators", "plans"] {
        let expected = match list {
            "plans" => "7行：没有叫“plans”的清单，清单写在 lists.toml",
            _ => "7行：清单“indicators”是每条记录各有一份的，不能单独放，请换一个清单",
        };
        blocks(&format!("[[section.block]]\nkey = \"a\"\nlist = \"{list}\"\n"), &[expected]);
    }
}

#[test]
fn what_a_sentence_lists() {
    let listed = |text: &str, rest: &str, expected: &[&str]| {
        let phrase = "[[section.block.enumeration.phrase]]\nkey = \"p\"\n";
        blocks(
            &format!(
                "[[section.block]]\nkey = \"a\"\ntext = \"{text}\"\n[[section.block.enumeration]]\nkey = \"all\"\n{phrase}{rest}\n"
            ),
            expected,
        );
    };
    let text = "each = \"class in A\"\nwhen = \"A.class.a > 0\"\ntext = \"{class.name}{a: A.class.a}\"";
    listed("有：{all}。", text, &[]);
    listed("有。", text, &["7行：“all”没有写进句子，请在句中加 {all}，或删去它"]);
    listed(
        "{all}",
        "text = \"{class.name}\"",
        &[
            "12行：“{class.name}”第1个字符处：没有叫“class”的表，这张表里也没有这一行；若是一个数，请写成 {名称: 算式}",
        ],
    );
    listed(
        "{all}",
        "when = \"A.total.a\"\ntext = \"好\"",
        &["12行：算式“A.total.a”算出来的是金额，这里要的是是否"],
    );
    listed(
        "{all}",
        "text = \"{cn(position)}\"",
        &[
            "12行：“{cn(position)}”第1个字符处：cn：第4个字符处：position 只能写在正文句子里，作序号用：{cn(position)} 或 {number(position)}；若是一个数，请写成 {名称: 算式}",
        ],
    );
    listed(
        "{all}",
        "text = \"好\"\n[[section.block.enumeration.phrase]]\nkey = \"p\"\ntext = \"好\"",
        &["15行：列举“all”里有两句都叫“p”，请改名"],
    );
    listed(
        "{all}",
        "text = \"好\"\n[[section.block.slot]]\nkey = \"all\"\nlabel = \"全\"",
        &["7行：“all”不能作填写处或列举的名称：要唯一，只用英文字母、数字和下划线，请改名"],
    );
    let slot = |key: &str, expected: &str| {
        let text = format!(
            "[[section.block]]\nkey = \"a\"\ntext = \"{{{key}}}\"\n[[section.block.slot]]\nkey = \"{key}\"\nlabel = \"某\"\n"
        );
        blocks(&text, &[expected]);
    };
    for key in ["override", "原因"] {
        slot(
            key,
            &format!("7行：“{key}”不能作填写处或列举的名称：要唯一，只用英文字母、数字和下划线，请改名"),
        );
    }
}

#[test]
fn positions_number_sentences_only() {
    let problem = "position 只能写在正文句子里，作序号用：{cn(position)} 或 {number(position)}";
    rule("position = 1", &format!("第1个字符处：{problem}"));
    sentence("{n: position}", &format!("“{{n: position}}”第1个字符处：{problem}"));
    check(
        "narrative.toml",
        "key = \"total\"\n",
        "key = \"total\"\nwhen = \"position > 1\"\n",
        &format!("narrative.toml 第7行：算式“position > 1”第1个字符处：{problem}"),
    );
    assert_eq!(complaints(&[("narrative.toml", "{total: A.total.sum}", "{cn(position)}")]), [""; 0]);
}

#[test]
fn figures() {
    let figure = |text: &str, expected: &[&str]| {
        blocks(
            &format!(
                "[[section.block]]\nkey = \"a\"\nfigure = \"f\"\n[[figure]]\nkey = \"f\"\ntitle = \"图\"\n{text}"
            ),
            expected,
        );
    };
    let part = "[[figure.part]]\nlabel = \"甲\"\nvalue = \"A.total.a\"\n";
    figure(&format!("kind = \"pie\"\nwhole = \"A.total.a\"\n{part}"), &[]);
    figure(&format!("kind = \"pie\"\n{part}"), &["9行：图“f”是占比图，要写 whole：各部分占什么的比"]);
    figure(&format!("kind = \"grouped\"\n{part}"), &["9行：图“f”是分组图，[[figure.series]] 要有两项以上"]);
    figure(
        &format!("kind = \"pie\"\nwhole = \"A.total.n\"\n{part}"),
        &["12行：算式“A.total.n”算出来的是个数，这里要的是金额"],
    );
    figure(&format!("kind = \"bar\"\n{part}value = \"A.total.b\"\n"), &["15行：同一项写了两次，请只留一个"]);
}
