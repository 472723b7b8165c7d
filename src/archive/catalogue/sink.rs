//! Where a segment is written to: memory, or a temporary file that becomes one
//! of the catalogue's when it is whole. Files are mapped by tantivy, which does
//! it in one place for its index as well; a file that is renamed over or
//! deleted stays readable for whoever has it mapped.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory as _, MmapDirectory, OwnedBytes};

use super::error::CatalogueError;
use crate::archive::private_file;

/// What a temporary file's name ends in.
pub(super) const TEMPORARY: &str = ".tmp";

/// Bytes in the making.
pub(super) enum Sink {
    /// In memory.
    Memory(Vec<u8>),
    /// In a temporary file.
    File {
        /// The file.
        file: BufWriter<File>,
        /// The folder it is in.
        folder: PathBuf,
        /// The name it will have.
        name: String,
        /// Bytes so far.
        bytes: usize,
        /// What it is until it has its name.
        temporary: Temporary,
    },
}

/// A temporary file, which is gone with this: on a full disk it would keep all others
/// from being written. One that was renamed is none any more.
pub(super) struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.0));
    }
}

impl Sink {
    /// A new file in a folder, under a temporary name.
    pub(super) fn file(folder: &Path, name: &str) -> Result<Self, CatalogueError> {
        let path = folder.join(format!("{name}{TEMPORARY}"));
        let file = made(&path).map_err(CatalogueError::of("make", &path))?;
        Ok(Self::File {
            file: BufWriter::with_capacity(1 << 18, file),
            folder: folder.to_path_buf(),
            name: name.to_owned(),
            bytes: 0,
            temporary: Temporary(path),
        })
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Memory(bytes) => bytes.len(),
            Self::File { bytes, .. } => *bytes,
        }
    }

    /// Writes on.
    pub(super) fn write(&mut self, more: &[u8]) -> Result<(), CatalogueError> {
        match self {
            Self::Memory(bytes) => bytes.extend_from_slice(more),
            Self::File {
                file,
                folder,
                name,
                bytes,
                ..
            } => {
                file.write_all(more)
                    .map_err(CatalogueError::of("write", &folder.join(name)))?;
                *bytes += more.len();
            }
        }
        Ok(())
    }

    /// What has been written so far.
    pub(super) fn view(&mut self) -> Result<OwnedBytes, CatalogueError> {
        match self {
            Self::Memory(bytes) => Ok(OwnedBytes::new(bytes.clone())),
            Self::File {
                file, folder, name, ..
            } => {
                file.flush()
                    .map_err(CatalogueError::of("write", &folder.join(&*name)))?;
                map(folder, &format!("{name}{TEMPORARY}"))
            }
        }
    }

    /// Puts the header in its place, makes all of it safe, and gives a file its
    /// name; the bytes, and that name.
    pub(super) fn finish(
        self,
        header: &[u8],
    ) -> Result<(OwnedBytes, Option<String>), CatalogueError> {
        match self {
            Self::Memory(mut bytes) => {
                if let Some(start) = bytes.get_mut(..header.len()) {
                    start.copy_from_slice(header);
                }
                Ok((OwnedBytes::new(bytes), None))
            }
            Self::File {
                mut file,
                folder,
                name,
                temporary,
                ..
            } => {
                let path = folder.join(&name);
                let mut end = || {
                    file.seek(SeekFrom::Start(0))?;
                    file.write_all(header)?;
                    file.flush()?;
                    file.get_ref().sync_all()?;
                    fs::rename(&temporary.0, &path)?;
                    File::open(&folder)?.sync_all()
                };
                end().map_err(CatalogueError::of("write", &path))?;
                Ok((map(&folder, &name)?, Some(name)))
            }
        }
    }
}

/// Writes a whole file: under a temporary name, made safe, then renamed.
pub(in crate::archive) fn write_whole(
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<(), CatalogueError> {
    let path = folder.join(name);
    let temporary = Temporary(folder.join(format!("{name}{TEMPORARY}")));
    let write = || {
        let mut file = made(&temporary.0)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary.0, &path)?;
        File::open(folder)?.sync_all()
    };
    write().map_err(CatalogueError::of("write", &path))
}

/// A new file, or one that was left, from its start.
fn made(path: &Path) -> io::Result<File> {
    private_file()
        .read(true)
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)
}

/// A file, mapped.
pub(super) fn map(folder: &Path, name: &str) -> Result<OwnedBytes, CatalogueError> {
    let path = folder.join(name);
    let map = || {
        // Opening a pipe would wait for ever.
        if !fs::metadata(&path)?.is_file() {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        let directory = MmapDirectory::open(folder).map_err(io::Error::other)?;
        let file = directory.open_read(Path::new(name));
        file.map_err(of_opening)?.read_bytes()
    };
    map().map_err(CatalogueError::of("read", &path))
}

/// What the system said when a file was opened: one that another process has removed just
/// now is gone, not damaged.
fn of_opening(error: OpenReadError) -> io::Error {
    match error {
        OpenReadError::FileDoesNotExist(_) => io::ErrorKind::NotFound.into(),
        OpenReadError::IoError { io_error, .. } => io::Error::new(io_error.kind(), io_error),
        error @ OpenReadError::IncompatibleIndex(_) => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    /// A second process told of a fault, and read all again, because the first had saved
    /// just then.
    #[test]
    fn a_file_that_was_removed_before_it_was_opened_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let directory = MmapDirectory::open(folder.path()).unwrap();
        let opened = directory.open_read(Path::new("late-7"));
        let error = of_opening(opened.err().unwrap());
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
