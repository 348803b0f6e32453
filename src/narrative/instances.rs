//! Which blocks a section has for a given report: repetitions unrolled, conditions judged.

use crate::calc::{Evaluated, Position, Scope, Values, evaluate};
use crate::report::{ListKey, digits};
use crate::template::{Block, BlockBody, Bound, Each, Expr, ListIndex, Over, Piece, RowKey, Section};

/// A block as it stands in a section now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The block's key with the codes of its rows: `s5.item.2010301`.
    pub key: String,
    /// Where the block is within its section.
    pub path: Vec<usize>,
    /// The rows it stands for.
    pub scope: Scope,
    /// What it is.
    pub kind: InstanceKind,
}

/// What an instance is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstanceKind {
    /// A sentence.
    Paragraph,
    /// A figure, by key.
    Figure(String),
    /// A text of the clerk's own.
    Entered,
    /// A list as a table.
    List(ListIndex),
    /// The form of the project in the scope.
    Form,
}

/// Lists a section's blocks in order.
pub fn instances(section: &Section, values: &dyn Values) -> Vec<Instance> {
    let mut found = Vec::new();
    collect(&section.blocks, &mut Vec::new(), &Scope::default(), values, &mut found);
    number(section, &mut found);
    found
}

/// Gives the paragraphs that name `position` theirs.
fn number(section: &Section, instances: &mut [Instance]) {
    let mut position = 0;
    for instance in instances {
        if let Some(BlockBody::Paragraph(paragraph)) =
            locate(section, &instance.path).map(|block| &block.body)
            && paragraph
                .pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Text(expr) if expr.names_position()))
        {
            position += 1;
            instance.scope.position = Some(position);
        }
    }
}

/// The block an instance came from.
pub fn locate<'a>(section: &'a Section, path: &[usize]) -> Option<&'a Block> {
    let (last, above) = path.split_last()?;
    let mut blocks = &section.blocks;
    for index in above {
        match &blocks.get(*index)?.body {
            BlockBody::Each(_, inner) => blocks = inner,
            _ => return None,
        }
    }
    blocks.get(*last)
}

fn collect(
    blocks: &[Block],
    path: &mut Vec<usize>,
    scope: &Scope,
    values: &dyn Values,
    found: &mut Vec<Instance>,
) {
    for (index, block) in blocks.iter().enumerate() {
        path.push(index);
        match &block.body {
            BlockBody::Each(over, inner) => {
                for scope in scopes(*over, block.when.as_ref(), scope, values) {
                    collect(inner, path, &scope, values, found);
                }
            }
            body if holds(block.when.as_ref(), scope, values) => {
                let kind = match body {
                    BlockBody::Figure(figure) => InstanceKind::Figure(figure.clone()),
                    BlockBody::Entered(_) => InstanceKind::Entered,
                    BlockBody::List(list) => InstanceKind::List(*list),
                    BlockBody::Form => InstanceKind::Form,
                    BlockBody::Paragraph(_) | BlockBody::Each(..) => InstanceKind::Paragraph,
                };
                found.push(Instance { key: key(&block.key, scope), path: path.clone(), scope: *scope, kind });
            }
            _ => {}
        }
        path.pop();
    }
}

/// A name with the record or the code it stands for.
pub(super) fn key(name: &str, scope: &Scope) -> String {
    match (scope.record, scope.item.or(scope.class)) {
        (Some((_, id, _)), _) => format!("{name}.{id}"),
        (None, Some((RowKey::Code(code), _))) => format!("{name}.{code}"),
        _ => name.to_string(),
    }
}

/// What a repetition stands at, one after another: those rows or records for which `when` holds, numbered from 1.
pub fn scopes(over: Over, when: Option<&Expr>, scope: &Scope, values: &dyn Values) -> Vec<Scope> {
    let mut found: Vec<Scope> = Vec::new();
    let mut add = |at: &dyn Fn(u32) -> Scope| {
        let scope = at(u32::try_from(found.len() + 1).unwrap_or(u32::MAX));
        if holds(when, &scope, values) {
            found.push(scope);
        }
    };
    match over {
        Over::Once => add(&|_| *scope),
        Over::Rows(each) => {
            for row in rows_of(each, scope, values) {
                add(&|ordinal| with(each, scope, (row, ordinal)));
            }
        }
        Over::Records(list) => {
            for record in values.records(ListKey::of(list)).iter() {
                add(&|ordinal| Scope { record: Some((list, record.id, ordinal)), ..*scope });
            }
        }
    }
    found
}

fn with(each: Each, scope: &Scope, position: Position) -> Scope {
    match each.bound {
        Bound::Class => Scope { class: Some(position), item: None, ..*scope },
        Bound::Item | Bound::Row | Bound::This => Scope { item: Some(position), ..*scope },
    }
}

fn holds(when: Option<&Expr>, scope: &Scope, values: &dyn Values) -> bool {
    when.is_none_or(|when| evaluate(when, scope, values) == Evaluated::Truth(Some(true)))
}

/// The rows a repetition runs over.
pub fn rows_of(each: Each, scope: &Scope, values: &dyn Values) -> Vec<RowKey> {
    let template = values.template();
    let classification =
        template.table(each.table).and_then(|table| table.repeat()).map(|r| r.classification);
    let item_length = classification.map_or(0, crate::catalog::item_length);
    let within = match (each.bound, scope.class) {
        (Bound::Item, Some((RowKey::Code(class), _))) => Some(class),
        _ => None,
    };
    let wanted = |row: &RowKey| match *row {
        _ if each.bound == Bound::Row => true,
        RowKey::Code(code) => match each.bound {
            Bound::Class => digits(code) == 3,
            Bound::Item | Bound::Row | Bound::This => {
                let class = code / 10u32.pow(u32::try_from(digits(code).saturating_sub(3)).unwrap_or(0));
                digits(code) == item_length && within.is_none_or(|within| within == class)
            }
        },
        RowKey::Total | RowKey::Fixed(_) => false,
    };
    values.rows(each.table).iter().copied().filter(wanted).collect()
}
