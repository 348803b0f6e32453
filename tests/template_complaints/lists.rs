//! Lists of records: what they must have, and what expressions say of them.

use super::{check, complaints, formula, rule, sentence};

/// Projects with their indicators, units, and named figures.
pub const LISTS: &str = r#"[[list]]
key = "units"
title = "单位"
item = "单位"
[[list.column]]
key = "name"
title = "名称"
[[list.column]]
key = "nature"
title = "性质"
kind = "choice"
choices = ["行政", "事业"]
[[list.default]]
name = "本级"
[[list]]
key = "projects"
title = "项目"
item = "项目"
form = "performance"
[[list.column]]
key = "name"
title = "名称"
[[list.column]]
key = "fiscal_full"
title = "全年预算数"
kind = "money"
[[list.column]]
key = "fiscal_executed"
title = "全年执行数"
kind = "money"
[[list]]
key = "indicators"
title = "指标"
item = "指标"
within = "projects"
form = "indicators"
[[list.column]]
key = "name"
title = "名称"
[[list.column]]
key = "target"
title = "指标值"
[[list.column]]
key = "actual"
title = "完成值"
[[list.column]]
key = "weight"
title = "分值"
kind = "decimal"
[form]
title = "自评表"
subtitle = "（{year}年度）"
name = "项目名称"
department = "主管部门"
unit = "实施单位"
funds = "项目资金"
initial = "年初"
full = "全年"
executed = "执行"
weight = "分值"
rate = "执行率"
score = "得分"
total = "总额"
fiscal = "财政拨款"
carryover = "结转"
other = "其他"
goals = "目标"
goal = "预期"
achieved = "完成"
sum = "总分"
columns = ["name", "target", "actual", "weight"]
"#;

fn lists(from: &str, to: &str, expected: &str) {
    check("lists.toml", from, to, &format!("lists.toml {expected}"));
}

#[test]
fn names_and_columns() {
    lists(
        "key = \"units\"",
        "key = \"单位\"",
        "第2行：清单“单位”的 key 只能用英文字母、数字和下划线，请改名",
    );
    lists(
        "key = \"units\"\n",
        "key = \"projects\"\n",
        "第16行：有两个清单都叫“projects”，请改名\nlists.toml 第32行：清单“indicators”是指标，要写 within 指明它的项目清单",
    );
    lists(
        "key = \"nature\"",
        "key = \"ordinal\"",
        "第9行：清单“units”的栏不能叫“ordinal”：只用英文字母、数字和下划线，id 和 ordinal 已有别的用处",
    );
    lists("key = \"nature\"", "key = \"name\"", "第2行：清单“units”有两栏都叫“name”，请改名");
    lists(
        "choices = [\"行政\", \"事业\"]\n",
        "",
        "第2行：清单“units”的栏“nature”是 choice，要写 choices = [\"…\", \"…\"]",
    );
    lists(
        "name = \"本级\"",
        "names = \"本级\"",
        "第2行：清单“units”的 default 里有“names”，清单没有这一栏，请删去",
    );
    lists(
        "kind = \"decimal\"",
        "kind = \"number\"",
        "第49行：“number”不在可选之列，可写 line、long、money、decimal、count、choice",
    );
}

#[test]
fn what_the_program_reads() {
    lists(
        "key = \"fiscal_full\"",
        "key = \"full\"",
        "第16行：清单“projects”缺少栏“fiscal_full”，程序要读它，请加上",
    );
    lists(
        "key = \"weight\"\ntitle",
        "key = \"points\"\ntitle",
        "第32行：清单“indicators”缺少栏“weight”，程序要读它，请加上\nlists.toml 第71行：[form] 的 columns 里有“weight”，指标清单没有这一栏，请删去或给清单加上",
    );
    lists("within = \"projects\"\n", "", "第32行：清单“indicators”是指标，要写 within 指明它的项目清单");
    lists(
        "within = \"projects\"",
        "within = \"units\"",
        "第32行：清单“indicators”是指标，要写 within 指明它的项目清单",
    );
    lists(
        "within = \"projects\"",
        "within = \"plans\"",
        "第32行：清单“indicators”是指标，要写 within 指明它的项目清单\nlists.toml 第35行：没有叫“plans”的清单，或它自己也写了 within：只能套一层",
    );
    lists(
        "item = \"单位\"\n",
        "item = \"单位\"\nform = \"performance\"\n",
        "第2行：清单“units”缺少栏“fiscal_executed”，程序要读它，请加上\nlists.toml 第2行：清单“units”缺少栏“fiscal_full”，程序要读它，请加上\nlists.toml 第17行：清单“projects”的 form 在另一个清单里用过了，每种 form 只能有一个清单\nlists.toml 第33行：清单“indicators”是指标，要写 within 指明它的项目清单",
    );
    let form = LISTS.find("[form]").unwrap();
    lists("", &LISTS[..form], "第16行：有项目清单“projects”，却没有 [form]：自评表上的字句要写在那里");
}

#[test]
fn counting_and_adding() {
    let count = |text: &str, expected: &str| {
        sentence(&format!("{{n: {text}}}"), &format!("“{{n: {text}}}”第1个字符处：{expected}"))
    };
    count("count(plans)", "count：没有叫“plans”的清单");
    count("count(units.name)", "count：应写成 count(清单) 或 total(清单.栏)");
    count("total(projects)", "total：应写成 count(清单) 或 total(清单.栏)");
    count("total(projects.name)", "total：文字不能相加");
    count("total(projects.cost)", "total：清单“projects”没有“cost”这一栏");
    count("count(units, 'nature')", "count：条件写成 '栏', '文字'，可以有几对");
    count("count(units, 'kind', '行政')", "count：清单“units”没有“kind”这一栏");
    count("count('units')", "count：括号里先写清单的名称");
    rule("count(units) = A.total.a", "个数和金额不能放在一起算");
    formula("total(projects.executed)", "公式“total(projects.executed)”只能由加、减和 sum( ) 组成");
    assert_eq!(complaints(&[("checks.toml", super::RULE, "total(projects.executed) <= A.total.a")]), [""; 0]);
}

#[test]
fn rows_by_name() {
    let names = |text: &str, expected: &str| {
        sentence(
            &format!("{{{text}}}"),
            &format!("“{{{text}}}”第1个字符处：{expected}；若是一个数，请写成 {{名称: 算式}}"),
        )
    };
    names("names()", "names：括号里没有要列的行，如 T06.30101..30199");
    names("names(A.total.a)", "names：括号里应是固定行或行的范围，如 T06.30101..30199");
    names("names(F.right.people)", "names：只能列出金额");
    names("names(F.one..nine)", "names：第7个字符处：“nine”不是F里的固定行");
    assert_eq!(
        complaints(&[("narrative.toml", "{total: A.total.sum}", "{names(F.one, F.two..left)}")]),
        [""; 0]
    );
}

#[test]
fn funds_have_a_budget() {
    let fund = |budget: &str| {
        let with = format!("[[fund]]\nkind = \"基金\"\nbudget = \"{budget}\"\n[form]\ntitle");
        complaints(&[("lists.toml", "[form]\ntitle", &with)]).join("\n")
    };
    assert_eq!(fund("A.total.sum"), "");
    assert_eq!(
        fund("count(projects)"),
        "lists.toml 第52行：资金性质“基金”的算式“count(projects)”算出来的是个数，这里要的是金额"
    );
    assert!(fund("A.total.no").starts_with("lists.toml 第52行：资金性质“基金”的算式“A.total.no”"));
}
