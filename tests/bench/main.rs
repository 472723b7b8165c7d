//! What the program costs, measured: one article by its steps, a whole process,
//! the growth from 4 KB to 10 MB, the first screen, hostile files, keys in the list
//! while a search is on, an archive of many articles. It prints tables with what was
//! asked; no figure makes it fail.
//!
//! `cargo bench` runs all of it, `cargo bench -- steps hostile` parts. Medians of
//! several runs; compare figures of one run with each other, not with those of
//! another machine. `NEWSPRINT_ARTICLES` names a folder of real articles.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a bench prints, and ends at once where something is not there"
)]

mod archive;
mod articles;
#[path = "../pty/emulator.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod emulator;
mod growth;
mod hostile;
#[path = "../hostile/kinds.rs"]
mod kinds;
mod list;
mod peers;
mod process;
#[path = "../pty/room.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod room;
#[path = "../scale/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use more of it")]
mod scale;
#[path = "../pty/session.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod session;
mod steps;
mod timing;

use std::time::{Duration, Instant};

/// The parts by name.
const PARTS: &[(&str, fn())] = &[
    ("steps", steps::run),
    ("process", process::run),
    ("growth", growth::run),
    ("hostile", hostile::run),
    ("archive", archive::run),
    ("list", list::run),
];

fn main() {
    // Cargo hands `--bench` on.
    let chosen: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    for (name, run) in PARTS {
        if chosen.is_empty() || chosen.iter().any(|chosen| name.contains(chosen.as_str())) {
            println!("\n== {name} ==");
            run();
        }
    }
}

/// The median of some times.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// How long something takes, as the median of some runs.
pub(crate) fn timed<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let once = || {
        let start = Instant::now();
        let result = std::hint::black_box(work());
        let time = start.elapsed();
        drop(result);
        time
    };
    median(std::iter::repeat_with(once).take(runs).collect())
}

/// A time in microseconds.
pub(crate) fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// A time in milliseconds.
pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
