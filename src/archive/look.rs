//! A look at the folders of an archive of which something is known, or at single
//! files and folders in it: files whose size and time are as they were are not
//! read again.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use ignore::DirEntry;

use super::catalogue::{Catalogue, FileKnown, Kind, nanoseconds};
use super::loops::leads_round;
use super::scan::{self, Depth, Found, is_temporary, is_wanted};
use super::walk::{Gathered, walk};
use crate::article::{Head, Rules};
use crate::loader::Loaded;

/// Files that a walking thread gathers before it hands them on.
const BATCH: usize = 256;
/// The same for the first of them: about as many as a screen has rows.
const FIRST_BATCH: usize = 32;

/// What is known of a file by its path.
pub(super) type Known<'a> = dyn Fn(&Path) -> Option<FileKnown> + Sync + 'a;

/// A file that is new or has changed.
#[derive(Debug)]
pub struct Fresh {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed.
    pub modified: DateTime<Utc>,
    /// What it is.
    pub what: What,
}

/// What a file is.
#[derive(Debug)]
pub enum What {
    /// An article; its body need not have been read.
    Article(Box<Head>),
    /// It holds no text.
    Binary,
    /// It can't be read, and why.
    Unreadable(String),
}

/// What a look at the folders found since it last told.
#[derive(Debug, Default)]
pub struct Look {
    /// Files that are new or have changed.
    pub fresh: Vec<Fresh>,
    /// The numbers of those that are as they were known.
    pub same: Vec<u32>,
    /// The numbers of those that are gone; only a look at single paths tells them.
    pub gone: Vec<u32>,
    /// Folders and files that can't be read, and why: what was known of them, and of
    /// all that lies in them, stays known.
    pub closed: Vec<(PathBuf, String)>,
}

impl Look {
    /// Adds what was found later.
    pub fn add(&mut self, later: Self) {
        self.fresh.extend(later.fresh);
        self.same.extend(later.same);
        self.gone.extend(later.gone);
        self.closed.extend(later.closed);
    }

    /// Tells of a place of the archive that leads nowhere, if it does: a share that is
    /// away for a moment has lost nothing.
    fn close(&mut self, place: &Path, error: Option<io::Error>) {
        let reason = error.map(|error| (place.to_owned(), error.to_string()));
        self.closed.extend(reason);
    }
}

impl Gathered for Look {
    const FIRST: usize = FIRST_BATCH;
    const MOST: usize = BATCH;

    fn len(&self) -> usize {
        self.fresh.len() + self.same.len() + self.gone.len() + self.closed.len()
    }
}

/// Walks folders, reads the headers of what is new in them, and tells of all files
/// in batches until `tell` says that no more is wanted.
pub(super) fn look(
    paths: &[PathBuf],
    rules: &Arc<Rules>,
    known: &Known<'_>,
    tell: &mut dyn FnMut(Look) -> bool,
) {
    look_within(paths, paths, rules, known, tell);
}

/// The same of folders in the `places` of an archive.
fn look_within(
    paths: &[PathBuf],
    places: &[PathBuf],
    rules: &Arc<Rules>,
    known: &Known<'_>,
    tell: &mut dyn FnMut(Look) -> bool,
) {
    let look = |entry: Result<DirEntry, ignore::Error>, look: &mut Look| match entry {
        Ok(entry) => look_at(&entry, rules, known, look),
        Err(error) => look.closed.extend(scan::told(&error)),
    };
    walk(paths, places, look, tell);
}

/// Looks at single paths: files, folders with all that is in them, and what is
/// there no more. `places` are the archive's own, whose names are not judged, and which
/// are never gone.
pub(super) fn look_at_paths(
    paths: &[PathBuf],
    places: &[PathBuf],
    rules: &Arc<Rules>,
    catalogue: &Catalogue,
    tell: &mut dyn FnMut(Look) -> bool,
) {
    let known = |path: &Path| catalogue.by_path(path);
    let mut there: HashSet<u32> = HashSet::new();
    let mut fresh: HashSet<PathBuf> = HashSet::new();
    let mut closed: HashSet<PathBuf> = HashSet::new();
    let mut goes_on = true;
    let mut take = |look: Look| {
        there.extend(&look.same);
        fresh.extend(look.fresh.iter().map(|fresh| fresh.path.clone()));
        closed.extend(look.closed.iter().map(|(path, _)| path.clone()));
        goes_on &= tell(look);
        goes_on
    };
    let (mut folders, others) = parted(paths);
    folders.retain(|folder| !leads_round(folder, places));
    let mut files = Look::default();
    for path in others {
        let is_place = places.iter().any(|place| place == path);
        if is_place || !is_temporary(path) {
            let looked = look_at_file(path, rules, &known, &mut files);
            files.close(path, looked.err().filter(|_| is_place));
        }
        if files.len() >= BATCH && !take(std::mem::take(&mut files)) {
            return;
        }
    }
    if files.len() > 0 && !take(files) {
        return;
    }
    if !folders.is_empty() {
        look_within(&folders, places, rules, &known, &mut take);
    }
    if !goes_on {
        return;
    }
    // What was a folder may be a file now, and the other way round.
    let own = paths.iter().filter_map(|path| known(path));
    let paths: HashSet<PathBuf> = paths.iter().cloned().collect();
    let mut gone: Vec<u32> = own.map(|known| known.number).collect();
    gone.extend(catalogue.within(&paths));
    gone.retain(|number| {
        let is_there = |path: PathBuf| {
            fresh.contains(&path) || path.ancestors().any(|above| closed.contains(above))
        };
        !there.contains(number) && !catalogue.path(*number).is_some_and(is_there)
    });
    if closed.contains(Path::new("")) {
        // What it was that could not be read is not known.
        gone.clear();
    }
    if !gone.is_empty() {
        tell(Look {
            gone,
            ..Look::default()
        });
    }
}

/// Folders that are there, none of them within another, and what is no folder.
fn parted(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<&Path>) {
    let (mut folders, others): (Vec<&Path>, Vec<&Path>) = paths
        .iter()
        .map(PathBuf::as_path)
        .partition(|path| path.is_dir());
    folders.sort_unstable();
    let mut outermost: Vec<PathBuf> = Vec::new();
    for folder in folders {
        // Paths are ordered by their parts: what is within comes right after.
        if !outermost
            .last()
            .is_some_and(|last| folder.starts_with(last))
        {
            outermost.push(folder.to_owned());
        }
    }
    (outermost, others)
}

fn look_at(entry: &DirEntry, rules: &Rules, known: &Known<'_>, look: &mut Look) {
    if is_wanted(entry) {
        let looked = look_at_file(entry.path(), rules, known, look);
        let is_place = entry.depth() == 0;
        look.close(entry.path(), looked.err().filter(|_| is_place));
    }
}

/// Looks at a file; an error says that its path leads nowhere.
fn look_at_file(path: &Path, rules: &Rules, known: &Known<'_>, look: &mut Look) -> io::Result<()> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if scan::leads_nowhere(&error) => return Err(error),
        Err(error) => {
            look.closed.push((path.to_owned(), error.to_string()));
            return Ok(());
        }
    };
    if !metadata.is_file() {
        // On a pipe, opening would wait for ever.
        return Ok(());
    }
    let size = metadata.len();
    let modified = scan::modified(&metadata);
    let is_same = |known: &FileKnown| {
        // What could not be read may be open to us now: that leaves no trace in its time.
        known.kind != Kind::Unreadable
            && known.size == size
            && known.modified_ns == nanoseconds(modified)
    };
    if let Some(known) = known(path).filter(is_same) {
        look.same.push(known.number);
        return Ok(());
    }
    let what = match scan::read(path, rules, Depth::Headers) {
        Ok(Found::Head(head)) => What::Article(head),
        Ok(Found::Whole(Loaded::Article(article))) => What::Article(Box::new(article.head)),
        Ok(Found::Binary | Found::Whole(Loaded::Binary)) => What::Binary,
        Err(error) if scan::leads_nowhere(&error) => return Err(error),
        Err(error) => What::Unreadable(error.to_string()),
    };
    look.fresh.push(Fresh {
        path: path.to_owned(),
        size,
        // That of the very file that was read, which may be another by now.
        modified: match &what {
            What::Article(head) => head.modified,
            What::Binary | What::Unreadable(_) => modified,
        },
        what,
    });
    Ok(())
}
