//! Keeps what is known of an archive: takes in what looks at the folder find,
//! reads what is new, indexes it, and saves both in the cache folder.
//!
//! Catalogue and index go together by the numbers of rows. A row is saved in the
//! catalogue before its text is committed to the index: what a kill leaves is a
//! row that is not indexed yet, never a text under a number that another row will
//! get. One process at a time writes ([`Keeper::may_write`]); others know what it
//! has saved, keep to themselves what they find beyond it, and take its place when it
//! is gone.

mod appeared;
mod beside;
mod indexing;
mod kept;
mod place;
#[cfg(test)]
mod tests;
mod trouble;

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use fixedbitset::FixedBitSet;

use super::catalogue::{Catalogue, CatalogueError, Entry, Kind};
use super::index::{Index, IndexError, Writer};
use super::look::{Fresh, Look, What, look, look_at_paths};
use super::{Archive, Known, Places, guide};
use crate::article::ArticleId;
use beside::Saved;
use indexing::Pace;
use place::stamp_of;
pub(super) use place::{folder_of, key_of};

pub use indexing::Progress;
pub use trouble::Trouble;

/// Keeps what is known of an archive.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and they go together in any way"
)]
pub struct Keeper {
    archive: Archive,
    /// Where it is kept; `None` for what stays in memory.
    folder: Option<PathBuf>,
    /// Held while this process is the one that writes.
    lock: Option<File>,
    /// What was kept when it was opened.
    saved: Saved,
    catalogue: Catalogue,
    index: Option<Arc<Index>>,
    writer: Option<Writer>,
    /// Rows whose text was given to the writer.
    given: FixedBitSet,
    /// Rows whose article could not be read for the index; they are tried again
    /// after the next look.
    failed: FixedBitSet,
    /// Rows to be read for the index, the newest last. Made when it is empty, so
    /// that not all rows are gone through for a few; some may have become dead.
    queue: Vec<u32>,
    /// Rows that were met in the present look.
    met: FixedBitSet,
    /// What could not be read in it or since, as far as it was not looked at again;
    /// empty where it is not known what that was.
    closed: HashSet<PathBuf>,
    /// Whether there was anything before the present look.
    knew: bool,
    /// Whether a look has begun and not come to its end.
    looks: bool,
    /// Articles that are new: first seen at the last look that was asked for, or
    /// since, be it in another session.
    appeared: HashSet<ArticleId>,
    /// Whether they are kept so in the cache folder.
    appeared_is_kept: bool,
    /// What was new when the last look came to its end.
    new: Arc<HashSet<ArticleId>>,
    uncommitted: usize,
    /// Bytes of long files that were read since the last commit.
    long_bytes: u64,
    committed_at: Option<Instant>,
    has_committed: bool,
    /// Whether the catalogue has rows that are not saved.
    unsaved: bool,
    /// Whether damage was found, and all made anew.
    was_rebuilt: bool,
    /// Whether the cache folder was removed, and another begun.
    was_removed: bool,
    pace: Pace,
}

/// How many articles of an archive are kept in a cache folder.
pub(super) fn known_count(archive: &Archive, cache: &Path) -> Option<usize> {
    let folder = folder_of(archive, cache)?;
    let catalogue = Catalogue::open(&folder.join("rows"), stamp_of(archive)).ok()?;
    Some(catalogue.shown().count_ones(..))
}

/// The folder in a cache folder that is an archive's, and how far the index in it has
/// come. Nothing is made or taken.
pub(super) fn progress_kept(
    archive: &Archive,
    cache: &Path,
    tell: &mut dyn FnMut(Trouble),
) -> Option<(PathBuf, Progress)> {
    let folder = folder_of(archive, cache)?;
    let progress = kept::progress_of(&folder, stamp_of(archive), tell);
    Some((folder, progress))
}

impl Keeper {
    /// Opens what was kept of an archive in a cache folder; where that is not
    /// there or not usable, nothing is known yet. Without a folder nothing is kept.
    pub fn open(archive: Archive, cache: Option<&Path>, tell: &mut dyn FnMut(Trouble)) -> Self {
        let folder = cache.and_then(|cache| folder_of(&archive, cache));
        let stamp = stamp_of(&archive);
        let mut keeper = Self {
            catalogue: Catalogue::in_memory(stamp),
            archive,
            folder,
            lock: None,
            saved: Saved::default(),
            index: None,
            writer: None,
            given: FixedBitSet::new(),
            failed: FixedBitSet::new(),
            queue: Vec::new(),
            met: FixedBitSet::new(),
            closed: HashSet::new(),
            knew: false,
            looks: false,
            appeared: HashSet::new(),
            appeared_is_kept: true,
            new: Arc::default(),
            uncommitted: 0,
            long_bytes: 0,
            committed_at: None,
            has_committed: false,
            unsaved: false,
            was_rebuilt: false,
            was_removed: false,
            pace: Pace::default(),
        };
        keeper.open_kept(stamp, tell);
        keeper
    }

    /// What is known now.
    #[must_use]
    pub fn known(&self) -> Known {
        Known {
            archive: self.archive.clone(),
            catalogue: self.catalogue.clone(),
            index: self.index.as_deref().map(Index::snapshot),
            new: Arc::clone(&self.new),
        }
    }

    /// Whether this process keeps the cache; another may.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.lock.is_some()
    }

    /// Gives up all that is kept, so that it is made anew.
    pub fn rebuild(&mut self, tell: &mut dyn FnMut(Trouble)) {
        self.start_anew(stamp_of(&self.archive), tell);
    }

    /// A look at the folders: tells in batches what is there, until `tell` wants
    /// no more. It can run on another thread while this goes on being used.
    pub fn look(&self) -> impl FnOnce(&mut dyn FnMut(Look) -> bool) + Send + use<> {
        let (archive, catalogue) = (self.archive.clone(), self.catalogue.clone());
        move |tell| match &archive.places {
            Places::Guide(language) => {
                tell(guide::look(*language, &archive.rules));
            }
            Places::Paths(paths) => {
                let known = |path: &Path| catalogue.by_path(path);
                look(paths, &archive.rules, &known, tell);
            }
        }
    }

    /// A look at some paths, files and folders: tells what is there and what is
    /// gone, as [`Keeper::look`] does.
    pub fn look_at(
        &mut self,
        paths: Vec<PathBuf>,
    ) -> impl FnOnce(&mut dyn FnMut(Look) -> bool) + Send + use<> {
        // What can't be read in a look at all is needed to its end.
        if !self.looks && !self.closed.is_empty() {
            let paths: HashSet<&Path> = paths.iter().map(PathBuf::as_path).collect();
            self.closed
                .retain(|path| !path.ancestors().any(|above| paths.contains(above)));
        }
        let (archive, catalogue) = (self.archive.clone(), self.catalogue.clone());
        move |tell| {
            if let Places::Paths(places) = &archive.places {
                look_at_paths(&paths, places, &archive.rules, &catalogue, tell);
            }
        }
    }

    /// A look at all begins. What it finds is new, beside what was new already; that is
    /// new no more where this look was `asked` for.
    pub fn begin_look(&mut self, asked: bool) {
        self.met.clear();
        self.closed.clear();
        // What an abandoned look found is still to be told as new.
        if asked && !self.looks {
            self.appeared_is_kept &= self.appeared.is_empty();
            self.appeared.clear();
        }
        self.looks = true;
        self.failed.clear();
    }

    /// Takes in what was found.
    pub fn take(&mut self, look: &Look) -> Result<(), Trouble> {
        for number in &look.same {
            self.meet(*number);
        }
        let closed = look.closed.iter().map(|(path, _)| path.clone());
        self.closed.extend(closed);
        if look.fresh.is_empty() && look.gone.is_empty() {
            return Ok(());
        }
        // The file of a row that is gone may have another by now.
        let gone: Vec<u32> = look.gone.iter().map(|gone| self.present(*gone)).collect();
        let first = self.catalogue.numbers();
        for fresh in &look.fresh {
            if let What::Article(head) = &fresh.what
                && self.knew
                // What was there a moment ago was moved, or written anew.
                && !self.catalogue.has_row_of(head.id)
            {
                self.appeared_is_kept &= !self.appeared.insert(head.id);
            }
        }
        self.leave_lost_folder();
        self.catalogue = self
            .catalogue
            .changed(look.fresh.iter().map(entry_of), &gone)?;
        for number in first..self.catalogue.numbers() {
            self.meet(number);
        }
        self.unsaved = true;
        // What came may be newer than what stands there.
        self.queue.clear();
        Ok(())
    }

    fn meet(&mut self, number: u32) {
        let number = self.present(number);
        self.met.grow_and_insert(number as usize);
    }

    /// The row that a file has now. A look begins with an older catalogue: the file
    /// may have another row than it had then.
    fn present(&self, number: u32) -> u32 {
        let is_living = self.catalogue.living().contains(number as usize);
        let other = || {
            let path = self.catalogue.path(number)?;
            self.catalogue.by_path(&path).map(|known| known.number)
        };
        if is_living {
            number
        } else {
            other().unwrap_or(number)
        }
    }

    /// How many files hold no text, and how many files and folders could not be read.
    #[must_use]
    pub fn without_article(&self) -> (usize, usize) {
        let count = |kind| self.catalogue.rows_of_kind(kind).len();
        let unreadable = count(Kind::Unreadable) + self.closed.len();
        (count(Kind::Binary), unreadable)
    }

    /// The look has come to its end: what was not met is gone, unless it lies where
    /// the look could not go.
    pub fn finish_look(&mut self) -> Result<(), Trouble> {
        let mut gone = self.catalogue.living().clone();
        gone.difference_with(&self.met);
        self.leave_out_closed(&mut gone);
        let gone: Vec<u32> = gone.ones().filter_map(|n| u32::try_from(n).ok()).collect();
        if !gone.is_empty() {
            self.leave_lost_folder();
            self.catalogue = self.catalogue.changed([], &gone)?;
            self.unsaved = true;
        }
        self.looks = false;
        self.knew = true;
        self.tell_new();
        if self.catalogue.is_damaged() {
            return Err(CatalogueError::DamagedRow.into());
        }
        // Before the index, which can only say that its files are not there.
        self.must_hold_lock()?;
        self.forget_dead()?;
        if let (Some(index), Some(_)) = (&self.index, &self.writer) {
            // Files that were merged into others since the last commit are let go of.
            index.reload()?;
        }
        self.save()
    }

    /// Leaves out of some rows what lies at or below what could not be read: a share
    /// that does not answer for a moment has lost nothing.
    fn leave_out_closed(&self, rows: &mut FixedBitSet) {
        if self.closed.contains(Path::new("")) {
            rows.clear();
        }
        if rows.is_clear() || self.closed.is_empty() {
            return;
        }
        let own = self.closed.iter();
        let own = own.filter_map(|path| self.catalogue.by_path(path));
        let within = self.catalogue.within(&self.closed).into_iter();
        for number in own.map(|known| known.number).chain(within) {
            rows.set(number as usize, false);
        }
    }

    /// Looks at the folders from beginning to end. What can't be read is added to
    /// `closed`, with why; all of it, unless what is known is damaged. What is new
    /// depends on whether the look was `asked` for, see [`Keeper::begin_look`].
    pub fn look_again(
        &mut self,
        asked: bool,
        closed: &mut Vec<(PathBuf, String)>,
    ) -> Result<(), Trouble> {
        let mut result = Ok(());
        self.begin_look(asked);
        self.look()(&mut |look| {
            for fresh in &look.fresh {
                if let What::Unreadable(error) = &fresh.what {
                    closed.push((fresh.path.clone(), error.clone()));
                }
            }
            result = self.take(&look);
            closed.extend(look.closed);
            result.is_ok()
        });
        result?;
        self.finish_look()
    }

    /// The files that hold no text.
    #[must_use]
    pub fn files_without_text(&self) -> Vec<PathBuf> {
        let rows = self.catalogue.rows_of_kind(Kind::Binary).into_iter();
        rows.filter_map(|number| self.catalogue.path(number))
            .collect()
    }

    /// The folder in the cache that is this archive's.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// A look at some paths has come to its end. What it found is saved, and
    /// forgotten by the index, when articles are indexed next.
    pub fn finish_paths(&mut self) {
        self.tell_new();
    }

    fn tell_new(&mut self) {
        if *self.new != self.appeared {
            self.new = Arc::new(self.appeared.clone());
        }
    }

    /// Takes dead rows out of the index.
    fn forget_dead(&mut self) -> Result<(), Trouble> {
        let mut dead = self.given.clone();
        dead.difference_with(self.catalogue.living());
        if dead.is_clear() || !self.open_writer()? {
            return Ok(());
        }
        for number in dead.ones() {
            if let (Some(writer), Ok(number)) = (&mut self.writer, u32::try_from(number)) {
                writer.remove(number)?;
                self.uncommitted += 1;
            }
        }
        self.given.difference_with(&dead);
        Ok(())
    }

    /// Saves the catalogue and what is new, where this process may and something is
    /// not saved.
    fn save(&mut self) -> Result<(), Trouble> {
        self.must_hold_lock()?;
        if let (Some(folder), Some(_), false) = (&self.folder, &self.lock, self.appeared_is_kept) {
            // Before the rows: without them what is new is found once more, while
            // rows without it would be taken for old.
            appeared::write(folder, self.catalogue.token(), &self.appeared)?;
            self.appeared_is_kept = true;
        }
        if self.lock.is_none() || !self.unsaved {
            return Ok(());
        }
        if self.catalogue.needs_compaction() {
            match self.catalogue.compacted() {
                Ok(compacted) => self.catalogue = compacted,
                // What is new may find room where all of it does not.
                Err(error @ CatalogueError::File { .. }) => {
                    tracing::warn!(%error, "the rows are saved as they are");
                }
                Err(error) => return Err(error.into()),
            }
        }
        self.catalogue.save()?;
        self.unsaved = false;
        Ok(())
    }

    /// After trouble: gives up what can't be gone on with. Whether that was all
    /// that was known, or has other numbers now: then the folders are to be looked at,
    /// and what an earlier look still tells is not to be taken in.
    pub fn recover(&mut self, trouble: &Trouble, tell: &mut dyn FnMut(Trouble)) -> bool {
        if matches!(trouble, Trouble::Lost { .. }) {
            return self.begin_in_new_folder(tell);
        }
        self.writer = None;
        let is_damaged = self.catalogue.is_damaged()
            || matches!(
                trouble,
                Trouble::Catalogue(CatalogueError::Damaged(_) | CatalogueError::DamagedRow)
                    | Trouble::Index(IndexError::Damaged { .. } | IndexError::Replaced { .. })
            );
        let is_of_index = matches!(trouble, Trouble::Index(_)) && !self.catalogue.is_damaged();
        if is_damaged && is_of_index && self.lock.is_none() {
            // The index is another process's to make anew; the rows are good without.
            self.index = None;
            self.given.clear();
            return false;
        }
        if is_damaged {
            if std::mem::replace(&mut self.was_rebuilt, true) {
                // What was made anew is damaged again: it goes without a cache.
                self.folder = None;
                self.lock = None;
            }
            self.rebuild(tell);
        } else {
            // What was not committed is lost to the index, and stands to be read again.
            self.given = self
                .index
                .as_ref()
                .map(|index| index.numbers())
                .unwrap_or_default();
            self.queue.clear();
            self.uncommitted = 0;
            self.long_bytes = 0;
        }
        is_damaged
    }
}

fn entry_of(fresh: &Fresh) -> Entry<'_> {
    match &fresh.what {
        What::Article(head) => Entry::article(head, fresh.size, None),
        What::Binary => Entry::binary(&fresh.path, fresh.size, fresh.modified),
        What::Unreadable(_) => Entry::unreadable(&fresh.path, fresh.size, fresh.modified),
    }
}
