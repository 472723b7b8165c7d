//! Which rows live, and which of several copies of an article is shown.

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::segment::Segment;
use super::{age, numbers_of};
use crate::article::ArticleId;

/// Which rows live and which are shown, while the next catalogue is made.
pub(super) struct Sets {
    pub(super) living: FixedBitSet,
    pub(super) shown: FixedBitSet,
}

impl Sets {
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
