//! Lists made of a catalogue: numbers in a sequence; heads are read when a row
//! is asked for.

use std::sync::{Arc, OnceLock};

use fixedbitset::FixedBitSet;

use super::Catalogue;
use super::bytes::chunk_at;
use super::format::Section;
use super::orders::Sequence;
use crate::article::{ArticleId, Head};
use crate::marks::MarkSet;
use crate::rows::{Order, Rows, SortKey};

/// A list in an order.
struct Arranged {
    catalogue: Catalogue,
    sequence: Sequence,
    /// How the rows lie in the sequence.
    way: Way,
    /// Rows that were read when the list was made, by number, as far as is known.
    read: Arc<FixedBitSet>,
    /// The rows of the list by number, once they were asked for.
    members: OnceLock<FixedBitSet>,
}

/// How the rows of a list lie in a sequence.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// As they are.
    Forward,
    /// The other way round, but for the end of it, which is reversed in itself:
    /// rows from this place on, of which the key is not known, stay last.
    Backward(usize),
}

impl Catalogue {
    /// The rows shown, in an order; of them those in `found`, where that is
    /// given. A list of all costs nothing once its order was asked for; one of
    /// those found takes a pass over all.
    #[must_use]
    pub fn arranged(&self, order: Order, found: Option<&FixedBitSet>) -> Arc<dyn Rows> {
        self.arranged_knowing(order, found, &Arc::default())
    }

    /// The same, as a list that knows which rows are read.
    #[must_use]
    pub fn arranged_knowing(
        &self,
        order: Order,
        found: Option<&FixedBitSet>,
        read: &Arc<FixedBitSet>,
    ) -> Arc<dyn Rows> {
        let all = self.sequence(order.key);
        let sequence = match found {
            None => all,
            Some(found) => {
                let is_found = |number: &u32| found.contains(*number as usize);
                Arc::new(all.iter().copied().filter(is_found).collect())
            }
        };
        let way = match (order.reversed, order.key) {
            (false, _) => Way::Forward,
            (true, SortKey::Length) => {
                Way::Backward(sequence.partition_point(|number| self.has_length(*number)))
            }
            (true, _) => Way::Backward(sequence.len()),
        };
        Arc::new(Arranged {
            catalogue: self.clone(),
            sequence,
            way,
            read: Arc::clone(read),
            members: OnceLock::new(),
        })
    }

    /// Some rows from the newest article on; those that are not shown are left out.
    #[must_use]
    pub fn newest_first(&self, rows: &FixedBitSet) -> Vec<u32> {
        let all = self.sequence(SortKey::Date);
        let is_meant = |number: &u32| rows.contains(*number as usize);
        all.iter().copied().filter(is_meant).collect()
    }

    /// Rows in a sequence of the caller's, such as by relevance; those that are
    /// not shown are left out. `read` are those that are known to be read.
    #[must_use]
    pub fn arranged_by(&self, mut sequence: Vec<u32>, read: &Arc<FixedBitSet>) -> Arc<dyn Rows> {
        sequence.retain(|number| self.shown().contains(*number as usize));
        Arc::new(Arranged {
            catalogue: self.clone(),
            sequence: Arc::new(sequence),
            way: Way::Forward,
            read: Arc::clone(read),
            members: OnceLock::new(),
        })
    }

    /// Whether it is the very same, and nothing has changed in between.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// Whether one came of the other, or both of a third: a number that both have
    /// given is of the same row.
    #[must_use]
    pub fn has_same_numbers(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner.numbering, &other.inner.numbering)
    }

    /// The identity of a row that is shown. Its record is not looked at.
    pub(super) fn listed_id(&self, number: u32) -> Option<ArticleId> {
        let (segment, place) = self.find(number)?;
        let id = chunk_at(segment.checked(Section::Ids), place as usize)?;
        Some(ArticleId::from_bytes(id))
    }
}

impl Arranged {
    /// The place in the sequence of a row, or the row of a place.
    fn turned(&self, row: usize) -> Option<usize> {
        let count = self.sequence.len();
        match self.way {
            _ if row >= count => None,
            Way::Forward => Some(row),
            Way::Backward(known) if row < known => Some(known - 1 - row),
            Way::Backward(known) => Some(count - 1 - (row - known)),
        }
    }

    fn number(&self, row: usize) -> Option<u32> {
        self.sequence.get(self.turned(row)?).copied()
    }

    /// Whether a row, by its number, is in the list.
    fn has(&self, number: u32) -> bool {
        let shown = self.catalogue.shown();
        if !shown.contains(number as usize) {
            return false;
        }
        let members = self.members.get_or_init(|| {
            let mut members = FixedBitSet::with_capacity(shown.len());
            self.sequence
                .iter()
                .for_each(|number| members.grow_and_insert(*number as usize));
            members
        });
        members.contains(number as usize)
    }
}

impl Rows for Arranged {
    fn len(&self) -> usize {
        self.sequence.len()
    }

    fn head(&self, row: usize) -> Option<Arc<Head>> {
        self.catalogue.head(self.number(row)?)
    }

    fn id(&self, row: usize) -> Option<ArticleId> {
        self.catalogue.listed_id(self.number(row)?)
    }

    fn row_of(&self, id: ArticleId) -> Option<usize> {
        let shown = self.catalogue.by_id(id)?;
        let place = self.sequence.iter().position(|number| *number == shown)?;
        self.turned(place)
    }

    fn contains(&self, id: ArticleId) -> bool {
        self.catalogue
            .by_id(id)
            .is_some_and(|number| self.has(number))
    }

    fn unread_from(&self, row: usize, forward: bool) -> Option<usize> {
        let is_unread = |row: &usize| {
            let number = self.number(*row);
            number.is_some_and(|number| !self.read.contains(number as usize))
        };
        if forward {
            (row..self.len()).find(is_unread)
        } else {
            let row = row.min(self.len().checked_sub(1)?);
            (0..=row).rev().find(is_unread)
        }
    }

    fn remarked(&self, before: &MarkSet, now: &MarkSet) -> Option<Arc<dyn Rows>> {
        let mut read = (*self.read).clone();
        for id in now.changed_since(before) {
            let is_read = now.get(id).read;
            if before.get(id).read != is_read
                && let Some(number) = self.catalogue.by_id(id)
            {
                read.grow(number as usize + 1);
                read.set(number as usize, is_read);
            }
        }
        Some(Arc::new(Self {
            catalogue: self.catalogue.clone(),
            sequence: Arc::clone(&self.sequence),
            way: self.way,
            read: Arc::new(read),
            members: self.members.clone(),
        }))
    }
}
