//! Which words and signs an article has as they are written.
//!
//! What is indexed is folded. Beside it each article keeps in what its written
//! units differ from its folded ones: those that it has written and not folded,
//! and those that it has folded and never so written. So a word or a sign is found
//! as written without an article being read, whatever folding does.

use fixedbitset::FixedBitSet;
use tantivy::schema::Field;

use super::cursor::{Fault, View};
use super::plan::Key;
use super::signs::Signs;
use super::token::LONGEST_WORD;
use crate::query::{FoldedText, Term, is_word_character};

/// The words of a text, and each of its other characters. Words that are not kept
/// whole are left out.
fn units(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            let end = if is_word_character(first) {
                rest.find(|c| !is_word_character(c)).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (unit, after) = rest.split_at_checked(end)?;
            rest = after;
            // Bytes are counted first, for most are short.
            if end < LONGEST_WORD || unit.chars().count() < LONGEST_WORD {
                return Some(unit);
            }
        }
    })
}

/// Words that are gathered at least before those that came again are left out: in a
/// long text there are millions, and few of them new.
const GATHERED: usize = 1 << 12;

/// Brings words into order and leaves out what came again.
fn each_once(words: &mut Vec<&str>) {
    words.sort_unstable();
    words.dedup();
}

/// The units of some texts: words in order, each once, and signs.
struct Found<'a> {
    words: Vec<&'a str>,
    signs: &'a mut Signs,
}

impl<'a> Found<'a> {
    fn of(texts: impl Iterator<Item = &'a str>, signs: &'a mut Signs) -> Self {
        signs.clear();
        let mut words = Vec::new();
        let mut most = GATHERED;
        for unit in texts.flat_map(units) {
            match unit.chars().next() {
                Some(c) if !is_word_character(c) => signs.insert(c),
                _ => words.push(unit),
            }
            if words.len() >= most {
                each_once(&mut words);
                most = GATHERED.max(words.len() * 2);
            }
        }
        each_once(&mut words);
        Self { words, signs }
    }

    /// What is in it and not in another.
    fn without(&self, other: &Self) -> impl Iterator<Item = String> {
        let words = self.words.iter();
        let words = words.filter(|word| other.words.binary_search(word).is_err());
        let signs = self.signs.iter().filter(|c| !other.signs.contains(*c));
        words
            .map(|word| (*word).to_owned())
            .chain(signs.map(String::from))
    }
}

/// Finds in what the written units of some texts of an article differ from the
/// folded ones.
#[derive(Default)]
pub(super) struct Differences {
    written: Signs,
    folded: Signs,
}

impl Differences {
    /// The differences, as tokens.
    pub(super) fn of(&mut self, scope: Scope, texts: &[FoldedText]) -> Vec<String> {
        let written = texts.iter().map(FoldedText::as_str);
        let written = Found::of(written, &mut self.written);
        let folded = texts.iter().map(|text| text.folded().as_str());
        let folded = Found::of(folded, &mut self.folded);
        let more = written.without(&folded);
        let fewer = folded.without(&written);
        more.map(|unit| token(scope, Sign::Written, &unit))
            .chain(fewer.map(|unit| token(scope, Sign::NeverWritten, &unit)))
            .collect()
    }
}

/// Where a unit is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Title,
    Body,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Written, and not found folded.
    Written,
    /// Found folded, and never so written.
    NeverWritten,
}

fn token(scope: Scope, sign: Sign, unit: &str) -> String {
    let start = match (scope, sign) {
        (Scope::Title, Sign::Written) => "t+",
        (Scope::Title, Sign::NeverWritten) => "t-",
        (Scope::Body, Sign::Written) => "b+",
        (Scope::Body, Sign::NeverWritten) => "b-",
    };
    [start, unit].concat()
}

/// The units that an article surely has in which a term stands as written, and
/// whether they are all there is to it.
pub(super) fn units_of(term: &Term) -> (Vec<String>, bool) {
    let mut all: Vec<&str> = units(&term.text).collect();
    let is_whole = all.concat() == term.text;
    // The last word of a prefix may go on.
    let is_open = term.prefix
        && all
            .last()
            .is_some_and(|last| last.starts_with(is_word_character));
    if is_open {
        all.pop();
    }
    let is_one = is_whole && !is_open && all.len() == 1;
    all.sort_unstable();
    all.dedup();
    (all.into_iter().map(str::to_owned).collect(), is_one)
}

/// The articles that have a unit as written in a field.
pub(super) fn with_unit(view: View<'_>, field: Field, unit: &str) -> Result<FixedBitSet, Fault> {
    let is_word = unit.starts_with(is_word_character);
    let folded = if is_word {
        field
    } else {
        view.fields.letters_of(field)
    };
    let scope = if field == view.fields.title {
        Scope::Title
    } else {
        Scope::Body
    };
    let key = |text: String| Key { text, open: false };
    let mut found = view.holding(folded, &key(unit.to_owned()))?;
    let never = key(token(scope, Sign::NeverWritten, unit));
    found.difference_with(&view.holding(view.fields.written, &never)?);
    let written = key(token(scope, Sign::Written, unit));
    view.add(view.fields.written, &written, &mut found)?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_differences_are_kept() {
        let long = "x".repeat(LONGEST_WORD);
        let mut differences = Differences::default();
        for (texts, expected) in [
            (&["汐 the tide"][..], &[][..]),
            (&["The tide"], &["b+The", "b-the"]),
            (&["The tide", "the"], &["b+The"]),
            (&["“汐港”，"], &["b+“", "b+”", "b+，", "b-,"]),
            (&["臺灣台"], &["b+灣", "b+臺", "b-湾"]),
            (&["it\"US\""], &["b+\"", "b+US", "b+it", "b-itus"]),
            (&[long.as_str()], &[]),
        ] {
            let texts: Vec<FoldedText> = texts.iter().map(|text| FoldedText::new(text)).collect();
            let mut found = differences.of(Scope::Body, &texts);
            found.sort_unstable();
            assert_eq!(found, expected);
        }
    }
}
