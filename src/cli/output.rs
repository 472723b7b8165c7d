//! Writing to the output, and beside it. A reader that closes the pipe is no error.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::terminal::takes_sequences;
use crate::text::Clean;
use crate::text::json::to_json;

pub(super) use crate::text::json::Layout;

/// Time between two lines of progress on a terminal.
const PACE: Duration = Duration::from_millis(250);

/// The output, buffered.
pub(super) fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Says in one safe line, beside the output, how it went.
pub(super) fn tell(text: &str) {
    drop(writeln!(io::stderr().lock(), "{}", Clean::line(text)));
}

/// Says in one safe line what is wrong.
pub(super) fn complain(text: &str) {
    // Where even this can't be written there is nobody to tell.
    drop(writeln!(
        io::stderr().lock(),
        "newsprint: {}",
        Clean::line(text)
    ));
}

/// Says in safe lines what is wrong with what was asked for, which they may quote.
pub(super) fn complain_in_lines(text: &str) {
    drop(write!(io::stderr().lock(), "{}", Clean::new(text)));
}

/// Prints safe lines.
pub(super) fn print_in_lines(text: &str) -> io::Result<()> {
    write!(io::stdout().lock(), "{}", Clean::new(text))
}

/// Writes a value as safe JSON and ends the line.
pub(super) fn write_json(
    out: &mut impl Write,
    value: &impl Serialize,
    layout: Layout,
) -> io::Result<()> {
    writeln!(out, "{}", to_json(value, layout)?)
}

/// A line of progress that is written over and over; nothing where no person sees it, or
/// where it could not be written over.
pub(super) struct Line {
    is_seen: bool,
    next: Instant,
}

impl Line {
    pub(super) fn new() -> Self {
        Self {
            is_seen: io::stderr().is_terminal() && takes_sequences(|name| std::env::var(name).ok()),
            next: Instant::now(),
        }
    }

    pub(super) fn show(&mut self, text: impl FnOnce() -> String) {
        if self.is_seen && Instant::now() >= self.next {
            self.next = Instant::now() + PACE;
            let mut error = io::stderr().lock();
            drop(write!(error, "\r{}\u{1b}[K", text()));
            drop(error.flush());
        }
    }

    pub(super) fn end(&self) {
        if self.is_seen {
            drop(write!(io::stderr().lock(), "\r\u{1b}[K"));
        }
    }
}
