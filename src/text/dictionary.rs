//! The order of a dictionary: Han first and by pinyin, then the other scripts
//! (CLDR's `pinyin` collation); and which part of it a letter stands for. What is
//! sorted by it is left to others.

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;

/// Compares texts as a Chinese dictionary does; `None` where the tables of the
/// collation are not there.
#[must_use]
pub fn dictionary() -> Option<CollatorBorrowed<'static>> {
    Collator::try_new(locale!("zh-u-co-pinyin").into(), CollatorOptions::default()).ok()
}

/// What stands before all Han of a letter of pinyin, in capitals, in CLDR's tables
/// (UTS #35, part 5, "Index characters").
const LETTER: char = '\u{FDD0}';

/// What stands after all texts that begin as the one before it (UTS #35, part 5,
/// "Special code points").
const LAST: char = '\u{FFFF}';

/// A part of a dictionary: the texts from one, included, to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first text there could be in it.
    pub from: String,
    /// What stands behind it.
    pub to: String,
}

/// The Han whose pinyin begins with a letter; `None` for what is no letter of
/// pinyin.
#[must_use]
pub fn initial(letter: char) -> Option<Part> {
    let letter = letter.to_ascii_uppercase();
    // No syllable begins with I, U or V.
    let is_initial = |c: &char| !matches!(c, 'I' | 'U' | 'V');
    ('A'..='Z').find(|c| *c == letter && is_initial(c))?;
    let next = (letter..='Z').skip(1).find(is_initial);
    Some(Part {
        from: format!("{LETTER}{letter}"),
        // Behind the last come the letters of the next script.
        to: next.map_or_else(|| "a".to_owned(), |next| format!("{LETTER}{next}")),
    })
}

/// All that begins with a text.
#[must_use]
pub fn beginning_with(text: &str) -> Part {
    Part {
        from: text.to_owned(),
        to: format!("{text}{LAST}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn letters_are_parts_of_the_dictionary() {
        let dictionary = dictionary().unwrap();
        for (part, inside, outside) in [
            (
                initial('l'),
                &["拉夫罗夫", "两会", "罗马"][..],
                &["克里姆林", "扩大", "马", "lama", "9"][..],
            ),
            (initial('A'), &["阿富汗", "澳大利亚"], &["八", "《", "a"]),
            (
                initial('z'),
                &["匝道", "中国", "左"],
                &["云南", "a", "zebra"],
            ),
            (initial('h'), &["哈马斯", "火"], &["过", "击", "Irak"]),
            (initial('t'), &["他", "拓展"], &["所以", "外长", "挖"]),
            (
                Some(beginning_with("pu")),
                &["pu", "Putin", "PUBLIC", "púa"],
                &["po", "pv", "普京", "p"],
            ),
            (Some(beginning_with("普")), &["普京", "普"], &["葡萄", "浦"]),
        ] {
            let Part { from, to } = part.unwrap();
            let is_in = |text: &str| {
                dictionary.compare(text, &from).is_ge() && dictionary.compare(text, &to).is_lt()
            };
            for text in inside {
                assert!(is_in(text), "{text} in {from}");
            }
            for text in outside {
                assert!(!is_in(text), "{text} not in {from}");
            }
        }
        for none in ['i', 'u', 'v', '1', '普', 'é'] {
            assert_eq!(initial(none), None, "{none}");
        }
    }
}
