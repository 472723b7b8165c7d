//! Searches that outlive the program: those that were made, and those that were
//! saved under a name.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use super::room::Room;

#[test]
fn searches_are_there_when_the_program_is_opened_again() {
    let room = Room::new();
    let mut session = room.open();
    session.send("/");
    session.wait_for(|screen| screen.contains("Esc leave"), "the prompt");
    session.send("source:rf\t");
    session.wait_for(|screen| screen.contains("source:RFI"), "what completes it");
    session.send("\r");
    session.wait_for(
        |screen| !screen.contains("Esc leave"),
        "the prompt to close",
    );
    session.send("M");
    session.wait_for(|screen| screen.contains("Save as"), "the prompt of a name");
    session.send("mine\r");
    session.wait_for(
        |screen| screen.contains("Saved as mine."),
        "that it is saved",
    );
    session.send("Q");
    session.wait_exit();
    let mut session = room.open();
    session.send("gs");
    session.wait_for(
        |screen| screen.contains("mine") && screen.contains("source:RFI"),
        "the saved search",
    );
    session.send("a");
    session.wait_for(|screen| screen.contains("search:mine"), "it in force");
    session.send("/");
    session.wait_for(|screen| screen.contains("Esc leave"), "the prompt");
    session.send("\x15\x10\x10");
    session.wait_for(
        |screen| {
            screen
                .lines()
                .next()
                .is_some_and(|line| line.contains("source:RFI▏"))
        },
        "the search before",
    );
    session.send("\x1b");
    session.wait_for(
        |screen| !screen.contains("Esc leave"),
        "the prompt to close",
    );
    session.send("gs");
    session.wait_for(|screen| screen.contains("Saved searches"), "the menu");
    session.send("\x1b[3~");
    session.wait_for(
        |screen| screen.contains("mine is removed"),
        "that it is removed",
    );
    session.send("gs");
    session.wait_for(|screen| screen.contains("No search is saved"), "none");
    session.send("Q");
    session.wait_exit();
}
