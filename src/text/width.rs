//! How many columns text takes. Every measurement names the policy for
//! characters of ambiguous width (UAX #11), because terminals differ.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::clean::{Clean, CleanRef};

/// How wide the terminal draws characters of ambiguous width: `“ ” … — ·`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WidthPolicy {
    /// One column, as most terminals do.
    #[default]
    Narrow,
    /// Two columns, as terminals set up for Chinese, Japanese or Korean may do.
    Wide,
}

impl WidthPolicy {
    /// Columns of one grapheme.
    #[must_use]
    pub fn grapheme(self, grapheme: &str) -> usize {
        match grapheme.as_bytes() {
            [b' '..=b'~'] => 1,
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
        text.graphemes(true)
            .map(|grapheme| self.grapheme(grapheme))
            .sum()
    }

    /// The longest start of `text` that takes at most `columns`, in bytes, and
    /// the columns it takes. Never cuts a grapheme.
    #[must_use]
    pub fn prefix(self, text: &str, columns: usize) -> (usize, usize) {
        let mut used = 0;
        for (at, grapheme) in text.grapheme_indices(true) {
            let width = self.grapheme(grapheme);
            if used + width > columns {
                return (at, used);
            }
            used += width;
        }
        (text.len(), used)
    }

    /// Cuts a text to `columns` at a grapheme, with `…` (`..` under
    /// [`WidthPolicy::Wide`], where the dots' width is in doubt) where something was cut.
    #[must_use]
    pub fn shorten(self, text: CleanRef<'_>, columns: usize) -> Clean {
        if self.text(text.as_str()) <= columns {
            return text.to_clean();
        }
        let mark = match self {
            Self::Narrow => CleanRef::furniture("…"),
            Self::Wide => CleanRef::furniture(".."),
        };
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_are_those_of_graphemes() {
        for (text, narrow, wide) in [
            ("abc", 3, 3),
            ("中文", 4, 4),
            ("“引”", 4, 6),
            ("—", 1, 2),
            ("e\u{301}", 1, 1),
            ("👨\u{200d}👩\u{200d}👧", 2, 2),
            ("🇫🇷", 2, 2),
            ("❤\u{fe0f}", 2, 2),
            ("ｶﾅ", 2, 2),
            ("ＡＢ", 4, 4),
            ("한", 2, 2),
        ] {
            assert_eq!(WidthPolicy::Narrow.text(text), narrow, "{text} narrow");
            assert_eq!(WidthPolicy::Wide.text(text), wide, "{text} wide");
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
