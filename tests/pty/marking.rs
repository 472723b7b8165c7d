//! Marks of many at once, tags, and taking them back: over a restart, and beside
//! another newsprint.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::ffi::OsString;

use super::room::Room;
use super::session::Session;

fn wait(session: &Session, text: &str) -> String {
    session.wait_for(|screen| screen.contains(text), text)
}

fn quit(mut session: Session) {
    session.send("Q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn what_was_done_is_taken_back_after_a_restart() {
    let room = Room::new();
    let session = room.open();
    wait(&session, "5 unread");
    session.send("jsA");
    wait(&session, "5 articles: read; u takes it back.");
    wait(&session, "0 unread");
    session.send("v");
    session.send("jt");
    session.send("港口\r");
    wait(&session, "2 articles: tagged 港口");
    quit(session);
    let session = room.open();
    wait(&session, "0 unread");
    session.send("u");
    wait(&session, "Undone: tagged 港口 · 2 articles");
    session.send("u");
    wait(&session, "Undone: read · 5 articles");
    wait(&session, "5 unread");
    session.send("\x12");
    wait(&session, "Done again: read · 5 articles");
    quit(session);
    // What was undone last is made again first.
    let session = room.open();
    wait(&session, "0 unread");
    session.send("\x12");
    wait(&session, "Done again: tagged 港口 · 2 articles");
    session.send("uuu");
    wait(&session, "Undone: starred");
    session.send("u");
    wait(&session, "Nothing to undo.");
    wait(&session, "5 unread");
    quit(session);
}

#[test]
fn what_a_command_marked_is_taken_back_in_the_list() {
    let room = Room::new();
    let archive = room.archive().into_os_string();
    let arguments = ["star", "source:法广", "--archive"].map(OsString::from);
    let arguments = [&arguments[..], &[archive]].concat();
    let mut command = Session::start(&room, &arguments, (100, 24), &[]);
    assert_eq!(command.wait_exit().exit_code(), 0);
    let session = room.open();
    wait(&session, "5 unread");
    session.send("u");
    wait(&session, "Undone: starred");
    session.send("u");
    wait(&session, "Nothing to undo.");
    quit(session);
}

#[test]
fn what_another_newsprint_has_changed_since_stays() {
    let room = Room::new();
    let one = room.open();
    wait(&one, "5 unread");
    let two = room.open();
    wait(&two, "5 unread");
    one.send("A");
    wait(&one, "0 unread");
    one.settle();
    two.send("R");
    wait(&two, "0 unread");
    // Unread and read again: what it shows is the same, but it is theirs now.
    two.send("rr");
    two.settle();
    one.send("u");
    wait(
        &one,
        "Undone: 4. Another newsprint has changed 1 since; those stay.",
    );
    wait(&one, "4 unread");
    // Theirs can still be taken back.
    two.send("R");
    wait(&two, "4 unread");
    two.send("u");
    wait(&two, "Undone: read");
    wait(&two, "5 unread");
    quit(one);
    quit(two);
}

#[test]
fn details_say_when_an_article_was_opened_last() {
    let room = Room::new();
    let session = room.open();
    session.send("i");
    let screen = wait(&session, "Details");
    assert!(!screen.contains("│ opened"), "{screen}");
    session.send("\x1b");
    session.wait_for(|screen| !screen.contains("Details"), "no details");
    session.send("\r");
    wait(&session, "4 unread");
    session.send("i");
    wait(&session, "│ opened");
    quit(session);
}
