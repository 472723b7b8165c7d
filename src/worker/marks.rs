//! The thread that keeps the marks: bursts in one transaction, tried again where
//! a fault may pass. Saved searches and places are left to `named`.

mod copying;
mod named;
mod opening;
#[cfg(test)]
mod tests;
mod work;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Instant;

use chrono::DateTime;

use crate::app::{Message, Tone};
use crate::archive::Watching;
use crate::archive::store::{Committed, FileIdentity, Numbers, Outcome, Store, StoreError};
use crate::article::ArticleId;
use crate::marks::{PlaceMark, Save, SavedSearch, Step, StepId, StepNumber};
use crate::text::Clean;

use copying::Copies;
pub(super) use named::{Placing, Searching};
pub(super) use work::Job;
use work::{Again, TRY_AGAIN, Work};

use super::watching::watch;
use super::{Event, Tell, Tools, Voice, drained, guarded, say, spawn};

pub(super) fn start(
    tools: &Tools,
    tell: &Tell,
    sender: Sender<Job>,
    jobs: Receiver<Job>,
) -> Option<JoinHandle<()>> {
    let (words, file) = (Arc::clone(&tools.words), tools.marks_file.clone());
    let mut keeper = Keeper::new(words, Arc::clone(tell), file, tools.private);
    keeper.sender = Some(sender.clone());
    spawn("marks", move || {
        let (words, tell) = (Arc::clone(&keeper.words), Arc::clone(&keeper.tell));
        guarded("task-marks", &words, &tell, || {
            keeper.save();
            keeper.copy_the_day();
        });
        // Kept as long as this thread: so is the watch.
        let _watching = watch_file(&keeper.file, sender);
        loop {
            let Some(first) = keeper.next_job(&jobs) else {
                return;
            };
            let mut work = Work::of(drained(first, &jobs));
            keeper.waiting.append(&mut work.saves);
            if !guarded("task-marks", &words, &tell, || keeper.carry_out(&work)) {
                keeper.not_carried_out(&work);
            }
            if let Some(done) = work.finish {
                // Who asked may have given up waiting.
                let _ = done.send(keeper.waiting.iter().map(Save::count).sum());
                keeper.wait_for_copy();
                return;
            }
        }
    })
}

/// What another process changes is shown when it has changed; where the system does
/// not tell, with the next change that is made here, and when the reader looks at the
/// folder again.
fn watch_file(marks_file: &Path, sender: Sender<Job>) -> Option<Watching> {
    let files = Store::written_files(marks_file);
    watch("watch-marks", files, move |_| {
        sender.send(Job::Written).is_ok()
    })
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and they go together in any way"
)]
struct Keeper {
    words: Arc<Voice>,
    tell: Tell,
    /// The marks file.
    file: PathBuf,
    /// Whether changes stay in memory.
    private: bool,
    store: Option<Store>,
    /// Whether damage was met: the file is read whole when it is opened next.
    suspected: bool,
    /// The copies of the days.
    copies: Copies,
    /// To whoever does the work of this; none where nobody does but who asks.
    sender: Option<Sender<Job>>,
    /// Changes that are not safe yet.
    waiting: Vec<Save>,
    /// Whether what was in the way of opening the store may pass by itself.
    may_pass: bool,
    /// Whether a fault has been told; it is told once until it is over.
    told: bool,
    /// Whether it has been told how the store was opened.
    noted: bool,
    /// Whether a copy took the place of damaged marks when it was opened last.
    is_restored: bool,
    /// Where something is not safe: when that is tried again. What hinders it may pass
    /// by itself, or somebody may put it right.
    again: Option<Again>,
    /// The saved searches that were told of last.
    searches: Vec<SavedSearch>,
    /// The places under letters that were told of last.
    places: Vec<PlaceMark>,
    /// The steps that were made here, as the store knows them.
    numbers: Numbers,
    /// The file whose steps of earlier runs were told.
    history_of: Option<FileIdentity>,
}

impl Keeper {
    fn new(words: Arc<Voice>, tell: Tell, file: PathBuf, private: bool) -> Self {
        Self {
            words,
            tell,
            file,
            private,
            store: None,
            suspected: false,
            copies: Copies::default(),
            sender: None,
            waiting: Vec::new(),
            may_pass: false,
            told: false,
            noted: false,
            is_restored: false,
            again: None,
            searches: Vec::new(),
            places: Vec::new(),
            numbers: Numbers::new(),
            history_of: None,
        }
    }

    /// Waits for a job, or until what is not safe is to be tried again, which is a job
    /// as well. `None` where nobody asks any more.
    fn next_job(&mut self, jobs: &Receiver<Job>) -> Option<Job> {
        let Some(again) = self.again else {
            return jobs.recv().ok();
        };
        match jobs.recv_timeout(again.at.saturating_duration_since(Instant::now())) {
            Ok(job) => Some(job),
            Err(RecvTimeoutError::Timeout) => Some(Job::Save(Vec::new())),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn carry_out(&mut self, work: &Work) {
        // Not for a look: a try that fails writes to the files as well, which are
        // watched, and each would bring about the next.
        let is_last = work.finish.is_some() && !self.waiting.is_empty();
        if work.is_new || is_last || self.again.is_some_and(|again| again.is_due()) {
            self.save();
        }
        for (step, back) in &work.fetches {
            self.fetch(*step, *back);
        }
        if let Some((generation, article)) = work.opened {
            self.tell_opened(generation, article);
        }
        for change in &work.searches {
            self.change_searches(change);
        }
        for change in &work.places {
            self.change_places(change);
        }
        if work.look {
            self.open_again();
        }
        if work.look || work.is_written {
            self.look();
        }
        if let Some(error) = &work.not_copied {
            self.take_fault_of_copy(error);
        }
        self.copy_the_day();
        // What was in the way of any of that may pass by itself.
        if self.store.is_none() && self.may_pass && self.again.is_none() {
            self.again = Some(Again::after(TRY_AGAIN.0));
        }
    }

    /// Opens the store where it is not open, and makes safe what waits, or sees to it
    /// that it is tried again: in the same time where something new made it be tried,
    /// else in twice that. Where nothing waits, only what may pass by itself is.
    fn save(&mut self) {
        let after = match self.again {
            None => TRY_AGAIN.0,
            Some(again) if again.is_due() => (2 * again.after).min(TRY_AGAIN.1),
            Some(again) => again.after,
        };
        // Before the try: one that panics is not tried again at once.
        self.again = Some(Again::after(after));
        let is_done = if self.waiting.is_empty() {
            self.open_again();
            self.store.is_some() || !self.may_pass
        } else {
            self.is_saved()
        };
        self.again = if is_done {
            None
        } else {
            // Trying takes its time as well.
            Some(Again::after(after))
        };
    }

    /// Makes safe what waits; whether it is.
    fn is_saved(&mut self) -> bool {
        match self.with_store(Store::commit) {
            Ok(committed) => {
                self.saved(committed);
                true
            }
            Err(Some(error)) => {
                self.complain("marks-not-saved", &error);
                false
            }
            // That has been told.
            Err(None) => false,
        }
    }

    /// Does something with the store, with what waits, and with the steps made here.
    /// Where the file was moved away, replaced, damaged, or may be written to again, the
    /// same is tried with what is there now. An error is none where the store can't be
    /// opened.
    fn with_store<T>(
        &mut self,
        mut work: impl FnMut(&mut Store, &[Save], &mut Numbers) -> Result<T, StoreError>,
    ) -> Result<T, Option<StoreError>> {
        match self.with_this_store(&mut work) {
            Err(Some(error)) if !error.may_pass() => {
                if self.store.as_ref().is_some_and(Store::stays_shut) {
                    return Err(Some(error));
                }
                tracing::warn!(%error, "not saved; the store is opened anew");
                self.suspected |= matches!(error, StoreError::Damaged { .. });
                self.follow();
                if self.store.is_none() {
                    // That has been told.
                    return Err(None);
                }
                self.with_this_store(&mut work)
            }
            done => done,
        }
    }

    fn with_this_store<T>(
        &mut self,
        work: &mut impl FnMut(&mut Store, &[Save], &mut Numbers) -> Result<T, StoreError>,
    ) -> Result<T, Option<StoreError>> {
        self.open_again();
        let Some(store) = &mut self.store else {
            return Err(None);
        };
        work(store, &self.waiting, &mut self.numbers).map_err(Some)
    }

    /// What waited is safe.
    fn saved(&mut self, committed: Committed) {
        let saved = self.waiting.iter().filter_map(Save::sequence).collect();
        self.waiting.clear();
        (self.tell)(Event::Message(Message::MarksSaved(saved)));
        self.is_over();
        // What was read while they were saved is older than what is read now.
        self.tell_of_outcomes(committed);
        self.look();
    }

    /// What was in the way has passed.
    fn is_over(&mut self) {
        if std::mem::take(&mut self.told) {
            (self.tell)(Event::Message(Message::MarksAtRisk(false)));
        }
    }

    /// Puts right what is shown where steps did not go as wanted, and says so.
    fn tell_of_outcomes(&self, committed: Committed) {
        if !committed.corrected.is_empty() {
            let corrected = committed.corrected;
            (self.tell)(Event::Message(Message::MarksChanged(corrected)));
        }
        for outcome in committed.outcomes {
            if outcome.refused == 0 {
                continue;
            }
            let (tone, key) = match outcome {
                Outcome { is_kept: false, .. } => (Tone::Error, "step-forgotten"),
                Outcome { back: true, .. } => (Tone::Quiet, "undo-refused"),
                Outcome { back: false, .. } => (Tone::Quiet, "redo-refused"),
            };
            let values = [
                ("count", outcome.taken.into()),
                ("refused", outcome.refused.into()),
            ];
            say(&self.words, &self.tell, tone, key, &values);
        }
    }

    /// Tells of the steps of earlier runs, once for each file that is the marks file
    /// while this one goes on: a copy may have taken the place of the first.
    fn tell_of_history(&mut self) {
        let Some(store) = &self.store else { return };
        if self.history_of.is_some() && self.history_of == store.file() {
            return;
        }
        match store.history() {
            Ok(mut kept) => {
                self.history_of = store.file();
                // What was made here is known, and by another name.
                let own: HashSet<StepNumber> = self.numbers.values().copied().collect();
                let is_earlier =
                    |step: &Step| !matches!(step.id, StepId::Kept(kept) if own.contains(&kept));
                kept.done.retain(is_earlier);
                kept.undone.retain(is_earlier);
                (self.tell)(Event::Message(Message::History(kept)));
            }
            Err(error) => tracing::warn!(%error, "what can be undone"),
        }
    }

    /// Finds the articles of a step.
    fn fetch(&mut self, step: StepId, back: bool) {
        self.open_again();
        let articles = if let Some(store) = &self.store {
            store.articles_of(step, back, &self.numbers)
        } else {
            let reason = self.words.get("marks-not-open");
            self.cannot_step(step, &reason);
            return;
        };
        match articles {
            Ok(articles) => (self.tell)(Event::Message(Message::StepFetched {
                step,
                articles: Some(articles.into()),
            })),
            Err(error) => self.cannot_step(step, &self.words.of(&error.notice())),
        }
    }

    /// Tells when an article was opened last. That it is not known is no more than a
    /// note in the log.
    fn tell_opened(&self, generation: u64, article: ArticleId) {
        let Some(store) = &self.store else { return };
        match store.opened_at(article) {
            Ok(at) => {
                if let Some(at) = at.and_then(DateTime::from_timestamp_millis) {
                    (self.tell)(Event::Message(Message::OpenedFound { generation, at }));
                }
            }
            Err(error) => tracing::warn!(%error, "when it was opened"),
        }
    }

    fn cannot_step(&self, step: StepId, reason: &Clean) {
        let articles = None;
        (self.tell)(Event::Message(Message::StepFetched { step, articles }));
        let values = [("reason", reason.clone().into())];
        let words = &self.words;
        say(words, &self.tell, Tone::Error, "step-not-read", &values);
    }

    /// What was asked for was broken off: nobody waits for it any longer.
    fn not_carried_out(&mut self, work: &Work) {
        for (step, _) in &work.fetches {
            let (step, articles) = (*step, None);
            (self.tell)(Event::Message(Message::StepFetched { step, articles }));
        }
        if !self.waiting.is_empty() {
            self.told = true;
            (self.tell)(Event::Message(Message::MarksAtRisk(true)));
        }
    }

    /// Tells what another process has changed. Where another file has taken the place of
    /// the one that is open, its marks are what is told.
    fn look(&mut self) {
        let is_gone = |store: &Store| !store.is_in_place() && self.file.exists();
        if self.store.as_ref().is_some_and(is_gone) {
            self.follow();
        }
        self.tell_of_searches();
        self.tell_of_places();
        let Some(store) = &mut self.store else { return };
        match store.changed() {
            Ok(changed) if changed.is_empty() => {}
            Ok(changed) => (self.tell)(Event::Message(Message::MarksChanged(changed))),
            Err(error) => tracing::warn!(%error, "marks of another process"),
        }
    }

    fn complain(&mut self, key: &str, error: &StoreError) {
        tracing::error!(%error, "{key}");
        (self.tell)(Event::Message(Message::MarksAtRisk(true)));
        if !std::mem::replace(&mut self.told, true) {
            let reason = self.words.of(&error.notice());
            say(
                &self.words,
                &self.tell,
                Tone::Error,
                key,
                &[("reason", reason.into())],
            );
        }
    }
}
