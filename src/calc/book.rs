//! A report that calculates itself and can take everything back: what an interface works on.

use super::{Changes, Engine, cell_label};
use crate::report::{Edit, EditError, History, ListKey, Report, Step};

/// How the keys of own wordings end.
const WORDING: &str = ".override";

/// An engine with undo.
#[derive(Clone, Debug)]
pub struct Book {
    engine: Engine,
    history: History,
}

impl Book {
    /// Opens a report.
    pub fn new(report: Report) -> Self {
        Book { engine: Engine::new(report), history: History::default() }
    }

    /// The engine, to read from.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Makes an edit and remembers how to take it back.
    ///
    /// # Errors
    /// As [`Report::apply`]; nothing changes then.
    pub fn edit(&mut self, edit: Edit) -> Result<Changes, EditError> {
        let label = self.label(&edit);
        self.edit_as(edit, label)
    }

    /// The same under words of the caller's for undo and redo.
    ///
    /// # Errors
    /// As [`Report::apply`]; nothing changes then.
    pub fn edit_as(&mut self, edit: Edit, label: String) -> Result<Changes, EditError> {
        let (inverse, changes) = self.engine.apply(edit)?;
        self.history.push(label, inverse);
        Ok(changes)
    }

    /// Takes the last edit back; `None` when there is none.
    pub fn undo(&mut self) -> Option<(String, Changes)> {
        let step = self.history.take_undo()?;
        let (inverse, changes) = self.engine.apply(step.edit).ok()?;
        self.history.undid(Step { label: step.label.clone(), edit: inverse });
        Some((step.label, changes))
    }

    /// Does again what was last taken back; `None` when there is nothing.
    pub fn redo(&mut self) -> Option<(String, Changes)> {
        let step = self.history.take_redo()?;
        let (inverse, changes) = self.engine.apply(step.edit).ok()?;
        self.history.redid(Step { label: step.label.clone(), edit: inverse });
        Some((step.label, changes))
    }

    /// What a record of a list is called.
    fn item_label(&self, list: ListKey) -> String {
        let template = self.engine.report().template();
        template.list(list.list).map(|list| list.item.clone()).unwrap_or_default()
    }

    /// A record by its place in the list and its first words.
    fn record_label(&self, list: ListKey, id: u32) -> String {
        let records = self.engine.report().records(list);
        let place = records.iter().position(|record| record.id == id).map_or(0, |index| index + 1);
        let named = records.iter().find(|record| record.id == id).map(|record| record.field("name"));
        let name: String = named.unwrap_or_default().chars().take(12).collect();
        format!("第{place}个{}{}{name}", self.item_label(list), if name.is_empty() { "" } else { " " })
    }

    /// Words for the undo history.
    fn label(&self, edit: &Edit) -> String {
        let table = |index| {
            let template = self.engine.report().template();
            template.table(index).map(|table| table.short.clone()).unwrap_or_default()
        };
        match edit {
            Edit::SetCell(cell, content) if content.is_empty() => {
                format!("清空 {}", cell_label(*cell, &self.engine))
            }
            Edit::SetCell(cell, _) => format!("修改 {}", cell_label(*cell, &self.engine)),
            Edit::SetRow(index, code, Some(_)) => format!("加科目 {code}（{}）", table(*index)),
            Edit::SetRow(index, code, None) => format!("删科目 {code}（{}）", table(*index)),
            Edit::SetText(key, text) => {
                let template = self.engine.report().template();
                let section = || key.split('.').next().and_then(|section| template.section(section));
                match template.field(key) {
                    None if key.ends_with(WORDING) => {
                        let place = section().map_or("", |section| &section.short);
                        let verb = if text.is_some() { "改写" } else { "恢复" };
                        let what = if text.is_some() { "一句" } else { "自动句" };
                        format!("{verb}“{place}”的{what}")
                    }
                    Some(field) => format!("修改 {}", field.label),
                    None if key.starts_with("check.") => {
                        let code = key.split('.').nth(1).unwrap_or_default();
                        let check = template.checks.iter().find(|check| check.code == code);
                        format!("写说明：{}", check.map_or("检查", |check| &check.title))
                    }
                    None if key.starts_with("note.") => "修改表下的注".into(),
                    None => section()
                        .map_or("修改文字".into(), |section| format!("修改“{}”的文字", section.short)),
                }
            }
            Edit::SetName(code, _) => format!("修改科目名称 {code}"),
            Edit::SetUnit(index, unit) => format!("{}改按{}填", table(*index), unit.label()),
            Edit::SetZeroWording(_) => "修改零值写法".into(),
            Edit::SetOption(key, _) => {
                let template = self.engine.report().template();
                let label = template.option(key).map_or(key.as_str(), |option| &option.label);
                format!("修改选项“{label}”")
            }
            Edit::SetField(list, id, column, _) => {
                let template = self.engine.report().template();
                let column = template.list(list.list).and_then(|list| list.column(column));
                let column = column.map_or("", |column| &column.title);
                format!("修改{} {column}", self.record_label(*list, *id))
            }
            Edit::InsertRecord(list, ..) => format!("添加{}", self.item_label(*list)),
            Edit::RemoveRecord(list, id) => format!("删除{}", self.record_label(*list, *id)),
            Edit::MoveRecord(list, id, _) => format!("移动{}", self.record_label(*list, *id)),
            Edit::SetRecords(list, _) => format!("整理{}", self.item_label(*list)),
            Edit::SetConsolidation(units) => format!("汇总 {} 个单位", units.units().len()),
            Edit::Batch(edits) => match edits.as_slice() {
                [only @ (Edit::SetRecords(..) | Edit::SetConsolidation(_)), ..] => self.label(only),
                [only] | [Edit::SetRow(_, _, Some(_)), only @ Edit::SetCell(..)] => self.label(only),
                // An explanation goes with the figures it is given for.
                [only @ Edit::SetText(key, _), Edit::SetText(..)] if key.starts_with("check.") => {
                    self.label(only)
                }
                [first, ..] => format!("{}等{}处", self.label(first), edits.len()),
                [] => "没有改动".into(),
            },
            Edit::Replace(report) => format!("打开 {}", Report::title(report)),
        }
    }
}
