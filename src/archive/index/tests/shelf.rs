//! Some articles, what is known of them, and the matcher's word on them.

use std::path::Path;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use fixedbitset::FixedBitSet;

use crate::archive::index::{Facts, IndexError, Indexed, Prepared, Preparer, Writer};
use crate::article::ArticleId;
use crate::query::subject::{Body, Contents, Marked};
use crate::query::{Fact, FoldedSource, FoldedText, Matcher, Node, Query, Reading, Subject, Term};
use crate::text::fold::fold;

/// The names of the sources, which take turns.
const SOURCES: &[&[&str]] = &[&["RFI", "法广"], &["DW", "德国之声"]];

/// An article that may be indexed and searched.
pub(super) struct Article {
    pub(super) number: u32,
    pub(super) title: FoldedText,
    pub(super) blocks: Vec<FoldedText>,
    hosts: Vec<String>,
}

impl Article {
    pub(super) fn new(number: u32, title: &str, blocks: &[&str]) -> Self {
        let hosts: &[&str] = match number % 3 {
            0 => &["www.example.org"],
            1 => &[],
            _ => &["dw.com", "a.b.c"],
        };
        Self {
            number,
            title: FoldedText::new(title),
            blocks: blocks.iter().map(|block| FoldedText::new(block)).collect(),
            hosts: hosts.iter().map(ToString::to_string).collect(),
        }
    }

    pub(super) fn prepared(&self) -> Prepared {
        Preparer::default().prepare(&Indexed {
            title: &self.title,
            blocks: &self.blocks,
            link_hosts: &self.hosts,
        })
    }

    pub(super) fn add_to(&self, writer: &mut Writer) -> Result<(), IndexError> {
        writer.add(self.number, self.prepared())
    }

    fn names(&self) -> &'static [&'static str] {
        SOURCES[self.number as usize % SOURCES.len()]
    }
}

/// Articles, by number.
pub(super) struct Shelf {
    pub(super) articles: Vec<Article>,
    pub(super) living: FixedBitSet,
}

impl Shelf {
    pub(super) fn of(articles: &[(&str, &[&str])]) -> Self {
        let articles = (0..).zip(articles);
        Self::new(
            articles
                .map(|(number, (title, blocks))| Article::new(number, title, blocks))
                .collect(),
        )
    }

    pub(super) fn new(articles: Vec<Article>) -> Self {
        let mut living = FixedBitSet::with_capacity(articles.len());
        living.insert_range(..);
        Self { articles, living }
    }

    pub(super) fn ask(&self, query: &str, typing: bool) -> Asked<'_> {
        let reading = Reading {
            typing,
            ..Reading::on(NaiveDate::from_ymd_opt(2024, 4, 9).unwrap())
        };
        let query = Query::parse(query, &reading).query;
        Asked {
            shelf: self,
            matcher: Matcher::new(&query, Tz::UTC),
            query,
        }
    }
}

/// A query that is asked of a shelf.
pub(super) struct Asked<'a> {
    shelf: &'a Shelf,
    pub(super) query: Query,
    matcher: Matcher,
}

impl Asked<'_> {
    pub(super) fn root(&self) -> &Node {
        self.query.root().unwrap()
    }

    /// What the matcher says.
    pub(super) fn matches(&self, number: u32) -> bool {
        let article = &self.shelf.articles[number as usize];
        let source = FoldedSource::new(article.names().iter().copied());
        self.matcher.matches(&Subject {
            title: &article.title,
            source: &source,
            host: "",
            published: DateTime::UNIX_EPOCH,
            saved: None,
            language: None,
            length: None,
            path: Path::new(""),
            id: ArticleId::from_bytes([0; 16]),
            marked: Marked {
                read: number.is_multiple_of(2),
                starred: number.is_multiple_of(5),
                ..Marked::default()
            },
            body: Some(Body {
                blocks: &article.blocks,
                contents: Contents::empty(),
                link_hosts: &article.hosts,
            }),
        })
    }

    fn those(&self, holds: impl Fn(u32) -> bool) -> FixedBitSet {
        let numbers = self.shelf.articles.iter().map(|article| article.number);
        numbers
            .filter(|number| holds(*number))
            .map(|number| number as usize)
            .collect()
    }
}

impl Facts for Asked<'_> {
    fn living(&self) -> &FixedBitSet {
        &self.shelf.living
    }

    fn holding(&self, fact: &Fact) -> FixedBitSet {
        self.those(|number| match fact {
            Fact::Read(read) => number.is_multiple_of(2) == *read,
            Fact::Starred => number.is_multiple_of(5),
            fact => panic!("asked for {fact:?}"),
        })
    }

    fn of_source(&self, term: &Term) -> FixedBitSet {
        self.those(|number| {
            let names = self.shelf.articles[number as usize].names();
            names.iter().any(|name| {
                let name = fold(name);
                let name = name.as_str();
                name == term.text || term.prefix && name.starts_with(&term.text)
            })
        })
    }
}

/// For searches that are not stopped.
pub(super) fn never() -> bool {
    false
}
