//! Processes that write marks and are killed (SIGKILL) in the middle of it.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::*;

const FILE: &str = "NEWSPRINT_TEST_MARKS";
const FIRST: &str = "NEWSPRINT_TEST_FIRST_BURST";

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
    let (Some(path), Ok(first)) = (env::var_os(FILE), env::var(FIRST)) else {
        return;
    };
    let mut store = Store::open(Path::new(&path)).unwrap().store;
    let mut marks = Marks::default();
    for number in first.parse().unwrap().. {
        save(&mut store, &mut marks, &burst(number));
        writeln!(std::io::stderr(), "safe {number}").unwrap();
    }
}

fn start(path: &Path, first: u32) -> Child {
    let test = format!("{}::writer", module_path!());
    let (_, test) = test.split_once("::").unwrap();
    Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            test,
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FILE, path)
        .env(FIRST, first.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Kills a writer and gives the bursts it said were safe.
fn kill(mut writer: Child) -> Vec<u32> {
    writer.kill().unwrap();
    writer.wait().unwrap();
    let said = BufReader::new(writer.stderr.take().unwrap());
    said.lines()
        .map_while(Result::ok)
        .filter_map(|line| line.strip_prefix("safe ")?.parse().ok())
        .collect()
}

/// Rounds of two processes on one file, each killed at a moment of its own.
fn rounds(rounds: u32, seed: u32) -> usize {
    let place = place();
    let mut safe = Vec::new();
    for round in 0..rounds {
        // Bursts of their own for each writer; none makes this many.
        let writers = [2 * round, 2 * round + 1].map(|n| start(&place.path, n * 2000));
        let mut moment = u64::from(seed + round) * 7919;
        for writer in writers {
            // From before the file is open to well into the writing.
            thread::sleep(Duration::from_millis(4 + moment % 37));
            moment /= 37;
            safe.extend(kill(writer));
        }
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
    safe.len()
}

/// A thousand in the full size.
#[test]
fn kills_lose_no_mark_that_was_safe() {
    let full = env::var("NEWSPRINT_TEST").is_ok_and(|size| size == "full");
    let files = if full { 50 } else { 1 };
    let safe: usize = (0..files).map(|file| rounds(10, file * 10)).sum();
    assert!(
        safe > 20,
        "the writers were killed before they wrote: {safe}"
    );
}
