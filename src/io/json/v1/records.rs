//! Lists of records in the file: arrays of objects, each an id and texts by column.

use super::super::error::shown;
use super::read::Reader;
use crate::report::{ListKey, Record};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// Reads one list.
pub(super) struct Records<'r, 't> {
    pub(super) reader: &'r mut Reader<'t>,
    pub(super) list: ListKey,
}

const EXPECTED: &str = "按条列的内容 [ { \"id\": 1, … } ]";

impl<'de> DeserializeSeed<'de> for Records<'_, '_> {
    type Value = Vec<Record>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Record>, D::Error> {
        self.reader.expected = EXPECTED;
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, '_> {
    type Value = Vec<Record>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Record>, A::Error> {
        let mut records = Vec::new();
        let length = self.reader.path.len();
        loop {
            self.reader.path.push_str(&format!("[{}]", records.len() + 1));
            let next = seq.next_element_seed(OneRecord { reader: self.reader, list: self.list })?;
            self.reader.path.truncate(length);
            match next {
                Some(record) => records.push(record),
                None => return Ok(records),
            }
        }
    }
}

struct OneRecord<'r, 't> {
    reader: &'r mut Reader<'t>,
    list: ListKey,
}

impl<'de> DeserializeSeed<'de> for OneRecord<'_, '_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneRecord<'_, '_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        // The id that tells their places may stand behind them.
        let mut leftovers: Vec<(String, serde_json::Value)> = Vec::new();
        let list = self.reader.template.list(self.list.list);
        // Also keys whose texts are empty, of which the record keeps nothing.
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !seen.insert(key.clone()) {
                self.reader.problem(|| format!("“{}”写了两次，请只留一个", shown(&key)));
                map.next_value::<IgnoredAny>()?;
            } else if key == "id" {
                self.reader.expected = "编号，如 1";
                record.id = map.next_value()?;
            } else if list.is_some_and(|list| list.column(&key).is_some()) {
                self.reader.expected = "带引号的文字";
                let text: String = map.next_value()?;
                if !text.is_empty() {
                    record.fields.insert(key, text);
                }
            } else if self.reader.keeps_leftovers {
                let value = map.next_value()?;
                leftovers.push((key, value));
            } else {
                self.reader.problem(|| format!("这份清单没有“{}”这一栏", shown(&key)));
                map.next_value::<IgnoredAny>()?;
            }
        }
        if record.id == 0 {
            self.reader.expected = "有编号的一条，如 { \"id\": 1 }";
            return Err(A::Error::custom("id"));
        }
        for (key, value) in leftovers {
            self.reader.leftover_of_record(record.id, &key, &value);
        }
        Ok(record)
    }
}
