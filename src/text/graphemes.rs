//! The graphemes of a text (UAX #29), with short cuts for the characters that
//! most of it consists of. The rules themselves are `unicode-segmentation`'s.

use unicode_segmentation::UnicodeSegmentation;

/// The graphemes of a text with their byte offsets.
pub(crate) fn graphemes(text: &str) -> Graphemes<'_> {
    Graphemes { text, at: 0 }
}

/// The same, the last first.
pub(crate) fn backwards(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true).rev()
}

/// Iterates over graphemes.
#[derive(Clone, Debug)]
pub(crate) struct Graphemes<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let grapheme = match rest.as_bytes() {
            [] => return None,
            // Between two of these there is a boundary (GB999).
            [b' '..=b'~'] | [b' '..=b'~', b' '..=b'~', ..] => rest.get(..1)?,
            _ => {
                let mut chars = rest.chars();
                let first = chars.next()?;
                if is_simple(first) && chars.next().is_none_or(is_simple) {
                    rest.get(..first.len_utf8())?
                } else {
                    rest.graphemes(true).next()?
                }
            }
        };
        let at = self.at;
        self.at += grapheme.len();
        Some((at, grapheme))
    }
}

/// Whether a character is of the class Other of UAX #29, table 2, nor a picture:
/// printable ASCII, and what most Han text consists of.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{3029}' | '\u{FF01}'..='\u{FF60}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn they_are_those_of_the_standard(
            text in "[a ~\\n\\r中文\u{FF0C}\u{FF08}々〇\u{3030}\u{3029}\u{302A}\u{301}\u{200D}\u{FE0F}\u{600}\u{1F469}\u{1F3FD}\u{1F1EB}\u{1F1F7}©\u{D55C}\u{1100}\u{1161}\u{11A8}\u{E01}\u{E47}\u{E33}\u{915}\u{93F}\u{94D}\u{93F}\u{FF9E}\u{FF5E}]{0,16}"
        ) {
            let expected: Vec<_> = text.grapheme_indices(true).collect();
            prop_assert_eq!(graphemes(&text).collect::<Vec<_>>(), expected);
        }
    }
}
