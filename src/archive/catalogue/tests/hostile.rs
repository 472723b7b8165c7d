//! Files that are cut, or in which a bit has turned: an error, or rows that are
//! not there; never a panic, never another head.

use std::fs;
use std::path::Path;

use super::model::{File, outlets};
use super::*;
use crate::article::Head;
use crate::query::Fact;
use crate::query::date::Dates;
use crate::rows::{Order, SortKey};

/// A folder with a base of six files and two late ones.
fn saved() -> (tempfile::TempDir, Vec<File>) {
    let folder = tempfile::tempdir().unwrap();
    let mut files = outlets(8);
    // Two copies, and a file that is no article.
    files[2] = files[1].clone();
    let path = Path::new("/archive/copy.txt");
    let mut head = files[1].head.clone().unwrap();
    head.path = path.to_path_buf();
    files[2] = File::article(head, None);
    let mut builder = Builder::new(folder.path(), STAMP).unwrap();
    for file in &files[..6] {
        builder.add(&file.entry()).unwrap();
    }
    let catalogue = builder.finish().unwrap();
    let catalogue = catalogue
        .changed(files[6..].iter().map(File::entry), &[0])
        .unwrap();
    catalogue.save().unwrap();
    (folder, files)
}

/// Reads all there is, and holds each head against the one that was written.
fn read_all(catalogue: &Catalogue, files: &[File]) {
    let count = catalogue.numbers();
    assert_eq!(count as usize, files.len());
    let mut unread = 0;
    let written = |head: &Head| files.iter().any(|file| file.head.as_ref() == Some(head));
    for number in 0..count + 2 {
        if let Some(head) = catalogue.head(number) {
            assert_eq!(Some(&*head), files[number as usize].head.as_ref());
        } else if number < count {
            unread += 1;
        }
        let _ = (catalogue.copies(number), catalogue.file(number));
    }
    for file in files {
        if let Some(known) = catalogue.by_path(file.path()) {
            assert!(known.number < count);
        }
        assert!(
            catalogue
                .by_id(file.head.as_ref().unwrap().id)
                .is_none_or(|n| n < count)
        );
    }
    let zone = chrono_tz::Europe::Paris;
    let every = Dates::EveryYear {
        month: 4,
        day: None,
    };
    for fact in [
        Fact::Published(every),
        Fact::Saved(every),
        Fact::Host("example".to_owned()),
        Fact::Path(vec!["*.txt".to_owned()]),
        Fact::Language("zh".to_owned()),
        Fact::Length { least: 0, most: 9 },
    ] {
        assert!(
            catalogue
                .holding(&fact, zone)
                .ones()
                .all(|n| n < count as usize)
        );
    }
    for key in [
        SortKey::Date,
        SortKey::Title,
        SortKey::Source,
        SortKey::Length,
    ] {
        for reversed in [false, true] {
            let rows = catalogue.arranged(Order { key, reversed }, None);
            for row in 0..rows.len() {
                assert!(rows.head(row).is_none_or(|head| written(&head)));
            }
            let _ = row_at_date(&*rows, 0, reversed);
        }
    }
    assert!(
        unread == 0 || catalogue.is_damaged(),
        "{unread} rows are lost in silence"
    );
}

/// Tries each of several contents in the place of a file.
fn try_all(name_starts: &str, contents: impl Fn(&[u8]) -> Vec<Vec<u8>>) {
    let (folder, files) = saved();
    let entries = fs::read_dir(folder.path()).unwrap().flatten();
    let path = entries
        .map(|entry| entry.path())
        .find(|path| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(name_starts)
        })
        .unwrap();
    let whole = fs::read(&path).unwrap();
    for (which, content) in contents(&whole).into_iter().enumerate() {
        // A new file under the name, as a writer would do it.
        fs::remove_file(&path).unwrap();
        fs::write(&path, &content).unwrap();
        match Catalogue::open(folder.path(), STAMP) {
            Ok(catalogue) => {
                read_all(&catalogue, &files);
                let is_same = content == whole;
                assert!(is_same != catalogue.is_damaged(), "{name_starts} {which}");
            }
            Err(error) => assert!(
                matches!(
                    error,
                    CatalogueError::Damaged(_) | CatalogueError::Outdated(_)
                ),
                "{name_starts} {which}: {error}"
            ),
        }
    }
}

#[test]
fn cut_at_every_length() {
    for name in ["base-", "late-", "current"] {
        try_all(name, |whole| {
            (0..=whole.len()).map(|end| whole[..end].to_vec()).collect()
        });
    }
}

#[test]
fn every_byte_turned() {
    for name in ["base-", "late-", "current"] {
        try_all(name, |whole| {
            (0..whole.len())
                .map(|at| {
                    let mut bytes = whole.to_vec();
                    bytes[at] ^= 1 << (at % 8);
                    bytes
                })
                .collect()
        });
    }
}

#[test]
fn bytes_of_anything() {
    let (folder, _) = saved();
    for (name, content) in [
        ("current", b"".to_vec()),
        ("current", vec![0; 4_096]),
        ("current", vec![0xFF; 4_096]),
    ] {
        fs::write(folder.path().join(name), content).unwrap();
        assert!(matches!(
            Catalogue::open(folder.path(), STAMP),
            Err(CatalogueError::Damaged(_))
        ));
    }
    fs::remove_file(folder.path().join("current")).unwrap();
    assert!(matches!(
        Catalogue::open(folder.path(), STAMP),
        Err(CatalogueError::Missing(_))
    ));
    fs::create_dir(folder.path().join("current")).unwrap();
    assert!(Catalogue::open(folder.path(), STAMP).is_err());
}

#[test]
fn of_other_rules_it_is_outdated() {
    let (folder, _) = saved();
    assert!(matches!(
        Catalogue::open(folder.path(), STAMP + 1),
        Err(CatalogueError::Outdated(_))
    ));
}
