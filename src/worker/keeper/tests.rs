//! What the thread makes of looks that go wrong.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::sync::mpsc::channel;

use super::*;
use crate::archive::{Archive, Known};
use crate::article::Rules;
use crate::desktop::Environment;
use crate::words::Words;
use crate::worker::Voice;

/// An archive with a cache, and the thread that keeps it, taking its jobs one by one.
struct Room {
    folder: tempfile::TempDir,
    thread: Thread,
    jobs: Receiver<Job>,
    lists: Receiver<list::Job>,
}

impl Room {
    /// Takes what has been told by now.
    fn take_told(&mut self) {
        for job in self.told() {
            self.thread.take(job);
        }
    }

    fn index_all(&mut self) {
        while self.thread.indexing {
            self.thread.index();
        }
    }

    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("archive")).unwrap();
        let (sender, jobs) = channel();
        let (to_list, lists) = channel();
        let tell: Tell = Arc::new(|_| {});
        let thread = Thread::new(tools(folder.path()), tell, to_list, sender, Looks::new());
        let room = Self {
            folder,
            thread,
            jobs,
            lists,
        };
        room.save("a", "apple");
        room.save("b", "berry");
        room
    }

    fn save(&self, name: &str, word: &str) {
        let text = format!("[{word}](https://example.org/{word})\n------\n\nabout {word}");
        fs::write(self.folder.path().join("archive").join(name), text).unwrap();
    }

    /// What the look tells, to its end.
    fn told(&self) -> Vec<Job> {
        let mut told = Vec::new();
        while !matches!(told.last(), Some(Job::Done(_) | Job::BrokenOff(_))) {
            let job = self.jobs.recv_timeout(LIMIT).unwrap();
            if !matches!(job, Job::Watched(_)) {
                told.push(job);
            }
        }
        told
    }

    /// How many articles were in the last list.
    fn listed(&self) -> Option<usize> {
        let known = self.lists.try_iter().filter_map(|job| match job {
            list::Job::Known { known, .. } => Some(known),
            _ => None,
        });
        known.last().as_ref().map(Known::len)
    }
}

/// Longer than anything takes, whatever else the machine does.
const LIMIT: Duration = Duration::from_secs(30);

/// What threads work with, its files in a folder.
pub(in crate::worker) fn tools(folder: &std::path::Path) -> Tools {
    let rules = Arc::new(Rules::embedded());
    let file = |name: &str| folder.join(name);
    Tools {
        archive: Archive::open(vec![file("archive")], Arc::clone(&rules)).unwrap(),
        rules,
        cache: Some(file("cache")),
        private: false,
        marks_file: file("marks"),
        searches_file: file("searches"),
        pipes_file: file("pipes"),
        taken_file: file("taken"),
        theme_file: file("theme"),
        chosen_file: file("chosen"),
        sitting_file: None,
        sittings: None,
        last_file: file("last"),
        configuration: None,
        words: Arc::new(Voice::new(Arc::new(Words::english()))),
        environment: Environment::default(),
    }
}

#[test]
fn a_look_that_panics_takes_no_article_for_gone() {
    let mut room = Room::new();
    room.thread.take(Job::Look);
    room.take_told();
    assert_eq!(room.listed(), Some(2));
    // The next one breaks off before it meets anything.
    room.thread.take(Job::Look);
    let run = room.thread.run;
    room.told();
    room.thread.spawn_look(run, |_| panic!("on purpose"));
    room.take_told();
    assert_eq!(room.listed(), Some(2), "all that was known");
    assert!(!room.thread.looking && room.thread.indexing);
    room.index_all();
    let known = room
        .thread
        .tools
        .archive
        .known_count(&room.folder.path().join("cache"));
    assert_eq!(known, Some(2), "and all that was saved");
    // What came meanwhile is found by the next, and what went is gone.
    room.save("c", "cherry");
    fs::remove_file(room.folder.path().join("archive/a")).unwrap();
    fs::remove_file(room.folder.path().join("archive/b")).unwrap();
    room.thread.take(Job::Look);
    room.take_told();
    assert_eq!(room.listed(), Some(1));
}

/// The screen went on showing that indexing was stopped, and what was held was lost.
#[test]
fn what_was_stopped_stays_so_after_a_panic_and_what_was_held_is_done() {
    let mut room = Room::new();
    let (sender, jobs) = channel();
    let mut lasting = Lasting::new(jobs);
    let send = |job| sender.send(job).unwrap();
    send(Job::Index(false));
    send(Job::End);
    room.thread.live(&mut lasting);
    send(Job::Found(0, Look::default()));
    send(Job::Look);
    room.thread.next_list = Instant::now() + LIMIT;
    let found = room.thread.next(&mut lasting);
    assert!(matches!(found, Some(Job::Found(..))));
    // Taking that in panics: the next life.
    let tell: Tell = Arc::new(|_| {});
    let tools = tools(room.folder.path());
    let mut next = Thread::new(tools, tell, channel().0, channel().0, Looks::new());
    drop(sender);
    next.live(&mut lasting);
    assert!(next.is_stopped, "as the screen shows it");
    assert!(next.looking, "what was held is done");
}

/// What can't be read was told again at the end of a look that nobody asked for, where a
/// file had been saved meanwhile.
#[test]
fn what_can_not_be_read_is_told_once() {
    let mut room = Room::new();
    let (says, told) = channel();
    let says = std::sync::Mutex::new(says);
    room.thread.tell = Arc::new(move |event| {
        if let Event::Message(Message::Scanned { unreadable, .. }) = event {
            says.lock().unwrap().send(unreadable).unwrap();
        }
    });
    let closed = |names: &[&str]| Look {
        closed: names
            .iter()
            .map(|name| (room.folder.path().join(name), "it is closed".to_owned()))
            .collect(),
        ..Look::default()
    };
    let (one, two) = (closed(&["one"]), closed(&["one", "two"]));
    let looks = |thread: &mut Thread, found: &Look| {
        thread.look(false);
        let run = thread.run;
        // A file is saved before the look comes to what is closed.
        thread.run_of_paths += 1;
        thread.take(Job::Settled(thread.run_of_paths));
        let mut look = Look::default();
        look.closed.clone_from(&found.closed);
        thread.take(Job::Found(run, look));
        thread.take(Job::Done(run));
        told.try_iter().collect::<Vec<_>>()
    };
    assert_eq!(looks(&mut room.thread, &one), [1]);
    assert_eq!(looks(&mut room.thread, &one), [0; 0]);
    assert_eq!(looks(&mut room.thread, &two), [2]);
    // At a look at some paths it is counted as well.
    let three = closed(&["three"]);
    let run = room.thread.run_of_paths;
    room.thread.take(Job::Seen(run, three));
    room.thread.take(Job::Settled(run));
    assert_eq!(told.try_iter().collect::<Vec<_>>(), [3]);
}

/// Threads are as important as those that start them: after the first indexing every look
/// gave way to all else.
#[cfg(target_os = "linux")]
#[test]
fn a_look_is_as_important_after_indexing_as_before() {
    let own = || rustix::process::getpriority_process(None).unwrap();
    let before = own();
    let mut room = Room::new();
    room.thread.take(Job::Look);
    room.take_told();
    room.index_all();
    assert!(own() > before || before > NICENESS);
    let (says, said) = channel();
    room.thread
        .spawn_look(0, move |_| says.send(own()).unwrap());
    assert_eq!(said.recv_timeout(LIMIT).unwrap(), before);
}

/// Each `R` began one more walk beside those that went on.
#[test]
fn a_look_that_is_asked_for_once_more_ends_the_one_before() {
    let mut room = Room::new();
    room.thread.take(Job::Look);
    let first = room.thread.run;
    let (goes_on, ended) = channel();
    room.told();
    room.thread.spawn_look(first, move |tell| {
        while tell(Look::default()) {
            goes_on.send(()).unwrap();
            std::thread::yield_now();
        }
    });
    ended.recv_timeout(LIMIT).unwrap();
    room.thread.take(Job::Look);
    let begun = Instant::now();
    while ended.recv_timeout(LIMIT).is_ok() {
        assert!(begun.elapsed() < LIMIT, "it goes on");
    }
    room.take_told();
    room.take_told();
    assert!(!room.thread.looking);
    assert_eq!(room.listed(), Some(2));
}

#[test]
fn an_index_that_is_damaged_is_made_anew_once() {
    let mut room = Room::new();
    room.thread.take(Job::Look);
    room.take_told();
    room.index_all();
    let known = room.thread.keeper.known();
    let fault = || Job::Unreadable {
        known: known.clone(),
        error: IndexError::Damaged {
            folder: room.folder.path().to_owned(),
            detail: "a flipped bit".to_owned(),
        },
    };
    let faults = [fault(), fault(), fault()];
    for fault in faults {
        room.thread.take(fault);
        assert!(room.thread.looking, "at all that was given up");
    }
    let run = room.thread.run;
    room.take_told();
    assert_eq!(room.thread.run, run, "one look, by one that may write");
    assert!(room.thread.keeper.may_write());
    assert_eq!(room.listed(), Some(2));
    room.index_all();
    assert_eq!(room.thread.keeper.progress().done, 2);
}

#[test]
fn the_second_goes_on_with_the_index_when_the_first_is_gone() {
    let mut room = Room::new();
    let archive = room.thread.tools.archive.clone();
    let cache = room.folder.path().join("cache");
    // The one that the room began with lets go.
    room.thread.keeper = Keeper::open(archive.clone(), None, &mut |_| {});
    let first = Keeper::open(archive.clone(), Some(&cache), &mut |_| {});
    assert!(first.may_write());
    room.thread.keeper = Keeper::open(archive, Some(&cache), &mut |_| {});
    room.thread.take(Job::Look);
    room.take_told();
    room.index_all();
    assert_eq!(room.thread.keeper.progress().done, 0);
    room.thread.take(Job::Focused);
    assert!(!room.thread.looking, "the first lives");
    drop(first);
    room.thread.take(Job::Focused);
    room.take_told();
    room.index_all();
    assert_eq!(room.thread.keeper.progress().done, 2);
    assert_eq!(room.listed(), Some(2));
}
