//! `newsprint --private`: what was kept before is read, nothing of the session is
//! kept, and that is shown.

use std::path::Path;

use super::screen::ESC;
use super::session::states;
use crate::pty::room::{Room, shows_the_list};
use crate::pty::session::Session;

/// Everything that would be kept: marks, tags, searches, a theme, a language, a
/// place, a layout.
const DEEDS: &[&str] = &[
    "j",
    "s",
    "r",
    "tprivate\r",
    "/拉夫罗夫\r",
    "Msaved\r",
    ESC,
    "\x14j\r",
    "gLj\r",
    "gLk\r",
    "\\",
    ">",
    "\r",
    " ",
    "A",
    "u",
];

fn start(room: &Room, arguments: &[&str]) -> Session {
    let mut arguments: Vec<_> = arguments.iter().map(Into::into).collect();
    arguments.push(room.archive().into_os_string());
    let environment = [("NEWSPRINT_LOG", Path::new("trace"))];
    let session = Session::start(room, &arguments, (100, 24), &environment);
    session.wait_for(shows_the_list, "the list");
    session.settle();
    session
}

fn leave(mut session: Session) {
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    session.wait_restored();
}

fn do_everything(session: &Session) {
    for keys in DEEDS {
        session.send(keys);
        session.settle_for(std::time::Duration::from_millis(30));
    }
    session.settle();
}

#[test]
fn a_private_session_leaves_nothing_behind() {
    let room = Room::new();
    let session = start(&room, &["--private"]);
    assert!(
        session.screen().contains("archive (private)"),
        "{}",
        session.screen()
    );
    session.send("s");
    session.wait_for(|screen| screen.contains('★'), "the star is shown");
    session.send("u");
    session.wait_for(|screen| !screen.contains('★'), "it is taken back");
    do_everything(&session);
    leave(session);
    // The folders are the test's.
    let own = ["", "cache", "config", "data", "state", "tmp"].map(|name| room.home().join(name));
    let found: Vec<_> = states(&room.home()).into_keys().collect();
    assert_eq!(found, own);
}

#[test]
fn a_private_session_shows_what_was_kept_and_keeps_it_as_it_was() {
    let room = Room::new();
    let session = start(&room, &[]);
    session.send("s");
    session.wait_for(|screen| screen.contains('★'), "a star");
    session.settle();
    leave(session);
    let before = states(&room.home());
    let session = start(&room, &["--private"]);
    assert!(session.screen().contains('★'), "{}", session.screen());
    do_everything(&session);
    leave(session);
    let after = states(&room.home());
    for (path, state) in &before {
        assert_eq!(after.get(path), Some(state), "{}", path.display());
    }
    assert_eq!(after.len(), before.len());
    // What a session may keep, these deeds make it keep.
    let session = start(&room, &[]);
    do_everything(&session);
    leave(session);
    assert_ne!(states(&room.home()), before);
}
