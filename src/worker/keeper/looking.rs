//! Looks at the whole folder: how they begin, and how they end.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};
use std::time::Instant;

use super::{Job, PACE, Thread};
use crate::archive::{Look, Trouble};
use crate::worker::{guarded, spawn};

/// A piece of work that goes on in a thread of its own.
type Work = Box<dyn FnOnce() + Send>;

/// A thread that starts those that look. A thread is as important as the one that starts
/// it: the keeper's is less so from when it begins to index, and a look is waited for.
#[derive(Clone)]
pub(super) struct Looks(Sender<(&'static str, Work)>);

impl Looks {
    pub(super) fn new() -> Self {
        let (sender, looks) = channel::<(&'static str, Work)>();
        spawn("looks", move || {
            for (name, look) in looks {
                spawn(name, look);
            }
        });
        Self(sender)
    }

    pub(super) fn begin(&self, name: &'static str, look: impl FnOnce() + Send + 'static) {
        // Where the system gave no thread, that was noted.
        drop(self.0.send((name, Box::new(look))));
    }
}

impl Thread {
    /// Looks at all by itself: now, or after the present look.
    pub(super) fn look_again(&mut self) {
        if self.looking {
            self.again = true;
        } else {
            self.look(false);
        }
    }

    pub(super) fn look(&mut self, asked: bool) {
        self.catch_up();
        self.run += 1;
        self.wanted.store(self.run, Ordering::Relaxed);
        self.looking = true;
        self.asked = asked;
        self.pace = PACE;
        self.last_look = Instant::now();
        self.keeper.begin_look(asked);
        let look = self.keeper.look();
        self.spawn_look(self.run, look);
    }

    /// Learns what another process has saved, or takes its place.
    fn catch_up(&mut self) {
        let mut troubles = Vec::new();
        if self.keeper.catch_up(&mut |trouble| troubles.push(trouble)) {
            self.changed = true;
            self.leave_paths();
        }
        for trouble in &troubles {
            self.note(trouble);
        }
    }

    /// What is still told of single paths goes by numbers that were given up: it is
    /// not taken in.
    pub(super) fn leave_paths(&mut self) {
        self.run_of_paths += 1;
        self.looking_at = false;
    }

    /// Has a look go on in a thread of its own until it ends, or another one is wanted.
    pub(super) fn spawn_look(
        &mut self,
        run: u64,
        look: impl FnOnce(&mut dyn FnMut(Look) -> bool) + Send + 'static,
    ) {
        let (sender, wanted) = (self.sender.clone(), Arc::clone(&self.wanted));
        let (words, tell) = (self.tools.words.clone(), self.tell.clone());
        let pause = std::mem::take(&mut self.pause);
        self.looks.begin("scan", move || {
            std::thread::sleep(pause);
            let survived = guarded("task-scan", &words, &tell, || {
                look(&mut |found| {
                    wanted.load(Ordering::Relaxed) == run
                        && sender.send(Job::Found(run, found)).is_ok()
                });
            });
            drop(sender.send(if survived {
                Job::Done(run)
            } else {
                Job::BrokenOff(run)
            }));
        });
    }

    pub(super) fn finish_look(&mut self) -> Result<(), Trouble> {
        self.complete = true;
        let result = self.keeper.finish_look();
        self.end_look();
        self.tell_without_article(self.asked);
        self.go_on_looking();
        result
    }

    /// The look was broken off, which has been told: what it found is known, and
    /// nothing is taken for gone because it was not found.
    pub(super) fn break_off(&mut self) {
        self.end_look();
        self.go_on_looking();
    }

    fn end_look(&mut self) {
        self.looking = false;
        self.pace = PACE;
        self.indexing = true;
        self.index_at = Instant::now();
        self.hand_on();
    }

    /// Looks at what has changed during the look.
    fn go_on_looking(&mut self) {
        if std::mem::take(&mut self.again) {
            self.unsure.clear();
            self.look(false);
        } else {
            self.waiting.append(&mut self.unsure);
            self.look_at_waiting();
        }
    }
}
