//! The thread that opens another archive and counts what is known of those that are
//! not open. A folder may lie on a network that does not answer: nothing else waits
//! for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::app::{Message, Offered, Tone};
use crate::archive::Archive;
use crate::article::Rules;

use super::{Event, Tell, Tools, drained, guarded, say, searches, spawn};

/// A piece of work.
pub(super) enum Job {
    /// Open an archive; what else was to be opened is not any more.
    Open(Offered),
    /// Count what is known of archives, by their folders.
    Count(Vec<Vec<PathBuf>>),
    /// Articles are read by these rules from now on.
    Rules(Arc<Rules>),
}

pub(super) fn start(
    tools: &Tools,
    tell: &Tell,
    searches: Sender<searches::Job>,
    jobs: Receiver<Job>,
) {
    let (mut tools, tell) = (tools.clone(), Arc::clone(tell));
    spawn("archives", move || {
        while let Ok(job) = jobs.recv() {
            let mut wanted = None;
            for job in drained(job, &jobs) {
                match job {
                    Job::Open(archive) => wanted = Some(archive),
                    Job::Count(archives) => {
                        guarded("task-archives", &tools.words, &tell, || {
                            count(&tools, &tell, archives);
                        });
                    }
                    Job::Rules(rules) => tools.rules = rules,
                }
            }
            if let Some(wanted) = wanted {
                guarded("task-archives", &tools.words, &tell, || {
                    open(&tools, &tell, &searches, wanted);
                });
            }
        }
    });
}

/// Opens an archive, or says why that can't be: then the present one stays.
fn open(tools: &Tools, tell: &Tell, searches: &Sender<searches::Job>, wanted: Offered) {
    let rules = Arc::clone(&tools.rules);
    let archive = if wanted.folders.is_empty() {
        Archive::guide(rules, tools.words.words().language())
    } else {
        match Archive::open(wanted.folders, rules) {
            Ok(archive) => archive,
            Err(error) => {
                let fault = tools.words.of(&error.notice());
                let values = [("name", wanted.name.into()), ("fault", fault.into())];
                return say(
                    &tools.words,
                    tell,
                    Tone::Error,
                    "archives-not-opened",
                    &values,
                );
            }
        }
    };
    let folder = tools.sittings.as_ref();
    let file = folder.and_then(|folder| Some(folder.join(archive.key()?)));
    // A thread that is gone has been reported.
    drop(searches.send(searches::Job::Return {
        name: wanted.name,
        archive,
        file,
    }));
}

fn count(tools: &Tools, tell: &Tell, archives: Vec<Vec<PathBuf>>) {
    let Some(cache) = &tools.cache else { return };
    let counted = archives.into_iter().filter_map(|folders| {
        let archive = Archive::open(folders.clone(), Arc::clone(&tools.rules)).ok()?;
        Some((folders, archive.known_count(cache)?))
    });
    let counted = counted.collect();
    tell(Event::Message(Message::ArchivesCounted(counted)));
}
