//! The thread that reads the settings again when they change, with the rules, themes
//! and keys that belong to them.
//!
//! Their folder is watched, as archives are; where the system does not tell (a link
//! to a file elsewhere, a network, a folder that was not there), they are looked at
//! when the window gets the focus and when the reader looks at the folder again.
//! Nothing wakes in between.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::SystemTime;

use crate::archive::Watching;
use crate::config::Loaded;

use super::watching::watch;
use super::{Configuration, Event, Tell, Tools, drained, guarded, spawn};

/// A piece of work.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// A file has changed: read them again.
    Read,
    /// One may have: look whether it has.
    Look,
}

/// A file, when it was changed last, and its bytes; none of one that is not there.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

pub(super) fn start(tools: &Tools, tell: &Tell, sender: Sender<Job>, jobs: Receiver<Job>) {
    let Some(configuration) = tools.configuration.clone() else {
        return;
    };
    let (words, tell) = (Arc::clone(&tools.words), Arc::clone(tell));
    spawn("settings", move || {
        // Kept as long as this thread: so is the watch.
        let _watching = watch_folder(&configuration, sender);
        let mut reader = Reader {
            stamps: stamps(&configuration),
            configuration,
        };
        while let Ok(job) = jobs.recv() {
            let is_sure = drained(job, &jobs).any(|job| job == Job::Read);
            guarded("task-settings", &words, &tell, || {
                if let Some(loaded) = reader.look(is_sure) {
                    tell(Event::Configured(Box::new(loaded)));
                }
            });
        }
    });
}

/// Watches the folder of the settings.
fn watch_folder(configuration: &Configuration, sender: Sender<Job>) -> Option<Watching> {
    let folder = configuration.paths.config.clone();
    watch("watch-settings", vec![folder], move |changed| {
        // Editors leave files of their own beside those that they write.
        let is_read = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "toml");
        let is_sure = changed.is_none_or(|paths| paths.iter().any(is_read));
        let job = if is_sure { Job::Read } else { Job::Look };
        sender.send(job).is_ok()
    })
}

struct Reader {
    /// With what was read last.
    configuration: Configuration,
    /// How the files were then.
    stamps: Vec<Stamp>,
}

impl Reader {
    /// What is set now, where that is other than before.
    fn look(&mut self, is_sure: bool) -> Option<Loaded> {
        if !is_sure && stamps(&self.configuration) == self.stamps {
            return None;
        }
        let Configuration { paths, outside, .. } = &self.configuration;
        let loaded = paths.load(outside);
        let is_same = loaded.is_as(&self.configuration.loaded);
        self.configuration.loaded = loaded.clone();
        self.stamps = stamps(&self.configuration);
        (!is_same).then_some(loaded)
    }
}

/// How the files are that settings come from: changed when, and how long.
fn stamps(configuration: &Configuration) -> Vec<Stamp> {
    let files = configuration.paths.files(&configuration.loaded.settings);
    let stamped = files.into_iter().map(|file| {
        let metadata = std::fs::metadata(&file).ok();
        let stamp = metadata.and_then(|facts| Some((facts.modified().ok()?, facts.len())));
        (file, stamp)
    });
    stamped.collect()
}
