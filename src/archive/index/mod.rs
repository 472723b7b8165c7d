//! The full-text index: it finds the articles that the query's matcher finds,
//! article for article, among a million of them while a word is typed.
//!
//! It lies in a folder of its own in the cache, and deleting it loses nothing but
//! time. Articles are known to it by numbers that the catalogue gives, each to
//! one text and never again. What is known of articles beside their text is asked
//! of [`Facts`]. Of some articles tokens can't decide: which they are is told, and they
//! are read by whoever wants to know. What order they come in, which files there are and when to index them, is left to
//! others.
//!
//! A text is cut into tokens in `token`, a query is made into searches for them
//! in `plan` and `resolve`, which are carried out for each segment of the index
//! in `evaluate`, `blocks` and `cursor`.

mod beginning;
mod blocks;
mod cursor;
mod error;
mod evaluate;
mod folder;
mod guard;
mod plan;
mod prepared;
mod relevance;
mod resolve;
mod schema;
mod segments;
mod shares;
mod signs;
#[cfg(test)]
mod tests;
mod token;
mod writer;
mod written;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use fixedbitset::FixedBitSet;
use tantivy::{IndexReader, ReloadPolicy};

use crate::query::{Fact, Node, Term};

pub use error::{IndexError, SearchError};
use folder::Folder;
use guard::guarded;
pub use prepared::{Indexed, Prepared, Preparer};
use resolve::Resolved;
use schema::Fields;
use segments::Segments;
pub use writer::Writer;

/// The file that says what an index consists of.
pub(super) const META: &str = "meta.json";

/// What is known of articles beside their text.
pub trait Facts {
    /// The numbers of all articles that may be found.
    fn living(&self) -> &FixedBitSet;

    /// Those of which a fact holds. Never asked of [`Fact::LinksTo`], which the
    /// index knows.
    fn holding(&self, fact: &Fact) -> FixedBitSet;

    /// Those with a source of this name: a term whose scope is
    /// [`crate::query::Scope::Source`].
    fn of_source(&self, term: &Term) -> FixedBitSet;
}

/// What a search finds, by number.
#[derive(Debug, Default)]
pub struct Found {
    /// What it finds.
    pub sure: FixedBitSet,
    /// What it may find besides: tokens can't decide of these, and each has to be read
    /// for the matcher.
    pub unsure: FixedBitSet,
}

/// An index that is open for reading. Any number of processes may have it open
/// while one writes to it.
pub struct Index {
    folder: PathBuf,
    fields: Fields,
    token: u64,
    inner: tantivy::Index,
    reader: IndexReader,
    /// What was searchable at the last look.
    segments: RwLock<Arc<Segments>>,
}

impl Index {
    /// Makes an empty index. Whatever index was in the folder is gone then. `token`
    /// is kept with it: it says whose numbers its articles go by.
    pub fn create(folder: &Path, token: u64) -> Result<Self, IndexError> {
        writer::create(folder, token)?;
        Self::open(folder)
    }

    /// The token it was made with.
    #[must_use]
    pub fn token(&self) -> u64 {
        self.token
    }

    /// Opens an index.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        guarded(folder, "open", || {
            let failed = |error| IndexError::of(error, "open", folder);
            let (index, fields, token) = open_folder(folder)?;
            let reader: IndexReader = index
                .reader_builder()
                .reload_policy(ReloadPolicy::Manual)
                .doc_store_cache_num_blocks(0)
                .num_warming_threads(1)
                .try_into()
                .map_err(failed)?;
            let segments = Segments::read(&reader, &Segments::default()).map_err(failed)?;
            must_be_of(&index, token, folder)?;
            Ok(Self {
                folder: folder.to_path_buf(),
                fields,
                token,
                inner: index,
                reader,
                segments: RwLock::new(Arc::new(segments)),
            })
        })
    }

    /// Makes searchable what has been committed since the last look; nothing, where
    /// another index lies there by now.
    pub fn reload(&self) -> Result<(), IndexError> {
        guarded(&self.folder, "read", || {
            let failed = |error| IndexError::of(error, "read", &self.folder);
            self.reader.reload().map_err(failed)?;
            let segments = Segments::read(&self.reader, &self.segments()).map_err(failed)?;
            must_be_of(&self.inner, self.token, &self.folder)?;
            *self
                .segments
                .write()
                .unwrap_or_else(PoisonError::into_inner) = Arc::new(segments);
            Ok(())
        })
    }

    fn segments(&self) -> Arc<Segments> {
        let segments = self.segments.read();
        Arc::clone(&segments.unwrap_or_else(PoisonError::into_inner))
    }

    /// The numbers of the articles that are indexed and have not been removed.
    #[must_use]
    pub fn numbers(&self) -> FixedBitSet {
        self.segments().numbers.clone()
    }

    /// What is searchable now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            folder: self.folder.clone(),
            fields: self.fields,
            segments: self.segments(),
        }
    }

    /// Reads all files and compares them with their checksums: finds what opening
    /// does not, at the speed of the disk, some 0.3 s a gigabyte when it is in
    /// memory. Damage that is not found before segments are merged is merged with
    /// them, and can't be found afterwards.
    pub fn check(&self) -> Result<(), IndexError> {
        guarded(&self.folder, "check", || check(&self.inner, &self.folder))
    }
}

/// What was searchable at one moment, whatever is committed or merged since. Cloning
/// shares it.
#[derive(Clone)]
pub struct Snapshot {
    folder: PathBuf,
    fields: Fields,
    segments: Arc<Segments>,
}

impl Snapshot {
    /// The numbers of the articles that it finds: indexed, and not removed.
    #[must_use]
    pub fn numbers(&self) -> &FixedBitSet {
        &self.segments.numbers
    }

    /// The articles that a query finds: those that are living, indexed, and that the
    /// matcher finds. `stop` is asked every few hundred microseconds, from the thread
    /// that searches.
    pub fn search(
        &self,
        root: &Node,
        facts: &dyn Facts,
        stop: &dyn Fn() -> bool,
    ) -> Result<Found, SearchError> {
        // Only what reads the index can find it damaged: where others panic over what
        // they know or read, it goes on as a panic.
        let asked = Resolved::new(&self.fields, root, facts);
        let mut found = guarded(&self.folder, "search", || {
            self.segments
                .found(&self.fields, &asked, stop)
                .map_err(|fault| self.failed(fault))
        })?;
        for set in [&mut found.sure, &mut found.unsure] {
            set.intersect_with(self.numbers());
            set.intersect_with(facts.living());
        }
        found.unsure.difference_with(&found.sure);
        if stop() {
            return Err(SearchError::Stopped);
        }
        Ok(found)
    }

    /// By number, how much of what the query looks for there is in the articles, 0 and
    /// more; 0 of what is not indexed. It counts words, not their places, and reads no
    /// article.
    pub fn relevance(&self, root: &Node, stop: &dyn Fn() -> bool) -> Result<Vec<f32>, SearchError> {
        guarded(&self.folder, "search", || {
            relevance::relevance(&self.segments, &self.fields, root, stop)
                .map_err(|fault| self.failed(fault))
        })
    }

    fn failed(&self, fault: cursor::Fault) -> SearchError {
        match fault {
            cursor::Fault::Stopped => SearchError::Stopped,
            cursor::Fault::Unreadable(error) => {
                SearchError::Index(IndexError::of(error, "search", &self.folder))
            }
        }
    }
}

/// Opens what is in a folder, if this version of the program made it; its token.
fn open_folder(folder: &Path) -> Result<(tantivy::Index, Fields, u64), IndexError> {
    let failed = |error| IndexError::of(error, "open", folder);
    let (expected, fields) = schema::schema();
    let index = tantivy::Index::open(Folder::open(folder)?).map_err(failed)?;
    let token = token_of(&index).map_err(failed)?;
    let (Some(token), true) = (token, index.schema() == expected) else {
        return Err(IndexError::OtherVersion {
            folder: folder.to_path_buf(),
        });
    };
    schema::prepare(&index);
    Ok((index, fields, token))
}

/// The token of what is in the folder now; `None` where another version made it.
fn token_of(index: &tantivy::Index) -> tantivy::Result<Option<u64>> {
    let payload = index.load_metas()?.payload;
    Ok(payload.as_deref().and_then(schema::token_in))
}

/// Whether it is still the index that was opened: asked after something was read,
/// for a token never comes again.
fn must_be_of(index: &tantivy::Index, token: u64, folder: &Path) -> Result<(), IndexError> {
    let own = token_of(index).map_err(|error| IndexError::of(error, "read", folder))?;
    if own == Some(token) {
        return Ok(());
    }
    Err(IndexError::Replaced {
        folder: folder.to_path_buf(),
    })
}

/// Compares all files with their checksums.
fn check(index: &tantivy::Index, folder: &Path) -> Result<(), IndexError> {
    let damaged = index
        .validate_checksum()
        .map_err(|error| IndexError::of(error, "check", folder))?;
    if damaged.is_empty() {
        return Ok(());
    }
    let mut names: Vec<_> = damaged
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    names.sort();
    Err(IndexError::Damaged {
        folder: folder.to_path_buf(),
        detail: format!("{} changed on the disk", names.join(", ")),
    })
}
