//! The one way to the terminal: what a frame writes is gathered and goes out in
//! one piece.
//!
//! Standard output's own buffer is passed by. It would send a frame in pieces,
//! and after a panic in the middle of one the rest would land in the shell.
//! What is written is left to `screen` and `guard`.

use std::cell::RefCell;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::rc::Rc;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::TerminalError;

/// A writer that gathers. Clones share what they gather.
#[derive(Clone, Debug, Default)]
pub(super) struct Output(Rc<RefCell<Vec<u8>>>);

impl Output {
    /// Takes what has been gathered, leaving nothing.
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: ratatui flushes several times a frame.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes all of `bytes` to standard output.
///
/// # Errors
/// [`TerminalError::Gone`]: a terminal that can't be written to is gone.
pub(super) fn send(bytes: &[u8]) -> Result<(), TerminalError> {
    send_to(io::stdout().as_fd(), bytes)
}

fn send_to(terminal: BorrowedFd<'_>, mut bytes: &[u8]) -> Result<(), TerminalError> {
    while !bytes.is_empty() {
        match rustix::io::write(terminal, bytes) {
            Ok(length) => bytes = bytes.get(length..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // A program that shared the terminal may have left it non-blocking.
            Err(Errno::AGAIN) => {
                let mut fds = [PollFd::from_borrowed_fd(terminal, PollFlags::OUT)];
                match poll(&mut fds, None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(_) => return Err(TerminalError::Gone),
                }
            }
            Err(_) => return Err(TerminalError::Gone),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use std::fs::File;
    use std::io::Read;

    use rustix::pipe::{PipeFlags, pipe_with};

    use super::*;

    #[test]
    fn what_is_gathered_is_taken_once() {
        let output = Output::default();
        let mut writer = output.clone();
        writer.write_all(b"one ").unwrap();
        writer.flush().unwrap();
        writer.write_all(b"two").unwrap();
        assert_eq!(output.take(), b"one two");
        assert!(output.take().is_empty());
    }

    #[test]
    fn a_slow_terminal_gets_everything() {
        let (read, write) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK).unwrap();
        let bytes = vec![b'x'; 300_000];
        let expected = bytes.len();
        let reader = std::thread::spawn(move || {
            let mut file = File::from(read);
            let mut buffer = [0; 4096];
            let mut seen = 0;
            loop {
                match file.read(&mut buffer) {
                    Ok(0) => return seen,
                    Ok(length) => seen += length,
                    Err(_) => std::thread::yield_now(),
                }
            }
        });
        send_to(write.as_fd(), &bytes).unwrap();
        drop(write);
        assert_eq!(reader.join().unwrap(), expected);
    }

    #[test]
    fn a_terminal_that_has_gone_is_an_error_and_no_more() {
        let (read, write) = pipe_with(PipeFlags::CLOEXEC).unwrap();
        drop(read);
        assert!(send_to(write.as_fd(), b"x").unwrap_err().is_gone());
    }
}
