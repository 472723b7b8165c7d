//! Programs that run beside newsprint: found, started in a process group of their
//! own and without our terminal, and watched until they end.
//!
//! What a program reads is a file without a name: it may read all of it or nothing,
//! at its own pace, and no pipe breaks. What it writes is read to the end, so that
//! it never waits for us, and kept as far as a limit; where a program outlives newsprint,
//! another reads on, for what nobody reads kills it by its next line. Which program, and
//! for which article, is said elsewhere; those that want the screen `terminal` runs.

mod stopper;

use std::fs::File;
use std::io::{self, Read, Seek as _, Write as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::{CommandLine, Environment, Notice, because_said};
use crate::text::Clean;

pub use stopper::Stopper;

/// Bytes of what a program prints that are kept.
pub const MOST_OUTPUT: usize = 64 << 10;
/// Bytes of its error output that are kept: the first line is wanted.
const MOST_COMPLAINT: usize = 4 << 10;
/// Characters of that line that are told.
const TOLD: usize = 200;
/// How long after its end the rest of what it wrote is waited for: a child that it
/// leaves behind may hold the pipe for ever.
const REST: Duration = Duration::from_millis(200);

/// Why a program did not do what it was run for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramError {
    /// There is no such program.
    #[error("no program {program} is in PATH; install it, or write where it lies")]
    Missing {
        /// Its name as it is written.
        program: Clean,
    },
    /// It could not be started.
    #[error("could not start {program}: {reason}; try it in a shell")]
    Start {
        /// The program.
        program: Clean,
        /// What the system said.
        reason: Clean,
    },
    /// It ended, and not well.
    #[error("{program} ended with code {code}: {complaint}; try it in a shell")]
    Failed {
        /// The program.
        program: Clean,
        /// Its exit code.
        code: i32,
        /// The first line of its error output; may be empty.
        complaint: Clean,
    },
    /// A signal ended it.
    #[error("{program} was ended by signal {signal}: {complaint}; try it in a shell")]
    Killed {
        /// The program.
        program: Clean,
        /// The signal's number.
        signal: i32,
        /// The first line of its error output; may be empty.
        complaint: Clean,
    },
}

impl ProgramError {
    /// How a program ended, where that was not well.
    pub fn of(program: &Clean, status: ExitStatus, complaint: Clean) -> Result<(), Self> {
        let program = program.clone();
        match (status.code(), status.signal()) {
            (Some(0), _) => Ok(()),
            (Some(code), _) => Err(Self::Failed {
                program,
                code,
                complaint,
            }),
            (None, signal) => Err(Self::Killed {
                program,
                signal: signal.unwrap_or_default(),
                complaint,
            }),
        }
    }

    /// The error of a program that could not be started.
    #[must_use]
    pub fn start(command: &CommandLine, error: &io::Error) -> Self {
        Self::Start {
            program: command.name(),
            reason: Clean::line(&error.to_string()),
        }
    }

    /// The error as a key of an interface text with its values.
    #[must_use]
    pub fn notice(&self) -> Notice {
        match self {
            Self::Missing { program } => {
                Notice::new("program-missing").with("program", program.clone())
            }
            Self::Start { program, reason } => {
                let notice = Notice::new("program-not-started").with("program", program.clone());
                because_said(notice, "reason", reason.as_str())
            }
            Self::Failed {
                program,
                code,
                complaint,
            } => {
                let keys = ["program-failed", "program-failed-saying"];
                said(keys, program, complaint).with("code", Clean::line(&code.to_string()))
            }
            Self::Killed {
                program,
                signal,
                complaint,
            } => {
                let keys = ["program-killed", "program-killed-saying"];
                said(keys, program, complaint).with("signal", Clean::line(&signal.to_string()))
            }
        }
    }
}

/// How a program ended: the first text where it said nothing, else the second.
fn said([alone, saying]: [&'static str; 2], program: &Clean, complaint: &Clean) -> Notice {
    if complaint.is_empty() {
        return Notice::new(alone).with("program", program.clone());
    }
    let notice = Notice::new(saying).with("program", program.clone());
    notice.with("complaint", complaint.clone())
}

/// What a program printed, as far as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The text; bytes that are no UTF-8 are replaced.
    pub text: String,
    /// Whether it printed more.
    pub is_cut: bool,
}

impl CommandLine {
    /// A program by its name or place, with its arguments.
    pub fn find(
        program: &str,
        arguments: Vec<std::ffi::OsString>,
        environment: &Environment,
    ) -> Result<Self, ProgramError> {
        let found = environment.find_program(program);
        let program = found.ok_or_else(|| ProgramError::Missing {
            program: Clean::line(program),
        })?;
        Ok(Self { program, arguments })
    }
}

/// A file without a name that holds what a program is to read, at its beginning.
pub fn to_read(bytes: &[u8]) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}

/// A program that has been started.
#[derive(Debug)]
pub struct Running {
    name: Clean,
    child: Child,
    output: Option<Gathered>,
    complaint: Gathered,
    /// The same output, for when newsprint ends first.
    rest: Option<OwnedFd>,
    stopper: Stopper,
}

/// The error output of a program that may outlive newsprint.
#[derive(Debug)]
pub struct Outliving {
    /// What reads on; empty where there is nothing.
    reader: PathBuf,
    complaint: OwnedFd,
    stopper: Stopper,
}

impl Outliving {
    /// Whether the program has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.stopper.has_ended()
    }

    /// Has another program read what it writes, to its end.
    pub fn leave(self) {
        if self.has_ended() {
            return;
        }
        let started = Command::new(self.reader)
            .stdin(Stdio::from(self.complaint))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn();
        if let Err(error) = started {
            tracing::warn!(%error, "nobody reads on what a program writes");
        }
    }
}

impl Running {
    /// Starts a program. `input` is what it reads, if anything; `shows` says whether
    /// what it prints is wanted.
    pub fn start(
        command: &CommandLine,
        input: Option<File>,
        shows: bool,
    ) -> Result<Self, ProgramError> {
        let failed = |error: io::Error| ProgramError::start(command, &error);
        let mut child = Command::new(&command.program)
            .args(&command.arguments)
            .stdin(input.map_or_else(Stdio::null, Stdio::from))
            .stdout(if shows { Stdio::piped() } else { Stdio::null() })
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(failed)?;
        let output = child.stdout.take();
        let output = output.map(|pipe| Gathered::from(pipe, MOST_OUTPUT));
        let complaint = child.stderr.take();
        let rest = complaint.as_ref();
        let rest = rest.and_then(|pipe| pipe.as_fd().try_clone_to_owned().ok());
        let complaint = complaint.map_or_else(
            || Ok(Gathered::default()),
            |pipe| Gathered::from(pipe, MOST_COMPLAINT),
        );
        Ok(Self {
            name: command.name(),
            output: output.transpose().map_err(failed)?,
            complaint: complaint.map_err(failed)?,
            stopper: Stopper::of(child.id()),
            child,
            rest,
        })
    }

    /// What ends it from elsewhere.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// What is to be left to others when newsprint ends before it does.
    pub fn outliving(&mut self, environment: &Environment) -> Option<Outliving> {
        Some(Outliving {
            stopper: self.stopper(),
            complaint: self.rest.take()?,
            reader: environment.find_program("cat").unwrap_or_default(),
        })
    }

    /// Waits until it ends; gives what it printed, and whether it ended well.
    pub fn wait(mut self) -> (Output, Result<(), ProgramError>) {
        self.stopper.wait();
        let status = self.child.wait();
        self.stopper.note_reaped();
        let output = self.output.map(Gathered::take).unwrap_or_default();
        let (complaint, _) = self.complaint.take_bytes();
        let program = self.name;
        let result = match status {
            Ok(status) => ProgramError::of(&program, status, first_line(&complaint)),
            Err(error) => {
                let reason = Clean::line(&error.to_string());
                Err(ProgramError::Start { program, reason })
            }
        };
        (output, result)
    }
}

/// The first line with something on it, cut to what can be told.
fn first_line(bytes: &[u8]) -> Clean {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().map(Clean::line);
    let found = lines.find(|line| !line.as_str().trim().is_empty());
    let line = found.unwrap_or_default();
    Clean::line(&line.as_str().trim().chars().take(TOLD).collect::<String>())
}

/// What comes out of a pipe: read to its end, kept as far as a limit.
#[derive(Debug, Default)]
struct Gathered {
    kept: Arc<Mutex<(Vec<u8>, bool)>>,
    /// Hangs up when the pipe has come to its end.
    at_end: Option<Receiver<()>>,
}

impl Gathered {
    fn from(mut pipe: impl Read + Send + 'static, most: usize) -> io::Result<Self> {
        let (reading, at_end) = channel::<()>();
        let kept: Arc<Mutex<(Vec<u8>, bool)>> = Arc::default();
        let into = Arc::clone(&kept);
        thread::Builder::new()
            .name("output".to_owned())
            .spawn(move || {
                let _reading = reading;
                let mut buffer = [0; 8 << 10];
                loop {
                    match pipe.read(&mut buffer) {
                        Ok(0) => break,
                        Ok(count) => {
                            let bytes = buffer.get(..count).unwrap_or_default();
                            let mut kept = into.lock().unwrap_or_else(PoisonError::into_inner);
                            let room = most.saturating_sub(kept.0.len());
                            kept.0.extend(bytes.iter().take(room));
                            kept.1 |= count > room;
                        }
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(_) => break,
                    }
                }
            })?;
        Ok(Self {
            kept,
            at_end: Some(at_end),
        })
    }

    /// What has come, and whether more came than is kept.
    fn take_bytes(self) -> (Vec<u8>, bool) {
        if let Some(at_end) = self.at_end {
            // It hangs up at the end, and nothing is ever sent.
            let _ = at_end.recv_timeout(REST);
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *kept)
    }

    fn take(self) -> Output {
        let (bytes, is_cut) = self.take_bytes();
        Output {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            is_cut,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use std::time::Instant;

    use super::super::environment::fake;
    use super::*;

    /// Runs a script with some input; gives what came of it, in a line.
    fn ran(script: &str, input: &[u8]) -> String {
        let (_folder, environment) = fake::programs(&[("own", script)]);
        let command = CommandLine::find("own", vec!["a b".into()], &environment).unwrap();
        let running = Running::start(&command, Some(to_read(input).unwrap()), true).unwrap();
        let (output, result) = running.wait();
        let result = result.map_err(|error| error.to_string());
        format!("{} {} {result:?}", output.text, output.is_cut)
    }

    #[test]
    fn a_program_reads_prints_and_fails() {
        let large = vec![b'x'; 3 << 20];
        for (script, input, expected) in [
            ("/bin/cat", &b"abc"[..], "abc false Ok(())"),
            ("printf '%s' \"$1$#\"", b"", "a b1 false Ok(())"),
            // It need not read what it is given.
            ("exit 0", &large, " false Ok(())"),
            (
                "echo; echo ' no \\033[31mway'>&2; echo b>&2; exit 3",
                b"",
                "\n false Err(\"own ended with code 3: no [31mway; try it in a shell\")",
            ),
            (
                "exit 7",
                b"",
                " false Err(\"own ended with code 7: ; try it in a shell\")",
            ),
            (
                "kill -9 $$",
                b"",
                " false Err(\"own was ended by signal 9: ; try it in a shell\")",
            ),
            // A child that it leaves behind keeps nobody waiting.
            ("(/bin/sleep 20) & echo hi", b"", "hi\n false Ok(())"),
            ("printf '\\377a'", b"", "\u{fffd}a false Ok(())"),
        ] {
            assert_eq!(ran(script, input), expected, "{script}");
        }
    }

    #[test]
    fn what_has_no_end_is_kept_within_bounds_and_stopped() {
        let (_folder, environment) =
            fake::programs(&[("own", "trap '' TERM; while :; do echo y; echo e >&2; done")]);
        let command = CommandLine::find("own", Vec::new(), &environment).unwrap();
        let running = Running::start(&command, None, true).unwrap();
        let stopper = running.stopper();
        let waiting = thread::spawn(move || running.wait());
        thread::sleep(Duration::from_millis(300));
        let begun = Instant::now();
        stopper.stop();
        let (output, result) = waiting.join().unwrap();
        assert!(begun.elapsed() < Duration::from_secs(20));
        assert!(output.text.len() <= MOST_OUTPUT);
        let error = result.unwrap_err().to_string();
        assert_eq!(error, "own was ended by signal 9: e; try it in a shell");
        assert!(stopper.has_ended());
    }

    #[test]
    fn what_is_no_program_is_told() {
        let (folder, environment) = fake::programs(&[("one", "")]);
        let missing = CommandLine::find("two", Vec::new(), &environment).unwrap_err();
        assert_eq!(
            missing.to_string(),
            "no program two is in PATH; install it, or write where it lies"
        );
        let command = CommandLine {
            program: folder.path().join("nowhere"),
            arguments: Vec::new(),
        };
        let error = Running::start(&command, None, false).unwrap_err();
        assert!(
            error.to_string().contains("could not start nowhere"),
            "{error}"
        );
        // What no program can be given is told as well.
        let command = CommandLine::find("one", vec!["a\0b".into()], &environment).unwrap();
        assert!(Running::start(&command, None, false).is_err());
    }

    #[test]
    fn a_complaint_is_one_line() {
        for (bytes, line) in [
            (&b""[..], ""),
            (b"\n \n\ta\x1b]0;x\x07b\r\nc", "a]0;xb"),
            ("错".repeat(300).as_bytes(), &"错".repeat(TOLD)),
        ] {
            assert_eq!(first_line(bytes).as_str(), line);
        }
    }
}
