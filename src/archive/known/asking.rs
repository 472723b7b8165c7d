//! One search over all that is known: what the index is told of facts, and what is
//! found by reading.

use fixedbitset::FixedBitSet;

use super::{Known, MarkedRows};
use crate::archive::asked::{Sources, with_marks};
use crate::archive::index::Facts;
use crate::marks::{Mark, MarkSet};
use crate::query::subject::Marked;
use crate::query::{Fact, FoldedText, Matcher, Pinyin, Subject, Term, WholeArticle};

/// A search that is being answered.
pub(super) struct Asking<'a> {
    pub(super) known: &'a Known,
    pub(super) matcher: &'a Matcher,
    pub(super) marked: &'a MarkedRows,
    pub(super) marks: &'a MarkSet,
    pub(super) sources: Sources<'a>,
}

impl Asking<'_> {
    /// Whether the query finds an article that can be seen.
    fn finds(&self, subject: &Subject<'_>) -> bool {
        let mark = self.marks.get(subject.id);
        let is_new = self.known.new.contains(&subject.id);
        with_marks(&mark, is_new, |marked| {
            self.matcher.matches(&Subject { marked, ..*subject })
        })
    }

    /// Whether the query, which asks for no more than a head, finds a row.
    pub(super) fn holds_by_head(&self, number: usize) -> bool {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let Some(head) = self.known.catalogue.head(number) else {
            return false;
        };
        let title = FoldedText::new(head.title.as_str());
        self.finds(&Subject::of_head(&head, &title, &self.sources.of(&head)))
    }

    /// Which of some rows the query finds: reads their articles, on all processors.
    pub(super) fn holding(&self, numbers: &[u32]) -> Vec<u32> {
        let found = self.known.read_in_parallel(numbers, |number| {
            self.holds_whole(*number).then_some(*number)
        });
        found.into_iter().flatten().collect()
    }

    /// Whether the query finds the article of a row: reads it.
    fn holds_whole(&self, number: u32) -> bool {
        let Some(path) = self.known.catalogue.path(number) else {
            return false;
        };
        // What can't be read now is not found; the next look at the folder tells why.
        let found = self.known.archive.load_and(&path, |article| {
            let source = self.sources.of(&article.head);
            let whole = WholeArticle::new(&article);
            // It holds the text once more.
            drop(article.document);
            self.finds(&whole.subject(&article.head, &source, Marked::default()))
        });
        found.unwrap_or(false)
    }

    pub(super) fn rows_with(&self, fact: &Fact) -> Option<FixedBitSet> {
        let shown = self.known.catalogue.shown();
        Some(match fact {
            Fact::Read(true) => (*self.marked.read).clone(),
            Fact::Read(false) => {
                let mut unread = shown.clone();
                unread.difference_with(&self.marked.read);
                unread
            }
            Fact::Starred => self.marked.starred.clone(),
            Fact::Tag(folded) => {
                let bears = |mark: &Mark| mark.tags.iter().any(|tag| tag.folded() == folded);
                let bearing = self.marks.iter().filter(|(_, mark)| bears(mark));
                self.known.rows_of(bearing.map(|(id, _)| id))
            }
            Fact::New => self.known.rows_of(self.known.new.iter().copied()),
            _ => return None,
        })
    }
}

/// The same, while it may still be abandoned.
pub(super) struct Abandonable<'a> {
    pub(super) asking: &'a Asking<'a>,
    pub(super) stop: &'a dyn Fn() -> bool,
}

impl Abandonable<'_> {
    fn by_pinyin(&self, sought: &Pinyin, of_source: bool) -> FixedBitSet {
        let known = self.asking.known;
        let is_titled = |title: &str| sought.finds(title);
        let mut found = known.catalogue.titled(&is_titled, self.stop);
        if of_source {
            let is_named = |host: &str, source: &str| sought.names(&known.names_of(host, source));
            found.union_with(&known.catalogue.of_outlets(&is_named));
        }
        found
    }
}

impl Facts for Abandonable<'_> {
    fn living(&self) -> &FixedBitSet {
        self.asking.known.catalogue.shown()
    }

    fn holding(&self, fact: &Fact) -> FixedBitSet {
        if let Fact::Pinyin { sought, of_source } = fact {
            return self.by_pinyin(sought, *of_source);
        }
        let catalogue = &self.asking.known.catalogue;
        let known = self.asking.rows_with(fact);
        known.unwrap_or_else(|| catalogue.holding(fact, self.asking.matcher.zone()))
    }

    fn of_source(&self, term: &Term) -> FixedBitSet {
        let known = self.asking.known;
        let names = |host: &str, source: &str| known.names_of(host, source);
        known.catalogue.of_source(term, &names)
    }
}
