//! The terminal: bytes to keys, raw mode and the alternate screen and their
//! restoring, signals, suspending, and the one writer of frames.
//!
//! crossterm stands only here. What a key means is left to `command`, what a
//! frame shows to `ui`, and what happens on an event to the main loop.
//!
//! The main thread alone writes: it owns the [`Screen`]. An [`InputThread`] reads
//! and a [`SignalThread`] listens; both only send messages.

mod colours;
mod decode;
mod events;
mod guard;
mod input;
mod inquiry;
mod kind;
mod output;
mod painter;
mod panics;
mod screen;
mod sequence;
mod signals;
mod typed;

use std::io;
use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{Mode, OFlags};
use thiserror::Error;

use crate::archive::because;
use crate::text::Clean;
use crate::words::Notice;

pub use colours::{colour_depth, shade_told};
pub use decode::Decoder;
pub use events::{Input, Reply};
pub use guard::Guard;
pub use input::InputThread;
pub use kind::{takes_hyperlinks, takes_sequences};
pub use panics::install_panic_hook;
pub use screen::Screen;
pub use signals::{Signal, SignalThread};

/// What can go wrong with a terminal: what was tried, on what, what to do.
#[derive(Debug, Error)]
pub enum TerminalError {
    /// The output is a file or a pipe.
    #[error(
        "the output is not a terminal; to use newsprint in a pipe, try `newsprint list` or `newsprint show`"
    )]
    NotATerminal,
    /// There is no terminal to read keys from.
    #[error("no terminal to read keys from ({0}); start newsprint from a terminal")]
    NoInput(#[source] io::Error),
    /// The terminal refused its mode.
    #[error("the terminal could not be set up to read single keys ({0}); try another terminal")]
    Mode(#[source] io::Error),
    /// The terminal is gone: its window was closed or its line hung up. There is
    /// nobody to tell; end quietly.
    #[error("the terminal is gone")]
    Gone,
    /// A thread or a pipe that the terminal needs was refused by the system.
    #[error(
        "the system refused what is needed to {task} ({source}); close some programs and try again"
    )]
    System {
        /// What it was needed for.
        task: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// A program that should take over the screen could not be started.
    #[error("could not start {program} ({source}); check that it is installed")]
    Program {
        /// The program's name.
        program: String,
        /// What the system said.
        source: io::Error,
    },
}

impl TerminalError {
    /// The same, to be worded for a person; `None` for what is for logs alone.
    #[must_use]
    pub fn notice(&self) -> Option<Notice> {
        let with = |key, error: &io::Error| because(Notice::new(key), "reason", error);
        Some(match self {
            Self::NotATerminal => Notice::new("terminal-none"),
            Self::NoInput(error) => with("terminal-no-input", error),
            Self::Mode(error) => with("terminal-mode", error),
            Self::Program { program, source } => {
                with("terminal-program", source).with("program", Clean::line(program))
            }
            Self::Gone | Self::System { .. } => return None,
        })
    }
}

impl TerminalError {
    /// Whether the terminal is gone, so that the program should end without a word.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Gone)
    }
}

/// Opens the terminal that keys come from: standard input if it is one, else the
/// controlling terminal, so that `newsprint < list` still takes keys.
///
/// The latter is opened by its own name where one of the outputs tells it,
/// because macOS can't poll `/dev/tty`.
fn open_input() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if rustix::termios::isatty(&stdin) {
        return stdin.as_fd().try_clone_to_owned();
    }
    let name = rustix::termios::ttyname(io::stdout(), Vec::new())
        .or_else(|_| rustix::termios::ttyname(io::stderr(), Vec::new()));
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    if let Ok(name) = name
        && let Ok(tty) = rustix::fs::open(name.as_c_str(), flags, Mode::empty())
    {
        return Ok(tty);
    }
    Ok(rustix::fs::open("/dev/tty", flags, Mode::empty())?)
}
