//! What a report says, as JSON: every cell, every figure, every sentence.

use crate::calc::{Engine, Value, Values};
use crate::document::compose;
use crate::narrative::Measure;
use crate::report::Entered;
use serde_json::{Map, Value as Json, json as object};

/// Every cell and every figure of the sentences, by name.
pub(super) fn values(engine: &Engine) -> Json {
    let template = engine.report().template();
    let mut cells = Map::new();
    for cell in engine.live_cells() {
        cells.insert(cell.name(template), cell_json(engine, cell));
    }
    let document = compose(engine);
    let mut figures = Map::new();
    for figure in document.sentences().flat_map(|sentence| sentence.figures()) {
        let sources: Vec<String> = figure.sources.iter().map(|cell| cell.name(template)).collect();
        let (kind, exact) = match figure.measure {
            Measure::Money(amount) => ("money", Some(amount.in_yuan().to_string())),
            Measure::Count(count) => ("count", Some(count.to_string())),
            Measure::Rate(rate) => ("rate", Some(rate.ratio().normalize().to_string())),
            Measure::Number(number) => ("number", Some(number.normalize().to_string())),
            Measure::Overflow => ("overflow", None),
        };
        let entry = object!({
            "text": figure.text, "kind": kind, "value": exact, "blank": figure.blank, "sources": sources,
        });
        figures.insert(figure.key.clone(), entry);
    }
    // Forms name their cells as records are named: projects.1.fiscal_full, projects.1.indicators.59.target.
    let forms: Map<String, Json> = document
        .forms()
        .flat_map(|form| form.cells())
        .filter_map(|cell| Some((cell.key.clone()?, Json::from(cell.text.clone()))))
        .collect();
    let lists: Map<String, Json> = engine
        .report()
        .lists()
        .map(|(key, records)| {
            let record = |record: &crate::report::Record| {
                let mut fields: Map<String, Json> = record
                    .fields
                    .iter()
                    .map(|(column, text)| (column.clone(), text.clone().into()))
                    .collect();
                fields.insert("id".into(), record.id.into());
                Json::from(fields)
            };
            (key.name(template), records.iter().map(record).collect())
        })
        .collect();
    let sentences: Map<String, Json> =
        document.sentences().map(|sentence| (sentence.key.clone(), sentence.text().into())).collect();
    let units: Vec<&str> =
        engine.report().consolidation().units().iter().map(|unit| unit.name.as_str()).collect();
    object!({
        "units": units,
        "template": { "id": template.id, "version": template.version },
        "units": units,
        "cells": cells,
        "figures": figures,
        "sentences": sentences,
        "forms": forms,
        "lists": lists,
    })
}

/// A cell: its value in yuan or whole things (`null` when blank), and what else is known of it.
pub(super) fn cell_json(engine: &Engine, cell: crate::report::CellRef) -> Json {
    let content = engine.content(cell);
    let (kind, value) = match engine.value(cell) {
        Value::Blank => ("blank", None),
        Value::Money(amount) => ("money", Some(amount.in_yuan().to_string())),
        Value::Count(count) => ("count", Some(count.to_string())),
        Value::Overflow => ("overflow", None),
    };
    let mut entry = Map::new();
    entry.insert("value".into(), value.into());
    entry.insert("kind".into(), kind.into());
    entry.insert("derived".into(), engine.is_derived(cell).into());
    if let Some(stated) = content.stated {
        entry.insert("stated".into(), Entered::text_with_unit(stated).into());
    }
    if let Some(unread) = content.unread {
        entry.insert("unread".into(), String::from(unread).into());
    }
    entry.into()
}
