//! Segments that are merged into one.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::*;

/// Longer than merging takes, whatever else the machine does.
const LIMIT: Duration = Duration::from_mins(1);

/// What was removed from a folder and is still mapped by this process: room on the disk
/// that is not given back.
fn held(folder: &Path) -> Vec<String> {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let folder = folder.to_str().unwrap();
    let held = maps.lines().filter(|map| map.contains(folder));
    held.filter(|map| map.ends_with("(deleted)"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_files_of_what_was_merged_are_let_go_of() {
    let shelf = Shelf::of(&[("Apples", &["an apple"][..]); 15]);
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), TOKEN).unwrap();
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    writer.expect_many(true);
    // Two go together: a segment of which nothing lives is taken out at once, and what it
    // is being merged into is given up.
    for articles in shelf.articles[..11].chunk_by(|one, _| one.number == 2) {
        for article in articles {
            article.add_to(&mut writer).unwrap();
        }
        writer.commit().unwrap();
    }
    writer.finish().unwrap();
    index.reload().unwrap();
    assert_eq!(index.segments().list.len(), 10);
    let mut writer = Writer::open(folder.path(), 0, 1).unwrap();
    writer.remove(3).unwrap();
    for article in &shelf.articles[11..13] {
        article.add_to(&mut writer).unwrap();
        writer.commit().unwrap();
    }
    let began = Instant::now();
    while index.segments().list.len() > 4 {
        assert!(began.elapsed() < LIMIT, "nothing was merged");
        thread::sleep(Duration::from_millis(20));
        index.reload().unwrap();
    }
    for article in &shelf.articles[13..] {
        article.add_to(&mut writer).unwrap();
        writer.commit().unwrap();
    }
    index.reload().unwrap();
    assert_eq!(held(folder.path()), [""; 0]);
    assert_eq!(index.numbers().count_ones(..), 14);
    // It can still be tried before an article is taken out.
    writer.remove(5).unwrap();
    writer.commit().unwrap();
    index.reload().unwrap();
    assert_eq!(index.numbers().count_ones(..), 13);
}
