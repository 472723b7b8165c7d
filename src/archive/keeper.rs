//! Keeps what is known of an archive: takes in what looks at the folder find,
//! reads what is new, indexes it, and saves both in the cache folder.
//!
//! Catalogue and index go together by the numbers of rows. A row is saved in the
//! catalogue before its text is committed to the index: what a kill leaves is a
//! row that is not indexed yet, never a text under a number that another row will
//! get. One process at a time writes ([`Keeper::may_write`]); others know what it
//! has saved, and keep to themselves what they find beyond it.

mod indexing;
mod place;
#[cfg(test)]
mod tests;

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
use indexing::Pace;
use place::{folder_of, lock, private_folder, stamp_of};

pub use indexing::Progress;

/// Something that went wrong with the cache. The list works on without.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// With the catalogue.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// With the index.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The cache folder can't be used.
    #[error("can't use the cache folder {} ({source}); the list works without, only slower", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

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
    /// Whether there was anything before the present look.
    knew: bool,
    /// Whether a look has begun and not come to its end.
    looks: bool,
    appeared: HashSet<ArticleId>,
    new: Arc<HashSet<ArticleId>>,
    uncommitted: usize,
    committed_at: Option<Instant>,
    has_committed: bool,
    /// Whether the catalogue has rows that are not saved.
    unsaved: bool,
    /// Whether damage was found, and all made anew.
    was_rebuilt: bool,
    pace: Pace,
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
            index: None,
            writer: None,
            given: FixedBitSet::new(),
            failed: FixedBitSet::new(),
            queue: Vec::new(),
            met: FixedBitSet::new(),
            knew: false,
            looks: false,
            appeared: HashSet::new(),
            new: Arc::default(),
            uncommitted: 0,
            committed_at: None,
            has_committed: false,
            unsaved: false,
            was_rebuilt: false,
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
            index: self.index.clone(),
            new: Arc::clone(&self.new),
        }
    }

    /// Whether this process keeps the cache; another may.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.lock.is_some()
    }

    fn open_kept(&mut self, stamp: u64, tell: &mut dyn FnMut(Trouble)) {
        let Some(folder) = self.folder.clone() else {
            return;
        };
        let mut say_no_more = |_: Trouble| {};
        let tell = match lock(&folder) {
            Ok(lock) => {
                self.lock = lock;
                tell
            }
            Err(source) => {
                let folder = folder.clone();
                tell(Trouble::Folder { folder, source });
                // What follows from it is no other trouble.
                &mut say_no_more
            }
        };
        let rows = folder.join("rows");
        match Catalogue::open(&rows, stamp) {
            Ok(catalogue) => self.catalogue = catalogue,
            Err(error) => {
                if !matches!(
                    error,
                    CatalogueError::Missing(_) | CatalogueError::Outdated(_)
                ) {
                    tell(error.into());
                }
                self.start_anew(stamp, tell);
                return;
            }
        }
        match Index::open(&folder.join("index")) {
            Ok(index) => self.take_index(index, stamp, tell),
            Err(IndexError::Missing { .. } | IndexError::OtherVersion { .. }) => {
                self.make_index(tell);
            }
            Err(error) => {
                tell(error.into());
                self.make_index(tell);
            }
        }
        self.knew = self.catalogue.numbers() > 0;
    }

    /// Takes an index that was opened, where its numbers are the catalogue's.
    fn take_index(&mut self, index: Index, stamp: u64, tell: &mut dyn FnMut(Trouble)) {
        let numbers = index.numbers();
        let is_ours = numbers
            .maximum()
            .is_none_or(|last| last < self.catalogue.numbers() as usize);
        if is_ours {
            self.given = numbers;
            self.index = Some(Arc::new(index));
        } else {
            self.start_anew(stamp, tell);
        }
    }

    /// Nothing is known, and what was kept is given up.
    fn start_anew(&mut self, stamp: u64, tell: &mut dyn FnMut(Trouble)) {
        self.writer = None;
        self.index = None;
        self.given.clear();
        self.failed.clear();
        self.queue.clear();
        self.met.clear();
        self.uncommitted = 0;
        self.knew = false;
        match (&self.folder, &self.lock) {
            (Some(folder), Some(_)) => {
                let rows = folder.join("rows");
                self.catalogue = Catalogue::in_memory(stamp);
                if let Err(source) = private_folder(&rows) {
                    tell(Trouble::Folder {
                        folder: rows,
                        source,
                    });
                    return;
                }
                self.make_index(tell);
                // An index that could not be emptied may hold texts under the
                // numbers that begin anew: rows that were saved beside it would
                // be taken for theirs.
                if self.index.is_some() {
                    self.catalogue = Catalogue::new(&rows, stamp);
                }
            }
            // What another process keeps is not ours to give up.
            _ => self.catalogue = Catalogue::in_memory(stamp),
        }
    }

    /// Makes an empty index, where this process may.
    fn make_index(&mut self, tell: &mut dyn FnMut(Trouble)) {
        self.given.clear();
        let (Some(folder), Some(_)) = (&self.folder, &self.lock) else {
            return;
        };
        match Index::create(&folder.join("index")) {
            Ok(index) => self.index = Some(Arc::new(index)),
            Err(error) => tell(error.into()),
        }
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
            Places::Guide => {
                tell(guide::look(&archive.rules));
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
        &self,
        paths: Vec<PathBuf>,
    ) -> impl FnOnce(&mut dyn FnMut(Look) -> bool) + Send + use<> {
        let (archive, catalogue) = (self.archive.clone(), self.catalogue.clone());
        move |tell| {
            if let Places::Paths(places) = &archive.places {
                look_at_paths(&paths, places, &archive.rules, &catalogue, tell);
            }
        }
    }

    /// A look at all begins. What it finds is new where the look before was
    /// `asked` for; else it is so beside what was new already.
    pub fn begin_look(&mut self, asked: bool) {
        self.met.clear();
        // What an abandoned look found is still to be told as new.
        if asked && !self.looks {
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
        if look.fresh.is_empty() && look.gone.is_empty() {
            return Ok(());
        }
        // The file of a row that is gone may have another by now.
        let gone: Vec<u32> = look.gone.iter().map(|gone| self.present(*gone)).collect();
        let first = self.catalogue.numbers();
        for fresh in &look.fresh {
            if let What::Article(head) = &fresh.what
                && self.knew
                && self.catalogue.by_id(head.id).is_none()
            {
                self.appeared.insert(head.id);
            }
        }
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

    /// How many files hold no text, and how many could not be read.
    #[must_use]
    pub fn without_article(&self) -> (usize, usize) {
        let count = |kind| self.catalogue.rows_of_kind(kind).len();
        (count(Kind::Binary), count(Kind::Unreadable))
    }

    /// The look has come to its end: what was not met is gone.
    pub fn finish_look(&mut self) -> Result<(), Trouble> {
        let mut gone = self.catalogue.living().clone();
        gone.difference_with(&self.met);
        let gone: Vec<u32> = gone.ones().filter_map(|n| u32::try_from(n).ok()).collect();
        if !gone.is_empty() {
            self.catalogue = self.catalogue.changed([], &gone)?;
            self.unsaved = true;
        }
        self.looks = false;
        self.knew = true;
        self.tell_new();
        if self.catalogue.is_damaged() {
            return Err(CatalogueError::DamagedRow.into());
        }
        self.forget_dead()?;
        self.save()
    }

    /// Looks at the folders from beginning to end; tells what can't be read, and why.
    pub fn look_again(&mut self) -> Result<Vec<(PathBuf, String)>, Trouble> {
        let mut closed = Vec::new();
        let mut result = Ok(());
        self.begin_look(true);
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
        self.finish_look()?;
        Ok(closed)
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

    /// Saves the catalogue, where this process may and something is not saved.
    fn save(&mut self) -> Result<(), Trouble> {
        if self.lock.is_none() || !self.unsaved {
            return Ok(());
        }
        if self.catalogue.needs_compaction() {
            self.catalogue = self.catalogue.compacted()?;
        }
        self.catalogue.save()?;
        self.unsaved = false;
        Ok(())
    }

    /// After trouble: gives up what can't be gone on with. Whether that was all
    /// that was known: then the folders are to be looked at, and what an earlier
    /// look still tells is not to be taken in.
    pub fn recover(&mut self, trouble: &Trouble, tell: &mut dyn FnMut(Trouble)) -> bool {
        self.writer = None;
        let is_damaged = self.catalogue.is_damaged()
            || matches!(
                trouble,
                Trouble::Catalogue(CatalogueError::Damaged(_) | CatalogueError::DamagedRow)
                    | Trouble::Index(IndexError::Damaged { .. })
            );
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
