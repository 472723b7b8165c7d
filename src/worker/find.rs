//! The thread that searches long articles: for what is wanted last.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::app::{Message, ToFind, hits_of};

use super::{Event, Tell, Tools, drained, guarded, spawn};

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<ToFind>) {
    let (tools, tell) = (tools.clone(), Arc::clone(tell));
    spawn("find", move || {
        // The article that was searched last stays ready for what is typed next.
        let mut ready = None;
        while let Ok(job) = jobs.recv() {
            let Some(job) = drained(job, &jobs).last() else {
                return;
            };
            guarded("task-find", &tools.words, &tell, || {
                let hits = hits_of(&job, &mut ready);
                let generation = job.generation;
                tell(Event::Message(Message::Found { generation, hits }));
            });
        }
    });
}
