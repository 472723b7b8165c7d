//! Folders and files for their owner alone, whatever the umask: what somebody
//! reads, marks and searches for is nobody else's business. And who of several
//! processes writes in such a folder.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{
    DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _,
};
use std::path::Path;

/// The mode of a folder.
const FOLDER: u32 = 0o700;
/// The mode of a file.
const FILE: u32 = 0o600;
/// The file in a folder whose lock says who writes there.
const LOCK: &str = "lock";

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
    /// How often a folder may be removed between the two steps before that is given up.
    const TRIES: usize = 4;
    for _ in 0..TRIES {
        private_folder(folder)?;
        let file = private_file()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(LOCK))?;
        match rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            Ok(()) if holds_lock(&file, folder) => return Ok(Some(file)),
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

/// Whether a lock that was taken is still that of the folder: after the folder was
/// removed another process may make it again, and have the lock of that.
pub(super) fn holds_lock(lock: &File, folder: &Path) -> bool {
    let which = |found: fs::Metadata| (found.dev(), found.ino());
    let own = lock.metadata().map(which);
    let there = fs::metadata(folder.join(LOCK)).map(which);
    own.is_ok_and(|own| there.is_ok_and(|there| own == there))
}

/// Makes a file its owner's alone that a library has made. Where the file system
/// knows no modes there is nothing to make.
pub(super) fn make_private(file: &Path) {
    drop(fs::set_permissions(file, Permissions::from_mode(FILE)));
}
