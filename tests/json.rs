//! The saved file: exact, stable, and refused with place and remedy when damaged.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;
#[path = "json/damage.rs"]
mod damage;
#[path = "json/leftovers.rs"]
mod leftovers;

use common::{at, entered, number, small};
use final_accounts::amount::Unit;
use final_accounts::io::json::{Opened, ReadError, read, write};
use final_accounts::report::{CellContent, Edit, Report, RowData, Touched};
use final_accounts::template::{Template, ZeroWording};
use proptest::prelude::*;
use std::sync::Arc;

fn open(bytes: &[u8]) -> Result<Opened, ReadError> {
    let template = small();
    read(bytes, &|id: &str| (id == "small").then(|| template.clone()))
}

const SAVED: &str = r#"{
  "format": "final-accounts/report",
  "version": 1,
  "template": { "id": "small", "version": 1 },
  "options": { "zero_wording": "as_source" },
  "names": {
    "201": "一般公共服务",
    "2019999": "其他“服务”\t\"甲\""
  },
  "texts": {
    "department": "某局\n（部门）\u0001",
    "s1.total.reason": "反斜杠\\与表情😀"
  },
  "tables": {
    "A": {
      "unit": "ten_thousand_yuan",
      "rows": {
        "total": { "a": { "stated": { "wan": "1.00" } } },
        "2010101": { "a": { "yuan": "3755383.47" }, "b": { "wan": "84.0470", "unread": "84.04.70" }, "n": { "count": "4" }, "sum": { "stated": { "yuan": "-0.10" } } },
        "2010102": {}
      }
    },
    "E": {
      "unit": "ten_thousand_yuan",
      "rows": {}
    },
    "F": {
      "unit": "yuan",
      "rows": {
        "one": { "amount": { "yuan": "7" } },
        "right": { "people": { "unread": "" } }
      }
    }
  }
}
"#;

fn sample() -> Report {
    let mut report = Report::new(small());
    let cell = |name: &str, content: CellContent| Edit::SetCell(at(&Report::new(small()), name), content);
    let stated = |text: &str| CellContent { stated: Some(number(text)), ..CellContent::default() };
    let unread = |number, text: &str| CellContent { unread: Some(text.into()), ..CellContent::of(number) };
    let edits = vec![
        Edit::SetZeroWording(ZeroWording::AsSource),
        Edit::SetName(2_019_999, Some("其他“服务”\t\"甲\"".into())),
        Edit::SetName(201, Some("一般公共服务".into())),
        Edit::SetText("s1.total.reason".into(), Some("反斜杠\\与表情😀".into())),
        Edit::SetText("department".into(), Some("某局\n（部门）\u{1}".into())),
        Edit::SetUnit(0, Unit::TenThousandYuan),
        Edit::SetUnit(2, Unit::TenThousandYuan),
        Edit::SetRow(0, 2_010_102, Some(RowData::default())),
        Edit::SetRow(0, 2_010_101, Some(RowData::default())),
        cell("A.2010101.b", unread(Some(number("84.0470万元")), "84.04.70")),
        cell("A.2010101.a", entered("3755383.47元")),
        cell("A.2010101.n", entered("4")),
        cell("A.2010101.sum", stated("-0.10元")),
        cell("A.total.a", stated("1.00万元")),
        cell("F.one.amount", entered("7元")),
        cell("F.right.people", unread(None, "")),
    ];
    report.apply(Edit::Batch(edits), &mut Touched::default()).unwrap();
    report
}

#[test]
fn a_report_is_written_to_be_read_by_people() {
    assert_eq!(write(&sample()), SAVED);
}

#[test]
fn nothing_is_lost_on_the_way() {
    let Opened { report, notes } = open(SAVED.as_bytes()).unwrap();
    assert_eq!((&report, notes), (&sample(), vec![]));
    assert_eq!(write(&report), SAVED);
    let empty = Report::new(small());
    assert_eq!(open(write(&empty).as_bytes()).unwrap().report, empty);
}

#[test]
fn other_spellings_of_the_same_are_read() {
    let value: serde_json::Value = serde_json::from_str(SAVED).unwrap();
    // Keys in alphabetical order, on one line, with a byte order mark.
    let text = format!("\u{FEFF}{value}");
    assert_eq!(open(text.as_bytes()).unwrap().report, sample());
    let least = r#"{"format":"final-accounts/report","version":1,"template":{"id":"small","version":1}}"#;
    assert_eq!(open(least.as_bytes()).unwrap().report, Report::new(small()));
}

#[test]
fn versions_of_templates_are_minded() {
    let version = |version: u32| {
        let template = Arc::new(Template { version, ..Arc::into_inner(small()).unwrap() });
        read(SAVED.as_bytes(), &move |_: &str| Some(template.clone()))
    };
    assert_eq!(
        version(2).unwrap().notes,
        ["这份报告是用“小表”第 1 版填的，现在按第 2 版打开，请核对各表后再保存"]
    );
    let message = version(0).unwrap_err().to_string();
    assert_eq!(message, "这份报告用的是“小表”第 1 版，比本程序里的新，请更新程序后再打开");
}

/// Whatever opens can be saved and opened again to the same bytes.
fn settles(bytes: &[u8]) {
    if let Ok(Opened { report, .. }) = open(bytes) {
        let once = write(&report);
        assert_eq!(open(once.as_bytes()).unwrap().report, report);
        assert_eq!(write(&open(once.as_bytes()).unwrap().report), once);
    }
}

proptest! {
    #[test]
    fn damaged_files_never_panic(
        changes in prop::collection::vec((0..3usize, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let mut bytes = SAVED.as_bytes().to_vec();
        for (kind, from, to, byte) in changes {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            let (from, to) = (from.min(to), from.max(to));
            match kind {
                0 => bytes[from] = byte,
                1 => drop(bytes.drain(from..(from + 3).min(to))),
                _ => {
                    let piece = bytes[from..to.min(from + 200)].to_vec();
                    bytes.splice(from..from, piece);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        settles(&bytes);
    }

    #[test]
    fn truncated_files_are_refused(end in 0..SAVED.len() - 1) {
        // Only the last line break may be missing.
        prop_assert!(open(&SAVED.as_bytes()[..end]).is_err());
    }

    #[test]
    fn digits_changed_within_numbers_settle(position in 0..SAVED.len(), character in "[0-9.\\-]") {
        let mut text = SAVED.to_owned();
        if text.is_char_boundary(position) && text.as_bytes()[position].is_ascii_digit() {
            text.replace_range(position..=position, &character);
        }
        settles(text.as_bytes());
    }

    #[test]
    fn any_text_survives(text in any::<String>(), key in any::<String>()) {
        let mut report = Report::new(small());
        let unread = CellContent { unread: Some(text.clone().into()), ..CellContent::default() };
        let edits = vec![
            Edit::SetText(key, Some(text.clone())),
            Edit::SetName(301, Some(text)),
            Edit::SetCell(at(&report, "F.one.amount"), unread),
        ];
        report.apply(Edit::Batch(edits), &mut Touched::default()).unwrap();
        prop_assert_eq!(open(write(&report).as_bytes()).unwrap().report, report);
    }
}
