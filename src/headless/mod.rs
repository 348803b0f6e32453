//! The headless command `juesuan`: what offices run over many files, and how tests see the whole pipeline.
//!
//! Exit codes: 0 done; 1 for what a check found; 2 when it was called wrongly or a file cannot be read or written.
//! Results go to standard output, errors to standard error.

mod files;
mod values;

use crate::calc::Engine;
use crate::document::compose;
use crate::io::{self, html, json};
use files::{open, print, write};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use values::values;

const HELP: &str = "\
juesuan：部门决算公开编制台的命令行

用法：
  juesuan values 报告.json               列出每个单元格和正文每个数（JSON，写到标准输出）
  juesuan render 报告.json -o 文档.html   生成可打印的公开文档（-o - 写到标准输出）
  juesuan sample                         写出示例报告的 JSON
  juesuan --help                         显示这份说明
  juesuan --version                      显示版本

退出码：0 完成；1 查出问题；2 用法不对，或文件读写不了。
";

/// A command, read from the arguments.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Help,
    Version,
    Sample,
    Values(PathBuf),
    Render(PathBuf, PathBuf),
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
}

/// Runs the command named by the process's arguments.
pub fn main() -> ExitCode {
    match read(std::env::args_os().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
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
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Short('o') | Long("output") => output = Some(PathBuf::from(parser.value().map_err(usage)?)),
            Value(word) => words.push(word),
            other => return Err(usage(other.unexpected())),
        }
    }
    let mut words = words.into_iter();
    let name = words.next().map(|word| word.to_string_lossy().into_owned());
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

fn in_chinese(error: &lexopt::Error) -> String {
    match error {
        lexopt::Error::MissingValue { option } => {
            format!("“{}”后面要写一个值", option.as_deref().unwrap_or_default())
        }
        lexopt::Error::UnexpectedOption(option) => format!("没有“{option}”这个选项"),
        other => format!("参数读不懂（{other}）"),
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
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
