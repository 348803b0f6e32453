//! The report's own entered texts, each proofed by itself: names in braces are live, typed digits are not.

use super::expected::Plan;
use super::gaps::{NEEDLESS, is_reason};
use super::reader::Desk;
use super::remark::{Proof, RemarkKind};
use super::spoken::Spoken;
use super::words::{REASON, says};
use crate::calc::Values;
use crate::narrative::{Instance, InstanceKind, Names, Own, instances, locate, wording_key};
use crate::report::ListKey;
use crate::template::{BlockBody, FieldKind, Paragraph, Section, Slot};

/// A text of the report's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnText {
    /// The section it belongs to, by key; empty for a text of a list.
    pub section: String,
    /// The key under which the report keeps it: `s1.total.budget_reason`, `s1.total.override`, `projects.1.achieved`.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The text as entered, with its names in braces.
    pub text: String,
}

/// The texts a report has now, section by section, and at last those of its lists.
pub fn own_texts(values: &dyn Values) -> Vec<OwnText> {
    let template = values.template();
    let sections = template.sections.iter().flat_map(|section| texts_of_section(section, values));
    sections.chain(texts_of_lists(values)).collect()
}

/// The long texts of the lists.
pub fn texts_of_lists(values: &dyn Values) -> Vec<OwnText> {
    let template = values.template();
    let mut found = Vec::new();
    for (index, list) in (0u16..).zip(&template.lists).filter(|(_, list)| list.within.is_none()) {
        for record in values.records(ListKey::of(index)).iter() {
            for column in list.columns.iter().filter(|column| column.kind == FieldKind::Long) {
                found.push(OwnText {
                    section: String::new(),
                    key: format!("{}.{}.{}", list.key, record.id, column.key),
                    label: format!("{} {}", record.field("name").trim(), column.title).trim().to_string(),
                    text: record.field(&column.key).to_string(),
                });
            }
        }
    }
    found.retain(|text| !text.text.trim().is_empty());
    found
}

/// The texts of a section.
pub fn texts_of_section(section: &Section, values: &dyn Values) -> Vec<OwnText> {
    let mut found = of_section(section, values);
    found.retain(|text| !text.text.trim().is_empty());
    found
}

fn of_section(section: &Section, values: &dyn Values) -> Vec<OwnText> {
    let mut found = Vec::new();
    let mut add = |key: String, label: &str| {
        let text = values.text(&key).unwrap_or_default();
        found.push(OwnText { section: section.key.clone(), key, label: label.to_string(), text });
    };
    for instance in instances(section, values) {
        match (&instance.kind, locate(section, &instance.path).map(|block| &block.body)) {
            (InstanceKind::Paragraph, Some(BlockBody::Paragraph(paragraph))) => {
                add(wording_key(&instance.key), "自己的写法");
                paragraph
                    .slots
                    .iter()
                    .for_each(|slot| add(format!("{}.{}", instance.key, slot.key), &slot.label));
            }
            (InstanceKind::Entered, Some(BlockBody::Entered(entry))) => add(instance.key, &entry.label),
            _ => {}
        }
    }
    found
}

/// Proofs one text of the report's own, as it reads: with what its names in braces stand for, which is not judged
/// itself. `section` and `key` say where it stands; `text` is what stands there, also while it is being typed. Reads no
/// text but those it names.
pub fn own_text(section: &str, key: &str, text: &str, values: &dyn Values) -> Proof {
    let template = values.template();
    let beside = template.section(section).and_then(|section| beside(section, key, values));
    let spoken = match &beside {
        Some(beside) if beside.slot.is_none() => Spoken::of(text, &Names::of_wording(beside.own(), values)),
        _ => Spoken::of(text, &Names::of_text(key, values)),
    };
    let mut desk = Desk::new(&spoken.text, &spoken.live, values);
    let section = Some(section.to_string()).filter(|section| !section.is_empty());
    let whole = 0..spoken.text.len();
    let plan = beside.as_ref().map(|beside| beside.plan(values)).unwrap_or_default();
    match beside.as_ref().map(|beside| beside.slot) {
        Some(None) => desk.lay(whole, section, &plan),
        Some(Some(slot)) => {
            desk.lay_free(whole, section, &plan);
            if says(&slot.lead, &REASON) && plan.unchanged(0) && is_reason(&spoken.text) {
                desk.remark_whole(RemarkKind::NeedlessReason, NEEDLESS.into());
            }
        }
        None => desk.lay_free(whole, section, &plan),
    }
    spoken.back(text, desk.finish())
}

/// Proofs all of the report's own texts; those about which there is nothing to say are left out.
pub fn own(values: &dyn Values) -> Vec<(OwnText, Proof)> {
    let proofed = own_texts(values).into_iter().map(|text| {
        let proof = own_text(&text.section, &text.key, &text.text, values);
        (text, proof)
    });
    proofed.filter(|(_, proof)| proof.counts.figures > 0 || !proof.remarks.is_empty()).collect()
}

/// The sentence that a text belongs to.
struct Beside<'t> {
    instance: Instance,
    paragraph: &'t Paragraph,
    /// Which of the texts within the sentence it is; none for its wording, which has the same places.
    slot: Option<&'t Slot>,
}

impl Beside<'_> {
    fn own(&self) -> Own<'_> {
        Own { key: &self.instance.key, paragraph: self.paragraph, scope: &self.instance.scope }
    }

    /// What the sentence says.
    fn plan(&self, values: &dyn Values) -> Plan {
        Plan::of_sentence(&self.instance.key, self.paragraph, &self.instance.scope, values)
    }
}

fn beside<'t>(section: &'t Section, key: &str, values: &dyn Values) -> Option<Beside<'t>> {
    instances(section, values).into_iter().find_map(|instance| {
        let within = key.strip_prefix(&instance.key)?.strip_prefix('.')?;
        let BlockBody::Paragraph(paragraph) = &locate(section, &instance.path)?.body else { return None };
        let slot = paragraph.slots.iter().find(|slot| slot.key == within);
        let found = slot.is_some() || wording_key(&instance.key) == key;
        found.then_some(Beside { instance, paragraph, slot })
    })
}
