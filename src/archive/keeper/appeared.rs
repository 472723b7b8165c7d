//! Which articles are new, kept from one session to the next: a file beside the
//! catalogue. It is a cache as well: where it can't be read nothing is new.
//!
//! ```text
//! magic 8 | token of the catalogue 8 | identities, 16 each | checksum of all before 4
//! ```

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use crate::archive::catalogue::{CatalogueError, write_whole};
use crate::article::ArticleId;

/// Its name.
const NAME: &str = "new";
/// What it begins with.
const MAGIC: [u8; 8] = *b"NPNew\r\n\0";
/// Articles that are kept as new: more than anyone reads, and a file that is soon
/// read. Where there are more, those beyond are no longer new the next time.
const MOST: usize = 1 << 20;

/// What is new in the catalogue of a token.
pub(super) fn read(folder: &Path, token: u64) -> HashSet<ArticleId> {
    read_own(folder, token).unwrap_or_default()
}

fn read_own(folder: &Path, token: u64) -> Option<HashSet<ArticleId>> {
    let path = folder.join(NAME);
    // Opening a pipe would wait for ever.
    fs::metadata(&path).ok()?.is_file().then_some(())?;
    let mut bytes = Vec::new();
    let most = 20 + 16 * MOST as u64;
    let file = File::open(&path).ok()?;
    file.take(most).read_to_end(&mut bytes).ok()?;
    let (start, checksum) = bytes.split_last_chunk::<4>()?;
    let (magic, rest) = start.split_first_chunk::<8>()?;
    let (own, rest) = rest.split_first_chunk::<8>()?;
    let (ids, []) = rest.as_chunks::<16>() else {
        return None;
    };
    let is_sound = *magic == MAGIC
        && u64::from_le_bytes(*own) == token
        && crc32fast::hash(start) == u32::from_le_bytes(*checksum);
    is_sound.then(|| ids.iter().map(|id| ArticleId::from_bytes(*id)).collect())
}

/// Keeps what is new in the catalogue of a token.
pub(super) fn write(
    folder: &Path,
    token: u64,
    new: &HashSet<ArticleId>,
) -> Result<(), CatalogueError> {
    let mut ids: Vec<&ArticleId> = new.iter().collect();
    ids.sort_unstable();
    ids.truncate(MOST);
    let mut bytes = [MAGIC, token.to_le_bytes()].concat();
    for id in ids {
        bytes.extend_from_slice(id.as_bytes());
    }
    let checksum = crc32fast::hash(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    write_whole(folder, NAME, &bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn what_is_not_as_it_was_written_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path(), 7).is_empty());
        let new: HashSet<ArticleId> = (0..3).map(|n| ArticleId::from_bytes([n; 16])).collect();
        write(folder.path(), 7, &new).unwrap();
        assert_eq!(read(folder.path(), 7), new);
        assert!(read(folder.path(), 8).is_empty(), "of another catalogue");
        let path = folder.path().join(NAME);
        let whole = fs::read(&path).unwrap();
        for place in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[place] ^= 0x10;
            fs::write(&path, flipped).unwrap();
            assert!(read(folder.path(), 7).is_empty(), "flipped at {place}");
            fs::write(&path, whole.get(..place).unwrap()).unwrap();
            assert!(read(folder.path(), 7).is_empty(), "cut at {place}");
        }
        write(folder.path(), 7, &HashSet::new()).unwrap();
        assert!(read(folder.path(), 7).is_empty());
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(read(folder.path(), 7).is_empty());
        write(folder.path(), 7, &new).unwrap_err();
    }
}
