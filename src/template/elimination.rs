//! What is eliminated (抵销) between units of one department: what one pays the other receives, and added up both
//! would be counted twice.

use super::complaint::Complaints;
use super::source::{EliminationSource, Written};
use super::{ColumnIndex, Quantity, RowKey, Table, TableIndex};
use std::collections::BTreeSet;

/// A kind of payment between units, and the entered cells it stands in on either side.
#[derive(Clone, Debug)]
pub struct Elimination {
    /// Name in saved files.
    pub key: String,
    /// What clerks call it.
    pub label: String,
    /// When it applies.
    pub help: String,
    /// Where the unit that pays enters it.
    pub paid: Vec<EliminationPlace>,
    /// Where the unit that receives enters it.
    pub received: Vec<EliminationPlace>,
}

/// An entered cell, or a column of entered cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EliminationPlace {
    /// Table.
    pub table: TableIndex,
    /// The row; `None` for every item of a repeating table.
    pub row: Option<RowKey>,
    /// Value column.
    pub column: ColumnIndex,
}

/// The side of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// Who pays.
    Paid,
    /// Who receives.
    Received,
}

impl EliminationPlace {
    /// Whether the cell at this place is meant; of a repeating table only items are entered.
    pub fn covers(self, table: TableIndex, row: RowKey, column: ColumnIndex) -> bool {
        let rows = match self.row {
            Some(own) => own == row,
            None => matches!(row, RowKey::Code(_)),
        };
        rows && self.table == table && self.column == column
    }
}

impl Elimination {
    /// The side a cell stands on, when this elimination reaches it.
    pub fn party(&self, table: TableIndex, row: RowKey, column: ColumnIndex) -> Option<Party> {
        let reaches =
            |places: &[EliminationPlace]| places.iter().any(|place| place.covers(table, row, column));
        match () {
            () if reaches(&self.paid) => Some(Party::Paid),
            () if reaches(&self.received) => Some(Party::Received),
            () => None,
        }
    }
}

/// Resolves the eliminations of a template.
pub(super) fn eliminations(
    tables: &[Table],
    sources: &[EliminationSource],
    complaints: &mut Complaints<'_>,
) -> Vec<Elimination> {
    let mut keys = BTreeSet::new();
    let mut found = Vec::new();
    for source in sources {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if source.key.is_empty() || !source.key.chars().all(plain) || !keys.insert(&source.key) {
            let key = &source.key;
            let problem = format!("抵销“{key}”的名称要唯一，只能用英文字母、数字和下划线");
            complaints.near(&format!("key = \"{key}\""), problem);
        }
        let mut side = |written: &[Written], name: &str| {
            if written.is_empty() {
                let problem = format!("抵销“{}”的 {name} 没有写在哪些格里", source.key);
                complaints.near(&format!("key = \"{}\"", source.key), problem);
            }
            let mut places: Vec<EliminationPlace> = Vec::new();
            for written in written {
                match place(tables, &written.text) {
                    Ok(place) => places.push(place),
                    Err(problem) => complaints.at(written.at, format!("抵销“{}”的{problem}", source.key)),
                }
            }
            places
        };
        let (paid, received) = (side(&source.paid, "paid"), side(&source.received, "received"));
        if paid.iter().any(|place| received.contains(place)) {
            let problem = format!("抵销“{}”的 paid 和 received 里有同一格", source.key);
            complaints.near(&format!("key = \"{}\"", source.key), problem);
        }
        found.push(Elimination {
            key: source.key.clone(),
            label: source.label.clone(),
            help: source.help.clone(),
            paid,
            received,
        });
    }
    found
}

/// `T03.item.c6`: a column of every item; `T01.L_bop.amount`: one cell.
fn place(tables: &[Table], text: &str) -> Result<EliminationPlace, String> {
    let [table_key, row, column] = text.split('.').collect::<Vec<_>>()[..] else {
        return Err(format!("“{text}”不是地址；写成 表.item.栏 或 表.行.栏"));
    };
    let index = tables.iter().position(|table| table.key == table_key);
    let (Some(table), Some(index)) =
        (index.and_then(|index| tables.get(index)), index.and_then(|index| u16::try_from(index).ok()))
    else {
        return Err(format!("“{text}”：没有“{table_key}”这张表"));
    };
    let items = row == "item" && table.repeat().is_some();
    let key = if items { Some(RowKey::Total) } else { table.row_key(row) };
    let Some(key) = key.filter(|key| items || matches!(key, RowKey::Fixed(_))) else {
        return Err(format!("“{text}”：{table_key}没有“{row}”这一行；按科目列行的表写 item"));
    };
    let Some(column_index) = table.column_in(key, column) else {
        return Err(format!("“{text}”：{table_key}的“{row}”行没有“{column}”这一栏"));
    };
    if table.formula(key, column_index).is_some() {
        return Err(format!("“{text}”是算出来的，只能抵销填写的格；请写它的来源"));
    }
    if table.quantity(key, column_index) != Quantity::Money {
        return Err(format!("“{text}”不是金额"));
    }
    Ok(EliminationPlace { table: index, row: (!items).then_some(key), column: column_index })
}
