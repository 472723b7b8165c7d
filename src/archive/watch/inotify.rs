//! Folders that the kernel watches (inotify(7)), one by one: what is hidden is
//! never watched, and of files only what changes them is told, not who reads them.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
use rustix::io::Errno;

use super::gather::Changes;
use super::{Blindness, End};
use crate::archive::loops::leads_round;
use crate::archive::scan::is_temporary;
use crate::archive::store::is_on_network;
use crate::archive::walk::walk_in_order;

/// Bytes of events that are read at once: some thousand.
const BUFFER: usize = 64 * 1024;

/// The folders that are watched.
pub(super) struct Folders {
    queue: OwnedFd,
    end: End,
    is_over: bool,
    /// What was named: folders and single files.
    places: Vec<PathBuf>,
    by_watch: HashMap<i32, Folder>,
    /// Whether a file system lies on a network, by its device.
    systems: HashMap<u64, bool>,
}

/// A folder, which may be reached by more than one path: the kernel knows it
/// under one watch.
#[derive(Default)]
struct Folder {
    /// Its paths in the archive.
    whole: Vec<PathBuf>,
    /// Of a folder around the archive: what in it was named.
    parts: Vec<PathBuf>,
}

struct Event {
    watch: i32,
    flags: ReadFlags,
    name: Option<OsString>,
}

impl Folder {
    /// Where in the archive something of that name lies.
    fn paths_of(&self, name: &OsStr) -> Vec<PathBuf> {
        let parts = self.parts.iter();
        let parts = parts.filter(|part| part.file_name() == Some(name));
        let mut paths: Vec<PathBuf> = parts.cloned().collect();
        if !name.as_bytes().starts_with(b".") {
            paths.extend(self.whole.iter().map(|folder| folder.join(name)));
        }
        paths
    }
}

impl Folders {
    /// Watches nothing yet.
    pub(super) fn new(places: &[PathBuf], end: End) -> io::Result<Self> {
        Ok(Self {
            queue: inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?,
            end,
            is_over: false,
            places: places.to_vec(),
            by_watch: HashMap::new(),
            systems: HashMap::new(),
        })
    }

    /// Whether watching is to end.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// How many folders are watched.
    pub(super) fn count(&self) -> usize {
        self.by_watch.len()
    }

    /// Watches all places; when the last of their folders changed.
    pub(super) fn watch(&mut self, changes: &mut Changes) -> Option<SystemTime> {
        let mut last = None;
        for place in self.places.clone() {
            let is_file = place.is_file();
            // The place itself may go, and come again.
            if let (Some(around), Some(_)) = (place.parent(), place.file_name()) {
                let mut wanted = WatchFlags::CREATE | WatchFlags::DELETE | WatchFlags::MOVE;
                if is_file {
                    wanted |= in_folders();
                }
                let known = self.add(around, wanted, changes);
                if let Some(known) = known
                    && !known.parts.contains(&place)
                {
                    known.parts.push(place.clone());
                }
            }
            if !is_file {
                last = last.max(self.add_tree(&place, changes));
            }
        }
        last
    }

    /// Watches a folder with all folders in it; when the last of them changed.
    fn add_tree(&mut self, folder: &Path, changes: &mut Changes) -> Option<SystemTime> {
        let mut last = None;
        if leads_round(folder, &self.places) {
            return last;
        }
        // Each folder is watched before it is read: no new one is missed in it.
        // What can't be read is told by the look.
        for entry in walk_in_order(folder, &self.places).flatten() {
            if !entry.file_type().is_some_and(|kind| kind.is_dir()) {
                continue;
            }
            let path = entry.path();
            let wanted = if entry.depth() == 0 {
                in_folders() | WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF
            } else {
                in_folders()
            };
            if let Some(known) = self.add(path, wanted, changes)
                && !known.whole.iter().any(|whole| whole == path)
            {
                known.whole.push(path.to_owned());
            }
            if let Ok(metadata) = std::fs::metadata(path) {
                last = last.max(metadata.modified().ok());
                let on_network = self.systems.entry(metadata.dev());
                if *on_network.or_insert_with(|| is_on_network(path)) {
                    changes.blind(Blindness::Network);
                }
            }
        }
        last
    }

    fn add(
        &mut self,
        path: &Path,
        wanted: WatchFlags,
        changes: &mut Changes,
    ) -> Option<&mut Folder> {
        let wanted = wanted | WatchFlags::ONLYDIR | WatchFlags::EXCL_UNLINK | WatchFlags::MASK_ADD;
        match inotify::add_watch(&self.queue, path, wanted) {
            Ok(watch) => return Some(self.by_watch.entry(watch).or_default()),
            Err(Errno::NOSPC) => changes.blind(Blindness::Limit),
            // Gone by now, or not for us to read, which the look tells.
            Err(Errno::NOENT | Errno::NOTDIR | Errno::ACCESS | Errno::LOOP) => {}
            Err(error) => changes.blind(Blindness::Refused(error.to_string())),
        }
        None
    }

    /// Waits for something to happen, and takes it in; false where nothing did.
    pub(super) fn wait(
        &mut self,
        timeout: Option<Duration>,
        changes: &mut Changes,
    ) -> io::Result<bool> {
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let mut polled = [
            PollFd::new(&self.queue, PollFlags::IN),
            // Nothing is written to it: it is closed.
            PollFd::new(&self.end.0, PollFlags::empty()),
        ];
        match poll(&mut polled, timeout.as_ref()) {
            Ok(0) | Err(Errno::INTR) => return Ok(false),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        let [_, end] = polled;
        if !end.revents().is_empty() {
            self.is_over = true;
            return Ok(false);
        }
        let events = self.read()?;
        for event in &events {
            self.take(event, changes);
        }
        Ok(!events.is_empty())
    }

    fn read(&self) -> io::Result<Vec<Event>> {
        let mut buffer: Vec<u8> = Vec::with_capacity(BUFFER);
        let mut reader = Reader::new(&self.queue, buffer.spare_capacity_mut());
        let mut events = Vec::new();
        loop {
            match reader.next() {
                Ok(event) => events.push(Event {
                    watch: event.wd(),
                    flags: event.events(),
                    name: event
                        .file_name()
                        .map(|name| OsString::from_vec(name.to_bytes().to_vec())),
                }),
                Err(Errno::AGAIN | Errno::INTR) => return Ok(events),
                Err(error) => return Err(error.into()),
            }
            if reader.is_buffer_empty() {
                return Ok(events);
            }
        }
    }

    fn take(&mut self, event: &Event, changes: &mut Changes) {
        let flags = event.flags;
        if flags.contains(ReadFlags::QUEUE_OVERFLOW) {
            changes.everything = true;
            // Folders may have come that nobody told of.
            self.watch(changes);
            return;
        }
        if flags.contains(ReadFlags::IGNORED) {
            self.by_watch.remove(&event.watch);
            return;
        }
        let Some(folder) = self.by_watch.get(&event.watch) else {
            return;
        };
        let Some(name) = &event.name else {
            // The folder itself, of which the one around it may be able to tell nothing.
            return changes.add(folder.whole.iter().cloned());
        };
        let paths = folder.paths_of(name);
        let is_folder = flags.contains(ReadFlags::ISDIR);
        if is_folder && flags.contains(ReadFlags::MOVED_FROM) {
            self.forget(&paths);
        }
        let may_be_new = flags.intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO)
            || is_folder && flags.contains(ReadFlags::ATTRIB);
        for path in paths {
            // A link to a folder is none to the kernel.
            if may_be_new && path.is_dir() {
                self.add_tree(&path, changes);
            } else if !is_folder && is_temporary(&path) && !self.places.contains(&path) {
                continue;
            }
            changes.add([path]);
        }
    }

    /// Folders were moved away: what happens in them is not ours any more.
    fn forget(&mut self, moved: &[PathBuf]) {
        let queue = &self.queue;
        self.by_watch.retain(|watch, folder| {
            let before = folder.whole.len();
            folder
                .whole
                .retain(|path| !moved.iter().any(|moved| path.starts_with(moved)));
            let is_over =
                folder.whole.len() < before && folder.whole.is_empty() && folder.parts.is_empty();
            if is_over {
                // One that is gone has no watch any more.
                let _ = inotify::remove_watch(queue, *watch);
            }
            !is_over
        });
    }
}

/// What is wanted of a folder in the archive: all that changes what is in it.
fn in_folders() -> WatchFlags {
    WatchFlags::CREATE
        | WatchFlags::DELETE
        | WatchFlags::MOVE
        | WatchFlags::CLOSE_WRITE
        | WatchFlags::MODIFY
        | WatchFlags::ATTRIB
}
