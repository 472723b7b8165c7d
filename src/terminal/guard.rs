//! The terminal's modes: taken when the screen opens, given back whatever happens.
//!
//! What has to be restored is kept for the whole process rather than in a value,
//! so that the panic hook finds it too. What is drawn is left to `screen`, the
//! words after a panic to `panics`.

use std::fmt;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, TryLockError};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::style::ResetColor;
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{Command, queue};
use rustix::io::Errno;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use super::{TerminalError, open_input, output};

/// The terminal that keys come from, and its modes as the shell left them.
struct Cooked {
    terminal: OwnedFd,
    modes: Termios,
}

/// What to restore; filled at the first entry and kept, because a program that
/// had the screen may leave other modes than it found.
static COOKED: Mutex<Option<Cooked>> = Mutex::new(None);
/// Whether the screen is ours now.
static ENTERED: AtomicBool = AtomicBool::new(false);
/// Whether a program that the reader opened has the screen.
static LENT: AtomicBool = AtomicBool::new(false);

/// Cursor and keypad keys in their normal modes (DECCKM off, DECKPNM). Another
/// program may have left them in the application modes.
struct NormalKeys;

impl Command for NormalKeys {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1l\x1b>")
    }
}

/// Reports of the mouse: buttons (1000), also while they are dragged (1002), in
/// the SGR form (1006), which knows no largest column.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l";

/// Motion without a button as well (1003): a dozen bytes for each cell that the mouse
/// comes to, so it is asked for only while something may come of it. Each of these
/// modes takes the place of the others, so that the end of this one brings back the
/// one before.
const MOVES_ON: &str = "\x1b[?1003h";
const MOVES_OFF: &str = "\x1b[?1003l\x1b[?1000h\x1b[?1002h";

/// No reports of the mouse. Switched off also where they never were on: another
/// program may have left them on.
struct NoMouse;

impl Command for NoMouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str(MOUSE_OFF)
    }
}

/// Holds the terminal in raw mode on the alternate screen, with the cursor
/// hidden and pastes and focus reported, and the mouse where that is wanted.
/// Dropping it gives everything back.
///
/// There is one screen, so there should be one guard at a time.
#[derive(Debug)]
pub struct Guard {
    mouse: bool,
    /// Whether motion without a button is wanted as well, where the mouse is used.
    moves: bool,
}

impl Guard {
    /// Takes the terminal, and the reports of its mouse if `mouse` is set.
    ///
    /// # Errors
    /// [`TerminalError::NotATerminal`] when the output is none,
    /// [`TerminalError::NoInput`] when there is none to read from,
    /// [`TerminalError::Mode`] when it refuses raw mode,
    /// [`TerminalError::Gone`] when it goes at this moment.
    pub fn enter(mouse: bool) -> Result<Self, TerminalError> {
        if !rustix::termios::isatty(io::stdout()) {
            return Err(TerminalError::NotATerminal);
        }
        // What was printed before belongs before the screen.
        io::stdout().flush().map_err(|_| TerminalError::Gone)?;
        // From here on dropping the guard undoes what was done, errors included.
        let guard = Self {
            mouse,
            moves: false,
        };
        guard.reenter()?;
        Ok(guard)
    }

    /// Takes the terminal again after [`leave`](Self::leave), or after a stop
    /// during which the shell may have changed anything. Harmless when repeated.
    ///
    /// In the background this waits, by the rules of job control, until the
    /// reader brings newsprint to the front.
    ///
    /// # Errors
    /// As [`enter`](Self::enter).
    pub fn reenter(&self) -> Result<(), TerminalError> {
        // The modes first: this is where a process in the background is stopped.
        enter_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        output::send(&enter_sequence(self.mouse, self.moves))
    }

    /// Has motion of the mouse without a button reported, or no more, where the mouse
    /// is used: what is to be written for it.
    pub(super) fn follow_mouse(&mut self, on: bool) -> &'static str {
        if std::mem::replace(&mut self.moves, on) == on || !self.mouse {
            return "";
        }
        if on { MOVES_ON } else { MOVES_OFF }
    }

    /// Takes the reports of the mouse, or leaves them to the terminal: what is to be
    /// written for it, after all that was to be written before.
    pub(super) fn use_mouse(&mut self, mouse: bool) -> &'static [&'static str] {
        if std::mem::replace(&mut self.mouse, mouse) == mouse {
            return &[];
        }
        match (mouse, self.moves) {
            (true, true) => &[MOUSE_ON, MOVES_ON],
            (true, false) => &[MOUSE_ON],
            (false, _) => &[MOUSE_OFF],
        }
    }

    /// Gives the terminal back. Harmless when repeated.
    pub fn leave(&self) {
        restore();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, from any thread and at any time; returns whether
/// there was something to give back. Never waits for a lock and never fails: a
/// terminal that can't be restored is gone.
pub(super) fn restore() -> bool {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return false;
    }
    let _ = output::send(&leave_sequence());
    let cooked = match COOKED.try_lock() {
        Ok(cooked) => cooked,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return true,
    };
    if let Some(cooked) = cooked.as_ref() {
        let _ = set_modes(&cooked.terminal, &cooked.modes);
    }
    true
}

/// Gives the terminal the modes that the shell left it with, for a program that had it
/// may have left others; but what is typed is not shown: it may be anything.
pub(super) fn cook_unseen() {
    let cooked = COOKED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(cooked) = cooked.as_ref() {
        let mut modes = cooked.modes.clone();
        modes
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ECHONL);
        let _ = set_modes(&cooked.terminal, &modes);
    }
}

/// Whether the screen is ours now.
pub(super) fn is_entered() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Whether a program that the reader opened has the screen.
pub(super) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Notes whether a program that the reader opened has the screen.
pub(super) fn set_lent(lent: bool) {
    LENT.store(lent, Ordering::SeqCst);
}

fn enter_raw_mode() -> Result<(), TerminalError> {
    let mut cooked = COOKED.lock().unwrap_or_else(PoisonError::into_inner);
    let held = if let Some(held) = cooked.take() {
        held
    } else {
        let terminal = open_input().map_err(TerminalError::NoInput)?;
        let modes = tcgetattr(&terminal).map_err(mode_error)?;
        Cooked { terminal, modes }
    };
    let mut raw = held.modes.clone();
    raw.make_raw();
    let set = set_modes(&held.terminal, &raw).map_err(mode_error);
    *cooked = Some(held);
    set
}

fn set_modes(terminal: &OwnedFd, modes: &Termios) -> rustix::io::Result<()> {
    rustix::io::retry_on_intr(|| tcsetattr(terminal, OptionalActions::Now, modes))
}

fn mode_error(errno: Errno) -> TerminalError {
    match errno {
        // After a hangup, or in a group that no shell looks after.
        Errno::IO | Errno::NXIO => TerminalError::Gone,
        _ => TerminalError::Mode(errno.into()),
    }
}

fn enter_sequence(mouse: bool, moves: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory doesn't fail. Keys and mouse may be as another program left
    // them that came to no good end.
    let _ = queue!(
        bytes,
        EnterAlternateScreen,
        NormalKeys,
        NoMouse,
        EnableBracketedPaste,
        EnableFocusChange,
        Hide
    );
    if mouse {
        bytes.extend_from_slice(MOUSE_ON.as_bytes());
    }
    if mouse && moves {
        bytes.extend_from_slice(MOVES_ON.as_bytes());
    }
    bytes
}

fn leave_sequence() -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = queue!(
        bytes,
        EndSynchronizedUpdate,
        ResetColor,
        NoMouse,
        DisableFocusChange,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_switched_on_is_switched_off() {
        let entered = String::from_utf8_lossy(&enter_sequence(true, true)).into_owned();
        let left = String::from_utf8_lossy(&leave_sequence()).into_owned();
        for (on, off) in [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[?2004h", "\x1b[?2004l"),
            ("\x1b[?1004h", "\x1b[?1004l"),
            ("\x1b[?25l", "\x1b[?25h"),
            ("\x1b[?1000h", "\x1b[?1000l"),
            ("\x1b[?1002h", "\x1b[?1002l"),
            ("\x1b[?1003h", "\x1b[?1003l"),
            ("\x1b[?1006h", "\x1b[?1006l"),
        ] {
            assert!(entered.contains(on), "{on:?} in {entered:?}");
            assert!(left.contains(off), "{off:?} in {left:?}");
        }
        assert!(left.starts_with("\x1b[?2026l"), "{left:?}");
        let without = String::from_utf8_lossy(&enter_sequence(false, true)).into_owned();
        for mouse in ["?1000", "?1002", "?1003", "?1006"] {
            assert!(!without.contains(&format!("{mouse}h")), "{without:?}");
            // Another program may have left it on.
            assert!(without.contains(&format!("{mouse}l")), "{without:?}");
        }
        assert_eq!(reported(&entered), Some("1003h"));
    }

    /// The mode that reports follow after some bytes, if any: each takes the place of
    /// the others, and the end of one ends all.
    fn reported(bytes: &str) -> Option<&str> {
        let modes = bytes.split("\x1b[?").filter(|mode| mode.starts_with("100"));
        modes.fold(None, |before, mode| match mode {
            "1006h" | "1006l" => before,
            on if on.ends_with('h') => Some(on),
            _ => None,
        })
    }

    #[test]
    fn mouse_and_its_moves_go_on_and_off_in_any_order() {
        for steps in [
            "m", "m>", "m><", "m>m", "m>mm", ">m", ">m<", "m>m<m", "m><m",
        ] {
            let mut guard = Guard {
                mouse: false,
                moves: false,
            };
            let (mut mouse, mut moves, mut written) = (false, false, String::new());
            for step in steps.chars() {
                if step == 'm' {
                    mouse = !mouse;
                    written.extend(guard.use_mouse(mouse).iter().copied());
                } else {
                    moves = step == '>';
                    written.push_str(guard.follow_mouse(moves));
                }
            }
            let expected = match (mouse, moves) {
                (true, true) => Some("1003h"),
                (true, false) => Some("1002h"),
                (false, _) => None,
            };
            assert_eq!(reported(&written), expected, "{steps}: {written:?}");
        }
    }
}
