//! The thread that changes many articles at once, and counts what many bear.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::app::{Message, ToChange, ToCount, ToMerge};

use super::{Event, Tell, Tools, guarded, spawn};

/// A piece of work.
pub(super) enum Job {
    /// Change articles.
    Change(ToChange),
    /// Take over marks.
    Merge(ToMerge),
    /// Count tags.
    Count(ToCount),
}

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<Job>) {
    let (words, tell) = (Arc::clone(&tools.words), Arc::clone(tell));
    spawn("many", move || {
        let mut held = None;
        for job in jobs {
            // Held until the next one, so that it is let go of here.
            if let Job::Change(work) = &job {
                drop(held.replace(work.before().clone()));
            }
            let change = match &job {
                Job::Change(work) => Some(work.generation),
                Job::Merge(_) | Job::Count(_) => None,
            };
            let is_merge = matches!(job, Job::Merge(_));
            let survived = guarded("task-many", &words, &tell, || {
                tell(Event::Message(match job {
                    Job::Change(work) => Message::Changed(Box::new(work.carry_out())),
                    Job::Merge(work) => Message::Merged(Box::new(work.carry_out())),
                    Job::Count(work) => Message::TagsCounted {
                        generation: work.generation,
                        counts: work.carry_out(),
                    },
                }));
            });
            if survived {
                continue;
            }
            if let Some(generation) = change {
                tell(Event::Message(Message::NotChanged { generation }));
            }
            if is_merge {
                tell(Event::Message(Message::NotMerged));
            }
        }
    });
}

#[cfg(test)]
mod tests;
