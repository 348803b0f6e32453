//! A template as a folder: which files it consists of, and how much of them is read. Whoever finds the files, on a
//! disk, in an archive or in the browser, asks here.

/// The files of a template beside its `tables/`.
const FILES: [&str; 4] = ["report.toml", "narrative.toml", "checks.toml", "lists.toml"];
/// The folder of tables, one file a table.
pub const TABLES: &str = "tables/";

/// Most files of a template.
pub const MAX_FILES: usize = 500;
/// Largest file of a template, in bytes. The largest that comes with the program has 40 thousand.
pub const MAX_FILE: usize = 2 << 20;
/// All its files together, in bytes.
pub const MAX_ALL: usize = 16 << 20;

/// Whether a template consists of this file, named from its folder on. What systems hide beside a table is none.
pub fn is_template_file(name: &str) -> bool {
    match name.strip_prefix(TABLES) {
        Some(table) => table.ends_with(".toml") && !table.starts_with('.') && !table.contains('/'),
        None => FILES.contains(&name),
    }
}

/// A file's text, without the mark that some editors put in front.
///
/// # Errors
/// The line, from 1, where it is not UTF-8.
pub fn read_text(bytes: &[u8]) -> Result<&str, usize> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(unmarked(text)),
        Err(error) => Err(bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1),
    }
}

/// A text without the mark that some editors put in front: it is no part of the template.
pub fn unmarked(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_template_consists_of() {
        for name in ["report.toml", "lists.toml", "tables/T01.toml"] {
            assert!(is_template_file(name), "{name}");
        }
        for name in ["T01.toml", "tables/._T01.toml", "tables/old/T01.toml", "tables/T01.txt", "tables", ""] {
            assert!(!is_template_file(name), "{name}");
        }
        assert_eq!(read_text("\u{feff}id = 1".as_bytes()), Ok("id = 1"));
        assert_eq!(read_text(b"a\nb\xff"), Err(2));
    }
}
