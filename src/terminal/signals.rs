//! Signals from outside as messages.
//!
//! A thread of its own waits for them; what is done about each is left to the
//! main loop, except for what the terminal sends to every program in front while
//! another program has the screen.

use std::thread::JoinHandle;

use rustix::process::{getpgrp, getppid, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::emulate_default_handler;

use super::{TerminalError, guard};

/// A signal, by what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// SIGTERM: end, with the screen restored.
    Terminate,
    /// SIGHUP: the terminal is going; end, there may be nothing to restore.
    Hangup,
    /// SIGINT or SIGQUIT from outside (C-c and C-\ are keys): end as with SIGTERM.
    Interrupt,
    /// SIGWINCH: the window has another size; lay out anew and draw.
    Resized,
    /// SIGCONT: running again, perhaps after a stop that could not be prepared
    /// for; [`Screen::resume`](super::Screen::resume) and draw.
    Continued,
    /// SIGTSTP from outside (C-z is a key): [`Screen::suspend`](super::Screen::suspend).
    Suspend,
}

impl Signal {
    fn from_number(number: i32) -> Option<Self> {
        Some(match number {
            SIGTERM => Self::Terminate,
            SIGHUP => Self::Hangup,
            SIGINT | SIGQUIT => Self::Interrupt,
            SIGWINCH => Self::Resized,
            SIGCONT => Self::Continued,
            SIGTSTP => Self::Suspend,
            _ => return None,
        })
    }
}

/// What is listened for. SIGQUIT among it, for what it does otherwise is to end newsprint
/// at once: the terminal not restored, marks on their way not saved.
const LISTENED_FOR: [i32; 7] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGCONT, SIGTSTP];

/// Listens for signals on a thread of its own. Dropping it ends the thread.
#[derive(Debug)]
pub struct SignalThread {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl SignalThread {
    /// Starts to listen; each signal goes to `send`, on the new thread.
    ///
    /// While a program that the reader opened has the screen, C-c, C-\ and C-z are
    /// meant for it: SIGINT and SIGQUIT are dropped, and SIGTSTP stops newsprint too,
    /// so that the shell takes over as the reader expects; without one nothing stops.
    ///
    /// # Errors
    /// [`TerminalError::System`] when the system refuses a handler or a thread.
    pub fn spawn(send: impl Fn(Signal) + Send + 'static) -> Result<Self, TerminalError> {
        let refused = |source| TerminalError::System {
            task: "listen for signals",
            source,
        };
        let mut signals = Signals::new(LISTENED_FOR).map_err(refused)?;
        let handle = signals.handle();
        let thread = std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                for number in signals.forever() {
                    let Some(signal) = Signal::from_number(number) else {
                        continue;
                    };
                    match signal {
                        Signal::Interrupt | Signal::Continued if guard::is_lent() => {}
                        Signal::Suspend if guard::is_lent() => {
                            if can_be_brought_back() {
                                // It can only fail for signals that don't exist.
                                let _ = emulate_default_handler(number);
                            }
                        }
                        _ => send(signal),
                    }
                }
            })
            .map_err(refused)?;
        Ok(Self {
            handle,
            thread: Some(thread),
        })
    }
}

impl Drop for SignalThread {
    fn drop(&mut self) {
        self.handle.close();
        if let Some(thread) = self.thread.take() {
            // A panic in it has been reported by the hook already.
            let _ = thread.join();
        }
    }
}

/// Whether a shell with job control looks after our process group: its parent
/// is in our session, and the group is not the session's own, whose leader has
/// nobody above (POSIX calls such a group orphaned, and it never stops on C-z).
pub(super) fn can_be_brought_back() -> bool {
    let Ok(session) = getsid(None) else {
        return false;
    };
    getpgrp() != session && getppid().is_some_and(|parent| getsid(Some(parent)) == Ok(session))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use rustix::process::{Signal as Number, getpid, kill_process};

    use super::*;

    #[test]
    fn each_signal_becomes_its_message_until_the_thread_is_dropped() {
        let (sender, receiver) = channel();
        let thread = SignalThread::spawn(move |signal| {
            let _ = sender.send(signal);
        })
        .unwrap();
        for (number, expected) in [
            (Number::TERM, Signal::Terminate),
            (Number::HUP, Signal::Hangup),
            (Number::INT, Signal::Interrupt),
            (Number::QUIT, Signal::Interrupt),
            (Number::WINCH, Signal::Resized),
            (Number::CONT, Signal::Continued),
            (Number::TSTP, Signal::Suspend),
        ] {
            kill_process(getpid(), number).unwrap();
            let told = receiver.recv_timeout(Duration::from_secs(10));
            assert_eq!(told, Ok(expected), "{number:?}");
        }
        drop(thread);
        assert_eq!(
            receiver.recv_timeout(Duration::from_secs(10)),
            Err(RecvTimeoutError::Disconnected)
        );
    }
}
