//! The query language: text becomes a [`Query`], with the places of what was
//! not understood, and a [`Matcher`] answers for one article. What the matcher
//! says is the truth; an index has to say the same.
//!
//! It searches titles and sources. The fields that look elsewhere are known by
//! name: each is reported with its place and otherwise left out. Where articles
//! come from, and in which order they are shown, is left to others.

use std::ops::Range;

mod hits;
mod matcher;
mod parse;

pub use hits::{FoldedArticle, Phrase, Sought};
pub use matcher::{FoldedSource, FoldedTitle, Matcher, Subject};

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// `None` finds everything.
    root: Option<Node>,
}

impl Query {
    /// Reads a query. Never fails: what is incomplete counts as far as it is
    /// understood, what is not understood is left out and reported.
    #[must_use]
    pub fn parse(text: &str) -> Parsed {
        parse::parse(text, false)
    }

    /// Reads a query that is still being typed: the word at its end counts as
    /// the beginning of one, unless it is excluded, and what may yet be
    /// completed at the end is not reported.
    #[must_use]
    pub fn parse_typing(text: &str) -> Parsed {
        parse::parse(text, true)
    }

    /// Whether the query asks for nothing, and so finds everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The query as a tree; `None` where it asks for nothing.
    #[must_use]
    pub fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }
}

/// A query and what is to be said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What was understood.
    pub query: Query,
    /// What was not, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Something that has to stand in the article.
    Term(Term),
    /// What must not hold.
    Not(Box<Node>),
    /// All of these hold. At least two.
    And(Vec<Node>),
    /// One of these holds. At least two.
    Or(Vec<Node>),
}

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where it is looked for.
    pub scope: Scope,
    /// How it is compared.
    pub comparison: Comparison,
    /// What is looked for: folded, or as written under [`Comparison::Exact`]. Never empty.
    pub text: String,
    /// Whether a word may go on after it.
    pub prefix: bool,
    /// Where it stands in the query, in bytes, quotation marks included.
    pub range: Range<usize>,
}

/// Where a term is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In all text of the article.
    #[default]
    Anywhere,
    /// In the title alone.
    Title,
    /// Among the names of the source; a whole name, unless a prefix.
    Source,
}

/// How a term is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Both sides folded.
    Folded,
    /// As written.
    Exact,
}

/// Something to be said about a part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The bytes of the query to be underlined.
    pub range: Range<usize>,
    /// What is wrong there.
    pub reason: Reason,
}

/// Why a part of a query was not understood, or not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The field is not available in the title search yet; it is left out.
    FieldNotAvailable(Field),
    /// A distance after a phrase (`"…"~20`) is not available in the title
    /// search yet; the words of the phrase may stand anywhere in the title.
    DistanceNotAvailable,
    /// A quotation mark is not closed; the phrase goes on to the end.
    UnclosedQuote,
    /// A bracket is not closed; the group goes on to the end.
    UnclosedGroup,
    /// A bracket closes that was not opened; it is left out.
    UnopenedGroup,
    /// A field has no value; it is left out.
    EmptyField(Field),
    /// An operator has nothing to join or to exclude; it is left out.
    MissingOperand,
    /// Groups are nested too deeply; the brackets are left out.
    TooDeep,
}

impl Reason {
    /// The key of the interface text that says it; `{$field}` in the text is
    /// the name of the field ([`Reason::field`]).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::FieldNotAvailable(_) => "query-field-not-available",
            Self::DistanceNotAvailable => "query-distance-not-available",
            Self::UnclosedQuote => "query-unclosed-quote",
            Self::UnclosedGroup => "query-unclosed-group",
            Self::UnopenedGroup => "query-unopened-group",
            Self::EmptyField(_) => "query-empty-field",
            Self::MissingOperand => "query-missing-operand",
            Self::TooDeep => "query-too-deep",
        }
    }

    /// The field it is about.
    #[must_use]
    pub fn field(self) -> Option<Field> {
        match self {
            Self::FieldNotAvailable(field) | Self::EmptyField(field) => Some(field),
            _ => None,
        }
    }

    /// Whether more typing may put it right.
    #[must_use]
    pub fn is_incomplete(self) -> bool {
        matches!(
            self,
            Self::UnclosedQuote | Self::UnclosedGroup | Self::EmptyField(_) | Self::MissingOperand
        )
    }
}

/// A name that may stand before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `title:`, in the title alone.
    Title,
    /// `source:`, by any whole name of the outlet.
    Source,
    /// `exact:`, as written.
    Exact,
    /// `body:`, in the body alone.
    Body,
    /// `host:`, by host.
    Host,
    /// `date:`, by date of publication.
    Date,
    /// `saved:`, by the stamp of the file.
    Saved,
    /// `is:`, by the reader's marks.
    Is,
    /// `tag:`, by the reader's tags.
    Tag,
    /// `has:`, by what is in it.
    Has,
    /// `link:`, by where it links to.
    Link,
    /// `lang:`, by language.
    Lang,
    /// `length:`, by length.
    Length,
    /// `path:`, by file.
    Path,
    /// `id:`, by article.
    Id,
    /// `search:`, by a saved search.
    Search,
    /// `py:`, by pinyin.
    Pinyin,
    /// `sort:`, the order.
    Sort,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 18] = [
        Self::Title,
        Self::Source,
        Self::Exact,
        Self::Body,
        Self::Host,
        Self::Date,
        Self::Saved,
        Self::Is,
        Self::Tag,
        Self::Has,
        Self::Link,
        Self::Lang,
        Self::Length,
        Self::Path,
        Self::Id,
        Self::Search,
        Self::Pinyin,
        Self::Sort,
    ];

    /// The name as it is typed, without the colon.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Source => "source",
            Self::Exact => "exact",
            Self::Body => "body",
            Self::Host => "host",
            Self::Date => "date",
            Self::Saved => "saved",
            Self::Is => "is",
            Self::Tag => "tag",
            Self::Has => "has",
            Self::Link => "link",
            Self::Lang => "lang",
            Self::Length => "length",
            Self::Path => "path",
            Self::Id => "id",
            Self::Search => "search",
            Self::Pinyin => "py",
            Self::Sort => "sort",
        }
    }

    /// The field of a name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|field| field.name().eq_ignore_ascii_case(name))
    }
}
