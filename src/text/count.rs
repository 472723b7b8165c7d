//! How much there is to read: one Han character, number or word of a spaced
//! script counts one, punctuation nothing.

use unicode_segmentation::UnicodeSegmentation;

use super::script::is_han_like;

/// Han characters read in a minute.
const HAN_PER_MINUTE: u32 = 400;
/// Words of a spaced script read in a minute.
const WORDS_PER_MINUTE: u32 = 230;

/// The length of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Han characters and kana.
    pub han: u32,
    /// Numbers, and words of spaced scripts.
    pub words: u32,
}

impl Count {
    /// Counts one text; a word never crosses its end.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut count = Self::default();
        // Where the run began that only the rules of UAX #29 can take apart.
        let mut run = None;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let stands_alone = stands_alone(c)
                && chars
                    .peek()
                    .is_none_or(|(_, next)| next.is_ascii() || stands_alone(*next));
            if !stands_alone {
                run.get_or_insert(at);
                continue;
            }
            if let Some(start) = run.take() {
                count += Self::by_words(text.get(start..at).unwrap_or_default());
            }
            count.han += u32::from(is_han_like(c));
        }
        if let Some(start) = run {
            count += Self::by_words(text.get(start..).unwrap_or_default());
        }
        count
    }

    /// Counts by the word boundaries of UAX #29.
    fn by_words(text: &str) -> Self {
        let mut count = Self::default();
        for word in text.unicode_words() {
            let han = word.chars().filter(|c| is_han_like(*c)).count();
            if han > 0 {
                count.han += u32::try_from(han).unwrap_or(u32::MAX);
            } else {
                count.words += 1;
            }
        }
        count
    }

    /// Both together: the figure shown.
    #[must_use]
    pub fn total(self) -> u32 {
        self.han.saturating_add(self.words)
    }

    /// Whether Han characters make up most of it.
    #[must_use]
    pub fn is_mostly_han(self) -> bool {
        self.han >= self.words
    }

    /// Minutes to read it, rounded up; 0 only where there is nothing.
    #[must_use]
    pub fn minutes(self) -> u32 {
        let parts = u64::from(self.han) * u64::from(WORDS_PER_MINUTE)
            + u64::from(self.words) * u64::from(HAN_PER_MINUTE);
        u32::try_from(parts.div_ceil(u64::from(HAN_PER_MINUTE * WORDS_PER_MINUTE)))
            .unwrap_or(u32::MAX)
    }
}

/// Whether a character is a segment of its own in UAX #29, whatever stands around
/// it, unless something follows that attaches to it: Han characters and some marks
/// of Han text, most of a Chinese article. Whatever is not known well is not one.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}'
        | ' ' | '\n'
        | '、' | '。' | '〈'..='】' | '！' | '（' | '）' | '？'
        | '“' | '”' | '—' | '…')
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.han = self.han.saturating_add(other.han);
        self.words = self.words.saturating_add(other.words);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn characters_numbers_and_words() {
        for (text, han, words) in [
            ("", 0, 0),
            ("，。——……", 0, 0),
            ("中俄建交75周年。", 6, 1),
            ("佩斯科夫（Dmitry Peskov）表示", 6, 2),
            ("It's 3.5 km, isn't it?", 0, 5),
            ("2024 年 3 月", 2, 2),
        ] {
            assert_eq!(Count::of(text), Count { han, words }, "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        #[test]
        fn short_cuts_count_as_the_boundaries_do(
            text in "[ \n中文a1_.。，：！“”‘’—…（）〈】\u{3000}\u{301}\u{200D}\u{FE0F}\u{93F}\u{3099}々ーかカ한あ👩🇫\u{AD}]{0,12}"
        ) {
            prop_assert_eq!(Count::of(&text), Count::by_words(&text));
        }
    }

    #[test]
    fn minutes_round_up() {
        for (han, words, minutes) in [
            (0, 0, 0),
            (1, 0, 1),
            (400, 0, 1),
            (401, 0, 2),
            (0, 231, 2),
            (200, 115, 1),
            (1176, 0, 3),
        ] {
            assert_eq!(Count { han, words }.minutes(), minutes, "{han} {words}");
        }
    }
}
