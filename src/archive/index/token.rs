//! What is indexed of a text: its tokens, and where they stand.
//!
//! A folded text is cut into runs of word characters ([`is_word_character`])
//! and runs of all others: Han, kana, punctuation, white space, signs. A run of
//! word characters is one token. The others are indexed by pairs of neighbours,
//! and by themselves where a query may need one alone: at the end of a run, and
//! at its beginning after a word. Positions count characters, so that tokens
//! found side by side stood side by side.
//!
//! A single space between two words is not indexed: there are as many as words.
//! Instead [`BREAK`] stands wherever one character other than a space parts two
//! words, and a query that has a space there asks for its absence.
//!
//! How queries use this is left to `plan`.

use std::str::Chars;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::signs::Signs;
use crate::query::is_word_character;

/// Stands before each text of its own, at position 0 of it; the first character
/// is at 1. No token of a text mixes word characters and others, so none is the same.
pub(super) const START: &str = "\0b";

/// Stands where a single character other than a space parts two words.
pub(super) const BREAK: &str = "\0s";

/// Characters of a word that are kept. Longer ones, which are encoded data more
/// often than not, are kept by their beginning; queries that reach this far are
/// verified.
pub(super) const LONGEST_WORD: usize = 64;

/// Bytes of a host that are indexed, and one more for its sign. No name in the
/// DNS is longer than 253 (RFC 1035, section 2.3.4).
pub(super) const LONGEST_HOST: usize = 256;

/// Stands for an article with a link to a host that is longer.
pub(super) const LONG_HOST: &str = "\0h";

/// Cuts folded texts into words, pairs and single characters.
#[derive(Clone, Default)]
pub(super) struct Words;

/// The tokens of one text.
pub(super) struct WordStream<'a> {
    /// What comes after `next`. Nothing is gathered: a text may be very long.
    rest: Chars<'a>,
    /// The character that comes next, and whether it is one of a word.
    current: Option<(char, bool)>,
    /// The one after it.
    next: Option<(char, bool)>,
    /// Whether the one before it is of a word.
    after_word: bool,
    /// How many characters came before it.
    at: usize,
    /// How many there are in all.
    count: usize,
    /// What has been given of it.
    step: Step,
    token: Token,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nothing, not even of the text.
    Start,
    /// Nothing.
    First,
    /// The first token that stands there.
    Second,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let mut stream = WordStream {
            rest: text.chars(),
            current: None,
            next: None,
            after_word: false,
            at: 0,
            count: text.chars().count(),
            step: Step::Start,
            token: Token::default(),
        };
        stream.shift();
        stream.shift();
        stream
    }
}

impl WordStream<'_> {
    /// Goes to the next character.
    fn shift(&mut self) {
        self.after_word = self.current.is_some_and(|(_, word)| word);
        self.current = self.next;
        self.next = self.rest.next().map(|c| (c, is_word_character(c)));
    }

    /// Writes the word that begins here; there is one.
    fn word(&mut self) -> bool {
        let mut length = 0;
        while let Some((c, true)) = self.current {
            if length < LONGEST_WORD {
                self.token.text.push(c);
            }
            length += 1;
            self.shift();
        }
        self.at += length;
        true
    }

    /// The first token of a character that belongs to no word.
    fn pair(&mut self, c: char) -> bool {
        self.step = Step::Second;
        match self.next {
            Some((next, false)) => self.token.text.extend([c, next]),
            _ if c != ' ' => self.token.text.push(c),
            _ => return false,
        }
        true
    }

    /// The second: itself at the beginning of a run, or what parts two words.
    fn single(&mut self, c: char) -> bool {
        let (after_word, next) = (self.after_word, self.next);
        self.shift();
        self.at += 1;
        self.step = Step::First;
        let Some((_, before_word)) = next.filter(|_| c != ' ' && after_word) else {
            return false;
        };
        if before_word {
            self.token.text.push_str(BREAK);
        } else {
            self.token.text.push(c);
        }
        true
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        if self.step == Step::Start {
            self.step = Step::First;
            self.token.position = 0;
            // The next text begins behind a gap of two: behind one, two words
            // would be parted as by a space.
            self.token.position_length = self.count + 1;
            self.token.text.push_str(START);
            return true;
        }
        while let Some((c, word)) = self.current {
            self.token.position = self.at + 1;
            self.token.position_length = 1;
            let found = match (word, self.step) {
                (true, _) => self.word(),
                (false, Step::Second) => self.single(c),
                (false, _) => self.pair(c),
            };
            if found {
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Makes a token of each character.
#[derive(Clone, Default)]
pub(super) struct Letters;

/// Makes tokens of a host and of each host it lies within, a dot before each.
#[derive(Clone, Default)]
pub(super) struct Hosts;

/// The tokens of a host, all at one place.
pub(super) struct HostStream<'a> {
    tokens: Box<dyn Iterator<Item = String> + Send + 'a>,
    token: Token,
}

impl TokenStream for HostStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(next) = self.tokens.next() else {
            return false;
        };
        self.token.text = next;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The token of a stream whose tokens have one place.
fn in_place() -> Token {
    Token {
        position: 0,
        ..Token::default()
    }
}

/// A token of each character, all at one place.
pub(super) struct LetterStream<'a> {
    letters: Chars<'a>,
    token: Token,
}

impl TokenStream for LetterStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        let letter = self.letters.next();
        self.token.text.extend(letter);
        letter.is_some()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Tokenizer for Letters {
    type TokenStream<'a> = LetterStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LetterStream<'a> {
        LetterStream {
            letters: text.chars(),
            token: in_place(),
        }
    }
}

impl Tokenizer for Hosts {
    type TokenStream<'a> = HostStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> HostStream<'a> {
        let after_dots = text.match_indices('.').map(|(dot, _)| dot + 1);
        let suffixes = std::iter::once(0)
            .chain(after_dots)
            .filter_map(|start| text.get(start..))
            .filter(|suffix| suffix.len() <= LONGEST_HOST)
            .map(host_token);
        let long = (text.len() > LONGEST_HOST).then(|| LONG_HOST.to_owned());
        HostStream {
            tokens: Box::new(suffixes.chain(long)),
            token: in_place(),
        }
    }
}

/// The token of a host that is searched for.
pub(super) fn host_token(host: &str) -> String {
    [".", host].concat()
}

/// The characters of texts that belong to no word, each once. `signs` is what they
/// are gathered in.
pub(super) fn letters<'a>(texts: impl Iterator<Item = &'a str>, signs: &mut Signs) -> String {
    signs.clear();
    let found = texts.flat_map(str::chars);
    found
        .filter(|c| !is_word_character(*c))
        .for_each(|c| signs.insert(c));
    signs.iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(mut tokenizer: impl Tokenizer, text: &str) -> String {
        let mut stream = tokenizer.token_stream(text);
        let mut all = Vec::new();
        while let Some(token) = stream.next() {
            let text = token.text.replace(START, "<").replace(BREAK, "#");
            all.push(format!("{}{}", token.position, text));
        }
        all.join("|")
    }

    #[test]
    fn texts_are_cut_into_tokens() {
        for (text, expected) in [
            ("", "0<"),
            ("普京", "0<|1普京|2京"),
            ("new york", "0<|1new|5york"),
            ("covid-19", "0<|1covid|6-|6#|719"),
            ("2024年3月普京", "0<|12024|5年|5#|63|7月普|7月|8普京|9京"),
            ("c++ ok", "0<|1c|2++|2+|3+ |5ok"),
            ("5g网络", "0<|15g|3网络|3网|4络"),
            ("a,b", "0<|1a|2,|2#|3b"),
            ("a,", "0<|1a|2,"),
            ("普 a", "0<|1普 |3a"),
            ("हिन्दी 1", "0<|1हिन्दी|81"),
        ] {
            assert_eq!(tokens(Words, text), expected, "{text}");
        }
    }

    #[test]
    fn long_words_are_kept_by_their_beginning() {
        let long = "x".repeat(LONGEST_WORD + 9);
        let kept = "x".repeat(LONGEST_WORD);
        let text = format!("{long} y");
        assert_eq!(tokens(Words, &text), format!("0<|1{kept}|75y"));
    }

    #[test]
    fn hosts_are_found_by_what_they_lie_within() {
        for (host, expected) in [
            ("www.dw.com", "0.www.dw.com|0.dw.com|0.com"),
            ("com.", "0.com.|0."),
            ("", "0."),
        ] {
            assert_eq!(tokens(Hosts, host), expected, "{host}");
        }
        let long = format!("{}.com", "a".repeat(300));
        assert_eq!(tokens(Hosts, &long), "0.com|0\0h");
    }

    #[test]
    fn letters_stand_once() {
        let mut signs = Signs::default();
        for _ in 0..2 {
            let texts = ["京普", "京a 1"].into_iter();
            assert_eq!(letters(texts, &mut signs), "京普 ");
        }
        assert_eq!(tokens(Letters, " 京"), "0 |0京");
    }
}
