//! Writing the index: articles in, articles out, and commits.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::META_LOCK;
use tantivy::indexer::{LogMergePolicy, MergePolicy};
use tantivy::schema::IndexRecordOption;
use tantivy::{
    Directory as _, DocSet, IndexSettings, IndexWriter, SegmentReader, TERMINATED, Term,
};

use super::error::IndexError;
use super::folder::Folder;
use super::guard::guarded;
use super::prepared::Prepared;
use super::schema::{self, Fields};
use super::{check, open_folder};
use crate::archive::private_folder;

/// Numbers are less than this: sets of them stay within 16 MB.
pub(super) const MOST: u32 = 1 << 27;

/// Bytes of memory that a thread which indexes has to have.
const LEAST_MEMORY: usize = 16 << 20;

/// Bytes of memory beyond which a thread gains nothing.
const MOST_MEMORY: usize = 1 << 30;

/// Bytes of an index up to which it is checked whole when it is opened for
/// writing, in less than a tenth of a second. Larger ones are left to
/// [`super::Index::check`].
const CHECKED_WHOLE: u64 = 256 << 20;

/// Living articles of a segment from which on it is merged with no others.
const MERGED: usize = 150_000;

/// Segments of like size from which on they are merged. Each costs every search some
/// lookups, and each merge about a fifth of what indexing its articles did.
const FEW: usize = 8;
/// The same while many articles are indexed: a hundred thousand are not merged before
/// all of them can be searched, and a million once, not twice.
const MANY: usize = 48;

/// An index that is open for writing. While it is, no other process can open
/// it so; reading goes on.
pub struct Writer {
    folder: PathBuf,
    fields: Fields,
    token: u64,
    inner: IndexWriter,
    /// What was there when an article was taken out first after the last commit. It is
    /// held no longer: what has been merged meanwhile would stay on the disk.
    before: Option<Vec<SegmentReader>>,
    /// Whether many articles come now.
    many: bool,
}

impl Writer {
    /// Opens an index that is there.
    ///
    /// `memory`, in bytes, is shared among the threads; it is what they gather
    /// before they write it to the disk.
    pub fn open(folder: &Path, memory: usize, threads: usize) -> Result<Self, IndexError> {
        guarded(folder, "open", || {
            let (index, fields, token) = open_folder(folder)?;
            let writer = Self::of(folder, &index, (fields, token), memory, threads)?;
            // Once it is locked nobody makes it anew.
            super::must_be_of(&index, token, folder)?;
            let size = size(folder).map_err(|error| IndexError::of_io(&error, "open", folder))?;
            if size <= CHECKED_WHOLE {
                check(&index, folder)?;
            }
            Ok(writer)
        })
    }

    /// Opens an index without a look at its files.
    pub(super) fn of(
        folder: &Path,
        index: &tantivy::Index,
        (fields, token): (Fields, u64),
        memory: usize,
        threads: usize,
    ) -> Result<Self, IndexError> {
        let threads = threads.max(1);
        let each = (memory / threads).clamp(LEAST_MEMORY, MOST_MEMORY);
        let failed = |error| IndexError::of(error, "write", folder);
        let writer: IndexWriter = index
            .writer_with_num_threads(threads, each * threads)
            .map_err(failed)?;
        let before = readers(index).map_err(failed)?;
        writer.set_merge_policy(merging(FEW));
        Ok(Self {
            folder: folder.to_path_buf(),
            fields,
            token,
            inner: writer,
            before: Some(before),
            many: false,
        })
    }

    /// Says that the index is of other numbers where it does not have this token.
    pub fn must_be_of(&self, token: u64) -> Result<(), IndexError> {
        if self.token == token {
            return Ok(());
        }
        Err(IndexError::Replaced {
            folder: self.folder.clone(),
        })
    }

    /// Adds an article under a number that is less than 2^27 and was never used
    /// before. It can be found after a commit.
    pub fn add(&mut self, number: u32, prepared: Prepared) -> Result<(), IndexError> {
        if number >= MOST {
            return Err(IndexError::Failed {
                doing: "write",
                folder: self.folder.clone(),
                detail: format!("{number} is too great a number"),
            });
        }
        let document = prepared.numbered(&self.fields, number);
        let added = self.inner.add_document(document);
        added.map(|_| ()).map_err(|error| self.failed(error))
    }

    /// Says whether many articles come now: then fewer of the segments that are made
    /// are merged, until they no longer come.
    pub fn expect_many(&mut self, many: bool) {
        if self.many != many {
            self.many = many;
            let policy = merging(if many { MANY } else { FEW });
            self.inner.set_merge_policy(policy);
        }
    }

    /// Takes an article out. It can no more be found after a commit.
    pub fn remove(&mut self, number: u32) -> Result<(), IndexError> {
        let term = Term::from_field_u64(self.fields.number, u64::from(number));
        // With the commit, a thread of tantivy's looks the number up, and the
        // program ends if it panics over damaged files: so they are tried here.
        guarded(&self.folder, "write", || {
            let failed = |error| IndexError::of(error, "write", &self.folder);
            let before = match self.before.take() {
                Some(before) => before,
                None => readers(self.inner.index()).map_err(failed)?,
            };
            for segment in self.before.insert(before) {
                look_up(segment, &term).map_err(failed)?;
            }
            Ok::<_, IndexError>(())
        })?;
        self.inner.delete_term(term);
        Ok(())
    }

    /// Writes what was added and removed to the disk. Readers see it when they
    /// look again ([`super::Index::reload`]).
    pub fn commit(&mut self) -> Result<(), IndexError> {
        let folder = self.folder.clone();
        self.before = None;
        guarded(&folder, "write", || {
            let mut commit = self
                .inner
                .prepare_commit()
                .map_err(|error| IndexError::of(error, "write", &folder))?;
            commit.set_payload(&schema::payload(self.token));
            commit
                .commit()
                .map(|_| ())
                .map_err(|error| IndexError::of(error, "write", &folder))
        })
    }

    /// Waits until what is being merged is merged. What was not committed is lost.
    pub fn finish(self) -> Result<(), IndexError> {
        let folder = self.folder;
        let finished = self.inner.wait_merging_threads();
        finished.map_err(|error| IndexError::of(error, "write", &folder))
    }

    fn failed(&self, error: tantivy::TantivyError) -> IndexError {
        IndexError::of(error, "write", &self.folder)
    }
}

/// Which segments are merged: so many, and of like size, or with many dead articles.
fn merging(least: usize) -> Box<dyn MergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(least);
    policy.set_level_log_size(2.0);
    policy.set_min_layer_size(1000);
    policy.set_max_docs_before_merge(MERGED);
    policy.set_del_docs_ratio_before_merge(0.3);
    Box::new(policy)
}

/// All segments that can be searched.
fn readers(index: &tantivy::Index) -> tantivy::Result<Vec<SegmentReader>> {
    // What is merged meanwhile would be gone before it is open.
    let _lock = index.directory().acquire_lock(&META_LOCK)?;
    let segments = index.searchable_segments()?;
    segments.iter().map(SegmentReader::open).collect()
}

/// Reads all that is read when an article is taken out.
fn look_up(segment: &SegmentReader, number: &Term) -> tantivy::Result<()> {
    let option = IndexRecordOption::Basic;
    let numbers = segment.inverted_index(number.field())?;
    if let Some(mut articles) = numbers.read_postings(number, option)? {
        while articles.doc() != TERMINATED {
            articles.advance();
        }
    }
    Ok(())
}

/// Bytes of the files in a folder.
fn size(folder: &Path) -> std::io::Result<u64> {
    let mut size = 0;
    for entry in fs::read_dir(folder)? {
        match entry?.metadata() {
            Ok(metadata) => size += metadata.len(),
            // Another process may have merged it away.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(size)
}

/// Makes an empty index in place of what is there.
pub(super) fn create(folder: &Path, token: u64) -> Result<(), IndexError> {
    guarded(folder, "make", || {
        let failed = |error| IndexError::of(error, "make", folder);
        let io = |error| IndexError::of_io(&error, "make", folder);
        private_folder(folder).map_err(io)?;
        // Who holds the lock still writes to what is there.
        let directory = Folder::open(folder)?;
        let lock =
            tantivy::Directory::acquire_lock(&directory, &tantivy::directory::INDEX_WRITER_LOCK)
                .map_err(|error| failed(tantivy::TantivyError::LockFailure(error, None)))?;
        empty(folder).map_err(io)?;
        drop(lock);
        let (schema, fields) = schema::schema();
        let index = tantivy::Index::create(Folder::open(folder)?, schema, IndexSettings::default())
            .map_err(failed)?;
        schema::prepare(&index);
        // The first commit says which version made it.
        Writer::of(folder, &index, (fields, token), LEAST_MEMORY, 1)?.commit()
    })
}

/// Deletes the files of an index, of any version: the folder is the index's own.
fn empty(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let lock = name.to_string_lossy().ends_with(".lock");
        if entry.file_type()?.is_file() && !lock {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
