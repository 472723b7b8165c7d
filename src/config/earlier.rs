//! The files of the searches that were made before, of the commands that were piped
//! into, and of what was taken from the palette: one a line, the newest last, for their owner alone. Losing one loses no
//! more than convenience; so what can't be read in it is passed over. Several processes
//! put theirs there one after the other, and none is lost.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::state::{bytes_of, exchange, replace};
use crate::archive::because;
use crate::query::earlier::remember_line;
use crate::words::Notice;

/// The file can't be used.
#[derive(Debug, thiserror::Error)]
#[error("the earlier lines in {} can't be {doing}: {source}; see to the file or remove it", .path.display())]
pub struct EarlierError {
    doing: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl EarlierError {
    /// The same, to be worded for a person. What `Display` says is English.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let notice = Notice::new("searches-not-kept");
        let notice = notice.with_text("path", &self.path.to_string_lossy());
        because(notice, "reason", &self.source)
    }

    fn of(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self {
            doing,
            path,
            source,
        }
    }
}

/// Reads the searches. Where there is no file there are none; of one that is too
/// long the start is read, and lines that are not UTF-8 are left out.
///
/// # Errors
///
/// Where there is something that can't be read, or is no plain file.
pub fn read_earlier(file: &Path) -> Result<Vec<String>, EarlierError> {
    let bytes = match bytes_of(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(EarlierError::of("read", file)(error)),
    };
    let mut searches = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(line) = std::str::from_utf8(line) {
            remember_line(&mut searches, line);
        }
    }
    Ok(searches)
}

/// Puts a search at the end of the file, which is replaced as a whole: what another
/// process has put there since is kept, and what it puts there meanwhile comes after.
///
/// # Errors
///
/// Where the file is there and can't be read, or can't be replaced.
pub fn keep_earlier(file: &Path, query: &str) -> Result<(), EarlierError> {
    exchange(file, || {
        let mut searches = read_earlier(file)?;
        remember_line(&mut searches, query);
        let mut text = searches.join("\n");
        text.push('\n');
        replace(file, text.as_bytes()).map_err(EarlierError::of("kept", file))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::config::state::MOST_BYTES;

    #[test]
    fn searches_are_kept_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/searches");
        assert_eq!(read_earlier(&file).unwrap(), Vec::<String>::new());
        for query in ["普京", "a b", "普京"] {
            keep_earlier(&file, query).unwrap();
        }
        assert_eq!(read_earlier(&file).unwrap(), ["a b", "普京"]);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(file.parent().unwrap()), 0o700);
        // Nothing is left beside it but the lock.
        let left = std::fs::read_dir(folder.path().join("state")).unwrap();
        let mut left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["lock", "searches"]);
        assert_eq!(mode(&folder.path().join("state/lock")), 0o600);
        // A file that others could read is theirs no more.
        std::fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        keep_earlier(&file, "c").unwrap();
        assert_eq!(mode(&file), 0o600);
    }

    /// A lock belongs to who opened the file: threads are to each other as processes.
    #[test]
    fn of_two_that_keep_at_once_none_loses_a_search() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("searches");
        std::thread::scope(|scope| {
            for who in ["甲", "乙"] {
                let file = &file;
                scope.spawn(move || {
                    for number in 0..80 {
                        keep_earlier(file, &format!("{who} {number}")).unwrap();
                    }
                });
            }
        });
        let kept = read_earlier(&file).unwrap();
        for who in ["甲", "乙"] {
            let theirs = kept.iter().filter(|line| line.starts_with(who));
            let all = (0..80).map(|number| format!("{who} {number}"));
            assert!(theirs.eq(&all.collect::<Vec<_>>()), "{kept:?}");
        }
    }

    /// One that was stopped with the lock in its hands is waited for, and no longer
    /// than one waits for it.
    #[test]
    fn a_lock_that_is_never_let_go_of_hinders_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("searches");
        let lock = crate::archive::lock_folder(folder.path()).unwrap().unwrap();
        let begun = std::time::Instant::now();
        keep_earlier(&file, "a").unwrap();
        assert!(begun.elapsed() > std::time::Duration::from_millis(500));
        drop(lock);
        keep_earlier(&file, "b").unwrap();
        assert_eq!(read_earlier(&file).unwrap(), ["a", "b"]);
    }

    #[test]
    fn any_bytes_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("searches");
        std::fs::write(&file, b"a\n\xff\xfe\n\0b\r\n\n\x1b[2J\na").unwrap();
        assert_eq!(read_earlier(&file).unwrap(), ["b", "[2J", "a"]);
        let large = usize::try_from(MOST_BYTES).unwrap() + 10;
        std::fs::write(&file, vec![b'x'; large]).unwrap();
        assert_eq!(read_earlier(&file).unwrap(), Vec::<String>::new());
        keep_earlier(&file, "d").unwrap();
        assert_eq!(read_earlier(&file).unwrap(), ["d"]);
    }

    #[test]
    fn what_is_no_plain_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("folder");
        std::fs::create_dir(&inner).unwrap();
        let said = read_earlier(&inner).unwrap_err().to_string();
        assert!(said.contains("no plain file"), "{said}");
        let said = keep_earlier(&inner, "a").unwrap_err().to_string();
        assert!(said.contains("can't be read"), "{said}");
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let said = keep_earlier(&file.join("searches"), "a")
            .unwrap_err()
            .to_string();
        assert!(said.contains("can't be"), "{said}");
    }
}
