//! Changes to lists and options.

use super::edit::MAX_RECORDS;
use super::{Edit, EditError, ListKey, Record, Report, Touched};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Report {
    pub(super) fn set_option(
        &mut self,
        key: String,
        choice: Option<String>,
        touched: &mut Touched,
    ) -> Result<Edit, EditError> {
        let option = self.template.option(&key).ok_or_else(|| EditError::NoSuchOption(key.clone()))?;
        if let Some(choice) = &choice
            && !option.choice.iter().any(|known| known.key == *choice)
        {
            return Err(EditError::NoSuchOption(format!("{key} {choice}")));
        }
        // The first choice is the template's own and is not kept.
        let first = option.choice.first().map(|first| first.key.clone());
        let old = match choice.filter(|choice| Some(choice) != first.as_ref()) {
            Some(choice) => self.options.insert(key.clone(), choice),
            None => self.options.remove(&key),
        };
        touched.structure = true;
        Ok(Edit::SetOption(key, old))
    }

    pub(super) fn set_field(
        &mut self,
        list: ListKey,
        id: u32,
        column: String,
        text: Option<String>,
        touched: &mut Touched,
    ) -> Result<Edit, EditError> {
        let known = self.template.list(list.list).ok_or(EditError::NoSuchList)?;
        if known.column(&column).is_none() {
            return Err(EditError::NoSuchField(column));
        }
        let position = self.position(list, id)?;
        let records = self.list_mut(list, touched);
        let record = records.get_mut(position).ok_or(EditError::NoSuchRecord)?;
        let old = match text.filter(|text| !text.is_empty()) {
            Some(text) => record.fields.insert(column.clone(), text),
            None => record.fields.remove(&column),
        };
        Ok(Edit::SetField(list, id, column, old))
    }

    /// A record goes with the lists within it, and comes back with them.
    pub(super) fn remove_record(
        &mut self,
        list: ListKey,
        id: u32,
        touched: &mut Touched,
    ) -> Result<Edit, EditError> {
        let position = self.position(list, id)?;
        let record = self.list_mut(list, touched).remove(position);
        self.drop_if_empty(list);
        let mut inverse = vec![Edit::InsertRecord(list, position, record)];
        let inner = self.lists.keys().filter(|key| self.belongs(**key, list) && key.parent == Some(id));
        for key in inner.copied().collect::<Vec<_>>() {
            if let Some(records) = self.lists.remove(&key) {
                touched.lists.push(key);
                inverse.push(Edit::SetRecords(key, Arc::unwrap_or_clone(records)));
            }
        }
        match inverse.len() {
            1 => Ok(inverse.remove(0)),
            _ => Ok(Edit::Batch(inverse)),
        }
    }

    /// Whether `inner` is a list within records of `outer`.
    fn belongs(&self, inner: ListKey, outer: ListKey) -> bool {
        self.template.list(inner.list).is_some_and(|list| list.within == Some(outer.list))
    }

    pub(super) fn position(&self, list: ListKey, id: u32) -> Result<usize, EditError> {
        let records = self.lists.get(&list).ok_or(EditError::NoSuchRecord)?;
        records.iter().position(|record| record.id == id).ok_or(EditError::NoSuchRecord)
    }

    pub(super) fn list_mut(&mut self, list: ListKey, touched: &mut Touched) -> &mut Vec<Record> {
        touched.lists.push(list);
        Arc::make_mut(self.lists.entry(list).or_default())
    }

    /// A list without records is no different from one that never had any, unless the template would fill it.
    pub(super) fn drop_if_empty(&mut self, list: ListKey) {
        let filled = self.template.list(list.list).is_some_and(|list| !list.defaults.is_empty());
        if !filled && self.lists.get(&list).is_some_and(|records| records.is_empty()) {
            self.lists.remove(&list);
        }
    }

    /// Whether these records may stand in a list.
    pub(super) fn check_records(&self, key: ListKey, records: &[Record]) -> Result<(), EditError> {
        let list = self.template.list(key.list).ok_or(EditError::NoSuchList)?;
        match (list.within, key.parent) {
            (None, None) => {}
            (Some(outer), Some(parent)) if self.record(ListKey::of(outer), parent).is_some() => {}
            _ => return Err(EditError::NoSuchList),
        }
        if records.len() > MAX_RECORDS {
            return Err(EditError::TooManyRecords);
        }
        let mut ids = BTreeSet::new();
        for record in records {
            if record.id == 0 || !ids.insert(record.id) {
                return Err(EditError::SameId(record.id));
            }
            if let Some(unknown) = record.fields.keys().find(|column| list.column(column).is_none()) {
                return Err(EditError::NoSuchField(unknown.clone()));
            }
        }
        Ok(())
    }
}
