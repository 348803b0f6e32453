//! A template as a folder of files: reading it, checking it.

use super::Failure;
use super::files::print;
use crate::template::folder::{MAX_FILE, MAX_FILES, TABLES, is_template_file, read_text};
use crate::template::{Complaint, PartHolds, Template, TemplateFile, advice, load};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// A template's files as they were found.
#[derive(Default)]
struct Folder {
    /// Name and text, sorted by name: tables keep this order.
    files: Vec<(String, String)>,
    /// What keeps files from being read as text.
    complaints: Vec<Complaint>,
    /// Files that are no part of a template.
    strays: Vec<Complaint>,
}

impl Folder {
    fn read(folder: &Path) -> Result<Folder, Failure> {
        let mut found = Folder::default();
        found.read_level(folder, "")?;
        let tables = folder.join(TABLES);
        if tables.is_dir() {
            found.read_level(&tables, TABLES)?;
        }
        found.files.sort();
        Ok(found)
    }

    fn read_level(&mut self, folder: &Path, prefix: &str) -> Result<(), Failure> {
        let unreadable = |path: &Path| {
            let path = path.to_path_buf();
            move |error| Failure::Unreadable(path, error)
        };
        for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
            let entry = entry.map_err(unreadable(folder))?;
            let (path, file) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let name = format!("{prefix}{file}");
            if file.starts_with('.') || name == "tables" {
                continue;
            }
            let wanted = is_template_file(&name);
            if !wanted || !path.is_file() || self.files.len() >= MAX_FILES {
                let problem = match wanted && path.is_file() {
                    true => format!("文件太多，一个模板至多{MAX_FILES}个"),
                    false => "不是模板的文件，没有读它；表要放在 tables/ 里，文件名以 .toml 结尾".into(),
                };
                self.strays.push(Complaint { file: name, line: 0, problem });
                continue;
            }
            let size = std::fs::metadata(&path).map_err(unreadable(&path))?.len();
            if usize::try_from(size).map_or(true, |size| size > MAX_FILE) {
                let problem = format!("文件太大，一个文件至多 {} MB，请拆成几张表", MAX_FILE >> 20);
                self.complaints.push(Complaint { file: name, line: 0, problem });
                continue;
            }
            let bytes = std::fs::read(&path).map_err(unreadable(&path))?;
            match read_text(&bytes) {
                Ok(text) => self.files.push((name, text.to_string())),
                Err(line) => {
                    let problem = "不是 UTF-8 编码，请在编辑器里“另存为 UTF-8”".into();
                    self.complaints.push(Complaint { file: name, line, problem });
                }
            }
        }
        Ok(())
    }

    fn files(&self) -> Vec<TemplateFile<'_>> {
        self.files.iter().map(|(name, text)| TemplateFile { name, text }).collect()
    }

    fn load(&self) -> Result<Template, Vec<Complaint>> {
        match self.complaints.is_empty() {
            true => load(&self.files()),
            false => Err(self.complaints.clone()),
        }
    }
}

/// The template in `folder`, for reports of templates that are not the program's.
pub(super) fn open(folder: &Path) -> Result<Arc<Template>, Failure> {
    Folder::read(folder)?.load().map(Arc::new).map_err(|complaints| {
        let first = complaints.first().map(ToString::to_string).unwrap_or_default();
        Failure::Template(folder.to_path_buf(), complaints.len(), first)
    })
}

/// `template check`: says all that is wrong with a template, or what it holds.
pub(super) fn check(folder: &Path) -> Result<ExitCode, Failure> {
    let found = Folder::read(folder)?;
    let (mut text, code) = match found.load() {
        Err(complaints) => {
            let mut text = lines("", &complaints);
            text.push_str(&format!("查出 {} 处错误。\n", complaints.len()));
            (text, ExitCode::from(1))
        }
        Ok(template) => {
            let advice = advice(&found.files(), &template);
            (format!("{}{}", summary(&template), lines("提示：", &advice)), ExitCode::SUCCESS)
        }
    };
    text.push_str(&lines("提示：", &found.strays));
    print(&text)?;
    Ok(code)
}

fn lines(lead: &str, complaints: &[Complaint]) -> String {
    complaints.iter().map(|complaint| format!("{lead}{complaint}\n")).collect()
}

/// What a template holds.
fn summary(template: &Template) -> String {
    let printed = template.tables.iter().filter(|table| table.printed).count();
    let sections: usize = template
        .parts
        .iter()
        .filter(|part| part.holds == PartHolds::Sections)
        .map(|part| part.items.len())
        .sum();
    format!(
        "{}（{} 第 {} 版）\n没有错误。表 {} 张（公开 {printed} 张），正文 {sections} 节，图 {} 幅，检查 {} 条，清单 {} 份，选项 {} 个，填写项 {} 个。\n",
        template.title,
        template.id,
        template.version,
        template.tables.len(),
        template.figures.len(),
        template.checks.len(),
        template.lists.len(),
        template.options.len(),
        template.fields.len(),
    )
}
