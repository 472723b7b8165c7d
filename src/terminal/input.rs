//! The thread that waits for what the terminal sends.
//!
//! It sleeps in poll(2) on the terminal and on a pipe that wakes it, so that
//! nothing runs when nothing happens, and it can be told to leave the terminal
//! to another program. What the bytes mean is left to `decode`.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};

use super::decode::Decoder;
use super::{Input, TerminalError, open_input};

/// What the thread is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Read,
    Pause,
    Stop,
}

/// What the owner and the thread tell each other.
#[derive(Debug)]
struct Talk {
    wanted: Wanted,
    /// How long a lone ESC waits for the rest of a sequence.
    escape_wait: Duration,
    /// The thread doesn't read: it has paused, or it has ended.
    quiet: bool,
}

#[derive(Debug)]
struct Shared {
    talk: Mutex<Talk>,
    changed: Condvar,
}

impl Shared {
    /// The state behind the lock; a panic elsewhere leaves it as good as it was.
    fn lock(&self) -> MutexGuard<'_, Talk> {
        self.talk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn quieten(&self) {
        self.lock().quiet = true;
        self.changed.notify_all();
    }
}

/// Tells the owner that nothing reads any more, also when the thread panics, so
/// that [`InputThread::pause`] never waits in vain.
struct Quieten(Arc<Shared>);

impl Drop for Quieten {
    fn drop(&mut self) {
        self.0.quieten();
    }
}

/// Reads the terminal on a thread of its own. Dropping it ends the thread.
#[derive(Debug)]
pub struct InputThread {
    shared: Arc<Shared>,
    wake: OwnedFd,
    thread: Option<JoinHandle<()>>,
}

impl InputThread {
    /// Starts to read the terminal. A lone ESC waits `escape_wait` for the rest
    /// of a sequence before it is the Esc key (the setting of that name). Each
    /// event goes to `send`, on the new thread. `send` must not wait for the thread that owns this value, or
    /// [`pause`](Self::pause) would never return: an unbounded channel is right.
    ///
    /// When the terminal is gone, [`Input::Closed`] is sent once and the thread ends.
    ///
    /// # Errors
    /// [`TerminalError::NoInput`] without a terminal to read from,
    /// [`TerminalError::System`] when the system refuses a pipe or a thread.
    pub fn spawn(
        escape_wait: Duration,
        send: impl Fn(Input) + Send + 'static,
    ) -> Result<Self, TerminalError> {
        let terminal = open_input().map_err(TerminalError::NoInput)?;
        Self::spawn_on(terminal, escape_wait, send)
    }

    fn spawn_on(
        terminal: OwnedFd,
        escape_wait: Duration,
        send: impl Fn(Input) + Send + 'static,
    ) -> Result<Self, TerminalError> {
        let refused = |source| TerminalError::System {
            task: "read keys",
            source,
        };
        let (woken, wake) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)
            .map_err(|errno| refused(errno.into()))?;
        let shared = Arc::new(Shared {
            talk: Mutex::new(Talk {
                wanted: Wanted::Read,
                escape_wait,
                quiet: false,
            }),
            changed: Condvar::new(),
        });
        let reader = Reader {
            terminal,
            woken,
            shared: Arc::clone(&shared),
            send,
        };
        let thread = std::thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || reader.run())
            .map_err(refused)?;
        Ok(Self {
            shared,
            wake,
            thread: Some(thread),
        })
    }

    /// Stops reading, and returns when no byte is read any more, so that another
    /// program gets every key.
    pub fn pause(&self) {
        self.want(Wanted::Pause);
        let mut talk = self.shared.lock();
        while !talk.quiet {
            talk = self
                .shared
                .changed
                .wait(talk)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Has a lone ESC wait so long for the rest of a sequence from now on.
    pub fn wait_after_escape(&self, escape_wait: Duration) {
        self.shared.lock().escape_wait = escape_wait;
    }

    /// Reads again after [`pause`](Self::pause).
    pub fn resume(&self) {
        self.want(Wanted::Read);
    }

    fn want(&self, wanted: Wanted) {
        self.shared.lock().wanted = wanted;
        self.shared.changed.notify_all();
        // A full pipe wakes the thread as well as one more byte would, and a
        // closed one says that the thread has ended.
        let _ = rustix::io::write(&self.wake, &[0]);
    }
}

impl Drop for InputThread {
    fn drop(&mut self) {
        self.want(Wanted::Stop);
        if let Some(thread) = self.thread.take() {
            // A panic in it has been reported by the hook already.
            let _ = thread.join();
        }
    }
}

/// What the thread owns.
struct Reader<F> {
    terminal: OwnedFd,
    woken: OwnedFd,
    shared: Arc<Shared>,
    send: F,
}

/// What poll(2) has found.
enum Event {
    Ready,
    Woken,
    TimedOut,
}

impl<F: Fn(Input)> Reader<F> {
    fn run(self) {
        let _quieten = Quieten(Arc::clone(&self.shared));
        if self.read_until_stopped().is_err() {
            (self.send)(Input::Closed);
        }
    }

    /// Returns when asked to stop; an error says that the terminal is gone.
    fn read_until_stopped(&self) -> io::Result<()> {
        let mut decoder = Decoder::new();
        let mut deadline = None;
        let mut buffer = vec![0; 16 * 1024];
        loop {
            match self.wait(deadline)? {
                Event::Woken => {
                    if !self.obey() {
                        return Ok(());
                    }
                    // What another program has left of a sequence is not ours.
                    decoder = Decoder::new();
                    deadline = None;
                }
                Event::TimedOut => {
                    deadline = None;
                    decoder.escape_timed_out().into_iter().for_each(&self.send);
                }
                Event::Ready => {
                    let length = match rustix::io::read(&self.terminal, &mut buffer[..]) {
                        Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                        Ok(length) => length,
                        Err(Errno::INTR | Errno::AGAIN) => continue,
                        Err(errno) => return Err(errno.into()),
                    };
                    let bytes = buffer.get(..length).unwrap_or_default();
                    decoder.feed(bytes).into_iter().for_each(&self.send);
                    deadline = decoder
                        .waits_for_escape()
                        .then(|| Instant::now() + self.shared.lock().escape_wait);
                }
            }
        }
    }

    /// Sleeps until there is something to do.
    fn wait(&self, deadline: Option<Instant>) -> io::Result<Event> {
        loop {
            let timeout = deadline.map(|deadline| {
                let left = deadline.saturating_duration_since(Instant::now());
                // A wait beyond what fits is as good as none.
                Timespec::try_from(left).unwrap_or(Timespec {
                    tv_sec: i64::from(i32::MAX),
                    tv_nsec: 0,
                })
            });
            let mut fds = [
                PollFd::new(&self.woken, PollFlags::IN),
                PollFd::new(&self.terminal, PollFlags::IN),
            ];
            match poll(&mut fds, timeout.as_ref()) {
                Ok(0) => return Ok(Event::TimedOut),
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(errno) => return Err(errno.into()),
            }
            let [woken, terminal] = fds.map(|fd| fd.revents());
            if !woken.is_empty() {
                return Ok(Event::Woken);
            }
            // What came before a hangup is still read; the read after it fails.
            if terminal.contains(PollFlags::NVAL) {
                return Err(Errno::BADF.into());
            }
            return Ok(Event::Ready);
        }
    }

    /// Does what the owner wants: waits while it wants a pause. False to stop.
    fn obey(&self) -> bool {
        let mut bytes = [0; 64];
        while matches!(rustix::io::read(&self.woken, &mut bytes), Ok(1..)) {}
        let mut talk = self.shared.lock();
        loop {
            match talk.wanted {
                Wanted::Stop => return false,
                Wanted::Read => {
                    talk.quiet = false;
                    return true;
                }
                Wanted::Pause => {
                    talk.quiet = true;
                    self.shared.changed.notify_all();
                    talk = self
                        .shared
                        .changed
                        .wait(talk)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};

    use super::*;
    use crate::command::key::Code;

    const ESCAPE_WAIT: Duration = Duration::from_millis(50);
    const SHORT: Duration = Duration::from_millis(200);
    const LONG: Duration = Duration::from_secs(10);

    fn start(escape_wait: Duration) -> (OwnedFd, InputThread, Receiver<Input>) {
        let (read, write) = pipe_with(PipeFlags::CLOEXEC).unwrap();
        let (sender, receiver) = channel();
        let thread = InputThread::spawn_on(read, escape_wait, move |input| {
            let _ = sender.send(input);
        })
        .unwrap();
        (write, thread, receiver)
    }

    fn type_in(terminal: &OwnedFd, bytes: &[u8]) {
        assert_eq!(rustix::io::write(terminal, bytes), Ok(bytes.len()));
    }

    fn code(input: &Input) -> Code {
        match input {
            Input::Key(key) => key.code,
            other => panic!("{other:?} is no key"),
        }
    }

    #[test]
    fn a_lone_escape_becomes_a_key_after_the_wait() {
        let (terminal, _thread, events) = start(Duration::from_millis(20));
        type_in(&terminal, b"\x1b");
        assert_eq!(code(&events.recv_timeout(LONG).unwrap()), Code::Esc);
    }

    #[test]
    fn an_arrow_in_two_reads_is_one_key() {
        let (terminal, _thread, events) = start(LONG);
        type_in(&terminal, b"\x1b");
        assert_eq!(events.recv_timeout(SHORT), Err(RecvTimeoutError::Timeout));
        type_in(&terminal, b"[A");
        assert_eq!(code(&events.recv_timeout(LONG).unwrap()), Code::Up);
        assert_eq!(events.recv_timeout(SHORT), Err(RecvTimeoutError::Timeout));
    }

    #[test]
    fn while_paused_nothing_is_read() {
        let (terminal, thread, events) = start(ESCAPE_WAIT);
        type_in(&terminal, b"a");
        assert_eq!(code(&events.recv_timeout(LONG).unwrap()), Code::Char('a'));
        thread.pause();
        thread.pause();
        type_in(&terminal, b"b");
        assert_eq!(events.recv_timeout(SHORT), Err(RecvTimeoutError::Timeout));
        thread.resume();
        assert_eq!(code(&events.recv_timeout(LONG).unwrap()), Code::Char('b'));
    }

    #[test]
    fn the_end_is_told_once_and_pausing_then_returns() {
        let (terminal, thread, events) = start(ESCAPE_WAIT);
        drop(terminal);
        assert_eq!(events.recv_timeout(LONG), Ok(Input::Closed));
        assert_eq!(
            events.recv_timeout(LONG),
            Err(RecvTimeoutError::Disconnected)
        );
        thread.pause();
        thread.resume();
    }

    #[test]
    fn dropping_ends_the_thread_also_while_paused() {
        for paused in [false, true] {
            let (_terminal, thread, events) = start(ESCAPE_WAIT);
            if paused {
                thread.pause();
            }
            drop(thread);
            assert_eq!(
                events.recv_timeout(LONG),
                Err(RecvTimeoutError::Disconnected)
            );
        }
    }
}
