//! Gathers what happens together, and tells it at once.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use super::inotify::Folders;
use super::{Blindness, End, Watched};

/// How long changes are gathered after the first.
pub(super) const GATHER: Duration = Duration::from_millis(100);
/// How long after one change another is waited for, while they are gathered.
const BETWEEN: Duration = Duration::from_millis(50);
/// How long changes are gathered at the most.
const LONGEST: Duration = Duration::from_millis(500);
/// Paths that are told one by one; where there are more, anything may have changed.
pub(super) const PATHS: usize = 4_096;
/// A folder that has changed so shortly before it was watched may have changed
/// between a look at it and the watch: clocks of file systems are coarse.
const BEFORE: Duration = Duration::from_secs(2);

/// What has happened and was not told yet.
#[derive(Debug, Default)]
pub(super) struct Changes {
    paths: BTreeSet<PathBuf>,
    /// Whether anything may have changed.
    pub(super) everything: bool,
    blind: Vec<Blindness>,
    /// What was told: once is enough.
    told: Vec<Blindness>,
}

impl Changes {
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything && self.blind.is_empty()
    }

    pub(super) fn add(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        if !self.everything {
            self.paths.extend(paths);
            self.everything = self.paths.len() > PATHS;
        }
    }

    pub(super) fn blind(&mut self, why: Blindness) {
        if !self.told.contains(&why) {
            self.told.push(why.clone());
            self.blind.push(why);
        }
    }

    /// Tells all; whether more is wanted.
    pub(super) fn tell(&mut self, tell: &mut dyn FnMut(Watched) -> bool) -> bool {
        let mut goes_on = true;
        for why in self.blind.drain(..) {
            goes_on &= tell(Watched::Blind(why));
        }
        let paths = std::mem::take(&mut self.paths);
        if std::mem::take(&mut self.everything) {
            goes_on &= tell(Watched::Everything);
        } else if !paths.is_empty() {
            goes_on &= tell(Watched::Changed(paths.into_iter().collect()));
        }
        goes_on
    }
}

pub(super) fn watch(places: &[PathBuf], end: End, tell: &mut dyn FnMut(Watched) -> bool) {
    if let Err(error) = watch_until_unwanted(places, end, tell) {
        tell(Watched::Blind(Blindness::Refused(error.to_string())));
    }
}

fn watch_until_unwanted(
    places: &[PathBuf],
    end: End,
    tell: &mut dyn FnMut(Watched) -> bool,
) -> io::Result<()> {
    let recent = SystemTime::now().checked_sub(BEFORE);
    let mut changes = Changes::default();
    let mut folders = Folders::new(places, end)?;
    if folders.watch(&mut changes) >= recent {
        changes.everything = true;
    }
    let begun = Watched::Begun {
        folders: folders.count(),
    };
    if !tell(begun) || !changes.tell(tell) {
        return Ok(());
    }
    loop {
        gather(&mut folders, &mut changes)?;
        if folders.is_over() || !changes.tell(tell) {
            return Ok(());
        }
    }
}

/// Sleeps until something happens, and waits for what belongs to it.
fn gather(folders: &mut Folders, changes: &mut Changes) -> io::Result<()> {
    while changes.is_empty() {
        folders.wait(None, changes)?;
        if folders.is_over() {
            return Ok(());
        }
    }
    let first = Instant::now();
    let mut end = first + GATHER;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() || folders.is_over() {
            return Ok(());
        }
        if folders.wait(Some(left), changes)? {
            end = end.max(Instant::now() + BETWEEN).min(first + LONGEST);
        }
    }
}
