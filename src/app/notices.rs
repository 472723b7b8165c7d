//! What there is to tell: how long it stays in the line below, and what was told
//! before, which can be read again.
//!
//! What was done goes by itself after the time it takes to read it; what went wrong
//! stays until a key or a click. A waking is asked for only where something is to
//! go, and called off when it has gone before.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};

use crate::text::Clean;

use super::App;
use super::menu::{Deed, Entry, Menu, MenuKind};
use super::message::{Alarm, Effect, Notice, Tone};
use super::popup::Popup;

/// Messages that can be read again.
pub const TOLD_AT_MOST: usize = 200;
/// Milliseconds that a message stays at the least and at the most.
const STAYS: (usize, usize) = (4_000, 12_000);
/// Milliseconds that each column of it takes to be read.
const A_COLUMN: usize = 50;

/// A message, and when it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    at: DateTime<Utc>,
    notice: Notice,
}

/// What was told in this sitting.
#[derive(Debug, Default)]
pub(super) struct Notices {
    /// The newest last.
    told: VecDeque<Told>,
    /// How often something was told.
    number: u64,
    /// The number of what a waking was asked for, as long as it may come.
    awaited: Option<u64>,
}

impl Notices {
    /// Notes a message. The same told again at once is one message.
    fn note(&mut self, notice: &Notice, at: DateTime<Utc>) {
        self.number += 1;
        if self.told.back().is_some_and(|last| last.notice == *notice) {
            self.told.pop_back();
        }
        if self.told.len() == TOLD_AT_MOST {
            self.told.pop_front();
        }
        let notice = notice.clone();
        self.told.push_back(Told { at, notice });
    }
}

impl App {
    /// Tells what was done.
    pub(super) fn say(&mut self, text: Clean) {
        let tone = Tone::Quiet;
        self.notify(Notice { text, tone });
    }

    /// Tells something.
    pub(super) fn notify(&mut self, notice: Notice) {
        self.notices.note(&notice, self.clock.now);
        self.notice = Some(notice);
    }

    /// Asks to be woken when what is told has been there for long enough; no more
    /// where it has gone.
    pub(super) fn settle_notice(&mut self) -> Option<Effect> {
        let number = self.notices.number;
        let is_going = |notice: &&Notice| notice.tone == Tone::Quiet;
        let Some(notice) = self.notice.as_ref().filter(is_going) else {
            let awaited = self.notices.awaited.take();
            return awaited.map(|_| Effect::CallOff(Alarm::Notice));
        };
        if self.notices.awaited == Some(number) {
            return None;
        }
        let columns = self.policy().text(notice.text.as_str());
        let after = columns.saturating_mul(A_COLUMN) + STAYS.0;
        self.notices.awaited = Some(number);
        Some(Effect::Wake {
            alarm: Alarm::Notice,
            number,
            after: u16::try_from(after.min(STAYS.1)).unwrap_or(u16::MAX),
        })
    }

    /// What is told has been there for long enough.
    pub(super) fn notice_is_read(&mut self, number: u64) {
        if self.notices.awaited == Some(number) {
            self.notices.awaited = None;
            if number == self.notices.number {
                self.notice = None;
            }
        }
    }

    /// Opens what was told in this sitting, the newest first.
    pub(super) fn open_messages(&mut self) -> Vec<Effect> {
        if self.notices.told.is_empty() {
            return self.tell("messages-none");
        }
        let today = self.clock.today();
        let told = self.notices.told.iter().rev();
        let entries = told.map(|Told { at, notice }| {
            let local = at.with_timezone(&self.clock.zone);
            let form = if local.date_naive() == today {
                "%H:%M:%S"
            } else {
                "%m-%d %H:%M:%S"
            };
            let mark = match notice.tone {
                Tone::Quiet => "",
                Tone::Error => "! ",
            };
            let line = format!("{}  {mark}{}", local.format(form), notice.text.as_str());
            Entry {
                label: Clean::line_keeping_spaces(&line),
                detail: notice.text.clone(),
                ..Entry::new(Deed::Message(notice.text.clone()))
            }
        });
        let menu = Menu::new(MenuKind::Messages, entries.collect(), 0);
        self.popup = Some(Popup::Menu(menu));
        Vec::new()
    }
}
