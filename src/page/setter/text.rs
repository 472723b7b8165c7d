//! The setting of text: its lines, the pieces of each, and where in the document
//! they come from.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Setter, Whose};
use crate::article::document::{Emphasis, Text};
use crate::page::line::{Ground, Look, Origin, Piece, Target};
use crate::text::Clean;
use crate::text::paragraph::{Setting, set};
use crate::text::script::is_han_like;

/// Columns up to which a link's words are underlined.
const SHORT_LINK: usize = 40;

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
                if end < rest.as_str().len() {
                    let room_here = room.saturating_sub(self.columns(mark));
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
                if !ends {
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
    fn spend(&mut self, bytes: usize) -> bool {
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
            self.lines.truncate((self.lines.len() - 1).max(from));
            return;
        }
        self.set_lines(text, look, whose);
    }

    fn set_lines(&mut self, text: &Text, look: Look, whose: Whose) {
        let room = self.room();
        let setting = Setting {
            first: room,
            rest: room,
            policy: self.policy(),
            strictness: self.settings.strictness,
            hang: false,
        };
        let own = match whose {
            Whose::Document { but } => but,
            _ => 0,
        };
        let mut title = 0;
        for (number, set_line) in set(text.as_str(), &setting).into_iter().enumerate() {
            let mut line = self.start_line();
            line.starts_block = number == 0;
            line.pieces
                .extend(self.pieces(text, set_line.shown, look, (whose, title)));
            self.lines.push(line);
            let counted = text
                .clean
                .slice(set_line.range.start.max(own)..set_line.range.end.max(own));
            let characters = characters(counted.as_str());
            match whose {
                Whose::Title => title += characters,
                Whose::Document { .. } => self.position = self.position.saturating_add(characters),
                Whose::Ours => {}
            }
        }
    }

    /// The pieces of a byte range of some text.
    fn pieces(
        &self,
        text: &Text,
        range: Range<usize>,
        look: Look,
        (whose, title): (Whose, u32),
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut before = match whose {
            Whose::Title => title,
            _ => self.position,
        };
        for (part, span) in text.pieces_in(range) {
            let start = part.start;
            let part = text.clean.slice(part);
            let mut emphasis = span.emphasis;
            if part.as_str().chars().any(is_han_like) {
                // Han is never italic: no Chinese type has such a form.
                emphasis.remove(Emphasis::ITALIC);
            }
            let target = span.link.map(Target::Link);
            if let Some(link) = span.link.and_then(|link| self.document.links.get(link)) {
                let words = link.text.as_str();
                // Looks no further than it has to: a link may be the whole text.
                let short = self.policy().prefix(words, SHORT_LINK).0 == words.len();
                emphasis.set(
                    Emphasis::UNDERLINED,
                    short && !words.chars().any(is_han_like),
                );
            }
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
                emphasis,
                target,
                origin,
            });
        }
        pieces
    }
}

pub(super) fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn first_grapheme(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}
