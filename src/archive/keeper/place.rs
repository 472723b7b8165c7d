//! Where the cache of an archive lies, and what it depends on.

use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::archive::{Archive, Places};

/// Rises when heads are made otherwise from the same files and rules.
const HEADS: u64 = 2;

/// All that heads depend on beside the files.
pub(super) fn stamp_of(archive: &Archive) -> u64 {
    let mut hash = Sha256::new();
    hash.update(HEADS.to_le_bytes());
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    hash.update(archive.rules.fingerprint().to_le_bytes());
    let hash = <[u8; 32]>::from(hash.finalize());
    hash.first_chunk()
        .map_or(0, |start| u64::from_le_bytes(*start))
}

/// The folder in the cache for an archive: named by its folders as its rows have them.
/// Under a link to them all paths are others, and would be read and indexed again.
pub(in crate::archive) fn folder_of(archive: &Archive, cache: &Path) -> Option<PathBuf> {
    let Places::Paths(paths) = &archive.places else {
        return None;
    };
    Some(cache.join("archives").join(named(paths.clone())))
}

/// What stands for an archive in the names of files: made of where its folders lie,
/// whatever links lead there. The guide has none.
pub(in crate::archive) fn key_of(archive: &Archive) -> Option<String> {
    let Places::Paths(paths) = &archive.places else {
        return None;
    };
    let canonical = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    Some(named(paths.iter().map(canonical).collect()))
}

/// A name for some paths, whatever their order.
fn named(mut paths: Vec<PathBuf>) -> String {
    paths.sort();
    let mut hash = Sha256::new();
    for path in &paths {
        let bytes = path.as_os_str().as_bytes();
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    let mut name = String::new();
    for byte in hash.finalize().iter().take(12) {
        let _ = write!(name, "{byte:02x}");
    }
    name
}
