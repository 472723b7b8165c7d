//! Folders that no one keeps: what is no file, what leads nowhere or round in
//! circles, what has no end, and very many of nothing. What is good in them is found.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::collection::is_full;
use super::grammar::check_lines;
use super::lines::arguments;
use super::screen::ESC;
use crate::pty::room::Room;
use crate::pty::session::Session;

/// How long anything may take on such a folder, in a slow build on a busy machine.
pub(super) const LIMIT: Duration = Duration::from_mins(1);
/// What the program may take of memory, in MB.
pub(super) const MEGABYTES: u64 = 300;

/// Articles that are as they should be.
const GOOD: usize = 3;

/// Fills a folder; what is in it that lets go of its names when it is dropped.
fn furnish(folder: &Path) -> UnixListener {
    for number in 0..GOOD {
        let text = format!(
            "<!--1712479502000-->\n[Good {number}](https://example.org/{number})\n------\n\n<p>harbour</p>"
        );
        let place = folder.join(format!("{number}/{number}"));
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("good.txt"), text).unwrap();
    }
    let pipe = folder.join("pipe.txt");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    for (target, name) in [
        (".", "round.txt"),
        ("..", "0/up"),
        ("itself.txt", "itself.txt"),
        ("b.txt", "a.txt"),
        ("a.txt", "b.txt"),
        ("nowhere", "dangling.txt"),
        ("/dev/zero", "zero.txt"),
        ("/dev/tty", "tty.txt"),
        ("/dev/stdin", "stdin.txt"),
        ("/proc/self/mem", "memory.txt"),
        ("pipe.txt", "to-pipe.txt"),
    ] {
        symlink(target, folder.join(name)).unwrap();
    }
    // Ten gigabytes of nothing, and an article with as much behind it.
    for (name, start) in [
        ("sparse.txt", ""),
        (
            "long.txt",
            "<!--1-->\n[Long](https://example.org/l)\n------\n<p>x",
        ),
    ] {
        fs::write(folder.join(name), start).unwrap();
        File::options()
            .write(true)
            .open(folder.join(name))
            .unwrap()
            .set_len(10 << 30)
            .unwrap();
    }
    let count = if is_full() { 100_000 } else { 2_000 };
    let empty = folder.join("empty");
    fs::create_dir(&empty).unwrap();
    (0..count).for_each(|number| drop(File::create(empty.join(format!("{number}.txt"))).unwrap()));
    for name in [
        &b"line\nfeed.txt"[..],
        b"\x1b[2J.txt",
        b"\xff\x9b.txt",
        "\u{202e}".as_bytes(),
    ] {
        fs::write(folder.join(OsStr::from_bytes(name)), "").unwrap();
        fs::create_dir_all(folder.join("names").join(OsStr::from_bytes(name))).unwrap();
    }
    let deep = (0..300).fold(folder.join("deep"), |path, _| path.join("d"));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("deep.txt"), "").unwrap();
    UnixListener::bind(folder.join("socket.txt")).unwrap()
}

/// Runs the program with an end; what it printed and its peak of memory in MB,
/// 0 where the system does not tell.
pub(super) fn run(home: &Path, arguments: &[OsString]) -> (String, u64) {
    let (out, err) = (home.join("out"), home.join("err"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsprint"))
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .current_dir(home)
        .stdin(Stdio::null())
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&err).unwrap())
        .spawn()
        .expect("newsprint");
    let (start, mut peak) = (Instant::now(), 0);
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) / 1024);
        match child.try_wait().unwrap() {
            Some(status) => {
                let errors = fs::read(&err).unwrap();
                assert!(
                    status.code().is_some_and(|code| code <= 1),
                    "{arguments:?}: {status}"
                );
                for bytes in [&fs::read(&out).unwrap(), &errors] {
                    check_lines(bytes, false)
                        .unwrap_or_else(|foreign| panic!("{arguments:?}: {foreign:?}"));
                }
                return (fs::read_to_string(&out).unwrap(), peak);
            }
            None if start.elapsed() > LIMIT => {
                drop(child.kill());
                panic!("{arguments:?} comes to no end");
            }
            None => std::thread::sleep(Duration::from_millis(3)),
        }
    }
}

#[test]
fn nothing_in_a_folder_stops_what_is_good_in_it_from_being_found() {
    let room = Room::empty();
    let _socket = furnish(&room.archive());
    let home = room.path("other-home");
    fs::create_dir(&home).unwrap();
    let archive = room.archive();
    for (line, wanted) in [
        ("list --archive @", GOOD),
        ("check @", 0),
        ("index @", 0),
        ("list harbour --archive @", GOOD),
    ] {
        let (out, peak) = run(&home, &arguments(line, archive.as_os_str().as_bytes()));
        let found = out.lines().filter(|line| line.contains("Good")).count();
        assert_eq!(found, wanted, "{line}");
        assert!(peak < MEGABYTES, "{line} takes {peak} MB");
    }
    for name in ["sparse.txt", "long.txt"] {
        let path = archive.join(name);
        let shown = run(
            &home,
            &arguments("list --archive @", path.as_os_str().as_bytes()),
        );
        assert!(shown.1 < MEGABYTES, "{name} takes {} MB", shown.1);
    }

    let mut session = Session::start(&room, &[archive.into_os_string()], (100, 24), &[]);
    session.wait_at_most(LIMIT, |screen| screen.contains("Good"), "the list");
    session.send("/harbour");
    session.wait_at_most(LIMIT, |screen| screen.contains("3 found"), "what is good");
    session.send(ESC);
    session.settle();
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn what_is_no_file_is_named_and_not_waited_for() {
    let room = Room::empty();
    let _socket = furnish(&room.archive());
    for name in [
        "pipe.txt",
        "to-pipe.txt",
        "socket.txt",
        "zero.txt",
        "tty.txt",
        "itself.txt",
        "dangling.txt",
    ] {
        for line in ["show @", "list --archive @", "check @", "@"] {
            let path = room.archive().join(name);
            let start = Instant::now();
            let output =
                super::lines::run(&room.home(), &arguments(line, path.as_os_str().as_bytes()));
            assert!(start.elapsed() < Duration::from_secs(10), "{line} {name}");
            assert!(
                output
                    .status
                    .code()
                    .is_some_and(|code| code == 1 || code == 2),
                "{line} {name}: {output:?}"
            );
            assert!(!output.stderr.is_empty(), "{line} {name}: {output:?}");
        }
    }
}
