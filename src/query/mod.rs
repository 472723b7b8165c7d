//! The query language: text becomes a [`Query`], with the places of what was
//! not understood, and a [`Matcher`] answers for one article. What the matcher
//! says is the truth; an index has to say the same.
//!
//! It knows neither files nor the clock: the reader's day comes in with
//! [`Reading`], articles come in as a [`Subject`]. Sorting is left to others.

use std::ops::Range;

use chrono::NaiveDate;

mod chinese;
pub mod complete;
pub mod date;
pub mod earlier;
mod field;
pub mod filter;
mod hits;
pub(crate) mod matcher;
mod near;
mod occurrence;
mod order;
mod parse;
mod pinyin;
mod snippet;
pub mod subject;
mod whole;

pub use field::{Fact, Field, Has};
pub use filter::{Facet, Filter, Filters};
pub use hits::{FoldedArticle, Phrase, Sought};
pub use matcher::{Matcher, Place};
pub use near::{Spot, is_near};
pub use occurrence::is_word_character;
pub use order::{Order, SortKey};
pub use pinyin::Pinyin;
pub use snippet::{Passage, Snippet};
pub use subject::{Contents, FoldedSource, FoldedText, Subject};
pub use whole::WholeArticle;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// `None` finds everything.
    root: Option<Node>,
    /// The order it asks for.
    order: Option<Order>,
}

/// What a query is read with.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The reader's day.
    pub today: NaiveDate,
    /// Saved searches by name.
    pub saved: &'a dyn Fn(&str) -> Option<String>,
    /// Whether there is anything under a value, folded, of the fields whose values
    /// an archive or its reader gives names to: `source:` and `tag:`; and under the tag
    /// of a language, in `lang:`.
    pub knows: &'a dyn Fn(Field, &str) -> bool,
    /// Whether it is still being typed: the word at its end counts as the
    /// beginning of one, unless it is excluded, and what may yet be completed at
    /// the end is not reported.
    pub typing: bool,
    /// Whether words in Latin letters find titles by pinyin as well, as they do
    /// in the list's filter.
    pub pinyin: bool,
}

impl Reading<'_> {
    /// Without saved searches and with no knowledge of names, typed to its end.
    #[must_use]
    pub const fn on(today: NaiveDate) -> Self {
        Self {
            today,
            saved: &|_| None,
            knows: &|_, _| true,
            typing: false,
            pinyin: false,
        }
    }
}

impl Query {
    /// Reads a query. Never fails: what is incomplete counts as far as it is
    /// understood, what is not understood is left out and reported.
    #[must_use]
    pub fn parse(text: &str, reading: &Reading<'_>) -> Parsed {
        parse::parse(text, reading)
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

    /// What this query and another ask for, both of it; in the order that this one
    /// asks for, or else the other.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let order = self.order.or(other.order);
        let parts = |root: Option<Node>| match root {
            None => Vec::new(),
            Some(Node::And(nodes)) => nodes,
            Some(node) => vec![node],
        };
        let mut nodes = parts(self.root);
        nodes.extend(parts(other.root));
        let root = match nodes.len() {
            0 | 1 => nodes.pop(),
            _ => Some(Node::And(nodes)),
        };
        Self { root, order }
    }

    /// Whether it finds what another one finds, in the same order: a word that is
    /// typed to its end and one that may go on are the same where none can go on.
    #[must_use]
    pub fn finds_as(&self, other: &Self) -> bool {
        self.settled() == other.settled()
    }

    /// Whether it is the same query, however it was written: where its terms stand in
    /// the text, and which groups say nothing, makes no difference.
    #[must_use]
    pub(super) fn asks_as(&self, other: &Self) -> bool {
        let bare = |query: &Self| query.root.clone().map(Node::bare);
        self.order == other.order && bare(self) == bare(other)
    }

    /// The same with no word as a beginning that is none.
    fn settled(&self) -> Self {
        let mut query = self.clone();
        if let Some(root) = &mut query.root {
            root.each_term(&mut |term| {
                let may_go_on = term.text.chars().next_back().is_some_and(is_word_character);
                term.prefix &= may_go_on || term.scope == Scope::Source;
            });
        }
        query
    }

    /// The order it asks for, the last where it asks for several.
    #[must_use]
    pub fn order(&self) -> Option<Order> {
        self.order
    }
}

/// A query and what is to be said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What was understood.
    pub query: Query,
    /// What was not, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was understood as more than a word that is looked for, in order of
    /// place, none over another.
    pub parts: Vec<Part>,
}

/// A piece of a query as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The bytes of the query.
    pub range: Range<usize>,
    /// What it was understood as.
    pub kind: PartKind,
}

/// What a piece of a query was understood as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The name of a field and its colon.
    Field,
    /// A sign or a word that joins, groups, excludes or says how words match.
    Operator,
    /// The value of a field that asks for something beside text: a date, a mark.
    Value,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Something that has to stand in the article.
    Term(Term),
    /// Something that has to hold of it.
    Fact(Fact),
    /// Words that stand close together in one block, in any order.
    Near {
        /// The words. At least one.
        terms: Vec<Term>,
        /// Characters that may stand between them, at the most.
        distance: u32,
    },
    /// What has to hold within one block, the title being one.
    Block(Box<Node>),
    /// What must not hold.
    Not(Box<Node>),
    /// All of these hold. At least two.
    And(Vec<Node>),
    /// One of these holds. At least two.
    Or(Vec<Node>),
}

impl Node {
    /// The same without places in the text, and without groups in groups of their kind.
    fn bare(mut self) -> Self {
        self.each_term(&mut |term| term.range = 0..0);
        self.joined()
    }

    fn joined(self) -> Self {
        let each = |nodes: Vec<Self>, parts: fn(Self) -> Vec<Self>| {
            let nodes = nodes.into_iter().map(Self::joined);
            nodes.flat_map(parts).collect()
        };
        let all = |node| match node {
            Self::And(nodes) => nodes,
            node => vec![node],
        };
        let any = |node| match node {
            Self::Or(nodes) => nodes,
            node => vec![node],
        };
        match self {
            Self::And(nodes) => Self::And(each(nodes, all)),
            Self::Or(nodes) => Self::Or(each(nodes, any)),
            Self::Not(inner) => Self::Not(Box::new(inner.joined())),
            Self::Block(inner) => Self::Block(Box::new(inner.joined())),
            node @ (Self::Term(_) | Self::Fact(_) | Self::Near { .. }) => node,
        }
    }

    /// Changes all terms.
    fn each_term(&mut self, change: &mut dyn FnMut(&mut Term)) {
        match self {
            Self::Term(term) => change(term),
            Self::Near { terms, .. } => terms.iter_mut().for_each(change),
            Self::Fact(_) => {}
            Self::Not(inner) | Self::Block(inner) => inner.each_term(change),
            Self::And(inner) | Self::Or(inner) => {
                for node in inner {
                    node.each_term(change);
                }
            }
        }
    }
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
    /// In the body alone.
    Body,
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
    /// The value of a field can't be read; it is left out.
    BadValue(Field),
    /// Nothing goes by that name; it finds nothing.
    UnknownName(Field),
    /// No search of that name has been saved; it is left out.
    NoSavedSearch,
    /// Saved searches name each other without end; this one is left out.
    SavedSearchInItself,
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
    /// Nothing but marks that are left out of all texts; it finds everything.
    NothingLeft,
    /// Groups are nested too deeply; the brackets are left out.
    TooDeep,
}

impl Reason {
    /// The key of the interface text that says it; `{$field}` in the text is
    /// the name of the field ([`Reason::field`]).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::BadValue(field) => bad_value(field),
            Self::UnknownName(Field::Source) => "query-unknown-source",
            Self::UnknownName(Field::Lang) => "query-unknown-lang",
            Self::UnknownName(_) => "query-unknown-tag",
            Self::NoSavedSearch => "query-no-saved-search",
            Self::SavedSearchInItself => "query-saved-search-in-itself",
            Self::UnclosedQuote => "query-unclosed-quote",
            Self::UnclosedGroup => "query-unclosed-group",
            Self::UnopenedGroup => "query-unopened-group",
            Self::EmptyField(_) => "query-empty-field",
            Self::MissingOperand => "query-missing-operand",
            Self::NothingLeft => "query-nothing-left",
            Self::TooDeep => "query-too-deep",
        }
    }

    /// The field it is about.
    #[must_use]
    pub fn field(self) -> Option<Field> {
        match self {
            Self::BadValue(field) | Self::UnknownName(field) | Self::EmptyField(field) => {
                Some(field)
            }
            _ => None,
        }
    }

    /// Whether more typing may put it right: typing at what is reported, or after
    /// a space as well.
    #[must_use]
    pub fn is_incomplete(self) -> bool {
        self.is_of_word() || self.is_made_good() || self.lacks_something()
    }

    /// Whether it is about a word that a space ends, right or wrong.
    pub(crate) fn is_of_word(self) -> bool {
        matches!(
            self,
            Self::BadValue(_) | Self::UnknownName(_) | Self::NoSavedSearch
        )
    }

    /// Whether the query is understood as it is meant, however it was written.
    #[must_use]
    pub fn is_made_good(self) -> bool {
        matches!(self, Self::UnclosedQuote | Self::UnclosedGroup)
    }

    fn lacks_something(self) -> bool {
        matches!(self, Self::EmptyField(_) | Self::MissingOperand)
    }
}

/// The key of the text that says what the value of a field can be.
fn bad_value(field: Field) -> &'static str {
    match field {
        Field::Date | Field::Saved => "query-bad-date",
        Field::Is => "query-bad-is",
        Field::Has => "query-bad-has",
        Field::Lang => "query-bad-lang",
        Field::Length => "query-bad-length",
        Field::Host | Field::Link => "query-bad-host",
        Field::Path => "query-bad-path",
        Field::Id => "query-bad-id",
        Field::Pinyin => "query-bad-pinyin",
        Field::Sort => "query-bad-sort",
        // These take any text.
        Field::Title | Field::Body | Field::Source | Field::Exact | Field::Tag | Field::Search => {
            "query-bad-value"
        }
    }
}
