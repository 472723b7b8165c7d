//! Searches that outlive the program: those that were made, and those that were
//! saved under a name; what the list shows of the bodies they find.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::time::Duration;

use super::room::{Room, shows_the_list};
use super::session::Session;

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
    // The search would be in force again.
    session.send("\x1b");
    session.wait_for(shows_the_list, "all articles again");
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

#[test]
fn what_a_search_finds_in_a_body_stands_under_the_title() {
    let room = Room::new();
    let file = room.archive().join("ferry.txt");
    let text = "<!--1704096000000-->\n[Night Ferry](https://example.org/ferry)\n------\n\n\
        Nobody was on the quay.\n\nThe keeper lit the lantern at dusk.";
    fs::write(&file, text).unwrap();
    let mut session = room.open();
    let is_listed = |screen: &str, snippet: &str| {
        let mut rows = screen.lines().filter_map(|line| line.split('│').next());
        rows.any(|row| row.contains("Night Ferry"))
            && rows.next().is_some_and(|row| row.contains(snippet))
    };
    session.send("/lantern");
    session.wait_for(
        |screen| is_listed(screen, "24-01-01 …lit the lantern at dusk."),
        "the snippet while the search is typed",
    );
    session.send("\r");
    // What was read before is read again when the file has changed.
    fs::write(&file, text.replace("dusk", "dawn")).unwrap();
    session.wait_for(
        |screen| is_listed(screen, "24-01-01 …lit the lantern at dawn."),
        "the snippet of the file as it is now",
    );
    session.send("\x1b");
    session.wait_for(
        |screen| is_listed(screen, "example.org · 24-01-01"),
        "source, date and length again",
    );
    session.send("Q");
    session.wait_exit();
}

/// The index is stopped as far as it has come, and gone on with.
#[test]
fn the_index_is_stopped_and_gone_on_with() {
    let room = Room::empty();
    for number in 0..3_000 {
        let text = format!(
            "[Article {number}](https://a.example/{number})\n------\n\n<p>灯塔 {number}</p>"
        );
        fs::write(room.archive().join(format!("{number}.txt")), text).unwrap();
    }
    let archive = room.archive().into_os_string();
    let mut session = Session::start(&room, &[archive], (100, 24), &[]);
    session.wait_for(|screen| screen.contains("indexing"), "the index on its way");
    session.send("gI");
    session.wait_for(
        |screen| screen.contains("The index is stopped"),
        "the index stopped",
    );
    // What is told goes with the next key, and how far it is stands there.
    session.send("j");
    session.wait_for(
        |screen| screen.contains("index stopped at"),
        "how far it is",
    );
    let screen = session.settle();
    session.settle_for(Duration::from_millis(600));
    let progress = |screen: &str| screen.lines().last().unwrap_or_default().to_owned();
    assert_eq!(progress(&session.screen()), progress(&screen));
    session.send("gI");
    let is_done = |screen: &str| !screen.contains("index stopped") && !screen.contains("indexing");
    session.wait_for(is_done, "the index in full");
    session.send("gI");
    session.wait_for(
        |screen| screen.contains("Nothing is waiting"),
        "nothing to stop",
    );
    session.send("Q");
    session.wait_exit();
}
