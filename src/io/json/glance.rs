//! Whose report a file is, without reading all of it.

use super::{ReadError, mark};
use serde::Deserialize;

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// Its template's id.
    pub template: String,
    /// The department it names; nothing when it names none.
    pub department: String,
    /// The year it names.
    pub year: Option<String>,
}

/// Looks whose report a file is. What is found is shown to choose by; whoever uses the report reads it as a whole.
///
/// # Errors
/// When the file is none of ours; most damages are found only when it is read.
pub fn glance(bytes: &[u8]) -> Result<Glance, ReadError> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Texts {
        department: String,
        year: Option<String>,
    }
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Head {
        texts: Texts,
    }
    let text = mark::text(bytes)?;
    let template = mark::read(text)?.template;
    // What is wrong with the texts is said when the file is read.
    let Head { texts } = serde_json::from_str(text).unwrap_or_default();
    Ok(Glance { template, department: texts.department.trim().to_string(), year: texts.year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_whose_it_is() {
        let found = glance(include_bytes!("../../template/builtin/nmg-department-2023/sample.json")).unwrap();
        assert_eq!(found.department, "科尔沁左翼中旗政务服务局（部门）");
        assert_eq!((found.template.as_str(), found.year.as_deref()), ("nmg-department-2023", Some("2023")));
        assert!(matches!(glance(b"PK\x03\x04 xl/"), Err(ReadError::OtherKind(_))));
        assert_eq!(glance(b"[1]"), Err(ReadError::Foreign));
        let odd =
            br#"{"format":"final-accounts/report","version":1,"template":{"id":"a","version":1},"texts":[]}"#;
        assert_eq!(glance(odd).unwrap().department, "");
    }
}
