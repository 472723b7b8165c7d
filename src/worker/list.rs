//! The thread that makes lists: it gathers what the scan finds, and answers with
//! an order of it. The newest request wins.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::app::Message;
use crate::archive::{Depth, Scan, Snapshot};
use crate::article::{ArticleId, Head};
use crate::query::Matcher;
use crate::rows::Order;

use super::{Event, Tell, Tools, drained, guarded, spawn};

/// Time between two looks at a list that grows, at the least.
const PACE: Duration = Duration::from_millis(60);
/// A list that takes long to make is made as much less often.
const PACE_FACTOR: u32 = 5;
/// Articles read for their length before that is told.
const LENGTHS: usize = 500;

/// What list is wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    pub(super) generation: u64,
    pub(super) order: Order,
    pub(super) matcher: Option<Arc<Matcher>>,
}

/// A piece of work.
pub(super) enum Job {
    /// Make a list.
    Arrange(Request),
    /// Look at the folder again.
    Refresh,
    /// The scan of that number found something.
    Found(u64, Scan),
    /// It has come to its end.
    Done(u64),
    /// Articles have been read for their length.
    Lengths(u64, Vec<Arc<Head>>),
}

pub(super) fn start(tools: &Tools, tell: &Tell, sender: Sender<Job>, jobs: Receiver<Job>) {
    let mut lister = Lister {
        tools: tools.clone(),
        tell: Arc::clone(tell),
        sender,
        run: 0,
        current: Arc::new(AtomicU64::new(0)),
        shown: Snapshot::default(),
        growing: Snapshot::default(),
        complete: false,
        binary: 0,
        unreadable: 0,
        request: Request::default(),
        next_look: Instant::now(),
        changed: false,
    };
    spawn("list", move || {
        while let Some(job) = lister.next(&jobs) {
            let words = Arc::clone(&lister.tools.words);
            let tell = Arc::clone(&lister.tell);
            let survived = guarded("task-list", &words, &tell, || {
                lister.take(drained(job, &jobs));
            });
            if !survived {
                lister.shown = Snapshot::default();
                lister.refresh();
            }
        }
    });
}

struct Lister {
    tools: Tools,
    tell: Tell,
    sender: Sender<Job>,
    /// The number of the last scan.
    run: u64,
    /// The same, for threads that should stop when it changes.
    current: Arc<AtomicU64>,
    /// What lists are made of.
    shown: Snapshot,
    /// What the present scan has found.
    growing: Snapshot,
    complete: bool,
    binary: usize,
    unreadable: usize,
    request: Request,
    next_look: Instant,
    /// Whether something was found since the last list.
    changed: bool,
}

impl Lister {
    /// Waits for work; where something waits to be shown, only as long as that may wait.
    fn next(&mut self, jobs: &Receiver<Job>) -> Option<Job> {
        if self.changed {
            let wait = self.next_look.saturating_duration_since(Instant::now());
            match jobs.recv_timeout(wait) {
                Ok(job) => return Some(job),
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => self.show(),
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return None,
            }
        }
        jobs.recv().ok()
    }

    fn take(&mut self, jobs: impl Iterator<Item = Job>) {
        let mut asked = false;
        for job in jobs {
            match job {
                Job::Arrange(request) => {
                    self.request = request;
                    asked = true;
                }
                Job::Refresh => self.refresh(),
                Job::Found(run, scan) if run == self.run => self.found(scan),
                Job::Done(run) if run == self.run => {
                    self.done();
                    asked = true;
                }
                Job::Lengths(run, heads) if run == self.run => {
                    self.shown.add(heads, &self.tools.rules);
                    self.changed = true;
                }
                Job::Found(..) | Job::Done(_) | Job::Lengths(..) => {}
            }
        }
        if asked || (self.changed && Instant::now() >= self.next_look) {
            self.show();
        }
    }

    fn refresh(&mut self) {
        self.run += 1;
        self.current.store(self.run, Ordering::Relaxed);
        self.growing = Snapshot::default();
        (self.binary, self.unreadable) = (0, 0);
        let (run, archive, sender) = (self.run, self.tools.archive.clone(), self.sender.clone());
        let (words, tell) = (Arc::clone(&self.tools.words), Arc::clone(&self.tell));
        spawn("scan", move || {
            guarded("task-scan", &words, &tell, || {
                archive.scan(Depth::Headers, &mut |found| {
                    drop(sender.send(Job::Found(run, found)));
                });
            });
            drop(sender.send(Job::Done(run)));
        });
    }

    fn found(&mut self, scan: Scan) {
        self.binary += scan.binary.len();
        self.unreadable += scan.unreadable.len();
        for (path, error) in &scan.unreadable {
            tracing::warn!(path = %path.display(), error, "can't be read");
        }
        self.growing.add(scan.heads, &self.tools.rules);
        // At the first look, what has been found is shown as it comes.
        self.changed |= !self.complete;
    }

    fn done(&mut self) {
        let known: HashMap<ArticleId, Arc<Head>> = self
            .shown
            .heads()
            .iter()
            .filter(|head| head.length.is_some())
            .map(|head| (head.id, Arc::clone(head)))
            .collect();
        let mut found = std::mem::take(&mut self.growing);
        // Lengths that are known stay until they are read anew.
        let kept = found
            .heads()
            .iter()
            .filter(|head| head.length.is_none())
            .filter_map(|head| {
                let known = known
                    .get(&head.id)
                    .filter(|known| known.path == head.path && known.modified == head.modified)?;
                Some(Arc::new(Head {
                    length: known.length,
                    language: known.language,
                    ..(**head).clone()
                }))
            });
        let kept: Vec<_> = kept.collect();
        found.add(kept, &self.tools.rules);
        self.shown = found;
        self.complete = true;
        let message = Message::Scanned {
            binary: self.binary,
            unreadable: self.unreadable,
        };
        (self.tell)(Event::Message(message));
        self.read_lengths();
    }

    /// Reads articles whose length is not known, one after the other, beside everything else.
    fn read_lengths(&self) {
        let is_unread = |head: &&Arc<Head>| head.length.is_none();
        let heads: Vec<Arc<Head>> = self
            .shown
            .heads()
            .iter()
            .filter(is_unread)
            .cloned()
            .collect();
        if heads.is_empty() {
            return;
        }
        let (run, current) = (self.run, Arc::clone(&self.current));
        let (archive, sender) = (self.tools.archive.clone(), self.sender.clone());
        let (words, tell) = (Arc::clone(&self.tools.words), Arc::clone(&self.tell));
        spawn("lengths", move || {
            guarded("task-scan", &words, &tell, || {
                let mut read = Vec::new();
                for head in heads {
                    if current.load(Ordering::Relaxed) != run {
                        return;
                    }
                    if let Ok(article) = archive.load(&head.path) {
                        read.push(Arc::new(article.head));
                    }
                    if read.len() >= LENGTHS {
                        drop(sender.send(Job::Lengths(run, std::mem::take(&mut read))));
                    }
                }
                drop(sender.send(Job::Lengths(run, read)));
            });
        });
    }

    /// Makes the list that is wanted and tells it.
    fn show(&mut self) {
        let began = Instant::now();
        if !self.complete {
            self.shown = self.growing.clone();
        }
        let rows = self
            .shown
            .arranged(self.request.order, self.request.matcher.as_deref());
        (self.tell)(Event::Message(Message::Listed {
            generation: self.request.generation,
            rows,
            total: self.shown.len(),
            complete: self.complete,
        }));
        self.changed = false;
        self.next_look = Instant::now() + PACE.max(began.elapsed() * PACE_FACTOR);
    }
}
