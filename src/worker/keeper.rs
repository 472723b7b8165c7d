//! The thread that keeps what is known of the archive: it has the folder looked
//! at, takes in what is found, indexes it when nothing else is to be done, and
//! gives the thread that makes lists what is known now.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::{Duration, Instant};

use crate::app::{Indexing, Message, Tone};
use crate::archive::{Keeper, Look, Trouble};

use super::{Event, Tell, Tools, guarded, list, say, spawn};

/// Time between two lists while the folder is looked at, at the least.
const PACE: Duration = Duration::from_millis(60);
/// The same while articles are read: then lists change little.
const SLOW_PACE: Duration = Duration::from_millis(1_500);
/// How much less important indexing is than what a person waits for.
const NICENESS: i32 = 10;

/// A piece of work.
pub(super) enum Job {
    /// Look at the folder again.
    Look,
    /// The look of that number found something.
    Found(u64, Look),
    /// It has come to its end.
    Done(u64),
}

pub(super) fn start(
    tools: &Tools,
    tell: &Tell,
    lists: Sender<list::Job>,
    sender: Sender<Job>,
    jobs: Receiver<Job>,
) {
    let (tools, tell) = (tools.clone(), Tell::clone(tell));
    spawn("keeper", move || {
        let words = tools.words.clone();
        let again = tell.clone();
        guarded("task-scan", &words, &again, || {
            let mut thread = Thread::new(tools, tell, lists, sender);
            while let Some(job) = thread.next(&jobs) {
                thread.take(job);
            }
        });
    });
}

/// What the thread does when it is asked for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Nothing,
    /// The folder is being looked at, by a thread of its own.
    Looking,
    /// Articles wait to be indexed.
    Indexing,
}

struct Thread {
    tools: Tools,
    tell: Tell,
    lists: Sender<list::Job>,
    sender: Sender<Job>,
    keeper: Keeper,
    /// The number of the last look.
    run: u64,
    work: Work,
    /// Whether the folder has been looked at to its end once.
    complete: bool,
    /// Whether something is known that no list was made of.
    changed: bool,
    next_list: Instant,
    is_nice: bool,
    told: Option<String>,
}

impl Thread {
    fn new(tools: Tools, tell: Tell, lists: Sender<list::Job>, sender: Sender<Job>) -> Self {
        let mut troubles = Vec::new();
        let cache = tools.cache.as_deref();
        let keeper = Keeper::open(tools.archive.clone(), cache, &mut |trouble| {
            troubles.push(trouble);
        });
        let known = keeper.known();
        let mut thread = Self {
            tools,
            tell,
            lists,
            sender,
            keeper,
            run: 0,
            work: Work::Nothing,
            complete: false,
            changed: !known.is_empty(),
            next_list: Instant::now(),
            is_nice: false,
            told: None,
        };
        for trouble in &troubles {
            thread.note(trouble);
        }
        thread
    }

    /// The next job; while there is none, articles are indexed. `None` at the end.
    fn next(&mut self, jobs: &Receiver<Job>) -> Option<Job> {
        loop {
            if self.changed && Instant::now() >= self.next_list {
                self.hand_on();
            }
            if self.work == Work::Indexing {
                match jobs.try_recv() {
                    Ok(job) => return Some(job),
                    Err(TryRecvError::Disconnected) => return None,
                    Err(TryRecvError::Empty) => self.index(),
                }
            } else if self.changed {
                let wait = self.next_list.saturating_duration_since(Instant::now());
                match jobs.recv_timeout(wait) {
                    Ok(job) => return Some(job),
                    Err(RecvTimeoutError::Disconnected) => return None,
                    Err(RecvTimeoutError::Timeout) => {}
                }
            } else {
                return jobs.recv().ok();
            }
        }
    }

    fn take(&mut self, job: Job) {
        let result = match job {
            Job::Look => {
                self.look();
                Ok(())
            }
            Job::Found(run, look) if run == self.run => {
                for (path, error) in &look.closed {
                    tracing::warn!(path = %path.display(), error, "can't be read");
                }
                self.changed |= !look.fresh.is_empty();
                self.keeper.take(&look)
            }
            Job::Done(run) if run == self.run => self.finish_look(),
            Job::Found(..) | Job::Done(_) => Ok(()),
        };
        if let Err(trouble) = result {
            self.recover(&trouble);
        }
    }

    fn look(&mut self) {
        self.run += 1;
        self.work = Work::Looking;
        self.keeper.begin_look();
        let look = self.keeper.look();
        let (run, sender) = (self.run, self.sender.clone());
        let (words, tell) = (self.tools.words.clone(), self.tell.clone());
        spawn("scan", move || {
            guarded("task-scan", &words, &tell, || {
                look(&mut |found| sender.send(Job::Found(run, found)).is_ok());
            });
            drop(sender.send(Job::Done(run)));
        });
    }

    fn finish_look(&mut self) -> Result<(), Trouble> {
        self.work = Work::Indexing;
        self.complete = true;
        let result = self.keeper.finish_look();
        self.hand_on();
        let (binary, unreadable) = self.keeper.without_article();
        (self.tell)(Event::Message(Message::Scanned { binary, unreadable }));
        result
    }

    fn index(&mut self) {
        if !self.is_nice {
            self.is_nice = true;
            // What a person waits for goes first; where that is refused, it does not.
            let _ = rustix::process::nice(NICENESS);
        }
        match self.keeper.index_some() {
            Ok(Some(progress)) => {
                if !self.changed {
                    self.changed = true;
                    self.next_list = Instant::now() + SLOW_PACE;
                }
                self.show_progress(Some(Indexing {
                    done: progress.done,
                    total: progress.total,
                    per_second: progress.per_second,
                }));
            }
            Ok(None) => {
                self.work = Work::Nothing;
                self.hand_on();
                self.show_progress(None);
            }
            Err(trouble) => {
                self.recover(&trouble);
                self.show_progress(None);
            }
        }
    }

    fn show_progress(&self, indexing: Option<Indexing>) {
        (self.tell)(Event::Message(Message::Indexing(indexing)));
    }

    fn hand_on(&mut self) {
        self.changed = false;
        self.next_list = Instant::now() + PACE;
        drop(self.lists.send(list::Job::Known {
            known: self.keeper.known(),
            complete: self.complete,
        }));
    }

    fn recover(&mut self, trouble: &Trouble) {
        self.note(trouble);
        // Once more would most likely fail as well; the next look tries again.
        if self.work == Work::Indexing {
            self.work = Work::Nothing;
        }
        let mut more = Vec::new();
        self.keeper
            .recover(trouble, &mut |trouble| more.push(trouble));
        for trouble in &more {
            self.note(trouble);
        }
        self.changed = true;
    }

    /// Tells of trouble, once.
    fn note(&mut self, trouble: &Trouble) {
        let text = trouble.to_string();
        tracing::warn!(error = text, "the cache");
        if self.told.as_ref() != Some(&text) {
            say(
                &self.tools.words,
                &self.tell,
                Tone::Error,
                "cache-trouble",
                &[("error", text.as_str().into())],
            );
            self.told = Some(text);
        }
    }
}
