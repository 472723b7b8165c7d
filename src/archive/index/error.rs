//! What can go wrong with the index: what was tried, on which folder, and what
//! to do next. It is a cache: whatever is wrong with it, a new one can be built.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::archive::{because_said, shown};
use crate::words::Notice;

/// Why an index could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is none.
    #[error("there is no index in {}; `newsprint index` builds one", folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// It was made by another version of the program.
    #[error("the index in {} was made by another version of newsprint; `newsprint index --rebuild` builds it anew", folder.display())]
    OtherVersion {
        /// The folder.
        folder: PathBuf,
    },
    /// It does not hold what was written to it.
    #[error("the index in {} is damaged ({detail}); `newsprint index --rebuild` builds it anew", folder.display())]
    Damaged {
        /// The folder.
        folder: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Another index has taken its place.
    #[error("another newsprint has made the index in {} anew; start this one again to use it", folder.display())]
    Replaced {
        /// The folder.
        folder: PathBuf,
    },
    /// Another process writes to it. It can be read meanwhile.
    #[error("another newsprint is writing to the index in {}; it will be complete when that one is done", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// No room is left.
    #[error("no room on the disk for the index in {}; free some, then start `newsprint index` again", folder.display())]
    Full {
        /// The folder.
        folder: PathBuf,
    },
    /// A file can't be read or written.
    #[error("can't {doing} the index in {}: {source}; check who may read and write it", folder.display())]
    Io {
        /// What was tried: a verb.
        doing: &'static str,
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Anything else.
    #[error("can't {doing} the index in {} ({detail}); start newsprint again, and if it stays so, `newsprint index --rebuild` builds it anew", folder.display())]
    Failed {
        /// What was tried: a verb.
        doing: &'static str,
        /// The folder.
        folder: PathBuf,
        /// What was said.
        detail: String,
    },
}

/// Why a search gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// It was told to stop.
    #[error("the search was stopped; another has begun")]
    Stopped,
    /// The index can't be read.
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl IndexError {
    /// The same, to be worded for a person. What `Display` says is English.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let (key, folder, reason) = match self {
            Self::Missing { folder } => ("index-missing", folder, String::new()),
            Self::OtherVersion { folder } => ("index-other-version", folder, String::new()),
            Self::Damaged { folder, detail } => ("index-damaged", folder, detail.clone()),
            Self::Replaced { folder } => ("index-replaced", folder, String::new()),
            Self::Busy { folder } => ("index-busy", folder, String::new()),
            Self::Full { folder } => ("index-full", folder, String::new()),
            Self::Io { folder, source, .. } => ("index-io", folder, source.to_string()),
            Self::Failed { folder, detail, .. } => ("index-failed", folder, detail.clone()),
        };
        let notice = Notice::new(key).with("folder", shown(folder));
        if reason.is_empty() {
            notice
        } else {
            because_said(notice, "reason", &reason)
        }
    }

    /// The error for what is reported while something is done to an index.
    pub(super) fn of(error: TantivyError, doing: &'static str, folder: &Path) -> Self {
        let folder = folder.to_path_buf();
        match error {
            TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(_)) => {
                Self::Missing { folder }
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::NotADirectory(_)) => Self::Io {
                doing,
                folder,
                source: io::ErrorKind::NotADirectory.into(),
            },
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                if file.as_os_str() == super::META {
                    return Self::Missing { folder };
                }
                let detail = format!("{} is not there", file.display());
                Self::Damaged { folder, detail }
            }
            TantivyError::IncompatibleIndex(_)
            | TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) => {
                Self::OtherVersion { folder }
            }
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy { folder },
            TantivyError::IoError(error)
            | TantivyError::OpenReadError(OpenReadError::IoError {
                io_error: error, ..
            })
            | TantivyError::OpenWriteError(OpenWriteError::IoError {
                io_error: error, ..
            })
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
                io_error: error,
                ..
            })
            | TantivyError::LockFailure(LockError::IoError(error), _) => {
                Self::of_io(&error, doing, &folder)
            }
            TantivyError::DataCorruption(found) => Self::Damaged {
                folder,
                detail: format!("{found:?}"),
            },
            error => Self::Failed {
                doing,
                folder,
                detail: error.to_string(),
            },
        }
    }

    /// The error for what the system reports, or what passes for it: bytes that
    /// make no sense come as errors of reading.
    pub(super) fn of_io(error: &io::Error, doing: &'static str, folder: &Path) -> Self {
        let folder = folder.to_path_buf();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { folder },
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput => Self::Damaged {
                folder,
                detail: error.to_string(),
            },
            // Made up where no system call failed.
            io::ErrorKind::Other if error.raw_os_error().is_none() => Self::Damaged {
                folder,
                detail: error.to_string(),
            },
            _ => Self::Io {
                doing,
                folder,
                source: match error.raw_os_error() {
                    Some(code) => io::Error::from_raw_os_error(code),
                    None => error.kind().into(),
                },
            },
        }
    }
}
