//! Places that a reader has put under letters.

use super::Subject;
use crate::article::ArticleId;

/// A place in an article, under a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMark {
    /// The letter, from `a` to `z`.
    pub letter: char,
    /// The article.
    pub article: ArticleId,
    /// The place in its text, in characters.
    pub position: u32,
    /// The article's title, as its file had it.
    pub title: String,
}

/// A place that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceToKeep {
    /// The letter, from `a` to `z`; what was under it before goes.
    pub letter: char,
    /// The article.
    pub subject: Subject,
    /// The place in its text, in characters.
    pub position: u32,
    /// When it was set, in UTC milliseconds since 1970.
    pub at: i64,
}

/// Whether places can be put under a letter.
#[must_use]
pub fn is_letter(letter: char) -> bool {
    letter.is_ascii_lowercase()
}
