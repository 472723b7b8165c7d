//! Lists made of a catalogue: numbers in a sequence; heads are read when a row
//! is asked for.

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::Catalogue;
use super::orders::Sequence;
use crate::article::{ArticleId, Head};
use crate::rows::{Order, Rows, SortKey};

/// A list in an order.
struct Arranged {
    catalogue: Catalogue,
    sequence: Sequence,
    /// How the rows lie in the sequence.
    way: Way,
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
    /// not shown are left out.
    #[must_use]
    pub fn arranged_by(&self, mut sequence: Vec<u32>) -> Arc<dyn Rows> {
        sequence.retain(|number| self.shown().contains(*number as usize));
        Arc::new(Arranged {
            catalogue: self.clone(),
            sequence: Arc::new(sequence),
            way: Way::Forward,
        })
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
}

impl Rows for Arranged {
    fn len(&self) -> usize {
        self.sequence.len()
    }

    fn head(&self, row: usize) -> Option<Arc<Head>> {
        self.catalogue.head(self.number(row)?)
    }

    fn id(&self, row: usize) -> Option<ArticleId> {
        self.catalogue.id(self.number(row)?)
    }

    fn row_of(&self, id: ArticleId) -> Option<usize> {
        let shown = self.catalogue.by_id(id)?;
        let place = self.sequence.iter().position(|number| *number == shown)?;
        self.turned(place)
    }
}
