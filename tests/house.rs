//! The walls between the rooms: who may import whom, where the web begins, where floats are.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

/// A room and those it may import. A new room, or a new door between two, is a decision: it is made here.
const ROOMS: [(&str, &str); 22] = [
    ("amount", ""),
    ("catalog", ""),
    ("markup", ""),
    ("template", "amount catalog performance"),
    ("report", "amount catalog template"),
    ("calc", "amount catalog performance template report"),
    ("performance", "amount"),
    ("records", "amount template report calc performance narrative"),
    ("narrative", "amount catalog template report calc performance"),
    ("checks", "amount template report calc narrative performance records proof"),
    ("proof", "amount catalog template report calc narrative"),
    ("figures", "amount template report calc narrative"),
    ("chart", "amount template figures markup"),
    ("consolidate", "amount catalog template report calc narrative"),
    (
        "document",
        "amount catalog template report calc performance records narrative checks proof figures consolidate",
    ),
    ("io", ""),
    ("io::json", "amount template report"),
    ("io::html", "amount template narrative figures chart document markup"),
    ("io::clipboard", "amount template report calc document"),
    ("annex", "*"),
    ("headless", "*"),
    ("app", "*"),
];
/// Only the browser app may name these, and no other target even has them.
const WEB: [&str; 6] = ["leptos", "web_sys", "wasm_bindgen", "js_sys", "gloo_", "reactive_graph"];

/// The longest path of modules that is a room.
fn room(modules: &[&str]) -> Option<&'static str> {
    let named = |length| {
        let name = modules[..length].join("::");
        ROOMS.iter().map(|(room, _)| *room).find(|room| *room == name)
    };
    (1..=modules.len().min(2)).rev().find_map(named)
}

/// Every source file: its path of modules, and its code without comment lines.
fn sources(folder: &Path, modules: &[String], found: &mut Vec<(Vec<String>, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let inner = [modules, &[name]].concat();
        if path.is_dir() {
            sources(&path, &inner, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            found.push((inner, code.join("\n")));
        }
    }
}

/// The paths written after `crate::`, a group in braces as one path for each of its names.
fn imports(code: &str) -> Vec<Vec<&str>> {
    let path =
        |text: &'_ str| text.find(|c: char| !(c.is_alphanumeric() || "_:".contains(c))).unwrap_or(text.len());
    let groups = code.split("crate::").skip(1).flat_map(|after| match after.strip_prefix('{') {
        // Good enough for rustfmt's one group: names within inner braces are of the same room.
        Some(group) => group.split(';').next().unwrap_or_default().split(',').map(str::trim_start).collect(),
        None => vec![after],
    });
    groups.map(|text| text[..path(text)].split("::").collect()).collect()
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[], &mut found);
    let mut broken = Vec::new();
    for (modules, code) in &found {
        let modules: Vec<&str> = modules.iter().map(String::as_str).collect();
        let file = modules.join("/");
        if matches!(modules[0], "lib" | "main" | "bin") {
            continue;
        }
        let Some(own) = room(&modules) else {
            broken.push(format!("src/{file}.rs is in no room"));
            continue;
        };
        let may = ROOMS.iter().find(|(room, _)| *room == own).map_or("", |(_, may)| *may);
        for import in imports(code) {
            let other = room(&import).filter(|other| *other != own);
            if let Some(other) =
                other.filter(|other| may != "*" && !may.split(' ').any(|room| room == *other))
            {
                broken.push(format!("src/{file}.rs imports {other}, but {own} may not"));
            }
        }
        let words: Vec<&str> = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
        for web in WEB.iter().filter(|web| words.iter().any(|word| word.starts_with(**web))) {
            broken.extend(
                (own != "app").then(|| format!("src/{file}.rs names {web}: only app knows the browser")),
            );
        }
        for float in ["f64", "f32"].iter().filter(|float| words.contains(float)) {
            let drawn = matches!(own, "app" | "chart");
            broken.extend(
                (!drawn).then(|| {
                    format!("src/{file}.rs names {float}: numbers are exact, only pictures are not")
                }),
            );
        }
    }
    assert_eq!(broken, [""; 0]);
    assert!(found.len() > 30, "the sources were not found");
}

#[test]
fn imports_are_read_in_every_spelling() {
    let code = "use crate::calc::{Engine, Values};\nuse crate::{\n    io::json,\n    report,\n};\nlet x = crate::chart;";
    let rooms: Vec<_> = imports(code).iter().filter_map(|path| room(path)).collect();
    assert_eq!(rooms, ["calc", "io::json", "report", "chart"]);
}
