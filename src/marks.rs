//! What a reader has marked: read, starred, and the place in the page.
//!
//! [`MarkSet`] is the marks themselves, cheap to hand to another thread.
//! [`Marks`] adds which changes are not yet safe on disk, so that the screen
//! can say so. Where and how marks are kept is left to `archive::store`, when a
//! mark is set to `app`, and the order of undo to whoever holds the list of
//! inverse changes that [`Marks::apply`] returns.

use std::array;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::id::ArticleId;

/// The marks of one article. An article nobody touched has [`Mark::default`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Whether it counts as read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Where reading stopped: characters of the document's text before the
    /// first one on the screen. A text position, so that another measure shows
    /// the same sentence.
    pub place: Option<u32>,
}

/// One change of one mark: the value it gets, never the one it had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Read or unread.
    Read(bool),
    /// With or without a star.
    Starred(bool),
    /// The place, in characters, or none.
    Place(Option<u32>),
}

/// Which of an article's marks a change sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Read,
    Starred,
    Place,
}

impl Kind {
    const FIRST: Self = Self::Read;
    const LAST: Self = Self::Place;
}

impl Change {
    fn kind(self) -> Kind {
        match self {
            Self::Read(_) => Kind::Read,
            Self::Starred(_) => Kind::Starred,
            Self::Place(_) => Kind::Place,
        }
    }
}

impl Mark {
    /// The mark with a change made.
    #[must_use]
    pub fn with(self, change: Change) -> Self {
        match change {
            Change::Read(read) => Self { read, ..self },
            Change::Starred(starred) => Self { starred, ..self },
            Change::Place(place) => Self { place, ..self },
        }
    }

    /// The change that brings back what `change` would overwrite.
    #[must_use]
    pub fn inverse(self, change: Change) -> Change {
        self.of(change.kind())
    }

    /// The present value of one kind, as a change that sets it.
    fn of(self, kind: Kind) -> Change {
        match kind {
            Kind::Read => Change::Read(self.read),
            Kind::Starred => Change::Starred(self.starred),
            Kind::Place => Change::Place(self.place),
        }
    }
}

/// The article a mark hangs on. Stored beside the mark, so that a later version
/// can give it another identity without the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// Its identity.
    pub id: ArticleId,
    /// Its link as the file has it, not the canonical one.
    pub link: Option<String>,
    /// Its title as the file has it.
    pub title: String,
    /// The file's path; what is not UTF-8 in it is replaced.
    pub path: String,
}

/// The number of a change, given by [`Marks::apply`]: later changes have
/// greater ones. It means nothing to another [`Marks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(u64);

/// A change on its way to the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was marked.
    pub subject: Subject,
    /// What it gets.
    pub change: Change,
    /// The number to give to [`Marks::confirmed`] when it is safe.
    pub sequence: Sequence,
    /// When it was made, in UTC milliseconds since 1970.
    pub at: i64,
}

/// What [`Marks::apply`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The change that undoes it.
    pub inverse: Change,
    /// The number under which it is not yet safe.
    pub sequence: Sequence,
}

/// How many articles have which mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Read articles.
    pub read: usize,
    /// Starred articles.
    pub starred: usize,
    /// Articles with a place.
    pub placed: usize,
}

impl Counts {
    fn add(&mut self, mark: Mark) {
        self.read += usize::from(mark.read);
        self.starred += usize::from(mark.starred);
        self.placed += usize::from(mark.place.is_some());
    }

    fn remove(&mut self, mark: Mark) {
        self.read -= usize::from(mark.read);
        self.starred -= usize::from(mark.starred);
        self.placed -= usize::from(mark.place.is_some());
    }
}

/// Identities are hashes, so their first byte deals them out evenly.
const SHARDS: usize = 256;

type Shard = BTreeMap<ArticleId, Mark>;

/// Marks by article, as a value: a clone shares everything and costs the same
/// with ten marks as with a million, and a change after it copies one part in
/// 256. So the thread that draws can give a snapshot to a search at any time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkSet {
    shards: Box<[Arc<Shard>; SHARDS]>,
    counts: Counts,
}

impl Default for MarkSet {
    fn default() -> Self {
        let none = Arc::<Shard>::default();
        Self {
            shards: Box::new(array::from_fn(|_| Arc::clone(&none))),
            counts: Counts::default(),
        }
    }
}

/// The shard of an article. A byte is always less than [`SHARDS`].
fn shard_of(id: ArticleId) -> usize {
    let [first, ..] = *id.as_bytes();
    usize::from(first)
}

impl MarkSet {
    /// The marks of an article.
    #[must_use]
    pub fn get(&self, id: ArticleId) -> Mark {
        let shard = &self.shards[shard_of(id)];
        shard.get(&id).copied().unwrap_or_default()
    }

    /// Gives an article these marks and returns those it had.
    pub fn set(&mut self, id: ArticleId, mark: Mark) -> Mark {
        let before = self.get(id);
        if before == mark {
            return before;
        }
        let shard = Arc::make_mut(&mut self.shards[shard_of(id)]);
        if mark == Mark::default() {
            shard.remove(&id);
        } else {
            shard.insert(id, mark);
        }
        self.counts.remove(before);
        self.counts.add(mark);
        before
    }

    /// How many articles have which mark.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Every article that has a mark, in order of identity.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, Mark)> {
        self.shards
            .iter()
            .flat_map(|shard| shard.iter().map(|(id, mark)| (*id, *mark)))
    }
}

impl FromIterator<(ArticleId, Mark)> for MarkSet {
    fn from_iter<I: IntoIterator<Item = (ArticleId, Mark)>>(marks: I) -> Self {
        let mut set = Self::default();
        for (id, mark) in marks {
            set.set(id, mark);
        }
        set
    }
}

/// The marks as the screen shows them, and which of them are not yet safe.
///
/// A change is made here at once and is *pending* until the store has said that
/// it is on disk ([`Marks::confirmed`]). A newer change of the same kind to the
/// same article takes the place of an older one.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    set: MarkSet,
    last: u64,
    pending: BTreeMap<(ArticleId, Kind), Sequence>,
    kinds: BTreeMap<Sequence, (ArticleId, Kind)>,
}

impl Marks {
    /// Marks that are all safe, as the store has them.
    #[must_use]
    pub fn new(set: MarkSet) -> Self {
        Self {
            set,
            ..Self::default()
        }
    }

    /// The marks of an article, pending changes included.
    #[must_use]
    pub fn get(&self, id: ArticleId) -> Mark {
        self.set.get(id)
    }

    /// The marks as they are now; a clone is a snapshot for another thread.
    #[must_use]
    pub fn set(&self) -> &MarkSet {
        &self.set
    }

    /// How many articles have which mark.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.set.counts()
    }

    /// Makes a change. `None` where it changes nothing: then there is nothing
    /// to save and nothing to undo.
    pub fn apply(&mut self, id: ArticleId, change: Change) -> Option<Applied> {
        let before = self.set.get(id);
        let inverse = before.inverse(change);
        if inverse == change {
            return None;
        }
        self.set.set(id, before.with(change));
        self.last += 1;
        let sequence = Sequence(self.last);
        let key = (id, change.kind());
        if let Some(older) = self.pending.insert(key, sequence) {
            self.kinds.remove(&older);
        }
        self.kinds.insert(sequence, key);
        Some(Applied { inverse, sequence })
    }

    /// Notes that a change is on disk. One that a newer change has replaced
    /// leaves the newer one pending.
    pub fn confirmed(&mut self, sequence: Sequence) {
        if let Some(key) = self.kinds.remove(&sequence) {
            self.pending.remove(&key);
        }
    }

    /// Whether everything shown of this article is on disk.
    #[must_use]
    pub fn is_safe(&self, id: ArticleId) -> bool {
        let kinds = (id, Kind::FIRST)..=(id, Kind::LAST);
        self.pending.range(kinds).next().is_none()
    }

    /// How many changes are not yet on disk.
    #[must_use]
    pub fn unsafe_count(&self) -> usize {
        self.pending.len()
    }

    /// The changes that are not yet on disk, oldest first: what to give to the
    /// store once more after it failed.
    pub fn unsaved(&self) -> impl Iterator<Item = (Sequence, ArticleId, Change)> {
        self.kinds
            .iter()
            .map(|(sequence, (id, kind))| (*sequence, *id, self.set.get(*id).of(*kind)))
    }

    /// Takes over marks that another process has changed. What is pending here
    /// stays as it is: it is newer, and on its way to the store.
    pub fn merge(&mut self, stored: impl IntoIterator<Item = (ArticleId, Mark)>) {
        for (id, mut mark) in stored {
            let here = self.set.get(id);
            for ((_, kind), _) in self.pending.range((id, Kind::FIRST)..=(id, Kind::LAST)) {
                mark = mark.with(here.of(*kind));
            }
            self.set.set(id, mark);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use proptest::prelude::*;

    fn id(number: u8) -> ArticleId {
        // Two articles in each shard.
        ArticleId::from_bytes([number / 2, number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    fn changes() -> impl Strategy<Value = Vec<(u8, Change)>> {
        let change = prop_oneof![
            any::<bool>().prop_map(Change::Read),
            any::<bool>().prop_map(Change::Starred),
            proptest::option::of(0u32..5).prop_map(Change::Place),
        ];
        proptest::collection::vec((0u8..12, change), 0..60)
    }

    fn made(mut marks: Marks, changes: Vec<(u8, Change)>) -> (Marks, Vec<(ArticleId, Applied)>) {
        let made = changes
            .into_iter()
            .filter_map(|(article, change)| Some((id(article), marks.apply(id(article), change)?)))
            .collect();
        (marks, made)
    }

    fn mark(read: bool, starred: bool, place: Option<u32>) -> Mark {
        Mark {
            read,
            starred,
            place,
        }
    }

    #[test]
    fn a_change_sets_one_thing_and_knows_its_inverse() {
        use Change::{Place, Read, Starred};
        for (change, after, inverse) in [
            (Read(false), mark(false, false, Some(7)), Read(true)),
            (Read(true), mark(true, false, Some(7)), Read(true)),
            (Starred(true), mark(true, true, Some(7)), Starred(false)),
            (Place(None), mark(true, false, None), Place(Some(7))),
            (Place(Some(0)), mark(true, false, Some(0)), Place(Some(7))),
        ] {
            let before = mark(true, false, Some(7));
            assert_eq!(before.with(change), after, "{change:?}");
            assert_eq!(before.inverse(change), inverse, "{change:?}");
            assert_eq!(after.with(inverse), before, "{change:?}");
        }
    }

    #[test]
    fn what_changes_nothing_is_no_change() {
        let mut marks = Marks::default();
        for (change, changes) in [
            (Change::Read(false), false),
            (Change::Starred(false), false),
            (Change::Place(None), false),
            (Change::Read(true), true),
            (Change::Read(true), false),
        ] {
            let applied = marks.apply(id(1), change);
            assert_eq!(applied.is_some(), changes, "{change:?}");
        }
        assert_eq!(marks.unsafe_count(), 1);
    }

    #[test]
    fn a_mark_is_safe_when_its_newest_change_is_confirmed() {
        let mut marks = Marks::default();
        let mut sequence = |article, change| marks.apply(id(article), change).unwrap().sequence;
        let star = sequence(1, Change::Starred(true));
        let read = sequence(1, Change::Read(true));
        let unread = sequence(1, Change::Read(false));
        let other = sequence(2, Change::Place(Some(3)));
        // The newer change has taken the older one's place.
        assert_eq!(marks.unsafe_count(), 3);
        for (confirmed, safe) in [
            (read, (false, false, 3)),
            (other, (false, true, 2)),
            (star, (false, true, 1)),
            (star, (false, true, 1)),
            (unread, (true, true, 0)),
        ] {
            marks.confirmed(confirmed);
            let is_safe = |article| marks.is_safe(id(article));
            let now = (is_safe(1), is_safe(2), marks.unsafe_count());
            assert_eq!(now, safe, "{confirmed:?}");
        }
        assert!(marks.is_safe(id(3)), "nobody touched it");
    }

    #[test]
    fn unsaved_changes_are_given_again_with_their_newest_value() {
        let mut marks = Marks::default();
        let mut sequence = |article, change| marks.apply(id(article), change).unwrap().sequence;
        sequence(1, Change::Read(true));
        let star = sequence(1, Change::Starred(true));
        let read = sequence(2, Change::Read(true));
        let again = sequence(1, Change::Read(false));
        marks.confirmed(star);
        let unsaved: Vec<_> = marks.unsaved().collect();
        let expected = [
            (read, id(2), Change::Read(true)),
            (again, id(1), Change::Read(false)),
        ];
        assert_eq!(unsaved, expected);
    }

    #[test]
    fn another_process_does_not_undo_what_is_pending() {
        let mut marks = Marks::default();
        marks.apply(id(1), Change::Read(true)).unwrap();
        let theirs = mark(false, true, Some(9));
        marks.merge([(id(1), theirs), (id(2), theirs)]);
        assert_eq!(marks.get(id(1)), mark(true, true, Some(9)));
        assert_eq!(marks.get(id(2)), theirs);
        let counts = marks.counts();
        assert_eq!((counts.read, counts.starred, counts.placed), (1, 2, 2));
        assert_eq!((marks.unsafe_count(), marks.is_safe(id(2))), (1, true));
    }

    proptest! {
        #![proptest_config(crate::laws())]
        #[test]
        fn undoing_in_reverse_brings_everything_back(first in changes(), then in changes()) {
            let (mut marks, _) = made(Marks::default(), first);
            let before = marks.set().clone();
            let undo;
            (marks, undo) = made(marks, then);
            for (article, applied) in undo.into_iter().rev() {
                prop_assert!(marks.apply(article, applied.inverse).is_some());
            }
            prop_assert_eq!(marks.set(), &before);
        }

        #[test]
        fn a_snapshot_stays_and_counts_are_right(first in changes(), then in changes()) {
            let (marks, _) = made(Marks::default(), first);
            let snapshot = marks.set().clone();
            let listed: Vec<_> = snapshot.iter().collect();
            let (marks, _) = made(marks, then);
            prop_assert_eq!(snapshot.iter().collect::<Vec<_>>(), listed.clone());
            prop_assert!(listed.is_sorted_by_key(|(id, _)| *id));
            prop_assert_eq!(listed.into_iter().collect::<MarkSet>(), snapshot);
            let mut counts = Counts::default();
            marks.set().iter().for_each(|(_, mark)| counts.add(mark));
            prop_assert_eq!(marks.counts(), counts);
        }

        #[test]
        fn confirming_all_leaves_nothing_unsafe(all in changes()) {
            let (mut marks, applied) = made(Marks::default(), all);
            prop_assert!(applied.is_sorted_by_key(|(_, applied)| applied.sequence));
            for (_, applied) in applied {
                marks.confirmed(applied.sequence);
            }
            prop_assert_eq!((marks.unsafe_count(), marks.unsaved().count()), (0, 0));
            prop_assert!((0..12).all(|article| marks.is_safe(id(article))));
        }
    }
}
