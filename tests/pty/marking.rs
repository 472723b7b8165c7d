//! Marks of many at once, tags, and taking them back: over a restart, and beside
//! another newsprint.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::ffi::OsString;

use super::room::Room;
use super::session::Session;

#[test]
fn what_was_done_is_taken_back_after_a_restart() {
    let room = Room::new();
    let session = room.open();
    session.see("5 unread");
    session.send("jsA");
    session.see("5 articles: read; u takes it back.");
    session.see("0 unread");
    session.send("v");
    session.send("jt");
    session.send("港口\r");
    session.see("2 articles: tagged 港口");
    session.quit();
    let session = room.open();
    session.see("0 unread");
    session.send("u");
    session.see("Undone: tagged 港口 · 2 articles");
    session.send("u");
    session.see("Undone: read · 5 articles");
    session.see("5 unread");
    session.send("\x12");
    session.see("Done again: read · 5 articles");
    session.quit();
    // What was undone last is made again first.
    let session = room.open();
    session.see("0 unread");
    session.send("\x12");
    session.see("Done again: tagged 港口 · 2 articles");
    session.send("uuu");
    session.see("Undone: starred");
    session.send("u");
    session.see("Nothing to undo.");
    session.see("5 unread");
    session.quit();
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
    session.see("5 unread");
    session.send("u");
    session.see("Undone: starred");
    session.send("u");
    session.see("Nothing to undo.");
    session.quit();
}

#[test]
fn what_another_newsprint_has_changed_since_stays() {
    let room = Room::new();
    let one = room.open();
    one.see("5 unread");
    let two = room.open();
    two.see("5 unread");
    one.send("A");
    one.see("0 unread");
    one.settle();
    // It is seen there without being asked for.
    two.see("0 unread");
    // Unread and read again: what it shows is the same, but it is theirs now.
    two.send("rr");
    two.settle();
    one.send("u");
    one.see("Undone: 4. Another newsprint has changed 1 since; those stay.");
    one.see("4 unread");
    // Theirs can still be taken back.
    two.see("4 unread");
    two.send("u");
    two.see("Undone: read");
    two.see("5 unread");
    one.quit();
    two.quit();
}

#[test]
fn details_say_when_an_article_was_opened_last() {
    let room = Room::new();
    let session = room.open();
    session.send("i");
    let screen = session.see("Details");
    assert!(!screen.contains("│ opened"), "{screen}");
    session.send("\x1b");
    session.wait_for(|screen| !screen.contains("Details"), "no details");
    session.send("\r");
    session.see("4 unread");
    session.send("i");
    session.see("│ opened");
    session.quit();
}
