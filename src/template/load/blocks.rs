//! Blocks of sections: what each holds, and what it is repeated over.

use crate::template::complaint::Complaints;
use crate::template::expr::{Bound, Kind};
use crate::template::narrative::{Block, BlockBody, Each, Entry, Over};
use crate::template::placeholder::paragraph;
use crate::template::resolve::{Names, Place};
use crate::template::source::{BlockSource, NarrativeSource, Written};
use crate::template::{ListForm, ListIndex};
use std::collections::BTreeSet;

/// Blocks nested beyond this are refused.
const MAX_BLOCK_DEPTH: usize = 4;

/// Reads the blocks of one section.
pub(super) struct BlockReader<'r, 'c> {
    pub(super) names: &'r Names<'r>,
    pub(super) source: &'r NarrativeSource,
    pub(super) complaints: &'r mut Complaints<'c>,
    pub(super) keys: BTreeSet<String>,
}

impl BlockReader<'_, '_> {
    pub(super) fn blocks(
        &mut self,
        prefix: &str,
        sources: &[BlockSource],
        place: Place<'_>,
        class: Option<Each>,
        depth: usize,
    ) -> Vec<Block> {
        if depth > MAX_BLOCK_DEPTH {
            self.complaints.whole(format!("{prefix} 里的段落套得太深"));
            return Vec::new();
        }
        sources.iter().filter_map(|source| self.block(prefix, source, place, class, depth)).collect()
    }

    fn block(
        &mut self,
        prefix: &str,
        source: &BlockSource,
        place: Place<'_>,
        class: Option<Each>,
        depth: usize,
    ) -> Option<Block> {
        let key = format!("{prefix}.{}", source.key);
        if !self.keys.insert(key.clone()) {
            self.complaints.whole(format!("有两段都叫“{key}”"));
        }
        let kinds = [
            source.text.is_some(),
            source.figure.is_some(),
            source.list.is_some(),
            source.form.is_some(),
            source.entered,
            source.each.is_some(),
        ];
        if kinds.iter().filter(|given| **given).count() != 1 {
            self.complaints.whole(format!("段“{key}”要写 text、figure、list、form、entered、each 中的一样"));
            return None;
        }
        let mut inner = place;
        let body = if let Some(text) = &source.text {
            let paragraph = paragraph(self.names, text, place, source.style, &source.slot, self.complaints);
            BlockBody::Paragraph(paragraph)
        } else if let Some(written) = &source.each {
            let over = self.over(written, class)?;
            let name = written.text.split_whitespace().next().unwrap_or_default();
            match over {
                Over::Rows(each) => {
                    inner.class |= each.bound == Bound::Class;
                    inner.item |= each.bound == Bound::Item;
                }
                Over::Records(list) => inner.record = Some((name, list)),
            }
            let class = match over {
                Over::Rows(each) => Some(each),
                Over::Records(_) => class,
            };
            BlockBody::Each(over, self.blocks(prefix, &source.block, inner, class, depth + 1))
        } else if source.entered {
            let label = if source.label.is_empty() { source.key.clone() } else { source.label.clone() };
            BlockBody::Entered(Entry { label, help: source.help.clone() })
        } else {
            self.placed(source, place)
        };
        let when =
            source.when.as_ref().and_then(|when| match self.names.expression(when, inner, &[Kind::Truth]) {
                Ok((expr, _)) => Some(expr),
                Err(problem) => {
                    self.complaints.at(when.at, problem);
                    None
                }
            });
        Some(Block { key, when, body })
    }
}

impl BlockReader<'_, '_> {
    /// A figure, a list or a form.
    fn placed(&mut self, source: &BlockSource, place: Place<'_>) -> BlockBody {
        if let Some(figure) = &source.figure {
            if !self.source.figure.iter().any(|known| known.key == figure.text) {
                self.complaints.at(figure.at, format!("没有叫“{}”的图", figure.text));
            }
            return BlockBody::Figure(figure.text.clone());
        }
        if let Some(list) = &source.list {
            let found = self.names.lists.iter().position(|known| known.key == list.text);
            if found.is_none_or(|index| self.names.lists[index].within.is_some()) {
                self.complaints.at(list.at, format!("没有叫“{}”的清单，或它在别的清单里", list.text));
            }
            return BlockBody::List(found.and_then(|index| ListIndex::try_from(index).ok()).unwrap_or(0));
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

    /// Reads what a repetition runs over: rows of a table, or records of a list under a name of their own.
    fn over(&mut self, written: &Written, class: Option<Each>) -> Option<Over> {
        let words: Vec<&str> = written.text.split_whitespace().collect();
        if let [name, "in", list] = words.as_slice()
            && !matches!(*name, "class" | "item" | "this")
        {
            let found = self.names.lists.iter().position(|known| known.key == *list);
            let index = found.filter(|index| self.names.lists[*index].within.is_none());
            if index.is_none() {
                self.complaints.at(written.at, format!("没有叫“{list}”的清单，或它在别的清单里"));
            }
            return index.and_then(|index| index.try_into().ok()).map(Over::Records);
        }
        each(self.names, written, class, self.complaints).map(Over::Rows)
    }
}

/// Reads `class in T05`, `item in T05`, or `item in class` within a repetition over classes.
pub(super) fn each(
    names: &Names<'_>,
    written: &Written,
    class: Option<Each>,
    complaints: &mut Complaints<'_>,
) -> Option<Each> {
    let mut words = written.text.split_whitespace();
    let (bound, of, over) = (words.next(), words.next(), words.next());
    let bound = match bound {
        Some("class") => Bound::Class,
        Some("item") => Bound::Item,
        _ => {
            complaints.at(written.at, "each 写成 class in 表、item in 表 或 item in class");
            return None;
        }
    };
    let over = over.filter(|_| of == Some("in") && words.next().is_none()).unwrap_or_default();
    if let (Bound::Item, "class", Some(class)) = (bound, over, class) {
        return Some(Each { bound, table: class.table });
    }
    let table = names.tables.iter().position(|table| table.key == over && table.repeat().is_some());
    match table.and_then(|table| u16::try_from(table).ok()) {
        Some(table) => Some(Each { bound, table }),
        None => {
            complaints.at(written.at, format!("“{over}”不是按科目列行的表"));
            None
        }
    }
}
