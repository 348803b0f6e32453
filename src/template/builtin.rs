//! Templates that come with the program.

use super::{Complaint, Template, TemplateFile, load};

/// A built-in template's file: as written, and for the browser as the build has prepared it.
#[cfg(any(not(target_arch = "wasm32"), feature = "annex"))]
macro_rules! text {
    ($id:literal, $name:literal) => {
        include_str!(concat!("builtin/", $id, "/", $name))
    };
}
#[cfg(all(target_arch = "wasm32", not(feature = "annex")))]
macro_rules! text {
    ($id:literal, $name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $id, "/", $name))
    };
}

macro_rules! template {
    ($id:literal: $($name:literal),+ $(,)?) => {
        ($id, &[$(TemplateFile { name: $name, text: text!($id, $name) }),+])
    };
}

const BUILTIN: [(&str, &[TemplateFile<'static>]); 1] = [template!(
    "nmg-department-2023":
    "report.toml",
    "narrative.toml",
    "checks.toml",
    "lists.toml",
    "tables/T01.toml",
    "tables/T02.toml",
    "tables/T03.toml",
    "tables/T04.toml",
    "tables/T05.toml",
    "tables/T06.toml",
    "tables/T07.toml",
    "tables/T08.toml",
    "tables/T09.toml",
    "tables/T10.toml",
    "tables/T11.toml",
    "tables/budget.toml",
    "tables/prior.toml",
    "tables/three_public.toml",
)];

/// The ids of the templates that come with the program, newest form first.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(id, _)| *id)
}

/// Loads the built-in template `id`; `None` when there is none of that id.
pub fn builtin(id: &str) -> Option<Result<Template, Vec<Complaint>>> {
    let (_, files) = BUILTIN.iter().find(|(known, _)| *known == id)?;
    Some(load(files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_template_loads_and_bears_its_id() {
        for id in builtin_ids() {
            match builtin(id) {
                Some(Ok(template)) => assert_eq!(template.id, id),
                Some(Err(complaints)) => {
                    panic!("{}", complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
                }
                None => panic!("{id} is not there"),
            }
        }
    }
}
