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
}
