//! What is known of every file of an archive, kept in the cache folder and
//! mapped from there: a million heads are at hand as soon as it is opened, and
//! every order of the list is prepared.
//!
//! A file is a row with a number. A row keeps its number for the life of the
//! catalogue and never changes; a file that changed gets a new row, and the old
//! one is dead. Rows lie in segments: a large base, and behind it a few small
//! ones with what came since. A [`Catalogue`] is a value: whoever holds one sees
//! the same rows, whatever is made of it meanwhile.
//!
//! It is a cache. What is damaged or of another version reads as an error, or
//! as rows that are not there, and [`Catalogue::is_damaged`] tells the owner to
//! make it anew. Which files there are, who may write and when is left to the
//! owner; marks are the store's.

mod arranged;
mod bytes;
mod counts;
mod error;
mod facts;
mod files;
mod format;
mod joining;
mod orders;
mod ranking;
mod record;
mod segment;
mod sets;
mod sink;
#[cfg(test)]
mod tests;
mod writer;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use fixedbitset::FixedBitSet;

use crate::article::{ArticleId, Head};
use crate::query::Contents;
use format::Section;
use joining::merge_small;
use orders::Orders;
use segment::Segment;
use sets::Sets;
use sink::Sink;
use writer::{Made, Writer};

pub use error::CatalogueError;
pub(super) use files::CURRENT;
pub use record::{Entry, Kind};
pub use segment::{FileKnown, nanoseconds};
pub(super) use sink::write_whole;

/// Rows behind the base from which on a new base is worth it, however small the
/// base is.
const LATE_ROWS: u32 = 2_000;
/// The same, as a part of the base.
const LATE_PART: u32 = 16;

/// Dead rows for each living one from which on it is worth to begin anew. Their
/// columns, some 70 bytes a row, take then as much as what lives; and making it
/// anew, the index with it, costs no more than one of the changes that led there.
const DEAD_PART: usize = 4;
/// Dead rows, some megabytes, that are always borne. Tests, which have fewer, see both.
const DEAD_ROWS: usize = if cfg!(test) { 300 } else { 100_000 };

/// All that is known of an archive's files. Cloning shares it.
#[derive(Clone)]
pub struct Catalogue {
    inner: Arc<Inner>,
}

struct Inner {
    /// Shared by all catalogues that came of one another: a number means the same
    /// row in each.
    numbering: Arc<()>,
    /// Where it is kept; `None` for one that stays in memory.
    folder: Option<PathBuf>,
    stamp: u64,
    /// The same for all that came of one that was made anew.
    token: u64,
    /// Each begins with the number after the last of the one before.
    segments: Vec<Arc<Segment>>,
    /// Whether the first segment is a base, which small ones are not merged into.
    has_base: bool,
    /// How many numbers have been given.
    count: u32,
    living: Arc<FixedBitSet>,
    shown: Arc<FixedBitSet>,
    orders: Orders,
}

impl Catalogue {
    /// A catalogue without rows, to be kept in a folder that is there. `stamp`
    /// stands for all that heads depend on beside the files: rules and settings.
    #[must_use]
    pub fn new(folder: &Path, stamp: u64) -> Self {
        Self::empty(Some(folder.to_path_buf()), stamp, new_token())
    }

    /// A catalogue without rows that stays in memory.
    #[must_use]
    pub fn in_memory(stamp: u64) -> Self {
        Self::empty(None, stamp, new_token())
    }

    fn empty(folder: Option<PathBuf>, stamp: u64, token: u64) -> Self {
        Inner {
            numbering: Arc::new(()),
            folder,
            stamp,
            token,
            segments: Vec::new(),
            has_base: false,
            count: 0,
            living: Arc::default(),
            shown: Arc::default(),
            orders: Orders::default(),
        }
        .into()
    }

    /// The same rows with the same numbers, which is kept nowhere.
    #[must_use]
    pub fn not_kept(&self) -> Self {
        let inner = &*self.inner;
        Inner {
            numbering: Arc::clone(&inner.numbering),
            folder: None,
            stamp: inner.stamp,
            token: inner.token,
            segments: inner.segments.clone(),
            has_base: inner.has_base,
            count: inner.count,
            living: Arc::clone(&inner.living),
            shown: Arc::clone(&inner.shown),
            orders: inner.orders.handed_on(&inner.shown),
        }
        .into()
    }

    /// What it has in common with all that it is changed into, saved and opened as,
    /// and with no other catalogue: what goes by its numbers elsewhere says so by it.
    #[must_use]
    pub fn token(&self) -> u64 {
        self.inner.token
    }

    /// How many numbers have been given; all rows have smaller ones.
    #[must_use]
    pub fn numbers(&self) -> u32 {
        self.inner.count
    }

    /// The rows that are not dead, by number, of whatever kind.
    #[must_use]
    pub fn living(&self) -> &FixedBitSet {
        &self.inner.living
    }

    /// The rows that a list shows, by number: of each article the newest copy.
    #[must_use]
    pub fn shown(&self) -> &FixedBitSet {
        &self.inner.shown
    }

    /// Whether something was read that is not as it was written. It is found
    /// where it is read, and then reads as if it were not there; the catalogue
    /// should be made anew.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.inner
            .segments
            .iter()
            .any(|segment| segment.is_damaged())
    }

    /// Whether so many numbers are of dead rows that it should be made anew. An
    /// article that is indexed leaves one: the row of before its body was read.
    #[must_use]
    pub fn is_wasteful(&self) -> bool {
        let living = self.living().count_ones(..);
        let dead = self.numbers() as usize - living;
        dead > DEAD_ROWS.max(living.saturating_mul(DEAD_PART))
    }

    /// Whether so many rows came since the base was made that
    /// [`Catalogue::compacted`] is worth its time.
    #[must_use]
    pub fn needs_compaction(&self) -> bool {
        let base = self.base_rows();
        self.numbers() - base > LATE_ROWS.max(base / LATE_PART)
    }

    fn base_rows(&self) -> u32 {
        let base = self.inner.segments.first();
        base.filter(|_| self.inner.has_base)
            .map_or(0, |base| base.count())
    }

    /// The segment of a row, and the row's place in it.
    fn find(&self, number: u32) -> Option<(&Segment, u32)> {
        let segments = &self.inner.segments;
        let after = segments.partition_point(|segment| segment.first() <= number);
        let segment = segments.get(after.checked_sub(1)?)?;
        let place = number.checked_sub(segment.first())?;
        (place < segment.count()).then_some((segment, place))
    }

    /// The head of a row, dead or not. `None` where there is no such number,
    /// where the file is no article, and where the row is damaged.
    #[must_use]
    pub fn head(&self, number: u32) -> Option<Arc<Head>> {
        let (segment, place) = self.find(number)?;
        segment.head(place).map(Arc::new)
    }

    /// Whether the heads of some rows can all be read; some 0.3 µs a row.
    #[must_use]
    pub fn has_heads(&self, rows: &FixedBitSet) -> bool {
        let rows = rows.ones().filter_map(|number| u32::try_from(number).ok());
        let mut found = rows.map(|number| self.find(number));
        found.all(|found| found.is_some_and(|(segment, place)| segment.has_head(place)))
    }

    /// The title of a row, under the conditions of [`Catalogue::head`].
    #[must_use]
    pub fn title(&self, number: u32) -> Option<&str> {
        let (segment, place) = self.find(number)?;
        segment.title(place)
    }

    /// The identity of a row, under the conditions of [`Catalogue::head`].
    #[must_use]
    pub fn id(&self, number: u32) -> Option<ArticleId> {
        let (segment, place) = self.find(number)?;
        Some(segment.article(place)?.0.id)
    }

    /// What is in the article of a row; `None` where its body has not been read.
    #[must_use]
    pub fn contents(&self, number: u32) -> Option<Contents> {
        let (segment, place) = self.find(number)?;
        segment.article(place)?;
        segment.contents(place)
    }

    /// What is known of the file of a row.
    #[must_use]
    pub fn file(&self, number: u32) -> Option<FileKnown> {
        let (segment, place) = self.find(number)?;
        segment.known(place)
    }

    /// The path of the file of a row.
    #[must_use]
    pub fn path(&self, number: u32) -> Option<PathBuf> {
        let (segment, place) = self.find(number)?;
        segment.path(place)
    }

    /// What is known of a file, where a living row is of it.
    #[must_use]
    pub fn by_path(&self, path: &Path) -> Option<FileKnown> {
        let lives = |segment: &Segment, place: u32| self.is_living(segment.first() + place);
        self.inner.segments.iter().rev().find_map(|segment| {
            let place = segment
                .places_at(path)
                .find(|place| lives(segment, *place))?;
            segment.known(place)
        })
    }

    fn is_living(&self, number: u32) -> bool {
        self.inner.living.contains(number as usize)
    }

    /// The living rows of files of a kind.
    #[must_use]
    pub fn rows_of_kind(&self, kind: Kind) -> Vec<u32> {
        let rows = self.inner.segments.iter().flat_map(|segment| {
            let kinds = segment.checked(Section::Kinds).iter();
            (segment.first()..).zip(kinds)
        });
        rows.filter(|(number, code)| **code == kind.code() && self.is_living(*number))
            .map(|(number, _)| number)
            .collect()
    }

    /// The row that is shown of an article.
    #[must_use]
    pub fn by_id(&self, id: ArticleId) -> Option<u32> {
        let shown = |number: &u32| self.inner.shown.contains(*number as usize);
        numbers_of(&self.inner.segments, id).find(shown)
    }

    /// Whether a row, dead or not, is of an article; dead ones are forgotten some time
    /// after.
    #[must_use]
    pub fn has_row_of(&self, id: ArticleId) -> bool {
        numbers_of(&self.inner.segments, id).next().is_some()
    }

    /// The other living rows of the article of a row, the newest first.
    #[must_use]
    pub fn copies(&self, number: u32) -> Vec<u32> {
        let Some(id) = self.id(number) else {
            return Vec::new();
        };
        let mut copies: Vec<_> = numbers_of(&self.inner.segments, id)
            .filter(|other| *other != number && self.is_living(*other))
            .map(|other| (Reverse(age(&self.inner.segments, other)), other))
            .collect();
        copies.sort();
        copies.into_iter().map(|(_, other)| other).collect()
    }

    /// The next catalogue: with more rows, and with others dead. A living row of
    /// the file of a new one dies of itself. It costs what the new rows cost,
    /// and a copy of the sets. Where there are many, and it is kept in a folder, they
    /// go into files there: whoever does not write to the folder makes it of one that
    /// [is not kept](Self::not_kept).
    pub fn changed<'a>(
        &self,
        additions: impl IntoIterator<Item = Entry<'a>>,
        deaths: &[u32],
    ) -> Result<Self, CatalogueError> {
        let inner = &*self.inner;
        let mut dead: Vec<u32> = deaths.to_vec();
        let mut writer = Writer::new(Sink::Memory(Vec::new()), inner.stamp, inner.count)?;
        for entry in additions {
            dead.extend(self.by_path(entry.path).map(|known| known.number));
            writer.add(&entry)?;
        }
        dead.retain(|number| self.is_living(*number));
        let mut sets = Sets {
            living: (*inner.living).clone(),
            shown: (*inner.shown).clone(),
        };
        let mut ids: BTreeSet<ArticleId> = BTreeSet::new();
        for number in &dead {
            sets.remove(*number);
            ids.extend(self.id(*number));
        }
        let mut segments = inner.segments.clone();
        if writer.next() > inner.count {
            let Made {
                segment,
                superseded,
            } = writer.finish()?;
            let numbers = segment.first()..segment.first() + segment.count();
            sets.grow(numbers.end);
            sets.living
                .insert_range(numbers.start as usize..numbers.end as usize);
            for number in superseded {
                sets.remove(number);
            }
            let articles = (0..segment.count()).filter_map(|place| segment.article(place));
            ids.extend(articles.map(|(article, _)| article.id));
            segments.push(segment);
            let folder = inner.folder.as_deref();
            merge_small(&mut segments, inner.has_base, &sets.living, folder)?;
        }
        for id in ids {
            sets.settle(&segments, id, inner.count);
        }
        let orders = inner.orders.handed_on(&inner.shown);
        Ok(self.with(segments, inner.has_base, sets, orders))
    }

    fn with(
        &self,
        segments: Vec<Arc<Segment>>,
        has_base: bool,
        sets: Sets,
        orders: Orders,
    ) -> Self {
        Inner {
            numbering: Arc::clone(&self.inner.numbering),
            folder: self.inner.folder.clone(),
            stamp: self.inner.stamp,
            token: self.inner.token,
            count: count(&segments),
            segments,
            has_base,
            living: Arc::new(sets.living),
            shown: Arc::new(sets.shown),
            orders,
        }
        .into()
    }
}

impl From<Inner> for Catalogue {
    fn from(inner: Inner) -> Self {
        Self {
            inner: Arc::new(inner),
        }
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue")
            .field("numbers", &self.numbers())
            .field("shown", &self.shown().count_ones(..))
            .finish_non_exhaustive()
    }
}

/// A number that no other catalogue has: the system gives each process secrets to
/// begin with, and each call its own.
fn new_token() -> u64 {
    RandomState::new().hash_one((std::process::id(), SystemTime::now()))
}

/// How many numbers segments have given.
fn count(segments: &[Arc<Segment>]) -> u32 {
    segments
        .last()
        .map_or(0, |last| last.first().saturating_add(last.count()))
}

/// All rows of an article, dead ones among them.
fn numbers_of(segments: &[Arc<Segment>], id: ArticleId) -> impl Iterator<Item = u32> {
    segments.iter().flat_map(move |segment| {
        let places = segment.places_of(id);
        places.map(|place| segment.first() + place)
    })
}

/// What decides which of two copies is the newer: the stamp, then the path, of
/// which the first comes last, then the number.
type Age = (
    Option<chrono::DateTime<chrono::Utc>>,
    Reverse<Option<PathBuf>>,
    u32,
);

fn age(segments: &[Arc<Segment>], number: u32) -> Age {
    let after = segments.partition_point(|segment| segment.first() <= number);
    let found = after.checked_sub(1).and_then(|which| segments.get(which));
    let Some(segment) = found else {
        return (None, Reverse(None), number);
    };
    let place = number - segment.first();
    let article = segment.article(place);
    let saved = article.and_then(|(article, _)| article.saved);
    (saved, Reverse(segment.path(place)), number)
}
