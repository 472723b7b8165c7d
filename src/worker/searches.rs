//! The thread that keeps the searches that were made, the commands that were piped
//! into, the theme that was chosen, and where one is, in the archive that is open.
//!
//! Each row that is gone to is another place: what comes within a moment is kept
//! together, and at the end what has not been.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::app::{KeptTheme, Message, Tone};
use crate::archive::Archive;
use crate::config::{
    EarlierError, keep_earlier, keep_last, keep_sitting, keep_theme, read_earlier, read_sitting,
};
use crate::settings::Sitting;
use crate::text::Clean;
use crate::words::Notice;

use super::{Event, Opened, Tell, Tools, guarded, say_notice, spawn};

/// How long a place waits to be kept: what comes meanwhile takes its place.
const PACE: Duration = Duration::from_secs(1);

/// A piece of work.
pub(super) enum Job {
    /// Keep a search.
    Keep(String),
    /// Keep a command line that was piped into.
    KeepPipe(String),
    /// Keep a theme.
    KeepTheme(KeptTheme),
    /// Keep where one is.
    Sitting(Sitting),
    /// Tell of an archive that was opened with where one was in it.
    Return {
        /// Its name.
        name: Clean,
        /// The archive.
        archive: Archive,
        /// The file of where one was in it; none where that is not to come back.
        file: Option<PathBuf>,
    },
    /// That archive is open now: this is where it is kept where one is in it.
    Moved(Option<PathBuf>),
    /// Answer when all that came before has been done.
    Finish(Sender<()>),
}

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<Job>) {
    let mut keeper = Keeper {
        tools: tools.clone(),
        tell: Arc::clone(tell),
        told: false,
        sitting: None,
    };
    spawn("searches", move || {
        let (words, tell) = (Arc::clone(&keeper.tools.words), Arc::clone(&keeper.tell));
        guarded("task-searches", &words, &tell, || keeper.read());
        while let Some(job) = keeper.next(&jobs) {
            match job {
                Job::Sitting(sitting) => keeper.take(sitting),
                Job::Keep(query) => {
                    guarded("task-searches", &words, &tell, || keeper.keep(&query));
                }
                Job::KeepPipe(line) => {
                    guarded("task-searches", &words, &tell, || keeper.keep_pipe(&line));
                }
                Job::KeepTheme(kept) => {
                    guarded("task-theme", &words, &tell, || keeper.keep_theme(&kept));
                }
                Job::Return {
                    name,
                    archive,
                    file,
                } => keeper.return_to(name, archive, file),
                Job::Moved(file) => {
                    keeper.keep_place();
                    keeper.tools.sitting_file = file;
                }
                // Who asked may have given up waiting.
                Job::Finish(done) => {
                    keeper.keep_place();
                    let _ = done.send(());
                }
            }
        }
    });
}

struct Keeper {
    tools: Tools,
    tell: Tell,
    /// Whether a fault has been told; it is told once.
    told: bool,
    /// Where one is, and when that is to be kept.
    sitting: Option<(Sitting, Instant)>,
}

impl Keeper {
    /// The next piece of work; meanwhile what is to be kept is, when its time has
    /// come. `None` at the end.
    fn next(&mut self, jobs: &Receiver<Job>) -> Option<Job> {
        if let Some((_, until)) = &self.sitting {
            match jobs.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => {
                    self.keep_place();
                    return None;
                }
                Err(RecvTimeoutError::Timeout) => self.keep_place(),
            }
        }
        jobs.recv().ok()
    }

    fn take(&mut self, sitting: Sitting) {
        let before = self.sitting.take();
        let until = before.map_or_else(|| Instant::now() + PACE, |(_, until)| until);
        self.sitting = Some((sitting, until));
    }

    /// Keeps where one is. That it can't be kept is no more than a note in the log:
    /// the next start begins elsewhere.
    fn keep_place(&mut self) {
        let Some((sitting, _)) = self.sitting.take() else {
            return;
        };
        if let Some(file) = &self.tools.sitting_file
            && let Err(error) = keep_sitting(file, &sitting)
        {
            tracing::warn!(%error, file = %file.display(), "where one is was not kept");
        }
    }

    /// Tells of an archive that was opened. What is to be kept of this one is, first:
    /// it may be the same.
    fn return_to(&mut self, name: Clean, archive: Archive, file: Option<PathBuf>) {
        self.keep_place();
        if file.is_some()
            && let Err(error) = keep_last(&self.tools.last_file, archive.paths())
        {
            tracing::warn!(%error, "which archive is open was not kept");
        }
        let sitting = file.as_deref().map(read_sitting);
        (self.tell)(Event::Opened(Box::new(Opened {
            name,
            archive,
            sitting_file: file,
            sitting,
        })));
    }

    fn file(&self) -> &PathBuf {
        &self.tools.searches_file
    }

    fn read(&mut self) {
        match read_earlier(self.file()) {
            Ok(searches) => (self.tell)(Event::Message(Message::EarlierSearches(searches))),
            Err(error) => self.complain(&error),
        }
        match read_earlier(&self.tools.pipes_file) {
            Ok(lines) => (self.tell)(Event::Message(Message::EarlierPipes(lines))),
            Err(error) => self.complain(&error),
        }
    }

    fn keep_pipe(&mut self, line: &str) {
        if self.tools.private {
            return;
        }
        if let Err(error) = keep_earlier(&self.tools.pipes_file, line) {
            self.complain(&error);
        }
    }

    fn keep(&mut self, query: &str) {
        if self.tools.private {
            return;
        }
        if let Err(error) = keep_earlier(self.file(), query) {
            self.complain(&error);
        }
    }

    fn keep_theme(&self, kept: &KeptTheme) {
        let file = &self.tools.theme_file;
        if self.tools.private {
            return;
        }
        if let Err(error) = keep_theme(file, &kept.name, &kept.beside) {
            tracing::warn!(%error, "theme");
            self.say_fault(&error.notice());
        }
    }

    fn complain(&mut self, error: &EarlierError) {
        tracing::warn!(%error, "earlier searches");
        if !std::mem::replace(&mut self.told, true) {
            self.say_fault(&error.notice());
        }
    }

    fn say_fault(&self, notice: &Notice) {
        say_notice(&self.tools.words, &self.tell, Tone::Error, notice);
    }
}
