//! How many columns text takes. Every measurement names the policy for
//! characters of ambiguous width (UAX #11), because terminals differ.

use unicode_width::UnicodeWidthStr;

use super::clean::{Clean, CleanRef};
use super::graphemes::graphemes;

/// How wide the terminal draws characters of ambiguous width: `“ ” … — ·`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WidthPolicy {
    /// One column, as most terminals do.
    #[default]
    Narrow,
    /// Two columns, as terminals set up for Chinese, Japanese or Korean may do.
    Wide,
}

/// The widths of a terminal: how text is measured there, and whether our own
/// marks (`● ★ │ ▣ ▶ • ─`) may be drawn. They are asked for apart, because a
/// terminal may draw `“` in one column and `─` in two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Widths {
    /// The policy of every measurement.
    pub text: WidthPolicy,
    /// Under [`WidthPolicy::Wide`] our own marks are ASCII and tables are lines.
    /// It is wide wherever the text is.
    pub furniture: WidthPolicy,
}

impl Widths {
    /// Text and furniture of one width.
    #[must_use]
    pub const fn all(policy: WidthPolicy) -> Self {
        Self {
            text: policy,
            furniture: policy,
        }
    }

    /// The widths of a terminal that draws `“`, `─` and `●` as wide as this.
    #[must_use]
    pub fn of(quote: WidthPolicy, rule: WidthPolicy, mark: WidthPolicy) -> Self {
        let any_wide = [quote, rule, mark].contains(&WidthPolicy::Wide);
        Self {
            text: quote,
            furniture: if any_wide {
                WidthPolicy::Wide
            } else {
                WidthPolicy::Narrow
            },
        }
    }
}

impl WidthPolicy {
    /// Columns of one grapheme.
    #[must_use]
    pub fn grapheme(self, grapheme: &str) -> usize {
        match grapheme.as_bytes() {
            [b' '..=b'~'] => 1,
            // One character of the main block of Han, U+4E00 to U+9FFF.
            [0xE4, 0xB8..=0xBF, _] | [0xE5..=0xE9, _, _] => 2,
            _ => match self {
                Self::Narrow => grapheme.width(),
                Self::Wide => grapheme.width_cjk(),
            },
        }
    }

    /// Columns of a text: the sum over its graphemes, never over its characters.
    #[must_use]
    pub fn text(self, text: &str) -> usize {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return text.len();
        }
        graphemes(text)
            .map(|(_, grapheme)| self.grapheme(grapheme))
            .sum()
    }

    /// The longest start of `text` that takes at most `columns`, in bytes, and
    /// the columns it takes. Never cuts a grapheme.
    #[must_use]
    pub fn prefix(self, text: &str, columns: usize) -> (usize, usize) {
        let mut used = 0;
        for (at, grapheme) in graphemes(text) {
            let width = self.grapheme(grapheme);
            if used + width > columns {
                return (at, used);
            }
            used += width;
        }
        (text.len(), used)
    }

    /// What stands where something was cut: `…`, or `..` under [`WidthPolicy::Wide`],
    /// where the dots' width is in doubt.
    #[must_use]
    pub(crate) fn cut_mark(self) -> CleanRef<'static> {
        match self {
            Self::Narrow => CleanRef::furniture("…"),
            Self::Wide => CleanRef::furniture(".."),
        }
    }

    /// Cuts a text to `columns` at a grapheme, with a mark where something was cut.
    #[must_use]
    pub fn shorten(self, text: CleanRef<'_>, columns: usize) -> Clean {
        if self.text(text.as_str()) <= columns {
            return text.to_clean();
        }
        let mark = self.cut_mark();
        let room = columns.saturating_sub(self.text(mark.as_str()));
        let (end, _) = self.prefix(text.as_str(), room);
        let kept = text
            .as_str()
            .get(..end)
            .unwrap_or_default()
            .trim_end()
            .len();
        let cut = Clean::concat(&[text.slice(0..kept), mark]);
        if self.text(cut.as_str()) <= columns {
            cut
        } else {
            let (end, _) = self.prefix(text.as_str(), columns);
            text.slice(0..end).to_clean()
        }
    }
}

/// Graphemes and the columns they take, narrow and wide, where terminals agree.
#[cfg(test)]
pub(crate) const GRAPHEMES: &[(&str, usize, usize)] = &[
    // Letters, with and without marks, however they are composed.
    ("a", 1, 1),
    ("~", 1, 1),
    (" ", 1, 1),
    ("é", 1, 1),
    ("e\u{301}", 1, 1),
    ("e\u{302}\u{301}", 1, 1),
    ("ế", 1, 1),
    ("и\u{306}", 1, 1),
    ("α", 1, 1),
    ("ﬁ", 1, 1),
    ("𝒜", 1, 1),
    // Han, kana, Hangul: syllables and jamo that join into one.
    ("中", 2, 2),
    ("〇", 2, 2),
    ("々", 2, 2),
    ("𠮷", 2, 2),
    ("葛\u{e0100}", 2, 2),
    ("あ", 2, 2),
    ("パ", 2, 2),
    ("か\u{3099}", 2, 2),
    ("한", 2, 2),
    ("\u{1112}\u{1161}", 2, 2),
    ("\u{1112}\u{1161}\u{11ab}", 2, 2),
    ("ㄱ", 2, 2),
    // Full width and half width.
    ("，", 2, 2),
    ("。", 2, 2),
    ("「", 2, 2),
    ("《", 2, 2),
    ("Ａ", 2, 2),
    ("１", 2, 2),
    ("￥", 2, 2),
    ("￦", 2, 2),
    ("\u{3000}", 2, 2),
    ("ｱ", 1, 1),
    ("｡", 1, 1),
    ("ｶﾞ", 2, 2),
    ("￨", 1, 1),
    ("㎡", 2, 2),
    ("㈱", 2, 2),
    ("㍻", 2, 2),
    // Ambiguous: as the policy says.
    ("“", 1, 2),
    ("”", 1, 2),
    ("‘", 1, 2),
    ("’", 1, 2),
    ("…", 1, 2),
    ("—", 1, 2),
    ("·", 1, 2),
    ("•", 1, 2),
    ("※", 1, 2),
    ("×", 1, 2),
    ("°", 1, 2),
    ("℃", 1, 2),
    ("→", 1, 2),
    ("①", 1, 2),
    ("Ⅳ", 1, 2),
    ("★", 1, 2),
    ("●", 1, 2),
    ("─", 1, 2),
    ("│", 1, 2),
    ("€", 1, 2),
    // Scripts whose marks stand above, below and beside.
    ("ไ", 1, 1),
    ("ก้", 1, 1),
    ("นี้", 1, 1),
    ("ב", 1, 1),
    ("ע\u{5b4}", 1, 1),
    ("م\u{64f}", 1, 1),
    ("न", 1, 1),
    ("नि", 2, 2),
    // Emoji: alone, with a skin, joined, as flags, as keycaps.
    ("😀", 2, 2),
    ("⌚", 2, 2),
    ("⬛", 2, 2),
    ("🀄", 2, 2),
    ("👍", 2, 2),
    ("👍🏽", 2, 2),
    ("👨\u{200d}👩\u{200d}👧", 2, 2),
    ("👩🏽\u{200d}🚀", 2, 2),
    ("❤\u{fe0f}\u{200d}🔥", 2, 2),
    ("🏳\u{fe0f}\u{200d}🌈", 2, 2),
    ("🇫🇷", 2, 2),
    ("🇹🇼", 2, 2),
    ("1\u{fe0f}\u{20e3}", 2, 2),
    // Text or picture, as the variation selector says.
    ("❤", 1, 1),
    ("❤\u{fe0f}", 2, 2),
    ("☀", 1, 1),
    ("☀\u{fe0f}", 2, 2),
    ("⚠\u{fe0f}", 2, 2),
    ("©", 1, 1),
    ("©\u{fe0f}", 2, 2),
    ("™\u{fe0f}", 2, 2),
    ("㊗\u{fe0f}", 2, 2),
];

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_grapheme_has_the_columns_that_terminals_give_it() {
        assert!(GRAPHEMES.len() >= 60);
        for (grapheme, narrow, wide) in GRAPHEMES {
            assert_eq!(grapheme.graphemes(true).count(), 1, "{grapheme}");
            for (policy, columns) in [(WidthPolicy::Narrow, narrow), (WidthPolicy::Wide, wide)] {
                assert_eq!(policy.grapheme(grapheme), *columns, "{grapheme} {policy:?}");
            }
        }
    }

    #[test]
    fn a_text_is_as_wide_as_its_graphemes() {
        for (text, narrow, wide) in [
            ("", 0, 0),
            ("abc", 3, 3),
            ("中文", 4, 4),
            ("“引”", 4, 6),
            ("「引」", 6, 6),
            ("ｶﾅ", 2, 2),
            ("👨\u{200d}👩\u{200d}👧👍🏽🇫🇷", 6, 6),
            ("लिंग", 3, 3),
        ] {
            assert_eq!(WidthPolicy::Narrow.text(text), narrow, "{text} narrow");
            assert_eq!(WidthPolicy::Wide.text(text), wide, "{text} wide");
        }
    }

    #[test]
    fn furniture_is_wide_where_anything_is() {
        use WidthPolicy::{Narrow, Wide};
        for (asked, text, furniture) in [
            ([Narrow, Narrow, Narrow], Narrow, Narrow),
            ([Wide, Narrow, Narrow], Wide, Wide),
            ([Narrow, Wide, Narrow], Narrow, Wide),
            ([Narrow, Narrow, Wide], Narrow, Wide),
            ([Wide, Wide, Wide], Wide, Wide),
        ] {
            let [quote, rule, mark] = asked;
            assert_eq!(Widths::of(quote, rule, mark), Widths { text, furniture });
        }
    }

    #[test]
    fn titles_are_cut_at_a_grapheme() {
        let title = Clean::new("北港帆船节今日开幕 三百");
        for (columns, expected) in [
            (40, "北港帆船节今日开幕 三百"),
            (10, "北港帆船…"),
            (11, "北港帆船节…"),
            (20, "北港帆船节今日开幕…"),
            (1, "…"),
            (0, ""),
        ] {
            assert_eq!(
                WidthPolicy::Narrow
                    .shorten(title.as_clean(), columns)
                    .as_str(),
                expected,
                "{columns}"
            );
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn a_shortened_text_fits(text in "\\PC{0,30}", columns in 0usize..40) {
            let clean = Clean::line(&text);
            for policy in [WidthPolicy::Narrow, WidthPolicy::Wide] {
                prop_assert!(policy.text(policy.shorten(clean.as_clean(), columns).as_str()) <= columns);
            }
        }
    }
}
