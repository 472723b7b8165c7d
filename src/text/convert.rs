//! Simplified characters for Traditional ones and the other way round, as a
//! reader likes to see them: phrase by phrase, since only a phrase tells 头发
//! (頭髮) from 发展 (發展).
//!
//! The dictionaries are data, `assets/conversion/`, made from those of `OpenCC`;
//! they are read at the first conversion. Each entry has as many characters as
//! what it stands for, so every text keeps its number of characters: a place in
//! it is the same place in what is shown. Whoever compares texts takes
//! [`variants`](super::variants), whoever shows them this.

mod dictionary;

use super::Clean;
use super::language::Language;
use super::script::{is_han, is_kana};
use super::variants::{Script, script_of_char};

use dictionary::{Dictionary, Forms};

/// How many characters of a text are looked at to tell how it is written.
const LOOKED_AT: usize = 4_000;

/// Kana among this many Han characters make a text Japanese.
const HAN_TO_A_KANA: usize = 4;

/// Which characters a reader likes to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Characters {
    /// Those the author wrote.
    #[default]
    Original,
    /// Simplified ones.
    Simplified,
    /// Traditional ones.
    Traditional,
}

impl Characters {
    /// All, by the names they have in settings and arguments.
    pub const NAMES: [(&str, Self); 3] = [
        ("original", Self::Original),
        ("simplified", Self::Simplified),
        ("traditional", Self::Traditional),
    ];

    /// What comes next when a reader goes round: the original and the other
    /// script; both scripts where the text is in neither or is not known.
    #[must_use]
    pub fn next(self, script: Option<Script>) -> Self {
        match (self, script) {
            (Self::Simplified, Some(Script::Traditional))
            | (Self::Traditional, Some(Script::Simplified) | None) => Self::Original,
            (Self::Simplified, _) | (Self::Original, Some(Script::Simplified)) => Self::Traditional,
            (Self::Original | Self::Traditional, _) => Self::Simplified,
        }
    }
}

/// Whose forms Traditional characters are shown in, where regions differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Region {
    /// Taiwan: 裡, 麵, 著.
    #[default]
    Taiwan,
    /// Hong Kong: 裏, 麪, 着.
    HongKong,
}

impl Region {
    /// All, by the names they have in settings.
    pub const NAMES: [(&str, Self); 2] = [("taiwan", Self::Taiwan), ("hong-kong", Self::HongKong)];
}

/// How the texts of one article are converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Conversion {
    /// The script wanted.
    to: Script,
    /// Whose forms, where Traditional is wanted.
    region: Region,
    /// The script of the article, for texts that don't betray their own.
    from: Option<Script>,
}

impl Conversion {
    /// The conversion of an article in a language; `None` where its texts are
    /// shown as they were written. Japanese and Korean always are.
    #[must_use]
    pub fn new(characters: Characters, region: Region, language: Language) -> Option<Self> {
        let to = match characters {
            Characters::Original => return None,
            Characters::Simplified => Script::Simplified,
            Characters::Traditional => Script::Traditional,
        };
        let is_other = [Language::JAPANESE, Language::KOREAN].contains(&language);
        (!is_other).then(|| Self {
            to,
            region,
            from: language.script(),
        })
    }

    /// A text in the script wanted, of as many characters; `None` where that is
    /// the text as it is. So is one that is in that script already (it would be
    /// taken for the other) or in Japanese.
    #[must_use]
    pub fn of(self, text: &Clean) -> Option<Clean> {
        self.start_of(text, usize::MAX)
    }

    /// As [`of`](Self::of), but not further than what gives some bytes; the rest
    /// stays as it is.
    #[must_use]
    pub fn start_of(self, text: &Clean, bytes: usize) -> Option<Clean> {
        let written = text.as_str();
        if !self.concerns(written) {
            return None;
        }
        let (dictionary, forms) = match self.to {
            Script::Simplified => (Dictionary::to_simplified(), None),
            Script::Traditional => (Dictionary::to_traditional(), Some(Forms::of(self.region))),
        };
        let shown = dictionary.convert(written, forms, bytes);
        // What the dictionaries give is clean, which a test makes sure of.
        (shown != written).then(|| Clean::of_clean_characters(shown))
    }

    /// Whether a text is to be converted at all.
    fn concerns(self, text: &str) -> bool {
        let (mut han, mut kana, mut balance) = (0_usize, 0_usize, 0_isize);
        for c in text.chars().take(LOOKED_AT) {
            han += usize::from(is_han(c));
            kana += usize::from(is_kana(c));
            balance += match script_of_char(c) {
                Some(script) if script == self.to => 1,
                Some(_) => -1,
                None => 0,
            };
        }
        if han == 0 || kana * HAN_TO_A_KANA > han {
            return false;
        }
        match balance {
            0 => self.from != Some(self.to),
            balance => balance < 0,
        }
    }
}

#[cfg(test)]
mod tests;
