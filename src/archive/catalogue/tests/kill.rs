//! A kill between any two steps of saving leaves the old catalogue or the new,
//! and what it leaves lying is removed by the next saving.

use std::fs;
use std::path::Path;

use super::model::{File, outlets};
use super::*;

/// The folder as it is now, elsewhere.
fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    copy
}

fn titles(catalogue: &Catalogue) -> Vec<String> {
    let shown = catalogue.shown().ones();
    shown
        .map(|number| {
            catalogue
                .title(u32::try_from(number).unwrap())
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[test]
fn a_kill_between_any_two_steps_leaves_the_old_or_the_new() {
    let folder = tempfile::tempdir().unwrap();
    let files = outlets(30);
    let first = built_in(folder.path(), &files[..10]);
    first.save().unwrap();
    let late = first
        .changed(files[10..20].iter().map(File::entry), &[1])
        .unwrap();
    let later = late
        .changed(files[20..21].iter().map(File::entry), &[11])
        .unwrap();
    let compacted = later.compacted().unwrap();
    let last = compacted
        .changed(files[21..].iter().map(File::entry), &[])
        .unwrap();
    let mut old = first;
    let mut steps = 0;
    for new in [late, later, compacted, last] {
        let mut copies = vec![(copy_of(folder.path()), String::new())];
        new.save_step_by_step(&mut |step| {
            copies.push((copy_of(folder.path()), step.to_owned()));
        })
        .unwrap();
        let mut is_new = false;
        for (copy, step) in &copies {
            is_new |= step == "current";
            // What a kill may leave of the next step: a part of a file.
            fs::write(copy.path().join("late-900.tmp"), "part").unwrap();
            fs::write(copy.path().join("current.tmp"), "part").unwrap();
            let opened = Catalogue::open(copy.path(), STAMP).unwrap();
            let expected = if is_new { &new } else { &old };
            assert_eq!(titles(&opened), titles(expected), "after {step:?}");
            let more = outlets(31);
            let next = opened.changed([more[30].entry()], &[]).unwrap();
            next.save().unwrap();
            let again = Catalogue::open(copy.path(), STAMP).unwrap();
            assert_eq!(titles(&again), titles(&next), "after {step:?}");
            let left = fs::read_dir(copy.path()).unwrap().count();
            assert_eq!(left, again.inner.segments.len() + 1, "after {step:?}");
        }
        assert!(is_new);
        steps += copies.len();
        old = new;
    }
    assert!(steps > 10, "{steps}");
}

#[test]
fn one_more_row_writes_no_more_than_itself() {
    let folder = tempfile::tempdir().unwrap();
    let files = outlets(300);
    let base = built_in(folder.path(), &files[..299]);
    base.save().unwrap();
    let mut written = Vec::new();
    let next = base.changed([files[299].entry()], &[]).unwrap();
    next.save_step_by_step(&mut |step| written.push(step.to_owned()))
        .unwrap();
    assert_eq!(written, ["late-2", "current"]);
    assert!(fs::metadata(folder.path().join("late-2")).unwrap().len() < 2_000);
}

#[test]
fn what_somebody_removed_is_written_once_more_and_not_at_every_saving() {
    let folder = tempfile::tempdir().unwrap();
    let files = outlets(300);
    let base = built_in(folder.path(), &files[..298]);
    base.save().unwrap();
    let next = base.changed([files[298].entry()], &[]).unwrap();
    let next = next.compacted().unwrap();
    next.save().unwrap();
    fs::remove_dir_all(folder.path()).unwrap();
    let last = next.changed([files[299].entry()], &[]).unwrap();
    let written = || {
        let mut written = Vec::new();
        last.save_step_by_step(&mut |step| written.push(step.to_owned()))
            .unwrap();
        written
    };
    assert_eq!(written(), ["base-1", "late-2", "current"]);
    assert_eq!(written(), ["current"]);
    let opened = Catalogue::open(folder.path(), STAMP).unwrap();
    assert_eq!(titles(&opened), titles(&last));
}

#[test]
fn whoever_has_a_catalogue_open_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let files = outlets(40);
    built_in(folder.path(), &files[..20]).save().unwrap();
    let old = Catalogue::open(folder.path(), STAMP).unwrap();
    let new = old
        .changed(files[20..].iter().map(File::entry), &[0])
        .unwrap();
    let new = new.compacted().unwrap();
    new.save().unwrap();
    assert!(!folder.path().join("base-1").exists());
    for number in 0..20 {
        let expected = files[number as usize].head.as_ref();
        assert_eq!(old.head(number).as_deref(), expected);
    }
    assert_eq!(old.shown().count_ones(..), 20);
    assert_eq!(
        Catalogue::open(folder.path(), STAMP)
            .unwrap()
            .shown()
            .count_ones(..),
        39
    );
}

#[test]
fn a_folder_that_can_not_be_written_is_an_error_and_the_catalogue_works_on() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a file");
    fs::write(&place, "").unwrap();
    let files = outlets(3);
    let catalogue = Catalogue::new(&place, STAMP);
    let catalogue = catalogue
        .changed(files.iter().map(File::entry), &[])
        .unwrap();
    assert!(matches!(catalogue.save(), Err(CatalogueError::File { .. })));
    let compacted = catalogue.compacted();
    assert!(matches!(compacted, Err(CatalogueError::File { .. })));
    assert_eq!(catalogue.shown().count_ones(..), 3);
}

#[test]
fn rows_that_came_without_a_base_become_one() {
    let folder = tempfile::tempdir().unwrap();
    let files = outlets(2_100);
    let catalogue = Catalogue::new(&folder.path().join("made"), STAMP);
    let catalogue = catalogue
        .changed(files.iter().map(File::entry), &[9])
        .unwrap();
    catalogue.save().unwrap();
    assert!(catalogue.needs_compaction());
    catalogue.compacted().unwrap().save().unwrap();
    let opened = Catalogue::open(&folder.path().join("made"), STAMP).unwrap();
    assert!(!opened.needs_compaction());
    assert_eq!(titles(&opened), titles(&catalogue));
    assert_eq!(fs::read_dir(folder.path().join("made")).unwrap().count(), 2);
}
