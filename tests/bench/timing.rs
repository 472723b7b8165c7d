//! What a session is timed by: keys to frames, and what its process takes.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::room::Room;
use super::session::{END_OF_FRAME, Seen, Session};

impl Room {
    /// Where its sessions keep what can be made again.
    pub(crate) fn cache(&self) -> PathBuf {
        self.home().join("cache")
    }
}

impl Session {
    /// Types, and returns how long it took until the line above was that.
    pub(crate) fn time_until(&self, keys: &str, line_above: &str) -> Duration {
        let sent = Instant::now();
        self.send(keys);
        let is_there = |screen: &str| screen.lines().next() == Some(line_above);
        self.wait_for(is_there, "the line above the list");
        sent.elapsed()
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
}
