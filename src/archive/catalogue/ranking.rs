//! How articles of several segments stand to each other in the orders of a
//! list, all of which are stable: by the key, then the newest first, then by
//! path (the tests have them as they are meant, of heads in memory). Sorting
//! what is new, merging it into what is sorted already.

use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use icu_collator::CollatorBorrowed;

use super::bytes::{i64_at, u32_at, u64_at};
use super::format::Section;
use super::record::HAS_LENGTH;
use super::segment::{Segment, partition_point};
use crate::rows::SortKey;
use crate::text::dictionary::dictionary;

/// All keys by which the orders of a list are prepared. Relevance, which a search
/// has alone, is the date here.
pub(super) const KEYS: [SortKey; 4] = [
    SortKey::Date,
    SortKey::Title,
    SortKey::Source,
    SortKey::Length,
];

/// The section with the order by a key.
pub(super) fn section_of(key: SortKey) -> Section {
    match key {
        SortKey::Date | SortKey::Relevance => Section::ByDate,
        SortKey::Title => Section::ByTitle,
        SortKey::Source => Section::BySource,
        SortKey::Length => Section::ByLength,
    }
}

/// The place of a key among [`KEYS`].
pub(super) fn place_of(key: SortKey) -> usize {
    match key {
        SortKey::Date | SortKey::Relevance => 0,
        SortKey::Title => 1,
        SortKey::Source => 2,
        SortKey::Length => 3,
    }
}

/// The key of a text in a dictionary's order.
pub(super) fn dictionary_key(
    dictionary: Option<&CollatorBorrowed<'static>>,
    text: &str,
) -> Vec<u8> {
    let mut key = Vec::new();
    match dictionary {
        // Writing to a vector can't fail.
        Some(dictionary) => drop(dictionary.write_sort_key_to(text, &mut key)),
        None => key.extend_from_slice(text.as_bytes()),
    }
    key
}

/// The keys of titles, as a dictionary sorts them.
pub(super) struct Titles(Option<CollatorBorrowed<'static>>);

impl Titles {
    pub(super) fn new() -> Self {
        Self(dictionary())
    }

    /// The key of a title.
    pub(super) fn key(&self, title: &str) -> Vec<u8> {
        dictionary_key(self.0.as_ref(), title)
    }

    /// The first eight bytes of a key, and the eight after them, as numbers of
    /// the same order.
    pub(super) fn start(key: &[u8]) -> (u64, u64) {
        let number = |bytes: &[u8]| {
            let mut number = [0; 8];
            number
                .iter_mut()
                .zip(bytes)
                .for_each(|(to, from)| *to = *from);
            u64::from_be_bytes(number)
        };
        (number(key), number(key.get(8..).unwrap_or_default()))
    }
}

/// Compares rows of segments by their numbers.
pub(super) struct Ranking<'a> {
    /// Numbers without a gap from one to the next.
    segments: Vec<&'a Segment>,
    titles: Titles,
    /// The rank of each outlet of each segment by its source.
    ranks: OnceCell<Vec<Vec<u32>>>,
}

impl<'a> Ranking<'a> {
    /// Compares rows of these segments, which follow one another.
    pub(super) fn new(segments: impl IntoIterator<Item = &'a Segment>) -> Self {
        Self {
            segments: segments.into_iter().collect(),
            titles: Titles::new(),
            ranks: OnceCell::new(),
        }
    }

    /// The segment of a row: which it is, itself, and the row's place in it.
    fn find(&self, number: u32) -> Option<(usize, &'a Segment, u32)> {
        let after = self
            .segments
            .partition_point(|segment| segment.first() <= number);
        let which = after.checked_sub(1)?;
        let segment = self.segments.get(which)?;
        let place = number.checked_sub(segment.first())?;
        (place < segment.count()).then_some((which, *segment, place))
    }

    fn date(&self, number: u32) -> Option<i64> {
        let (_, segment, place) = self.find(number)?;
        i64_at(segment.checked(Section::Dates), place as usize)
    }

    fn length(&self, number: u32) -> Option<u32> {
        let (_, segment, place) = self.find(number)?;
        let contents = segment.checked(Section::Contents).get(place as usize)?;
        let length = u32_at(segment.checked(Section::Lengths), place as usize)?;
        (contents & HAS_LENGTH != 0).then_some(length)
    }

    fn title_start(&self, number: u32) -> Option<u64> {
        let (_, segment, place) = self.find(number)?;
        u64_at(segment.checked(Section::TitleKeys), place as usize)
    }

    fn title(&self, number: u32) -> Option<&'a str> {
        let (_, segment, place) = self.find(number)?;
        segment.title(place)
    }

    fn title_key(&self, number: u32) -> Vec<u8> {
        self.titles.key(self.title(number).unwrap_or_default())
    }

    fn rank(&self, number: u32) -> Option<u32> {
        let (which, segment, place) = self.find(number)?;
        let outlet = u32_at(segment.checked(Section::OutletOf), place as usize)?;
        let ranks = self.ranks.get_or_init(|| self.ranks()).get(which)?;
        ranks.get(outlet as usize).copied()
    }

    fn ranks(&self) -> Vec<Vec<u32>> {
        let mut ranks = Vec::new();
        let mut keys: Vec<(Vec<u8>, usize, usize)> = Vec::new();
        for (which, segment) in self.segments.iter().enumerate() {
            let count = segment.dictionary(Section::Outlets).len();
            ranks.push(vec![0; count]);
            for place in 0..count {
                let (source, _) = segment.outlet(place).unwrap_or_default();
                keys.push((self.titles.key(source), which, place));
            }
        }
        keys.sort_unstable();
        let mut rank = 0;
        let mut before: Option<&[u8]> = None;
        for (key, which, place) in &keys {
            if before.is_some_and(|before| before != key) {
                rank += 1;
            }
            before = Some(key);
            if let Some(own) = ranks.get_mut(*which).and_then(|own| own.get_mut(*place)) {
                *own = rank;
            }
        }
        ranks
    }

    /// Date and path in full.
    fn exact(&self, number: u32) -> Option<(Reverse<DateTime<Utc>>, PathBuf)> {
        let (_, segment, place) = self.find(number)?;
        let (article, _) = segment.article(place)?;
        Some((Reverse(article.date), segment.path(place)?))
    }

    fn newest_first(&self, a: u32, b: u32) -> Ordering {
        let by_date = self.date(b).cmp(&self.date(a));
        by_date
            .then_with(|| self.exact(a).cmp(&self.exact(b)))
            .then(a.cmp(&b))
    }

    /// How two rows stand to each other; equal only where they are one.
    pub(super) fn compare(&self, key: SortKey, a: u32, b: u32) -> Ordering {
        let by_key = match key {
            SortKey::Date | SortKey::Relevance => Ordering::Equal,
            SortKey::Title => self
                .title_start(a)
                .cmp(&self.title_start(b))
                .then_with(|| self.compare_titles(a, b)),
            SortKey::Source => self.rank(a).cmp(&self.rank(b)),
            SortKey::Length => self.length(b).cmp(&self.length(a)),
        };
        by_key.then_with(|| self.newest_first(a, b))
    }

    fn compare_titles(&self, a: u32, b: u32) -> Ordering {
        if self.title(a) == self.title(b) {
            return Ordering::Equal;
        }
        self.title_key(a).cmp(&self.title_key(b))
    }

    /// Rows from the newest.
    pub(super) fn by_date(&self, numbers: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let mut dated: Vec<_> = numbers
            .into_iter()
            .map(|number| (Reverse(self.date(number)), number))
            .collect();
        dated.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.newest_first(a.1, b.1)));
        dated.into_iter().map(|(_, number)| number).collect()
    }

    /// Rows in another order, from those that are sorted by date. `second` gives
    /// the second eight bytes of a title's key where they are at hand, else 0.
    pub(super) fn sorted(
        &self,
        key: SortKey,
        by_date: &[u32],
        second: impl Fn(u32) -> u64,
    ) -> Vec<u32> {
        match key {
            SortKey::Date | SortKey::Relevance => by_date.to_vec(),
            SortKey::Title => self.by_title(by_date, second),
            SortKey::Source => sorted_by(by_date, |number| self.rank(number)),
            SortKey::Length => sorted_by(by_date, |number| Reverse(self.length(number))),
        }
    }

    fn by_title(&self, by_date: &[u32], second: impl Fn(u32) -> u64) -> Vec<u32> {
        let start = |number| {
            let first = self.title_start(number).unwrap_or_default();
            u128::from(first) << 64 | u128::from(second(number))
        };
        let mut keyed: Vec<(u128, u32)> = by_date.iter().map(|n| (start(*n), *n)).collect();
        keyed.sort_by_key(|(start, _)| *start);
        for alike in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
            if alike.len() > 1 {
                alike.sort_by_cached_key(|(_, number)| self.title_key(*number));
            }
        }
        keyed.into_iter().map(|(_, number)| number).collect()
    }

    /// Merges two lists that are sorted by the key. It costs what the second
    /// costs to be looked up in the first, and a copy.
    pub(super) fn merged(&self, key: SortKey, many: &[u32], few: &[u32]) -> Vec<u32> {
        match key {
            SortKey::Date | SortKey::Relevance => {
                self.merged_by(key, many, few, |n| Reverse(self.date(n)))
            }
            SortKey::Title => self.merged_by(key, many, few, |n| self.title_start(n)),
            // Many have one source or one length: the date tells them apart.
            SortKey::Source => {
                self.merged_by(key, many, few, |n| (self.rank(n), Reverse(self.date(n))))
            }
            SortKey::Length => self.merged_by(key, many, few, |n| {
                (Reverse(self.length(n)), Reverse(self.date(n)))
            }),
        }
    }

    /// The same, by the start of the key that is quick to be had.
    fn merged_by<K: Ord>(
        &self,
        key: SortKey,
        many: &[u32],
        few: &[u32],
        start: impl Fn(u32) -> K,
    ) -> Vec<u32> {
        merged(many, few, |one| {
            let own = start(one);
            let start = &start;
            move |other| {
                let order = start(other).cmp(&own);
                order.then_with(|| self.compare(key, other, one)).is_lt()
            }
        })
    }
}

/// Sorts by a key; what is alike stays in its order.
fn sorted_by<K: Ord>(numbers: &[u32], key: impl Fn(u32) -> K) -> Vec<u32> {
    let mut keyed: Vec<(K, u32)> = numbers.iter().map(|n| (key(*n), *n)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed.into_iter().map(|(_, number)| number).collect()
}

/// Merges a short sorted list into a long one. `before` makes, of one of the
/// short list, what tells whether another stands before it.
pub(super) fn merged<T: Copy, B: Fn(T) -> bool>(
    many: &[T],
    few: &[T],
    before: impl Fn(T) -> B,
) -> Vec<T> {
    let mut all = Vec::with_capacity(many.len() + few.len());
    let mut rest = many;
    for one in few {
        let before = before(*one);
        // From the front on: where they lie evenly, the next is not far.
        let count = partition_point(rest.len(), 0, |at| {
            rest.get(at).is_some_and(|other| before(*other))
        });
        let (passed, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        all.extend_from_slice(passed);
        all.push(*one);
        rest = after;
    }
    all.extend_from_slice(rest);
    all
}
