//! Blocks of sections: what each holds, and what it is repeated over.

use super::repetition::{list, over};
use crate::template::complaint::Complaints;
use crate::template::expr::{Expr, Kind};
use crate::template::narrative::{Block, BlockBody, Each, Entry, Enumeration, Over, Phrase};
use crate::template::placeholder::{Inserts, paragraph, pieces};
use crate::template::resolve::{Names, Place};
use crate::template::source::{
    BlockSource, EnumerationSource, NarrativeSource, PhraseSource, SectionSource, Written,
};
use crate::template::{ListForm, ListIndex, ParagraphStyle};
use std::collections::BTreeSet;

/// Blocks nested beyond this are refused.
const MAX_BLOCK_DEPTH: usize = 4;

/// Where a block stands: what is bound there, and the class repetition around it.
#[derive(Clone, Copy, Default)]
struct Around<'p> {
    place: Place<'p>,
    class: Option<Each>,
    depth: usize,
}

/// Reads the blocks of one section.
pub(super) struct BlockReader<'r, 'c> {
    names: &'r Names<'r>,
    source: &'r NarrativeSource,
    complaints: &'r mut Complaints<'c>,
    keys: BTreeSet<String>,
}

impl<'r, 'c> BlockReader<'r, 'c> {
    pub(super) fn new(
        names: &'r Names<'r>,
        source: &'r NarrativeSource,
        complaints: &'r mut Complaints<'c>,
    ) -> Self {
        BlockReader { names, source, complaints, keys: BTreeSet::new() }
    }

    pub(super) fn section(&mut self, section: &SectionSource) -> Vec<Block> {
        self.blocks(&section.key, &section.block, Around::default())
    }

    fn blocks(&mut self, prefix: &str, sources: &[BlockSource], around: Around<'_>) -> Vec<Block> {
        if let Some(first) = sources.first().filter(|_| around.depth > MAX_BLOCK_DEPTH) {
            let problem = format!("{prefix} 里的段落套得太深，至多{MAX_BLOCK_DEPTH}层");
            self.complaints.at(first.key.at, problem);
            return Vec::new();
        }
        sources.iter().filter_map(|source| self.block(prefix, source, around)).collect()
    }

    fn block(&mut self, prefix: &str, source: &BlockSource, around: Around<'_>) -> Option<Block> {
        let key = format!("{prefix}.{}", source.key.text);
        if !self.keys.insert(key.clone()) {
            self.complaints.at(
                source.key.at,
                format!("有两段都叫“{key}”，请改名：一节里各段（套在里面的也算）不能同名"),
            );
        }
        self.check_kind(&key, source)?;
        let mut inner = Around { depth: around.depth + 1, ..around };
        let body = if let Some(text) = &source.text {
            let enumerations = source.enumeration.iter().map(|list| self.enumeration(list, around)).collect();
            let inserts = Inserts { slots: source.slot.clone(), enumerations };
            let place = Place { numbered: true, ..around.place };
            BlockBody::Paragraph(paragraph(self.names, text, place, source.style, inserts, self.complaints))
        } else if source.entered {
            let label = if source.label.is_empty() { &source.key.text } else { &source.label };
            BlockBody::Entered(Entry { label: label.clone(), help: source.help.clone() })
        } else if source.figure.is_some() || source.list.is_some() || source.form.is_some() {
            self.placed(source, around.place)
        } else {
            let over = match &source.each {
                None => Over::Once,
                Some(written) => self.over(written, &mut inner)?,
            };
            BlockBody::Each(over, self.blocks(prefix, &source.block, inner))
        };
        let when = source.when.as_ref().and_then(|when| self.condition(when, inner.place));
        Some(Block { key, when, body })
    }

    /// A block is one thing, and has only what belongs to that.
    fn check_kind(&mut self, key: &str, source: &BlockSource) -> Option<()> {
        let kinds = [
            source.text.is_some(),
            source.figure.is_some(),
            source.list.is_some(),
            source.form.is_some(),
            source.entered,
            source.each.is_some() || !source.block.is_empty(),
        ];
        let at = source.key.at;
        match kinds.iter().filter(|given| **given).count() {
            1 => {}
            0 => {
                let problem = format!(
                    "段“{key}”没有内容，要写 text、figure、list、form、entered、each 中的一样，或里面的 block"
                );
                self.complaints.at(at, problem);
                return None;
            }
            _ => {
                let problem = format!(
                    "段“{key}”写了几样，text、figure、list、form、entered、each（或里面的 block）只能写一样，请拆成几段"
                );
                self.complaints.at(at, problem);
                return None;
            }
        }
        if source.each.is_some() && source.block.is_empty() {
            self.complaints.at(at, format!("段“{key}”写了 each，里面却没有 block：要重复的段落写在里面"));
        }
        if source.text.is_none() {
            let stray = [
                ("slot", !source.slot.is_empty()),
                ("enumeration", !source.enumeration.is_empty()),
                ("style", source.style != ParagraphStyle::default()),
            ];
            for (name, _) in stray.iter().filter(|(_, given)| *given) {
                self.complaints.at(at, format!("段“{key}”没有 text，{name} 没有用处，请删去或补上 text"));
            }
        }
        let explained = !source.label.is_empty() || !source.help.is_empty();
        if explained && !source.entered {
            let problem = format!("段“{key}”的 label、help 只用于 entered = true 的段落，请删去");
            self.complaints.at(at, problem);
        }
        Some(())
    }

    fn condition(&mut self, written: &Written, place: Place<'_>) -> Option<Expr> {
        match self.names.expression(written, place, &[Kind::Truth]) {
            Ok((expr, _)) => Some(expr),
            Err(problem) => {
                self.complaints.at(written.at, problem);
                None
            }
        }
    }

    fn enumeration(&mut self, source: &EnumerationSource, around: Around<'_>) -> Enumeration {
        let mut keys = BTreeSet::new();
        let mut phrases = Vec::new();
        for phrase in &source.phrase {
            if !keys.insert(&phrase.key) {
                let problem = format!("列举“{}”里有两句都叫“{}”，请改名", source.key, phrase.key);
                self.complaints.at(phrase.text.at, problem);
            }
            phrases.extend(self.phrase(phrase, around));
        }
        Enumeration {
            key: source.key.clone(),
            lead: source.lead.clone(),
            joint: source.joint.clone(),
            otherwise: source.otherwise.clone(),
            phrases,
        }
    }

    fn phrase(&mut self, source: &PhraseSource, around: Around<'_>) -> Option<Phrase> {
        let mut inner = around;
        let over = match &source.each {
            None => Over::Once,
            Some(written) => self.over(written, &mut inner)?,
        };
        let pieces = pieces(self.names, &source.text, inner.place, &Inserts::default(), self.complaints);
        let when = source.when.as_ref().and_then(|when| self.condition(when, inner.place));
        Some(Phrase { key: source.key.clone(), over, when, pieces })
    }

    /// A figure, a list or a form.
    fn placed(&mut self, source: &BlockSource, place: Place<'_>) -> BlockBody {
        if let Some(figure) = &source.figure {
            if !self.source.figure.iter().any(|known| known.key == figure.text) {
                let problem = format!("没有叫“{}”的图，请在 [[figure]] 里写它，或改名", figure.text);
                self.complaints.at(figure.at, problem);
            }
            return BlockBody::Figure(figure.text.clone());
        }
        if let Some(list) = &source.list {
            return BlockBody::List(self.list(list).unwrap_or(0));
        }
        if let Some(form) = &source.form {
            let list = place.record.and_then(|(_, list)| self.names.lists.get(usize::from(list)));
            if form.text != "project" || list.is_none_or(|list| list.form != ListForm::Performance) {
                let problem = "form 只能写 project，放在 each = \"project in 项目清单\" 里面";
                self.complaints.at(form.at, problem);
            }
        }
        BlockBody::Form
    }

    fn list(&mut self, written: &Written) -> Option<ListIndex> {
        list(self.names, written, self.complaints)
    }

    /// What a repetition runs over; what it binds is bound in `inner`.
    fn over<'p>(&mut self, written: &'p Written, inner: &mut Around<'p>) -> Option<Over> {
        let (over, place) = over(self.names, written, inner.class, inner.place, self.complaints)?;
        inner.place = place;
        if let Over::Rows(each) = over {
            inner.class = Some(each);
        }
        Some(over)
    }
}
