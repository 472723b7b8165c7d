//! The files of where one was, one for each archive, and of which archive was open
//! last; for their owner alone. Losing them loses no more than convenience: what
//! can't be read in them is passed over, and of two processes the last one wins.

use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use super::state::{bytes_of, replace};
use crate::settings::Sitting;

/// Where one was in an archive, by its file; as at a first start where nothing is
/// kept that can be read.
#[must_use]
pub fn read_sitting(file: &Path) -> Sitting {
    let bytes = bytes_of(file).unwrap_or_default();
    Sitting::read(&String::from_utf8_lossy(&bytes))
}

/// Keeps where one was. The file is replaced as a whole.
///
/// # Errors
///
/// Where it can't be replaced.
pub fn keep_sitting(file: &Path, sitting: &Sitting) -> io::Result<()> {
    replace(file, sitting.text().as_bytes())
}

/// The folders and files of the archive that was open last; none where that is not
/// known.
#[must_use]
pub fn read_last(file: &Path) -> Vec<PathBuf> {
    let bytes = bytes_of(file).unwrap_or_default();
    let paths = bytes.split(|byte| *byte == 0);
    paths
        .map(|path| PathBuf::from(OsString::from_vec(path.to_vec())))
        .filter(|path| path.is_absolute())
        .collect()
}

/// Keeps which archive was open last.
///
/// # Errors
///
/// Where the file can't be replaced.
pub fn keep_last(file: &Path, paths: &[PathBuf]) -> io::Result<()> {
    let names: Vec<&[u8]> = paths
        .iter()
        .map(|path| path.as_os_str().as_bytes())
        .collect();
    replace(file, &names.join(&0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/sittings/a");
        assert_eq!(read_sitting(&file), Sitting::default());
        for search in ["普京", "北京"] {
            let sitting = Sitting {
                search: search.to_owned(),
                ..Sitting::default()
            };
            keep_sitting(&file, &sitting).unwrap();
            assert_eq!(read_sitting(&file), sitting);
        }
        std::fs::write(&file, b"search \xff\xfe\nlist 4\n\0").unwrap();
        assert_eq!(read_sitting(&file).widening, 4);
        assert!(keep_sitting(&file.join("b"), &Sitting::default()).is_err());
    }

    #[test]
    fn the_last_archive_is_kept_whatever_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("last");
        assert_eq!(read_last(&file), Vec::<PathBuf>::new());
        let odd = PathBuf::from(OsString::from_vec(b"/a\n\xff".to_vec()));
        let paths = [odd, PathBuf::from("/b c")];
        keep_last(&file, &paths).unwrap();
        assert_eq!(read_last(&file), paths);
        std::fs::write(&file, "relative\0").unwrap();
        assert_eq!(read_last(&file), Vec::<PathBuf>::new());
    }

    /// As two processes would: what is read is always what one of them has kept.
    #[test]
    fn two_that_keep_at_once_break_nothing_of_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sittings/a");
        let sitting = |who: usize, round: usize| Sitting {
            search: format!("{who} {}", "港".repeat(400 * (round % 3 + 1))),
            widening: i16::try_from(round).unwrap(),
            ..Sitting::default()
        };
        keep_sitting(&file, &sitting(0, 0)).unwrap();
        std::thread::scope(|scope| {
            for who in 0..2 {
                let file = &file;
                scope.spawn(move || {
                    for round in 0..60 {
                        keep_sitting(file, &sitting(who, round)).unwrap();
                        keep_last(&file.with_extension("last"), std::slice::from_ref(file))
                            .unwrap();
                    }
                });
            }
            for _ in 0..200 {
                let read = read_sitting(&file);
                let round = usize::try_from(read.widening).unwrap();
                assert!([sitting(0, round), sitting(1, round)].contains(&read));
            }
        });
        assert_eq!(read_last(&file.with_extension("last")), [file.as_path()]);
        // Nothing half written is left.
        let left = std::fs::read_dir(file.parent().unwrap()).unwrap().count();
        assert_eq!(left, 2);
    }
}
