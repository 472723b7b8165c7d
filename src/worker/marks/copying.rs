//! The copies of the days, made by a thread of their own: a large one takes a while, and
//! no mark is to wait for it.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use chrono::{NaiveDate, Utc};

use super::super::{guarded, say_notice, spawn};
use super::{Job, Keeper};
use crate::app::Tone;
use crate::archive::store::StoreError;

/// How long the end waits for a copy that is being made. One that is broken off is made
/// next time.
const LAST_WAIT: Duration = Duration::from_secs(1);

/// What is known of the copies.
#[derive(Default)]
pub(super) struct Copies {
    /// The day whose copy was made last, or tried.
    day: Option<NaiveDate>,
    /// Ends when the thread does that makes one.
    making: Option<Receiver<()>>,
    /// Whether it was told that one could not be made.
    told: bool,
}

impl Keeper {
    /// Has the copy of this day made, where that was not tried yet and nothing waits.
    pub(super) fn copy_the_day(&mut self) {
        let today = Utc::now().date_naive();
        let Some(store) = &self.store else { return };
        if self.copies.day == Some(today) || !self.waiting.is_empty() {
            return;
        }
        self.copies.day = Some(today);
        let (Some(copy), Some(sender)) = (store.daily_copy(today), self.sender.clone()) else {
            return;
        };
        let (making, made) = channel();
        self.copies.making = Some(made);
        let (words, tell) = (Arc::clone(&self.words), Arc::clone(&self.tell));
        spawn("copy-marks", move || {
            let _making = making;
            guarded("task-marks", &words, &tell, || match copy.make() {
                Ok(copy) => tracing::info!(copy = %copy.display(), "marks copied"),
                Err(error) => drop(sender.send(Job::NotCopied(error))),
            });
        });
    }

    /// A copy could not be made. Where the marks are damaged, a copy of another day takes
    /// their place.
    pub(super) fn take_fault_of_copy(&mut self, error: &StoreError) {
        tracing::error!(%error, "marks not copied");
        if matches!(error, StoreError::Damaged { .. }) {
            self.suspected = true;
            self.store = None;
            self.open();
        } else if !std::mem::replace(&mut self.copies.told, true) {
            say_notice(&self.words, &self.tell, Tone::Error, &error.notice());
        }
    }

    /// Waits for a copy that is being made, for a little while.
    pub(super) fn wait_for_copy(&self) {
        if let Some(making) = &self.copies.making {
            // One that takes longer is made next time.
            let _ = making.recv_timeout(LAST_WAIT);
        }
    }
}
