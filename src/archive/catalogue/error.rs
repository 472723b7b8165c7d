//! What can go wrong with a catalogue's files. It is a cache: whatever it is,
//! it is made anew from the articles.

use std::io;
use std::path::{Path, PathBuf};

use crate::archive::{because, shown};
use crate::words::Notice;

/// Why a catalogue could not be opened, made or saved.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// There is none yet.
    #[error("there is no catalogue in {} yet; it is made when the folder is read", .0.display())]
    Missing(PathBuf),
    /// It was made by another version, or under other rules.
    #[error("the catalogue in {} was made by another version or under other rules; it is made anew", .0.display())]
    Outdated(PathBuf),
    /// It is not as it was written.
    #[error("the catalogue file {} is damaged; the catalogue is made anew", .0.display())]
    Damaged(PathBuf),
    /// A row that would have been copied is damaged.
    #[error("a row of the catalogue is damaged; the catalogue is made anew")]
    DamagedRow,
    /// There are more rows, or longer names, than numbers for them.
    #[error("there are too many files for one catalogue; open fewer folders at once")]
    Full,
    /// The system refused.
    #[error("can't {doing} {}: {source}; check the folder and the room on its disk, the list works without", path.display())]
    File {
        /// What was tried: a verb.
        doing: &'static str,
        /// The file or the folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl CatalogueError {
    /// The same, to be worded for a person. What `Display` says is English.
    #[must_use]
    pub fn notice(&self) -> Notice {
        match self {
            Self::Missing(path) => Notice::new("catalogue-missing").with("path", shown(path)),
            Self::Outdated(path) => Notice::new("catalogue-outdated").with("path", shown(path)),
            Self::Damaged(path) => Notice::new("catalogue-damaged").with("path", shown(path)),
            Self::DamagedRow => Notice::new("catalogue-damaged-row"),
            Self::Full => Notice::new("catalogue-full"),
            Self::File { path, source, .. } => {
                let notice = Notice::new("catalogue-file").with("path", shown(path));
                because(notice, "reason", source)
            }
        }
    }

    /// The error for what the system refused, for `map_err`.
    pub(super) fn of(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File {
            doing,
            path,
            source,
        }
    }
}
