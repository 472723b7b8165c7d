//! Files and folders that come, change, move and go while they are watched.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::gather::{Changes, GATHER, PATHS};
use super::*;
use crate::article::Rules;

const LIMIT: Duration = Duration::from_secs(10);
const QUIET: Duration = Duration::from_millis(400);

struct Watch(Receiver<Watched>, Option<Watching>);

impl Watch {
    /// Watches some places from when this returns.
    fn of(places: &[&Path]) -> Self {
        let places = places.iter().map(|place| (*place).to_owned()).collect();
        let archive = Archive::open(places, Arc::new(Rules::embedded())).unwrap();
        let (sender, receiver) = channel();
        let (watching, end) = watching().unwrap();
        std::thread::spawn(move || archive.watch(end, &mut |told| sender.send(told).is_ok()));
        let begun = receiver.recv_timeout(LIMIT).unwrap();
        assert!(matches!(begun, Watched::Begun { .. }), "{begun:?}");
        let watch = Self(receiver, Some(watching));
        // Test folders are young.
        while watch.0.recv_timeout(QUIET).is_ok() {}
        watch
    }

    /// Waits until all of some paths have been told, and gives what was told till then.
    fn tells(&self, wanted: &[&Path]) -> BTreeSet<PathBuf> {
        let mut told = BTreeSet::new();
        while !wanted.iter().all(|path| told.contains(*path)) {
            match self.0.recv_timeout(LIMIT) {
                Ok(Watched::Changed(paths)) => told.extend(paths),
                other => panic!("{other:?} came, {told:?} before; {wanted:?} is wanted"),
            }
        }
        told
    }

    fn is_quiet(&self) {
        assert_eq!(self.0.recv_timeout(QUIET).ok(), None);
    }
}

#[test]
fn a_file_that_is_saved_changed_renamed_and_removed_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one.txt"), folder.path().join("two.txt"));
    let watch = Watch::of(&[folder.path()]);
    fs::write(&one, "text").unwrap();
    assert_eq!(watch.tells(&[&one]), [one.clone()].into());
    fs::File::options()
        .append(true)
        .open(&one)
        .unwrap()
        .write_all(b"more")
        .unwrap();
    watch.tells(&[&one]);
    fs::rename(&one, &two).unwrap();
    watch.tells(&[&one, &two]);
    fs::remove_file(&two).unwrap();
    watch.tells(&[&two]);
    watch.is_quiet();
}

#[test]
fn saving_under_another_name_and_renaming_is_one_change() {
    let folder = tempfile::tempdir().unwrap();
    let (part, whole) = (folder.path().join("a.part"), folder.path().join("a.txt"));
    let watch = Watch::of(&[folder.path()]);
    let begun = Instant::now();
    fs::write(&part, "text").unwrap();
    fs::rename(&part, &whole).unwrap();
    assert_eq!(watch.tells(&[&whole]), [whole].into());
    // What else would be told of it had time to come.
    assert!(begun.elapsed() >= GATHER);
    watch.is_quiet();
}

#[test]
fn reading_hidden_and_unfinished_files_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.txt");
    fs::write(&file, "text").unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let watch = Watch::of(&[folder.path()]);
    fs::read(&file).unwrap();
    fs::read_dir(folder.path()).unwrap().count();
    fs::write(folder.path().join(".git/config"), "text").unwrap();
    fs::write(folder.path().join(".hidden"), "text").unwrap();
    fs::write(folder.path().join("two.part"), "text").unwrap();
    watch.is_quiet();
}

#[test]
fn new_folders_are_watched_to_any_depth() {
    let folder = tempfile::tempdir().unwrap();
    let watch = Watch::of(&[folder.path()]);
    let top = folder.path().join("a");
    let deep = top.join("b/c");
    fs::create_dir_all(&deep).unwrap();
    watch.tells(&[&top]);
    let file = deep.join("one.txt");
    fs::write(&file, "text").unwrap();
    watch.tells(&[&file]);
    fs::remove_dir_all(&top).unwrap();
    watch.tells(&[&top]);
    fs::create_dir_all(&deep).unwrap();
    watch.tells(&[&top]);
    fs::write(&file, "text").unwrap();
    watch.tells(&[&file]);
}

#[test]
fn a_folder_that_is_moved_away_is_watched_no_more_and_under_its_new_name_again() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let away = elsewhere.path().join("away");
    fs::create_dir_all(old.join("within")).unwrap();
    let watch = Watch::of(&[folder.path()]);
    fs::rename(&old, &new).unwrap();
    watch.tells(&[&old, &new]);
    fs::write(new.join("within/one.txt"), "text").unwrap();
    let file = new.join("within/one.txt");
    assert_eq!(watch.tells(&[&file]), [file].into());
    fs::rename(&new, &away).unwrap();
    watch.tells(&[&new]);
    fs::write(away.join("within/two.txt"), "text").unwrap();
    watch.is_quiet();
    fs::rename(&away, &old).unwrap();
    watch.tells(&[&old]);
    let file = old.join("within/two.txt");
    fs::write(&file, "more").unwrap();
    watch.tells(&[&file]);
}

#[test]
fn a_named_file_and_a_named_folder_that_is_replaced_are_told() {
    let around = tempfile::tempdir().unwrap();
    let (file, folder) = (around.path().join("a.tmp"), around.path().join("folder"));
    fs::write(&file, "text").unwrap();
    fs::create_dir(&folder).unwrap();
    let watch = Watch::of(&[&file, &folder]);
    fs::write(around.path().join("beside.txt"), "text").unwrap();
    watch.is_quiet();
    fs::write(&file, "more").unwrap();
    assert_eq!(watch.tells(&[&file]), [file].into());
    fs::remove_dir(&folder).unwrap();
    watch.tells(&[&folder]);
    fs::create_dir(&folder).unwrap();
    watch.tells(&[&folder]);
    let within = folder.join("one.txt");
    fs::write(&within, "text").unwrap();
    watch.tells(&[&within]);
}

#[test]
fn a_folder_that_two_paths_lead_to_is_told_by_both() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    std::os::unix::fs::symlink(folder.path(), real.join("loop")).unwrap();
    let watch = Watch::of(&[folder.path()]);
    fs::write(real.join("one.txt"), "text").unwrap();
    watch.tells(&[&real.join("one.txt"), &link.join("one.txt")]);
}

/// They were watched by both names, and what happened was told twice from then on.
#[test]
fn a_link_round_in_a_circle_that_is_made_or_touched_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let within = folder.path().join("within");
    fs::create_dir(&within).unwrap();
    let touch = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let watch = Watch::of(&[folder.path()]);
    let up = within.join("up");
    std::os::unix::fs::symlink("..", &up).unwrap();
    watch.tells(&[&up]);
    touch(&within, 0o700);
    watch.tells(&[&within]);
    for file in [folder.path().join("one.txt"), within.join("two.txt")] {
        fs::write(&file, "text").unwrap();
        assert_eq!(watch.tells(&[&file]), [file].into());
    }
    watch.is_quiet();
}

#[test]
fn too_many_paths_are_told_as_everything() {
    let mut changes = Changes::default();
    changes.add((0..=PATHS).map(|number| PathBuf::from(number.to_string())));
    let mut told = Vec::new();
    assert!(changes.tell(&mut |watched| {
        told.push(watched);
        true
    }));
    assert_eq!(told, [Watched::Everything]);
    assert!(changes.is_empty());
}

#[test]
fn a_watch_that_is_not_wanted_any_more_ends_though_nothing_happens() {
    let folder = tempfile::tempdir().unwrap();
    let mut watch = Watch::of(&[folder.path()]);
    drop(watch.1.take());
    let ended = watch.0.recv_timeout(LIMIT);
    assert_eq!(ended, Err(std::sync::mpsc::RecvTimeoutError::Disconnected));
}
