//! Copies of the marks file: the one that is made before it is brought to a new
//! version, and the daily ones, of which some are kept.

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::schema::BUSY;
use super::{Store, StoreError, file};

/// Daily copies that are kept: the newest of these, and the oldest of each month of
/// the newest twelve.
const DAYS: usize = 7;
const MONTHS: usize = 12;

/// What the name of a daily copy ends with, after the day.
const ENDING: &str = ".backup";

/// What the name of a copy ends with until it is whole.
const UNFINISHED: &str = ".part";

/// After this time nobody writes to an unfinished copy any more: one of a gigabyte
/// takes seconds, on a slow disk minutes.
const LEFT: Duration = Duration::from_hours(1);

/// The copy of the marks of a day, to be made by any thread: a large one takes a while.
#[derive(Debug)]
pub struct DailyCopy {
    path: PathBuf,
    copy: PathBuf,
    today: NaiveDate,
}

impl Store {
    /// The copy of a day beside the marks, where it is not there yet. A store that is
    /// open for reading only, or private, makes none.
    #[must_use]
    pub fn daily_copy(&self, today: NaiveDate) -> Option<DailyCopy> {
        let copy = daily_path(&self.path, today);
        if self.is_read_only() || self.private || copy.exists() {
            return None;
        }
        let path = self.path.clone();
        Some(DailyCopy { path, copy, today })
    }
}

impl DailyCopy {
    /// Makes it, and removes those that are older than what is kept: the last seven,
    /// and one a month for a year. Gives the copy.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the marks are, else [`StoreError::DailyCopy`]; marks
    /// and earlier copies are then as they were.
    pub fn make(self) -> Result<PathBuf, StoreError> {
        let Self { path, copy, today } = self;
        remove_unfinished(&path);
        if let Err(source) = make(&path, &copy) {
            return Err(match source.downcast() {
                Ok(damaged) => *damaged,
                Err(source) => StoreError::DailyCopy { path: copy, source },
            });
        }
        for day in superfluous(&days(&path), today) {
            // One that stays does no harm.
            drop(fs::remove_file(daily_path(&path, day)));
        }
        Ok(copy)
    }
}

/// Where the copy of a day is put: beside the file.
pub(super) fn daily_path(path: &Path, day: NaiveDate) -> PathBuf {
    with_ending(path, &format!(".{}{ENDING}", day.format("%Y-%m-%d")))
}

/// The days of which there is a copy, oldest first.
pub(super) fn days(path: &Path) -> Vec<NaiveDate> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let day_of = |entry: fs::DirEntry| {
        let found = entry.file_name();
        let rest = found.to_str()?.strip_prefix(&*name)?.strip_prefix('.')?;
        let day = rest.strip_suffix(ENDING)?;
        let is_day = day.len() == "2024-04-09".len();
        is_day
            .then(|| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())
            .flatten()
    };
    let folder = fs::read_dir(path.parent().unwrap_or(Path::new("/")));
    let entries = folder.into_iter().flatten().flatten();
    let mut days: Vec<NaiveDate> = entries.filter_map(day_of).collect();
    days.sort();
    days
}

/// The days, oldest first, whose copies are no longer kept. Those of days to come,
/// made while a clock was wrong, are left for when they have come.
fn superfluous(days: &[NaiveDate], today: NaiveDate) -> Vec<NaiveDate> {
    let past = days.partition_point(|day| *day <= today);
    let past = days.get(..past).unwrap_or_default();
    let last = past.len().saturating_sub(DAYS);
    let mut months: Vec<(i32, u32)> = past.iter().map(|day| (day.year(), day.month())).collect();
    months.dedup();
    let kept = months.split_off(months.len().saturating_sub(MONTHS));
    let older = past.get(..last).unwrap_or_default();
    let mut before = None;
    older
        .iter()
        .filter(|day| {
            let month = (day.year(), day.month());
            let is_first = before.replace(month) != Some(month);
            !(is_first && kept.contains(&month))
        })
        .copied()
        .collect()
}

pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// Where something is written that is to have a name beside the marks when it is whole.
/// Two processes may be at it at once.
pub(super) fn unfinished(path: &Path) -> PathBuf {
    with_ending(path, &format!(".{}{UNFINISHED}", std::process::id()))
}

/// Removes what copies left that were killed: each is as large as the marks. One that
/// is being written is younger.
fn remove_unfinished(path: &Path) {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let folder = fs::read_dir(path.parent().unwrap_or(Path::new("/")));
    for entry in folder.into_iter().flatten().flatten() {
        let found = entry.file_name();
        let rest = found.as_encoded_bytes().strip_prefix(name);
        let is_unfinished = rest.is_some_and(|rest| {
            // A copy that is written has a journal of its own.
            let stem = rest.strip_suffix(b"-journal").unwrap_or(rest);
            rest.starts_with(b".") && stem.ends_with(UNFINISHED.as_bytes())
        });
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if is_unfinished && age().is_some_and(|age| age > LEFT) {
            // One that stays does no harm.
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Copies the committed state of a marks file. The copy has its name only when
/// it is whole, sound and on disk.
pub(super) fn make(path: &Path, backup: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    let unfinished = unfinished(backup);
    let made = copy(path, &unfinished).and_then(|()| Ok(fs::rename(&unfinished, backup)?));
    if made.is_err() {
        // What a full disk has no room for is not left on it.
        drop(fs::remove_file(&unfinished));
    }
    made?;
    file::sync_folder(backup.parent().unwrap_or(Path::new("/")))?;
    Ok(())
}

fn copy(path: &Path, unfinished: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    // What an earlier try may have left.
    if unfinished.exists() {
        fs::remove_file(unfinished)?;
    }
    file::make_file(unfinished)?;
    let read = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let write = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let from = Connection::open_with_flags(path, read)?;
    from.busy_timeout(BUSY)?;
    let journal: String = from.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if journal == "wal" {
        // As of one moment: each commit meanwhile would begin it anew. With any other
        // journal the writers would wait for it.
        from.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")?;
    }
    let mut to = Connection::open_with_flags(unfinished, write)?;
    to.pragma_update(None, "synchronous", "FULL")?;
    Backup::new(&from, &mut to)?.run_to_completion(1024, Duration::from_millis(10), None)?;
    // A copy of damage would in time take the place of every sound one.
    let found: String = to.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
    if found != "ok" {
        let path = path.to_path_buf();
        let detail = found;
        return Err(StoreError::Damaged { path, detail }.into());
    }
    to.close().map_err(|(_, source)| source)?;
    // No connection has the copy open any more.
    fs::File::open(unfinished)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_week_and_a_year_of_months_are_kept() {
        // Two years, a copy made on every third day.
        let mut kept: Vec<NaiveDate> = Vec::new();
        let start = day("2022-01-01");
        let mut today = start;
        for number in 0..244 {
            today = start + chrono::Days::new(number * 3);
            kept.push(today);
            for gone in superfluous(&kept, today) {
                kept.retain(|day| *day != gone);
            }
            assert!(kept.contains(&today) && kept.len() <= DAYS + MONTHS);
        }
        let week: Vec<NaiveDate> = (0..7)
            .rev()
            .map(|back| today - chrono::Days::new(back * 3))
            .collect();
        let recent = kept.split_off(kept.len() - DAYS);
        assert_eq!(recent, week);
        let months: Vec<String> = kept
            .iter()
            .map(|day| day.format("%Y-%m").to_string())
            .collect();
        assert_eq!(today, day("2023-12-31"));
        assert_eq!(months.first().map(String::as_str), Some("2023-01"));
        assert_eq!(months.len(), 12);
        assert!(kept.iter().all(|day| day.day() <= 3), "{kept:?}");
    }

    #[test]
    fn days_to_come_push_nothing_out() {
        let days: Vec<NaiveDate> = (1..=9)
            .map(|number| day(&format!("2024-05-0{number}")))
            .collect();
        assert_eq!(superfluous(&days, day("2024-05-03")), []);
        // The oldest of the month stays beside the last seven.
        assert_eq!(superfluous(&days, day("2024-05-09")), [day("2024-05-02")]);
        assert_eq!(superfluous(&[], day("2024-05-09")), []);
    }
}
