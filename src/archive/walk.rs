//! The walk over the folders: in parallel, any depth, no link loops, hidden files left
//! out. What is made of the files is gathered in batches; which of them are wanted, and
//! what is read of them, is left to `scan` and `look`.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use ignore::{DirEntry, WalkBuilder, WalkParallel, WalkState};

use super::loops::is_loop;

/// Batches that wait to be told of, at the most.
const WAITING: usize = 16;

/// What a walk gathers, before it is told.
pub(super) trait Gathered: Default + Send {
    /// How much the first batch of each walking thread is to have.
    const FIRST: usize;
    /// How much each later one is to have.
    const MOST: usize;

    /// How much there is.
    fn len(&self) -> usize;
}

/// Hands on what is left when a walking thread ends.
struct Batch<G: Gathered> {
    gathered: G,
    /// How much it is to have.
    most: usize,
    sender: mpsc::SyncSender<G>,
}

impl<G: Gathered> Batch<G> {
    /// Hands on what there is, where it is enough; whether more is wanted.
    fn goes_on(&mut self) -> bool {
        if self.gathered.len() < self.most {
            return true;
        }
        self.most = G::MOST;
        self.hand_on()
    }

    fn hand_on(&mut self) -> bool {
        let gathered = std::mem::take(&mut self.gathered);
        self.sender.send(gathered).is_ok()
    }
}

impl<G: Gathered> Drop for Batch<G> {
    fn drop(&mut self) {
        // Who gave up listening wants nothing more.
        self.hand_on();
    }
}

/// Walks folders and single files, which lie in the `places` of an archive, and tells of
/// what `look` makes of each entry, in batches, until `tell` says that no more is wanted.
pub(super) fn walk<G: Gathered>(
    paths: &[PathBuf],
    places: &[PathBuf],
    look: impl Fn(Result<DirEntry, ignore::Error>, &mut G) + Sync,
    tell: &mut dyn FnMut(G) -> bool,
) {
    let Some(walk) = parallel(paths, places) else {
        return;
    };
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let panic: Mutex<Option<Box<dyn Any + Send>>> = Mutex::default();
    let (look, panicked) = (&look, &panic);
    thread::scope(|scope| {
        scope.spawn(move || {
            walk.run(|| {
                let mut batch = Batch {
                    gathered: G::default(),
                    most: G::FIRST,
                    sender: sender.clone(),
                };
                Box::new(move |entry| {
                    // The other threads would wait for ever for one that panicked.
                    let looked = AssertUnwindSafe(|| look(entry, &mut batch.gathered));
                    if let Err(panic) = catch_unwind(looked) {
                        *panicked.lock().unwrap_or_else(PoisonError::into_inner) = Some(panic);
                        return WalkState::Quit;
                    }
                    if batch.goes_on() {
                        WalkState::Continue
                    } else {
                        WalkState::Quit
                    }
                })
            });
        });
        let mut receiver = Some(receiver);
        while let Some(found) = receiver.as_ref().and_then(|open| open.recv().ok()) {
            if !tell(found) {
                // The walk ends at its next word.
                receiver = None;
            }
        }
    });
    if let Some(panic) = panic.into_inner().unwrap_or_else(PoisonError::into_inner) {
        // What went wrong is told as it is, by whoever waits for the walk.
        resume_unwind(panic);
    }
}

/// The walk over one folder by one thread: each folder comes before what is in it.
#[cfg(target_os = "linux")]
pub(super) fn walk_in_order(folder: &Path, places: &[PathBuf]) -> ignore::Walk {
    walker(folder, places).build()
}

/// The walk by many threads; none where no path is named.
fn parallel(paths: &[PathBuf], places: &[PathBuf]) -> Option<WalkParallel> {
    let (first, rest) = paths.split_first()?;
    let mut builder = walker(first, places);
    for path in rest {
        builder.add(path);
    }
    let threads = thread::available_parallelism()
        .map_or(2, usize::from)
        .clamp(2, 16);
    Some(builder.threads(threads).build_parallel())
}

fn walker(first: &Path, places: &[PathBuf]) -> WalkBuilder {
    let mut builder = WalkBuilder::new(first);
    let places = places.to_vec();
    builder
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .filter_entry(move |entry| !is_loop(entry, &places));
    builder
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs;
    use std::time::Duration;

    use super::*;

    /// Longer than anything takes, whatever else the machine does.
    const LIMIT: Duration = Duration::from_secs(30);

    #[derive(Default)]
    struct Names(Vec<String>);

    impl Gathered for Names {
        const FIRST: usize = 2;
        const MOST: usize = 5;

        fn len(&self) -> usize {
            self.0.len()
        }
    }

    /// Walks over folders of files, and does something to each by its name; what was told,
    /// and the panic that ended it.
    fn walked(work: fn(&str)) -> (Vec<String>, Option<String>) {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..100 {
            let within = folder.path().join((number % 7).to_string());
            fs::create_dir_all(&within).unwrap();
            fs::write(within.join(format!("{number}.txt")), "").unwrap();
        }
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let paths = [folder.path().to_owned()];
            let mut told = Vec::new();
            let look = |entry: Result<DirEntry, ignore::Error>, names: &mut Names| {
                let entry = entry.unwrap();
                if entry.file_type().is_some_and(|kind| kind.is_file()) {
                    let name = entry.file_name().to_string_lossy().into_owned();
                    work(&name);
                    names.0.push(name);
                }
            };
            let mut tell = |names: Names| {
                told.extend(names.0);
                true
            };
            let walk = AssertUnwindSafe(|| walk(&paths, &paths, look, &mut tell));
            let panic = catch_unwind(walk).err();
            let panic = panic.map(|panic| panic.downcast_ref::<String>().unwrap().clone());
            sender.send((told, panic)).unwrap();
        });
        receiver.recv_timeout(LIMIT).unwrap()
    }

    #[test]
    fn all_files_are_told_of_once() {
        let (mut told, panic) = walked(|_| {});
        told.sort();
        told.dedup();
        assert_eq!((told.len(), panic), (100, None));
    }

    /// The other threads waited for the one that had panicked, and the look had no end.
    #[test]
    fn a_panic_over_a_file_ends_the_walk_and_is_told_as_it_is() {
        let (told, panic) = walked(|name| assert!(name != "42.txt", "at {name}"));
        assert_eq!(panic.as_deref(), Some("at 42.txt"));
        assert!(!told.contains(&"42.txt".to_owned()));
        // Where each thread panics, one of them is told.
        let (told, panic) = walked(|name| assert!(name.is_empty(), "at {name}"));
        assert!(told.is_empty() && panic.unwrap().starts_with("at "));
    }
}
