//! The self-check before publication as one printable HTML file.

use super::POLICY;
use crate::document::{CheckLine, SelfCheck};
use crate::markup::Element;
use crate::template::Severity;

/// Writes the sheet as an HTML file.
pub fn render_self_check(sheet: &SelfCheck) -> String {
    let heading = Element::new("h1").text("公开前自查表");
    let about = Element::new("p").class("about").text(format!("{}　自查日期：{}", sheet.title, sheet.made));
    let body = Element::new("body")
        .child(heading)
        .child(about)
        .child(summary(sheet))
        .child(findings(sheet))
        .children(sheet.areas.iter().map(|(area, lines)| self::area(area.label(), lines)))
        .child(others(sheet))
        .child(signatures())
        .child(foot(sheet));
    let html = Element::new("html").attr("lang", "zh-CN").child(head(sheet)).child(body);
    format!("<!doctype html>\n{}\n", html.encode())
}

fn head(sheet: &SelfCheck) -> Element {
    let title = format!("公开前自查表 · {}", sheet.title);
    let policy = Element::new("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY);
    Element::new("head")
        .child(Element::new("meta").attr("charset", "utf-8"))
        .child(policy)
        .child(
            Element::new("meta")
                .attr("name", "viewport")
                .attr("content", "width=device-width, initial-scale=1"),
        )
        .child(Element::new("title").text(title))
        .child(Element::style(include_str!("self_check.css")))
}

fn summary(sheet: &SelfCheck) -> Element {
    let standing = &sheet.standing;
    let open = match standing.unfilled {
        0 => String::new(),
        count => format!("，没填的 {count} 处"),
    };
    let errors = format!("{} 处{open}，其中 {} 处写了理由", standing.errors, standing.excused);
    let counts = [
        ("必须改正", errors),
        ("须说明", format!("{} 处，其中 {} 处写了说明", standing.warnings, standing.explained)),
        ("提示", format!("{} 处", standing.notices)),
        ("公开时限", sheet.clock.clone()),
    ];
    let rows = counts.into_iter().map(|(label, words)| {
        Element::new("tr")
            .child(Element::new("th").attr("scope", "row").text(label))
            .child(Element::new("td").text(words))
    });
    let state = Element::new("p").class("state").text(format!("结论：{}", standing.label()));
    Element::new("section")
        .child(state)
        .child(Element::new("table").class("summary").child(Element::new("tbody").children(rows)))
}

/// What there is to read first: the checks that have found something, with what was said to it.
fn findings(sheet: &SelfCheck) -> Element {
    let lines = || sheet.areas.iter().flat_map(|(_, lines)| lines).filter(|line| line.fails);
    if lines().next().is_none() {
        return Element::new("p").text("没有发现要改、要说明的地方。");
    }
    table("发现和说明", "结果和说明", lines().map(|line| check(line, true)))
}

fn area(label: &str, lines: &[CheckLine]) -> Element {
    let failing = lines.iter().filter(|line| line.fails).count();
    let caption = format!("{label}：{} 条检查，{failing} 条有发现", lines.len());
    table(&caption, "结果", lines.iter().map(|line| check(line, false)))
}

fn table(caption: &str, last: &str, rows: impl Iterator<Item = Element>) -> Element {
    let heads = ["编号", "检查", "等级", last];
    let row = Element::new("tr")
        .children(heads.into_iter().map(|head| Element::new("th").attr("scope", "col").text(head)));
    Element::new("section").child(
        Element::new("table")
            .class("checks")
            .child(Element::new("caption").text(caption))
            .child(Element::new("thead").child(row))
            .child(Element::new("tbody").children(rows)),
    )
}

fn check(line: &CheckLine, whole: bool) -> Element {
    let findings = line.findings.iter().map(|finding| {
        let item = Element::new("li").text(&finding.words);
        match finding.said.is_empty() {
            true if line.severity == Severity::Notice => item,
            true => item.child(Element::new("span").class("open").text("　还没有写说明")),
            false => item.child(Element::new("p").class("said").text(format!("说明：{}", finding.said))),
        }
    });
    let mut result = Element::new("td").text(&line.result);
    if line.fails && whole {
        result = result.child(Element::new("ol").children(findings));
    }
    Element::new("tr")
        .class(if line.fails { "fails" } else { "" })
        .child(Element::new("td").class("code").text(&line.code))
        .child(Element::new("th").attr("scope", "row").text(&line.title))
        .child(Element::new("td").class("kind").text(line.severity.label()))
        .child(result)
}

/// Empty tables, rounding differences, and what nothing is held against.
fn others(sheet: &SelfCheck) -> Element {
    let item = |words: String| Element::new("li").text(words);
    let block = |title: &str, items: Vec<Element>, otherwise: &str| {
        let heading = Element::new("h2").text(title);
        let block = Element::new("section").child(heading);
        match items.is_empty() {
            true => block.child(Element::new("p").text(otherwise)),
            false => block.child(Element::new("ul").children(items)),
        }
    };
    let empty = sheet.empty_tables.iter().map(|(table, words)| item(format!("{table}：{words}"))).collect();
    let rounding = sheet.roundings.iter().map(|(table, count, proved)| {
        let proof = if *proved {
            "已按元证明不是错"
        } else {
            "有的数按万元填写，按取舍范围判断"
        };
        item(format!("{table}：{count} 处，{proof}"))
    });
    let (count, named) = &sheet.untied;
    let more = if *count > named.len() { format!("等，共 {count} 格") } else { String::new() };
    let untied = match named.is_empty() {
        true => Vec::new(),
        false => vec![item(format!("{}{more}", named.join("；")))],
    };
    Element::new("div")
        .child(block("空表", empty, "没有空表。"))
        .child(block("尾差", rounding.collect(), "没有尾差。"))
        .child(block("无可核对来源的数（报告里没有别的数和它核对，请对照账簿）", untied, "没有。"))
}

fn signatures() -> Element {
    let line = |label: &str| {
        Element::new("p")
            .child(Element::new("span").text(format!("{label}（签字）：＿＿＿＿＿＿＿＿＿＿")))
            .child(Element::new("span").text("日期：＿＿＿＿年＿＿月＿＿日"))
    };
    Element::new("section").class("signatures").children(["编制人", "财务负责人", "单位负责人"].map(line))
}

fn foot(sheet: &SelfCheck) -> Element {
    Element::new("p").class("checksum").text(format!("报告文件校验码（SHA-256）：{}", sheet.checksum))
}
