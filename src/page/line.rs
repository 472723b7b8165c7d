//! A line of a page, as pieces that say what they are.

use crate::article::document::Emphasis;
use crate::text::{Clean, WidthPolicy};

/// What a piece of text is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// The article's title.
    Title,
    /// Source, date and length under the title.
    Below,
    /// Running text.
    Body,
    /// The opening paragraph that sums up.
    Lead,
    /// A heading, from level 1 to 6.
    Heading(u8),
    /// Text within a quotation.
    Quote,
    /// The caption of a picture, the title of an embed.
    Caption,
    /// A credit or a notice.
    Quiet,
    /// A link to another article on a line of its own.
    Related,
    /// Text kept as it is.
    Code,
    /// A term that is explained.
    Term,
    /// Marks of our own: bars, bullets, rules.
    Furniture,
}

/// Where a piece leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A link of the document.
    Link(usize),
    /// A picture of the document.
    Image(usize),
    /// An embed of the document.
    Embed(usize),
}

/// Whose characters a piece shows: what can be found, selected and copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The page's own: marks, white space, what is made from dates and names.
    Ours,
    /// The title's, from a character of it on.
    Title(u32),
    /// The document's text, from a position in it on
    /// ([`Document::each_text`](crate::article::Document::each_text)).
    Text(u32),
}

/// What lies under a whole line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ground {
    /// The page.
    #[default]
    Plain,
    /// A tint, from a column to the end of the measure.
    Tinted {
        /// The column it begins at.
        from: usize,
    },
}

/// A stretch of a line with one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The characters.
    pub text: Clean,
    /// What they are.
    pub look: Look,
    /// How they are set apart.
    pub emphasis: Emphasis,
    /// Where they lead.
    pub target: Option<Target>,
    /// Where they come from.
    pub origin: Origin,
}

impl Piece {
    /// A piece of the page's own, that is not set apart and leads nowhere.
    #[must_use]
    pub fn plain(text: Clean, look: Look) -> Self {
        Self {
            text,
            look,
            emphasis: Emphasis::empty(),
            target: None,
            origin: Origin::Ours,
        }
    }
}

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What stands on it, from the left.
    pub pieces: Vec<Piece>,
    /// How many characters of the document's text stand before it.
    pub position: u32,
    /// What lies under it.
    pub ground: Ground,
    /// Whether a paragraph or another block begins on it.
    pub starts_block: bool,
    /// Whether it is one of a drawn table: text of several cells stands beside
    /// each other, and what comes later in the document may stand further up.
    pub is_drawn: bool,
}

impl Line {
    /// Whether nothing stands on it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.pieces
            .iter()
            .all(|piece| piece.text.as_str().trim().is_empty())
    }

    /// The columns it takes.
    #[must_use]
    pub fn width(&self, policy: WidthPolicy) -> usize {
        self.pieces
            .iter()
            .map(|piece| policy.text(piece.text.as_str()))
            .sum()
    }
}
