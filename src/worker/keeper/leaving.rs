//! Threads that keep an archive which is open no more, until they have let go of it.

use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

/// A thread that keeps an archive.
pub(in crate::worker) struct Keeping {
    /// The folder in the cache that it writes to; none where nothing is kept.
    pub(super) folder: Option<PathBuf>,
    pub(super) thread: JoinHandle<()>,
}

/// Threads that were told to let go of their archives: where a disk does not answer, that
/// takes as long as it likes.
#[derive(Default)]
pub(in crate::worker) struct Leaving(Vec<Keeping>);

impl Leaving {
    /// Adds a thread that was told so.
    pub(in crate::worker) fn add(&mut self, thread: Option<Keeping>) {
        self.0.extend(thread);
        self.0.retain(|keeping| !keeping.thread.is_finished());
    }

    /// Those of a folder. One thread at a time writes to it: the next waits for them, and
    /// for no other.
    pub(super) fn of(&mut self, folder: Option<&Path>) -> Vec<JoinHandle<()>> {
        let is_of = |keeping: &mut Keeping| folder.is_some() && keeping.folder.as_deref() == folder;
        let of_folder = self.0.extract_if(.., is_of);
        of_folder.map(|keeping| keeping.thread).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    /// An archive on a share that did not answer held up all that were opened after it.
    #[test]
    fn the_next_thread_waits_for_those_of_its_own_folder_alone() {
        let (sender, receiver) = channel::<()>();
        let hangs = thread::spawn(move || receiver.recv().unwrap_or_default());
        let mut leaving = Leaving::default();
        leaving.add(Some(Keeping {
            folder: Some("/cache/share".into()),
            thread: hangs,
        }));
        leaving.add(Some(Keeping {
            folder: None,
            thread: thread::spawn(|| {}),
        }));
        leaving.add(None);
        assert_eq!(leaving.of(Some(Path::new("/cache/other"))).len(), 0);
        assert_eq!(leaving.of(None).len(), 0, "nothing is written");
        let before = leaving.of(Some(Path::new("/cache/share")));
        assert_eq!(before.len(), 1);
        drop(sender);
        assert!(before.into_iter().all(|thread| thread.join().is_ok()));
        assert_eq!(leaving.of(Some(Path::new("/cache/share"))).len(), 0);
    }
}
