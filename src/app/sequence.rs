//! Keys of a command that was begun, and the panel that shows what can follow
//! them. The panel comes when nothing has followed for a while: a hand that knows
//! the keys never sees it.

use crate::command::{Command, Key};

use super::App;
use super::message::{Alarm, Effect};

/// Milliseconds after which what can follow is shown at length.
pub const PANEL_AFTER: u16 = 500;

/// Keys that have been typed and do nothing yet.
#[derive(Debug, Default)]
pub struct Begun {
    /// The keys.
    pub keys: Vec<Key>,
    /// Whether the panel is shown.
    pub is_shown: bool,
    /// The first row of the panel that is seen.
    pub(super) top: usize,
    /// The number of the last request to be woken.
    number: u64,
}

impl Begun {
    /// Gives the keys up, or hands them over.
    pub(super) fn clear(&mut self) {
        self.keys.clear();
        self.is_shown = false;
        self.top = 0;
    }

    /// Asks to be woken, unless the panel is shown already.
    pub(super) fn wait(&mut self) -> Vec<Effect> {
        if self.is_shown {
            return Vec::new();
        }
        self.number += 1;
        vec![Effect::Wake {
            alarm: Alarm::Panel,
            number: self.number,
            after: PANEL_AFTER,
        }]
    }

    /// The time that was asked for is over.
    pub(super) fn woken(&mut self, number: u64) {
        self.is_shown |= number == self.number && !self.keys.is_empty();
    }
}

impl App {
    /// What can follow the keys that were begun.
    #[must_use]
    pub fn what_follows(&self) -> Vec<(String, Command)> {
        if self.pending.keys.is_empty() {
            return Vec::new();
        }
        self.keymap
            .continuations(self.context(), &self.pending.keys)
    }
}
