//! A list as everyone sees it: an immutable snapshot of heads in an order.
//! Whoever holds one can count it and read any row; a new order or a new search
//! is a new snapshot.

use std::sync::Arc;

use crate::article::{ArticleId, Head};

pub use crate::query::{Order, SortKey};

/// An immutable list of articles, already searched and sorted.
pub trait Rows: Send + Sync {
    /// How many rows there are.
    fn len(&self) -> usize;

    /// Whether there is no row.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The head of a row; `None` past the end.
    fn head(&self, row: usize) -> Option<Arc<Head>>;

    /// The identity of the article in a row; `None` past the end.
    fn id(&self, row: usize) -> Option<ArticleId>;

    /// The row of an article.
    fn row_of(&self, id: ArticleId) -> Option<usize>;
}

/// No rows at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRows;

impl Rows for NoRows {
    fn len(&self) -> usize {
        0
    }

    fn head(&self, _: usize) -> Option<Arc<Head>> {
        None
    }

    fn id(&self, _: usize) -> Option<ArticleId> {
        None
    }

    fn row_of(&self, _: ArticleId) -> Option<usize> {
        None
    }
}
