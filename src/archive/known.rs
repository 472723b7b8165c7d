//! All that is known of an archive at one moment, and what a search finds in it:
//! by the index where an article is indexed, else by reading it.

mod asking;
mod facets;
mod later;

use std::collections::HashSet;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::asked::Sources;
use super::catalogue::{Catalogue, CatalogueError, Entry};
use super::index::{SearchError, Snapshot};
use super::long;
use super::parallel::in_parallel_but_long;
use super::{Archive, source_names};
use crate::article::rules::Site;
use crate::article::{ArticleId, Head};
use crate::marks::MarkSet;
use crate::query::complete::Outlet;
use crate::query::{FoldedSource, Matcher, Node};
use crate::rows::{Order, Rows, SortKey};

use asking::{Abandonable, Asking};

pub use facets::{Learnt, Narrowing};

/// All that is known of an archive. Cloning shares it.
#[derive(Clone)]
pub struct Known {
    pub(super) archive: Archive,
    pub(super) catalogue: Catalogue,
    pub(super) index: Option<Snapshot>,
    /// Articles first seen at the last look that was asked for, or since.
    pub(super) new: Arc<HashSet<ArticleId>>,
}

/// Which rows bear marks, kept in step with catalogue and marks.
#[derive(Default)]
pub struct MarkedRows {
    of: Option<(Catalogue, MarkSet)>,
    /// Shared with the lists that were made with it.
    read: Arc<FixedBitSet>,
    starred: FixedBitSet,
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Answer {
    /// The rows, by number.
    pub found: FixedBitSet,
    /// Rows that have to be read to be asked, the newest first: [`Known::holding`].
    pub unread: Vec<u32>,
}

impl MarkedRows {
    /// Brings them in step. It costs what has changed: rows that came or went in
    /// the same catalogue, and marks.
    pub fn update(&mut self, known: &Known, marks: &MarkSet) {
        let catalogue = &known.catalogue;
        let before = self.of.take();
        if let Some((of, before)) = before.filter(|(of, _)| of.has_same_numbers(catalogue)) {
            if !of.is_same(catalogue) {
                self.follow(&of, catalogue, &before);
            }
            for id in marks.changed_since(&before) {
                self.set(catalogue, id, marks);
            }
        } else {
            let count = catalogue.numbers() as usize;
            self.read = Arc::new(FixedBitSet::with_capacity(count));
            self.starred = FixedBitSet::with_capacity(count);
            for (id, _) in marks.iter() {
                self.set(catalogue, id, marks);
            }
        }
        self.of = Some((catalogue.clone(), marks.clone()));
    }

    /// From one catalogue to another with the same numbers.
    fn follow(&mut self, from: &Catalogue, to: &Catalogue, marks: &MarkSet) {
        let read = Arc::make_mut(&mut self.read);
        read.grow(to.numbers() as usize);
        self.starred.grow(to.numbers() as usize);
        for number in from.shown().difference(to.shown()) {
            read.set(number, false);
            self.starred.set(number, false);
        }
        for number in to.shown().difference(from.shown()) {
            let id = u32::try_from(number).ok().and_then(|number| to.id(number));
            let mark = id.map(|id| marks.get(id)).unwrap_or_default();
            read.set(number, mark.read);
            self.starred.set(number, mark.starred);
        }
    }

    fn set(&mut self, catalogue: &Catalogue, id: ArticleId, marks: &MarkSet) {
        if let Some(number) = catalogue.by_id(id) {
            let mark = marks.get(id);
            Arc::make_mut(&mut self.read).set(number as usize, mark.read);
            self.starred.set(number as usize, mark.starred);
        }
    }

    /// How many of some rows, or of all that are shown, are not read.
    #[must_use]
    pub fn unread_among(&self, known: &Known, found: Option<&FixedBitSet>) -> usize {
        let rows = found.unwrap_or(known.catalogue.shown());
        rows.count_ones(..) - rows.intersection_count(&self.read)
    }
}

impl Known {
    /// How many articles there are, of each the newest copy.
    #[must_use]
    pub fn len(&self) -> usize {
        self.catalogue.shown().count_ones(..)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.catalogue.shown().is_clear()
    }

    /// The rows of all articles, of each the newest copy.
    #[must_use]
    pub fn shown(&self) -> &FixedBitSet {
        self.catalogue.shown()
    }

    /// Whether all of some rows can be read as they were written; else what is known
    /// is damaged.
    #[must_use]
    pub fn can_be_read(&self, rows: &FixedBitSet) -> bool {
        self.catalogue.has_heads(rows) && !self.catalogue.is_damaged()
    }

    /// The same, with the lengths of some rows: those whose body has not been read
    /// are read, on all processors, and have other numbers then. What can't be read
    /// now has no length.
    pub fn with_lengths(&self, rows: &FixedBitSet) -> Result<(Self, FixedBitSet), CatalogueError> {
        /// Rows that are read before they are taken in.
        const BATCH: usize = 1 << 12;
        let (mut known, mut rows) = (self.clone(), rows.clone());
        known.catalogue = known.catalogue.not_kept();
        let all = rows.ones().filter_map(|number| u32::try_from(number).ok());
        let is_short = |number: &u32| self.catalogue.contents(*number).is_none();
        let short: Vec<u32> = all.filter(is_short).collect();
        for batch in short.chunks(BATCH) {
            let read = self.read_in_parallel(batch, |number| {
                let path = self.catalogue.path(*number)?;
                self.archive.whole_and(&path, |head, whole, size| {
                    (*number, head, whole.body().contents, size)
                })
            });
            let read: Vec<_> = read.into_iter().flatten().collect();
            let entries = read
                .iter()
                .map(|(_, head, contents, size)| Entry::article(head, *size, Some(*contents)));
            known.catalogue = known.catalogue.changed(entries, &[])?;
            for (number, head, ..) in &read {
                if let Some(file) = known.catalogue.by_path(&head.path) {
                    rows.remove(*number as usize);
                    rows.grow_and_insert(file.number as usize);
                }
            }
        }
        Ok((known, rows))
    }

    /// What reading gives for each of some rows, in their order: on all processors, long
    /// files one after the other.
    fn read_in_parallel<R: Send>(
        &self,
        numbers: &[u32],
        read: impl Fn(&u32) -> R + Sync,
    ) -> Vec<R> {
        let is_long = |number: &u32| long::is_long(self.file_bytes(*number));
        in_parallel_but_long(numbers, is_long, || (), |(), number| read(number))
    }

    /// How many bytes the file of a row has, as far as that is known.
    #[must_use]
    pub fn file_bytes(&self, number: u32) -> u64 {
        self.catalogue.file(number).map_or(0, |file| file.size)
    }

    /// How many numbers have been given to rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.catalogue.numbers() as usize
    }

    /// The other copies of an article, the newest first.
    #[must_use]
    pub fn copies(&self, article: ArticleId) -> Vec<Arc<Head>> {
        let shown = self.catalogue.by_id(article);
        let copies = shown.map_or_else(Vec::new, |number| self.catalogue.copies(number));
        let heads = copies.into_iter();
        heads
            .filter_map(|number| self.catalogue.head(number))
            .collect()
    }

    /// The rows, or those of them that a search found, in an order. `stop` is
    /// asked whether the list is still wanted, where it takes long to make.
    pub fn arranged(
        &self,
        order: Order,
        found: Option<(&Matcher, &FixedBitSet)>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Arc<dyn Rows>, SearchError> {
        self.arranged_knowing(order, found, &MarkedRows::default(), stop)
    }

    /// The same, as a list that knows which of its rows are read.
    pub fn arranged_knowing(
        &self,
        order: Order,
        found: Option<(&Matcher, &FixedBitSet)>,
        marked: &MarkedRows,
        stop: &dyn Fn() -> bool,
    ) -> Result<Arc<dyn Rows>, SearchError> {
        let read = &marked.read;
        let found_rows = found.map(|(_, found)| found);
        if let Some((matcher, found)) = found
            && order.key == SortKey::Relevance
            && let (Some(root), Some(index)) = (matcher.root(), &self.index)
        {
            let sequence = self.by_relevance(index, root, found, order.reversed, stop)?;
            return Ok(self.catalogue.arranged_by(sequence, read));
        }
        Ok(self.catalogue.arranged_knowing(order, found_rows, read))
    }

    /// Rows by relevance, the newest of equal ones first; at the end those that
    /// are not indexed, by date.
    fn by_relevance(
        &self,
        index: &Snapshot,
        root: &Node,
        found: &FixedBitSet,
        reversed: bool,
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<u32>, SearchError> {
        let indexed = index.numbers();
        let scores = index.relevance(root, stop)?;
        let is_known = |number: &u32| indexed.contains(*number as usize);
        let (known, mut rest): (Vec<u32>, Vec<u32>) = self
            .catalogue
            .newest_first(found)
            .into_iter()
            .partition(is_known);
        let mut sequence = by_score(&known, &scores);
        if reversed {
            sequence.reverse();
            rest.reverse();
        }
        sequence.append(&mut rest);
        Ok(sequence)
    }

    /// The articles that a search finds, and those that have to be read for it.
    /// `stop` is asked often whether the answer is still wanted.
    pub fn ask(
        &self,
        matcher: &Matcher,
        marked: &MarkedRows,
        marks: &MarkSet,
        stop: &dyn Fn() -> bool,
    ) -> Result<Answer, SearchError> {
        let shown = self.catalogue.shown();
        let Some(root) = matcher.root() else {
            return Ok(Answer {
                found: shown.clone(),
                unread: Vec::new(),
            });
        };
        let facts = Asking {
            known: self,
            matcher,
            marked,
            marks,
            sources: Sources::new(&self.archive.rules),
        };
        let mut rest = shown.clone();
        let mut found = FixedBitSet::with_capacity(shown.len());
        if let Some(index) = &self.index {
            let facts = Abandonable {
                asking: &facts,
                stop,
            };
            let answer = index.search(root, &facts, stop)?;
            found = answer.sure;
            found.grow(shown.len());
            found.intersect_with(shown);
            rest.difference_with(index.numbers());
            // They may be many, as those of a word as it is written in an archive in its
            // language: they are read in steps, and what is found is shown meanwhile.
            rest.union_with(&answer.unsure);
        }
        let mut unread = Vec::new();
        if !rest.is_clear() {
            if matcher.needs_body() {
                unread = self.catalogue.newest_first(&rest);
            } else {
                for (place, number) in rest.ones().enumerate() {
                    if place % 1024 == 0 && stop() {
                        return Err(SearchError::Stopped);
                    }
                    if facts.holds_by_head(number) {
                        found.insert(number);
                    }
                }
            }
        }
        Ok(Answer { found, unread })
    }

    /// Which of some rows a search finds: reads their articles, on all processors.
    #[must_use]
    pub fn holding(&self, numbers: &[u32], matcher: &Matcher, marks: &MarkSet) -> Vec<u32> {
        let marked = MarkedRows::default();
        let facts = Asking {
            known: self,
            matcher,
            marked: &marked,
            marks,
            sources: Sources::new(&self.archive.rules),
        };
        facts.holding(numbers)
    }

    /// The rows that are shown of some articles.
    fn rows_of(&self, ids: impl Iterator<Item = ArticleId>) -> FixedBitSet {
        let mut rows = FixedBitSet::with_capacity(self.rows());
        for number in ids.filter_map(|id| self.catalogue.by_id(id)) {
            rows.insert(number as usize);
        }
        rows
    }

    /// The outlets of all articles, in order of their display names, each with all
    /// the names that the site rules have for it.
    #[must_use]
    pub fn outlets(&self) -> Vec<Outlet> {
        let mut outlets: Vec<Outlet> = Vec::new();
        for (source, host) in self.catalogue.outlets() {
            let site = self.archive.rules.site(host);
            let names = site.into_iter().flat_map(Site::all_names);
            let is_same = |outlet: &Outlet| outlet.names.first().is_some_and(|name| name == source);
            if !outlets.last().is_some_and(is_same) {
                outlets.push(Outlet { names: Vec::new() });
            }
            if let Some(outlet) = outlets.last_mut() {
                for name in std::iter::once(source).chain(names) {
                    if !name.is_empty() && !outlet.names.iter().any(|known| known == name) {
                        outlet.names.push(name.to_owned());
                    }
                }
            }
        }
        outlets.retain(|outlet| !outlet.names.is_empty());
        outlets
    }

    fn names_of(&self, host: &str, source: &str) -> FoldedSource {
        source_names(host, source, &self.archive.rules)
    }
}

/// Articles by their scores, the highest first, equal ones as they come. A score is 0
/// or more: the bits of such numbers are in order as they are.
fn by_score(numbers: &[u32], scores: &[f32]) -> Vec<u32> {
    let score = |number: u32| scores.get(number as usize).copied().unwrap_or_default();
    let keys = (0_u32..).zip(numbers).map(|(place, number)| {
        let rank = u32::MAX - score(*number).max(0.0).to_bits();
        // One number is sorted faster than two.
        u64::from(rank) << 32 | u64::from(place)
    });
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    let number = |key: u64| {
        let [_, _, _, _, place @ ..] = key.to_be_bytes();
        numbers.get(u32::from_be_bytes(place) as usize).copied()
    };
    keys.into_iter().filter_map(number).collect()
}

#[cfg(test)]
mod tests;
