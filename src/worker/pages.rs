//! The threads that read articles: one reads the article wanted last, then the one
//! that is likely to be wanted next. Where a disk does not answer, that thread is
//! left behind with what it waits for, which is told, and another reads what is
//! wanted meanwhile; of such threads there are only so many.

mod reader;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::app::Message;
use crate::archive::shown;
use crate::article::Article;
use crate::text::Clean;

use super::{Event, Tell, Tools, Voice, drained, spawn};

use reader::{Progress, Reader};

/// How long an article may take to come before another thread reads the next one:
/// longer than a disk takes that has to be woken for one file, and no longer than a
/// person waits before trying another article.
const PATIENCE: Duration = Duration::from_secs(1);

/// Threads that may wait for disks that do not answer. Each costs a stack and the
/// articles that it kept.
const LEFT_BEHIND: usize = 8;

/// An article that is wanted.
#[derive(Clone)]
pub(super) struct Job {
    pub(super) generation: u64,
    pub(super) path: PathBuf,
    pub(super) next: Option<PathBuf>,
}

/// What reads an article, however long that takes.
type Load = Arc<dyn Fn(&Path) -> Result<Arc<Article>, Clean> + Send + Sync>;

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<Job>) {
    let (words, archive) = (Arc::clone(&tools.words), tools.archive.clone());
    let texts = Arc::clone(&words);
    let load: Load = Arc::new(move |path| {
        let article = archive.load(path);
        article
            .map(Arc::new)
            .map_err(|error| texts.of(&error.notice()))
    });
    let mut pages = Pages {
        words,
        tell: Arc::clone(tell),
        load,
        patience: PATIENCE,
        reading: None,
        left: Vec::new(),
        last: None,
    };
    spawn("pages", move || pages.serve(&jobs));
}

/// Hands on what is wanted, and sees to it that it is read.
struct Pages {
    words: Arc<Voice>,
    tell: Tell,
    load: Load,
    patience: Duration,
    /// The thread that reads.
    reading: Option<Reading>,
    /// Those that wait for what does not come.
    left: Vec<Left>,
    /// What was wanted last.
    last: Option<Job>,
}

/// A thread that was left behind with what it waits for. It answers to no more than that:
/// where it is wanted once more, as soon as it comes.
struct Left {
    path: PathBuf,
    jobs: Sender<Job>,
    thread: JoinHandle<()>,
}

impl Left {
    fn new(path: PathBuf, reading: Reading) -> Self {
        let Reading {
            jobs,
            thread,
            progress,
            ..
        } = reading;
        // It is not listened to any more.
        drop(progress);
        // One that rests since just now would wait for ever; one that reads takes up what
        // comes after this, which is nothing to be read.
        drop(jobs.send(Job {
            generation: 0,
            path: PathBuf::new(),
            next: None,
        }));
        Self { path, jobs, thread }
    }
}

/// A thread that reads, as it is seen from outside.
struct Reading {
    jobs: Sender<Job>,
    progress: Receiver<Progress>,
    thread: JoinHandle<()>,
    /// Jobs that it was given, and those of them that it is done with.
    given: usize,
    done: usize,
    /// The last request that it has begun with.
    begun: Option<u64>,
    /// What it reads, for which request (none for what is read ahead), since when.
    now: Option<(PathBuf, Option<u64>, Instant)>,
}

impl Reading {
    /// Takes in how far it is.
    fn look(&mut self) {
        for progress in self.progress.try_iter() {
            match progress {
                Progress::Reads { path, wanted, at } => {
                    self.begun = wanted.or(self.begun);
                    self.now = Some((path, wanted, at));
                }
                Progress::Rests { done } => {
                    self.done = done;
                    self.now = None;
                }
            }
        }
    }
}

impl Pages {
    /// Until nobody asks any more.
    fn serve(&mut self, jobs: &Receiver<Job>) {
        loop {
            let job = match self.waits() {
                None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(time) => jobs.recv_timeout(time),
            };
            match job {
                Ok(job) => {
                    self.last = drained(job, jobs).last();
                    self.leave_what_hangs();
                    self.hand_on();
                }
                Err(RecvTimeoutError::Timeout) => {
                    if self.leave_what_hangs() {
                        self.hand_on();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// How long it is until what is being read has taken too long; `None` where
    /// nothing is.
    fn waits(&mut self) -> Option<Duration> {
        let reading = self.reading.as_mut()?;
        reading.look();
        if reading.done == reading.given {
            return None;
        }
        let since = reading.now.as_ref().map(|(_, _, since)| *since);
        Some(since.map_or(self.patience, |since| {
            (since + self.patience).saturating_duration_since(Instant::now())
        }))
    }

    /// Leaves a thread behind that waits for something too long, and tells it of what
    /// is wanted; whether what was wanted last has still to be read.
    fn leave_what_hangs(&mut self) -> bool {
        let Some(reading) = &mut self.reading else {
            return false;
        };
        reading.look();
        let patience = self.patience;
        let hangs = |now: &(PathBuf, Option<u64>, Instant)| now.2.elapsed() >= patience;
        let Some((path, wanted, _)) = reading.now.take_if(|now| hangs(now)) else {
            return false;
        };
        let begun = reading.begun;
        if let Some(generation) = wanted {
            self.tell_that_it_hangs(generation, &path);
        }
        if let Some(reading) = self.reading.take() {
            self.left.push(Left::new(path, reading));
        }
        self.last.as_ref().map(|last| last.generation) != begun
    }

    /// Has what was wanted last read.
    fn hand_on(&mut self) {
        let Some(mut job) = self.last.clone() else {
            return;
        };
        self.left.retain(|left| !left.thread.is_finished());
        let waiting_for = |wanted: &PathBuf| self.left.iter().find(|left| left.path == *wanted);
        job.next = job.next.filter(|next| waiting_for(next).is_none());
        if let Some(left) = waiting_for(&job.path) {
            self.tell_that_it_hangs(job.generation, &job.path);
            // One that has come to its end just now does not hear it.
            drop(left.jobs.send(job));
            return;
        }
        if self.reading.is_none() && self.left.len() >= LEFT_BEHIND {
            return self.tell_that_it_hangs(job.generation, &job.path);
        }
        if self.reading.is_none() {
            self.reading = self.begin();
        }
        let given = self.reading.as_mut().is_some_and(|reading| {
            reading.given += 1;
            reading.jobs.send(job.clone()).is_ok()
        });
        if !given {
            // The next one begins with a thread of its own.
            self.reading = None;
            let values = [("task", self.words.get("task-page").into())];
            let fault = self.words.with("worker-failed", &values);
            self.answer(job.generation, fault);
        }
    }

    /// A thread that reads; `None` where the system gives none.
    fn begin(&self) -> Option<Reading> {
        let (jobs, to_read) = channel();
        let (says, progress) = channel();
        let reader = Reader::new(&self.words, &self.tell, &self.load, says);
        let thread = spawn("page", move || reader.serve(&to_read))?;
        Some(Reading {
            jobs,
            progress,
            thread,
            given: 0,
            done: 0,
            begun: None,
            now: None,
        })
    }

    fn tell_that_it_hangs(&self, generation: u64, path: &Path) {
        tracing::warn!("an article does not come");
        let values = [("path", shown(path).into())];
        self.answer(generation, self.words.with("page-hangs", &values));
    }

    fn answer(&self, generation: u64, fault: Clean) {
        let result = Err(fault);
        (self.tell)(Event::Message(Message::Loaded { generation, result }));
    }
}
