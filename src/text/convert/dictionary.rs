//! The dictionaries of a conversion: characters and phrases, the longest phrase
//! first, and the forms of a region.

use std::sync::OnceLock;

use super::Region;
use crate::text::variants::{Lookup, simplified};

const TO_TRADITIONAL: &str = include_str!("../../../assets/conversion/to-traditional.txt");
const TO_SIMPLIFIED: &str = include_str!("../../../assets/conversion/to-simplified.txt");
const FORMS: &str = include_str!("../../../assets/conversion/forms.txt");

/// Below the first block of Han there is nothing to look up.
const FIRST_HAN: char = '\u{3400}';

/// What begins with one character: what it becomes alone, and its phrases.
struct First {
    /// The character alone; itself where the table has only phrases of it.
    alone: Option<char>,
    /// The places of its first pair and of what follows its last.
    pairs: (usize, usize),
}

/// The phrases that begin with the same two characters.
struct Pair {
    /// The second of them.
    second: char,
    /// The place of the first phrase; the next pair's is where they end.
    from: usize,
}

/// Characters and phrases, each with what it becomes.
pub(super) struct Dictionary {
    table: &'static str,
    /// By character, one more than its place in `firsts`.
    lookup: Lookup,
    firsts: Vec<First>,
    pairs: Vec<Pair>,
    /// Where the phrases begin in the table, in the order of their characters.
    phrases: Vec<u32>,
    /// A character of which the table knows nothing.
    otherwise: fn(char) -> char,
}

impl Dictionary {
    fn parse(table: &'static str, otherwise: fn(char) -> char) -> Self {
        let mut dictionary = Self {
            table,
            lookup: Lookup::new(),
            firsts: Vec::new(),
            pairs: Vec::new(),
            phrases: Vec::with_capacity(table.len() / 12),
            otherwise,
        };
        let mut last = None;
        let mut at = 0;
        for line in table.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let mut characters = line.chars();
            let Some(first) = characters.next().filter(|first| *first >= FIRST_HAN) else {
                continue;
            };
            let (from, pairs) = (dictionary.phrases.len(), dictionary.pairs.len());
            if last.replace(first) != Some(first) {
                dictionary.firsts.push(First {
                    alone: None,
                    pairs: (pairs, pairs),
                });
                let place = u16::try_from(dictionary.firsts.len()).unwrap_or_default();
                dictionary.lookup.set(first, place);
            }
            let (Some(entry), Some(second)) = (dictionary.firsts.last_mut(), characters.next())
            else {
                continue;
            };
            if second == '\t' {
                entry.alone = characters.next();
            } else if let Ok(start) = u32::try_from(start) {
                dictionary.phrases.push(start);
                let known = dictionary.pairs.get(entry.pairs.0..).unwrap_or_default();
                if known.last().is_none_or(|pair| pair.second != second) {
                    dictionary.pairs.push(Pair { second, from });
                    entry.pairs.1 = pairs + 1;
                }
            }
        }
        dictionary
    }

    /// The dictionary that gives Traditional characters, read at the first use.
    pub(super) fn to_traditional() -> &'static Self {
        static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
        DICTIONARY.get_or_init(|| Self::parse(TO_TRADITIONAL, |c| c))
    }

    /// The dictionary that gives Simplified characters, read at the first use.
    /// Most characters it leaves to the table for comparison.
    pub(super) fn to_simplified() -> &'static Self {
        static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
        DICTIONARY.get_or_init(|| Self::parse(TO_SIMPLIFIED, simplified))
    }

    fn first(&self, c: char) -> Option<&First> {
        if c < FIRST_HAN {
            return None;
        }
        let place = usize::from(self.lookup.get(c)).checked_sub(1)?;
        self.firsts.get(place)
    }

    fn alone(&self, c: char) -> char {
        self.first(c)
            .and_then(|first| first.alone)
            .unwrap_or_else(|| (self.otherwise)(c))
    }

    /// The table from a byte of a phrase's line on.
    fn line(&self, phrase: usize, at: usize) -> &'static str {
        let start = self.phrases.get(phrase).map_or(0, |start| *start as usize);
        self.table.get(start + at..).unwrap_or_default()
    }

    /// The phrases that begin with the same two characters as a text, as places.
    fn pair(&self, first: &First, second: char) -> Option<std::ops::Range<usize>> {
        let (from, to) = first.pairs;
        let pairs = self.pairs.get(from..to)?;
        let found = pairs.binary_search_by(|pair| pair.second.cmp(&second));
        let place = from + found.ok()?;
        let next = self.pairs.get(place + 1);
        let to = next.map_or(self.phrases.len(), |next| next.from);
        Some(self.pairs.get(place)?.from..to)
    }

    /// The longest phrase a text begins with: its bytes, and what it becomes
    /// where its characters don't tell.
    fn phrase(&self, text: &str, first: &First) -> Option<(usize, Option<&'static str>)> {
        let mut characters = text.char_indices().skip(1);
        let (at, second) = characters.next()?;
        let mut phrases = self.pair(first, second)?;
        let mut end = at + second.len_utf8();
        let mut longest = None;
        loop {
            // The phrases are sorted: the one that ends here comes first.
            let rest = self.line(phrases.start, end);
            if rest.starts_with(['\n', '\t']) {
                longest = Some((end, rest));
                phrases.start += 1;
            }
            let Some((_, c)) = characters.next().filter(|_| !phrases.is_empty()) else {
                break;
            };
            let next = |phrase: usize| self.line(phrase, end).chars().next();
            let from = phrases.start + count(phrases.clone(), |phrase| next(phrase) < Some(c));
            let to = from + count(from..phrases.end, |phrase| next(phrase) == Some(c));
            if from == to {
                break;
            }
            phrases = from..to;
            end += c.len_utf8();
        }
        longest.map(|(bytes, rest)| {
            let value = rest.strip_prefix('\t');
            (bytes, value.and_then(|value| value.split('\n').next()))
        })
    }

    /// Converts a text, but not further than what gives some bytes.
    pub(super) fn convert(&self, text: &str, forms: Option<&Forms>, bytes: usize) -> String {
        let form = |c: char| forms.map_or(c, |forms| forms.get(c));
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if out.len() >= bytes {
                break;
            }
            let found = self.first(c).and_then(|first| self.phrase(rest, first));
            let (length, value) = found.unwrap_or((c.len_utf8(), None));
            let (phrase, after) = rest.split_at(length);
            match value {
                Some(value) => out.extend(value.chars().map(form)),
                None => out.extend(phrase.chars().map(|c| form(self.alone(c)))),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// All entries: what is converted, and what it becomes.
    #[cfg(test)]
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, String)> {
        let lines = self.table.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| match line.split_once('\t') {
            Some((from, to)) => (from, to.to_owned()),
            None => (line, line.chars().map(|c| self.alone(c)).collect()),
        })
    }
}

/// How many of some places in a row, from the first on, are as asked.
fn count(places: std::ops::Range<usize>, asked: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (places.start, places.end);
    while from < to {
        let middle = from + (to - from) / 2;
        if asked(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from - places.start
}

/// The forms of characters in one region.
pub(super) struct Forms {
    /// One more than the place of the form.
    lookup: Lookup,
    forms: Vec<char>,
}

impl Forms {
    fn parse(column: usize) -> Self {
        let mut forms = Self {
            lookup: Lookup::new(),
            forms: Vec::new(),
        };
        for line in FORMS.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t').map(|column| column.chars().next());
            let Some(Some(standard)) = columns.next() else {
                continue;
            };
            if let Some(Some(form)) = columns.nth(column) {
                forms.forms.push(form);
                let place = u16::try_from(forms.forms.len()).unwrap_or_default();
                forms.lookup.set(standard, place);
            }
        }
        forms
    }

    /// The forms of a region, read at the first use.
    pub(super) fn of(region: Region) -> &'static Self {
        static TAIWAN: OnceLock<Forms> = OnceLock::new();
        static HONG_KONG: OnceLock<Forms> = OnceLock::new();
        match region {
            Region::Taiwan => TAIWAN.get_or_init(|| Self::parse(0)),
            Region::HongKong => HONG_KONG.get_or_init(|| Self::parse(1)),
        }
    }

    pub(super) fn get(&self, c: char) -> char {
        if c < FIRST_HAN {
            return c;
        }
        let place = usize::from(self.lookup.get(c)).checked_sub(1);
        place
            .and_then(|place| self.forms.get(place))
            .copied()
            .unwrap_or(c)
    }
}
