//! Places in what can be found, selected and copied, and the lines they stand on.
//!
//! A place counts characters of the article's own text, never cells of the
//! screen, so that it stays what it was when the page is set anew.

use std::ops::Range;

use super::Page;
use super::line::{Line, Origin, Piece};

/// A character of the title, or of the document's text
/// ([`Document::each_text`](crate::article::Document::each_text)). The title comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// How many characters of the title stand before it.
    Title(u32),
    /// How many characters of the document's text do.
    Text(u32),
}

impl Spot {
    /// The place some characters further on in the same text.
    #[must_use]
    pub fn further(self, characters: u32) -> Self {
        match self {
            Self::Title(at) => Self::Title(at.saturating_add(characters)),
            Self::Text(at) => Self::Text(at.saturating_add(characters)),
        }
    }
}

/// The parts of the title and of the document's text that stand on some lines,
/// in characters of each. What lies between two lines belongs to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Of the title.
    pub title: Option<Range<u32>>,
    /// Of the document's text.
    pub text: Option<Range<u32>>,
}

impl Extent {
    /// How many characters it has.
    #[must_use]
    pub fn characters(&self) -> u32 {
        let length = |range: &Option<Range<u32>>| {
            range
                .as_ref()
                .map_or(0, |range| range.end.saturating_sub(range.start))
        };
        length(&self.title).saturating_add(length(&self.text))
    }
}

impl Piece {
    /// Where its first character comes from; none where it is the page's own.
    #[must_use]
    pub fn spot(&self) -> Option<Spot> {
        match self.origin {
            Origin::Ours => None,
            Origin::Title(at) => Some(Spot::Title(at)),
            Origin::Text(at) => Some(Spot::Text(at)),
        }
    }

    /// How many characters it has.
    #[must_use]
    pub fn characters(&self) -> u32 {
        u32::try_from(self.text.as_str().chars().count()).unwrap_or(u32::MAX)
    }
}

impl Line {
    /// The first character on it that is the article's.
    #[must_use]
    pub fn spot(&self) -> Option<Spot> {
        self.pieces.iter().find_map(Piece::spot)
    }
}

/// Whether a piece shows the character at a place.
fn shows(piece: &Piece, spot: Spot) -> bool {
    piece
        .spot()
        .is_some_and(|start| start <= spot && spot < start.further(piece.characters()))
}

impl Page {
    /// The place that stands for a line while the page is set anew: its first
    /// character, or where it has none the next one's.
    #[must_use]
    pub fn spot_of(&self, line: usize) -> Spot {
        let spot = self.lines.get(line).and_then(Line::spot);
        spot.unwrap_or(Spot::Text(self.position_of(line)))
    }

    /// The line on which a place stands.
    #[must_use]
    pub fn line_of(&self, spot: Spot) -> usize {
        let after = match spot {
            Spot::Title(_) => self
                .lines
                .iter()
                .take_while(|line| matches!(line.spot(), Some(first) if first <= spot))
                .count(),
            Spot::Text(position) => self.lines.partition_point(|line| line.position <= position),
        };
        let last = after.saturating_sub(1);
        // In a drawn table the cells of a row stand beside each other: there it may
        // be a line before.
        let before = self.lines.iter().enumerate().take(after).rev();
        let shown = before
            .take_while(|(_, line)| line.is_drawn)
            .find(|(_, line)| line.pieces.iter().any(|piece| shows(piece, spot)));
        shown.map_or(last, |(number, _)| number)
    }

    /// What of the article stands on the lines of a range.
    #[must_use]
    pub fn extent(&self, lines: Range<usize>) -> Extent {
        let end = lines.end.min(self.lines.len());
        let Some(chosen) = self.lines.get(lines.start..end) else {
            return Extent::default();
        };
        let mut extent = Extent::default();
        let pieces = || chosen.iter().flat_map(|line| &line.pieces);
        let titled = |piece: &&Piece| matches!(piece.origin, Origin::Title(_));
        let texts = |piece: &&Piece| matches!(piece.origin, Origin::Text(_));
        extent.title = range_of(pieces().filter(titled));
        extent.text = range_of(pieces().filter(texts));
        extent
    }
}

/// From the first character of some pieces to the last. Pieces never overlap, so
/// that the one that begins last ends last.
fn range_of<'a>(pieces: impl Iterator<Item = &'a Piece> + Clone) -> Option<Range<u32>> {
    let at = |piece: &&Piece| match piece.origin {
        Origin::Title(at) | Origin::Text(at) => at,
        Origin::Ours => 0,
    };
    let first = pieces.clone().min_by_key(at)?;
    let last = pieces.max_by_key(at)?;
    Some(at(&first)..at(&last).saturating_add(last.characters()))
}
