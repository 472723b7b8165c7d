//! The thread that reads articles for the passages under their titles: those of
//! the rows that are seen now. What was asked for before and is not seen any more
//! is not read.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::app::{Message, ToRead, ToSkim};
use crate::query::Passage;

use super::{Event, Tell, Tools, drained, guarded, spawn};

/// Time after which what has been read is shown, though there is more to read.
const PACE: Duration = Duration::from_millis(15);

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<ToRead>) {
    let reader = Reader {
        tools: tools.clone(),
        tell: Arc::clone(tell),
    };
    spawn("snippets", move || {
        let mut waiting = None;
        while let Some(job) = waiting.take().or_else(|| jobs.recv().ok()) {
            let Some(job) = drained(job, &jobs).last() else {
                return;
            };
            waiting = reader.read(&job, &jobs);
        }
    });
}

struct Reader {
    tools: Tools,
    tell: Tell,
}

impl Reader {
    /// Reads until all is read, or until something else is wanted, which it gives.
    fn read(&self, job: &ToRead, jobs: &Receiver<ToRead>) -> Option<ToRead> {
        let mut read = Vec::new();
        let mut told = Instant::now();
        for article in &job.articles {
            let next = jobs.try_recv().ok();
            if next.is_some() || told.elapsed() >= PACE {
                self.tell(job.search, &mut read);
                told = Instant::now();
            }
            if next.is_some() {
                return next;
            }
            let mut passage = None;
            guarded("task-snippets", &self.tools.words, &self.tell, || {
                // What can't be read has none; the page tells why.
                let loaded = self.tools.archive.load(&article.path).ok();
                passage = loaded.and_then(|loaded| job.passage(&loaded));
            });
            read.push((article.clone(), passage));
        }
        self.tell(job.search, &mut read);
        None
    }

    fn tell(&self, search: u64, read: &mut Vec<(ToSkim, Option<Passage>)>) {
        if !read.is_empty() {
            let read = std::mem::take(read);
            (self.tell)(Event::Message(Message::PassagesRead { search, read }));
        }
    }
}
