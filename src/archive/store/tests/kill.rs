//! Processes that write marks and are killed (SIGKILL) in the middle of it.

use std::env;
use std::time::Duration;

use super::*;
use crate::archive::killed::{Writing, say_safe, told};

/// Changes in a burst.
const BURST: u32 = 30;

fn burst(number: u32) -> Vec<(u32, Change)> {
    (0..BURST).map(|n| (number * BURST + n, STAR)).collect()
}

/// What a process that will be killed does: saves bursts without end, and says
/// after each that it is safe.
#[test]
#[ignore = "kills_lose_no_mark_that_was_safe starts it"]
fn writer() {
    let Some((path, first)) = told() else {
        return;
    };
    let mut store = Store::open(&path).unwrap().store;
    let mut marks = Marks::default();
    for number in first.. {
        let entries = make(&mut marks, &burst(number));
        loop {
            match store.save(&entries) {
                // The other one leaves no gap for longer than a writer waits.
                Err(StoreError::Busy { .. }) => {}
                saved => break saved.unwrap(),
            }
        }
        say_safe(number);
    }
}

/// Rounds of two processes on one file, each killed at a moment of its own.
fn rounds(rounds: u32, seed: u32) {
    let place = place();
    let mut safe = Vec::new();
    for round in 0..rounds {
        // Bursts of their own for each writer; none makes this many.
        let [one, other] = [2 * round, 2 * round + 1]
            .map(|n| Writing::start(module_path!(), &place.path, n * 2000));
        let moment = u64::from(seed + round) * 7919;
        let (soon, later) = (moment % 37, moment / 37 % 37);
        // Some from before the file is open on, some well into the writing.
        safe.extend(if round % 2 == 0 {
            one.killed_after(Duration::from_millis(4 + soon))
        } else {
            one.killed_while_writing(Duration::from_millis(soon))
        });
        safe.extend(other.killed_while_writing(Duration::from_millis(later)));
        let before = Instant::now();
        let loaded = Store::open(&place.path).unwrap().store.load().unwrap();
        let took = before.elapsed();
        assert!(took < Duration::from_secs(10), "round {round}: {took:?}");
        for number in &safe {
            for (article, _) in burst(*number) {
                let mark = loaded.get(id(article));
                assert!(
                    mark.starred,
                    "round {round}: burst {number} was said to be safe"
                );
            }
        }
        let torn = loaded.counts().starred % BURST as usize;
        assert_eq!(torn, 0, "round {round}: a burst is there in part");
    }
}

/// A thousand in the full size.
#[test]
fn kills_lose_no_mark_that_was_safe() {
    let full = env::var("NEWSPRINT_TEST").is_ok_and(|size| size == "full");
    let files = if full { 50 } else { 1 };
    for file in 0..files {
        rounds(10, file * 10);
    }
}
