//! The marks file as a file: making it and its folder, telling whether they may
//! be written, whether they lie on a network, and which file stands under a
//! name. What is inside is left to `schema` and the store.
//!
//! Nothing here opens a file that `SQLite` may have open in this process: closing
//! it would drop `SQLite`'s locks (<https://sqlite.org/howtocorrupt.html>, 2.2).

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{Access, access, statfs};

use super::error::StoreError;
use crate::archive::{private_file, private_folder};

/// The first bytes of every `SQLite` database (<https://sqlite.org/fileformat2.html>, 1.3).
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Which file stands under a name: device and inode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileIdentity(u64, u64);

/// What stood under the marks file's name before it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file that may be written.
    Writable,
    /// A file that can only be read, or in a folder that can only be read.
    ReadOnly,
}

/// Makes the folder (for its owner alone) and an empty file (the same) where
/// they are not there yet.
pub(super) fn prepare(path: &Path) -> Result<Found, StoreError> {
    let error = |source| StoreError::File {
        path: path.to_path_buf(),
        source,
    };
    let folder = path.parent().unwrap_or(Path::new("/"));
    match fs::metadata(path) {
        // A folder, or a pipe on which opening would wait for ever.
        Ok(found) if !found.is_file() => Err(StoreError::NotOurs {
            path: path.to_path_buf(),
        }),
        Ok(_) => Ok(self::found(path)),
        Err(missing) if missing.kind() == ErrorKind::NotFound => {
            private_folder(folder).map_err(|source| StoreError::Folder {
                path: folder.to_path_buf(),
                source,
            })?;
            make_file(path).map_err(error)?;
            // The name of the new file must survive a power cut as well.
            sync_folder(folder).map_err(error)?;
            Ok(self::found(path))
        }
        Err(other) => Err(error(other)),
    }
}

/// An empty file for its owner alone; `SQLite` gives its journals the same mode.
/// One that is there already stays.
pub(super) fn make_file(path: &Path) -> io::Result<()> {
    let made = private_file().write(true).create_new(true).open(path);
    match made {
        Err(there) if there.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other.map(drop),
    }
}

/// Makes new names in a folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// What stands there, with regard to writing.
pub(super) fn found(path: &Path) -> Found {
    // SQLite writes its journal beside the file, so both must allow it.
    let folder = path.parent().unwrap_or(Path::new("/"));
    let folder = access(folder, Access::WRITE_OK | Access::EXEC_OK);
    let file = access(path, Access::READ_OK | Access::WRITE_OK);
    if folder.is_ok() && file.is_ok() {
        Found::Writable
    } else {
        Found::ReadOnly
    }
}

/// Which file stands under this name now; `None` where there is none.
pub(super) fn identity(path: &Path) -> Option<FileIdentity> {
    let found = fs::metadata(path).ok()?;
    Some(FileIdentity(found.dev(), found.ino()))
}

/// Size in bytes, 0 where it is not known.
pub(super) fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len())
}

/// Whether a file that `SQLite` does not take for a database is what is left of
/// one: cut inside its first bytes, or all zero there, as after a power cut on
/// some file systems. Only for such a file, which no connection has open.
pub(super) fn was_a_database(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(100).read_to_end(&mut start));
    let magic = start.get(..MAGIC.len()).unwrap_or(&start);
    read.is_ok() && (MAGIC.starts_with(magic) || start.iter().all(|byte| *byte == 0))
}

/// Whether a path lies on a network file system, where WAL's shared memory does
/// not work between machines (<https://sqlite.org/wal.html>).
pub(in crate::archive) fn is_on_network(path: &Path) -> bool {
    statfs(path).is_ok_and(|system| is_network(&system))
}

/// `f_type` of Linux's network file systems (`linux/magic.h`), and of FUSE,
/// behind which one may stand (sshfs): there a rollback journal costs little.
#[cfg(target_os = "linux")]
const NETWORK: &[u32] = &[
    0x6969,      // NFS
    0x517B,      // SMB
    0xFF53_4D42, // CIFS
    0xFE53_4D42, // SMB 2
    0x0102_1997, // 9P
    0x00C3_6400, // Ceph
    0x5346_414F, // AFS
    0x7375_7245, // Coda
    0x6573_5546, // FUSE
    0x0BD0_0BD0, // Lustre
    0x0116_1970, // GFS2
    0x7461_636F, // OCFS2
    0x786F_4256, // VirtualBox's shared folders
];

#[cfg(target_os = "linux")]
fn is_network(system: &rustix::fs::StatFs) -> bool {
    // The type is a word of another size and sign on each machine; the numbers have 32 bits.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "magic numbers are compared by their low 32 bits"
    )]
    let kind = system.f_type as u32;
    NETWORK.contains(&kind)
}

#[cfg(target_os = "macos")]
fn is_network(system: &rustix::fs::StatFs) -> bool {
    // MNT_LOCAL of <sys/mount.h>.
    system.f_flags & 0x1000 == 0
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn is_network(_: &rustix::fs::StatFs) -> bool {
    // Not known: the slower journal is right everywhere.
    true
}
