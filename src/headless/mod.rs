//! The headless command `juesuan`: what offices run over many files, and how tests see the whole pipeline.
//!
//! Exit codes: 0 done; 1 for what a check found; 2 when it was called wrongly or a file cannot be read or written.
//! Results go to standard output, errors to standard error.

mod check;
mod files;
mod folder;
mod form;
mod proof;
mod units;
mod values;

use crate::calc::Engine;
use crate::document::compose;
use crate::io::{self, html, json};
use files::{open, print, write};
use form::Form;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use values::values;

const HELP: &str = "\
juesuan：部门决算公开编制台的命令行

用法：
  juesuan check 报告.json                查全部勾稽关系，列出发现和最可能填错的格子
  juesuan values 报告.json               列出每个单元格和正文每个数（JSON，写到标准输出）
  juesuan render 报告.json -o 文档.html   生成可打印的公开文档（-o - 写到标准输出）
                                         加 --final 出定稿：有没写理由的错误、没写说明的就不出
  juesuan consolidate 本级.json 单位.json … -o 部门.json
                                         把本级和各下属单位的报告汇总成部门报告（-o - 写到标准输出）
  juesuan proof 报告.json 文字.txt        数字校对：把一段文字或整篇文档里的数与报告核对
  juesuan template check 文件夹           检查一个模板：列出全部错误，或说明它有什么
  juesuan sample                         写出示例报告的 JSON
  juesuan --help                         显示这份说明
  juesuan --version                      显示版本

consolidate 的选项：
  --base 部门.json       部门报告：用它的文字、清单和选项，金额换成各单位相加；不写就用第一个文件的
  --department 名称      部门名称
  --eliminate 抵销项     抵销单位之间的收付（取两边较小的数），可以写几次；有哪些项由表式决定

check 和 proof 的选项：
  --format text|json     写成给人看的文字（不写就是它），或给程序用的 JSON

check、values、render、proof、consolidate 的选项：
  --template 文件夹      报告用的是程序以外的模板，模板在这个文件夹里

退出码：0 完成；1 查出问题（汇总时照样写文件；有文件不能汇总的不写；校对时是有必须改正的）；2 用法不对，或文件读写不了。
";

/// A command, read from the arguments.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Help,
    Version,
    Sample,
    Check(Source, Form),
    Values(Source),
    /// The last says whether it is a final copy.
    Render(Source, PathBuf, bool),
    CheckTemplate(PathBuf),
    Proof(Source, PathBuf, Form),
    Consolidate(units::Asked, PathBuf),
}

/// A report's file, and the folder of its template when that is not the program's.
#[derive(Debug, PartialEq, Eq)]
struct Source {
    file: PathBuf,
    template: Option<PathBuf>,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}\n用法见 juesuan --help")]
    Usage(String),
    #[error("读不了文件“{}”：{}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
    #[error("“{}”不是 UTF-8 编码的文字：请另存为 UTF-8 的纯文本", .0.display())]
    NoText(PathBuf),
    #[error("“{}”太大：不像一篇文字", .0.display())]
    TooLong(PathBuf),
    #[error("“{}”打不开：{}", .0.display(), .1)]
    Damaged(PathBuf, json::ReadError),
    #[error("写不了“{}”：{}", .0.display(), .1)]
    Unwritable(PathBuf, std::io::Error),
    #[error("没有汇总：{0}")]
    NoSum(String),
    #[error("模板“{}”有 {} 处错误，先用 juesuan template check 查看。第一处：{}", .0.display(), .1, .2)]
    Template(PathBuf, usize, String),
    #[error("“{}”用的是模板 {report}，--template 给的是 {given}：请换成它的模板", .file.display())]
    OtherTemplate { file: PathBuf, report: String, given: String },
    #[error("“{}”用的模板 {report} 不在程序里：用 --template 写明它的文件夹", .file.display())]
    NoTemplate { file: PathBuf, report: String },
    #[error("“{}”用的是模板的第 {report} 版，--template 给的是第 {given} 版：请换成新的模板", .file.display())]
    OlderTemplate { file: PathBuf, report: u32, given: u32 },
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
    let mut template = None;
    let mut asked = units::Asked::default();
    let (mut format, mut final_copy) = (None, false);
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Short('o') | Long("output") => output = Some(PathBuf::from(parser.value().map_err(usage)?)),
            Long("template") => template = Some(PathBuf::from(parser.value().map_err(usage)?)),
            Long("format") => format = Some(form::form(&text(parser.value().map_err(usage)?))?),
            Long("final") => final_copy = true,
            Long("base") => asked.base = Some(PathBuf::from(parser.value().map_err(usage)?)),
            Long("department") => asked.department = Some(text(parser.value().map_err(usage)?)),
            Long("eliminate") => asked.eliminate.push(text(parser.value().map_err(usage)?)),
            Value(word) => words.push(word),
            other => return Err(usage(other.unexpected())),
        }
    }
    let mut words = words.into_iter();
    let name = words.next().map(text);
    if final_copy && name.as_deref() != Some("render") {
        return Err(Failure::Usage("--final 只用于 render".into()));
    }
    if format.is_some() && !matches!(name.as_deref(), Some("check" | "proof")) {
        return Err(Failure::Usage("--format 只用于 check 和 proof".into()));
    }
    if name.as_deref() == Some("consolidate") {
        asked.files = words.map(PathBuf::from).collect();
        asked.template = template;
        return match output {
            _ if asked.files.is_empty() => Err(Failure::Usage("没有写报告文件".into())),
            None => Err(Failure::Usage("consolidate 要用 -o 写明生成的文件".into())),
            Some(output) => Ok(Command::Consolidate(asked, output)),
        };
    }
    if asked != units::Asked::default() {
        return Err(Failure::Usage("--base、--department、--eliminate 只用于 consolidate".into()));
    }
    if name.as_deref() == Some("template") {
        return match (words.next(), words.next(), words.next()) {
            (Some(what), Some(folder), None) if what == "check" && output.is_none() && template.is_none() => {
                Ok(Command::CheckTemplate(folder.into()))
            }
            _ => Err(Failure::Usage("应写成 juesuan template check 文件夹".into())),
        };
    }
    let file = words.next().map(PathBuf::from);
    if name.as_deref() == Some("proof") {
        return match (file, words.next(), words.next()) {
            (Some(file), Some(text), None) if output.is_none() => {
                Ok(Command::Proof(Source { file, template }, text.into(), format.unwrap_or_default()))
            }
            _ => Err(Failure::Usage("应写成 juesuan proof 报告.json 文字.txt".into())),
        };
    }
    if let Some(extra) = words.next() {
        return Err(Failure::Usage(format!("多了“{}”", extra.to_string_lossy())));
    }
    if template.is_some() && !matches!(name.as_deref(), Some("check" | "values" | "render")) {
        let problem = "--template 只用于 check、values、render、proof 和 consolidate";
        return Err(Failure::Usage(problem.into()));
    }
    let needs_file = |file: Option<PathBuf>| match file {
        Some(file) => Ok(Source { file, template }),
        None => Err(Failure::Usage("没有写报告文件".into())),
    };
    match (name.as_deref(), output) {
        (None, _) => Err(Failure::Usage("没有写要做什么".into())),
        (Some("check"), None) => Ok(Command::Check(needs_file(file)?, format.unwrap_or_default())),
        (Some("values"), None) => Ok(Command::Values(needs_file(file)?)),
        (Some("render"), Some(output)) => Ok(Command::Render(needs_file(file)?, output, final_copy)),
        (Some("render"), None) => Err(Failure::Usage("render 要用 -o 写明生成的文件".into())),
        (Some("sample"), None) if file.is_none() => Ok(Command::Sample),
        (Some("check" | "values" | "sample"), _) => {
            Err(Failure::Usage("这个命令写到标准输出，不用别的参数".into()))
        }
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
        Command::Proof(source, text, form) => return proof::run(&source, &text, form),
        Command::CheckTemplate(folder) => return folder::check(&folder),
        Command::Consolidate(asked, output) => return units::run(&asked, &output),
        Command::Help => print(HELP),
        Command::Version => print(&format!("juesuan {}\n", env!("CARGO_PKG_VERSION"))),
        Command::Sample => print(io::sample()),
        Command::Values(source) => {
            let engine = Engine::new(open(&source)?);
            let mut text = serde_json::to_string_pretty(&values(&engine)).unwrap_or_default();
            text.push('\n');
            print(&text)
        }
        Command::Check(source, output) => {
            let (text, failed) = check::check(&Engine::new(open(&source)?), output);
            print(&text)?;
            return Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS });
        }
        Command::Render(source, output, final_copy) => {
            let engine = Engine::new(open(&source)?);
            if final_copy && let Err(refusal) = crate::document::publishable(&engine) {
                eprintln!("juesuan：没有出定稿：{refusal}");
                return Ok(ExitCode::from(1));
            }
            let options =
                if final_copy { html::HtmlOptions::final_copy() } else { html::HtmlOptions::default() };
            let text = html::render(&compose(&engine), &options);
            if output == Path::new("-") { print(&text) } else { write(&output, &text) }
        }
    }
    .map(|()| ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_commands() {
        let read = |words: &str| read(words.split_whitespace().map(OsString::from));
        let file = |template: Option<&str>| Source {
            file: PathBuf::from("a.json"),
            template: template.map(PathBuf::from),
        };
        assert_eq!(read("values a.json").unwrap(), Command::Values(file(None)));
        assert_eq!(
            read("render a.json -o b.html").unwrap(),
            Command::Render(file(None), "b.html".into(), false)
        );
        assert_eq!(read("render --output=- a.json").unwrap(), Command::Render(file(None), "-".into(), false));
        assert_eq!(read("values --template t a.json").unwrap(), Command::Values(file(Some("t"))));
        assert_eq!(read("check a.json").unwrap(), Command::Check(file(None), Form::Text));
        assert_eq!(
            read("check --format=json --template t a.json").unwrap(),
            Command::Check(file(Some("t")), Form::Json)
        );
        assert_eq!(
            read("render --final a.json -o b.html").unwrap(),
            Command::Render(file(None), "b.html".into(), true)
        );
        assert_eq!(read("template check t").unwrap(), Command::CheckTemplate("t".into()));
        let text = || PathBuf::from("b.txt");
        let told = Command::Proof(file(None), text(), Form::Text);
        assert_eq!(read("proof a.json b.txt").unwrap(), told);
        let json = Command::Proof(file(Some("t")), text(), Form::Json);
        assert_eq!(read("proof a.json b.txt --format=json --template t").unwrap(), json);
        assert_eq!(read("sample").unwrap(), Command::Sample);
        assert_eq!(read("values --help").unwrap(), Command::Help);
        let cases = [
            ("", "没有写要做什么"),
            ("values", "没有写报告文件"),
            ("render a.json", "render 要用 -o 写明生成的文件"),
            ("values a.json b.json", "多了“b.json”"),
            ("chek a.json", "没有“chek”这个命令"),
            ("check a.json --format xml", "--format 可写 text 或 json，没有“xml”"),
            ("values a.json --format json", "--format 只用于 check 和 proof"),
            ("check a.json --final", "--final 只用于 render"),
            ("template", "应写成 juesuan template check 文件夹"),
            ("template check", "应写成 juesuan template check 文件夹"),
            ("template check t u", "应写成 juesuan template check 文件夹"),
            ("sample --template t", "--template 只用于 check、values、render、proof 和 consolidate"),
            ("proof a.json", "应写成 juesuan proof 报告.json 文字.txt"),
            ("proof a.json b.txt c.txt", "应写成 juesuan proof 报告.json 文字.txt"),
            ("proof a.json b.txt -o c", "应写成 juesuan proof 报告.json 文字.txt"),
            ("proof a.json b.txt --format xml", "--format 可写 text 或 json，没有“xml”"),
            ("values a.json --all", "没有“--all”这个选项"),
            ("render a.json -o", "“-o”后面要写一个值"),
        ];
        for (words, expected) in cases {
            let error = read(words).unwrap_err().to_string();
            assert_eq!(error, format!("{expected}\n用法见 juesuan --help"), "{words}");
        }
    }
}
