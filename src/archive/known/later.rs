//! What is known at one moment beside what is known later, and what is left when the
//! index can't be read.

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::Known;

impl Known {
    /// The same without the index: what asks for bodies has to read them.
    #[must_use]
    pub fn without_index(&self) -> Self {
        Self {
            index: None,
            ..self.clone()
        }
    }

    /// Whether both are of one catalogue, which has not been made anew in between.
    #[must_use]
    pub fn is_of_same_rows(&self, other: &Self) -> bool {
        self.catalogue.has_same_numbers(&other.catalogue)
    }

    /// Where some rows are in what is known later: those that are shown there and whose
    /// files are as they were, so that a search that asked them need not do so again.
    /// An article that was read for the index has another number then.
    #[must_use]
    pub fn still(&self, rows: &FixedBitSet, later: &Self) -> FixedBitSet {
        let shown = later.shown();
        let mut still = FixedBitSet::with_capacity(shown.len());
        if !self.is_of_same_rows(later) {
            return still;
        }
        for row in rows.ones() {
            if shown.contains(row) {
                still.insert(row);
            } else if let Some(moved) = self.moved(row, later) {
                still.insert(moved);
            }
        }
        // What is new now, or no more, is another article to a search.
        if !Arc::ptr_eq(&self.new, &later.new) {
            let others = self.new.symmetric_difference(&later.new);
            for number in others.filter_map(|id| later.catalogue.by_id(*id)) {
                still.set(number as usize, false);
            }
        }
        still
    }

    /// The row of a file in what is known later, where it is as it was.
    fn moved(&self, row: usize, later: &Self) -> Option<usize> {
        let row = u32::try_from(row).ok()?;
        let before = self.catalogue.file(row)?;
        let now = later.catalogue.by_path(&self.catalogue.path(row)?)?;
        let is_same = now.size == before.size && now.modified_ns == before.modified_ns;
        let number = now.number as usize;
        (is_same && later.shown().contains(number)).then_some(number)
    }
}
