//! Searches that a reader saved.

use crate::text::fold::fold;

/// A search that was saved under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its name as it was written.
    pub name: String,
    /// The query.
    pub query: String,
    /// When it was saved, in UTC milliseconds since 1970.
    pub at: i64,
}

impl SavedSearch {
    /// Whether it is meant by a name: names that fold alike are one.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        fold(&self.name).as_str() == fold(name).as_str()
    }
}
