//! The thread that keeps the searches that were made, and the theme that was chosen.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::app::{KeptTheme, Message, Tone};
use crate::config::{EarlierError, keep_earlier, keep_theme, read_earlier};

use super::{Event, Tell, Tools, guarded, say, spawn};

/// A piece of work.
pub(super) enum Job {
    /// Keep a search.
    Keep(String),
    /// Keep a theme.
    KeepTheme(KeptTheme),
    /// Answer when all that came before has been done.
    Finish(Sender<()>),
}

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<Job>) {
    let mut keeper = Keeper {
        tools: tools.clone(),
        tell: Arc::clone(tell),
        told: false,
    };
    spawn("searches", move || {
        let (words, tell) = (Arc::clone(&keeper.tools.words), Arc::clone(&keeper.tell));
        guarded("task-searches", &words, &tell, || keeper.read());
        while let Ok(job) = jobs.recv() {
            match job {
                Job::Keep(query) => {
                    guarded("task-searches", &words, &tell, || keeper.keep(&query));
                }
                Job::KeepTheme(kept) => {
                    guarded("task-theme", &words, &tell, || keeper.keep_theme(&kept));
                }
                // Who asked may have given up waiting.
                Job::Finish(done) => drop(done.send(())),
            }
        }
    });
}

struct Keeper {
    tools: Tools,
    tell: Tell,
    /// Whether a fault has been told; it is told once.
    told: bool,
}

impl Keeper {
    fn file(&self) -> &PathBuf {
        &self.tools.searches_file
    }

    fn read(&mut self) {
        match read_earlier(self.file()) {
            Ok(searches) => (self.tell)(Event::Message(Message::EarlierSearches(searches))),
            Err(error) => self.complain(&error),
        }
    }

    fn keep(&mut self, query: &str) {
        if let Err(error) = keep_earlier(self.file(), query) {
            self.complain(&error);
        }
    }

    fn keep_theme(&self, kept: &KeptTheme) {
        let file = &self.tools.theme_file;
        if let Err(error) = keep_theme(file, &kept.name, &kept.beside) {
            tracing::warn!(%error, "theme");
            let error = error.to_string();
            let values = [("error", error.as_str().into())];
            let (words, tell) = (&self.tools.words, &self.tell);
            say(words, tell, Tone::Error, "theme-not-kept", &values);
        }
    }

    fn complain(&mut self, error: &EarlierError) {
        tracing::warn!(%error, "earlier searches");
        if !std::mem::replace(&mut self.told, true) {
            let error = error.to_string();
            let values = [("error", error.as_str().into())];
            say(
                &self.tools.words,
                &self.tell,
                Tone::Error,
                "searches-not-kept",
                &values,
            );
        }
    }
}
