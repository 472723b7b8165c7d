//! The marks on disk: one `SQLite` file in the data folder, which survives kills
//! and power cuts and may be used by several processes at once.
//!
//! What a mark is, and which changes are not yet safe, is left to `marks`. All
//! calls wait for the disk, so they belong on a worker. The clock stays
//! outside: times come in with the changes.
//!
//! The promise: when [`Store::commit`] returns, its changes are on disk. Between
//! processes the change that is committed last wins, for each kind of mark of
//! each article by itself; clocks have no say in it.

mod backup;
mod commit;
mod connection;
mod error;
mod file;
mod history;
mod line;
mod places;
mod private;
mod record;
mod restore;
mod saving;
mod schema;
mod searches;
mod tags;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[cfg(test)]
use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Params, Row, Transaction, params};

use crate::article::id::{ArticleId, IDENTITY_VERSION};
use crate::marks::{Change, Entry, Mark, MarkSet, Marks, Subject, Tags};

pub use crate::marks::SavedSearch;
pub use backup::DailyCopy;
pub use commit::{Committed, Numbers, Outcome};
#[cfg(test)]
use connection::immutable;
use connection::{connect, connect_to_read, data_version, set_journal};
pub use error::StoreError;
pub use file::FileIdentity;
use file::Found;
#[cfg(target_os = "linux")]
pub(super) use file::is_on_network;
pub use line::Line;
pub use record::{Dated, PlaceRecord, Record, TagRecord};
use schema::Step;
pub use searches::SearchRecord;

/// Files up to this size, in bytes, are checked whole when they are opened: it
/// takes 1.3 ms a megabyte, and the first list waits for it. These hold some
/// 14,000 articles; in larger ones damage is found by the reading of all marks
/// that follows, or by the first change that meets it.
const CHECKED_WHOLE: u64 = 4 << 20;

/// How often a file is opened that is replaced while it is opened.
const OPENINGS: usize = 3;

/// Bytes kept of a link, a title and a path each. What is longer is no link,
/// and a hostile archive must not fill the data folder.
const TEXT: usize = 16 << 10;

/// An open marks file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    read_only: bool,
    /// Whether it is of a newer version.
    is_newer: bool,
    /// Whether it is a copy in memory, which is gone with the program.
    private: bool,
    /// The file behind `connection`.
    file: Option<FileIdentity>,
    /// `PRAGMA data_version` when marks were last read: it changes when another
    /// connection commits, never by what this one does.
    seen: i64,
    /// The newest revision that was read.
    revision: i64,
}

/// A store that could be opened, and what there is to say about it.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// What the reader should know, in the order it was found.
    pub notes: Vec<Note>,
}

/// Something to tell the reader about an opened store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A newer newsprint has written the file: marks are shown, none is saved.
    Newer {
        /// The file's version.
        found: i32,
        /// The newest version known here.
        known: i32,
    },
    /// File or folder can't be written: marks are shown, none is saved.
    ReadOnly,
    /// The file was of an older version and is now of the present one.
    Migrated {
        /// The version it had.
        from: i32,
        /// The version it has.
        to: i32,
        /// The copy that was made before.
        backup: PathBuf,
    },
    /// The file was damaged, and a copy has taken its place.
    Restored {
        /// The name that the damaged file has now.
        aside: PathBuf,
        /// The copy; none where none was sound, and marks begin anew.
        copy: Option<PathBuf>,
    },
}

impl Store {
    /// Opens the marks file, and makes it and its folder where they are not
    /// there, for their owner alone. An older version is brought to the present
    /// one; a newer one, or one that can't be written, is opened for reading.
    ///
    /// # Errors
    /// Any [`StoreError`] but `Moved`. What stands at `path` is then as it was,
    /// and the program goes on with marks in memory that are not saved.
    pub fn open(path: &Path) -> Result<Opened, StoreError> {
        restore::refuse_emptied(path)?;
        Self::open_with(path, schema::STEPS)
    }

    fn open_with(path: &Path, steps: &[Step]) -> Result<Opened, StoreError> {
        // Absolute, so that neither a later change of folder nor SQLite's
        // reading of `file:` as a URI leads elsewhere.
        let path = &std::path::absolute(path).map_err(|source| StoreError::File {
            path: path.to_path_buf(),
            source,
        })?;
        for _ in 0..OPENINGS {
            let opened = Self::open_once(path, steps)?;
            if opened.store.is_in_place() {
                return Ok(opened);
            }
        }
        Err(StoreError::Busy { path: path.clone() })
    }

    /// Opens the file that stands there now. By the end it may have another name.
    fn open_once(path: &Path, steps: &[Step]) -> Result<Opened, StoreError> {
        let found = file::prepare(path)?;
        let file = file::identity(path);
        if found == Found::ReadOnly {
            return Self::open_to_read(path, file, steps, vec![Note::ReadOnly]);
        }
        let error = |source| StoreError::of(source, "open", path);
        let mut connection = connect(path).map_err(|source| refusal(source, path))?;
        verify(&connection, path)?;
        let mut notes = Vec::new();
        let older = schema::Older::Copied;
        notes.extend(schema::migrate(&mut connection, path, steps, older)?);
        if schema::version(&connection).map_err(error)? > schema::newest(steps) {
            drop(connection);
            return Self::open_to_read(path, file, steps, notes);
        }
        // Only now is the file known to be ours to tidy up when it is closed.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
            .map_err(error)?;
        let journal = set_journal(&connection, file::is_on_network(path)).map_err(error)?;
        tracing::debug!(journal, "marks opened");
        Ok(Opened {
            store: Self::new(connection, path, file, false)?,
            notes,
        })
    }

    fn open_to_read(
        path: &Path,
        file: Option<FileIdentity>,
        steps: &[Step],
        mut notes: Vec<Note>,
    ) -> Result<Opened, StoreError> {
        let error = |source| StoreError::of(source, "open", path);
        let connection = connect_to_read(path).map_err(|source| refusal(source, path))?;
        verify(&connection, path)?;
        let found = schema::version(&connection).map_err(error)?;
        let known = schema::newest(steps);
        if found < known {
            // It would have to be brought up to date first.
            return Err(StoreError::ReadOnly {
                path: path.to_path_buf(),
            });
        }
        let mut store = Self::new(connection, path, file, true)?;
        if found > known {
            notes.push(Note::Newer { found, known });
            store.is_newer = true;
        }
        Ok(Opened { store, notes })
    }

    /// `file` is what stood under the path before it was connected to.
    fn new(
        connection: Connection,
        path: &Path,
        file: Option<FileIdentity>,
        read_only: bool,
    ) -> Result<Self, StoreError> {
        let seen =
            data_version(&connection).map_err(|source| StoreError::of(source, "open", path))?;
        Ok(Self {
            connection,
            path: path.to_path_buf(),
            read_only,
            is_newer: false,
            private: false,
            file,
            seen,
            revision: 0,
        })
    }

    /// The marks file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file that was opened; none where it was gone at once, or never was there.
    #[must_use]
    pub fn file(&self) -> Option<FileIdentity> {
        self.file
    }

    /// Whether marks can be read but not saved.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// All marks.
    pub fn load(&mut self) -> Result<Marks, StoreError> {
        self.read::<MarkSet>(
            "(read OR starred OR place IS NOT NULL
                OR number IN (SELECT mark FROM marks_tags WHERE borne))",
            (),
        )
        .map(Marks::new)
        .map_err(|source| StoreError::of(source, "read", &self.path))
    }

    /// The marks that other processes have changed since marks were last read
    /// by [`Store::load`] or here; they may include some that were saved here.
    /// Costs next to nothing when there are none. For [`Marks::merge`].
    pub fn changed(&mut self) -> Result<Vec<(ArticleId, Mark)>, StoreError> {
        let error = |source| StoreError::of(source, "read", &self.path);
        if data_version(&self.connection).map_err(error)? == self.seen {
            return Ok(Vec::new());
        }
        self.read("revision > ?1", [self.revision])
            .map_err(|source| StoreError::of(source, "read", &self.path))
    }

    /// The marks of rows; `condition` says of which.
    fn read<C: FromIterator<(ArticleId, Mark)>>(
        &mut self,
        condition: &str,
        given: impl Params + Copy,
    ) -> rusqlite::Result<C> {
        // First: a commit between this and the transaction is then read twice
        // rather than never.
        let seen = data_version(&self.connection)?;
        let transaction = self.connection.transaction()?;
        let revision = transaction.query_row("SELECT revision FROM state", (), |row| row.get(0))?;
        let marks = read_marks(&transaction, condition, given)?;
        transaction.commit()?;
        self.seen = seen;
        self.revision = revision;
        Ok(marks)
    }

    /// When an article was opened last, in UTC milliseconds since 1970.
    pub fn opened_at(&self, article: ArticleId) -> Result<Option<i64>, StoreError> {
        let read = || {
            self.connection
                .prepare_cached("SELECT opened_at FROM marks WHERE id = ?1")?
                .query_row([article.as_bytes()], |row| row.get(0))
                .optional()
        };
        let opened: Option<Option<i64>> =
            read().map_err(|source| StoreError::of(source, "read", &self.path))?;
        Ok(opened.flatten())
    }
}

/// Writes a change that is no step inside a transaction, under a revision.
fn write_entry(
    transaction: &Transaction<'_>,
    entry: &Entry,
    revision: i64,
) -> rusqlite::Result<()> {
    let (subject, at) = (&entry.subject, entry.at);
    let set = match &entry.change {
        Change::Read(read) => Some(("read", Some(u32::from(*read)))),
        Change::Starred(starred) => Some(("starred", Some(u32::from(*starred)))),
        Change::Place(place) => Some(("place", *place)),
        Change::Tag(..) => None,
    };
    let number = upsert(transaction, subject, at, revision, set)?;
    if let Change::Tag(tag, borne) = &entry.change {
        let told = tags::Told {
            at,
            origin: -revision,
            newer_only: false,
        };
        tags::write(transaction, number, tag, *borne, told)?;
    }
    Ok(())
}

/// The marks of rows; `condition` says of which.
fn read_marks<C: FromIterator<(ArticleId, Mark)>>(
    connection: &Connection,
    condition: &str,
    given: impl Params + Copy,
) -> rusqlite::Result<C> {
    let mut tags = tags::read(connection, condition, given)?;
    let query = format!("SELECT number, id, read, starred, place FROM marks WHERE {condition}");
    connection
        .prepare_cached(&query)?
        .query_map(given, |row| mark(row, &mut tags))?
        .collect()
}

/// Counts one transaction more.
fn next_revision(transaction: &Transaction<'_>) -> rusqlite::Result<i64> {
    transaction.query_row(
        "UPDATE state SET revision = revision + 1 RETURNING revision",
        (),
        |row| row.get(0),
    )
}

/// Sets one column of an article's row to a value, or none, and makes the row where
/// there is none; gives its number. What other processes did to the other columns stays.
/// `at` is in UTC milliseconds since 1970.
fn upsert(
    transaction: &Transaction<'_>,
    subject: &Subject,
    at: i64,
    revision: i64,
    set: Option<(&str, Option<u32>)>,
) -> rusqlite::Result<i64> {
    let (column, value) = set.unzip();
    transaction
        .prepare_cached(&upsert_query(column))?
        .query_row(
            params![
                subject.id.as_bytes(),
                at,
                revision,
                IDENTITY_VERSION,
                subject.link.as_deref().map(bounded),
                bounded(&subject.title),
                bounded(&subject.path),
                value.flatten(),
            ],
            |row| row.get(0),
        )
}

fn upsert_query(column: Option<&str>) -> String {
    let of_column = |text: &str| match column {
        Some(column) => text.replace("{column}", column),
        None => String::new(),
    };
    // What is no step takes the mark out of the hands of those before.
    let (origin, its_value, its_change) = match column {
        Some("read") => (
            ", read_origin",
            ", -?3",
            "read_origin = excluded.read_origin,",
        ),
        Some("starred") => (
            ", starred_origin",
            ", -?3",
            "starred_origin = excluded.starred_origin,",
        ),
        _ => ("", "", ""),
    };
    // A parameter that stands nowhere can't be given; `?8` stands in a condition
    // that always holds.
    format!(
        "INSERT INTO marks
            (id, first_at, revision, identity_version, link, title, path{}{origin})
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7{}{its_value} WHERE ?8 IS NULL OR ?8 IS NOT NULL
         ON CONFLICT (id) DO UPDATE SET
            {} {its_change}
            revision = excluded.revision, link = coalesce(excluded.link, link),
            title = iif(excluded.path = '', title, excluded.title),
            path = iif(excluded.path = '', path, excluded.path)
         RETURNING number",
        of_column(", {column}, {column}_at"),
        of_column(", ?8, ?2"),
        of_column(&format!(
            "{{column}} = excluded.{{column}}, {{column}}_at = {},",
            later("excluded.{column}_at", "{column}_at")
        )),
    )
}

/// The time that a change gets which is made at one: later than the last, whatever the
/// clock says. Else an older export would win over it. Both are columns or parameters.
fn later(at: &str, last: &str) -> String {
    format!("max({at}, ifnull({last} + 1, {at}))")
}

/// A text of a row. A flipped bit in it is seen by no check of the file, and must not
/// keep all marks from being read.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        _ => row.get(column),
    }
}

/// A text cut to [`TEXT`] bytes, never inside a character.
fn bounded(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TEXT)).unwrap_or(text)
}

fn mark(row: &Row<'_>, tags: &mut HashMap<i64, Tags>) -> rusqlite::Result<(ArticleId, Mark)> {
    let place: Option<i64> = row.get(4)?;
    let mark = Mark {
        read: row.get(2)?,
        starred: row.get(3)?,
        tags: tags.remove(&row.get(0)?).unwrap_or_default(),
        // A later version may know places that this one has no room for.
        place: place.and_then(|place| u32::try_from(place).ok()),
    };
    Ok((ArticleId::from_bytes(row.get(1)?), mark))
}

/// Refuses what is not a marks file, and one that is damaged.
fn verify(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    if !schema::is_ours(connection).map_err(|source| refusal(source, path))? {
        return Err(StoreError::NotOurs {
            path: path.to_path_buf(),
        });
    }
    if file::size(path) > CHECKED_WHOLE {
        return Ok(());
    }
    let found: String = connection
        .query_row("PRAGMA quick_check(1)", (), |row| row.get(0))
        .map_err(|source| StoreError::of(source, "check", path))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(StoreError::Damaged {
            path: path.to_path_buf(),
            detail: found,
        })
    }
}

/// The error for a file that `SQLite` would not open: something else than a
/// database, or what is left of one.
fn refusal(source: rusqlite::Error, path: &Path) -> StoreError {
    let no_database = source.sqlite_error_code() == Some(ErrorCode::NotADatabase);
    if no_database && !file::was_a_database(path) {
        return StoreError::NotOurs {
            path: path.to_path_buf(),
        };
    }
    StoreError::of(source, "open", path)
}
