//! Writes an archive of made-up articles, for trials and benchmarks:
//!
//! ```text
//! cargo run --release --example archive -- 100000 target/archive
//! cargo run --release --example archive -- 100000 target/archive 7
//! ```
//!
//! The arguments are how many, the folder (a new one or an empty one), and a seed,
//! else 1. The same seed gives the same bytes, and fewer articles are the first of
//! more. Up to 20,000 lie in the folder itself, more in 16 × 16 folders below it.
//!
//! Some words stand nowhere but where they were put, in the language of the article:
//!
//! | one article in | Simplified | Traditional | Latin | Russian |
//! |---|---|---|---|---|
//! | 3 | 汐港 | 汐港 | Saltgate | Солегорск |
//! | 100 | 岬屿 | 岬嶼 | Reedmoor | Камышин-Мыс |
//! | 10,000 | 鹭鹮 | 鷺䴉 | Quillhaven | Цаплегорье |
//!
//! One article in 211 is a second copy of the one before it.

#![allow(
    dead_code,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program of the tests prints, and uses half of what the tests use"
)]

mod articles;
mod folder;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (count, folder, seed) = match arguments.as_slice() {
        [count, folder] => (count.parse().ok(), folder, Some(1)),
        [count, folder, seed] => (count.parse().ok(), folder, seed.parse().ok()),
        _ => return usage(),
    };
    let (Some(count), Some(seed)) = (count, seed) else {
        return usage();
    };
    let start = Instant::now();
    match folder::write(&PathBuf::from(folder), count, seed) {
        Ok(bytes) => {
            let seconds = start.elapsed().as_secs_f64();
            println!("{count} articles, {bytes} bytes, {seconds:.1} s: {folder}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("archive: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("archive COUNT FOLDER [SEED]\n");
    eprintln!("Words in a known share of the articles:");
    for probe in articles::news::PROBES {
        let [simplified, traditional] = probe.han;
        eprintln!(
            "  one in {}: {simplified} {traditional} {} {}",
            probe.every, probe.latin, probe.russian
        );
    }
    ExitCode::from(2)
}
