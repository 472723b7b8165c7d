//! What a program asks of the system's network, as strace tells it. Where strace is
//! not there, or may not trace, nothing is watched, and that is said.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Watches the system calls of a program.
pub(super) struct Tracer {
    log: PathBuf,
    why_not: Option<String>,
}

/// What was seen.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sockets {
    /// Nothing was watched.
    NotTraced(String),
    /// All was.
    Seen {
        /// Lines that the tracer wrote.
        calls: usize,
        /// Those that have to do with the internet.
        internet: Vec<String>,
    },
}

impl Tracer {
    /// One that writes to a file.
    pub(super) fn new(log: &Path) -> Self {
        let trial = Command::new("strace")
            .args(["-qq", "-e", "trace=network", "-o", "/dev/null", "true"])
            .stdin(Stdio::null())
            .output();
        let why_not = match trial {
            Ok(output) if output.status.success() => None,
            Ok(output) => Some(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(error) => Some(format!("strace can't be started: {error}")),
        };
        Self {
            log: log.to_owned(),
            why_not,
        }
    }

    /// What stands before a program in a shell so that it is watched, with all that
    /// it starts.
    pub(super) fn command(&self) -> String {
        if self.why_not.is_some() {
            return String::new();
        }
        let log = self.log.display();
        format!("strace -f -e trace=network -e signal=none -o '{log}'")
    }

    /// What was seen, once the program has ended.
    pub(super) fn sockets(&self) -> Sockets {
        if let Some(why) = &self.why_not {
            return Sockets::NotTraced(why.clone());
        }
        seen(&std::fs::read_to_string(&self.log).expect("what was traced"))
    }
}

fn seen(trace: &str) -> Sockets {
    let internet = trace.lines().filter(|line| is_internet(line));
    Sockets::Seen {
        calls: trace.lines().count(),
        internet: internet.map(str::to_owned).collect(),
    }
}

/// Whether a call is one that makes or uses a socket of the internet's families, or
/// of one that sees its packets.
fn is_internet(line: &str) -> bool {
    ["AF_INET", "PF_INET", "AF_PACKET", "AF_VSOCK"]
        .iter()
        .any(|family| line.contains(family))
}

#[test]
fn calls_to_the_internet_are_told_from_others() {
    let trace = "\
        7 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 9\n\
        7 connect(9, {sa_family=AF_UNIX, sun_path=@\"/tmp/.X11-unix/X0\"}, 20) = 0\n\
        8 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 10\n\
        8 socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP) = 11\n\
        7 +++ exited with 0 +++\n";
    let Sockets::Seen { calls, internet } = seen(trace) else {
        panic!("something was seen");
    };
    assert_eq!((calls, internet.len()), (5, 2), "{internet:?}");
}
