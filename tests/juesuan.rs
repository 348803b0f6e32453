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
