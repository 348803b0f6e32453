//! Units' accounts in the file: one object a unit, its tables as those of the report but for what is entered alone.

use super::super::error::shown;
use super::read::{Level, Reader};
use super::walk::Object;
use crate::report::{
    CellRef, Consolidation, Edit, Eliminated, Entered, FileMark, ListKey, Part, Report, UnitAccounts,
};
use crate::template::ListIndex;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Units and eliminations read so far.
#[derive(Default)]
pub(super) struct UnitsRead {
    units: Vec<Arc<UnitAccounts>>,
    eliminated: Eliminated,
    /// The unit being read, while one is: its cells go into a report of its own, so that the same checks hold.
    open: Option<OpenUnit>,
}

struct OpenUnit {
    name: String,
    file: FileMark,
    records: BTreeMap<ListIndex, Vec<u32>>,
    parts: Vec<Part>,
    /// The department's report, meanwhile.
    outer: Report,
}

const EXPECTED: &str = "按单位列的账 [ { \"name\": \"…\", \"tables\": { … } } ]";
const PARTS: &str = "已经汇总在里面的单位 [ { \"name\": \"…\" } ]";
const IDS: &str = "编号的列表 [1, 2]";

impl Reader<'_> {
    fn begin_unit(&mut self) {
        let own = Report::new(self.report.template().clone());
        let outer = std::mem::replace(&mut self.report, own);
        let (name, file, records, parts) = Default::default();
        self.units.open = Some(OpenUnit { name, file, records, parts, outer });
    }

    fn finish_unit(&mut self) {
        let Some(OpenUnit { name, file, records, parts, outer }) = self.units.open.take() else { return };
        let entered = std::mem::replace(&mut self.report, outer);
        let mut unit = UnitAccounts::of(&entered, file);
        (unit.name, unit.records, unit.parts) = (name, records, parts);
        self.units.units.push(Arc::new(unit));
    }

    /// Whether a unit's accounts are being read.
    pub(super) fn in_unit(&self) -> bool {
        self.units.open.is_some()
    }

    fn unit_text(&mut self, key: &str, text: String) {
        if let Some(unit) = &mut self.units.open {
            *(if key == "name" { &mut unit.name } else { &mut unit.file.digest }) = text;
        }
    }

    fn part_text(&mut self, key: &str, text: String) {
        if let Some(part) = self.units.open.as_mut().and_then(|unit| unit.parts.last_mut()) {
            *(if key == "name" { &mut part.name } else { &mut part.digest }) = text;
        }
    }

    fn unit_version(&mut self, version: u32) {
        if let Some(unit) = &mut self.units.open {
            unit.file.version = version;
        }
    }

    fn unit_records(&mut self, list: ListIndex, ids: Vec<u32>) {
        if let Some(unit) = &mut self.units.open {
            unit.records.insert(list, ids);
        }
    }

    /// Takes over an eliminated amount, read as a figure.
    fn finish_elimination(&mut self, key: String, cell: CellRef) {
        // What is missing or no number has been told already.
        if let Some(Entered::Money(money)) = std::mem::take(&mut self.cell).stated {
            self.units.eliminated.entry(key).or_default().insert(cell, money.amount);
        }
    }

    /// Puts the units beside the report.
    pub(super) fn finish_units(&mut self) {
        let UnitsRead { units, eliminated, .. } = std::mem::take(&mut self.units);
        if !units.is_empty() || !eliminated.is_empty() {
            self.path = "units".into();
            self.apply(Edit::SetConsolidation(Arc::new(Consolidation::new(units, eliminated))));
        }
    }
}

impl Object<'_, '_> {
    /// What stands within units and eliminations.
    pub(super) fn unit_entry<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let template = self.reader.template;
        match (self.level, key) {
            (Level::Report, "units") => map.next_value_seed(Units { reader: self.reader }),
            (Level::Unit, "name" | "digest") => {
                let text = self.words(map)?.into_owned();
                self.reader.unit_text(key, text);
                Ok(())
            }
            (Level::Unit, "parts") => map.next_value_seed(Parts { reader: self.reader }),
            (Level::UnitPart, "name" | "digest") => {
                let text = self.words(map)?.into_owned();
                self.reader.part_text(key, text);
                Ok(())
            }
            (Level::Unit, "template") => self.object(map, Level::UnitTemplate),
            (Level::UnitTemplate, "id") => {
                let id = self.words(map)?;
                if id != template.id {
                    self.reader.problem(|| format!("各单位要用报告自己的模板“{}”", template.id));
                }
                Ok(())
            }
            (Level::UnitTemplate, "version") => {
                self.reader.expected = "模板的版本号，如 1";
                let version = map.next_value()?;
                self.reader.unit_version(version);
                Ok(())
            }
            (Level::Unit, "records") => self.object(map, Level::UnitRecords),
            (Level::UnitRecords, name) => match ListKey::parse(template, name) {
                Some(list) if list.parent.is_none() => map.next_value_seed(Ids { reader: self.reader, list }),
                _ => self.unknown(map, "模板里没有这份清单"),
            },
            (Level::Unit, "tables") => self.object(map, Level::UnitTables),
            (Level::UnitTables, name) => match template.table_index(name) {
                Some(table) => self.object(map, Level::UnitTable(table)),
                None => self.unknown(map, "模板里没有这张表"),
            },
            (Level::UnitTable(table), "rows") => self.object(map, Level::Rows(table)),
            (Level::Report, "eliminations") => self.object(map, Level::Eliminations),
            (Level::Eliminations, name) => {
                match template.eliminations.iter().position(|known| known.key == name) {
                    Some(index) => self.object(map, Level::Elimination(index)),
                    None => self.unknown(map, "模板里没有这项抵销"),
                }
            }
            (Level::Elimination(index), name) => match CellRef::parse(template, name) {
                Some(cell) => {
                    self.object(map, Level::Eliminated)?;
                    let key = template.eliminations.get(index).map(|known| known.key.clone());
                    self.reader.finish_elimination(key.unwrap_or_default(), cell);
                    Ok(())
                }
                None => self.unknown(map, "模板里没有这一格"),
            },
            _ => self.unknown(map, "这里不该有这一项，请检查拼写或删去"),
        }
    }
}

/// Reads all units.
pub(super) struct Units<'r, 't> {
    pub(super) reader: &'r mut Reader<'t>,
}

impl<'de> DeserializeSeed<'de> for Units<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.reader.expected = EXPECTED;
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Units<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let (length, exact) = (self.reader.path.len(), self.reader.exact.len());
        for ordinal in 1.. {
            let place = format!("[{ordinal}]");
            self.reader.path.push_str(&place);
            self.reader.exact.push_str(&place);
            self.reader.begin_unit();
            let next = seq.next_element_seed(Object { reader: self.reader, level: Level::Unit })?;
            if next.is_none() {
                if let Some(unit) = self.reader.units.open.take() {
                    self.reader.report = unit.outer;
                }
                self.reader.path.truncate(length);
                self.reader.exact.truncate(exact);
                return Ok(());
            }
            self.reader.finish_unit();
            self.reader.path.truncate(length);
            self.reader.exact.truncate(exact);
        }
        Ok(())
    }
}

/// Reads the units within a unit's accounts.
struct Parts<'r, 't> {
    reader: &'r mut Reader<'t>,
}

impl<'de> DeserializeSeed<'de> for Parts<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.reader.expected = PARTS;
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Parts<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PARTS)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let length = self.reader.path.len();
        for ordinal in 1.. {
            self.reader.path.push_str(&format!("[{ordinal}]"));
            if let Some(unit) = &mut self.reader.units.open {
                unit.parts.push(Part::default());
            }
            let next = seq.next_element_seed(Object { reader: self.reader, level: Level::UnitPart })?;
            self.reader.path.truncate(length);
            if next.is_none() {
                break;
            }
        }
        // The last one was begun before it was known that there is none.
        if let Some(unit) = &mut self.reader.units.open {
            unit.parts.pop();
        }
        Ok(())
    }
}

/// Reads the ids of records that came from a unit.
pub(super) struct Ids<'r, 't> {
    pub(super) reader: &'r mut Reader<'t>,
    pub(super) list: ListKey,
}

impl<'de> DeserializeSeed<'de> for Ids<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.reader.expected = IDS;
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Ids<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(IDS)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut ids = Vec::new();
        while let Some(id) = seq.next_element::<u32>()? {
            if id == 0 || ids.contains(&id) {
                self.reader.problem(|| format!("编号 {} 是 0 或写了两次", shown(&id.to_string())));
            } else {
                ids.push(id);
            }
        }
        self.reader.unit_records(self.list.list, ids);
        Ok(())
    }
}
