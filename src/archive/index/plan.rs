//! How a term of a query is looked for: which tokens have to stand where.
//!
//! The runs of word characters in a term are whole words of the text, for where
//! an end of a term is a word character, no other may stand beside it
//! (`query::occurrence`); the last one of a prefix is the beginning of a word.
//! What lies between is covered by pairs. Tokens found at their offsets then
//! are an occurrence of the term, and each occurrence is found so; the few terms
//! of which that is not true say so.

use std::ops::Range;

use super::token::LONGEST_WORD;
use super::written::units_of;
use crate::query::{Comparison, Term, is_word_character};
use crate::text::fold::fold;
use crate::text::script::is_han;

/// A token, or all that begin alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The token, or its beginning.
    pub(super) text: String,
    /// Whether it may go on.
    pub(super) open: bool,
}

impl Key {
    fn whole(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { text, open: false }
    }
}

/// What has to stand where for a term to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Tokens and how many characters after the beginning of the term they stand.
    pub(super) parts: Vec<(u32, Key)>,
    /// Where a space parts two words, counted alike.
    pub(super) spaces: Vec<u32>,
    /// The term where it is one character that belongs to no word: whole
    /// articles are then found faster without positions.
    pub(super) letter: Option<char>,
    /// Whether more may be found than the term.
    pub(super) loose: bool,
    /// Characters of the term.
    pub(super) length: u32,
}

impl Plan {
    /// The plan of a folded term.
    pub(super) fn new(text: &str, prefix: bool) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let mut plan = Self {
            length: offset(characters.len()),
            ..Self::default()
        };
        if let [only] = characters[..]
            && !is_word_character(only)
        {
            plan.letter = Some(only);
            // Spaces have no tokens of their own.
            plan.loose = only == ' ';
            plan.parts.push((
                0,
                Key {
                    text: only.into(),
                    open: true,
                },
            ));
            return plan;
        }
        for run in runs(&characters, is_word_character) {
            let Some(part) = characters.get(run.clone()) else {
                continue;
            };
            if part.first().is_some_and(|c| is_word_character(*c)) {
                plan.word(part, run.start, prefix && run.end == characters.len());
            } else {
                plan.others(part, &run, characters.len());
            }
        }
        plan
    }

    fn word(&mut self, word: &[char], at: usize, open: bool) {
        self.loose |= word.len() >= LONGEST_WORD;
        let text = word.iter().take(LONGEST_WORD).collect();
        self.parts.push((offset(at), Key { text, open }));
    }

    /// Covers a run of other characters with as few pairs as there can be.
    fn others(&mut self, run: &[char], place: &Range<usize>, end: usize) {
        match run {
            [' '] if place.start > 0 && place.end < end => self.spaces.push(offset(place.start)),
            // At an end of the term: whether it is one of many can't be seen.
            [' '] => self.loose = true,
            [only] => self
                .parts
                .push((offset(place.start), Key::whole(only.to_string()))),
            _ => {
                let last = run.len() - 2;
                for at in (0..last).step_by(2).chain([last]) {
                    let pair: String = run.iter().skip(at).take(2).collect();
                    self.parts
                        .push((offset(place.start + at), Key::whole(pair)));
                }
            }
        }
    }

    /// Whether the articles are listed in one place.
    pub(super) fn is_one_list(&self) -> bool {
        let open = self.parts.iter().any(|(_, key)| key.open);
        self.letter.is_some() || self.is_simple() && !open
    }

    /// Whether one token is all there is to look for.
    pub(super) fn is_simple(&self) -> bool {
        self.parts.len() == 1 && self.spaces.is_empty()
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The longest runs of characters that are alike.
fn runs(characters: &[char], kind: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut at = 0;
    characters
        .chunk_by(|a, b| kind(*a) == kind(*b))
        .map(|run| {
            let start = at;
            at += run.len();
            start..at
        })
        .collect()
}

/// What an article surely has that holds a term as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    /// A word, in the folded text or among the pieces of what was joined there.
    Word(Key),
    /// Characters in a row.
    Row(Plan),
}

/// What is looked for in place of a term that is compared as written. Folding
/// depends on what stands around, so that only parts are certain to be found
/// folded: words that no mark can change, and rows of Han, kana and plain signs.
pub(super) fn features(term: &Term) -> Vec<Feature> {
    let characters: Vec<char> = term.text.chars().collect();
    let mut features = Vec::new();
    for run in runs(&characters, is_word_character) {
        let word: &[char] = characters.get(run.clone()).unwrap_or_default();
        if !word.iter().all(|c| is_plain_letter(*c)) {
            continue;
        }
        let open = term.prefix && run.end == characters.len();
        let folded = fold(&word.iter().collect::<String>());
        let kept: String = folded.as_str().chars().take(LONGEST_WORD).collect();
        if !kept.is_empty() && kept.chars().all(is_word_character) {
            features.push(Feature::Word(Key { text: kept, open }));
        }
    }
    for run in runs(&characters, |c| is_row(c) || is_plain_sign(c)) {
        let mut row: Vec<char> = characters.get(run).unwrap_or_default().to_vec();
        if !row.iter().all(|c| is_row(*c) || is_plain_sign(*c)) {
            continue;
        }
        // A sound mark after it may be folded into the last kana.
        if row
            .last()
            .is_some_and(|c| !is_han(*c) && !is_plain_sign(*c))
        {
            row.pop();
        }
        if !row.is_empty() {
            let row: String = row.into_iter().collect();
            features.push(Feature::Row(Plan::new(fold(&row).as_str(), false)));
        }
    }
    features
}

/// Letters and digits that begin a unit of folding on their own, and keep what
/// they fold to whatever mark comes after them.
fn is_plain_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c.is_alphabetic() && matches!(c, '\u{C0}'..='\u{2AF}' | '\u{370}'..='\u{52F}')
}

/// Han that folds to one character whatever follows it, and kana that do where
/// another of these follows.
fn is_row(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Signs that begin a unit of folding on their own, are never left out, and keep
/// what they fold to whatever follows them: no mark makes another character of them.
fn is_plain_sign(c: char) -> bool {
    matches!(c,
        '!' | '#'..='&' | '('..='/' | ':' | ';' | '?' | '@' | '['..=']' | '{'..='}'
        | '—' | '…' | '、' | '。' | '！' | '，' | '：' | '；' | '？' | '（' | '）')
}

/// The words of a written text that folding may have joined with others: what
/// stood between was left out, or became letters. They are folded by themselves
/// and separated by spaces.
pub(super) fn pieces(written: &str) -> String {
    let mut pieces = String::new();
    let mut push = |word: &Word| {
        if word.joined {
            let piece = fold(written.get(word.range.clone()).unwrap_or_default());
            pieces.push_str(piece.as_str());
            pieces.push(' ');
        }
    };
    let mut before: Option<Word> = None;
    let mut at = 0;
    loop {
        let rest = written.get(at..).unwrap_or_default();
        let start = rest
            .find(is_word_character)
            .map_or(written.len(), |found| at + found);
        let gap = written.get(at..start).unwrap_or_default();
        let rest = written.get(start..).unwrap_or_default();
        let length = rest.find(|c| !is_word_character(c)).unwrap_or(rest.len());
        at = start + length;
        let mut word = Word {
            range: start..at,
            joined: false,
        };
        if let Some(before) = &mut before {
            let nothing_else = !gap.is_empty() && gap.chars().all(|c| Seam::of(c).is_some());
            before.joined |= nothing_else || becomes_letters(gap.chars());
            word.joined = nothing_else;
        }
        word.joined |= becomes_letters(gap.chars().rev());
        if let Some(before) = before.replace(word) {
            push(&before);
        }
        if length == 0 {
            return pieces;
        }
    }
}

/// A word of a written text.
struct Word {
    range: Range<usize>,
    /// Whether folding may have joined it with another, or with letters.
    joined: bool,
}

/// Whether letters come of what stands beside a word, before anything that stays apart.
fn becomes_letters(gap: impl Iterator<Item = char>) -> bool {
    gap.map_while(Seam::of).any(|seam| seam == Seam::Letters)
}

/// What a character that belongs to no word is folded to, where that joins words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// It is left out.
    Nothing,
    /// It becomes letters, as `™` does.
    Letters,
}

impl Seam {
    fn of(c: char) -> Option<Self> {
        if matches!(c, '"' | '\'') {
            return Some(Self::Nothing);
        }
        if c.is_ascii() || is_row(c) || c.is_whitespace() {
            return None;
        }
        let folded = fold(c.encode_utf8(&mut [0; 4]));
        if folded.is_empty() {
            return Some(Self::Nothing);
        }
        let letters = folded.as_str().chars().any(is_word_character);
        letters.then_some(Self::Letters)
    }
}

/// How a term is looked for that is compared as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Words and signs that the article has as written.
    pub(super) units: Vec<String>,
    /// Whether there is one, and it is all of the term.
    pub(super) is_one: bool,
    /// What the article has folded.
    pub(super) features: Vec<Feature>,
}

impl Written {
    fn new(term: &Term) -> Self {
        let (units, is_one) = units_of(term);
        Self {
            units,
            is_one,
            features: features(term),
        }
    }
}

/// A term and how it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// Folded.
    Folded(Plan),
    /// As written: these are looked for, then the article itself.
    Exact(Written),
}

impl Sought {
    pub(super) fn new(term: &Term) -> Self {
        match term.comparison {
            Comparison::Folded => Self::Folded(Plan::new(&term.text, term.prefix)),
            Comparison::Exact => Self::Exact(Written::new(term)),
        }
    }

    /// Whether nothing but the term is found in a field.
    pub(super) fn is_sure(&self) -> bool {
        match self {
            Self::Folded(plan) => !plan.loose,
            Self::Exact(written) => written.is_one,
        }
    }

    /// The plan, where nothing but the term is found by it, and its places with it.
    pub(super) fn tight(&self) -> Option<&Plan> {
        match self {
            Self::Folded(plan) => (!plan.loose).then_some(plan),
            Self::Exact(_) => None,
        }
    }
}
