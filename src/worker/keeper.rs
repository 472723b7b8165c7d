//! The thread that keeps what is known of the archive: it has the folder looked
//! at and watched, takes in what is found, indexes it when nothing else is to be
//! done, and gives the thread that makes lists what is known now.

mod leaving;
mod looking;
mod watched;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::{Duration, Instant};

use crate::app::{Indexing, Message, Tone};
use crate::archive::index::IndexError;
use crate::archive::{Keeper, Known, Look, Trouble, Watched, Watching};

use super::{Event, Tell, Tools, list, renewed, say_notice, spawn};
use looking::Looks;

pub(super) use leaving::{Keeping, Leaving};

/// Time between two lists while the folder is looked at, at the least: at first, and
/// when there are many rows.
const PACE: Duration = Duration::from_millis(60);
const SLOWEST_PACE: Duration = Duration::from_millis(480);
/// The same while articles are read: then lists change little.
const SLOW_PACE: Duration = Duration::from_millis(1_500);
/// How long files that were just saved wait for more before they are indexed and
/// what is known is saved.
const REST: Duration = Duration::from_secs(1);
/// Time between two looks because the window got the focus, at the least.
const FOCUS_PACE: Duration = Duration::from_secs(30);
/// Paths that are looked at again after a look; where there are more, all are.
const AGAIN: usize = 10_000;
/// Files that are taken in together at the most, where the look is ahead.
const TOGETHER: usize = 1 << 14;
/// How long watching and looking at an archive that is known already wait at the start:
/// the threads that make the first screen need the processors.
const FIRST_SCREEN: Duration = Duration::from_millis(50);
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
    /// It has broken off: what it did not find may be there.
    BrokenOff(u64),
    /// The watch has seen something.
    Watched(Watched),
    /// The look at some paths of that number found something.
    Seen(u64, Look),
    /// It has come to its end.
    Settled(u64),
    /// The index could not be read when something was searched for by what was known.
    Unreadable { known: Known, error: IndexError },
    /// Go on with the index, or leave it as far as it has come.
    Index(bool),
    /// The terminal's window got the focus.
    Focused,
    /// Another archive is open: let go of this one.
    End,
}

/// Starts the thread, which begins once those that are `leaving` the same archive have
/// let go of it.
pub(super) fn start(
    tools: &Tools,
    tell: &Tell,
    lists: Sender<list::Job>,
    (sender, jobs): (Sender<Job>, Receiver<Job>),
    leaving: &mut Leaving,
) -> Option<Keeping> {
    let (tools, tell) = (tools.clone(), Tell::clone(tell));
    let cache = tools.cache.as_deref();
    let folder = cache.and_then(|cache| tools.archive.cache_folder(cache));
    let before = leaving.of(folder.as_deref());
    let thread = spawn("keeper", move || {
        for thread in before {
            // One that panicked has been told of, and has let go as well.
            drop(thread.join());
        }
        let words = tools.words.clone();
        let again = tell.clone();
        let mut lasting = Lasting::new(jobs);
        let looks = Looks::new();
        renewed("task-scan", &words, &again, |life| {
            let (sender, looks) = (sender.clone(), looks.clone());
            let mut thread = Thread::new(tools.clone(), tell.clone(), lists.clone(), sender, looks);
            if life > 0 {
                // Answers to looks of the life before are none to looks of this one.
                thread.run = life << 32;
                thread.run_of_paths = life << 32;
                thread.look(false);
            }
            thread.live(&mut lasting);
        });
    });
    thread.map(|thread| Keeping { folder, thread })
}

/// What a life of the thread that ends with a panic leaves to the next.
struct Lasting {
    jobs: Receiver<Job>,
    /// A job that came while others were gathered.
    held: Option<Job>,
    /// Whether the reader wants no articles to be indexed.
    is_stopped: bool,
}

impl Lasting {
    fn new(jobs: Receiver<Job>) -> Self {
        Self {
            jobs,
            held: None,
            is_stopped: false,
        }
    }
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and they go together in any way"
)]
struct Thread {
    tools: Tools,
    tell: Tell,
    lists: Sender<list::Job>,
    sender: Sender<Job>,
    keeper: Keeper,
    /// Keeps the folder watched; none where it is not.
    watching: Option<Watching>,
    /// What starts looks.
    looks: Looks,
    /// The number of the last look.
    run: u64,
    /// The same, for looks that go on: one that is not the last ends.
    wanted: Arc<AtomicU64>,
    looking: bool,
    /// How long the next look waits before it begins.
    pause: Duration,
    /// Whether the present look, or the last, was asked for.
    asked: bool,
    /// How many files without text, and how many that can't be read, there were when it
    /// was counted last.
    without_article: (usize, usize),
    last_look: Instant,
    /// Whether another look is wanted after the present one.
    again: bool,
    /// Whether changes are not all seen by themselves.
    is_blind: bool,
    /// Paths that may have changed.
    waiting: BTreeSet<PathBuf>,
    /// Whether some are being looked at.
    looking_at: bool,
    /// The number of the last look at some.
    run_of_paths: u64,
    /// Paths that may have changed during the present look: what it found of them
    /// may be older than what is known.
    unsure: BTreeSet<PathBuf>,
    /// Whether the folder has been looked at to its end once.
    complete: bool,
    /// Whether articles wait to be indexed.
    indexing: bool,
    /// Whether the reader wants none to be.
    is_stopped: bool,
    /// When they are read, at the soonest.
    index_at: Instant,
    /// Whether something is known that no list was made of.
    changed: bool,
    next_list: Instant,
    /// The time from the next list to the one after it, at the least.
    pace: Duration,
    is_nice: bool,
    /// Whether trouble was told, and there was nothing but trouble since.
    told: bool,
}

impl Thread {
    fn new(
        tools: Tools,
        tell: Tell,
        lists: Sender<list::Job>,
        sender: Sender<Job>,
        looks: Looks,
    ) -> Self {
        let mut troubles = Vec::new();
        let cache = tools.cache.as_deref();
        let keeper = Keeper::open(tools.archive.clone(), cache, &mut |trouble| {
            troubles.push(trouble);
        });
        let is_known = !keeper.known().is_empty();
        let mut thread = Self {
            tools,
            tell,
            lists,
            sender,
            keeper,
            watching: None,
            looks,
            run: 0,
            wanted: Arc::default(),
            looking: false,
            pause: if is_known {
                FIRST_SCREEN
            } else {
                Duration::ZERO
            },
            asked: false,
            without_article: (0, 0),
            last_look: Instant::now(),
            again: false,
            is_blind: false,
            waiting: BTreeSet::new(),
            looking_at: false,
            run_of_paths: 0,
            unsure: BTreeSet::new(),
            complete: false,
            indexing: false,
            is_stopped: false,
            index_at: Instant::now(),
            changed: is_known,
            next_list: Instant::now(),
            pace: PACE,
            is_nice: false,
            told: false,
        };
        for trouble in &troubles {
            thread.note(trouble);
        }
        thread.watch();
        thread
    }

    /// Takes jobs until the end.
    fn live(&mut self, lasting: &mut Lasting) {
        self.is_stopped = lasting.is_stopped;
        while let Some(job) = self.next(lasting) {
            match job {
                Job::End => return,
                Job::Index(on) => lasting.is_stopped = !on,
                _ => {}
            }
            self.take(job);
        }
    }

    /// The next job; while there is none, articles are indexed. `None` at the end.
    fn next(&mut self, lasting: &mut Lasting) -> Option<Job> {
        let job = match lasting.held.take() {
            Some(job) => job,
            None => self.next_sent(&lasting.jobs)?,
        };
        Some(match job {
            Job::Found(run, look) => Job::Found(run, self.gathered(run, look, lasting)),
            job => job,
        })
    }

    /// All that the look finds until the next list is due: many rows at once cost
    /// less than a few many times.
    fn gathered(&self, run: u64, mut look: Look, lasting: &mut Lasting) -> Look {
        while look.fresh.len() + look.same.len() < TOGETHER
            && let Ok(job) = lasting
                .jobs
                .recv_timeout(self.next_list.saturating_duration_since(Instant::now()))
        {
            match job {
                Job::Found(other, more) if other == run => look.add(more),
                other => {
                    lasting.held = Some(other);
                    break;
                }
            }
        }
        look
    }

    fn next_sent(&mut self, jobs: &Receiver<Job>) -> Option<Job> {
        loop {
            let now = Instant::now();
            if self.changed && now >= self.next_list {
                self.hand_on();
            }
            let goes_on = self.indexing && !self.looking && !self.is_stopped;
            let index_at = goes_on.then_some(self.index_at);
            if index_at.is_some_and(|at| at <= now) {
                match jobs.try_recv() {
                    Ok(job) => return Some(job),
                    Err(TryRecvError::Disconnected) => return None,
                    Err(TryRecvError::Empty) => self.index(),
                }
                continue;
            }
            let next_list = self.changed.then_some(self.next_list);
            let Some(next) = index_at.into_iter().chain(next_list).min() else {
                return jobs.recv().ok();
            };
            match jobs.recv_timeout(next.saturating_duration_since(now)) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn take(&mut self, job: Job) {
        let result = match job {
            Job::Look => {
                self.look(true);
                Ok(())
            }
            Job::Found(run, look) if run == self.run => self.take_in(&look),
            Job::Done(run) if run == self.run => self.finish_look(),
            Job::BrokenOff(run) if run == self.run => {
                self.break_off();
                Ok(())
            }
            Job::Seen(run, look) if run == self.run_of_paths => self.take_in(&look),
            Job::Settled(run) if run == self.run_of_paths => {
                self.finish_paths();
                Ok(())
            }
            Job::Found(..)
            | Job::Done(_)
            | Job::BrokenOff(_)
            | Job::Seen(..)
            | Job::Settled(_)
            | Job::End => Ok(()),
            Job::Watched(watched) => {
                self.take_watched(watched);
                Ok(())
            }
            Job::Unreadable { known, error } => self.take_fault(&known, error),
            Job::Index(on) => {
                self.is_stopped = !on;
                let committed = if on { Ok(()) } else { self.keeper.commit() };
                // What was read until now is searched, and not read again.
                self.changed |= !on;
                committed
            }
            Job::Focused => {
                let has_rested = self.last_look.elapsed() >= FOCUS_PACE;
                if has_rested && (self.is_blind || self.keeper.is_behind()) || self.keeper.is_left()
                {
                    self.look_again();
                }
                Ok(())
            }
        };
        if let Err(trouble) = result {
            self.recover(&trouble);
        }
    }

    /// The index is made anew where it is damaged, once: what was searched meanwhile by
    /// what was known before tells of the same.
    fn take_fault(&mut self, known: &Known, error: IndexError) -> Result<(), Trouble> {
        let is_damaged = matches!(error, IndexError::Damaged { .. });
        let trouble = Trouble::Index(error);
        if !self.keeper.known().is_of_same_rows(known) {
            return Ok(());
        }
        if is_damaged {
            return Err(trouble);
        }
        self.note(&trouble);
        Ok(())
    }

    fn take_in(&mut self, look: &Look) -> Result<(), Trouble> {
        for (path, error) in &look.closed {
            tracing::warn!(path = %path.display(), error, "can't be read");
        }
        self.changed |= !look.fresh.is_empty() || !look.gone.is_empty();
        self.keeper.take(look)
    }

    /// Tells how many files have no article in them: where that was asked for, and
    /// where one has come to them.
    fn tell_without_article(&mut self, is_asked: bool) {
        let (binary, unreadable) = self.keeper.without_article();
        let before = std::mem::replace(&mut self.without_article, (binary, unreadable));
        if is_asked || binary > before.0 || unreadable > before.1 {
            (self.tell)(Event::Message(Message::Scanned { binary, unreadable }));
        }
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
                // A few files are done before anyone could read that they are not.
                if progress.done < progress.total {
                    self.show_progress(Some(Indexing {
                        done: progress.done,
                        total: progress.total,
                        per_second: progress.per_second,
                    }));
                }
            }
            Ok(None) => {
                self.indexing = false;
                self.told &= !self.keeper.may_write();
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
        self.next_list = Instant::now() + self.pace;
        // The first lists of a look are waited for; each costs more than the one before.
        if self.looking {
            self.pace = (self.pace * 2).min(SLOWEST_PACE);
        }
        drop(self.lists.send(list::Job::Known {
            known: self.keeper.known(),
            complete: self.complete,
        }));
    }

    fn recover(&mut self, trouble: &Trouble) {
        self.note(trouble);
        // Once more would most likely fail as well; the next look tries again.
        self.indexing = false;
        let mut more = Vec::new();
        let is_empty = self
            .keeper
            .recover(trouble, &mut |trouble| more.push(trouble));
        for trouble in &more {
            self.note(trouble);
        }
        self.changed = true;
        if is_empty {
            self.leave_paths();
            self.look(self.looking && self.asked);
        }
    }

    /// Tells of trouble, once: most often one leads to the next.
    fn note(&mut self, trouble: &Trouble) {
        tracing::warn!(error = %trouble, "the cache");
        if !std::mem::replace(&mut self.told, true) {
            let words = &self.tools.words;
            say_notice(words, &self.tell, Tone::Error, &trouble.notice());
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
