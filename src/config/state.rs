//! Small files of the state folder: read from the start, replaced as a whole, for
//! their owner alone. What stands in them is left to those who keep it.

use std::fs::{File, Permissions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::archive::{lock_folder, private_folder};

/// Bytes of a file that are read: more than all that is kept in one.
pub(super) const MOST_BYTES: u64 = 2 << 20;

/// How long another process is waited for: it writes a small file. One that was
/// stopped in the midst of it is not waited for any longer.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often it is looked whether it is ready.
const PACE: Duration = Duration::from_millis(2);

/// Changes a file of the state from what it is to what it is to be, while no other
/// process does the same: nothing that one of them has put there is lost. Where the
/// file system knows no locks, or another process keeps one for too long, it is
/// changed all the same: what may be lost then is less than what would be kept by
/// nobody.
pub(super) fn exchange<T, E>(file: &Path, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let folder = file.parent().unwrap_or(Path::new("/"));
    let until = Instant::now() + PATIENCE;
    let lock = loop {
        match lock_folder(folder) {
            Ok(None) if Instant::now() < until => sleep(PACE),
            Ok(lock) => break lock,
            Err(error) => {
                tracing::debug!(%error, folder = %folder.display(), "no lock");
                break None;
            }
        }
    };
    let done = work();
    drop(lock);
    done
}

/// The start of a plain file.
pub(super) fn bytes_of(file: &Path) -> io::Result<Vec<u8>> {
    // A pipe would wait for ever.
    if !std::fs::metadata(file)?.is_file() {
        return Err(io::Error::other("it is no plain file"));
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Puts a file of the state in the place of the one before, for its owner alone.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("/"));
    private_folder(folder)?;
    let mut whole = tempfile::Builder::new()
        .prefix(".state-")
        .permissions(Permissions::from_mode(0o600))
        .tempfile_in(folder)?;
    whole.write_all(bytes)?;
    whole.persist(file)?;
    Ok(())
}
