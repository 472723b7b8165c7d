//! The orders of what a catalogue shows, each made when it is first asked for
//! and handed on to the next catalogue, which changes what is new.

use std::sync::{Arc, Mutex, OnceLock};

use fixedbitset::FixedBitSet;

use super::Catalogue;
use super::format::Section;
use super::ranking::{KEYS, Ranking, place_of, section_of};
use super::record::HAS_LENGTH;
use crate::rows::SortKey;

/// The numbers of all rows shown, in an order.
pub(super) type Sequence = Arc<Vec<u32>>;

/// The orders of one catalogue.
#[derive(Default)]
pub(super) struct Orders([One; KEYS.len()]);

/// One order.
#[derive(Default)]
struct One {
    made: OnceLock<Sequence>,
    /// The order of a catalogue before this one, and what that showed, until
    /// this one's is made of it.
    before: Mutex<Option<Before>>,
}

type Before = (Sequence, Arc<FixedBitSet>);

impl Orders {
    /// The orders of the next catalogue; this one shows `shown`.
    pub(super) fn handed_on(&self, shown: &Arc<FixedBitSet>) -> Self {
        Self(std::array::from_fn(|key| {
            let before = self.0.get(key).and_then(|one| match one.made.get() {
                Some(made) => Some((Arc::clone(made), Arc::clone(shown))),
                None => one.before.lock().ok()?.clone(),
            });
            One {
                made: OnceLock::new(),
                before: Mutex::new(before),
            }
        }))
    }
}

impl Catalogue {
    /// The numbers of the rows shown, by a key, not reversed.
    pub(super) fn sequence(&self, key: SortKey) -> Sequence {
        let Some(one) = self.inner.orders.0.get(place_of(key)) else {
            return Sequence::default();
        };
        let made = one.made.get_or_init(|| {
            let before = one.before.lock().ok().and_then(|mut before| before.take());
            match before {
                Some((before, shown)) => self.sequence_after(key, &before, &shown),
                None => Arc::new(self.sequence_of_segments(key)),
            }
        });
        Arc::clone(made)
    }

    /// From the order of an earlier catalogue: what is gone left out, what came
    /// put in.
    fn sequence_after(&self, key: SortKey, before: &Sequence, shown: &FixedBitSet) -> Sequence {
        let now = self.shown();
        let is_gone = shown.difference(now).next().is_some();
        let mut came = now.difference(shown).peekable();
        if !is_gone && came.peek().is_none() {
            return Arc::clone(before);
        }
        let stays = |number: &u32| now.contains(*number as usize);
        let rest: Vec<u32> = before.iter().copied().filter(stays).collect();
        let ranking = self.ranking();
        let came = came.filter_map(|number| u32::try_from(number).ok());
        let came = ranking.by_date(came);
        let came = ranking.sorted(key, &came, |_| 0);
        Arc::new(ranking.merged(key, &rest, &came))
    }

    fn sequence_of_segments(&self, key: SortKey) -> Vec<u32> {
        let ranking = self.ranking();
        let mut all = Vec::new();
        // From the smallest on: the base is copied once.
        for segment in self.inner.segments.iter().rev() {
            let own: Vec<u32> = segment
                .places(section_of(key))
                .map(|place| segment.first() + place)
                .filter(|number| self.shown().contains(*number as usize))
                .collect();
            all = if all.is_empty() {
                own
            } else {
                ranking.merged(key, &own, &all)
            };
        }
        all
    }

    fn ranking(&self) -> Ranking<'_> {
        Ranking::new(self.inner.segments.iter().map(|segment| &**segment))
    }

    /// Whether the length of a row is known.
    pub(in crate::archive) fn has_length(&self, number: u32) -> bool {
        self.find(number).is_some_and(|(segment, place)| {
            let contents = segment.checked(Section::Contents).get(place as usize);
            contents.is_some_and(|contents| contents & HAS_LENGTH != 0)
        })
    }
}
