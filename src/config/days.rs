//! The file of the days on which the program was started: how many they are, and the
//! last of them. Losing it loses no more than the habit of a line of keys.

use std::path::Path;

use chrono::NaiveDate;

use super::state::{bytes_of, replace};

/// How a day is written.
const FORM: &str = "%Y-%m-%d";

/// Counts a day, and gives how many there were with it. Past `most` nothing is counted
/// any more, nor written. What can't be read counts as nothing; that a day can't be
/// kept is noted in the log.
#[must_use]
pub fn count_day(file: &Path, today: NaiveDate, most: u32) -> u32 {
    let (before, last) = counted(file);
    if before >= most || last == today && before > 0 {
        return before.min(most);
    }
    let days = before + 1;
    let text = format!("{days} {}\n", today.format(FORM));
    if let Err(error) = replace(file, text.as_bytes()) {
        tracing::warn!(%error, "the day was not counted");
    }
    days
}

/// How many days have been counted.
#[must_use]
pub fn days_counted(file: &Path) -> u32 {
    counted(file).0
}

/// How many days have been counted, and the last of them.
fn counted(file: &Path) -> (u32, NaiveDate) {
    let bytes = bytes_of(file).unwrap_or_default();
    read(&String::from_utf8_lossy(&bytes)).unwrap_or_default()
}

fn read(text: &str) -> Option<(u32, NaiveDate)> {
    let (days, last) = text.trim_end().split_once(' ')?;
    let last = NaiveDate::parse_from_str(last, FORM).ok()?;
    Some((days.parse().ok()?, last))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn each_day_counts_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/days");
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        for (today, expected) in [(1, 1), (1, 1), (2, 2), (9, 3), (9, 3), (10, 4), (11, 4)] {
            assert_eq!(count_day(&file, day(today), 4), expected, "{today}");
        }
        // The last one was not written any more.
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "4 2026-11-10\n");
        for broken in [
            "",
            "4",
            "x 2026-11-10",
            "4 2026-13-10",
            "-1 2026-11-10",
            "\u{0}",
        ] {
            std::fs::write(&file, broken).unwrap();
            assert_eq!(count_day(&file, day(12), 4), 1, "{broken:?}");
        }
        std::fs::write(&file, "4294967295 2026-11-10").unwrap();
        assert_eq!(count_day(&file, day(12), 4), 4);
        // Where nothing can be kept, each day is the first.
        assert_eq!(count_day(&file.join("x"), day(12), 4), 1);
    }
}
