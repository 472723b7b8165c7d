//! White space that only the page has: the gap between Han and Latin, and what
//! makes the right edge of Latin text even.
//!
//! A text is broken with its gaps in it, so that they are counted; then each line
//! is told as a stretch of the text as it was written, and the columns of white
//! that stand within it. So nothing of it can be copied or found.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::document::{Emphasis, Text};
use crate::page::PageSettings;
use crate::text::WidthPolicy;
use crate::text::language::is_latin_greek_cyrillic;
use crate::text::linebreak::opportunities;
use crate::text::script::is_han_like;

/// Columns by which a space may grow, at the most: a gap of more than three
/// columns is a hole in the line, and holes above each other are worse to read
/// past than a ragged edge.
const WIDENING: usize = 2;

/// Columns of white within a line: the byte of the text they stand before, and
/// how many.
pub(super) type White = Vec<(usize, usize)>;

/// A gap: where it stands in the text that is set and in the one that was
/// written, and its bytes.
#[derive(Clone, Copy, Debug)]
struct Gap {
    at: usize,
    written: usize,
    length: usize,
}

/// A text with its gaps in it.
pub(super) struct Gapped<'a> {
    text: Cow<'a, str>,
    gaps: Vec<Gap>,
}

impl<'a> Gapped<'a> {
    /// A text as it is to be set.
    pub(super) fn of(text: &'a Text, settings: &PageSettings) -> Self {
        let places = if settings.spacing {
            places(text)
        } else {
            Vec::new()
        };
        let mut gapped = Self {
            text: Cow::Borrowed(text.as_str()),
            gaps: Vec::new(),
        };
        if places.is_empty() {
            return gapped;
        }
        let breaks = opportunities(text.as_str(), settings.strictness);
        let mut out = String::with_capacity(text.as_str().len() + places.len());
        let mut start = 0;
        for place in places {
            out.push_str(text.as_str().get(start..place).unwrap_or_default());
            start = place;
            let breakable = breaks.binary_search_by_key(&place, |found| found.at);
            // A gap makes no line end where there was none.
            let gap = if breakable.is_ok() { ' ' } else { '\u{A0}' };
            gapped.gaps.push(Gap {
                at: out.len(),
                written: place,
                length: gap.len_utf8(),
            });
            out.push(gap);
        }
        out.push_str(text.as_str().get(start..).unwrap_or_default());
        gapped.text = Cow::Owned(out);
        gapped
    }

    /// The text that is set.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte of the text as it was written for a byte of the one that is set.
    fn written(&self, at: usize) -> usize {
        let before = self.gaps.partition_point(|gap| gap.at < at);
        match before.checked_sub(1).and_then(|last| self.gaps.get(last)) {
            Some(gap) => gap.written + at.saturating_sub(gap.at + gap.length),
            None => at,
        }
    }

    /// The bytes of the text as it was written.
    pub(super) fn written_range(&self, range: &Range<usize>) -> Range<usize> {
        self.written(range.start)..self.written(range.end)
    }

    /// The white within a line: its gaps, and what fills `slack` columns where it
    /// is to be filled.
    pub(super) fn white(&self, shown: &Range<usize>, slack: usize, odd: bool) -> White {
        let range = self.written_range(shown);
        let first = self.gaps.partition_point(|gap| gap.written <= range.start);
        let gaps = self.gaps.get(first..).unwrap_or_default().iter();
        let mut white: White = gaps
            .take_while(|gap| gap.written < range.end)
            .map(|gap| (gap.written, 1))
            .collect();
        if slack > 0 {
            let line = self.text.get(shown.clone()).unwrap_or_default();
            for (at, columns) in widened(line, slack, odd) {
                white.push((self.written(shown.start + at), columns));
            }
            white.sort_unstable_by_key(|(at, _)| *at);
        }
        white
    }
}

/// Shares columns among the spaces of a line, as even as can be: the bytes after
/// the spaces, with columns. Nothing where the spaces would become holes.
fn widened(line: &str, slack: usize, odd: bool) -> White {
    let spaces: Vec<usize> = line
        .char_indices()
        .filter(|(at, c)| *c == ' ' && *at > 0)
        .map(|(at, _)| at + 1)
        .collect();
    let count = spaces.len();
    if slack > count * WIDENING {
        return Vec::new();
    }
    let share = |number: usize| {
        // Wide spaces lean left in one line and right in the next, so that they do
        // not stand below each other.
        let rounding = if odd { count * 2 / 3 } else { count / 3 };
        ((number + 1) * slack + rounding) / count - (number * slack + rounding) / count
    };
    let shares = spaces.into_iter().enumerate();
    shares
        .map(|(number, at)| (at, share(number)))
        .filter(|(_, columns)| *columns > 0)
        .collect()
}

/// Where gaps stand: between Han and Latin letters or digits, but not where a
/// space was written, and not in code and addresses.
fn places(text: &Text) -> Vec<usize> {
    let mut places = Vec::new();
    let mut last: Option<(char, bool)> = None;
    let mut in_address = false;
    for (range, span) in text.pieces() {
        let is_code = span.emphasis.intersects(Emphasis::CODE | Emphasis::KEY);
        let piece = text.clean.slice(range.clone()).as_str();
        for (at, c) in piece.char_indices() {
            if WidthPolicy::Narrow.grapheme(c.encode_utf8(&mut [0; 4])) == 0 {
                // An accent belongs to its letter.
                continue;
            }
            in_address = if in_address {
                c.is_ascii_graphic() || is_han_like(c)
            } else {
                c == '/' && text.as_str().get(..range.start + at).is_some_and(is_scheme)
            };
            if let Some((before, was_code)) = last
                && !in_address
                && !(is_code && was_code)
                && meet(before, c)
            {
                places.push(range.start + at);
            }
            last = Some((c, is_code));
        }
    }
    places
}

/// Whether a text ends as an address begins, before its slashes.
fn is_scheme(text: &str) -> bool {
    text.ends_with("http:") || text.ends_with("https:")
}

/// Whether a gap belongs between two characters.
fn meet(before: char, after: char) -> bool {
    let han = |c: char| is_han_like(c) && c != '・';
    let latin = |c: char| {
        is_latin_greek_cyrillic(c)
            || matches!(c, '0'..='9' | '²' | '³' | '¹' | '\u{2070}'..='\u{209C}')
    };
    (han(before) && latin(after))
        || ((latin(before) || matches!(before, '%' | '‰' | '°' | '+')) && han(after))
}

/// Whether a text is set by the habits of Latin text: its letters, two of which
/// take the room of one Han character, take more of it than the others.
pub(super) fn is_latin(text: &str) -> bool {
    let (mut latin, mut others) = (0usize, 0usize);
    for c in text.chars() {
        if is_latin_greek_cyrillic(c) {
            latin += 1;
        } else if c.is_alphabetic() {
            others += 1;
        }
    }
    latin > 2 * others
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Clean;

    #[test]
    fn gaps_stand_between_han_and_latin() {
        let settings = PageSettings {
            spacing: true,
            ..PageSettings::plain(40, WidthPolicy::Narrow)
        };
        for (written, set) in [
            ("用Rust写成", "用 Rust 写成"),
            // What stays together stays so.
            ("2024年3月", "2024\u{A0}年 3\u{A0}月"),
            ("第5期", "第\u{A0}5\u{A0}期"),
            ("用 Rust 写成", "用 Rust 写成"),
            ("“AI”与C++、Go语言", "“AI”与 C++、Go 语言"),
            ("涨了5%的价", "涨了 5% 的价"),
            ("30m²的屋", "30m² 的屋"),
            ("カタカナとABC", "カタカナと ABC"),
            ("ＡＢ全角", "ＡＢ全角"),
            ("cafe\u{301}里", "cafe\u{301} 里"),
            (
                "见https://a.example/中文b页 又b页",
                "见 https://a.example/中文b页 又 b 页",
            ),
            ("한국어ABC", "한국어ABC"),
        ] {
            let text = Text::plain(Clean::new(written));
            let gapped = Gapped::of(&text, &settings);
            assert_eq!(gapped.as_str(), set, "{written}");
            let whole = 0..gapped.as_str().len();
            assert_eq!(gapped.written_range(&whole), 0..written.len());
        }
    }

    #[test]
    fn no_gap_within_code() {
        let mut text = Text::plain(Clean::new("用a的b字"));
        text.emphasise(3..8, Emphasis::CODE);
        assert_eq!(places(&text), [3, 7 + 1]);
    }

    #[test]
    fn spaces_share_what_is_left() {
        for (line, slack, odd, set) in [
            ("a b c d", 1, false, "a b  c d"),
            ("a b c d", 1, true, "a  b c d"),
            ("a b c d", 3, false, "a  b  c  d"),
            ("a b c d", 5, false, "a   b  c   d"),
            ("a b c d", 6, false, "a   b   c   d"),
            // No holes.
            ("a b c d", 7, false, "a b c d"),
            ("abcd", 1, false, "abcd"),
        ] {
            let mut out = line.to_owned();
            for (at, columns) in widened(line, slack, odd).into_iter().rev() {
                out.insert_str(at, &" ".repeat(columns));
            }
            assert_eq!(out, set, "{line} {slack}");
        }
    }

    #[test]
    fn latin_text_is_told_by_its_letters() {
        for (text, latin) in [
            ("The harbour", true),
            ("Гавань открыта", true),
            ("港口", false),
            ("港口 called Harbour North by all sailors", true),
            ("北港 Harbour", true),
            ("北港今天开放 Harbour", false),
            ("항구가 열렸다", false),
            ("12 + 30", false),
        ] {
            assert_eq!(is_latin(text), latin, "{text}");
        }
    }
}
