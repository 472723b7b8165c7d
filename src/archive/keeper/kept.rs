//! What is kept in the cache folder: how it is opened, and begun anew.

use std::path::Path;
use std::sync::Arc;

use super::beside::Saved;
use super::{Keeper, Progress, Trouble, appeared};
use crate::archive::catalogue::{Catalogue, CatalogueError};
use crate::archive::index::{Index, IndexError};
use crate::archive::{lock_folder, private_folder};

/// Whether an index is of these rows: made with them, and not ahead of them.
pub(super) fn is_of(index: &Index, catalogue: &Catalogue) -> bool {
    let last = index.numbers().maximum();
    index.token() == catalogue.token()
        && last.is_none_or(|last| last < catalogue.numbers() as usize)
}

/// What lies in the folder of an archive.
pub(super) struct Kept {
    /// As it was before it was opened: what is saved meanwhile is seen to be new.
    pub(super) saved: Saved,
    pub(super) catalogue: Result<Catalogue, CatalogueError>,
    pub(super) index: Result<Index, IndexError>,
}

impl Kept {
    /// Opens both. Another process may save, or make both anew, in `between`: then
    /// they are opened again, until they belong together.
    pub(super) fn open(folder: &Path, stamp: u64, between: &mut dyn FnMut()) -> Self {
        /// Longer than this nobody is unlucky: then they are not of each other.
        const TRIES: usize = 3;
        let open = |between: &mut dyn FnMut()| {
            let saved = Saved::of(folder);
            let catalogue = Catalogue::open(&folder.join("rows"), stamp);
            between();
            let index = Index::open(&folder.join("index"));
            Self {
                saved,
                catalogue,
                index,
            }
        };
        for _ in 1..TRIES {
            let kept = open(between);
            match &kept {
                Self {
                    catalogue: Ok(catalogue),
                    index: Ok(index),
                    ..
                } if !is_of(index, catalogue) => {}
                Self {
                    index: Err(IndexError::Replaced { .. }),
                    ..
                } => {}
                _ => return kept,
            }
        }
        open(between)
    }

    /// Whether rows and index can be used, and belong together.
    pub(super) fn is_sound(&self) -> bool {
        match (&self.catalogue, &self.index) {
            (Ok(catalogue), Ok(index)) => is_of(index, catalogue),
            _ => false,
        }
    }
}

/// How far the index that is kept of some rows has come. What is wrong with it is
/// told; nothing is made or taken.
pub(super) fn progress_of(folder: &Path, stamp: u64, tell: &mut dyn FnMut(Trouble)) -> Progress {
    let mut progress = Progress::default();
    let kept = Kept::open(folder, stamp, &mut || {});
    let is_sound = kept.is_sound();
    match kept.catalogue {
        Ok(catalogue) => {
            let shown = catalogue.shown();
            progress.total = shown.count_ones(..);
            match kept.index {
                Ok(index) if is_sound => {
                    progress.done = shown.intersection_count(&index.numbers());
                }
                Ok(_) | Err(IndexError::Missing { .. }) => {}
                Err(error) => tell(error.into()),
            }
        }
        Err(CatalogueError::Missing(_)) => {}
        Err(error) => tell(error.into()),
    }
    progress
}

impl Keeper {
    /// Opens what is kept in the folder, and makes anew what can't be used.
    pub(super) fn open_kept(&mut self, stamp: u64, tell: &mut dyn FnMut(Trouble)) {
        let Some(folder) = self.folder.clone() else {
            return;
        };
        let mut say_no_more = |_: Trouble| {};
        let tell = match lock_folder(&folder) {
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
        self.take_kept(Kept::open(&folder, stamp, &mut || {}), stamp, tell);
    }

    /// Knows what is kept in the folder and nothing else; what can't be used is made anew.
    pub(super) fn take_kept(&mut self, kept: Kept, stamp: u64, tell: &mut dyn FnMut(Trouble)) {
        let Kept {
            saved,
            catalogue,
            index,
        } = kept;
        self.forget_numbers();
        self.saved = saved;
        self.unsaved = false;
        match catalogue {
            Ok(catalogue) => {
                if let Some(folder) = &self.folder {
                    self.appeared = appeared::read(folder, catalogue.token());
                }
                self.tell_new();
                if self.lock.is_some() && catalogue.is_wasteful() {
                    self.start_anew(stamp, tell);
                    return;
                }
                self.catalogue = match self.lock {
                    Some(_) => catalogue,
                    None => catalogue.not_kept(),
                };
            }
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
        match index {
            Ok(index) if is_of(&index, &self.catalogue) => {
                self.given = index.numbers();
                self.index = Some(Arc::new(index));
            }
            // Not one that belongs to these rows: the process that writes makes
            // both anew. Without it they can be searched as well, only slower.
            Ok(_) if self.lock.is_some() => {
                self.start_anew(stamp, tell);
                return;
            }
            Ok(_) => {}
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

    /// Nothing is known, and what was kept is given up.
    pub(super) fn start_anew(&mut self, stamp: u64, tell: &mut dyn FnMut(Trouble)) {
        self.forget_numbers();
        self.knew = false;
        // It is still new, but kept beside rows that are given up.
        self.appeared_is_kept = self.appeared.is_empty();
        match (&self.folder, &self.lock) {
            (Some(folder), Some(_)) => {
                let rows = folder.join("rows");
                self.catalogue = Catalogue::new(&rows, stamp);
                if let Err(source) = private_folder(&rows) {
                    self.catalogue = Catalogue::in_memory(stamp);
                    tell(Trouble::Folder {
                        folder: rows,
                        source,
                    });
                    return;
                }
                self.make_index(tell);
                // Beside an index that could not be emptied nothing is saved: it
                // would be made anew at every start.
                if self.index.is_none() {
                    self.catalogue = Catalogue::in_memory(stamp);
                }
            }
            // What another process keeps is not ours to give up.
            _ => self.catalogue = Catalogue::in_memory(stamp),
        }
    }

    /// Lets go of all that goes by the numbers of rows.
    fn forget_numbers(&mut self) {
        self.writer = None;
        self.index = None;
        self.given.clear();
        self.failed.clear();
        self.queue.clear();
        self.met.clear();
        self.uncommitted = 0;
    }

    /// Makes an empty index, where this process may.
    fn make_index(&mut self, tell: &mut dyn FnMut(Trouble)) {
        self.given.clear();
        let (Some(folder), Some(_)) = (&self.folder, &self.lock) else {
            return;
        };
        match Index::create(&folder.join("index"), self.catalogue.token()) {
            Ok(index) => self.index = Some(Arc::new(index)),
            Err(error) => tell(error.into()),
        }
    }
}
