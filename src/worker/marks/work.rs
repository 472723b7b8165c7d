//! What the marks' thread is asked to do, and when it tries again what could not be
//! done.

use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::{Placing, Searching};
use crate::archive::store::StoreError;
use crate::article::ArticleId;
use crate::marks::{Save, StepId};

/// Time until marks that could not be saved are tried again: at first, and at the most,
/// as it gets twice as long each time.
pub(super) const TRY_AGAIN: (Duration, Duration) = (Duration::from_secs(2), Duration::from_mins(1));

/// A piece of work.
pub(in crate::worker) enum Job {
    /// Make marks safe.
    Save(Vec<Save>),
    /// Find the articles of a step.
    Fetch {
        /// The step.
        step: StepId,
        /// Whether it is to be undone.
        back: bool,
    },
    /// Change the saved searches.
    Search(Searching),
    /// Change the places under letters.
    Place(Placing),
    /// Tell when an article was opened last, to the request of that number.
    Opened(u64, ArticleId),
    /// Look whether another process changed marks: the reader asks.
    Look,
    /// The same: the files of the marks were written to.
    Written,
    /// The copy of the day could not be made.
    NotCopied(StoreError),
    /// Make safe what waits, answer how many changes could not be, and end.
    Finish(Sender<usize>),
}

/// The jobs that waited, by what is to be done.
#[derive(Default)]
pub(super) struct Work {
    pub(super) saves: Vec<Save>,
    /// Whether there is something to be made safe that has not been tried yet.
    pub(super) is_new: bool,
    pub(super) fetches: Vec<(StepId, bool)>,
    pub(super) opened: Option<(u64, ArticleId)>,
    pub(super) searches: Vec<Searching>,
    pub(super) places: Vec<Placing>,
    /// Whether the reader asks what has changed.
    pub(super) look: bool,
    /// Whether something has changed.
    pub(super) is_written: bool,
    /// Why the copy of the day could not be made.
    pub(super) not_copied: Option<StoreError>,
    pub(super) finish: Option<Sender<usize>>,
}

impl Work {
    pub(super) fn of(jobs: impl Iterator<Item = Job>) -> Self {
        let mut work = Self::default();
        for job in jobs {
            match job {
                Job::Save(saves) => work.saves.extend(saves),
                Job::Fetch { step, back } => work.fetches.push((step, back)),
                Job::Search(change) => work.searches.push(change),
                Job::Place(change) => work.places.push(change),
                Job::Opened(generation, article) => work.opened = Some((generation, article)),
                Job::Look => work.look = true,
                Job::Written => work.is_written = true,
                Job::NotCopied(error) => work.not_copied = Some(error),
                Job::Finish(done) => work.finish = Some(done),
            }
        }
        work.is_new = !work.saves.is_empty();
        work
    }
}

/// When that is tried again which could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Again {
    pub(super) at: Instant,
    /// How long it is waited for.
    pub(super) after: Duration,
}

impl Again {
    pub(super) fn after(after: Duration) -> Self {
        let at = Instant::now() + after;
        Self { at, after }
    }

    pub(super) fn is_due(&self) -> bool {
        self.at <= Instant::now()
    }
}
