//! What becomes of a damaged marks file: it is set aside, with all that lies beside
//! it, and the newest copy that is sound takes its place. Nothing is thrown away,
//! and a kill at any moment leaves either the damaged file or the copy.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags};
use rustix::fs::{FlockOperation, flock};

use super::backup::{self, with_ending};
use super::connection::{defend, immutable};
use super::{Note, Opened, Store, StoreError, file, schema};
use crate::archive::private_file;
use crate::marks::Marks;

/// What `SQLite` keeps beside a database. A new one must not be taken for theirs.
const BESIDE: [&str; 3] = ["-wal", "-journal", "-shm"];

/// Damaged files that are kept at the most: one who has as many has another trouble.
const KEPT_ASIDE: u32 = 1000;

impl Store {
    /// Opens the marks file like [`Store::open`]; where it is damaged, it is set aside
    /// first and the newest copy that is sound is put in its place, of the daily ones
    /// or of those made before it was brought to a new form. Where there is none, the
    /// marks begin anew. [`Note::Restored`] tells of it. The marks are given as well:
    /// damage in a large file is found by reading it.
    ///
    /// Copies of days after `today`, made while a clock was wrong, come last: what they
    /// hold may be long past.
    /// # Errors
    /// As [`Store::open`]; [`StoreError::Busy`] while another process is about it.
    pub fn open_or_restore(path: &Path, today: NaiveDate) -> Result<(Opened, Marks), StoreError> {
        match open_and_read(path) {
            Err(StoreError::Damaged { .. }) => restore(path, today),
            other => other,
        }
    }
}

fn open_and_read(path: &Path) -> Result<(Opened, Marks), StoreError> {
    let mut opened = Store::open(path)?;
    let marks = opened.store.load()?;
    Ok((opened, marks))
}

fn restore(path: &Path, today: NaiveDate) -> Result<(Opened, Marks), StoreError> {
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
    match open_and_read(path) {
        Err(StoreError::Damaged { .. }) => {}
        other => return other,
    }
    let aside = set_aside(path).map_err(error)?;
    let copy = candidates(path, today)
        .into_iter()
        .find(|copy| is_sound(copy) && put(copy, path).is_ok());
    if copy.is_none() {
        fs::remove_file(path).map_err(error)?;
    }
    tracing::error!(aside = %aside.display(), ?copy, "damaged marks were set aside");
    let (mut opened, marks) = open_and_read(path)?;
    opened.notes.push(Note::Restored { aside, copy });
    Ok((opened, marks))
}

/// Gives the damaged file another name beside its own, which it still has, and takes
/// away what lies beside it.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let name = |number| with_ending(path, &format!(".damaged-{number}"));
    let is_free = |aside: &PathBuf| fs::symlink_metadata(aside).is_err();
    let aside = (1..=KEPT_ASIDE).map(name).find(is_free);
    let aside = aside.ok_or(io::ErrorKind::AlreadyExists)?;
    for ending in BESIDE {
        match fs::rename(with_ending(path, ending), with_ending(&aside, ending)) {
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => {}
            other => other?,
        }
    }
    // Some file systems know no second names.
    fs::hard_link(path, &aside).or_else(|_| fs::copy(path, &aside).map(drop))?;
    file::sync_folder(path.parent().unwrap_or(Path::new("/")))?;
    Ok(aside)
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
fn is_sound(copy: &Path) -> bool {
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
    check().unwrap_or(false)
}

/// Puts a copy in the place of a file, whole or not at all.
fn put(copy: &Path, path: &Path) -> io::Result<()> {
    let unfinished = backup::unfinished(path);
    let write = || {
        drop(fs::remove_file(&unfinished));
        let mut to = private_file()
            .write(true)
            .create_new(true)
            .open(&unfinished)?;
        io::copy(&mut File::open(copy)?, &mut to)?;
        to.sync_all()?;
        fs::rename(&unfinished, path)?;
        file::sync_folder(path.parent().unwrap_or(Path::new("/")))
    };
    write().inspect_err(|_| drop(fs::remove_file(&unfinished)))
}
