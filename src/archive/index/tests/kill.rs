//! Processes that write an index and are killed (SIGKILL) in the middle of it.

use std::time::Duration;

use super::*;
use crate::archive::killed::{Writing, say_safe, told};

/// Articles in a commit.
const COMMIT: u32 = 5;

/// What a process that will be killed does: commits a few articles at a time,
/// and says after each time that they are safe.
#[test]
#[ignore = "kills_leave_the_last_commit starts it"]
fn writer() {
    let Some((folder, first)) = told() else {
        return;
    };
    let mut writer = Writer::open(&folder, 0, 1).unwrap();
    for start in (first..).step_by(COMMIT as usize) {
        for number in start..start + COMMIT {
            let article = shelf::Article::new(number, "普京访华", &["putin"]);
            article.add_to(&mut writer).unwrap();
        }
        writer.commit().unwrap();
        say_safe(start);
    }
}

/// Two hundred and more in the full size. Each round opens the index for
/// writing as well, whatever lock was left.
#[test]
fn kills_leave_the_last_commit() {
    let rounds = if exactness::is_full() { 240 } else { 6 };
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), TOKEN).unwrap();
    let (mut safe, mut first) = (Vec::new(), 0);
    for round in 0..rounds {
        let writer = Writing::start(module_path!(), folder.path(), first);
        // Some before they have begun, or while they begin.
        safe.extend(if round % 3 == 0 {
            writer.killed_after(Duration::from_millis(60 + round * 7919 % 241))
        } else {
            writer.killed_while_writing(Duration::from_millis(round * 7919 % 181))
        });
        index.check().unwrap();
        index.reload().unwrap();
        let numbers = index.numbers();
        for start in &safe {
            for number in *start..start + COMMIT {
                assert!(numbers.contains(number as usize), "round {round}: {number}");
            }
        }
        let torn = numbers.count_ones(..) % COMMIT as usize;
        assert_eq!(torn, 0, "round {round}: a commit is there in part");
        first = numbers
            .maximum()
            .map_or(0, |most| u32::try_from(most).unwrap() + 1);
    }
}
