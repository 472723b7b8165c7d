//! Marks that the disk does not take: it is full, a quota is used up, it fails, or the
//! folder may not be written. That is told, reading goes on, the marks are shown as
//! not saved, and they are saved as soon as that is possible.
//!
//! A full disk is played by a tracer that refuses to write to the marks file. When it
//! leaves, there is room again.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::collection::is_full;
use super::session::ReadOnly;
use crate::pty::room::{Room, shows_the_list};
use crate::pty::session::Session;

/// What a full disk, a quota, a fault and a disk mounted anew answer; what the reader
/// is told of each.
const FAULTS: [(&str, &str); 4] = [
    ("ENOSPC", "no room on the disk"),
    ("EDQUOT", "the disk does not take marks"),
    ("EIO", "the disk does not take marks"),
    ("EROFS", "the disk does not take marks"),
];

/// Longer than it takes until what was not saved is tried again.
const AGAIN: Duration = Duration::from_secs(20);

/// A tracer that refuses what a process wants to write into its marks.
struct Refusing(Child);

impl Refusing {
    /// `None` where no process can be traced.
    fn start(room: &Room, process: u32, fault: &str) -> Option<Self> {
        let marks = room.home().join("data/newsprint/marks.sqlite3");
        let log = room.path("trace");
        let mut strace = Command::new("strace");
        strace.args(["-f", "-o"]).arg(&log);
        for ending in ["", "-wal", "-journal"] {
            let mut path = marks.clone().into_os_string();
            path.push(ending);
            strace.arg("-P").arg(path);
        }
        let calls = "write,pwrite64,ftruncate,fallocate,fsync,fdatasync";
        strace.args(["-e", &format!("inject={calls}:error={fault}")]);
        strace.args(["-p", &process.to_string()]);
        strace.stdin(Stdio::null()).stdout(Stdio::null());
        let mut tracer = Self(strace.stderr(Stdio::null()).spawn().ok()?);
        // Attached to all threads, as each of them says itself.
        let begun = Instant::now();
        let is_traced = || {
            let tasks = fs::read_dir(format!("/proc/{process}/task")).ok()?;
            let status = |entry: fs::DirEntry| fs::read_to_string(entry.path().join("status")).ok();
            let mut all = tasks.flatten().filter_map(status);
            Some(all.all(|status| !status.contains("TracerPid:\t0\n")))
        };
        while is_traced() != Some(true) {
            let has_ended = !matches!(tracer.0.try_wait(), Ok(None));
            if has_ended || begun.elapsed() > Duration::from_secs(10) {
                return None;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Some(tracer)
    }

    /// From now on nothing is refused.
    fn leaves(mut self) {
        let process = self.0.id().try_into().ok();
        let process = process.and_then(rustix::process::Pid::from_raw).unwrap();
        rustix::process::kill_process(process, rustix::process::Signal::INT).unwrap();
        self.0.wait().unwrap();
    }
}

/// The screen without the spaces and the breaks that a narrow place puts into a text.
fn joined(screen: &str) -> String {
    screen.split_whitespace().collect()
}

/// How many articles have a star, as another process reads them.
fn starred(room: &Room) -> usize {
    let text = room.listed(&["is:starred", "--count"]);
    text.trim().parse().unwrap_or_else(|_| panic!("{text}"))
}

/// Sets two stars that can't be saved, and reads on meanwhile.
fn marks_in_vain(session: &Session, told: &str) {
    session.send("s");
    let told: String = told.split(' ').collect();
    session.wait_for(|screen| joined(screen).contains(&told), &told);
    session.see("1 not saved");
    session.send("js");
    let screen = session.see("2 not saved");
    assert!(shows_the_list(&screen), "{screen}");
    session.send("\r");
    // The page has the keys, and shows the article.
    session.wait_for(|screen| screen.contains("h list"), "the page");
    session.send("h");
}

#[test]
fn what_the_disk_does_not_take_is_shown_as_not_saved_and_saved_when_it_does() {
    let count = if is_full() { FAULTS.len() } else { 2 };
    for (fault, told) in &FAULTS[..count] {
        let room = Room::new();
        let session = room.open();
        session.settle();
        let Some(tracer) = Refusing::start(&room, session.process(), fault) else {
            println!("no process can be traced here: a full disk was not tried");
            return;
        };
        marks_in_vain(&session, told);
        assert_eq!(starred(&room), 0, "{fault}");
        tracer.leaves();
        session.wait_at_most(
            AGAIN,
            |screen| !screen.contains("not saved"),
            "the marks to be saved",
        );
        assert_eq!(starred(&room), 2, "{fault}");
        session.quit();
    }
}

#[test]
fn what_may_not_be_written_is_saved_when_it_may() {
    let room = Room::new();
    let Some(held) = ReadOnly::of(&room) else {
        println!("no folder could be made read-only for the program");
        return;
    };
    let start = || {
        let arguments = [room.archive().into_os_string()];
        let session = Session::start_in_shell(&room, &held.script, &arguments, &[]);
        session.wait_for(shows_the_list, "the list");
        session.settle();
        session
    };
    start().quit();
    let allow = |is_allowed: bool| {
        let (folder, file) = if is_allowed {
            (0o700, 0o600)
        } else {
            (0o500, 0o400)
        };
        let data = room.home().join("data/newsprint");
        let set = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        set(&data.join("marks.sqlite3"), file);
        set(&data, folder);
    };
    allow(false);
    let session = start();
    session.wait_for(
        |screen| joined(screen).contains("Themarkscan'tbewritten"),
        "what is wrong",
    );
    marks_in_vain(&session, "open for reading only");
    assert_eq!(starred(&room), 0);
    allow(true);
    session.wait_at_most(
        AGAIN,
        |screen| !screen.contains("not saved"),
        "the marks to be saved",
    );
    assert_eq!(starred(&room), 2);
    session.quit();
    // Allowed at the last moment: what waits is saved at the end.
    allow(false);
    let session = start();
    session.send("jjs");
    session.see("1 not saved");
    allow(true);
    session.quit();
    assert_eq!(starred(&room), 3);
}

/// What was wrong stood behind how far it was, on one line.
#[test]
fn an_index_that_the_disk_does_not_take_is_told_on_a_line_of_its_own() {
    let room = Room::empty();
    // Words of which no two are one: the index has longer files than the list has.
    let words: Vec<String> = (0..60_000).map(|number| format!("{number:x}")).collect();
    let words = words.join(" ");
    let text = format!("[Long](https://example.org/l)\n------\n\n<p>{words}");
    fs::write(room.archive().join("long.txt"), text).unwrap();
    let script = r#"trap '' XFSZ; ulimit -f 64; exec "$@""#;
    let arguments = ["index".into(), room.archive().into_os_string()];
    let mut session = Session::start_in_shell(&room, script, &arguments, &[]);
    let screen = session.wait_for(|screen| screen.contains("newsprint: "), "what is wrong");
    assert_ne!(session.wait_exit().exit_code(), 0);
    assert!(screen.starts_with("newsprint: "), "{screen}");
    assert!(String::from_utf8_lossy(&session.raw_output()).contains("indexing 1/1"));
}
