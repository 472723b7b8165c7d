//! For tests: processes that write and are killed (SIGKILL) in the middle of it.
//! Such a process is this test program again, with one test that does nothing
//! unless it is told where to write.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

const PLACE: &str = "NEWSPRINT_TEST_PLACE";
const FIRST: &str = "NEWSPRINT_TEST_FIRST";

/// Longer than a writer takes to begin, whatever else the machine does.
const PATIENCE: Duration = Duration::from_mins(1);

/// What such a process was told: where to write, and from which number on. `None`
/// in all others.
pub(super) fn told() -> Option<(PathBuf, u32)> {
    let first = env::var(FIRST).ok()?.parse().ok()?;
    Some((env::var_os(PLACE)?.into(), first))
}

/// Says in such a process that what has a number is safe.
pub(super) fn say_safe(number: u32) {
    writeln!(std::io::stderr(), "safe {number}").unwrap();
}

/// A process that writes until it is killed.
pub(super) struct Writing {
    child: Child,
    said: Receiver<u32>,
    listener: JoinHandle<()>,
}

impl Writing {
    /// Starts the ignored test `writer` of a module, as `module_path!` names it.
    pub(super) fn start(module: &str, place: &Path, first: u32) -> Self {
        let (_, module) = module.split_once("::").unwrap();
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", &format!("{module}::writer"), "--ignored"])
            .args(["--nocapture", "--test-threads=1"])
            .env(PLACE, place)
            .env(FIRST, first.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, said) = channel();
        let listener = thread::spawn(move || {
            let lines = lines.map_while(Result::ok);
            for line in lines {
                match line.strip_prefix("safe ").map(str::parse) {
                    Some(Ok(number)) => drop(sender.send(number)),
                    // Why it did not begin.
                    _ => writeln!(std::io::stderr(), "{line}").unwrap(),
                }
            }
        });
        Self {
            child,
            said,
            listener,
        }
    }

    /// Kills it so long after now, which may be before it has begun; gives what it
    /// said was safe.
    pub(super) fn killed_after(mut self, time: Duration) -> Vec<u32> {
        thread::sleep(time);
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.listener.join().unwrap();
        self.said.into_iter().collect()
    }

    /// The same, counted from when the first was safe: it is killed while it writes.
    pub(super) fn killed_while_writing(self, time: Duration) -> Vec<u32> {
        let first = self.said.recv_timeout(PATIENCE);
        let time = first.map_or(Duration::ZERO, |_| time);
        let rest = self.killed_after(time);
        let first = first.unwrap_or_else(|_| panic!("the writer did not begin"));
        [vec![first], rest].concat()
    }
}
