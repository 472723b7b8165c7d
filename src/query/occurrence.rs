//! Where a term stands in a text.
//!
//! A word is found wherever its characters stand in a row in the folded text.
//! Where an end of it is a letter or digit of a script with spaces, no such
//! letter or digit may stand beside that end, so that a word is a whole word;
//! an end in Han or kana, or in punctuation, is free. A prefix is free at its end.

use std::ops::Range;
use std::sync::LazyLock;

use fixedbitset::FixedBitSet;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use super::near::Spot;
use super::subject::FoldedText;
use super::{Comparison, Term};
use crate::text::fold::Folded;
use crate::text::language::is_unspaced;

/// The places of a term in a text, in bytes of it as it is compared.
pub(super) fn in_text<'a>(
    text: &'a FoldedText,
    term: &'a Term,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let compared = match term.comparison {
        Comparison::Exact => text.as_str(),
        Comparison::Folded => text.folded().as_str(),
    };
    occurrences(compared, term)
}

/// The places of a term in a text, in bytes of it as it is written.
pub(super) fn written<'a>(
    text: &'a FoldedText,
    term: &'a Term,
) -> impl Iterator<Item = Range<usize>> + 'a {
    written_in(text.as_str(), text.folded(), term)
}

/// The same, of a text and its folded form.
pub(super) fn written_in<'a>(
    text: &'a str,
    folded: &'a Folded,
    term: &'a Term,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let compared = match term.comparison {
        Comparison::Exact => text,
        Comparison::Folded => folded.as_str(),
    };
    occurrences(compared, term).map(|range| match term.comparison {
        Comparison::Exact => range,
        Comparison::Folded => folded.original(range),
    })
}

/// The places of a term in a text, in characters of it as it is compared.
pub(super) fn spots(text: &FoldedText, term: &Term) -> Vec<Spot> {
    let compared = match term.comparison {
        Comparison::Exact => text.as_str(),
        Comparison::Folded => text.folded().as_str(),
    };
    let count = |part: Range<usize>| {
        let characters = compared.get(part).unwrap_or_default().chars().count();
        u32::try_from(characters).unwrap_or(u32::MAX)
    };
    let length = count_of(&term.text);
    let (mut at, mut characters) = (0, 0u32);
    occurrences(compared, term)
        .map(|range| {
            characters = characters.saturating_add(count(at..range.start));
            at = range.start;
            Spot {
                start: characters,
                end: characters.saturating_add(length),
            }
        })
        .collect()
}

fn count_of(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The places at which a term stands in a text, overlapping ones included.
fn occurrences<'a>(text: &'a str, term: &'a Term) -> impl Iterator<Item = Range<usize>> + 'a {
    let sought = term.text.as_str();
    let first = sought.chars().next();
    let binds_left = first.is_some_and(is_word_character);
    let binds_right = !term.prefix && sought.chars().next_back().is_some_and(is_word_character);
    let step = first.map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find(sought)?;
            let end = start + sought.len();
            from = start + step;
            let before = text.get(..start)?.chars().next_back();
            let after = text.get(end..)?.chars().next();
            let cut_left = binds_left && before.is_some_and(is_word_character);
            let cut_right = binds_right && after.is_some_and(is_word_character);
            if !cut_left && !cut_right {
                return Some(start..end);
            }
        }
    })
}

/// Whether a character is part of a word of a script with spaces: a letter, a
/// digit, a mark upon one (Arabic, Hebrew, Indic scripts) or a low line.
#[must_use]
pub fn is_word_character(c: char) -> bool {
    /// Characters of the Basic Multilingual Plane.
    const BASIC: u32 = 0x1_0000;
    /// Those of it that are: an index asks of every character several times.
    static WORDS: LazyLock<FixedBitSet> = LazyLock::new(|| {
        let all = (0..BASIC).filter_map(char::from_u32);
        all.filter(|c| is_by_properties(*c))
            .map(|c| c as usize)
            .collect()
    });
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric() || c == '_',
        '\u{4E00}'..='\u{9FFF}' => false,
        _ if u32::from(c) < BASIC => WORDS.contains(c as usize),
        _ => is_by_properties(c),
    }
}

/// The same by the properties that Unicode gives.
fn is_by_properties(c: char) -> bool {
    let is_mark = || CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0;
    c == '_' || !is_unspaced(c) && (c.is_alphanumeric() || is_mark())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cuts_judge_characters_as_their_properties_do() {
        let all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        for c in all {
            assert_eq!(is_word_character(c), is_by_properties(c), "{c:?}");
        }
    }
}
