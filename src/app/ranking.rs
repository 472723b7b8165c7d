//! Which of many texts are meant by what is typed, the best first: each word of it
//! stands there in a row, or is the beginnings of words that follow one another, so
//! that the first letters of several find them; Han also by pinyin.
//!
//! Letters that are scattered over a sentence mean nothing: in a language without
//! endings any sentence has those of any short word.

use std::cmp::Reverse;

use crate::query::{FoldedText, Pinyin};
use crate::text::fold::fold;
use crate::text::language::is_unspaced;

/// Letters within a word that are looked for at the least: fewer are in too many.
const WITHIN_FROM: usize = 3;
/// Characters that can be the beginnings of words at the most: no name has more.
const BEGINNINGS: usize = 64;

/// How a word is found in a text, the poorest way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// By pinyin somewhere.
    Read = 1,
    /// Within a word.
    Within,
    /// The text begins so by pinyin.
    ReadAtStart,
    /// As the beginnings of words that follow one another.
    Beginnings,
    /// At the beginning of a word; anywhere in a script without spaces.
    Word,
    /// At the beginning of the text.
    Start,
    /// It is the text.
    Whole,
}

/// What can be found: its texts, folded.
pub(super) struct Findable {
    texts: Vec<String>,
    /// As they are written, where they have Han in them.
    han: Vec<FoldedText>,
}

impl Findable {
    /// Makes texts ready.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut findable = Self {
            texts: Vec::new(),
            han: Vec::new(),
        };
        for text in texts {
            findable.texts.push(fold(text).as_str().to_owned());
            if !text.is_ascii() {
                findable.han.push(FoldedText::new(text));
            }
        }
        findable
    }

    /// The best way in which a word is found, and how short the text is: of those
    /// that have it as well, the shortest.
    fn way(&self, word: &Word) -> Option<(Way, Reverse<usize>)> {
        let by_letters = self
            .texts
            .iter()
            .filter_map(|text| Some((word.way(text)?, Reverse(text.len()))));
        let by_pinyin = self.han.iter().filter_map(|text| {
            let way = word.read(text)?;
            Some((way, Reverse(text.folded().as_str().len())))
        });
        by_letters.chain(by_pinyin).max()
    }

    /// Whether a word stands anywhere in its texts, or is read so.
    fn holds(&self, word: &Word) -> bool {
        self.texts.iter().any(|text| text.contains(&word.folded))
            || self.han.iter().any(|text| word.read(text).is_some())
    }
}

/// A word that was typed.
struct Word {
    folded: String,
    pinyin: Option<Pinyin>,
}

impl Word {
    /// The words of what was typed.
    fn all(typed: &str) -> Vec<Self> {
        let words = typed.split_whitespace().map(|word| Self {
            folded: fold(word).as_str().to_owned(),
            pinyin: Pinyin::new(word, true),
        });
        // Quotation marks alone are folded to nothing.
        words.filter(|word| !word.folded.is_empty()).collect()
    }

    /// How it stands in a folded text.
    fn way(&self, text: &str) -> Option<Way> {
        let word = self.folded.as_str();
        if text == word {
            return Some(Way::Whole);
        }
        if text.starts_with(word) {
            return Some(Way::Start);
        }
        let begins_in_word = word.chars().next().is_some_and(is_spaced);
        let mut is_within = false;
        for (at, _) in text.match_indices(word) {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            if !begins_in_word || !before.is_some_and(is_spaced) {
                return Some(Way::Word);
            }
            is_within = true;
        }
        if are_beginnings(word, text) {
            return Some(Way::Beginnings);
        }
        (is_within && word.chars().count() >= WITHIN_FROM).then_some(Way::Within)
    }

    /// How it stands in a text by pinyin. A letter alone does at the start of it.
    fn read(&self, text: &FoldedText) -> Option<Way> {
        let pinyin = self.pinyin.as_ref()?;
        if !pinyin.finds(text.as_str()) {
            return None;
        }
        let ranges = pinyin.ranges(text);
        match ranges.first() {
            Some(first) if first.start == 0 => Some(Way::ReadAtStart),
            _ => (self.folded.len() > 1).then_some(Way::Read),
        }
    }
}

/// Whether it is written in words with something between them.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

/// Whether a word is the beginnings of words of a text that follow one another:
/// `qs` of `quit-step`, `matis` of `mark all that is shown`.
fn are_beginnings(word: &str, text: &str) -> bool {
    let sought: Vec<char> = word.chars().collect();
    if sought.len() > BEGINNINGS {
        return false;
    }
    // Bit `n` stands for the first `n` characters: they are found, up to this word.
    let mut found: u128 = 0;
    let words = text.split(|c: char| !c.is_alphanumeric());
    for own in words.filter(|own| !own.is_empty()) {
        let mut after = 0;
        for from in 0..sought.len() {
            if from > 0 && found & (1 << from) == 0 {
                continue;
            }
            let rest = sought.iter().skip(from).zip(own.chars());
            for (count, (c, own)) in (1..).zip(rest) {
                if *c != own {
                    break;
                }
                after |= 1 << (from + count);
            }
        }
        found = after;
        if found & (1 << sought.len()) != 0 {
            return true;
        }
    }
    false
}

/// The places of those that are meant, the best first; of equals the earlier. All
/// of them where nothing is typed.
pub(super) fn rank(typed: &str, findable: &[Findable]) -> Vec<usize> {
    let words = Word::all(typed);
    let typed = fold(typed.trim());
    let score = |findable: &Findable| {
        let is_typed = |text: &String| text == typed.as_str();
        let is_whole = !words.is_empty() && findable.texts.iter().any(is_typed);
        let (mut ways, mut length) = (0, 0);
        for word in &words {
            match findable.way(word) {
                Some((way, Reverse(own))) => {
                    ways += way as usize;
                    length += own;
                }
                None if is_whole => {}
                None => return None,
            }
        }
        Some((is_whole, ways, Reverse(length)))
    };
    let mut ranked: Vec<_> = findable
        .iter()
        .enumerate()
        .filter_map(|(place, findable)| Some((place, score(findable)?)))
        .collect();
    ranked.sort_by_key(|(place, score)| (Reverse(*score), *place));
    ranked.into_iter().map(|(place, _)| place).collect()
}

/// The places of those in which every word that was typed stands, in their order.
pub(super) fn left(typed: &str, findable: &[Findable]) -> Vec<usize> {
    let words = Word::all(typed);
    let holds = |findable: &Findable| words.iter().all(|word| findable.holds(word));
    let left = findable.iter().enumerate();
    left.filter_map(|(place, findable)| holds(findable).then_some(place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The texts that are found, the best first.
    fn found<'a>(typed: &str, texts: &[&'a str]) -> Vec<&'a str> {
        let findable: Vec<Findable> = texts
            .iter()
            .map(|text| Findable::new(std::iter::once(*text)))
            .collect();
        rank(typed, &findable)
            .into_iter()
            .map(|place| texts[place])
            .collect()
    }

    #[test]
    fn words_their_beginnings_and_initials_find() {
        const TEXTS: &[&str] = &[
            "quit-step",
            "mark all that is shown as read",
            "quit",
            "star",
            "read, unread",
            "德国之声",
            "法國國際廣播電台",
            "Reuters",
        ];
        for (typed, best) in [
            ("quit", Some("quit")),
            ("q", Some("quit")),
            ("qs", Some("quit-step")),
            ("all read", Some("mark all that is shown as read")),
            ("matis", Some("mark all that is shown as read")),
            ("STAR", Some("star")),
            ("德国", Some("德国之声")),
            ("德國", Some("德国之声")),
            ("dgzs", Some("德国之声")),
            ("deguo", Some("德国之声")),
            ("广播", Some("法國國際廣播電台")),
            ("réu", Some("Reuters")),
            ("xyz", None),
        ] {
            assert_eq!(found(typed, TEXTS).first().copied(), best, "{typed}");
        }
        assert_eq!(found(" ", TEXTS), TEXTS);
    }

    #[test]
    fn letters_scattered_over_a_sentence_find_nothing() {
        const TEXTS: &[&str] = &[
            "The New York Times",
            "setting: the mouse",
            "back through what was opened and jumped to",
            "themes; each shows at once",
            "details of the article",
            "headings of the article",
            "filter: unread, starred, date",
            "star",
            "筛选目录：未读、星标、日期、语言、篇幅、标签、来源",
            "搜索的写法与示例",
            "界面语言",
            "设置：鼠标",
        ];
        for (typed, expected) in [
            ("theme", &["themes; each shows at once"][..]),
            ("star", &["star", "filter: unread, starred, date"]),
            ("nyt", &["The New York Times"]),
            ("tarr", &["filter: unread, starred, date"]),
            ("nr", &[]),
            ("mou the", &["setting: the mouse"]),
            (
                "yuyan",
                &[
                    "界面语言",
                    "筛选目录：未读、星标、日期、语言、篇幅、标签、来源",
                ],
            ),
            (
                "语言",
                &[
                    "界面语言",
                    "筛选目录：未读、星标、日期、语言、篇幅、标签、来源",
                ],
            ),
            (
                "j",
                &["back through what was opened and jumped to", "界面语言"],
            ),
        ] {
            assert_eq!(found(typed, TEXTS), expected, "{typed}");
        }
    }

    #[test]
    fn what_narrows_a_menu_keeps_its_order() {
        let findable: Vec<Findable> = ["复制链接", "copy the link", "法国国际广播电台 RFI"]
            .iter()
            .map(|text| Findable::new(std::iter::once(*text)))
            .collect();
        for (typed, expected) in [
            ("", &[0, 1, 2][..]),
            ("fz", &[0]),
            ("o", &[1]),
            ("lianjie", &[0]),
            ("lin", &[1]),
            ("fg rf", &[2]),
            ("复制 x", &[]),
        ] {
            assert_eq!(left(typed, &findable), expected, "{typed}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws())]

        /// Anything may be typed; a text always finds itself, before all others.
        #[test]
        fn a_text_finds_itself(texts in proptest::collection::vec("\\PC{1,12}", 1..6), typed in "\\PC{0,40}") {
            let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !fold(text).as_str().is_empty()).collect();
            found(&typed, &texts);
            for text in &texts {
                let best = found(text, &texts).first().map(|best| fold(best).as_str().to_owned());
                let own = fold(text);
                prop_assert_eq!(best.as_deref(), Some(own.as_str()));
            }
        }
    }
}
