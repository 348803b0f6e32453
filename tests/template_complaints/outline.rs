//! Identity, fields, options, changes, parts, and the rows of tables.

use super::{check, complaints, rule};
use final_accounts::template::{TemplateFile, advice, load};

fn report(from: &str, to: &str, expected: &str) {
    check("report.toml", from, to, &format!("report.toml {expected}"));
}

const OPTION: &str =
    "[[option]]\nkey = \"o\"\nlabel = \"选\"\n[[option.choice]]\nkey = \"x\"\nlabel = \"甲\"\n";
const SECOND: &str = "[[option.choice]]\nkey = \"y\"\nlabel = \"乙\"\n";

#[test]
fn identity_fields_and_changes() {
    report("id = \"small\"", "id = \"小表\"", "第1行：id“小表”只能用英文字母、数字和连字符");
    report(
        "year = 2023\n",
        "year = 2023\n[[change]]\nversion = 3\ntext = \"变\"\n",
        "第6行：change 写到了第3版，而 version 是 1：改了版式要把上面的 version 改成 3",
    );
    check(
        "report.toml",
        "key = \"department\"",
        "key = \"position\"",
        "narrative.toml 第7行：“{department}”第1个字符处：没有叫“department”的行、栏或填写项；若是一个数，请写成 {名称: 算式}\nreport.toml 第15行：填写项“position”的 key 用了保留的名称，或有字母、数字、下划线以外的字，请改名",
    );
    report(
        "label = \"部门名称\"\n",
        "label = \"部门名称\"\n[[field]]\nkey = \"department\"\nlabel = \"\"\n",
        "第18行：有两个填写项都叫“department”，请改名",
    );
}

#[test]
fn options() {
    let part = "[[part]]\nkey = \"one\"\n";
    let option = |text: &str, expected: &str| report(part, &format!("{text}{part}"), expected);
    option(OPTION, "第18行：选项“o”要有两个以上 [[option.choice]]，第一个是新报告用的");
    option(
        &format!("{OPTION}{OPTION}{SECOND}"),
        "第24行：有两个选项都叫“o”，请改名\nreport.toml 第24行：选项“o”要有两个以上 [[option.choice]]，第一个是新报告用的",
    );
    option(
        &format!("{}{SECOND}", OPTION.replace("\"o\"", "\"zero_wording\"")),
        "第18行：选项不能叫 zero_wording，程序自己有这个选项，请改名",
    );
    option(
        &format!("{OPTION}{}", SECOND.replace("\"y\"", "\"x\"")),
        "第24行：选项“o”有两个选择都叫“x”，请改名",
    );
    option(
        &format!("{OPTION}{SECOND}wording = {{ rate_dwon = \"降\" }}\n"),
        "第26行：不认识“rate_dwon”这一项，这里可写 more、less、rate_up、rate_down、level、no_base、no_budget、each、level_each、proportion、of_total、completion、unscored、not_budgeted、list_joint、list_none、joint、department_line、unit_line、ordinal、to_fill、to_write",
    );
    let chosen = |text: &str, expected: &str| {
        let with = format!("{OPTION}{SECOND}{part}");
        let found = complaints(&[("report.toml", part, &with), ("checks.toml", super::RULE, text)]);
        assert_eq!(
            found,
            [format!("checks.toml 第4行：检查“K1”的算式“{text}”第1个字符处：chosen：{expected}")]
        );
    };
    chosen("chosen('p', 'x')", "没有叫“p”的选项");
    chosen("chosen('o', 'z')", "选项“o”没有“z”这个选择");
    chosen("chosen('o')", "括号里应是（'选项', '选择'）");
    rule("chosen('o', 'x')", "第1个字符处：chosen：没有叫“o”的选项");
}

#[test]
fn parts() {
    report(
        "\"B\", \"E\"",
        "\"B\", \"s1\"",
        "第26行：“表”里的“s1”是一节正文，要放在 holds = \"sections\" 的部分",
    );
    report(
        "[\"s1\"]",
        "[\"s1\", \"A\"]",
        "第26行：“说明”里的“A”是表或清单，要放在 holds = \"tables\" 的部分",
    );
    report(
        "[\"s1\"]",
        "[\"s1\", \"units\"]",
        "第21行：“说明”里的“units”是表或清单，要放在 holds = \"tables\" 的部分",
    );
    report(
        "[\"s1\"]",
        "[\"department\"]",
        "第21行：“说明”里的“department”是填写项，要放在 holds = \"cover\" 的部分",
    );
    report(
        "\"F\"]",
        "\"F\", \"indicators\"]",
        "第26行：“表”里的“indicators”是每条记录各有一份的清单，不能单独放，请删去",
    );
    report("\"F\"]", "\"F\", \"units\", \"units\"]", "第26行：“units”在 items 里放了两次，请只留一处");
    report("key = \"two\"", "key = \"one\"", "第23行：有两部分都叫“one”，请改名");
    report(
        "[\"s1\"]",
        "[\"s1\"]\nheading = \"{cn(position)}\"",
        "第22行：“{cn(position)}”第1个字符处：cn：第4个字符处：position 只能写在正文句子里，作序号用：{cn(position)} 或 {number(position)}；若是一个数，请写成 {名称: 算式}",
    );
}

#[test]
fn rows_spans_and_quantities() {
    let f = |from: &str, to: &str, expected: &str| check("tables/F.toml", from, to, expected);
    let row = "label = \"经济分类\"\n";
    f(
        row,
        "label = \"经济分类\"\nspan = 4\n",
        "tables/F.toml 第44行：“经济分类”的 span = 4 伸出了表格，从它那一格起只有3栏，请改小\n\
         tables/F.toml 第44行：“经济分类”的 span 盖住了“economic”行的数，请改小",
    );
    f(
        "label = \"一\"\n",
        "label = \"一\"\nspan = 3\n",
        "tables/F.toml 第14行：“一”的 span 盖住了“one”行的数，请改小",
    );
    f(
        "[[side.row]]\n[[side.row]]",
        "[[side.row]]\nformula = \"one\"\n[[side.row]]",
        "tables/F.toml 第20行：没有 key 的行没有数，公式没有用处：请给这一行加 key，或删去公式",
    );
    f(
        "label = \"二\"\n",
        "label = \"二\"\nquantity = \"count\"\n",
        "tables/F.toml 第24行：算式“A.total.sum”算出来的是金额，这里要的是个数\n\
         tables/F.toml 第28行：算式“sum(one..two)”第1个字符处：sum：第5个字符处：“one..two”里既有金额又有个数",
    );
    f(
        "key = \"part\"",
        "key = \"甲-乙\"",
        "tables/F.toml 第16行：行“甲-乙”与另一行同名、用了保留的名称，或有字母、数字、下划线以外的字，请改名",
    );
    check(
        "tables/E.toml",
        "total = \"合计\"",
        "total = \"合计\"\ntotal_at = \"end\"",
        "tables/E.toml 第7行：“end”不在可选之列，可写 first、last",
    );
}

/// The hints for the small template with `edits` (file, what is replaced, by what).
fn hints(edits: &[(&str, &str, &str)]) -> Vec<String> {
    let mut files = super::common::FILES.map(|(name, text)| (name, text.to_owned())).to_vec();
    files.push(("lists.toml", super::lists::LISTS.to_owned()));
    for (name, from, to) in edits {
        let (_, text) = files.iter_mut().find(|(file, _)| file == name).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
        *text = text.replace(from, to);
    }
    let files: Vec<_> = files.iter().map(|(name, text)| TemplateFile { name, text }).collect();
    advice(&files, &load(&files).unwrap()).iter().map(ToString::to_string).collect()
}

#[test]
fn what_looks_forgotten() {
    let usual = [
        "lists.toml 第16行：清单“projects”没有放进哪一部分的 items，填报时看不到它",
        "lists.toml 第2行：清单“units”没有放进哪一部分的 items，填报时看不到它",
        "report.toml：没有叫 year 的填写项，文件名里的年度会空着",
    ];
    let more = |edits: &[(&str, &str, &str)], expected: &[&str]| {
        let found = hints(edits);
        let new: Vec<&str> = found.iter().map(String::as_str).filter(|hint| !usual.contains(hint)).collect();
        assert_eq!(new, expected, "{edits:?}");
    };
    let mut found = hints(&[]);
    found.sort();
    assert_eq!(found, usual);
    let field = "[[field]]\nkey = \"fax\"\nlabel = \"传真\"\n[[part]]\nkey = \"one\"";
    more(
        &[("report.toml", "[[part]]\nkey = \"one\"", field)],
        &["report.toml 第18行：填写项“fax”没有地方用到，封面、正文里都没有它"],
    );
    let option = format!("{OPTION}{SECOND}[[part]]\nkey = \"one\"");
    more(
        &[("report.toml", "[[part]]\nkey = \"one\"", &option)],
        &["report.toml 第18行：选项“o”怎么选都一样：没有 chosen('o', …)，各选择也没有 wording"],
    );
    let figure = "[[figure]]\nkey = \"f\"\ntitle = \"图\"\nkind = \"bar\"\n[[figure.part]]\nlabel = \"甲\"\nvalue = \"A.total.a\"\n";
    let reason = "label = \"变动原因\"\n";
    more(
        &[("narrative.toml", reason, &format!("{reason}{figure}"))],
        &["narrative.toml 第12行：图“f”没有放进正文：在一段里写 figure = \"f\""],
    );
    let empty = "[[section]]\nkey = \"s2\"\nnumber = \"\"\ntitle = \"空\"\n";
    more(
        &[("narrative.toml", reason, &format!("{reason}{empty}"))],
        &[
            "narrative.toml 第12行：“s2”这一节没有放进哪一部分的 items，不会出现",
            "narrative.toml 第12行：“s2”这一节没有段落，定稿里不会出现",
        ],
    );
    let lists = "[[section.block]]\nkey = \"l\"\nlist = \"units\"\n[[section.block]]\nkey = \"m\"\nlist = \"units\"\n";
    more(
        &[("narrative.toml", reason, &format!("{reason}{lists}"))],
        &["lists.toml 第2行：清单“units”在正文里放了不止一次"],
    );
    more(
        &[("tables/F.toml", "label = \"一\"\n", "label = \"一\"\nunit = \"辆\"\n")],
        &["tables/F.toml 第13行：行“one”是金额，unit 没有用处；是个数的话加 quantity = \"count\""],
    );
    more(
        &[("report.toml", "\"A\", \"B\", \"E\", \"F\"", "\"A\", \"B\", \"F\"")],
        &["tables/E.toml 第1行：表“E”没有放进哪一部分的 items，填报时看不到它"],
    );
}
