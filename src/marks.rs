//! What a reader has marked: read, starred, tags, and the place in the page.
//!
//! [`MarkSet`] is the marks themselves, cheap to hand to another thread.
//! [`Marks`] adds which changes are not yet safe on disk, so that the screen
//! can say so. Where and how marks are kept is left to `archive::store`, when a
//! mark is set to `app`, and the order of undo to whoever holds the list of
//! inverse changes that [`Marks::apply`] returns.

pub mod json;
mod many;
mod place;
mod saved;
mod steps;
mod tags;

use std::array;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::Head;
use crate::article::id::ArticleId;

use many::Group;
pub use place::{PlaceMark, PlaceToKeep, is_letter};
pub use saved::SavedSearch;
pub use steps::{Kept, Made, Save, Step, StepId, StepNumber, Stepped, SubjectList, Subjects};
pub use tags::{Tag, Tags};

/// The marks of one article. An article nobody touched has [`Mark::default`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Whether it counts as read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Where reading stopped: characters of the document's text before the
    /// first one on the screen. A text position, so that another measure shows
    /// the same sentence.
    pub place: Option<u32>,
    /// The reader's tags.
    pub tags: Tags,
}

/// One change of one mark: the value it gets, never the one it had.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Read or unread.
    Read(bool),
    /// With or without a star.
    Starred(bool),
    /// The place, in characters, or none.
    Place(Option<u32>),
    /// With or without a tag.
    Tag(Tag, bool),
}

/// Which of an article's marks a change sets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Read,
    Starred,
    Tag(Tag),
    Place,
}

impl Kind {
    const FIRST: Self = Self::Read;
    const LAST: Self = Self::Place;
}

impl Change {
    fn kind(&self) -> Kind {
        match self {
            Self::Read(_) => Kind::Read,
            Self::Starred(_) => Kind::Starred,
            Self::Place(_) => Kind::Place,
            Self::Tag(tag, _) => Kind::Tag(tag.clone()),
        }
    }
}

impl Mark {
    /// The mark with a change made.
    #[must_use]
    pub fn with(mut self, change: &Change) -> Self {
        match change {
            Change::Read(read) => self.read = *read,
            Change::Starred(starred) => self.starred = *starred,
            Change::Place(place) => self.place = *place,
            Change::Tag(tag, borne) => self.tags.set(tag, *borne),
        }
        self
    }

    /// The change that brings back what `change` would overwrite.
    #[must_use]
    pub fn inverse(&self, change: &Change) -> Change {
        self.of(&change.kind())
    }

    /// The present value of one kind, as a change that sets it.
    fn of(&self, kind: &Kind) -> Change {
        match kind {
            Kind::Read => Change::Read(self.read),
            Kind::Starred => Change::Starred(self.starred),
            Kind::Place => Change::Place(self.place),
            Kind::Tag(tag) => Change::Tag(tag.clone(), self.tags.contains(tag)),
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
    /// The file's path; what is not UTF-8 in it is replaced. Empty where nothing but
    /// the identity is known.
    pub path: String,
}

impl Subject {
    /// The article of a head.
    #[must_use]
    pub fn of(head: &Head) -> Self {
        Self {
            id: head.id,
            link: head.link.clone(),
            title: head.title.as_str().to_owned(),
            path: head.path.to_string_lossy().into_owned(),
        }
    }

    /// An article of which nothing but the identity is known: what is stored of it
    /// beside its marks stays.
    #[must_use]
    pub fn unknown(id: ArticleId) -> Self {
        Self {
            id,
            link: None,
            title: String::new(),
            path: String::new(),
        }
    }
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    fn add(&mut self, mark: &Mark) {
        self.read += usize::from(mark.read);
        self.starred += usize::from(mark.starred);
        self.placed += usize::from(mark.place.is_some());
    }

    fn remove(&mut self, mark: &Mark) {
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
    /// How many articles have which tag; none has 0.
    tags: Arc<BTreeMap<Tag, usize>>,
}

impl Default for MarkSet {
    fn default() -> Self {
        let none = Arc::<Shard>::default();
        Self {
            shards: Box::new(array::from_fn(|_| Arc::clone(&none))),
            counts: Counts::default(),
            tags: Arc::default(),
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
        shard.get(&id).cloned().unwrap_or_default()
    }

    /// Gives an article these marks and returns those it had.
    pub fn set(&mut self, id: ArticleId, mark: Mark) -> Mark {
        let before = self.get(id);
        if before == mark {
            return before;
        }
        self.counts.remove(&before);
        self.counts.add(&mark);
        if before.tags != mark.tags {
            self.count_tags(&before.tags, &mark.tags);
        }
        let shard = Arc::make_mut(&mut self.shards[shard_of(id)]);
        if mark == Mark::default() {
            shard.remove(&id);
        } else {
            shard.insert(id, mark);
        }
        before
    }

    fn count_tags(&mut self, before: &Tags, now: &Tags) {
        let counts = Arc::make_mut(&mut self.tags);
        for tag in now.iter() {
            *counts.entry(tag.clone()).or_default() += 1;
        }
        for tag in before.iter() {
            if let Some(count) = counts.get_mut(tag) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(tag);
                }
            }
        }
    }

    /// The tags that articles have, in order of their folded names, and how many
    /// articles each.
    pub fn tags(&self) -> impl Iterator<Item = (&Tag, usize)> {
        self.tags.iter().map(|(tag, count)| (tag, *count))
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
            .flat_map(|shard| shard.iter().map(|(id, mark)| (*id, mark.clone())))
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    set: MarkSet,
    last: u64,
    pending: BTreeMap<(ArticleId, Kind), Sequence>,
    kinds: BTreeMap<Sequence, (ArticleId, Kind)>,
    /// Changes of several articles that are pending, oldest first.
    groups: Vec<Group>,
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
    pub fn apply(&mut self, id: ArticleId, change: &Change) -> Option<Applied> {
        let before = self.set.get(id);
        let inverse = before.inverse(change);
        if inverse == *change {
            return None;
        }
        self.set.set(id, before.with(change));
        self.last += 1;
        let sequence = Sequence(self.last);
        let key = (id, change.kind());
        if let Some(older) = self.pending.insert(key.clone(), sequence) {
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
        self.groups.retain(|group| group.sequence != sequence);
    }

    /// Whether everything shown of this article is on disk. Its place is not
    /// shown in the list, so it does not count.
    #[must_use]
    pub fn is_safe(&self, id: ArticleId) -> bool {
        let kinds = (id, Kind::FIRST)..(id, Kind::Place);
        self.pending.range(kinds).next().is_none() && !self.groups.iter().any(|group| group.has(id))
    }

    /// Whether it is on disk that this article was read, or was not.
    #[must_use]
    pub fn is_read_safe(&self, id: ArticleId) -> bool {
        let is_of = |group: &Group| group.kind == Kind::Read && group.has(id);
        !self.pending.contains_key(&(id, Kind::Read)) && !self.groups.iter().any(is_of)
    }

    /// How many changes are not yet on disk.
    #[must_use]
    pub fn unsafe_count(&self) -> usize {
        let of_groups = self.groups.iter().map(|group| group.articles.len());
        self.pending.len() + of_groups.sum::<usize>()
    }

    /// Takes over all marks of a store, as it was opened. What is pending here stays
    /// as it is. Where that is little, it takes no time, however many there are.
    pub fn load(&mut self, stored: &MarkSet) {
        let singles = self.pending.keys().map(|(id, kind)| (*id, kind));
        let of_groups = self.groups.iter().flat_map(|group| {
            let kind = &group.kind;
            group.articles.iter().map(move |id| (*id, kind))
        });
        let mut loaded = stored.clone();
        for (id, kind) in singles.chain(of_groups) {
            let here = self.set.get(id).of(kind);
            let mark = loaded.get(id).with(&here);
            loaded.set(id, mark);
        }
        self.set = loaded;
    }

    /// Takes over marks that another process has changed. What is pending here
    /// stays as it is: it is newer, and on its way to the store.
    pub fn merge(&mut self, stored: impl IntoIterator<Item = (ArticleId, Mark)>) {
        for (id, mut mark) in stored {
            let here = self.set.get(id);
            for ((_, kind), _) in self.pending.range((id, Kind::FIRST)..=(id, Kind::LAST)) {
                mark = mark.with(&here.of(kind));
            }
            for group in self.groups.iter().filter(|group| group.has(id)) {
                mark = mark.with(&here.of(&group.kind));
            }
            self.set.set(id, mark);
        }
    }
}

#[cfg(test)]
mod tests;
