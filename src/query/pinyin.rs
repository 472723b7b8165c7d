//! Pinyin: what is typed in Latin letters finds a title by how its Han
//! characters are read, by the first letter of each or in full, both mixed as
//! people mix them, and with characters between (`lflf`, `lafuluofu`, `普jing`).
//!
//! It answers for one text and keeps nothing. The readings are those of the
//! crate `pinyin`, made of the Unihan database and the Chinese dictionaries that
//! pinyin-data names; every reading a character has counts (多音字), without its
//! tone, and `ü` is `v` as on a keyboard. What words are asked by pinyin without
//! being told to is the parser's business.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use pinyin::ToPinyinMulti as _;

use super::occurrence::is_word_character;
use super::subject::{FoldedSource, FoldedText};
use crate::text::fold::fold;
use crate::text::script::is_han;
use crate::text::variants::{Lookup, simplified};

/// Characters that can be sought at the most: a set of places in what is sought
/// has room for so many. Forty characters in full are less.
const LONGEST: usize = 120;

/// What is sought by pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinyin {
    /// Folded: Latin letters, digits and Han. What may stand between syllables
    /// is left out.
    sought: Vec<char>,
    /// Whether it may go on: what ends within a syllable or a word is found.
    prefix: bool,
    /// For each syllable there is, where it stands in what is sought.
    places: Vec<Places>,
    /// For each set of readings, where one of them would stand: most characters
    /// of most titles stand nowhere, and one look tells.
    stands: Vec<u128>,
    has_han: bool,
}

/// Where in what is sought a character read so would stand: a bit for each place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Places {
    /// The syllable in full.
    full: u128,
    /// Its letters.
    length: u32,
    /// Its first letter.
    letter: u128,
    /// `zh`, `ch`, `sh`.
    two_letters: u128,
    /// The beginning of it, with which what is sought ends.
    begun: bool,
    /// The same, by place.
    begun_at: u128,
}

impl Places {
    fn anywhere(&self) -> u128 {
        self.full | self.letter | self.two_letters | self.begun_at
    }
}

/// How far what is sought has been found, in all ways at once: bit `n` stands
/// for its first `n` characters.
#[derive(Clone, Copy, Default)]
struct Progress {
    /// By characters as they are written alone.
    written: u128,
    /// By the reading of one at least.
    read: u128,
}

impl Progress {
    fn is_none(self) -> bool {
        (self.written | self.read) == 0
    }
}

impl Pinyin {
    /// Makes ready what is sought. `prefix` says that it may not be typed to its
    /// end. `None` where no letter is in it, or other characters than letters,
    /// digits and Han are, and where it is longer than any name.
    #[must_use]
    pub fn new(written: &str, prefix: bool) -> Option<Self> {
        let with_v = written.replace(['ü', 'Ü'], "v");
        let folded = fold(&with_v);
        let sought: Vec<char> = folded
            .as_str()
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '-' | '·'))
            .collect();
        let has_letter = sought.iter().any(char::is_ascii_lowercase);
        let is_sound = sought
            .iter()
            .all(|c| c.is_ascii_alphanumeric() || is_han(*c));
        if !has_letter || !is_sound || sought.len() > LONGEST {
            return None;
        }
        let syllables = Syllables::get();
        let places: Vec<Places> = syllables
            .names
            .iter()
            .map(|name| places_of(name, &sought, prefix))
            .collect();
        let of_set = |set: &[u16]| {
            let of_one = |syllable: &u16| places.get(usize::from(*syllable));
            let places = set.iter().filter_map(of_one);
            places.fold(0, |stands, places| stands | places.anywhere())
        };
        Some(Self {
            stands: syllables.sets.iter().map(|set| of_set(set)).collect(),
            has_han: sought.iter().copied().any(is_han),
            sought,
            prefix,
            places,
        })
    }

    /// Whether all of its letters can be read: `putin` can (`pu ti n`), `ukraine`
    /// can't, as no syllable begins so.
    pub(super) fn can_be_read(&self) -> bool {
        let mut found: u128 = 1;
        for (place, c) in self.sought.iter().enumerate() {
            if found & (1 << place) == 0 {
                continue;
            }
            let here = 1 << place;
            if is_han(*c) {
                found |= here << 1;
            }
            for places in &self.places {
                found |= self.after(*places, here);
            }
        }
        found & self.end() != 0
    }

    /// Whether a title is found.
    #[must_use]
    pub fn is_in(&self, text: &FoldedText) -> bool {
        self.may_be_in(text.as_str()) && self.ends(text, 0, false).next().is_some()
    }

    /// Whether one of the names of a source is found, as a whole.
    #[must_use]
    pub fn names(&self, source: &FoldedSource) -> bool {
        let may_be = source.names.iter().filter(|(name, _)| self.may_be_in(name));
        may_be.into_iter().any(|(name, _)| {
            let text = FoldedText::new(name);
            let end = text.folded().as_str().len();
            self.ends(&text, 0, true)
                .any(|found| self.prefix || found == end)
        })
    }

    /// Where it is found in a title: bytes of it as it is written, in order.
    #[must_use]
    pub fn ranges(&self, text: &FoldedText) -> Vec<Range<usize>> {
        let folded = text.folded();
        let mut ranges = Vec::new();
        for (start, c) in folded.as_str().char_indices() {
            // Most characters can't begin it, and then nothing is looked at twice.
            if self.step(Self::beginning(), c, text, start).is_none() {
                continue;
            }
            if let Some(end) = self.ends(text, start, true).last() {
                ranges.push(folded.original(start..end));
            }
        }
        ranges
    }

    /// As [`Pinyin::is_in`], of a title that has not been made ready: most are
    /// not folded for it.
    #[must_use]
    pub fn finds(&self, title: &str) -> bool {
        self.look(title)
            .unwrap_or_else(|| self.is_in(&FoldedText::new(title)))
    }

    fn may_be_in(&self, title: &str) -> bool {
        self.look(title) != Some(false)
    }

    /// Whether a title is found, from the title as it is written; `None` where only
    /// folding can tell.
    fn look(&self, title: &str) -> Option<bool> {
        // What is Latin alone has no reading.
        if title.is_ascii() {
            return Some(false);
        }
        let syllables = Syllables::get();
        let mut progress = Progress::default();
        let (mut has_letters, mut has_han) = (false, false);
        // Of Han in a row nothing is left out, and it has no words to be cut.
        let mut is_han_alone = true;
        for c in title.chars() {
            progress.written |= 1;
            match c {
                '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => {
                    has_han = true;
                    let before = progress;
                    progress = self.read(before, syllables.of_either(c));
                    if self.has_han {
                        progress = self.with_literal(progress, before, simplified(c));
                    }
                }
                '0'..='9' | 'a'..='z' | 'A'..='Z' => {
                    let folded = c.to_ascii_lowercase();
                    progress = self.with_literal(Progress::default(), progress, folded);
                }
                // Letters with accents, of which folding makes others.
                '\u{80}'..'\u{530}' if c != '·' => has_letters = true,
                // What folding leaves as it is, or leaves out; it is never sought.
                '\0'..='\u{7F}'
                | '·'
                | '\u{2010}'..='\u{2027}'
                | '\u{3000}'..='\u{3004}'
                | '\u{3008}'..='\u{3020}'
                | '\u{3041}'..='\u{30FE}'
                | '\u{FF01}'..='\u{FF0F}'
                | '\u{FF1A}'..='\u{FF20}' => {}
                // Of the rest only folding can tell what it is.
                _ => return None,
            }
            is_han_alone &= is_han(c);
            if progress.read & self.end() != 0 {
                return is_han_alone.then_some(true);
            }
        }
        if has_letters && has_han {
            None
        } else {
            Some(false)
        }
    }

    /// The bit that stands for all of it.
    fn end(&self) -> u128 {
        1 << self.sought.len()
    }

    fn beginning() -> Progress {
        Progress {
            written: 1,
            read: 0,
        }
    }

    /// The ends at which it is found in a folded text, in bytes: beginning
    /// anywhere from a place on, or right there alone.
    fn ends<'a>(
        &'a self,
        text: &'a FoldedText,
        from: usize,
        there_alone: bool,
    ) -> impl Iterator<Item = usize> + 'a {
        let folded = text.folded().as_str();
        let mut rest = folded.get(from..).unwrap_or_default().char_indices();
        let mut progress = Progress::default();
        let mut before = folded
            .get(..from)
            .and_then(|before| before.chars().next_back());
        let mut is_first = true;
        std::iter::from_fn(move || {
            loop {
                let (at, c) = rest.next()?;
                let is_word = is_word_character(c);
                let is_cut = is_word && before.is_some_and(is_word_character);
                if !is_cut && (is_first || !there_alone) {
                    progress.written |= 1;
                }
                if there_alone && progress.is_none() {
                    return None;
                }
                is_first = false;
                before = Some(c);
                progress = self.step(progress, c, text, from + at);
                let goes_on = || {
                    rest.clone()
                        .next()
                        .is_some_and(|(_, next)| is_word_character(next))
                };
                if progress.read & self.end() != 0 && (self.prefix || !is_word || !goes_on()) {
                    return Some(from + at + c.len_utf8());
                }
            }
        })
    }

    /// One character of a folded text further.
    fn step(&self, before: Progress, c: char, text: &FoldedText, at: usize) -> Progress {
        let mut after = Progress::default();
        if is_han(c) {
            let syllables = Syllables::get();
            after = self.read(before, syllables.of(c));
            // As it was written it may be read otherwise: 乾 is folded to 干.
            let original = text.folded().original(at..at + c.len_utf8());
            let written = text.as_str().get(original).unwrap_or_default();
            let mut written = written.chars().filter(|c| is_han(*c));
            if let (Some(written), None) = (written.next(), written.next())
                && written != c
            {
                let more = self.read(before, syllables.of(written));
                after.read |= more.read;
            }
        } else if c == '·' {
            // The dot in foreign names, which no one types.
            after = Progress {
                written: before.written & !1,
                read: before.read & !self.end(),
            };
        }
        self.with_literal(after, before, c)
    }

    /// What is found with a character that is read as one of a set.
    fn read(&self, before: Progress, set: Option<usize>) -> Progress {
        let from = before.written | before.read;
        let stands = set.and_then(|set| self.stands.get(set));
        if stands.is_none_or(|stands| stands & from == 0) {
            return Progress::default();
        }
        let mut read = 0;
        for syllable in Syllables::get().set(set) {
            if let Some(places) = self.places.get(usize::from(*syllable)) {
                read |= self.after(*places, from);
            }
        }
        Progress { written: 0, read }
    }

    /// Where one is after a syllable.
    fn after(&self, places: Places, from: u128) -> u128 {
        let mut after = (from & places.full) << places.length
            | (from & places.letter) << 1
            | (from & places.two_letters) << 2;
        if places.begun && from & places.begun_at != 0 {
            after |= self.end();
        }
        after
    }

    /// Adds what is found with a character as it is written.
    fn with_literal(&self, mut after: Progress, before: Progress, c: char) -> Progress {
        let mut from = before.written | before.read;
        while from != 0 {
            let place = from.trailing_zeros();
            from &= from - 1;
            if self.sought.get(place as usize) == Some(&c) {
                let bit = 1 << place;
                after.written |= (before.written & bit) << 1;
                after.read |= (before.read & bit) << 1;
            }
        }
        after
    }
}

/// Where a syllable stands in what is sought.
fn places_of(name: &str, sought: &[char], prefix: bool) -> Places {
    let name: Vec<char> = name.chars().collect();
    let two: &[char] = match name.as_slice() {
        [first @ ('z' | 'c' | 's'), 'h', ..] => &[*first, 'h'],
        _ => &[],
    };
    let mut places = Places {
        length: u32::try_from(name.len()).unwrap_or_default(),
        ..Places::default()
    };
    for place in 0..sought.len() {
        let rest = sought.get(place..).unwrap_or_default();
        let bit = 1 << place;
        if rest.starts_with(&name) {
            places.full |= bit;
        }
        if rest.first() == name.first() {
            places.letter |= bit;
        }
        if !two.is_empty() && rest.starts_with(two) {
            places.two_letters |= bit;
        }
        if prefix && name.starts_with(rest) {
            places.begun_at |= bit;
        }
    }
    places.begun = places.begun_at != 0;
    places
}

/// All syllables, and which characters are read so.
struct Syllables {
    names: Vec<String>,
    /// One more than the place of a character's readings in `sets`.
    own: Lookup,
    /// The same of its own readings and those of the character it is folded to.
    either: Lookup,
    /// Each set of readings once, as places in `names`.
    sets: Vec<Box<[u16]>>,
}

impl Syllables {
    /// The table, made at the first use: some 10 ms.
    fn get() -> &'static Self {
        static SYLLABLES: OnceLock<Syllables> = OnceLock::new();
        SYLLABLES.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut syllables = Self {
            names: Vec::new(),
            own: Lookup::new(),
            either: Lookup::new(),
            sets: Vec::new(),
        };
        let mut numbers: HashMap<&str, u16> = HashMap::new();
        let mut places: HashMap<Vec<u16>, u16> = HashMap::new();
        let characters = (0x3007..0x323B0).filter_map(char::from_u32);
        for c in characters.filter(|c| is_han(*c)) {
            let mut readings = Vec::new();
            syllables.add(c, &mut numbers, &mut readings);
            let own = syllables.place(&readings, &mut places);
            syllables.own.set(c, own);
            syllables.add(simplified(c), &mut numbers, &mut readings);
            let either = syllables.place(&readings, &mut places);
            syllables.either.set(c, either);
        }
        syllables
    }

    /// Adds the readings of a character to some.
    fn add(&mut self, c: char, numbers: &mut HashMap<&str, u16>, readings: &mut Vec<u16>) {
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            let plain = reading.plain();
            let next = u16::try_from(self.names.len()).unwrap_or_default();
            let number = *numbers.entry(plain).or_insert_with(|| {
                self.names.push(plain.replace('ü', "v").replace('ê', "e"));
                next
            });
            if !readings.contains(&number) {
                readings.push(number);
            }
        }
    }

    /// One more than the place of a set, which is added where it is new; 0 for none.
    fn place(&mut self, readings: &[u16], places: &mut HashMap<Vec<u16>, u16>) -> u16 {
        if readings.is_empty() {
            return 0;
        }
        *places.entry(readings.to_vec()).or_insert_with(|| {
            self.sets.push(readings.into());
            u16::try_from(self.sets.len()).unwrap_or_default()
        })
    }

    /// The place of the readings of a character.
    fn of(&self, c: char) -> Option<usize> {
        usize::from(self.own.get(c)).checked_sub(1)
    }

    /// The same, of a character as it was written or as it is folded.
    fn of_either(&self, c: char) -> Option<usize> {
        usize::from(self.either.get(c)).checked_sub(1)
    }

    fn set(&self, place: Option<usize>) -> &[u16] {
        place
            .and_then(|place| self.sets.get(place))
            .map_or(&[], |set| set)
    }
}

#[cfg(test)]
mod tests;
