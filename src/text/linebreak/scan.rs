//! One pass over a paragraph: its graphemes, their columns, and where a line
//! may end. UAX #14 proposes, the tailoring of the house disposes.

use unicode_linebreak::{BreakClass, BreakOpportunity, break_property, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::Strictness;
use super::class::{Traits, begins_with_unit, grapheme_traits, traits, width};
use super::quotes::{Quotes, is_inches};
use crate::text::width::WidthPolicy;

/// How a line may end at a [`Spot`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Ending {
    /// It has to: a line feed, or the end of the text.
    Forced,
    /// Between words, or between Han characters.
    Free,
    /// Inside something written without a space in Latin script: after a
    /// hyphen, or after a slash in a URL. Good, but not the first choice.
    Inside,
}

/// A place where a line may end. Columns count from the start of the text.
#[derive(Clone, Copy, Debug)]
pub(in crate::text) struct Spot {
    /// Byte offset of the first character after the break.
    pub(in crate::text) at: usize,
    /// Byte offset after the last grapheme before the break that is not white space.
    pub(in crate::text) shown: usize,
    /// Columns before `at`.
    pub(in crate::text) columns: usize,
    /// Columns before `shown`.
    pub(in crate::text) shown_columns: usize,
    /// What kind of break it is.
    pub(in crate::text) ending: Ending,
    /// Byte offset of the last but one thing to read before the break (marks and
    /// white space are not things to read): a line that starts after it holds
    /// at most one.
    pub(in crate::text) last_but_one: Option<usize>,
}

/// What a paragraph is, as far as has been read.
struct Scanner<'a, Breaks> {
    text: &'a str,
    strictness: Strictness,
    policy: WidthPolicy,
    /// What UAX #14 proposes from here on, and the next of it.
    breaks: Breaks,
    proposed: (usize, BreakOpportunity),
    quotes: Quotes,
    /// Whether Korean here is written in words; asked when the first Hangul comes.
    words: Option<bool>,
    /// The last grapheme that was not white space, and its first character: none
    /// where nothing but white space has come since the last forced break.
    last: Traits,
    last_char: Option<char>,
    /// Whether white space followed it.
    spaced: bool,
    /// Whether it is Han text that the last marks (quotes, dashes, points) belong to.
    wide_context: bool,
    /// Whether the last grapheme is the point of a full-width number.
    full_point: bool,
    columns: usize,
    shown: usize,
    shown_columns: usize,
    last_base: Option<usize>,
    last_but_one: Option<usize>,
}

/// A grapheme: where it lies, its first character and that one's traits.
struct Grapheme {
    at: usize,
    end: usize,
    first: char,
    traits: Traits,
    columns: usize,
}

/// Reads `text` and reports every place where a line may end, in order; the
/// last of them is its end, forced. An empty text has none.
pub(in crate::text) fn scan(
    text: &str,
    strictness: Strictness,
    policy: WidthPolicy,
    mut report: impl FnMut(Spot),
) {
    if text.is_empty() {
        return;
    }
    let mut scanner = Scanner {
        text,
        strictness,
        policy,
        breaks: linebreaks(text),
        proposed: (0, BreakOpportunity::Allowed),
        quotes: Quotes::default(),
        words: None,
        last: Traits::NONE,
        last_char: None,
        spaced: false,
        wide_context: false,
        full_point: false,
        columns: 0,
        shown: 0,
        shown_columns: 0,
        last_base: None,
        last_but_one: None,
    };
    scanner.run(&mut report);
}

impl<Breaks: Iterator<Item = (usize, BreakOpportunity)>> Scanner<'_, Breaks> {
    fn run(&mut self, report: &mut impl FnMut(Spot)) {
        let text = self.text;
        let mut characters = text.chars();
        let mut current = characters.next().map(|c| (c, traits(c)));
        let mut at = 0;
        while let Some((first, own)) = current {
            let next = characters.next().map(|c| (c, traits(c)));
            if (own | next.map_or(Traits::NONE, |(_, traits)| traits)).any(Traits::COMPLEX) {
                at = self.complex_run(at, report);
                characters = text.get(at..).unwrap_or_default().chars();
                current = characters.next().map(|c| (c, traits(c)));
                continue;
            }
            let grapheme = Grapheme {
                at,
                end: at + first.len_utf8(),
                first,
                traits: own,
                columns: width(first, own, self.policy),
            };
            if own == Traits::PLAIN_HAN && self.last == own && !self.spaced {
                self.take_han(&grapheme, report);
            } else {
                self.take(&grapheme, report);
            }
            at = grapheme.end;
            current = next;
            if own == Traits::WORD && first.is_ascii() {
                let skipped = self.skip_letters(at);
                if skipped > 0 {
                    at += skipped;
                    characters = text.get(at..).unwrap_or_default().chars();
                    current = characters.next().map(|c| (c, traits(c)));
                }
            }
        }
        report(self.spot(text.len(), Ending::Forced));
    }

    /// Steps over ASCII letters that follow another one from `start` on, where
    /// nothing can happen, but for the last, which may carry a mark. Gives their number.
    fn skip_letters(&mut self, start: usize) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let letters = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let Some(skipped) = letters.checked_sub(1).filter(|skipped| *skipped > 0) else {
            return 0;
        };
        let end = start + skipped;
        self.columns += skipped;
        self.shown = end;
        self.shown_columns = self.columns;
        self.last_but_one = Some(end.saturating_sub(2));
        self.last_base = Some(end - 1);
        skipped
    }

    /// Reads graphemes by UAX #29 from `start` until two characters come between
    /// which there is a boundary in any case; gives the byte offset of the second.
    fn complex_run(&mut self, start: usize, report: &mut impl FnMut(Spot)) -> usize {
        let run = complex_run(self.text.get(start..).unwrap_or_default());
        for (offset, grapheme) in run.grapheme_indices(true) {
            let (first, own) = grapheme_traits(grapheme);
            let at = start + offset;
            let grapheme = Grapheme {
                at,
                end: at + grapheme.len(),
                first,
                traits: own,
                columns: self.policy.grapheme(grapheme),
            };
            self.take(&grapheme, report);
        }
        start + run.len()
    }

    /// Whether UAX #14 proposes a break at a byte offset; these only grow.
    fn is_proposed(&mut self, at: usize) -> bool {
        while self.proposed.0 < at {
            self.proposed = match self.breaks.next() {
                Some(proposed) => proposed,
                None => (usize::MAX, BreakOpportunity::Allowed),
            };
        }
        self.proposed.0 == at
    }

    /// What [`Self::take`] does, where one plain Han character follows another.
    #[inline]
    fn take_han(&mut self, grapheme: &Grapheme, report: &mut impl FnMut(Spot)) {
        if self.is_proposed(grapheme.at) {
            report(self.spot(grapheme.at, Ending::Free));
        }
        self.last_but_one = self.last_base;
        self.last_base = Some(grapheme.at);
        self.last_char = Some(grapheme.first);
        self.columns += grapheme.columns;
        self.shown = grapheme.end;
        self.shown_columns = self.columns;
    }

    fn take(&mut self, grapheme: &Grapheme, report: &mut impl FnMut(Spot)) {
        let proposed = self.is_proposed(grapheme.at);
        if proposed && grapheme.at > 0 && self.proposed.1 == BreakOpportunity::Mandatory {
            report(self.spot(grapheme.at, Ending::Forced));
            self.start_afresh();
        }
        let mut own = grapheme.traits;
        if own.any(Traits::SPACE) {
            self.columns += grapheme.columns;
            self.spaced = true;
            return;
        }
        if own.any(Traits::QUOTE) {
            own = own | self.direction(grapheme);
        }
        // White space before the first word is no line of its own.
        if self.last_char.is_some() && self.may_break(grapheme, own, proposed) {
            report(self.spot(grapheme.at, self.ending(grapheme)));
        }
        self.remember(grapheme, own);
    }

    fn start_afresh(&mut self) {
        self.last = Traits::NONE;
        self.spaced = false;
        self.wide_context = false;
        self.last_char = None;
        self.last_base = None;
        self.last_but_one = None;
    }

    fn spot(&self, at: usize, ending: Ending) -> Spot {
        Spot {
            at,
            shown: self.shown,
            columns: self.columns,
            shown_columns: self.shown_columns,
            ending,
            last_but_one: self.last_but_one,
        }
    }

    fn ending(&self, grapheme: &Grapheme) -> Ending {
        if !self.spaced && self.last_char.is_some_and(|c| c.is_ascii()) && grapheme.first.is_ascii()
        {
            Ending::Inside
        } else {
            Ending::Free
        }
    }

    fn remember(&mut self, grapheme: &Grapheme, own: Traits) {
        self.full_point =
            grapheme.first == '．' && self.last.any(Traits::DIGIT) && self.last.any(Traits::FULL);
        if own.any(Traits::WIDE) {
            self.wide_context = true;
        } else if self.spaced || !own.any(Traits::QUOTE | Traits::NO_START) {
            self.wide_context = false;
        }
        if own.any(Traits::BASE) {
            self.last_but_one = self.last_base;
            self.last_base = Some(grapheme.at);
        }
        self.last = own;
        self.last_char = Some(grapheme.first);
        self.spaced = false;
        self.columns += grapheme.columns;
        self.shown = grapheme.end;
        self.shown_columns = self.columns;
    }

    fn following(&self, grapheme: &Grapheme) -> Option<char> {
        self.text.get(grapheme.end..)?.chars().next()
    }

    /// What a quotation mark may not do in its place.
    fn direction(&mut self, grapheme: &Grapheme) -> Traits {
        let word = Traits::LETTER | Traits::DIGIT;
        let after_letter = self.last_char.is_some() && !self.spaced && self.last.any(word);
        let before_letter = self
            .following(grapheme)
            .is_some_and(|c| traits(c).any(word));
        if after_letter
            && matches!(grapheme.first, '"' | '”')
            && is_inches(self.text.get(..grapheme.at).unwrap_or_default())
        {
            return Traits::CLOSES | Traits::NO_START;
        }
        match self
            .quotes
            .direct(grapheme.first, after_letter, before_letter)
        {
            Traits::OPENS => Traits::OPENS | Traits::NO_END,
            Traits::CLOSES => Traits::CLOSES | Traits::NO_START,
            neither => neither,
        }
    }

    /// Whether a line may end before `grapheme`, whose traits here are `own`;
    /// `proposed` is what UAX #14 says.
    fn may_break(&mut self, grapheme: &Grapheme, own: Traits, proposed: bool) -> bool {
        let last = self.last;
        let dash = self.may_start_with_dash(own);
        (proposed || dash || self.adds_break(grapheme, own))
            && !last.any(Traits::NO_END)
            && (dash || !own.any(Traits::NO_START))
            && !(grapheme.first == '%' && last.any(Traits::WIDE))
            && !self.number_goes_on(grapheme, own)
            && !self.is_tagged(own)
            && !self.korean_word_goes_on(own)
    }

    /// Under [`Strictness::Normal`] a dash or suspension points may start a line of
    /// Han text (CLREQ 6.1, basic level), never be split.
    fn may_start_with_dash(&self, own: Traits) -> bool {
        self.strictness == Strictness::Normal
            && own.any(Traits::DASH)
            && !self.spaced
            && self.wide_context
            && !self.last.any(Traits::DASH)
    }

    /// Places that UAX #14 (as of Unicode 15.0) closes and Han text opens.
    fn adds_break(&self, grapheme: &Grapheme, own: Traits) -> bool {
        if self.spaced {
            return false;
        }
        let last = self.last;
        // LB19 glues every quotation mark to both its neighbours; beside Han it
        // is a bracket that happens to be narrow.
        if own.any(Traits::OPENS) {
            return (self.wide_context || self.before_wide(grapheme))
                && !last.any(Traits::BRACKET | Traits::DIGIT);
        }
        if last.any(Traits::CLOSES) {
            let starts = Traits::BASE | Traits::BRACKET | Traits::CURRENCY;
            return (self.wide_context && own.any(starts) && !own.any(Traits::HANGUL))
                || own.any(Traits::WIDE);
        }
        // LB30 is for narrow brackets only; unicode-linebreak takes all of them.
        if own.any(Traits::BRACKET) && (own.any(Traits::WIDE) || grapheme.first == '｢') {
            return self.last_char.is_some_and(is_alphabetic);
        }
        // LB25 keeps `)` with the prefix of a number, and so also `，` with `$`.
        last.any(Traits::WIDE)
            && last.any(Traits::NO_START)
            && !last.any(Traits::BASE)
            && (own.any(Traits::CURRENCY) || matches!(grapheme.first, '+' | '±' | '№'))
    }

    fn before_wide(&self, grapheme: &Grapheme) -> bool {
        self.following(grapheme)
            .is_some_and(|c| traits(c).any(Traits::WIDE))
    }

    /// Digits stay with the Han character, the unit or the sign after them, and
    /// a sign of currency with its digits, across a space too.
    fn number_goes_on(&self, grapheme: &Grapheme, own: Traits) -> bool {
        let last = self.last;
        if last.any(Traits::DIGIT) && own.any(Traits::HAN | Traits::HANGUL) {
            return true;
        }
        if own.any(Traits::DIGIT) && last.any(Traits::CURRENCY) {
            return true;
        }
        if self.spaced {
            let (before, rest) = self.text.split_at_checked(grapheme.at).unwrap_or_default();
            return last.any(Traits::DIGIT)
                && (begins_with_unit(rest)
                    || (own.any(Traits::DIGIT) && are_thousands(before, rest)));
        }
        own.any(Traits::FULL) && (last.any(Traits::FULL) || self.full_point)
    }

    /// `#` and `@` stay with the Han characters that they make a topic or a name.
    fn is_tagged(&self, own: Traits) -> bool {
        !self.spaced && matches!(self.last_char, Some('#' | '@')) && own.any(Traits::HAN)
    }

    /// Korean with spaces breaks at them: particles stay with what they follow.
    fn korean_word_goes_on(&mut self, own: Traits) -> bool {
        let last = self.last;
        if self.spaced || !(last | own).any(Traits::HANGUL) {
            return false;
        }
        let joins = if own.any(Traits::HANGUL) {
            last.any(Traits::BASE | Traits::CLOSES | Traits::POINT)
                || (last.any(Traits::NO_START) && !last.any(Traits::DASH))
        } else {
            own.any(Traits::BASE | Traits::CURRENCY)
                || (own.any(Traits::BRACKET) && !own.any(Traits::WIDE))
        };
        joins
            && *self
                .words
                .get_or_insert_with(|| has_spaced_hangul(self.text))
    }
}

/// Whether digits on both sides of a space are one number: `1 234 567`.
fn are_thousands(before: &str, rest: &str) -> bool {
    let digits = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(u8::is_ascii_digit).count();
    let spaces = before.len() - before.trim_end().len();
    let group = digits(&mut before.trim_end().bytes().rev().take(4));
    spaces == 1 && (1..=3).contains(&group) && digits(&mut rest.bytes().take(4)) == 3
}

/// Whether LB30 names the class of `c`: letters, digits and what LB1 makes of them.
fn is_alphabetic(c: char) -> bool {
    matches!(
        break_property(u32::from(c)),
        BreakClass::Alphabetic
            | BreakClass::HebrewLetter
            | BreakClass::Numeric
            | BreakClass::Ambiguous
            | BreakClass::ComplexContext
            | BreakClass::Unknown
    )
}

/// The start of `text` up to the first two characters in a row that need no
/// look at UAX #29: graphemes found in it alone are those of the whole.
fn complex_run(text: &str) -> &str {
    let mut simple_before = false;
    for (at, c) in text.char_indices() {
        let simple = !traits(c).any(Traits::COMPLEX);
        if simple && simple_before {
            return text.get(..at).unwrap_or(text);
        }
        simple_before = simple;
    }
    text
}

/// Whether Hangul stands beside a space anywhere in the text.
fn has_spaced_hangul(text: &str) -> bool {
    let mut before = '中';
    text.chars().any(|c| {
        let pair = (before, c);
        before = c;
        match pair {
            (' ', c) | (c, ' ') => traits(c).any(Traits::HANGUL),
            _ => false,
        }
    })
}
