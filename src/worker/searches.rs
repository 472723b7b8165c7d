//! The thread that keeps the searches that were made, the commands that were piped
//! into, what was taken from the palette, the theme and the settings that were chosen,
//! and where one is, in the archive that is open.
//!
//! Each row that is gone to is another place: what comes within a moment is kept
//! together, and at the end what has not been.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::app::{KeptTheme, Message, Tone};
use crate::archive::{Archive, because};
use crate::config::{
    EarlierError, keep_chosen, keep_earlier, keep_last, keep_sitting, keep_theme, read_earlier,
    read_sitting,
};
use crate::settings::{Chosen, Sitting};
use crate::text::Clean;
use crate::words::Notice;

use super::{Event, Opened, Tell, Tools, guarded, say_notice, spawn};

/// How long a place waits to be kept: what comes meanwhile takes its place.
const PACE: Duration = Duration::from_secs(1);

/// What is kept line by line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Searches.
    Searches,
    /// Command lines that were piped into.
    Pipes,
    /// What was taken from the palette.
    Taken,
}

impl Lines {
    const ALL: [Self; 3] = [Self::Searches, Self::Pipes, Self::Taken];

    /// The file of them.
    fn file(self, tools: &Tools) -> &PathBuf {
        match self {
            Self::Searches => &tools.searches_file,
            Self::Pipes => &tools.pipes_file,
            Self::Taken => &tools.taken_file,
        }
    }

    /// How those are told that were kept before.
    fn told(self, kept: Vec<String>) -> Message {
        match self {
            Self::Searches => Message::EarlierSearches(kept),
            Self::Pipes => Message::EarlierPipes(kept),
            Self::Taken => Message::EarlierTaken(kept),
        }
    }
}

/// A piece of work.
pub(super) enum Job {
    /// Keep a line.
    Keep(Lines, String),
    /// Keep a theme.
    KeepTheme(KeptTheme),
    /// Keep a setting that was chosen.
    KeepChosen(Chosen),
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
                Job::Keep(lines, line) => {
                    guarded("task-searches", &words, &tell, || keeper.keep(lines, &line));
                }
                Job::KeepTheme(kept) => {
                    guarded("task-theme", &words, &tell, || keeper.keep_theme(&kept));
                }
                Job::KeepChosen(chosen) => {
                    guarded("task-theme", &words, &tell, || keeper.keep_chosen(&chosen));
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

    fn read(&mut self) {
        for lines in Lines::ALL {
            match read_earlier(lines.file(&self.tools)) {
                Ok(kept) => (self.tell)(Event::Message(lines.told(kept))),
                Err(error) => self.complain(&error),
            }
        }
    }

    fn keep(&mut self, lines: Lines, line: &str) {
        if self.tools.private {
            return;
        }
        if let Err(error) = keep_earlier(lines.file(&self.tools), line) {
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

    fn keep_chosen(&self, chosen: &Chosen) {
        let file = &self.tools.chosen_file;
        if self.tools.private {
            return;
        }
        if let Err(error) = keep_chosen(file, chosen) {
            tracing::warn!(%error, file = %file.display(), "a setting that was chosen");
            let fault = Notice::new("chosen-not-kept");
            let fault = fault.with_text("path", &file.to_string_lossy());
            self.say_fault(&because(fault, "reason", &error));
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
