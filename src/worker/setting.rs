//! The thread that sets the pages of long articles in full: the one wanted last.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::app::{Message, ToSet};
use crate::page::Page;

use super::{Event, Tell, Tools, drained, guarded, spawn};

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<ToSet>) {
    let (tools, tell) = (tools.clone(), Arc::clone(tell));
    spawn("setting", move || {
        while let Ok(job) = jobs.recv() {
            // Only the last one is still wanted.
            let Some(job) = drained(job, &jobs).last() else {
                return;
            };
            guarded("task-setting", &tools.words, &tell, || {
                let page = Page::set(
                    &job.article.head.title,
                    &job.below,
                    &job.article.document,
                    &job.settings,
                );
                let generation = job.generation;
                tell(Event::Message(Message::PageSet { generation, page }));
            });
        }
    });
}
