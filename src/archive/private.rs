//! Folders and files for their owner alone, whatever the umask: what somebody
//! reads, marks and searches for is nobody else's business. And who of several
//! processes writes in such a folder.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

/// The mode of a folder.
const FOLDER: u32 = 0o700;
/// The mode of a file.
const FILE: u32 = 0o600;

/// Makes a folder that is its owner's alone, and those it lies in, where they are
/// not there. One that is there stays as it is.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(FOLDER)
        .create(folder)
}

/// How a file is opened that is its owner's alone where it is made.
#[must_use]
pub fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(FILE);
    options
}

/// Takes the lock of a folder, which is made where it is not there; `None` where
/// another process has it. The system lets go of it when the file is closed, or when
/// a process ends, however it ends.
///
/// # Errors
///
/// Where the folder can't be made or written to, or where its file system knows no
/// locks.
pub fn lock_folder(folder: &Path) -> io::Result<Option<File>> {
    private_folder(folder)?;
    let file = private_file()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("lock"))?;
    match rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Makes a file its owner's alone that a library has made. Where the file system
/// knows no modes there is nothing to make.
pub(super) fn make_private(file: &Path) {
    drop(fs::set_permissions(file, Permissions::from_mode(FILE)));
}
