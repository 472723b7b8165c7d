//! The parts of a document that hold no others, one after the other.

use super::{Block, Picture, Role, Text};
use crate::text::{Clean, CleanRef};

/// A part of a document that holds no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A paragraph.
    Paragraph(Role, &'a Text),
    /// A heading, from level 1 to 6.
    Heading(u8, &'a Text),
    /// A term that is explained, a table's caption or one of its cells.
    Short(&'a Text),
    /// Text kept as it is.
    Preformatted(&'a Clean),
    /// A picture.
    Picture(&'a Picture),
    /// A place in [`Document::embeds`](super::Document::embeds).
    Embed(usize),
}

impl<'a> Part<'a> {
    /// Its words, where they are the article's own: what positions in the
    /// document's text count.
    #[must_use]
    pub fn text(self) -> Option<CleanRef<'a>> {
        match self {
            Self::Paragraph(_, text) | Self::Heading(_, text) | Self::Short(text) => {
                Some(text.clean.as_clean())
            }
            Self::Preformatted(text) => Some(text.as_clean()),
            Self::Picture(picture) if picture.has_caption => Some(picture.caption.clean.as_clean()),
            Self::Picture(_) | Self::Embed(_) => None,
        }
    }

    /// Its words with their styles and links, a picture's made from its own words
    /// among them.
    #[must_use]
    pub fn styled(self) -> Option<&'a Text> {
        match self {
            Self::Paragraph(_, text) | Self::Heading(_, text) | Self::Short(text) => Some(text),
            Self::Picture(picture) => Some(&picture.caption),
            Self::Preformatted(_) | Self::Embed(_) => None,
        }
    }
}

/// Calls `visit` with every text that has spans, in the order of [`Document::each_text`](super::Document::each_text),
/// and with the characters of those that have none.
pub(in crate::article) fn each_text_mut(
    blocks: &mut [Block],
    visit: &mut impl FnMut(Result<&mut Text, &Clean>),
) {
    for block in blocks {
        match block {
            Block::Paragraph(_, text) | Block::Heading(_, text) => visit(Ok(text)),
            Block::Quote(blocks) => each_text_mut(blocks, visit),
            Block::List(list) => {
                for item in &mut list.items {
                    each_text_mut(item, visit);
                }
            }
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    visit(Ok(term));
                    each_text_mut(meaning, visit);
                }
            }
            Block::Preformatted(text) => visit(Err(text)),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                let texts = table.caption.iter_mut().chain(&mut table.head).chain(cells);
                texts.for_each(|text| visit(Ok(text)));
            }
            Block::Picture(picture) if picture.has_caption => visit(Ok(&mut picture.caption)),
            Block::Picture(_) | Block::Embed(_) | Block::Rule | Block::Cut(_) => {}
        }
    }
}

/// Calls `visit` with every part that holds no others, in reading order.
pub(super) fn each_part<'a>(blocks: &'a [Block], visit: &mut impl FnMut(Part<'a>)) {
    for block in blocks {
        match block {
            Block::Paragraph(role, text) => visit(Part::Paragraph(*role, text)),
            Block::Heading(level, text) => visit(Part::Heading(*level, text)),
            Block::Quote(blocks) => each_part(blocks, visit),
            Block::List(list) => list.items.iter().for_each(|item| each_part(item, visit)),
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    visit(Part::Short(term));
                    each_part(meaning, visit);
                }
            }
            Block::Preformatted(text) => visit(Part::Preformatted(text)),
            Block::Table(table) => {
                let cells = table.rows.iter().flatten();
                for text in table.caption.iter().chain(&table.head).chain(cells) {
                    if !text.clean.is_empty() {
                        visit(Part::Short(text));
                    }
                }
            }
            Block::Picture(picture) => visit(Part::Picture(picture)),
            Block::Embed(embed) => visit(Part::Embed(*embed)),
            Block::Rule | Block::Cut(_) => {}
        }
    }
}
