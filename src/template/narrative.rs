//! Sections, sentences and figures, resolved.

use super::expr::{Bound, Expr};
use super::source::SlotSource;
use super::{FigureKind, Formula, ListIndex, ParagraphStyle, PartHolds, TableIndex};

/// One part of the document.
#[derive(Debug)]
pub struct Part {
    /// Stable name.
    pub key: String,
    /// 第一部分; empty for the cover.
    pub number: String,
    /// Heading.
    pub title: String,
    /// What it holds.
    pub holds: PartHolds,
    /// Keys of what it holds, in order.
    pub items: Vec<String>,
    /// A cover's title line.
    pub heading: Option<Paragraph>,
}

/// A section of sentences.
#[derive(Debug)]
pub struct Section {
    /// Stable name.
    pub key: String,
    /// 一
    pub number: String,
    /// Heading.
    pub title: String,
    /// Heading in the outline.
    pub short: String,
    /// Its blocks; empty when the template does not cover it.
    pub blocks: Vec<Block>,
}

/// What the key of a sentence is followed by where the clerk's own wording of it is kept.
pub const OWN_WORDING: &str = ".override";

impl Section {
    /// Whether `place` is the section itself, one of its blocks, or a gap in one of its sentences.
    pub fn has_place(&self, place: &str) -> bool {
        fn within(blocks: &[Block], place: &str) -> bool {
            blocks.iter().any(|block| {
                let Some(rest) = place.strip_prefix(block.key.as_str()) else {
                    return matches!(&block.body, BlockBody::Each(_, inner) if within(inner, place));
                };
                match (&block.body, rest.strip_prefix('.')) {
                    (_, None) if rest.is_empty() => true,
                    (BlockBody::Paragraph(paragraph), Some(gap)) => {
                        paragraph.slots.iter().any(|slot| slot.key == gap)
                    }
                    (BlockBody::Each(_, inner), _) => within(inner, place),
                    _ => false,
                }
            })
        }
        place == self.key || within(&self.blocks, place)
    }

    /// Calls `visit` with every expression of its sentences and conditions.
    pub fn for_each_expr(&self, visit: &mut impl FnMut(&Expr)) {
        fn pieces(all: &[Piece], visit: &mut impl FnMut(&Expr)) {
            for piece in all {
                match piece {
                    Piece::Figure(_, formula, _) => visit(&formula.expr),
                    Piece::Text(expr) => visit(expr),
                    Piece::Words(_) | Piece::Slot(_) | Piece::Enumeration(_) => {}
                }
            }
        }
        fn blocks(all: &[Block], visit: &mut impl FnMut(&Expr)) {
            for block in all {
                block.when.iter().for_each(&mut *visit);
                match &block.body {
                    BlockBody::Paragraph(paragraph) => {
                        pieces(&paragraph.pieces, visit);
                        for phrase in paragraph.enumerations.iter().flat_map(|list| &list.phrases) {
                            phrase.when.iter().for_each(&mut *visit);
                            pieces(&phrase.pieces, visit);
                        }
                    }
                    BlockBody::Each(_, inner) => blocks(inner, visit),
                    _ => {}
                }
            }
        }
        blocks(&self.blocks, visit);
    }
}

/// A block of a section.
#[derive(Debug)]
pub struct Block {
    /// Name within the whole template: `s5.item`.
    pub key: String,
    /// Shown only when true.
    pub when: Option<Expr>,
    /// What it is.
    pub body: BlockBody,
}

/// What a block is.
#[derive(Debug)]
pub enum BlockBody {
    /// A sentence.
    Paragraph(Paragraph),
    /// A figure, by key.
    Figure(String),
    /// A text of the clerk's own.
    Entered(Entry),
    /// A list as a table.
    List(ListIndex),
    /// The form of the project that the repetition stands at.
    Form,
    /// Blocks repeated over rows or records.
    Each(Over, Vec<Block>),
}

/// A text of the clerk's own, a paragraph a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Label of the field.
    pub label: String,
    /// What to write.
    pub help: String,
}

/// What a repetition runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Rows of a table.
    Rows(Each),
    /// Records of a list.
    Records(ListIndex),
    /// Nothing: the blocks stand once, under one condition.
    Once,
}

/// A repetition over the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Each {
    /// `class` or `item`.
    pub bound: Bound,
    /// The table whose rows are taken; for items within a class repetition only those of the class.
    pub table: TableIndex,
}

/// A sentence with placeholders.
#[derive(Debug)]
pub struct Paragraph {
    /// Look.
    pub style: ParagraphStyle,
    /// Words, figures and slots in order.
    pub pieces: Vec<Piece>,
    /// Texts the clerk enters within it.
    pub slots: Vec<Slot>,
    /// What it lists one after another.
    pub enumerations: Vec<Enumeration>,
}

/// Phrases that a sentence lists one after another, those that have something to say.
#[derive(Debug)]
pub struct Enumeration {
    /// Name in the sentence's placeholder.
    pub key: String,
    /// Words before them, left out with them.
    pub lead: String,
    /// What stands between them.
    pub joint: String,
    /// What stands there when there is none.
    pub otherwise: String,
    /// The phrases in order.
    pub phrases: Vec<Phrase>,
}

/// A phrase of an enumeration, once or for each row or record.
#[derive(Debug)]
pub struct Phrase {
    /// Stable name within the enumeration.
    pub key: String,
    /// What it is repeated over.
    pub over: Over,
    /// Listed only when true.
    pub when: Option<Expr>,
    /// Words and figures in order.
    pub pieces: Vec<Piece>,
}

/// A text entered within a sentence.
pub type Slot = SlotSource;

/// A piece of a sentence.
#[derive(Debug)]
pub enum Piece {
    /// Fixed words.
    Words(String),
    /// A figure: its name within the paragraph, what it is, and how it is written.
    Figure(String, Formula, Style),
    /// Words from an expression.
    Text(Expr),
    /// An entered text, by index into [`Paragraph::slots`].
    Slot(usize),
    /// An enumeration, by index into [`Paragraph::enumerations`].
    Enumeration(usize),
}

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As its kind is usually written: 万元 or % with two decimals, counts without.
    Usual,
    /// 万元 with this many decimals.
    TenThousandYuan(u32),
    /// Yuan with two decimals.
    Yuan,
}

/// A chart.
#[derive(Debug)]
pub struct Figure {
    /// Stable name.
    pub key: String,
    /// Caption.
    pub title: String,
    /// Kind.
    pub kind: FigureKind,
    /// What the parts are shares of.
    pub whole: Option<Expr>,
    /// What a grouped chart compares; empty for the other kinds.
    pub series: Vec<String>,
    /// Whether parts that are zero are left out.
    pub skip_zero: bool,
    /// Its parts.
    pub parts: Vec<FigurePart>,
}

/// One part of a chart, or one for each row of a repetition.
#[derive(Debug)]
pub struct FigurePart {
    /// Rows it stands for.
    pub each: Option<Each>,
    /// Label.
    pub label: Paragraph,
    /// Its amounts, one a series.
    pub values: Vec<Expr>,
}
