//! The running text of one block, white space collapsed as in CSS and besides
//! as Han text wants it.

use super::super::document::{Emphasis, Span, Text};
use crate::text::Clean;
use crate::text::script::{is_full_width_punctuation, is_han_like};

/// White space that has been seen and not yet been written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    #[default]
    None,
    Plain,
    /// With a line break in the source among it.
    Break,
}

/// Collects running text.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: String,
    spans: Vec<Span>,
    space: Space,
    /// Places that links lead to, as in [`Text`], and those that the next visible
    /// character will be.
    anchors: Vec<(usize, usize)>,
    waiting: Vec<usize>,
}

impl Inline {
    /// Adds text in one style.
    pub(super) fn push(&mut self, raw: &str, emphasis: Emphasis, link: Option<usize>) {
        let clean = Clean::new(raw);
        for c in clean.as_str().chars() {
            match c {
                ' ' => self.space = self.space.max(Space::Plain),
                '\n' => self.space = Space::Break,
                _ => {
                    self.settle(c, emphasis, link);
                    let at = self.text.len();
                    let places = self.waiting.drain(..);
                    self.anchors.extend(places.map(|place| (at, place)));
                    self.text.push(c);
                    self.extend_span(emphasis, link);
                }
            }
        }
    }

    /// Has links lead to the next visible character.
    pub(super) fn anchor(&mut self, places: &mut Vec<usize>) {
        self.waiting.append(places);
    }

    /// Adds a line break that the author made.
    pub(super) fn push_break(&mut self, emphasis: Emphasis, link: Option<usize>) {
        self.space = Space::None;
        if !self.text.is_empty() {
            self.text.push('\n');
            self.extend_span(emphasis, link);
        }
    }

    /// Adds text that has been collected before, on a line of its own.
    pub(super) fn push_line(&mut self, text: &Text) {
        if !self.is_blank() {
            self.push_break(Emphasis::empty(), None);
        }
        let mut anchors = text.anchors.iter().peekable();
        for (range, span) in text.pieces() {
            let mut start = range.start;
            while start < range.end {
                while let Some((_, place)) = anchors.next_if(|(at, _)| *at <= start) {
                    self.waiting.push(*place);
                }
                let end = anchors
                    .peek()
                    .map_or(range.end, |(at, _)| range.end.min(*at));
                self.push_lines(text.clean.slice(start..end).as_str(), span);
                start = end;
            }
        }
    }

    fn push_lines(&mut self, text: &str, span: &Span) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.push_break(span.emphasis, span.link);
            }
            self.push(line, span.emphasis, span.link);
        }
    }

    /// Whether a line break that the author made came last.
    pub(super) fn ends_in_break(&self) -> bool {
        self.text.ends_with('\n')
    }

    /// The character that came last, where no white space follows it.
    pub(super) fn last(&self) -> Option<char> {
        self.text
            .chars()
            .next_back()
            .filter(|_| self.space == Space::None)
    }

    /// Whether nothing visible has been added.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    /// Takes what was collected, without white space at its ends.
    pub(super) fn take(&mut self) -> Option<Text> {
        let Self {
            text,
            spans,
            anchors,
            ..
        } = std::mem::take(self);
        // Pieces that are clean each may not be so together: marks upon marks come to
        // an end. So the text is measured after that.
        let clean = Clean::new(&text);
        let text = clean.as_str();
        let start = text.len() - text.trim_start_matches(is_blank).len();
        let end = text.trim_end_matches(is_blank).len();
        if end <= start {
            return None;
        }
        let whole = Text {
            anchors,
            ..Text::with_spans(clean, spans)
        };
        Some(whole.part(start..end))
    }

    /// Writes the pending white space, or not, before `next`.
    fn settle(&mut self, next: char, emphasis: Emphasis, link: Option<usize>) {
        let space = std::mem::take(&mut self.space);
        let Some(last) = self.text.chars().next_back() else {
            return;
        };
        if space == Space::None || last == '\n' {
            return;
        }
        let beside_punctuation = is_full_width_punctuation(last) || is_full_width_punctuation(next);
        let within_han = space == Space::Break && is_han_like(last) && is_han_like(next);
        if !beside_punctuation && !within_han {
            self.text.push(' ');
            // A space between two styles has what both have.
            let (emphasis, link) = self.spans.last().map_or((emphasis, link), |before| {
                (
                    before.emphasis & emphasis,
                    before.link.filter(|known| link == Some(*known)),
                )
            });
            self.extend_span(emphasis, link);
        }
    }

    /// Lets what was written last have a style.
    fn extend_span(&mut self, emphasis: Emphasis, link: Option<usize>) {
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(span) if span.emphasis == emphasis && span.link == link => span.end = end,
            _ => self.spans.push(Span {
                end,
                emphasis,
                link,
            }),
        }
    }
}

/// What is no text at the ends of a paragraph: the hard and the ideographic space too.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\u{A0}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::*;

    fn collapsed(raw: &str) -> String {
        let mut inline = Inline::default();
        inline.push(raw, Emphasis::empty(), None);
        inline
            .take()
            .map(|text| text.as_str().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn white_space_collapses() {
        for (raw, text) in [
            ("  a  \n b ", "a b"),
            ("\u{3000}\u{3000}段首\u{A0}", "段首"),
            ("\u{A0} \u{3000}", ""),
            ("学习， “苏联", "学习，“苏联"),
            ("哥 ：好", "哥：好"),
            ("中文\n换行", "中文换行"),
            ("中文 空格", "中文 空格"),
            ("latin\nline", "latin line"),
            ("中文\nlatin", "中文 latin"),
            ("a\u{A0}b", "a\u{A0}b"),
            ("2024 年 3 月", "2024 年 3 月"),
        ] {
            assert_eq!(collapsed(raw), text, "{raw:?}");
        }
    }

    #[test]
    fn styles_end_where_their_words_end() {
        for (pieces, expected) in [
            (
                &[("a ", None), ("b ", Some(0)), (" c", None)][..],
                &[("a ", None), ("b", Some(0)), (" c", None)][..],
            ),
            (
                &[("完。 ", None), ("相关 阅读", Some(0))],
                &[("完。", None), ("相关 阅读", Some(0))],
            ),
            (
                &[("a", Some(0)), (" ", None), ("b", Some(1))],
                &[("a", Some(0)), (" ", None), ("b", Some(1))],
            ),
            (
                &[("a b", Some(0)), (" c d", Some(0))],
                &[("a b c d", Some(0))],
            ),
            (&[(" ", Some(0)), ("x", None)], &[("x", None)]),
            // A letter and its accent are one, whatever lies between them.
            (
                &[("e", Some(0)), ("\u{301}x", None)],
                &[("e\u{301}", Some(0)), ("x", None)],
            ),
        ] {
            let mut inline = Inline::default();
            for (text, link) in pieces {
                inline.push(text, Emphasis::empty(), *link);
            }
            let text = inline.take().unwrap();
            let found: Vec<_> = text
                .pieces()
                .map(|(range, span)| (text.clean.slice(range).as_str(), span.link))
                .collect();
            assert_eq!(found, expected);
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn spans_cover_the_text(
            pieces in proptest::collection::vec(
                ("[ a\n中，。\u{A0}\u{3000}\u{200D}\u{FE0F}👩🇫\u{301}\u{1100}\u{1b}\u{202e}]{0,6}", 0u16..4, 0usize..3), 0..8),
        ) {
            let mut inline = Inline::default();
            for (text, emphasis, link) in &pieces {
                if text.is_empty() {
                    inline.push_break(Emphasis::empty(), None);
                }
                inline.push(text, Emphasis::from_bits_truncate(*emphasis), link.checked_sub(1));
            }
            let Some(text) = inline.take() else { return Ok(()) };
            let ends: Vec<usize> = text.spans.iter().map(|span| span.end).collect();
            prop_assert!(ends.is_sorted_by(|a, b| a < b) && ends.first() > Some(&0), "{text:?}");
            prop_assert_eq!(ends.last(), Some(&text.as_str().len()));
            prop_assert!(ends.iter().all(|end| text.as_str().is_char_boundary(*end)), "{text:?}");
            prop_assert_eq!(text.as_str().trim_matches(is_blank), text.as_str());
        }
    }
}
