//! A session with newsprint: a pseudo-terminal, and an emulator that shows what was
//! written to it and answers its queries.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use rustix::process::{Pid, Signal, kill_process};

use super::emulator::{Answers, text_of};
use super::room::Room;

/// How long anything may take before a test fails.
const LIMIT: Duration = Duration::from_secs(10);
/// How long nothing must come before the screen counts as settled.
const QUIET: Duration = Duration::from_millis(300);
/// What ends each frame: the end of synchronised output.
pub(crate) const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

/// What has come from newsprint.
pub(super) struct Seen {
    pub(super) parser: vt100::Parser<Answers>,
    pub(super) raw: Vec<u8>,
    pub(super) last: Instant,
}

type Writer = Arc<Mutex<Box<dyn Write + Send>>>;

/// newsprint, running. Dropping it ends what still runs.
pub(crate) struct Session {
    pub(super) child: Box<dyn Child + Send + Sync>,
    writer: Writer,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open so that the modes can be asked for after the end.
    _slave: Box<dyn SlavePty + Send>,
    /// The terminal's modes before newsprint started, as text.
    cooked: String,
}

/// newsprint itself with some arguments.
fn newsprint(arguments: &[OsString]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(arguments);
    command
}

impl Session {
    /// Starts newsprint with `arguments` on a terminal of `size`, in columns and
    /// rows. It sees no variable of ours but PATH and those in `environment`.
    pub(crate) fn start(
        room: &Room,
        arguments: &[OsString],
        size: (u16, u16),
        environment: &[(&str, &Path)],
    ) -> Self {
        Self::run(room, newsprint(arguments), size, environment, true)
    }

    /// The same on a terminal that does not show what is typed while nobody looks after
    /// that.
    pub(crate) fn start_without_echo(
        room: &Room,
        arguments: &[OsString],
        size: (u16, u16),
        environment: &[(&str, &Path)],
    ) -> Self {
        Self::run(room, newsprint(arguments), size, environment, false)
    }

    /// Runs a shell script on a terminal of 100 by 24, in which `"$@"` is
    /// newsprint with `arguments`.
    pub(crate) fn start_in_shell(
        room: &Room,
        script: &str,
        arguments: &[OsString],
        environment: &[(&str, &Path)],
    ) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_newsprint")]);
        command.args(arguments);
        Self::run(room, command, (100, 24), environment, true)
    }

    fn run(
        room: &Room,
        mut command: CommandBuilder,
        (cols, rows): (u16, u16),
        environment: &[(&str, &Path)],
        echoes: bool,
    ) -> Self {
        let home = room.home();
        command.env_clear();
        command.cwd(&home);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", &home);
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("TMPDIR", "tmp"),
        ] {
            fs::create_dir_all(home.join(folder)).unwrap();
            command.env(name, home.join(folder));
        }
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("TZ", "UTC"),
            ("LANG", "C.UTF-8"),
        ] {
            command.env(name, value);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(pty_size(cols, rows)).unwrap();
        if !echoes {
            let mut without = std::process::Command::new("sh");
            without.args(["-c", r#"stty -echo < "$0""#]);
            without.arg(pair.master.tty_name().unwrap());
            assert!(without.status().unwrap().success());
        }
        let cooked = format!("{:?}", pair.master.get_termios().unwrap());
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let seen = Arc::new((
            Mutex::new(Seen {
                parser: vt100::Parser::new_with_callbacks(
                    NonZeroU16::new(rows).unwrap(),
                    NonZeroU16::new(cols).unwrap(),
                    0,
                    Answers::of(room.kind),
                ),
                raw: Vec::new(),
                last: Instant::now(),
            }),
            Condvar::new(),
        ));
        let reader = pair.master.try_clone_reader().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let (told, answered) = (Arc::clone(&seen), Arc::clone(&writer));
        std::thread::spawn(move || play_terminal(reader, &told, &answered));
        Self {
            child,
            writer,
            seen,
            master: pair.master,
            _slave: pair.slave,
            cooked,
        }
    }

    /// Waits until the screen is as wanted, and returns it.
    pub(crate) fn wait_for(&self, wanted: impl Fn(&str) -> bool, what: &str) -> String {
        self.wait_at_most(LIMIT, wanted, what)
    }

    /// Waits until the screen has a text on it, and gives the screen.
    pub(crate) fn see(&self, text: &str) -> String {
        self.wait_for(|screen| screen.contains(text), text)
    }

    /// Quits; the terminal is as it was.
    pub(crate) fn quit(mut self) {
        self.send("Q");
        assert_eq!(self.wait_exit().exit_code(), 0);
        self.wait_restored();
    }

    /// The same for what may take longer.
    pub(crate) fn wait_at_most(
        &self,
        limit: Duration,
        wanted: impl Fn(&str) -> bool,
        what: &str,
    ) -> String {
        self.wait_until_within(
            limit,
            |seen| Some(text_of(seen.parser.screen())).filter(|text| wanted(text)),
            what,
        )
    }

    /// Waits until `bytes` have been written `times` times since the start.
    pub(crate) fn wait_for_raw(&self, bytes: &[u8], times: usize, what: &str) {
        self.wait_until(
            |seen| {
                let found = seen.raw.windows(bytes.len());
                (found.filter(|window| *window == bytes).count() >= times).then_some(())
            },
            what,
        );
    }

    pub(super) fn wait_until<T>(&self, wanted: impl Fn(&Seen) -> Option<T>, what: &str) -> T {
        self.wait_until_within(LIMIT, wanted, what)
    }

    fn wait_until_within<T>(
        &self,
        limit: Duration,
        wanted: impl Fn(&Seen) -> Option<T>,
        what: &str,
    ) -> T {
        let deadline = Instant::now() + limit;
        let mut seen = self.lock();
        loop {
            if let Some(value) = wanted(&seen) {
                return value;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let screen = text_of(seen.parser.screen());
                drop(seen);
                panic!("waited in vain for {what}; the screen is\n{screen}");
            }
            seen = self
                .seen
                .1
                .wait_timeout(seen, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Waits until nothing has come for a while, and returns the screen.
    pub(crate) fn settle(&self) -> String {
        self.settle_for(QUIET);
        self.screen()
    }

    /// Waits until nothing has come for as long as `quiet`.
    pub(crate) fn settle_for(&self, quiet: Duration) {
        let deadline = Instant::now() + LIMIT + quiet;
        loop {
            let since = self.lock().last.elapsed();
            if since >= quiet || Instant::now() >= deadline {
                return;
            }
            std::thread::sleep(quiet.saturating_sub(since));
        }
    }

    /// Types.
    pub(crate) fn send(&self, bytes: impl AsRef<[u8]>) {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write_all(bytes.as_ref()).unwrap();
        writer.flush().unwrap();
        // So that what counts as quiet begins after it.
        self.lock().last = Instant::now();
    }

    /// Types byte by byte, each in a read of its own.
    pub(crate) fn send_slowly_split(&self, bytes: &[u8]) {
        for byte in bytes {
            self.send([*byte]);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the terminal has been asked, and gives the answers it kept back.
    pub(crate) fn kept_back(&self) -> Vec<u8> {
        self.wait_until(
            |seen| seen.raw.ends_with(END_OF_FRAME).then_some(()),
            "a frame",
        );
        self.lock().parser.callbacks_mut().take()
    }

    /// Gives the window another size, in columns and rows.
    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        let (rows_there, cols_there) = (NonZeroU16::new(rows), NonZeroU16::new(cols));
        self.lock()
            .parser
            .set_size(rows_there.unwrap(), cols_there.unwrap());
        self.master.resize(pty_size(cols, rows)).unwrap();
    }

    /// What the screen shows: a line for each row, wide characters once.
    pub(crate) fn screen(&self) -> String {
        text_of(self.lock().parser.screen())
    }

    /// All bytes written so far.
    pub(crate) fn raw_output(&self) -> Vec<u8> {
        self.lock().raw.clone()
    }

    /// Sends a signal to the program in front.
    pub(crate) fn signal(&self, signal: Signal) {
        let leader = self
            .master
            .process_group_leader()
            .expect("a program in front");
        kill_process(Pid::from_raw(leader).unwrap(), signal).unwrap();
    }

    /// Whether newsprint holds the terminal: raw mode, the alternate screen, no
    /// cursor.
    pub(crate) fn holds_the_terminal(&self) -> bool {
        let seen = self.lock();
        let screen = seen.parser.screen();
        screen.alternate_screen()
            && screen.bracketed_paste()
            && screen.hide_cursor()
            && self.modes() != self.cooked
    }

    /// Waits until the terminal is as it was before newsprint started.
    pub(crate) fn wait_restored(&self) {
        self.wait_until(
            |seen| {
                let screen = seen.parser.screen();
                let kept = screen.alternate_screen()
                    || screen.hide_cursor()
                    || screen.bracketed_paste()
                    || screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
                    || reports_focus(&seen.raw);
                (!kept).then_some(())
            },
            "the screen to be restored",
        );
        let deadline = Instant::now() + LIMIT;
        while self.modes() != self.cooked {
            assert!(
                Instant::now() < deadline,
                "the modes were not restored: {}",
                self.modes()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The terminal's modes as text.
    fn modes(&self) -> String {
        let mut modes = format!("{:?}", self.master.get_termios().unwrap());
        // The kernel notes here that typed text waits to be shown again.
        modes = modes.replace(" | PENDIN", "").replace("PENDIN | ", "");
        modes
    }

    /// The number of newsprint's process.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// How newsprint has ended, where it has.
    pub(crate) fn end(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// Waits for the end.
    pub(crate) fn wait_exit(&mut self) -> ExitStatus {
        let deadline = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                Instant::now() < deadline,
                "waited in vain for the end; the screen is\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn pty_size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

/// Shows what comes and answers what is asked, until the end.
fn play_terminal(mut reader: Box<dyn Read + Send>, seen: &(Mutex<Seen>, Condvar), writer: &Writer) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = reader.read(&mut buffer) {
        let bytes = buffer.get(..length).unwrap_or_default();
        let mut now = seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        now.parser.process(bytes);
        now.raw.extend_from_slice(bytes);
        now.last = Instant::now();
        let answers = now.parser.callbacks_mut().due_now();
        drop(now);
        seen.1.notify_all();
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.write_all(&answers).is_err() {
            return;
        }
    }
}

/// Whether reports of the focus were left switched on.
fn reports_focus(raw: &[u8]) -> bool {
    let last = |bytes: &[u8]| raw.windows(bytes.len()).rposition(|window| window == bytes);
    last(b"\x1b[?1004h") > last(b"\x1b[?1004l")
}
