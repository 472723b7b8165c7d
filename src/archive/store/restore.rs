//! What becomes of a damaged marks file: it is set aside, with all that lies beside
//! it, and the newest copy that is sound takes its place. Nothing is thrown away,
//! and a kill at any moment leaves either the damaged file or the copy.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rustix::fs::{FlockOperation, flock};

use super::backup::{self, with_ending};
use super::connection::{defend, immutable};
use super::{Note, Opened, Store, StoreError, file, schema};
use crate::archive::private_file;
use crate::marks::Marks;

/// The file itself, and what `SQLite` keeps beside a database: a new one must not be
/// taken for theirs. The file comes first: a kill after it leaves all that it had.
const NAMES: [&str; 4] = ["", "-wal", "-journal", "-shm"];

/// Damaged files that are kept at the most: one who has as many has another trouble.
const KEPT_ASIDE: u32 = 1000;

impl Store {
    /// Opens the marks file like [`Store::open`]; where it is damaged, it is set aside
    /// first and the newest copy that is sound is put in its place, of the daily ones
    /// or of those made before it was brought to a new form. Where there is none, the
    /// marks begin anew. [`Note::Restored`] tells of it. The marks are given as well:
    /// damage in a large file is found by reading it. Where `suspected`, as after a save
    /// that met damage, the whole file is read.
    ///
    /// Copies of days after `today`, made while a clock was wrong, come last: what they
    /// hold may be long past.
    /// # Errors
    /// As [`Store::open`]; [`StoreError::Busy`] while another process is about it. What
    /// has no room is not put in the place of anything: all is then as it was.
    pub fn open_or_restore(
        path: &Path,
        today: NaiveDate,
        suspected: bool,
    ) -> Result<(Opened, Marks), StoreError> {
        match open_and_read(path, suspected) {
            Err(StoreError::Damaged { .. }) => restore(path, today, suspected),
            other => other,
        }
    }

    /// Reads the whole file for damage.
    fn verify_whole(&self) -> Result<(), StoreError> {
        let found: String = self
            .connection
            .query_row("PRAGMA integrity_check(1)", (), |row| row.get(0))
            .map_err(|source| StoreError::of(source, "check", &self.path))?;
        if found == "ok" {
            return Ok(());
        }
        Err(StoreError::Damaged {
            path: self.path.clone(),
            detail: found,
        })
    }
}

fn open_and_read(path: &Path, suspected: bool) -> Result<(Opened, Marks), StoreError> {
    let mut opened = Store::open(path)?;
    if suspected {
        opened.store.verify_whole()?;
    }
    let marks = opened.store.load()?;
    Ok((opened, marks))
}

/// Refuses a file of which nothing is left, as after a power cut on some file systems:
/// there is a copy of it, or changes lie in its log. A file in the making has no log, but
/// a rollback journal.
pub(super) fn refuse_emptied(path: &Path) -> Result<(), StoreError> {
    let is_empty = fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == 0);
    let had_marks = || {
        Ok(file::size(&with_ending(path, "-wal")) > 0
            || sound_copy(path, NaiveDate::MAX)?.is_some())
    };
    if !is_empty || !had_marks()? {
        return Ok(());
    }
    Err(StoreError::Damaged {
        path: path.to_path_buf(),
        detail: "it is empty".to_owned(),
    })
}

fn restore(path: &Path, today: NaiveDate, suspected: bool) -> Result<(Opened, Marks), StoreError> {
    let error = |source| StoreError::File {
        path: path.to_path_buf(),
        source,
    };
    let path = &std::path::absolute(path).map_err(error)?;
    let folder = path.parent().unwrap_or(Path::new("/"));
    let lock = File::open(folder).map_err(error)?;
    let locked = flock(&lock, FlockOperation::NonBlockingLockExclusive);
    // Where a file system knows no locks, there is nobody to wait for.
    if locked == Err(rustix::io::Errno::WOULDBLOCK) {
        let path = path.clone();
        return Err(StoreError::Busy { path });
    }
    // Another process may have done it meanwhile.
    match open_and_read(path, suspected) {
        Err(StoreError::Damaged { .. }) => {}
        other => return other,
    }
    let copy = sound_copy(path, today)?;
    let full = |source: io::Error| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            StoreError::Full { path: path.clone() }
        }
        _ => error(source),
    };
    // Before anything is moved: what has no room leaves all as it was.
    let ready = copy.as_deref().map(|copy| Ready::of(copy, path));
    let ready = ready.transpose().map_err(full)?;
    let aside = set_aside(path).map_err(full)?;
    match ready {
        Some(ready) => ready.put(path),
        None => fs::remove_file(path),
    }
    .and_then(|()| file::sync_folder(folder))
    .map_err(error)?;
    tracing::error!(aside = %aside.display(), ?copy, "damaged marks were set aside");
    let (mut opened, marks) = open_and_read(path, false)?;
    opened.notes.push(Note::Restored { aside, copy });
    Ok((opened, marks))
}

/// Gives the damaged file another name beside its own, which it still has, and takes
/// away what lies beside it.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let name = |number| with_ending(path, &format!(".damaged-{number}"));
    let is_free = |aside: &PathBuf| {
        let mut names = NAMES.iter().map(|ending| with_ending(aside, ending));
        names.all(|name| fs::symlink_metadata(name).is_err())
    };
    let aside = (1..=KEPT_ASIDE).map(name).find(is_free);
    let aside = aside.ok_or(io::ErrorKind::AlreadyExists)?;
    for ending in NAMES {
        let (from, to) = (with_ending(path, ending), with_ending(&aside, ending));
        let moved = if ending.is_empty() {
            // Some file systems know no second names.
            let copied = || fs::copy(&from, &to).map(drop);
            // What a full disk has no room for is not left on it.
            let whole = || copied().inspect_err(|_| drop(fs::remove_file(&to)));
            fs::hard_link(&from, &to).or_else(|_| whole())
        } else {
            fs::rename(&from, &to)
        };
        match moved {
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => {}
            other => other?,
        }
    }
    file::sync_folder(path.parent().unwrap_or(Path::new("/")))?;
    Ok(aside)
}

/// The best copy that is sound. Where there is none, but one that could not be read,
/// that is an error: it may be sound.
fn sound_copy(path: &Path, today: NaiveDate) -> Result<Option<PathBuf>, StoreError> {
    let mut unread = None;
    for copy in candidates(path, today) {
        match is_sound(&copy) {
            Ok(true) => return Ok(Some(copy)),
            Ok(false) => {}
            Err(source) => {
                unread.get_or_insert(StoreError::of(source, "read", &copy));
            }
        }
    }
    unread.map_or(Ok(None), Err)
}

/// Copies that may be sound, the best first: the daily ones from today back, then those
/// of days to come, then those of earlier versions.
fn candidates(path: &Path, today: NaiveDate) -> Vec<PathBuf> {
    let (past, to_come): (Vec<_>, Vec<_>) = backup::days(path)
        .into_iter()
        .rev()
        .partition(|day| *day <= today);
    let daily = past
        .into_iter()
        .chain(to_come)
        .map(|day| backup::daily_path(path, day));
    let versions = (0..schema::newest(schema::STEPS)).rev();
    let older = versions.map(|version| schema::backup_path(path, version));
    daily.chain(older).filter(|copy| copy.is_file()).collect()
}

/// Whether a copy is ours and whole. It is read without leaving a file beside it.
fn is_sound(copy: &Path) -> rusqlite::Result<bool> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let check = || -> rusqlite::Result<bool> {
        let connection = Connection::open_with_flags(immutable(copy), flags)?;
        defend(&connection)?;
        let found: String = connection.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
        // One that is empty is made when a store is: it holds nothing.
        Ok(found == "ok" && schema::is_ours(&connection)? && schema::version(&connection)? > 0)
    };
    match check() {
        Err(error) if !is_unreadable(&error) => Ok(false),
        checked => checked,
    }
}

/// Whether the file could not be read, whatever is in it.
fn is_unreadable(error: &rusqlite::Error) -> bool {
    use ErrorCode::{CannotOpen, DatabaseBusy, OutOfMemory, PermissionDenied, SystemIoFailure};
    error.sqlite_error_code().is_some_and(|code| {
        matches!(
            code,
            CannotOpen | DatabaseBusy | OutOfMemory | PermissionDenied | SystemIoFailure
        )
    })
}

/// A copy that is written and only wants its name; where it gets none, nothing is left
/// of it.
struct Ready {
    unfinished: PathBuf,
}

impl Ready {
    /// Writes a copy again, for the place of a file.
    fn of(copy: &Path, path: &Path) -> io::Result<Self> {
        let ready = Self {
            unfinished: backup::unfinished(path),
        };
        drop(fs::remove_file(&ready.unfinished));
        let mut to = private_file()
            .write(true)
            .create_new(true)
            .open(&ready.unfinished)?;
        io::copy(&mut File::open(copy)?, &mut to)?;
        to.sync_all()?;
        Ok(ready)
    }

    fn put(self, path: &Path) -> io::Result<()> {
        fs::rename(&self.unfinished, path)
    }
}

impl Drop for Ready {
    fn drop(&mut self) {
        // It is gone where it has been put in its place.
        drop(fs::remove_file(&self.unfinished));
    }
}
