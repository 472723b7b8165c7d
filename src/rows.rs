//! A list as everyone sees it: an immutable snapshot of heads in an order.
//! Whoever holds one can count it and read any row; a new order or a new search
//! is a new snapshot.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::article::{ArticleId, Head};
use crate::marks::MarkSet;
use crate::text::dictionary::{Part, beginning_with, dictionary, initial};

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

    /// Whether an article is in the list; where its row need not be known, that may
    /// be had for less.
    fn contains(&self, id: ArticleId) -> bool {
        self.row_of(id).is_some()
    }

    /// The first row, from this one on or backwards, that was unread as far as the
    /// list knows: it was made with marks of a moment, or with none. Rows that it
    /// passes over were read.
    fn unread_from(&self, row: usize, _forward: bool) -> Option<usize> {
        (row < self.len()).then_some(row)
    }

    /// The same list, where it was made with the marks `before`, with those of now;
    /// `None` where it knows nothing of marks.
    fn remarked(&self, _before: &MarkSet, _now: &MarkSet) -> Option<Arc<dyn Rows>> {
        None
    }
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

/// The first row for which something does not hold any more, of rows of which it
/// holds at the beginning. Rows that can't be read are passed over.
fn partition_point(rows: &dyn Rows, holds: impl Fn(&Head) -> bool) -> usize {
    let (mut low, mut high) = (0, rows.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if rows.head(middle).is_none_or(|head| holds(&head)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The row to go to for a moment in a list by date: the first at or before it; in
/// one that is `reversed`, the first at or after it. The last row where there is
/// none such; `None` in a list without rows. It reads some twenty heads of a million.
#[must_use]
pub fn row_at_date(rows: &dyn Rows, moment: DateTime<Utc>, reversed: bool) -> Option<usize> {
    let is_before = |head: &Head| {
        if reversed {
            head.date < moment
        } else {
            head.date > moment
        }
    };
    let row = partition_point(rows, is_before);
    Some(row.min(rows.len().checked_sub(1)?))
}

/// The row to go to for what is typed in a list by title: the first that begins
/// with it, or with Han whose pinyin begins with it, where it is one letter. Where
/// there is none such, the first in its place; the last row where that is the end.
/// `None` in a list without rows, and where nothing is typed.
#[must_use]
pub fn row_at_title(rows: &dyn Rows, typed: &str, reversed: bool) -> Option<usize> {
    let (dictionary, last) = (dictionary()?, rows.len().checked_sub(1)?);
    let mut letters = typed.chars();
    let letter = letters.next()?;
    let by_pinyin = initial(letter).filter(|_| letters.next().is_none());
    // The rows of a part of the list, and whether there are any.
    let first_of = |part: &Part| {
        let is_from = |head: &Head| dictionary.compare(head.title.as_str(), &part.from).is_ge();
        let is_behind = |head: &Head| dictionary.compare(head.title.as_str(), &part.to).is_ge();
        let row = if reversed {
            partition_point(rows, is_behind)
        } else {
            partition_point(rows, |head| !is_from(head))
        };
        let head = rows.head(row);
        let is_in = head.is_some_and(|head| is_from(&head) && !is_behind(&head));
        (row, is_in)
    };
    let written = first_of(&beginning_with(typed));
    let row = match by_pinyin.map(|part| first_of(&part)) {
        Some((row, true)) => row,
        Some((row, false)) if !written.1 => row,
        _ => written.0,
    };
    Some(row.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of titles as they are; nothing else is asked of it.
    struct Titled(Vec<Arc<Head>>);

    impl Titled {
        fn new(titles: &[&str]) -> Self {
            let head = |title: &&str| {
                let facts = crate::loader::FileFacts {
                    path: "a.txt".into(),
                    modified: DateTime::UNIX_EPOCH,
                };
                let text = format!("[{title}](https://example.org/)\n------\n<p>x</p>");
                match crate::loader::load(
                    text.as_bytes(),
                    &facts,
                    &crate::article::Rules::embedded(),
                ) {
                    crate::loader::Loaded::Article(article) => Arc::new(article.head),
                    crate::loader::Loaded::Binary => panic!("an article"),
                }
            };
            Self(titles.iter().map(head).collect())
        }
    }

    impl Rows for Titled {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn head(&self, row: usize) -> Option<Arc<Head>> {
            self.0.get(row).cloned()
        }

        fn id(&self, _: usize) -> Option<ArticleId> {
            None
        }

        fn row_of(&self, _: ArticleId) -> Option<usize> {
            None
        }
    }

    /// Sorted as a dictionary has them.
    const TITLES: &[&str] = &[
        "2024年",
        "北京",
        "法国",
        "拉夫罗夫",
        "两会",
        "普京",
        "普京访华",
        "乌克兰",
        "中国",
        "Lavrov",
        "Putin",
        "Путин",
    ];

    #[test]
    fn a_letter_is_jumped_to() {
        for (typed, forwards, backwards) in [
            ("l", "拉夫罗夫", "两会"),
            ("L", "拉夫罗夫", "两会"),
            ("p", "普京", "普京访华"),
            ("z", "中国", "中国"),
            ("b", "北京", "北京"),
            // Of more letters than one none is an initial.
            ("pu", "Putin", "Putin"),
            ("la", "Lavrov", "Lavrov"),
            ("普京", "普京", "普京访华"),
            ("普京访", "普京访华", "普京访华"),
            ("п", "Путин", "Путин"),
            ("2", "2024年", "2024年"),
            // Where there is nothing, the next there is in its place.
            ("c", "法国", "北京"),
            ("x", "中国", "乌克兰"),
            ("u", "Путин", "Putin"),
            ("ю", "Путин", "Путин"),
            ("!", "2024年", "2024年"),
        ] {
            let rows = Titled::new(TITLES);
            let row = row_at_title(&rows, typed, false);
            assert_eq!(row.map(|row| TITLES[row]), Some(forwards), "{typed}");
            let turned: Vec<&str> = TITLES.iter().rev().copied().collect();
            let row = row_at_title(&Titled::new(&turned), typed, true);
            assert_eq!(
                row.map(|row| turned[row]),
                Some(backwards),
                "{typed} backwards"
            );
        }
        assert_eq!(row_at_title(&Titled::new(TITLES), "", false), None);
        assert_eq!(row_at_title(&NoRows, "a", false), None);
    }
}
