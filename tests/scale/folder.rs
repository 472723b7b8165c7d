//! An archive written to a folder, by threads: what stands in a file depends on
//! the seed and its number alone, not on the thread that wrote it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::articles::news;

/// As many lie in one folder; more are dealt out to 16 × 16.
pub(crate) const IN_ONE_FOLDER: u64 = 20_000;

/// Articles that a thread takes at a time.
const BATCH: u64 = 256;

/// Where the article of a number lies below the folder of an archive of `count`.
pub(crate) fn place(folder: &Path, count: u64, number: u64) -> PathBuf {
    if count <= IN_ONE_FOLDER {
        return folder.to_owned();
    }
    let (outer, inner) = (number / 16 % 16, number % 16);
    folder.join(format!("{outer:x}/{inner:x}"))
}

/// Writes the first `count` articles of a seed and returns the bytes written.
///
/// # Errors
/// The folder is not empty, or a file can't be written. What was written until
/// then stays.
pub(crate) fn write(folder: &Path, count: u64, seed: u64) -> io::Result<u64> {
    std::fs::create_dir_all(folder)?;
    if std::fs::read_dir(folder)?.next().is_some() {
        let what = format!(
            "“{}” is not empty; name a folder that is, or a new one",
            folder.display()
        );
        return Err(io::Error::new(io::ErrorKind::DirectoryNotEmpty, what));
    }
    for number in 0..count.min(256) {
        std::fs::create_dir_all(place(folder, count, number))?;
    }
    let (next, bytes) = (AtomicU64::new(0), AtomicU64::new(0));
    let work = || -> io::Result<()> {
        loop {
            let first = next.fetch_add(BATCH, Ordering::Relaxed);
            if first >= count {
                return Ok(());
            }
            for number in first..count.min(first + BATCH) {
                let filed = news(seed, number);
                bytes.fetch_add(filed.text.len() as u64, Ordering::Relaxed);
                std::fs::write(place(folder, count, number).join(filed.name), filed.text)?;
            }
        }
    };
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("a thread that wrote articles ended")))
        })
    })?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_written_once_and_the_same_whatever_the_threads() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let written = write(one.path(), 600, 5).unwrap();
        assert_eq!(written, write(other.path(), 600, 5).unwrap());
        let mut bytes = 0;
        for number in 0..600 {
            let filed = news(5, number);
            for folder in [&one, &other] {
                let text = std::fs::read_to_string(folder.path().join(&filed.name)).unwrap();
                assert_eq!(text, filed.text);
            }
            bytes += filed.text.len() as u64;
        }
        assert_eq!(bytes, written);
        let refused = write(one.path(), 1, 5).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::DirectoryNotEmpty);
    }

    #[test]
    fn large_archives_are_dealt_out_evenly() {
        let places: std::collections::HashSet<PathBuf> = (0..256)
            .map(|number| place(Path::new("a"), IN_ONE_FOLDER + 1, number))
            .collect();
        assert_eq!(places.len(), 256);
        assert!(places.contains(Path::new("a/f/0")));
        assert_eq!(place(Path::new("a"), IN_ONE_FOLDER, 77), Path::new("a"));
    }
}
