//! Files that are cut, or in which a bit has turned: an error, or rows that are
//! not there; never a panic, never another head.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;
use tantivy::directory::OwnedBytes;

use super::model::{File, outlets};
use super::*;
use crate::archive::catalogue::format::Header;
use crate::article::Head;
use crate::query::Fact;
use crate::query::date::Dates;
use crate::rows::{Order, SortKey, row_at_date};

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
    let catalogue = built_in(folder.path(), &files[..6]);
    let catalogue = catalogue
        .changed(files[6..].iter().map(File::entry), &[0])
        .unwrap();
    catalogue.save().unwrap();
    (folder, files)
}

/// Reads all there is: no number is out of range.
fn touch(catalogue: &Catalogue, files: &[File]) {
    let count = catalogue.numbers();
    for number in 0..count.saturating_add(2) {
        let copies = catalogue.copies(number);
        assert!(copies.iter().all(|copy| *copy < count));
        let _ = (catalogue.file(number), catalogue.contents(number));
    }
    for file in files {
        if let Some(known) = catalogue.by_path(file.path()) {
            assert!(known.number < count);
        }
        let id = file.head.as_ref().unwrap().id;
        assert!(catalogue.by_id(id).is_none_or(|number| number < count));
    }
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
        let found = catalogue.holding(&fact, chrono_tz::Europe::Paris);
        assert!(found.ones().all(|number| number < count as usize));
    }
    for key in KEYS {
        for reversed in [false, true] {
            let rows = catalogue.arranged(Order { key, reversed }, None);
            for row in 0..rows.len() {
                let _ = rows.id(row).map(|id| rows.row_of(id));
            }
            let _ = row_at_date(&*rows, chrono::DateTime::UNIX_EPOCH, reversed);
        }
    }
}

const KEYS: [SortKey; 4] = [
    SortKey::Date,
    SortKey::Title,
    SortKey::Source,
    SortKey::Length,
];

/// Reads all there is, and holds each head against the one that was written.
fn read_all(catalogue: &Catalogue, files: &[File]) {
    let count = catalogue.numbers();
    assert_eq!(count as usize, files.len());
    touch(catalogue, files);
    let mut unread = 0;
    for (number, file) in (0..count).zip(files) {
        if let Some(head) = catalogue.head(number) {
            assert_eq!(Some(&*head), file.head.as_ref());
        } else {
            unread += 1;
        }
    }
    let written = |head: &Head| files.iter().any(|file| file.head.as_ref() == Some(head));
    for key in KEYS {
        let rows = catalogue.arranged(
            Order {
                key,
                reversed: false,
            },
            None,
        );
        for row in 0..rows.len() {
            assert!(rows.head(row).is_none_or(|head| written(&head)));
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
fn half_of_it_is_deleted() {
    for name in ["base-", "late-"] {
        let (folder, _) = saved();
        for entry in fs::read_dir(folder.path()).unwrap().flatten() {
            if entry.file_name().to_str().unwrap().starts_with(name) {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        assert!(matches!(
            Catalogue::open(folder.path(), STAMP),
            Err(CatalogueError::Damaged(_))
        ));
    }
}

#[test]
fn of_other_rules_it_is_outdated() {
    let (folder, _) = saved();
    assert!(matches!(
        Catalogue::open(folder.path(), STAMP + 1),
        Err(CatalogueError::Outdated(_))
    ));
}

/// The bytes of a segment with some of them changed, under checksums that are
/// right again: all but those of the rows themselves.
fn resealed(
    mut bytes: Vec<u8>,
    changes: &[(Index, u8)],
    header_changes: &[(Index, u8)],
) -> Vec<u8> {
    let mut header = Header::read(&bytes).unwrap();
    for (at, byte) in changes {
        let at = Header::BYTES + at.index(bytes.len() - Header::BYTES);
        bytes[at] = *byte;
    }
    for section in Section::ALL {
        let range = header.lie(section).range.clone();
        let checksum = crc32fast::hash(&bytes[range.clone()]);
        header.set(section, range, checksum);
    }
    let mut start = header.to_bytes();
    start.truncate(Header::BYTES - 4);
    for (at, byte) in header_changes {
        // What comes before is looked at first.
        let at = 12 + at.index(start.len() - 12);
        start[at] = *byte;
    }
    let checksum = crc32fast::hash(&start);
    start.extend_from_slice(&checksum.to_le_bytes());
    bytes[..start.len()].copy_from_slice(&start);
    bytes
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn nonsense_under_right_checksums(
        changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 0..40),
        header_changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 0..3),
        has_header_changes in any::<bool>(),
    ) {
        let files = outlets(12);
        let whole = built(&files);
        let header_changes = if has_header_changes { &header_changes[..] } else { &[] };
        let bytes = resealed(whole.inner.segments[0].bytes().to_vec(), &changes, header_changes);
        let Ok(segment) = Segment::open(OwnedBytes::new(bytes)) else {
            return Ok(());
        };
        // As `current` would have it: as many rows, from the first number on.
        if (segment.first(), segment.count()) != (0, 12) {
            return Ok(());
        }
        let sets = Sets {
            living: whole.living().clone(),
            shown: whole.shown().clone(),
        };
        let empty = Catalogue::in_memory(STAMP);
        let catalogue = empty.with(vec![Arc::new(segment)], true, sets, Orders::default());
        touch(&catalogue, &files);
        let more = outlets(20);
        if let Ok(next) = catalogue.changed(more[10..].iter().map(File::entry), &[1]) {
            touch(&next, &more);
            if let Ok(next) = next.compacted() {
                touch(&next, &more);
            }
        }
    }
}
