//! What the watch over the folder tells, and the looks at single paths that follow.

use std::time::Instant;

use super::{AGAIN, Job, REST, Thread};
use crate::app::Tone;
use crate::archive::{Blindness, Watched, watching, worded};
use crate::worker::{guarded, say, spawn};

impl Thread {
    pub(super) fn watch(&mut self) {
        let end = match watching() {
            Ok((watching, end)) => {
                self.watching = Some(watching);
                end
            }
            Err(error) => {
                let blind = Watched::Blind(Blindness::Refused(error.to_string()));
                return self.take_watched(blind);
            }
        };
        let (archive, sender) = (self.tools.archive.clone(), self.sender.clone());
        let (words, tell) = (self.tools.words.clone(), self.tell.clone());
        let pause = self.pause;
        spawn("watch", move || {
            std::thread::sleep(pause);
            let survived = guarded("task-watch", &words, &tell, || {
                archive.watch(end, &mut |watched| {
                    sender.send(Job::Watched(watched)).is_ok()
                });
            });
            if !survived {
                let why = words.get("watch-ended").as_str().to_owned();
                let blind = Watched::Blind(Blindness::Refused(why));
                drop(sender.send(Job::Watched(blind)));
            }
        });
    }

    pub(super) fn take_watched(&mut self, watched: Watched) {
        match watched {
            Watched::Begun { folders } => tracing::debug!(folders, "watched"),
            Watched::Changed(paths) => {
                if self.looking {
                    self.unsure.extend(paths.iter().cloned());
                    if self.unsure.len() > AGAIN {
                        self.unsure.clear();
                        self.again = true;
                    }
                }
                self.waiting.extend(paths);
                self.look_at_waiting();
            }
            Watched::Everything => self.look_again(),
            Watched::Blind(why) => {
                self.is_blind = true;
                tracing::warn!(?why, "not all changes are seen");
                let (key, error) = match &why {
                    Blindness::Network => ("watch-network", ""),
                    Blindness::Limit => ("watch-limit", ""),
                    Blindness::Refused(error) => ("watch-refused", error.as_str()),
                };
                let error = worded(&self.tools.words.words(), error);
                let values = [("error", error.into())];
                say(&self.tools.words, &self.tell, Tone::Quiet, key, &values);
            }
        }
    }

    /// Has the paths looked at that may have changed, unless some are just now.
    pub(super) fn look_at_waiting(&mut self) {
        if self.looking_at || self.waiting.is_empty() {
            return;
        }
        if !self.looking && self.keeper.is_left() {
            // Whoever takes another's place has to look at all; at these after that.
            return self.look(false);
        }
        self.looking_at = true;
        self.run_of_paths += 1;
        let run = self.run_of_paths;
        let paths = std::mem::take(&mut self.waiting).into_iter().collect();
        let look = self.keeper.look_at(paths);
        let sender = self.sender.clone();
        let (words, tell) = (self.tools.words.clone(), self.tell.clone());
        self.looks.begin("scan-paths", move || {
            guarded("task-scan", &words, &tell, || {
                look(&mut |found| sender.send(Job::Seen(run, found)).is_ok());
            });
            drop(sender.send(Job::Settled(run)));
        });
    }

    pub(super) fn finish_paths(&mut self) {
        self.looking_at = false;
        self.keeper.finish_paths();
        // A look at all has not come to everything yet that can't be read.
        if !self.looking {
            self.tell_without_article(false);
        }
        if !self.indexing {
            self.indexing = true;
            self.index_at = Instant::now() + REST;
        }
        self.look_at_waiting();
    }
}
