//! Which rows live, and which of several copies of an article is shown.

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::format::Section;
use super::segment::Segment;
use super::writer::Made;
use super::{age, bytes, numbers_of};
use crate::article::ArticleId;

/// Which rows live and which are shown, while the next catalogue is made.
pub(super) struct Sets {
    pub(super) living: FixedBitSet,
    pub(super) shown: FixedBitSet,
}

impl Sets {
    /// Those of a segment that stands alone.
    pub(super) fn of(made: &Made) -> Self {
        let segment = &made.segment;
        let end = segment.first() + segment.count();
        let mut sets = Self {
            living: FixedBitSet::new(),
            shown: FixedBitSet::new(),
        };
        sets.grow(end);
        for place in 0..segment.count() {
            if segment.kind(place).is_some() {
                sets.living.insert((segment.first() + place) as usize);
            }
        }
        made.superseded
            .iter()
            .for_each(|number| sets.remove(*number));
        let ids = segment.checked(Section::Ids);
        let id = |place: u32| bytes::chunk_at::<16>(ids, place as usize);
        let places: Vec<u32> = segment.places(Section::ById).collect();
        for copies in places.chunk_by(|a, b| id(*a) == id(*b)) {
            match copies {
                [place] => sets.shown.insert((segment.first() + place) as usize),
                [place, ..] => {
                    let id = id(*place).map(ArticleId::from_bytes);
                    let segments = std::slice::from_ref(segment);
                    if let Some(id) = id {
                        sets.settle(segments, id, segment.first());
                    }
                }
                [] => {}
            }
        }
        sets
    }

    pub(super) fn grow(&mut self, count: u32) {
        self.living.grow(count as usize);
        self.shown.grow(count as usize);
    }

    pub(super) fn remove(&mut self, number: u32) {
        for set in [&mut self.living, &mut self.shown] {
            if set.contains(number as usize) {
                set.remove(number as usize);
            }
        }
    }

    /// Shows the newest of the living rows of an article and no other. What was shown
    /// is the newest of those before `first_new`, unless it is gone: then all are
    /// compared, else only it and the new ones, for a hundred thousand empty files
    /// are copies of one another.
    pub(super) fn settle(&mut self, segments: &[Arc<Segment>], id: ArticleId, first_new: u32) {
        let lives = |number: &u32| self.living.contains(*number as usize);
        let mut copies: Vec<u32> = numbers_of(segments, id).filter(lives).collect();
        let was_shown = |number: &u32| self.shown.contains(*number as usize);
        if copies.iter().any(was_shown) {
            copies.retain(|number| *number >= first_new || was_shown(number));
        }
        let newest = match copies.as_slice() {
            [only] => Some(*only),
            several => several
                .iter()
                .copied()
                .max_by_key(|number| age(segments, *number)),
        };
        for number in copies {
            self.shown.set(number as usize, Some(number) == newest);
        }
    }
}
