//! The screen: draws frames, sends texts to the clipboard, and steps aside for
//! the shell or for a program that the reader opens.
//!
//! It belongs to the main thread, which alone writes to the terminal. What a
//! frame shows is left to `ui`.

use std::fmt::{self, Debug};
use std::fs::File;
use std::io::{self, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::tcgetwinsize;

use super::colours::with_old_colours;
use super::inquiry::{self, Inquiry};
use super::output::{self, Output};
use super::painter::Painter;
use super::signals::can_be_brought_back;
use super::{Guard, InputThread, Reply, TerminalError, guard, open_input};
use crate::settings::TerminalFacts;
use crate::text::Clean;

/// The size of a terminal that doesn't know its own, as on a serial line: that
/// of the VT100.
const UNKNOWN_SIZE: Size = Size {
    width: 80,
    height: 24,
};

/// How long a program has the screen at the least, for a person to have seen what it
/// printed.
const A_MOMENT: Duration = Duration::from_secs(1);

/// The open screen. Dropping it gives the terminal back.
pub struct Screen {
    terminal: Terminal<Painter>,
    output: Output,
    area: Rect,
    guard: Guard,
    inquiry: Inquiry,
    /// The next frame brings the questions with it.
    asks: bool,
    /// When the terminal was asked last.
    asked: Option<Instant>,
    /// Whether the terminal shows a frame at once, when it is told where it begins and
    /// ends. Until it has said so it is told: most that don't know it pass it over.
    is_synchronised: bool,
    /// Where the last frame left the cursor, and whether it is seen.
    left: Option<(Option<Position>, bool)>,
}

impl Screen {
    /// Takes the terminal, with its mouse if `mouse` is set, and opens the screen
    /// on it, empty until the first [`draw`](Self::draw), which also asks the
    /// terminal what it is.
    ///
    /// Styles are sent as they are drawn, under `NO_COLOR` too: crossterm would
    /// drop bold and reverse with the colours, and the selection with them.
    /// Choosing a theme without colours is left to the caller.
    ///
    /// # Errors
    /// As [`Guard::enter`].
    pub fn enter(mouse: bool) -> Result<Self, TerminalError> {
        let guard = Guard::enter(mouse)?;
        crossterm::style::force_color_output(true);
        let output = Output::default();
        let area = Rect::from((Position::ORIGIN, size()));
        // With a fixed viewport ratatui never asks for the size itself: it would
        // open /dev/tty for every frame, and start tput where there is none.
        let terminal = Terminal::with_options(
            Painter::new(output.clone()),
            TerminalOptions {
                viewport: Viewport::Fixed(area),
            },
        )
        .map_err(|_| TerminalError::Gone)?;
        let mut screen = Self {
            terminal,
            output,
            area,
            guard,
            inquiry: Inquiry::default(),
            asks: false,
            asked: None,
            is_synchronised: true,
            left: None,
        };
        screen.renew()?;
        Ok(screen)
    }

    /// Takes the reports of the mouse, or leaves them to the terminal. It is told with
    /// the next [`draw`](Self::draw).
    pub fn use_mouse(&mut self, mouse: bool) {
        for sequence in self.guard.use_mouse(mouse) {
            // Writing into memory doesn't fail.
            let _ = self.output.write_all(sequence.as_bytes());
        }
    }

    /// The size, in columns and rows, as the terminal says it now.
    #[must_use]
    pub fn size(&self) -> Size {
        size()
    }

    /// Draws a frame. What has changed since the last one goes out in one write,
    /// as a synchronized update where the terminal knows that, so that no half frame
    /// is seen. Where nothing has changed, nothing is written.
    ///
    /// The cursor is left at the place that `paint` gives, seen only if `cursor` is
    /// set: a block that blinks beside what one reads for an hour is in the way, and
    /// whatever follows the cursor follows one that is hidden too.
    ///
    /// # Errors
    /// [`TerminalError::Gone`].
    pub fn draw(
        &mut self,
        cursor: bool,
        paint: impl FnOnce(&mut Frame<'_>) -> Option<Position>,
    ) -> Result<(), TerminalError> {
        let area = Rect::from((Position::ORIGIN, size()));
        if area != self.area {
            self.area = area;
            self.redraw_all()?;
        }
        let cleared = self.output.take();
        let mut bytes = Vec::new();
        // Writing into memory doesn't fail, nor does drawing into it.
        if self.is_synchronised {
            let _ = queue!(bytes, BeginSynchronizedUpdate);
        }
        let is_told = !cleared.is_empty() || self.asks;
        if std::mem::take(&mut self.asks) {
            // Ahead of the clearing, which leaves nothing of what is tried.
            bytes.extend(inquiry::questions().bytes());
            self.inquiry.put();
            self.asked = Some(Instant::now());
        }
        bytes.extend(cleared);
        let mut place = None;
        self.terminal
            .draw(|frame| {
                place = paint(frame);
                if let Some(place) = place.filter(|_| cursor) {
                    frame.set_cursor_position(place);
                }
            })
            .map_err(|_| TerminalError::Gone)?;
        let painted = self.output.take();
        let left = self.left.replace((place, cursor));
        if !is_told && left == self.left && painted == cursor_alone(place.filter(|_| cursor)) {
            // Nothing has changed, so nothing is written.
            return Ok(());
        }
        bytes.extend(with_old_colours(&painted));
        if let Some(Position { x, y }) = place {
            let _ = queue!(bytes, MoveTo(x, y));
        }
        if self.is_synchronised {
            let _ = queue!(bytes, EndSynchronizedUpdate);
        }
        output::send(&bytes)
    }

    /// Makes the next [`draw`](Self::draw) clear the screen, paint every cell and
    /// ask the terminal anew: it may be another one than before, as after a stop
    /// or where a session was taken to another window.
    ///
    /// It is not asked when the window gets the focus. That happens often, each
    /// time the screen would have to be painted anew, and inside tmux the answers
    /// are tmux's own and stay the same.
    ///
    /// # Errors
    /// [`TerminalError::Gone`].
    pub fn renew(&mut self) -> Result<(), TerminalError> {
        self.asks = true;
        self.redraw_all()
    }

    /// Takes a reply of the terminal; the one that ends its replies gives what it
    /// has told of itself.
    pub fn take_reply(&mut self, reply: &Reply) -> Option<TerminalFacts> {
        let facts = self.inquiry.take(reply)?;
        self.is_synchronised = facts.synchronised.unwrap_or(true);
        Some(facts)
    }

    /// Since when the terminal owes replies, if it does. Whoever reads next, a
    /// shell or a browser, would take them for typed.
    #[must_use]
    pub fn owed_since(&self) -> Option<Instant> {
        self.asked.filter(|_| self.inquiry.is_open())
    }

    /// Makes the next [`draw`](Self::draw) clear the screen and paint every cell.
    ///
    /// `Terminal::clear` is not used: it asks the terminal for the cursor's
    /// position and fails where nothing answers.
    ///
    /// # Errors
    /// [`TerminalError::Gone`].
    fn redraw_all(&mut self) -> Result<(), TerminalError> {
        // Otherwise the cleared cells would take the last background.
        let _ = queue!(self.output, ResetColor);
        self.terminal
            .resize(self.area)
            .map_err(|_| TerminalError::Gone)
    }

    /// Has the terminal tell where the mouse is when no button is held, or no more.
    /// It is told with the next [`draw`](Self::draw).
    pub fn follow_mouse(&mut self, on: bool) {
        // Writing into memory doesn't fail.
        let _ = self
            .output
            .write_all(self.guard.follow_mouse(on).as_bytes());
    }

    /// Sends a text to the terminal for its clipboard (OSC 52). Whether it takes
    /// it is not known. tmux and screen understand the sequence as it is, so it
    /// is not wrapped for them.
    ///
    /// # Errors
    /// [`TerminalError::Gone`].
    pub fn copy_to_clipboard(&mut self, text: &str) -> Result<(), TerminalError> {
        let mut bytes = Vec::new();
        let _ = queue!(bytes, CopyToClipboard::to_clipboard_from(text));
        output::send(&bytes)
    }

    /// Gives the terminal to the shell and stops, with the whole process group,
    /// as C-z does for other programs; returns, with the terminal taken again,
    /// once the reader has brought newsprint back. Draw then.
    ///
    /// False, with nothing done, when no shell could bring it back: newsprint
    /// is all that runs in its window.
    ///
    /// # Errors
    /// [`TerminalError::Gone`] or [`TerminalError::Mode`] when the terminal can't
    /// be taken again, [`TerminalError::System`] when the system refuses to stop.
    pub fn suspend(&mut self, input: &InputThread) -> Result<bool, TerminalError> {
        if !can_be_brought_back() {
            return Ok(false);
        }
        input.pause();
        self.guard.leave();
        // SIGSTOP rather than SIGTSTP, which has a handler. That the kernel would
        // keep an orphaned group from stopping is what was checked above.
        let stopped = kill_current_process_group(Signal::STOP);
        let taken = self.resume();
        input.resume();
        stopped.map_err(|errno| TerminalError::System {
            task: "suspend",
            source: errno.into(),
        })?;
        taken.map(|()| true)
    }

    /// Takes the terminal again after a stop that could not be prepared for
    /// (SIGSTOP from outside). Harmless otherwise. Draw then.
    ///
    /// # Errors
    /// As [`Guard::reenter`].
    pub fn resume(&mut self) -> Result<(), TerminalError> {
        self.guard.reenter()?;
        self.renew()
    }

    /// Lends the terminal to a program, such as a browser in the terminal, waits
    /// until it ends, and takes the terminal again. Draw then. `reads` is what it has
    /// for its standard input, where that is not the terminal. Where it failed, or ended
    /// before anyone could read what it printed, `ask` stands below that until Enter is
    /// pressed.
    ///
    /// # Errors
    /// [`TerminalError::Program`] when it can't be started (the screen is back
    /// then), [`TerminalError::Gone`] or [`TerminalError::Mode`] when the terminal
    /// can't be taken again.
    pub fn run_in_foreground(
        &mut self,
        input: &InputThread,
        command: &mut Command,
        reads: Option<File>,
        ask: Option<&Clean>,
    ) -> Result<ExitStatus, TerminalError> {
        input.pause();
        guard::set_lent(true);
        self.guard.leave();
        // With a list of files on standard input, the program still needs keys.
        if let Some(file) = reads {
            command.stdin(Stdio::from(file));
        } else if !rustix::termios::isatty(io::stdin())
            && let Ok(terminal) = open_input()
        {
            command.stdin(Stdio::from(terminal));
        }
        let began = Instant::now();
        let status = command.status();
        if let (Some(ask), Ok(status)) = (ask, &status)
            && (!status.success() || began.elapsed() < A_MOMENT)
        {
            wait_for_enter(ask);
        }
        let taken = self.resume();
        guard::set_lent(false);
        input.resume();
        taken?;
        status.map_err(|source| TerminalError::Program {
            program: command.get_program().to_string_lossy().into_owned(),
            source,
        })
    }
}

impl Debug for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Screen")
            .field("area", &self.area)
            .finish_non_exhaustive()
    }
}

/// Writes below what a program has printed what is to be pressed, and waits for it. A
/// terminal that is gone, or has nothing to say, is not waited for.
fn wait_for_enter(ask: &Clean) {
    let Ok(terminal) = open_input() else { return };
    // The program may have left the modes otherwise.
    guard::cook_unseen();
    let text = format!("\n{ask} ");
    if output::send(text.as_bytes()).is_err() {
        return;
    }
    let mut byte = [0_u8];
    loop {
        // It may have been left so that reading does not wait.
        let mut fds = [PollFd::new(&terminal, PollFlags::IN)];
        let waited = poll(&mut fds, None);
        match waited.and_then(|_| rustix::io::read(&terminal, &mut byte)) {
            Ok(0) => return,
            Ok(_) if matches!(byte, [b'\n' | b'\r']) => return,
            Ok(_) | Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return,
        }
    }
}

/// What ratatui writes for a frame in which no cell has changed: the cursor, seen at
/// a place or hidden.
fn cursor_alone(seen: Option<Position>) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory doesn't fail.
    let _ = if let Some(Position { x, y }) = seen {
        queue!(bytes, Show, MoveTo(x, y))
    } else {
        queue!(bytes, Hide)
    };
    bytes
}

/// The size of the terminal, in columns and rows.
fn size() -> Size {
    match tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size {
            width: size.ws_col,
            height: size.ws_row,
        },
        _ => UNKNOWN_SIZE,
    }
}
