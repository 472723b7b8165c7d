//! Small files of the state folder: read from the start, replaced as a whole, for
//! their owner alone. What stands in them is left to those who keep it.

use std::fs::{File, Permissions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::archive::private_folder;

/// Bytes of a file that are read: more than all that is kept in one.
pub(super) const MOST_BYTES: u64 = 2 << 20;

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
