//! What the marks file holds, in which version, and how an older one becomes
//! the present one: steps forward, in one transaction, after a copy was made.
//!
//! A later version appends a step; it never changes one that people's files
//! have been through.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;
use super::{Note, backup};

/// `PRAGMA application_id` of a marks file: `NWpr`.
pub(super) const APPLICATION_ID: i32 = 0x4E57_7072;

/// How long to wait for another process. A burst of changes takes far less.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// Makes version `n + 1` of version `n`, its position in the list.
pub(super) type Step = fn(&Connection) -> rusqlite::Result<()>;

/// The way from an empty file to the present version.
pub(super) const STEPS: &[Step] = &[version_1, version_2, version_3, version_4, version_5];

/// Version 1: one row an article that ever had a mark.
///
/// The key that later tables (tags, clippings) refer to is `number`: an
/// article can get another identity by changing one row, and it takes fewer
/// bytes there. So the table keeps its rowid: rows of some 300 bytes in the
/// order they came, and the identities, which are random, in an index of their
/// own. `WITHOUT ROWID` puts whole rows in random order: 100,000 changes at
/// once took more than twice as long, and the file was a tenth larger.
///
/// A row is never deleted: other processes learn by its `revision` that a mark
/// was taken away. `revision` grows by one with each transaction that changes
/// marks, whatever the clock does; later tables use the same counter.
fn version_1(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE marks (
            number           INTEGER PRIMARY KEY,
            id               BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            read             INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
            starred          INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
            place            INTEGER CHECK (place >= 0), -- characters
            revision         INTEGER NOT NULL,
            -- When each was last changed, and the row made: UTC milliseconds.
            read_at          INTEGER,
            starred_at       INTEGER,
            place_at         INTEGER,
            first_at         INTEGER NOT NULL,
            -- The article, so that a later version can find its new identity.
            identity_version TEXT NOT NULL,
            link             TEXT,
            title            TEXT NOT NULL,
            path             TEXT NOT NULL
        ) STRICT;
        CREATE INDEX marks_by_revision ON marks (revision);
        CREATE TABLE state (
            only     INTEGER PRIMARY KEY CHECK (only = 1),
            revision INTEGER NOT NULL
        ) STRICT;
        INSERT INTO state (only, revision) VALUES (1, 0);",
    )
}

/// Version 2: tags and saved searches.
///
/// A tag that was taken away keeps its row with `borne` 0, so that an older export
/// does not bring it back. That an article's tags have changed shows in the
/// revision of its row in `marks`, as with its other marks. `folded` is what names
/// are compared by, in the folding of the version that wrote it; what is read is
/// `name`, as it was first written.
fn version_2(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE tags (
            number INTEGER PRIMARY KEY,
            folded TEXT NOT NULL UNIQUE,
            name   TEXT NOT NULL
        ) STRICT;
        CREATE TABLE marks_tags (
            mark  INTEGER NOT NULL REFERENCES marks (number),
            tag   INTEGER NOT NULL REFERENCES tags (number),
            borne INTEGER NOT NULL CHECK (borne IN (0, 1)),
            at    INTEGER NOT NULL, -- when that was last changed: UTC milliseconds
            PRIMARY KEY (mark, tag)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE searches (
            folded TEXT PRIMARY KEY,
            name   TEXT NOT NULL,
            query  TEXT NOT NULL,
            at     INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;",
    )
}

/// Version 3: what can be undone, and when an article was last opened.
///
/// A step is one change made to one article or to many. Who gave a mark the value
/// it has stands beside it as its origin: the step, or for what was no step the
/// revision with a minus sign; `NULL` is older than this version. A step may be
/// undone on a mark only while that is its own; then the origin before it is
/// back, so that the step before it can be undone as well. That holds between
/// processes, whatever their clocks say. Numbers of steps are never given again.
fn version_3(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "ALTER TABLE marks ADD COLUMN opened_at INTEGER; -- UTC milliseconds
        ALTER TABLE marks ADD COLUMN read_origin INTEGER;
        ALTER TABLE marks ADD COLUMN starred_origin INTEGER;
        ALTER TABLE marks_tags ADD COLUMN origin INTEGER;
        CREATE TABLE history (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at     INTEGER NOT NULL, -- UTC milliseconds
            kind   TEXT NOT NULL CHECK (kind IN ('read', 'starred', 'tag')),
            tag    INTEGER REFERENCES tags (number),
            value  INTEGER NOT NULL CHECK (value IN (0, 1)), -- what each article got
            count  INTEGER NOT NULL, -- of articles
            title  TEXT NOT NULL, -- of the first of them
            undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
        ) STRICT;
        CREATE TABLE history_marks (
            step   INTEGER NOT NULL REFERENCES history (number),
            mark   INTEGER NOT NULL REFERENCES marks (number),
            before INTEGER, -- the origin before the step
            PRIMARY KEY (step, mark)
        ) STRICT, WITHOUT ROWID;",
    )
}

/// Version 4: places under letters, each of one article.
fn version_4(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE places (
            letter   TEXT PRIMARY KEY,
            mark     INTEGER NOT NULL REFERENCES marks (number),
            position INTEGER NOT NULL CHECK (position >= 0), -- characters
            at       INTEGER NOT NULL -- when it was set: UTC milliseconds
        ) STRICT, WITHOUT ROWID;",
    )
}

/// Version 5: a place that was forgotten and a search that was removed keep their rows
/// with `kept` 0, as tags do, so that an older export does not bring them back.
fn version_5(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "ALTER TABLE places ADD COLUMN kept INTEGER NOT NULL DEFAULT 1 CHECK (kept IN (0, 1));
        ALTER TABLE searches ADD COLUMN kept INTEGER NOT NULL DEFAULT 1 CHECK (kept IN (0, 1));",
    )
}

/// `PRAGMA user_version`: 0 in an empty file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// The number of the version that `steps` lead to.
pub(super) fn newest(steps: &[Step]) -> i32 {
    i32::try_from(steps.len()).unwrap_or(i32::MAX)
}

/// Whether the file is a marks file, or an empty database that may become one.
pub(super) fn is_ours(connection: &Connection) -> rusqlite::Result<bool> {
    // As of one moment: another process may be making it.
    let connection = connection.unchecked_transaction()?;
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let objects: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
    let version = version(&connection)?;
    Ok(match id {
        APPLICATION_ID => version > 0,
        0 => version == 0 && objects == 0,
        _ => false,
    })
}

/// What becomes of the older version when a file is brought to the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Older {
    /// A copy of it is made first.
    Copied,
    /// It is none but in memory.
    InMemory,
}

/// Brings a file to the version that `steps` lead to. Nothing happens to one
/// that is there or newer. All steps stand in one transaction, so a kill leaves
/// the older version whole.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    steps: &[Step],
    older: Older,
) -> Result<Option<Note>, StoreError> {
    let error = |source| StoreError::of(source, "bring up to date", path);
    let to = newest(steps);
    if version(connection).map_err(error)? >= to {
        return Ok(None);
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(error)?;
    // Asked again: another process may have done it while this one waited.
    let from = version(&transaction).map_err(error)?;
    let done = usize::try_from(from).unwrap_or(usize::MAX);
    let Some(left) = steps.get(done..).filter(|left| !left.is_empty()) else {
        return Ok(None);
    };
    let backup = if from > 0 && older == Older::Copied {
        // Nobody else can write while the transaction is open.
        Some(back_up(path, from)?)
    } else {
        None
    };
    for step in left {
        step(&transaction).map_err(error)?;
    }
    transaction
        .pragma_update(None, "user_version", to)
        .and_then(|()| transaction.pragma_update(None, "application_id", APPLICATION_ID))
        .map_err(error)?;
    transaction.commit().map_err(error)?;
    Ok(backup.map(|backup| Note::Migrated { from, to, backup }))
}

/// Where the copy of a file of this version is put: beside it.
pub(super) fn backup_path(path: &Path, version: i32) -> PathBuf {
    backup::with_ending(path, &format!(".version-{version}.backup"))
}

/// Copies the committed state of a marks file.
fn back_up(path: &Path, version: i32) -> Result<PathBuf, StoreError> {
    let backup = backup_path(path, version);
    match backup::make(path, &backup) {
        Ok(()) => Ok(backup),
        Err(source) => Err(StoreError::Backup {
            path: backup,
            source,
        }),
    }
}
