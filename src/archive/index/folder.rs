//! The folder of an index as tantivy sees it: mapped files, and locks that do
//! not stand in the way of reading where nothing may be written.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::error::IndexError;
use crate::archive::private::make_private;

/// A folder with an index.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    directory: MmapDirectory,
    path: PathBuf,
}

impl Folder {
    pub(super) fn open(folder: &Path) -> Result<Self, IndexError> {
        let failed = |error: tantivy::directory::error::OpenDirectoryError| {
            IndexError::of(error.into(), "open", folder)
        };
        Ok(Self {
            directory: MmapDirectory::open(folder).map_err(failed)?,
            path: folder.to_path_buf(),
        })
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.directory.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.directory.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.directory.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let written = self.directory.open_write(path)?;
        make_private(&self.path.join(path));
        Ok(written)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.directory.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.directory.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.directory.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.directory.watch(callback)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.directory.acquire_lock(lock) {
            Err(LockError::IoError(error)) if is_needless(lock, &error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            Ok(held) => {
                make_private(&self.path.join(&lock.filepath));
                Ok(held)
            }
            refused => refused,
        }
    }
}

/// Whether a lock that can't be had is not needed. Readers take one so that no
/// writer deletes the files they are about to open. Where no file may be made,
/// nobody writes.
fn is_needless(lock: &Lock, error: &io::Error) -> bool {
    lock.filepath == META_LOCK.filepath
        && matches!(
            error.kind(),
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied
        )
}

#[cfg(test)]
mod tests {
    use tantivy::directory::INDEX_WRITER_LOCK;

    use super::*;

    #[test]
    fn only_readers_do_without_a_lock() {
        for (lock, kind, needless) in [
            (&META_LOCK, io::ErrorKind::ReadOnlyFilesystem, true),
            (&META_LOCK, io::ErrorKind::PermissionDenied, true),
            (&META_LOCK, io::ErrorKind::StorageFull, false),
            (&INDEX_WRITER_LOCK, io::ErrorKind::PermissionDenied, false),
        ] {
            assert_eq!(is_needless(lock, &kind.into()), needless, "{kind}");
        }
    }
}
