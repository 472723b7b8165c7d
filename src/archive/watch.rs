//! Watches the folders of an archive and tells where something may have changed:
//! any depth, new folders among them. It sleeps in the system until something
//! happens, and gathers what happens together, so that a file that is written
//! under another name and renamed is one change. What has changed is left to a
//! look at those paths.
//!
//! The kernel's own queue is used on Linux. The crate `notify` 8 would have it
//! tell of every file that is merely opened as well: each article that is indexed
//! would wake us, and the queue would run over with our own reading.

#[cfg(target_os = "linux")]
mod inotify;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;
#[cfg(target_os = "linux")]
use std::time::{Instant, SystemTime};

use super::{Archive, Places};

/// How long changes are gathered after the first.
const GATHER: Duration = Duration::from_millis(100);
/// How long after one change another is waited for, while they are gathered.
const BETWEEN: Duration = Duration::from_millis(50);
/// How long changes are gathered at the most.
const LONGEST: Duration = Duration::from_millis(500);
/// Paths that are told one by one; where there are more, anything may have changed.
const PATHS: usize = 4_096;
/// A folder that has changed so shortly before it was watched may have changed
/// between a look at it and the watch: clocks of file systems are coarse.
const BEFORE: Duration = Duration::from_secs(2);

/// What a watch tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watched {
    /// So many folders are watched from now on.
    Begun {
        /// How many.
        folders: usize,
    },
    /// Something may have changed at these paths: files, or folders with all that
    /// is in them, which are there or were.
    Changed(Vec<PathBuf>),
    /// Anything may have changed: more happened than could be told.
    Everything,
    /// Not all changes are seen from now on.
    Blind(Blindness),
}

/// Why changes are not seen by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blindness {
    /// The folders lie on a network: what other machines change is not told.
    Network,
    /// The system watches no more folders than it was set to.
    Limit,
    /// The system refuses, and what it says.
    Refused(String),
}

impl Archive {
    /// Watches the folders until `tell` wants no more, or watching can't be had,
    /// which is told. The guide never changes.
    pub fn watch(&self, tell: &mut dyn FnMut(Watched) -> bool) {
        match &self.places {
            Places::Guide => {}
            Places::Paths(paths) => watch(paths, tell),
        }
    }
}

/// What has happened and was not told yet.
#[derive(Debug, Default)]
struct Changes {
    paths: BTreeSet<PathBuf>,
    everything: bool,
    blind: Vec<Blindness>,
    /// What was told: once is enough.
    told: Vec<Blindness>,
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything && self.blind.is_empty()
    }

    fn add(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        if !self.everything {
            self.paths.extend(paths);
            self.everything = self.paths.len() > PATHS;
        }
    }

    fn blind(&mut self, why: Blindness) {
        if !self.told.contains(&why) {
            self.told.push(why.clone());
            self.blind.push(why);
        }
    }

    /// Tells all; whether more is wanted.
    fn tell(&mut self, tell: &mut dyn FnMut(Watched) -> bool) -> bool {
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

#[cfg(target_os = "linux")]
fn watch(places: &[PathBuf], tell: &mut dyn FnMut(Watched) -> bool) {
    if let Err(error) = watch_until_unwanted(places, tell) {
        tell(Watched::Blind(Blindness::Refused(error.to_string())));
    }
}

#[cfg(target_os = "linux")]
fn watch_until_unwanted(
    places: &[PathBuf],
    tell: &mut dyn FnMut(Watched) -> bool,
) -> std::io::Result<()> {
    let recent = SystemTime::now().checked_sub(BEFORE);
    let mut changes = Changes::default();
    let mut folders = inotify::Folders::new(places)?;
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
        if !changes.tell(tell) {
            return Ok(());
        }
    }
}

/// Sleeps until something happens, and waits for what belongs to it.
#[cfg(target_os = "linux")]
fn gather(folders: &mut inotify::Folders, changes: &mut Changes) -> std::io::Result<()> {
    while changes.is_empty() {
        folders.wait(None, changes)?;
    }
    let first = Instant::now();
    let mut end = first + GATHER;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        if folders.wait(Some(left), changes)? {
            end = end.max(Instant::now() + BETWEEN).min(first + LONGEST);
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn watch(_: &[PathBuf], tell: &mut dyn FnMut(Watched) -> bool) {
    let why = format!("no way to watch is known on {}", std::env::consts::OS);
    tell(Watched::Blind(Blindness::Refused(why)));
}
