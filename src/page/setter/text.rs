//! The setting of text: its lines, the pieces of each, and where in the document
//! they come from.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::gaps::{Gapped, is_latin};
use super::{Setter, Whose};
use crate::article::document::{Emphasis, Span, Text};
use crate::page::line::{Ground, Look, Origin, Piece, Target};
use crate::text::paragraph::{Setting, set};
use crate::text::script::is_han_like;
use crate::text::{Clean, CleanRef};

/// Columns up to which a link's words are underlined.
const SHORT_LINK: usize = 40;
/// Columns of Han up to which a stress is underlined.
const SHORT_STRESS: usize = 40;

impl Setter<'_> {
    pub(super) fn preformatted(&mut self, text: &Clean) {
        let room = self.room();
        let mark = self.furniture.goes_on;
        let mut at = 0;
        for (number, raw) in text.as_str().split('\n').enumerate() {
            if number > 0 {
                // The line feed before it.
                self.position = self.position.saturating_add(1);
            }
            if !self.spend(raw.len() + 1) {
                return;
            }
            let mut rest = text.slice(at..at + raw.len());
            at += raw.len() + 1;
            let mut first = number == 0;
            loop {
                let (mut end, _) = self.policy().prefix(rest.as_str(), room);
                let room_here = room.saturating_sub(self.columns(mark));
                if end < rest.as_str().len() {
                    (end, _) = self.policy().prefix(rest.as_str(), room_here);
                }
                if end == 0 && !rest.as_str().is_empty() {
                    end = first_grapheme(rest.as_str());
                }
                let mut line = self.start_line();
                line.starts_block = std::mem::take(&mut first);
                line.ground = Ground::Tinted {
                    from: self.indent_width(),
                };
                let piece = rest.slice(0..end);
                line.pieces.push(Piece {
                    origin: Origin::Text(self.position),
                    ..Piece::plain(piece.to_clean(), Look::Code)
                });
                self.advance(piece.as_str());
                rest = rest.slice(end..rest.as_str().len());
                let ends = rest.as_str().is_empty();
                // A measure of a column or two has room for the text alone.
                if !ends && self.columns(piece) <= room_here {
                    line.pieces
                        .push(Piece::plain(mark.to_clean(), Look::Furniture));
                }
                self.lines.push(line);
                if ends {
                    break;
                }
            }
        }
    }

    /// Takes bytes from what may still be set; whether there were as many.
    pub(in crate::page) fn spend(&mut self, bytes: usize) -> bool {
        let enough = bytes < self.budget;
        self.budget = self.budget.saturating_sub(bytes);
        enough
    }

    /// Sets running text of the document in lines.
    pub(in crate::page) fn text(&mut self, text: &Text, look: Look) {
        self.text_of(text, look, Whose::Document { but: 0 });
    }

    /// Sets running text in lines. Where not all of it may be set, what is left of
    /// the last line set is left out as well: the rest may break it otherwise.
    pub(in crate::page) fn text_of(&mut self, text: &Text, look: Look, whose: Whose) {
        let left = self.budget;
        if !self.spend(text.as_str().len()) {
            let cut = text.as_str().floor_char_boundary(left);
            let head = text.part(0..cut);
            let from = self.lines.len();
            self.set_lines(&head, look, whose);
            self.lines
                .truncate(self.lines.len().saturating_sub(1).max(from));
            return;
        }
        self.set_lines(text, look, whose);
    }

    fn set_lines(&mut self, text: &Text, look: Look, whose: Whose) {
        let room = self.room();
        let indent = std::mem::take(&mut self.first_line);
        let setting = Setting {
            first: room - indent,
            rest: room,
            policy: self.policy(),
            strictness: self.settings.strictness,
            hang: self.settings.hang,
        };
        let justified = self.settings.justified
            && matches!(look, Look::Body | Look::Quote | Look::Lead | Look::Caption)
            && is_latin(text.as_str());
        let own = match whose {
            Whose::Document { but } => but,
            _ => 0,
        };
        let mut title = 0;
        let gapped = Gapped::of(text, self.settings);
        for (number, set_line) in set(gapped.as_str(), &setting).into_iter().enumerate() {
            let mut line = self.start_line();
            line.starts_block = number == 0;
            let mut measure = room;
            if number == 0 && indent > 0 {
                let white = Clean::new(&" ".repeat(indent));
                line.pieces.push(Piece::plain(white, Look::Furniture));
                measure -= indent;
            }
            let ends = set_line.range.end == gapped.as_str().len()
                || gapped.as_str().as_bytes().get(set_line.range.end - 1) == Some(&b'\n');
            let slack = if justified && !ends {
                measure.saturating_sub(set_line.width)
            } else {
                0
            };
            let white = gapped.white(&set_line.shown, slack, number % 2 == 1);
            let shown = gapped.written_range(&set_line.shown);
            let before = match whose {
                Whose::Title => title,
                _ => self.position,
            };
            line.pieces
                .extend(self.pieces(text, shown, &white, look, (whose, before)));
            self.lines.push(line);
            let range = gapped.written_range(&set_line.range);
            let counted = text.clean.slice(range.start.max(own)..range.end.max(own));
            let characters = characters(counted.as_str());
            match whose {
                Whose::Title => title += characters,
                Whose::Document { .. } => self.position = self.position.saturating_add(characters),
                Whose::Ours => {}
            }
        }
    }

    /// The pieces of a byte range of some text, with white within it. `before` is
    /// how many characters of the whole it comes from stand before it.
    pub(in crate::page) fn pieces(
        &self,
        text: &Text,
        range: Range<usize>,
        white: &[(usize, usize)],
        look: Look,
        (whose, mut before): (Whose, u32),
    ) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut white = white.iter().peekable();
        for (span_range, span) in text.pieces_over(range.clone()) {
            let mut start = span_range.start.max(range.start);
            let end = span_range.end.min(range.end);
            if start >= end {
                continue;
            }
            let style = self.style(
                span,
                text.clean.slice(span_range),
                text.clean.slice(start..end),
            );
            while start < end {
                while let Some((_, columns)) = white.next_if(|(at, _)| *at <= start) {
                    let gap = Clean::new(&" ".repeat(*columns));
                    let gap = between(pieces.last(), style, Piece::plain(gap, look));
                    pieces.push(gap);
                }
                let part_end = white.peek().map_or(end, |(at, _)| (*at).min(end));
                let part = text.clean.slice(start..part_end);
                let origin = match whose {
                    Whose::Title => Origin::Title(before),
                    Whose::Document { but } if start >= but => Origin::Text(before),
                    Whose::Document { .. } | Whose::Ours => Origin::Ours,
                };
                if origin != Origin::Ours {
                    before = before.saturating_add(characters(part.as_str()));
                }
                pieces.push(Piece {
                    text: part.to_clean(),
                    look,
                    emphasis: style.0,
                    target: style.1,
                    origin,
                });
                start = part_end;
            }
        }
        pieces
    }

    /// How a part of a span is set apart, and where it leads.
    fn style(
        &self,
        span: &Span,
        whole: CleanRef<'_>,
        part: CleanRef<'_>,
    ) -> (Emphasis, Option<Target>) {
        let mut emphasis = span.emphasis;
        // A Han character has three bytes and two columns.
        let short = whole.as_str().len() <= SHORT_STRESS / 2 * 3;
        let looked_at = if short { whole } else { part };
        if emphasis.contains(Emphasis::ITALIC) && looked_at.as_str().chars().any(is_han_like) {
            // Han is never italic: no Chinese type has such a form. Its marks of stress
            // and of titles stand below the characters.
            emphasis.remove(Emphasis::ITALIC);
            emphasis |= if short {
                Emphasis::UNDERLINED
            } else {
                Emphasis::empty()
            };
        }
        if let Some(link) = span.link.and_then(|link| self.document.links.get(link)) {
            let words = link.text.as_str();
            // Looks no further than it has to: a link may be the whole text.
            let short = self.policy().prefix(words, SHORT_LINK).0 == words.len();
            // The raised number of a note needs no line below it.
            let outward = link.within.is_none();
            emphasis.set(
                Emphasis::UNDERLINED,
                short && outward && !words.chars().any(is_han_like),
            );
        }
        (emphasis, span.link.map(Target::Link))
    }
}

/// White between two pieces has the style that both have.
fn between(
    before: Option<&Piece>,
    (emphasis, target): (Emphasis, Option<Target>),
    white: Piece,
) -> Piece {
    let Some(before) = before else { return white };
    Piece {
        emphasis: before.emphasis & emphasis,
        target: before.target.filter(|known| target == Some(*known)),
        ..white
    }
}

pub(in crate::page) fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn first_grapheme(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}
