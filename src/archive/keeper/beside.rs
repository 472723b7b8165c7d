//! Beside other processes: one at a time keeps the cache. The others know what that one
//! has saved, and one of them takes its place when it is gone.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::sync::Arc;

use super::kept::Kept;
use super::place::stamp_of;
use super::{Keeper, Trouble};
use crate::archive::catalogue::{self, Catalogue, CatalogueError, Entry};
use crate::archive::private::holds_lock;
use crate::archive::{index, lock_folder};
use crate::article::Head;
use crate::query::Contents;

/// Rows that are taken over together.
const BATCH: usize = 1 << 12;

/// A file as it was at a moment: device, inode, and when it was written.
type Sign = (u64, u64, i64, i64);

/// Which files say what is kept in a folder. Each saving puts others in their places.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Saved {
    rows: Option<Sign>,
    index: Option<Sign>,
}

impl Saved {
    pub(super) fn of(folder: &Path) -> Self {
        let sign = |name: &str, file: &str| {
            let found = fs::metadata(folder.join(name).join(file)).ok()?;
            Some((found.dev(), found.ino(), found.mtime(), found.mtime_nsec()))
        };
        Self {
            rows: sign("rows", catalogue::CURRENT),
            index: sign("index", index::META),
        }
    }
}

impl Keeper {
    /// Whether another process has kept the cache until now, and none does any more.
    #[must_use]
    pub fn is_left(&self) -> bool {
        let beside = self.folder.as_ref().filter(|_| self.lock.is_none());
        beside.is_some_and(|folder| matches!(lock_folder(folder), Ok(Some(_))))
    }

    /// Whether another process has saved more than is known here.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        let beside = self.folder.as_ref().filter(|_| self.lock.is_none());
        beside.is_some_and(|folder| Saved::of(folder) != self.saved)
    }

    /// Takes the place of the process that has kept the cache until now, where it is
    /// gone, and learns what it has saved. Whether rows have other numbers now: then a
    /// look at all is to follow, and what an earlier one still tells is not to be
    /// taken in.
    pub fn catch_up(&mut self, tell: &mut dyn FnMut(Trouble)) -> bool {
        let (Some(folder), None) = (self.folder.clone(), &self.lock) else {
            return false;
        };
        let stamp = stamp_of(&self.archive);
        // Why there is none to be had was told when the folder was opened.
        self.lock = lock_folder(&folder).ok().flatten();
        if self.lock.is_none() && !self.is_behind() {
            return false;
        }
        let kept = Kept::open(&folder, stamp, &mut || {});
        if self.lock.is_none() && !kept.is_sound() {
            // What another is making anew just now is no better than what is known.
            return false;
        }
        let before = self.catalogue.clone();
        let appeared = std::mem::take(&mut self.appeared);
        let knew = self.knew;
        self.take_kept(kept, stamp, tell);
        let kept = self.appeared.len();
        self.appeared.extend(appeared);
        self.appeared_is_kept &= self.appeared.len() == kept;
        if let Err(error) = self.take_over(&before) {
            tracing::warn!(%error, "what was known is to be read again");
        }
        self.knew |= knew;
        self.tell_new();
        true
    }

    /// Takes over the articles that are not among what was kept: so they need not be
    /// read again, stay in the list, and are not taken for new.
    fn take_over(&mut self, before: &Catalogue) -> Result<(), CatalogueError> {
        let living = before.living().ones();
        let living = living.filter_map(|number| u32::try_from(number).ok());
        let is_lacking = |number: &u32| {
            let path = before.path(*number);
            path.is_some_and(|path| self.catalogue.by_path(&path).is_none())
        };
        let lacking: Vec<u32> = living.filter(is_lacking).collect();
        for batch in lacking.chunks(BATCH) {
            let own = |number: &u32| -> Option<(Arc<Head>, u64, Option<Contents>)> {
                let size = before.file(*number)?.size;
                Some((before.head(*number)?, size, before.contents(*number)))
            };
            let own: Vec<_> = batch.iter().filter_map(own).collect();
            let entries = own
                .iter()
                .map(|(head, size, contents)| Entry::article(head, *size, *contents));
            self.catalogue = self.catalogue.changed(entries, &[])?;
            self.unsaved = true;
        }
        Ok(())
    }

    /// Says that the cache folder is another by now, where it is: before anything is
    /// written.
    pub(super) fn must_hold_lock(&self) -> Result<(), Trouble> {
        match (&self.folder, &self.lock) {
            (Some(folder), Some(lock)) if !holds_lock(lock, folder) => Err(Trouble::Lost {
                folder: folder.clone(),
                again: self.was_removed,
            }),
            _ => Ok(()),
        }
    }

    /// Before rows change: in a folder that is another by now nothing is written.
    pub(super) fn leave_lost_folder(&mut self) {
        if self.must_hold_lock().is_err() {
            self.catalogue = self.catalogue.not_kept();
        }
    }

    /// After the cache folder was removed: goes on in a new one with what is known.
    /// Whether rows have other numbers now.
    pub(super) fn begin_in_new_folder(&mut self, tell: &mut dyn FnMut(Trouble)) -> bool {
        self.writer = None;
        self.lock = None;
        self.uncommitted = 0;
        if std::mem::replace(&mut self.was_removed, true) {
            // It will not stay this time either: it goes without.
            self.folder = None;
        }
        // Another process may have it, and may not have saved anything yet.
        self.catalogue = self.catalogue.not_kept();
        self.catch_up(tell)
    }
}
