//! Cases by hand: what the laws say, in numbers one can follow.

use super::common::{at, entered, number, real, small};
use final_accounts::calc::{Book, CellId, Changes, Engine, Value, Values};
use final_accounts::report::{CellContent, Edit, EditError, Report, RowData};
use final_accounts::template::{RowKey, Template};
use std::sync::Arc;

/// A report of `template` with `cells` entered, rows added as needed.
fn book(template: Arc<Template>, cells: &[(&str, &str)]) -> Book {
    let mut book = Book::new(Report::new(template));
    for (cell, text) in cells {
        set(&mut book, cell, entered(text));
    }
    book
}

fn set(book: &mut Book, cell: &str, content: CellContent) -> Changes {
    let cell = at(book.engine().report(), cell);
    if let RowKey::Code(code) = cell.row
        && book.engine().report().is_item(cell.table, cell.row)
        && book.engine().report().row(cell.table, cell.row).is_none()
    {
        book.edit(Edit::SetRow(cell.table, code, Some(RowData::default()))).unwrap();
    }
    book.edit(Edit::SetCell(cell, content)).unwrap()
}

/// The value as text: `blank`, `overflow`, fen, or a count with 个.
fn value(engine: &Engine, cell: &str) -> String {
    match engine.value(at(engine.report(), cell)) {
        Value::Blank => "blank".into(),
        Value::Overflow => "overflow".into(),
        Value::Money(amount) => amount.fen().to_string(),
        Value::Count(count) => format!("{count}个"),
    }
}

fn names(engine: &Engine, cells: &[CellId]) -> Vec<String> {
    let name = |id: &CellId| engine.cell(*id).unwrap().name(engine.report().template());
    let mut names: Vec<_> = cells.iter().map(name).collect();
    names.sort();
    names
}

fn rows(engine: &Engine, table: &str) -> String {
    let template = engine.report().template();
    let index = template.table_index(table).unwrap();
    let name = |row: &RowKey| template.table(index).unwrap().row_name(*row);
    engine.rows(index).iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn blank_is_not_zero() {
    let mut book = book(small(), &[("A.2010101.a", "0元"), ("A.2010102.n", "0")]);
    let check = |book: &Book, cell: &str, expected: &str| {
        assert_eq!(value(book.engine(), cell), expected, "{cell}");
    };
    check(&book, "A.2010101.sum", "0");
    check(&book, "A.2010102.sum", "blank");
    check(&book, "A.total.b", "blank");
    check(&book, "A.total.n", "0个");
    check(&book, "A.2010101.d7", "0");
    // Subtracting from nothing is the opposite, not nothing.
    set(&mut book, "A.2010102.b", entered("5元"));
    check(&book, "A.2010102.d8", "-500");
    // Clearing makes it blank again, through every sum.
    set(&mut book, "A.2010101.a", CellContent::default());
    set(&mut book, "A.2010102.b", CellContent::default());
    check(&book, "A.total.sum", "blank");
    check(&book, "F.two.amount", "blank");
}

#[test]
fn text_that_cannot_be_read_leaves_the_number_in_force() {
    let mut book = book(small(), &[("A.2010101.a", "1.00元")]);
    let unread = CellContent { unread: Some("1,2".into()), ..entered("1.00元") };
    let changes = set(&mut book, "A.2010101.a", unread);
    assert_eq!(names(book.engine(), &changes.cells), ["A.2010101.a"]);
    assert_eq!(value(book.engine(), "A.total.sum"), "100");
}

#[test]
fn overflow_is_a_value_and_passes_on() {
    let most = "1000000000000000.00元";
    let mut book = book(small(), &[("A.2010101.a", most), ("A.2010102.a", "1.00元")]);
    let fen = |times: i64| (times * 100_000_000_000_000_000).to_string();
    assert_eq!(value(book.engine(), "A.2010101.d6"), fen(64));
    assert_eq!(value(book.engine(), "A.2010101.d7"), "overflow");
    assert_eq!(value(book.engine(), "A.2010101.d8"), "overflow");
    assert_eq!(value(book.engine(), "A.20101.d7"), "overflow");
    assert_eq!(value(book.engine(), "A.total.d8"), "overflow");
    assert_eq!(value(book.engine(), "A.2010102.d7"), "12800");
    set(&mut book, "A.2010101.a", entered("-1000000000000000.00元"));
    assert_eq!(value(book.engine(), "A.2010101.d6"), fen(-64));
    assert_eq!(value(book.engine(), "A.2010101.d7"), "overflow");
    set(&mut book, "A.2010101.a", entered("-1.00元"));
    assert_eq!(value(book.engine(), "A.total.d7"), "0");
}

#[test]
fn a_change_stops_where_values_stay() {
    let mut book = book(small(), &[("A.2010101.a", "1元"), ("A.2010101.b", "2元")]);
    let swap = |book: &Book| {
        let cell = |name: &str, text: &str| Edit::SetCell(at(book.engine().report(), name), entered(text));
        Edit::Batch(vec![cell("A.2010101.a", "2元"), cell("A.2010101.b", "1元")])
    };
    let edit = swap(&book);
    let changes = book.edit(edit).unwrap();
    let told = names(book.engine(), &changes.cells);
    assert!(told.contains(&"A.total.a".to_string()));
    // The sum is the same, so nothing behind it was even looked at.
    let behind = |name: &&String| name.contains("sum") || name.starts_with("F.") || name.contains("from_a");
    assert_eq!(told.iter().filter(behind).count(), 0, "{told:?}");
    let edit = swap(&book);
    let changes = book.edit(edit).unwrap();
    assert_eq!(names(book.engine(), &changes.cells), ["A.2010101.a", "A.2010101.b"]);
}

#[test]
fn one_cell_tells_exactly_what_depends_on_it() {
    let mut book = book(real(), &[("T05.2010101.c2", "1元"), ("T05.2010101.budget", "1元")]);
    let changes = set(&mut book, "T05.2010101.budget", entered("2元"));
    let expected = "T05.201.budget T05.20101.budget T05.2010101.budget T05.total.budget \
                    budget.appropriation.amount budget.general_public.amount budget.total.amount";
    assert_eq!(names(book.engine(), &changes.cells).join(" "), expected);
}

#[test]
fn a_row_that_returns_keeps_its_ids() {
    let mut book = book(small(), &[("A.2010101.a", "1元"), ("A.2080501.a", "2元")]);
    let cell = at(book.engine().report(), "A.2010101.a");
    let (id, count) = (book.engine().id(cell), book.engine().cell_count());
    book.edit(Edit::SetRow(cell.table, 2_010_101, None)).unwrap();
    assert_eq!(rows(book.engine(), "A"), "total 208 20805 2080501");
    assert_eq!(
        (value(book.engine(), "A.2010101.a"), value(book.engine(), "A.201.a")),
        ("blank".into(), "blank".into())
    );
    assert_eq!(value(book.engine(), "A.total.a"), "200");
    assert_eq!(book.engine().id(cell), id);
    let (label, changes) = book.undo().unwrap();
    assert_eq!(label, "删科目 2010101（甲表）");
    assert!(changes.structure && changes.cells.contains(&id.unwrap()));
    assert_eq!((book.engine().id(cell), book.engine().cell_count()), (id, count));
    assert_eq!(
        (value(book.engine(), "A.2010101.a"), value(book.engine(), "A.total.a")),
        ("100".into(), "300".into())
    );
}

#[test]
fn tables_show_the_rows_of_those_they_take_them_from() {
    let mut book = book(real(), &[("T05.2010101.c2", "1元"), ("T08.2080501.c4", "2元")]);
    assert_eq!(rows(book.engine(), "T05"), "total 201 20101 2010101");
    let all = "total 201 20101 2010101 208 20805 2080501";
    assert_eq!(rows(book.engine(), "T03"), all);
    assert_eq!(rows(book.engine(), "T02"), all);
    assert_eq!(value(book.engine(), "T03.total.c2"), "300");
    assert_eq!(value(book.engine(), "T03.20805.c1"), "200");
    // A row of its own joins in the order of codes, and stays when the other table's goes.
    set(&mut book, "T03.2010102.c4", entered("4元"));
    set(&mut book, "T03.2010101.c4", entered("8元"));
    assert_eq!(rows(book.engine(), "T02"), "total 201 20101 2010101 2010102 208 20805 2080501");
    let table = at(book.engine().report(), "T05.2010101.c2").table;
    book.edit(Edit::SetRow(table, 2_010_101, None)).unwrap();
    assert_eq!(rows(book.engine(), "T05"), "total");
    assert_eq!(rows(book.engine(), "T03"), "total 201 20101 2010101 2010102 208 20805 2080501");
    assert_eq!(value(book.engine(), "T03.total.c1"), "1400");
}

#[test]
fn subtotals_add_the_rows_directly_below() {
    let cells =
        [("A.2010101.a", "1元"), ("A.2010102.a", "2元"), ("A.2010301.a", "4元"), ("A.2080501.a", "8元")];
    let book = book(small(), &cells);
    assert_eq!(rows(book.engine(), "A"), "total 201 20101 2010101 2010102 20103 2010301 208 20805 2080501");
    let check = |cell: &str, expected: &str| assert_eq!(value(book.engine(), cell), expected, "{cell}");
    check("A.20101.a", "300");
    check("A.20103.a", "400");
    check("A.201.a", "700");
    check("A.total.a", "1500");
    check("B.2080501.rest", "700");
    let economic = self::book(small(), &[("E.30101.amount", "1元"), ("E.30201.amount", "2元")]);
    assert_eq!(rows(economic.engine(), "E"), "total 301 30101 302 30201");
    assert_eq!(value(economic.engine(), "F.economic.amount"), "300");
}

#[test]
fn stated_figures_stand_beside_and_change_nothing() {
    let mut book = book(small(), &[("A.2010101.a", "1元")]);
    let stated = CellContent { stated: Some(number("2.00万元")), ..CellContent::default() };
    let changes = set(&mut book, "A.201.a", stated);
    assert_eq!(names(book.engine(), &changes.cells), ["A.201.a"]);
    assert_eq!(value(book.engine(), "A.201.a"), "100");
}

#[test]
fn what_cannot_be_done_says_why_and_does_nothing() {
    let mut book = book(small(), &[("A.2010101.a", "1元")]);
    let before = book.engine().report().clone();
    let good = Edit::SetCell(at(&before, "F.one.amount"), entered("5元"));
    let mut check = |bad: Edit, error: EditError| {
        let batch = Edit::Batch(vec![good.clone(), Edit::Replace(Box::new(Report::new(small()))), bad]);
        assert_eq!(book.edit(batch).err(), Some(error));
        assert_eq!(book.engine().report(), &before);
        assert_eq!(value(book.engine(), "A.total.sum"), "100");
    };
    let cell = |name: &str, content: CellContent| Edit::SetCell(at(&before, name), content);
    check(cell("A.2010101.sum", entered("1元")), EditError::Derived);
    check(cell("A.total.a", entered("1元")), EditError::Derived);
    check(cell("F.one.amount", entered("1")), EditError::WrongQuantity);
    check(cell("A.2010102.a", entered("1元")), EditError::NoSuchRow("甲表".into()));
    check(Edit::SetRow(3, 2_010_101, None), EditError::NotAnItem(2_010_101));
    check(Edit::SetRow(2, 2_010_101, Some(RowData::default())), EditError::NotAnItem(2_010_101));
    check(Edit::SetName(12, None), EditError::NotACode(12));
}
