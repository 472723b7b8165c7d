//! Copying, by every way that leads to the reader's clipboard, and telling
//! truthfully which of them took it.
//!
//! It leaves sending OSC 52 to the main thread, which alone writes to the
//! terminal. A clipboard may block (a slow compositor, a tmux that hangs):
//! [`Clipboard::copy`] is called on a worker, never on the thread that draws.

use std::ffi::OsStr;
use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{Environment, Notice, because_said};
use crate::text::Clean;

/// The longest base64 that goes by OSC 52, in bytes. Terminals commonly take a
/// sequence of 100,000 bytes (hterm's `osc52.sh`); this stays well below, so that
/// it also passes with the wrapping of multiplexers around it.
pub const LONGEST_BASE64: usize = 74_994;

/// How long tmux may take.
const TMUX_PATIENCE: Duration = Duration::from_secs(3);

/// How often a running tmux is looked at.
const TMUX_LOOKED_AT: Duration = Duration::from_millis(5);

/// The ways that a text went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// The desktop's clipboard took it.
    pub native: bool,
    /// tmux took it into its buffer, to pass it on to the terminal it runs in, as far as
    /// its `set-clipboard` and that terminal let it.
    pub tmux: bool,
    /// The text that the caller is to send by OSC 52, not yet base64. Nothing
    /// tells whether the terminal takes it.
    pub terminal: Option<String>,
    /// A private file that holds the text, because it is too long for OSC 52 and
    /// no desktop clipboard took it.
    pub file: Option<PathBuf>,
    /// Why there is no such file although there should be.
    pub failure: Option<ClipboardError>,
}

/// Why a text was not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClipboardError {
    /// The private file could not be written.
    #[error(
        "could not save the text to a private file in {folder}: {reason}; make room there, or set TMPDIR, and copy again"
    )]
    Save {
        /// The folder for temporary files.
        folder: Clean,
        /// What the system said.
        reason: Clean,
    },
}

impl Copied {
    /// What is said of it, once the caller has sent what is to be sent: what it is
    /// that was copied, in a word or two.
    #[must_use]
    pub fn notice(&self, what: Clean) -> Notice {
        self.outcome().with("what", what)
    }

    fn outcome(&self) -> Notice {
        if let Some(file) = &self.file {
            let key = if self.tmux {
                "too-long-in-tmux"
            } else {
                "too-long-saved"
            };
            return Notice::new(key).with("path", Clean::line(&file.to_string_lossy()));
        }
        if self.native {
            return Notice::new("copied");
        }
        if self.terminal.is_some() {
            // Whether tmux passes on what it has nothing tells either.
            let key = if self.tmux {
                "sent-to-terminal-and-tmux"
            } else {
                "sent-to-terminal"
            };
            return Notice::new(key);
        }
        match &self.failure {
            Some(ClipboardError::Save { folder, reason }) => {
                let notice = Notice::new("copy-failed").with("folder", folder.clone());
                because_said(notice, "reason", reason.as_str())
            }
            None => Notice::new("copy-nothing"),
        }
    }
}

/// A desktop clipboard; on X11 the copy lives only as long as this handle.
trait Board: Send {
    /// Puts a text there; whether it was taken.
    fn set(&mut self, text: &str) -> bool;
}

impl Board for arboard::Clipboard {
    fn set(&mut self, text: &str) -> bool {
        self.set_text(text).is_ok()
    }
}

/// Opens the desktop's clipboard, if there is one.
type OpenBoard = Box<dyn FnMut() -> Option<Box<dyn Board>> + Send>;

/// The reader's clipboard. One is kept for the life of the program, and dropped before
/// that ends: on X11 the text goes with it, but a clipboard manager is given it first. On
/// Wayland it goes when the program ends, for nobody else is asked to keep it there.
pub struct Clipboard {
    open: OpenBoard,
    board: Option<Box<dyn Board>>,
}

impl Default for Clipboard {
    fn default() -> Self {
        Self::new()
    }
}

impl Clipboard {
    /// A clipboard that is not yet connected to the desktop's; the first copy does that.
    #[must_use]
    pub fn new() -> Self {
        Self {
            open: Box::new(|| {
                let board = arboard::Clipboard::new().ok()?;
                Some(Box::new(board))
            }),
            board: None,
        }
    }

    /// Copies a text by every way that is open. Text of no length goes nowhere.
    pub fn copy(&mut self, text: &str, environment: &Environment) -> Copied {
        let mut copied = Copied::default();
        if text.is_empty() {
            return copied;
        }
        copied.native = environment.has_local_clipboard() && self.set_native(text);
        copied.tmux = load_tmux_buffer(text, environment);
        if base64_length(text.len()) <= LONGEST_BASE64 {
            copied.terminal = Some(text.to_owned());
        } else if !copied.native {
            match save(text, &environment.temporary) {
                Ok(file) => copied.file = Some(file),
                Err(error) => {
                    copied.failure = Some(ClipboardError::Save {
                        folder: Clean::line(&environment.temporary.to_string_lossy()),
                        reason: Clean::line(&error.to_string()),
                    });
                }
            }
        }
        copied
    }

    /// Sets the desktop's clipboard. A handle that fails (the display server went
    /// and came back) is opened anew, once.
    fn set_native(&mut self, text: &str) -> bool {
        if self.board.as_mut().is_some_and(|board| board.set(text)) {
            return true;
        }
        self.board = (self.open)();
        let taken = self.board.as_mut().is_some_and(|board| board.set(text));
        if !taken {
            self.board = None;
        }
        taken
    }
}

/// The length in bytes of the base64 of so many bytes, padding included.
const fn base64_length(bytes: usize) -> usize {
    bytes.div_ceil(3) * 4
}

/// Writes a text to a file that its owner alone may read, and that stays.
fn save(text: &str, folder: &Path) -> std::io::Result<PathBuf> {
    let mut file = tempfile::Builder::new()
        .prefix("newsprint-")
        .suffix(".txt")
        .permissions(Permissions::from_mode(0o600))
        .tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let (_, path) = file.keep().map_err(|error| error.error)?;
    Ok(path)
}

/// Hands a text to the tmux around the program: into its buffer and, by `-w`
/// (tmux 3.2), to the clipboard of its terminal. Whether tmux took it.
fn load_tmux_buffer(text: &str, environment: &Environment) -> bool {
    let Some(socket) = &environment.tmux else {
        return false;
    };
    environment
        .find_program("tmux")
        .and_then(|program| start_tmux(&program, socket).ok())
        .is_some_and(|child| feed(child, text.to_owned(), TMUX_PATIENCE))
}

fn start_tmux(program: &Path, socket: &OsStr) -> std::io::Result<Child> {
    Command::new(program)
        .args(["load-buffer", "-w", "-"])
        .env("TMUX", socket)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// Gives a child its standard input and waits for it, no longer than told.
/// Whether it ended well.
fn feed(mut child: Child, text: String, patience: Duration) -> bool {
    // Written from a thread of its own: a child that reads nothing would hold us.
    // If it is ended below, the write fails and the thread ends too.
    let written = child.stdin.take().is_some_and(|mut input| {
        thread::Builder::new()
            .name(String::from("tmux"))
            .spawn(move || input.write_all(text.as_bytes()))
            .is_ok()
    });
    let start = Instant::now();
    while written && start.elapsed() < patience {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(TMUX_LOOKED_AT),
            Err(_) => break,
        }
    }
    // Ended and reaped; whether that works changes nothing about the answer.
    let _ = child.kill();
    let _ = child.wait();
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use std::fs;
    use std::sync::{Arc, Mutex};

    use super::super::environment::fake;
    use super::*;

    /// A desktop clipboard that remembers what it was given, and fails when told.
    #[derive(Clone, Default)]
    struct Desk(Arc<Mutex<State>>);

    #[derive(Default)]
    struct State {
        opened: usize,
        taken: Vec<String>,
        broken: bool,
        absent: bool,
    }

    impl Board for Desk {
        fn set(&mut self, text: &str) -> bool {
            let mut state = self.0.lock().unwrap();
            if !state.broken {
                state.taken.push(text.to_owned());
            }
            !state.broken
        }
    }

    fn clipboard(desk: &Desk) -> Clipboard {
        let desk = desk.clone();
        Clipboard {
            open: Box::new(move || {
                let mut state = desk.0.lock().unwrap();
                state.opened += 1;
                state.broken = false;
                (!state.absent).then(|| Box::new(desk.clone()) as Box<dyn Board>)
            }),
            board: None,
        }
    }

    /// The longest text that goes by OSC 52.
    const FITS: usize = LONGEST_BASE64 / 4 * 3;

    #[test]
    fn each_surrounding_has_its_ways_and_its_message() {
        for (display, ssh, tmux, length, key) in [
            (true, false, false, 5, "copied"),
            (true, false, true, 5, "copied"),
            (false, false, true, 5, "sent-to-terminal-and-tmux"),
            (false, true, true, 5, "sent-to-terminal-and-tmux"),
            (false, false, false, 5, "sent-to-terminal"),
            (true, true, false, 5, "sent-to-terminal"),
            (false, false, false, FITS, "sent-to-terminal"),
            (false, false, false, FITS + 1, "too-long-saved"),
            (true, true, false, FITS + 1, "too-long-saved"),
            (false, true, true, FITS + 1, "too-long-in-tmux"),
            (true, false, false, FITS + 1, "copied"),
            (false, false, false, 0, "copy-nothing"),
            (true, false, true, 0, "copy-nothing"),
        ] {
            let (folder, mut environment) = fake::programs(&[(
                "tmux",
                r#"/bin/cat > "${0%/*}/buffer"; echo "$TMUX $*" > "${0%/*}/asked""#,
            )]);
            environment.display = display.then(|| ":0".into());
            environment.ssh = ssh;
            environment.tmux = tmux.then(|| "socket,1,0".into());
            let desk = Desk::default();
            let text = "a".repeat(length);
            let copied = clipboard(&desk).copy(&text, &environment);
            let case = format!("{display} {ssh} {tmux} {length}");
            let some = length > 0;
            assert_eq!(copied.outcome().key, key, "{case}");
            assert_eq!(copied.native, some && display && !ssh, "{case}");
            assert_eq!(copied.tmux, some && tmux, "{case}");
            assert_eq!(copied.terminal.is_some(), some && length <= FITS, "{case}");
            assert_eq!(copied.file.is_some(), key.starts_with("too-long"), "{case}");
            assert_eq!(desk.0.lock().unwrap().opened, usize::from(copied.native));
            if copied.tmux {
                let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
                assert_eq!(read("buffer"), text);
                assert_eq!(read("asked"), "socket,1,0 load-buffer -w -\n");
            }
        }
    }

    #[test]
    fn what_is_too_long_is_in_a_file_that_others_cannot_read() {
        let (folder, environment) = fake::programs(&[]);
        let text = "新".repeat(30_000);
        let copied = clipboard(&Desk::default()).copy(&text, &environment);
        let file = copied.file.clone().unwrap();
        assert_eq!(file.parent(), Some(folder.path()));
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o7777,
            0o600
        );
        let path = Clean::line(file.to_str().unwrap());
        assert_eq!(copied.outcome().arguments, [("path", path)]);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_told() {
        let environment = Environment {
            temporary: PathBuf::from("/nowhere\u{1b}[31m"),
            ..Environment::default()
        };
        let copied = clipboard(&Desk::default()).copy(&"a".repeat(100_000), &environment);
        assert_eq!(copied.outcome().key, "copy-failed");
        let message = copied.failure.unwrap().to_string();
        assert!(
            message.contains("/nowhere[31m") && !message.contains('\u{1b}'),
            "{message}"
        );
    }

    #[test]
    fn the_handle_is_kept_and_opened_anew_when_it_fails() {
        let (_folder, mut environment) = fake::programs(&[]);
        environment.wayland_display = Some("wayland-0".into());
        let desk = Desk::default();
        let mut clipboard = clipboard(&desk);
        let opened = |desk: &Desk| desk.0.lock().unwrap().opened;
        assert!(clipboard.copy("one", &environment).native);
        assert!(clipboard.copy("two", &environment).native);
        assert_eq!(opened(&desk), 1);
        desk.0.lock().unwrap().broken = true;
        assert!(clipboard.copy("three", &environment).native);
        assert_eq!(opened(&desk), 2);
        desk.0.lock().unwrap().broken = true;
        desk.0.lock().unwrap().absent = true;
        let copied = clipboard.copy("four", &environment);
        assert_eq!(copied.outcome().key, "sent-to-terminal");
        desk.0.lock().unwrap().absent = false;
        assert!(clipboard.copy("five", &environment).native);
        assert_eq!(
            desk.0.lock().unwrap().taken,
            ["one", "two", "three", "five"]
        );
    }

    #[test]
    fn a_tmux_that_fails_hangs_or_is_not_there_took_nothing() {
        for script in ["exit 1", "exec /bin/sleep 60", ""] {
            let scripts = [("tmux", script)];
            let there = if script.is_empty() {
                &scripts[1..]
            } else {
                &scripts[..]
            };
            let (_folder, mut environment) = fake::programs(there);
            environment.tmux = Some("socket,1,0".into());
            let start = Instant::now();
            // More than a pipe holds, so that writing to it waits for a reader.
            assert!(!load_tmux_buffer(&"a".repeat(1 << 20), &environment));
            assert!(start.elapsed() < TMUX_PATIENCE * 3, "{script}");
        }
    }

    #[test]
    fn base64_is_counted_with_its_padding() {
        for (bytes, length) in [
            (0, 0),
            (1, 4),
            (3, 4),
            (4, 8),
            (FITS, 74_992),
            (FITS + 1, 74_996),
        ] {
            assert_eq!(base64_length(bytes), length);
        }
    }
}
