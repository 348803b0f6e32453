//! What a clerk might do, rightly or wrongly, as random data.

use final_accounts::amount::{Amount, EnteredAmount, Unit};
use final_accounts::calc::Engine;
use final_accounts::report::{CellContent, CellRef, Edit, Entered, Report, RowData};
use final_accounts::template::{RowKey, TableIndex, ZeroWording};
use proptest::prelude::*;
use proptest::sample::Index;

/// Codes of several classes and sections, and some that fit nowhere.
pub const CODES: [u32; 12] = [
    2_010_101, 2_010_102, 2_010_301, 2_080_501, 2_089_999, 2_210_201, 30_101, 30_102, 30_201, 20_101, 201,
    2010,
];

/// What a clerk might do; indices are looked up in the report as it then is.
#[derive(Clone, Debug)]
pub enum Act {
    Cell(Index, Content),
    Row(Index, Index, Option<Content>),
    Name(Index, Option<String>),
    Unit(Index, bool),
    Text(Index, Option<String>),
    Zero(bool),
    Batch(Vec<Act>),
    Replace(Vec<Act>),
    Undo,
    Redo,
}

#[derive(Clone, Debug)]
pub enum Content {
    Empty,
    Number(Number),
    Stated(Number),
    Unread(Option<Number>, String),
}

#[derive(Clone, Copy, Debug)]
pub enum Number {
    Yuan(i64),
    Wan(i64, u8),
    Count(i64),
}

impl Number {
    fn entered(self) -> Entered {
        let money = |fen, unit, decimals| {
            let loose = EnteredAmount { amount: Amount::from_fen(fen), unit, decimals };
            // As someone would have written it.
            Entered::Money(EnteredAmount::from_text(&loose.text(), unit).unwrap_or(loose))
        };
        match self {
            Number::Yuan(fen) => money(fen, Unit::Yuan, 2),
            Number::Wan(fen, decimals) => money(fen, Unit::TenThousandYuan, decimals),
            Number::Count(count) => Entered::Count(count),
        }
    }
}

impl Content {
    fn content(self) -> CellContent {
        match self {
            Content::Empty => CellContent::default(),
            Content::Number(number) => CellContent::of(Some(number.entered())),
            Content::Stated(number) => {
                CellContent { stated: Some(number.entered()), ..CellContent::default() }
            }
            Content::Unread(number, text) => {
                CellContent { unread: Some(text.into()), ..CellContent::of(number.map(Number::entered)) }
            }
        }
    }
}

fn numbers() -> impl Strategy<Value = Number> {
    let most = Amount::MAX_ENTRY.fen();
    let fen = prop_oneof![4 => -1000..1000i64, 4 => Just(0), 2 => -most..=most, 2 => Just(most), 1 => Just(most + 1), 1 => any::<i64>()];
    prop_oneof![
        6 => fen.clone().prop_map(Number::Yuan),
        2 => (fen, 0..7u8).prop_map(|(fen, decimals)| Number::Wan(fen, decimals)),
        2 => prop_oneof![0..100i64, Just(1_000_000_000_000_000), Just(i64::MIN), any::<i64>()].prop_map(Number::Count),
    ]
}

fn contents() -> impl Strategy<Value = Content> {
    prop_oneof![
        2 => Just(Content::Empty),
        8 => numbers().prop_map(Content::Number),
        1 => numbers().prop_map(Content::Stated),
        1 => (prop::option::of(numbers()), "[0-9,.一]{0,4}").prop_map(|(n, t)| Content::Unread(n, t)),
    ]
}

fn words() -> impl Strategy<Value = Option<String>> {
    prop::option::of("[财政局 \"\\\\\n]{0,4}")
}

pub fn acts() -> impl Strategy<Value = Act> {
    let index = any::<Index>;
    let leaf = prop_oneof![
        10 => (index(), contents()).prop_map(|(cell, content)| Act::Cell(cell, content)),
        5 => (index(), index(), prop_oneof![3 => contents().prop_map(Some), 1 => Just(None)])
            .prop_map(|(table, code, row)| Act::Row(table, code, row)),
        1 => (index(), words()).prop_map(|(code, name)| Act::Name(code, name)),
        1 => (index(), any::<bool>()).prop_map(|(table, wan)| Act::Unit(table, wan)),
        1 => (index(), words()).prop_map(|(key, text)| Act::Text(key, text)),
        1 => any::<bool>().prop_map(Act::Zero),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
    ];
    leaf.prop_recursive(2, 12, 6, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 0..6).prop_map(Act::Batch),
            1 => prop::collection::vec(inner, 0..6).prop_map(Act::Replace),
        ]
    })
}

/// The edit an act stands for; `None` for undo and redo.
pub fn edit(act: Act, engine: &Engine) -> Option<Edit> {
    let report = engine.report();
    let template = report.template();
    let table = |index: Index| TableIndex::try_from(index.index(template.tables.len() + 1)).unwrap();
    Some(match act {
        Act::Cell(index, content) => {
            let mut cells: Vec<CellRef> = engine.live_cells().collect();
            // Rows that are not there, subtotals of nothing, and cells of no column.
            cells.push(CellRef { table: 0, row: RowKey::Code(2_299_999), column: 0 });
            cells.push(CellRef { table: 0, row: RowKey::Code(229), column: 0 });
            cells.push(CellRef { table: 0, row: RowKey::Total, column: 999 });
            Edit::SetCell(cells[index.index(cells.len())], content.content())
        }
        Act::Row(index, code, row) => {
            let (table, code) = (table(index), CODES[code.index(CODES.len())]);
            let row = row.map(|content| {
                let mut row = RowData::default();
                if let Some(columns) = template.table(table).map(|table| table.columns_of(RowKey::Total)) {
                    let content = content.content();
                    let fits = |column: &u16| {
                        let cell = CellRef { table, row: RowKey::Code(code), column: *column };
                        report.check_cell(cell, &content).is_ok()
                    };
                    // Mostly where it belongs; where it belongs nowhere, wherever.
                    row.set(columns.clone().find(fits).unwrap_or(columns.start), content.clone());
                }
                row
            });
            Edit::SetRow(table, code, row)
        }
        Act::Name(code, name) => Edit::SetName(CODES[code.index(CODES.len())], name),
        Act::Unit(index, wan) => {
            Edit::SetUnit(table(index), if wan { Unit::TenThousandYuan } else { Unit::Yuan })
        }
        Act::Text(key, text) => {
            let keys = ["department", "s1.total.reason", "s5.item.2010101.reason"];
            Edit::SetText(keys[key.index(keys.len())].into(), text)
        }
        Act::Zero(source) => {
            Edit::SetZeroWording(if source { ZeroWording::AsSource } else { ZeroWording::Recommended })
        }
        Act::Batch(acts) => Edit::Batch(acts.into_iter().filter_map(|act| edit(act, engine)).collect()),
        Act::Replace(acts) => {
            let mut other = Engine::new(Report::new(template.clone()));
            for act in acts {
                if let Some(edit) = edit(act, &other) {
                    let _ = other.apply(edit);
                }
            }
            Edit::Replace(Box::new(other.report().clone()))
        }
        Act::Undo | Act::Redo => return None,
    })
}
