//! The thread that reads articles: the one wanted last, then the one that is
//! likely to be wanted next.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::SystemTime;

use crate::app::Message;
use crate::article::Article;
use crate::text::Clean;

use super::{Event, Tell, Tools, drained, guarded, spawn};

/// Articles kept, so that going back and forth reads nothing.
const KEPT: usize = 16;

/// An article that is wanted.
pub(super) struct Job {
    pub(super) generation: u64,
    pub(super) path: PathBuf,
    pub(super) next: Option<PathBuf>,
}

/// An article that was read, and how old its file was then.
struct Kept {
    path: PathBuf,
    modified: Option<SystemTime>,
    article: Arc<Article>,
}

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<Job>) {
    let (tools, tell) = (tools.clone(), Arc::clone(tell));
    spawn("pages", move || {
        let mut kept: Vec<Kept> = Vec::new();
        let mut waiting = None;
        while let Some(job) = waiting.take().or_else(|| jobs.recv().ok()) {
            // Only the last one is still wanted.
            let Some(job) = drained(job, &jobs).last() else {
                return;
            };
            let mut answered = false;
            let survived = guarded("task-page", &tools.words, &tell, || {
                let result = read(&tools, &mut kept, &job.path);
                tell(Event::Message(Message::Loaded {
                    generation: job.generation,
                    result,
                }));
                answered = true;
                waiting = jobs.try_recv().ok();
                if waiting.is_none()
                    && let Some(next) = &job.next
                {
                    drop(read(&tools, &mut kept, next));
                }
            });
            if !survived {
                kept.clear();
            }
            if !answered {
                let values = [("task", tools.words.get("task-page").into())];
                tell(Event::Message(Message::Loaded {
                    generation: job.generation,
                    result: Err(tools.words.with("worker-failed", &values)),
                }));
            }
        }
    });
}

fn read(tools: &Tools, kept: &mut Vec<Kept>, path: &Path) -> Result<Arc<Article>, Clean> {
    let modified = std::fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok();
    if let Some(known) = kept
        .iter()
        .find(|known| known.path == path && known.modified == modified)
    {
        return Ok(Arc::clone(&known.article));
    }
    let article = tools
        .archive
        .load(path)
        .map_err(|error| tools.words.of(&error.notice()))?;
    let article = Arc::new(article);
    kept.retain(|known| known.path != path);
    if kept.len() >= KEPT {
        kept.remove(0);
    }
    kept.push(Kept {
        path: path.to_owned(),
        modified,
        article: Arc::clone(&article),
    });
    Ok(article)
}
