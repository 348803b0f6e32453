//! What is said of files that are damaged, and of those that are none of ours.

use super::{SAVED, open};
use final_accounts::io::json::MAX_BYTES;

/// What opening says.
fn said(bytes: &[u8]) -> String {
    match open(bytes) {
        Ok(_) => "opened".into(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_file_of_another_kind_is_named() {
    let check = |bytes: &[u8], expected: &str| assert_eq!(said(bytes), expected);
    let kind = |bytes: &[u8], kind: &str| {
        check(bytes, &format!("这是{kind}，不是本程序保存的报告，请选择扩展名为 .json 的报告文件"));
    };
    kind(b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "Excel 表格（.xlsx）");
    kind(b"PK\x03\x04....word/document.xml", "Word 文档（.docx）");
    kind(b"PK\x03\x04....a.txt", "压缩文件（.zip）");
    kind(b"\xD0\xCF\x11\xE0", "旧版 Office 文件（.xls 或 .doc）");
    kind(b"%PDF-1.7", "PDF 文件");
    kind(b"\xEF\xBB\xBF\n <!DOCTYPE html>", "网页或 XML 文件");
    kind(b"\xFF\xFE{\0", "UTF-16 编码的文件");
    check(b"", "文件是空的，可能没有保存完或没有下载完，请换一份备份");
    check(b"\xEF\xBB\xBF \n\0", "文件是空的，可能没有保存完或没有下载完，请换一份备份");
    check(&vec![b' '; MAX_BYTES + 1], "文件有 65 MB，超过了 64 MB，不像是一份报告，请确认选对了文件");
    check(
        b"{\n\"a\": \"\xB2\xC6\xD5\xFE\"}",
        "第 2 行起不是 UTF-8 文字，文件可能被别的软件另存过或已损坏，请用原来的文件",
    );
    let foreign = "这个 JSON 文件不是本程序保存的报告（没有“final-accounts/report”的标记），请确认选对了文件";
    for json in ["[1, 2]", "\"x\"", "17", "null", "{}", r#"{"format":"geo","version":1}"#, r#"{"format":1}"#]
    {
        check(json.as_bytes(), foreign);
    }
    let deep = "文件里的括号套得太深，不是本程序保存的报告，请确认选对了文件";
    check("[".repeat(1_000_000).as_bytes(), deep);
    check(format!("{{\"format\":{}1{}}}", "[".repeat(200), "]".repeat(200)).as_bytes(), deep);
    let nested = format!("\"texts\": {}{},", "{\"a\":".repeat(5000), "1".to_string() + &"}".repeat(5000));
    check(SAVED.replace("\"texts\": {", &format!("{nested}\n\"texts\": {{")).as_bytes(), deep);
    // Brackets within a text are no nesting.
    let text = SAVED.replace("某局", &"[".repeat(200));
    check(text.as_bytes(), "opened");
}

/// Replaces `from` in the saved file and checks what opening says of it.
fn damaged(from: &str, to: &str, expected: &str) {
    assert_eq!(SAVED.matches(from).count(), 1, "{from}");
    let said = said(SAVED.replace(from, to).as_bytes());
    let problem = said.strip_prefix("文件里有 1 处不对，没有打开；请改正下列各处，或换一份备份：\n");
    assert_eq!(problem.unwrap_or(&said), expected, "{from} -> {to}");
}

#[test]
fn broken_json_is_placed() {
    let end = "。文件可能被改动过，请改正这一处或换一份备份";
    let check = |from: &str, to: &str, expected: &str| damaged(from, to, &format!("{expected}{end}"));
    check(
        "\"version\": 1,\n  \"template\"",
        "\"version\": 1\n  \"template\"",
        "第 4 行第 3 列：这里不合 JSON 的写法，多是少了引号、逗号或括号",
    );
    check(
        "\"2010102\": {}\n",
        "\"2010102\": {},\n",
        "第 21 行第 7 列：这里应是带引号的名称，也可能是前面多了一个逗号",
    );
    check("}\n  }\n}\n", "}\n", "第 33 行第 6 列：文件到这里就断了，后面的内容没有了");
    check("}\n  }\n}\n", "}\n  }\n}}\n", "第 35 行第 2 列：报告已经结束，后面还有多余的内容");
    check("某局\\n", "某局\n", "第 11 行第 21 列：文字里夹着换行等控制字符，或少了右引号");
    check("某局", "\\ud83d某局", "第 11 行第 26 列：文字里有残缺的转义字符（\\u…）");
    check("某局", "\\ude00某局", "第 11 行第 25 列：文字里有残缺的转义字符（\\u…）");
}

#[test]
fn the_mark_is_checked_first() {
    damaged(
        "\"version\": 1,\n",
        "\"version\": 2,\n",
        "这份报告由更新的程序保存（格式第 2 版，本程序只认到第 1 版），请更新程序后再打开",
    );
    damaged("\"version\": 1,\n", "\"version\": \"1\",\n", "version：这里应是格式的版本号 1");
    damaged("\"version\": 1,\n", "", "version：这里应是格式的版本号 1");
    damaged(
        "\"version\": 1,\n",
        "\"version\": 1, \"version\": 1,\n",
        "format、version、template：有一项写了两次，请只留一个",
    );
    damaged(
        "\"id\": \"small\"",
        "\"id\": 3",
        "template.id：这里应是带引号的模板名，如 \"nmg-department-2023\"",
    );
    damaged(
        "\"small\", \"version\": 1",
        "\"small\", \"version\": -1",
        "template.version：这里应是模板的版本号，如 1",
    );
    damaged(
        "\"small\"",
        "\"sm\\u0000all\"",
        "这份报告用的模板“sm\\u{0}all”本程序没有，请用保存它的程序打开，或更新程序",
    );
}

#[test]
fn unknown_and_repeated_entries_are_placed() {
    let unexpected = "这里不该有这一项，请检查拼写或删去";
    let twice = "写了两次，请只留一个";
    damaged("\"options\": {", "\"option\": {}, \"options\": {", &format!("option：{unexpected}"));
    damaged("\"zero_wording\": ", "\"zero\": 1, \"zero_wording\": ", &format!("options.zero：{unexpected}"));
    damaged("\"as_source\"", "\"as\"", "options.zero_wording：“as”不认识，应是 recommended 或 as_source");
    damaged("\"id\": ", "\"name\": [1], \"id\": ", &format!("template.name：{unexpected}"));
    damaged("\"F\": {", "\"G\": {", "tables.G：模板里没有这张表");
    damaged("\"F\": {", "\"A\": {", &format!("tables.A：{twice}"));
    damaged(
        "\"unit\": \"yuan\"",
        "\"unit\": \"元\"",
        "tables.F.unit：“元”不认识，应是 yuan 或 ten_thousand_yuan",
    );
    damaged("\"one\": ", "\"eleven\": ", "tables.F.rows.eleven：这张表没有这一行");
    damaged("\"right\": ", "\"one\": {}, \"right\": ", &format!("tables.F.rows.one：{twice}"));
    damaged("\"people\"", "\"people2\"", "tables.F.rows.right.people2：这一行没有这一栏");
    damaged("\"people\": ", "\"people\": {}, \"people\": ", &format!("tables.F.rows.right.people：{twice}"));
    damaged("\"7\"", "\"7\", \"fen\": 1", &format!("tables.F.rows.one.amount.fen：{unexpected}"));
    damaged("\"7\"", "\"7\", \"yuan\": \"8\"", "tables.F.rows.one.amount.yuan：一格只能有一个数，请只留一个");
    damaged("\"7\"", "\"7\", \"wan\": \"8\"", "tables.F.rows.one.amount.wan：一格只能有一个数，请只留一个");
    damaged(
        "\"unread\": \"\"",
        "\"unread\": \"\", \"unread\": \"\"",
        &format!("tables.F.rows.right.people.unread：{twice}"),
    );
    damaged(
        "{ \"yuan\": \"-0.10\" }",
        "{}",
        "tables.A.rows.2010101.sum.stated：这里缺一个数，如 { \"yuan\": \"1.00\" }",
    );
    damaged("\"201\":", "\"2019999\":", &format!("names.2019999：{twice}"));
    damaged("\"201\":", "\"2019\":", "names.2019：“2019”不是科目编码，应是 3、5 或 7 位数字");
    damaged("\"201\":", "\"+01\":", "names.+01：这不是科目编码，应是 3、5 或 7 位数字");
    damaged("\"department\"", "\"s1.total.reason\"", &format!("texts.s1.total.reason：{twice}"));
}

#[test]
fn codes_must_be_items_of_their_table() {
    let no_code = "这不是科目编码，应是 3、5 或 7 位数字";
    damaged("\"2010102\"", "\"20101\\n02\"", &format!("tables.A.rows.20101\\u{{a}}02：{no_code}"));
    damaged("\"2010102\"", "\"+201010\"", &format!("tables.A.rows.+201010：{no_code}"));
    damaged("\"2010102\"", "\"201010\"", &format!("tables.A.rows.201010：{no_code}"));
    damaged("\"2010102\"", "\"２０１０１０２\"", &format!("tables.A.rows.２０１０１０２：{no_code}"));
    damaged(
        "\"2010102\"",
        "\"20101\"",
        "tables.A.rows.20101：“20101”不能作为这张表的科目：请填到“项”级的科目编码",
    );
    let economic = |rows: &str, expected: &str| {
        damaged(
            "\"E\": {\n      \"unit\": \"ten_thousand_yuan\",\n      \"rows\": {}",
            &format!("\"E\": {{ \"rows\": {rows}"),
            expected,
        );
    };
    economic("{ \"30101\": { \"amount\": { \"yuan\": \"1.00\" } } }", "opened");
    economic(
        "{ \"2010101\": {} }",
        "tables.E.rows.2010101：“2010101”不能作为这张表的科目：请填到“项”级的科目编码",
    );
    economic(
        "{ \"2010101\": { \"amount\": { \"yuan\": \"1.00\" } } }",
        "tables.E.rows.2010101.amount：“2010101”不能作为这张表的科目：请填到“项”级的科目编码",
    );
    let long = "9".repeat(100);
    economic(&format!("{{ \"{long}\": {{}} }}"), &format!("tables.E.rows.{}…：{no_code}", &long[..40]));
}

#[test]
fn numbers_must_be_exact_and_in_their_place() {
    let check = |from: &str, to: &str, expected: &str| damaged(from, to, &format!("tables.{expected}"));
    let money = |text: &str, problem: &str| {
        check(
            "\"yuan\": \"7\"",
            &format!("\"yuan\": \"{text}\""),
            &format!("F.rows.one.amount.yuan：{problem}"),
        );
    };
    let plain =
        |text: &str| money(text, &format!("文件里的数“{text}”写法不对，应是不带分节的普通小数，如 1724.62"));
    for text in
        ["", "七", "1,234.00", "+1", "-0", "-0.00", "01", ".5", "5.", "1e3", " 7", "7元", "７", "0x7", "NaN"]
    {
        plain(text);
    }
    money("7.001", "写了 3 位小数，这里最多 2 位，请四舍五入后再填");
    money("1000000000000000.01", "这个数太大，超过了一千万亿，请看看是不是多打了数字或弄错了单位");
    let outside = "\"yuan\": \"1000000000000000.00\"";
    assert_eq!(said(SAVED.replace("\"yuan\": \"7\"", outside).as_bytes()), "opened");
    check(
        "\"wan\": \"84.0470\"",
        "\"wan\": \"84.0470001\"",
        "A.rows.2010101.b.wan：写了 7 位小数，这里最多 6 位，请四舍五入后再填",
    );
    let count = |text: &str, problem: &str| {
        check("\"count\": \"4\"", &format!("\"count\": \"{text}\""), &format!("A.rows.2010101.n{problem}"));
    };
    for text in ["4.0", "04", "+4", "-0", "4人", "", "9223372036854775808"] {
        count(text, &format!(".count：文件里的个数“{text}”写法不对，应是不带分节的整数，如 12"));
    }
    let range = "这个数超出了能填的范围：金额和个数都不超过一千万亿，个数不能是负数";
    count("-4", &format!("：{range}"));
    count("1000000000000001", &format!("：{range}"));
    let derived = "这一格由公式算出，不能填写；要改请改它的来源";
    let quantity = "这一格要的是另一种数（金额或个数）";
    check(
        "\"stated\": { \"yuan\": \"-0.10\" }",
        "\"yuan\": \"1\"",
        &format!("A.rows.2010101.sum：{derived}"),
    );
    check(
        "{ \"stated\": { \"wan\": \"1.00\" } }",
        "{ \"unread\": \"1\" }",
        &format!("A.rows.total.a：{derived}"),
    );
    check("\"count\": \"4\"", "\"yuan\": \"4\"", &format!("A.rows.2010101.n：{quantity}"));
    check("\"yuan\": \"7\"", "\"count\": \"7\"", &format!("F.rows.one.amount：{quantity}"));
    check("\"yuan\": \"-0.10\"", "\"count\": \"1\"", &format!("A.rows.2010101.sum：{quantity}"));
    check(
        "\"yuan\": \"7\"",
        "\"stated\": { \"yuan\": \"7\" }",
        "F.rows.one.amount：这一格是填写的数，不能另记原表数",
    );
}

#[test]
fn wrong_types_are_placed() {
    damaged(
        "\"yuan\": \"7\"",
        "\"yuan\": 7",
        "tables.F.rows.one.amount.yuan：这里应是带引号的文字（第 30 行第 38 列）",
    );
    damaged(
        "\"yuan\": \"7\"",
        "\"yuan\": 7.5",
        "tables.F.rows.one.amount.yuan：这里应是带引号的文字（第 30 行第 40 列）",
    );
    damaged(
        "{ \"yuan\": \"7\" }",
        "[\"7\"]",
        "tables.F.rows.one.amount：这里应是写明单位的数 { \"yuan\": \"1.00\" }（第 30 行第 27 列）",
    );
    damaged(
        "\"2010102\": {}",
        "\"2010102\": null",
        "tables.A.rows.2010102：这里应是按栏列的各格 { \"c2\": { \"yuan\": \"1.00\" } }（第 20 行第 23 列）",
    );
    let all = ["options", "names", "texts", "tables"];
    for key in all {
        let text = SAVED.replace(&format!("\"{key}\": {{"), &format!("\"{key}\": true, \"{key}2\": {{"));
        assert!(said(text.as_bytes()).contains(&format!("{key}：这里应是")), "{key}");
    }
}

#[test]
fn several_problems_are_told_together_but_not_without_end() {
    let text = SAVED
        .replace("\"7\"", "\"7.001\"")
        .replace("\"2010102\"", "\"x\"")
        .replace("\"wan\": \"84.0470\"", "\"wan\": \"84,0\"");
    let expected = "文件里有 3 处不对，没有打开；请改正下列各处，或换一份备份：
tables.A.rows.2010101.b.wan：文件里的数“84,0”写法不对，应是不带分节的普通小数，如 1724.62
tables.A.rows.x：这不是科目编码，应是 3、5 或 7 位数字
tables.F.rows.one.amount.yuan：写了 3 位小数，这里最多 2 位，请四舍五入后再填";
    assert_eq!(said(text.as_bytes()), expected);
    let many: String = (0..100).map(|i| format!("\"{i}\": {{}}, ")).collect();
    let said = said(SAVED.replace("\"2010102\": {}", &format!("{many}\"2010102\": {{}}")).as_bytes());
    assert_eq!((said.lines().count(), said.lines().last()), (22, Some("……还有 80 处")));
}
