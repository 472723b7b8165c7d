//! One change for many articles at once. What takes long for a million of them is
//! made from a snapshot on another thread, and put where the marks are by then.

use std::collections::btree_map::Iter;
use std::iter::Peekable;
use std::sync::Arc;

use super::{Change, Kind, Mark, MarkSet, Marks, Sequence};
use crate::article::id::ArticleId;

/// Changes of several articles that are not yet safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) sequence: Sequence,
    pub(super) kind: Kind,
    /// In order.
    pub(super) articles: Arc<[ArticleId]>,
}

impl Group {
    pub(super) fn has(&self, id: ArticleId) -> bool {
        self.articles.binary_search(&id).is_ok()
    }
}

impl MarkSet {
    /// The marks with a change made to many articles, and the places among
    /// `articles` of those that it changed.
    #[must_use]
    pub fn with_all(
        &self,
        articles: impl IntoIterator<Item = ArticleId>,
        change: &Change,
    ) -> (Self, Vec<u32>) {
        let mut after = self.clone();
        let mut changed = Vec::new();
        for (place, id) in (0..=u32::MAX).zip(articles) {
            let mark = after.get(id);
            if mark.inverse(change) != *change {
                after.set(id, mark.with(change));
                changed.push(place);
            }
        }
        (after, changed)
    }

    /// These marks, made from `before`, with all that has changed from there to
    /// `now` by itself.
    #[must_use]
    pub fn rebased(mut self, before: &Self, now: &Self) -> Self {
        for id in now.changed_since(before) {
            let (was, is) = (before.get(id), now.get(id));
            let mark = later_of(&was, &is, self.get(id));
            self.set(id, mark);
        }
        self
    }

    /// The articles whose marks are others than in `before`, in order of identity
    /// within each part: it costs what the parts hold that have changed.
    pub fn changed_since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = ArticleId> + 'a {
        let shards = self.shards.iter().zip(before.shards.iter());
        shards
            .filter(|(now, before)| !Arc::ptr_eq(now, before))
            .flat_map(|(now, before)| Differing {
                now: now.iter().peekable(),
                before: before.iter().peekable(),
            })
    }
}

/// A mark with what has changed from `was` to `is` by itself.
fn later_of(was: &Mark, is: &Mark, mut mark: Mark) -> Mark {
    if was.read != is.read {
        mark.read = is.read;
    }
    if was.starred != is.starred {
        mark.starred = is.starred;
    }
    if was.place != is.place {
        mark.place = is.place;
    }
    for tag in was.tags.iter().chain(is.tags.iter()) {
        let borne = is.tags.contains(tag);
        if was.tags.contains(tag) != borne {
            mark.tags.set(tag, borne);
        }
    }
    mark
}

/// The articles of two parts whose marks differ.
struct Differing<'a> {
    now: Peekable<Iter<'a, ArticleId, Mark>>,
    before: Peekable<Iter<'a, ArticleId, Mark>>,
}

impl Iterator for Differing<'_> {
    type Item = ArticleId;

    fn next(&mut self) -> Option<ArticleId> {
        loop {
            let (now, before) = (self.now.peek(), self.before.peek());
            let (id, of_now, of_before) = match (now, before) {
                (None, None) => return None,
                (Some((id, _)), None) => (**id, true, false),
                (None, Some((id, _))) => (**id, false, true),
                (Some((a, _)), Some((b, _))) => (**a.min(b), a <= b, b <= a),
            };
            let now = of_now.then(|| self.now.next()).flatten();
            let before = of_before.then(|| self.before.next()).flatten();
            if now.map(|(_, mark)| mark) != before.map(|(_, mark)| mark) {
                return Some(id);
            }
        }
    }
}

impl Marks {
    /// Makes a change to some articles. Gives those that it changed, in order, and
    /// the number under which they are not yet safe; `None` where it changes none.
    /// It takes time with each: many are for [`Marks::take_many`].
    pub fn apply_all(
        &mut self,
        articles: &[ArticleId],
        change: &Change,
    ) -> Option<(Arc<[ArticleId]>, Sequence)> {
        if let [only] = articles {
            let sequence = self.apply(*only, change)?.sequence;
            return Some((Arc::new([*only]), sequence));
        }
        let (after, changed) = self.set.with_all(articles.iter().copied(), change);
        let changed = changed
            .iter()
            .filter_map(|place| articles.get(*place as usize));
        let mut changed: Vec<ArticleId> = changed.copied().collect();
        changed.sort_unstable();
        self.set = after;
        let changed: Arc<[ArticleId]> = changed.into();
        let sequence = self.begin(change, &changed)?;
        Some((changed, sequence))
    }

    /// Takes marks that another thread has made of a snapshot by a change to
    /// `articles`, which are in order. What has changed here meanwhile stays.
    /// `None` where there is no article among them.
    pub fn take_many(
        &mut self,
        before: &MarkSet,
        after: MarkSet,
        change: &Change,
        articles: &Arc<[ArticleId]>,
    ) -> Option<Sequence> {
        self.set = after.rebased(before, &self.set);
        self.begin(change, articles)
    }

    fn begin(&mut self, change: &Change, articles: &Arc<[ArticleId]>) -> Option<Sequence> {
        if articles.is_empty() {
            return None;
        }
        self.last += 1;
        let sequence = Sequence(self.last);
        self.groups.push(Group {
            sequence,
            kind: change.kind(),
            articles: Arc::clone(articles),
        });
        Some(sequence)
    }
}
