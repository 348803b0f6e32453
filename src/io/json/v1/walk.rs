//! Through the file's objects in the order they stand, knowing the place of each.

use super::super::error::shown;
use super::read::{Level, Reader};
use super::records::Records;
use super::{unit_name, zero_wording_name};
use crate::amount::Unit;
use crate::report::{CellRef, Edit, EditError, ListKey};
use crate::template::{RowKey, ZeroWording};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// Reads one object of the file.
pub(super) struct Object<'r, 't> {
    pub(super) reader: &'r mut Reader<'t>,
    pub(super) level: Level,
}

impl<'de> DeserializeSeed<'de> for Object<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.reader.expected = self.level.expected();
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.level.expected())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        let mut empty = true;
        while let Some(key) = map.next_key_seed(Words)? {
            empty = false;
            let (length, exact) = (self.reader.path.len(), self.reader.exact.len());
            self.reader.enter_exact(self.level, &key);
            let path = &mut self.reader.path;
            path.extend((length > 0).then_some('.'));
            match key.len() {
                0..32 if key.bytes().all(|byte| byte.is_ascii_graphic()) => path.push_str(&key),
                _ => path.push_str(&shown(&key)),
            }
            // The few keys of a cell are compared where they are kept.
            if !matches!(self.level, Level::Cell(_) | Level::Stated | Level::Eliminated)
                && !seen.insert(key.clone())
            {
                self.reader.problem(|| "写了两次，请只留一个".into());
                map.next_value::<IgnoredAny>()?;
            } else {
                self.entry(&key, &mut map)?;
            }
            self.reader.path.truncate(length);
            self.reader.exact.truncate(exact);
        }
        match self.level {
            // Nothing is saved for a subtotal without a stated figure: the code lost its last digits.
            Level::Row(table, row @ RowKey::Code(code))
                if empty && !self.reader.report.is_item(table, row) =>
            {
                self.reader.keep_or_tell(&EditError::NotAnItem(code), || Value::Object(Map::new()));
            }
            Level::Row(table, row) => self.reader.finish_row(table, row),
            Level::Cell(place) => self.reader.finish_cell(place),
            Level::Stated | Level::Eliminated if empty => {
                self.reader.problem(|| "这里缺一个数，如 { \"yuan\": \"1.00\" }".into())
            }
            _ => {}
        }
        Ok(())
    }
}

impl Object<'_, '_> {
    fn entry<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match (self.level, key) {
            // Looked at before the template was chosen.
            (Level::Report, "format" | "version") | (Level::Template, "id" | "version") => {
                map.next_value::<IgnoredAny>().map(drop)
            }
            (Level::Report, "template") => self.object(map, Level::Template),
            (Level::Report, "options") => self.object(map, Level::Options),
            (Level::Report, "names") => self.object(map, Level::Names),
            (Level::Report, "texts") => self.object(map, Level::Texts),
            (Level::Report, "lists") => self.object(map, Level::Lists),
            (Level::Report, "leftovers") => self.object(map, Level::Leftovers),
            (Level::Leftovers, path) => {
                let text = self.words(map)?.into_owned();
                self.reader.earlier_leftover(path.into(), text);
                Ok(())
            }
            (Level::Lists, name) => match ListKey::parse(self.reader.template, name) {
                Some(list) => {
                    let records = map.next_value_seed(Records { reader: self.reader, list })?;
                    self.reader.list(list, records);
                    Ok(())
                }
                None => self.unknown(map, "模板里没有这份清单"),
            },
            (Level::Report, "tables") => self.object(map, Level::Tables),
            (Level::Options, "zero_wording") => {
                let known = [ZeroWording::Recommended, ZeroWording::AsSource];
                self.choice(map, &known, zero_wording_name, Edit::SetZeroWording)
            }
            (Level::Options, key) if self.reader.template.option(key).is_some() => {
                let choice = self.words(map)?.into_owned();
                let edit = Edit::SetOption(key.into(), Some(choice.clone()));
                self.reader.apply_or_keep(edit, || Value::from(choice));
                Ok(())
            }
            (Level::Names, code) => {
                let digits = code.bytes().all(|digit| digit.is_ascii_digit()) && !code.starts_with('0');
                let name = self.words(map)?.into_owned();
                match code.parse() {
                    Ok(code) if digits => self.reader.apply(Edit::SetName(code, Some(name))),
                    _ => self.reader.problem(|| "这不是科目编码，应是 3、5 或 7 位数字".into()),
                }
                Ok(())
            }
            (Level::Texts, key) => {
                let text = self.words(map)?.into_owned();
                self.reader.apply(Edit::SetText(key.into(), Some(text)));
                Ok(())
            }
            (Level::Tables, key) => match self.reader.template.table_index(key) {
                Some(table) => self.object(map, Level::Table(table)),
                None => self.unknown(map, "模板里没有这张表"),
            },
            (Level::Table(table), "unit") => {
                let known = [Unit::Yuan, Unit::TenThousandYuan];
                self.choice(map, &known, unit_name, |unit| Edit::SetUnit(table, unit))
            }
            (Level::Table(table), "rows") => self.object(map, Level::Rows(table)),
            (Level::Rows(index), name) => {
                let table = self.reader.table(index);
                match table.and_then(|table| table.row_key(name)) {
                    Some(row) => self.object(map, Level::Row(index, row)),
                    None if table.is_some_and(|table| table.repeat().is_some()) => {
                        self.unknown(map, "这不是科目编码，应是 3、5 或 7 位数字")
                    }
                    None => self.unknown(map, "这张表没有这一行"),
                }
            }
            (Level::Row(table, row), name) => {
                match self.reader.table(table).and_then(|table| table.column_in(row, name)) {
                    Some(column) => self.object(map, Level::Cell(CellRef { table, row, column })),
                    None => self.unknown(map, "这一行没有这一栏"),
                }
            }
            (Level::Cell(_), "stated") => {
                let again = self.reader.cell.stated.is_some();
                self.object(map, Level::Stated)?;
                self.once(again)
            }
            (Level::Cell(_), "unread") => {
                let again = self.reader.cell.unread.is_some();
                self.reader.cell.unread = Some(self.words(map)?.into());
                self.once(again)
            }
            (Level::Eliminated, "yuan") | (Level::Cell(_) | Level::Stated, "yuan" | "wan" | "count") => {
                let text = self.words(map)?;
                let number = self.reader.number(key, &text);
                let cell = &mut self.reader.cell;
                let entered = matches!(self.level, Level::Cell(_));
                let slot = if entered { &mut cell.entered } else { &mut cell.stated };
                let again = slot.is_some();
                *slot = number.or(*slot);
                if again {
                    self.reader.problem(|| "一格只能有一个数，请只留一个".into());
                }
                Ok(())
            }
            _ => self.unit_entry(key, map),
        }
    }

    fn once<E>(&mut self, again: bool) -> Result<(), E> {
        if again {
            self.reader.problem(|| "写了两次，请只留一个".into());
        }
        Ok(())
    }

    pub(super) fn object<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        level: Level,
    ) -> Result<(), A::Error> {
        map.next_value_seed(Object { reader: self.reader, level })
    }

    pub(super) fn words<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<Cow<'de, str>, A::Error> {
        self.reader.expected = Words::EXPECTED;
        map.next_value_seed(Words)
    }

    pub(super) fn unknown<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        problem: &str,
    ) -> Result<(), A::Error> {
        if self.reader.keeps_leftovers
            && !matches!(self.level, Level::Report | Level::Cell(_) | Level::Stated | Level::Eliminated)
        {
            let value: Value = map.next_value()?;
            self.reader.leftover(&value);
            return Ok(());
        }
        self.reader.problem(|| problem.into());
        map.next_value::<IgnoredAny>().map(drop)
    }

    /// One of a few names.
    fn choice<'de, A: MapAccess<'de>, T: Copy>(
        &mut self,
        map: &mut A,
        known: &[T],
        name: impl Fn(T) -> &'static str,
        edit: impl FnOnce(T) -> Edit,
    ) -> Result<(), A::Error> {
        let word = self.words(map)?;
        match known.iter().find(|one| name(**one) == word) {
            Some(one) => self.reader.apply(edit(*one)),
            None if self.reader.keeps_leftovers => self.reader.leftover(&Value::from(&*word)),
            None => {
                let names: Vec<_> = known.iter().map(|one| name(*one)).collect();
                self.reader.problem(|| format!("“{}”不认识，应是 {}", shown(&word), names.join(" 或 ")));
            }
        }
        Ok(())
    }
}

/// Reads a string, copied only when it has escapes.
struct Words;

impl Words {
    const EXPECTED: &'static str = "带引号的文字";
}

impl<'de> DeserializeSeed<'de> for Words {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Words {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::EXPECTED)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
