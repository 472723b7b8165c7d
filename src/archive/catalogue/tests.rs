//! The catalogue against the truth: the heads themselves.

#![allow(clippy::unwrap_used, reason = "tests")]

mod facts;
mod hostile;
mod kill;
mod model;
mod order;
mod orders;
mod scale;

use std::path::Path;

use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use model::{File, files, outlets};

const STAMP: u64 = 7;

/// The files in a base, as many as live.
fn made(empty: &Catalogue, files: &[File]) -> Catalogue {
    let late = empty.changed(files.iter().map(File::entry), &[]).unwrap();
    late.compacted().unwrap()
}

fn built(files: &[File]) -> Catalogue {
    made(&Catalogue::in_memory(STAMP), files)
}

/// The same in a folder.
fn built_in(folder: &Path, files: &[File]) -> Catalogue {
    made(&Catalogue::new(folder, STAMP), files)
}

/// One catalogue with the files in a base, one with them behind it.
fn both(files: &[File]) -> [Catalogue; 2] {
    let late = Catalogue::in_memory(STAMP);
    let late = late.changed(files.iter().map(File::entry), &[]).unwrap();
    [built(files), late]
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn what_is_written_is_read(files in files(12)) {
        for catalogue in both(&files) {
            prop_assert_eq!(catalogue.numbers() as usize, files.len());
            let lives = |number: &u32| catalogue.living().contains(*number as usize);
            for (number, file) in (0_u32..).zip(&files).filter(|(number, _)| lives(number)) {
                let head = catalogue.head(number);
                prop_assert_eq!(head.as_deref(), file.head.as_ref());
                let path = catalogue.path(number).unwrap();
                prop_assert_eq!(path.as_os_str(), file.path().as_os_str());
                prop_assert_eq!(catalogue.contents(number), file.contents);
                prop_assert_eq!(
                    catalogue.title(number),
                    file.head.as_ref().map(|head| head.title.as_str())
                );
                let known = catalogue.file(number).unwrap();
                prop_assert_eq!(
                    (known.size, known.modified_ns, known.kind),
                    (file.size, nanoseconds(file.modified()), file.kind())
                );
            }
            prop_assert_eq!(catalogue.head(catalogue.numbers()), None);
            prop_assert!(!catalogue.is_damaged());
        }
    }

    #[test]
    fn a_file_is_found_by_its_path(files in files(12)) {
        for catalogue in both(&files) {
            for file in &files {
                // Of several rows of one file the last is the one that lives.
                let same = |other: &File| other.path().as_os_str() == file.path().as_os_str();
                let last = files.iter().rposition(same).unwrap();
                let known = catalogue.by_path(file.path()).unwrap();
                prop_assert_eq!(known.number as usize, last);
            }
            prop_assert_eq!(catalogue.by_path(Path::new("no such file")), None);
        }
    }
}

#[test]
fn moments_beyond_nanoseconds_are_the_last_there_is() {
    for (moment, expected) in [
        (DateTime::UNIX_EPOCH, 0),
        (DateTime::from_timestamp_nanos(-1), -1),
        (DateTime::<chrono::Utc>::MIN_UTC, i64::MIN),
        (DateTime::<chrono::Utc>::MAX_UTC, i64::MAX),
    ] {
        assert_eq!(nanoseconds(moment), expected);
    }
}

#[test]
fn a_row_of_a_changed_file_takes_the_place_of_the_old_one() {
    let files = outlets(3);
    let catalogue = built(&files);
    let mut changed = files[1].clone();
    changed.size += 1;
    let next = catalogue.changed([changed.entry()], &[]).unwrap();
    assert_eq!(next.numbers(), 4);
    assert_eq!(next.by_path(changed.path()).unwrap().number, 3);
    assert!(!next.living().contains(1));
    assert!(next.shown().contains(3));
    // What is dead can still be read: an index may yet name it.
    assert_eq!(next.head(1).as_deref(), files[1].head.as_ref());
    // The catalogue before is as it was.
    assert_eq!(catalogue.by_path(changed.path()).unwrap().number, 1);
}

#[test]
fn a_catalogue_of_the_dead_is_wasteful_and_one_with_much_behind_its_base_is_compacted() {
    let files = outlets(4_100);
    let catalogue = built(files.get(..100).unwrap());
    assert!(!catalogue.needs_compaction());
    let more = files.get(100..).unwrap().iter().map(File::entry);
    let catalogue = catalogue.changed(more, &[]).unwrap();
    assert!(catalogue.needs_compaction());
    assert!(!catalogue.is_wasteful());
    let compacted = catalogue.compacted().unwrap();
    assert!(!compacted.needs_compaction());
    let dead: Vec<u32> = (0..3_600).collect();
    let catalogue = compacted.changed([], &dead).unwrap();
    assert!(catalogue.is_wasteful());
    assert_eq!(catalogue.shown().count_ones(..), 500);
    // Little is left of the dead, and what is, is sound.
    let small = catalogue.changed([files[1].entry()], &[]).unwrap();
    let small = small.compacted().unwrap();
    let bytes = |catalogue: &Catalogue| catalogue.inner.segments[0].bytes().len();
    assert!(
        bytes(&small) < bytes(&compacted) * 3 / 5,
        "{}",
        bytes(&small)
    );
    assert_eq!(small.numbers(), 4_101);
    assert_eq!((small.head(0), small.contents(0)), (None, None));
    assert_eq!(small.head(4_100).as_deref(), files[1].head.as_ref());
    assert_eq!(small.head(4_000).as_deref(), files[4_000].head.as_ref());
    assert!(!small.is_damaged());
}

/// The files of a folder, by their names.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Adds files, so many at once.
fn grown(mut catalogue: Catalogue, files: &[File], together: usize) -> Catalogue {
    for some in files.chunks(together) {
        let entries = some.iter().map(File::entry);
        catalogue = catalogue.changed(entries, &[]).unwrap();
    }
    catalogue
}

/// All of a million rows were in memory before the first was saved, and twice while
/// they were merged.
#[test]
fn many_rows_that_are_not_saved_yet_lie_in_files() {
    let files = outlets(2_000);
    let folder = tempfile::tempdir().unwrap();
    let catalogue = grown(Catalogue::new(folder.path(), STAMP), &files, 100);
    let in_memory = |catalogue: &Catalogue| {
        let segments = catalogue.inner.segments.iter();
        let bytes = segments.filter(|segment| segment.file().is_none());
        bytes.map(|segment| segment.bytes().len()).sum::<usize>()
    };
    assert!(
        in_memory(&catalogue) < 100 << 10,
        "{}",
        in_memory(&catalogue)
    );
    let heads = |catalogue: &Catalogue| -> Vec<_> {
        let newest = catalogue.newest_first(catalogue.shown()).into_iter();
        newest.map(|number| catalogue.head(number)).collect()
    };
    // What was joined further is gone.
    let in_files = |catalogue: &Catalogue| {
        let segments = catalogue.inner.segments.iter();
        segments.filter_map(|segment| segment.file()).count()
    };
    assert_eq!(names_in(folder.path()).len(), in_files(&catalogue));
    let whole = heads(&catalogue);
    assert_eq!(whole, heads(&built(&files)));
    catalogue.save().unwrap();
    let segments = catalogue.inner.segments.len();
    assert_eq!(names_in(folder.path()).len(), segments + 1);
    // What is saved stays until the next is, whatever it is joined with.
    let saved = names_in(folder.path());
    let next = grown(catalogue, &outlets(6_000)[4_000..], 100);
    let left = names_in(folder.path());
    assert!(saved.iter().all(|name| left.contains(name)), "{left:?}");
    assert_eq!(next.shown().count_ones(..), 4_000);
    assert_eq!(
        heads(&Catalogue::open(folder.path(), STAMP).unwrap()),
        whole
    );
    // Others write nothing there.
    let other = Catalogue::open(folder.path(), STAMP).unwrap().not_kept();
    let before = names_in(folder.path());
    let more = grown(other, &outlets(4_000)[2_000..], 100);
    assert_eq!(more.shown().count_ones(..), 4_000);
    assert!(more.has_same_numbers(&more.not_kept()));
    more.save().unwrap();
    assert_eq!(names_in(folder.path()), before);
}

/// A full disk, or a folder that is gone: the list grows all the same.
#[test]
fn where_there_is_no_room_rows_stay_in_memory() {
    let files = outlets(1_000);
    let folder = tempfile::tempdir().unwrap();
    let rows = folder.path().join("rows");
    let catalogue = grown(Catalogue::new(&rows, STAMP), &files, 100);
    assert_eq!(catalogue.shown().count_ones(..), 1_000);
    assert!(
        !rows.exists(),
        "a folder that was removed is not made again"
    );
}

/// What could not be written whole would keep the disk full: marks are saved there too.
#[test]
fn what_was_not_written_whole_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let mut sink = Sink::file(folder.path(), "late-1").unwrap();
    sink.write(&vec![7; 1 << 20]).unwrap();
    assert_eq!(names_in(folder.path()), ["late-1.tmp"]);
    drop(sink);
    assert!(names_in(folder.path()).is_empty());
    let mut sink = Sink::file(folder.path(), "late-1").unwrap();
    sink.write(&[7; 100]).unwrap();
    let (bytes, name) = sink.finish(&[1, 2]).unwrap();
    assert_eq!(
        (&bytes[..3], name.as_deref()),
        (&[1, 2, 7][..], Some("late-1"))
    );
    assert_eq!(names_in(folder.path()), ["late-1"]);
}

/// Makes a base that can't be written in a folder where all else can: the last name that
/// there is for one is taken.
fn without_room_for_a_base(folder: &Path) {
    let name = format!("base-{}{}", u64::MAX, sink::TEMPORARY);
    std::fs::create_dir(folder.join(name)).unwrap();
}

/// Each time it was tried once more, what had been joined for a base that found no room
/// stayed, until the disk was full of it.
#[test]
fn where_there_is_no_room_for_a_base_nothing_is_left_of_making_it() {
    let files = outlets(1_000);
    let folder = tempfile::tempdir().unwrap();
    built_in(folder.path(), files.get(..100).unwrap())
        .save()
        .unwrap();
    let catalogue = Catalogue::open(folder.path(), STAMP).unwrap();
    let catalogue = grown(catalogue, files.get(100..).unwrap(), 800);
    let more = grown(catalogue, &outlets(1_200)[1_000..], 150);
    assert!(
        more.inner.segments.len() > 2,
        "something is joined on the way"
    );
    more.save().unwrap();
    let before = names_in(folder.path());
    assert_eq!(before.len(), more.inner.segments.len() + 1);
    more.compacted().unwrap();
    // The new base, which is not saved yet, and nothing else.
    assert_eq!(names_in(folder.path()).len(), before.len() + 1);
    more.save().unwrap();
    without_room_for_a_base(folder.path());
    let before = names_in(folder.path());
    let failed = more.compacted();
    assert!(matches!(failed, Err(CatalogueError::File { .. })));
    assert_eq!(names_in(folder.path()), before);
}
