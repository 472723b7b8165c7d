//! What a query is asked about: an article made ready for comparison.

use std::path::Path;

use bitflags::bitflags;
use chrono::{DateTime, Utc};

use crate::article::{ArticleId, Head};
use crate::text::count::Count;
use crate::text::fold::{Folded, fold};
use crate::text::language::Language;

/// A title, or a block of the body, made ready once for many searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedText {
    written: Box<str>,
    folded: Folded,
}

impl FoldedText {
    /// Folds a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            written: text.into(),
            folded: fold(text),
        }
    }

    /// The text as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The folded text, with the way back.
    #[must_use]
    pub fn folded(&self) -> &Folded {
        &self.folded
    }
}

/// The names of a source made ready once for many searches and many articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedSource {
    /// Each name as written and folded.
    pub(super) names: Vec<(Box<str>, Box<str>)>,
}

impl FoldedSource {
    /// Folds the names of a source.
    #[must_use]
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = |name: &'a str| (name.into(), fold(name).as_str().into());
        Self {
            names: names.into_iter().map(folded).collect(),
        }
    }

    /// Its names, folded.
    pub fn folded(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(_, folded)| &**folded)
    }
}

bitflags! {
    /// What is in an article beside text.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Contents: u8 {
        /// A picture.
        const IMAGE = 1;
        /// A film, a sound or another page.
        const VIDEO = 1 << 1;
        /// A link for sharing of its own.
        const SHARE = 1 << 2;
    }
}

/// What is known of an article only when its body has been read.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    /// The text of each block, notices left out.
    pub blocks: &'a [FoldedText],
    /// What is in it.
    pub contents: Contents,
    /// The hosts it links to, in lower case.
    pub link_hosts: &'a [String],
}

/// The reader's marks of an article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marked<'a> {
    /// Whether it has been read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it was first seen at the last look at the folder that was asked for,
    /// or since.
    pub new: bool,
    /// Its tags, folded.
    pub tags: &'a [String],
}

/// An article as a query sees it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The title.
    pub title: &'a FoldedText,
    /// The names of the source.
    pub source: &'a FoldedSource,
    /// The host of the link, in lower case; empty where there is none.
    pub host: &'a str,
    /// When it was published.
    pub published: DateTime<Utc>,
    /// When the file was saved.
    pub saved: Option<DateTime<Utc>>,
    /// The language, once the body has been read.
    pub language: Option<Language>,
    /// Han characters and words, notices aside, once the body has been read.
    pub length: Option<u32>,
    /// The file.
    pub path: &'a Path,
    /// Tells it from all others.
    pub id: ArticleId,
    /// The reader's marks.
    pub marked: Marked<'a>,
    /// What is in it; none where it has not been read. What asks for it then
    /// does not hold.
    pub body: Option<Body<'a>>,
}

impl<'a> Subject<'a> {
    /// An article as its head tells it: neither its body nor its marks are known.
    #[must_use]
    pub fn of_head(head: &'a Head, title: &'a FoldedText, source: &'a FoldedSource) -> Self {
        Self {
            title,
            source,
            host: head.host.as_str(),
            published: head.date,
            saved: head.saved,
            language: head.language,
            length: head.length.map(Count::total),
            path: &head.path,
            id: head.id,
            marked: Marked::default(),
            body: None,
        }
    }
}
