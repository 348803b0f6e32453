//! What a file is, before anything in it is believed.

use super::error::{Damage, ReadError, syntax};
use super::{FORMAT, MAX_BYTES, VERSION};
use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;

/// Brackets within brackets beyond this are no report: a report has six.
const MAX_DEPTH: usize = 64;

/// What a file says of itself.
pub(super) struct Mark {
    pub(super) template: String,
    pub(super) template_version: u32,
}

/// The file's text, without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { megabytes: bytes.len().div_ceil(1 << 20) });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(ReadError::Empty);
    }
    if let Some(kind) = other_kind(bytes) {
        return Err(ReadError::OtherKind(kind));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        ReadError::NotUtf8 { line: before.iter().filter(|byte| **byte == b'\n').count() + 1 }
    })
}

/// Files that are often chosen by mistake.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let starts = |start: &[u8]| bytes.starts_with(start);
    if starts(b"PK\x03\x04") {
        // The names of the files within are not compressed.
        return Some(match () {
            () if has(b"xl/") => "Excel 表格（.xlsx）",
            () if has(b"word/") => "Word 文档（.docx）",
            () => "压缩文件（.zip）",
        });
    }
    let first = bytes.trim_ascii_start();
    match () {
        () if starts(b"\xD0\xCF\x11\xE0") => Some("旧版 Office 文件（.xls 或 .doc）"),
        () if starts(b"%PDF") => Some("PDF 文件"),
        () if starts(b"Rar!") || starts(b"7z\xBC\xAF") || starts(b"\x1F\x8B") => Some("压缩文件"),
        () if starts(b"\xFF\xFE") || starts(b"\xFE\xFF") => Some("UTF-16 编码的文件"),
        () if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") => Some("图片"),
        () if first.starts_with(b"<") => Some("网页或 XML 文件"),
        () => None,
    }
}

/// Reads the mark alone: the tables can only be read once the template is known.
pub(super) fn read(text: &str) -> Result<Mark, ReadError> {
    #[derive(Deserialize)]
    struct Head {
        format: Option<Value>,
        version: Option<Value>,
        template: Option<Value>,
    }
    let head: Head = serde_json::from_str(text).map_err(|error| match error.classify() {
        // Only two things can be wrong beside the syntax: no object at all, or one of the three given twice.
        Category::Data if text.trim_start().starts_with('{') => {
            Damage::one("format、version、template", "有一项写了两次，请只留一个")
        }
        Category::Data => ReadError::Foreign,
        _ => syntax(text, &error),
    })?;
    if head.format.as_ref().and_then(Value::as_str) != Some(FORMAT) {
        return Err(ReadError::Foreign);
    }
    match head.version.as_ref().and_then(Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => return Err(ReadError::Newer { version }),
        Some(version) if version == u64::from(VERSION) => {}
        _ => return Err(Damage::one("version", format!("这里应是格式的版本号 {VERSION}"))),
    }
    let template = head.template.unwrap_or_default();
    let id = template.get("id").and_then(Value::as_str);
    let version = template.get("version").and_then(Value::as_u64).and_then(|version| version.try_into().ok());
    match (id, version) {
        (Some(id), Some(template_version)) => Ok(Mark { template: id.into(), template_version }),
        (None, _) => Err(Damage::one("template.id", "这里应是带引号的模板名，如 \"nmg-department-2023\"")),
        (_, None) => Err(Damage::one("template.version", "这里应是模板的版本号，如 1")),
    }
}

/// Whether brackets stand deeper within brackets than in any report; right for JSON, near enough for what is not.
pub(super) fn is_too_deep(text: &str) -> bool {
    let (mut depth, mut deepest) = (0usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest > MAX_DEPTH
}
