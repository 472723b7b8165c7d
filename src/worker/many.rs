//! The thread that changes many articles at once, and counts what many bear.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::app::{Message, ToChange, ToCount};

use super::{Event, Tell, Tools, guarded, spawn};

/// A piece of work.
pub(super) enum Job {
    /// Change articles.
    Change(ToChange),
    /// Count tags.
    Count(ToCount),
}

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<Job>) {
    let (words, tell) = (Arc::clone(&tools.words), Arc::clone(tell));
    spawn("many", move || {
        for job in jobs {
            let survived = guarded("task-many", &words, &tell, || {
                tell(Event::Message(match &job {
                    Job::Change(to_change) => Message::Changed(Box::new(to_change.carry_out())),
                    Job::Count(to_count) => Message::TagsCounted {
                        generation: to_count.generation,
                        counts: to_count.carry_out(),
                    },
                }));
            });
            if !survived && matches!(job, Job::Change(_)) {
                tell(Event::Message(Message::NotChanged));
            }
        }
    });
}

#[cfg(test)]
mod tests;
