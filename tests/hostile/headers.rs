//! Headers without an end, by every door. A folder is looked at before anything else
//! is done with it, so that one file that takes an hour would keep all others away.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

use super::collection::is_full;
use super::folders::{LIMIT, MEGABYTES, run};
use super::kinds::headers;
use super::lines::arguments;
use crate::pty::room::Room;
use crate::pty::session::Session;

/// A folder with such headers, of a megabyte each or of all that is looked at, and
/// with an article; the paths of all but that.
fn furnish(room: &Room) -> Vec<PathBuf> {
    let good = "<!--1712479502000-->\n[Good](https://example.org/g)\n------\n\n<p>harbour</p>";
    fs::write(room.archive().join("good.txt"), good).unwrap();
    let put = |(number, kind): (usize, &super::kinds::Kind)| {
        let path = room.archive().join(format!("{number:02}.txt"));
        let size = if is_full() { kind.full } else { kind.full / 12 };
        fs::write(&path, kind.file(size)).expect(kind.name);
        path
    };
    headers().enumerate().map(put).collect()
}

#[test]
fn headers_without_an_end_keep_no_door_closed() {
    let room = Room::empty();
    let paths = furnish(&room);
    let home = room.path("other-home");
    fs::create_dir(&home).unwrap();
    let archive = room.archive();
    for (line, is_listed) in [
        ("list --archive @", true),
        ("check @", false),
        ("list harbour --archive @", true),
        ("index @", false),
        ("list harbour --archive @", true),
    ] {
        let (out, peak) = run(&home, &arguments(line, archive.as_os_str().as_bytes()));
        assert_eq!(out.contains("Good"), is_listed, "{line}");
        // One line tells of one oddity: no file has very many.
        assert!(out.lines().count() < 20 * paths.len(), "{line}");
        assert!(peak < MEGABYTES, "{line} takes {peak} MB");
    }
    let shown = std::iter::once(OsString::from("show"));
    let line: Vec<OsString> = shown.chain(paths.iter().map(OsString::from)).collect();
    let (_, peak) = run(&home, &line);
    assert!(peak < MEGABYTES, "show takes {peak} MB");

    let mut session = Session::start(&room, &[archive.into_os_string()], (100, 24), &[]);
    session.wait_at_most(LIMIT, |screen| screen.contains("Good"), "the list");
    session.send("gg");
    for _ in &paths {
        session.send("\r");
        session.settle();
        session.send("Gh");
        session.settle();
        session.send("j");
    }
    session.send("/harbour\r");
    let is_found = |screen: &str| screen.contains("1/1") && screen.matches("harbour").count() > 2;
    session.wait_at_most(LIMIT, is_found, "what is good, and its page");
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}
