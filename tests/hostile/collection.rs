//! The whole collection as files in a folder, for tests that run the program on it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::kinds::{Kind, kinds};
use super::odd::odd;

/// Bytes of a small file, about.
const SMALL: usize = 12 << 10;
/// Bytes of one where the whole collection is gone through many times.
const TINY: usize = 1 << 10;

/// A hostile file.
pub(crate) struct Sample {
    /// What it is, in a few words.
    pub(crate) name: &'static str,
    file: OsString,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

/// Whether tests are to be run at their full size.
pub(crate) fn is_full() -> bool {
    std::env::var_os("NEWSPRINT_TEST").is_some_and(|size| size == "full")
}

/// The file of a kind: as stated, or small.
pub(crate) fn file(kind: &Kind) -> Vec<u8> {
    if is_full() {
        kind.file(kind.full)
    } else {
        of_about(kind, SMALL)
    }
}

/// The file of a kind, of about so many bytes.
fn of_about(kind: &Kind, bytes: usize) -> Vec<u8> {
    let part = kind.file(101).len() - kind.file(1).len();
    kind.file((bytes * 100 / part.max(100)).clamp(10, kind.full))
}

/// All there is: what is hostile by its size or its HTML, in little, and what is
/// hostile in a few bytes.
pub(crate) fn collection() -> Vec<Sample> {
    let bytes = if is_full() { SMALL } else { TINY };
    let kinds = kinds().enumerate().map(|(number, kind)| Sample {
        name: kind.name,
        file: format!("kind-{number:03}.txt").into(),
        bytes: of_about(kind, bytes),
    });
    let odd = odd().enumerate().map(|(number, odd)| Sample {
        name: odd.name,
        file: odd.file(number),
        bytes: odd.bytes(),
    });
    kinds.chain(odd).collect()
}

/// Puts files into a folder, which is made; their paths.
pub(crate) fn put<'a>(
    folder: &Path,
    samples: impl IntoIterator<Item = &'a Sample>,
) -> Vec<PathBuf> {
    std::fs::create_dir_all(folder).expect("a folder");
    let put = |sample: &Sample| {
        let path = folder.join(&sample.file);
        std::fs::write(&path, &sample.bytes).expect(sample.name);
        path
    };
    samples.into_iter().map(put).collect()
}

#[test]
fn the_collection_has_many_kinds_each_with_a_name_and_a_file_of_its_own() {
    let samples = collection();
    assert!(samples.len() >= 180, "{}", samples.len());
    let names: std::collections::BTreeSet<_> = samples.iter().map(|sample| sample.name).collect();
    let files: std::collections::BTreeSet<_> = samples.iter().map(|sample| &sample.file).collect();
    assert_eq!((names.len(), files.len()), (samples.len(), samples.len()));
}
