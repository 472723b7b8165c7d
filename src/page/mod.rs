//! The page: a document set in lines for a measure. The same setting serves the
//! screen and `newsprint show`, so that what is piped is what is read.
//!
//! It knows no colours: each piece of a line says what it is, the screen
//! decides how that looks.

mod furniture;
pub mod html;
mod line;
pub mod markdown;
mod setter;
mod spot;
mod table;

use crate::article::Document;
use crate::text::convert::Conversion;
use crate::text::linebreak::Strictness;
use crate::text::{Clean, WidthPolicy};

pub use furniture::Furniture;
pub use line::{Ground, Line, Look, Origin, Piece, Target};
pub use spot::{Extent, Spot};

/// Columns by which hanging punctuation stands over the end of a line.
pub const HANG: u16 = 2;

/// What sets one paragraph of running text apart from the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paragraphs {
    /// A blank line.
    #[default]
    Spaced,
    /// A first line that begins further right.
    Indented,
}

/// How a page is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSettings {
    /// Columns of a line, at the most; punctuation may hang over by [`HANG`].
    pub measure: usize,
    /// The width of ambiguous characters.
    pub policy: WidthPolicy,
    /// Which marks of ours are used; ASCII, and no drawn tables, under
    /// [`WidthPolicy::Wide`].
    pub furniture: WidthPolicy,
    /// What may start a line.
    pub strictness: Strictness,
    /// Whether `，`, `。` and `、` may hang over the end of a line.
    pub hang: bool,
    /// What sets paragraphs apart.
    pub paragraphs: Paragraphs,
    /// Whether a gap is shown between Han characters and Latin letters or digits.
    pub spacing: bool,
    /// Whether the spaces of Latin text are widened to fill the measure.
    pub justified: bool,
    /// How the article's texts are converted; `None` shows them as they were written.
    pub conversion: Option<Conversion>,
}

impl PageSettings {
    /// A measure in columns and a width policy; all else as it is by default.
    #[must_use]
    pub const fn plain(measure: usize, policy: WidthPolicy) -> Self {
        Self {
            measure,
            policy,
            furniture: policy,
            strictness: Strictness::Strict,
            hang: false,
            paragraphs: Paragraphs::Spaced,
            spacing: false,
            justified: false,
            conversion: None,
        }
    }
}

/// A document set for one measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, from the title on.
    pub lines: Vec<Line>,
    /// The measure it was set for, in columns.
    pub measure: usize,
    /// Whether the whole document has been set.
    pub complete: bool,
}

impl Page {
    /// Sets a document under its title and the line below it (source, date, length),
    /// in the characters asked for. Text positions are those of the original.
    #[must_use]
    pub fn set(title: &Clean, below: &Clean, document: &Document, settings: &PageSettings) -> Self {
        Self::set_start(title, below, document, settings, usize::MAX)
    }

    /// Sets as much of a document as comes with some bytes of text: all lines but
    /// the last ones are as [`set`](Self::set) gives them.
    #[must_use]
    pub fn set_start(
        title: &Clean,
        below: &Clean,
        document: &Document,
        settings: &PageSettings,
        bytes: usize,
    ) -> Self {
        if let Some(conversion) = settings.conversion {
            let shown = |text: &Clean| conversion.of(text).unwrap_or_else(|| text.clone());
            let settings = PageSettings {
                conversion: None,
                ..*settings
            };
            let document = document.converted(conversion, bytes);
            return Self::set_start(&shown(title), &shown(below), &document, &settings, bytes);
        }
        let mut setter = setter::Setter::new(document, settings);
        setter.header(title, below);
        setter.allow(bytes);
        setter.blocks(&document.blocks);
        Self {
            complete: setter.is_complete(),
            lines: setter.finish(),
            measure: settings.measure,
        }
    }

    /// The line on which the text at a position stands; the first line for a
    /// position before all text.
    #[must_use]
    pub fn line_at(&self, position: u32) -> usize {
        if position == 0 {
            return 0;
        }
        let after = self.lines.partition_point(|line| line.position <= position);
        after.saturating_sub(1)
    }

    /// The text position of a line: how many characters of the document stand
    /// before it. Past the end, that of the last line.
    #[must_use]
    pub fn position_of(&self, line: usize) -> u32 {
        self.lines
            .get(line)
            .or(self.lines.last())
            .map_or(0, |line| line.position)
    }

    /// The lines as plain text, without white space at their ends.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for line in &self.lines {
            let start = out.len();
            for piece in &line.pieces {
                out.push_str(piece.text.as_str());
            }
            let end = out
                .get(start..)
                .map_or(start, |text| start + text.trim_end().len());
            out.truncate(end);
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests;
