//! What to do where no rule can be obeyed: a stretch of text without a break
//! that is wider than the measure. It is cut where that hurts least.

use std::ops::Range;

use unicode_linebreak::linebreaks;

use super::class::{Traits, grapheme_traits};
use crate::text::graphemes::graphemes;
use crate::text::width::WidthPolicy;

/// How much a break hurts that the rules forbid; the least first. A stretch is
/// cut at the first rank that makes its pieces fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// UAX #14 has it, the tailoring took it away: between a number and its unit.
    Tailored,
    /// Inside a word, between two graphemes.
    Word,
    /// A mark comes to stand at the wrong end of a line, or something is cut that
    /// is one sign: `%E4` in a link, a Thai vowel and its consonant.
    Mark,
    /// Inside `——` or `……`.
    Pair,
}

impl Rank {
    /// All ranks, the mildest first.
    pub const ALL: [Self; 4] = [Self::Tailored, Self::Word, Self::Mark, Self::Pair];
}

/// A place inside a stretch without breaks where it can be cut if it must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emergency {
    /// Byte offset of the first grapheme after the cut.
    pub at: usize,
    /// How much it hurts.
    pub rank: Rank,
    /// Byte offset after the last grapheme before the cut that is not white space.
    pub shown: usize,
    /// Columns from the start of the stretch to `at`.
    pub columns: usize,
    /// Columns from the start of the stretch to `shown`.
    pub shown_columns: usize,
}

/// All places where the stretch `range` of `text` can be cut, in order, its own
/// ends not among them: every boundary between two graphemes. `range` has to
/// begin and end at such boundaries; where it does not lie in the text there is none.
#[must_use]
pub fn emergencies(text: &str, range: Range<usize>, policy: WidthPolicy) -> Vec<Emergency> {
    let start = range.start;
    let Some(stretch) = text.get(range) else {
        return Vec::new();
    };
    let mut proposals = linebreaks(stretch).map(|(at, _)| at).peekable();
    let mut found = Vec::new();
    let mut before: Option<(Traits, char, bool)> = None;
    let (mut columns, mut shown, mut shown_columns) = (0, start, 0);
    // Characters since the last `%`: a byte written as `%E4` is one sign.
    let mut since_percent = 3;
    for (offset, grapheme) in graphemes(stretch) {
        let (first, own) = grapheme_traits(grapheme);
        if let Some((last, last_char, spaced)) = before
            && !own.any(Traits::SPACE)
        {
            while proposals.next_if(|at| *at < offset).is_some() {}
            let proposed = proposals.peek() == Some(&offset);
            let sign = since_percent < 2 && first.is_ascii_hexdigit();
            found.push(Emergency {
                at: start + offset,
                rank: rank((last, last_char), (own, first), spaced, proposed, sign),
                shown,
                columns,
                shown_columns,
            });
        }
        columns += policy.grapheme(grapheme);
        if own.any(Traits::SPACE) {
            let (last, last_char, _) = before.unwrap_or((Traits::NONE, ' ', true));
            before = Some((last, last_char, true));
        } else {
            before = Some((own, first, false));
            shown = start + offset + grapheme.len();
            shown_columns = columns;
        }
        since_percent = if first == '%' {
            0
        } else {
            (since_percent + 1).min(3)
        };
    }
    found
}

fn rank(
    (last, last_char): (Traits, char),
    (own, first): (Traits, char),
    spaced: bool,
    proposed: bool,
    sign: bool,
) -> Rank {
    let pair = !spaced && last.any(Traits::DASH) && own.any(Traits::DASH);
    let wrong_start = own.any(Traits::NO_START | Traits::POINT | Traits::QUOTE);
    let wrong_end = last.any(Traits::NO_END | Traits::BRACKET | Traits::QUOTE);
    if pair {
        Rank::Pair
    } else if wrong_start || wrong_end || sign || splits_thai(last_char, first) {
        Rank::Mark
    } else if proposed {
        Rank::Tailored
    } else {
        Rank::Word
    }
}

/// Thai and Lao write some vowels before the consonant they follow in speech and
/// some after it, as letters of their own: graphemes apart, one syllable to a reader.
fn splits_thai(last: char, first: char) -> bool {
    matches!(last, 'เ'..='ไ' | 'ເ'..='ໄ')
        || matches!(first, 'ะ' | 'า' | 'ๅ' | 'ๆ' | 'ฯ' | 'ະ' | 'າ' | 'ໆ')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the rank of every cut written between its graphemes.
    fn ranked(text: &str) -> String {
        let mut out = String::new();
        let mut done = 0;
        for emergency in emergencies(text, 0..text.len(), WidthPolicy::Narrow) {
            out.push_str(text.get(done..emergency.at).unwrap_or_default());
            out.push(match emergency.rank {
                Rank::Tailored => '~',
                Rank::Word => '-',
                Rank::Mark => '!',
                Rank::Pair => '#',
            });
            done = emergency.at;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    #[test]
    fn cuts_are_ranked_by_what_they_hurt() {
        for (text, expected) in [
            ("word", "w-o-r-d"),
            ("12点", "1-2~点"),
            ("12 点", "1-2 ~点"),
            ("好，", "好!，"),
            ("（好", "（!好"),
            ("第3", "第!3"),
            ("——", "—#—"),
            ("……", "…#…"),
            ("“a”", "“!a!”"),
            ("a.b", "a!.-b"),
            ("aE4%B8", "a-E-4!%!B!8"),
            ("e\u{301}e", "e\u{301}-e"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            ("ไทย", "ไ!ท-ย"),
            ("มานะ", "ม!า-น!ะ"),
            ("", ""),
        ] {
            assert_eq!(ranked(text), expected, "{text}");
        }
    }
}
