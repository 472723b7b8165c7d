//! A thread that reads one article after the other and keeps the last of them. How
//! far it is it says before and after each, so that one that hangs can be told.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Instant, SystemTime};

use crate::app::Message;
use crate::article::Article;
use crate::text::Clean;

use super::{Job, Load};
use crate::worker::{Event, Tell, Voice, drained, guarded};

/// Articles kept, so that going back and forth reads nothing.
const KEPT: usize = 16;

/// An article that was read, and how old its file was then.
struct Kept {
    path: PathBuf,
    modified: Option<SystemTime>,
    article: Arc<Article>,
}

/// How far a reader is.
pub(super) enum Progress {
    /// It begins with a file.
    Reads {
        /// The file.
        path: PathBuf,
        /// The request it answers; none for what is read ahead.
        wanted: Option<u64>,
        /// When it began.
        at: Instant,
    },
    /// It waits for more.
    Rests {
        /// How many jobs it has been done with, from the first on.
        done: usize,
    },
}

pub(super) struct Reader {
    words: Arc<Voice>,
    tell: Tell,
    load: Load,
    says: Sender<Progress>,
    kept: Vec<Kept>,
}

impl Reader {
    pub(super) fn new(
        words: &Arc<Voice>,
        tell: &Tell,
        load: &Load,
        says: Sender<Progress>,
    ) -> Self {
        Self {
            words: Arc::clone(words),
            tell: Arc::clone(tell),
            load: Arc::clone(load),
            says,
            kept: Vec::new(),
        }
    }

    /// Until nobody asks any more, or until it was left behind.
    pub(super) fn serve(mut self, jobs: &Receiver<Job>) {
        let mut done = 0;
        let mut waiting = None;
        while let Some(job) = waiting.take().or_else(|| jobs.recv().ok()) {
            // Only the last one is still wanted.
            let count = &mut done;
            let Some(job) = drained(job, jobs).inspect(|_| *count += 1).last() else {
                return;
            };
            if !self.answer(&job) {
                return;
            }
            waiting = jobs.try_recv().ok();
            if waiting.is_none()
                && let Some(next) = &job.next
                && !self.read_ahead(next)
            {
                return;
            }
            if waiting.is_none() && self.says.send(Progress::Rests { done }).is_err() {
                return;
            }
        }
    }

    /// Reads what is wanted and answers, whatever becomes of it; whether it is still
    /// listened to.
    fn answer(&mut self, job: &Job) -> bool {
        if !self.begins(&job.path, Some(job.generation)) {
            return false;
        }
        let result = self.guarded_read(&job.path).unwrap_or_else(|| {
            let values = [("task", self.words.get("task-page").into())];
            Err(self.words.with("worker-failed", &values))
        });
        (self.tell)(Event::Message(Message::Loaded {
            generation: job.generation,
            result,
        }));
        true
    }

    fn read_ahead(&mut self, path: &Path) -> bool {
        let is_listened_to = self.begins(path, None);
        if is_listened_to {
            drop(self.guarded_read(path));
        }
        is_listened_to
    }

    fn begins(&self, path: &Path, wanted: Option<u64>) -> bool {
        let path = path.to_owned();
        let at = Instant::now();
        let begins = Progress::Reads { path, wanted, at };
        self.says.send(begins).is_ok()
    }

    /// `None` where reading panicked; what was kept is not to be trusted then.
    fn guarded_read(&mut self, path: &Path) -> Option<Result<Arc<Article>, Clean>> {
        let (words, tell) = (Arc::clone(&self.words), Arc::clone(&self.tell));
        let mut result = None;
        if !guarded("task-page", &words, &tell, || {
            result = Some(self.read(path));
        }) {
            self.kept.clear();
        }
        result
    }

    fn read(&mut self, path: &Path) -> Result<Arc<Article>, Clean> {
        let modified = std::fs::metadata(path)
            .and_then(|metadata| metadata.modified())
            .ok();
        if let Some(known) = self
            .kept
            .iter()
            .find(|known| known.path == path && known.modified == modified)
        {
            return Ok(Arc::clone(&known.article));
        }
        let article = (self.load)(path)?;
        self.kept.retain(|known| known.path != path);
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push(Kept {
            path: path.to_owned(),
            modified,
            article: Arc::clone(&article),
        });
        Ok(article)
    }
}
