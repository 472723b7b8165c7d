//! Which of many texts are meant by what is typed, the best first: letters in
//! order with others between, so that a word's beginning or the first letters of
//! several do; Han also by pinyin.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::query::Pinyin;
use crate::text::fold::fold;

/// Above all that letters in order can bring: the text is what was typed.
const WHOLE: u32 = 1 << 20;
/// What a text found by pinyin counts: less than one that has the letters in it.
const BY_PINYIN: u32 = 1;

/// What can be found: its texts, folded, the most telling first.
pub(super) struct Findable {
    texts: Vec<String>,
    /// As they are written, where they have Han in them.
    han: Vec<String>,
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
                findable.han.push(text.to_owned());
            }
        }
        findable
    }
}

/// The places of those that are meant, the best first; of equals the earlier. All
/// of them where nothing is typed.
pub(super) fn rank(typed: &str, findable: &[Findable]) -> Vec<usize> {
    let folded = fold(typed.trim());
    if folded.as_str().is_empty() {
        return (0..findable.len()).collect();
    }
    // Both sides are folded: case and accents are gone already. Not by way of a
    // pattern, in which a backslash is more than one.
    let atom = |word| {
        let (case, normalization) = (CaseMatching::Respect, Normalization::Never);
        Atom::new(word, case, normalization, AtomKind::Fuzzy, false)
    };
    let atoms: Vec<Atom> = folded.as_str().split_whitespace().map(atom).collect();
    let pinyin = Pinyin::new(typed.trim(), true);
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    let mut buffer = Vec::new();
    let mut score = |findable: &Findable| {
        let by_letters = findable.texts.iter().filter_map(|text| {
            let text_of = Utf32Str::new(text, &mut buffer);
            let scores = atoms.iter().map(|atom| atom.score(text_of, &mut matcher));
            let score: u32 = scores
                .map(|score| score.map(u32::from))
                .sum::<Option<u32>>()?;
            let is_whole = text == folded.as_str();
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            // Of those that have it as well, the shortest.
            let short = u32::MAX - length;
            Some((if is_whole { WHOLE } else { score + BY_PINYIN }, short))
        });
        let by_letters = by_letters.max();
        by_letters.or_else(|| {
            let pinyin = pinyin.as_ref()?;
            let is_read_so = findable.han.iter().any(|text| pinyin.finds(text));
            is_read_so.then_some((BY_PINYIN, 0))
        })
    };
    let mut ranked: Vec<(usize, (u32, u32))> = findable
        .iter()
        .enumerate()
        .filter_map(|(place, findable)| Some((place, score(findable)?)))
        .collect();
    ranked.sort_by_key(|(place, score)| (std::cmp::Reverse(*score), *place));
    ranked.into_iter().map(|(place, _)| place).collect()
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
