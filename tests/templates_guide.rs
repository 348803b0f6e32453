//! `docs/templates.md` does not rot: its examples are loaded, its complaints are those the program makes, and it
//! names every key and every function of the language.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use final_accounts::calc::Engine;
use final_accounts::document::compose;
use final_accounts::io::json;
use final_accounts::template::{Template, TemplateFile, load};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const GUIDE: &str = include_str!("../docs/templates.md");

type Files = BTreeMap<String, String>;

/// The fenced examples in order: what stands behind the fence, and the text.
fn fenced() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in GUIDE.lines() {
        match (line.strip_prefix("```"), inside) {
            (Some(info), false) => {
                found.push((info.trim().to_string(), String::new()));
                inside = true;
            }
            (Some(_), true) => inside = false,
            (None, true) => {
                let (_, text) = found.last_mut().unwrap();
                text.push_str(line);
                text.push('\n');
            }
            (None, false) => {}
        }
    }
    found
}

/// Adds to the end of a file, as the guide tells its reader.
fn add(files: &mut Files, name: &str, text: &str) {
    let file = files.entry(name.to_string()).or_default();
    if !file.is_empty() {
        file.push('\n');
    }
    file.push_str(text);
}

fn loaded(files: &Files) -> Result<Template, Vec<String>> {
    let files: Vec<_> = files.iter().map(|(name, text)| TemplateFile { name, text }).collect();
    load(&files).map_err(|complaints| complaints.iter().map(ToString::to_string).collect())
}

fn said(files: &Files) -> String {
    match loaded(files) {
        Ok(_) => "没有错误。\n".into(),
        Err(complaints) => complaints.join("\n") + "\n",
    }
}

#[test]
fn every_example_is_as_the_guide_says() {
    let mut files = Files::new();
    let mut wrong: Option<Files> = None;
    let mut counts = BTreeMap::new();
    for (info, text) in fenced() {
        let words: Vec<&str> = info.split(' ').collect();
        *counts.entry(words[..words.len() - 1].join(" ")).or_insert(0) += 1;
        match words.as_slice() {
            ["toml", name] => add(&mut files, name, &text),
            ["toml", "例", name] => {
                let mut files = files.clone();
                add(&mut files, name, &text);
                assert_eq!(said(&files), "没有错误。\n", "{text}");
            }
            ["toml", "错", name] => {
                let mut files = files.clone();
                add(&mut files, name, &text);
                wrong = Some(files);
            }
            ["text", "查错"] => match wrong.take() {
                None => assert_eq!(said(&files), text),
                // The line depends on what stands before; the words are what is taught.
                Some(files) => {
                    let complaints = loaded(&files).unwrap_err();
                    let words = complaints.iter().map(|said| said.split_once('：').unwrap().1);
                    assert_eq!(words.collect::<Vec<_>>().join("\n") + "\n", text);
                }
            },
            ["text", "正文"] | ["json", "报告"] => {}
            _ => panic!("what is ```{info}?"),
        }
    }
    assert!(counts["toml"] >= 7 && counts["toml 例"] >= 9 && counts["toml 错"] >= 5, "{counts:?}");
}

#[test]
fn the_small_report_reads_as_printed() {
    let mut files = Files::new();
    let (mut report, mut expected) = (String::new(), String::new());
    for (info, text) in fenced() {
        match info.split(' ').collect::<Vec<_>>().as_slice() {
            ["toml", name] => add(&mut files, name, &text),
            ["json", _] => report = text,
            ["text", "正文"] => expected = text,
            _ => {}
        }
    }
    let template = Arc::new(loaded(&files).unwrap());
    let opened = json::read(report.as_bytes(), &|_: &str| Some(template.clone())).unwrap();
    let document = compose(&Engine::new(opened.report));
    let words: Vec<String> = document.sentences().map(|sentence| sentence.text()).collect();
    assert_eq!(words.join("\n") + "\n", expected);
    assert_eq!(document.title, "某局2024年度决算");
}

/// Names of everything that template files may say.
fn keys() -> BTreeSet<String> {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../public/schema/template.json")).unwrap();
    let mut keys = BTreeSet::new();
    for definition in schema["$defs"].as_object().unwrap().values() {
        keys.extend(definition["properties"].as_object().into_iter().flatten().map(|(key, _)| key.clone()));
        let choices = definition["oneOf"].as_array().into_iter().flatten();
        keys.extend(choices.filter_map(|choice| choice["const"].as_str()).map(str::to_string));
        let choices = definition["enum"].as_array().into_iter().flatten();
        keys.extend(choices.filter_map(|choice| choice.as_str()).map(str::to_string));
    }
    keys
}

/// The functions, as the complaint about an unknown one lists them.
fn functions() -> Vec<String> {
    let mut files = Files::new();
    for (info, text) in fenced() {
        if let Some(name) = info.strip_prefix("toml ").filter(|name| !name.contains(' ')) {
            add(&mut files, name, &text);
        }
    }
    let checks = files.get_mut("checks.toml").unwrap();
    *checks = checks.replace("T2.closing.spent >= 0", "unknown(1)");
    let complaints = loaded(&files).unwrap_err();
    let (_, list) = complaints[0].split_once("可用：").unwrap();
    list.split(' ').map(str::to_string).collect()
}

#[test]
fn every_key_and_function_is_explained() {
    let named = |name: &str| {
        GUIDE.contains(&format!("`{name}`"))
            || GUIDE.contains(&format!("`{name} = "))
            || GUIDE.contains(&format!("`[[{name}]]`"))
            || GUIDE.contains(&format!("`[{name}]`"))
            || GUIDE.contains(&format!(".{name}]]`"))
            || GUIDE.contains(&format!(".{name}]`"))
    };
    let missing: Vec<String> = keys().into_iter().filter(|key| !named(key)).collect();
    assert!(missing.is_empty(), "docs/templates.md does not explain {missing:?}");
    let functions = functions();
    assert!(functions.len() >= 20);
    let missing: Vec<_> = functions.iter().filter(|name| !GUIDE.contains(&format!("| `{name}("))).collect();
    assert!(missing.is_empty(), "docs/templates.md does not explain {missing:?}");
}
