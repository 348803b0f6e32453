//! What is said of a template with mistakes in it: each with file, line and remedy, all at once, in order.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "template_complaints/blocks.rs"]
mod blocks;
mod common;
#[path = "template_complaints/lists.rs"]
mod lists;
#[path = "template_complaints/outline.rs"]
mod outline;

use final_accounts::template::{TemplateFile, load};

/// The small template with `edits` (file, what is replaced, by what; nothing replaced means the whole file), loaded.
fn complaints(edits: &[(&str, &str, &str)]) -> Vec<String> {
    let mut files = common::FILES.map(|(name, text)| (name, text.to_owned())).to_vec();
    files.push(("lists.toml", lists::LISTS.to_owned()));
    for (name, from, to) in edits {
        let (_, text) = files.iter_mut().find(|(file, _)| file == name).unwrap();
        if from.is_empty() {
            *text = (*to).to_owned();
        } else {
            assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
            *text = text.replace(from, to);
        }
    }
    let files: Vec<_> = files.iter().map(|(name, text)| TemplateFile { name, text }).collect();
    match load(&files) {
        Ok(_) => Vec::new(),
        Err(complaints) => complaints.iter().map(ToString::to_string).collect(),
    }
}

/// One edit, one complaint.
fn check(file: &str, from: &str, to: &str, expected: &str) {
    let found = complaints(&[(file, from, to)]);
    assert_eq!(found.join("\n"), expected, "{from} -> {to}");
}

const SUM: &str = "formula = \"a + b\"";
const HEADER: &str = "tables/A.toml 第3行：表头第1行没有正好盖满14栏：各格的 colspan（连同上面伸下来的格子）相加要等于印出的栏数";
const RULE: &str = "F.left.amount = F.right.amount";

fn formula(text: &str, expected: &str) {
    check(
        "tables/A.toml",
        SUM,
        &format!("formula = \"{text}\""),
        &format!("tables/A.toml 第33行：{expected}"),
    );
}

fn rule(text: &str, expected: &str) {
    check("checks.toml", RULE, text, &format!("checks.toml 第4行：检查“K1”的算式“{text}”{expected}"));
}

fn sentence(text: &str, expected: &str) {
    check("narrative.toml", "{total: A.total.sum}", text, &format!("narrative.toml 第7行：{expected}"));
}

#[test]
fn checks_name_places_of_the_text() {
    let rule = "must_hold = \"F.left.amount = F.right.amount\"";
    check(
        "checks.toml",
        rule,
        "must_hold = \"contains(written('s1.tot'), '万元')\"",
        "checks.toml 第2行：检查“K1”里 written('s1.tot')：正文没有这一处",
    );
    check(
        "checks.toml",
        rule,
        "audit = \"said\"\nsections = [\"s1.tot\"]",
        "checks.toml 第5行：检查“K1”的 sections 里，“s1.tot”不是节、段，也不是清单",
    );
}

#[test]
fn the_small_template_is_without_fault() {
    assert_eq!(complaints(&[]), [""; 0]);
    let chain = format!("formula = \"{}a\"", "a + ".repeat(200));
    assert_eq!(complaints(&[("tables/A.toml", SUM, &chain)]), [""; 0]);
}

#[test]
fn unknown_names() {
    formula("a + z", "算式“a + z”第5个字符处：没有叫“z”的行、栏或填写项");
    formula("X.total.a", "算式“X.total.a”第1个字符处：没有“X”这张表");
    formula("B.total.z", "算式“B.total.z”第1个字符处：B的“total”行没有“z”这一栏");
    formula("F.three.amount", "算式“F.three.amount”第1个字符处：F没有“three”这一行");
    formula("F.left.people", "算式“F.left.people”第1个字符处：F的“left”行没有“people”这一栏");
    formula("B.2010.own", "算式“B.2010.own”第1个字符处：B没有“2010”这一行");
    formula("F.this.amount", "算式“F.this.amount”第1个字符处：F不是按科目列行的表，不能写“this”");
    formula("B.class.own", "算式“B.class.own”第1个字符处：这里没有“class”可指的行");
    formula("a.b.c.d", "算式“a.b.c.d”第1个字符处：“a.b.c.d”不是地址；地址写成 表.行.栏");
    formula("F.right", "算式“F.right”第1个字符处：F有几栏数，请写明 F.right.栏");
    formula("total(a)", "算式“total(a)”第1个字符处：total：应写成 count(清单) 或 total(清单.栏)");
    formula(
        "max(a)",
        "算式“max(a)”第1个字符处：max：没有这个函数。可用：sum share change change_amount change_each proportion completion of_total list names count total when chosen filled none blank negative cn number agrees near per starts ends contains length days dated year_of phone official valid_from budget_of written",
    );
    formula("sum(F.one..nine)", "算式“sum(F.one..nine)”第1个字符处：sum：第5个字符处：“nine”不是F里的固定行");
    formula(
        "sum(F.left..one)",
        "算式“sum(F.left..one)”第1个字符处：sum：第5个字符处：“one”不在“F.left”下面的同一栏里",
    );
    sentence("{town}", "“{town}”第1个字符处：没有叫“town”的行、栏或填写项；若是一个数，请写成 {名称: 算式}");
    check(
        "tables/B.toml",
        "rows_from = [\"A\"]",
        "rows_from = [\"Z\"]",
        "tables/B.toml 第6行：rows_from 里的“Z”不是另一张按同一种科目列行的表",
    );
    check(
        "tables/B.toml",
        "rows_from = [\"A\"]",
        "rows_from = [\"E\"]",
        "tables/B.toml 第6行：rows_from 里的“E”不是另一张按同一种科目列行的表",
    );
    check(
        "tables/B.toml",
        "rows_from = [\"A\"]",
        "rows_from = [\"B\"]",
        "tables/B.toml 第6行：rows_from 里的“B”不是另一张按同一种科目列行的表",
    );
    check(
        "report.toml",
        "\"B\", \"E\"",
        "\"C\", \"E\"",
        "report.toml 第26行：“表”里的“C”不存在：tables/ 和 lists.toml 里没有它",
    );
    check(
        "report.toml",
        "[\"s1\"]",
        "[\"s2\"]",
        "report.toml 第21行：“说明”里的“s2”不存在：narrative.toml 没有这一节",
    );
    check(
        "tables/F.toml",
        "{ amount = \"E.total.amount\" }",
        "{ amounts = \"E.total.amount\" }",
        "tables/F.toml 第45行：这一块没有“amounts”这一栏",
    );
}

#[test]
fn wrong_types() {
    formula("a + n", "算式“a + n”金额和个数不能放在一起算");
    formula("n", "算式“n”算出来的是个数，这里要的是金额");
    formula("a + 1", "算式“a + 1”金额和数不能放在一起算");
    formula("a = b", "算式“a = b”算出来的是是否，这里要的是金额");
    formula("share(a, b)", "算式“share(a, b)”算出来的是比率，这里要的是金额");
    formula(
        "share(a, n)",
        "算式“share(a, n)”第1个字符处：share：括号里应是（金额，金额），写的是（金额，个数）",
    );
    formula("sum(a, n)", "算式“sum(a, n)”第1个字符处：sum：只能把同一种金额或个数相加");
    formula("sum()", "算式“sum()”第1个字符处：sum：括号里没有要加的数");
    formula("-department", "算式“-department”文字不能取负");
    rule("A.total.n = A.total.a", "个数和金额不能放在一起算");
    rule("A.total.a", "算出来的是金额，这里要的是是否");
    rule("not A.total.a", "not 后面应是判断，不是金额");
    rule("A.total.a > 0 and A.total.n", "是否和个数不能放在一起算");
    sentence(
        "{total: department}",
        "“{total: department}”算出来的是文字，这里要的是金额或个数或比率或数或措辞",
    );
    sentence("{n: A.total.n | wan}", "“{n: A.total.n | wan}”：写法只用于金额，这里是个数");
    sentence(
        "{t: A.total.a | wan(9)}",
        "“{t: A.total.a | wan(9)}”：没有“wan(9)”这种写法，可用 wan、wan(小数位数，至多6)、yuan",
    );
}

#[test]
fn expressions_that_cannot_be_read() {
    formula("", "算式“”第1个字符处：算式没有写完");
    formula("a +", "算式“a +”第4个字符处：算式没有写完");
    formula("(a", "算式“(a”第3个字符处：这里应有“)”");
    formula("a b", "算式“a b”第3个字符处：这里多了“b”");
    formula("a × b", "算式“a × b”第3个字符处：不认识的符号“×”");
    formula("a..b", "算式“a..b”第1个字符处：“..”只能写在 sum( ) 里");
    formula(
        "99999999999999999999999999999999",
        "算式“99999999999999999999999999999999”第1个字符处：“99999999999999999999999999999999”不是一个数",
    );
}

#[test]
fn cycles() {
    check(
        "tables/A.toml",
        SUM,
        "formula = \"sum\"",
        "tables/：公式互相引用，算不出来：A.各项.sum → A.各项.sum",
    );
    let through = [("tables/F.toml", "label = \"一\"\n", "label = \"一\"\nformula = \"right.amount\"\n")];
    assert_eq!(
        complaints(&through),
        ["tables/：公式互相引用，算不出来：F.one.amount → F.right.amount → F.one.amount"]
    );
    let tables = [("tables/A.toml", SUM, "formula = \"B.total.from_a\"")];
    assert_eq!(
        complaints(&tables),
        ["tables/：公式互相引用，算不出来：A.各项.sum → B.合计.from_a → B.各项.from_a → A.各项.sum"]
    );
}

#[test]
fn shapes_of_tables() {
    let a = |from: &str, to: &str, expected: &str| check("tables/A.toml", from, to, expected);
    a("colspan = 12", "colspan = 11", HEADER);
    a("colspan = 12", "colspan = 13", HEADER);
    a(
        "colspan = 12",
        "colspan = 12, rowspan = 2",
        "tables/A.toml 第3行：表头有格子向下伸出了表头，请改小它的 rowspan",
    );
    a(
        "colspan = 12 }]]",
        "colspan = 12, rowspan = 2 }], [{ text = \"码\" }]]",
        "tables/A.toml 第3行：表头第2行没有正好盖满14栏：各格的 colspan（连同上面伸下来的格子）相加要等于印出的栏数",
    );
    a(
        "key = \"b\"",
        "key = \"a\"",
        "tables/A.toml 第21行：一块里有两栏都叫“a”，请改名\n\
         tables/A.toml 第33行：算式“a + b”第5个字符处：没有叫“b”的行、栏或填写项\n\
         tables/A.toml 第73行：算式“d7 - b”第6个字符处：没有叫“b”的行、栏或填写项",
    );
    a(SUM, "", "tables/A.toml：栏“sum”是 derived，却没有 formula");
    let f = |from: &str, to: &str, expected: &str| check("tables/F.toml", from, to, expected);
    f(
        "key = \"part\"",
        "key = \"one\"",
        "tables/F.toml 第16行：行“one”与另一行同名、用了保留的名称，或有字母、数字、下划线以外的字，请改名",
    );
    f(
        "key = \"part\"",
        "key = \"item\"",
        "tables/F.toml 第16行：行“item”与另一行同名、用了保留的名称，或有字母、数字、下划线以外的字，请改名",
    );
    f("key = \"part\"", "key = \"amount\"", "tables/F.toml 第34行：“amount”既是行又是栏，请给其中一个改名");
    f(
        "formulas = { amount = \"economic - one\" }",
        "formula = \"economic - one\"",
        "tables/F.toml 第49行：这一块有几栏数，请改用 formulas 逐栏写明",
    );
    check(
        "tables/B.toml",
        "key = \"B\"",
        "key = \"A\"",
        "report.toml 第26行：“表”里的“B”不存在：tables/ 和 lists.toml 里没有它\ntables/B.toml 第1行：表“A”已在另一个文件里，请改 key",
    );
    check(
        "tables/E.toml",
        "role = \"entered\"",
        "role = \"label\"",
        "tables/E.toml：表里没有一栏是数：至少要有一栏的 role 是 entered 或 derived\ntables/F.toml 第45行：算式“E.total.amount”第1个字符处：E的“total”行没有“amount”这一栏",
    );
    check(
        "tables/E.toml",
        "total = \"合计\"\n",
        "total = \"合计\"\n[[side.row]]\nkey = \"r\"\n",
        "tables/E.toml：按科目列行的表只能有一块，也不能再有固定行",
    );
}

#[test]
fn sentences_and_checks() {
    sentence("{total: A.total.sum", "“{total: A.total.sum万元”的花括号没有合上");
    sentence("{n: A.total.n}{n: A.total.n}", "一段里有两个数都叫“n”，请改名");
    sentence("{总: A.total.n}", "“{总: A.total.n}”：数的名称“总”只能用英文字母、数字和下划线");
    let narrative = |from: &str, to: &str, expected: &str| check("narrative.toml", from, to, expected);
    narrative("{reason}", "", "narrative.toml 第7行：“变动原因”没有写进句子，请在句中加 {reason}，或删去它");
    narrative(
        "{reason}。",
        "{reason",
        "narrative.toml 第7行：“{reason”的花括号没有合上\nnarrative.toml 第7行：“变动原因”没有写进句子，请在句中加 {reason}，或删去它",
    );
    narrative(
        "key = \"total\"\n",
        "key = \"total\"\nfigure = \"pie\"\n",
        "narrative.toml 第6行：段“s1.total”写了几样，text、figure、list、form、entered、each（或里面的 block）只能写一样，请拆成几段",
    );
    narrative(
        "key = \"total\"\n",
        "key = \"total\"\nwhen = \"A.total.a\"\n",
        "narrative.toml 第7行：算式“A.total.a”算出来的是金额，这里要的是是否",
    );
    let each = |each: &str, expected: &str| {
        let to = format!("key = \"rows\"\neach = \"{each}\"\n[[section.block]]\nkey = \"total\"\n");
        let empty = "narrative.toml 第6行：段“s1.rows”写了 each，里面却没有 block：要重复的段落写在里面";
        narrative("key = \"total\"\n", &to, &format!("{empty}\nnarrative.toml 第7行：{expected}"));
    };
    each("line in A", "“A”是表：写成 class in A 或 item in A，里面用 class 或 item");
    each("line in Z", "没有叫“Z”的清单，清单写在 lists.toml");
    each("line of A", "each 写成 class in 表、item in 表、item in class 或 名称 in 清单");
    each(
        "item in F",
        "“F”不是按科目列行的表（有 [side.repeat] 的）；item in class 只能写在 class in 表 里面",
    );
    each(
        "item in class",
        "“class”不是按科目列行的表（有 [side.repeat] 的）；item in class 只能写在 class in 表 里面",
    );
    each("item A", "“”不是按科目列行的表（有 [side.repeat] 的）；item in class 只能写在 class in 表 里面");
    narrative(
        "key = \"total\"\n",
        "key = \"pie\"\nfigure = \"pie\"\n[[section.block]]\nkey = \"total\"\n",
        "narrative.toml 第7行：没有叫“pie”的图，请在 [[figure]] 里写它，或改名",
    );
    let checks = |from: &str, to: &str, expected: &str| check("checks.toml", from, to, expected);
    checks(
        "severity",
        "flag_if = \"A.total.a > 0\"\nseverity",
        "checks.toml 第2行：检查“K1”要写 must_hold、all_hold、flag_if、audit、assured 中的一样，不能都写或都不写；kinds 和 sections 只用于 audit",
    );
    let again = common::CHECKS.to_owned() + common::CHECKS;
    checks("", &again, "checks.toml 第9行：有两条检查都叫“K1”，请改 code");
}

#[test]
fn files_that_cannot_be_read() {
    let table = |from: &str, to: &str, expected: &str| {
        check("tables/E.toml", from, to, &format!("tables/E.toml 第{expected}"));
    };
    let title = "title = \"经济分类表\"\n";
    let keys =
        "key、number、title、short、help、orientation、printed、header、notes、empty_note、print_rows、side";
    table(title, "title = \"\"\ncolour = \"red\"\n", &format!("3行：不认识“colour”这一项，这里可写 {keys}"));
    table(title, "title = \"\"\ntitle = \"\"\n", "3行：同一项写了两次，请只留一个");
    table("[side.repeat]", "[side]\n[side.repeat]", "4行：同一项写了两次，请只留一个");
    table(title, "", "1行：缺少“title”这一项");
    table(title, "title = 经济\n", "2行：文字要写在引号里");
    table(title, "title = \"经济\n", "2行：引号没有成对，或引号里有不能直接写的字符");
    table(
        title,
        "title \"经济\"\n",
        "2行：不合 TOML 的写法，请检查引号、括号和等号（key with no value, expected `=`）",
    );
    table(title, "title = 3\n", "2行：写的不是这里要的文字（加引号）");
    table(title, "title = \"\"\nprinted = 1\n", "3行：写的不是这里要的是否（true 或 false）");
    table(title, "title = \"\"\nnotes = \"注\"\n", "3行：写的不是这里要的列表（写在方括号里）");
    table(
        "role = \"entered\"",
        "role = \"entry\"",
        "10行：“entry”不在可选之列，可写 label、line、code、entered、derived",
    );
    table("\"economic\"", "\"other\"", "5行：“other”不在可选之列，可写 functional、economic");
    for width in ["-1", "1.5", "65536", "99999999999999999999999999"] {
        let to = format!("title = \"金额\"\nwidth = {width}");
        table("title = \"金额\"", &to, "10行：写的不是这里要的非负整数，或数太大了");
    }
}

#[test]
fn missing_files() {
    let files: Vec<_> = common::FILES.map(|(name, text)| TemplateFile { name, text }).into();
    let without = |missing: &[&str]| {
        let kept: Vec<_> = files.iter().filter(|file| !missing.contains(&file.name)).cloned().collect();
        load(&kept).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(without(&["narrative.toml"]), ["narrative.toml：缺少这个文件，每个模板都要有它"]);
    let three = [
        "checks.toml：缺少这个文件，每个模板都要有它",
        "narrative.toml：缺少这个文件，每个模板都要有它",
        "report.toml：缺少这个文件，每个模板都要有它",
    ];
    assert_eq!(without(&["report.toml", "narrative.toml", "checks.toml"]), three);
    let all: Vec<_> = common::FILES.iter().map(|(name, _)| *name).collect();
    assert_eq!(without(&all), three);
    let expected = [
        "report.toml 第26行：“表”里的“E”不存在：tables/ 和 lists.toml 里没有它",
        "tables/F.toml 第45行：算式“E.total.amount”第1个字符处：没有“E”这张表",
    ];
    assert_eq!(without(&["tables/E.toml"]), expected);
}

#[test]
fn all_mistakes_are_told_at_once_and_in_order() {
    let found = complaints(&[
        ("tables/F.toml", "formula = \"sum(one..two)\"", "formula = \"sum(one..three)\""),
        ("tables/A.toml", "formula = \"d7 - b\"", "formula = \"d9 - b\""),
        ("tables/A.toml", SUM, "formula = \"a + n\""),
        ("report.toml", "\"F\"]", "\"G\"]"),
        ("narrative.toml", "{department}", "{town}"),
        ("checks.toml", "F.left.amount", "F.middle.amount"),
    ]);
    let expected = [
        "checks.toml 第4行：检查“K1”的算式“F.middle.amount = F.right.amount”第1个字符处：F没有“middle”这一行",
        "narrative.toml 第7行：“{town}”第1个字符处：没有叫“town”的行、栏或填写项；若是一个数，请写成 {名称: 算式}",
        "report.toml 第26行：“表”里的“G”不存在：tables/ 和 lists.toml 里没有它",
        "tables/A.toml 第33行：算式“a + n”金额和个数不能放在一起算",
        "tables/A.toml 第73行：算式“d9 - b”第1个字符处：没有叫“d9”的行、栏或填写项",
        "tables/F.toml 第27行：算式“sum(one..three)”第1个字符处：sum：第5个字符处：“three”不是F里的固定行",
    ];
    assert_eq!(found, expected);
    // Files that cannot be read come alone: nothing can be said of what refers to them.
    let unreadable = complaints(&[
        ("tables/E.toml", "", "key = E"),
        ("checks.toml", "", "check = 3"),
        ("narrative.toml", "{department}", "{town}"),
    ]);
    assert_eq!(
        unreadable,
        ["checks.toml 第1行：写的不是这里要的列表（写在方括号里）", "tables/E.toml 第1行：文字要写在引号里"]
    );
    // A column's formula serves many rows, its complaint is one.
    let column = "role = \"entered\"\nquantity = \"count\"";
    check(
        "tables/F.toml",
        column,
        "role = \"derived\"\nquantity = \"count\"\nformula = \"z\"",
        "tables/F.toml 第42行：算式“z”第1个字符处：没有叫“z”的行、栏或填写项",
    );
}

#[test]
fn hostile_depth_and_length() {
    let deep = "第1行：层次套得太深，请改得浅一些";
    let narrative = |text: &str| check("narrative.toml", "", text, &format!("narrative.toml {deep}"));
    narrative(&format!("section = {}{}", "[".repeat(100_000), "]".repeat(100_000)));
    narrative(&format!("section = {}{}", "{a=".repeat(100_000), "}".repeat(100_000)));
    narrative(&format!("{}a = 1", "a.".repeat(100_000)));
    narrative(&format!("[[section{}]]\nkey = \"x\"", ".block".repeat(20_000)));
    let block =
        |depth: usize| format!("[[section{}]]\nkey = \"b\"\neach = \"item in A\"\n", ".block".repeat(depth));
    let blocks: String = (1..8).map(block).collect();
    let text = format!("[[section]]\nkey = \"s1\"\nnumber = \"\"\ntitle = \"\"\n{blocks}");
    let found = complaints(&[("narrative.toml", "", &text)]);
    assert!(found.contains(&"narrative.toml 第21行：s1 里的段落套得太深，至多4层".to_string()), "{found:?}");
    let many = "运算太多，一个算式至多200个；连着的行相加请写 sum(首行..末行)";
    for (operator, at, problem) in
        [("-", 201, many), ("a + ", 803, many), ("sum(", 161, "括号套得太深"), ("(", 41, "括号套得太深")]
    {
        let text = format!("{}a", operator.repeat(950));
        let shown: String = text.chars().take(120).collect();
        formula(&text, &format!("算式“{shown}…”第{at}个字符处：{problem}"));
    }
}

#[test]
fn eliminations() {
    let check = |from: &str, to: &str, expected: &str| {
        assert!(common::ELIMINATION.contains(from), "{from}");
        let report = [common::REPORT, &common::ELIMINATION.replace(from, to)].concat();
        assert_eq!(complaints(&[("report.toml", "", &report)]).join("\n"), expected, "{to}");
    };
    let paid = "paid = [\"A.item.a\"]";
    check("", "", "");
    let case = |to: &str, expected: &str| {
        check(paid, &format!("paid = [\"{to}\"]"), &format!("report.toml 第30行：抵销“grant”的{expected}"));
    };
    case("A.a", "“A.a”不是地址；写成 表.item.栏 或 表.行.栏");
    case("X.item.a", "“X.item.a”：没有“X”这张表");
    case("A.total.a", "“A.total.a”：A没有“total”这一行；按科目列行的表写 item");
    case("A.2010101.a", "“A.2010101.a”：A没有“2010101”这一行；按科目列行的表写 item");
    case("F.item.amount", "“F.item.amount”：F没有“item”这一行；按科目列行的表写 item");
    case("A.item.z", "“A.item.z”：A的“item”行没有“z”这一栏");
    case("A.item.sum", "“A.item.sum”是算出来的，只能抵销填写的格；请写它的来源");
    case("F.two.amount", "“F.two.amount”是算出来的，只能抵销填写的格；请写它的来源");
    case("A.item.n", "“A.item.n”不是金额");
    let whole = |from: &str, to: &str, line: usize, expected: &str| {
        check(from, to, &format!("report.toml 第{line}行：抵销{expected}"));
    };
    whole(paid, "paid = []", 28, "“grant”的 paid 没有写在哪些格里");
    whole(paid, "paid = [\"B.item.own\"]", 28, "“grant”的 paid 和 received 里有同一格");
    whole("\"grant\"", "\"补助\"", 28, "“补助”的名称要唯一，只能用英文字母、数字和下划线");
    let twice = format!(
        "{paid}\nreceived = [\"B.item.own\"]\n[[elimination]]\nkey = \"grant\"\nlabel = \"\"\n{paid}"
    );
    whole(paid, &twice, 33, "“grant”的名称要唯一，只能用英文字母、数字和下划线");
}
