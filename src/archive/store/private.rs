//! The marks of a private session: a copy in memory, in which everything goes on as
//! on a disk, and of which nothing is left when the program ends.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::backup::with_ending;
use super::connection::{JOURNALS, connect_to_read, defend, immutable};
use super::schema::{self, Older};
use super::{Opened, Store, StoreError, file, refusal, verify};

/// Pages that are copied at once, all there are: nobody else waits for the copy.
const ALL_PAGES: i32 = i32::MAX;

impl Store {
    /// Copies the marks into memory, where changes stay. Nothing is made or written
    /// on the disk, not even where there is no marks file. That of a newer version
    /// can be shown, not changed.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_private(path: &Path) -> Result<Opened, StoreError> {
        let path = &std::path::absolute(path).map_err(|source| StoreError::File {
            path: path.to_path_buf(),
            source,
        })?;
        let error = |source| StoreError::of(source, "open", path);
        let mut connection = Connection::open_in_memory().map_err(error)?;
        // A pipe would wait for ever.
        if path.is_file() {
            let from = connect_without_a_trace(path).map_err(|source| refusal(source, path))?;
            verify(&from, path)?;
            if schema::version(&from).map_err(error)? > schema::newest(schema::STEPS) {
                let file = file::identity(path);
                return Self::open_to_read(path, file, schema::STEPS, Vec::new());
            }
            let copied = Backup::new(&from, &mut connection)
                .and_then(|copy| copy.run_to_completion(ALL_PAGES, Duration::ZERO, None));
            copied.map_err(|source| refusal(source, path))?;
        }
        defend(&connection).map_err(error)?;
        schema::migrate(&mut connection, path, schema::STEPS, Older::InMemory)?;
        let mut store = Self::new(connection, path, file::identity(path), false)?;
        store.private = true;
        Ok(Opened {
            store,
            notes: Vec::new(),
        })
    }
}

/// A connection that reads and leaves no file behind: reading beside a writer takes
/// files of shared memory, which are there where a writer is or was killed.
fn connect_without_a_trace(path: &Path) -> rusqlite::Result<Connection> {
    let mut journals = JOURNALS.iter().map(|ending| with_ending(path, ending));
    if journals.any(|journal| journal.exists()) {
        return connect_to_read(path);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(immutable(path), flags)?;
    defend(&connection)?;
    Ok(connection)
}
