//! The sanitised string: the only kind of text the screen accepts.
//!
//! Articles, file names, links and settings may hold anything, escape sequences
//! included. A [`Clean`] is made once, when a document is built, and its type
//! carries the promise to the painter, so that it cannot be forgotten.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthChar;

/// Text without control characters, bidi overrides and other characters that
/// act on a terminal instead of being shown. Line feeds may stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean(Box<str>);

/// A part of a [`Clean`], or an interface text, with the same promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CleanRef<'a>(&'a str);

/// What becomes of one character.
enum Verdict {
    Keep,
    Drop,
    Space,
}

/// The rule of the house for one character on its own. Characters that serve a
/// grapheme (joiners, variation selectors) are judged in their surroundings.
fn judge(c: char) -> Verdict {
    if is_common(c) {
        return Verdict::Keep;
    }
    match c {
        '\n' => Verdict::Keep,
        // A tab and the line separators are white space.
        '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Verdict::Space,
        // What acts on a terminal: the other controls; bidi marks, embeddings,
        // overrides and isolates, which reorder what follows them. What serves no
        // grapheme though it is ignorable by default: soft hyphen, word joiner and the
        // invisible operators, Hangul fillers, byte order mark, annotations, tags. What
        // has no agreed shape or width: private use and noncharacters.
        '\0'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{061C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E000}'..='\u{F8FF}'
        | '\u{F0000}'..='\u{10FFFF}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{E0000}'..='\u{E0FFF}' => Verdict::Drop,
        c if u32::from(c) & 0xFFFE == 0xFFFE => Verdict::Drop,
        _ => Verdict::Keep,
    }
}

/// Whether a character acts on a terminal, reorders what surrounds it or has no
/// shape: no [`Clean`] holds one. For texts that have to stay as they are and are
/// written in a form that has escapes of its own.
#[must_use]
pub fn is_never_shown(c: char) -> bool {
    !matches!(judge(c), Verdict::Keep) && !serves_a_grapheme(c)
}

/// Joiners, variation selectors and emoji tags are kept only inside a grapheme
/// that has something to join or to vary.
fn serves_a_grapheme(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}')
}

/// Characters of a grapheme that may attach to others: more than any language
/// needs (UAX #15, section 13, allows 30). A terminal keeps all of them in one cell.
const ATTACHED: usize = 30;

fn is_plain(text: &str) -> bool {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return true;
    }
    let mut run = 0;
    text.chars().all(|c| {
        run = if is_common(c) { 0 } else { run + 1 };
        matches!(judge(c), Verdict::Keep) && !serves_a_grapheme(c) && run <= ATTACHED
    })
}

/// Most of every text: none of it attaches to what stands before it.
fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{3029}')
}

fn sanitise(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let mut base = false;
        for c in grapheme.chars() {
            if serves_a_grapheme(c) {
                if base {
                    out.push(c);
                }
                continue;
            }
            match judge(c) {
                Verdict::Keep => {
                    // White space collapses later; a joiner must not outlive it.
                    base = !c.is_whitespace();
                    out.push(c);
                }
                Verdict::Space => out.push(' '),
                Verdict::Drop => {}
            }
        }
    }
    Cow::Owned(bounded(out))
}

/// Leaves out what attaches beyond [`ATTACHED`]. The graphemes are those of the text that
/// is written out: what was dropped from it may have kept marks apart, and so may what is
/// left out here. So each character is judged by what stands before it by then, which is
/// also why nothing more goes when the text comes by again.
fn bounded(text: String) -> String {
    let is_long = |grapheme: &str| grapheme.chars().nth(ATTACHED + 1).is_some();
    if !text.graphemes(true).any(is_long) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    // Where the last grapheme begins, and how many of its characters attach to its first.
    let (mut start, mut attached) = (0, 0);
    for c in text.chars() {
        let at = out.len();
        out.push(c);
        let last = out.get(start..).unwrap_or_default();
        // It can tell: it sees all of the grapheme.
        let begins = GraphemeCursor::new(at - start, last.len(), true).is_boundary(last, 0);
        if begins.unwrap_or(true) {
            (start, attached) = (at, 0);
        } else if attached >= ATTACHED && c.width() == Some(0) {
            out.truncate(at);
        } else {
            attached += 1;
        }
    }
    out
}

impl Clean {
    /// Makes any text safe to show. Line feeds stay.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(sanitise(text).into())
    }

    /// Makes any text safe to show on one line: runs of white space become one space.
    #[must_use]
    pub fn line(text: &str) -> Self {
        let clean = sanitise(text);
        let mut out = String::with_capacity(clean.len());
        for word in clean.split([' ', '\n']).filter(|word| !word.is_empty()) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        Self(out.into())
    }

    /// Makes any text safe to show on one line, its spaces as they are: what is
    /// being typed.
    #[must_use]
    pub fn line_keeping_spaces(text: &str) -> Self {
        Self(sanitise(text).replace('\n', " ").into())
    }

    /// The text without white space of any kind at its ends. After cleaning:
    /// what was dropped may have stood before it.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self(self.0.trim().into())
    }

    /// A text whose every character was found clean before: one made of the
    /// characters of another, or of tables of the house.
    pub(super) fn of_clean_characters(text: String) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole text as a reference with the same promise.
    #[must_use]
    pub fn as_clean(&self) -> CleanRef<'_> {
        CleanRef(&self.0)
    }

    /// The part of the text in a byte range; empty where the range is not on
    /// character boundaries.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> CleanRef<'_> {
        CleanRef(self.0.get(range).unwrap_or_default())
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Joins clean pieces; the result needs no second look.
    #[must_use]
    pub fn concat(pieces: &[CleanRef<'_>]) -> Self {
        Self(
            pieces
                .iter()
                .map(|piece| piece.0)
                .collect::<String>()
                .into(),
        )
    }
}

impl<'a> CleanRef<'a> {
    /// The text.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// The part in a byte range; empty where the range is not on character boundaries.
    #[must_use]
    pub fn slice(self, range: Range<usize>) -> CleanRef<'a> {
        CleanRef(self.0.get(range).unwrap_or_default())
    }

    /// An owned copy.
    #[must_use]
    pub fn to_clean(self) -> Clean {
        Clean(self.0.into())
    }

    /// A text that the program itself brings: furniture such as rules and
    /// marks. Constant, so its author has looked at it.
    #[must_use]
    pub const fn furniture(text: &'static str) -> CleanRef<'static> {
        CleanRef(text)
    }
}

impl From<&str> for Clean {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CleanRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_acts_on_a_terminal_is_gone() {
        for (raw, clean) in [
            ("plain", "plain"),
            ("\u{1b}[31mred\u{1b}[0m", "[31mred[0m"),
            ("a\u{9b}31mb", "a31mb"),
            ("a\tb\u{85}c", "a b c"),
            ("evil\u{202e}txt.exe", "eviltxt.exe"),
            ("soft\u{ad}hyphen", "softhyphen"),
            ("zero\u{200b}width", "zerowidth"),
            ("\u{feff}mark", "mark"),
            ("\u{e000}private\u{10ffff}", "private"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            ("\u{200d}alone", "alone"),
            ("a \u{200d}b", "a b"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            ("line\nfeed", "line\nfeed"),
            ("中文，标点。", "中文，标点。"),
        ] {
            assert_eq!(Clean::new(raw).as_str(), clean, "{raw:?}");
        }
    }

    #[test]
    fn marks_upon_marks_come_to_an_end() {
        let marks = |count: usize| "\u{301}".repeat(count);
        for (raw, clean) in [
            (format!("a{}b", marks(30)), format!("a{}b", marks(30))),
            (format!("a{}b", marks(500)), format!("a{}b", marks(30))),
            (
                "👩\u{200D}".repeat(40),
                format!("{}👩", "👩\u{200D}".repeat(15)).repeat(2) + &"👩\u{200D}".repeat(8),
            ),
            ("ผู้ใหญ่".repeat(40), "ผู้ใหญ่".repeat(40)),
            // What is dropped between them keeps no marks apart.
            (
                format!("a{}b", format!("{}\u{200B}", marks(30)).repeat(1_000)),
                format!("a{}b", marks(30)),
            ),
            (
                format!("a{}b", format!("\u{AD}{}", marks(1)).repeat(40)),
                format!("a{}b", marks(30)),
            ),
            (
                format!("a{}\u{1}\n{}", marks(29), marks(29)),
                format!("a{}\n{}", marks(29), marks(29)),
            ),
            // Nor does what is left out: the joiner would reach the next sign.
            (
                format!("❤{}\u{200D}\u{301}", marks(29)).repeat(2),
                format!("❤{}\u{200D}❤", marks(29)),
            ),
        ] {
            assert_eq!(Clean::new(&raw).as_str(), clean);
            assert_eq!(Clean::new(&clean).as_str(), clean);
        }
    }

    #[test]
    fn a_line_has_single_spaces() {
        assert_eq!(Clean::line("  a \n\t b\r\n").as_str(), "a b");
    }

    /// What attaches, what is attached to, and what is dropped between them.
    const PIECES: &[&str] = &[
        "a",
        " ",
        "\n",
        "\u{1}",
        "\u{AD}",
        "\u{200B}",
        "\u{34F}",
        "\u{301}",
        "\u{301}\u{200B}",
        "\u{200D}",
        "\u{FE0F}",
        "❤",
        "👩\u{200D}",
        "🇨",
        "क\u{94D}",
        "\u{93E}",
        "\u{1112}",
        "\u{1161}",
        "\u{11AB}",
        "\u{1160}",
        "\u{13430}",
        "中",
    ];

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC*|[\\x00-\\u{FFFF}]{0,40}") {
            let once = Clean::new(&text);
            prop_assert_eq!(Clean::new(once.as_str()), once.clone());
            prop_assert!(once.as_str().chars().all(|c| c == '\n' || !c.is_control()));
        }

        #[test]
        fn no_grapheme_is_without_end_and_cleaning_twice_changes_nothing(
            pieces in prop::collection::vec((prop::sample::select(PIECES), 1..40_usize), 1..12)
        ) {
            let text: String = pieces.iter().map(|(piece, times)| piece.repeat(*times)).collect();
            let once = Clean::new(&text);
            prop_assert_eq!(Clean::new(once.as_str()), once.clone());
            for grapheme in once.as_str().graphemes(true) {
                let attached = grapheme.chars().skip(1).filter(|c| c.width() == Some(0));
                prop_assert!(attached.count() <= ATTACHED, "{:?}", grapheme);
            }
        }
    }
}
