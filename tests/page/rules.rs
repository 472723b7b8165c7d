//! What may not be: the rules of the page for the two ends of a line, written
//! down once more and without the tables of the code that they judge.

use std::collections::BTreeMap;

use newsprint::text::linebreak::Strictness;
use unicode_segmentation::UnicodeSegmentation;

const NO_START: &str = "，。、；：！？）］｝」』】〗》〉〕｠〞–〜～·・‧々〻ー゛゜ヽヾゝゞ％‰℃°／";
const DASHES: &str = "—…⋯";
const SMALL_KANA: &str =
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ";
const NO_END: &str = "（［｛「『【〖《〈〔｟〝$¥￥第／";
const CURRENCIES: &str = "$¥￥€£₩₽₹";
/// Units in Latin letters and signs that belong to the number before a space.
const UNITS: &[&str] = &[
    "million", "km", "kg", "cm", "mm", "GB", "MB", "MHz", "GHz", "kW", "MW", "%", "°C", "℃", "‰",
];

/// Why a line may not end at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) what: &'static str,
    /// Whether a mark comes to stand at the wrong end, or what is one sign is
    /// split: nothing excuses that where another cut would do.
    pub(crate) is_mark: bool,
}

/// Which way a quotation mark faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facing {
    Opens,
    Closes,
    /// A straight mark after a curly quotation within a straight one: it may
    /// close the outer or open another. It stays with both its neighbours.
    Either,
}

/// Judges the places of one paragraph.
pub(crate) struct Judge<'a> {
    text: &'a str,
    strictness: Strictness,
    facings: BTreeMap<usize, Facing>,
    graphemes: Vec<usize>,
    /// Whether Korean here is written in words.
    spaced_korean: bool,
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '々' | '〇')
}

pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}') && c != '・'
}

pub(crate) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}')
}

/// A character that fills two cells: Han, kana, their punctuation, full-width forms.
pub(crate) fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{33FF}' | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
}

/// Whether what follows a text stands in Han text: quotation marks and dashes
/// belong to what is before them.
pub(crate) fn is_in_han(before: &str) -> bool {
    let marks = ['“', '”', '‘', '’', '"', '\'', '—', '…', '⋯'];
    before.trim_end_matches(marks).ends_with(is_wide)
}

/// A letter or digit of a script that is written in words.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        && matches!(c, '\0'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1EFF}')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_full_width_word(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Whether a text ends in feet and the number of inches: `5'10`.
fn is_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    feet.len() < before.len()
        && feet
            .strip_suffix(['\'', '’', '′'])
            .is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
}

/// Facing of all quotation marks: a straight one opens if none is open, else it
/// closes; `”` closes either kind; between letters there is an apostrophe.
fn facings(text: &str) -> BTreeMap<usize, Facing> {
    let mut found = BTreeMap::new();
    // The double marks that are open, the outermost first.
    let (mut doubles, mut single) = (String::new(), false);
    let mut is_either = false;
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, c)| *c);
        let inside_word = is_word(before) && is_word(after);
        let facing = match c {
            '"' | '”' if is_inches(&text[..at]) => Some(Facing::Closes),
            '"' if std::mem::take(&mut is_either) => Some(Facing::Either),
            '“' | '„' | '‘' | '‚' => Some(Facing::Opens),
            '"' if doubles.is_empty() => Some(Facing::Opens),
            '"' | '”' => Some(Facing::Closes),
            '’' if !inside_word => Some(Facing::Closes),
            '\'' if !inside_word && (single || is_word(before)) => Some(Facing::Closes),
            '\'' if !inside_word => Some(Facing::Opens),
            _ => None,
        };
        match (facing, c) {
            (_, '"' | '”') if is_inches(&text[..at]) => {}
            (Some(Facing::Opens), '“' | '"' | '„') => doubles.push(c),
            (Some(_), '”') => {
                is_either = doubles.ends_with('“') && doubles.contains('"');
                doubles.clear();
            }
            (Some(_), '"') => doubles.clear(),
            (Some(facing), _) => single = facing == Facing::Opens,
            (None, '\n') => {
                doubles.clear();
                (single, is_either) = (false, false);
            }
            _ => {}
        }
        found.extend(facing.map(|facing| (at, facing)));
        before = c;
    }
    found
}

impl<'a> Judge<'a> {
    pub(crate) fn new(text: &'a str, strictness: Strictness) -> Self {
        let characters: Vec<char> = text.chars().collect();
        Self {
            text,
            strictness,
            facings: facings(text),
            graphemes: text.grapheme_indices(true).map(|(at, _)| at).collect(),
            spaced_korean: characters
                .windows(2)
                .any(|pair| matches!(pair, [' ', c] | [c, ' '] if is_hangul(*c))),
        }
    }

    pub(crate) fn facing(&self, at: usize) -> Option<Facing> {
        self.facings.get(&at).copied()
    }

    /// What forbids that a line ends before the byte `at`.
    pub(crate) fn fault(&self, at: usize) -> Option<Fault> {
        let before = self.text[..at].trim_end();
        let spaced = before.len() < at;
        let (place, last) = before.char_indices().next_back()?;
        let first = self.text[at..].chars().next()?;
        let mark = |what| {
            Some(Fault {
                what,
                is_mark: true,
            })
        };
        let word = |what| {
            Some(Fault {
                what,
                is_mark: false,
            })
        };
        if self.graphemes.binary_search(&at).is_err() {
            return mark("a grapheme is split");
        }
        if DASHES.contains(first) {
            if last == first && !spaced {
                return mark("a dash is split");
            }
            if self.strictness == Strictness::Strict || spaced || !is_in_han(before) {
                return mark("a dash at a line start");
            }
        }
        if NO_START.contains(first)
            || SMALL_KANA.contains(first)
            || matches!(self.facing(at), Some(Facing::Closes | Facing::Either))
        {
            return mark("a mark at a line start");
        }
        if ",.!?;:)]}%".contains(first) && is_wide(last) {
            return mark("an ASCII mark at a line start");
        }
        if NO_END.contains(last)
            || matches!(self.facing(place), Some(Facing::Opens | Facing::Either))
        {
            return mark("a mark at a line end");
        }
        if "([{".contains(last) && is_wide(first) {
            return mark("an ASCII bracket at a line end");
        }
        if is_digit(last) && (is_han(first) || is_kana(first) || is_hangul(first)) {
            return word("digits cut from what follows");
        }
        if is_digit(last) && spaced && self.begins_with_unit(at) {
            return word("digits cut from their unit");
        }
        if CURRENCIES.contains(last) && is_digit(first) {
            return word("a currency cut from its digits");
        }
        if spaced {
            return None;
        }
        if is_word(last) && is_word(first) {
            return word("a word is cut");
        }
        if is_full_width_word(last) && is_full_width_word(first) {
            return word("a word in full-width letters is cut");
        }
        if self.spaced_korean && self.is_korean_word(last, first) {
            return word("a Korean word is cut");
        }
        None
    }

    fn begins_with_unit(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        UNITS.iter().any(|unit| {
            rest.strip_prefix(unit)
                .is_some_and(|after| !after.starts_with(|c: char| is_word(c)))
        })
    }

    #[allow(clippy::unused_self, reason = "one of the rules, which all have it")]
    fn is_korean_word(&self, last: char, first: char) -> bool {
        let is_part = |c: char| is_hangul(c) || is_word(c) || is_han(c) || is_kana(c);
        (is_hangul(last) && (is_part(first) || "([{".contains(first)))
            || (is_hangul(first) && (is_part(last) || ")]}%”’）」』》〉】·".contains(last)))
    }
}
