//! What can go wrong with the cache.

use std::path::PathBuf;

use crate::archive::catalogue::CatalogueError;
use crate::archive::index::IndexError;
use crate::archive::{because, shown};
use crate::words::Notice;

/// Something that went wrong with the cache. The list works on without.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// With the catalogue.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// With the index.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The cache folder can't be used.
    #[error("can't use the cache folder {} ({source}); check who may write to it, the list works without, only slower", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The cache folder is no longer the one that was opened.
    #[error("the cache folder {} was removed while newsprint was using it; {}", folder.display(), after_removal(*again))]
    Lost {
        /// The folder.
        folder: PathBuf,
        /// Whether that has happened before.
        again: bool,
    },
}

impl Trouble {
    /// The same, to be worded for a person. What `Display` says is English.
    #[must_use]
    pub fn notice(&self) -> Notice {
        match self {
            Self::Catalogue(error) => error.notice(),
            Self::Index(error) => error.notice(),
            Self::Folder { folder, source } => {
                let notice = Notice::new("cache-folder").with("folder", shown(folder));
                because(notice, "reason", source)
            }
            Self::Lost { folder, again } => {
                let key = if *again {
                    "cache-lost-again"
                } else {
                    "cache-lost"
                };
                Notice::new(key).with("folder", shown(folder))
            }
        }
    }
}

/// What follows when the cache folder was removed.
fn after_removal(again: bool) -> &'static str {
    if again {
        "the list works on without, only slower"
    } else {
        "what is kept there is made anew"
    }
}
