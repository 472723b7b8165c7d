//! The log: what happened, without article text, a file for each day on which a
//! session began, for its owner alone. How much is written the variable
//! `NEWSPRINT_LOG` says.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::{NaiveDate, Utc};
use tracing::level_filters::LevelFilter;

use crate::archive::{private_file, private_folder};

/// Days whose logs are kept.
const DAYS: usize = 5;

/// What says how much is written: `off`, `error`, `warn`, `info`, `debug`, `trace`.
const VARIABLE: &str = "NEWSPRINT_LOG";

/// What the names of logs begin with, before the day, and end with.
const NAME: (&str, &str) = ("newsprint.", ".log");

/// Starts the log. Where it can't be written, the program goes on without.
pub(super) fn start(folder: &Path) {
    let level = std::env::var(VARIABLE).ok();
    let level = level.and_then(|level| level.parse().ok());
    let level = level.unwrap_or(LevelFilter::INFO);
    if level == LevelFilter::OFF {
        return;
    }
    if let Ok(file) = open(folder, Utc::now().date_naive()) {
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_max_level(level)
            .with_writer(Mutex::new(file))
            .finish();
        // Only a second start in one process can fail, and there the first log goes on.
        drop(tracing::subscriber::set_global_default(subscriber));
    }
}

/// The log of a day, to be written on; those that are too old are removed.
fn open(folder: &Path, today: NaiveDate) -> io::Result<File> {
    private_folder(folder)?;
    let (before, after) = NAME;
    let path = folder.join(format!("{before}{today}{after}"));
    let file = private_file().create(true).append(true).open(path)?;
    let mut logs = logs(folder);
    logs.sort();
    let superfluous = logs.len().saturating_sub(DAYS);
    for (_, path) in logs.iter().take(superfluous) {
        // One that stays does no harm.
        drop(fs::remove_file(path));
    }
    Ok(file)
}

/// The logs in a folder by their days.
fn logs(folder: &Path) -> Vec<(NaiveDate, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let log = |entry: fs::DirEntry| {
        let name = entry.file_name();
        let (before, after) = NAME;
        let day = name.to_str()?.strip_prefix(before)?.strip_suffix(after)?;
        Some((day.parse().ok()?, entry.path()))
    };
    entries.filter_map(log).collect()
}

/// Writes down a panic; gives the folder where it stands.
pub(super) fn note_panic(folder: &Path, info: &std::panic::PanicHookInfo<'_>) -> Option<PathBuf> {
    let text = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let backtrace = std::backtrace::Backtrace::capture();
    tracing::error!(place, text, %backtrace, "panic");
    let is_written = tracing::level_filters::LevelFilter::current() >= LevelFilter::ERROR;
    (is_written && folder.exists()).then(|| folder.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_logs_of_some_days_are_kept_for_their_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state/log");
        let first: NaiveDate = "2024-02-27".parse().unwrap();
        for day in first.iter_days().take(8) {
            drop(open(&folder, day).unwrap());
            drop(open(&folder, day).unwrap());
        }
        fs::write(folder.join("newsprint.notes.log"), "").unwrap();
        drop(open(&folder, first + chrono::Days::new(8)).unwrap());
        let mut days: Vec<String> = logs(&folder)
            .iter()
            .map(|(day, _)| day.to_string())
            .collect();
        days.sort();
        let expected = [
            "2024-03-02",
            "2024-03-03",
            "2024-03-04",
            "2024-03-05",
            "2024-03-06",
        ];
        assert_eq!(days, expected);
        assert!(folder.join("newsprint.notes.log").exists());
        for (_, path) in logs(&folder) {
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let mode = fs::metadata(&folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
