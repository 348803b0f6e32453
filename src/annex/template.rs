//! A template that does not come with the program: read from the files of a folder or from an archive, checked, and
//! prepared for the page, which carries no TOML reader.

use crate::template::folder::{MAX_ALL, MAX_FILE, MAX_FILES, is_template_file, read_text, unmarked};
use crate::template::{TemplateFile, load};
use base64::Engine as _;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The task's name.
pub const TASK: &str = "template";

/// What is sent: files by their path, or an archive.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Sent {
    /// Texts by path.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// A zip archive in base64, instead of files.
    #[serde(default)]
    pub archive: Option<String>,
}

/// What comes back.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// All is well.
    Good(Prepared),
    /// What has to be put right, each with its file, line and remedy.
    Complaints(Vec<String>),
}

/// A checked template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// What a clerk chooses it by.
    pub title: String,
    /// Its files as written, by name.
    pub written: BTreeMap<String, String>,
    /// The same as the page reads them.
    pub prepared: BTreeMap<String, String>,
}

/// The task's input.
pub fn input(sent: &Sent) -> String {
    serde_json::to_string(sent).unwrap_or_default()
}

/// The task's output, read.
pub fn output(text: &str) -> Option<Answer> {
    serde_json::from_str(text).ok()
}

/// Checks a template and prepares it.
///
/// # Errors
/// When there is nothing to check: an archive that cannot be read, a folder without `report.toml`, too much of it.
pub fn prepare(input: &str) -> Result<String, String> {
    let sent: Sent = serde_json::from_str(input).map_err(|error| error.to_string())?;
    let files = match &sent.archive {
        Some(archive) => unpacked(archive)?,
        None => sent.files,
    };
    let written = of_template(files)?;
    let sources: Vec<TemplateFile<'_>> =
        written.iter().map(|(name, text)| TemplateFile { name, text }).collect();
    let answer = match load(&sources) {
        Err(complaints) => Answer::Complaints(complaints.iter().map(ToString::to_string).collect()),
        Ok(template) => {
            let mut prepared = BTreeMap::new();
            for (name, text) in &written {
                let value: toml::Value = toml::from_str(text).map_err(|error| error.to_string())?;
                prepared.insert(name.clone(), serde_json::to_string(&value).map_err(|e| e.to_string())?);
            }
            let (id, version, title) = (template.id, template.version, template.title);
            Answer::Good(Prepared { id, version, title, written, prepared })
        }
    };
    serde_json::to_string(&answer).map_err(|error| error.to_string())
}

/// The files of a zip archive by path. Only what a template can hold is unpacked, and never more than the limits.
fn unpacked(archive: &str) -> Result<BTreeMap<String, String>, String> {
    let bytes =
        base64::engine::general_purpose::STANDARD.decode(archive).map_err(|error| error.to_string())?;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| "这不是 zip 压缩包，或者已经损坏。请把模板文件夹重新压缩成 zip".to_string())?;
    let mut files = BTreeMap::new();
    let mut all = 0usize;
    for index in 0..zip.len().min(MAX_FILES * 4) {
        let mut file =
            zip.by_index(index).map_err(|_| "压缩包里有文件读不出来（可能加了密码）".to_string())?;
        let name = file.name().map_err(|_| "压缩包里有文件名读不出来".to_string())?.replace('\\', "/");
        if !name.ends_with(".toml") || file.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        let read = file.by_ref().take(MAX_FILE as u64 + 1).read_to_end(&mut bytes);
        if read.is_err() || bytes.len() > MAX_FILE {
            return Err(format!("“{name}”读不出来，或超过 {} MB", MAX_FILE >> 20));
        }
        all += bytes.len();
        if all > MAX_ALL {
            return Err(format!("压缩包里的模板文件合计超过 {} MB", MAX_ALL >> 20));
        }
        // What archivers add beside a file has its name but not its text.
        if name.rsplit('/').next().is_some_and(|file| file.starts_with('.')) {
            continue;
        }
        let text = read_text(&bytes)
            .map_err(|line| format!("“{name}”第{line}行起不是 UTF-8 编码，请另存为 UTF-8"))?
            .to_string();
        files.insert(name, text);
    }
    Ok(files)
}

/// The files of the template among those chosen: beside its `report.toml`, whatever the folder above it is called.
fn of_template(files: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, String> {
    let roots = files.keys().filter_map(|path| path.strip_suffix("report.toml"));
    let roots = roots.filter(|root| root.is_empty() || root.ends_with('/'));
    let Some(root) = roots.min_by_key(|root| root.len()).map(str::to_string) else {
        return Err("这里没有 report.toml，不是模板文件夹。请选择直接装着 report.toml 的那个文件夹".into());
    };
    let mut found = BTreeMap::new();
    for (path, text) in files {
        let Some(name) = path.strip_prefix(&root) else { continue };
        if !is_template_file(name) {
            continue;
        }
        if text.len() > MAX_FILE {
            return Err(format!("“{name}”超过 {} MB", MAX_FILE >> 20));
        }
        found.insert(name.to_string(), unmarked(&text).to_string());
    }
    if found.len() > MAX_FILES || found.values().map(String::len).sum::<usize>() > MAX_ALL {
        return Err(format!("模板太大：至多 {MAX_FILES} 个文件，合计 {} MB", MAX_ALL >> 20));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// The one folder of a template that is not the program's; it is named after the template's id.
    fn id() -> String {
        let folders =
            std::fs::read_dir("tests/fixtures/templates").unwrap().map(|entry| entry.unwrap().path());
        let folder = folders.filter(|path| path.is_dir()).min().unwrap();
        folder.file_name().unwrap().to_str().unwrap().to_string()
    }

    fn folder(prefix: &str) -> BTreeMap<String, String> {
        let folder = format!("tests/fixtures/templates/{}", id());
        let mut files = BTreeMap::new();
        for (inner, shown) in [("", ""), ("/tables", "tables/")] {
            for entry in std::fs::read_dir(format!("{folder}{inner}")).unwrap() {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                if name.ends_with(".toml") {
                    let text = std::fs::read_to_string(entry.path()).unwrap();
                    files.insert(format!("{prefix}{shown}{name}"), text);
                }
            }
        }
        files
    }

    fn answer(sent: &Sent) -> Result<Answer, String> {
        prepare(&input(sent)).map(|text| output(&text).unwrap())
    }

    fn zipped(files: &BTreeMap<String, String>) -> String {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in files {
            zip.start_file(name.as_str(), options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        base64::engine::general_purpose::STANDARD.encode(zip.finish().unwrap().into_inner())
    }

    #[test]
    fn a_folder_and_an_archive_give_the_same_template() {
        let files = folder("我的模板/");
        let of_folder = answer(&Sent { files: files.clone(), archive: None }).unwrap();
        let of_archive = answer(&Sent { archive: Some(zipped(&files)), ..Sent::default() }).unwrap();
        assert_eq!(of_folder, of_archive);
        let Answer::Good(prepared) = of_folder else { panic!("the template is not good") };
        assert_eq!(prepared.id, id());
        assert!(prepared.prepared.keys().eq(prepared.written.keys()));
        assert!(prepared.prepared["report.toml"].starts_with('{'));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let mut files = folder("");
        let narrative = files.get_mut("narrative.toml").unwrap();
        *narrative = narrative.replacen("N01.", "N99.", 1);
        match answer(&Sent { files, archive: None }).unwrap() {
            Answer::Complaints(complaints) => {
                assert!(complaints[0].starts_with("narrative.toml 第"), "{complaints:?}");
            }
            Answer::Good(_) => panic!("a name that is nowhere was not found out"),
        }
    }

    #[test]
    fn what_is_no_template_is_refused() {
        let none = Sent { files: BTreeMap::from([("a.toml".into(), String::new())]), archive: None };
        assert!(answer(&none).unwrap_err().contains("report.toml"));
        let broken = Sent { archive: Some("AAAA".into()), ..Sent::default() };
        assert!(answer(&broken).unwrap_err().contains("zip"));
        let bomb = BTreeMap::from([("report.toml".into(), "#".repeat(3 << 20))]);
        assert!(
            answer(&Sent { archive: Some(zipped(&bomb)), ..Sent::default() }).unwrap_err().contains("MB")
        );
    }
}
