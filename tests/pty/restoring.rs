//! The terminal is given back, whatever ends or stops newsprint.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::PathBuf;

use rustix::process::Signal;

use super::room::{Room, shows_the_list};
use super::session::Session;

/// What enters the alternate screen.
const ENTER: &[u8] = b"\x1b[?1049h";

/// A shell with job control, as a person has it.
const SHELL: &str = r#"set -m
"$@"
echo "stopped with $?"
read -r line
fg > /dev/null
echo "ended with $?"
"#;

#[test]
fn signals_that_end_it_restore_the_screen() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let room = Room::new();
        let mut session = room.open();
        assert!(session.holds_the_terminal());
        session.signal(signal);
        session.wait_exit();
        session.wait_restored();
    }
}

#[test]
fn stopped_and_brought_back_it_goes_on() {
    for stop in [None, Some(Signal::TSTP)] {
        let room = Room::new();
        let arguments = [room.archive().into_os_string()];
        let mut session = Session::start_in_shell(&room, SHELL, &arguments, &[]);
        session.wait_for(shows_the_list, "the list");
        match stop {
            None => session.send("\x1a"),
            Some(signal) => session.signal(signal),
        }
        session.wait_for(|screen| screen.contains("stopped with 1"), "the shell");
        session.wait_restored();
        session.send("\r");
        session.wait_for(shows_the_list, "the list again");
        assert!(session.holds_the_terminal());
        session.settle();
        session.send("q");
        session.wait_for(|screen| screen.contains("ended with 0"), "the end");
        session.wait_exit();
        session.wait_restored();
    }
}

/// SIGSTOP can't be prepared for: the shell gets a screen that isn't its own,
/// but newsprint finds its way back.
#[test]
fn stopped_without_warning_it_takes_the_screen_again() {
    let room = Room::new();
    let arguments = [room.archive().into_os_string()];
    let mut session = Session::start_in_shell(&room, SHELL, &arguments, &[]);
    session.wait_for(shows_the_list, "the list");
    session.settle();
    session.signal(Signal::STOP);
    session.wait_for(|screen| screen.contains("stopped with 1"), "the shell");
    // The terminal is still in raw mode, so Enter would not end the line.
    session.send("\n");
    session.wait_for_raw(ENTER, 2, "the screen to be taken again");
    session.wait_for(
        |screen| shows_the_list(screen) && !screen.contains("stopped with"),
        "the whole list",
    );
    session.settle();
    session.send("q");
    session.wait_for(|screen| screen.contains("ended with 0"), "the end");
    session.wait_exit();
    session.wait_restored();
}

/// A browser in the terminal that ends when it is told something.
fn browser(room: &Room) -> PathBuf {
    room.script(
        "w3m",
        "echo browsing\nread -r line\necho \"was told $line\"",
    )
}

/// Opens the browser from the list, and types C-z in it.
fn stop_in_browser(session: &mut Session) {
    session.wait_for(shows_the_list, "the list");
    session.settle();
    session.send("o");
    session.wait_for(|screen| screen.contains("browsing"), "the browser");
    session.send("\x1a");
}

/// Tells the browser something, and quits newsprint once that has the screen again.
fn leave_browser_and_quit(session: &mut Session) {
    session.send("more\r");
    session.wait_for(shows_the_list, "the list again");
    session.wait_for_raw(b"was told more", 1, "the browser's answer");
    assert!(session.holds_the_terminal());
    session.settle();
    session.send("q");
}

/// C-z in a browser in the terminal stops both; the shell must get its turn.
#[test]
fn stopped_while_a_browser_has_the_screen_both_go_on() {
    let room = Room::new();
    let browser = browser(&room);
    let arguments = [room.archive().into_os_string()];
    let environment = [("BROWSER", browser.as_path())];
    let mut session = Session::start_in_shell(&room, SHELL, &arguments, &environment);
    stop_in_browser(&mut session);
    session.wait_for(|screen| screen.contains("stopped with 1"), "the shell");
    session.send("\r");
    session.settle();
    session.wait_restored();
    leave_browser_and_quit(&mut session);
    session.wait_for(|screen| screen.contains("ended with 0"), "the end");
    session.wait_exit();
}

/// Alone in its window there is no shell that could bring it back.
#[test]
fn alone_in_its_window_it_does_not_stop() {
    let room = Room::new();
    let mut session = room.open();
    session.send("\x1a");
    session.settle();
    assert!(session.holds_the_terminal());
    session.send("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

/// C-z in a browser there stops neither.
#[test]
fn alone_in_its_window_it_does_not_stop_while_a_browser_has_the_screen() {
    let room = Room::new();
    let browser = browser(&room);
    let arguments = [room.archive().into_os_string()];
    let environment = [("BROWSER", browser.as_path())];
    let mut session = Session::start(&room, &arguments, (100, 24), &environment);
    stop_in_browser(&mut session);
    session.settle();
    leave_browser_and_quit(&mut session);
    assert_eq!(session.wait_exit().exit_code(), 0);
}

/// The variable is heard in debug builds alone.
#[cfg(debug_assertions)]
#[test]
fn a_panic_while_drawing_restores_the_screen_and_says_what_happened() {
    let room = Room::new();
    let arguments = [room.archive().into_os_string()];
    let size = (100, 24);
    let environment = [("NEWSPRINT_PANIC", std::path::Path::new("draw"))];
    let mut session = Session::start(&room, &arguments, size, &environment);
    let status = session.wait_exit();
    assert!(!status.success(), "{status}");
    session.wait_for(
        |screen| screen.contains("newsprint stopped because of a fault in it"),
        "what happened",
    );
    session.wait_restored();
    let raw = session.raw_output();
    let last = |bytes: &[u8]| raw.windows(bytes.len()).rposition(|window| window == bytes);
    let left = last(b"\x1b[?1049l");
    assert!(left.is_some(), "the screen had been taken");
    assert!(
        left < last(b"newsprint stopped"),
        "restored before a word is said"
    );
}
