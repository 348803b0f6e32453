//! Prepares data files, so that what prepares them is not shipped: the catalogue gets pinyin initials, and the
//! built-in templates become JSON for the browser.
//!
//! `src/catalog/data/<name>.tsv` becomes `$OUT_DIR/<name>.tsv`: code, name, initials, remarks. A remark is `c`
//! (confirmed), `u` (unconfirmed), or a `key=value` copied from the data file.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use pinyin::ToPinyin;

/// Words where a character's usual reading begins with another letter (行 x, 会 h, 调 d, 重 z, 长 z).
const WORDS: [(&str, &str); 14] = [
    ("行业", "hy"),
    ("银行", "yh"),
    ("会计", "kj"),
    ("财会", "ck"),
    ("调控", "tk"),
    ("调整", "tz"),
    ("调节", "tj"),
    ("调解", "tj"),
    ("协调", "xt"),
    ("空调", "kt"),
    ("重建", "cj"),
    ("重组", "cz"),
    ("长江", "cj"),
    ("长期", "cq"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    for name in ["functional", "economic"] {
        let path = format!("src/catalog/data/{name}.tsv");
        println!("cargo::rerun-if-changed={path}");
        let prepared = prepare(&fs::read_to_string(&path)?).map_err(|error| format!("{path}: {error}"))?;
        fs::write(Path::new(&out).join(format!("{name}.tsv")), prepared)?;
    }
    prepare_templates(Path::new("src/template/builtin"), Path::new(&out))
}

/// Writes every built-in template's files as JSON, for the browser: it then carries no TOML reader.
fn prepare_templates(from: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", from.display());
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let out = out.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            prepare_templates(&path, &out)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let read = |error| format!("{}: {error}", path.display());
            let value: toml::Value = toml::from_str(&fs::read_to_string(&path)?).map_err(read)?;
            fs::create_dir_all(out.parent().unwrap_or(Path::new(".")))?;
            fs::write(&out, serde_json::to_string(&value)?)?;
        }
    }
    Ok(())
}

/// The shipped form of a data file, or its first mistake.
fn prepare(text: &str) -> Result<String, String> {
    let mut seen: Vec<&str> = Vec::new();
    let mut prepared = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (&[code, name, confidence], extra) =
            columns.split_first_chunk().ok_or(format!("short: {line}"))?;
        if !matches!(code.len(), 3 | 5 | 7) || !code.bytes().all(|c| c.is_ascii_digit()) {
            return Err(format!("not a code: {line}"));
        }
        if seen.last().is_some_and(|last| *last >= code) {
            return Err(format!("out of order: {line}"));
        }
        if code.len() > 3 && seen.binary_search(&&code[..code.len() - 2]).is_err() {
            return Err(format!("no parent: {line}"));
        }
        seen.push(code);
        let confidence = match confidence {
            "confirmed" => "c",
            "known" => "",
            "unconfirmed" => "u",
            _ => return Err(format!("unknown confidence: {line}")),
        };
        let remarks = [&[confidence], extra].concat().join(" ");
        let row = format!("{code}\t{name}\t{}\t{}", initials(name)?, remarks.trim());
        prepared.push_str(row.trim_end());
        prepared.push('\n');
    }
    Ok(prepared)
}

/// The first letter of each character's reading; punctuation has none.
fn initials(name: &str) -> Result<String, String> {
    let mut letters = String::new();
    let mut rest = name;
    while let Some(character) = rest.chars().next() {
        if let Some((word, reading)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            letters.push_str(reading);
            rest = &rest[word.len()..];
            continue;
        }
        match character.to_pinyin() {
            Some(reading) => letters.extend(reading.plain().chars().take(1)),
            None if "（）、“”".contains(character) => {}
            None => return Err(format!("no reading of {character} in {name}")),
        }
        rest = &rest[character.len_utf8()..];
    }
    Ok(letters)
}
