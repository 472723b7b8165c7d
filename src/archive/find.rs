//! A search that is asked once, from the command line: of a keeper that has looked
//! at what has changed. Without a cache folder, or where it can't be used, the
//! keeper knows what this look finds and no more: the answer is the same, only slower.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::catalogue::CatalogueError;
use super::index::SearchError;
use super::{Answer, Archive, Depth, Keeper, Known, MarkedRows, Trouble};
use crate::marks::MarkSet;
use crate::query::Matcher;
use crate::rows::{NoRows, Order, Rows, SortKey};

/// How often an answer is tried for: by the cache, by one that was made anew, and
/// without; the last can't fail over a cache.
const TRIES: usize = 4;

/// What is looked for in an archive.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// What has to hold; `None` finds everything.
    pub matcher: Option<&'a Matcher>,
    /// The reader's marks, for what the query asks of them.
    pub marks: &'a MarkSet,
    /// The order of what is found.
    pub order: Order,
    /// How much of all that is found will be asked for. Where that is more than
    /// headers, of everything there is, it is worth an index.
    pub depth: Depth,
}

/// A file in which there is no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoArticle<'a> {
    /// It holds no text.
    Binary(&'a Path),
    /// It can't be read, and why.
    Unreadable(&'a Path, &'a str),
}

impl Archive {
    /// The articles that a search finds. Of copies of one article the newest is
    /// asked and shown. Files in which there is none are told, each once. `cache`
    /// is the cache folder; what is kept there of the archive is brought up to
    /// date, and what is wrong with it is given to `note`: the answer is the same
    /// without.
    ///
    /// # Errors
    /// What was in the way the last time, where there is no answer after some tries.
    pub fn find(
        &self,
        search: &Search<'_>,
        cache: Option<&Path>,
        note: &mut dyn FnMut(Trouble),
        tell: &mut dyn FnMut(NoArticle<'_>),
    ) -> Result<Arc<dyn Rows>, Trouble> {
        let mut keeper = Keeper::open(self.clone(), cache, note);
        let mut tries = 0;
        loop {
            tries += 1;
            let mut closed = Vec::new();
            if let Err(trouble) = bring_up_to_date(&mut keeper, search, &mut closed) {
                let is_lost = keeper.recover(&trouble, note);
                if is_lost && tries >= TRIES {
                    return Err(trouble);
                }
                note(trouble);
                if is_lost {
                    continue;
                }
                // What could not be saved is known all the same.
            }
            match found(&keeper.known(), search) {
                Ok(rows) => {
                    for (path, error) in &closed {
                        tell(NoArticle::Unreadable(path, error));
                    }
                    for path in keeper.files_without_text() {
                        tell(NoArticle::Binary(&path));
                    }
                    return Ok(rows);
                }
                Err(trouble) => {
                    if tries >= TRIES {
                        return Err(trouble);
                    }
                    let is_lost = keeper.recover(&trouble, note);
                    note(trouble);
                    if !is_lost {
                        // It would be no better a second time.
                        keeper = Keeper::open(self.clone(), None, note);
                    }
                }
            }
        }
    }
}

impl Archive {
    /// What a look finds of it. `cache` is the cache folder, as in [`Archive::find`].
    #[must_use]
    pub fn known(&self, cache: Option<&Path>) -> Known {
        let note = &mut |trouble: Trouble| tracing::warn!(error = %trouble, "the cache");
        let mut keeper = Keeper::open(self.clone(), cache, note);
        if let Err(trouble) = keeper.look_again(false, &mut Vec::new()) {
            note(trouble);
        }
        keeper.known()
    }
}

impl Known {
    /// Whether a search finds anything, or may: what is not indexed is read.
    #[must_use]
    pub fn may_hold(&self, matcher: &Matcher, marks: &MarkSet) -> bool {
        !rows_found(self, matcher, marks).is_ok_and(|rows| rows.is_clear())
    }
}

/// Looks at the folders, and indexes what would have to be read now and again the
/// next time. Files and folders that can't be read are added to `closed`.
fn bring_up_to_date(
    keeper: &mut Keeper,
    search: &Search<'_>,
    closed: &mut Vec<(PathBuf, String)>,
) -> Result<(), Trouble> {
    keeper.look_again(false, closed)?;
    let reads_all = match search.matcher {
        Some(matcher) => matcher.needs_body(),
        None => search.depth == Depth::Whole || search.order.key == SortKey::Length,
    };
    while reads_all && keeper.index_some()?.is_some() {}
    Ok(())
}

/// The rows that a search finds, to the end: those that are not indexed are read.
fn found(known: &Known, search: &Search<'_>) -> Result<Arc<dyn Rows>, Trouble> {
    let mut known = known.clone();
    let mut found = match search.matcher {
        Some(matcher) => Some(rows_found(&known, matcher, search.marks)?),
        None => None,
    };
    if search.order.key == SortKey::Length {
        let rows = found.unwrap_or_else(|| known.shown().clone());
        let (read, rows) = known.with_lengths(&rows)?;
        known = read;
        found = search.matcher.is_some().then_some(rows);
    }
    let among = search.matcher.zip(found.as_ref());
    let rows = match known.arranged(search.order, among, &|| false) {
        Ok(rows) => rows,
        Err(SearchError::Index(error)) => return Err(error.into()),
        Err(SearchError::Stopped) => Arc::new(NoRows),
    };
    // Else rows would be left out without a word.
    if !known.can_be_read(found.as_ref().unwrap_or(known.shown())) {
        return Err(CatalogueError::DamagedRow.into());
    }
    Ok(rows)
}

fn rows_found(known: &Known, matcher: &Matcher, marks: &MarkSet) -> Result<FixedBitSet, Trouble> {
    let mut marked = MarkedRows::default();
    marked.update(known, marks);
    let Answer { mut found, unread } = match known.ask(matcher, &marked, marks, &|| false) {
        Ok(answer) => answer,
        Err(SearchError::Index(error)) => return Err(error.into()),
        Err(SearchError::Stopped) => Answer::default(),
    };
    for number in known.holding(&unread, matcher, marks) {
        found.grow_and_insert(number as usize);
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
