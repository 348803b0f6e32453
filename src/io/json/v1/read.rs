//! From a file to a report, entry by entry: the file is never held as a tree, problems are gathered with their
//! places, and every content passes the report's own checks.

use super::super::error::{Damage, ReadError, place, shown, syntax};
use super::leftovers::{Leftovers, cell_value};
use super::units::UnitsRead;
use super::walk::Object;
use crate::amount::{EnteredAmount, Unit};
use crate::report::{
    CellContent, CellRef, Edit, EditError, Entered, ListKey, Record, Report, RowData, Touched,
};
use crate::template::{RowKey, Table, TableIndex, Template};
use serde::de::DeserializeSeed;
use serde_json::Value;
use serde_json::error::Category;
use std::sync::Arc;

/// Reads the report; `template` is the one the file names.
///
/// `other_version` says that the template had another version when the report was saved: what it has no place for any
/// more is then kept aside instead of refused.
pub(in super::super) fn read(
    text: &str,
    template: Arc<Template>,
    other_version: bool,
) -> Result<Report, ReadError> {
    let mut reader = Reader {
        report: Report::new(template.clone()),
        template: &template,
        damage: Damage::default(),
        path: String::new(),
        exact: String::new(),
        expected: "",
        row: RowData::default(),
        cell: CellContent::default(),
        touched: Touched::default(),
        lists: Vec::new(),
        units: UnitsRead::default(),
        leftovers: Leftovers::default(),
        keeps_leftovers: other_version,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let read = Object { reader: &mut reader, level: Level::Report }.deserialize(&mut json);
    match read.and_then(|()| json.end()) {
        Ok(()) => reader.finish(),
        // A value of the wrong type: the reader stopped there, so its path is the place.
        Err(error) if error.classify() == Category::Data => {
            let Reader { path, expected, damage, .. } = &mut reader;
            let (line, column) = place(text, &error);
            damage.add(path, || format!("这里应是{expected}（第 {line} 行第 {column} 列）"));
        }
        Err(error) => return Err(syntax(text, &error)),
    }
    if reader.damage.problems.is_empty() { Ok(reader.report) } else { Err(ReadError::Damaged(reader.damage)) }
}

pub(super) struct Reader<'t> {
    pub(super) report: Report,
    pub(super) template: &'t Template,
    damage: Damage,
    /// Place of what is being read, as it is told.
    pub(super) path: String,
    /// The same in full, as what is kept aside is found by it; empty unless something may be.
    pub(super) exact: String,
    /// What is being read should be.
    pub(super) expected: &'static str,
    /// The row being read.
    row: RowData,
    /// The cell being read.
    pub(super) cell: CellContent,
    touched: Touched,
    /// Lists read so far, with their places.
    lists: Vec<(ListKey, Vec<Record>, String)>,
    pub(super) units: UnitsRead,
    /// What the template has no place for.
    pub(super) leftovers: Leftovers,
    /// Whether that is kept.
    pub(super) keeps_leftovers: bool,
}

/// What an object of the file stands for.
#[derive(Clone, Copy)]
pub(super) enum Level {
    Report,
    Template,
    Options,
    Names,
    Texts,
    Lists,
    Leftovers,
    Tables,
    Table(TableIndex),
    Rows(TableIndex),
    Row(TableIndex, RowKey),
    Cell(CellRef),
    Stated,
    Unit,
    UnitTemplate,
    UnitPart,
    UnitRecords,
    UnitTables,
    UnitTable(TableIndex),
    Eliminations,
    Elimination(usize),
    Eliminated,
}

impl Level {
    pub(super) fn expected(self) -> &'static str {
        match self {
            Level::Report | Level::Template | Level::Options => "花括号里的内容 { … }",
            Level::Names => "按科目编码列的名称 { \"2010101\": \"…\" }",
            Level::Lists => "按清单列的内容 { \"units\": [ … ] }",
            Level::Leftovers => "按位置列的文字 { \"tables.T99\": \"…\" }",
            Level::Texts => "按名称列的文字 { \"department\": \"…\" }",
            Level::Tables => "按表列的内容 { \"T05\": { … } }",
            Level::Table(_) => "一张表 { \"unit\": …, \"rows\": { … } }",
            Level::Rows(_) => "按行列的内容 { \"2010101\": { … } }",
            Level::Row(..) => "按栏列的各格 { \"c2\": { \"yuan\": \"1.00\" } }",
            Level::Unit => "一个单位的账 { \"name\": \"…\", \"tables\": { … } }",
            Level::UnitTemplate => "花括号里的内容 { … }",
            Level::UnitPart => "一个单位 { \"name\": \"…\", \"digest\": \"…\" }",
            Level::UnitRecords => "按清单列的编号 { \"projects\": [1, 2] }",
            Level::UnitTables => "按表列的内容 { \"T05\": { … } }",
            Level::UnitTable(_) => "一张表 { \"rows\": { … } }",
            Level::Eliminations | Level::Elimination(_) => "按格列的抵销数 { \"T03.2010302.c6\": { … } }",
            Level::Cell(_) | Level::Stated | Level::Eliminated => "写明单位的数 { \"yuan\": \"1.00\" }",
        }
    }
}

impl Reader<'_> {
    pub(super) fn problem(&mut self, problem: impl FnOnce() -> String) {
        self.damage.add(&self.path, problem);
    }

    /// The report itself decides what may be where.
    pub(super) fn apply(&mut self, edit: Edit) {
        if let Err(error) = self.change(edit) {
            self.problem(|| error.to_string());
        }
    }

    /// The same for `value`, which is kept aside where the template has no place for it any more.
    pub(super) fn apply_or_keep(&mut self, edit: Edit, value: impl FnOnce() -> Value) {
        if let Err(error) = self.change(edit) {
            self.keep_or_tell(&error, value);
        }
    }

    fn change(&mut self, edit: Edit) -> Result<(), EditError> {
        self.touched.cells.clear();
        self.touched.texts.clear();
        self.report.apply(edit, &mut self.touched).map(drop)
    }

    pub(super) fn list(&mut self, key: ListKey, records: Vec<Record>) {
        self.lists.push((key, records, self.path.clone()));
    }

    /// Takes over the lists, those that others belong to first.
    fn finish(&mut self) {
        let mut lists = std::mem::take(&mut self.lists);
        lists.sort_by_key(|(key, ..)| key.parent.is_some());
        for (key, records, path) in lists {
            self.path = path;
            if self.keeps_leftovers && self.is_orphan(key) {
                self.leftover_list(key, records);
            } else {
                self.apply(Edit::SetRecords(key, records));
            }
        }
        self.finish_units();
        self.report.keep_leftovers(std::mem::take(&mut self.leftovers).into_map());
    }

    /// The number written as `text` under `unit`.
    pub(super) fn number(&mut self, unit: &str, text: &str) -> Option<Entered> {
        let money =
            |unit| EnteredAmount::from_text(text, unit).map(Entered::Money).map_err(|e| e.to_string());
        let number = match unit {
            "yuan" => money(Unit::Yuan),
            "wan" => money(Unit::TenThousandYuan),
            _ => match text.parse::<i64>() {
                Ok(count) if count.to_string() == text => Ok(Entered::Count(count)),
                _ => Err(format!("文件里的个数“{}”写法不对，应是不带分节的整数，如 12", shown(text))),
            },
        };
        number.map_err(|problem| self.problem(|| problem)).ok()
    }

    pub(super) fn table(&self, index: TableIndex) -> Option<&'_ Table> {
        self.template.table(index)
    }

    /// Takes over the cell just read.
    pub(super) fn finish_cell(&mut self, place: CellRef) {
        let content = std::mem::take(&mut self.cell);
        if self.in_unit() && (content.stated.is_some() || content.unread.is_some()) {
            self.problem(|| "单位的账里只有填写的数，没有原表数和读不懂的字".into());
        }
        match self.report.check_cell(place, &content) {
            Ok(()) => {
                self.row.set(place.column, content);
            }
            Err(error) => {
                let error = match (error, place.row) {
                    // Codes of the right form for no row of this table.
                    (EditError::NoSuchCell, RowKey::Code(code)) => EditError::NotAnItem(code),
                    (error, _) => error,
                };
                self.keep_or_tell(&error, || cell_value(&content));
            }
        }
    }

    /// Takes over the row just read: an item with all its cells, of other rows the cells.
    pub(super) fn finish_row(&mut self, table: TableIndex, key: RowKey) {
        let row = std::mem::take(&mut self.row);
        match key {
            RowKey::Code(code) if self.report.is_item(table, key) => {
                self.apply(Edit::SetRow(table, code, Some(row)));
            }
            _ => {
                for (column, content) in row.cells() {
                    self.apply(Edit::SetCell(CellRef { table, row: key, column }, content.clone()));
                }
            }
        }
    }
}
