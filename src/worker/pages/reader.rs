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
/// Bytes of their files, unless the last alone has more: an article may have ten times
/// as many in memory.
const KEPT_BYTES: u64 = 4 << 20;

/// An article, or why there is none.
type Answer = Result<Arc<Article>, Clean>;

/// An article that was read, and what its file was then.
struct Kept {
    path: PathBuf,
    file: FileState,
    article: Arc<Article>,
}

/// How old a file is, and how many bytes it has, where that is known.
#[derive(Clone, Copy, PartialEq, Eq)]
struct FileState {
    modified: Option<SystemTime>,
    size: u64,
}

impl FileState {
    fn of(path: &Path) -> Self {
        let metadata = std::fs::metadata(path).ok();
        Self {
            modified: metadata.as_ref().and_then(|file| file.modified().ok()),
            size: metadata.map_or(0, |file| file.len()),
        }
    }
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

    /// Until nobody asks any more. One that was left behind is asked for what it reads and
    /// nothing else; what was asked before that another has by now.
    pub(super) fn serve(mut self, jobs: &Receiver<Job>) {
        let mut done = 0;
        let mut waiting = None;
        // What was read last.
        let mut last: Option<(PathBuf, Answer)> = None;
        while let Some(job) = waiting.take().or_else(|| jobs.recv().ok()) {
            // Only the last one is still wanted.
            let count = &mut done;
            let Some(job) = drained(job, jobs).inspect(|_| *count += 1).last() else {
                return;
            };
            let before = last.take().filter(|(path, _)| *path == job.path);
            let answer = if self.begins(&job.path, Some(job.generation)) {
                drop(before);
                self.answer(&job.path)
            } else if let Some((_, answer)) = before {
                answer
            } else {
                return;
            };
            (self.tell)(Event::Message(Message::Loaded {
                generation: job.generation,
                result: answer.clone(),
            }));
            last = Some((job.path, answer));
            waiting = jobs.try_recv().ok();
            if waiting.is_none()
                && let Some(next) = job.next
                && self.begins(&next, None)
            {
                // It gives way before the next takes its room.
                drop(last.take());
                let answer = self.answer(&next);
                last = Some((next, answer));
                waiting = jobs.try_recv().ok();
            }
            if waiting.is_none() && self.says.send(Progress::Rests { done }).is_err() {
                return;
            }
        }
    }

    /// Reads an article; an answer, whatever becomes of it.
    fn answer(&mut self, path: &Path) -> Answer {
        self.guarded_read(path).unwrap_or_else(|| {
            let values = [("task", self.words.get("task-page").into())];
            Err(self.words.with("worker-failed", &values))
        })
    }

    /// Says what it begins with; whether it is still listened to.
    fn begins(&self, path: &Path, wanted: Option<u64>) -> bool {
        let path = path.to_owned();
        let at = Instant::now();
        let begins = Progress::Reads { path, wanted, at };
        self.says.send(begins).is_ok()
    }

    /// `None` where reading panicked; what was kept is not to be trusted then.
    fn guarded_read(&mut self, path: &Path) -> Option<Answer> {
        let (words, tell) = (Arc::clone(&self.words), Arc::clone(&self.tell));
        let mut result = None;
        if !guarded("task-page", &words, &tell, || {
            result = Some(self.read(path));
        }) {
            self.kept.clear();
        }
        result
    }

    fn read(&mut self, path: &Path) -> Answer {
        let file = FileState::of(path);
        if let Some(known) = self
            .kept
            .iter()
            .find(|known| known.path == path && known.file == file)
        {
            return Ok(Arc::clone(&known.article));
        }
        // What gives way does so before the next takes its room.
        self.kept.retain(|known| known.path != path);
        self.make_room(file.size);
        let article = (self.load)(path)?;
        self.kept.push(Kept {
            path: path.to_owned(),
            file,
            article: Arc::clone(&article),
        });
        Ok(article)
    }

    /// Gives up what was kept first, until another of so many bytes can be kept.
    fn make_room(&mut self, size: u64) {
        let mut bytes: u64 = self.kept.iter().map(|known| known.file.size).sum();
        let excess = self.kept.iter().take_while(|known| {
            let is_too_much = bytes.saturating_add(size) > KEPT_BYTES;
            bytes -= known.file.size;
            is_too_much
        });
        let first = excess
            .count()
            .max((self.kept.len() + 1).saturating_sub(KEPT));
        self.kept.drain(..first);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs::{self, File};
    use std::sync::mpsc::channel;

    use super::*;
    use crate::words::Words;
    use crate::worker::pages::tests::loaded;

    /// The files that are kept when files of so many bytes were read, by their places
    /// among them.
    fn kept_of(sizes: &[u64]) -> Vec<usize> {
        let folder = tempfile::tempdir().unwrap();
        let path = |number: usize| folder.path().join(number.to_string());
        // How long the file is counts, not what stands in it.
        let read: Load = Arc::new(|path| loaded(b"[a](https://a.example/)", path));
        let words = Arc::new(Voice::new(Arc::new(Words::english())));
        let (tell, says): (Tell, _) = (Arc::new(|_| {}), channel().0);
        let mut reader = Reader::new(&words, &tell, &read, says);
        for (number, size) in sizes.iter().enumerate() {
            fs::write(path(number), "").unwrap();
            let file = File::options().write(true).open(path(number)).unwrap();
            file.set_len(*size).unwrap();
            reader.read(&path(number)).unwrap();
        }
        let is_kept = |number: &usize| reader.kept.iter().any(|known| known.path == path(*number));
        (0..sizes.len()).filter(is_kept).collect()
    }

    /// Sixteen of the longest were kept, each in a hundred megabytes.
    #[test]
    fn what_is_kept_has_few_bytes() {
        let long = KEPT_BYTES / 2;
        for (sizes, expected) in [
            (vec![1_000; 18], (2..18).collect::<Vec<_>>()),
            (vec![long; 4], vec![2, 3]),
            (vec![1_000, 1_000, 1 << 40], vec![2]),
            (vec![1 << 40, 1_000, 1_000], vec![1, 2]),
            (vec![1_000, long, 1_000, long], vec![2, 3]),
        ] {
            assert_eq!(kept_of(&sizes), expected, "{sizes:?}");
        }
    }
}
