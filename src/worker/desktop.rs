//! The thread that opens and copies: both may wait for other programs.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::app::{Message, QrCode, Tone};
use crate::desktop::{self, BrowserError, Clipboard, Notice, Plan};
use crate::share::Destination;
use crate::text::Clean;
use crate::words::Value;

use super::{Event, Tell, Tools, guarded, say, spawn};

/// A piece of work.
pub(super) enum Job {
    /// Open a link.
    Open(String),
    /// Copy a text, and tell what it is.
    Copy(String, Clean),
    /// Make a QR code.
    Qr(String),
    /// Newsprint ends: hand over what was copied. It hangs up when that is done, and all
    /// before it.
    Finish(Sender<()>),
}

pub(super) fn start(tools: &Tools, tell: &Tell, jobs: Receiver<Job>) {
    let mut hands = Hands {
        tools: tools.clone(),
        tell: Arc::clone(tell),
        clipboard: Clipboard::new(),
    };
    spawn("desktop", move || {
        let (words, tell) = (Arc::clone(&hands.tools.words), Arc::clone(&hands.tell));
        for job in jobs {
            guarded("task-desktop", &words, &tell, || match job {
                Job::Open(link) => hands.open(&link),
                Job::Copy(text, what) => hands.copy(&text, what),
                Job::Qr(text) => hands.qr(&text),
                Job::Finish(done) => {
                    // What it holds goes with it; on X11 a clipboard manager is given
                    // that first, where there is one.
                    hands.clipboard = Clipboard::new();
                    drop(done);
                }
            });
        }
    });
}

struct Hands {
    tools: Tools,
    tell: Tell,
    clipboard: Clipboard,
}

impl Hands {
    fn tell(&self, tone: Tone, notice: &Notice) {
        let values: Vec<(&str, Value)> = notice
            .arguments
            .iter()
            .map(|(name, value)| (*name, value.clone().into()))
            .collect();
        say(&self.tools.words, &self.tell, tone, notice.key, &values);
    }

    fn open(&mut self, link: &str) {
        let destination = match Destination::examine(link) {
            Ok(destination) => destination,
            Err(error) => return self.tell(Tone::Error, &error.notice()),
        };
        let plan = desktop::plan(&destination, &self.tools.environment);
        // Where it leads is shown before it opens; what is odd about it was asked before.
        self.tell(Tone::Quiet, &plan.notice(&destination));
        match plan {
            Plan::Terminal(command) => (self.tell)(Event::Foreground(command, None, false)),
            Plan::Show => {
                let copied = self
                    .clipboard
                    .copy(destination.url(), &self.tools.environment);
                if let Some(text) = copied.terminal {
                    (self.tell)(Event::CopyToTerminal(text));
                }
            }
            Plan::Window(command) => self.tell_failure(desktop::open(&command)),
            Plan::System(command) => self.tell_failure(desktop::open_on_desktop(&command)),
        }
    }

    /// Tells why a link was not opened, where it was not.
    fn tell_failure(&self, opened: Result<(), BrowserError>) {
        if let Err(error) = opened {
            tracing::warn!(%error, "a link was not opened");
            self.tell(Tone::Error, &error.notice());
        }
    }

    fn copy(&mut self, text: &str, what: Clean) {
        let copied = self.clipboard.copy(text, &self.tools.environment);
        let tone = if copied.failure.is_some() {
            Tone::Error
        } else {
            Tone::Quiet
        };
        let notice = copied.notice(what);
        if let Some(text) = copied.terminal {
            (self.tell)(Event::CopyToTerminal(text));
        }
        self.tell(tone, &notice);
    }

    fn qr(&self, text: &str) {
        match desktop::code(text) {
            Ok(code) => {
                let code = QrCode {
                    text: Clean::line(text),
                    cells: code.cells(),
                };
                (self.tell)(Event::Message(Message::QrMade(code)));
            }
            Err(error) => self.tell(Tone::Error, &error.notice()),
        }
    }
}
