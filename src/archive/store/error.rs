//! What can go wrong with the marks' store: what was tried, on which file, and
//! what to do next. Whatever it is, reading goes on with marks in memory.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::archive::{because_said, shown};
use crate::words::Notice;

/// Why marks could not be opened, read or saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data folder is not there and can't be made.
    #[error("can't make the folder {} for the marks: {source}; make it yourself, or set XDG_DATA_HOME to a folder you may write to", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The marks file can't be made or looked at.
    #[error("can't open the marks file {}: {source}; check who may read and write it", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something else stands where the marks belong. It has been left alone.
    #[error("{} is not a marks file of newsprint; it was left as it is. Move it away to have marks saved", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file is a marks file with damage. It has been left alone.
    #[error("the marks file {} is damaged ({detail}); it was left as it is. Start newsprint: it sets the file aside and takes the newest sound copy", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The store was opened for reading only, see [`super::Note`].
    #[error("marks can't be saved: {} is open for reading only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The store is of a newer version, which alone may change it.
    #[error("marks can't be saved: {} is of a newer newsprint; start that one to change them", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// The file that was opened no longer stands under its name: what is
    /// written to it now would be lost.
    #[error("the marks file {} was moved or deleted while newsprint ran; marks will be saved when it is opened again", path.display())]
    Moved {
        /// The file.
        path: PathBuf,
    },
    /// No room is left.
    #[error("no room on the disk to save marks in {}; free some, and they are saved", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The disk took nothing: a quota, a fault, or it may not be written any more.
    #[error("the disk does not take marks for {} ({source}); your quota may be used up, or the disk may be failing or no longer open for writing. They are saved as soon as it does", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
    /// Another process held the file for longer than a writer needs.
    #[error("another program is using the marks file {}; marks are saved when it is done", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The copy before a migration failed, so nothing was migrated.
    #[error("can't write {}, the copy of the marks that is made before they are brought to a new form: {source}; they were left as they are", path.display())]
    Backup {
        /// The copy.
        path: PathBuf,
        /// What the system or `SQLite` said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The copy of the day could not be made.
    #[error("can't write {}, the copy of the marks of this day: {source}; the marks themselves are as they were", path.display())]
    DailyCopy {
        /// The copy.
        path: PathBuf,
        /// What the system or `SQLite` said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Anything else that `SQLite` reports.
    #[error("can't {doing} the marks in {}: {source}; start newsprint again, and if it stays so, check the disk", path.display())]
    Database {
        /// What was tried: a verb.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// The same, to be worded for a person. What `Display` says is English.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let (key, path, reason) = match self {
            Self::Folder { path, source } => ("store-folder", path, source.to_string()),
            Self::File { path, source } => ("store-file", path, source.to_string()),
            Self::NotOurs { path } => ("store-not-ours", path, String::new()),
            Self::Damaged { path, detail } => ("store-damaged", path, detail.clone()),
            Self::ReadOnly { path } => ("store-read-only", path, String::new()),
            Self::Newer { path } => ("store-newer", path, String::new()),
            Self::Moved { path } => ("store-moved", path, String::new()),
            Self::Full { path } => ("store-full", path, String::new()),
            Self::Disk { path, source } => ("store-disk", path, source.to_string()),
            Self::Busy { path } => ("store-busy", path, String::new()),
            Self::Backup { path, source } => ("store-backup", path, source.to_string()),
            Self::DailyCopy { path, source } => ("store-daily-copy", path, source.to_string()),
            Self::Database { path, source, .. } => ("store-database", path, source.to_string()),
        };
        let notice = Notice::new(key).with("path", shown(path));
        if reason.is_empty() {
            notice
        } else {
            because_said(notice, "reason", &reason)
        }
    }

    /// The error for what `SQLite` reports (<https://sqlite.org/rescode.html>).
    pub(super) fn of(source: rusqlite::Error, doing: &'static str, path: &Path) -> Self {
        let path = path.to_path_buf();
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::SystemIoFailure) if doing == "save" => Self::Disk { path, source },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { path },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged {
                path,
                detail: source.to_string(),
            },
            _ => Self::Database {
                doing,
                path,
                source,
            },
        }
    }

    /// Whether the same may succeed later without anybody opening the store
    /// anew: a full disk, a busy file, an I/O error.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Full { .. } | Self::Disk { .. } | Self::Busy { .. } | Self::Database { .. }
        )
    }
}
