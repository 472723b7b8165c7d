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
mod gather;
#[cfg(target_os = "linux")]
mod inotify;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;

use std::io;
use std::os::fd::OwnedFd;
use std::path::PathBuf;

use rustix::pipe::{PipeFlags, pipe_with};

use super::{Archive, Places};
#[cfg(target_os = "linux")]
use gather::watch;

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

/// Keeps a watch going: where it is dropped, the watch ends.
#[derive(Debug)]
pub struct Watching {
    _open: OwnedFd,
}

/// What a watch hears its end by: the other end of the pipe that [`Watching`] holds.
#[derive(Debug)]
pub struct End(OwnedFd);

/// What keeps a watch going, and what it is given to hear its end.
///
/// # Errors
///
/// Where the system has no pipe left.
pub fn watching() -> io::Result<(Watching, End)> {
    let (end, open) = pipe_with(PipeFlags::CLOEXEC)?;
    Ok((Watching { _open: open }, End(end)))
}

impl Archive {
    /// Watches the folders until its end is there, `tell` wants no more, or watching
    /// can't be had, which is told. The guide never changes.
    pub fn watch(&self, end: End, tell: &mut dyn FnMut(Watched) -> bool) {
        match &self.places {
            Places::Guide(_) => {}
            Places::Paths(paths) => watch(paths, end, tell),
        }
    }
}

/// Watches any folders and files in the same way. One that is not there yet is
/// watched when it comes, if the folder around it is there.
pub fn watch_paths(paths: &[PathBuf], end: End, tell: &mut dyn FnMut(Watched) -> bool) {
    watch(paths, end, tell);
}

#[cfg(not(target_os = "linux"))]
fn watch(_: &[PathBuf], _: End, tell: &mut dyn FnMut(Watched) -> bool) {
    let why = format!("no way to watch is known on {}", std::env::consts::OS);
    tell(Watched::Blind(Blindness::Refused(why)));
}
