//! The headless command `juesuan`: what offices run over many files, and how tests see the whole pipeline.
//!
//! Exit codes: 0 done; 1 for what a check found; 2 when it was called wrongly or a file cannot be read or written.
//! Results go to standard output, errors to standard error.

mod units;

use crate::calc::{Engine, Value, Values};
use crate::document::compose;
use crate::io::{self, html, json};
use crate::narrative::Measure;
use crate::report::{Entered, Report};
use crate::template::builtin;
use lexopt::prelude::*;
use serde_json::{Map, Value as Json, json as object};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

const HELP: &str = "\
juesuan：部门决算公开编制台的命令行

用法：
  juesuan values 报告.json               列出每个单元格和正文每个数（JSON，写到标准输出）
  juesuan render 报告.json -o 文档.html   生成可打印的公开文档（-o - 写到标准输出）
  juesuan consolidate 本级.json 单位.json … -o 部门.json
                                         把本级和各下属单位的报告汇总成部门报告（-o - 写到标准输出）
  juesuan sample                         写出示例报告的 JSON
  juesuan --help                         显示这份说明
  juesuan --version                      显示版本

consolidate 的选项：
  --base 部门.json       部门报告：用它的文字、清单和选项，金额换成各单位相加；不写就用第一个文件的
  --department 名称      部门名称
  --eliminate 抵销项     抵销单位之间的收付（取两边较小的数），可以写几次；有哪些项由表式决定

退出码：0 完成；1 查出问题（汇总时照样写文件；有文件不能汇总的不写）；2 用法不对，或文件读写不了。
";

/// A command, read from the arguments.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Help,
    Version,
    Sample,
    Values(PathBuf),
    Render(PathBuf, PathBuf),
    Consolidate(units::Asked, PathBuf),
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}\n用法见 juesuan --help")]
    Usage(String),
    #[error("读不了文件“{}”：{}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
    #[error("“{}”打不开：{}", .0.display(), .1)]
    Damaged(PathBuf, json::ReadError),
    #[error("写不了“{}”：{}", .0.display(), .1)]
    Unwritable(PathBuf, std::io::Error),
    #[error("没有汇总：{0}")]
    NoSum(String),
}

/// Runs the command named by the process's arguments.
pub fn main() -> ExitCode {
    match read(std::env::args_os().skip(1)).and_then(run) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("juesuan：{failure}");
            ExitCode::from(2)
        }
    }
}

fn read(arguments: impl Iterator<Item = OsString>) -> Result<Command, Failure> {
    let usage = |error: lexopt::Error| Failure::Usage(in_chinese(&error));
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut words: Vec<OsString> = Vec::new();
    let mut output = None;
    let mut asked = units::Asked::default();
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Short('o') | Long("output") => output = Some(PathBuf::from(parser.value().map_err(usage)?)),
            Long("base") => asked.base = Some(PathBuf::from(parser.value().map_err(usage)?)),
            Long("department") => asked.department = Some(text(parser.value().map_err(usage)?)),
            Long("eliminate") => asked.eliminate.push(text(parser.value().map_err(usage)?)),
            Value(word) => words.push(word),
            other => return Err(usage(other.unexpected())),
        }
    }
    let mut words = words.into_iter();
    let name = words.next().map(text);
    if name.as_deref() == Some("consolidate") {
        asked.files = words.map(PathBuf::from).collect();
        return match output {
            _ if asked.files.is_empty() => Err(Failure::Usage("没有写报告文件".into())),
            None => Err(Failure::Usage("consolidate 要用 -o 写明生成的文件".into())),
            Some(output) => Ok(Command::Consolidate(asked, output)),
        };
    }
    if asked != units::Asked::default() {
        return Err(Failure::Usage("--base、--department、--eliminate 只用于 consolidate".into()));
    }
    let file = words.next().map(PathBuf::from);
    if let Some(extra) = words.next() {
        return Err(Failure::Usage(format!("多了“{}”", extra.to_string_lossy())));
    }
    let needs_file = |file: Option<PathBuf>| file.ok_or_else(|| Failure::Usage("没有写报告文件".into()));
    match (name.as_deref(), output) {
        (None, _) => Err(Failure::Usage("没有写要做什么".into())),
        (Some("values"), None) => Ok(Command::Values(needs_file(file)?)),
        (Some("render"), Some(output)) => Ok(Command::Render(needs_file(file)?, output)),
        (Some("render"), None) => Err(Failure::Usage("render 要用 -o 写明生成的文件".into())),
        (Some("sample"), None) if file.is_none() => Ok(Command::Sample),
        (Some("values" | "sample"), _) => Err(Failure::Usage("这个命令写到标准输出，不用别的参数".into())),
        (Some(other), _) => Err(Failure::Usage(format!("没有“{other}”这个命令"))),
    }
}

fn text(word: OsString) -> String {
    word.to_string_lossy().into_owned()
}

fn in_chinese(error: &lexopt::Error) -> String {
    match error {
        lexopt::Error::MissingValue { option } => {
            format!("“{}”后面要写一个值", option.as_deref().unwrap_or_default())
        }
        lexopt::Error::UnexpectedOption(option) => format!("没有“{option}”这个选项"),
        other => format!("参数读不懂（{other}）"),
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Consolidate(asked, output) => return units::run(&asked, &output),
        Command::Help => print(HELP),
        Command::Version => print(&format!("juesuan {}\n", env!("CARGO_PKG_VERSION"))),
        Command::Sample => print(io::sample()),
        Command::Values(file) => {
            let engine = Engine::new(open(&file)?);
            let mut text = serde_json::to_string_pretty(&values(&engine)).unwrap_or_default();
            text.push('\n');
            print(&text)
        }
        Command::Render(file, output) => {
            let engine = Engine::new(open(&file)?);
            let text = html::render(&compose(&engine), &html::HtmlOptions::default());
            if output == Path::new("-") { print(&text) } else { write(&output, &text) }
        }
    }
    .map(|()| ExitCode::SUCCESS)
}

fn open(file: &Path) -> Result<Report, Failure> {
    open_bytes(file).map(|(_, report)| report)
}

/// A file's bytes and the report in them.
fn open_bytes(file: &Path) -> Result<(Vec<u8>, Report), Failure> {
    let templates = |id: &str| builtin(id).and_then(Result::ok).map(Arc::new);
    let too_large = |size: u64| usize::try_from(size).map_or(true, |size| size > json::MAX_BYTES);
    let unreadable = |error| Failure::Unreadable(file.to_path_buf(), error);
    // Judged by its size before it is read into memory.
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    if too_large(size) {
        let megabytes = usize::try_from(size >> 20).unwrap_or(usize::MAX);
        return Err(Failure::Damaged(file.to_path_buf(), json::ReadError::TooLarge { megabytes }));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    let opened =
        json::read(&bytes, &templates).map_err(|error| Failure::Damaged(file.to_path_buf(), error))?;
    for note in opened.notes {
        eprintln!("juesuan：{}：{note}", file.display());
    }
    Ok((bytes, opened.report))
}

/// Writes beside the target and renames, so that a full disk leaves no half file in its place.
fn write(output: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error| Failure::Unwritable(output.to_path_buf(), error);
    let mut beside = output.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, output));
    if written.is_err() {
        // What is left of it is of no use; the error told is the first one.
        let _ = std::fs::remove_file(&beside);
    }
    written.map_err(failed)
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads has seen enough: `juesuan values … | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Failure::Unwritable(PathBuf::from("标准输出"), error)),
    }
}

/// Every cell and every figure of the sentences, by name.
fn values(engine: &Engine) -> Json {
    let template = engine.report().template();
    let mut cells = Map::new();
    for cell in engine.live_cells() {
        cells.insert(cell.name(template), cell_json(engine, cell));
    }
    let document = compose(engine);
    let mut figures = Map::new();
    for figure in document.sentences().flat_map(|sentence| sentence.figures()) {
        let sources: Vec<String> = figure.sources.iter().map(|cell| cell.name(template)).collect();
        let (kind, exact) = match figure.measure {
            Measure::Money(amount) => ("money", Some(amount.in_yuan().to_string())),
            Measure::Count(count) => ("count", Some(count.to_string())),
            Measure::Rate(rate) => ("rate", Some(rate.ratio().normalize().to_string())),
            Measure::Number(number) => ("number", Some(number.normalize().to_string())),
            Measure::Overflow => ("overflow", None),
        };
        let entry = object!({
            "text": figure.text, "kind": kind, "value": exact, "blank": figure.blank, "sources": sources,
        });
        figures.insert(figure.key.clone(), entry);
    }
    // Forms name their cells as records are named: projects.1.fiscal_full, projects.1.indicators.59.target.
    let forms: Map<String, Json> = document
        .forms()
        .flat_map(|form| form.cells())
        .filter_map(|cell| Some((cell.key.clone()?, Json::from(cell.text.clone()))))
        .collect();
    let lists: Map<String, Json> = engine
        .report()
        .lists()
        .map(|(key, records)| {
            let record = |record: &crate::report::Record| {
                let mut fields: Map<String, Json> = record
                    .fields
                    .iter()
                    .map(|(column, text)| (column.clone(), text.clone().into()))
                    .collect();
                fields.insert("id".into(), record.id.into());
                Json::from(fields)
            };
            (key.name(template), records.iter().map(record).collect())
        })
        .collect();
    let sentences: Map<String, Json> =
        document.sentences().map(|sentence| (sentence.key.clone(), sentence.text().into())).collect();
    let units: Vec<&str> =
        engine.report().consolidation().units().iter().map(|unit| unit.name.as_str()).collect();
    object!({
        "template": { "id": template.id, "version": template.version },
        "units": units,
        "cells": cells,
        "figures": figures,
        "sentences": sentences,
        "forms": forms,
        "lists": lists,
    })
}

/// A cell: its value in yuan or whole things (`null` when blank), and what else is known of it.
fn cell_json(engine: &Engine, cell: crate::report::CellRef) -> Json {
    let content = engine.content(cell);
    let (kind, value) = match engine.value(cell) {
        Value::Blank => ("blank", None),
        Value::Money(amount) => ("money", Some(amount.in_yuan().to_string())),
        Value::Count(count) => ("count", Some(count.to_string())),
        Value::Overflow => ("overflow", None),
    };
    let mut entry = Map::new();
    entry.insert("value".into(), value.into());
    entry.insert("kind".into(), kind.into());
    entry.insert("derived".into(), engine.is_derived(cell).into());
    if let Some(stated) = content.stated {
        entry.insert("stated".into(), Entered::text_with_unit(stated).into());
    }
    if let Some(unread) = content.unread {
        entry.insert("unread".into(), String::from(unread).into());
    }
    entry.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_commands() {
        let read = |words: &str| read(words.split_whitespace().map(OsString::from));
        let file = || PathBuf::from("a.json");
        assert_eq!(read("values a.json").unwrap(), Command::Values(file()));
        assert_eq!(read("render a.json -o b.html").unwrap(), Command::Render(file(), "b.html".into()));
        assert_eq!(read("render --output=- a.json").unwrap(), Command::Render(file(), "-".into()));
        assert_eq!(read("sample").unwrap(), Command::Sample);
        assert_eq!(read("values --help").unwrap(), Command::Help);
        let cases = [
            ("", "没有写要做什么"),
            ("values", "没有写报告文件"),
            ("render a.json", "render 要用 -o 写明生成的文件"),
            ("values a.json b.json", "多了“b.json”"),
            ("check a.json", "没有“check”这个命令"),
            ("values a.json --all", "没有“--all”这个选项"),
            ("render a.json -o", "“-o”后面要写一个值"),
        ];
        for (words, expected) in cases {
            let error = read(words).unwrap_err().to_string();
            assert_eq!(error, format!("{expected}\n用法见 juesuan --help"), "{words}");
        }
    }
}
