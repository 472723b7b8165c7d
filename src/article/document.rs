//! The text of an article, as blocks of styled text: what the page sets, what
//! is searched, what is copied.

mod parts;

use bitflags::bitflags;
use unicode_segmentation::GraphemeCursor;

use super::html::BYTES;
use crate::text::count::Count;
use crate::text::{Clean, CleanRef};

pub use parts::Part;
use parts::each_part;
pub(super) use parts::each_text_mut;

bitflags! {
    /// How a stretch of text is set apart.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Emphasis: u16 {
        /// `strong`, `b`.
        const STRONG = 1;
        /// `em`, `i`, `cite`.
        const ITALIC = 1 << 1;
        /// `del`, `s`.
        const STRUCK = 1 << 2;
        /// `u`, `ins`.
        const UNDERLINED = 1 << 3;
        /// `code`, `samp`.
        const CODE = 1 << 4;
        /// `kbd`.
        const KEY = 1 << 5;
        /// `mark`.
        const MARKED = 1 << 6;
        /// `small`.
        const SMALL = 1 << 7;
        /// A dateline, a credit: kept, dim.
        const QUIET = 1 << 8;
        /// A head that runs into its paragraph.
        const RUN_IN = 1 << 9;
    }
}

/// A stretch of text with one style. Spans follow each other without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it ends, in bytes of its text; it begins where the one before ends.
    pub end: usize,
    /// How it is set apart.
    pub emphasis: Emphasis,
    /// The link it belongs to: a place in [`Document::links`].
    pub link: Option<usize>,
}

/// The text of one block. A line feed in it is a break the author made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The characters.
    pub clean: Clean,
    /// Their styles, to the end of the text.
    pub spans: Vec<Span>,
    /// While the document is built: places that links within the article lead to,
    /// as a byte and the number of the place.
    pub(super) anchors: Vec<(usize, usize)>,
}

impl Text {
    /// Text in one style.
    #[must_use]
    pub fn plain(clean: Clean) -> Self {
        let end = clean.as_str().len();
        let span = Span {
            end,
            emphasis: Emphasis::empty(),
            link: None,
        };
        Self {
            clean,
            spans: if end == 0 { Vec::new() } else { vec![span] },
            anchors: Vec::new(),
        }
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.clean.as_str()
    }

    /// The spans with the bytes they cover.
    pub fn pieces(&self) -> impl Iterator<Item = (std::ops::Range<usize>, &Span)> {
        let mut start = 0;
        self.spans.iter().map(move |span| {
            let range = start..span.end;
            start = span.end;
            (range, span)
        })
    }

    /// The spans that have part in a byte range, with all the bytes they cover.
    /// Costs what lies in the range, however long the text is.
    pub fn pieces_over(
        &self,
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (std::ops::Range<usize>, &Span)> {
        let first = self.spans.partition_point(|span| span.end <= range.start);
        let before = first.checked_sub(1).and_then(|last| self.spans.get(last));
        let mut start = before.map_or(0, |span| span.end);
        let spans = self.spans.get(first..).unwrap_or_default().iter();
        spans.map_while(move |span| {
            let whole = start..span.end;
            start = span.end;
            (whole.start < range.end).then_some((whole, span))
        })
    }

    /// Whether every visible character has this emphasis.
    #[must_use]
    pub fn is_all(&self, emphasis: Emphasis) -> bool {
        !self.clean.is_empty()
            && self.pieces().all(|(range, span)| {
                span.emphasis.contains(emphasis)
                    || self.clean.slice(range).as_str().trim().is_empty()
            })
    }

    /// Text with spans that may end anywhere: each is drawn out to the end of its
    /// last grapheme, as a letter and its accent are drawn as one.
    #[must_use]
    pub(crate) fn with_spans(clean: Clean, mut spans: Vec<Span>) -> Self {
        let mut start = 0;
        spans.retain_mut(|span| {
            let text = clean.as_str();
            span.end = grapheme_end(text, text.ceil_char_boundary(span.end));
            let is_some = span.end > start;
            start = span.end;
            is_some
        });
        Self {
            clean,
            spans,
            anchors: Vec::new(),
        }
    }

    /// Sets an emphasis on a byte range, splitting spans at its ends. Graphemes
    /// at these are taken as wholes.
    pub fn emphasise(&mut self, range: std::ops::Range<usize>, emphasis: Emphasis) {
        let text = self.clean.as_str();
        let range = grapheme_end(text, range.start)..grapheme_end(text, range.end);
        let mut spans = Vec::with_capacity(self.spans.len() + 2);
        let mut start = 0;
        for span in &self.spans {
            for end in [
                range.start.clamp(start, span.end),
                range.end.clamp(start, span.end),
                span.end,
            ] {
                if end <= start {
                    continue;
                }
                let inside = start >= range.start && end <= range.end;
                let added = if inside { emphasis } else { Emphasis::empty() };
                spans.push(Span {
                    end,
                    emphasis: span.emphasis | added,
                    link: span.link,
                });
                start = end;
            }
        }
        self.spans = spans;
    }

    /// Takes an emphasis away everywhere.
    pub fn without(&mut self, emphasis: Emphasis) {
        for span in &mut self.spans {
            span.emphasis.remove(emphasis);
        }
    }

    /// Splits off the text from a byte on; white space around the cut goes.
    #[must_use]
    pub fn split_off(&mut self, at: usize) -> Self {
        let tail = self.part(at..self.as_str().len());
        *self = self.part(0..at);
        tail
    }

    /// The part in a byte range, without white space at its ends.
    #[must_use]
    pub fn part(&self, range: std::ops::Range<usize>) -> Self {
        let whole = self.clean.slice(range.clone()).as_str();
        let start = range.start + (whole.len() - whole.trim_start().len());
        let end = start.max(range.end - (whole.len() - whole.trim_end().len()));
        let spans = self
            .pieces()
            .filter(|(piece, _)| piece.end > start && piece.start < end)
            .map(|(piece, span)| Span {
                end: piece.end.min(end) - start,
                ..span.clone()
            })
            .collect();
        let anchors = self.anchors.iter();
        let anchors = anchors
            .filter(|(at, _)| range.contains(at))
            .map(|(at, place)| (at.clamp(&start, &end) - start, *place))
            .collect();
        Self {
            clean: self.clean.slice(start..end).to_clean(),
            spans,
            anchors,
        }
    }
}

/// The end of the grapheme that a byte offset lies in; the offset itself where
/// it lies between two.
fn grapheme_end(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten(),
        _ => None,
    }
    .unwrap_or(at)
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Body,
    /// The opening paragraph that sums up the article.
    Lead,
    /// Who the report is by; kept, dim.
    Credit,
    /// A notice about rights; kept, dim, and counted for nothing.
    Notice,
    /// A link to another article, on a line of its own.
    Related,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The number of the first item, for a numbered list.
    pub start: Option<u64>,
    /// What stands in each item.
    pub items: Vec<Vec<Block>>,
}

impl List {
    /// Whether its items are single paragraphs, with lists within them at most:
    /// such items stand directly under each other.
    #[must_use]
    pub fn is_tight(&self) -> bool {
        self.items.iter().all(|item| {
            let nested = item.get(1..).unwrap_or_default();
            matches!(item.first(), Some(Block::Paragraph(..)))
                && nested.iter().all(|block| matches!(block, Block::List(_)))
        })
    }
}

/// A table of data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What stands over it.
    pub caption: Option<Text>,
    /// The heads of the columns; may be empty.
    pub head: Vec<Text>,
    /// The cells, row by row; rows may differ in length.
    pub rows: Vec<Vec<Text>>,
}

impl Table {
    /// How many columns the longest row has.
    #[must_use]
    pub fn columns(&self) -> usize {
        let rows = self.rows.iter().map(Vec::len);
        rows.chain([self.head.len()]).max().unwrap_or(0)
    }
}

/// A picture, shown as its caption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// A place in [`Document::images`].
    pub image: usize,
    /// Its caption, else its alternative text or file name.
    pub caption: Text,
    /// Whether the caption is the author's (else it is made from the picture's own words).
    pub has_caption: bool,
}

/// Which budget ended a text before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Cut {
    /// The bytes of a file.
    #[error("it is longer than {} MB", BYTES >> 20)]
    Bytes,
    /// What the parser stops at: tags, entities, lines.
    #[error("it has too many tags, entities and lines")]
    Stops,
    /// Elements and texts.
    #[error("it has too many elements")]
    Nodes,
    /// Elements within elements.
    #[error("its elements are nested too deeply")]
    Depth,
    /// Attributes of one tag, or of all.
    #[error("its tags have too many attributes")]
    Attributes,
}

impl Cut {
    /// What stands on the page where the text was cut.
    #[must_use]
    pub fn notice(self) -> Clean {
        Clean::line(&format!("[the text was cut here: {self}]"))
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Role, Text),
    /// A heading, from level 1 to 6.
    Heading(u8, Text),
    /// What somebody else said.
    Quote(Vec<Block>),
    /// A list with bullets or numbers.
    List(List),
    /// Terms and what they mean.
    Definitions(Vec<(Text, Vec<Block>)>),
    /// Text kept as it is, line by line.
    Preformatted(Clean),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
    /// A film, a sound or another page; a place in [`Document::embeds`].
    Embed(usize),
    /// A pause.
    Rule,
    /// Here the text was cut; what follows in the file is not shown. It is the
    /// last block, and no word of the article's.
    Cut(Cut),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its address; empty for a link within the article.
    pub url: String,
    /// The words it stands on.
    pub text: Clean,
    /// For a link within the article, a footnote for example: the position of the
    /// text it leads to, in characters as [`Document::each_text`] tells them.
    pub within: Option<u32>,
}

/// A picture of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its address.
    pub url: String,
    /// Its caption, where it has one.
    pub caption: Option<Clean>,
}

/// A film, a sound or another page within the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// Its address.
    pub url: String,
    /// Its title, where it has one.
    pub title: Option<Clean>,
    /// Whose it is: the host of the address.
    pub host: Clean,
}

/// The text of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its parts, in reading order.
    pub blocks: Vec<Block>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its pictures.
    pub images: Vec<Image>,
    /// Its embeds.
    pub embeds: Vec<Embed>,
}

impl Document {
    /// Calls `visit` with the text of every block, in reading order. What is
    /// not the article's own words (a picture's file name) is left out.
    pub fn each_text<'a>(&'a self, visit: &mut impl FnMut(Option<Role>, CleanRef<'a>)) {
        self.each_part(&mut |part| {
            let role = match part {
                Part::Paragraph(role, _) => Some(role),
                _ => None,
            };
            if let Some(text) = part.text() {
                visit(role, text);
            }
        });
    }

    /// Calls `visit` with every part that holds no others, in reading order.
    pub fn each_part<'a>(&'a self, visit: &mut impl FnMut(Part<'a>)) {
        each_part(&self.blocks, visit);
    }

    /// The links that lead out of the article.
    pub fn outward_links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.within.is_none())
    }

    /// How long it is. Notices count for nothing.
    #[must_use]
    pub fn count(&self) -> Count {
        let mut count = Count::default();
        self.each_text(&mut |role, text| {
            if role != Some(Role::Notice) {
                count += Count::of(text.as_str());
            }
        });
        count
    }

    /// The whole text, one blank line between blocks.
    #[must_use]
    pub fn plain_text(&self) -> String {
        self.start_of_text(usize::MAX)
    }

    /// At least the first `characters` of the plain text, or all of a shorter one.
    #[must_use]
    pub fn start_of_text(&self, characters: usize) -> String {
        let mut out = String::new();
        let mut left = characters;
        self.each_text(&mut |_, text| {
            if left == 0 {
                return;
            }
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            let end = text.as_str().char_indices().nth(left).map(|(at, _)| at);
            let part = text.slice(0..end.unwrap_or(text.as_str().len()));
            left = left.saturating_sub(part.as_str().chars().count());
            out.push_str(part.as_str());
        });
        out
    }
}
