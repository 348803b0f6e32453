//! A template is data: the national form of nine tables, which the program does not know, goes through the whole
//! pipeline. Nothing in `src` names it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{at, entered, files, golden, loaded, national, plain};
use final_accounts::calc::{Engine, Value, Values};
use final_accounts::document::{DocumentBlock, compose};
use final_accounts::io::{html, json};
use final_accounts::narrative::Fragment;
use final_accounts::proof;
use final_accounts::report::{Edit, ListKey, Record, Report, RowData, Touched};
use final_accounts::template::{TableIndex, Template};
use std::collections::BTreeMap;
use std::sync::Arc;

const ITEMS: [u32; 4] = [2_050_205, 2_080_505, 2_080_506, 2_210_201];

const CELLS: [(&str, &str); 38] = [
    ("N05.2050205.c2", "20114567.89元"),
    ("N05.2050205.c3", "2950000.00元"),
    ("N05.2050205.budget", "22000000.00元"),
    ("N05.2080505.c2", "2178000.00元"),
    ("N05.2080505.budget", "2178000.00元"),
    ("N05.2080506.c2", "1089000.00元"),
    ("N05.2210201.c2", "3285100.00元"),
    ("N05.2210201.budget", "3300000.00元"),
    ("N02.2050205.c2", "29616667.89元"),
    ("N02.2050205.c4", "300000.00元"),
    ("N06.30101.amount", "9000000.00元"),
    ("N06.30102.amount", "5400000.00元"),
    ("N06.30108.amount", "2178000.00元"),
    ("N06.30109.amount", "1089000.00元"),
    ("N06.30113.amount", "3285100.00元"),
    ("N06.30302.amount", "114567.89元"),
    ("N06.30201.amount", "3000000.00元"),
    ("N06.30206.amount", "1600000.00元"),
    ("N06.30217.amount", "0.00元"),
    ("N06.30231.amount", "800000.00元"),
    ("N06.31002.amount", "200000.00元"),
    ("N07.row.b_car_run", "900000.00元"),
    ("N07.row.f_car_run", "800000.00元"),
    ("N07.row.b_recept", "20000.00元"),
    ("prior.total.amount", "28912345.67元"),
    ("prior.appropriation.amount", "28612345.67元"),
    ("prior.general_public.amount", "28612345.67元"),
    ("prior.three_public.amount", "850000.00元"),
    ("prior.operating.amount", "5600000.00元"),
    ("budget.operating.amount", "5500000.00元"),
    ("other.goods.amount", "450000.00元"),
    ("other.services.amount", "1234500.00元"),
    ("other.sme.amount", "1500000.00元"),
    ("other.vehicles.amount", "4"),
    ("other.equipment.amount", "1"),
    ("other.owned.amount", "4"),
    ("other.bought.amount", "0"),
    ("other.groups.amount", "0"),
];

const TEXTS: [(&str, &str); 7] = [
    ("department", "某市教育局"),
    ("publish_date", "2025年10月8日"),
    ("duties.duties", "贯彻执行教育方针。\n统筹全市教育经费{general.overall.total}万元。"),
    ("total.total.prior_year", "2023"),
    ("total.total.reason", "新增一处校区"),
    ("general.item.2050205.purpose", "高等教育的人员和公用支出"),
    ("three_public.total.reason", "车辆维修减少，见{three_public.total.kinds.car.amount}万元"),
];

fn record(id: u32, fields: &[(&str, &str)]) -> Record {
    let fields: BTreeMap<String, String> =
        fields.iter().map(|(key, text)| ((*key).to_string(), (*text).to_string())).collect();
    Record { id, fields }
}

/// A small report of the form.
fn report() -> Report {
    report_of(national())
}

fn report_of(template: Arc<Template>) -> Report {
    let mut report = Report::new(template);
    let list = |report: &Report, key: &str| report.template().list_index(key).unwrap();
    let table = |key: &str| -> TableIndex { report.template().table_index(key).unwrap() };
    let row = |key: &str, code: u32| Edit::SetRow(table(key), code, Some(RowData::default()));
    let mut edits: Vec<Edit> = ITEMS.iter().map(|code| row("N05", *code)).collect();
    edits.push(row("N02", ITEMS[0]));
    edits.extend(TEXTS.iter().map(|(key, text)| Edit::SetText((*key).into(), Some((*text).into()))));
    report.apply(Edit::Batch(edits), &mut Touched::default()).unwrap();
    let mut edits: Vec<Edit> =
        CELLS.iter().map(|(name, text)| Edit::SetCell(at(&report, name), entered(text))).collect();
    let (units, projects) = (list(&report, "units"), list(&report, "projects"));
    let within = ListKey::within(list(&report, "indicators"), 1);
    edits.push(Edit::SetRecords(
        ListKey::of(units),
        vec![record(1, &[("name", "某市教育局本级")]), record(2, &[("name", "某市第一中学")])],
    ));
    let project = [("name", "校舍维修"), ("fiscal_full", "300万元"), ("fiscal_executed", "2950000.00")];
    edits.push(Edit::SetRecords(ListKey::of(projects), vec![record(1, &project)]));
    let indicators = [
        record(
            1,
            &[("name", "维修校舍"), ("target", "3处"), ("actual", "3处"), ("weight", "50"), ("score", "50")],
        ),
        record(
            2,
            &[("name", "师生满意"), ("target", "90"), ("actual", "92"), ("weight", "40"), ("score", "39")],
        ),
    ];
    edits.push(Edit::SetRecords(within, indicators.to_vec()));
    report.apply(Edit::Batch(edits), &mut Touched::default()).unwrap();
    report
}

#[test]
fn the_documents_own_words_are_the_templates() {
    const WORDS: &str = "[wording]\njoint = \"；比率\"\nlist_joint = \"及\"\n\
        department_line = \"编制单位：{department}\"\nunit_line = \"单位：{unit}\"\nto_fill = \"[缺{title}]\"\n";
    let mut files = files("tests/fixtures/templates/national-department-2024");
    let (_, text) = files.iter_mut().find(|(name, _)| name == "report.toml").unwrap();
    *text = text.replacen("[wording]\n", WORDS, 1);
    let template = loaded(&files);
    let document = compose(&Engine::new(report_of(template.clone())));
    let text = plain(&document);
    for words in ["万元；比率", "工资及"] {
        assert!(text.contains(words), "{words} is missing: {text}");
    }
    let pages = document.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        DocumentBlock::Table(page) => Some((page.department_line.as_str(), page.unit_line.as_str())),
        _ => None,
    });
    assert!(pages.clone().count() > 0);
    assert!(pages.into_iter().all(|lines| lines.0.starts_with("编制单位：某") && lines.1 == "单位：万元"));
    assert!(plain(&compose(&Engine::new(Report::new(template)))).contains("[缺"));
}

#[test]
fn the_national_form_composes() {
    golden("templates/national-report.txt", &plain(&compose(&Engine::new(report()))));
}

#[test]
fn its_html_says_all_of_it_in_order() {
    let document = compose(&Engine::new(report()));
    let html = html::render(&document, &html::HtmlOptions::final_copy());
    let body = &html[html.find("<body").unwrap()..];
    // Words alone: what stands between tags.
    let words: String =
        body.split('<').map(|piece| piece.split_once('>').map_or("", |(_, words)| words)).collect();
    let mut rest = &words[words.find("公开01表").unwrap()..];
    for sentence in document.sentences() {
        let text = sentence.text();
        match rest.find(&text) {
            Some(at) => rest = &rest[at + text.len()..],
            None => assert!(words.contains(&text), "{text}"),
        }
    }
    // The tables stand before the text, the projects' form within it.
    let places = ["国有资本经营预算财政拨款支出决算表</", "项目支出绩效自评表</", "名词解释</"];
    let places = places.map(|place| body.rfind(place).unwrap_or_else(|| panic!("{place} is missing")));
    assert!(places.is_sorted() && body.contains("<svg"), "{places:?}");
}

#[test]
fn what_is_saved_opens_as_it_was() {
    let report = report();
    let saved = json::write(&report);
    let opened = json::read(saved.as_bytes(), &|id: &str| (id == "national-department-2024").then(national));
    let opened = opened.unwrap();
    assert_eq!(opened.notes.len(), 0);
    assert_eq!(opened.report, report);
    assert_eq!(json::write(&opened.report), saved);
}

#[test]
fn what_is_shown_is_what_a_fresh_calculation_gives() {
    let mut engine = Engine::new(Report::new(national()));
    let mut inverses = Vec::new();
    let empty = engine.report().clone();
    let (inverse, _) = engine.apply(Edit::Replace(Box::new(report()))).unwrap();
    inverses.push(inverse);
    for (name, text) in [("N05.2210201.c2", "1元"), ("N06.30101.amount", "-5元"), ("N07.row.b_recept", "7元")]
    {
        let cell = at(engine.report(), name);
        let (inverse, _) = engine.apply(Edit::SetCell(cell, entered(text))).unwrap();
        inverses.push(inverse);
        let fresh = Engine::new(engine.report().clone());
        for cell in fresh.live_cells() {
            assert_eq!(engine.value(cell), fresh.value(cell), "{}", cell.name(engine.report().template()));
        }
    }
    for inverse in inverses.into_iter().rev() {
        engine.apply(inverse).unwrap();
    }
    assert_eq!(engine.report(), &empty);
}

#[test]
fn its_checks_find_nothing_and_do_find_something() {
    let mut engine = Engine::new(report());
    let findings = final_accounts::checks::findings(&engine);
    assert!(findings.is_empty(), "{findings:#?}");
    let cell = at(engine.report(), "N06.30101.amount");
    engine.apply(Edit::SetCell(cell, entered("1元"))).unwrap();
    let codes: Vec<String> =
        final_accounts::checks::findings(&engine).into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["N2"]);
}

#[test]
fn an_empty_report_lists_nothing() {
    let engine = Engine::new(Report::new(national()));
    let text = plain(&compose(&engine));
    assert!(text.contains("纳入2024年度部门决算编制范围的单位共0个：（单位待填）。"), "{text}");
    assert!(text.contains("主要用于以下方面：无。") && text.contains("（一）国有资产占用情况"), "{text}");
    assert!(!text.contains("机关运行经费支出情况"), "{text}");
    let total = at(engine.report(), "N01.L_total.amount");
    assert_eq!(engine.value(total), Value::Blank);
}

#[test]
fn no_rust_names_it() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                // Tests may read the second template; the program may not know of it.
                let text = text.split("#[cfg(test)]").next().unwrap_or_default();
                for word in ["national-department", "N05", "机关运行经费"] {
                    assert!(!text.contains(word), "{} names {word}", path.display());
                }
            }
        }
    }
    assert_eq!(files("tests/fixtures/templates/national-department-2024").len(), 16);
}

#[test]
fn its_text_is_proofed_by_its_own_words() {
    let engine = Engine::new(report());
    let document = compose(&engine);
    let text: Vec<String> =
        plain(&document).lines().map(|line| line.trim_start_matches(['#', ' ']).to_string()).collect();
    let text = text.join("\n");
    assert_eq!(proof::read(&text, &engine).remarks, []);
    // One digit wrong in each of its figures, one at a time.
    let (mut tried, mut missed) = (0, Vec::new());
    for sentence in document.sentences() {
        let words = sentence.text();
        let mut start = text.find(&words).unwrap_or_else(|| panic!("{words}"));
        for fragment in &sentence.fragments {
            let own = fragment.text();
            if let Fragment::Figure(figure) = fragment
                && !figure.sources.is_empty()
            {
                let digit = if own.starts_with('9') { "1" } else { "9" };
                let slipped = format!("{}{digit}{}", &text[..start], &text[start + 1..]);
                tried += 1;
                let remarks = proof::read(&slipped, &engine).remarks;
                if !remarks.iter().any(|remark| remark.reading.at.start == start) {
                    missed.push(format!("{}: {digit}{}", figure.key, &own[1..]));
                }
            }
            start += own.len();
        }
    }
    println!("{} of {tried} found, missed: {missed:#?}", tried - missed.len());
    assert!(tried > 40 && missed.len() * 20 <= tried, "{missed:?}");
}
