//! Invariants that every way into a report shares.

use super::*;
use crate::amount::{Amount, Unit};
use crate::template::builtin;

fn report() -> Report {
    Report::new(Arc::new(builtin("nmg-department-2023").unwrap().unwrap()))
}

fn cell(name: &str) -> CellRef {
    CellRef::parse(report().template(), name).unwrap()
}

fn yuan(fen: i64) -> CellContent {
    CellContent::of(Some(Entered::yuan(Amount::from_fen(fen))))
}

#[test]
fn a_whole_row_is_checked_like_its_cells() {
    let check = |column: &str, content: CellContent, expected: EditError| {
        let mut report = report();
        let place = cell(&format!("T05.2010101.{column}"));
        let mut row = RowData::default();
        row.set(place.column, content);
        let mut touched = Touched::default();
        assert_eq!(
            report.apply(Edit::SetRow(place.table, 2_010_101, Some(row)), &mut touched),
            Err(expected)
        );
        assert_eq!((report, touched), (self::report(), Touched::default()));
    };
    let most = Amount::MAX_ENTRY.fen();
    check("c1", yuan(1), EditError::Derived);
    check("c2", CellContent::of(Some(Entered::Count(1))), EditError::WrongQuantity);
    check("c2", CellContent { stated: yuan(1).entered, ..CellContent::default() }, EditError::NotDerived);
    check("c2", yuan(most + 1), EditError::OutOfRange);
    check("c2", yuan(i64::MIN), EditError::OutOfRange);
}

#[test]
fn a_row_comes_and_goes_with_its_cells() {
    let place = cell("T05.2010101.c2");
    let mut row = RowData::default();
    row.set(place.column, CellContent { unread: Some("12,34".into()), ..CellContent::default() });
    let mut report = report();
    for edit in [Some(row), None] {
        let mut touched = Touched::default();
        report.apply(Edit::SetRow(place.table, 2_010_101, edit), &mut touched).unwrap();
        assert_eq!(touched.cells, [place]);
    }
}

#[test]
fn what_is_no_code_has_neither_name_nor_cells() {
    let mut report = report();
    let mut touched = Touched::default();
    let named = report.apply(Edit::SetName(20_101, Some("人大事务".into())), &mut touched);
    assert_eq!(named, Ok(Edit::SetName(20_101, None)));
    let named = report.apply(Edit::SetName(2010, Some("四位".into())), &mut touched);
    assert_eq!(named, Err(EditError::NotACode(2010)));
    let stated = CellContent { stated: yuan(1).entered, ..CellContent::default() };
    let subtotal = cell("T05.20101.c2");
    assert!(report.apply(Edit::SetCell(subtotal, stated.clone()), &mut touched).is_ok());
    let six_digits = CellRef { row: RowKey::Code(201_010), ..subtotal };
    assert_eq!(report.apply(Edit::SetCell(six_digits, stated), &mut touched), Err(EditError::NoSuchCell));
    assert_eq!(CellRef::parse(report.template(), "T05.+201010.c2"), None);
    assert_eq!(report.unit(subtotal.table), Unit::Yuan);
}
