//! What a session is timed by: keys to frames, and what its process takes.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::room::Room;
use super::session::{END_OF_FRAME, QUIET, Seen, Session};

impl Room {
    /// Where its sessions keep what can be made again.
    pub(crate) fn cache(&self) -> PathBuf {
        self.home().join("cache")
    }
}

impl Session {
    /// Types, and returns how long it took until the last came for it that came
    /// before it was quiet.
    pub(crate) fn time_to_settle(&self, keys: &str) -> Duration {
        let sent = Instant::now();
        self.send(keys);
        self.settle_for(QUIET);
        self.lock().last.saturating_duration_since(sent)
    }

    /// Types, and returns how long it took until the next frame was whole.
    pub(crate) fn time_of_a_frame(&self, keys: &str) -> Duration {
        let before = self.lock().raw.len();
        let sent = Instant::now();
        self.send(keys);
        let whole = |seen: &Seen| {
            let is_whole = seen.raw.len() > before && seen.raw.ends_with(END_OF_FRAME);
            is_whole.then_some(seen.last)
        };
        self.wait_until(whole, "a frame")
            .saturating_duration_since(sent)
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }
}
