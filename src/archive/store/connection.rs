//! Connections to the marks file: what makes a commit final, and what keeps a file
//! that may be anything from doing harm.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::backup::with_ending;
use super::{Store, schema};

/// `PRAGMA data_version`: another number after another connection has committed.
pub(super) fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

/// A connection that writes, with everything set that makes a commit final.
pub(super) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // Until the file is known to be ours, closing it must change nothing.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    defend(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On macOS a plain fsync leaves the data in the drive's cache.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    Ok(connection)
}

/// The journals of a database: of WAL, and of a rollback.
pub(super) const JOURNALS: [&str; 2] = ["-wal", "-journal"];

impl Store {
    /// The files that a commit of any process writes to, which are there or not: the
    /// marks file at that path and its journals.
    #[must_use]
    pub fn written_files(path: &Path) -> Vec<PathBuf> {
        let journals = JOURNALS.map(|ending| with_ending(path, ending));
        [path.to_path_buf()].into_iter().chain(journals).collect()
    }
}

/// A connection that reads and never writes a byte.
pub(super) fn connect_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let plain = Connection::open_with_flags(path, flags).and_then(|connection| {
        defend(&connection)?;
        schema::version(&connection)?;
        Ok(connection)
    });
    match plain
        .as_ref()
        .err()
        .and_then(rusqlite::Error::sqlite_error_code)
    {
        // WAL wants a file beside the database, which a read-only folder
        // refuses; `immutable` reads without one.
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => {
            let connection =
                Connection::open_with_flags(immutable(path), flags | OpenFlags::SQLITE_OPEN_URI)?;
            defend(&connection)?;
            Ok(connection)
        }
        _ => plain,
    }
}

/// The URI of a database that nobody writes (<https://sqlite.org/uri.html>).
pub(super) fn immutable(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    let path = percent_encoding::percent_encode(
        path.as_os_str().as_bytes(),
        percent_encoding::NON_ALPHANUMERIC,
    );
    format!("file:{path}?immutable=1")
}

/// A file may be anything: no schema in it is trusted, and damage is an error.
pub(super) fn defend(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(schema::BUSY)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)
}

/// WAL where it works, else a rollback journal that is truncated. Gives the
/// mode that is set; both make a commit final under `synchronous=FULL`.
pub(super) fn set_journal(connection: &Connection, network: bool) -> rusqlite::Result<String> {
    let set = |mode: &str| {
        connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))
    };
    let present: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if !network {
        // A file system without shared memory answers with another mode or an
        // error; so does a file that another process is using just now.
        if present == "wal" || set("wal").is_ok_and(|mode| mode == "wal") {
            return Ok("wal".to_owned());
        }
    }
    match set("truncate") {
        // Somebody else has it open with WAL: so it works for them, and here.
        Err(busy) if busy.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(present),
        other => other,
    }
}
