//! The headless command from outside: what it prints, what it writes, how it exits.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

fn juesuan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_juesuan")).args(arguments).output().unwrap()
}

/// A place of the test's own for the file `name`.
fn place(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("juesuan");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// The sample as a file of the test's own.
fn sample(name: &str) -> String {
    let path = place(name);
    fs::write(&path, juesuan(&["sample"]).stdout).unwrap();
    path.to_str().unwrap().to_string()
}

#[test]
fn values_prints_every_cell_and_figure() {
    let output = juesuan(&["values", &sample("values.json")]);
    assert_eq!(output.status.code(), Some(0));
    let values: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(values["cells"]["T01.L_total.amount"]["value"], "17246155.91");
    assert_eq!(values["cells"]["T01.L_total.amount"]["derived"], true);
    assert_eq!(values["cells"]["T05.2080505.c2"]["value"], "440687.65");
    assert_eq!(values["cells"]["T05.2080505.c3"]["value"], serde_json::Value::Null);
    assert_eq!(values["figures"]["s3.basic.share"]["text"], "47.49%");
    assert_eq!(
        values["figures"]["s3.basic.share"]["sources"],
        serde_json::json!(["T03.total.c2", "T03.total.c1"])
    );
    assert_eq!(values["sentences"]["s3.basic"], "本年基本支出818.73万元，占47.49%；");
}

#[test]
fn render_writes_the_document() {
    let (report, html) = (sample("render.json"), place("render.html"));
    let output = juesuan(&["render", &report, "-o", html.to_str().unwrap()]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let text = fs::read_to_string(&html).unwrap();
    assert!(text.contains("1,724.62") && text.contains("<svg") && !text.contains("<script"));
    let printed = juesuan(&["render", &report, "-o", "-"]);
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), text);
}

/// A unit of the fixtures, copied to a place of the test's own.
fn fixture(unit: &str, name: &str) -> String {
    let path = place(name);
    let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/units");
    fs::copy(from.join(format!("{unit}.json")), &path).unwrap();
    path.to_str().unwrap().to_string()
}

#[test]
fn consolidate_adds_units_up() {
    let (bureau, centre) = (fixture("bureau", "bureau.json"), fixture("centre", "centre.json"));
    let department = place("department.json");
    let department = department.to_str().unwrap();
    let name = "科尔沁左翼中旗政务服务局（部门）";
    let done = juesuan(&["consolidate", &bureau, &centre, "--department", name, "-o", department]);
    let errors = String::from_utf8(done.stderr).unwrap();
    assert_eq!((done.status.code(), errors.as_str(), done.stdout.len()), (Some(0), "", 0));
    let output = juesuan(&["values", department]);
    let values: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(values["cells"]["T01.L_total.amount"]["value"], "17246155.91");
    assert_eq!(
        values["units"],
        serde_json::json!(["科尔沁左翼中旗政务服务局", "科尔沁左翼中旗政务服务中心"])
    );
    // Into the department's own report: its texts stay.
    let base = sample("base.json");
    let printed = juesuan(&["consolidate", &centre, &bureau, "--base", &base, "-o", "-"]);
    assert_eq!(printed.status.code(), Some(0));
    let report: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(report["texts"]["finance_head"], "王丹丹");
    assert_eq!(report["lists"]["projects"].as_array().unwrap().len(), 3);
}

#[test]
fn consolidate_tells_what_is_odd_and_writes_unless_it_is_grave() {
    let (bureau, centre) = (fixture("bureau", "odd-bureau.json"), fixture("centre", "odd-centre.json"));
    let output = place("odd.json");
    let _ = fs::remove_file(&output);
    let path = output.to_str().unwrap();
    let grave = juesuan(&["consolidate", &bureau, &centre, &centre, "-o", path]);
    assert_eq!(grave.status.code(), Some(1));
    assert!(String::from_utf8(grave.stderr).unwrap().contains("给了两次"));
    assert!(!output.exists());
    let missing = juesuan(&["consolidate", &bureau, "-o", path]);
    assert_eq!(missing.status.code(), Some(1));
    let errors = String::from_utf8(missing.stderr).unwrap();
    assert!(errors.contains("“科尔沁左翼中旗政务服务中心”没有文件"), "{errors}");
    assert!(output.exists());
    let cases: [(&[&str], &str); 5] = [
        (&["consolidate"], "没有写报告文件"),
        (&["consolidate", &bureau], "consolidate 要用 -o"),
        (&["consolidate", &bureau, "no-such.json", "-o", path], "读不了文件"),
        (
            &["consolidate", &bureau, "-o", path, "--eliminate", "loan"],
            "没有“loan”这项抵销，可以用的有：subsidy（对附属单位补助与上级补助收入）",
        ),
        (&["values", &bureau, "--eliminate", "subsidy"], "只用于 consolidate"),
    ];
    for (arguments, expected) in cases {
        let output = juesuan(arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors.contains(expected), "{arguments:?}: {errors}");
    }
}

#[test]
fn consolidate_keeps_what_the_first_file_says_of_its_projects() {
    let (bureau, centre) = (fixture("bureau", "said-bureau.json"), fixture("centre", "said-centre.json"));
    let text = fs::read_to_string(&centre).unwrap();
    let said = "\"texts\": {\n    \"s14.evaluation.evaluation\": \"见{projects.1.name}\",";
    fs::write(&centre, text.replacen("\"texts\": {", said, 1)).unwrap();
    let name = "科尔沁左翼中旗政务服务局（部门）";
    let printed = juesuan(&["consolidate", &centre, &bureau, "--department", name, "-o", "-"]);
    // The centre's list of units does not have the bureau.
    assert_eq!(printed.status.code(), Some(1), "{}", String::from_utf8_lossy(&printed.stderr));
    let report: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    let projects = report["lists"]["projects"].as_array().unwrap();
    assert_eq!((projects.len(), &projects[0]["id"]), (3, &serde_json::json!(1)));
    assert_eq!(projects[0]["unit"], "科尔沁左翼中旗政务服务中心");
    // Whose texts stay behind is said, and is no failure.
    let printed = juesuan(&["consolidate", &bureau, &centre, "--department", name, "-o", "-"]);
    let errors = String::from_utf8(printed.stderr).unwrap();
    assert_eq!(printed.status.code(), Some(0), "{errors}");
    assert!(errors.contains("留在各单位的文件里：科尔沁左翼中旗政务服务中心"), "{errors}");
}

#[test]
fn failures_exit_with_2_and_name_the_file() {
    let damaged = place("damaged.json");
    fs::write(&damaged, "{\"format\":").unwrap();
    let damaged = damaged.to_str().unwrap();
    let missing = place("missing.json");
    let missing = missing.to_str().unwrap();
    let report = sample("failures.json");
    let nowhere = place("no-such-folder/a.html");
    let cases: [(&[&str], &str); 6] = [
        (&[], "没有写要做什么"),
        (&["values"], "没有写报告文件"),
        (&["values", missing], "读不了文件"),
        (&["values", damaged], "打不开"),
        (&["render", &report], "render 要用 -o"),
        (&["render", &report, "-o", nowhere.to_str().unwrap()], "写不了"),
    ];
    for (arguments, expected) in cases {
        let output = juesuan(arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors.contains(expected) && output.stdout.is_empty(), "{arguments:?}: {errors}");
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    for arguments in [["--help"], ["-h"], ["--version"]] {
        let output = juesuan(&arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains("juesuan"));
    }
}

const NATIONAL: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/templates/national-department-2024");

/// A copy of the national template in a folder of the test's own.
fn template(name: &str) -> PathBuf {
    let folder = place(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("tables")).unwrap();
    for part in ["", "tables"] {
        for entry in fs::read_dir(PathBuf::from(NATIONAL).join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, folder.join(part).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

fn checked(folder: &std::path::Path) -> (Option<i32>, String) {
    let output = juesuan(&["template", "check", folder.to_str().unwrap()]);
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_good_template_is_summed_up() {
    let (code, text) = checked(&template("good"));
    assert_eq!(code, Some(0));
    assert_eq!(
        text,
        "2024年度部门决算公开（全国九表版）（national-department-2024 第 2 版）\n没有错误。表 12 张（公开 9 张），\
         正文 13 节，图 1 幅，检查 3 条，清单 4 份，选项 1 个，填写项 3 个。\n"
    );
}

#[test]
fn a_faulty_template_is_told_whole() {
    let folder = template("faulty");
    let edit = |name: &str, from: &str, to: &str| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(folder.join(name), text.replace(from, to)).unwrap();
    };
    edit("checks.toml", "N01.L_total", "N01.L_sum");
    edit("tables/N05.toml", "c2 + c3", "c2 + c9");
    let (code, text) = checked(&folder);
    assert_eq!(code, Some(1));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(
        lines[0].starts_with("checks.toml 第4行：检查“N1”的算式") && lines[2] == "查出 2 处错误。",
        "{text}"
    );
    fs::remove_file(folder.join("narrative.toml")).unwrap();
    assert_eq!(checked(&folder).1, "narrative.toml：缺少这个文件，每个模板都要有它\n查出 1 处错误。\n");
    fs::write(folder.join("narrative.toml"), b"# ok\n\xd6\xd0").unwrap();
    fs::write(folder.join("tables/N09.toml"), vec![b' '; (2 << 20) + 1]).unwrap();
    assert_eq!(
        checked(&folder).1,
        "narrative.toml 第2行：不是 UTF-8 编码，请在编辑器里“另存为 UTF-8”\n\
         tables/N09.toml：文件太大，一个文件至多 2 MB，请拆成几张表\n查出 2 处错误。\n"
    );
}

#[test]
fn what_looks_forgotten_is_a_hint() {
    let folder = template("hints");
    let path = folder.join("report.toml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("\"N08\", \"N09\"", "\"N08\"").replace("\"terms\"]", "]");
    fs::write(&path, text.replacen("version = 2", "version = 3", 1)).unwrap();
    fs::write(folder.join("tables.xlsx"), "").unwrap();
    let (code, text) = checked(&folder);
    assert_eq!(code, Some(0));
    for expected in [
        "提示：narrative.toml 第395行：“terms”这一节没有放进哪一部分的 items，不会出现",
        "提示：report.toml：version 是 3，却没有这一版的 [[change]]：打开旧报告时说不出变了什么",
        "提示：tables/N09.toml 第1行：表“N09”没有放进哪一部分的 items，填报时看不到它",
        "提示：tables.xlsx：不是模板的文件，没有读它；表要放在 tables/ 里，文件名以 .toml 结尾",
    ] {
        assert!(text.lines().any(|line| line == expected), "{expected}\n{text}");
    }
}

#[test]
fn reports_of_other_templates_need_them() {
    let report = place("national.json");
    let text = r#"{"format": "final-accounts/report", "version": 1,
        "template": {"id": "national-department-2024", "version": 2}, "texts": {"department": "某局"}}"#;
    fs::write(&report, text).unwrap();
    let report = report.to_str().unwrap();
    let output = juesuan(&["values", report, "--template", NATIONAL]);
    let values: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(values["template"]["id"], "national-department-2024");
    let output = juesuan(&["render", report, "--template", NATIONAL, "-o", "-"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("某局2024年度部门决算"));
    let refused = |arguments: &[&str], expected: &str| {
        let output = juesuan(arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(errors.contains(expected), "{errors}");
    };
    refused(
        &["values", report],
        "用的模板 national-department-2024 不在程序里：用 --template 写明它的文件夹",
    );
    let sample = sample("other.json");
    refused(
        &["values", &sample, "--template", NATIONAL],
        "用的是模板 nmg-department-2023，--template 给的是 national-department-2024：请换成它的模板",
    );
    let newer = place("newer.json");
    fs::write(&newer, text.replace("\"version\": 2", "\"version\": 3")).unwrap();
    refused(
        &["values", newer.to_str().unwrap(), "--template", NATIONAL],
        "用的是模板的第 3 版，--template 给的是第 2 版：请换成新的模板",
    );
    let faulty = template("unfit");
    fs::write(faulty.join("checks.toml"), "check = 1").unwrap();
    let faulty = faulty.to_str().unwrap();
    refused(
        &["values", report, "--template", faulty],
        "有 1 处错误，先用 juesuan template check 查看。第一处：checks.toml",
    );
    refused(&["template", "check", "no/such/folder"], "读不了文件");
}

#[test]
fn proof_tells_what_is_wrong_with_a_text() {
    let report = sample("proof.json");
    let text = place("proof.txt");
    let proof = |words: &str, more: &[&str]| {
        fs::write(&text, words).unwrap();
        let output = juesuan(&[&["proof", &report, text.to_str().unwrap()], more].concat());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let heading = "\u{feff}二、收入决算情况说明\n";
    let right = format!("{heading}本年一般公共预算财政拨款收入1,723.66万元，占100.00%；");
    assert_eq!(proof(&right, &[]), (Some(0), "共2个数：相符2个，有疑问0个，未判0个；意见0条。\n".into()));
    let wrong = format!("{heading}本年一般公共预算财政拨款收入1,732.66万元，占100.00%；");
    let told = "2:15 必须改正 数不对 写的是1,732.66万元，应为1,723.66万元（公开01表 一、一般公共预算财政拨款收入）。\n\
                共2个数：相符1个，有疑问1个，未判0个；意见1条。\n";
    assert_eq!(proof(&wrong, &[]), (Some(1), told.into()));
    // What only has to be explained is no error.
    let share = format!("{heading}本年一般公共预算财政拨款收入1,723.66万元，占99.00%；");
    assert_eq!(proof(&share, &[]).0, Some(0));
    let (code, json) = proof(&wrong, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let remark = &json["remarks"][0];
    assert_eq!(
        (code, remark["kind"].as_str(), remark["severity"].as_str()),
        (Some(1), Some("amount"), Some("error"))
    );
    assert_eq!((remark["line"].as_u64(), remark["column"].as_u64()), (Some(2), Some(15)));
    assert_eq!((&remark["written"], &remark["expected"]), (&"1,732.66万元".into(), &"1,723.66万元".into()));
    assert_eq!((&remark["figure"], &remark["section"]), (&"s2.general_public.amount".into(), &"s2".into()));
    assert_eq!(remark["sources"], serde_json::json!(["T01.L1.amount"]));
    assert_eq!(
        json["counts"],
        serde_json::json!({"figures": 2, "agreed": 1, "rounding": 0, "wrong": 1, "unjudged": 0})
    );
    assert_eq!(
        (json["agreed"][0]["written"].as_str(), json["unjudged"].as_array().map(Vec::len)),
        (Some("100.00%"), Some(0))
    );
}

#[test]
fn proof_says_why_a_text_cannot_be_read() {
    let report = sample("proof-unread.json");
    let text = place("gbk.txt");
    fs::write(&text, b"\xd6\xd0\xce\xc4").unwrap();
    let refused = |text: &str, expected: &str| {
        let output = juesuan(&["proof", &report, text]);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert!(errors.contains(expected), "{errors}");
    };
    refused(text.to_str().unwrap(), "不是 UTF-8 编码的文字：请另存为 UTF-8 的纯文本");
    refused("no/such/text.txt", "读不了文件");
}
